"""A character that no font has would print as an empty box, after a long search: it is refused."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from toolkit.findings import Finding, Origin
from toolkit.fonts import covered, shipped_folders
from toolkit.load.library import Library
from toolkit.markup.inline import place_in

IGNORED = frozenset(map(ord, "\n\r\t\ufeff\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"))


def characters_without_shape(library: Library, today: date) -> Iterable[Finding]:
    """Every character of modules, words and brands has a shape in some font at hand."""
    known = covered(shipped_folders()) | IGNORED | _brand_characters(library)
    for path in _paths(library):
        text = library.files.text(path)
        for offset, letter in enumerate(text) if not text.isascii() else ():
            if ord(letter) not in known:
                name = unicodedata.name(letter, "unnamed")
                origin = place_in(text, offset, Origin(path))
                message = f'no font here has the character "{letter}" (U+{ord(letter):04X}, {name.lower()})'
                hint = "use another one, or add a font that has it to the brand"
                yield Finding("L106", message, origin, hint)


def _paths(library: Library) -> Iterator[str]:
    for module in library.modules.values():
        yield module.path
    for words in library.words_files.values():
        yield words.path
    for axis in (library.locales, library.brands):
        entry: Any
        for entry in axis.values():
            yield entry.file.path


def _brand_characters(library: Library) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError

    found: set[int] = set()
    for brand in library.brands.values():
        for path in library.files.under(brand.folder):
            if path.endswith((".ttf", ".otf", ".woff2")):
                try:
                    with TTFont(io.BytesIO(library.files[path]), lazy=True) as font:
                        found |= set(font.getBestCmap())
                except (TTLibError, OSError):
                    continue
    return frozenset(found)
