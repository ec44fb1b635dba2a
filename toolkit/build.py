"""The whole pipeline: load, check, resolve, compose, render, limits, impose, publish."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from toolkit.check import memory
from toolkit.check.check import check
from toolkit.compose.compose import Composer, Composition
from toolkit.edition import Edition
from toolkit.engines import engine_versions, program_digest
from toolkit.findings import Finding, Severity, ordered, stop_on_errors
from toolkit.job import Job
from toolkit.load.library import Library
from toolkit.load.load import load
from toolkit.posters import against_rules
from toolkit.publish.folder import folder_of, index_context, inputs, merged, stage, still_good
from toolkit.publish.manifest import NAME, DocumentRecord, Manifest
from toolkit.publish.store import INDEX, Store, digest, open_store, read_kept, read_manifest, read_manifests, unchanged
from toolkit.resolve import Request, resolve
from toolkit.workers import run

Progress = Callable[[str, int, int], None]


def silent(name: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Built:
    """What a build did: files made and files kept (paths from the output folder), and its warnings."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    index: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Planned:
    """A document to make or to keep, and the key that tells which."""

    edition: Edition
    composition: Composition
    key: str


def load_checked(
    roots: Iterable[Path], *, today: date, strict: bool = False, content: bool = True, output: Path | None = None
) -> tuple[Library, tuple[Finding, ...]]:
    """The library and its warnings; `Stopped` when something is wrong with the files or, with `content`, the words.

    What was found last time for an `output` folder is believed where nothing has changed since.
    """
    library, findings = load(roots)
    if library is not None and not any(f.severity is Severity.ERROR for f in findings):
        known = None if output is None else memory.recalled(read_kept(output, memory.NAME), library.files, today)
        findings = (*findings, *(check(library, today=today, content=content) if known is None else known))
    findings = ordered(findings)
    stop_on_errors(findings, strict=strict)
    assert library is not None
    return library, findings


def build(
    roots: Iterable[Path],
    request: Request,
    output: Path,
    *,
    today: date,
    jobs: int = 0,
    force: bool = False,
    strict: bool = False,
    progress: Progress = silent,
) -> Built:
    """Make what is asked for; `Stopped` with every finding when it cannot be made, and then nothing is written."""
    library, checked = load_checked(roots, today=today, strict=strict, output=None if force else output)
    editions, found = resolve(library, request, today=today)
    findings = ordered((*checked, *found))
    stop_on_errors(findings, strict=strict)
    composer = Composer(library)
    planned, unplanned = _plan(composer, editions)
    findings = ordered((*findings, *unplanned))
    stop_on_errors(findings, strict=strict)
    with open_store(output) as store:
        earlier = {folder_of(item.edition): read_manifest(output, folder_of(item.edition)) for item in planned}
        records, todo = sort_out(store, planned, earlier, library, force=force)
        kept = paths_of(records)
        faults = _make(store, todo, records, library, jobs, progress)
        findings = ordered((*findings, *faults, *_against_posters(library, planned, records)))
        stop_on_errors(findings, strict=strict)
        made = tuple(path for path in paths_of(records) if path not in kept)
        made_now = [item.edition for item in planned]
        changed = remember(store, library, today, checked) or bool(todo)
        publish(store, composer, made_now, earlier, records, changed=changed, some=bool(request.documents))
    return Built(made, kept, output / INDEX, findings)


def remember(store: Store, library: Library, today: date, checked: Iterable[Finding]) -> bool:
    """Keep what the check found for the next build; whether that is new."""
    kept = memory.written(library.files, today, checked)
    if unchanged(store.output, memory.NAME, digest(kept)):
        return False
    store.stage(memory.NAME, kept)
    return True


def _against_posters(library: Library, planned: Iterable[Planned], records: Records) -> Iterator[Finding]:
    """What posters lack of the rules of their place, whether they were made or kept."""
    for item in planned:
        record = records.get(folder_of(item.edition), {}).get(item.edition.name)
        if record:
            yield from against_rules(library, item.edition, item.composition.html, record.smallest_type_pt)


Records = dict[str, dict[str, DocumentRecord]]


