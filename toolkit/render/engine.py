"""The only importer of WeasyPrint: compositions to pages, with nothing from outside let in.

Import this module late: it costs half a second and needs Pango.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any
from xml.etree.ElementTree import tostring

from toolkit.compose.assets import ADDRESS
from toolkit.compose.compose import Composition
from toolkit.findings import EnvironmentFault, Finding, Origin
from toolkit.fonts import private_fontconfig
from toolkit.pictures import picture_size
from toolkit.render.boxes import ATTRIBUTE, HeldText, held_texts
from toolkit.render.measure import PageFacts, measure_page

PANGO_ADVICE = {
    "linux": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "   (Fedora: sudo dnf install pango)",
    "darwin": "brew install pango",
    "win32": "winget install MSYS2.MSYS2, then in its window: pacman -S mingw-w64-x86_64-pango",
}
EPOCH = "315532800"
"""1 January 1980: nothing in a PDF may depend on the day it was made (the pages say their dates in words)."""
SUBSETTER_ADVICE = "Using fontTools instead of HarfBuzz-Subset"
"""A log line that is no fault: without that library fonts are cut down more slowly; the doctor says so."""


def _import_weasyprint() -> Any:
    import sys

    os.environ["FONTCONFIG_FILE"] = str(private_fontconfig())
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    try:
        import weasyprint
    except OSError as fault:
        advice = PANGO_ADVICE.get(sys.platform, PANGO_ADVICE["linux"])
        raise EnvironmentFault(f"the text engine Pango is missing ({str(fault).splitlines()[0]})", advice) from None
    return weasyprint


weasyprint = _import_weasyprint()

from weasyprint.pdf.fonts import Font  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: E402


def pango_version() -> str:
    """The version of the native text engine, and whether it can cut fonts down by itself."""
    from weasyprint.text.ffi import harfbuzz_subset, pango

    number = pango.pango_version()
    text = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return text if harfbuzz_subset else f"{text}, without HarfBuzz-Subset (slower)"


Font.used_in_forms = property(lambda _: False, lambda _, __: None)
"""WeasyPrint 70 would put the whole font of a page with fields into the PDF, and then forget what figures of one width
mean (PDF/UA 7.21.7). `impose/forms.py` gives fields a font of their own, so that of the page is cut down as always."""


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """A page asked for something that its composition does not hold."""


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves a composition's own assets and stops the run for anything else."""

    def __init__(self, assets: dict[str, tuple[bytes, str]]) -> None:
        super().__init__()
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url.startswith("data:image/"):
            return super().fetch(url)
        if url not in self._assets:
            raise Refused(url)
        body, media_type = self._assets[url]
        return URLFetcherResponse(url, body, {"Content-Type": media_type})


