"""Documents made out to the people of a table: read, check, lay out in pieces, join, publish.

The pieces of a batch are jobs like any other, so that a thousand rows need no more memory than a few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from toolkit.build import Built, Progress, job_for, key_of, load_checked, paths_of, publish, silent, sort_out
from toolkit.compose.compose import Composer, Composition
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin, ordered, stop_on_errors
from toolkit.job import for_print_house, lay_out, print_sheets
from toolkit.load.library import Library
from toolkit.load.table import read_table
from toolkit.naming import claimed, each_name, stem_of, taken
from toolkit.publish.folder import batch_record, folder_of, stage_reading, stage_sheets
from toolkit.publish.manifest import Batch, BoxRange, DocumentRecord, OutputFile
from toolkit.publish.store import INDEX, Store, open_store, read_manifest
from toolkit.render.boxes import FittedBox
from toolkit.render.render import Rendered
from toolkit.resolve import Request, resolve
from toolkit.rows import Person, people_for
from toolkit.schema.paper import Kind
from toolkit.workers import spread

PIECE = 40


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


def build_batch(
    roots: Iterable[Path],
    request: Request,
    data: Path,
    output: Path,
    *,
    today: date,
    each: bool = False,
    jobs: int = 0,
    force: bool = False,
    strict: bool = False,
    progress: Progress = silent,
) -> Built:
    """Make what is asked for, out to the people of a table; `each`: one PDF a row. `Stopped` as in a build."""
    library, findings = load_checked(roots, today=today, strict=strict)
    table, found = read_table(data)
    editions, against = resolve(library, replace(request, takes_rows=True), today=today)
    findings = ordered((*findings, *found, *against))
    stop_on_errors(() if table else findings)
    assert table is not None
    kinds = {edition.kind.slug: edition.kind for edition in editions}
    people, told = people_for(table, kinds, library)
    findings = ordered((*findings, *told, *_nothing(kinds, str(data)), *taken(library, editions, data)))
    stop_on_errors(findings, strict=strict)
    composer = Composer(library)
    orders, uncomposed = _orders(composer, (e for e in editions if e.kind.slug in people), people, data, each=each)
    findings = ordered((*findings, *uncomposed))
    stop_on_errors(findings, strict=strict)
    with open_store(output) as store:
        earlier = {folder_of(order.edition): read_manifest(output, folder_of(order.edition)) for order in orders}
        wanted = [(order.edition, order.people if each else ()) for order in orders]
        stop_on_errors((*findings, *claimed(wanted, earlier, data)))
        records, todo = sort_out(store, orders, earlier, library, force=force)
        kept = paths_of(records)
        made, faults = _make(composer, store, todo, table.sha256, jobs, progress, each=each)
        findings = ordered((*findings, *faults))
        stop_on_errors(findings, strict=strict)
        for edition, record in made:
            records.setdefault(folder_of(edition), {})[record.name] = record
        fresh_paths = tuple(path for path in paths_of(records) if path not in kept)
        publish(store, composer, [order.edition for order in orders], earlier, records, changed=bool(todo))
    return Built(fresh_paths, kept, output / INDEX, findings)


def _nothing(kinds: Mapping[str, object], path: str) -> Iterator[Finding]:
    if not kinds:
        hint = "name a kit that has a document for a table of people"
        yield Finding("D113", "no document here is made out to people", Origin(path), hint)


def _orders(
    composer: Composer,
    editions: Iterable[Edition],
    people: Mapping[str, tuple[Person, ...]],
    data: Path,
    *,
    each: bool,
) -> tuple[list[Order], list[Finding]]:
    orders: list[Order] = []
    findings: list[Finding] = []
    for blank in editions:
        everybody = people[blank.kind.slug]
        edition = replace(blank, base_name=f"{blank.base_name}-{stem_of(data)}")
        pieces: list[Piece] = []
        for start in range(0, len(everybody), PIECE):
            group = everybody[start : start + PIECE]
            composition, found = composer.compose(_for(edition, group))
            findings += found
            if composition:
                pieces.append(Piece(group, composition))
        composed = f"{[piece.composition.key for piece in pieces]} {each} {[person.name for person in everybody]}"
        key = key_of(edition, hashlib.sha256(composed.encode()).hexdigest())
        orders.append(Order(_for(edition, everybody), everybody, tuple(pieces), key))
    return orders, findings


def _for(edition: Edition, people: Iterable[Person]) -> Edition:
    return replace(edition, rows=tuple(person.row for person in people))


def _make(
    composer: Composer,
    store: Store,
    orders: Sequence[Order],
    table: str,
    jobs: int,
    progress: Progress,
    *,
    each: bool,
) -> tuple[list[tuple[Edition, DocumentRecord]], list[Finding]]:
    """Lay out all pieces of all orders, and put each order together once its last piece is there."""
    work = [(order, piece) for order in orders for piece in (_single(composer, order) if each else order.pieces)]
    results: dict[int, Rendered] = {}
    findings: list[Finding] = []
    failed: list[tuple[Order, Piece, tuple[Finding, ...]]] = []
    numbers = {id(order): [n for n, (owner, _) in enumerate(work) if owner is order] for order in orders}
    made = []
    compositions = [job_for(order.edition, piece.composition) for order, piece in work]
    for done, (number, (rendered, found)) in enumerate(spread(lay_out, compositions, jobs), 1):
        order, piece = work[number]
        if rendered is None:
            failed.append((order, piece, found))
        else:
            results[number] = rendered
            if all(n in results for n in numbers[id(order)]):
                parts = [results.pop(n) for n in numbers[id(order)]]
                record, found = _finished(composer.library, store, order, parts, table, each=each)
                made.append((order.edition, record))
                findings += found
        first, last = piece.people[0].number, piece.people[-1].number
        progress(f"{order.edition.label} {first}–{last}", done, len(work))
    if failed:
        findings += _told(composer, failed, jobs)
    return made, findings


def _single(composer: Composer, order: Order) -> Iterator[Piece]:
    """A piece for each row."""
    for person in order.people:
        composition, _ = composer.compose(_for(order.edition, (person,)))
        assert composition is not None
        yield Piece((person,), composition)


def _told(
    composer: Composer, failed: Sequence[tuple[Order, Piece, tuple[Finding, ...]]], jobs: int
) -> Iterator[Finding]:
    """Whose rows are at fault: each row of a failed piece is laid out alone."""
    singles = [
        (order, single)
        for order, piece, _ in failed
        for single in _single(composer, replace(order, people=piece.people))
    ]
    work = [job_for(order.edition, piece.composition) for order, piece in singles]
    told = []
    for number, (_, found) in spread(lay_out, work, jobs):
        person = singles[number][1].people[0]
        told += [replace(fault, message=person.named(fault.message), origin=person.origin) for fault in found]
    if told:
        yield from told
    else:
        yield from (fault for _, _, found in failed for fault in found)


def _finished(
    library: Library, store: Store, order: Order, parts: list[Rendered], table: str, *, each: bool
) -> tuple[DocumentRecord, tuple[Finding, ...]]:
    """Stage the files of an order; its record, and what stands against a file for a print house."""
    edition, job = order.edition, job_for(order.edition, order.pieces[0].composition)
    faults: tuple[Finding, ...] = ()
    size = min((part.size for part in parts if part.size), default=None)
    boxes = _ranges(edition.kind.value, [box for part in parts for box in part.boxes])
    batch = Batch(table, len(order.people), boxes)
    files: list[OutputFile] = []
    if each:
        names = each_name(edition, order.people)
        for name, part in zip(names, parts, strict=True):
            pdf, found = for_print_house(job, part.pdf)
            faults = (*faults, *found)
            files.append(stage_reading(store, edition, name, (pdf,), len(part.pages)))
    else:
        from toolkit.impose.merge import merge

        pages = tuple(page for part in parts for page in part.pages)
        pieces: Iterable[bytes] = merge((parts.pop(0).pdf for _ in order.pieces), len(parts))
        if edition.print_stocks:
            whole = Rendered(b"".join(pieces), pages, size)
            files += stage_sheets(store, edition, print_sheets(job, whole))
            pieces = (whole.pdf,)
        if job.composition.press:
            pdf, faults = for_print_house(job, b"".join(pieces))
            pieces = (pdf,)
        files.insert(0, stage_reading(store, edition, edition.name, pieces, len(pages)))
    return batch_record(edition, order.key, files, library, batch, size), tuple(dict.fromkeys(faults))


def _ranges(kind: Kind, boxes: Sequence[FittedBox]) -> tuple[BoxRange, ...]:
    found = []
    for name, box in kind.boxes.items():
        sizes = [one.size_pt for one in boxes if one.name == name]
        if sizes:
            below = sum(size < box.sizes()[0] for size in sizes)
            found.append(BoxRange(name, len(sizes), min(sizes), max(sizes), below))
    return tuple(found)
