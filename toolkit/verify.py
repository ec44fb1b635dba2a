"""Proof of built files: bytes as in the manifest, reading PDFs are PDF/UA-1, print sheets and press files are not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from toolkit.findings import Finding, Origin
from toolkit.publish.manifest import NAME, PRESS, READING, manifest_from
from toolkit.publish.store import digest

PROFILE = "ua1"
INTENT = b"/GTS_PDFX"


def verify(paths: Iterable[Path]) -> tuple[int, tuple[Finding, ...]]:
    """How many files were looked at, and what is wrong with them."""
    findings: list[Finding] = []
    count = 0
    for path in paths:
        before = count + len(findings)
        for pdf, expected, use in _files(path, findings):
            count += 1
            findings += _file(pdf, expected, use)
        if count + len(findings) == before:
            findings.append(Finding("V104", "there is nothing to verify here", Origin(str(path)), "run toolkit build"))
    return count, tuple(findings)


def _files(path: Path, findings: list[Finding]) -> Iterator[tuple[Path, str | None, str]]:
    """Each PDF with the digest it should have and what it is for."""
    if path.is_file():
        yield path, None, READING if _claims(path) else PRESS if INTENT in path.read_bytes() else ""
        return
    for manifest_path in sorted(path.rglob(NAME)):
        manifest = manifest_from(manifest_path.read_bytes())
        if manifest is None:
            hint = "build again with --force"
            findings.append(Finding("V103", "this manifest cannot be read", Origin(str(manifest_path)), hint))
            continue
        for document in manifest.documents:
            for file in document.files:
                yield manifest_path.parent / file.path, file.sha256, file.use


def _claims(path: Path) -> bool:
    data = path.read_bytes()
    return any(b"pdfuaid" in _unpacked(match[1]) for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


def _file(path: Path, expected: str | None, use: str) -> Iterator[Finding]:
    origin = Origin(str(path))
    if not path.is_file():
        yield Finding("V101", "this file is in the manifest and is not there", origin, "build again")
        return
    data = path.read_bytes()
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        yield Finding("V102", "this is no whole PDF", origin, "build again with --force")
        return
    if expected and digest(data) != expected:
        yield Finding("V101", "this file was changed since it was built", origin, "build again with --force")
    if use == READING:
        yield from _accessible(path, origin)
    elif use == PRESS:
        yield from _for_press(path, data, origin)
    elif _claims(path):
        yield Finding("V102", "this print sheet claims to be accessible", origin, "build again with --force")


def _for_press(path: Path, data: bytes, origin: Origin) -> Iterator[Finding]:
    """A press file has each box inside the next, names its printing condition, and claims no accessibility."""
    import pypdfium2

    hint = "build again with --force"
    if _claims(path):
        yield Finding("V105", "this press file claims to be accessible", origin, hint)
    if INTENT not in data:
        yield Finding("V105", "this press file names no printing condition", origin, hint)
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document, 1):
            boxes = [page.get_trimbox(), page.get_bleedbox(), page.get_mediabox()]
            for inner, outer in pairwise(boxes):
                if not _inside(inner, outer):
                    yield Finding("V105", f"page {number}: the boxes do not lie in each other", origin, hint)
                    break


def _inside(inner: Sequence[float], outer: Sequence[float]) -> bool:
    return all(outer[edge] < inner[edge] and inner[edge + 2] < outer[edge + 2] for edge in (0, 1))


def _accessible(path: Path, origin: Origin) -> Iterator[Finding]:
    import page

    hint = "this is a fault of the program or of a template"
    try:
        report = page.validate_pdf(str(path), profile=PROFILE)
    except page.PageError as fault:
        yield Finding("V102", f"this PDF cannot be read: {fault}", origin, "build again with --force")
        return
    for failure in report.failures:
        yield Finding("V102", f"not PDF/UA-1: {failure.rule_id} {failure.message}", origin, hint)
