"""Composition to finished pages: copyfits, measures, and gives back bytes with their findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.render.boxes import FittedBox, fitted, overflows, records, undeclared
from toolkit.render.limits import limits, too_long
from toolkit.render.lost import pieces
from toolkit.render.measure import PageFacts

if TYPE_CHECKING:
    from toolkit.render.draft import Pages


@dataclass(frozen=True)
class Rendered:
    """A PDF for reading, the facts of its pages, the root text size it came out at, and those of its boxes (points)."""

    pdf: bytes
    pages: tuple[PageFacts, ...]
    size: float | None
    boxes: tuple[FittedBox, ...] = ()


Layout = Callable[["float | None"], "Pages"]
"""Pages at a root text size, with every box fitted."""


def render(composition: Composition) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """The finished document at the largest text size that fits, or why there is none.

    Boxes are fitted first, at each root size that is tried; then the pages are judged.
    """
    from toolkit.render.draft import Draft
    from toolkit.render.engine import listening

    kind, label = composition.kind, composition.label
    wanted = pieces(composition.html)
    draft = Draft(composition)
    if strangers := undeclared(draft.names, kind.boxes, label):
        return None, strangers

    sizes_found: tuple[float, ...] = ()

    def layout(size: float | None) -> Pages:
        nonlocal sizes_found
        if not draft.names:
            return draft.layout(size)
        glance = partial(draft.glance, size)
        pages = fitted(draft.names, kind.boxes, partial(draft.layout, size), glance, sizes_found, draft.alike)
        sizes_found = pages.boxes
        return pages

    def too_full(pages: Pages) -> tuple[Finding, ...]:
        return overflows(draft.names, pages.boxes, pages.held(), label)

    def few_enough(pages: Pages) -> bool:
        most, names = kind.pages.most, [page.name for page in pages.facts() if page.name] if kind.pages.once else []
        return (most is None or len(pages) <= most) and len(set(names)) == len(names)

    def fits(pages: Pages) -> bool:
        return few_enough(pages) and not too_full(pages) and not limits(kind, pages.facts(), label, wanted)

    facts: tuple[PageFacts, ...] = ()
    pdf = b""
    with listening(label) as heard:
        sizes: tuple[float | None, ...] = kind.copyfit.sizes() if kind.copyfit else (None,)
        pages = _fitted(layout, sizes, fits)
        if kind.copyfit and pages.size and _runs_over(pages.facts()) and fits(pages):
            pages = _with_a_page_saved(layout, kind.copyfit.saving(pages.size), pages, fits)
        if full := too_full(pages):
            return None, full
        if not few_enough(pages):
            return None, (too_long(kind, pages.facts(), pages.size, label),)
        facts = pages.facts()
        pdf = pages.pdf()
    if not pdf:
        return None, tuple(heard)
    found = (*heard, *limits(kind, facts, label, wanted))
    boxes = records(draft.names, pages.boxes)
    return (None, found) if found else (Rendered(pdf, facts, pages.size, boxes), ())


def _fitted(layout: Layout, sizes: Sequence[float | None], fits: Callable[[Pages], bool]) -> Pages:
    """The pages at the largest of these sizes that fits, or at the smallest.

    The largest is tried first; then the search halves what lies between it and the smallest, which is laid out only
    when nothing above it fits.
    """
    pages = layout(sizes[0])
    if len(sizes) == 1 or fits(pages):
        return pages
    best: Pages | None = None
    too_large, fitting = 0, len(sizes) - 1
    while fitting - too_large > 1:
        middle = (too_large + fitting) // 2
        attempt = layout(sizes[middle])
        if fits(attempt):
            best, fitting = attempt, middle
        else:
            too_large = middle
    return layout(sizes[-1]) if best is None else best


def _runs_over(pages: Sequence[PageFacts]) -> bool:
    """Whether the last page only holds what did not fit the one before; a page of its own name stands for itself."""
    return len(pages) > 1 and pages[-1].name == pages[-2].name


def _with_a_page_saved(layout: Layout, sizes: Sequence[float], pages: Pages, fits: Callable[[Pages], bool]) -> Pages:
    """The pages at the largest of these smaller sizes that needs fewer of them, or as they were."""
    if not sizes:
        return pages
    fewest = layout(sizes[-1])
    if len(fewest) >= len(pages) or not fits(fewest):
        return pages
    return _fitted(layout, sizes, lambda attempt: fits(attempt) and len(attempt) == len(fewest))
