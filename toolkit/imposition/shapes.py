"""The records of a plan, and how they move when a piece is turned or a sheet is turned over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from toolkit.schema.paper import Size

NEAR = 1e-6
Turn = Literal[0, 90, 180, 270]
"""Degrees clockwise."""


class DoesNotFit(Exception):
    """The piece does not fit the stock."""


@dataclass(frozen=True)
class Rect:
    """A rectangle in millimetres, from the top left corner of a piece or of a sheet."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The distance of its right side from the left of the sheet."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The distance of its lower side from the top of the sheet."""
        return self.top + self.height

    def moved(self, right: float, down: float) -> Rect:
        """The same rectangle elsewhere."""
        return replace(self, left=self.left + right, top=self.top + down)

    def within(self, other: Rect) -> Rect:
        """What of it lies in another one."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(left, top, right - left, bottom - top)


Line = tuple[float, float, float, float]
"""From x, y to x, y."""


@dataclass(frozen=True)
class Placed:
    """A page in its place: its number from 0 (None: a blank page), its trim, and how far its ink may reach."""

    page: int | None
    trim: Rect
    turn: Turn
    ink: Rect


@dataclass(frozen=True)
class Piece:
    """One flat piece of paper before it is folded, seen from each side the right way up.

    `back` is as it looks after the piece was turned like the page of a book. `folds` are lines across the front.
    """

    size: Size
    front: tuple[Placed, ...]
    back: tuple[Placed, ...] = ()
    folds: tuple[Line, ...] = ()

    def beginning_at(self, first: int) -> Piece:
        """The same piece of a document that begins at another page."""

        def later(side: tuple[Placed, ...]) -> tuple[Placed, ...]:
            return tuple(replace(one, page=None if one.page is None else one.page + first) for one in side)

        return replace(self, front=later(self.front), back=later(self.back))


@dataclass(frozen=True)
class Side:
    """One side of a sheet: pages, lines to cut along, lines to fold along, and targets to compare two sides by."""

    pages: tuple[Placed, ...] = ()
    cuts: tuple[Line, ...] = ()
    folds: tuple[Line, ...] = ()
    targets: tuple[tuple[float, float], ...] = ()

    def moved(self, right: float, down: float) -> Side:
        """The same side with everything on it elsewhere."""

        def lines(old: tuple[Line, ...]) -> tuple[Line, ...]:
            return tuple((x1 + right, y1 + down, x2 + right, y2 + down) for x1, y1, x2, y2 in old)

        pages = (
            replace(page, trim=page.trim.moved(right, down), ink=page.ink.moved(right, down)) for page in self.pages
        )
        targets = ((x + right, y + down) for x, y in self.targets)
        return Side(tuple(pages), lines(self.cuts), lines(self.folds), tuple(targets))


@dataclass(frozen=True)
class Sheet:
    """Front and back of one sheet; a plan without backs has None here on all of its sheets."""

    front: Side
    back: Side | None


@dataclass(frozen=True)
class Plan:
    """The sheets of a document, in the order in which they are printed."""

    size: Size
    sheets: tuple[Sheet, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides in the order of their pages in the file: front, back, front, back."""
        return tuple(side for sheet in self.sheets for side in (sheet.front, sheet.back) if side is not None)


def footprint(size: Size, turn: Turn) -> Size:
    """Width and height of what takes up `size` when it is turned."""
    return size if turn in (0, 180) else (size[1], size[0])


def turned(rect: Rect, whole: Size, turn: Turn) -> Rect:
    """Where a rectangle of a piece of size `whole` lies when the piece is turned, from the new top left corner."""
    if turn == 0:
        return rect
    if turn == 90:
        return Rect(whole[1] - rect.bottom, rect.left, rect.height, rect.width)
    if turn == 180:
        return Rect(whole[0] - rect.right, whole[1] - rect.bottom, rect.width, rect.height)
    return Rect(rect.top, whole[0] - rect.right, rect.height, rect.width)


def both_turns(one: int, other: int) -> Turn:
    """One turn after the other."""
    return (one + other) % 360  # type: ignore[return-value]


def over_a_side(sheet: Size, flip: str) -> bool:
    """Whether the sheet is turned over its left or right side; else it is turned over its head or foot."""
    return (flip == "long-edge") == (sheet[0] <= sheet[1])


def behind(rect: Rect, sheet: Size, *, over_side: bool) -> Rect:
    """Where something that lies on one side of a sheet is seen from the other side, after it was turned over."""
    if over_side:
        return Rect(sheet[0] - rect.right, rect.top, rect.width, rect.height)
    return Rect(rect.left, sheet[1] - rect.bottom, rect.width, rect.height)


def turn_behind(turn: Turn, *, over_side: bool) -> Turn:
    """How a piece is turned on the back of a sheet, when it is turned so on the front."""
    return both_turns(-turn if over_side else 180 - turn, 0)
