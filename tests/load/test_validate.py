"""Data to records: every fault at once, in our own words, at its place."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from toolkit.load.strict_yaml import parse_yaml
from toolkit.load.validate import validate
from toolkit.schema.record import IsoDate, Length, Record, Slug, Text, WebAddress, YesNo


class Inner(Record):
    name: Slug
    size: Length = 0.0


class Outer(Record):
    title: Text
    inner: Inner
    items: tuple[Inner, ...] = ()
    either: Inner | Text | None = None
    pair: tuple[Length, Length] | None = None
    count: Annotated[int, Field(ge=1, le=9)] = 1
    day: IsoDate | None = None
    web: WebAddress | None = None
    sort: Literal["a", "b"] = "a"
    flag: YesNo = False
    dashed: Text | None = Field(default=None, alias="with-dash")


GOOD = "title: T\ninner: {name: n}\n"


def found(text: str):
    file, findings = parse_yaml(text, "a.yml")
    assert findings == ()
    record, findings = validate(file, Outer)
    assert (record is None) == bool(findings)
    return record, sorted(findings, key=lambda f: (f.origin, f.code))


def test_good_record():
    record, _ = found(GOOD + "items: [{name: a, size: 1in}]\nflag: no\nday: 2026-11-21\nwith-dash: x\n")
    assert record.items[0].size == pytest.approx(25.4)
    assert record.flag is False
    assert record.day.isoformat() == "2026-11-21"
    assert record.dashed == "x"


def test_all_faults_at_once():
    _, findings = found("titel: T\ninner: {nam: n}\nitems: x\n")
    assert [(f.code, f.origin.line, f.origin.column) for f in findings] == [
        ("S101", 1, 1),
        ("S102", 1, 1),
        ("S102", 2, 1),
        ("S101", 2, 9),
        ("S103", 3, 1),
    ]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("titl: T\n", (3, 1), 'did you mean "title"?'),
        ("items: [{nam: a, name: a}]\n", (3, 10), 'did you mean "name"?'),
        ("either: {naem: a, name: a}\n", (3, 10), 'did you mean "name"?'),
        ("with_dash: x\n", (3, 1), 'did you mean "with-dash"?'),
    ],
)
def test_unknown_key_hint_is_from_the_group_it_stands_in(text, place, hint):
    _, findings = found(GOOD + text)
    at = [f for f in findings if f.code == "S101"]
    assert [((f.origin.line, f.origin.column), f.hint) for f in at] == [(place, hint)]


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("inner2: 1", 1, "unknown key"),
        ("items: {a: b}", 1, "a list is needed"),
        ("items: [a]", 9, "a group of keys is needed"),
        ("count: many", 1, 'a whole number is needed here, not "many"'),
        ("count: 10", 1, "9 or less"),
        ("count: 0", 1, "1 or more"),
        ("day: today", 1, "year-month-day"),
        ("web: example.org", 1, "not written the way"),
        ("sort: c", 1, "not one of those known"),
        ("flag: perhaps", 1, "yes or no"),
        ("pair: [1mm, two]", 13, "needs a number and a unit"),
        ("pair: [1mm]", 1, "too few"),
        ("pair: [1mm, 2mm, 3mm]", 1, "at most 2"),
        ("items: [{name: Not a slug}]", 10, 'not "Not a slug"'),
    ],
)
def test_sentence_and_place(text, column, words):
    _, findings = found(GOOD + text + "\n")
    assert [(f.origin.line, f.origin.column) for f in findings] == [(3, column)], findings
    assert words in findings[0].message


def test_pattern_hints():
    _, findings = found("title: T\ninner: {name: Front Desk}\nweb: example.org\n")
    assert "front-desk" in findings[0].hint
    assert "https://example.org" in findings[1].hint


@pytest.mark.parametrize("text", ["", "- a\n", "word\n", '""\n', "[]\n", "{}\n"])
def test_whole_file_of_the_wrong_sort(text):
    record, findings = found(text)
    assert record is None
    assert {finding.origin.line for finding in findings} == {1}


def test_no_sentence_is_pydantics_own():
    texts = ["titel: T\ninner: {nam: 1}\nitems: x\neither: [a]\npair: {a: b}\ncount: x\nday: x\nsort: x\nflag: x\n"]
    findings = [finding for text in texts for finding in found(text)[1]]
    assert len(findings) > 8
    for finding in findings:
        for word in ("Input", "pydantic", "valid ", "Extra inputs", "Field required", "Traceback", "dictionary"):
            assert word not in finding.message + finding.hint, finding
