"""Findings: their order, their hints, and when they stop a run."""

from __future__ import annotations

import pickle

import pytest

from toolkit.findings import (
    EnvironmentFault,
    Finding,
    Origin,
    Severity,
    Stopped,
    did_you_mean,
    ordered,
    stop_on_errors,
)

ERROR = Finding("K101", "there is no kit", Origin("a.yml", 2, 3), "did you mean")
WARNING = Finding("J105", "past its day", Origin("b.yml"), severity=Severity.WARNING)


def test_origin_reads_as_editors_expect():
    assert str(Origin("content/kits/a/kit.yml", 4, 7)) == "content/kits/a/kit.yml:4:7"


def test_order_is_by_place_then_code_and_without_repeats():
    places = [Origin("b", 1, 1), Origin("a", 10, 1), Origin("a", 2, 9), Origin("a", 2, 10)]
    findings = [Finding(code, "x", place) for code in ("M2", "M1") for place in places]
    result = ordered([*findings, *findings])
    assert [(str(f.origin), f.code) for f in result] == [
        ("a:2:9", "M1"),
        ("a:2:9", "M2"),
        ("a:2:10", "M1"),
        ("a:2:10", "M2"),
        ("a:10:1", "M1"),
        ("a:10:1", "M2"),
        ("b:1:1", "M1"),
        ("b:1:1", "M2"),
    ]


def test_errors_stop_and_carry_every_finding():
    with pytest.raises(Stopped) as stopped:
        stop_on_errors([WARNING, ERROR])
    assert stopped.value.findings == (WARNING, ERROR)


def test_warnings_stop_only_when_strict():
    stop_on_errors([WARNING])
    stop_on_errors([], strict=True)
    with pytest.raises(Stopped):
        stop_on_errors([WARNING], strict=True)


def test_record_is_plain_data():
    assert ERROR.record() == {
        "code": "K101",
        "severity": "error",
        "path": "a.yml",
        "line": 2,
        "column": 3,
        "message": "there is no kit",
        "hint": "did you mean",
    }


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("audiance", ["audience", "title"], 'did you mean "audience"?'),
        ("xyzzy", ["b", "a"], "known: a, b"),
        ("xyzzy", [], "there are none yet"),
        ("", ["a"], "known: a"),
    ],
)
def test_hint_for_a_word_that_is_not_known(word, known, hint):
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize("fault", [EnvironmentFault("Pango is missing", "apt-get install it"), Stopped([ERROR])])
def test_faults_come_back_whole_from_a_worker_process(fault):
    again = pickle.loads(pickle.dumps(fault))
    assert type(again) is type(fault)
    assert vars(again) == vars(fault)
