"""Composition to finished pages: copyfits, measures, and gives back bytes with their findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.render.limits import limits, too_long
from toolkit.render.lost import pieces
from toolkit.render.measure import PageFacts

if TYPE_CHECKING:
    from toolkit.render.engine import Pages


@dataclass(frozen=True)
class Rendered:
    """A PDF for reading, the facts of its pages and the root text size it came out at (points)."""

    pdf: bytes
    pages: tuple[PageFacts, ...]
    size: float | None


def render(composition: Composition) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """The finished document at the largest text size that fits, or why there is none."""
    from toolkit.render.engine import listening

    kind, label = composition.kind, composition.label
    wanted = pieces(composition.html)

    def few_enough(pages: Pages) -> bool:
        return kind.pages.most is None or len(pages) <= kind.pages.most

    def fits(pages: Pages) -> bool:
        return few_enough(pages) and not limits(kind, pages.facts(), label, wanted)

    facts: tuple[PageFacts, ...] = ()
    pdf = b""
    with listening(label) as heard:
        sizes: tuple[float | None, ...] = kind.copyfit.sizes() if kind.copyfit else (None,)
        pages = _fitted(composition, sizes, fits)
        if kind.copyfit and pages.size and _runs_over(pages.facts()) and fits(pages):
            pages = _with_a_page_saved(composition, kind.copyfit.saving(pages.size), pages, fits)
        if not few_enough(pages):
            return None, (too_long(kind, pages.facts(), pages.size, label),)
        facts = pages.facts()
        pdf = pages.pdf()
    if not pdf:
        return None, tuple(heard)
    found = (*heard, *limits(kind, facts, label, wanted))
    return (None, found) if found else (Rendered(pdf, facts, pages.size), ())


def _fitted(composition: Composition, sizes: Sequence[float | None], fits: Callable[[Pages], bool]) -> Pages:
    """The pages at the largest of these sizes that fits, or at the smallest.

    The largest is tried first; then the search halves what lies between it and the smallest, which is laid out only
    when nothing above it fits.
    """
    from toolkit.render.engine import layout

    pages = layout(composition, sizes[0])
    if fits(pages) or len(sizes) == 1:
        return pages
    best: Pages | None = None
    too_large, fitting = 0, len(sizes) - 1
    while fitting - too_large > 1:
        middle = (too_large + fitting) // 2
        attempt = layout(composition, sizes[middle])
        if fits(attempt):
            best, fitting = attempt, middle
        else:
            too_large = middle
    return layout(composition, sizes[-1]) if best is None else best


def _runs_over(pages: Sequence[PageFacts]) -> bool:
    """Whether the last page only holds what did not fit the one before; a page of its own name stands for itself."""
    return len(pages) > 1 and pages[-1].name == pages[-2].name


def _with_a_page_saved(
    composition: Composition, sizes: Sequence[float], pages: Pages, fits: Callable[[Pages], bool]
) -> Pages:
    """The pages at the largest of these smaller sizes that needs fewer of them, or as they were."""
    from toolkit.render.engine import layout

    if not sizes:
        return pages
    fewest = layout(composition, sizes[-1])
    if len(fewest) >= len(pages) or not fits(fewest):
        return pages
    return _fitted(composition, sizes, lambda attempt: fits(attempt) and len(attempt) == len(fewest))
