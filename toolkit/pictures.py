"""Pictures: their size, and whether they can be printed (an SVG that asks for nothing outside, a whole PNG or JPEG)."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ElementTree

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


def picture_size(data: bytes) -> tuple[float, float]:
    """Width and height of an SVG, PNG or JPEG in its own units; ValueError when it cannot be read."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return float(width), float(height)
    if data[:2] == b"\xff\xd8":
        return _jpeg_size(data)
    return _svg_size(data)


def _jpeg_size(data: bytes) -> tuple[float, float]:
    position = 2
    while position + 9 < len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], struct.unpack(">H", data[position + 2 : position + 4])[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return float(width), float(height)
        position += 2 + length
    raise ValueError("no size in this JPEG")


def _svg_size(data: bytes) -> tuple[float, float]:
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - checked by defusedxml before
    except ElementTree.ParseError as fault:
        raise ValueError(str(fault)) from None
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        if len(box) == 4:
            return float(box[2]), float(box[3])
        return float(root.get("width", "").rstrip("pxmt")), float(root.get("height", "").rstrip("pxmt"))
    except ValueError:
        raise ValueError("no viewBox in this SVG") from None
