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
