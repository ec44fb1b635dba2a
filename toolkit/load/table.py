"""A table of people, as a spreadsheet saves it (CSV): bytes to rows of text, each cell with its place.

Owns encodings, separators and quotes; knows nothing of what the columns mean.
"""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.findings import Finding, Origin, Severity

LARGEST_TABLE = 20 * 1024 * 1024
SEPARATORS = (",", ";", "\t")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x1f\x8b", b"<!DOCTYPE", b"<html", b"<?xml")
HEAD = 40
"""A text whose first letters have zeros between them is of two or four bytes a letter, and does not say so."""
WIDE = (b"\xff\xfe", b"\xfe\xff")
OLD_ENCODING = "cp1252"
OLD_SIGNS = frozenset("’‘“”«»–—…·ºª°€¿¡§´\u00a0")
SAVE = 'save the table in your spreadsheet as "CSV UTF-8"'
SHOWN = 40
LONGEST_LINE = 100_000


@dataclass(frozen=True)
class TableRow:
    """A row below the heading: its number among the rows that are not empty, its cells, and where they stand."""

    number: int
    line: int
    cells: tuple[str, ...]
    raw: str


@dataclass(frozen=True)
class Table:
    """The heading and the rows of a table; `separator` is what stands between cells."""

    path: str
    sha256: str
    separator: str
    header: TableRow
    rows: tuple[TableRow, ...]

    def at(self, row: TableRow, column: int = 0) -> Origin:
        """Where a cell begins; columns of the table count from 0."""
        line, start, cell, quoted = 0, 0, 0, False
        for index, letter in enumerate(row.raw):
            if cell == column:
                return Origin(self.path, row.line + line, index - start + 1)
            if letter == '"':
                quoted = not quoted
            elif letter == self.separator and not quoted:
                cell += 1
            elif letter == "\n" or (letter == "\r" and row.raw[index + 1 : index + 2] != "\n"):
                line, start = line + 1, index + 1
        return Origin(self.path, row.line)


def read_table(path: Path, name: str | None = None) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table in a file, or what stands against it; `name` is how findings call the file."""
    origin = Origin(name or str(path))
    if path.stat().st_size > LARGEST_TABLE:
        hint = "a table of people is far smaller: is this the right file?"
        return None, (Finding("D101", "this file is too large to be a table of people", origin, hint),)
    return table_from(path.read_bytes(), origin.path)


def table_from(data: bytes, path: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """The table in the bytes of a file."""
    origin = Origin(path)
    text, findings = _decoded(data, origin)
    if text is None:
        return None, findings
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    said, skipped = _told_separator(lines)
    separator = said or _separator(lines)
    rows, faults = _rows(lines[skipped:], skipped, separator, path)
    findings = (*findings, *faults)
    if not rows and not faults:
        hint = "the first line holds the headings, and each line below it a person"
        findings = (*findings, Finding("D107", "this table is empty", origin, hint))
    if not rows or (faults and (len(rows) == 1 or faults[0].origin.line < rows[0].line)):
        return None, findings
    return Table(path, hashlib.sha256(data).hexdigest(), separator, rows[0], tuple(rows[1:])), findings


def _decoded(data: bytes, origin: Origin) -> tuple[str | None, tuple[Finding, ...]]:
    if data.startswith(SPREADSHEETS):
        return None, (Finding("D101", "this is no CSV file, but a spreadsheet or a document", origin, SAVE),)
    try:
        text = data.decode("utf-16" if data.startswith(WIDE) else "utf-8-sig")
    except UnicodeDecodeError:
        return _in_old_letters(data, origin)
    return (None, (_unreadable(origin),)) if "\x00" in text[:HEAD] else (text, ())


def _unreadable(origin: Origin) -> Finding:
    return Finding("D101", "the letters of this file cannot be read", origin, SAVE)


def _in_old_letters(data: bytes, origin: Origin) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        text = data.decode(OLD_ENCODING)
    except UnicodeDecodeError:
        text = "\x00"
    strange = [letter for letter in text if not letter.isascii() and not letter.isalpha() and letter not in OLD_SIGNS]
    if strange or "\x00" in text:
        return None, (_unreadable(origin),)
    words = dict.fromkeys(word for word in text.split() if not word.isascii())
    example = ", ".join(f'"{word[:SHOWN].strip(",;")}"' for word in list(words)[:3])
    message = f"this file is not UTF-8; it was read as Windows text: check {example}"
    return text, (Finding("D102", message, origin, f"if they are wrong, {SAVE}", Severity.WARNING),)


def _told_separator(lines: list[str]) -> tuple[str, int]:
    """The separator that a first line such as `sep=;` tells, as some spreadsheets write it, and lines to pass over."""
    first = lines[0].strip("\r\n") if lines else ""
    told = first.lower().removeprefix("sep=")
    return (told, 1) if first != told and told in SEPARATORS and len(first) == len("sep=") + 1 else ("", 0)


def _separator(lines: list[str]) -> str:
    """The separator that stands most often in the heading, outside quotes."""
    heading = next((line for line in lines if line.strip()), "")
    bare = "".join(heading.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def _rows(lines: list[str], skipped: int, separator: str, path: str) -> tuple[list[TableRow], list[Finding]]:
    rows: list[TableRow] = []
    findings: list[Finding] = []
    for start, end, cells, fault in _records(lines, separator):
        line = skipped + start + 1
        if fault and any(len(one) > LONGEST_LINE for one in lines[start:end]):
            message = f"a line of {max(map(len, lines[start:end]))} characters is no row of a table of people"
            findings.append(Finding("D103", message, Origin(path, line), "is this the right file?"))
        elif fault:
            hint = 'a cell in quotes ends with one quote, and a quote inside it is written twice: "He said ""yes"""'
            findings.append(Finding("D103", "the quotes of this row do not match", Origin(path, line), hint))
        elif any(_plain(cell) for cell in cells):
            rows.append(TableRow(len(rows), line, tuple(map(_plain, cells)), "".join(lines[start:end])))
    return rows, findings


def _records(lines: list[str], separator: str) -> Iterator[tuple[int, int, list[str], bool]]:
    """Each record with its first line, the line behind its last, its cells, and whether it cannot be read."""
    reader = csv.reader(iter(lines), delimiter=separator, strict=True)
    start = 0
    while True:
        try:
            cells, fault = next(reader), False
        except StopIteration:
            return
        except csv.Error:
            cells, fault = [], True
        yield start, reader.line_num, cells, fault
        start = reader.line_num


def _plain(cell: str) -> str:
    """A cell on one line, its accents composed."""
    return unicodedata.normalize("NFC", " ".join(cell.split()))
