"""Bytes that a page shows, under one fixed address, so that no path of a machine gets into a PDF."""

from __future__ import annotations

import hashlib
import io
import mimetypes
import struct
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

ADDRESS = "https://toolkit.invalid/"


@dataclass
class Assets:
    """What one composition may fetch: address to bytes and media type."""

    held: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> str:
        """Keep the bytes; the address to use for them."""
        address = ADDRESS + path
        self.held[address] = (data, mimetypes.guess_type(path)[0] or "application/octet-stream")
        return address


def qr_svg(data: str) -> bytes:
    """A QR code as SVG: error correction M, dark on white, 4 modules of quiet zone (ISO/IEC 18004)."""
    import segno

    out = io.BytesIO()
    segno.make(data, error="m", micro=False).save(
        out, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgns=True, omitsize=True, nl=False
    )
    return out.getvalue()


def short_digest(data: bytes) -> str:
    """The first 12 digits of SHA-256, for names."""
    return hashlib.sha256(data).hexdigest()[:12]


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
