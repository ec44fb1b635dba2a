"""Documents made out to the people of a table: read, check, lay out in pieces, join, publish.

The pieces of a batch are jobs like any other, so that a thousand rows need no more memory than a few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from toolkit.assembly import Assembly, Order, Piece
from toolkit.build import Built, Progress, job_for, key_of, load_checked, paths_of, publish, remember, silent, sort_out
from toolkit.compose.compose import Composer
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin, ordered, stop_on_errors
from toolkit.job import lay_out
from toolkit.load.table import read_table
from toolkit.naming import claimed, stem_of, taken
from toolkit.publish.folder import folder_of
from toolkit.publish.manifest import DocumentRecord
from toolkit.publish.store import INDEX, Store, open_store, read_manifest
from toolkit.resolve import Request, resolve
from toolkit.rows import Person, people_for
from toolkit.workers import spread, warm_up

R = TypeVar("R")
PIECE = 40
"""The most rows that are laid out together: the memory that a worker needs."""


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
    warm_up(jobs)
    library, checked = load_checked(roots, today=today, strict=strict, output=None if force else output)
    table, found = read_table(data)
    editions, against = resolve(library, replace(request, takes_rows=True), today=today)
    findings = ordered((*checked, *found, *against))
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
        changed = remember(store, library, today, checked) or bool(todo)
        publish(store, composer, [order.edition for order in orders], earlier, records, changed=changed)
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
        laid_out: list[Piece] = []
        for group in pieces(everybody):
            composition, found = composer.compose(_for(edition, group))
            findings += found
            if composition:
                laid_out.append(Piece(group, composition))
        composed = f"{[piece.composition.key for piece in laid_out]} {each} {[person.name for person in everybody]}"
        key = key_of(edition, hashlib.sha256(composed.encode()).hexdigest())
        orders.append(Order(_for(edition, everybody), everybody, tuple(laid_out), key))
    return orders, findings


def pieces(people: tuple[R, ...]) -> Iterator[tuple[R, ...]]:
    """The rows in about equal pieces, an even number of them: two cores end together. No machine decides it."""
    pairs = -(-len(people) // (2 * PIECE))
    size = -(-len(people) // (2 * pairs)) if len(people) > PIECE else PIECE
    for start in range(0, len(people), size):
        yield people[start : start + size]


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
    """Lay out all pieces of all orders, and put each order together as they come."""
    work = [(order, piece) for order in orders for piece in (_single(composer, order) if each else order.pieces)]
    assemblies = {id(order): Assembly(order, store, each=each) for order in orders}
    firsts = {id(order): next(n for n, (owner, _) in enumerate(work) if owner is order) for order in orders}
    findings: list[Finding] = []
    failed: list[tuple[Order, Piece, tuple[Finding, ...]]] = []
    made = []
    compositions = [job_for(order.edition, piece.composition) for order, piece in work]
    for done, (number, (rendered, found)) in enumerate(spread(lay_out, compositions, jobs, in_order=True), 1):
        order, piece = work[number]
        if rendered is None:
            failed.append((order, piece, found))
        elif assemblies[id(order)].complete_with(number - firsts[id(order)], rendered):
            record, found = assemblies.pop(id(order)).finished(composer.library, table)
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
