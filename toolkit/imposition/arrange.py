"""Pieces to sheets: where pieces lie on a stock, and which piece lies where on which sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.imposition.marks import MARK_GAP, MARK_LENGTH
from toolkit.imposition.shapes import (
    NEAR,
    DoesNotFit,
    Piece,
    Placed,
    Rect,
    Side,
    Turn,
    behind,
    both_turns,
    footprint,
    over_a_side,
    turn_behind,
    turned,
)
from toolkit.schema.paper import Size, Stock

CELL_TOLERANCE = 0.6
"""How much larger than its cell a piece may be: catalogues round."""
TRIMMED = 1.0
"""How much larger it may be on a stock that was asked for by name: then its edges are left out."""
SNUG = 2.0
"""How much smaller than its cell a piece may be where nobody asked for this stock by name."""
EXACT = 1.0
"""How much of a sheet may be left over where pieces cover it without a border."""
NEARLY = 1e-3


@dataclass(frozen=True)
class Block:
    """The grid in which pieces lie on a stock: `cell` is a piece's footprint, `room` what its ink has beside it."""

    columns: int
    rows: int
    start: tuple[float, float]
    pitch: Size
    cell: Size
    turn: Turn
    room: tuple[float, float]
    bordered: bool

    def __len__(self) -> int:
        return self.columns * self.rows

    def cells(self, direction: str) -> tuple[Rect, ...]:
        """The footprints, row by row in reading direction as one sees them with the pieces upright."""
        columns, rows = range(self.columns), range(self.rows)
        if self.turn == 0:
            order = [(column, row) for row in rows for column in _read(columns, direction)]
        else:
            order = [(column, row) for column in reversed(columns) for row in _read(rows, direction)]
        return tuple(
            Rect(self.start[0] + column * self.pitch[0], self.start[1] + row * self.pitch[1], *self.cell)
            for column, row in order
        )

    def reach(self, cell: Rect, bleed: float) -> Rect:
        """A footprint with the ink around it: all of the bleed outside the block, what the gutters allow inside."""
        near = [self.start[axis] + NEARLY for axis in (0, 1)]
        far = [self.start[axis] + (self._count(axis) - 1) * self.pitch[axis] - NEARLY for axis in (0, 1)]
        inner = [min(bleed, self.room[axis]) for axis in (0, 1)]
        left, top = (bleed if place < near[axis] else inner[axis] for axis, place in enumerate((cell.left, cell.top)))
        right, low = (bleed if place > far[axis] else inner[axis] for axis, place in enumerate((cell.left, cell.top)))
        return Rect(cell.left - left, cell.top - top, cell.width + left + right, cell.height + top + low)

    def _count(self, axis: int) -> int:
        return (self.columns, self.rows)[axis]


def _read(numbers: Sequence[int], direction: str) -> Sequence[int]:
    return numbers if direction == "ltr" else tuple(reversed(numbers))


def block(size: Size, stock: Stock, *, bleed: float = 0.0, snug: bool = False) -> Block:
    """Where pieces of this size lie on a stock; DoesNotFit when none does, or (`snug`) a cell is far too large."""
    return _die_cut(size, stock, snug=snug) if stock.grid else _plain(size, stock, bleed)


def _die_cut(size: Size, stock: Stock, *, snug: bool) -> Block:
    """On the grid of the stock, upright if that fits, each in the middle of its cell."""
    grid = stock.grid
    assert grid is not None
    larger = CELL_TOLERANCE if snug else TRIMMED
    spares: dict[Turn, list[float]] = {}
    turns: tuple[Turn, ...] = (0, 90)
    for turn in turns:
        cell = footprint(size, turn)
        spare = spares[turn] = [grid.cell[axis] - cell[axis] for axis in (0, 1)]
        if min(spare) >= -larger and (not snug or max(spare) <= SNUG):
            start = (grid.origin[0] + spare[0] / 2, grid.origin[1] + spare[1] / 2)
            room = ((grid.pitch[0] - cell[0]) / 2, (grid.pitch[1] - cell[1]) / 2)
            return Block(grid.columns, grid.rows, start, grid.pitch, cell, turn, room, bordered=False)
    if min(spares[0]) < -larger:
        raise DoesNotFit(f"the piece is {-min(spares[0]):.1f} mm larger than the cells of this sheet")
    raise DoesNotFit(f"the piece is {max(spares[0]):.1f} mm smaller than the cells of this sheet")


