"""Hand-off to be edited: load, check, resolve, compose the flow, write it in a form, publish."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.brands import brand_colours, face
from toolkit.build import load_checked
from toolkit.compose.compose import BASE, FLOW, Composer, FlowPage
from toolkit.edition import Edition
from toolkit.export.flow import Flow
from toolkit.export.html import as_html
from toolkit.export.read import read_flow
from toolkit.export.styles import Look
from toolkit.export.text import as_text
from toolkit.findings import Finding, WriteRefused, ordered, stop_on_errors
from toolkit.pictures import picture_size
from toolkit.publish.folder import folder_of
from toolkit.publish.store import digest, open_store, unchanged
from toolkit.resolve import Request, resolve

FORMS = {"docx": "docx", "html": "html", "text": "txt"}
"""The forms, and how the names of their files end."""
LEAST_MARGIN = 15.0
CARD_MARGIN = 20.0
"""Millimetres: a word processor's page is a sheet, whatever the finished size of the kind."""
PICTURE_WIDTH = 1200
"""Pixels that a drawing is turned into where drawings cannot be read."""


@dataclass(frozen=True)
class HandedOff:
    """Files made (paths from the output folder), documents that have no text to edit, and warnings."""

    made: tuple[str, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]


def hand_off(
    roots: Iterable[Path],
    request: Request,
    output: Path,
    *,
    form: str,
    today: date,
    force: bool = False,
    strict: bool = False,
) -> HandedOff:
    """Write each document of the kits once; `Stopped` or `WriteRefused` when one cannot be: then nothing is written."""
    library, findings = load_checked(roots, today=today, strict=strict)
    editions, found = resolve(library, request, today=today)
    findings = ordered((*findings, *found))
    stop_on_errors(findings, strict=strict)
    composer = Composer(library)
    files: dict[str, bytes] = {}
    left_out = []
    for edition in _first(editions):
        if not edition.parts and composer.flow_path(edition) == f"{BASE}/{FLOW}":
            left_out.append(edition.label)
            continue
        page, found = composer.flow(edition)
        findings = (*findings, *found)
        if page:
            data, found = _written(page, edition, form)
            findings = (*findings, *found)
            files[f"{folder_of(edition)}/{edition.base_name}{_place(edition)}.{FORMS[form]}"] = data
    findings = ordered(findings)
    stop_on_errors(findings, strict=strict)
    _publish(output, files, force=force)
    return HandedOff(tuple(sorted(files)), tuple(left_out), findings)


def _first(editions: Iterable[Edition]) -> Iterable[Edition]:
    """One edition of every document: its first sheet."""
    first: dict[tuple[str, str, str], Edition] = {}
    for edition in editions:
        first.setdefault((edition.kit.slug, edition.locale.slug, edition.document.name), edition)
    return first.values()


def _place(edition: Edition) -> str:
    return "" if edition.jurisdiction == edition.kit.value.jurisdiction else f"-{edition.jurisdiction}"


def _written(page: FlowPage, edition: Edition, form: str) -> tuple[bytes, tuple[Finding, ...]]:
    flow, findings = read_flow(page.html, page.path)
    if flow is None:
        return b"", findings
    if form == "html":
        return as_html(page), ()
    if form == "text":
        return as_text(flow), ()
    from toolkit.export.docx import as_docx

    return as_docx(flow, _look(edition, flow), _pictures(page)), ()


def _pictures(page: FlowPage) -> dict[str, tuple[bytes, float]]:
    """The pictures that the page shows, drawings turned into dots."""
    from toolkit.render.picture import raster

    found = {}
    for address, (data, media_type) in page.assets.items():
        if media_type.startswith("image/") and f'"{address}"' in page.html:
            width, height = picture_size(data)
            dots = raster(data, width=PICTURE_WIDTH) if media_type == "image/svg+xml" else data
            found[address] = (dots, width / height)
    return found


def _look(edition: Edition, flow: Flow) -> Look:
    brand, locale = edition.brand, edition.locale
    colours, _ = brand_colours(brand)
    base, headings = face(brand.value.typography.base), face(brand.value.typography.headings)
    kind = edition.kind.value
    margins = (CARD_MARGIN,) * 3
    if edition.trim == edition.stock.value.size:
        sides = min(kind.margins.inside, kind.margins.outside)
        top, bottom, side = (max(LEAST_MARGIN, mm) for mm in (kind.margins.top, kind.margins.bottom, sides))
        margins = (top, bottom, side)
    family = base.family or ""
    script = next(iter(locale.value.fonts), family)
    return Look(
        colours=dict(colours),
        base=family,
        headings=headings.family or family,
        script=script,
        sheet=edition.stock.value.size,
        margins=margins,
        language=flow.language,
        direction=flow.direction,
    )


def _publish(output: Path, files: dict[str, bytes], *, force: bool) -> None:
    """All files or none; one that differs from what would be written may hold somebody's edits."""
    kept = [path for path, data in sorted(files.items()) if unchanged(output, path, digest(data))]
    there = [path for path in sorted(set(files) - set(kept)) if (output / path).exists()]
    if there and not force:
        more = f" (and {len(there) - 1} more)" if len(there) > 1 else ""
        raise WriteRefused(
            f"{output / there[0]}{more} is there already and differs, perhaps because somebody edited it; nothing was "
            "written.\n  hint: --force writes over it, --output puts the new files elsewhere"
        )
    with open_store(output) as store:
        for path, data in sorted(files.items()):
            if path not in kept:
                store.stage(path, data)
        store.commit()
