"""Words: those to avoid, those that profile, the glossary, cautions over signs, and what pictures show."""

from __future__ import annotations

import pytest

from tests.bad_input.test_bad_modules import PNG
from tests.example_project import (
    EXTRA,
    FIRST,
    NOTICING,
    assert_finding,
    edited,
    extra_module,
    findings_of,
    loaded,
    text_of,
)
from toolkit.markup.tree import Image, Paragraph

TEXT = FIRST + 2
WORDING = "content/wording/en.yml"
AVOID = """\
avoid:
  - {term: rescue, forms: [rescued, "was saved"], better: help, because: People decide for themselves.}
  - {term: "why didn't you leave", better: what do you need?, because: It blames.}
profiling:
  - {term: accent, forms: [language barrier], better: someone else answers, because: An accent is no sign.}
"""


def said(text: str, wording: str = AVOID):
    return findings_of({WORDING: wording, **extra_module(f"## One {{: #one }}\n\n{text}\n")})


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They were rescued by us.", "rescued"),
        ("**Rescue** teams came.", "Rescue"),
        ("She was\nsaved.", ""),
        ("Ask why didn't you leave?", "why didn't you leave"),
        ('- A\n  {: card="rescue" }', "rescue"),
        ("| a |\n|---|\n| b |\n| rescue |", "rescue"),
    ],
)
def test_word_to_avoid(text, word):
    line = next((number for number, row in enumerate(text.split("\n")) if word and word in row), 0)
    column = text.split("\n")[line].index(word) + 1
    assert_finding(said(text), "C105", EXTRA, TEXT + line, column, hint="say: ")


@pytest.mark.parametrize(
    "text",
    [
        "The rescuer came. Prerescue, rescuing.",
        "It saved time. She was here.",
        "See [this](https://example.org/rescue) and rescue.example.org/rescued.",
        '- A\n  {: source="field-guide" }',
        "Why did you not say so?",
    ],
)
def test_word_that_only_looks_like_one_to_avoid(text):
    assert said(text) == ()


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("content/kits/clinic/words/en.yml", "promise: Keep it with you.", "promise: We rescue.", 9),
        ("content/jurisdictions/north/words/en.yml", "purpose: Talk with someone.", "purpose: Be rescued.", 9),
        ("templates/locales/en.yml", "note: Note", "note: Rescue", 10),
        (NOTICING, "objectives: [Name one sign.]", "objectives: [Rescue people.]", 5),
    ],
)
def test_word_to_avoid_in_other_words(path, old, new, line):
    assert_finding(findings_of({WORDING: AVOID, **edited(path, (old, new))}), "C105", path, line)


def test_locale_without_a_file_of_wording_is_not_checked():
    assert findings_of(extra_module("## One {: #one }\n\nThey were rescued.\n")) == ()


def test_wording_of_an_unknown_locale():
    assert_finding(findings_of({"content/wording/eng.yml": AVOID}), "L101", "content/wording/eng.yml", 1)


def signs(text: str, heading: str = "## One {: #one .signs }"):
    return findings_of({WORDING: AVOID, **extra_module(f"{heading}\n\n/// caution\nMind.\n///\n\n{text}\n")})


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("- They have an accent.", 0, 16),
        ("- A\n    - A language barrier.", 1, 9),
        ("### More\n\n- They have an accent.", 2, 16),
        ("1. They have an accent.", 0, 17),
    ],
)
def test_profiling_word_in_a_list_of_signs(text, line, column):
    found = signs(text)
    assert_finding(found, "C106", EXTRA, TEXT + 4 + line, column, hint="say: someone else answers", message="no sign")


