"""Faults in the body of a module: each is named at its place, none is printed or lost in silence."""

from __future__ import annotations

import pytest

from tests.example_project import (
    ACTING,
    EXTRA,
    FIRST,
    MODULE_HEAD,
    NOTICING,
    assert_finding,
    edited,
    extra_module,
    findings_of,
    line_of,
    text_of,
)

TEXT = FIRST + 2
"""The line on which the text of `under_a_heading` begins."""


def under_a_heading(text: str) -> dict[str, str | bytes | None]:
    return extra_module(f"## One {{: #one }}\n\n{text}")


def test_good_text_has_no_findings():
    text = """\
**Bold**, *emphasis*, "quotes" and [a link](https://example.org/a "b"), [mail](mailto:desk@example.org).
A second line -- with a dash; 5 \\< 6 and 7 > 6.

- An item
  {: card="Short" role="nurse" source="field-guide" }
- Another
    - Nested once

1. First
2. Second [[listening:name]] [[listening:text]] [[ emergency ]]

| Sign | Meaning |
|------|---------|
| a    | b       |

//// activity | Talk {: minutes=5 }
/// ask
What?
///
////
"""
    assert findings_of(under_a_heading(text)) == ()


# --- sections


@pytest.mark.parametrize("body", ["", "\n\n"])
def test_module_without_a_body(body):
    found = findings_of({EXTRA: MODULE_HEAD + body})
    assert [finding.code for finding in found] == ["M102"], found
    assert found[0].origin.path == EXTRA


def test_module_without_any_heading():
    found = findings_of(extra_module("Only text.\n\nMore text.\n"))
    assert_finding(found, "M102", EXTRA, FIRST, 1, hint="begin the body with a heading")


def test_text_before_the_first_heading():
    found = findings_of(extra_module("Text.\n\n## One {: #one }\n\nMore.\n"))
    assert_finding(found, "M102", EXTRA, FIRST, 1, hint="begin the body with a heading")


def test_heading_of_the_first_level():
    found = findings_of(extra_module("# One {: #one }\n\nText.\n"))
    assert_finding(found, "M102", EXTRA, FIRST, 1, hint="sections are ##")


def test_heading_that_leaves_out_a_level():
    found = findings_of(under_a_heading("#### Deep\n\nText.\n"))
    assert_finding(found, "M102", EXTRA, TEXT, 1, hint="subsections inside them are ###")


def test_heading_inside_a_block():
    found = findings_of(under_a_heading("/// note\n### Inner\nText.\n///\n"))
    assert_finding(found, "M102", EXTRA, TEXT + 1, 1, hint="bold", alone=False)


def test_heading_without_a_space_is_no_paragraph():
    found = findings_of(under_a_heading("##At the desk.\n"))
    assert found, "printed as a paragraph in silence"
    assert {(f.origin.line, f.origin.path) for f in found} == {(TEXT, EXTRA)}


def test_section_without_an_id():
    found = findings_of(extra_module("## One\n\nText.\n"))
    assert_finding(found, "M103", EXTRA, FIRST, 1, hint="{: #short-name }")


def test_section_id_used_twice():
    found = findings_of(extra_module("## One {: #one }\n\nText.\n\n## Two {: #one }\n\nText.\n"))
    assert_finding(found, "M114", EXTRA, FIRST + 4, 1, hint=f"line {FIRST}", message='"one"')


# --- tags


@pytest.mark.parametrize(
    ("tags", "column", "words", "hint"),
    [
        ('{: rol="nurse" }', 8, '"rol"', 'did you mean "role"?'),
        ('{: roles="nurse" }', 8, '"roles"', 'did you mean "role"?'),
        ('{: xyzzy="1" }', 8, '"xyzzy"', "known: audience"),
        ("{: minutes=soon }", 8, "whole number", ""),
        ('{: role="nurse" minutes=-5 }', 21, "whole number", ""),
        ('{: card="Say "hi" now" }', 19, "cannot be read", 'key="value"'),
        ('{: role = "nurse" }', 8, "cannot be read", 'key="value"'),
    ],
)
def test_tags_that_cannot_be_read(tags, column, words, hint):
    found = findings_of(under_a_heading(f"- Item {tags}\n"))
    assert_finding(found, "M104", EXTRA, TEXT, column + 3, hint=hint, message=words)


