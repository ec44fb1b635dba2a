"""What ships, composed as flows: read once for all tests of exports."""

from __future__ import annotations

from functools import cache

from tests.example_project import TODAY
from toolkit.build import load_checked
from toolkit.compose.compose import Composer, FlowPage
from toolkit.edition import Edition
from toolkit.export.docx import as_docx
from toolkit.export.flow import Flow
from toolkit.export.read import read_flow
from toolkit.handoff import _look, _pictures
from toolkit.load.layers import roots_for
from toolkit.load.library import Library
from toolkit.resolve import Request, resolve


@cache
def library() -> Library:
    return load_checked(roots_for(None), today=TODAY)[0]


@cache
def editions(*kits: str, locale: str = "en", brand: str = "neutral") -> tuple[Edition, ...]:
    found, findings = resolve(library(), Request(kits=kits, locales=(locale,), brand=brand), today=TODAY)
    assert findings == ()
    return found


@cache
def flow_of(
    edition_label: str, *kits: str, locale: str = "en", brand: str = "neutral"
) -> tuple[Edition, FlowPage, Flow]:
    edition = next(e for e in editions(*kits, locale=locale, brand=brand) if e.base_name == edition_label)
    page, findings = Composer(library()).flow(edition)
    assert page
    assert findings == ()
    flow, found = read_flow(page.html, page.path)
    assert flow
    assert found == ()
    return edition, page, flow


def docx_of(edition: Edition, page: FlowPage, flow: Flow) -> bytes:
    return as_docx(flow, _look(edition, flow), _pictures(page))
