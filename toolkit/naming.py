"""What the files of a batch are called. None may have the name of another file: nobody knew which one is there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.load.library import Library
from toolkit.publish.folder import folder_of
from toolkit.publish.manifest import Manifest
from toolkit.rows import Person
from toolkit.schema.kit import base_name

LONGEST_NAME = 40
ANOTHER = "give the table another name"


def plain_name(text: str) -> str:
    """A text as part of a file name: small letters without accents, digits and hyphens; perhaps nothing."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:LONGEST_NAME].strip("-")


def stem_of(data: Path) -> str:
    """What the name of a table adds to those of its files."""
    return plain_name(data.stem) or "batch"


def each_name(edition: Edition, people: Sequence[Person]) -> Iterator[str]:
    """A file name for each row: its number, which no other has, and the person."""
    digits = len(str(people[-1].number))
    for person in people:
        name = plain_name(person.name)
        yield f"{edition.name}-{person.number:0{digits}}{'-' if name else ''}{name}"


def taken(library: Library, editions: Iterable[Edition], data: Path) -> Iterator[Finding]:
    """The name of a table may not be that of another document, nor end like those of papers, places and modes."""
    stem = stem_of(data)
    endings = ("print", *library.stocks, *library.jurisdictions, *library.modes)
    ends = any(f"-{stem}".endswith(f"-{ending}") for ending in endings)
    printed = any(f"-print-{stock}-" in f"-{stem}-" for stock in library.stocks)
    for edition in editions:
        names = {base_name(document) for document in edition.kit.value.documents}
        if f"{edition.base_name}-{stem}" in names or ends or printed:
            message = f'the files of "{edition.base_name}-{stem}" could have the names of other files'
            yield Finding("D114", message, Origin(str(data)), ANOTHER)


def claimed(
    wanted: Sequence[tuple[Edition, Sequence[Person]]], earlier: Mapping[str, Manifest | None], data: Path
) -> Iterator[Finding]:
    """Files that another document has already, such as the list `people-1` what the first of `people` would get."""
    owners: dict[tuple[str, str], str] = {}
    for folder, manifest in earlier.items():
        for record in manifest.documents if manifest else ():
            owners |= {(folder, file.path): record.name for file in record.files}
    for edition, people in wanted:
        names = tuple(each_name(edition, people)) if people else (edition.name, *_sheets(edition))
        for name in names:
            owner = owners.setdefault((folder_of(edition), f"{name}.pdf"), edition.name)
            if owner != edition.name:
                message = f'"{name}.pdf" is already a file of "{owner}"'
                yield Finding("D114", message, Origin(str(data)), f"{ANOTHER}, or put it elsewhere with --output")


def _sheets(edition: Edition) -> Iterator[str]:
    yield from (edition.print_name(stock.slug) for stock in edition.print_stocks)
