"""Print, turn over, cut, fold and read: every scheme gives its pages in reading order, in both directions."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.imposition.paper import READ, arrangements, cut, directions, flips, kind, plain
from toolkit.imposition.arrange import block
from toolkit.imposition.fold import pieces
from toolkit.imposition.impose import impose
from toolkit.imposition.shapes import DoesNotFit

SHEET = (320.0, 450.0)
folds = st.sampled_from(list(READ))
sizes = st.tuples(st.floats(30, 150), st.floats(30, 150))


def piles(plan, made, stock, arrange: str, direction: str) -> list[list]:
    """The pieces in the order in which a person stacks them after cutting; one pile for each copy."""
    sheets = cut(plan, made.cells(direction), stock.flip)
    if arrange == "step-and-repeat":
        return [[sheet[place] for sheet in sheets] for place in range(len(made))]
    if arrange == "n-up":
        stacked = [piece for sheet in sheets for piece in sheet]
    else:
        stacked = [sheet[place] for place in range(len(made)) for sheet in sheets]
    return [[piece for piece in stacked if piece.fronts]]


def expected(pages: int, fold: str | None, sides: str, *, back_cover: bool) -> list[int | None]:
    numbers: list[int | None] = list(range(pages))
    if fold == "saddle-stitch":
        blanks: list[int | None] = [None] * (-pages % 4)
        return [*numbers[:-1], *blanks, numbers[-1]] if back_cover and pages > 1 else [*numbers, *blanks]
    if fold == "fold-over" or (sides == "two" and pages > 1):
        return numbers + [None] * (pages % 2)
    return numbers


@settings(max_examples=150)
@given(
    arrangements,
    folds,
    st.integers(1, 30),
    sizes,
    st.sampled_from(["one", "two"]),
    flips,
    directions,
    st.booleans(),
    st.booleans(),
    st.sampled_from([0.0, 3.0]),
)
def test_cut_fold_and_read(arrange, fold, pages, trim, sides, flip, direction, landscape, back_cover, bleed):
    assume(fold != "accordion" or pages <= 8)
    stock = plain(*(SHEET[::-1] if landscape else SHEET), flip=flip)
    document = kind(arrange, fold, sides=sides, bleed=bleed, most=pages)
    try:
        plan = impose(document, trim, pages, stock, direction=direction, back_cover=back_cover)
    except DoesNotFit:
        assume(False)
    made = block(pieces(document, trim, pages)[0].size, stock, bleed=bleed)
    copies = piles(plan, made, stock, arrange, direction)
    want = expected(pages, fold, sides, back_cover=back_cover)
    for pile in copies:
        read = READ[fold](pile, direction)
        bare = [page for page in read if page is not None]
        if fold is None and sides == "one":
            read = bare
        assert read[: len(want)] == want
        assert bare == list(range(pages)), "every page once"
        assert not any(page is not None for page in read[len(want) :])


@given(st.integers(1, 60), directions, st.booleans())
def test_cover_of_a_booklet_is_outside_and_its_spine_on_the_right_side(pages, direction, back_cover):
    outer = pieces(
        kind("step-and-repeat", "saddle-stitch"), (100, 150), pages, direction=direction, back_cover=back_cover
    )[0]
    left, right = sorted(outer.front, key=lambda page: page.trim.left)
    cover, behind = (right, left) if direction == "ltr" else (left, right)
    assert cover.page == 0
    assert behind.page in (None, pages - 1)
    if back_cover and pages > 1:
        assert behind.page == pages - 1
    elif pages % 4:
        assert behind.page is None
    assert outer.folds == ((100, 0.0, 100, 150),)


def test_blanks_come_last_or_before_the_back_cover():
    def order(back_cover: bool) -> list:
        sheets = pieces(kind("step-and-repeat", "saddle-stitch"), (100, 150), 6, back_cover=back_cover)
        return [[page.page for page in (*sheet.front, *sheet.back)] for sheet in sheets]

    assert order(False) == [[None, 0, 1, None], [5, 2, 3, 4]]
    assert order(True) == [[5, 0, 1, None], [None, 2, 3, 4]]


@pytest.mark.parametrize(
    ("direction", "front", "back"), [("ltr", [0, 1, 2, 3], [4, 5, 6, 7]), ("rtl", [3, 2, 1, 0], [7, 6, 5, 4])]
)
def test_pocket_card_of_eight_panels(direction, front, back):
    (strip,) = pieces(kind("step-and-repeat", "accordion", most=8), (54, 85), 8, direction=direction)
    assert [page.page for page in strip.front] == front
    assert [page.page for page in strip.back] == back
    assert strip.size == (216, 85)
    assert [fold[0] for fold in strip.folds] == [54, 108, 162]


def test_pocket_card_of_four_panels_is_one_spread():
    (spread,) = pieces(kind("step-and-repeat", "saddle-stitch"), (54, 85), 4)
    assert [page.page for page in spread.front] == [3, 0]
    assert [page.page for page in spread.back] == [1, 2]


def test_tent_stands_on_both_its_feet():
    (tent,) = pieces(kind("n-up", "fold-over", sides="one"), (200, 60), 2)
    assert [(page.page, page.turn, page.trim.top) for page in tent.front] == [(0, 180, 0.0), (1, 0, 60)]
    assert tent.folds == ((0.0, 60, 200, 60),)
    assert tent.back == ()


@settings(max_examples=80)
@given(arrangements, folds, st.integers(1, 8), st.integers(1, 9), st.sampled_from(["one", "two"]), directions)
def test_no_piece_of_paper_is_for_two_people(arrange, fold, each, people, sides, direction):
    stock = plain(1200, 900)
    document = kind(arrange, fold, sides=sides, most=each)
    plan = impose(document, (40, 50), each * people, stock, direction=direction, each=each)
    made = block(pieces(document, (40, 50), each)[0].size, stock)
    shown = set()
    for sheet in cut(plan, made.cells(direction), stock.flip):
        for piece in sheet:
            pages = {face.page for face in (*piece.fronts, *piece.backs) if face.page is not None}
            assert len({page // each for page in pages}) <= 1
            shown |= pages
    assert shown == set(range(each * people))