def _plain(size: Size, stock: Stock, bleed: float) -> Block:
    """In the middle of the sheet, as many as it holds; sharing cuts, or with room for the bleed between them."""
    border = stock.unprintable + bleed + MARK_GAP + MARK_LENGTH
    best: Block | None = None
    turns: tuple[Turn, ...] = (0, 90)
    for exact in (False, True):
        for turn in turns:
            made = _centred(footprint(size, turn), stock, 0.0 if exact else border, bleed, turn)
            if exact and made and ((len(made) > 1 and bleed > 0) or not _covers(made, stock)):
                continue
            if made and (best is None or len(made) > len(best)):
                best = made
    if best is None:
        raise DoesNotFit("not even one fits on this sheet")
    return best


def _centred(cell: Size, stock: Stock, border: float, bleed: float, turn: Turn) -> Block | None:
    gutter = 2 * bleed
    slack = NEAR if border else CELL_TOLERANCE
    counts = [int((stock.size[axis] - 2 * border + gutter + slack) // (cell[axis] + gutter)) for axis in (0, 1)]
    if min(counts) < 1:
        return None
    pitch = (cell[0] + gutter, cell[1] + gutter)
    start = [(stock.size[axis] - counts[axis] * pitch[axis] + gutter) / 2 for axis in (0, 1)]
    return Block(counts[0], counts[1], (start[0], start[1]), pitch, cell, turn, (bleed, bleed), bordered=border > 0)


def _covers(made: Block, stock: Stock) -> bool:
    """Whether next to nothing of the sheet is left over."""
    counts = (made.columns, made.rows)
    return all(abs(stock.size[axis] - counts[axis] * made.cell[axis]) <= EXACT for axis in (0, 1))


def shares(arrange: str, pieces: Sequence[Piece], places: int) -> list[list[Piece | None]]:
    """Which piece lies in which place, sheet by sheet; None leaves a place empty."""
    if arrange == "step-and-repeat":
        return [[piece] * places for piece in pieces]
    sheets = -(-len(pieces) // places)
    padded: list[Piece | None] = [*pieces, *[None] * (sheets * places - len(pieces))]
    if arrange == "n-up":
        return [padded[number * places : (number + 1) * places] for number in range(sheets)]
    return [[padded[place * sheets + number] for place in range(places)] for number in range(sheets)]


def front_of(share: Sequence[Piece | None], made: Block, stock: Stock, direction: str, bleed: float) -> Side:
    """The pages on the front of a sheet."""
    pages: list[Placed] = []
    for piece, cell in zip(share, made.cells(direction), strict=True):
        if piece:
            pages += _laid(piece.front, piece.size, cell, made.reach(cell, bleed), made.turn, stock)
    return Side(tuple(pages))


def back_of(share: Sequence[Piece | None], made: Block, stock: Stock, direction: str, bleed: float) -> Side:
    """The pages on its back, each piece behind its own front when the sheet is turned as the stock says."""
    over_side = over_a_side(stock.size, stock.flip)
    turn = turn_behind(made.turn, over_side=over_side)
    pages: list[Placed] = []
    for piece, cell in zip(share, made.cells(direction), strict=True):
        if piece:
            place, reach = (behind(rect, stock.size, over_side=over_side) for rect in (cell, made.reach(cell, bleed)))
            pages += _laid(piece.back, piece.size, place, reach, turn, stock)
    return Side(tuple(pages))


def _laid(pages: Sequence[Placed], size: Size, cell: Rect, reach: Rect, turn: Turn, stock: Stock) -> list[Placed]:
    """Pages of a piece on the sheet; ink reaches over an edge of the piece, never over a fold or off the sheet."""
    sheet = Rect(0.0, 0.0, *stock.size)
    laid = []
    for page in pages:
        trim = turned(page.trim, size, turn).moved(cell.left, cell.top)
        left = reach.left if trim.left < cell.left + NEARLY else trim.left
        top = reach.top if trim.top < cell.top + NEARLY else trim.top
        right = reach.right if trim.right > cell.right - NEARLY else trim.right
        bottom = reach.bottom if trim.bottom > cell.bottom - NEARLY else trim.bottom
        ink = Rect(left, top, right - left, bottom - top).within(sheet)
        laid.append(Placed(page.page, trim, both_turns(page.turn, turn), ink))
    return laid
