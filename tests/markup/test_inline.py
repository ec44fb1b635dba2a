"""Inline Markdown to safe HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.findings import Origin
from toolkit.markup.inline import Inline, inline_for, place_in
from toolkit.markup.tree import LINE_MARK, line_mark, plain

CURLY = ("“", "”", "‘", "’")
ENGLISH = Inline(CURLY)
HERE = Origin("a.md", 3, 5)


def html(text: str) -> str:
    made, findings = ENGLISH.convert(text, HERE)
    assert findings == ()
    return made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Plain words", "Plain words"),
        ("**Bold** and *soft*", "<strong>Bold</strong> and <em>soft</em>"),
        ('She said "no".', "She said “no”."),
        ("It's 'fine'", "It’s ‘fine’"),
        ("One -- two", "One – two"),
        ("One --- two...", "One — two…"),
        ("[here](https://example.org/a?b=1&c=2)", '<a href="https://example.org/a?b=1&amp;c=2">here</a>'),
        ("Five \\< six", "Five &lt; six"),
        ("Salt & pepper", "Salt &amp; pepper"),
        ("`code`", "<code>code</code>"),
        ("\\*stars\\*", "*stars*"),
        ("snake_case_word", "snake_case_word"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_text(text, made):
    assert html(text) == made


def test_lines_are_one_paragraph():
    assert html("One\ntwo.\nthree") == "One two. three"


def test_quotes_are_the_locales_own():
    made, _ = Inline(("«", "»", "‹", "›")).convert("\"a\" and 'b'", HERE)
    assert made == "«a» and ‹b›"


def test_converters_are_made_once_for_the_same_quotes():
    assert inline_for(("“", "”", "‘", "’")) is inline_for(("“", "”", "‘", "’"))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("[[emergency]]", ("emergency", "phone")),
        ("[[emergency:phone]]", ("emergency", "phone")),
        ("[[ line-2:text ]]", ("line-2", "text")),
        ("**[[emergency:name]]**", ("emergency", "name")),
    ],
)
def test_help_lines_become_marks(text, mark):
    match = LINE_MARK.search(html(text))
    assert match
    assert match.groups() == mark


def test_help_line_inside_quotes_and_emphasis():
    made = html('Say "*call [[emergency]]*".')
    assert line_mark("emergency", "phone") in made
    assert made.startswith("Say “<em>")


@pytest.mark.parametrize("start", ["# ", "## ", "> ", "- ", "+ ", "* ", "1. ", "    ", "---", "===", "[a]: "])
def test_nothing_but_a_paragraph_comes_out(start):
    made, _ = ENGLISH.convert(f"{start}word.", HERE)
    assert "word" in made
    assert not re.search(r"<(h\d|blockquote|li|ul|ol|pre|hr|p)\b", made)


@pytest.mark.parametrize(
    ("text", "column"), [("<b>x</b>", 5), ("ab <br>", 8), ("x <!-- y --> z", 7), ("x </p> y", 7), ("x <a-b c='d'>", 7)]
)
def test_raw_html_is_a_finding_and_never_passed_through(text, column):
    made, findings = ENGLISH.convert(text, HERE)
    assert findings[0].code == "M108"
    assert findings[0].origin == Origin("a.md", 3, column)
    assert not re.search(r"<(?!/?(em|strong|a|code|span)\b)", made)


@pytest.mark.parametrize("text", ["1 < 2", "a <- b", "x <3", "5 <= 6 >= 4"])
def test_less_than_sign_is_no_html(text):
    assert plain(html(text)) == text


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("See [x](file:///a)", 3, 13),
        ("See\nthis [x](file:///a)", 4, 10),
        ("a\nb\n[x](javascript:y)", 5, 5),
    ],
)
def test_refused_address_is_named_where_it_stands(text, line, column):
    _, findings = ENGLISH.convert(text, HERE)
    assert [(f.code, f.origin.line, f.origin.column) for f in findings] == [("M109", line, column)]


@pytest.mark.parametrize(
    "address", ["javascript:a", "JAVASCRIPT:a", "file:///a", "//a.example.org", "a.html", "", "data:text/html,a", "#a"]
)
def test_refused_address_is_not_in_the_html(address):
    made, findings = ENGLISH.convert(f"[word]({address}) more", HERE)
    assert [f.code for f in findings] == ["M109"]
    assert "href" not in made
    assert "word" in made


def test_findings_of_one_text_do_not_leak_into_the_next():
    ENGLISH.convert("[x](file:///a)", HERE)
    assert html("[x](https://example.org)") == '<a href="https://example.org">x</a>'


def test_table_has_heads_of_columns():
    made, findings = ENGLISH.table("| A | B |\n|---|--:|\n| *x* | <y |\n".replace("<y", "y"), HERE)
    assert findings == ()
    assert made.count('<th scope="col"') == 2
    assert "<thead>" in made
    assert "<em>x</em>" in made


def test_word_table_head_in_the_text_is_left_alone():
    made, _ = ENGLISH.table("| thead |\n|---|\n| \\<th |\n", HERE)
    assert made.count("scope=") == 1
    assert "thead</th>" in made


@given(st.text(alphabet="ab *_`[]()<>!\"'&#\\-|\n:/.{}\ue000\ue001", max_size=60))
def test_any_text_gives_safe_inline_html(text):
    made, findings = ENGLISH.convert(text, HERE)
    allowed = r"<(?!/?(?:em|strong|code|a|br|img|span)\b)"
    assert not re.search(allowed, made), made
    if not findings:
        assert "<img" not in made
        assert all(href.startswith(("https://", "http://", "mailto:")) for href in re.findall(r'href="([^"]*)"', made))


@given(st.lists(st.sampled_from(["word", "**bold**", '"quoted"', "a -- b", "[l](https://example.org)"]), min_size=1))
def test_words_are_never_lost(pieces):
    made = plain(html(" ".join(pieces)))
    assert made.count("word") == pieces.count("word")
    assert made.count("bold") == pieces.count("**bold**")
    assert made.count("quoted") == pieces.count('"quoted"')


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (3, 5)), (2, (3, 7)), (3, (4, 1)), (5, (4, 3)), (6, (5, 1)), (7, (5, 2))]
)
def test_place_in_a_text_of_several_lines(offset, place):
    origin = place_in("ab\ncd\nef", offset, HERE)
    assert (origin.line, origin.column) == place


MARKED = st.lists(
    st.sampled_from(
        (
            'say "yes"', '"Stop," she said.', '"no', 'no"', '("no")', '"', "**now**", "** a **", "**", "*", "[[line]]",
            "[[a-line:text]]", "[[line]]'s", "[[ line ]]", "[[Bad]]", "[x](https://example.org)", "don't", " '90s", "a",
            ".", ", ", " ", "  ", "- ", "1. ", "#", "| a |", '"**b**"', '**"b"**', "**[[line]]**", "é", "5 %", "_x_",
            "…", "--",
        )
    ),
    max_size=7,
)  # fmt: skip


@given(MARKED, st.sampled_from((" ", "")), st.sampled_from((CURLY, ("«", "»", "‹", "›"))))
def test_common_marks_are_read_as_markdown_reads_them(pieces: list[str], between: str, quotes: tuple[str, ...]) -> None:
    """The short way for lines with common marks alone gives what Python-Markdown gives."""
    converter, text = inline_for(quotes), " ".join(between.join(pieces).split())
    short = converter._easy(text)
    if short is not None and text:
        converter._markdown.reset()
        assert short == converter._markdown.convert(text).removeprefix("<p>").removesuffix("</p>")


def test_the_short_way_is_taken() -> None:
    """And not only for lines without any mark."""
    converter = inline_for(CURLY)
    assert converter._easy('Say "yes" **now**, call [[line]].') is not None
    assert converter._easy('Say "*yes*".') is None