@pytest.mark.parametrize("tags", ['{: card="x"', '{: card="has {braces}" }', "{: card='x' }", "{: card=“Say it” }"])
def test_tags_on_their_own_line_are_never_lost(tags):
    found = findings_of(under_a_heading(f"- Item\n  {tags}\n"))
    assert found, "the tags were dropped, or printed, in silence"
    assert {(f.code, f.origin.line) for f in found} <= {("M104", TEXT + 1), ("M104", TEXT)}


def test_tags_of_a_heading_that_are_not_closed():
    found = findings_of(extra_module("## One {: #one\n\nText.\n"))
    assert_finding(found, "M104", EXTRA, FIRST, 8, alone=False)


@pytest.mark.parametrize("text", ['Text. {: role="nurse" }\n', 'Text\nmore\n{: role="nurse" }\n'])
def test_tags_on_a_paragraph(text):
    found = findings_of(under_a_heading(text))
    assert_finding(found, "M112", EXTRA, TEXT + text.count("\n") - 1, hint="a heading, a block or an item")


@pytest.mark.parametrize(
    ("tag", "name", "what", "hint"),
    [
        ("role", "nurze", "role", 'did you mean "nurse"?'),
        ("audience", "clinik", "audience", 'did you mean "clinic"?'),
        ("kind", "leaflett", "kind", 'did you mean "leaflet"?'),
        ("source", "field-gide", "source", 'did you mean "field-guide"?'),
        ("needs", "emergncy", "help line", 'did you mean "emergency"?'),
    ],
)
def test_unknown_name_in_a_tag(tag, name, what, hint):
    found = findings_of(under_a_heading(f'- Item\n  {{: .points {tag}="{name}" }}\n'))
    assert_finding(found, "M116", EXTRA, TEXT + 1, 14, hint=hint, message=f'there is no {what} "{name}"')


@pytest.mark.parametrize(
    ("old", "new", "what", "hint"),
    [
        ("audiences: [clinic]", "audiences: [clinc]", "audience", 'did you mean "clinic"?'),
        ("sources: [field-guide]", "sources: [field-gide]", "source", 'did you mean "field-guide"?'),
    ],
)
def test_unknown_name_in_the_head(old, new, what, hint):
    changes = edited(ACTING, (old, new))
    found = findings_of(changes)
    assert_finding(found, "M116", ACTING, line_of(str(changes[ACTING]), new), 1, hint=hint, message=f'no {what} "')


def test_source_that_the_head_does_not_list():
    found = findings_of(edited(ACTING, ('{: card="Stay calm" }', '{: card="Stay calm" source="phone-book" }')))
    assert_finding(found, "M117", ACTING, 12, 24, hint="add phone-book to sources:")


def test_unknown_locale_of_a_module():
    path = NOTICING.replace("/en.md", "/enn.md")
    assert_finding(findings_of({path: text_of(NOTICING)}), "L101", path, hint='did you mean "en"?')


