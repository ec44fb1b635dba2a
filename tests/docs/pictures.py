"""Makes the README's pictures from real pages: `python -m tests.docs.pictures OUTPUT`.

OUTPUT is a folder in which `toolkit build` made the default kit in the two shipped brands. Pages stand white on light
grey with a thin shadow. Owns the choice of pages and their arrangement; the pages are the program's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from tests.docs.reference import ROOT

FOLDER = ROOT / "docs" / "pictures"
PLAIN, COLOURFUL = "neutral/hotel/en", "fernlight/hotel/en"
HANDOUT, CARD, GUIDE = "handout-front-desk.pdf", "wallet-card.pdf", "facilitator-guide-hotel.pdf"
CARD_SHEET = "wallet-card-print-letter.pdf"
RUN_SHEET, LESSON = "45-minute session", "Warning signs in a hotel"

GROUND, WHITE, SHADOW, EDGE = (232, 235, 237), (255, 255, 255), (120, 128, 134), (205, 210, 214)
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


def find(path: Path, words: str) -> int:
    """The number of the first page whose largest headings hold these words (pages of contents are passed over)."""
    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(2, len(document)):
            text = document[number].get_textpage().get_text_bounded()
            if words in text[:400] and text.count(" . ") + text.count("....") < 4:
                return number
    finally:
        document.close()
    raise SystemExit(f'{path} has no page with "{words}" near its top')


def on_ground(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pages in rows on grey, centred, each with an edge and a shadow."""
    widths = [sum(one.width for one in row) + GAP * (len(row) - 1) for row in rows]
    heights = [max(one.height for one in row) for row in rows]
    size = (max(widths) + 2 * GAP, sum(heights) + GAP * (len(rows) + 1))
    ground, shadow = Image.new("RGB", size, GROUND), Image.new("L", size, 0)
    places = []
    top = GAP
    for row, width, height in zip(rows, widths, heights, strict=True):
        left = (size[0] - width) // 2
        for one in row:
            places.append((one, left, top + (height - one.height) // 2))
            left += one.width + GAP
        top += height + GAP
    pen = ImageDraw.Draw(shadow)
    for one, left, upper in places:
        pen.rectangle((left, upper + 3, left + one.width, upper + one.height + 4), fill=150)
    ground.paste(SHADOW, (0, 0), shadow.filter(ImageFilter.GaussianBlur(6)))
    pen = ImageDraw.Draw(ground)
    for one, left, upper in places:
        pen.rectangle((left - 1, upper - 1, left + one.width, upper + one.height), fill=EDGE)
        ground.paste(one, (left, upper))
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
    print(f"{path.relative_to(ROOT)}  {image.width} × {image.height}  {path.stat().st_size // 1000} kB  {colours} colours")


def column(images: Iterable[Image.Image]) -> Image.Image:
    """Pages over each other on grey, to stand beside a taller one."""
    held = list(images)
    size = (max(one.width for one in held), sum(one.height for one in held) + GAP * (len(held) - 1))
    return on_ground([[one] for one in held]).crop((GAP, GAP, GAP + size[0], GAP + size[1]))


def main(output: Path) -> None:
    """Make all four."""
    plain, colourful = output / PLAIN, output / COLOURFUL
    save("handout.png", on_ground([[page(plain / HANDOUT, 0, height=860), page(plain / HANDOUT, 1, height=860)]]))
    sheet = page(plain / CARD_SHEET, 0, height=760)
    cards = [page(plain / CARD, number, height=363) for number in (0, 1)]
    save("card.png", on_ground([[cards[0], sheet]]) if not cards[1:] else _beside(cards, sheet))
    guide = plain / GUIDE
    run, lesson = find(guide, RUN_SHEET), find(guide, LESSON)
    lesson += lesson % 2 == 0  # a left page, with the right page beside it
    numbers = (0, run, lesson, lesson + 1)
    save("guide.png", on_ground([[page(guide, number, height=450) for number in numbers]]))
    brands = [page(folder / HANDOUT, 0, height=860) for folder in (plain, colourful)]
    save("brands.png", on_ground([brands]))


def _beside(cards: Sequence[Image.Image], sheet: Image.Image) -> Image.Image:
    """Both sides of a card over each other, and the sheet beside them."""
    wide = max(one.width for one in cards)
    size = (wide + sheet.width + 3 * GAP, sheet.height + 2 * GAP)
    left = on_ground([[one] for one in cards])
    right = on_ground([[sheet]])
    ground = Image.new("RGB", size, GROUND)
    ground.paste(right, (size[0] - right.width, (size[1] - right.height) // 2))
    ground.paste(left, (0, (size[1] - left.height) // 2))
    return ground


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("give the output folder: python -m tests.docs.pictures output")
    main(Path(sys.argv[1]))
