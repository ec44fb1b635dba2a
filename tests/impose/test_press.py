"""The press file of a page with everything in it that has a colour: text, areas, drawings, gradients, pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from toolkit.compose.assets import ADDRESS
from toolkit.compose.compose import Composition
from toolkit.impose.press import press
from toolkit.inks import PressSheet
from toolkit.render.draft import layout
from toolkit.schema.paper import Kind
from toolkit.verify import verify

MM = 72 / 25.4
TRIM = (80.0, 50.0)
KIND = Kind.model_validate(
    {
        "trim": "sheet",
        "margins": {"top": "8mm", "bottom": "8mm", "inside": "8mm", "outside": "8mm"},
        "parts": ["body"],
        "blocks": [],
        "print": {"sides": "one"},
    }
)
SHEET = PressSheet(
    bleed=3.0,
    marks=5.0,
    registry="http://www.color.org",
    identifier="TEST 1",
    condition="A press",
    inks={"#0b5563": (90.0, 25.0, 30.0, 50.0)},
)
CSS = """
@page { size: 80mm 50mm; margin: 8mm; bleed: 3mm }
html { font-size: 9pt; color: #000000 }
.art { position: absolute; left: -11mm; top: -11mm; width: 30mm; height: 56mm; background: #0b5563 }
.far { position: absolute; left: 60mm; top: 10mm; width: 60mm; height: 2mm; background: #00aa00 }
.fade { height: 4mm; background: linear-gradient(to right, #ff0000, #0000ff 40%, #00ff00) }
.drawing { height: 6mm; background: url(https://toolkit.invalid/d.svg) repeat-x; background-size: 6mm }
.grey { color: #777777; background: rgba(200, 30, 30, .5) }
"""
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><g opacity=".5">
<rect width="6" height="6" fill="#c01020" stroke="#20c010"/></g></svg>"""
HTML = """<html lang="en"><head><title>T</title></head><body><div class="art"></div><div class="far"></div>
<h1>Black</h1><p class="grey">Grey</p><div class="fade"></div><div class="drawing"></div>
<p><a href="https://example.org">A link</a> <img src="https://toolkit.invalid/p.png" alt="P">
<img src="https://toolkit.invalid/t.png" alt="T"></p></body></html>"""


def png(mode: str, colour: tuple[int, ...]) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (8, 8), colour).save(out, format="PNG")
    return out.getvalue()


@cache
def made(css: str = "") -> tuple[bytes, tuple[str, ...]]:
    assets = {
        f"{ADDRESS}d.svg": (DRAWING, "image/svg+xml"),
        f"{ADDRESS}p.png": (png("RGB", (255, 0, 0)), "image/png"),
        f"{ADDRESS}t.png": (png("RGBA", (0, 0, 255, 128)), "image/png"),
    }
    page = Composition("test/press", HTML, CSS + css, assets, TRIM, KIND, "0" * 32, press=SHEET)
    data, findings = press(layout(page).pdf(), SHEET, "A title", "test/press")
    return data, tuple(finding.code for finding in findings)


@pytest.fixture
def document() -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(made()[0])) as found:
        yield found


def streams(document: Any) -> list[Any]:
    """Pages, drawings in them, and patterns."""
    found = list(document.pages)
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing):
            found.append(thing)
    return found


def painted(document: Any) -> list[tuple[str, tuple[Any, ...]]]:
    return [
        (str(step.operator), tuple(step.operands))
        for stream in streams(document)
        for step in pikepdf.parse_content_stream(stream)
    ]


def test_no_colour_of_the_screen_is_left(document: Any) -> None:
    """No operator, no gradient, no group, no picture, no colour space in RGB."""
    assert made()[1] == ()
    assert len(streams(document)) > 3, "the drawing, its group and its pattern are looked into"
    operators = {name for name, _ in painted(document)}
    assert not operators & {"rg", "RG", "g", "G"}
    assert {"k", "K"} <= operators
    assert b"DeviceRGB" not in made()[0]
    pictures = [o for o in document.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert {str(picture.ColorSpace) for picture in pictures} == {"/DeviceCMYK", "/DeviceGray"}
    red = next(o for o in pictures if o.ColorSpace == "/DeviceCMYK" and o.read_bytes()[:4] == b"\x00\xff\xff\x00")
    assert len(red.read_bytes()) == 4 * red.Width * red.Height
    ends = [len(o.C0) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/C0" in o]
    assert 3 not in ends


def test_black_text_is_black_ink_alone_and_the_brand_is_heard(document: Any) -> None:
    inks = {tuple(float(value) for value in values) for name, values in painted(document) if name == "k"}
    assert (0, 0, 0, 1) in inks
    assert (0.9, 0.25, 0.3, 0.5) in inks
    assert any(ink[:3] == (0, 0, 0) and 0.4 < ink[3] < 0.6 for ink in inks), "grey is a share of black"


def test_boxes_are_exact(document: Any) -> None:
    """The trim is the finished size, the bleed lies 3 mm round it, the paper holds the marks."""
    page = document.pages[0].obj
    trim, bleed, media = ([float(value) for value in page[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox"))
    assert trim == pytest.approx([0, 0, 80 * MM, 50 * MM], abs=0.001)
    assert bleed == pytest.approx([-3 * MM, -3 * MM, 83 * MM, 53 * MM], abs=0.001)
    assert media[0] < bleed[0] - 5 * MM
    assert media[3] > bleed[3] + 5 * MM
    assert "/CropBox" not in page


def test_what_is_for_screens_is_gone_and_nothing_untrue_is_claimed(document: Any) -> None:
    intent = document.Root.OutputIntents[0]
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "TEST 1")
    assert str(document.docinfo["/Trapped"]) == "/False"
    assert "/GTS_PDFXVersion" not in document.docinfo
    assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(document.Root.keys())
    assert "/Annots" not in document.pages[0].obj


def picture() -> tuple[Image.Image, float]:
    """The page as a picture, and how many of its points make a millimetre."""
    with pypdfium2.PdfDocument(made()[0]) as found:
        return found[0].render(scale=4).to_pil().convert("RGB"), 4 * MM


def test_art_fills_the_bleed_and_ends_there() -> None:
    """Ink lies on the whole bleed beside art that touches the edge; what reaches further is cut off."""
    image, mm = picture()
    start = (image.width / mm - 80) / 2
    inside = image.getpixel((round((start - 2.5) * mm), round((start + 20) * mm)))
    outside = image.getpixel((round((start - 3.5) * mm), round((start + 20) * mm)))
    assert inside[2] < 160, "the bleed is bare"
    assert outside == (255, 255, 255)
    far = image.getpixel((round((start + 84) * mm), round((start + 19) * mm)))
    assert far == (255, 255, 255)


def test_marks_stand_outside_the_bleed_on_every_plate(document: Any) -> None:
    steps = painted(document)
    assert ("SCN", (1,)) in [(name, values) for name, values in steps if name == "SCN"]
    space = document.pages[0].obj.Resources.ColorSpace["/AllPlates"]
    assert [str(space[0]), str(space[1])] == ["/Separation", "/All"]
    image, mm = picture()
    start = (image.width / mm - 80) / 2
    column = [image.getpixel((round(start * mm), row))[0] for row in range(round((start - 3) * mm))]
    assert min(column) < 128, "no crop mark over the corner"
    assert min(column[-round(0.8 * mm) : -2]) > 200, "the mark runs into the bleed"


def test_what_cannot_be_turned_into_inks_is_found() -> None:
    """Another colour space is named, not printed wrongly in silence."""
    assert made("h1 { color: lab(50% 40 30) }")[1] == ("P113",)


def test_the_same_page_gives_the_same_bytes() -> None:
    made.cache_clear()
    first = made()[0]
    made.cache_clear()
    assert made()[0] == first


def test_verify_looks_at_the_boxes(tmp_path: Any) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(made()[0])
    with pikepdf.open(io.BytesIO(made()[0])) as found:
        found.pages[0].obj.BleedBox = found.pages[0].obj.TrimBox
        found.save(bad, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert verify([good])[1] == ()
    assert [finding.code for finding in verify([bad])[1]] == ["V105"]
