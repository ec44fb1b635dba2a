"""Print modes as their files come out: marks, ink, size of text."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageFilter

from toolkit.compose.compose import Composer, Composition
from toolkit.edition import Edition
from toolkit.load.layers import roots_for
from toolkit.load.library import Library
from toolkit.load.load import load
from toolkit.render.render import render
from toolkit.resolve import Request, resolve

from .workshop import KIT, ROOT, TODAY, data_of, names_of

DAY = datetime.date.fromisoformat(TODAY)
KINDS = names_of(ROOT / "templates" / "kinds")
EACH_KIND = [pytest.param(kind, marks=pytest.mark.xdist_group(f"mode-{kind}")) for kind in KINDS]
"""All tests of a kind run on one worker, which lays its pages out once for all of them."""
MODES = names_of(ROOT / "templates" / "modes")
DPI = 96
PAPER = 250
"""From here on a grey counts as white."""
SOLID_MM = 6.0
"""A square of this size with no white in it is an area of ink; the strokes of large numbers are thinner."""
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)
COPIED = 0.5
"""The lightest grey (0 black, 1 white) that a copier surely holds."""


@cache
def library() -> Library:
    found, findings = load(roots_for(None))
    assert found is not None, findings
    return found


@cache
def documents(mode: str, locale: str = "en") -> dict[str, Edition]:
    """One document of every kind that some kit has, the kit that is looked at most closely first; mode "" is none."""
    kits = (KIT, *(name for name in library().kits if name != KIT))
    modes = (mode,) if mode else ()
    editions, _ = resolve(library(), Request(kits=kits, locales=(locale,), modes=modes), today=DAY)
    found: dict[str, Edition] = {}
    for edition in editions:
        found.setdefault(edition.kind.slug, edition)
    return found


def composed(kind: str, mode: str) -> Composition:
    if kind not in documents(mode):
        pytest.skip("no kit has a document of this kind in this mode")
    composition, findings = Composer(library()).compose(documents(mode)[kind])
    assert composition is not None, findings
    return composition


@cache
def pdf(kind: str, mode: str) -> bytes:
    rendered, findings = render(composed(kind, mode))
    assert rendered is not None, [f"{finding.code} {finding.message}" for finding in findings]
    return rendered.pdf


@cache
def pictures(kind: str, mode: str) -> tuple[Image.Image, ...]:
    """The pages in greys."""
    with pypdfium2.PdfDocument(pdf(kind, mode)) as document:
        return tuple(page.render(scale=DPI / 72).to_pil().convert("L") for page in document)


def ink(page: Image.Image) -> float:
    """The share of a page that is black, greys in proportion."""
    shades = page.histogram()
    return sum(count * (255 - shade) for shade, count in enumerate(shades)) / 255 / sum(shades)


def area(page: Image.Image) -> float:
    """The share of a page that is the middle of some square of ink, dark or light."""
    window = 1
    while window < SOLID_MM / 25.4 * DPI:
        page, window = page.filter(ImageFilter.MaxFilter(5)), window + 4
    return sum(page.histogram()[:PAPER]) / (page.width * page.height)


def solid(page: Image.Image) -> bool:
    """Whether an area of ink lies somewhere on the page."""
    return area(page) > 0


def streams(data: bytes) -> Iterator[Any]:
    """The pages and every drawing in them."""
    with pikepdf.open(io.BytesIO(data)) as document:
        yield from document.pages
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                yield thing


def greys(data: bytes) -> set[float]:
    """How light every colour is that a file sets: 0 black, 1 white."""
    found = set()
    for stream in streams(data):
        for operands, operator in pikepdf.parse_content_stream(stream):
            if str(operator) in ("rg", "RG"):
                red, green, blue = (float(value) for value in operands)
                found.add(round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 3))
            elif str(operator) in ("g", "G"):
                found.add(float(operands[0]))
    return found


@pytest.mark.parametrize("kind", EACH_KIND)
def test_ink_saver_has_no_areas_and_less_ink(kind: str) -> None:
    """No filled area, dark or light; no more ink than the usual page; no grey that a copier loses."""
    usual, spared = pictures(kind, ""), pictures(kind, "ink-saver")
    assert [number for number, page in enumerate(spared, 1) if solid(page)] == []
    assert sum(map(ink, spared)) <= 1.02 * sum(map(ink, usual)), "its text may be blacker, no more"
    assert {grey for grey in greys(pdf(kind, "ink-saver")) if COPIED < grey < 1} == set()


def test_ink_saver_saves_ink() -> None:
    """Where the usual pages have the largest areas, at least a fifth of all their ink is saved."""
    pairs = [
        pair
        for kind in KINDS
        if kind in documents("")
        for pair in zip(pictures(kind, ""), pictures(kind, "ink-saver"), strict=False)
    ]
    fullest = sorted(pairs, key=lambda pair: area(pair[0]), reverse=True)[:4]
    assert min(area(usual) for usual, _ in fullest) > 0.001
    assert sum(ink(spared) for _, spared in fullest) < 0.8 * sum(ink(usual) for usual, _ in fullest)


def test_the_search_for_areas_finds_them() -> None:
    """The search itself is not blind."""
    page = Image.new("L", (800, 1000), 255)
    assert not solid(page)
    page.paste(225, (100, 100, 200, 200))
    assert solid(page)
    assert ink(Image.new("L", (10, 10), 0)) == 1


@pytest.mark.parametrize("kind", EACH_KIND)
def test_a_proof_is_marked_on_every_page_and_reads_as_usual(kind: str) -> None:
    """The mark lies over every page, light; the text of the tags and its order stay as they were."""
    marked = pdf(kind, "proof")
    for before, after in zip(pictures(kind, ""), pictures(kind, "proof"), strict=True):
        mark = ink(after) - ink(before)
        assert 0.002 < mark < 0.09, mark
    assert tagged(marked) == tagged(pdf(kind, ""))


def tagged(data: bytes) -> list[str]:
    """The structure elements in the order in which they are read, without those that say nothing."""
    found: list[str] = []

    def walk(thing: Any) -> None:
        if isinstance(thing, pikepdf.Array):
            for inner in thing:
                walk(inner)
        elif isinstance(thing, pikepdf.Dictionary):
            if "/S" in thing and thing.S != "/NonStruct":
                found.append(str(thing.S))
            walk(thing.get("/K"))

    with pikepdf.open(io.BytesIO(data)) as document:
        walk(document.Root.StructTreeRoot)
    assert len(found) > 5
    return found


@pytest.mark.parametrize(
    "mode", [name for name in MODES if not data_of(ROOT / f"templates/modes/{name}/mode.yml").get("print_house")]
)
@pytest.mark.parametrize("kind", EACH_KIND)
def test_reading_files_of_a_mode_are_accessible(kind: str, mode: str) -> None:
    """PDF/UA-1 in every mode that is not for a press."""
    import page

    composed(kind, mode)
    assert page.validate_pdf_bytes(pdf(kind, mode), profile="ua1").failures == []


class Exempt(HTMLParser):
    """The letters of what may be fine print."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names, self.open, self.text = names, [], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img", "meta"):
            inside = bool(self.open and self.open[-1])
            self.open.append(inside or bool(self.names & set((dict(attrs).get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag not in ("br", "img", "meta"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data if self.open and self.open[-1] else ""


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text).casefold()


def sized(data: bytes) -> Iterator[tuple[str, float]]:
    """Every piece of text of a file with its size in points, as a reader of PDFs sees it."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            matrix = pdfium.FS_MATRIX()
            piece, last = "", 0.0
            for index in range(text.count_chars()):
                pdfium.FPDFText_GetMatrix(text, index, matrix)
                size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.d or matrix.b)
                letter = chr(pdfium.FPDFText_GetUnicode(text, index))
                if abs(size - last) > 0.05 and letter.strip():
                    yield piece, last
                    piece, last = "", size
                piece += letter
            yield piece, last


@pytest.mark.parametrize("kind", EACH_KIND)
def test_large_print_is_large(kind: str) -> None:
    """Nothing under 18 pt but what the mode names, and that not under 14 pt."""
    mode = library().modes["large-print"].value
    assert mode.fine is not None
    composition = composed(kind, "large-print")
    exempt = Exempt(set(mode.fine.of))
    exempt.feed(composition.html)
    spoken = letters(exempt.text)
    margins = {letters(re.sub(r"<[^>]*>", "", text)) for text in HEADING.findall(composition.html)}
    seen = 0
    for piece, size in sized(pdf(kind, "large-print")):
        if not piece.strip():
            continue
        seen += len(piece.splitlines())
        assert size > 13.99, f"{piece!r} has {size:.1f} pt"
        for line in piece.splitlines() if size < 17.99 else ():
            said = letters(line) in spoken or margin_text(line, margins)
            assert said, f"{line!r} has {size:.1f} pt"
    assert seen > 3


def margin_text(piece: str, headings: set[str]) -> bool:
    """Whether a piece is what the margins of pages repeat: titles, one after the other."""
    rest = letters(piece)
    for heading in sorted(headings, key=len, reverse=True):
        rest = rest.replace(heading, "") if heading else rest
    return not rest


def test_modes_change_no_usual_document() -> None:
    """A mode that nobody asked for leaves no trace."""
    usual = documents("")[KINDS[0]]
    composition, _ = Composer(library()).compose(usual)
    assert composition is not None
    assert composition.mode is None
    assert composition.kind.modes == {}
