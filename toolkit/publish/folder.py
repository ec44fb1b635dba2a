"""What an output folder says of itself: records of documents, manifests merged over builds, the index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from toolkit.compose.speech import Speech, WordTree
from toolkit.edition import Edition
from toolkit.job import Made
from toolkit.load.layers import CONFIRMATIONS
from toolkit.load.library import Library
from toolkit.load.load import MORE_SOURCES, SOURCES
from toolkit.publish.manifest import DocumentRecord, Manifest, OutputFile
from toolkit.publish.store import THUMBNAILS, Store, digest, unchanged


def folder_of(edition: Edition) -> str:
    """Where an edition is put: <brand>/<kit>/<locale>."""
    return f"{edition.brand.slug}/{edition.kit.slug}/{edition.locale.slug}"


def stage(store: Store, edition: Edition, made: Made, key: str, library: Library) -> DocumentRecord:
    """Stage the files of a document; its record."""
    folder, name = folder_of(edition), edition.name
    kind = edition.kind.value
    use = "print-house" if edition.mode and edition.mode.value.print_house else "reading"
    files = [OutputFile(f"{name}.pdf", use, edition.stock.slug, made.pages, digest(made.pdf))]
    store.stage(f"{folder}/{name}.pdf", made.pdf)
    for stock, data, pages in made.sheets:
        path = f"{edition.print_name(stock)}.pdf"
        store.stage(f"{folder}/{path}", data)
        files.append(OutputFile(path, "print", stock, pages, digest(data)))
    store.stage(f"{folder}/{THUMBNAILS}/{name}.png", made.thumbnail)
    words = edition.kit_words["documents"][edition.document.name]
    return DocumentRecord(
        name=name,
        key=key,
        kind=str(edition.words["name"]),
        title=str(words["title"]),
        promise=str(words["promise"]),
        jurisdiction=edition.jurisdiction,
        stock=edition.stock.slug,
        sides=kind.print.sides,
        flip=edition.print_stocks[0].value.flip if edition.print_stocks else kind.print.flip,
        text_size_pt=made.size,
        files=tuple(files),
        inputs=inputs(edition, library),
        boxes=made.boxes,
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
    shared = (SOURCES, CONFIRMATIONS, *library.files.under(MORE_SOURCES))
    paths |= {path for path in shared if path in library.files}
    return {path: library.files.digest(path) for path in sorted(paths)}


def still_good(store: Store, folder: str, record: DocumentRecord | None, key: str) -> bool:
    """Whether an earlier document came from the same inputs and its files are whole."""
    if record is None or record.key != key:
        return False
    if not (store.output / folder / THUMBNAILS / f"{record.name}.png").is_file():
        return False
    return all(unchanged(store.output, f"{folder}/{file.path}", file.sha256) for file in record.files)


def merged(
    earlier: Manifest | None,
    editions: Iterable[Edition],
    records: Mapping[str, DocumentRecord],
    made_with: Mapping[str, str],
) -> tuple[Manifest, tuple[str, ...]]:
    """The new manifest, and the files (from the folder) that are no longer made.

    Documents for another paper, jurisdiction or mode than this build's stay as they were.
    """
    first, *_ = known = list(editions)
    covered = {
        (edition.jurisdiction, edition.stock.slug, edition.mode.slug if edition.mode else "") for edition in known
    }
    kept: list[DocumentRecord] = []
    gone: list[str] = []
    for record in earlier.documents if earlier else ():
        paths = [file.path for file in record.files]
        if record.name in records:
            gone += set(paths) - {file.path for file in records[record.name].files}
        elif (record.jurisdiction, record.stock, record.mode) in covered:
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
        documents=(*(records[e.name] for e in known), *kept),
    )
    return manifest, tuple(sorted(gone))


def _groups(documents: Iterable[DocumentRecord]) -> list[tuple[DocumentRecord, ...]]:
    """Each document with what it is in other modes, the usual one first."""
    groups: dict[str, list[DocumentRecord]] = {}
    for record in documents:
        groups.setdefault(record.name.removesuffix(f"-{record.mode}") if record.mode else record.name, []).append(
            record
        )
    return [tuple(sorted(group, key=lambda record: record.mode)) for group in groups.values()]


def index_context(manifests: Iterable[tuple[str, Manifest]], library: Library) -> dict[str, object]:
    """What the index page shows, in the words of the default locale."""
    locale = library.locales[library.settings.value.locale]
    speech = Speech(locale, {}, {})
    return {
        "lang": locale.slug,
        "dir": locale.value.direction,
        "words": WordTree(library.shared_words(locale.slug), speech),
        "folders": [
            {"path": path, "manifest": manifest, "thumbnails": THUMBNAILS, "groups": _groups(manifest.documents)}
            for path, manifest in manifests
        ],
        "stock_names": {slug: entry.value.name for slug, entry in library.stocks.items()},
    }