# --- blocks


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("/// notte\nText.\n///\n", "M105", 0, 'did you mean "note"?'),
        ("/// Note\nText.\n///\n", "M105", 0, 'did you mean "note"?'),
        ("/// note\nText.\n", "M106", 0, "add a line with ///"),
        ("//// activity | Talk\n/// ask\nWhat?\n///\n", "M106", 0, "add a line with ////"),
        ("Text.\n\n///\n", "M106", 2, "opens with /// and its name"),
        ("/// note\nText.\n////\n", "M106", 0, "add a line with ///"),
        ("/// caution | A title\nText.\n///\n", "M107", 0, "inside the block"),
        ("/// myth\nText.\n///\n", "M107", 0, "write /// myth | the title"),
        ("/// note\n///\n", "M107", 0, "write its text"),
        ("//// activity | Talk\n/// caution\nText.\n///\n////\n", "M115", 1, "it may hold: say, do, ask"),
        ("//// caution\n/// caution\nText.\n///\n////\n", "M115", 1, "holds no other"),
        ("/// answer\nText.\n///\n", "M115", 0, "scenario"),
        ("/// scenario | A case\nText.\n///\n", "M119", 0, "add a block /// answer"),
    ],
)
def test_block(text, code, line, hint):
    found = findings_of(under_a_heading(text))
    assert_finding(found, code, EXTRA, TEXT + line, 1, hint=hint, alone=code != "M106")


def test_tags_of_a_block_that_are_not_closed():
    found = findings_of(under_a_heading('/// note {: role="nurse"\nText.\n///\n'))
    assert {(f.code, f.origin.line) for f in found} & {("M104", TEXT), ("M106", TEXT)}


@pytest.mark.parametrize("choices", ["- [ ] a\n- [ ] b", "- [x] a\n- [x] b", "- a\n- b", "- [x] a\n- b", "Text."])
def test_question_without_exactly_one_right_choice(choices):
    answer = '/// answer {: source="field-guide" fact="SIGN-1" }\nThis.\n///'
    found = findings_of(under_a_heading(f"//// question | Which?\n{choices}\n\n{answer}\n////\n"))
    assert_finding(found, "M119", EXTRA, TEXT, 1, hint="- [x]")


def test_law_block_with_a_topic_that_no_law_has():
    found = findings_of(under_a_heading('/// law {: topics="definitoin" }\n///\n'))
    assert_finding(found, "M116", EXTRA, TEXT, 12, hint='did you mean "definition"?')


def test_law_block_without_topics_would_be_empty():
    found = findings_of(under_a_heading("/// law\n///\n"))
    assert found
    assert found[0].origin.line == TEXT


# --- text that may not be printed


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("<script>alert(1)</script>", 1),
        ("Text <b>bold</b>.", 6),
        ("Text <br/> more.", 6),
        ("Text <!-- hidden --> more.", 6),
        ('An <img src="file:///etc/passwd">.', 4),
        ('An <iframe src="https://example.org"></iframe>.', 4),
        ("<https://example.org>", 1),
        ("<?php echo 1 ?>", 1),
    ],
)
@pytest.mark.parametrize("start", ["", "- ", "1. "])
def test_raw_html(text, column, start):
    found = findings_of(under_a_heading(f"{start}{text}\n"))
    at = [f for f in found if (f.code, f.origin.line, f.origin.column) == ("M108", TEXT, column + len(start))]
    assert len(at) == 1, found
    assert "Markdown" in at[0].hint
    assert {finding.code for finding in found} == {"M108"}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../secret.md",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/a",
        "//example.org/a",
        "tel:555-0100",
        "#",
    ],
)
@pytest.mark.parametrize("start", ["", "- ", "    - "])
def test_link_that_is_no_web_address(address, start):
    before = "- a\n" if start.startswith(" ") else ""
    found = findings_of(under_a_heading(f"{before}{start}See [this]({address}) now.\n"))
    column = len(start) + len("See [this](") + 1
    assert_finding(found, "M109", EXTRA, TEXT + bool(before), column, hint="https://", message=address)


@pytest.mark.parametrize(
    "text",
    ["| A |\n|---|\n| [x](file:///x) |\n", "/// note | See [x](file:///x)\nText.\n///\n", "Text\n[x](file:///x)"],
)
def test_link_in_a_table_a_title_and_a_second_line(text):
    found = findings_of(under_a_heading(text))
    line = line_of(text, "file:///x") - 1
    assert_finding(found, "M109", EXTRA, TEXT + line, text.splitlines()[line].index("file") + 1, hint="https://")


