"""Composition to finished pages: copyfits, measures, and gives back bytes with their findings."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.render.limits import limits, too_long
from toolkit.render.measure import PageFacts


@dataclass(frozen=True)
class Rendered:
    """A PDF for reading, the facts of its pages and the root text size it came out at (points)."""

    pdf: bytes
    pages: tuple[PageFacts, ...]
    size: float | None


def render(composition: Composition) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """The finished document at the largest text size that fits, or why there is none."""
    from toolkit.render.engine import Pages, layout, listening

    kind, label = composition.kind, composition.label

    def few_enough(pages: Pages) -> bool:
        return kind.pages.most is None or len(pages) <= kind.pages.most

    def fits(pages: Pages) -> bool:
        return few_enough(pages) and not limits(kind, pages.facts(), label)

    facts: tuple[PageFacts, ...] = ()
    pdf = b""
    with listening(label) as heard:
        sizes: tuple[float | None, ...] = kind.copyfit.sizes() if kind.copyfit else (None,)
        pages = layout(composition, sizes[0])
        if not fits(pages) and len(sizes) > 1:
            best = layout(composition, sizes[-1])
            largest, smallest = 0, len(sizes) - 1
            while fits(best) and smallest - largest > 1:
                middle = (largest + smallest) // 2
                attempt = layout(composition, sizes[middle])
                if fits(attempt):
                    best, smallest = attempt, middle
                else:
                    largest = middle
            pages = best
        if not few_enough(pages):
            return None, (too_long(kind, pages.facts(), pages.size, label),)
        facts = pages.facts()
        pdf = pages.pdf()
    if not pdf:
        return None, tuple(heard)
    found = (*heard, *limits(kind, facts, label))
    return (None, found) if found else (Rendered(pdf, facts, pages.size), ())
