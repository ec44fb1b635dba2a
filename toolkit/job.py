"""One document's work from composition to bytes: what a worker process does."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.geometry import step_and_repeat
from toolkit.schema.paper import Stock

SIDES = 2
"""A sheet of paper has two; a card of more cannot be imposed by step and repeat."""


@dataclass(frozen=True)
class Job:
    """A composition and the stocks to make print sheets on."""

    composition: Composition
    title: str
    print_stocks: tuple[tuple[str, Stock], ...]


@dataclass(frozen=True)
class Made:
    """Finished bytes; `sheets` are print sheets by stock."""

    pdf: bytes
    pages: int
    size: float | None
    sheets: tuple[tuple[str, bytes, int], ...]
    thumbnail: bytes


def work(job: Job) -> tuple[Made | None, tuple[Finding, ...]]:
    """Render, check the limits, impose, take the thumbnail."""
    from toolkit.render.render import render

    rendered, findings = render(job.composition)
    if rendered is None:
        return None, findings
    from toolkit.render.picture import thumbnail

    pdf, press = rendered.pdf, job.composition.press
    if press:
        from toolkit.impose.press import press as for_press

        pdf, findings = for_press(pdf, press, job.title, job.composition.label)
        if findings:
            return None, findings
    sides = min(len(rendered.pages), SIDES)
    sheets = tuple((slug, _sheet(rendered.pdf, job, stock), sides) for slug, stock in job.print_stocks)
    made = Made(pdf, len(rendered.pages), rendered.size, sheets, thumbnail(pdf))
    return made, findings


def _sheet(pdf: bytes, job: Job, stock: Stock) -> bytes:
    from toolkit.impose.draw import draw

    plan = step_and_repeat(job.composition.trim, stock)
    return draw(pdf, plan, job.title)
