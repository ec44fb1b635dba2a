"""Paper in the hand: made-up kinds and stocks, and what printing, turning over, cutting and folding do to a plan.

Nothing here uses the program's own transformations: a page is its middle and the way up, seen through the front.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from toolkit.imposition.shapes import Plan, Rect, Side
from toolkit.schema.paper import Grid, Imposition, Kind, PrintAdvice, Sides, Stock

NEAR = 1e-6
Vector = tuple[float, float]
UP: dict[int, Vector] = {0: (0, -1), 90: (1, 0), 180: (0, 1), 270: (-1, 0)}
"""Where the head of a page points when it is turned clockwise, on a sheet whose y grows downwards."""

lengths = st.floats(15, 200).map(lambda value: round(value, 2))
flips = st.sampled_from(["long-edge", "short-edge"])
directions = st.sampled_from(["ltr", "rtl"])
arrangements = st.sampled_from(["step-and-repeat", "n-up", "cut-and-stack"])


def kind(arrange: str, fold: str | None = None, *, sides: str = "two", bleed: float = 0.0, most: int = 4) -> Kind:
    return Kind.model_construct(
        imposition=Imposition.model_construct(arrange=arrange, fold=fold),
        print=PrintAdvice.model_construct(sides=sides, flip="long-edge"),
        bleed=bleed,
        pages=Sides.model_construct(least=1, most=most),
        sheets=("single",),
    )


def plain(width: float, height: float, *, unprintable: float = 4.5, flip: str = "long-edge") -> Stock:
    return Stock.model_construct(
        name="Sheet",
        system="us",
        size=(width, height),
        unprintable=unprintable,
        flip=flip,
        sheet=None,
        double=None,
        products=(),
        grid=None,
    )


@st.composite
def plain_sheets(draw) -> Stock:
    width, height = draw(st.floats(90, 450)), draw(st.floats(90, 450))
    assume(abs(width - height) > 0.01)
    return plain(width, height, unprintable=draw(st.floats(0, 12)), flip=draw(flips))


@st.composite
def die_cut_sheets(draw) -> Stock:
    """A grid that lies on its sheet, with gaps of any width."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 7))
    cell = (draw(lengths), draw(lengths))
    pitch = (cell[0] + draw(st.floats(0, 12)), cell[1] + draw(st.floats(0, 12)))
    origin = (draw(st.floats(0, 25)), draw(st.floats(0, 25)))
    right, low = draw(st.floats(0, 25)), draw(st.floats(0, 25))
    size = (
        origin[0] + (columns - 1) * pitch[0] + cell[0] + right,
        origin[1] + (rows - 1) * pitch[1] + cell[1] + low,
    )
    assume(abs(size[0] - size[1]) > 0.01)
    grid = Grid.model_construct(columns=columns, rows=rows, origin=origin, pitch=pitch, cell=cell)
    return plain(*size, unprintable=0.0, flip=draw(flips)).model_copy(update={"sheet": "plain", "grid": grid})


@dataclass(frozen=True)
class Face:
    """A printed page on one side of a sheet, as it lies seen (or seen through the paper) from the front."""

    page: int | None
    middle: Vector
    up: Vector


def faces(side: Side) -> list[Face]:
    return [
        Face(
            placed.page,
            (placed.trim.left + placed.trim.width / 2, placed.trim.top + placed.trim.height / 2),
            UP[placed.turn],
        )
        for placed in side.pages
    ]


def turned_over(point: Vector, plan: Plan, flip: str) -> Vector:
    """Where a point of the back lies when one looks through the sheet from the front.

    Long edges of a portrait sheet, and short ones of a landscape sheet, are its left and right sides.
    """
    width, height = plan.size
    if (flip == "long-edge") == (width < height):
        return (width - point[0], point[1])
    return (point[0], height - point[1])


