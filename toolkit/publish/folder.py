"""What an output folder says of itself: records of documents, manifests merged over builds, the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from toolkit.compose.speech import Speech, WordTree
from toolkit.edition import Edition
from toolkit.job import Made
from toolkit.load.layers import CONFIRMATIONS, PRINTERS
from toolkit.load.library import Library
from toolkit.load.load import MORE_SOURCES, SOURCES
from toolkit.publish.manifest import PRESS, PRINT, READING, Batch, DocumentRecord, Manifest, OutputFile
from toolkit.publish.store import THUMBNAILS, Store, digest, unchanged


def folder_of(edition: Edition) -> str:
    """Where an edition is put: <brand>/<kit>/<locale>."""
    return f"{edition.brand.slug}/{edition.kit.slug}/{edition.locale.slug}"


def stage(store: Store, edition: Edition, made: Made, key: str, library: Library) -> DocumentRecord:
    """Stage the files of a document; its record."""
    name = edition.name
    files = [_stage(store, edition, f"{name}.pdf", _use(edition), edition.stock.slug, made.pdf, made.pages)]
    files += stage_sheets(store, edition, made.sheets)
    store.stage(f"{folder_of(edition)}/{THUMBNAILS}/{name}.png", made.thumbnail)
    smallest = None if made.smallest_pt is None else round(made.smallest_pt, 2)
    record = _record(edition, key, files, library)
    return replace(record, text_size_pt=made.size, boxes=made.boxes, smallest_type_pt=smallest)


def stage_sheets(store: Store, edition: Edition, sheets: Iterable[tuple[str, bytes, int]]) -> list[OutputFile]:
    """Stage the print sheets of a document."""
    return [
        _stage(store, edition, f"{edition.print_name(stock)}.pdf", PRINT, stock, data, pages)
        for stock, data, pages in sheets
    ]


def stage_reading(store: Store, edition: Edition, name: str, piece: bytes, pages: int) -> OutputFile:
    """Stage one PDF of a batch, or more of it; it has so many pages then.

    There is no picture of it: nobody's name is shown outside the PDF.
    """
    path = f"{name}.pdf"
    sha256 = store.extend(f"{folder_of(edition)}/{path}", piece)
    return OutputFile(path, _use(edition), edition.stock.slug, pages, sha256)


def batch_record(
    edition: Edition, key: str, files: Iterable[OutputFile], library: Library, batch: Batch, size: float | None
) -> DocumentRecord:
    """The record of a document made out to the people of a table."""
    return replace(_record(edition, key, files, library), text_size_pt=size, batch=batch)


def _use(edition: Edition) -> str:
    return PRESS if edition.mode and edition.mode.value.print_house else READING


def _stage(store: Store, edition: Edition, path: str, use: str, stock: str, data: bytes, pages: int) -> OutputFile:
    store.stage(f"{folder_of(edition)}/{path}", data)
    return OutputFile(path, use, stock, pages, digest(data))


def _record(edition: Edition, key: str, files: Iterable[OutputFile], library: Library) -> DocumentRecord:
    kind, words = edition.kind.value, edition.kit_words["documents"][edition.document.name]
    return DocumentRecord(
        name=edition.name,
        key=key,
        kind=str(edition.words["name"]),
        title=str(words["title"]),
        promise=str(words["promise"]),
        jurisdiction=edition.jurisdiction,
        stock=edition.stock.slug,
        sides=kind.print.sides,
        flip=edition.print_stocks[0].value.flip if edition.print_stocks else kind.print.flip,
        text_size_pt=None,
        files=tuple(files),
        inputs=inputs(edition, library),
        mode=edition.mode.slug if edition.mode else "",
        mode_name=str(edition.mode_words.get("name", "")),
        mode_note=str(edition.mode_words.get("note", "")),
    )


def inputs(edition: Edition, library: Library) -> Mapping[str, str]:
    """The project files that an edition was made of, each with its SHA-256."""
    locale = edition.locale
    places = [f"content/jurisdictions/{code}" for code in library.lineage(edition.jurisdiction)]
    folders = [edition.kind.folder, edition.brand.folder, edition.audience.folder, edition.kit.folder, "templates/base"]
    paths = {locale.file.path, edition.stock.file.path, *(stock.file.path for stock in edition.print_stocks)}
    folders += [edition.mode.folder] if edition.mode else []
    pseudo = locale.value.pseudo
    spoken = pseudo.of if pseudo else locale.slug
    if pseudo:
        paths.add(library.locales[spoken].file.path)
    for folder in (*folders, *places):
        paths |= {
            path
            for path in library.files.under(folder)
            if "/words/" not in path or path.endswith(f"/words/{spoken}.yml")
        }
    for module in edition.modules:
        paths |= {module.path, *library.files.under(f"content/modules/{module.slug}/media")}
    own = (CONFIRMATIONS, PRINTERS) if edition.printer else (CONFIRMATIONS,)
    shared = (SOURCES, *own, *library.files.under(MORE_SOURCES))
    paths |= {path for path in shared if path in library.files}
    return {path: library.files.digest(path) for path in sorted(paths)}


def still_good(store: Store, folder: str, record: DocumentRecord | None, key: str) -> bool:
    """Whether an earlier document came from the same inputs and its files are whole."""
    if record is None or record.key != key:
        return False
    if not record.batch and not (store.output / folder / THUMBNAILS / f"{record.name}.png").is_file():
        return False
    return all(unchanged(store.output, f"{folder}/{file.path}", file.sha256) for file in record.files)


def merged(
    earlier: Manifest | None,
    editions: Iterable[Edition],
    records: Mapping[str, DocumentRecord],
    made_with: Mapping[str, str],
    *,
    some: bool = False,
) -> tuple[Manifest, tuple[str, ...]]:
    """The new manifest, and the files (from the folder) that are no longer made.

    Documents for another paper, jurisdiction or mode than this build's stay as they were, and so do batches, other
    sheets of the documents made, and all documents that were not named where `some` were.
    """
    first, *_ = known = list(editions)
    covered = {_for(edition) for edition in known if not edition.rows and not some}
    sheets = {(edition.base_name, edition.jurisdiction, _mode(edition)) for edition in known}
    kept: list[DocumentRecord] = []
    gone: list[str] = []
    for record in earlier.documents if earlier else ():
        paths = [file.path for file in record.files]
        if record.name in records:
            gone += set(paths) - {file.path for file in records[record.name].files}
        elif (
            (record.jurisdiction, record.stock, record.mode) in covered
            and not record.batch
            and (_base(record), record.jurisdiction, record.mode) not in sheets
        ):
            gone += [*paths, f"{THUMBNAILS}/{record.name}.png"]
        else:
            kept.append(record)
    manifest = Manifest(
        brand=first.brand.slug,
        brand_name=first.brand.value.meta.full_name(),
        kit=first.kit.slug,
        kit_title=str(first.kit_words["title"]),
        kit_summary=str(first.kit_words["summary"]),
        locale=first.locale.slug,
        locale_name=first.locale.value.name,
        made_with=dict(made_with),
        documents=_in_order([records[e.name] for e in known], kept, earlier if some else None),
    )
    still = {file.path for record in manifest.documents for file in record.files}
    return manifest, tuple(sorted(set(gone) - still))


def _mode(edition: Edition) -> str:
    return edition.mode.slug if edition.mode else ""


def _for(edition: Edition) -> tuple[str, str, str]:
    return edition.jurisdiction, edition.stock.slug, _mode(edition)


def _base(record: DocumentRecord) -> str:
    """The name of a document without what it adds for a mode, a jurisdiction or a sheet."""
    name = record.name
    for part in (record.mode, record.jurisdiction, record.stock):
        name = name.removesuffix(f"-{part}") if part else name
    return name


def _in_order(
    made: Iterable[DocumentRecord], kept: Iterable[DocumentRecord], earlier: Manifest | None
) -> tuple[DocumentRecord, ...]:
    """What was made, then what was kept, batches last; each in its earlier place where only some were made."""
    places = {record.name: place for place, record in enumerate(earlier.documents)} if earlier else {}
    return tuple(sorted((*made, *kept), key=lambda record: (bool(record.batch), places.get(record.name, len(places)))))


def _groups(documents: Iterable[DocumentRecord]) -> list[tuple[DocumentRecord, ...]]:
    """Each document with what it is in other modes, the usual one first."""
    groups: dict[str, list[DocumentRecord]] = {}
    for record in documents:
        groups.setdefault(record.name.removesuffix(f"-{record.mode}") if record.mode else record.name, []).append(
            record
        )
    return [tuple(sorted(group, key=lambda record: record.mode)) for group in groups.values()]


def _without_batches(manifest: Manifest) -> Manifest:
    """What a page that is handed on shows: no batch, whose files may say names."""
    return replace(manifest, documents=tuple(record for record in manifest.documents if not record.batch))


def index_context(manifests: Iterable[tuple[str, Manifest]], library: Library) -> dict[str, object]:
    """What the index page shows, in the words of the default locale."""
    locale = library.locales[library.settings.value.locale]
    speech = Speech(locale, {}, {})
    return {
        "lang": locale.slug,
        "dir": locale.value.direction,
        "words": WordTree(library.shared_words(locale.slug), speech),
        "folders": [
            {"path": path, "manifest": shown, "thumbnails": THUMBNAILS, "groups": _groups(shown.documents)}
            for path, manifest in manifests
            if (shown := _without_batches(manifest)).documents
        ],
        "stock_names": {slug: entry.value.name for slug, entry in library.stocks.items()},
    }
