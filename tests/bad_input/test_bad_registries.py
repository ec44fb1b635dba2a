"""Registries: sources, help lines, law, services and who dialled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example_project import KIT, LINES, TODAY, assert_finding, edited, findings_of, line_of, loaded, text_of
from toolkit.compose.compose import Composer
from toolkit.findings import Severity
from toolkit.resolve import Request, resolve

LAW = "content/jurisdictions/north/law.yml"
SERVICES = "content/jurisdictions/north-bay/services.yml"
WORDS = "content/jurisdictions/north/words/en.yml"
CONFIRMATIONS = "confirmations.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "column"),
    [
        (LAW, "sources: [field-guide]", "sources: [field-gide]", 5, 15),
        (SERVICES, "sources: [field-guide]", "sources: [field-gide]", 5, 15),
    ],
)
def test_unknown_source(path, old, new, line, column):
    found = findings_of(edited(path, (old, new)))
    assert_finding(found, "J101", path, line, column, hint='did you mean "field-guide"?')


def test_duplicate_id():
    text = text_of(LAW)
    fact = text.split("facts:\n")[1]
    found = findings_of({LAW: text + fact})
    assert_finding(found, "J102", LAW, 7, 5, hint="line 2", message='"everyone-counts"')


def test_duplicate_help_line():
    changes = edited(LINES, ("  - id: listening", "  - id: emergency"))
    found = findings_of(changes)
    at = [f for f in found if f.code == "J102"]
    assert [(f.origin.path, f.origin.line, f.origin.column) for f in at] == [(LINES, 11, 5)]


def test_one_id_in_two_jurisdictions_is_an_override():
    bay = "content/jurisdictions/north-bay/helplines.yml"
    words = "content/jurisdictions/north-bay/words/en.yml"
    changes = {**edited(bay, ("- id: harbour", "- id: listening")), **edited(words, ("  harbour:", "  listening:"))}
    assert findings_of(changes) == ()
    assert [line.value.phone for line in loaded(changes).lines_for("north-bay")] == ["978-555-0100", "978-555-0103"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("  everyone-counts: Every person counts.", "  other: Other.", "law.everyone-counts"),
        ("  listening:\n", "  listning:\n", "lines.listening"),
    ],
)
def test_record_without_words(old, new, key):
    found = findings_of(edited(WORDS, (old, new)))
    group = key.split(".")[0]
    line = line_of(text_of(WORDS), f"{group}:")
    assert_finding(found, "J103", WORDS, line, 1, hint="needs it", message=f'"{key}"')


@pytest.mark.parametrize("key", ["name", "purpose", "confidentiality"])
def test_help_line_lacks_a_word(key):
    text = text_of(WORDS)
    start = text.index("listening:")
    end = text.index("law:")
    cut = "".join(line for line in text[start:end].splitlines(keepends=True) if f"    {key}:" not in line)
    found = findings_of({WORDS: text[:start] + cut + text[end:]})
    assert_finding(found, "S102", WORDS, 7, hint=f"{key}:")


def test_hours_without_words():
    found = findings_of(edited(WORDS, ("  always: Day and night", "  weekdays: Weekdays")))
    at = assert_finding(found, "J103", LINES, 4, 5, hint=f"under hours: in {WORDS}", alone=False)
    assert '"always"' in at.message


@pytest.mark.parametrize("group", ["lines", "law", "services", "hours"])
@pytest.mark.parametrize("value", ["x", "[]", "[x]", '""'])
def test_words_of_a_jurisdiction_that_are_no_group(group, value):
    lines = text_of(WORDS).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{group}:"))
    rest = [line for line in lines[start + 1 :] if not line.startswith(" ")]
    after = lines[lines.index(rest[0]) :] if rest else []
    text = "\n".join([*lines[:start], f"{group}: {value}", *after])
    found = findings_of({WORDS: text})
    at = [f for f in found if (f.origin.path, f.origin.line, f.origin.column) == (WORDS, start + 1, 1)]
    assert at, found
    assert {f.code for f in found} <= {"S103", "L104", "J103"}


def test_words_of_a_help_line_that_are_no_group():
    text = text_of(WORDS)
    cut = text[: text.index("  emergency:")] + "  emergency: x\n" + text[text.index("  listening:") :]
    assert_finding(findings_of({WORDS: cut}), "S103", WORDS, 3, 3, message="a group of keys is needed")


def test_jurisdiction_without_any_words():
    found = findings_of({WORDS: None})
    if not found:
        library = loaded({WORDS: None})
        editions, found = resolve(library, Request(), today=TODAY)
        found = (*found, *(f for edition in editions for f in Composer(library).compose(edition)[1]))
    assert found
    assert {finding.origin.path for finding in found} <= {WORDS, LAW, LINES}


def test_help_line_of_another_jurisdiction_in_a_module():
    """The module names it without needs=…; this kit's jurisdiction lacks it."""
    path = "content/modules/acting/en.md"
    changes = edited(path, ("1. Stay calm.", "1. Stay calm, call [[harbour]]."))
    found = findings_of(changes)
    if not found:
        library = loaded(changes)
        editions, found = resolve(library, Request(), today=TODAY)
        found = (*found, *(f for edition in editions for f in Composer(library).compose(edition)[1]))
    assert found
    assert {(f.origin.path, f.origin.line) for f in found} == {(path, 11)}
    assert "north" in found[0].message


