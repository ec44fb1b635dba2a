"""What the PDF shows stands in every form: the pieces of its HTML, but for what only a layout needs."""

from __future__ import annotations

import html
import io
import re

import docx
import pytest

from tests.export.shipped import docx_of, editions, flow_of, library
from toolkit.compose.assets import Assets
from toolkit.compose.compose import Composer
from toolkit.compose.context import context_for
from toolkit.export.html import as_html
from toolkit.export.text import as_text
from toolkit.render.lost import lost, pieces

LAYOUT = ("sources_linked", "scan", "answer_on", "answers_on")
"""Words that speak of pages and of pictures of pages."""
REFERENCE = re.compile(r"[\d,–]+")
"""Numbers of sources: sheets gather them at headings, flows give each sentence its own."""
ONE_OF_EACH = ["handout-help-a-friend", "letter-family-letter", "wallet-card", "facilitator-guide-students"]
CASES = [("students", name, "en") for name in ONE_OF_EACH] + [
    ("business", "worksheet-policy", "es"),
    ("business", "worksheet-year-plan", "he-XB"),
    ("hotel", "incident-form-incident-note", "es"),
    ("hotel", "policy-form-policy-to-fill-in", "en"),
]


def text_of_docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    places = [document.element.body, document.sections[0].footer._element]
    return " ".join(
        "".join(paragraph.itertext()) for place in places for paragraph in place.iter(docx.oxml.ns.qn("w:p"))
    )


def shown(page_html: bytes) -> str:
    """The text of a page, however it is marked up."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page_html.decode(), flags=re.S))


@pytest.mark.parametrize(("kit", "name", "locale"), CASES)
def test_every_piece_of_the_pdf_is_in_every_form(kit, name, locale):
    edition, page, flow = flow_of(name, kit, locale=locale)
    composition, findings = Composer(library()).compose(edition)
    assert composition
    assert findings == ()
    words = context_for(edition, library(), Assets())["words"]
    layout = [str(words[key]) for key in LAYOUT if key in words]
    wanted = [piece for piece in pieces(composition.html) if not REFERENCE.fullmatch(piece)]
    assert len(wanted) > 20
    forms = {
        "text": as_text(flow).decode().replace("\n", " "),
        "html": shown(as_html(page)),
        "docx": text_of_docx(docx_of(edition, page, flow)),
    }
    for form, text in forms.items():
        assert lost(lost(wanted, [text]), layout) == (), form


def test_every_kind_that_ships_can_be_exported_or_is_left_out():
    composer = Composer(library())
    kinds = set()
    for edition in editions():
        if edition.kind.slug in kinds or not edition.parts:
            continue
        kinds.add(edition.kind.slug)
        page, findings = composer.flow(edition)
        assert page, findings
    assert len(kinds) >= 5
