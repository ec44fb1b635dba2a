"""Where pieces lie, as properties: no overlap, all printable, backs behind fronts, marks outside the bleed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.example_project import loaded
from tests.imposition.paper import (
    NEAR,
    back_faces,
    die_cut_sheets,
    directions,
    faces,
    flips,
    kind,
    lengths,
    plain,
    plain_sheets,
)
from toolkit.imposition.arrange import CELL_TOLERANCE, EXACT, SNUG, TRIMMED, block
from toolkit.imposition.impose import fits, impose
from toolkit.imposition.marks import MARK_GAP, MARK_LENGTH, TARGET_REACH
from toolkit.imposition.shapes import DoesNotFit, Plan, Rect
from toolkit.schema.printer import Printer

bleeds = st.sampled_from([0.0, 2.0, 3.0])
CARD = kind("step-and-repeat")


def made_of(trim, stock, *, bleed: float = 0.0, fold: str | None = None, pages: int = 2) -> Plan:
    """A plan, or the case is passed over because nothing fits."""
    try:
        return impose(kind("step-and-repeat", fold, bleed=bleed), trim, pages, stock)
    except DoesNotFit:
        assume(False)
        raise


def overlap(one: Rect, other: Rect) -> bool:
    shared = one.within(other)
    return shared.width > NEAR and shared.height > NEAR


def no_overlap(plan: Plan, *, trims: bool = True) -> bool:
    """Neither trims nor ink lie over each other."""
    return not any(
        (trims and overlap(one.trim, other.trim)) or overlap(one.ink, other.ink)
        for side in plan.sides
        for one, other in combinations(side.pages, 2)
    )


def registers(plan: Plan, flip: str) -> bool:
    """Each back lies behind a front of its own, the same way up when one looks through the paper."""
    for sheet in plan.sheets:
        fronts, backs = faces(sheet.front), back_faces(sheet.back, plan, flip)
        left = list(fronts)
        for back in backs:
            near = [f for f in left if max(abs(f.middle[a] - back.middle[a]) for a in (0, 1)) < NEAR]
            if len(near) != 1 or near[0].up != back.up:
                return False
            left.remove(near[0])
        if left and backs:
            return False
    return True


def corners(rect: Rect) -> list[tuple[float, float]]:
    return [(x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]


def printable(x: float, y: float, stock) -> bool:
    edge = stock.unprintable - 0.001
    return edge <= x <= stock.size[0] - edge and edge <= y <= stock.size[1] - edge


def most_upright(trim, stock, bleed: float, turned: bool) -> int:
    """How many fit in rows, counted without the program: each one more is tried."""
    across = trim[::-1] if turned else trim
    total = 1
    for axis in (0, 1):
        room = stock.size[axis] - 2 * (stock.unprintable + bleed + MARK_GAP + MARK_LENGTH)
        count = 0
        while (count + 1) * across[axis] + count * 2 * bleed <= room + NEAR:
            count += 1
        total *= count
    return total


@given(plain_sheets(), lengths, lengths, bleeds, st.sampled_from([None, "saddle-stitch", "fold-over"]))
def test_plain_sheet(stock, width, height, bleed, fold):
    plan = made_of((width, height), stock, bleed=bleed, fold=fold, pages=4)
    assert no_overlap(plan)
    assert registers(plan, stock.flip)
    bordered = bool(plan.sheets[0].front.cuts)
    for side in plan.sides:
        assert side.pages
        for page in side.pages:
            area = page.ink if bordered else page.trim
            edge = 0.0 if bordered else -CELL_TOLERANCE
            for x, y in corners(area):
                assert not bordered or printable(x, y, stock)
                assert edge <= x <= stock.size[0] - edge
                assert edge <= y <= stock.size[1] - edge


@given(plain_sheets(), lengths, lengths, bleeds)
def test_plain_sheet_holds_as_many_as_it_can_and_lies_in_the_middle(stock, width, height, bleed):
    trim = (width, height)
    counts = [most_upright(trim, stock, bleed, turned) for turned in (False, True)]
    try:
        made = block(trim, stock, bleed=bleed)
    except DoesNotFit:
        assert max(counts) == 0
        return
    if made.bordered:
        assert len(made) == max(counts)
        assert made.turn == (0 if counts[0] == len(made) else 90), "upright when that holds as many"
    else:
        assert len(made) > max(counts)
        covered = [(made.columns, made.rows)[axis] * made.cell[axis] for axis in (0, 1)]
        assert all(abs(stock.size[axis] - covered[axis]) <= EXACT for axis in (0, 1))
    cells = made.cells("ltr")
    assert min(c.left for c in cells) == pytest.approx(stock.size[0] - max(c.right for c in cells))
    assert min(c.top for c in cells) == pytest.approx(stock.size[1] - max(c.bottom for c in cells))


@given(plain_sheets(), lengths, lengths, bleeds, st.sampled_from([None, "saddle-stitch", "accordion", "fold-over"]))
def test_marks_are_printable_and_touch_no_ink(stock, width, height, bleed, fold):
    plan = made_of((width, height), stock, bleed=bleed, fold=fold, pages=6)
    for side in plan.sides:
        for x1, y1, x2, y2 in (*side.cuts, *side.folds):
            assert abs(x1 - x2) < 0.001 or abs(y1 - y2) < 0.001
            assert max(abs(x1 - x2), abs(y1 - y2)) == pytest.approx(MARK_LENGTH)
            assert printable(x1, y1, stock)
            assert printable(x2, y2, stock)
            mark = Rect(min(x1, x2) - 0.01, min(y1, y2) - 0.01, abs(x1 - x2) + 0.02, abs(y1 - y2) + 0.02)
            for page in side.pages:
                assert not overlap(mark, page.ink)
        if side.cuts:
            upright = [x1 for x1, _, x2, _ in side.cuts if abs(x1 - x2) < 0.001]
            level = [y1 for _, y1, _, y2 in side.cuts if abs(y1 - y2) < 0.001]
            folded = [x1 for x1, _, x2, _ in side.folds if abs(x1 - x2) < 0.001]
            creased = [y1 for _, y1, _, y2 in side.folds if abs(y1 - y2) < 0.001]
            for page in side.pages:
                for x in (page.trim.left, page.trim.right):
                    assert min(abs(x - mark) for mark in (*upright, *folded)) < 0.001
                for y in (page.trim.top, page.trim.bottom):
                    assert min(abs(y - mark) for mark in (*level, *creased)) < 0.001


@given(plain_sheets(), lengths, lengths)
def test_every_line_to_cut_along_has_two_marks(stock, width, height):
    plan = made_of((width, height), stock)
    assume(plan.sheets[0].front.cuts)
    made = block((width, height), stock)
    for side in plan.sides:
        assert len(side.cuts) == 2 * (made.columns + 1) + 2 * (made.rows + 1)


@given(plain_sheets(), lengths, lengths, bleeds, st.sampled_from([None, "accordion"]))
def test_register_targets_are_printable_beside_the_pieces_and_in_register(stock, width, height, bleed, fold):
    plan = made_of((width, height), stock, bleed=bleed, fold=fold, pages=8)
    front, back = plan.sheets[0].front, plan.sheets[0].back
    assert len(front.targets) in (0, 2)
    for side in (front, back):
        for x, y in side.targets:
            assert printable(x - TARGET_REACH, y - TARGET_REACH, stock)
            assert printable(x + TARGET_REACH, y + TARGET_REACH, stock)
            reach = Rect(x - TARGET_REACH, y - TARGET_REACH, 2 * TARGET_REACH, 2 * TARGET_REACH)
            assert not any(overlap(reach, page.ink) for page in side.pages)
            assert all(abs(y - y1) > TARGET_REACH for _, y1, _, y2 in (*side.cuts, *side.folds) if abs(y1 - y2) < 0.001)
    width, height = plan.size
    over_side = (stock.flip == "long-edge") == (width < height)
    seen = {
        (round(width - x, 6), round(y, 6)) if over_side else (round(x, 6), round(height - y, 6))
        for x, y in back.targets
    }
    assert seen == {(round(x, 6), round(y, 6)) for x, y in front.targets}


@given(die_cut_sheets(), st.floats(0, 5), st.floats(0, 5), bleeds)
def test_die_cut_sheet(stock, less_width, less_height, bleed):
    grid = stock.grid
    trim = (grid.cell[0] - less_width, grid.cell[1] - less_height)
    plan = made_of(trim, stock, bleed=bleed)
    (sheet,) = plan.sheets
    assert len(sheet.front.pages) == len(sheet.back.pages) == grid.columns * grid.rows
    assert no_overlap(plan)
    assert registers(plan, stock.flip)
    for side in plan.sides:
        assert side.cuts == side.folds == side.targets == ()
    for number, page in enumerate(sheet.front.pages):
        row, column = divmod(number, grid.columns)
        cell = (grid.origin[0] + column * grid.pitch[0], grid.origin[1] + row * grid.pitch[1])
        assert page.trim.left - cell[0] == pytest.approx(cell[0] + grid.cell[0] - page.trim.right, abs=1e-6)
        assert page.trim.top - cell[1] == pytest.approx(cell[1] + grid.cell[1] - page.trim.bottom, abs=1e-6)


@given(die_cut_sheets())
def test_piece_that_lies_sideways_in_its_cell(stock):
    grid = stock.grid
    assume(abs(grid.cell[0] - grid.cell[1]) > 5)
    plan = made_of(grid.cell[::-1], stock)
    assert {page.turn for page in plan.sheets[0].front.pages} == {90}
    assert registers(plan, stock.flip)
    assert no_overlap(plan)


@given(die_cut_sheets(), st.floats(TRIMMED + 0.01, 20))
def test_piece_larger_than_its_cell_does_not_fit_and_says_by_how_much(stock, more):
    grid = stock.grid
    assume(grid.cell[0] + more > grid.cell[1] + 1.1)
    with pytest.raises(DoesNotFit, match=rf"{more:.1f} mm larger"):
        block((grid.cell[0] + more, grid.cell[1]), stock)


@given(die_cut_sheets(), st.floats(CELL_TOLERANCE + 0.01, TRIMMED), bleeds)
def test_piece_a_millimetre_too_large_is_trimmed_only_when_asked(stock, more, bleed):
    grid = stock.grid
    trim = (grid.cell[0] + more, grid.cell[1])
    assume(abs(trim[0] - grid.cell[1]) > 1.1)
    assert not fits(CARD, trim, stock)
    assert no_overlap(impose(kind("step-and-repeat", bleed=bleed), trim, 2, stock), trims=grid.pitch[0] > trim[0])


@given(die_cut_sheets(), st.floats(SNUG + 0.01, 5))
def test_piece_that_is_lost_in_its_cell_is_printed_only_when_asked(stock, less):
    trim = (stock.grid.cell[0] - less, stock.grid.cell[1])
    assume(abs(trim[0] - stock.grid.cell[1]) > 6)
    assert not fits(CARD, trim, stock)
    assert fits(CARD, trim, stock, snug=False)


def test_card_a_hair_larger_than_its_cell_is_let_through():
    """Catalogues round: 3.5 in is 88.9 mm and is sold as 89 mm."""
    stock = loaded().stocks["letter-cards-10"].value
    assert len(block((89.0, 51.0), stock, snug=True)) == 10


@pytest.mark.parametrize("height", [20, 300])
def test_piece_larger_than_the_sheet(height):
    with pytest.raises(DoesNotFit, match="not even one"):
        block((300, height), plain(215.9, 279.4))


def test_spread_that_covers_its_sheet_has_no_marks():
    """A booklet of half letter pages on letter, and of A5 pages on A4, of which a millimetre is left over."""
    for trim, sheet in (((139.7, 215.9), (215.9, 279.4)), ((148.0, 210.0), (210.0, 297.0))):
        plan = impose(kind("step-and-repeat", "saddle-stitch"), trim, 8, plain(*sheet))
        assert len(plan.sheets) == 2
        for side in plan.sides:
            assert side.cuts == side.folds == side.targets == ()
            assert len({page.turn for page in side.pages}) == 1
            assert side.pages[0].turn in (90, 270)
            area = sum(page.trim.width * page.trim.height for page in side.pages)
            assert area == pytest.approx(sheet[0] * sheet[1], rel=0.004)


@given(flips, directions, st.floats(-5, 5), st.floats(-5, 5), st.booleans())
def test_printer_moves_backs_alone_and_all_that_stands_on_them(flip, direction, right, down, landscape):
    """Right and down are those of a sheet turned like a page: on a back that stands upside down they change sign."""
    stock = plain(*((279.4, 215.9) if landscape else (215.9, 279.4)))
    printer = Printer.model_construct(right=right, down=down, unprintable=6.0, flip=flip)
    usual = stock.model_copy(update={"flip": flip, "unprintable": 6.0})
    sign = 1 if (flip == "long-edge") != landscape else -1
    moved = impose(CARD, (88.9, 50.8), 2, stock, direction=direction, printer=printer)
    still = impose(CARD, (88.9, 50.8), 2, usual, direction=direction)
    assert moved.sheets[0].front == still.sheets[0].front
    for one, other in zip(moved.sheets[0].back.pages, still.sheets[0].back.pages, strict=True):
        assert one.trim.left - other.trim.left == pytest.approx(sign * right)
        assert one.trim.top - other.trim.top == pytest.approx(sign * down)
        assert one.turn == other.turn
    assert moved.sheets[0].back == still.sheets[0].back.moved(sign * right, sign * down)


@given(plain_sheets(), lengths, lengths, st.integers(1, 40), st.sampled_from(["n-up", "cut-and-stack"]), directions)
def test_every_page_lies_on_some_sheet_once(stock, width, height, pages, arrange, direction):
    try:
        plan = impose(kind(arrange), (width, height), pages, stock, direction=direction)
    except DoesNotFit:
        assume(False)
    numbers = [page.page for side in plan.sides for page in side.pages]
    assert sorted(numbers) == list(range(pages))
    assert registers(plan, stock.flip) or pages % 2


@pytest.mark.parametrize(("direction", "row"), [("ltr", [[0, 1], [2, 3]]), ("rtl", [[1, 0], [3, 2]])])
def test_reading_order_on_a_sheet_follows_the_script(direction, row):
    plan = impose(kind("n-up", sides="one"), (95, 120), 4, plain(215.9, 279.4), direction=direction)
    (sheet,) = plan.sheets
    placed = sorted(sheet.front.pages, key=lambda page: (page.trim.top, page.trim.left))
    assert [page.page for page in placed] == [number for numbers in row for number in numbers]
    assert sheet.back is None


def test_piles_of_cut_and_stack_are_in_order():
    plan = impose(kind("cut-and-stack", sides="one"), (95, 120), 10, plain(215.9, 279.4))
    assert [[page.page for page in sheet.front.pages] for sheet in plan.sheets] == [[0, 3, 6, 9], [1, 4, 7], [2, 5, 8]]


@pytest.mark.parametrize(
    ("size", "flip", "turned"),
    [
        ((200, 300), "long-edge", 0),
        ((200, 300), "short-edge", 180),
        ((300, 200), "long-edge", 180),
        ((300, 200), "short-edge", 0),
    ],
)
def test_backs_stand_upright_or_turned(size, flip, turned):
    """Turned around a side, a card stays upright; turned over head and foot, its back is printed upside down."""
    plan = impose(CARD, (90, 30), 2, plain(*size, flip=flip))
    assert {page.turn for page in plan.sheets[0].front.pages} == {0}
    assert {page.turn for page in plan.sheets[0].back.pages} == {turned}
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
    plan = impose(CARD, trim, 2, entry.value)
    assert len(plan.sheets[0].front.pages) >= count
    assert registers(plan, entry.value.flip)
    assert no_overlap(plan)


def test_letter_cards_lie_where_the_perforation_is():
    fronts = impose(CARD, (88.9, 50.8), 2, loaded().stocks["letter-cards-10"].value).sheets[0].front.pages
    assert (fronts[0].trim.left, fronts[0].trim.top) == pytest.approx((19.05, 12.7))
    assert (fronts[1].trim.left, fronts[2].trim.top) == pytest.approx((19.05 + 88.9, 12.7 + 50.8))
