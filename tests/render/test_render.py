"""Compositions to finished bytes: the largest size that fits, the same bytes every time, offline, accessible."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest

from tests.example_project import KIND, NOTICING, TODAY, edited, loaded, text_of
from toolkit.compose.compose import Composer, Composition
from toolkit.load.layers import shipped_root
from toolkit.render.picture import THUMBNAIL_WIDTH, thumbnail
from toolkit.render.render import render
from toolkit.resolve import Request, resolve

PAGE = "templates/kinds/leaflet/page.css"


def composition(kind: str, changes=None, locale: str = "en") -> Composition:
    library = loaded(changes)
    editions, _ = resolve(library, Request(locales=(locale,)), today=TODAY)
    made, findings = Composer(library).compose(next(e for e in editions if e.kind.slug == kind))
    assert made, findings
    return made


@pytest.fixture(scope="module")
def leaflet() -> bytes:
    rendered, findings = render(composition("leaflet"))
    assert rendered, findings
    return rendered.pdf


def test_same_composition_gives_the_same_bytes(leaflet):
    again, _ = render(composition("leaflet"))
    assert again
    assert again.pdf == leaflet


def test_reading_pdf_says_its_title_language_and_tags(leaflet):
    with pikepdf.open(io.BytesIO(leaflet)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo.Title) == "What nurses notice"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_reading_pdf_holds_nothing_of_this_machine(leaflet):
    with pikepdf.open(io.BytesIO(leaflet)) as pdf:
        assert len(pdf.pages) == 1
        texts = [obj.read_bytes() for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
    assert len(texts) > 3
    for data in (leaflet, *texts):
        assert str(shipped_root()).encode() not in data
        assert b"toolkit.invalid" not in data


def test_every_font_is_embedded(leaflet):
    with pikepdf.open(io.BytesIO(leaflet)) as pdf:
        descriptors = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
    assert descriptors
    assert all(any(key in font for key in ("/FontFile2", "/FontFile3", "/FontFile")) for font in descriptors)
    assert {"Atkinson" in str(font["/FontName"]) for font in descriptors} == {True}


@pytest.mark.parametrize("words", [1, 20, 30, 36, 42])
def test_copyfit_takes_the_largest_size_that_fits(words):
    from toolkit.render.draft import layout

    made = composition(
        "pocket", edited(NOTICING, ('card="Someone else talks"', f'card="{"Someone else talks " * words}"'))
    )
    rendered, findings = render(made)
    assert rendered, findings
    sizes = made.kind.copyfit.sizes()
    larger = [size for size in sizes if size > rendered.size]
    assert len(layout(made, rendered.size)) <= 2
    assert all(len(layout(made, size)) > 2 for size in larger)


def test_spreads_of_a_right_to_left_document_are_shown_in_order(leaflet):
    rendered, found = render(composition("leaflet", locale="he-XB"))
    assert rendered, found
    for data, direction in ((leaflet, None), (rendered.pdf, "/R2L")):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.Root.ViewerPreferences.get("/Direction") == direction


def test_right_to_left_pages_have_right_to_left_reading_order():
    rendered, findings = render(composition("leaflet", locale="he-XB"))
    assert rendered, findings
    with pikepdf.open(io.BytesIO(rendered.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "he-XB"


@pytest.mark.parametrize("width", [THUMBNAIL_WIDTH, 80])
def test_thumbnail(leaflet, width):
    from PIL import Image

    with Image.open(io.BytesIO(thumbnail(leaflet, width=width))) as image:
        assert image.format == "PNG"
        assert abs(image.width - width) <= 1
        assert image.height > image.width
        assert len(image.convert("RGB").getcolors(100_000)) > 1


def long_leaflet(lines: int, copyfit: str) -> Composition:
    """A leaflet of so many items that may be set from 12 pt down to 8 pt."""
    items = "".join(f"- Item {number} of a long list.\n" for number in range(lines))
    changes = edited(NOTICING, ("- Someone else does the talking.\n", f"{items}- Someone else does the talking.\n"))
    return composition(
        "leaflet", {**changes, **edited(KIND, ("bookmarks: yes", f"bookmarks: yes\ncopyfit: {copyfit}"))}
    )


def made_of(made: Composition) -> tuple[int, float | None]:
    rendered, findings = render(made)
    assert rendered, findings
    return len(rendered.pages), rendered.size


SIZES = "largest: 12pt, smallest: 8pt, step: 0.5pt"


def test_page_is_saved_where_a_slightly_smaller_size_does_it():
    lines = next(lines for lines in range(20, 60) if made_of(long_leaflet(lines, f"{{{SIZES}}}"))[0] == 2)
    pages, size = made_of(long_leaflet(lines, f"{{{SIZES}, save: 10pt}}"))
    assert pages == 1
    assert size == 11.5


def test_no_page_is_saved_at_a_size_smaller_than_allowed():
    lines = next(lines for lines in range(20, 60) if made_of(long_leaflet(lines, f"{{{SIZES}}}"))[0] == 2) + 12
    assert made_of(long_leaflet(lines, f"{{{SIZES}, save: 10pt}}")) == (2, 12)
    assert made_of(long_leaflet(lines, f"{{{SIZES}, save: 8pt}}"))[0] == 1


def test_named_page_that_may_come_once_is_fitted_or_refused():
    def sheet(lines: int) -> tuple[float | None, list[str]]:
        items = "".join(f"- Item {number} of a long list.\n" for number in range(lines))
        changes = edited(NOTICING, ("- Someone else does the talking.\n", f"{items}- Someone else does the talking.\n"))
        kind = edited(KIND, ("{least: 1, most: 2}", "{once: yes}"), ("bookmarks: yes", f"copyfit: {{{SIZES}}}"))
        rendered, findings = render(
            composition("leaflet", {**changes, **kind, PAGE: text_of(PAGE) + "body { page: side }"})
        )
        return rendered.size if rendered else None, [finding.code for finding in findings]

    assert sheet(1) == (12, [])
    smaller, findings = sheet(40)
    assert (8 <= (smaller or 0) < 12, findings) == (True, [])
    assert sheet(200) == (None, ["P101"])


@pytest.mark.parametrize("inline", ["**now**", "[[emergency]]"])
def test_line_is_not_broken_after_one_word(inline):
    """WeasyPrint 70 does that where only the space before an inline element is too much for the line."""
    from toolkit.render.draft import layout

    item = f"- Call the line at any time of the day {inline} please, and somebody will come to you."
    changes = edited(NOTICING, ("- Someone else does the talking.", item))
    first = set()
    for tenths in range(400, 760, 5):
        css = text_of(PAGE) + f"\nli {{ width: {tenths / 10}mm }}\n"
        first.add(
            next(line for line in lines_of(layout(composition("leaflet", {**changes, PAGE: css}))) if "Call" in line)
        )
    assert len(first) >= 5
    assert min(len(line.split()) for line in first) > 3


def test_a_line_that_is_a_hair_too_wide_does_not_break_the_one_before_it(monkeypatch):
    """WeasyPrint 70 then breaks inside the words before, and leaves most of the line empty."""
    from weasyprint.layout import inline

    from toolkit.render import engine

    said = "<b>Tell the named person now.</b> That is whoever leads the school or the desk, and a backup when they go."
    rows = "".join(f'<p style="width:{width / 20}mm">{said}</p>' for width in range(1300, 2300))
    css = "@page{size:200mm 900mm;margin:5mm}p{font:10pt Zilla Slab;margin:0}"
    page = engine.Page(string=f"<style>{css}</style>{rows}", url_fetcher=engine.Fetcher({}))

    def early() -> list[str]:
        lines = [line for line in lines_in(page.render(font_config=engine.fonts)) if line.startswith("Tell")]
        assert len(lines) == 1000
        return [line for line in lines if "now. That" not in line]

    assert not early()
    monkeypatch.setattr(inline, "split_first_line", engine._first_line)
    assert early()


def lines_of(pages) -> Iterator[str]:
    return lines_in(pages._document)


def lines_in(document) -> Iterator[str]:
    for page in document.pages:
        for box in page._page_box.descendants():
            if type(box).__name__ == "LineBox":
                yield "".join(inner.text for inner in box.descendants() if type(inner).__name__ == "TextBox")


def test_notes_and_list_items_look_as_weasyprint_would_have_them():
    """Of the default styles only those that no element uses are left out."""
    from toolkit.render.draft import layout

    css = (
        text_of(PAGE)
        + "\nh2 /* its aside */, .none { float: footnote }\nli { display: list-item; list-style: square }\n"
    )
    (first, *_) = layout(composition("leaflet", {PAGE: css}))._document.pages
    boxes = {box.element_tag: box for box in first._page_box.descendants() if "::" in (box.element_tag or "")}
    said = {tag: "".join(getattr(inner, "text", "") for inner in box.descendants()) for tag, box in boxes.items()}
    assert said["h2::footnote-call"].isdigit()
    assert said["h2::footnote-marker"].endswith(". ")
    assert said["li::marker"].strip() == "▪"
    assert boxes["li::marker"].style["font_variant_numeric"] == ("tabular-nums",)


def test_a_drawing_that_comes_again_looks_the_same(monkeypatch):
    """With colours and transparency; text behind it keeps its own colour."""
    from weasyprint import images

    from toolkit.render import engine

    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><g opacity=".5"><path d="M2 2h20v9z" fill="#a00"/>'
        '<circle cx="30" cy="8" r="6" fill="#00a" fill-opacity=".4" stroke="#070"/></g></svg>'
    )
    html = f"<style>@page{{size:60mm}}p{{color:#093}}</style>{f'<p>{drawing} one</p><hr>' * 3}<p>{drawing}</p>"

    def pictures() -> list[bytes]:
        data = engine.Page(string=html, url_fetcher=engine.Fetcher({})).write_pdf(font_config=engine.fonts)
        with pypdfium2.PdfDocument(data) as pdf:
            return [page.render(scale=3).to_pil().tobytes() for page in pdf]

    kept = pictures()
    with monkeypatch.context() as patch:
        patch.setattr(images.SVGImage, "draw", images.SVGImage.__mro__[1].draw)
        assert pictures() == kept
    assert len(kept) > 1
