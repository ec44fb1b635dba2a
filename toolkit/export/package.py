"""A word processor's file around its text: which styles it needs, and a zip of the same bytes every time."""

from __future__ import annotations

import io
import zipfile

from toolkit.export.flow import Box, Grid, Listing, Node, Paragraph
from toolkit.export.styles import box_name

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
USUAL = {"For", "Subtitle", "Small", "Number", "Logos"}
"""Styles that every document has, whatever stands in it."""


def named_styles(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The names of boxes and of paragraphs' styles that no shipped style has."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Box):
            found |= {node.style, *named_styles(node.nodes)}
        elif isinstance(node, Paragraph) and node.style and box_name(node.style) not in USUAL:
            found.add(node.style)
        elif isinstance(node, Listing):
            found |= {name for entry in node.entries for name in named_styles(entry.nodes)}
        elif isinstance(node, Grid):
            found |= {name for row in (node.head, *node.rows) for cell in row for name in named_styles(cell.nodes)}
    return tuple(sorted(found))


def fixed(data: bytes) -> bytes:
    """The same file with all times the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            write.writestr(member, read.read(name))
    return out.getvalue()
