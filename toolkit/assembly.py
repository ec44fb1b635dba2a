"""What a batch consists of, and how its pieces become files while they come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.build import job_for
from toolkit.compose.compose import Composition
from toolkit.edition import Edition
from toolkit.findings import Finding
from toolkit.impose.merge import Joining
from toolkit.job import for_print_house, print_sheets
from toolkit.load.library import Library
from toolkit.naming import each_name
from toolkit.publish.folder import batch_record, stage_reading, stage_sheets
from toolkit.publish.manifest import Batch, BoxRange, DocumentRecord, OutputFile
from toolkit.publish.store import Store
from toolkit.render.boxes import FittedBox
from toolkit.render.render import Rendered
from toolkit.rows import Person
from toolkit.schema.paper import Kind


@dataclass(frozen=True)
class Piece:
    """Rows that are laid out together."""

    people: tuple[Person, ...]
    composition: Composition


@dataclass(frozen=True)
class Order:
    """A document to make out to people; its edition holds every row."""

    edition: Edition
    people: tuple[Person, ...]
    pieces: tuple[Piece, ...]
    key: str


class Assembly:
    """The pieces of an order as they come, in any order, joined in theirs: while others are still laid out.

    What is joined is staged at once, unless all of it is needed at the end for print sheets or a print house.
    """

    def __init__(self, order: Order, store: Store, *, each: bool) -> None:
        self._order = order
        self._store = store
        self._each = each
        self._count = len(order.people) if each else len(order.pieces)
        self._waiting: dict[int, Rendered] = {}
        self._parts: list[Rendered] = []
        self._joining = None if each else Joining(self._count)
        self._whole = bool(order.edition.print_stocks or order.pieces[0].composition.press)
        self._chunks: list[bytes] = []
        self._file: OutputFile | None = None

    def complete_with(self, number: int, rendered: Rendered) -> bool:
        """Take in a piece; whether it was the last that was missing."""
        self._waiting[number] = rendered
        while len(self._parts) in self._waiting:
            part = self._waiting.pop(len(self._parts))
            self._parts.append(replace(part, pdf=b"") if self._joining else part)
            if self._joining:
                self._take_in(self._joining.add(part.pdf))
        return len(self._parts) == self._count

    def _take_in(self, chunk: bytes) -> None:
        if self._whole:
            self._chunks.append(chunk)
        else:
            edition, pages = self._order.edition, sum(len(part.pages) for part in self._parts)
            self._file = stage_reading(self._store, edition, edition.name, chunk, pages)

    def finished(self, library: Library, table: str) -> tuple[DocumentRecord, tuple[Finding, ...]]:
        """Stage what is left of the order; its record, and what stands against a file for a print house."""
        edition, parts = self._order.edition, self._parts
        size = min((part.size for part in parts if part.size), default=None)
        boxes = tuple(_ranges(edition.kind.value, [box for part in parts for box in part.boxes]))
        files, faults = self._separate() if self._each else self._joined(size)
        batch = Batch(table, len(self._order.people), boxes)
        return batch_record(edition, self._order.key, files, library, batch, size), tuple(dict.fromkeys(faults))

    def _separate(self) -> tuple[list[OutputFile], tuple[Finding, ...]]:
        """A file for each person."""
        edition, job = self._order.edition, job_for(self._order.edition, self._order.pieces[0].composition)
        files: list[OutputFile] = []
        faults: tuple[Finding, ...] = ()
        for name, part in zip(each_name(edition, self._order.people), self._parts, strict=True):
            pdf, found = for_print_house(job, part.pdf)
            faults = (*faults, *found)
            files.append(stage_reading(self._store, edition, name, pdf, len(part.pages)))
        return files, faults

    def _joined(self, size: float | None) -> tuple[list[OutputFile], tuple[Finding, ...]]:
        """One file with all, and its print sheets."""
        if self._file:
            return [self._file], ()
        edition, job = self._order.edition, job_for(self._order.edition, self._order.pieces[0].composition)
        pages = tuple(page for part in self._parts for page in part.pages)
        joined = b"".join(self._chunks)
        sheets = stage_sheets(self._store, edition, print_sheets(job, Rendered(joined, pages, size)))
        pdf, faults = for_print_house(job, joined)
        return [stage_reading(self._store, edition, edition.name, pdf, len(pages)), *sheets], faults


def _ranges(kind: Kind, boxes: Sequence[FittedBox]) -> Iterator[BoxRange]:
    for name, box in kind.boxes.items():
        sizes = [one.size_pt for one in boxes if one.name == name]
        if sizes:
            below = sum(size < box.sizes()[0] for size in sizes)
            yield BoxRange(name, len(sizes), min(sizes), max(sizes), below)
