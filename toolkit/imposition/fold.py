"""Pages to pieces: which pages stand on which side of a piece of paper, and where it is folded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from toolkit.imposition.shapes import Line, Piece, Placed, Rect, Turn
from toolkit.schema.paper import Kind, Size

Numbers = Sequence[int | None]
"""Numbers of pages from 0; None is a blank page."""


def pieces(kind: Kind, trim: Size, pages: int, *, direction: str = "ltr", back_cover: bool = False) -> list[Piece]:
    """The flat pieces of a document of this many pages, in reading order; of a booklet, the outermost first.

    `back_cover` says that the last page is one: then blank pages of a booklet come before it, else they are the last.
    """
    fold = kind.imposition.fold if kind.imposition else None
    if fold is None:
        return _leaves(trim, pages, two_sided=kind.print.sides == "two")
    if fold == "saddle-stitch":
        return _booklet(trim, pages, direction, back_cover=back_cover)
    folders: Mapping[str, Callable[[Kind, Size, int, str], list[Piece]]] = {
        "accordion": _accordion,
        "fold-over": _tents,
    }
    return folders[fold](kind, trim, pages, direction)


def piece_size(kind: Kind, trim: Size) -> Size:
    """The size of the pieces of a kind before folding, where its number of pages is not known yet."""
    return pieces(kind, trim, kind.pages.most or kind.pages.least)[0].size


def _leaves(trim: Size, pages: int, *, two_sided: bool) -> list[Piece]:
    """One page on a side; the last leaf may have nothing on its back."""
    step = 2 if two_sided else 1
    made = []
    for first in range(0, pages, step):
        back = (_page(first + 1, 0, trim),) if two_sided and first + 1 < pages else ()
        made.append(Piece(trim, (_page(first, 0, trim),), back))
    return made


def _booklet(trim: Size, pages: int, direction: str, *, back_cover: bool) -> list[Piece]:
    """Spreads that lie in each other: the first page outside in front, the last outside behind."""
    numbers: list[int | None] = list(range(pages))
    blanks: list[int | None] = [None] * (-pages % 4)
    numbers = [*numbers[:-1], *blanks, *numbers[-1:]] if back_cover and pages > 1 else [*numbers, *blanks]
    made = []
    for depth in range(len(numbers) // 4):
        outside = (numbers[-1 - 2 * depth], numbers[2 * depth])
        inside = (numbers[2 * depth + 1], numbers[-2 - 2 * depth])
        made.append(_side_by_side(trim, outside, inside, direction))
    return made


def _accordion(kind: Kind, trim: Size, pages: int, direction: str) -> list[Piece]:
    """One strip: half of the pages side by side on the front, the others on the back; all on the front if one-sided."""
    panels = -(-pages // 2) if kind.print.sides == "two" else pages
    numbers: list[int | None] = [*range(pages), *[None] * (2 * panels - pages)]
    return [_side_by_side(trim, numbers[:panels], numbers[panels:], direction)]


def _tents(kind: Kind, trim: Size, pages: int, direction: str) -> list[Piece]:
    """Two pages with a fold between them: the first upside down above, the second below."""
    size = (trim[0], 2 * trim[1])
    made = []
    for first in range(0, pages, 2):
        below = first + 1 if first + 1 < pages else None
        front = (_page(first, 0, trim, turn=180), _page(below, 0, trim, top=trim[1]))
        made.append(Piece(size, front, (), ((0.0, trim[1], trim[0], trim[1]),)))
    return made


def _side_by_side(trim: Size, front: Numbers, back: Numbers, direction: str) -> Piece:
    """Pages in a row in reading direction, with folds between them; each side is read from its own beginning."""
    folds: tuple[Line, ...] = tuple((n * trim[0], 0.0, n * trim[0], trim[1]) for n in range(1, len(front)))
    sides = []
    for numbers in (front, back):
        shown = numbers if direction == "ltr" else tuple(reversed(numbers))
        filled = any(number is not None for number in shown)
        sides.append(tuple(_page(n, place * trim[0], trim) for place, n in enumerate(shown)) if filled else ())
    return Piece((len(front) * trim[0], trim[1]), sides[0], sides[1], folds)


def _page(number: int | None, left: float, trim: Size, *, top: float = 0.0, turn: Turn = 0) -> Placed:
    place = Rect(left, top, *trim)
    return Placed(number, place, turn, place)
