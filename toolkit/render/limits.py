"""What a finished page must keep to: number of sides, safe area, nothing clipped, nothing blank."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.findings import Finding, Origin
from toolkit.render.lost import lost
from toolkit.render.measure import PageFacts
from toolkit.schema.paper import Kind

SHOWN = 3
LONGEST = 60


def limits(kind: Kind, pages: tuple[PageFacts, ...], label: str, wanted: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings against the pages of one document; `wanted` are the pieces of text that must stand on them."""
    findings: list[Finding] = []
    origin = Origin(label)
    if len(pages) < kind.pages.least:
        message = f"this has {len(pages)} pages and needs {kind.pages.least}"
        findings.append(Finding("P102", message, origin, "fill the parts of the document in kit.yml"))
    for number, page in enumerate(pages, 1):
        if page.blank:
            findings.append(Finding("P103", f"page {number} is blank", origin, "shorten the text of the page before"))
        for stray in page.near_edge[:SHOWN]:
            message = f'page {number}: "{stray.text}" stands {stray.by_mm} mm inside the margin that must stay empty'
            hint = f"text must stay {kind.safe:g} mm from the edge: shorten it"
            findings.append(Finding("P104", message, origin, hint))
        for stray in page.too_wide[:SHOWN]:
            message = f'page {number}: "{stray.text}" is {stray.by_mm} mm wider than its column'
            findings.append(Finding("P105", message, origin, "use a shorter word, or let it break"))
        for stray in page.covered[:SHOWN]:
            message = f'page {number}: something lies over "{stray.text}"'
            findings.append(Finding("P106", message, origin, "shorten it, or give it more room in the style sheet"))
    for number, page in enumerate(pages, 1):
        for small in page.too_small[:SHOWN]:
            message = f'page {number}: "{small.text}" is set in {small.size_pt:g} pt, smaller than this mode allows'
            hint = "set it in rem, or add a style sheet for the mode to the folder of the kind"
            findings.append(Finding("P112", message, origin, hint))
    for piece in lost(wanted, (page.text for page in pages))[:SHOWN]:
        hint = "shorten the text of its page, or give it more room in the style sheet"
        findings.append(Finding("P107", f'"{piece[:LONGEST]}" stands on no page', origin, hint))
    return tuple(findings)


def too_long(kind: Kind, pages: tuple[PageFacts, ...], size: float | None, label: str) -> Finding:
    """By how much a text is too long for its sides; a named page (the part it belongs to) says which side."""
    at_size = f" even at {size:g} pt, the smallest size allowed" if size else ""
    hint = "shorten the text, or take a section out of this document in kit.yml"
    told = []
    for name in dict.fromkeys(page.name for page in pages):
        group = [page for page in pages if page.name == name]
        extra = group[1:] if name else group[kind.pages.most or len(group) :]
        if extra:
            excess = sum(page.bottom_mm - kind.margins.top for page in extra)
            told.append(f"{name or 'the text'} is {excess:.0f} mm too long")
    message = f"{' and '.join(told) or f'this needs {len(pages)} sides and may have {kind.pages.most}'}{at_size}"
    return Finding("P101", message, Origin(label), hint)
