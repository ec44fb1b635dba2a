"""Pictures: their size, and whether they can be printed (an SVG that asks for nothing outside, a whole PNG or JPEG)."""

from __future__ import annotations

import io
import math
import re
import xml.etree.ElementTree as ElementTree

OUTSIDE = re.compile(r"url\(\s*+['\"]?+\s*+(?!#|data:image/)|@import", re.I)
_REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href", "src")
_ACTIVE = ("script", "foreignObject", "iframe", "animate", "set", "animateTransform")


def picture_fault(path: str, data: bytes) -> str:
    """What is wrong with a picture, as the end of a sentence ("… cannot be read"), or nothing."""
    ending = path.lower()
    if ending.endswith(".svg"):
        return _svg_fault(data)
    if not ending.endswith((".png", ".jpg", ".jpeg")):
        return "is neither SVG, PNG nor JPEG"
    from PIL import Image, ImageFile, UnidentifiedImageError

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # the layout engine sets it, and half a logo would pass
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
            if image.format not in ("PNG", "JPEG"):
                return f"is {image.format}, whatever its name says"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "cannot be read"
    return ""


def _svg_fault(data: bytes) -> str:
    import defusedxml.ElementTree as SafeTree
    from defusedxml.common import DefusedXmlException

    try:
        root = SafeTree.fromstring(data)
        picture_size(data)
    except DefusedXmlException:
        return "declares entities, which are not taken"
    except (SafeTree.ParseError, LookupError) as fault:
        return f"is broken XML ({fault})"
    except ValueError as fault:
        return f"cannot be used: {fault}"
    if not root.tag.endswith("}svg") and root.tag != "svg":
        return "is XML, but not SVG"
    for element in root.iter():
        name = str(element.tag).rsplit("}", 1)[-1]
        if name in _ACTIVE:
            return f"holds <{name}>, which is not taken"
        for key, value in element.attrib.items():
            if key in _REFERENCES and name != "a" and not value.startswith(("#", "data:image/")):
                return f'asks for something outside: "{value[:60]}"'
            if OUTSIDE.search(value):
                return f'asks for something outside: "{value[:60]}"'
        if name == "style" and OUTSIDE.search(element.text or ""):
            return "asks for something outside in its style"
    return ""


def picture_size(data: bytes) -> tuple[float, float]:
    """Width and height of an SVG, PNG or JPEG in its own units; ValueError when it cannot be read."""
    if data.startswith((b"\x89PNG", b"\xff\xd8")):
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(data)) as image:
                return float(image.width), float(image.height)
        except (UnidentifiedImageError, OSError) as fault:
            raise ValueError(str(fault)) from None
    return _svg_size(data)


def _svg_size(data: bytes) -> tuple[float, float]:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - checked by defusedxml before
    except (ElementTree.ParseError, LookupError) as fault:
        raise ValueError(str(fault)) from None
    box = root.get("viewBox", "").replace(",", " ").split()
    numbers = box[2:] if len(box) == 4 else [root.get(key, "").rstrip("pxmtcin") for key in ("width", "height")]
    try:
        width, height = (float(number) for number in numbers)
    except ValueError:
        raise ValueError("no viewBox in this SVG") from None
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise ValueError("its size is nothing")
    return width, height
