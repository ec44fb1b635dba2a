"""A table of people against what kinds ask for: every fault at once, at its cell, with the row and the person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compose.test_rows import KIND, TAG
from tests.example_project import loaded
from toolkit.load.table import table_from
from toolkit.rows import people_for

CARD = {path.replace("/tag/", "/card/"): text for path, text in TAG.items() if "/tag/" in path}
CARD["templates/kinds/card/kind.yml"] = KIND.replace(
    "rows: {name: {needed: yes, most: 30}, day: {type: date}, job-title: {}}",
    "rows: {name: {needed: yes}, phone: {needed: yes}}",
)
CARD["templates/kinds/card/words/en.yml"] = "name: Card\nfields: {name: Name, phone: Phone}\n"
LIBRARY = loaded({**TAG, **CARD})


def read(text: str, *kinds: str, library=LIBRARY):
    table, findings = table_from(text.encode(), "people.csv")
    assert table, findings
    return people_for(table, {slug: library.kinds[slug] for slug in kinds or ("tag",)}, library)


def codes(text: str, *kinds: str) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.origin).split(":", 1)[1]) for finding in read(text, *kinds)[1]]


@pytest.mark.parametrize(
    "header", ["name,day,job-title", "FULL NAME,Day,Job", "Name:, day ,Job_Title", "full-name,DAY,job"]
)
def test_columns_are_found_by_field_or_label(header):
    people, findings = read(f"{header}\nAna,2026-03-04,Nights\n")
    assert findings == ()
    assert people["tag"][0].row == {"name": "Ana", "day": date(2026, 3, 4), "job-title": "Nights"}


def test_columns_may_stand_in_any_order_and_blank_cells_stay_blank():
    people, _ = read("Day;Name\n;Ana\n4 March 2026;Bo\n")
    assert [dict(person.row) for person in people["tag"]] == [
        {"name": "Ana"},
        {"name": "Bo", "day": date(2026, 3, 4)},
    ]


def test_a_label_counts_in_any_language_of_the_kind():
    words = {"templates/kinds/tag/words/he-XB.yml": "name: X\nfields: {name: Nombre, day: Día, job-title: Puesto}\n"}
    people, findings = read("Nombre;Puesto\nAna;x\n", library=loaded({**TAG, **words}))
    assert findings == ()
    assert people["tag"][0].row == {"name": "Ana", "job-title": "x"}


def test_everything_wrong_is_told_at_once_with_row_and_person():
    text = (
        "Name,Day,Job,Shoe\n"
        ",2026-01-01,x,\n"
        "Ana,3/4/2026,x,38\n"
        f"Bo {'x' * 40},soon,\n"
        "Di,,a\u4e2db,\n"
        "Zoe,2026-01-01,Ruiz, Carmen,1\n"
        "Ana,2026-01-01,,\n"
        "Ana,2026-01-01,,\n"
    )
    _, findings = read(text)
    by_code = {finding.code: finding for finding in findings}
    assert sorted(f"{finding.code} {finding.origin!s}" for finding in findings) == sorted(
        [
            "D105 people.csv:1:14",
            "D106 people.csv:2:1",
            "D111 people.csv:3:5",
            "D108 people.csv:4:1",
            "D111 people.csv:4:45",
            "D110 people.csv:5:5",
            "D109 people.csv:6:29",
            "D112 people.csv:8:1",
        ]
    )
    assert 'row 1 ("2026-01-01")' in by_code["D106"].message
    assert 'row 4 ("Di")' in by_code["D110"].message
    assert "row 6" in by_code["D112"].message
    assert by_code["D112"].severity.value == by_code["D105"].severity.value == "warning"
    assert all(finding.hint for finding in findings)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Day\nsoon\n", {("D104", "1:1"), ("D111", "2:1")}),
        ("Name,Full name\nAna,Bo\n", {("D105", "1:6"), ("D104", "1:6")}),
        ("Name\n", {("D107", "1:1")}),
    ],
)
def test_headings(text, wanted):
    assert set(codes(text)) == wanted


def test_a_kind_that_lacks_a_column_is_left_out_where_another_has_all():
    people, findings = read("Name\nAna\n", "tag", "card")
    assert set(people) == {"tag"}
    assert [(finding.code, finding.severity.value) for finding in findings] == [("D113", "warning")]
    people, findings = read("Name\nAna\n", "card")
    assert people == {}
    assert findings[0].code == "D104"
    assert '"phone"' in findings[0].message


ROWS = st.lists(st.tuples(st.text(max_size=15), st.text(max_size=12), st.text(max_size=12)), max_size=6)


@given(ROWS)
def test_nothing_is_lost(rows):
    """Every row with something in it is a person, or has a finding on its lines."""
    import csv
    import io

    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("Name", "Day", "Job"), *rows])
    table, told = table_from(out.getvalue().encode("utf-8", "surrogatepass"), "people.csv")
    if table is None:
        assert told
        return
    people, _ = people_for(table, {"tag": LIBRARY.kinds["tag"]}, LIBRARY)
    assert [person.number for person in people["tag"]] == [row.number for row in table.rows]
    assert len(table.rows) == sum(any(cell.split() for cell in row) for row in rows)
