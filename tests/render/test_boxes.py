"""Fitted boxes: each text at the largest size that its box holds, all of them in few layouts."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.compose.compose import Composition
from toolkit.render.boxes import HeldText, fitted
from toolkit.render.draft import Draft
from toolkit.render.render import Rendered, render
from toolkit.schema.paper import Box, Kind

STYLE = """
@page { size: 120mm 90mm; margin: 6mm }
html { font-family: "Atkinson Hyperlegible"; font-size: 9pt; line-height: 1.2 }
div { width: 80mm; height: 14mm; overflow-wrap: anywhere }
p.narrow { width: 30mm; height: 24mm; margin: 0; overflow-wrap: normal }
"""
NAME = Box.model_validate({"largest": "32pt", "smallest": "10pt", "step": "2pt"})
NOTE = Box.model_validate({"largest": "14pt", "smallest": "12pt", "step": "1pt"})


def kind(**more: object) -> Kind:
    return Kind.model_validate(
        {
            "trim": "sheet",
            "margins": {"top": "6mm", "bottom": "6mm", "inside": "6mm", "outside": "6mm"},
            "parts": [],
            "blocks": [],
            "print": {"sides": "one"},
            "boxes": {"name": NAME, "note": NOTE},
            **more,
        }
    )


def composition(body: str, css: str = "", **more: object) -> Composition:
    html = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{body}</body></html>'
    return Composition("test", html, STYLE + css, {}, (120.0, 90.0), kind(**more), "0" * 32)


def done(made: Composition) -> Rendered:
    rendered, findings = render(made)
    assert rendered, findings
    return rendered


def by_brute_force(made: Composition, name: str, text_index: int = 0) -> float:
    """The largest size that fits, found by trying every one from the top."""
    sizes = made.kind.boxes[name].sizes()
    draft = Draft(made)
    for size in sizes:
        tried = [made.kind.boxes[other].sizes()[-1] for other in draft.names]
        tried[text_index] = size
        held = draft.layout(None, tried).held()[text_index]
        assert held
        if held.fits:
            return size
    return sizes[-1]


BOTH = '<div data-box="name">{}</div><p class="narrow" data-box="note">Plain note</p>'


def test_each_box_has_a_size_of_its_own():
    body = '<div data-box="name">Ana</div><div data-box="name">Maximiliana Featherstonehaugh-Cholmondeley</div>'
    boxes = done(composition(body + '<p class="narrow" data-box="note">Short</p>')).boxes
    assert [(box.name, box.instance) for box in boxes] == [("name", 1), ("name", 2), ("note", 1)]
    first, second, note = (box.size_pt for box in boxes)
    assert first == 32
    assert 10 <= second < first
    assert note == 14


def test_boxes_alike_have_the_size_of_the_fullest():
    names = ("Ana", "Maximiliana Featherstonehaugh-Cholmondeley")
    alike = "".join(map('<div data-box="name" data-alike="a">{}</div>'.format, names))
    alone = "".join(map('<div data-box="name">{}</div>'.format, names))
    boxes = done(composition(alike + alone + '<p class="narrow" data-box="note" data-alike="a">Short</p>')).boxes
    first, second, short, long, note = (box.size_pt for box in boxes)
    assert first == second == long < short
    assert note == 14


def test_one_layout_where_everything_fits_and_few_where_not(monkeypatch):
    counted = []
    layout = Draft.layout
    monkeypatch.setattr(Draft, "layout", lambda *given: counted.append(1) or layout(*given))
    done(composition(BOTH.format("Ana")))
    assert len(counted) == 1
    counted.clear()
    names = ["Ana", "Ana Lopez Garcia", "Maximiliana Featherstonehaugh of Cholmondeley", "Wilhelmina Oppenheimer-Bloom"]
    css = "div { height: 13mm }"
    done(composition("".join(map('<div data-box="name">{}</div>'.format, names)) + BOTH.format("A B"), css))
    assert len(counted) <= 5


TEXT = st.text("abcdefghijklmnopqrstuvwxyzABCWMé ", min_size=1, max_size=70)


@given(TEXT)
@example("Maximiliana Featherstonehaugh of Cholmondeley and Marjoribanks")
@example("mmmmmmmmmmmmmmmmmmmmmm")
@settings(max_examples=25)
def test_the_size_found_is_the_largest_that_fits(text):
    made = composition(BOTH.format(text))
    rendered, findings = render(made)
    best = by_brute_force(made, "name")
    if rendered:
        assert next(box.size_pt for box in rendered.boxes if box.name == "name") == best
    else:
        assert best == NAME.sizes()[-1]
        assert {finding.code for finding in findings} == {"P110"}


class Pretend:
    """Boxes that fit up to a size; the guess from their measures is as wrong as one likes."""

    def __init__(self, limits: list[float], wrong: float, sizes: tuple[float, ...]) -> None:
        self.limits, self.wrong, self.sizes, self.layouts = limits, wrong, sizes, 0

    def __call__(self, sizes: tuple[float, ...]) -> Pretend:
        self.layouts, self.sizes = self.layouts + 1, sizes
        return self

    def held(self) -> tuple[HeldText, ...]:
        return tuple(
            HeldText("x", (100, 10), max(size - limit, 0), 100 * size / limit * self.wrong, 0, 1)
            for size, limit in zip(self.sizes, self.limits, strict=True)
        )


@given(st.lists(st.floats(5, 45), min_size=1, max_size=40), st.floats(0.2, 5), st.lists(st.integers(0, 30)))
def test_the_search_ends_at_the_right_size_however_wrong_the_guess(limits, wrong, starts):
    """And wherever it begins."""
    box = Box.model_validate({"largest": "40pt", "smallest": "10pt", "step": "1pt"})
    first = [box.sizes()[number] for number in starts]
    pretend = fitted(["name"] * len(limits), {"name": box}, Pretend(limits, wrong, ()), first=first)
    best = [next((size for size in box.sizes() if size - limit <= 0.05), box.sizes()[-1]) for limit in limits]
    assert list(pretend.sizes) == best
    assert pretend.layouts <= 12


def test_a_text_that_does_not_fit_at_the_smallest_size_is_told():
    long = "An altogether endless name that nobody could ever print in so small a place as this " * 3
    rendered, findings = render(composition(BOTH.format(long)))
    assert rendered is None
    assert [finding.code for finding in findings] == ["P110"]
    assert "An altogether endless name" in findings[0].message
    assert "10 pt" in findings[0].message
    assert " mm" in findings[0].message
    assert findings[0].hint


def test_a_word_that_is_too_wide_is_told():
    body = '<div data-box="name">Ana</div><p class="narrow" data-box="note">Donaudampfschifffahrtsgesellschaft</p>'
    _, findings = render(composition(body))
    assert [finding.code for finding in findings] == ["P110"]
    assert 'the box "note"' in findings[0].message


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<div data-box="name">Ana</div>', 'no element of the page is the box "note"'),
        (BOTH.format("Ana") + '<div data-box="titel">x</div>', 'the kind does not declare the box "titel"'),
    ],
)
def test_boxes_stand_in_the_kind_and_on_the_page(body, named):
    rendered, findings = render(composition(body))
    assert rendered is None
    assert [finding.code for finding in findings] == ["P111"]
    assert named in findings[0].message
    assert findings[0].hint


def test_boxes_are_fitted_at_each_root_size():
    """The root size is searched outside, the boxes inside: a box of em shrinks with the page and its text with it."""
    body = '<div class="em" data-box="name">Wilhelmina Bloom</div>' + "<p>Plain words. </p>" * 12
    body += '<p class="narrow" data-box="note">x</p>'
    css = "p { margin: 0 } .em { width: 20rem; height: 2rem; font-size: 1rem } .narrow { height: 6rem !important }"
    fit = {"largest": "12pt", "smallest": "6pt", "step": "1pt"}
    rendered = done(composition(body, css, copyfit=fit, pages={"most": 1}))
    assert rendered.size == 9
    large = done(composition(body, f"html {{ font-size: 12pt }} {css}", pages={"most": 2}))
    assert rendered.boxes[0].size_pt < large.boxes[0].size_pt


def test_a_box_at_the_end_of_a_page_is_not_cut():
    """At the largest size this box would run on to a second page; it is fitted instead."""
    body = '<p style="height: 60mm; margin: 0">Top</p>' + BOTH.format("Some words that break into several lines here")
    css = ".narrow { position: absolute; top: 0; left: 75mm }"
    rendered = done(composition(body, css, pages={"most": 1}))
    assert len(rendered.pages) == 1
