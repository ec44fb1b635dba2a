"""Whether a picture can be printed: a readable SVG that asks for nothing outside, a whole PNG or JPEG."""

from __future__ import annotations

import io
import re

from toolkit.compose.assets import picture_size

OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.I)
_REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href", "src")
_ACTIVE = ("script", "foreignObject", "iframe", "animate", "set", "animateTransform")


def picture_fault(path: str, data: bytes) -> str:
    """What is wrong with a picture, as the end of a sentence ("… cannot be read"), or nothing."""
    if path.endswith(".svg"):
        return _svg_fault(data)
    if not path.endswith((".png", ".jpg", ".jpeg")):
        return "is neither SVG, PNG nor JPEG"
    from PIL import Image, UnidentifiedImageError

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
        width, height = picture_size(data)
    except DefusedXmlException:
        return "declares entities, which are not taken"
    except SafeTree.ParseError as fault:
        return f"is broken XML ({fault})"
    except ValueError as fault:
        return f"cannot be used: {fault}"
    if not root.tag.endswith("}svg") and root.tag != "svg":
        return "is XML, but not SVG"
    if width <= 0 or height <= 0:
        return "has no size"
    for element in root.iter():
        name = str(element.tag).rsplit("}", 1)[-1]
        if name in _ACTIVE:
            return f"holds <{name}>, which is not taken"
        for key, value in element.attrib.items():
            if key in _REFERENCES and not value.startswith(("#", "data:image/")):
                return f'asks for something outside: "{value[:60]}"'
            if OUTSIDE.search(value):
                return f'asks for something outside: "{value[:60]}"'
        if name == "style" and OUTSIDE.search(element.text or ""):
            return "asks for something outside in its style"
    return ""
