"""Tables of reading grades and of written exceptions."""

from __future__ import annotations

from tests.example_project import EXTRA, extra_module, loaded
from toolkit.survey.content import exceptions, reading


def test_reading_has_a_row_for_each_document_and_locale():
    rows = {row["name"]: row for row in reading(loaded())}
    assert set(rows) == {"clinic/leaflet-nurse", "clinic/pocket"}
    row = rows["clinic/pocket"]
    assert {key: row[key] for key in ("locale", "ceiling", "words", "sentences")} == {
        "locale": "en",
        "ceiling": 8,
        "words": 13,
        "sentences": 5,
    }
    assert row["about"] == f"en: grade {row['grade']:g} of 8, 13 words, 5 sentences"


def test_document_that_is_too_hard_is_marked():
    low = {"content/audiences/clinic/audience.yml": "reading_grade: 1.5\nroles: [nurse, porter]\n"}
    rows = {row["name"]: row["about"] for row in reading(loaded(low))}
    assert "TOO HARD" in rows["clinic/leaflet-nurse"]
    assert "TOO HARD" not in rows["clinic/pocket"]


def test_exceptions_tell_their_reasons():
    rule = {"check": "C105", "file": EXTRA, "text": "rescued", "because": "It is a title."}
    lines = "\n    ".join(f"{key}: {value}" for key, value in rule.items())
    changes = {**extra_module("## One {: #one }\n\nText.\n"), "content/exceptions/a.yml": f"exceptions:\n  - {lines}\n"}
    (row,) = exceptions(loaded(changes))
    assert row == {
        "name": "content/exceptions/a.yml:2:5",
        "about": f'C105 {EXTRA} "rescued": It is a title.',
        **rule,
    }
