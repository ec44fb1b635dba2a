"""Claims: what needs a source, what does not, and what counts as one in reach."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example_project import EXTRA, FIRST, NOTICING, assert_finding, edited, extra_module, findings_of, text_of
from toolkit.findings import Severity

TEXT = FIRST + 2
CLAIMS = "claims: ['# percent', '# million', 'one in three', '# in #', 'section #', M.G.L., Public Law]\n"
WORDING = {"content/wording/en.yml": CLAIMS}


def said(text: str, **more: str):
    return findings_of({**WORDING, **extra_module(f"## One {{: #one }}\n\n{text}\n"), **more})


CLAIMED = [
    ("Half, or 48%, agreed.", "48%"),
    ("About 48 percent agreed.", "48 percent"),
    ("There were 1,200 cases.", "1,200"),
    ("There were 27.6 million of them.", "27.6 million"),
    ("It costs $25.", "$25."),
    ("It began in September 2025.", "2025"),
    ("It began in the 1990s.", "1990s"),
    ("One in three agreed.", "One in three"),
    ("See section 50 of it.", "section 50"),
    ("M.G.L. c.265 says so.", "M.G.L."),
    ("It is Public Law 119-73.", "Public Law"),
    ("House No. 4360 is a bill.", "4360"),
]


@pytest.mark.parametrize(("text", "claim"), CLAIMED)
def test_claim_without_a_source(text, claim):
    assert_finding(said(text), "C101", EXTRA, TEXT, text.index(claim) + 1, hint="source=", message=f'"{claim}"')


@pytest.mark.parametrize("text", [text for text, _ in CLAIMED])
@pytest.mark.parametrize(
    "shape",
    [
        '- {}\n  {{: source="field-guide" }}',
        '- Above\n  {{: source="field-guide" }}\n    - {}',
        '/// note {{: source="field-guide" }}\n{}\n///',
        '/// myth | {} {{: source="field-guide" }}\nNo.\n///',
        '/// myth | {}\n- No.\n  {{: source="field-guide" }}\n///',
        '### Deep {{: #deep source="field-guide" }}\n\n{}',
        "//// scenario | T\nX.\n/// ask\n{0}\n///\n/// answer\nX.\n///\n{0}\n////",
        '/// law {{: topics="definition" }}\n{}\n///',
        "//// question | {0}\n- [x] {0}\n- [ ] B\n\n"
        '/// answer {{: source="field-guide" fact="SIGN-1" }}\n{0}\n///\n////',
    ],
)
def test_source_in_reach_or_none_needed(shape, text):
    assert said(shape.format(text)) == ()


def test_source_of_the_whole_section_is_in_reach():
    changes = extra_module('## One {: #one source="field-guide" }\n\nIt began in 2025.\n\n/// say\nIn 2025.\n///\n')
    assert findings_of({**WORDING, **changes}) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Anyone under 18 counts.",
        "Grades 9-12, ages 12 to 21.",
        "Plan 10 minutes, then 3 minutes.",
        "It is open 24/7, from 9:30 to 17:00.",
        "Do step 3 of 4, then form 51A.",
        "About 40 people in 2 groups came.",
        "Look at [their page](https://example.org/2025/report-1000).",
        "The section has 3 parts. One in the room asks.",
        "Call [[listening]] now.",
    ],
)
def test_small_numbers_and_addresses_are_no_claims(text):
    assert said(text) == ()


def test_source_of_a_sibling_is_not_in_reach():
    found = said('- A\n  {: source="field-guide" }\n- It began in 2025.')
    assert_finding(found, "C101", EXTRA, TEXT + 2, 15)


def test_what_a_facilitator_says_is_a_claim_too():
    assert_finding(said("/// say\nIt began in 2025.\n///"), "C101", EXTRA, TEXT + 1, 13)


def test_figures_are_claims_in_a_locale_without_a_file_of_wording():
    found = findings_of(extra_module("## One {: #one }\n\nIt is 48%. See section 50.\n"))
    assert_finding(found, "C101", EXTRA, TEXT, 7)


def test_phrases_of_another_language_are_its_own():
    path = EXTRA.replace("/en.", "/es.")
    changes = {
        "templates/locales/es.yml": text_of("templates/locales/en.yml"),
        "content/wording/es.yml": "claims: ['# por ciento']\n",
        path: text_of(NOTICING) + "\n## Más {: #mas }\n\nEl 48 por ciento dijo section 50.\n",
    }
    assert_finding(findings_of({**WORDING, **changes}), "C101", path, message='"48 por ciento"')


@pytest.mark.parametrize(("day", "stale"), [("2025-11-20", False), ("2025-11-19", True)])
def test_module_that_nobody_has_read_for_a_year(day, stale):
    found = findings_of(edited(NOTICING, ("reviewed: 2026-11-01", f"reviewed: {day}")), today=date(2026, 11, 21))
    assert [(f.code, f.origin.line, f.severity) for f in found] == [("C102", 8, Severity.WARNING)] * stale