def back_faces(side: Side | None, plan: Plan, flip: str) -> list[Face]:
    """The faces of the back, seen through the paper."""
    seen = []
    for face in faces(side) if side else []:
        middle = turned_over(face.middle, plan, flip)
        head = turned_over((face.middle[0] + face.up[0], face.middle[1] + face.up[1]), plan, flip)
        seen.append(Face(face.page, middle, (round(head[0] - middle[0], 3), round(head[1] - middle[1], 3))))
    return seen


@dataclass(frozen=True)
class Cut:
    """What was cut out of a sheet: its faces."""

    fronts: tuple[Face, ...]
    backs: tuple[Face, ...]


def inside(face: Face, cell: Rect) -> bool:
    return cell.left < face.middle[0] < cell.right and cell.top < face.middle[1] < cell.bottom


def cut(plan: Plan, cells: tuple[Rect, ...], flip: str) -> list[list[Cut]]:
    """Sheet by sheet, what is cut out of each cell."""
    made = []
    for sheet in plan.sheets:
        fronts, backs = faces(sheet.front), back_faces(sheet.back, plan, flip)
        made.append(
            [
                Cut(
                    tuple(face for face in fronts if inside(face, cell)),
                    tuple(face for face in backs if inside(face, cell)),
                )
                for cell in cells
            ]
        )
    return made


def dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1]


def rightwards(up: Vector) -> Vector:
    return (-up[1], up[0])


def panels(piece: Cut) -> list[tuple[int | None, int | None]]:
    """Front and back of each panel of a piece from left to right, the front held upright; a bare back is None."""
    up = piece.fronts[0].up
    assert {face.up for face in (*piece.fronts, *piece.backs)} == {up}, "front and back stand the same way up"
    found = []
    for front in sorted(piece.fronts, key=lambda face: dot(face.middle, rightwards(up))):
        behind = [b for b in piece.backs if max(abs(b.middle[axis] - front.middle[axis]) for axis in (0, 1)) < 1e-3]
        assert len(behind) <= 1
        found.append((front.page, behind[0].page if behind else None))
    assert len(piece.backs) in (0, len(found)), "every back lies behind a front"
    return found


def read_leaf(pile: list[Cut], direction: str) -> list[int | None]:
    return [page for piece in pile for panel in panels(piece) for page in panel]


def read_booklet(pile: list[Cut], direction: str) -> list[int | None]:
    """Fold all sheets once, nest them, and turn the leaves: right panels first from outside in, then left ones out."""
    spreads = [panels(piece) if direction == "ltr" else panels(piece)[::-1] for piece in pile]
    assert all(len(spread) == 2 for spread in spreads)
    going_in = [page for _, (outside, within) in spreads for page in (outside, within)]
    going_out = [page for (outside, within), _ in reversed(spreads) for page in (within, outside)]
    return [*going_in, *going_out]


def read_accordion(pile: list[Cut], direction: str) -> list[int | None]:
    """Pull each strip open and read it, turn it like a page and read on."""
    pages: list[int | None] = []
    for piece in pile:
        strip = panels(piece) if direction == "ltr" else panels(piece)[::-1]
        pages += [front for front, _ in strip]
        pages += [back for _, back in reversed(strip)]
    return pages


def read_tent(pile: list[Cut], direction: str) -> list[int | None]:
    """Fold the upper half behind: then both halves stand upright."""
    pages: list[int | None] = []
    for piece in pile:
        assert not piece.backs
        one, other = piece.fronts
        assert one.up == (-other.up[0], -other.up[1])
        apart = (other.middle[0] - one.middle[0], other.middle[1] - one.middle[1])
        assert dot(apart, one.up) > 0, "both heads are at the fold"
        assert abs(dot(apart, rightwards(one.up))) < 1e-3
        pages += [one.page, other.page]
    return pages


READ = {None: read_leaf, "saddle-stitch": read_booklet, "accordion": read_accordion, "fold-over": read_tent}
