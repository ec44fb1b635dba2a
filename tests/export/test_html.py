"""The page for a phone: one file, nothing fetched, numbers to tap, landmarks, contrast by the brand's own roles."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.export.shipped import flow_of
from toolkit.compose.compose import FlowPage
from toolkit.export.html import as_html

CASES = [("handout-front-desk", "hotel", "en", "neutral"), ("worksheet-policy", "business", "he-XB", "fernlight")]


@pytest.mark.parametrize(("name", "kit", "locale", "brand"), CASES)
def test_the_page_stands_alone(name, kit, locale, brand):
    _, page, _ = flow_of(name, kit, locale=locale, brand=brand)
    html = as_html(page).decode()
    assert "toolkit.invalid" not in html
    assert not re.search(r"<(script|link|iframe|object)\b|@import|@font-face|url\(", html)
    sources = re.findall(r'\bsrc="([^"]*)"', html)
    assert sources
    assert all(source.startswith("data:image/") for source in sources)
    assert re.search(rf'<html lang="{locale}" dir="{"rtl" if locale == "he-XB" else "ltr"}">', html)
    assert '<meta name="viewport"' in html
    assert "color-scheme: light" in html


@pytest.mark.parametrize(("name", "kit", "locale", "brand"), CASES)
def test_structure_for_those_who_listen(name, kit, locale, brand):
    _, page, _ = flow_of(name, kit, locale=locale, brand=brand)
    html = as_html(page).decode()
    for landmark in ("header", "main", "footer"):
        assert html.count(f"<{landmark}>") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(re.search(r'\balt="[^"]+"', image) for image in re.findall(r"<img\b[^>]*>", html))
    for table in re.findall(r"<table.*?</table>", html, re.S):
        assert re.search(r'<thead><tr><th scope="col"', table)


def test_text_is_large_enough_everywhere():
    _, page, _ = flow_of(*CASES[0][:2])
    style = re.search(r"<style>(.*?)</style>", page.html, re.S)
    assert style
    sizes = re.findall(r"font-size: ([\d.]+)rem|font: ([\d.]+)rem", style[1])
    assert sizes
    assert all(float(size or other) * 16 >= 16 for size, other in sizes)


def test_numbers_can_be_tapped():
    html = '<p><bdi class="number" dir="ltr">1-888-373-7888</bdi> <bdi class="number" dir="ltr">741741</bdi></p>'
    message = '<span data-call="sms"><bdi class="number" dir="ltr">1-617-555-0100</bdi></span>'
    made = as_html(FlowPage("flow", html + message, {})).decode()
    assert re.findall(r'href="([^"]*)"', made) == ["tel:18883737888", "sms:741741", "sms:16175550100"]
    assert made.count('<bdi dir="ltr">') == 3


def test_bands_are_on_the_page():
    _, page, _ = flow_of("worksheet-policy", "business", locale="he-XB", brand="fernlight")
    assert page.html.count('<p data-style="band"') == 1
