"""Every text that is printed, with its place: what rules on words walk over. Owns no rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from toolkit.findings import Origin
from toolkit.load.layers import Files
from toolkit.load.library import Library
from toolkit.load.strict_yaml import Place, YamlFile
from toolkit.markup.tree import Item, Module, Node, inside, plain, texts

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|(?<!\w)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w@])(?:/\S*)?")
_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"\[\[[^\[\]]*\]\]|\{[a-z_]+\}|(?<=\])\([^()\s]*\)")
MANY = 50_000
"""How many texts are remembered in the form in which they are read: several rules look at each."""
LONGEST_SEARCH = 80
"""How many lines below the beginning of a text a word is looked for."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of plain text, the locale it is written in and the place where it begins."""

    text: str
    locale: str
    origin: Origin


@lru_cache(maxsize=MANY)
def as_read(html: str) -> str:
    """The words of inline HTML with straight apostrophes, and without web addresses."""
    return _without_addresses(plain(html).replace("’", "'"))


@lru_cache(maxsize=MANY)
def without_marks(text: str) -> str:
    """The same for the text of a words file: no references to help lines, no places to fill, no web addresses."""
    return _without_addresses(_REFERENCE.sub("", text).replace("’", "'"))


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub("", text) if "." in text or "@" in text else text


def within(nodes: Iterable[Node | Item], over: tuple[Node | Item, ...] = ()) -> Iterator[tuple[Node | Item, Any]]:
    """Every node and item with those it stands in, the outermost first."""
    waiting = [(node, over) for node in reversed(tuple(nodes))]
    while waiting:
        node, above = waiting.pop()
        yield node, above
        waiting += [(child, (*above, node)) for child in reversed(inside(node))]


def module_passages(module: Module) -> Iterator[Passage]:
    """The title, the objectives and every text of a module."""
    yield Passage(as_read(module.title), module.locale, module.at("title"))
    for text in module.objectives:
        yield Passage(as_read(text), module.locale, module.at("objectives"))
    for node, _ in within(module.sections):
        for html in texts(node):
            if html:
                yield Passage(as_read(html), module.locale, node.origin)


def strings(data: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text in a tree of data, and its place there."""
    if isinstance(data, str):
        yield place, data
        return
    pairs = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list | tuple) else ()
    for key, value in pairs:
        yield from strings(value, (*place, key))


def words_passages(library: Library) -> Iterator[tuple[Place, Passage]]:
    """Every text of words files and of locales; the words that an audience avoids are named, not said."""
    files: list[tuple[str, YamlFile, Mapping[str, Any]]] = [
        (locale, words.file, words.data) for (_, locale), words in library.words_files.items()
    ]
    files += [(entry.slug, entry.file, {"words": entry.value.words}) for entry in library.locales.values()]
    for locale, file, data in files:
        for place, text in strings(data):
            if place[0] != "avoid":
                yield place, Passage(without_marks(text), locale, file.at(*place))


def all_passages(library: Library) -> Iterator[Passage]:
    """Every text of modules, of words files and of locales."""
    for module in library.modules.values():
        yield from module_passages(module)
    for _, passage in words_passages(library):
        yield passage


def place_of(files: Files, origin: Origin, word: str) -> Origin:
    """Where a word stands at or below the beginning of its text; that beginning where it is written another way."""
    lines = files.text(origin.path).splitlines()[origin.line - 1 : origin.line - 1 + LONGEST_SEARCH]
    for number, line in enumerate(lines):
        column = line.find(word, origin.column - 1 if number == 0 else 0)
        if column >= 0:
            return Origin(origin.path, origin.line + number, column + 1)
    return origin


class Forms:
    """Whole words and phrases to look for, whatever their case; each form leads to what it belongs to."""

    def __init__(self, owners: Iterable[tuple[str, Any]]) -> None:
        self._owners = {_folded(form): owner for form, owner in owners}
        self._telling = frozenset(max(_WORD.findall(form), key=len, default="") for form in self._owners)
        longest = sorted(self._owners, key=lambda form: (-len(form), form))
        words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def found(self, text: str) -> Iterator[tuple[str, Any]]:
        """Each form that stands in a text as it is written there, with its owner."""
        if self._pattern and not self._telling.isdisjoint(words_of(text)):
            for match in self._pattern.finditer(text):
                yield match[0], self._owners[_folded(match[0])]


@lru_cache(maxsize=MANY)
def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters: a quick look whether a form can stand there."""
    return frozenset(_WORD.findall(text.lower()))


def _folded(form: str) -> str:
    return " ".join(form.replace("’", "'").lower().split())