class _Silence(logging.Handler):
    """Keeps what WeasyPrint logs: silence is the contract, each record becomes a finding."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if SUBSETTER_ADVICE not in record.msg:
            self.messages.append(record.getMessage())


_fonts = FontConfiguration()


@lru_cache(maxsize=8)
def _sheet(css: str, assets: tuple[tuple[str, bytes, str], ...]) -> Any:
    fetcher = _Fetcher({address: (data, media_type) for address, data, media_type in assets})
    return weasyprint.CSS(string=css, font_config=_fonts, url_fetcher=fetcher)


class Pages:
    """Laid-out pages of a composition at one root text size, with one size for each fitted box."""

    def __init__(self, document: Any, draft: Draft, size: float | None, boxes: tuple[float, ...]) -> None:
        self._document = document
        self._draft = draft
        self.size = size
        self.boxes = boxes

    def __len__(self) -> int:
        return len(self._document.pages)

    def facts(self) -> tuple[PageFacts, ...]:
        """What can be measured of every page, in millimetres."""
        return self._facts

    @cached_property
    def _facts(self) -> tuple[PageFacts, ...]:
        composition = self._draft.composition
        safe, mode = composition.kind.safe, composition.mode
        return tuple(measure_page(page._page_box, safe, mode) for page in self._document.pages)  # noqa: SLF001

    def held(self) -> tuple[HeldText | None, ...]:
        """How the text of each box lies in it, in the order of the page; None for one that is on no page."""
        pages = (page._page_box for page in self._document.pages)  # noqa: SLF001
        found = held_texts(pages)
        return tuple(found.get(id(element)) for element in self._draft.elements)

    def pdf(self) -> bytes:
        """The tagged PDF for reading (PDF/UA-1), or the plain one that a press file is made from."""
        data: bytes = self._document.write_pdf(
            pdf_variant=None if self._draft.composition.press else "pdf/ua-1",
            pdf_identifier=self._draft.composition.identifier.encode(),
            pdf_forms=self._draft.composition.form,
        )
        return data


ONE_FLOW = (
    "*{page:auto!important;break-before:auto!important;break-after:auto!important}"
    f"[{ATTRIBUTE}]{{break-inside:avoid!important}}"
)
"""For a glance: pages cost time."""


class Draft:
    """A composition, read once, to be laid out at several sizes."""

    def __init__(self, composition: Composition) -> None:
        self.composition = composition
        self._page = weasyprint.HTML(string=composition.html, base_url=None, url_fetcher=_Fetcher(composition.assets))
        self.elements = [node for node in self._page.etree_element.iter() if node.get(ATTRIBUTE) is not None]
        self._styles = [element.get("style", "") for element in self.elements]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each box, in the order of the page."""
        return tuple(element.get(ATTRIBUTE) for element in self.elements)

    def layout(self, size: float | None = None, boxes: Sequence[float] = (), more: str = "") -> Pages:
        """Lay out at a root text size in points (None: as the style sheet says), with a size for each box or none."""
        for element, style, points in zip(self.elements, self._styles, boxes, strict=False):
            element.set("style", f"{style};font-size:{points}pt")
        faces = tuple(
            (url, *asset)
            for url, asset in sorted(self.composition.assets.items())
            if url.startswith(f"{ADDRESS}fonts/")
        )
        sheets = [_sheet(self.composition.css, faces)]
        if size:
            sheets.append(_sheet(f"html{{font-size:{size}pt}}", ()))
        if more:
            sheets.append(_sheet(more, ()))
        document = self._page.render(font_config=_fonts, stylesheets=sheets, pdf_forms=self.composition.form)
        return Pages(document, self, size, tuple(boxes))

    def glance(self, size: float | None, boxes: Sequence[float]) -> Pages:
        """A quick layout of the boxes and what they stand in alone."""
        return self._glimpse.layout(size, boxes, ONE_FLOW)

    @cached_property
    def _glimpse(self) -> Draft:
        """The same page with all that no box stands in emptied and hidden."""
        tree = deepcopy(self._page.etree_element)
        for node in _beside(tree):
            held, tail = dict(node.attrib), node.tail
            node.clear()
            node.attrib.update(held, style="display:none!important")
            node.tail = tail
        return Draft(replace(self.composition, html=tostring(tree, encoding="unicode", method="html")))


def _beside(element: Any) -> Iterator[Any]:
    """The outermost elements of a page that no box stands in."""
    for child in tuple(element):
        if not isinstance(child.tag, str) or child.tag == "head" or child.get(ATTRIBUTE) is not None:
            continue
        if any(inner.get(ATTRIBUTE) is not None for inner in child.iter()):
            yield from _beside(child)
        else:
            yield child


def layout(composition: Composition, size: float | None = None) -> Pages:
    """Lay out once, with the boxes as the style sheet says."""
    return Draft(composition).layout(size)


@contextmanager
def listening(label: str) -> Iterator[list[Finding]]:
    """Collects what WeasyPrint logs meanwhile, as findings; a refused address too."""
    findings: list[Finding] = []
    silence = _Silence()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(silence)
    try:
        yield findings
    except Refused as refused:
        hint = "pages may show only files of the project: pictures of media folders and of the brand"
        findings.append(Finding("P121", f"a page asked for {refused}", Origin(label), hint))
    finally:
        logger.removeHandler(silence)
    hint = "mend the style sheet or the markup; every message of the layout engine counts as a fault"
    findings += [Finding("P120", f"the layout engine says: {text}", Origin(label), hint) for text in silence.messages]


def drawn(drawing: bytes) -> bytes:
    """An SVG alone on a page of its own shape, as PDF."""
    width, height = picture_size(drawing)
    address = f"{ADDRESS}drawing.svg"
    sheet = f"@page{{margin:0;size:100mm {100 * height / width:.4f}mm}}body{{margin:0}}img{{display:block;width:100mm}}"
    html = f'<style>{sheet}</style><img src="{address}">'
    fetcher = _Fetcher({address: (drawing, "image/svg+xml")})
    data: bytes = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher).write_pdf(font_config=_fonts)
    return data
