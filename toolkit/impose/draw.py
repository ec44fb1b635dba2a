"""The only importer of pikepdf: draws a plan as print sheets. They never claim to be accessible."""

from __future__ import annotations

import io
from typing import Any

from toolkit.imposition.shapes import Line, Placed, Plan, Rect, Side

PT_PER_MM = 72 / 25.4
MARK_WIDTH_PT = 0.25
DASH_PT = 2
TARGET_RADIUS_MM = 1.5
_CIRCLE = 0.5523
_TURNS = {0: (1, 0, 0, 1), 90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}
"""The matrix of each turn, clockwise, in PDF's space whose second axis points up."""


def draw(pages: bytes, plan: Plan, title: str) -> bytes:
    """The sheets of a plan, side after side, out of a PDF with the pages; each page is held once."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pages)) as source, pikepdf.new() as sheets:
        forms: dict[int, tuple[Any, list[float]]] = {}
        for side in plan.sides:
            for placed in side.pages:
                if placed.page is not None and placed.page not in forms:
                    forms[placed.page] = _form(pikepdf, sheets, source.pages[placed.page])
            _side(pikepdf, sheets, side, plan, forms)
        sheets.trailer.Info = sheets.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
        out = io.BytesIO()
        sheets.save(out, static_id=True, deterministic_id=False, linearize=False)
    return out.getvalue()


def _form(pikepdf: Any, sheets: Any, page: Any) -> tuple[Any, list[float]]:
    """A page as something to be drawn many times, and its trim; what stands in its bleed stays in it."""
    trim = [float(value) for value in page.trimbox]
    page.obj.TrimBox = pikepdf.Array(list(page.bleedbox))
    return sheets.copy_foreign(page.as_form_xobject()), trim


def _side(pikepdf: Any, sheets: Any, side: Side, plan: Plan, forms: dict[int, tuple[Any, list[float]]]) -> None:
    size = tuple(length * PT_PER_MM for length in plan.size)
    page = sheets.add_blank_page(page_size=size)
    for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
        page.obj[box] = pikepdf.Array([0, 0, *size])
    for number in sorted({placed.page for placed in side.pages if placed.page is not None}):
        page.add_resource(forms[number][0], pikepdf.Name.XObject, pikepdf.Name(_name(number)))
    content = [_page(placed, plan, forms[placed.page][1]) for placed in side.pages if placed.page is not None]
    content += [_stroke(_line(line, plan)) for line in side.cuts]
    content += [_stroke(f"[{DASH_PT}] 0 d {_line(line, plan)}") for line in side.folds]
    content += [_target(x, y, plan) for x, y in side.targets]
    page.contents_add(pikepdf.Stream(sheets, "\n".join(content).encode()), prepend=False)


def _name(number: int) -> str:
    return f"/Page{number + 1}"


def _page(placed: Placed, plan: Plan, box: list[float]) -> str:
    """The operators that put a page into its place and keep its ink there; PDF counts from the bottom left corner."""
    assert placed.page is not None
    matrix = _TURNS[placed.turn]
    centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    middle = (
        (placed.trim.left + placed.trim.width / 2) * PT_PER_MM,
        (plan.size[1] - placed.trim.top - placed.trim.height / 2) * PT_PER_MM,
    )
    right = middle[0] - matrix[0] * centre[0] - matrix[2] * centre[1]
    up = middle[1] - matrix[1] * centre[0] - matrix[3] * centre[1]
    turn = " ".join(str(number) for number in matrix)
    return f"q {_rect(placed.ink, plan)} re W n {turn} {right:.4f} {up:.4f} cm {_name(placed.page)} Do Q"


def _rect(rect: Rect, plan: Plan) -> str:
    return f"{_xy(rect.left, rect.bottom, plan)} {rect.width * PT_PER_MM:.4f} {rect.height * PT_PER_MM:.4f}"


def _xy(x: float, y: float, plan: Plan) -> str:
    return f"{x * PT_PER_MM:.4f} {(plan.size[1] - y) * PT_PER_MM:.4f}"


def _line(line: Line, plan: Plan) -> str:
    return f"{_xy(line[0], line[1], plan)} m {_xy(line[2], line[3], plan)} l S"


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
