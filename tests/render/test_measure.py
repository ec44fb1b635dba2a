"""Facts about laid-out pages, in millimetres, from real layouts."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from toolkit.compose.compose import Composition
from toolkit.render.draft import layout
from toolkit.render.measure import PageFacts
from toolkit.schema.paper import Kind

KIND = TypeAdapter(Kind).validate_python(
    {
        "trim": "sheet",
        "margins": {"top": "10mm", "bottom": "10mm", "inside": "10mm", "outside": "10mm"},
        "safe": "5mm",
        "parts": (),
        "blocks": (),
        "print": {"sides": "two"},
    }
)
PAGE = "@page { size: 100mm 80mm; margin: 10mm } body { margin: 0; font: 10pt/1 Heebo } p { margin: 0 }"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
PICTURE = "https://toolkit.invalid/square.svg"


def facts(body: str, css: str = "", *, size: float | None = None) -> tuple[PageFacts, ...]:
    html = f"<html lang=en><head><title>Test</title></head><body>{body}</body></html>"
    assets = {PICTURE: (SQUARE.encode(), "image/svg+xml")}
    return layout(Composition("test", html, f"{PAGE} {css}", assets, (100.0, 80.0), KIND, "0" * 32), size).facts()


def test_size_of_the_page():
    (page,) = facts("<p>Text</p>")
    assert (page.width_mm, page.height_mm) == pytest.approx((100, 80), abs=0.01)
    assert not page.blank


def test_text_inside_its_margins_is_fine():
    (page,) = facts("<p>Text that stands where it should.</p>" * 5)
    assert (page.near_edge, page.too_wide, page.covered) == ((), (), ())


def test_foot_of_the_text():
    one, three = (facts("<p>Text</p>" * lines)[0] for lines in (1, 3))
    line = 10 * 25.4 / 72
    assert three.bottom_mm - one.bottom_mm == pytest.approx(2 * line, abs=0.05)
    assert 10 + line <= one.bottom_mm < 10 + 1.6 * line


def test_running_foot_does_not_count_as_text_that_is_too_long():
    (page,) = facts("<p>Text</p>", "@page { @bottom-center { content: 'page 1' } }")
    assert page.bottom_mm < 20


@pytest.mark.parametrize(
    ("css", "by"),
    [
        ("p { margin-left: -8mm }", 3.0),
        ("p { margin-top: -7mm }", 2.0),
        ("p { text-align: right; margin-right: -9mm }", 4.0),
        ("p { position: absolute; bottom: -9mm; line-height: 1.5 }", 4.5),
    ],
)
def test_text_near_each_edge(css, by):
    (page,) = facts("<p>Text</p>", css)
    assert [stray.text for stray in page.near_edge] == ["Text"]
    assert page.near_edge[0].by_mm == pytest.approx(by, abs=0.8)


def test_running_foot_too_near_the_edge():
    css = "@page { @bottom-center { content: 'foot'; vertical-align: bottom } }"
    (page,) = facts("<p>Text</p>", css)
    assert [stray.text for stray in page.near_edge] == ["foot"]


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_word_wider_than_its_column(share):
    (page,) = facts(f"<div><p>See {'W' * 60} now</p></div>", f"div {{ width: {80 * share}mm }}")
    assert [stray.text for stray in page.too_wide] == ["W" * 60]
    assert page.too_wide[0].by_mm > 20


def test_word_that_breaks_is_not_too_wide():
    (page,) = facts(f"<p>{'W' * 60}</p>", "p { overflow-wrap: anywhere }")
    assert page.too_wide == ()


def test_blank_pages():
    pages = facts("<p>One</p><p style='break-before: page'>&nbsp;</p><p style='break-before: page'>Three</p>")
    assert [page.blank for page in pages] == [False, True, False]


def test_names_of_pages():
    pages = facts("<div class=a>A</div><div class=b>B</div>", ".a { page: front } .b { page: back }")
    assert [page.name for page in pages] == ["front", "back"]


def test_text_over_text():
    (page,) = facts("<p>Under</p><p>Over</p>", "p + p { margin-top: -10pt }")
    assert [stray.text for stray in page.covered] == ["Under"] or [s.text for s in page.covered] == ["Over"]


def test_lines_that_only_touch_do_not_cover_each_other():
    (page,) = facts("<p>Many lines of text that run on and on. </p>" * 8, "body { line-height: .9 }")
    assert page.covered == ()


@pytest.mark.parametrize("place", ["position: absolute; top: 0; left: 0", "display: block; margin-top: -4mm"])
def test_picture_over_text(place):
    image = f'<img src="{PICTURE}" alt="x" style="{place}; width: 20mm; height: 20mm">'
    (page,) = facts(f"<p>Hidden</p>{image}")
    assert [stray.text for stray in page.covered] == ["Hidden"]


def test_picture_beside_text():
    image = f'<img src="{PICTURE}" alt="x" style="float: left; width: 20mm; height: 20mm">'
    (page,) = facts(f"{image}<p>Beside</p>")
    assert page.covered == ()


def test_root_size_scales_the_text():
    css = "body { font-size: 1rem }"
    small, large = (facts("<p>Text</p>", css, size=size)[0] for size in (6, 12))
    assert large.bottom_mm - 10 == pytest.approx(2 * (small.bottom_mm - 10), rel=0.05)
