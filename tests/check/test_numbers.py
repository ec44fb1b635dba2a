"""Numbers to call: none in a text, and in the registry none that cannot be dialled."""

from __future__ import annotations

import pytest

from tests.example_project import BRAND, EXTRA, FIRST, LINES, assert_finding, edited, extra_module, findings_of, text_of

TEXT = FIRST + 2
KIT_WORDS = "content/kits/clinic/words/en.yml"
PLACE_WORDS = "content/jurisdictions/north/words/en.yml"


def said(text: str):
    return findings_of(extra_module(f'## One {{: #one source="field-guide" }}\n\n{text}\n'))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Call 617-555-0142 now.", "617-555-0142"),
        ("Call (617) 555-0142 now.", "(617) 555-0142"),
        ("Call 617.555.0142, please.", "617.555.0142"),
        ("Call 1-888-555-0142.", "1-888-555-0142"),
        ("Call +44 20 7946 0000.", "+44 20 7946 0000"),
        ("Call +1 (617) 555-0142.", "+1 (617) 555-0142"),
        ("Call 555-0142 here.", "555-0142"),
        ("Call 6175550142.", "6175550142"),
        ("Call 1-800-WE-LISTEN.", "1-800-WE-LISTEN"),
        ("Text 233733 or HELP to 88788.", "233733"),
        ("Envíe un mensaje al 233733.", "233733"),
        ("**Call 617-555-0142** now.", "617-555-0142"),
    ],
)
def test_number_typed_into_a_module(text, number):
    found = said(text)
    first = min(found, key=lambda finding: finding.origin)
    assert {f.code for f in found} == {"C103"}
    assert (first.origin.line, first.origin.column) == (TEXT, text.index(number) + 1)
    assert f'"{number}"' in first.message
    assert "helplines.yml" in first.hint


@pytest.mark.parametrize(
    "text",
    [
        "Call [[listening]] or text [[listening:text]].",
        "On 2026-11-21 and 11/21/2026.",
        "From 2007 to 2024 or 2007-2024: 112,822 cases, 1,234,567 in all.",
        "M.G.L. c.265 s.50, 18 U.S.C. 1595, Public Law 119-73, 22 CFR 41.83.",
        "It costs $25000, or 50000%.",
        "Write to Boston, MA 02108.",
        "See [this](https://example.org/call/617-555-0142) or [that](https://1800runaway.example.org).",
        "More than +200 languages, 24/7, from 9-5, room 1204.",
        "Steps 1-2-3.",
    ],
)
def test_other_digits_are_no_numbers_to_call(text):
    assert said(text) == ()


def test_number_of_the_registry_is_known_by_its_line():
    assert_finding(said("Call 978-555-0101."), "C103", EXTRA, TEXT, 6, hint="[[listening]]")


def test_short_number_of_the_registry():
    lines = edited(LINES, ('phone: "978-555-0100"', 'phone: "911"'))
    text = "Call 911 now. Plan 91 minutes, $911, room 9110."
    found = findings_of({**lines, **extra_module(f'## One {{: #one source="field-guide" }}\n\n{text}\n')})
    assert_finding(found, "C103", EXTRA, TEXT, 6, hint="[[emergency]]")


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (KIT_WORDS, "promise: Keep it with you.", "promise: Call 617-555-0142.", 9),
        (PLACE_WORDS, "purpose: Talk with someone.", "purpose: Talk on 617-555-0142.", 9),
        ("templates/locales/en.yml", "note: Note", "note: Call 617-555-0142", 10),
        (BRAND, "credit: Larch Street Clinic", "credit: Larch Street Clinic, 617-555-0142", 26),
        (EXTRA, "title: Extra", "title: Call 617-555-0142", 2),
    ],
)
def test_number_typed_into_other_words(path, old, new, line):
    text = text_of(path) if path != EXTRA else str(extra_module("## One {: #one }\n\nText.\n")[EXTRA])
    assert text.count(old) == 1
    assert_finding(findings_of({path: text.replace(old, new)}), "C103", path, line)


def test_line_may_be_named_after_its_number():
    lines = edited(LINES, ('phone: "978-555-0100"', 'phone: "988"'))
    words = edited(PLACE_WORDS, ("    name: Emergency", "    name: 988 Lifeline"))
    assert findings_of({**lines, **words}) == ()


def test_contact_of_a_brand_is_its_own():
    assert (
        findings_of(edited(BRAND, ("contact: [desk@example.org]", "contact: [desk@example.org, 617-555-0142]"))) == ()
    )


@pytest.mark.parametrize(
    "number", ["978-555-010", "978-555-01000", "123-555-0101", "1-555-373-7888", "+44 20 7946", "987"]
)
def test_number_that_cannot_be_dialled(number):
    found = findings_of(edited(LINES, ('phone: "978-555-0101"', f'phone: "{number}"')))
    assert_finding(found, "C104", LINES, 12, 5, hint="one by one", message=f'"{number}" cannot be dialled in US')


@pytest.mark.parametrize("number", ["911", "988", "211", "1-888-373-7888", "617-727-3465", "+44 20 7946 0000"])
def test_number_that_can_be_dialled(number):
    assert findings_of(edited(LINES, ('phone: "978-555-0101"', f'phone: "{number}"'))) == ()


@pytest.mark.parametrize(("number", "good"), [("233733", True), ("741741", True), ("988", True), ("2337", False)])
def test_number_to_text(number, good):
    found = findings_of(edited(LINES, ('text: "978-555-0102"', f'text: "{number}"')))
    assert [f.code for f in found] == [] if good else ["C104"]


def test_country_decides_what_can_be_dialled():
    path = "content/jurisdictions/north/jurisdiction.yml"
    british = {**edited(path, ("country: US", "country: GB"))}
    found = findings_of(british)
    assert {f.code for f in found} == {"C104"}
    numbers = {"978-555-0100": "999", "978-555-0101": "0808 800 2000", '    text: "978-555-0102"\n': ""}
    text = text_of(LINES)
    for old, new in numbers.items():
        text = text.replace(old, new)
    assert findings_of({**british, LINES: text}) == ()
