"""Text that is too long, too wide or too near the edge: told from a real layout, by how much and where."""

from __future__ import annotations

import re

import pytest

from tests.example_project import ACTING, NOTICING, TODAY, assert_finding, edited, loaded
from toolkit.compose.compose import Composer
from toolkit.findings import Finding
from toolkit.render.render import Rendered, render
from toolkit.resolve import Request, resolve

CARD, LEAFLET = "larch/clinic/en/pocket", "larch/clinic/en/leaflet-nurse"


def made(label: str, changes: dict[str, str | bytes | None]) -> tuple[Rendered | None, tuple[Finding, ...]]:
    library = loaded(changes)
    editions, _ = resolve(library, Request(), today=TODAY)
    chosen = [edition for edition in editions if edition.label == label]
    assert len(chosen) == 1
    composition, findings = Composer(library).compose(chosen[0])
    assert composition, findings
    return render(composition)


def millimetres(finding: Finding) -> list[int]:
    return [int(number) for number in re.findall(r"(\d+) mm too long", finding.message)]


def long_card(words: int) -> dict[str, str | bytes | None]:
    return edited(NOTICING, ('card="Someone else talks"', f'card="{"Someone else talks " * words}"'))


def test_card_that_fits_is_set_at_the_largest_size():
    rendered, found = made(CARD, {})
    assert found == ()
    assert rendered
    assert rendered.size == 8.0
    assert [page.name for page in rendered.pages] == ["front", "back"]


def test_longer_card_is_set_smaller():
    rendered, found = made(CARD, long_card(36))
    assert found == ()
    assert rendered
    assert rendered.size is not None
    assert 6.5 <= rendered.size < 8.0


def test_over_long_card_says_which_side_and_by_how_much():
    rendered, found = made(CARD, long_card(80))
    assert rendered is None
    at = assert_finding(found, "P101", CARD, hint="shorten the text", message="front is")
    assert "6.5 pt" in at.message
    assert "back is" not in at.message
    assert len(millimetres(at)) == 1
    assert millimetres(at)[0] > 5


def test_much_longer_card_is_too_long_by_more():
    short, long = (made(CARD, long_card(words))[1][0] for words in (60, 110))
    assert millimetres(long)[0] > millimetres(short)[0] > 0


def test_over_long_back_of_a_card():
    changes = edited(ACTING, ('card="Stay calm"', f'card="{"Stay calm and breathe. " * 80}"'))
    rendered, found = made(CARD, changes)
    assert rendered is None
    at = assert_finding(found, "P101", CARD, message="back is")
    assert "front is" not in at.message


def test_leaflet_of_too_many_pages():
    text = "Words and more words to fill a page with. " * 900
    rendered, found = made(LEAFLET, edited(NOTICING, ("One sign alone proves nothing.", text)))
    assert rendered is None
    at = assert_finding(found, "P101", LEAFLET, message="too long")
    assert millimetres(at)[0] > 50


def test_leaflet_of_too_few_pages():
    rendered, found = made(LEAFLET, edited("templates/kinds/leaflet/kind.yml", ("least: 1", "least: 2")))
    assert rendered is None
    assert_finding(found, "P102", LEAFLET, message="this has 1 pages and needs 2")


def test_blank_page():
    page = "templates/kinds/leaflet/page.html.j2"
    blank = ("<h1>{{ title }}</h1>", '<div style="break-after: page"></div><h1>{{ title }}</h1>')
    rendered, found = made(LEAFLET, edited(page, blank))
    assert rendered is None
    assert_finding(found, "P103", LEAFLET, message="page 1 is blank")


def test_text_too_near_the_edge():
    rendered, found = made(LEAFLET, {"templates/kinds/leaflet/page.css": "h1 { margin-left: -14mm }"})
    assert rendered is None
    at = assert_finding(found, "P104", LEAFLET, message="What nurses notice", hint="5 mm from the edge", alone=False)
    assert "stands 4.0 mm inside" in at.message


@pytest.mark.parametrize("letters", ["i", "W"])
def test_word_wider_than_its_column(letters):
    changes = edited(NOTICING, ("One sign alone proves nothing.", f"See {letters * 400} now."))
    rendered, found = made(LEAFLET, changes)
    assert rendered is None
    wide = [f for f in found if f.code == "P105"]
    assert len(wide) == 1
    assert float(re.findall(r"is ([\d.]+) mm wider", wide[0].message)[0]) > 10


def test_text_that_something_lies_over():
    style = "h1 { margin-bottom: -12mm } h1 + p { background: white; position: relative }"
    rendered, found = made(LEAFLET, {"templates/kinds/leaflet/page.css": style})
    assert rendered is None
    assert "P106" in {finding.code for finding in found}
