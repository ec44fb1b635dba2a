"""Which programs shape the pages: part of every key, so that an upgrade makes everything anew."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from toolkit import __version__
from toolkit.fonts import DISTRIBUTION, font_packages

ENGINES = ("weasyprint", "pydyf", "pikepdf", "markdown", "fonttools", "segno", "babel", "jinja2", "pypdfium2")


@cache
def engine_versions() -> Mapping[str, str]:
    """Name and version of this program and of the libraries that shape its pages."""
    names = (*ENGINES, *font_packages())
    return {DISTRIBUTION: __version__, **{name: importlib.metadata.version(name) for name in names}}


@cache
def program_digest() -> str:
    """SHA-256 over this program's own code: a change of the code makes everything anew too."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
