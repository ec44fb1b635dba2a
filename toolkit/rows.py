"""A table of people against what kinds ask for: columns to fields, cells to values, and every fault at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.check.characters import known_characters
from toolkit.days import UnclearDay, day_from
from toolkit.edition import Row
from toolkit.findings import Finding, Origin, Severity, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.load.table import SEPARATORS, Table, TableRow
from toolkit.schema.paper import Kind, RowField

SHOWN = 60
OTHER_LETTER = "write it with another letter, or add a font that has it to the brand"
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Person:
    """One row, ready for a kind: its values, how people call it, and where it stands."""

    row: Row
    number: int
    name: str
    origin: Origin

    def named(self, message: str) -> str:
        """A message that says whose row it is about."""
        return f'row {self.number} ("{_shown(self.name)}"): {message}'


def people_for(
    table: Table, kinds: Mapping[str, Entry[Kind]], library: Library
) -> tuple[Mapping[str, tuple[Person, ...]], tuple[Finding, ...]]:
    """The people by kind, and all that is wrong with the table.

    A kind whose columns the table does not have is left out where it has those of another.
    """
    findings: list[Finding] = []
    columns = {slug: _columns(table, kind, library) for slug, kind in kinds.items()}
    lacking = {slug: _lacking(table, kinds[slug], found, library) for slug, found in columns.items()}
    chosen = [slug for slug in kinds if not lacking[slug]]
    for slug in kinds:
        if slug in chosen:
            continue
        findings += [_left_out(table, slug, lacking[slug])] if chosen else lacking[slug]
    used = {column for slug in chosen or kinds for column in columns[slug].values()}
    findings += _unused(table, used, {name for slug in chosen or kinds for name in kinds[slug].value.rows})
    findings += [finding for slug in chosen or kinds for finding in _twice(table, kinds[slug], library)]
    if not table.rows:
        hint = "write a line for each person below the headings"
        findings.append(Finding("D107", "there are headings in this table, and nobody", table.at(table.header), hint))
    findings += [*_too_many_cells(table), *_odd_rows(table)]
    reader = _Reader(table, library)
    people = {slug: reader.people(kinds[slug].value.rows, columns[slug]) for slug in chosen or kinds}
    return {slug: people[slug] for slug in chosen}, (*findings, *reader.findings)


def _shown(text: str) -> str:
    """A text of the table as it may stand in a message: short, and nothing in it that a terminal would obey."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:SHOWN])


def _plain(heading: str) -> str:
    return _NO_WORD.sub(" ", heading.casefold()).strip()


def _headings(kind: Entry[Kind], library: Library) -> Mapping[str, str]:
    """The field that each heading means: its id, or its label in any language that the kind has words in."""
    meant = {_plain(name): name for name in kind.value.rows}
    for (folder, _), words in library.words_files.items():
        labels = words.data.get("fields") if folder == kind.folder else None
        for name, label in labels.items() if isinstance(labels, dict) else ():
            if name in kind.value.rows:
                meant.setdefault(_plain(str(label)), name)
    return meant


def _columns(table: Table, kind: Entry[Kind], library: Library) -> Mapping[str, int]:
    """The column of each field that the table has; the first one where there are two."""
    meant = _headings(kind, library)
    columns: dict[str, int] = {}
    for number, heading in enumerate(table.header.cells):
        if (field := meant.get(_plain(heading))) is not None:
            columns.setdefault(field, number)
    return columns


def _twice(table: Table, kind: Entry[Kind], library: Library) -> Iterator[Finding]:
    meant = _headings(kind, library)
    seen: set[str] = set()
    for number, heading in enumerate(table.header.cells):
        field = meant.get(_plain(heading), "")
        if field in seen:
            message = f'"{heading}" is a second column for "{field}"'
            yield Finding("D104", message, table.at(table.header, number), "take one of them out, or name it otherwise")
        seen |= {field} - {""}


def _lacking(table: Table, kind: Entry[Kind], columns: Mapping[str, int], library: Library) -> list[Finding]:
    findings = []
    for name, rule in kind.value.rows.items():
        if rule.needed and name not in columns:
            labels = [f'"{heading}"' for heading, field in _headings(kind, library).items() if field == name]
            near = did_you_mean(name, [heading for heading in table.header.cells if heading])
            hint = f"head a column with {' or '.join(labels)}; {near}"
            findings.append(Finding("D104", f'there is no column "{name}"', table.at(table.header), hint))
    return findings


def _left_out(table: Table, slug: str, lacking: list[Finding]) -> Finding:
    hint = "add the column if you want it too"
    message = f'no "{slug}" was made: {lacking[0].message}'
    return Finding("D113", message, table.at(table.header), hint, Severity.WARNING)


