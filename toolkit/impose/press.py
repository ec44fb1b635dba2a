"""A page for a print house: every colour an ink, exact boxes, marks outside the bleed, the printing condition named.

It claims no PDF/X and no PDF/UA: see docs/print-well.md for what a preflight will say.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from toolkit.findings import Finding, Origin
from toolkit.impose.draw import MARK_WIDTH_PT, PT_PER_MM, TARGET_RADIUS_MM
from toolkit.imposition.marks import MARK_GAP
from toolkit.inks import PressSheet, ink_of

ALL_PLATES = "/AllPlates"
RIM_MM = 2.0
"""Paper beyond the ends of the marks."""
RGB, CMYK = pikepdf.Name.DeviceRGB, pikepdf.Name.DeviceCMYK
_PAINT = {"rg": "k", "RG": "K"}
_GREY = {"g": "k", "G": "K"}
_SPACES = {"cs": "sc", "CS": "SC"}
_CIRCLE = 0.5523


def press(pdf: bytes, sheet: PressSheet, title: str, label: str) -> tuple[bytes, tuple[Finding, ...]]:
    """The press file, and what in it could not be turned into inks."""
    faults: list[str] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_coalesce()
            page.Contents = document.make_stream(_inked(page, sheet, faults))
        for thing in list(document.objects):
            for part in _parts(thing):
                _convert(part, sheet, faults)
        for page in document.pages:
            _frame(document, page, sheet)
        _describe(document, sheet, title)
        out = io.BytesIO()
        document.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hint = "use plain colours (#rrggbb), and pictures in RGB, grey or CMYK"
    found = (Finding("P113", f"{fault} cannot be turned into inks", Origin(label), hint) for fault in faults)
    return out.getvalue(), tuple(dict.fromkeys(found))


def _parts(thing: Any) -> Iterator[Any]:
    """An object and the dictionaries right inside it."""
    yield thing
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner: Iterable[Any] = [value for _, value in thing.items()]
    else:
        inner = list(thing) if isinstance(thing, pikepdf.Array) else ()
    for child in inner:
        if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect:
            yield from _parts(child)


def _convert(thing: Any, sheet: PressSheet, faults: list[str]) -> None:
    if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/PatternType" in thing):
        thing.write(_inked(thing, sheet, faults))
    elif isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
        _picture(thing, faults)
    elif isinstance(thing, pikepdf.Dictionary) and "/ShadingType" in thing and thing.ColorSpace == RGB:
        thing.ColorSpace = CMYK
        _function(thing.Function, sheet)
    elif isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Transparency" and thing.get("/CS") == RGB:
        thing.CS = CMYK


def _inked(stream: Any, sheet: PressSheet, faults: list[str]) -> bytes:
    """The operators of a page or drawing, with inks for colours."""
    operators: list[Any] = []
    in_rgb = {"sc": False, "SC": False}
    for instruction in pikepdf.parse_content_stream(stream):
        name, values = str(instruction.operator), list[Any](instruction.operands)
        if name in _PAINT:
            name, values = _PAINT[name], _ink(values, sheet)
        elif name in _GREY:
            name, values = _GREY[name], [0, 0, 0, _number(1 - float(values[0]))]
        elif name in _SPACES:
            in_rgb[_SPACES[name]] = values[0] == RGB
            if values[0] == RGB:
                values = [CMYK]
            elif str(values[0]).startswith("/lab") or values[0] == "/CalRGB":
                faults.append(f"the colour space {values[0]}")
        elif name.removesuffix("n").removesuffix("N") in in_rgb and in_rgb[name.removesuffix("n").removesuffix("N")]:
            values = _ink(values, sheet)
        elif name == "INLINE IMAGE":
            faults.append("a picture inside a drawing")
        operators.append((values, pikepdf.Operator(name)))
    return pikepdf.unparse_content_stream(operators)


def _ink(values: Iterable[Any], sheet: PressSheet) -> list[Any]:
    red, green, blue = (float(value) for value in values)
    return [_number(share) for share in ink_of(red, green, blue, sheet.inks)]


def _number(share: float) -> Any:
    return pikepdf.Object.parse(f"{share:.4f}".rstrip("0").rstrip(".").encode())


def _function(function: Any, sheet: PressSheet) -> None:
    """The colours between which a gradient runs."""
    for inner in function.get("/Functions", ()):
        _function(inner, sheet)
    for end in ("/C0", "/C1"):
        if end in function and len(function[end]) == 3:
            function[end] = pikepdf.Array(_ink(function[end], sheet))


def _picture(image: Any, faults: list[str]) -> None:
    """A picture in RGB becomes one in inks, by the same rule as plain colours; grey ones stay."""
    space = image.get("/ColorSpace")
    if "/ImageMask" in image or space in (CMYK, pikepdf.Name.DeviceGray, None):
        return
    if space != RGB:
        faults.append("a picture in the colour space " + str(space if isinstance(space, pikepdf.Name) else space[0]))
        return
    from PIL import Image, ImageChops, ImageMath

    red, green, blue = pikepdf.PdfImage(image).as_pil_image().convert("RGB").split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    plates = [
        ImageMath.lambda_eval(
            lambda parts: parts["convert"](
                (parts["most"] - parts["channel"]) * 255 / parts["max"](parts["most"], 1), "L"
            ),
            most=most,
            channel=channel,
        )
        for channel in (red, green, blue)
    ]
    inks = Image.merge("CMYK", (*plates, ImageChops.invert(most)))
    image.write(inks.tobytes())
    image.ColorSpace, image.BitsPerComponent = CMYK, 8
    if "/Decode" in image:
        del image.Decode


def _frame(document: Any, page: Any, sheet: PressSheet) -> None:
    """Boxes, and marks on all plates outside the bleed; what reaches over the bleed is cut."""
    left, low, right, high = (float(value) for value in page.trimbox)
    bleed, gap = sheet.bleed * PT_PER_MM, MARK_GAP * PT_PER_MM
    outer = bleed + gap + sheet.marks * PT_PER_MM + RIM_MM * PT_PER_MM
    for name, by in (("/TrimBox", 0.0), ("/BleedBox", bleed), ("/MediaBox", outer)):
        box = (left - by, low - by, right + by, high + by)
        page.obj[name] = pikepdf.Array([_number(edge) for edge in box])
    if "/CropBox" in page.obj:
        del page.obj.CropBox
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    space = pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, CMYK, tint])
    page.add_resource(document.make_indirect(space), pikepdf.Name.ColorSpace, pikepdf.Name(ALL_PLATES))
    clip = (
        f"q {left - bleed:.4f} {low - bleed:.4f} {right - left + 2 * bleed:.4f} {high - low + 2 * bleed:.4f} re W n\n"
    )
    near, far = bleed + gap, bleed + gap + sheet.marks * PT_PER_MM
    lines = [(x, y + way * near, x, y + way * far) for x in (left, right) for y, way in ((low, -1), (high, 1))]
    lines += [(x + way * near, y, x + way * far, y) for y in (low, high) for x, way in ((left, -1), (right, 1))]
    middle, centre, out = (left + right) / 2, (low + high) / 2, (near + far) / 2
    places = ((middle, low - out), (middle, high + out), (left - out, centre), (right + out, centre))
    drawn = [f"{x1:.4f} {y1:.4f} m {x2:.4f} {y2:.4f} l S" for x1, y1, x2, y2 in lines]
    drawn += [_target(x, y, min(TARGET_RADIUS_MM * PT_PER_MM, (far - near) / 3.2)) for x, y in places]
    marks = f"\nQ q {ALL_PLATES} CS 1 SCN {MARK_WIDTH_PT} w\n" + "\n".join(drawn) + "\nQ"
    page.contents_add(document.make_stream(clip.encode()), prepend=True)
    page.contents_add(document.make_stream(marks.encode()), prepend=False)


def _target(x: float, y: float, r: float) -> str:
    """A circle with a cross, by which plates are laid over each other."""
    c = r * _CIRCLE
    return (
        f"{x + r:.4f} {y:.4f} m {x + r:.4f} {y + c:.4f} {x + c:.4f} {y + r:.4f} {x:.4f} {y + r:.4f} c "
        f"{x - c:.4f} {y + r:.4f} {x - r:.4f} {y + c:.4f} {x - r:.4f} {y:.4f} c "
        f"{x - r:.4f} {y - c:.4f} {x - c:.4f} {y - r:.4f} {x:.4f} {y - r:.4f} c "
        f"{x + c:.4f} {y - r:.4f} {x + r:.4f} {y - c:.4f} {x + r:.4f} {y:.4f} c "
        f"{x - 1.6 * r:.4f} {y:.4f} m {x + 1.6 * r:.4f} {y:.4f} l "
        f"{x:.4f} {y - 1.6 * r:.4f} m {x:.4f} {y + 1.6 * r:.4f} l S"
    )


def _describe(document: Any, sheet: PressSheet, title: str) -> None:
    """The printing condition; nothing of what is for screens."""
    text = pikepdf.String
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=text(sheet.identifier),
        OutputCondition=text(sheet.condition),
        RegistryName=text(sheet.registry),
        Info=text(sheet.condition),
    )
    document.Root.OutputIntents = document.make_indirect(pikepdf.Array([intent]))
    for key in (
        "/StructTreeRoot",
        "/MarkInfo",
        "/Outlines",
        "/PageMode",
        "/AcroForm",
        "/Names",
        "/OpenAction",
        "/Dests",
    ):
        if key in document.Root:
            del document.Root[key]
    for page in document.pages:
        for key in ("/Annots", "/Tabs", "/StructParents"):
            if key in page.obj:
                del page.obj[key]
    document.docinfo["/Title"] = text(title)
    document.docinfo["/Trapped"] = pikepdf.Name("/False")
