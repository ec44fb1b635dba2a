"""Reading grades: syllables of words that anybody can count, sentences, and formulas against worked examples."""

from __future__ import annotations

import pytest

from toolkit.reading import FORMULAS, counted, english_syllables, grade, sentences, spanish_syllables

ENGLISH = {
    1: "a the call wage times asked clothes don't can't THE",
    2: "people someone business every client isn't needed cases table homeless safety lying exploit police people’s",
    3: "trafficking anyone manager coercion employer businesses recruited commercial exploited housekeeping",
    4: "community society supervisor immigration exploitation",
    5: "communication",
    6: "responsibility identification",
}
SPANISH = {
    1: "a y soy bien que quien fue dio muy rey",
    2: "trata país guerra agua oír señal cuida jueces leer ciudad río búho maíz huésped",
    3: "persona víctima ayuda reportar gerencia ahora prohíbe pingüino vergüenza incluye",
    4: "policía explotación seguridad teléfono aéreo averigüe POLICÍA",
    5: "explotaciones",
}


@pytest.mark.parametrize(("count", "words"), ENGLISH.items())
def test_syllables_of_english_words(count, words):
    assert {word: english_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(("count", "words"), SPANISH.items())
def test_syllables_of_spanish_words(count, words):
    assert {word: spanish_syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("911", 0),
        ("One thing", 1),
        ("One thing. Two things! Three? Four… Five; six.", 6),
        ("M.G.L. c.265 s.50 says so.", 1),
        ('He said "no." She left.', 2),
        ("Pay 3.50 at 5 p.m. today.", 1),
        ("¿Qué vio? Dígalo.", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences(text)) == count


def test_flesch_kincaid_by_hand():
    """7 words and 11 syllables in two sentences: 0.39 x 3.5 + 11.8 x 11/7 - 15.59."""
    assert grade(counted("Call the manager. Somebody needs our help.", "flesch-kincaid"), "flesch-kincaid") == 4.3


@pytest.mark.parametrize(
    ("ease", "school"), [(97, 3.8), (95, 4), (85, 5), (75, 6), (70, 6.75), (65, 7.5), (55, 10.5), (40, 14.5), (0, 17)]
)
def test_grades_of_fernandez_huerta(ease, school):
    """With no words a sentence the ease is 206.84 - 60 P, so that P gives each ease of his table."""
    assert FORMULAS["fernandez-huerta"].grade(0, (206.84 - ease) / 60) == pytest.approx(school)


def test_fernandez_huerta_by_hand():
    """9 words and 17 syllables in one sentence: ease 206.84 - 113.33 - 9.18 = 84.33, just below 85 (the fifth)."""
    text = "La policía llegó pronto y habló con la víctima."
    assert [(one.words, one.syllables) for one in counted(text, "fernandez-huerta")] == [(9, 17)]
    assert grade(counted(text, "fernandez-huerta"), "fernandez-huerta") == 5.1


def test_harder_text_has_a_higher_grade():
    easy = "Call for help. Stay calm. Tell your boss what you saw."
    hard = "Notification of supervisory personnel regarding observations constitutes an organizational responsibility."
    assert grade(counted(easy, "flesch-kincaid"), "flesch-kincaid") < 2
    assert grade(counted(hard, "flesch-kincaid"), "flesch-kincaid") > 20


def test_nothing_said_has_no_grade():
    assert grade((), "flesch-kincaid") == 0