def _unused(table: Table, used: Iterable[int], fields: Iterable[str]) -> Iterator[Finding]:
    known = set(used)
    for number, heading in enumerate(table.header.cells):
        said = any(number < len(row.cells) and row.cells[number] for row in table.rows)
        if number not in known and (heading or said) and _plain(heading) not in map(_plain, fields):
            message = f'nothing prints the column "{heading}"' if heading else "nothing prints a column without heading"
            hint = did_you_mean(heading, fields)
            yield Finding("D105", message, table.at(table.header, number), hint, Severity.WARNING)


def _too_many_cells(table: Table) -> Iterator[Finding]:
    for row in table.rows:
        more = [number for number, cell in enumerate(row.cells) if cell and number >= len(table.header.cells)]
        if more:
            message = f'row {row.number} ("{_called(row)}") has more cells than there are headings'
            hint = f'a text with "{table.separator}" in it stands in quotes'
            yield Finding("D109", message, table.at(row, more[0]), hint)


def _odd_rows(table: Table) -> Iterator[Finding]:
    """Rows that nobody meant as a person: the headings once more, or all cells in one, between other separators."""
    for row in table.rows:
        if [*map(_plain, row.cells)] == [*map(_plain, table.header.cells)]:
            message = f"row {row.number} is the headings once more"
            yield Finding("D115", message, table.at(row), "take this line out")
        strange = next((mark for mark in SEPARATORS if mark != table.separator and mark in row.raw.strip()), "")
        if strange and len(row.cells) == 1 < len(table.header.cells):
            message = f'row {row.number} has "{strange}" between its cells, and the headings have "{table.separator}"'
            yield Finding("D115", message.replace("\t", "a tab"), table.at(row), "separate all lines by the same sign")


def _called(row: TableRow) -> str:
    return _shown(next((cell for cell in row.cells if cell), ""))


def _seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cf", "Mn", "Zs")


class _Reader:
    """Reads the rows of one table for one kind after the other; each fault is told once."""

    def __init__(self, table: Table, library: Library) -> None:
        self.findings: list[Finding] = []
        self._table = table
        self._characters = known_characters(library)
        self._conventions = tuple(
            sorted({entry.value.babel_name for entry in library.locales.values() if not entry.value.pseudo})
        )

    def people(self, rules: Mapping[str, RowField], columns: Mapping[str, int]) -> tuple[Person, ...]:
        """The people of a kind, in the order of the table."""
        people = tuple(self._person(row, rules, columns) for row in self._table.rows)
        self._repeated(people)
        return people

    def _person(self, row: TableRow, rules: Mapping[str, RowField], columns: Mapping[str, int]) -> Person:
        values: dict[str, str | date] = {}
        texts = {
            name: row.cells[column] if column < len(row.cells) else ""
            for name, column in columns.items()
            if name in rules
        }
        first = next((name for name in rules if rules[name].needed and texts.get(name)), "")
        person = Person(values, row.number, texts.get(first, "") or _called(row), self._table.at(row))
        for name, rule in rules.items():
            text = texts.get(name, "")
            origin = self._table.at(row, columns[name]) if name in columns else person.origin
            for code, message, hint in self._faults(name, rule, text) if name in columns else ():
                self.findings.append(Finding(code, person.named(message), origin, hint))
            if text:
                values[name] = self._value(person, name, rule, text, origin)
        return person

    def _faults(self, name: str, rule: RowField, text: str) -> Iterator[tuple[str, str, str]]:
        if rule.needed and not any(map(_seen, text)):
            yield "D106", f'"{name}" is empty', "fill it in, or take the row out"
        if len(text) > rule.most:
            yield "D108", f'"{name}" has {len(text)} characters and may have {rule.most}', "write it shorter"
        for letter in dict.fromkeys(text):
            if ord(letter) not in self._characters:
                shown = f'"{letter}" ' if letter.isprintable() else ""
                yield "D110", f'no font here has the character {shown}(U+{ord(letter):04X}) of "{name}"', OTHER_LETTER

    def _value(self, person: Person, name: str, rule: RowField, text: str, origin: Origin) -> str | date:
        if rule.type != "date":
            return text
        try:
            return day_from(text, self._conventions)
        except UnclearDay as unclear:
            hint = "write it year-month-day: 2026-11-21"
            message = f'"{_shown(text)}" under "{name}" is not a day that can be read'
            if unclear.days:
                message = f'"{_shown(text)}" under "{name}" may be two days'
                hint = f"write {' or '.join(map(str, unclear.days))}"
            self.findings.append(Finding("D111", person.named(message), origin, hint))
            return text

    def _repeated(self, people: Iterable[Person]) -> None:
        seen: dict[tuple[tuple[str, str], ...], Person] = {}
        for person in people:
            key = tuple((name, str(value)) for name, value in person.row.items())
            before = seen.setdefault(key, person)
            if before is not person:
                message = person.named(f"this is the same as row {before.number}")
                hint = "take one out, if it is the same person"
                self.findings.append(Finding("D112", message, person.origin, hint, Severity.WARNING))
