"""What a document prints: its texts with their places, as far as data tells. Owns no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.check.passages import as_read, strings, within, without_marks
from toolkit.edition import Edition
from toolkit.findings import Origin
from toolkit.load.library import Entry, Library
from toolkit.markup.tree import Block, Image, Item, List, Node, Paragraph, Section, Table

WRITE_IN = "write-in"
_CELL = re.compile(r"<(t[hd])\b[^>]*>(.*?)</\1>", re.S)


@dataclass(frozen=True, slots=True)
class Printed:
    """A text of a document and its place; `running` where it is read as sentences (no heading, no label)."""

    text: str
    origin: Origin
    running: bool = False


def printed(edition: Edition, library: Library) -> Iterator[Printed]:
    """Every text that a document takes from modules, with the records of the jurisdiction that stand there."""
    for excerpts in edition.parts.values():
        for excerpt in excerpts:
            yield from printed_in(excerpt.section, edition, library)


def printed_in(section: Section, edition: Edition, library: Library) -> Iterator[Printed]:
    """The same for one section of a document."""
    for node, over in within((section,)):
        yield from _texts(edition, node, over)
        if isinstance(node, Block):
            for group, entry in records_in(library, edition, node):
                yield from words_of_place(library, edition, group, entry.slug)


def _texts(edition: Edition, node: Node | Item, over: tuple[Node | Item, ...]) -> Iterator[Printed]:
    match node:
        case Paragraph():
            yield Printed(as_read(node.html), node.origin, running=True)
        case Table():
            for kind, html in _CELL.findall(node.html):
                yield Printed(as_read(html), node.origin, running=kind == "td")
        case Item():
            label = any(isinstance(parent, Block) and parent.name == WRITE_IN for parent in over)
            yield Printed(as_read(_short(edition, node, over)), node.origin, running=not label)
        case Section() | Block():
            yield Printed(as_read(node.title), node.origin)
        case Image():
            yield Printed(as_read(node.alt), node.origin)


def _short(edition: Edition, item: Item, over: tuple[Node | Item, ...]) -> str:
    """What stands for an item; in a kind of short forms nothing, when only others of its list have one."""
    siblings = over[-1].items if isinstance(over[-1], List) else ()
    short = edition.kind.value.short_forms and any(sibling.tags.card for sibling in siblings)
    return item.tags.card if short else item.html


def records_in(library: Library, edition: Edition, block: Block) -> tuple[tuple[str, Entry[Any]], ...]:
    """The records of the jurisdiction that a block prints, each with its group of words."""
    group = library.rules[block.name].prints
    return tuple((group, entry) for entry in edition.records(group, block.tags.topics)) if group else ()


def words_of_place(library: Library, edition: Edition, group: str, slug: str) -> Iterator[Printed]:
    """The words of a record of the jurisdiction (a fact of law, a help line, a service), narrower places first."""
    for code in reversed(library.lineage(edition.jurisdiction)):
        words = library.words_files.get((library.jurisdictions[code].folder, edition.locale.slug))
        if words and slug in (words.data.get(group) or {}):
            for place, text in strings(words.data[group][slug], (group, slug)):
                yield Printed(without_marks(text), words.file.at(*place), running=group == "law")
            return


def words_of_kit(library: Library, edition: Edition) -> Iterator[Printed]:
    """The title of the kit, and the title and the promise of the document."""
    words = library.words_files.get((edition.kit.folder, edition.locale.slug))
    name = edition.document.name
    if words:
        own = {"title": words.data["title"], "documents": {name: words.data["documents"].get(name)}}
        yield from (Printed(without_marks(text), words.file.at(*place)) for place, text in strings(own))
