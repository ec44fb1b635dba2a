"""A composition laid out at one text size after another: the pages it becomes, and quick glances at its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import tostring

from toolkit.compose.assets import ADDRESS
from toolkit.compose.compose import Composition
from toolkit.render.boxes import ATTRIBUTE, TOGETHER, HeldText, held_texts
from toolkit.render.engine import Fetcher, Page, fonts, footnotes, sheet
from toolkit.render.measure import PageFacts, measure_page


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
            finisher=self._draft.bound,
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
        self._page = Page(string=composition.html, base_url=None, url_fetcher=Fetcher(composition.assets))
        self.elements = [node for node in self._page.etree_element.iter() if node.get(ATTRIBUTE) is not None]
        self._styles = [element.get("style", "") for element in self.elements]

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each box, in the order of the page."""
        return tuple(element.get(ATTRIBUTE) for element in self.elements)

    @property
    def alike(self) -> tuple[str, ...]:
        """What each box says that it has in common with others; empty for one by itself."""
        return tuple(element.get(TOGETHER, "") for element in self.elements)

    def bound(self, _: Any, pdf: Any) -> None:
        """Say in the catalogue that pages run from right to left, so that two of them stand side by side in order."""
        if self._page.etree_element.get("dir") == "rtl":
            preferences = pdf.catalog.setdefault("ViewerPreferences", type(pdf.catalog)())
            preferences["Direction"] = "/R2L"

    def layout(self, size: float | None = None, boxes: Sequence[float] = (), more: str = "") -> Pages:
        """Lay out at a root text size in points (None: as the style sheet says), with a size for each box or none."""
        for element, style, points in zip(self.elements, self._styles, boxes, strict=False):
            element.set("style", f"{style};font-size:{points}pt")
        faces = tuple(
            (url, *asset)
            for url, asset in sorted(self.composition.assets.items())
            if url.startswith(f"{ADDRESS}fonts/")
        )
        sheets = [sheet(footnotes(self.composition.css) + self.composition.css, faces)]
        if size:
            sheets.append(sheet(f"html{{font-size:{size}pt}}"))
        if more:
            sheets.append(sheet(more))
        document = self._page.render(font_config=fonts, stylesheets=sheets, pdf_forms=self.composition.form)
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
