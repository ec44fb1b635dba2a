"""Makes the README's pictures from real pages: `python -m tests.docs.pictures OUTPUT`.

OUTPUT is a folder in which `toolkit build` made the default kit in the two shipped brands. Pages stand white on light
grey with a thin shadow. Owns the choice of pages and their arrangement; the pages are the program's.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from tests.docs.reference import ROOT

FOLDER = ROOT / "docs" / "pictures"
PLAIN, COLOURFUL = "neutral/hotel/en", "fernlight/hotel/en"
HANDOUT, CARD, GUIDE = "handout-front-desk.pdf", "wallet-card.pdf", "facilitator-guide-hotel.pdf"
CARD_SHEET = "wallet-card-print-letter.pdf"
RUN_SHEET, LESSON = "45-minute session", "Warning signs in a hotel"

GROUND, SHADOW, EDGE = (232, 235, 237), (120, 128, 134), (205, 210, 214)
GAP = 34
LARGEST_FILE = 250_000
COLOURS = (128, 96, 64, 48, 32, 24, 16)


def page(path: Path, number: int, *, height: int) -> Image.Image:
    """A page of a PDF, `height` pixels high."""
    document = pypdfium2.PdfDocument(path)
    try:
        sheet = document[number]
        scale = 2 * height / sheet.get_height()
        image = sheet.render(scale=scale).to_pil().convert("RGB")
        return image.resize((round(image.width / 2), height), Image.Resampling.LANCZOS)
    finally:
        document.close()


def find(path: Path, title: str) -> int:
    """The number of the page on which a bookmark of this title stands."""
    document = pypdfium2.PdfDocument(path)
    try:
        for bookmark in document.get_toc():
            aim = bookmark.get_dest()
            if bookmark.get_title() == title and aim is not None:
                return int(aim.get_index())
    finally:
        document.close()
    raise SystemExit(f'{path} has no bookmark "{title}"')


def on_ground(*columns: Sequence[Image.Image]) -> Image.Image:
    """Columns of pages side by side on grey, each page with an edge and a shadow."""
    widths = [max(one.width for one in column) for column in columns]
    heights = [sum(one.height for one in column) + GAP * (len(column) - 1) for column in columns]
    size = (sum(widths) + GAP * (len(columns) + 1), max(heights) + 2 * GAP)
    places: list[tuple[Image.Image, int, int]] = []
    left = GAP
    for column, width, height in zip(columns, widths, heights, strict=True):
        top = (size[1] - height) // 2
        for one in column:
            places.append((one, left + (width - one.width) // 2, top))
            top += one.height + GAP
        left += width + GAP
    shadow, ground = Image.new("L", size, 0), Image.new("RGB", size, GROUND)
    for one, x, y in places:
        ImageDraw.Draw(shadow).rectangle((x, y + 3, x + one.width, y + one.height + 4), fill=150)
    ground.paste(SHADOW, (0, 0), shadow.filter(ImageFilter.GaussianBlur(6)))
    for one, x, y in places:
        ImageDraw.Draw(ground).rectangle((x - 1, y - 1, x + one.width, y + one.height), fill=EDGE)
        ground.paste(one, (x, y))
    return ground


def save(name: str, image: Image.Image) -> None:
    """Write a picture with as many colours as its size allows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    for colours in COLOURS:
        image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < LARGEST_FILE:
            break
    else:
        raise SystemExit(f"{name} has {path.stat().st_size} bytes, more than {LARGEST_FILE}")
    print(
        f"{path.relative_to(ROOT)}  {image.width} × {image.height}  {path.stat().st_size // 1000} kB  {colours} colours"
    )


def main(output: Path) -> None:
    """Make all four."""
    plain, colourful = output / PLAIN, output / COLOURFUL
    save("handout.png", on_ground(*([page(plain / HANDOUT, side, height=860)] for side in (0, 1))))
    cards = [page(plain / CARD, side, height=363) for side in (0, 1)]
    save("card.png", on_ground(cards, [page(plain / CARD_SHEET, 0, height=760)]))
    guide = plain / GUIDE
    lesson = find(guide, LESSON)
    lesson += lesson % 2 == 0  # page 1 has number 0: a left page has an odd one, and the right page follows it
    numbers = (0, find(guide, RUN_SHEET), lesson, lesson + 1)
    save("guide.png", on_ground(*([page(guide, number, height=450)] for number in numbers)))
    save("brands.png", on_ground(*([page(folder / HANDOUT, 0, height=860)] for folder in (plain, colourful))))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("give the output folder: python -m tests.docs.pictures output")
    main(Path(sys.argv[1]))
