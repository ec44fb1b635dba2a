"""Facts are there and good enough; every question is settled."""

from __future__ import annotations

import pytest

from tests.example_project import FIRST, LINES, assert_finding, edited, extra_module, findings_of, loaded
from toolkit.survey.audit import facts, questions

FACTS = "content/facts/made-up.yml"
QUESTIONS = "content/questions.yml"
RECORDS = {
    FACTS: """\
ONE-01: {statement: Boats leave at noon., confidence: verified, sources: [field-guide], checked: read}
ONE-02: {statement: Boats are blue., confidence: likely, checked: heard}
ONE-03: {statement: Boats fly., confidence: unverified, checked: nobody knows}
"""
}


def tagged(text: str, names: str) -> dict[str, str | bytes | None]:
    return {
        **extra_module(f'## One {{: #one source="field-guide" }}\n\n- {text}\n  {{: fact="{names}" }}\n'),
        **RECORDS,
    }


@pytest.mark.parametrize(
    ("text", "names", "code"),
    [
        ("Boats leave at noon.", "ONE-04", "C120"),
        ("Boats fly.", "ONE-03", "C121"),
        ("Boats fly at noon.", "ONE-01 ONE-03", "C121"),
        ("Some 40 % of boats are blue.", "ONE-02", "C121"),
        ("A blue boat costs $25,000.", "ONE-02", "C121"),
        ("Blue boats: M.G.L. c.1 s.2.", "ONE-02", "C121"),
    ],
)
def test_fact_that_may_not_be_printed(text, names, code):
    assert_finding(findings_of(tagged(text, names)), code, "content/modules/extra/en.md", FIRST + 3)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Boats leave at noon.", "ONE-01"),
        ("Boats are often blue.", "ONE-02"),
        ("Some 40 % of boats are blue.", "ONE-01 ONE-02"),
        ("All 12 boats are blue.", "ONE-02"),
    ],
)
def test_fact_that_may_be_printed(text, names):
    assert findings_of(tagged(text, names)) == ()


def test_likely_block_answers_for_what_stands_in_it_unless_that_has_facts_of_its_own():
    body = '## One {{: #one source="field-guide" }}\n\n/// note {{: fact="ONE-02" }}\n- It costs $25,000.{}\n///\n'
    assert [f.code for f in findings_of({**extra_module(body.format("")), **RECORDS})] == ["C121"]
    own = body.format('\n  {: fact="ONE-01" }')
    assert findings_of({**extra_module(own), **RECORDS}) == ()


def test_project_without_facts_may_tag_what_it_likes():
    changes = extra_module('## One {: #one }\n\n- Boats\n  {: fact="ANY-01" }\n')
    assert findings_of(changes) == ()


def test_help_line_names_facts_that_exist():
    line = ("id: emergency", "id: emergency\n    facts: [ONE-01, ONE-09]")
    found = findings_of({**edited(LINES, line), **RECORDS})
    assert_finding(found, "C120", LINES, message="ONE-09")


def test_source_of_a_fact_exists():
    changes = {FACTS: "ONE-01: {statement: A., confidence: verified, sources: [nope], checked: read}\n"}
    assert_finding(findings_of(changes), "J101", FACTS, 1)


def test_same_fact_in_two_files():
    changes = {**RECORDS, "content/facts/more.yml": "ONE-01: {statement: A., confidence: likely, checked: read}\n"}
    assert_finding(findings_of(changes), "J102", "content/facts/more.yml", 1, hint=FACTS)


def test_facts_are_listed_with_their_places_and_doubts():
    library = loaded({**tagged("Some 40 % of boats are blue.", "ONE-02")})
    rows = {row["name"]: row for row in facts(library)}
    assert rows["ONE-02"]["used"] == [f"content/modules/extra/en.md:{FIRST + 2}"]
    assert "NOT ENOUGH" in rows["ONE-02"]["about"]
    assert rows["ONE-01"]["used"] == []
    assert "not used" in rows["ONE-01"]["about"]


QUESTION = "questions:\n  - {{id: Q-01, asks: When do boats leave?, {}}}\n"


@pytest.mark.parametrize(
    "settled",
    [
        "answered_by: [noticing#signs]",
        "answered_by: [noticing]",
        "not_printed: Nobody knows.",
        "answered_by: [acting#steps], not_printed: The rest is not known.",
    ],
)
def test_settled_question(settled):
    assert findings_of({QUESTIONS: QUESTION.format(settled)}) == ()


@pytest.mark.parametrize(
    ("settled", "code", "hint"),
    [
        ("answered_by: [noticing#sings]", "C122", 'did you mean "noticing#signs"?'),
        ("answered_by: [noticin]", "C122", "noticing"),
        ("answered_by: []", "S103", ""),
    ],
)
def test_question_that_is_not_settled(settled, code, hint):
    assert_finding(findings_of({QUESTIONS: QUESTION.format(settled)}), code, QUESTIONS, 2, hint=hint)


def test_answer_that_no_document_prints():
    changes = {**extra_module("## One {: #one }\n\nText.\n"), QUESTIONS: QUESTION.format("answered_by: [extra#one]")}
    assert_finding(findings_of(changes), "C123", QUESTIONS, 2)


def test_question_asked_twice():
    twice = QUESTION.format("not_printed: No.") + QUESTION.format("not_printed: No.").split("\n", 1)[1]
    assert_finding(findings_of({QUESTIONS: twice}), "J102", QUESTIONS, 3)


def test_questions_are_listed():
    library = loaded({QUESTIONS: QUESTION.format("answered_by: [noticing], not_printed: The rest is not known.")})
    (row,) = questions(library)
    assert row["about"] == "When do boats leave? see noticing; not printed: The rest is not known."
