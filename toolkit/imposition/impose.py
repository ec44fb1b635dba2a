"""A document and a stock to a plan: folds, arranges, marks. What a printer does to backs is put right here too."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.imposition.arrange import Block, back_of, block, front_of, shares
from toolkit.imposition.fold import piece_size, pieces
from toolkit.imposition.marks import crop_marks, fold_marks, register_targets
from toolkit.imposition.shapes import (
    DoesNotFit,
    Line,
    Piece,
    Plan,
    Rect,
    Sheet,
    Side,
    behind,
    over_a_side,
    turned,
)
from toolkit.schema.paper import Kind, Size, Stock
from toolkit.schema.printer import Printer


def fits(kind: Kind, trim: Size, stock: Stock, *, snug: bool = True) -> bool:
    """Whether pieces of a kind can be laid on a stock; `snug` refuses cells that were made for something larger."""
    try:
        block(piece_size(kind, trim), stock, bleed=kind.bleed, snug=snug)
    except DoesNotFit:
        return False
    return True


def impose(
    kind: Kind,
    trim: Size,
    pages: int,
    stock: Stock,
    *,
    direction: str = "ltr",
    back_cover: bool = False,
    printer: Printer | None = None,
    each: int | None = None,
) -> Plan:
    """The print sheets of a document of this many pages of size `trim` (millimetres) on a stock; DoesNotFit.

    `each` so many pages belong to one person: what is printed for one is never on the back or in the fold of another.
    """
    assert kind.imposition is not None
    stock = printer.stock(stock) if printer else stock
    one = each or pages
    flat = [
        piece.beginning_at(first)
        for first in range(0, pages, one)
        for piece in pieces(kind, trim, min(one, pages - first), direction=direction, back_cover=back_cover)
    ]
    made = block(flat[0].size, stock, bleed=kind.bleed)
    marks = _marks(made, flat[0], stock, direction, kind.bleed)
    backed = any(piece.back for piece in flat)
    sheets = []
    for share in shares(kind.imposition.arrange, flat, len(made)):
        front = front_of(share, made, stock, direction, kind.bleed)
        back = back_of(share, made, stock, direction, kind.bleed)
        sheets.append(
            Sheet(
                Side(front.pages, marks.cuts, marks.folds, marks.targets),
                _back(back, marks, stock, printer) if backed else None,
            )
        )
    return Plan(stock.size, tuple(sheets))


def _marks(made: Block, piece: Piece, stock: Stock, direction: str, bleed: float) -> Side:
    """What stands around the pieces on the front of every sheet; nothing where there is no border for it."""
    if not made.bordered:
        return Side()
    cells = made.cells(direction)
    folds = [line for cell in cells for line in _folds(piece, cell, made)]
    cut = crop_marks(cells, bleed)
    fold = fold_marks(folds, cells, bleed)
    targets = register_targets(cells, (*cut, *fold), stock.size, stock.unprintable, bleed)
    return Side((), cut, fold, targets)


def _folds(piece: Piece, cell: Rect, made: Block) -> list[Line]:
    rects = [Rect(x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in piece.folds]
    moved = [turned(rect, piece.size, made.turn).moved(cell.left, cell.top) for rect in rects]
    return [(rect.left, rect.top, rect.right, rect.bottom) for rect in moved]


def _back(back: Side, marks: Side, stock: Stock, printer: Printer | None) -> Side:
    """The back of a sheet: pages, and the marks of the front seen from behind, moved as the printer needs it.

    The page of a back that is turned over head and foot stands upside down: right is left on it.
    """
    over_side = over_a_side(stock.size, stock.flip)

    def seen(lines: Sequence[Line]) -> tuple[Line, ...]:
        rects = [behind(Rect(x1, y1, x2 - x1, y2 - y1), stock.size, over_side=over_side) for x1, y1, x2, y2 in lines]
        return tuple((rect.left, rect.top, rect.right, rect.bottom) for rect in rects)

    points = [behind(Rect(x, y, 0.0, 0.0), stock.size, over_side=over_side) for x, y in marks.targets]
    side = Side(back.pages, seen(marks.cuts), seen(marks.folds), tuple((point.left, point.top) for point in points))
    if printer is None:
        return side
    sign = 1 if over_side else -1
    return side.moved(sign * printer.right, sign * printer.down)
