"""The only importer of pikepdf: draws a plan as a print sheet. It never claims to be accessible."""

from __future__ import annotations

import io
from typing import Any

from toolkit.geometry import Place, Plan

PT_PER_MM = 72 / 25.4
MARK_WIDTH_PT = 0.25
TARGET_RADIUS_MM = 1.5
_CIRCLE = 0.5523


def draw(card: bytes, plan: Plan, title: str) -> bytes:
    """A two-page sheet (fronts, backs) out of a one- or two-page card PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(card)) as source, pikepdf.new() as sheet:
        for number, places in enumerate((plan.fronts, plan.backs)[: len(source.pages)]):
            _side(pikepdf, sheet, source.pages[number], plan, places)
        sheet.trailer.Info = sheet.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
        out = io.BytesIO()
        sheet.save(out, static_id=True, deterministic_id=False, linearize=False)
    return out.getvalue()


def _side(pikepdf: Any, sheet: Any, card: Any, plan: Plan, places: tuple[Place, ...]) -> None:
    width, height = (length * PT_PER_MM for length in plan.sheet)
    page = sheet.add_blank_page(page_size=(width, height))
    form = sheet.copy_foreign(card.as_form_xobject())
    page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/Card"))
    page.obj.TrimBox = pikepdf.Array([0, 0, width, height])
    box = [float(value) for value in card.trimbox]
    content = [_place(place, plan, box) for place in places]
    content += [_stroke(f"{_xy(x1, y1, plan)} m {_xy(x2, y2, plan)} l S") for x1, y1, x2, y2 in plan.marks]
    content += [_target(x, y, plan) for x, y in plan.targets]
    page.contents_add(pikepdf.Stream(sheet, "\n".join(content).encode()), prepend=False)


def _place(place: Place, plan: Plan, box: list[float]) -> str:
    """The operators that put the card into its place; PDF counts from the bottom left corner."""
    left = place.x * PT_PER_MM
    bottom = (plan.sheet[1] - place.y - plan.trim[1]) * PT_PER_MM
    if place.turned:
        right, top = left + plan.trim[0] * PT_PER_MM, bottom + plan.trim[1] * PT_PER_MM
        return f"q -1 0 0 -1 {right + box[0]:.4f} {top + box[1]:.4f} cm /Card Do Q"
    return f"q 1 0 0 1 {left - box[0]:.4f} {bottom - box[1]:.4f} cm /Card Do Q"


def _xy(x: float, y: float, plan: Plan) -> str:
    return f"{x * PT_PER_MM:.4f} {(plan.sheet[1] - y) * PT_PER_MM:.4f}"


def _stroke(path: str) -> str:
    return f"q 0 G {MARK_WIDTH_PT} w {path} Q"


def _target(x: float, y: float, plan: Plan) -> str:
    """A circle with a cross, as printers use to compare two sides."""
    r, c = TARGET_RADIUS_MM, TARGET_RADIUS_MM * _CIRCLE
    arcs = (
        ((x + r, y + c), (x + c, y + r), (x, y + r)),
        ((x - c, y + r), (x - r, y + c), (x - r, y)),
        ((x - r, y - c), (x - c, y - r), (x, y - r)),
        ((x + c, y - r), (x + r, y - c), (x + r, y)),
    )
    curves = " ".join(" ".join(_xy(px, py, plan) for px, py in arc) + " c" for arc in arcs)
    cross = (
        f"{_xy(x - 1.6 * r, y, plan)} m {_xy(x + 1.6 * r, y, plan)} l "
        f"{_xy(x, y - 1.6 * r, plan)} m {_xy(x, y + 1.6 * r, plan)} l"
    )
    return _stroke(f"{_xy(x + r, y, plan)} m {curves} {cross} S")
