"""The text of a module to its tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.example_project import loaded
from toolkit.findings import Finding
from toolkit.markup.inline import inline_for
from toolkit.markup.parse import Parser
from toolkit.markup.tree import Block, Image, Item, List, Paragraph, Section, Table, plain, walk

RULES = loaded().rules
QUOTES = ("“", "”", "‘", "’")
START = "## One {: #one }\n\n"


def parse(body: str, first_line: int = 1) -> tuple[tuple[Section, ...], list[Finding]]:
    parser = Parser("a.md", RULES, inline_for(QUOTES))
    return parser.sections(body, first_line), parser.findings


def nodes(text: str):
    (section,), findings = parse(START + text)
    assert findings == []
    return section.nodes


def test_sections_and_subsections():
    sections, findings = parse(
        "## One {: #one .signs }\n\nA.\n\n### Inner {: .x }\n\nB.\n\n### Next\n\nC.\n\n## Two {: #two }\n"
    )
    assert findings == []
    assert [(s.title, s.level, s.tags.id, s.origin.line) for s in sections] == [
        ("One", 2, "one", 1),
        ("Two", 2, "two", 13),
    ]
    first, inner, after = sections[0].nodes
    assert isinstance(first, Paragraph)
    assert isinstance(inner, Section)
    assert isinstance(after, Section)
    assert (inner.title, inner.level, inner.tags.classes) == ("Inner", 3, ("x",))
    assert [plain(node.html) for node in (*inner.nodes, *after.nodes)] == ["B.", "C."]


def test_places_count_from_the_line_the_body_begins_on():
    sections, _ = parse("\n## One {: #one }\n\nText.\n", first_line=10)
    assert sections[0].origin.line == 11
    assert sections[0].nodes[0].origin.line == 13


def test_paragraphs_are_parted_by_blank_lines():
    one, two = nodes("First\nline.\n\n\nSecond.\n")
    assert (one.html.split(), two.html) == (["First", "line."], "Second.")
    assert (one.origin.line, two.origin.line) == (3, 7)


def test_bulleted_and_numbered_lists():
    bullets, numbers = nodes("- a\n- b\n\n1. c\n2. d\n10. e\n")
    assert isinstance(bullets, List)
    assert isinstance(numbers, List)
    assert (bullets.ordered, [item.html for item in bullets.items]) == (False, ["a", "b"])
    assert (numbers.ordered, [item.html for item in numbers.items]) == (True, ["c", "d", "e"])


def test_items_with_blank_lines_between_are_one_list():
    (found,) = nodes("- a\n\n- b\n\n\n- c\n")
    assert [item.html for item in found.items] == ["a", "b", "c"]


def test_change_of_mark_begins_a_new_list():
    assert [node.ordered for node in nodes("- a\n1. b\n- c\n")] == [False, True, False]


def test_item_of_several_lines_and_tags_on_their_own_line():
    (found,) = nodes('- First\n  line\n  {: card="Short" role="nurse" }\n- Second {: role="porter" }\n')
    first, second = found.items
    assert (first.html.split(), first.tags.card, first.tags.roles) == (["First", "line"], "Short", ("nurse",))
    assert (second.html, second.tags.roles) == ("Second", ("porter",))


def test_short_form_is_marked_up_too():
    (found,) = nodes('- A\n  {: card="**Call** [[emergency]]" }\n')
    assert found.items[0].tags.card.startswith("<strong>Call</strong> \ue000emergency|phone")


def test_nested_list():
    (found,) = nodes('- a\n    - b\n      {: role="nurse" }\n    - c\n- d\n')
    outer, last = found.items
    assert last.html == "d"
    (inner,) = outer.nodes
    assert isinstance(inner, List)
    assert [(item.html, item.tags.roles) for item in inner.items] == [("b", ("nurse",)), ("c", ())]


def test_paragraph_and_block_under_an_item():
    (found,) = nodes("- a\n\n  More of a.\n\n  /// note\n  Aside.\n  ///\n- b\n")
    assert [type(node) for node in found.items[0].nodes] == [Paragraph, Block]
    assert len(found.items) == 2


def test_paragraph_behind_a_list_is_no_item():
    found, text = nodes("- a\n- b\n\nAfter.\n")
    assert len(found.items) == 2
    assert text.html == "After."


def test_choices():
    (found,) = nodes("- [ ] a\n- [x] b\n- [X] c\n- d\n- [y] e\n")
    assert [(item.checked, item.html) for item in found.items] == [
        (False, "a"),
        (True, "b"),
        (True, "c"),
        (None, "d"),
        (None, "[y] e"),
    ]


def test_table():
    (found,) = nodes("| A | B |\n|---|---|\n| 1 | 2 |\n")
    assert isinstance(found, Table)
    assert found.html.count("<td>") == 2


def test_table_between_paragraphs():
    assert [type(node) for node in nodes("Before.\n| A |\n|---|\n| 1 |\nAfter.\n")] == [Paragraph, Table, Paragraph]


def test_image():
    (found,) = nodes("![A phone on a desk](media/phone.svg)\n")
    assert isinstance(found, Image)
    assert (found.src, found.alt, found.origin.column) == ("media/phone.svg", "A phone on a desk", 22)


@pytest.mark.parametrize(
    ("head", "title", "roles"),
    [
        ("/// note", "", ()),
        ("///note", "", ()),
        ("/// note | Look", "Look", ()),
        ("/// note |  Look  ", "Look", ()),
        ('/// note {: role="nurse" }', "", ("nurse",)),
        ('/// note | "Look" twice {: role="nurse porter" }', "“Look” twice", ("nurse", "porter")),
        ("/// note | a | b", "a | b", ()),
    ],
)
def test_block_head(head, title, roles):
    (block,) = nodes(f"{head}\nText.\n///\n")
    assert isinstance(block, Block)
    assert (block.name, block.title, block.tags.roles) == ("note", title, roles)
    assert block.nodes[0].html == "Text."


def test_block_in_a_block():
    (outer,) = nodes("//// scenario | A case\nStory.\n\n/// ask\n- What?\n///\n\n/// answer\nThat.\n///\n////\n")
    assert [node.name for node in outer.nodes if isinstance(node, Block)] == ["ask", "answer"]
    assert outer.nodes[0].html == "Story."


def test_block_right_behind_a_paragraph_or_a_list():
    assert [type(n) for n in nodes("Text.\n/// note\nA.\n///\n- a\n/// note\nB.\n///\nText.\n")] == [
        Paragraph,
        Block,
        List,
        Block,
        Paragraph,
    ]


def test_law_block_may_be_empty():
    (block,) = nodes('/// law {: topics="a b" }\n///\n')
    assert (block.tags.topics, block.nodes) == (("a", "b"), ())


def test_walk_meets_every_node_in_reading_order():
    sections, _ = parse(START + "A.\n\n- b\n    - c\n\n/// note | D\nE.\n///\n\n### F\n\nG.\n")
    met = [type(node) for node in walk(sections)]
    assert met == [Section, Paragraph, List, Item, List, Item, Block, Paragraph, Section, Paragraph]


LINES = st.sampled_from(
    [
        "",
        "Text.",
        "## H {: #h }",
        "### Sub",
        "#### Deep",
        "- item",
        "    - nested",
        "  under",
        '  {: card="x" }',
        "1. one",
        "/// note",
        "/// note | T",
        "///",
        "//// activity | A",
        "////",
        "/// nope",
        "| a |",
        "|---|",
        "![x](media/x.svg)",
        "[[emergency]]",
        "{: #x }",
        "- [ ] c",
        "\tTab",
    ]
)


@settings(max_examples=300)
@given(st.lists(LINES, max_size=14))
def test_any_lines_become_a_tree_or_findings(lines):
    sections, findings = parse("\n".join(lines), first_line=7)
    assert all(7 <= finding.origin.line < 8 + len(lines) for finding in findings)
    for node in walk(sections):
        assert 7 <= node.origin.line < 8 + len(lines)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["Word{}.", "- Word{}", "1. Word{}", "    - Word{}", "", "/// note\nWord{}\n///"])))
def test_no_word_is_lost_without_a_finding(pieces):
    text = "\n".join(piece.format(number) for number, piece in enumerate(pieces))
    sections, findings = parse(START + text)
    if not findings:
        shown = " ".join(getattr(node, "html", "") for node in walk(sections))
        assert all(f"Word{number}" in shown for number, piece in enumerate(pieces) if piece)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- one {: nope=x }", 3, 10),
        ("- one\n  two {: nope=x }", 4, 10),
        ("- one\n  two\n  three {: nope=x }", 5, 12),
        ("- one\n  {: nope=x }", 4, 6),
        ("- a\n    - one {: nope=x }", 4, 14),
        ("/// note {: nope=x }\nText.\n///", 3, 13),
        ("### Sub {: nope=x }\n\nText.", 3, 12),
    ],
)
def test_fault_in_tags_is_named_where_it_stands(text, line, column):
    _, findings = parse(START + text)
    assert [(f.code, f.origin.line, f.origin.column) for f in findings] == [("M104", line, column)]