@pytest.mark.parametrize(
    ("key", "value"), [("title", '"[x](file:///etc/passwd)"'), ("objectives", '["[x](file:///etc/passwd)"]')]
)
def test_link_in_the_head(key, value):
    head = "\n".join(line for line in MODULE_HEAD.splitlines()[1:-1] if not line.startswith(key))
    text = f"---\n{head}\n{key}: {value}\n---\n\n## One {{: #one }}\n\nText.\n"
    assert_finding(findings_of({EXTRA: text}), "M109", EXTRA, line_of(text, "passwd"), hint="https://")


def test_html_in_the_title():
    changes = edited(NOTICING, ("title: Noticing", "title: Noticing <b>"))
    assert_finding(findings_of(changes), "M108", NOTICING, 2, hint="Markdown")


@pytest.mark.parametrize("text", ["[a]: https://example.org/x\n", "[note]: tell the manager.\n", "- [a]: tell.\n"])
def test_text_that_looks_like_a_link_reference_does_not_vanish(text):
    from tests.example_project import project
    from toolkit.load.load import load_files
    from toolkit.markup.tree import texts, walk

    library, findings = load_files(project(under_a_heading(text)))
    if not findings:
        html = "".join(html for node in walk(library.module("extra", "en").sections) for html in texts(node))
        assert text.split("]:")[1].strip() in html


@pytest.mark.parametrize(
    "text", ["* a\n* b\n", "+ a\n", "1) a\n2) b\n", "a | b\n--|--\nc | d\n", "- a\n    - b\n        - c\n", "---\n"]
)
def test_markdown_that_is_not_read_is_refused(text):
    found = findings_of(under_a_heading(text))
    assert found, "would be printed as it stands"
    assert {(f.code, f.origin.path) for f in found} == {("M113", EXTRA)}
    assert all(finding.hint for finding in found)


@pytest.mark.parametrize("text", ["#1 sign of many.", ">50 people.", "- #1 thing.", "- >50 people."])
def test_signs_at_the_start_of_a_line_stay_text_or_are_refused(text):
    from tests.example_project import project
    from toolkit.load.load import load_files
    from toolkit.markup.tree import texts, walk

    library, findings = load_files(project(under_a_heading(text)))
    nodes = list(walk(library.module("extra", "en").sections)) if not findings else []
    html = "".join(html for node in nodes for html in texts(node))
    assert not any(tag in html for tag in ("<h1", "<h2", "<blockquote", "<hr", "<p>"))
    assert findings or "50 people." in html or "1 sign of many." in html or "1 thing." in html


# --- help lines


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("[[emergncy]]", 'did you mean "emergency"?'),
        ("[[harbor:name]]", 'did you mean "harbour"?'),
        ("[[emergency:text]]", "[[emergency:name]]"),
        ("[[emergency:fax]]", "[[name:text]]"),
        ("[[Emergency]]", "small letters"),
        ("[[]]", "[[name]]"),
    ],
)
@pytest.mark.parametrize("where", ["Call {} now.", "- Call {} now.", "/// note | Call {} now.\nText.\n///"])
def test_unknown_help_line(reference, hint, where):
    found = findings_of(under_a_heading(where.format(reference) + "\n"))
    assert_finding(found, "M118", EXTRA, TEXT, hint=hint)


def test_unknown_help_line_in_the_short_form():
    found = findings_of(edited(ACTING, ("Call [[emergency]]", "Call [[emergncy]]")))
    assert_finding(found, "M118", ACTING, 13, hint='did you mean "emergency"?')


def test_help_line_in_words_of_a_kit():
    path = "content/kits/clinic/words/en.yml"
    found = findings_of(edited(path, ("promise: Keep it with you.", "promise: Call [[nope]].")))
    assert_finding(found, "M118", path, 9, hint="known: emergency")


# --- pictures

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
    "7753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
