"""Where cards lie, as properties: every card once, no overlap, inside the printable area, backs behind fronts."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.example_project import loaded
from toolkit.geometry import CELL_TOLERANCE, MARK_GAP, MARK_LENGTH, DoesNotFit, Place, Plan, step_and_repeat
from toolkit.schema.paper import Grid, Stock

NEAR = 1e-6
Flip = str
lengths = st.floats(15, 200).map(lambda value: round(value, 2))
flips = st.sampled_from(["long-edge", "short-edge"])


def plain(width: float, height: float, *, unprintable: float = 4.5, flip: Flip = "long-edge") -> Stock:
    return Stock.model_construct(
        name="Sheet", system="us", size=(width, height), unprintable=unprintable, flip=flip, sheet=None, grid=None
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
    return Stock.model_construct(
        name="Cards", system="us", size=size, unprintable=0.0, flip=draw(flips), sheet="plain", grid=grid
    )


def overlap(one: Place, other: Place, plan: Plan) -> bool:
    width, height = plan.trim
    return abs(one.x - other.x) < width - NEAR and abs(one.y - other.y) < height - NEAR


def no_overlap(plan: Plan) -> bool:
    return not any(
        overlap(one, other, plan)
        for places in (plan.fronts, plan.backs)
        for number, one in enumerate(places)
        for other in places[number + 1 :]
    )


def turned_over(place: Place, plan: Plan, flip: Flip) -> Place:
    """Where a card of the back lies when one looks through the sheet from the front.

    Long edges of a portrait sheet, and short ones of a landscape sheet, are its left and right sides.
    """
    width, height = plan.sheet
    around_a_side = (flip == "long-edge") == (width < height)
    if around_a_side:
        return Place(width - place.x - plan.trim[0], place.y)
    return Place(place.x, height - place.y - plan.trim[1])


def registers(plan: Plan, flip: Flip) -> bool:
    behind = [turned_over(place, plan, flip) for place in plan.backs]
    return all(
        abs(front.x - back.x) < NEAR and abs(front.y - back.y) < NEAR
        for front, back in zip(plan.fronts, behind, strict=True)
    )


@given(plain_sheets(), lengths, lengths)
def test_plain_sheet(stock, width, height):
    try:
        plan = step_and_repeat((width, height), stock)
    except DoesNotFit:
        border = 2 * (stock.unprintable + MARK_GAP + MARK_LENGTH)
        assert width > stock.size[0] - border - NEAR or height > stock.size[1] - border - NEAR
        return
    assert plan.fronts
    assert len(plan.backs) == len(plan.fronts) == len(set(plan.fronts)) == len(set(plan.backs))
    assert no_overlap(plan)
    assert registers(plan, stock.flip)
    for place in (*plan.fronts, *plan.backs):
        assert place.x >= stock.unprintable - NEAR
        assert place.y >= stock.unprintable - NEAR
        assert place.x + width <= stock.size[0] - stock.unprintable + NEAR
        assert place.y + height <= stock.size[1] - stock.unprintable + NEAR


@given(plain_sheets(), lengths, lengths)
def test_plain_sheet_holds_as_many_as_it_can_and_lies_in_the_middle(stock, width, height):
    try:
        plan = step_and_repeat((width, height), stock)
    except DoesNotFit:
        assume(False)
    border = stock.unprintable + MARK_GAP + MARK_LENGTH
    columns, rows = len({place.x for place in plan.fronts}), len({place.y for place in plan.fronts})
    assert columns * rows == len(plan.fronts)
    assert (columns + 1) * width > stock.size[0] - 2 * border - NEAR
    assert (rows + 1) * height > stock.size[1] - 2 * border - NEAR
    left, right = min(p.x for p in plan.fronts), max(p.x for p in plan.fronts) + width
    assert left == pytest.approx(stock.size[0] - right)


@given(plain_sheets(), lengths, lengths)
def test_marks_are_printable_and_touch_no_card(stock, width, height):
    try:
        plan = step_and_repeat((width, height), stock)
    except DoesNotFit:
        assume(False)
    assert plan.marks
    for x1, y1, x2, y2 in plan.marks:
        assert x1 == x2 or y1 == y2
        for x, y in ((x1, y1), (x2, y2)):
            assert stock.unprintable - 0.001 <= x <= stock.size[0] - stock.unprintable + 0.001
            assert stock.unprintable - 0.001 <= y <= stock.size[1] - stock.unprintable + 0.001
            for place in plan.fronts:
                inside = place.x + NEAR < x < place.x + width - NEAR and place.y + NEAR < y < place.y + height - NEAR
                assert not inside
    upright = [x1 for x1, _, x2, _ in plan.marks if x1 == x2]
    for edge in {place.x + far for place in plan.fronts for far in (0, width)}:
        assert min(abs(edge - x) for x in upright) < 0.001


@given(plain_sheets(), lengths, lengths)
def test_every_line_to_cut_along_has_two_marks(stock, width, height):
    try:
        plan = step_and_repeat((width, height), stock)
    except DoesNotFit:
        assume(False)
    columns, rows = len({place.x for place in plan.fronts}), len({place.y for place in plan.fronts})
    assert len(plan.marks) == 2 * (columns + 1) + 2 * (rows + 1)


@given(plain_sheets(), lengths, lengths)
def test_register_targets_are_printable_beside_the_cards_and_in_register(stock, width, height):
    from toolkit.impose.draw import TARGET_RADIUS_MM

    try:
        plan = step_and_repeat((width, height), stock)
    except DoesNotFit:
        assume(False)
    reach = 1.6 * TARGET_RADIUS_MM
    left, right = min(p.x for p in plan.fronts), max(p.x for p in plan.fronts) + width
    assert len(plan.targets) == 2
    for x, _ in plan.targets:
        assert stock.unprintable - 0.001 <= x - reach
        assert x + reach <= stock.size[0] - stock.unprintable + 0.001
        assert x + reach <= left + 0.001 or x - reach >= right - 0.001


@given(die_cut_sheets(), st.floats(0, 5), st.floats(0, 5))
def test_die_cut_sheet(stock, less_width, less_height):
    grid = stock.grid
    trim = (grid.cell[0] - less_width, grid.cell[1] - less_height)
    plan = step_and_repeat(trim, stock)
    assert len(plan.fronts) == len(plan.backs) == grid.columns * grid.rows
    assert len(set(plan.fronts)) == len(plan.fronts)
    assert no_overlap(plan)
    assert registers(plan, stock.flip)
    assert plan.marks == ()
    assert plan.targets == ()
    for number, place in enumerate(plan.fronts):
        row, column = divmod(number, grid.columns)
        cell = (grid.origin[0] + column * grid.pitch[0], grid.origin[1] + row * grid.pitch[1])
        assert place.x - cell[0] == pytest.approx(cell[0] + grid.cell[0] - place.x - trim[0], abs=1e-6)
        assert place.y - cell[1] == pytest.approx(cell[1] + grid.cell[1] - place.y - trim[1], abs=1e-6)


@given(die_cut_sheets(), st.floats(CELL_TOLERANCE + 0.01, 20))
def test_card_larger_than_its_cell_does_not_fit_and_says_by_how_much(stock, more):
    with pytest.raises(DoesNotFit, match=rf"{more:.1f} mm larger"):
        step_and_repeat((stock.grid.cell[0] + more, stock.grid.cell[1]), stock)


def test_card_a_hair_larger_than_its_cell_is_let_through():
    """Catalogues round: 3.5 in is 88.9 mm and is sold as 89 mm."""
    stock = loaded().stocks["letter-cards-10"].value
    assert len(step_and_repeat((89.0, 51.0), stock).fronts) == 10


@pytest.mark.parametrize("height", [20, 300])
def test_card_larger_than_the_sheet(height):
    with pytest.raises(DoesNotFit, match="not even one"):
        step_and_repeat((300, height), plain(215.9, 279.4))


@pytest.mark.parametrize(
    ("size", "flip", "turned"),
    [
        ((200, 300), "long-edge", False),
        ((200, 300), "short-edge", True),
        ((300, 200), "long-edge", True),
        ((300, 200), "short-edge", False),
    ],
)
def test_backs_stand_upright_or_turned(size, flip, turned):
    """Turned around a side, a card stays upright; turned over head and foot, its back is printed upside down."""
    plan = step_and_repeat((50, 30), plain(*size, flip=flip))
    assert {place.turned for place in plan.fronts} == {False}
    assert {place.turned for place in plan.backs} == {turned}
    assert registers(plan, flip)


@pytest.mark.parametrize(
    ("stock", "trim", "count"),
    [
        ("letter", (88.9, 50.8), 10),
        ("letter-cards-10", (88.9, 50.8), 10),
        ("a4", (85.0, 55.0), 8),
        ("a4-cards-10", (85.0, 55.0), 10),
    ],
)
def test_shipped_stocks_hold_what_their_makers_say(stock, trim, count):
    entry = loaded().stocks[stock]
    plan = step_and_repeat(trim, entry.value)
    assert len(plan.fronts) >= count
    assert registers(plan, entry.value.flip)
    assert no_overlap(plan)


def test_letter_cards_lie_where_the_perforation_is():
    plan = step_and_repeat((88.9, 50.8), loaded().stocks["letter-cards-10"].value)
    assert (plan.fronts[0].x, plan.fronts[0].y) == pytest.approx((19.05, 12.7))
    assert (plan.fronts[1].x, plan.fronts[2].y) == pytest.approx((19.05 + 88.9, 12.7 + 50.8))
