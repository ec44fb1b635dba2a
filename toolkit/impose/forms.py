"""A fillable form as readers expect it: the tab key in reading order, and a font for every letter that may be typed.

WeasyPrint gives fields a name, a spoken name and a place in the structure. It leaves out the order of the tab key,
turns their boxes upside down, gives them the letters of the page alone, and has the reading program draw them anew.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from toolkit.fonts import typing_font

FONT = "/Typed"
PT_PER_MM = 72 / 25.4
SIZE = 11
"""Points: what a reader types is as large as the text of a page."""
MULTILINE = 1 << 12
FIRST, LAST = 32, 255
EM = 1000
NONSYMBOLIC = 1 << 5
RIGHT = 2
"""How PDF says that what is typed begins at the right."""


def finished(pdf: bytes, family: str, direction: str = "ltr", text: float | None = None) -> bytes:
    """The form ready to be filled in; `text` is the size of what is typed, in millimetres, where a mode has its own."""
    import pikepdf

    look = f"0 g {FONT} {text * PT_PER_MM if text else SIZE:g} Tf"
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        if form is None:
            return pdf
        font = document.make_indirect(_font(pikepdf, document, typing_font(family)))
        form.DR = pikepdf.Dictionary(Font=pikepdf.Dictionary({FONT: font}))
        form.DA = pikepdf.String(look)
        del form.NeedAppearances
        for page in document.pages:
            widgets = list(_widgets(page))
            for widget in widgets:
                _finish(pikepdf, document, widget, look)
                if direction == "rtl":
                    widget.Q = RIGHT
            if widgets:
                page.obj.Tabs = pikepdf.Name.S
        out = io.BytesIO()
        document.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _widgets(page: Any) -> Iterator[Any]:
    for annotation in page.obj.get("/Annots", ()):
        if str(annotation.get("/Subtype", "")) == "/Widget":
            yield annotation


def _finish(pikepdf: Any, document: Any, widget: Any, look: str) -> None:
    left, bottom, right, top = (float(number) for number in widget.Rect)
    left, right, bottom, top = min(left, right), max(left, right), min(bottom, top), max(bottom, top)
    widget.Rect = pikepdf.Array([round(number, 4) for number in (left, bottom, right, top)])
    if str(widget.get("/FT", "")) != "/Tx":
        return
    widget.DA = pikepdf.String(look)
    if int(widget.get("/Ff", 0)) & MULTILINE:
        # White behind what is typed: it hides the rules that are there for a pen. The empty field shows them.
        widget.MK = pikepdf.Dictionary(BG=pikepdf.Array([1]))
    empty = pikepdf.Stream(document, b"/Tx BMC EMC")
    empty.Type, empty.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    empty.BBox = pikepdf.Array([0, 0, round(right - left, 4), round(top - bottom, 4)])
    widget.AP = pikepdf.Dictionary(N=document.make_indirect(empty))


def _font(pikepdf: Any, document: Any, data: bytes) -> Any:
    """A simple TrueType font in the usual Latin encoding, whole, so that nothing typed is missing."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(data)) as font:
        scale = EM / font["head"].unitsPerEm
        shapes, widths = font.getBestCmap(), font["hmtx"]
        letters = (bytes([code]).decode("cp1252", "ignore") for code in range(FIRST, LAST + 1))
        names = [shapes.get(ord(letter or "\0"), ".notdef") for letter in letters]
        name = pikepdf.Name(f"/{font['name'].getDebugName(6)}")
        head, lines, marks = font["head"], font["hhea"], font["OS/2"]
        box = [round(number * scale) for number in (head.xMin, head.yMin, head.xMax, head.yMax)]
        above, below = round(lines.ascent * scale), round(lines.descent * scale)
        capitals = round(getattr(marks, "sCapHeight", 0) * scale) or above
        measures = [round(widths[shape][0] * scale) for shape in names]
    file = pikepdf.Stream(document, data)
    file.Length1 = len(data)
    about = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=NONSYMBOLIC,
        FontBBox=pikepdf.Array(box),
        ItalicAngle=0,
        Ascent=above,
        Descent=below,
        CapHeight=capitals,
        StemV=80,
        FontFile2=document.make_indirect(file),
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.TrueType,
        BaseFont=name,
        Encoding=pikepdf.Name.WinAnsiEncoding,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=pikepdf.Array(measures),
        FontDescriptor=document.make_indirect(about),
    )