def test_profiling_word_elsewhere_is_fine():
    assert signs("They may have an accent. That is no sign.\n\n- Accentuated") == ()
    caution = "## One {: #one .signs }\n\n/// caution\n- An accent is no sign.\n///\n\n- Someone waits.\n"
    assert findings_of({WORDING: AVOID, **extra_module(caution)}) == ()
    assert signs("- They have an accent.", "## One {: #one .points }") == ()


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## One {: #one .signs }\n\n- A\n", 2),
        ("## One {: #one .signs }\n\n- A\n\n/// caution\nMind.\n///\n", 2),
        ("## One {: #one .signs }\n\n### Deep\n\n1. A\n", 4),
        ("## One {: #one }\n\n/// caution\nMind.\n///\n\n## Two {: #two .signs }\n\n- A\n", 8),
        ("## One {: #one }\n\n### Deep {: .signs }\n\n- A\n", 4),
        ("## One {: #one .signs }\n\n### A\n\n/// caution\nMind.\n///\n\n### B\n\n- A\n", 10),
    ],
)
def test_list_of_signs_without_a_caution(body, line):
    assert_finding(findings_of(extra_module(body)), "C107", EXTRA, FIRST + line, 1, hint="/// caution")


@pytest.mark.parametrize(
    "body",
    [
        "## One {: #one .signs }\n\n/// caution\nMind.\n///\n\n- A\n\nText.\n\n- B\n",
        "## One {: #one .signs }\n\n/// caution\nMind.\n///\n\n### Deep\n\n- A\n",
        "## One {: #one }\n\n/// caution\nMind.\n///\n\n### Deep {: .signs }\n\n- A\n",
        "## One {: #one .points }\n\n- A\n",
        "## One {: #one .signs }\n\n/// write-in\n- Where\n///\n",
    ],
)
def test_list_with_a_caution_or_of_no_signs(body):
    assert findings_of(extra_module(body)) == ()


PICTURES = {
    "content/pictures.yml": "not_shown:\n  - {term: chains, forms: [chain], because: They are rare.}\n",
    "content/modules/extra/media/dot.png": PNG,
}


def picture(tags: str):
    return findings_of({**PICTURES, **extra_module(f"## One {{: #one }}\n\n![A dot](media/dot.png){tags}\n")})


@pytest.mark.parametrize(
    ("tags", "message", "column"),
    [
        ("", "does not say what it shows", 10),
        (' {: subject="" }', "does not say what it shows", 10),
        (' {: subject="hands in chains" }', 'no picture shows "chains": They are rare.', 28),
    ],
)
def test_picture_of_nothing_said_or_of_what_is_not_shown(tags, message, column):
    assert_finding(picture(tags), "C111", EXTRA, TEXT, column, message=message)


@pytest.mark.parametrize("subject", ["phone on a desk", "unchained dog", "key ring"])
def test_picture_that_may_be_shown(subject):
    assert picture(f' {{: subject="{subject}" }}') == ()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('![A dot](media/dot.png) {: role="nurse" }', 28),
        ('- A\n  {: subject="dot" }', 6),
    ],
)
def test_subject_belongs_to_pictures_alone(text, column):
    found = findings_of({**PICTURES, **extra_module(f"## One {{: #one }}\n\n{text}\n")})
    assert_finding(found, "M104", EXTRA, message="does not belong here", alone=False)


def test_text_under_a_picture_is_printed():
    changes = {**PICTURES, **extra_module('## One {: #one }\n\n![A](media/dot.png) {: subject="dot" }\nText.\n')}
    nodes = loaded(changes).modules["extra", "en"].sections[0].nodes
    assert [type(node) for node in nodes] == [Image, Paragraph]


GLOSSARY = 'glossary:\n  - {source: guest, say: huésped, not: [invitado, "el invitado"]}\n  - {source: "a", say: "b"}\n'


def in_spanish(text: str):
    path = EXTRA.replace("/en.", "/es.")
    module = str(extra_module(f"## Uno {{: #uno }}\n\n{text}\n")[EXTRA])
    locale = {"templates/locales/es.yml": text_of("templates/locales/en.yml")}
    return findings_of({**locale, "content/wording/es.yml": GLOSSARY, path: module}), path


def test_translation_that_is_not_in_the_glossary():
    found, path = in_spanish("Pregunte: el invitado duerme.")
    assert_finding(found, "C112", path, TEXT, 11, hint="say: huésped", message='"el invitado" for "guest"')


@pytest.mark.parametrize("text", ["El huésped duerme.", "La invitación llegó."])
def test_translation_of_the_glossary(text):
    assert in_spanish(text)[0] == ()
