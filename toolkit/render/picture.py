"""Thumbnails of finished PDFs."""

from __future__ import annotations

import io
from functools import lru_cache

THUMBNAIL_WIDTH = 360


def thumbnail(pdf: bytes, *, width: int = THUMBNAIL_WIDTH) -> bytes:
    """The first page as PNG, `width` pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
        out = io.BytesIO()
        image.quantize(64).save(out, format="PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()


@lru_cache(maxsize=32)
def raster(drawing: bytes, *, width: int) -> bytes:
    """An SVG as PNG, `width` pixels wide, for programs that read no drawings."""
    import pypdfium2

    from toolkit.render.engine import drawn

    document = pypdfium2.PdfDocument(drawn(drawing))
    try:
        page = document[0]
        out = io.BytesIO()
        page.render(scale=width / page.get_width()).to_pil().convert("RGB").save(out, format="PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()
