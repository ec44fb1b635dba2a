"""The only importer of WeasyPrint: compositions to pages, with nothing from outside let in.

Import this module late: it costs half a second and needs Pango.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from toolkit.compose.assets import ADDRESS
from toolkit.findings import EnvironmentFault, Finding, Origin
from toolkit.fonts import private_fontconfig
from toolkit.pictures import picture_size

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

import weasyprint.images as images  # noqa: E402
import weasyprint.layout.inline as inline  # noqa: E402
from weasyprint.css.counters import CounterStyle  # noqa: E402
from weasyprint.html import UA  # noqa: E402
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


_OF_ANY = re.compile(r"^::(?:note|footnote)-.*\n", re.MULTILINE)
_FOOTNOTE = re.compile(r"([^{}]+)\{[^{}]*float:\s*footnote\b")
_defaults = weasyprint.CSS(
    string=_OF_ANY.sub("", UA).replace("\n::marker", "\nli::marker"), counter_style=CounterStyle()
)


class Page(weasyprint.HTML):  # type: ignore[misc, name-defined]
    """A page without the default styles that WeasyPrint 70 makes for the notes and the marker of every element.

    They are six an element, used or not. Markers of list items keep theirs, and `footnotes` gives them to notes.
    """

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_defaults, *super()._ua_stylesheets(forms)[1:]]


@lru_cache(maxsize=8)
def footnotes(css: str) -> str:
    """The default styles of the notes that a style sheet makes: a number where each is called, and one before it."""
    made = [name.strip() for found in _FOOTNOTE.finditer(css) for name in found[1].rpartition("*/")[2].split(",")]
    return "".join(
        f"{name}::footnote-call{{content:counter(footnote);vertical-align:super;font-size:smaller;line-height:inherit}}"
        f'{name}::footnote-marker{{content:counter(footnote) ". "}}'
        for name in dict.fromkeys(made)
    )


class _DrawnOnce(images.SVGImage):  # type: ignore[misc]
    """An SVG that keeps what it drew: WeasyPrint 70 reads its paths anew on every page, a seventh of a certificate.

    What is kept stands between a save and a restore of the graphics state, and names resources of this one PDF.
    """

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        resources, kept = self.__dict__.setdefault("kept", (stream._resources, {}))  # noqa: SLF001
        if resources is not stream._resources:  # noqa: SLF001
            super().draw(stream, width, height, style)
        elif (width, height) in kept:
            stream.push_state()
            stream.stream.extend(kept[width, height])
            stream.pop_state()
        else:
            before = len(stream.stream)
            super().draw(stream, width, height, style)
            operators = stream.stream[before:]
            if len(operators) > 2 and (operators[0], operators[-1]) == (b"q", b"Q"):
                kept[width, height] = operators[1:-1]


images.SVGImage = _DrawnOnce

_HAIR = 1.0


def _within(text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any) -> Any:
    """The first line of a text, no wider than its room by a hair.

    Pango fits a line with the space at its end; without it the line may be half a pixel wider. WeasyPrint 70 would then
    break before it, as early as in the element before, and leave most of the line empty.
    """
    layout, length, resume, width, *rest = _first_line(text, style, context, max_width, *more, **named)
    if resume is not None and max_width is not None and max_width < width < max_width + _HAIR:
        width = max_width
    return (layout, length, resume, width, *rest)


_first_line, inline.split_first_line = inline.split_first_line, _within


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """A page asked for something that its composition does not hold."""


class Fetcher(URLFetcher):  # type: ignore[misc]
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


fonts = FontConfiguration()


@lru_cache(maxsize=8)
def sheet(css: str, assets: tuple[tuple[str, bytes, str], ...] = ()) -> Any:
    """A style sheet, read once; `assets` are its fonts: address, data, media type."""
    fetcher = Fetcher({address: (data, media_type) for address, data, media_type in assets})
    return weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher)


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
    fetcher = Fetcher({address: (drawing, "image/svg+xml")})
    data: bytes = Page(string=html, base_url=None, url_fetcher=fetcher).write_pdf(font_config=fonts)
    return data
