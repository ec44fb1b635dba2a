"""Where to cut and where to fold: marks in the border of a plain sheet, outside the pieces and their bleed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.imposition.shapes import Line, Rect

MARK_GAP = 1.0
MARK_LENGTH = 4.0
TARGET_REACH = 2.4
"""From the middle of a register target to the ends of its cross."""
_FARTHEST = 5.0


def crop_marks(cells: Sequence[Rect], bleed: float) -> tuple[Line, ...]:
    """A pair of marks for every line to cut along."""
    xs = {x for cell in cells for x in (cell.left, cell.right)}
    ys = {y for cell in cells for y in (cell.top, cell.bottom)}
    return _pairs(xs, ys, cells, bleed)


def fold_marks(folds: Iterable[Line], cells: Sequence[Rect], bleed: float) -> tuple[Line, ...]:
    """A pair of marks for every line to fold along; `folds` are the lines themselves, on the sheet."""
    known = tuple(folds)
    upright = {x1 for x1, y1, x2, y2 in known if abs(x1 - x2) < abs(y1 - y2)}
    level = {y1 for x1, y1, x2, y2 in known if abs(x1 - x2) > abs(y1 - y2)}
    return _pairs(upright, level, cells, bleed)


def _pairs(xs: Iterable[float], ys: Iterable[float], cells: Sequence[Rect], bleed: float) -> tuple[Line, ...]:
    """For each upright line a mark above and one below all cells; for each level one a mark on the left and right."""
    block = _around(cells)
    near, far = bleed + MARK_GAP, bleed + MARK_GAP + MARK_LENGTH
    ends = ((block.top, -1), (block.bottom, 1))
    sides = ((block.left, -1), (block.right, 1))
    upright = [(x, y + sign * near, x, y + sign * far) for x in _apart(xs) for y, sign in ends]
    level = [(x + sign * near, y, x + sign * far, y) for y in _apart(ys) for x, sign in sides]
    return (*upright, *level)


def _apart(places: Iterable[float]) -> list[float]:
    """Places in order, those that differ by rounding alone taken once."""
    return sorted({round(place, 4) for place in places})


def _around(cells: Sequence[Rect]) -> Rect:
    left, top = min(cell.left for cell in cells), min(cell.top for cell in cells)
    return Rect(left, top, max(cell.right for cell in cells) - left, max(cell.bottom for cell in cells) - top)


def register_targets(
    cells: Sequence[Rect], marks: Iterable[Line], size: tuple[float, float], unprintable: float, bleed: float
) -> tuple[tuple[float, float], ...]:
    """Targets in the left and right borders, where fronts and backs can be compared; none where marks leave no room."""
    block, cell = _around(cells), cells[0]
    offset = unprintable + min((block.left - bleed - unprintable) / 2, _FARTHEST)
    taken = sorted({y1 for x1, y1, x2, y2 in marks if abs(y1 - y2) < abs(x1 - x2)})
    between = [(one + other) / 2 for one, other in pairwise(taken)]
    usual = size[1] / 2 + cell.height / 4
    for middle in (usual, *sorted(between, key=lambda place: abs(place - usual))):
        if all(abs(middle - mark) > TARGET_REACH for mark in taken):
            return ((offset, middle), (size[0] - offset, middle))
    return ()