def _plan(composer: Composer, editions: Iterable[Edition]) -> tuple[list[Planned], list[Finding]]:
    planned: list[Planned] = []
    findings: list[Finding] = []
    for edition in editions:
        composition, found = composer.compose(edition)
        findings += found
        if composition:
            planned.append(Planned(edition, composition, key_of(edition, composition.key)))
    return planned, findings


def key_of(edition: Edition, composed: str) -> str:
    """The key of a document: of what was composed, of its print sheets, of all that shapes pages."""
    stocks = [(stock.slug, stock.value.model_dump(mode="json")) for stock in edition.print_stocks]
    printer = edition.printer and (edition.printer.slug, edition.printer.value)
    text = f"{composed} {stocks} {printer} {sorted(engine_versions().items())} {program_digest()}"
    return hashlib.sha256(text.encode()).hexdigest()


class Keyed(Protocol):
    """A document to make or to keep, whatever else is known of it."""

    @property
    def edition(self) -> Edition: ...

    @property
    def key(self) -> str: ...


Item = TypeVar("Item", bound=Keyed)


def sort_out(
    store: Store, wanted: Iterable[Item], earlier: dict[str, Manifest | None], library: Library, *, force: bool
) -> tuple[Records, list[Item]]:
    """The records of documents that may stay, and the documents to make."""
    records: Records = {}
    todo = []
    for item in wanted:
        folder = folder_of(item.edition)
        manifest = earlier[folder]
        known = {record.name: record for record in manifest.documents} if manifest else {}
        record = known.get(item.edition.name)
        if record and not force and still_good(store, folder, record, item.key):
            fresh = replace(record, inputs=inputs(item.edition, library))
            records.setdefault(folder, {})[record.name] = fresh
        else:
            todo.append(item)
    return records, todo


def job_for(edition: Edition, composition: Composition) -> Job:
    """The work on one document."""
    title = str(edition.kit_words["documents"][edition.document.name]["title"])
    stocks = tuple((stock.slug, stock.value) for stock in edition.print_stocks)
    printer = edition.printer.value if edition.printer else None
    kind = edition.kind.value
    return Job(
        composition, title, stocks, edition.locale.value.direction, printer, kind.pages.least if kind.rows else None
    )


def _make(
    store: Store, todo: list[Planned], records: Records, library: Library, jobs: int, progress: Progress
) -> list[Finding]:
    findings: list[Finding] = []
    todo_jobs = [job_for(item.edition, item.composition) for item in todo]
    for done, (number, (made, found)) in enumerate(run(todo_jobs, jobs), 1):
        item = todo[number]
        findings += found
        if made:
            record = stage(store, item.edition, made, item.key, library)
            records.setdefault(folder_of(item.edition), {})[record.name] = record
        progress(item.edition.label, done, len(todo))
    return findings


def paths_of(records: Records) -> tuple[str, ...]:
    """The files of all records, from the output folder."""
    return tuple(
        sorted(
            f"{folder}/{file.path}"
            for folder, by_name in records.items()
            for record in by_name.values()
            for file in record.files
        )
    )


def publish(
    store: Store,
    composer: Composer,
    made: list[Edition],
    earlier: dict[str, Manifest | None],
    records: Records,
    *,
    changed: bool,
    some: bool = False,
) -> None:
    """Manifests, index, and the removal of what is no longer made; nothing when nothing changed.

    `some`: only documents that were named, so others are not missing.
    """
    fresh: dict[str, Manifest] = {}
    for folder, before in earlier.items():
        editions = [edition for edition in made if folder_of(edition) == folder]
        manifest, gone = merged(before, editions, records[folder], engine_versions(), some=some)
        fresh[folder] = manifest
        for path in gone:
            store.forget(f"{folder}/{path}")
        if manifest != before:
            changed = True
            store.stage(f"{folder}/{NAME}", manifest.text().encode())
    manifests = {**dict(read_manifests(store.output)), **fresh}
    page = composer.page("index.html.j2", **index_context(sorted(manifests.items()), composer.library)).encode()
    if not unchanged(store.output, INDEX, digest(page)):
        changed = True
        store.stage(INDEX, page)
    if changed:
        store.commit()
