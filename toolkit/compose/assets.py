"""Bytes that a page shows, under one fixed address, so that no path of a machine gets into a PDF."""

from __future__ import annotations

import hashlib
import io
import mimetypes
from dataclasses import dataclass, field
from urllib.parse import quote

ADDRESS = "https://toolkit.invalid/"


@dataclass
class Assets:
    """What one composition may fetch: address to bytes and media type."""

    held: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> str:
        """Keep the bytes; the address to use for them."""
        address = ADDRESS + quote(path)
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
