"""Text that a layout drops in silence is found; what is only broken, hyphenated or repeated is not."""

from __future__ import annotations

import pytest

from tests.example_project import text_of
from tests.render.test_render import composition
from toolkit.render.lost import letters, lost, pieces
from toolkit.render.render import render

PAGE = "templates/kinds/leaflet/page.css"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Call now</p>", ("Call now",)),
        ("<p>Call <b>now</b>, please</p>", ("Call", "now", ", please")),
        ("<head><title>No</title></head><p>Yes</p>", ("Yes",)),
        ("<svg><title>No</title></svg><style>p{}</style><p>A &amp; B</p>", ("A & B",)),
        ("<p>Twice</p><p>Twice</p><p> · </p>", ("Twice",)),
    ],
)
def test_pieces_of_a_page(html, found):
    assert pieces(html) == found


@pytest.mark.parametrize(
    "printed",
    [
        ("Call the line at any time",),
        ("CALL THE LINE AT ANY TIME",),
        ("Call the line at an\u2010y ti-me",),
        ("Title of it. Call the line at", "any time. Page 2"),
        ("Title. Call the line at Page 1", "Title any time Page 2"),
    ],
)
def test_piece_that_is_there(printed):
    assert lost(["Call the line at any time"], printed) == ()


@pytest.mark.parametrize("printed", [("",), ("Call the line at any",), ("the line at any time",), ("Call any time",)])
def test_piece_that_is_lost(printed):
    assert lost(["Call the line at any time"], printed) == ("Call the line at any time",)


def test_letters_of_every_script_count():
    assert letters("Señal 9-1-1: «שלום»") == "señal911שלום"


def test_page_that_drops_text_is_refused():
    css = text_of(PAGE) + "\nli { display: none }\n"
    rendered, findings = render(composition("leaflet", {PAGE: css}))
    assert rendered is None
    assert {finding.code for finding in findings} == {"P107"}
    assert "Someone else does the talking." in " ".join(finding.message for finding in findings)
