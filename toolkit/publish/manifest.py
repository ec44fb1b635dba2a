"""What was made, of what: the shape of manifest.json. The same inputs give the same manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from toolkit.render.boxes import FittedBox

FORMAT = 1
NAME = "manifest.json"
READING, PRINT, PRESS = "reading", "print", "print-house"
"""What a file is for."""
_PLAIN_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")


@dataclass(frozen=True)
class OutputFile:
    """One file of a document: `use` is one of the three words above; `stock` the sheet it is for."""

    path: str
    use: str
    stock: str
    pages: int
    sha256: str


@dataclass(frozen=True)
class BoxRange:
    """What the boxes of one name came out at in a batch, in points, and how many are smaller than they might be."""

    name: str
    count: int
    smallest_pt: float
    largest_pt: float
    below_largest: int


@dataclass(frozen=True)
class Batch:
    """A document made out to the people of a table: nothing of the table but its digest and its length."""

    table_sha256: str
    rows: int
    boxes: tuple[BoxRange, ...] = ()


@dataclass(frozen=True)
class DocumentRecord:
    """One document: what it is called, what it came from, what files it has."""

    name: str
    key: str
    kind: str
    title: str
    promise: str
    jurisdiction: str
    stock: str
    sides: str
    flip: str
    text_size_pt: float | None
    files: tuple[OutputFile, ...]
    inputs: Mapping[str, str] = field(default_factory=dict)
    boxes: tuple[FittedBox, ...] = ()
    mode: str = ""
    mode_name: str = ""
    mode_note: str = ""
    batch: Batch | None = None
    smallest_type_pt: float | None = None


@dataclass(frozen=True)
class Manifest:
    """All documents of one folder output/<brand>/<kit>/<locale>/."""

    brand: str
    brand_name: str
    kit: str
    kit_title: str
    kit_summary: str
    locale: str
    locale_name: str
    made_with: Mapping[str, str]
    documents: tuple[DocumentRecord, ...]

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


def manifest_from(data_read: bytes) -> Manifest | None:
    """A manifest read back, or None when it is of another format or damaged, or names files outside its folder."""
    try:
        data: dict[str, Any] = json.loads(data_read.decode("utf-8"))
        if data.pop("format") != FORMAT:
            return None
        documents = tuple(
            DocumentRecord(
                **{
                    **record,
                    "files": tuple(OutputFile(**file) for file in record["files"]),
                    "boxes": tuple(FittedBox(**box) for box in record.get("boxes", ())),
                    "batch": _batch(record.get("batch")),
                }
            )
            for record in data.pop("documents")
        )
        names = [name for record in documents for name in (record.name, *(file.path for file in record.files))]
        if any(not _PLAIN_NAME.fullmatch(name) for name in names):
            return None
        return Manifest(**data, documents=documents)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _batch(data: Any) -> Batch | None:
    return Batch(**{**data, "boxes": tuple(BoxRange(**box) for box in data["boxes"])}) if data else None
