"""A character that no font has would print as an empty box, after a long search: it is refused."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from typing import Any

from toolkit.findings import Finding, Origin
from toolkit.fonts import covered, shipped_folders
from toolkit.load.library import Library
from toolkit.load.strict_yaml import Place, YamlFile
from toolkit.markup.inline import place_in
from toolkit.markup.tree import plain, texts, walk

IGNORED = frozenset(map(ord, "\n\r\t\ufeff\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"))
CONTROLS = frozenset((*range(32), 127))
_WORTH_LOOKING = re.compile(r"[^\n\r\t -~]")


def characters_without_shape(library: Library, today: date) -> Iterable[Finding]:
    """Every character of what is printed has a shape in some font at hand, however it was written."""
    known = known_characters(library)
    for path in _paths(library):
        text = library.files.text(path)
        for match in _WORTH_LOOKING.finditer(text):
            if ord(match[0]) not in known:
                yield _finding(match[0], place_in(text, match.start(), Origin(path)))
    for text, origin in _escaped(library):
        for match in _WORTH_LOOKING.finditer(text):
            if ord(match[0]) not in known and match[0] not in library.files.text(origin.path):
                yield _finding(match[0], origin)


def known_characters(library: Library) -> frozenset[int]:
    """The code points that some font at hand has a shape for, and those that need none."""
    return (covered(shipped_folders()) | _brand_characters(library)) - CONTROLS | IGNORED


def _finding(letter: str, origin: Origin) -> Finding:
    name = unicodedata.name(letter, "a control character").lower()
    shown = f'"{letter}" ' if letter.isprintable() else ""
    message = f"no font here has the character {shown}(U+{ord(letter):04X}, {name})"
    return Finding("L106", message, origin, "use another one, or add a font that has it to the brand")


def _paths(library: Library) -> Iterator[str]:
    """The files whose text is printed."""
    yield from (module.path for module in library.modules.values())
    yield from sorted({file.path for file in _data_files(library)})


def _data_files(library: Library) -> Iterator[YamlFile]:
    yield from (words.file for words in library.words_files.values())
    axes: tuple[Iterable[Any], ...] = (library.locales.values(), library.brands.values(), library.kits.values())
    for axis in axes:
        yield from (entry.file for entry in axis)
    for registry in (library.lines, library.laws, library.services):
        groups: Iterable[Iterable[Any]] = registry.values()
        yield from (entry.file for group in groups for entry in group)
    yield from (entry.file for entry in library.sources.values())


def _escaped(library: Library) -> Iterator[tuple[str, Origin]]:
    """Text as it is printed, for characters that a file writes in another way (an escape or an entity)."""
    for file in _data_files(library):
        if any(mark in library.files[file.path] for mark in (b"\\u", b"\\x", b"\\U")):
            yield from _strings(file.data, (), file)
    for module in library.modules.values():
        if b"&" in library.files[module.path]:
            for node in walk(module.sections):
                yield from ((unescape(plain(html)), node.origin) for html in texts(node))


def _strings(data: Any, place: Place, file: YamlFile) -> Iterator[tuple[str, Origin]]:
    if isinstance(data, str):
        yield data, file.at(*place)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*place, key), file)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _strings(value, (*place, index), file)


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
