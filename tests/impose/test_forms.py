"""Fillable forms: which fields there are, in which order, how they are said, and what typed text looks like."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from tests.export.shipped import editions, library
from toolkit.compose.compose import Composer
from toolkit.fonts import TYPED, shipped_folders, typing_font
from toolkit.impose.forms import MULTILINE, finished
from toolkit.job import Job, work

MULTIPLE = {"saw", "heard", "done"}
INCIDENT = [
    *("date", "time", "place", "danger", "saw", "heard", "car"),
    *(f"told-{row}-{column}" for row in range(1, 5) for column in ("who", "time", "answer")),
    *("done", "next", "written-by", "position", "written-on", "given-to"),
]
POLICY = [
    *("names-1-name-of-our-business", "names-2-we-tell-first", "names-3-if-that-person-is-away"),
    *("names-4-talks-with-police-keeps-the-log", "first-phone", "backup-phone", "log-place", "review-on"),
]


@cache
def made(name: str, locale: str = "en", brand: str = "neutral", direction: str = "ltr") -> bytes:
    edition = next(e for e in editions("hotel", locale=locale, brand=brand) if e.base_name.startswith(name))
    composition, findings = Composer(library()).compose(edition)
    assert composition, findings
    result, findings = work(Job(composition, "title", (), direction))
    assert result, findings
    return result.pdf


def fields(data: bytes) -> list[dict[str, object]]:
    """Every field of a form, in the order of its pages."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return [
            {
                "page": number,
                "name": str(widget.T),
                "said": str(widget.TU),
                "lines": bool(int(widget.get("/Ff", 0)) & MULTILINE),
                "box": [float(side) for side in widget.Rect],
                "look": str(widget.DA),
                "aligned": int(widget.get("/Q", 0)),
            }
            for number, page in enumerate(document.pages)
            for widget in page.obj.get("/Annots", ())
            if widget.Subtype == "/Widget"
        ]


@pytest.mark.parametrize(("kind", "names"), [("incident-form", INCIDENT), ("policy-form", POLICY)])
def test_fields_are_named_after_what_they_ask_in_reading_order(kind, names):
    found = fields(made(kind))
    assert [field["name"] for field in found] == names
    assert len(set(names)) == len(names)
    assert {field["name"] for field in found if field["lines"]} == MULTIPLE & set(names)
    for before, after in pairwise(found):
        (left, _, _, top), (other, _, _, below) = before["box"], after["box"]
        assert (before["page"], -round(top), left) < (after["page"], -round(below), other)


def test_every_field_says_what_to_write():
    said = [str(field["said"]) for field in fields(made("incident-form"))]
    assert said[0] == "Date"
    assert "Person or help line (3)" in said
    assert len(set(said)) == len(said)
    assert all(len(text) > 2 and "<" not in text for text in said)


def test_names_hold_in_every_language_and_direction():
    spanish = [field["name"] for field in fields(made("incident-form", "es", "fernlight"))]
    assert spanish == INCIDENT
    other = fields(made("incident-form", "he-XB", "neutral", "rtl"))
    assert [field["name"] for field in other] == INCIDENT
    assert {field["aligned"] for field in other} == {2}


@pytest.mark.parametrize(
    ("kind", "locale", "brand"), [("incident-form", "en", "neutral"), ("policy-form", "es", "fernlight")]
)
def test_forms_stay_accessible(tmp_path, kind, locale, brand):
    """PDF/UA-1, and the tab key follows the structure."""
    from toolkit.verify import verify

    path = tmp_path / "form.pdf"
    path.write_bytes(made(kind, locale, brand))
    assert verify([path]) == (1, ())
    with pikepdf.open(path) as document:
        form = document.Root.AcroForm
        assert "/NeedAppearances" not in form
        assert document.Root.MarkInfo.Marked
        for page in document.pages:
            widgets = [note for note in page.obj.get("/Annots", ()) if note.Subtype == "/Widget"]
            assert not widgets or page.obj.Tabs == "/S"
            assert all("/StructParent" in widget and "/N" in widget.AP for widget in widgets)
            for left, bottom, right, top in (map(float, widget.Rect) for widget in widgets):
                assert left < right
                assert bottom < top


def test_fields_have_a_whole_font_of_their_own():
    for brand, family in (("neutral", "Atkinson"), ("fernlight", "Mukta")):
        data = made("incident-form", "en", brand)
        with pikepdf.open(io.BytesIO(data)) as document:
            (font,) = document.Root.AcroForm.DR.Font.values()
            assert family in str(font.BaseFont)
            assert font.Encoding == "/WinAnsiEncoding"
            assert len(font.Widths) == 224
            assert all(int(width) > 0 for width in font.Widths[:95])
            assert int(font.FontDescriptor.FontFile2.Length1) > 10000
        assert {str(field["look"]) for field in fields(data)} == {"0 g /Typed 11 Tf"}
        assert len(data) < 100_000


def test_the_same_bytes_every_time():
    once = made("policy-form")
    made.cache_clear()
    typing_font.cache_clear()
    assert made("policy-form") == once


def test_a_document_without_fields_is_left_alone():
    with pikepdf.new() as document:
        document.add_blank_page()
        out = io.BytesIO()
        document.save(out)
    assert finished(out.getvalue(), "Mukta") == out.getvalue()


@pytest.mark.parametrize("family", sorted(shipped_folders()))
def test_every_shipped_family_can_be_typed_in(family):
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(typing_font(family))) as font:
        assert "glyf" in font
        assert "fvar" not in font
        assert set(map(ord, "aZ09ñÑáé¿¡ü")) <= set(font.getBestCmap())
        assert set(font.getBestCmap()) <= set(TYPED)
    assert typing_font("No such family") == typing_font(min(shipped_folders()))


def ink(data: bytes, box: list[float], page: int = 0) -> int:
    """How many dark dots a box shows, in a program that fills in forms."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    image = document[page].render(scale=2).to_pil().convert("L")
    left, bottom, right, top = box
    inside = image.crop(
        (int(left * 2) + 2, int(image.height - top * 2) + 2, int(right * 2) - 2, int(image.height - bottom * 2) - 4)
    )
    return sum(inside.histogram()[:100])


def test_what_is_typed_is_seen_and_hides_the_rules():
    """Letters with marks too; the empty form shows the lines for a pen."""
    data = made("incident-form")
    boxes = {str(field["name"]): field["box"] for field in fields(data)}
    with pikepdf.open(io.BytesIO(data)) as document:
        for field in document.Root.AcroForm.Fields:
            if str(field.T) in ("place", "saw"):
                field.V = pikepdf.String("Señor Muñoz, ¿qué pasó? " * (5 if str(field.T) == "saw" else 1))
                del field.AP
        out = io.BytesIO()
        document.save(out)
    filled = out.getvalue()
    for name in ("place", "saw"):
        assert ink(filled, boxes[name]) > ink(data, boxes[name]) + 200, name
    assert ink(filled, boxes["date"]) == ink(data, boxes["date"])


def test_an_empty_form_prints_with_lines():
    document = pypdfium2.PdfDocument(made("incident-form"))
    image = document[0].render(scale=2).to_pil().convert("L")
    field = next(field for field in fields(made("incident-form")) if field["name"] == "saw")
    left, bottom, right, top = field["box"]
    column = [
        image.getpixel((int((left + right)), int(image.height - y * 2))) for y in range(int(bottom) + 3, int(top) - 3)
    ]
    assert sum(dot < 235 for dot in column) >= 3
