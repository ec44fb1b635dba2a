"""One document's work from composition to bytes: what a worker process does."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.imposition.impose import impose
from toolkit.imposition.shapes import DoesNotFit
from toolkit.render.boxes import FittedBox
from toolkit.schema.paper import Stock
from toolkit.schema.printer import Printer

if TYPE_CHECKING:
    from toolkit.render.render import Rendered

BACK_COVER = "back-cover"
"""The name of a last page (CSS `page`) that stays outside at the back of a booklet, whatever blanks come before it."""


@dataclass(frozen=True)
class Job:
    """A composition, the stocks to make print sheets on, its reading direction, and the printer they are meant for.

    `each`: how many pages are made out to one person, where that is known.
    """

    composition: Composition
    title: str
    print_stocks: tuple[tuple[str, Stock], ...]
    direction: str = "ltr"
    printer: Printer | None = None
    each: int | None = None


@dataclass(frozen=True)
class Made:
    """Finished bytes; `sheets` are print sheets by stock."""

    pdf: bytes
    pages: int
    size: float | None
    sheets: tuple[tuple[str, bytes, int], ...]
    thumbnail: bytes
    boxes: tuple[FittedBox, ...] = ()
    smallest_pt: float | None = None


def work(job: Job) -> tuple[Made | None, tuple[Finding, ...]]:
    """Render, check the limits, impose, take the thumbnail."""
    rendered, findings = lay_out(job)
    if rendered is None:
        return None, findings
    from toolkit.render.picture import thumbnail

    pdf = rendered.pdf
    if job.composition.form:
        from toolkit.impose.forms import finished

        mode = job.composition.mode
        pdf = finished(pdf, job.composition.family, job.direction, mode.text if mode else None)
    pdf, findings = for_print_house(job, pdf)
    if findings:
        return None, findings
    sheets, picture = print_sheets(job, rendered), thumbnail(pdf)
    smallest = min((page.smallest_pt for page in rendered.pages if page.smallest_pt is not None), default=None)
    return Made(pdf, len(rendered.pages), rendered.size, sheets, picture, rendered.boxes, smallest), findings


def for_print_house(job: Job, pdf: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """A finished PDF as a print house needs it, where the mode asks for that; else as it is."""
    if job.composition.press is None:
        return pdf, ()
    from toolkit.impose.press import press

    return press(pdf, job.composition.press, job.title, job.composition.label)


def lay_out(job: Job) -> tuple[Rendered | None, tuple[Finding, ...]]:
    """Render and check the limits alone: what is done to each piece of a batch.

    The pages of the job before are thrown away first, for they are large; to look for garbage between the layouts
    of one job would cost a tenth of the time and spare a sixth of the memory.
    """
    from toolkit.render.render import render

    gc.collect()
    gc.disable()
    try:
        return render(job.composition)
    finally:
        gc.enable()


def print_sheets(job: Job, rendered: Rendered) -> tuple[tuple[str, bytes, int], ...]:
    """The print sheets of a whole document, each with its stock and how many sides it has."""
    return tuple(
        (slug, *drawn) for slug, stock in job.print_stocks if (drawn := _sheets(rendered, job, stock)) is not None
    )


def _sheets(rendered: Rendered, job: Job, stock: Stock) -> tuple[bytes, int] | None:
    """The print sheets on a stock and how many sides they have; none where so many pages do not fit."""
    from toolkit.impose.draw import draw

    composition = job.composition
    try:
        plan = impose(
            composition.kind,
            composition.trim,
            len(rendered.pages),
            stock,
            direction=job.direction,
            back_cover=rendered.pages[-1].name == BACK_COVER,
            printer=job.printer,
            each=job.each,
        )
    except DoesNotFit:
        return None
    return draw(rendered.pdf, plan, job.title), len(plan.sides)
