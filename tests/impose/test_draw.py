"""The drawn print sheet: looked at as an image, card by card."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from tests.example_project import loaded
from tests.imposition.paper import kind
from toolkit.impose.draw import draw
from toolkit.imposition.impose import impose
from toolkit.imposition.shapes import Placed, Plan
from toolkit.schema.paper import Stock

TRIM = (88.9, 50.8)
PT_PER_MM = 72 / 25.4
SCALE = 2
RED, GREEN, BLUE, BLACK, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0), (255, 255, 255)


def step_and_repeat(trim, on: Stock, pages: int = 2, **more) -> Plan:
    return impose(kind("step-and-repeat", **more), trim, pages, on)


def card(pages: int = 2, *, bleed: float = 0.0) -> bytes:
    """A card whose front is red at its top left and whose back is green there; the rest of each is blue."""
    width, height = (side * PT_PER_MM for side in TRIM)
    edge = bleed * PT_PER_MM
    with pikepdf.new() as pdf:
        for colour in ("1 0 0", "0 1 0")[:pages]:
            page = pdf.add_blank_page(page_size=(width + 2 * edge, height + 2 * edge))
            whole = f"0 0 1 rg 0 0 {width + 2 * edge} {height + 2 * edge} re f"
            corner = f"{colour} rg {edge} {edge + height / 2} {width / 2} {height / 2} re f"
            page.contents_add(pikepdf.Stream(pdf, f"{whole} {corner}".encode()))
            page.obj.TrimBox = pikepdf.Array([edge, edge, edge + width, edge + height])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def sides(sheet: bytes) -> list:
    document = pypdfium2.PdfDocument(sheet)
    try:
        return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def colour_at(image, x: float, y: float) -> tuple[int, int, int]:
    """The colour at a place in millimetres from the top left corner."""
    return image.getpixel((int(x * PT_PER_MM * SCALE), int(y * PT_PER_MM * SCALE)))


def corners(image, place: Placed) -> list[tuple[int, int, int]]:
    """The colours of a card in the middle of its quarters: top left, top right, bottom left, bottom right."""
    trim = place.trim
    return [
        colour_at(image, trim.left + trim.width * x, trim.top + trim.height * y)
        for y in (0.25, 0.75)
        for x in (0.25, 0.75)
    ]


def stock(name: str, flip: str) -> Stock:
    return loaded().stocks[name].value.model_copy(update={"flip": flip})


@pytest.mark.parametrize("name", ["letter", "letter-cards-10"])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
@pytest.mark.parametrize("bleed", [0.0, 3.0])
def test_every_card_of_both_sides_is_in_its_place_and_the_right_way_up(name, flip, bleed):
    plan = step_and_repeat(TRIM, stock(name, flip))
    front, back = sides(draw(card(bleed=bleed), plan, "Cards"))
    assert len(plan.sheets[0].front.pages) >= 8
    for place in plan.sheets[0].front.pages:
        assert corners(front, place) == [RED, BLUE, BLUE, BLUE]
    for place in plan.sheets[0].back.pages:
        expected = [BLUE, BLUE, BLUE, GREEN] if flip == "short-edge" else [GREEN, BLUE, BLUE, BLUE]
        assert corners(back, place) == expected


def test_ink_of_one_card_does_not_reach_the_next_or_the_border():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    front, _ = sides(draw(card(bleed=3.0), plan, "Cards"))
    first = min(plan.sheets[0].front.pages, key=lambda place: (place.trim.top, place.trim.left)).trim
    assert colour_at(front, first.left - 0.7, first.top + 10) == WHITE
    assert colour_at(front, first.left + TRIM[0] + 0.7, first.top + 10) == RED


def test_card_of_one_side_makes_a_sheet_of_one_side():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"), pages=1)
    assert len(sides(draw(card(pages=1), plan, "Cards"))) == 1


def test_sheet_has_the_size_of_the_stock():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    with pikepdf.open(io.BytesIO(draw(card(), plan, "Cards"))) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert [float(value) for value in page.mediabox] == pytest.approx([0, 0, 612, 792])
            assert [float(value) for value in page.trimbox] == pytest.approx([0, 0, 612, 792])


def test_marks_are_drawn_on_both_sides_of_plain_sheets_only():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    assert plan.sheets[0].front.cuts
    for image in sides(draw(card(), plan, "Cards")):
        for x1, y1, x2, y2 in plan.sheets[0].front.cuts:
            middle = ((x1 + x2) / 2, (y1 + y2) / 2)
            near = [colour_at(image, middle[0] + dx, middle[1] + dy) for dx in (-0.2, 0, 0.2) for dy in (-0.2, 0, 0.2)]
            assert min(sum(colour) for colour in near) < 700, (x1, y1)


def test_die_cut_sheet_has_nothing_between_its_cards():
    wide = loaded().stocks["a4-cards-10"].value
    plan = step_and_repeat((85.0, 55.0), wide)
    front, _ = sides(draw(card(), plan, "Cards"))
    between = plan.sheets[0].front.pages[0].trim.left + 85.0 + 5.0
    column = [colour_at(front, between, y) for y in range(3, 290, 2)]
    assert len(column) > 100
    assert set(column) == {WHITE}


def test_same_card_gives_the_same_bytes_and_no_day_or_place():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    whole = card()
    first, second = (draw(whole, plan, "Cards") for _ in range(2))
    assert first == second
    assert b"/CreationDate" not in first
    assert b"/tmp" not in first


def test_title_is_kept_and_nothing_claims_to_be_accessible():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    sheet = draw(card(), plan, "Señales — cards")
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        assert str(pdf.docinfo.Title) == "Señales — cards"
        assert "/MarkInfo" not in pdf.Root
        assert "/StructTreeRoot" not in pdf.Root
    assert b"pdfuaid" not in sheet


def test_card_is_held_once_however_often_it_is_shown():
    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    with pikepdf.open(io.BytesIO(draw(card(), plan, "Cards"))) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        assert len(forms) == 2


def test_register_targets_are_drawn_at_the_same_place_on_both_sides():
    """A circle with a cross: ink on the ring and in its middle, none between."""
    from toolkit.impose.draw import TARGET_RADIUS_MM

    plan = step_and_repeat(TRIM, stock("letter", "long-edge"))
    assert len(plan.sheets[0].front.targets) == 2

    def inked(image, x: float, y: float) -> bool:
        near = [colour_at(image, x + dx, y + dy) for dx in (-0.2, 0, 0.2) for dy in (-0.2, 0, 0.2)]
        return min(sum(colour) for colour in near) < 700

    for image in sides(draw(card(), plan, "Cards")):
        for x, y in plan.sheets[0].front.targets:
            diagonal = TARGET_RADIUS_MM * 2**-0.5
            ring = [(x + dx * diagonal, y + dy * diagonal) for dx in (-1, 1) for dy in (-1, 1)]
            assert all(inked(image, *spot) for spot in [(x, y), *ring, (x + 1.4 * TARGET_RADIUS_MM, y)])
            half = diagonal / 2
            assert not any(inked(image, x + dx * half, y + dy * half) for dx in (-1, 1) for dy in (-1, 1))


def booklet(pages: int, *, bleed: float = 0.0) -> bytes:
    """Pages of one grey each, the first the darkest, with a red corner at their top left; bleed is magenta."""
    width, height = (side * PT_PER_MM for side in TRIM)
    edge = bleed * PT_PER_MM
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(width + 2 * edge, height + 2 * edge))
            whole = f"1 0 1 rg 0 0 {width + 2 * edge} {height + 2 * edge} re f"
            grey = f"{shade(number) / 255:.4f} g {edge} {edge} {width} {height} re f"
            corner = f"1 0 0 rg {edge} {edge + height * 0.75} {width / 4} {height / 4} re f"
            page.contents_add(pikepdf.Stream(pdf, f"{whole} {grey} {corner}".encode()))
            page.obj.MediaBox = page.obj.BleedBox = pikepdf.Array([0, 0, width + 2 * edge, height + 2 * edge])
            page.obj.TrimBox = pikepdf.Array([edge, edge, edge + width, edge + height])
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def shade(page: int) -> int:
    return 40 + 20 * page


MAGENTA = (255, 0, 255)
SCHEMES = [("n-up", None), ("cut-and-stack", None), ("step-and-repeat", "saddle-stitch"), ("n-up", "accordion")]


@pytest.mark.parametrize(("arrange", "fold"), SCHEMES)
@pytest.mark.parametrize("bleed", [0.0, 3.0])
@pytest.mark.parametrize("flip", ["long-edge", "short-edge"])
def test_every_page_of_every_scheme_is_drawn_where_the_plan_says_and_turned_as_it_says(arrange, fold, bleed, flip):
    document = kind(arrange, fold, bleed=bleed, most=6)
    on = stock("letter", flip)
    if fold == "accordion":
        on = on.model_copy(update={"size": (300.0, 420.0)})
    plan = impose(document, TRIM, 6, on)
    images = sides(draw(booklet(6, bleed=bleed), plan, "Booklet"))
    assert len(images) == len(plan.sides)
    seen = set()
    for image, side in zip(images, plan.sides, strict=True):
        for page in side.pages:
            if page.page is None:
                continue
            seen.add(page.page)
            box = page.trim
            middle = colour_at(image, box.left + box.width / 2, box.top + box.height / 2)
            assert max(abs(value - shade(page.page)) for value in middle) <= 1
            spots = {0: (0.1, 0.1), 90: (0.9, 0.1), 180: (0.9, 0.9), 270: (0.1, 0.9)}
            for turn, (x, y) in spots.items():
                corner = colour_at(image, box.left + box.width * x, box.top + box.height * y)
                assert (corner == RED) == (turn == page.turn)
    assert seen == set(range(6))


def test_bleed_is_there_up_to_its_end_and_not_over_a_fold_or_a_neighbour():
    plan = impose(kind("n-up", "saddle-stitch", bleed=3.0), (60.0, 80.0), 8, stock("letter", "long-edge"))
    front = plan.sheets[0].front
    pages = booklet(8, bleed=3.0)
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        assert len(pdf.pages) == 8
    image = sides(draw(pages, plan, "Booklet"))[0]
    reached = 0
    for page in front.pages:
        for side, distance in (("left", page.trim.left - page.ink.left), ("right", page.ink.right - page.trim.right)):
            sign = -1 if side == "left" else 1
            edge = page.trim.left if side == "left" else page.trim.right
            middle = page.trim.top + page.trim.height / 2
            if distance > 0.1:
                reached += 1
                assert distance == pytest.approx(3.0)
                if page.turn == 0:
                    assert colour_at(image, edge + sign * 2.5, middle) != WHITE
                    assert colour_at(image, edge + sign * 3.5, middle) != MAGENTA
    assert reached


@pytest.mark.parametrize("name", ["letter", "letter-cards-10"])
def test_bleed_pixels_surround_the_block_of_cards(name):
    """Outside the block all of the bleed is there; between butted cells there is none."""
    plan = step_and_repeat(TRIM, stock(name, "long-edge"), bleed=3.0)
    image = sides(draw(booklet(2, bleed=3.0), plan, "Cards"))[0]
    first = min(plan.sheets[0].front.pages, key=lambda page: (page.trim.top, page.trim.left))
    middle = first.trim.top + first.trim.height / 2
    for distance in (0.5, 1.5, 2.7):
        assert colour_at(image, first.trim.left - distance, middle) == MAGENTA
    assert colour_at(image, first.trim.left - 3.4, middle) == WHITE
    beyond = colour_at(image, first.trim.right + 0.7, middle)
    assert (beyond == MAGENTA) == (name == "letter"), "a gutter on the plain sheet, none on the perforated one"


def test_fold_lines_are_dashed_and_outside_the_pages():
    plan = impose(kind("step-and-repeat", "saddle-stitch"), (60.0, 80.0), 4, stock("letter", "long-edge"))
    side = plan.sheets[0].front
    assert side.folds
    sheet = draw(booklet(4), plan, "Booklet")
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        pdf.pages[0].contents_coalesce()
        drawn = pdf.pages[0].Contents.read_bytes()
        assert drawn.count(b"] 0 d") == len(side.folds)
        assert drawn.count(b" re W n") == len([page for page in side.pages if page.page is not None])


def test_boxes_stand_on_every_page_of_the_sheets():
    plan = impose(kind("n-up"), TRIM, 25, stock("letter", "long-edge"))
    with pikepdf.open(io.BytesIO(draw(booklet(25), plan, "Cards"))) as pdf:
        assert len(pdf.pages) == 4
        for page in pdf.pages:
            for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
                assert [float(value) for value in page.obj[box]] == pytest.approx([0, 0, 612, 792])
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"]
        assert len(forms) == 25, "each page is held once"
        assert sorted(pdf.pages[0].Resources.XObject) == sorted(f"/Page{n + 1}" for n in range(0, 20, 2))
