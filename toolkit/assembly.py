"""What a batch consists of, and how its pieces become files while they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """The pieces of an order as they come, in any order, joined in theirs: while others are still laid out."""

    def __init__(self, order: Order, *, each: bool) -> None:
        self._order = order
        self._each = each
        self._count = len(order.people) if each else len(order.pieces)
        self._waiting: dict[int, Rendered] = {}
        self._parts: list[Rendered] = []
        self._chunks: list[bytes] = []
        self._joining = None if each else Joining(self._count)

    def complete_with(self, number: int, rendered: Rendered) -> bool:
        """Take in a piece; whether it was the last that was missing."""
        self._waiting[number] = rendered
        while len(self._parts) in self._waiting:
            part = self._waiting.pop(len(self._parts))
            if self._joining:
                self._chunks.append(self._joining.add(part.pdf))
                part = replace(part, pdf=b"")
            self._parts.append(part)
        return len(self._parts) == self._count

    def finished(self, library: Library, store: Store, table: str) -> tuple[DocumentRecord, tuple[Finding, ...]]:
        """Stage the files of the order; its record, and what stands against a file for a print house."""
        edition, parts = self._order.edition, self._parts
        size = min((part.size for part in parts if part.size), default=None)
        boxes = tuple(_ranges(edition.kind.value, [box for part in parts for box in part.boxes]))
        files, faults = self._separate(store) if self._each else self._joined(store, size)
        batch = Batch(table, len(self._order.people), boxes)
        return batch_record(edition, self._order.key, files, library, batch, size), tuple(dict.fromkeys(faults))

    def _separate(self, store: Store) -> tuple[list[OutputFile], tuple[Finding, ...]]:
        """A file for each person."""
        edition, job = self._order.edition, job_for(self._order.edition, self._order.pieces[0].composition)
        files: list[OutputFile] = []
        faults: tuple[Finding, ...] = ()
        for name, part in zip(each_name(edition, self._order.people), self._parts, strict=True):
            pdf, found = for_print_house(job, part.pdf)
            faults = (*faults, *found)
            files.append(stage_reading(store, edition, name, (pdf,), len(part.pages)))
        return files, faults

    def _joined(self, store: Store, size: float | None) -> tuple[list[OutputFile], tuple[Finding, ...]]:
        """One file with all, and its print sheets."""
        edition, job = self._order.edition, job_for(self._order.edition, self._order.pieces[0].composition)
        pages = tuple(page for part in self._parts for page in part.pages)
        chunks: Iterable[bytes] = self._chunks
        sheets: list[OutputFile] = []
        faults: tuple[Finding, ...] = ()
        if edition.print_stocks or job.composition.press:
            pdf = b"".join(chunks)
            sheets = stage_sheets(store, edition, print_sheets(job, Rendered(pdf, pages, size)))
            pdf, faults = for_print_house(job, pdf)
            chunks = (pdf,)
        return [stage_reading(store, edition, edition.name, chunks, len(pages)), *sheets], faults


def _ranges(kind: Kind, boxes: Sequence[FittedBox]) -> Iterator[BoxRange]:
    for name, box in kind.boxes.items():
        sizes = [one.size_pt for one in boxes if one.name == name]
        if sizes:
            below = sum(size < box.sizes()[0] for size in sizes)
            yield BoxRange(name, len(sizes), min(sizes), max(sizes), below)
