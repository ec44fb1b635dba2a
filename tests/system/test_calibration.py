"""The calibration sheet, read as a person does: which number the lines of the back meet, and what entering it does."""

from __future__ import annotations

import io
from functools import cache

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from toolkit.compose.compose import Composer
from toolkit.job import Job, Made, work
from toolkit.load.layers import roots_for
from toolkit.load.load import load
from toolkit.resolve import Request, resolve
from toolkit.schema.printer import Printer

from .workshop import TODAY

MM = 72 / 25.4
SCALE = 6
DOT = MM * SCALE
WIDTH, HEIGHT = 215.9, 279.4
MINUS = "\N{MINUS SIGN}"


@cache
def prepared() -> tuple:
    from datetime import date

    library, findings = load(roots_for(None))
    assert library, findings
    editions, found = resolve(library, Request(kits=("print-shop",), locales=("en",)), today=date.fromisoformat(TODAY))
    assert not found
    (edition,) = editions
    composition, found = Composer(library).compose(edition)
    assert composition, found
    return composition, edition.print_stocks


@cache
def made(flip: str, right: float, down: float) -> Made:
    composition, stocks = prepared()
    printer = Printer(right=f"{right}mm", down=f"{down}mm", flip=flip)
    (stock,) = stocks
    result, findings = work(
        Job(composition, "Calibration", ((stock.slug, printer.stock(stock.value)),), "ltr", printer)
    )
    assert result, findings
    return result


def sides(made_: Made) -> list[Image.Image]:
    ((_, data, pages),) = made_.sheets
    assert pages == 2
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=SCALE).to_pil().convert("L") for page in document]
    finally:
        document.close()


def through_the_paper(back: Image.Image, flip: str, error: tuple[float, float]) -> Image.Image:
    """The back as a printer that misses by `error` puts it on the paper, seen from the front against the light.

    The error is right and down as one sees the back after turning the sheet like the page of a book.
    """
    if flip == "short-edge":
        back = back.rotate(180)
    shifted = ImageChops.offset(back, round(error[0] * DOT), round(error[1] * DOT))
    return ImageOps.mirror(shifted)


def lines_of(back: Image.Image) -> tuple[float, float]:
    """Where the two long lines stand, in millimetres from the middle of the sheet."""
    middle = (WIDTH / 2 * DOT, HEIGHT / 2 * DOT)
    area = back.crop(
        (int(middle[0] - 60 * DOT), int(middle[1] - 40 * DOT), int(middle[0] + 60 * DOT), int(middle[1] + 40 * DOT))
    )
    across = area.resize((area.width, 1), Image.Resampling.BOX).tobytes()
    down = area.resize((1, area.height), Image.Resampling.BOX).tobytes()
    return across.index(min(across)) / DOT - 60, down.index(min(down)) / DOT - 40


def labels() -> dict[str, list[tuple[float, float]]]:
    """The numbers of the front with their middles, in millimetres from the middle of the sheet."""
    document = pypdfium2.PdfDocument(made("long-edge", 0, 0).pdf)
    try:
        text = document[0].get_textpage()
        found: dict[str, list[tuple[float, float]]] = {}
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            said = text.get_text_bounded(left, bottom, right, top).strip()
            middle = ((left + right) / 2 / MM - WIDTH / 2, HEIGHT - (bottom + top) / 2 / MM - HEIGHT / 2)
            found.setdefault(said, []).append(middle)
        return found
    finally:
        document.close()


@cache
def scales() -> tuple[dict[int, float], dict[int, float]]:
    """Where each number of the upper scale stands across the sheet, and each of the left scale down it."""
    upper: dict[int, float] = {}
    left: dict[int, float] = {}
    for said, places in labels().items():
        digits = said.replace(MINUS, "-")
        if digits.lstrip("+-").isdigit() and (digits[0] in "+-" or digits == "0"):
            for across, down in places:
                if abs(across) < 16 and -32 < down < -28:
                    upper[int(digits)] = across
                elif -43 < across < -40 and abs(down) < 16:
                    left[int(digits)] = down
    return upper, left


def reading(scale: dict[int, float], place: float) -> float:
    """The number of a scale at a place, as a person reads between two numbers."""
    per_mm = (max(scale) - min(scale)) / (scale[max(scale)] - scale[min(scale)])
    return (place - scale[0]) * per_mm


def test_scales_are_true_and_their_numbers_stand_where_they_say() -> None:
    upper, left = scales()
    assert set(upper) == set(left) == set(range(-15, 16, 5))
    for number in upper:
        assert upper[number] == pytest.approx(number, abs=0.3), "right is to the right"
        assert left[number] == pytest.approx(-number, abs=0.3), "a line above the middle must come down"


@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("error", [(0.0, 0.0), (2.0, 0.0), (0.0, -3.0), (-1.5, 4.0)])
def test_entering_what_the_sheet_says_makes_backs_register(flip: str, error: tuple[float, float]) -> None:
    """A printer misses; its sheet is read; both numbers are entered; the next sheet reads nought."""
    upper, left = scales()
    first = lines_of(through_the_paper(sides(made(flip, 0, 0))[1], flip, error))
    right, down = round(reading(upper, first[0]) * 2) / 2, round(reading(left, first[1]) * 2) / 2
    assert (right, down) == (-error[0], -error[1])
    second = lines_of(through_the_paper(sides(made(flip, right, down))[1], flip, error))
    assert reading(upper, second[0]) == pytest.approx(0, abs=0.2)
    assert reading(left, second[1]) == pytest.approx(0, abs=0.2)


def test_front_stays_where_it_is() -> None:
    assert (
        ImageChops.difference(sides(made("long-edge", 0, 0))[0], sides(made("long-edge", 3, -2))[0]).getbbox() is None
    )


def test_rulers_are_as_long_as_they_say() -> None:
    """From the first tick to the last: 100 mm and 4 inches, measured in the picture."""
    front = sides(made("long-edge", 0, 0))[0]
    for foot, length in ((HEIGHT - 42, 100.0), (HEIGHT - 30, 101.6)):
        row = front.crop((0, round((foot + 3.5) * DOT), front.width, round((foot + 3.5) * DOT) + 1)).tobytes()
        ink = [place for place, value in enumerate(row) if value < 128]
        assert (ink[-1] - ink[0]) / DOT == pytest.approx(length, abs=0.2)


def test_thumbnail_and_sheet_are_whole() -> None:
    assert Image.open(io.BytesIO(made("long-edge", 0, 0).thumbnail)).width > 100
