"""A locale's voice: typeset words, help lines filled in, dates and languages said."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from tests.example_project import edited, loaded
from toolkit.compose.speech import MissingWord, Speech, WordTree, fill, glued, isolated, number_markup
from toolkit.markup.tree import line_mark

DAY = date(2026, 11, 21)
LINE_WORDS = {"listening": {"name": "Listening line"}, "emergency": {"name": "Emergency"}}


def speech(locale: str = "en", **changes: str) -> Speech:
    library = loaded(edited("templates/locales/en.yml", *changes.items()) if changes else None)
    lines = {line.slug: line.value for line in library.lines["north"]}
    return Speech(library.locales[locale], lines, LINE_WORDS)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2025-12-19", "December 19, 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("2022-2025", "2022-2025"),
        ("2025-13", "2025-13"),
        ("", ""),
    ],
)
def test_when_a_source_appeared(when, said):
    assert speech().published(when) == said


def more(count: str) -> str:
    return f"{count} more"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Plain", "Plain"),
        ('"Quoted" -- **bold**', "“Quoted” –<span> </span><strong>bold</strong>"),
        ("Salt & pepper", "Salt &amp; pepper"),
        ("<b>", "&lt;b&gt;"),
        ("", ""),
    ],
)
def test_typeset(text, said):
    made = speech().typeset(text)
    assert isinstance(made, Markup)
    assert made == said


def test_numbers_are_kept_together_and_left_to_right():
    assert number_markup("978-555-0100") == '<bdi class="number" dir="ltr">978-555-0100</bdi>'
    assert number_markup("<x>") == '<bdi class="number" dir="ltr">&lt;x&gt;</bdi>'
    assert number_markup(None) == number_markup("") == ""


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("[[listening]]", "978-555-0101"),
        ("[[listening:phone]]", "978-555-0101"),
        ("[[listening:text]]", "978-555-0102"),
        ("[[listening:name]]", "Listening line"),
    ],
)
def test_help_lines_are_filled_in(reference, said):
    assert said in speech().typeset(f"Call {reference} now.")
    assert "\ue000" not in speech().typeset(f"Call {reference} now.")


def test_a_short_number_stays_with_the_word_before_it():
    tied = '<span class="tied">call <bdi class="number" dir="ltr">911</bdi></span>'
    assert fill("In danger, call {number}.", number=number_markup("911")) == f"In danger, {tied}."
    assert "tied" not in fill("Call {number}.", number=number_markup("978-555-0100"))
    assert "tied" not in fill("{number} is for danger.", number=number_markup("911"))


def test_help_line_that_is_not_at_hand():
    with pytest.raises(MissingWord, match="harbour"):
        speech().fill(f"Call {line_mark('harbour', 'phone')}.")


def test_dates():
    assert speech().date(DAY) == "November 21, 2026"
    assert speech(**{"date: long": "date: short"}).date(DAY) == "11/21/26"
    assert speech(**{"babel: en": "babel: es"}).date(DAY) == "21 de noviembre de 2026"


@pytest.mark.parametrize("babel", ["pt-BR", "pt_BR", "es", "he", "vi", "zh", "ht", "fil", "ur", "my"])
def test_dates_and_languages_can_be_said_in_many_conventions(babel):
    voice = speech(**{"babel: en": f"babel: {babel}"})
    assert "2026" in voice.date(DAY) or any(not letter.isascii() for letter in voice.date(DAY))
    assert voice.languages(("en", "es", "+20"), more).count("20 more") == 1


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), ""),
        (("en",), "English"),
        (("en", "es"), "English and Spanish"),
        (("xx",), "xx"),
        (("+5",), "5 more"),
    ],
)
def test_languages(codes, said):
    assert speech().languages(codes, more) == said


def test_three_languages_are_all_named():
    said = speech().languages(("en", "es", "+20"), more)
    assert [said.index(word) for word in ("English", "Spanish", "20 more")] == sorted(
        said.index(word) for word in ("English", "Spanish", "20 more")
    )


def test_what_a_library_made_is_stretched_in_a_pseudo_locale():
    voice = speech("en-XA")
    assert voice.date(DAY) != speech().date(DAY)
    assert "2026" in voice.date(DAY)
    assert voice.languages(("en", "es"), more) != speech().languages(("en", "es"), more)


# --- words


def tree(data: dict) -> WordTree:
    return WordTree(data, speech(), "words/en.yml")


def test_words_by_attribute_and_by_key():
    words = tree({"title": '"T"', "parts": {"front": "Front", "deep": {"er": "x"}}})
    assert words.title == "“T”"
    assert words.parts["front"] == "Front"
    assert words.parts.deep.er == "x"
    assert "front" in words.parts
    assert "back" not in words.parts


@pytest.mark.parametrize(("path", "key"), [(("nope",), "nope"), (("parts", "back"), "parts.back")])
def test_missing_word_is_named_with_its_path(path, key):
    words = tree({"parts": {"front": "Front"}})
    with pytest.raises(MissingWord) as missing:
        for step in path:
            words = words[step]
    assert missing.value.key == key
    assert missing.value.path == "words/en.yml"


@pytest.mark.parametrize("value", [{"a": "b"}, ["a"], None])
def test_word_that_is_no_text_is_never_printed(value):
    with pytest.raises(MissingWord):
        str(tree({"title": value}).title)


def test_templates_may_ask_python_about_a_tree():
    assert not hasattr(tree({}), "__nope__")


def test_placeholders_are_filled_and_escaped():
    assert fill("Text {number} now, {number}", number="<5>") == "Text &lt;5&gt; now, &lt;5&gt;"
    assert fill(Markup("<b>{count}</b>"), count=number_markup("555")) == f"<b>{number_markup('555')}</b>"
    assert fill("Nothing to fill", more="x") == "Nothing to fill"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12 Example Street, Boston", '<bdi dir="ltr">12 Example Street, Boston</bdi>'),
        ("«שלום» world", '<bdi dir="rtl">«שלום» world</bdi>'),
        ("مرحبا", '<bdi dir="rtl">مرحبا</bdi>'),
        ("617-555-0142", "<bdi>617-555-0142</bdi>"),
        ("a < b & c", '<bdi dir="ltr">a &lt; b &amp; c</bdi>'),
        (Markup("<strong>שלום</strong>"), '<bdi dir="rtl"><strong>שלום</strong></bdi>'),
    ],
)
def test_words_of_another_script_keep_their_own_direction(words, said):
    assert isolated(words) == said


def test_placeholder_without_a_value():
    with pytest.raises(MissingWord) as missing:
        fill("Page {page} of {pages}", page=1)
    assert missing.value.key == "{pages}"


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Warning signs in a hotel", "Warning signs in a\u00a0hotel"),
        ("What does SOAR stand for?", "What does SOAR stand\u00a0for?"),
        ("What to do", "What to do"),
        ("Words that nobody need remember", "Words that nobody need\u00a0remember"),
        ("Some very extraordinarily long words", "Some very extraordinarily long\u00a0words"),
        ("What such extraordinarily-long words", "What such extraordinarily-long words"),
        ("Some help for exploitation", "Some help for exploitation"),
        (Markup("Call the line at <bdi>988</bdi>"), "Call the line at <bdi>988</bdi>"),
        (Markup("Call <b>the line</b> of <em>your town.</em>"), "Call <b>the line</b> of <em>your\u00a0town.</em>"),
        (Markup("Then tell<span> </span><em>one friend</em>"), "Then tell<span> </span><em>one\u00a0friend</em>"),
        (Markup("Ask first, then<span> </span><b>call</b>"), "Ask first, then\u00a0<b>call</b>"),
        ("Bread, salt, tea & milk", "Bread, salt, tea &amp;\u00a0milk"),
        ("", ""),
    ],
)
def test_a_short_last_word_of_a_heading_is_not_left_alone(heading, said):
    made = glued(heading)
    assert isinstance(made, Markup)
    assert made == said
