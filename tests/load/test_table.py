"""Tables as spreadsheets save them: encodings, separators, quotes, places. No bytes at all make a traceback."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.findings import Finding
from toolkit.load.table import Table, read_table, table_from


def table(data: bytes | str) -> Table:
    found, findings = table_from(data.encode() if isinstance(data, str) else data, "people.csv")
    assert found, findings
    assert not findings
    return found


def faults(data: bytes) -> tuple[Finding, ...]:
    return table_from(data, "people.csv")[1]


def cells(data: bytes | str) -> list[tuple[str, ...]]:
    found = table(data)
    return [found.header.cells, *(row.cells for row in found.rows)]


PLAIN = [("Name", "Role"), ("Ana Núñez", "Front desk"), ("Bo", "")]


@pytest.mark.parametrize(
    "data",
    [
        "Name,Role\nAna Núñez,Front desk\nBo,\n",
        "Name;Role\r\nAna Núñez;Front desk\r\nBo;\r\n",
        "Name\tRole\rAna Núñez\tFront desk\rBo\t\r",
        "\ufeffName,Role\n\n  Ana  Núñez ,Front desk\n,\n\nBo,",
        'Name,"Role"\n"Ana\nNúñez","Front\r\ndesk"\nBo,""',
        "sep=;\nName;Role\nAna Núñez;Front desk\nBo;\n",
        "Name,Role\nAna Nu\u0301n\u0303ez,Front desk\nBo,\n",
        "Name\tRole\nAna Núñez\tFront desk\nBo\t\n".encode("utf-16"),
    ],
)
def test_a_table_is_read_however_it_was_saved(data):
    assert cells(data) == PLAIN


def test_a_comma_in_quotes_and_a_quote_written_twice():
    assert cells('Name,Role\n"Ruiz, ""Nita""",x')[1] == ('Ruiz, "Nita"', "x")


def test_older_windows_text_is_read_and_told():
    found, findings = table_from("Name\nJosé O’Brien\n".encode("cp1252"), "people.csv")
    assert found
    assert found.rows[0].cells == ("José O’Brien",)
    assert [(f.code, f.severity.value) for f in findings] == [("D102", "warning")]
    assert "José" in findings[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04rest", "D101"),
        (b"%PDF-1.7", "D101"),
        (b"Name\nJos\x8f\n", "D101"),
        (b"Name\nAna \xac\xa4\n", "D101"),
        (b"\xff\xfeN\x00a\x00m", "D101"),
        (b"", "D107"),
        (b"\n \n,,\n", "D107"),
        (b'Name\n"Ana" Lopez\n', "D103"),
        (b'Name\n"Ana\nBo\n', "D103"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_hint(data, code):
    found = faults(data)
    assert [finding.code for finding in found] == [code]
    assert found[0].hint


def test_every_row_with_wrong_quotes_is_told_at_its_line():
    found, findings = table_from(b'Name\n"A"x\nBo\n"C"y\nDi\n', "people.csv")
    assert [(f.code, f.origin.line) for f in findings] == [("D103", 2), ("D103", 4)]
    assert found
    assert [(row.number, row.line, row.cells) for row in found.rows] == [(1, 3, ("Bo",)), (2, 5, ("Di",))]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.load.table.LARGEST_TABLE", 10)
    path = tmp_path / "people.csv"
    path.write_bytes(b"Name\n" + b"Ana\n" * 10)
    found, findings = read_table(path)
    assert found is None
    assert [finding.code for finding in findings] == ["D101"]


def test_places_of_cells():
    found = table('Name,"Role, or\njob",Day\nAna,"x\ny",2026\nBo,"a ""b"", c",z\n')
    assert str(found.at(found.header, 2)) == "people.csv:2:6"
    assert str(found.at(found.rows[0], 2)) == "people.csv:4:4"
    assert str(found.at(found.rows[1], 1)) == "people.csv:5:4"
    assert str(found.at(found.rows[1], 2)) == "people.csv:5:17"
    assert str(found.at(found.rows[1], 9)) == "people.csv:5:1"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), max_size=12)
GRID = st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6)


@given(GRID, st.sampled_from(",;\t"), st.sampled_from(["\r\n", "\n"]), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_what_a_spreadsheet_writes_comes_back(grid, separator, ending, encoding):
    """Whatever Python's writer writes is read: every cell that is not empty, in order, on its row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([["One", "Two"], *grid])
    found, findings = table_from(out.getvalue().encode(encoding), "people.csv")
    assert found, findings
    assert found.header.cells == ("One", "Two")
    import unicodedata

    wanted = [tuple(unicodedata.normalize("NFC", " ".join(cell.split())) for cell in row) for row in grid]
    assert [row.cells for row in found.rows] == [row for row in wanted if any(row)]
    lines = out.getvalue().encode(encoding).decode("utf-8-sig")
    for row in found.rows:
        assert 1 < found.at(row, 1).line <= len(io.StringIO(lines, newline="").readlines())


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\x00")
@example(b'"')
@example(b'a,"\r\n\r"b')
@example(b"sep=")
@example(b"sep=;")
def test_no_bytes_make_a_traceback(data):
    found, findings = table_from(data, "people.csv")
    assert found is not None or any(finding.severity.value == "error" for finding in findings)
    for row in found.rows if found else ():
        for column in range(len(row.cells)):
            assert found.at(row, column).line >= row.line