def test_help_line_of_another_jurisdiction_behind_needs_is_left_out():
    path = "content/modules/acting/en.md"
    library = loaded(edited(path, ('{: card="Stay calm" }', '{: needs="harbour" card="Call [[harbour]]" }')))
    editions, found = resolve(library, Request(), today=TODAY)
    assert found == ()
    compositions = [Composer(library).compose(edition)[0] for edition in editions]
    assert len(compositions) == 2
    assert all(composition and "978-555-0103" not in composition.html for composition in compositions)


# --- days


def test_stale_line_is_a_warning_that_says_what_to_do():
    found = findings_of({}, today=date(2027, 6, 1))
    path = "content/jurisdictions/north-bay/helplines.yml"
    at = assert_finding(found, "J105", path, 9, 5, hint='toolkit confirm harbour --by "YOUR NAME"')
    assert at.severity is Severity.WARNING
    assert "2026-11-01" in at.message


def test_line_is_good_on_its_last_day():
    assert findings_of({}, today=date(2027, 5, 1)) == ()
    assert [f.code for f in findings_of({}, today=date(2027, 5, 2))] == ["J105"]


def test_confirmation_makes_a_stale_line_good_again():
    record = "confirmations:\n- {line: harbour, by: Robin, on: 2027-05-30}\n"
    assert findings_of({CONFIRMATIONS: record}, today=date(2027, 6, 1)) == ()


def test_confirmation_of_an_unknown_line():
    found = findings_of({CONFIRMATIONS: "confirmations:\n- {line: harbor, by: Robin, on: 2026-11-20}\n"})
    assert_finding(found, "J104", CONFIRMATIONS, 2, 4, hint='did you mean "harbour"?')


def test_confirmation_of_a_day_that_has_not_come():
    found = findings_of({CONFIRMATIONS: "confirmations:\n- {line: harbour, by: Robin, on: 2026-11-22}\n"})
    assert_finding(found, "J104", CONFIRMATIONS, 2, 30, message="2026-11-22", hint="the day on which")


def test_help_lines_of_a_kit_are_those_of_its_jurisdiction():
    changes = edited(KIT, ("helplines: [emergency]", "helplines: [harbour]"))
    found = findings_of(changes)
    if not found:
        _, found = resolve(loaded(changes), Request(), today=TODAY)
    assert_finding(found, "K101", KIT, 8, message="harbour")


def test_help_line_that_nobody_can_reach():
    path = "content/jurisdictions/north-bay/helplines.yml"
    found = findings_of(edited(path, ('    phone: "978-555-0103"\n', "")))
    assert_finding(found, "S103", path, 2, message="phone", alone=False)


def test_keyword_without_a_number_to_text_it_to():
    found = findings_of(edited(LINES, ('    text: "978-555-0102"\n', "    text_keyword: HELLO\n")))
    at = [f for f in found if f.origin.path == LINES]
    assert at
    assert "text" in at[0].message
