"""Shipped stocks: the sums of their measures, their product numbers, and what the shipped kinds are printed on."""

from __future__ import annotations

from functools import cache

import pytest

from toolkit.load.layers import roots_for
from toolkit.load.library import Library
from toolkit.load.load import load
from toolkit.papers import layouts, stocks_by_product

from .workshop import ROOT, names_of

STOCKS = names_of(ROOT / "templates/stocks")


@cache
def library() -> Library:
    found, findings = load(roots_for(None))
    assert found is not None, findings
    return found


@pytest.mark.parametrize("name", STOCKS)
def test_grid_lies_in_the_middle_of_its_sheet(name: str) -> None:
    """Margin, cells, gaps and the other margin make the sheet: who mistyped a measure is told here."""
    stock = library().stocks[name].value
    if stock.grid is None:
        assert stock.sheet is None
        return
    grid = stock.grid
    for axis, count in ((0, grid.columns), (1, grid.rows)):
        far = grid.origin[axis] + (count - 1) * grid.pitch[axis] + grid.cell[axis]
        assert stock.size[axis] - far == pytest.approx(grid.origin[axis], abs=0.01)
        assert grid.pitch[axis] >= grid.cell[axis] - 0.001


def test_no_two_stocks_are_the_same_layout() -> None:
    layouts_ = [(entry.value.size, entry.value.grid) for entry in library().stocks.values()]
    assert all(layouts_.count(one) == 1 for one in layouts_)


def test_product_numbers_are_unique_and_find_their_stock() -> None:
    products = [(product, entry) for entry in library().stocks.values() for product in entry.value.products]
    assert len({product for product, _ in products}) == len(products) > 20
    for product, entry in products:
        assert stocks_by_product(library(), product) == {product: entry}
        assert stocks_by_product(library(), product.lower()) == {product: entry}
        assert stocks_by_product(library(), product.rpartition(" ")[2]) == {product: entry}
    assert stocks_by_product(library(), "5371x") == {}


@pytest.mark.parametrize(("name", "double"), [("letter", "tabloid"), ("a4", "a3")])
def test_plain_sheets_know_their_double(name: str, double: str) -> None:
    assert library().stocks[name].value.double == double


def test_wallet_card_is_made_on_plain_paper_and_on_the_usual_sheet_of_cards() -> None:
    kind = library().kinds["wallet-card"].value
    for paper, sheets in (("letter", ["letter", "letter-cards-10"]), ("a4", ["a4", "a4-cards-10"])):
        ((sheet, stocks),) = layouts(library(), kind, paper, ())
        assert sheet.slug == paper
        assert [entry.slug for entry in stocks] == sheets


def test_one_usual_sheet_of_a_size_is_made_without_being_asked_for() -> None:
    usual = [entry for entry in library().stocks.values() if entry.value.usual]
    assert all(entry.value.grid for entry in usual)
    kinds = [kind.value for kind in library().kinds.values() if kind.value.imposition]
    for paper in ("letter", "a4"):
        made = [layouts(library(), kind, paper, ()) for kind in kinds]
        counts = [sum(entry.value.grid is not None for _, stocks in one for entry in stocks) for one in made]
        assert set(counts) == {0, 1}, paper


def test_stock_of_a_little_less_than_the_card_is_used_when_named() -> None:
    kind, stock = library().kinds["wallet-card"].value, library().stocks["a4-cards-8"]
    assert [entry.slug for _, stocks in layouts(library(), kind, "a4", (stock,)) for entry in stocks] == ["a4-cards-8"]


@pytest.mark.parametrize(("sheets", "made"), [(("single",), ["letter"]), (("single", "double"), ["letter", "tabloid"])])
def test_poster_is_laid_out_on_the_larger_sheet_too(sheets: tuple[str, ...], made: list[str]) -> None:
    kind = library().kinds["handout"].value.model_copy(update={"sheets": sheets})
    assert [sheet.slug for sheet, _ in layouts(library(), kind, "letter", ())] == made
    asked = tuple(library().stocks[name] for name in ("letter", "tabloid"))
    assert [sheet.slug for sheet, _ in layouts(library(), kind, "letter", asked)] == made
    only = (library().stocks["tabloid"],)
    assert [sheet.slug for sheet, _ in layouts(library(), kind, "letter", only)] == ["tabloid"]


def test_booklet_of_whole_sheets_is_printed_on_the_larger_sheet() -> None:
    from toolkit.schema.paper import Imposition

    booklet = {"imposition": Imposition(arrange="step-and-repeat", fold="saddle-stitch")}
    kind = library().kinds["handout"].value.model_copy(update=booklet)
    for paper, sheet in (("letter", "tabloid"), ("a4", "a3")):
        for asked in ((), (library().stocks[paper],)):
            assert [
                (plain.slug, [entry.slug for entry in stocks])
                for plain, stocks in layouts(library(), kind, paper, asked)
            ] == [(paper, [sheet])]