MEDIA = "content/modules/extra/media"
SUBJECT = ' {: subject="dot" }'


def test_good_picture():
    assert findings_of({**under_a_heading(f"![A dot](media/dot.png){SUBJECT}\n"), f"{MEDIA}/dot.png": PNG}) == ()


@pytest.mark.parametrize(
    ("source", "column", "hint"),
    [
        ("https://example.org/a.png", 10, f"put the file into {MEDIA}/"),
        ("file:///etc/passwd", 10, f"put the file into {MEDIA}/"),
        ("/etc/passwd", 10, f"put the file into {MEDIA}/"),
        ("media/../../noticing/en.md", 10, f"put the file into {MEDIA}/"),
        ("data:image/png;base64,AAAA", 10, f"put the file into {MEDIA}/"),
        ("dot.png", 10, f"put the file into {MEDIA}/"),
        ("media/dott.png", 10, 'did you mean "media/dot.png"?'),
        ("", 10, f"put the file into {MEDIA}/"),
    ],
)
def test_picture_that_is_not_in_the_media_folder(source, column, hint):
    found = findings_of({**under_a_heading(f"![A dot]({source}){SUBJECT}\n"), f"{MEDIA}/dot.png": PNG})
    assert_finding(found, "M110", EXTRA, TEXT, column, hint=hint)


def test_picture_inside_a_line_of_text():
    found = findings_of({**under_a_heading("See ![A dot](media/dot.png) here.\n"), f"{MEDIA}/dot.png": PNG})
    assert_finding(found, "M110", EXTRA, TEXT, 14, hint="a line of its own")


def test_picture_without_words():
    found = findings_of({**under_a_heading(f"![](media/dot.png){SUBJECT}\n"), f"{MEDIA}/dot.png": PNG})
    assert_finding(found, "M111", EXTRA, TEXT, hint="say in a few words")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("cut.png", PNG[:40], "cannot be read"),
        ("text.jpg", b"no picture at all", "cannot be read"),
        ("empty.png", b"", "cannot be read"),
        ("dot.gif", b"GIF89a", "neither SVG, PNG nor JPEG"),
        ("broken.svg", b"<svg", "broken XML"),
        ("page.svg", b"<html viewBox='0 0 1 1'/>", "not SVG"),
        ("script.svg", b"<svg viewBox='0 0 1 1'><script/></svg>", "<script>"),
        ("outside.svg", b"<svg viewBox='0 0 1 1'><image href='file:///etc/passwd'/></svg>", "outside"),
    ],
)
def test_picture_that_cannot_be_printed(name, data, words):
    found = findings_of({**under_a_heading(f"![A dot](media/{name}){SUBJECT}\n"), f"{MEDIA}/{name}": data})
    assert_finding(found, "M110", EXTRA, TEXT, 10, hint="save it again", message=words)


# --- characters


@pytest.mark.parametrize(("letter", "name"), [("☃", "U+2603"), ("😀", "U+1F600"), ("漢", "U+6F22")])
def test_character_that_no_font_has(letter, name):
    found = findings_of(under_a_heading(f"Text {letter}.\n"))
    assert_finding(found, "L106", EXTRA, TEXT, 6, hint="use another one", message=name)


@pytest.mark.parametrize("text", ["Text &#9731;.", "Text &#x2603;."])
def test_character_written_as_an_entity(text):
    found = findings_of(under_a_heading(f"{text}\n"))
    assert_finding(found, "L106", EXTRA, TEXT, message="U+2603")


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x02", "\ue000", "\ue001"])
def test_control_character_in_a_module(letter):
    found = findings_of(under_a_heading(f"Text {letter} more.\n"))
    assert_finding(found, "L106", EXTRA, TEXT, 6, alone=False)


def test_mark_of_a_help_line_cannot_be_typed():
    found = findings_of(under_a_heading("Call \ue000emergency|phone\ue001.\n"))
    assert_finding(found, "L106", EXTRA, TEXT, 6, alone=False)
