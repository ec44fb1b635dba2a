"""Where cards lie on a sheet: pure geometry, in millimetres from the sheet's top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.schema.paper import Size, Stock

MARK_GAP = 1.0
MARK_LENGTH = 4.0
CELL_TOLERANCE = 0.6


@dataclass(frozen=True)
class Place:
    """One card on one side of the sheet; `turned` means upside down."""

    x: float
    y: float
    turned: bool = False


@dataclass(frozen=True)
class Plan:
    """A sheet: its size, the trim of a card, the places of fronts and of backs, and lines to cut along."""

    sheet: Size
    trim: Size
    fronts: tuple[Place, ...]
    backs: tuple[Place, ...]
    marks: tuple[tuple[float, float, float, float], ...]
    targets: tuple[tuple[float, float], ...]


class DoesNotFit(Exception):
    """The card does not fit the stock."""


def step_and_repeat(trim: Size, stock: Stock) -> Plan:
    """The same card as often as the stock holds: on its die grid, or butted and centred on a plain sheet."""
    fronts = _on_grid(trim, stock) if stock.grid else _butted(trim, stock)
    backs = tuple(_behind(place, trim, stock) for place in fronts)
    plain = stock.grid is None
    return Plan(
        sheet=stock.size,
        trim=trim,
        fronts=fronts,
        backs=backs,
        marks=_marks(fronts, trim) if plain else (),
        targets=_targets(fronts, trim, stock) if plain else (),
    )


def _on_grid(trim: Size, stock: Stock) -> tuple[Place, ...]:
    grid = stock.grid
    assert grid is not None
    spare = (grid.cell[0] - trim[0], grid.cell[1] - trim[1])
    if min(spare) < -CELL_TOLERANCE:
        raise DoesNotFit(f"the card is {-min(spare):.1f} mm larger than the cards of this sheet")
    return tuple(
        Place(
            grid.origin[0] + column * grid.pitch[0] + spare[0] / 2,
            grid.origin[1] + row * grid.pitch[1] + spare[1] / 2,
        )
        for row in range(grid.rows)
        for column in range(grid.columns)
    )


def _butted(trim: Size, stock: Stock) -> tuple[Place, ...]:
    border = stock.unprintable + MARK_GAP + MARK_LENGTH
    counts = [int((stock.size[axis] - 2 * border + 1e-6) // trim[axis]) for axis in (0, 1)]
    if min(counts) < 1:
        raise DoesNotFit("not even one card fits on this sheet")
    start = [(stock.size[axis] - counts[axis] * trim[axis]) / 2 for axis in (0, 1)]
    return tuple(
        Place(start[0] + column * trim[0], start[1] + row * trim[1])
        for row in range(counts[1])
        for column in range(counts[0])
    )


def _behind(place: Place, trim: Size, stock: Stock) -> Place:
    """Where the back of a card lies, so that it registers when the sheet is turned over the named edge."""
    upright = stock.size[0] <= stock.size[1]
    if (stock.flip == "long-edge") == upright:
        return Place(stock.size[0] - place.x - trim[0], place.y)
    return Place(place.x, stock.size[1] - place.y - trim[1], turned=True)


def _edges(fronts: tuple[Place, ...], trim: Size) -> tuple[list[float], list[float]]:
    xs = sorted({round(x, 4) for place in fronts for x in (place.x, place.x + trim[0])})
    ys = sorted({round(y, 4) for place in fronts for y in (place.y, place.y + trim[1])})
    return xs, ys


def _marks(fronts: tuple[Place, ...], trim: Size) -> tuple[tuple[float, float, float, float], ...]:
    """Crop marks outside the block of cards, one pair for every line to cut along."""
    xs, ys = _edges(fronts, trim)
    near, far = MARK_GAP, MARK_GAP + MARK_LENGTH
    vertical = [(x, y + sign * near, x, y + sign * far) for x in xs for y, sign in ((ys[0], -1), (ys[-1], 1))]
    level = [(x + sign * near, y, x + sign * far, y) for y in ys for x, sign in ((xs[0], -1), (xs[-1], 1))]
    return (*vertical, *level)


def _targets(fronts: tuple[Place, ...], trim: Size, stock: Stock) -> tuple[tuple[float, float], ...]:
    """Register targets in the middle of the left and right borders, where fronts and backs can be compared."""
    xs, _ = _edges(fronts, trim)
    room = xs[0] - stock.unprintable
    offset = stock.unprintable + min(room / 2, 5.0)
    middle = stock.size[1] / 2 + trim[1] / 4
    return ((offset, middle), (stock.size[0] - offset, middle))
