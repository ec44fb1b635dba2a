"""Print, cut at the marks, and hold each piece beside the single page: for cards, on plain and on die-cut sheets."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from toolkit.compose.compose import Composer
from toolkit.imposition.arrange import block
from toolkit.imposition.impose import impose
from toolkit.job import Job, Made, work
from toolkit.load.layers import roots_for
from toolkit.load.load import load
from toolkit.resolve import Request, resolve

from .workshop import KIT, TODAY

MM = 72 / 25.4
SCALE = 4
DOT = MM * SCALE
DIFFERENCE = 8.0
"""Of 255, over a whole card: what antialiasing at another place makes."""


@cache
def card(paper: str) -> tuple[Made, tuple]:
    """The wallet card and its print sheets, with the plan and the stock of each."""
    library, findings = load(roots_for(None))
    assert library, findings
    request = Request(kits=(KIT,), locales=("en",), stocks=() if paper == "letter" else ("a4", "a4-cards-10"))
    editions, found = resolve(library, request, today=date.fromisoformat(TODAY))
    assert not found
    edition = next(one for one in editions if one.kind.slug == "wallet-card")
    composition, found = Composer(library).compose(edition)
    assert composition, found
    stocks = tuple((stock.slug, stock.value) for stock in edition.print_stocks)
    made, found = work(Job(composition, "Card", stocks))
    assert made, found
    plans = tuple((slug, impose(edition.kind.value, edition.trim, 2, stock), stock) for slug, stock in stocks)
    return made, (edition.trim, plans)


def pictures(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def difference(one: Image.Image, other: Image.Image) -> float:
    size = min(one.width, other.width), min(one.height, other.height)
    one, other = (image.crop((0, 0, *size)) for image in (one, other))
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def marked(image: Image.Image, plan) -> tuple[list[float], list[float]]:
    """The lines to cut along, found as ink in the border of the picture where no piece lies."""
    front = plan.sheets[0].front
    grey = image.convert("L")
    top = min(page.trim.top for page in front.pages)
    left = min(page.trim.left for page in front.pages)
    row = grey.crop((0, round((top - 3) * DOT), grey.width, round((top - 3) * DOT) + 1)).tobytes()
    column = grey.crop((round((left - 3) * DOT), 0, round((left - 3) * DOT) + 1, grey.height)).tobytes()
    return runs(row), runs(column)


def runs(line: bytes) -> list[float]:
    """The middles of dark runs, in millimetres."""
    found: list[list[int]] = []
    for place, value in enumerate(line):
        if value < 200:
            if found and found[-1][1] == place - 1:
                found[-1][1] = place
            else:
                found.append([place, place])
    return [(first + last + 1) / 2 / DOT for first, last in found]


def cut(image: Image.Image, xs: list[float], ys: list[float]) -> list[Image.Image]:
    boxes = [(x, y, right, low) for y, low in pairwise(ys) for x, right in pairwise(xs)]
    return [image.crop(tuple(round(value * DOT) for value in box)) for box in boxes]


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_plain_sheet_is_cut_at_its_marks(paper: str) -> None:
    made, (trim, plans) = card(paper)
    front, back = pictures(made.pdf)
    assert difference(front, back) > 3 * DIFFERENCE
    slug, plan, _ = next(item for item in plans if item[2].grid is None)
    data = next(data for name, data, _ in made.sheets if name == slug)
    sheet_front, sheet_back = pictures(data)
    xs, ys = marked(sheet_front, plan)
    assert len(xs) == 3
    assert len(ys) == 6
    for one, other in pairwise(xs):
        assert other - one == pytest.approx(trim[0], abs=0.15)
    pieces = cut(sheet_front, xs, ys)
    assert len(pieces) == 10
    through = ImageOps.mirror(sheet_back)
    behind = cut(through, xs, ys)
    for piece, other in zip(pieces, behind, strict=True):
        assert difference(piece, front) < DIFFERENCE
        assert difference(ImageOps.mirror(other), back) < DIFFERENCE, "the back of this very card"


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_die_cut_sheet_comes_apart_at_its_perforation(paper: str) -> None:
    made, (trim, plans) = card(paper)
    front, back = pictures(made.pdf)
    die_cut = [item for item in plans if item[2].grid]
    assert die_cut
    for slug, _, stock in die_cut:
        grid = stock.grid
        sheet_front, sheet_back = pictures(next(data for name, data, _ in made.sheets if name == slug))
        through = ImageOps.mirror(sheet_back)
        assert len(block(trim, stock)) == grid.columns * grid.rows
        for column in range(grid.columns):
            for row in range(grid.rows):
                left, top = grid.origin[0] + column * grid.pitch[0], grid.origin[1] + row * grid.pitch[1]
                box = tuple(round(v * DOT) for v in (left, top, left + grid.cell[0], top + grid.cell[1]))
                assert difference(sheet_front.crop(box), front) < DIFFERENCE
                assert difference(ImageOps.mirror(through.crop(box)), back) < DIFFERENCE


def test_a_shift_of_a_millimetre_would_be_seen() -> None:
    made, _ = card("letter")
    front = pictures(made.pdf)[0]
    assert difference(ImageChops.offset(front, round(DOT), 0), front) > 1.5 * DIFFERENCE
