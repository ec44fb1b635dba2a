"""The typed tree of a module: sections, blocks, lists, items. Owns shapes, no parsing and no layout.

`html` fields hold safe inline HTML. A help line's number is not in them: it stands as a mark that
`fill_lines` replaces once the jurisdiction is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from toolkit.findings import Origin
from toolkit.schema.kit import FrontMatter

LINE_MARK = re.compile("\ue000([^\ue001|]*)\\|([^\ue001]*)\ue001")
"""A reference to a help line inside `html`: its id and the part wanted."""

_PIECES = re.compile("(<[^>]*>|&[#a-zA-Z0-9]+;|\ue000[^\ue001]*\ue001)")


def line_mark(line: str, part: str) -> str:
    """The mark that stands in `html` for a part (phone, text, name) of a help line."""
    return f"\ue000{line}|{part}\ue001"


@dataclass(frozen=True, slots=True)
class Tags:
    """What `{: … }` says of a section, a block or an item."""

    id: str = ""
    classes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    card: str = ""
    subject: str = ""
    minutes: int = 0
    places: Mapping[str, Origin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of inline HTML."""

    html: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Table:
    """A table as HTML."""

    html: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the module's media folder (path from the module's folder) and its words."""

    src: str
    alt: str
    origin: Origin
    tags: Tags = Tags()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `checked` is set for `- [x]` and `- [ ]` only."""

    html: str
    origin: Origin
    tags: Tags = Tags()
    nodes: tuple[Node, ...] = ()
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[Item, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Block:
    """A named block such as a caution or a scenario."""

    name: str
    title: str
    origin: Origin
    tags: Tags = Tags()
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; level 2 or 3."""

    title: str
    level: int
    origin: Origin
    tags: Tags = Tags()
    nodes: tuple[Node, ...] = ()


Node = Paragraph | Table | Image | List | Block | Section
N = TypeVar("N", Paragraph, Table, Image, List, Block, Section, Item, Node)


@dataclass(frozen=True, slots=True)
class Module:
    """One module in one locale."""

    slug: str
    locale: str
    path: str
    meta: FrontMatter
    title: str
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]
    head: Mapping[str, Origin] = field(default_factory=dict)
    derived: bool = False

    def at(self, key: str) -> Origin:
        """Where a key of the front matter stands."""
        return self.head.get(key, Origin(self.path))


def walk(nodes: tuple[Node | Item, ...]) -> Iterator[Node | Item]:
    """Every node and item, parents first, in reading order."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(inside(node))


def inside(node: Node | Item) -> tuple[Node | Item, ...]:
    """What stands right inside a node."""
    if isinstance(node, List):
        return node.items
    return node.nodes if isinstance(node, Block | Section | Item) else ()


def texts(node: Node | Item) -> tuple[str, ...]:
    """The inline HTML that a node itself holds, without its children."""
    match node:
        case Paragraph() | Table():
            return (node.html,)
        case Item():
            return (node.html, node.tags.card)
        case Block() | Section():
            return (node.title,)
        case Image():
            return (node.alt,)
    return ()


def change_text(html: str, change: Callable[[str], str]) -> str:
    """The HTML with `change` applied to its words; tags, entities and marks stay."""
    pieces = _PIECES.split(html)
    return "".join(piece if index % 2 else change(piece) if piece else "" for index, piece in enumerate(pieces))


def rewrite(node: N, change: Callable[[str], str]) -> N:
    """A copy of the node in which `change` was applied to every inline HTML."""
    match node:
        case Paragraph() | Table():
            return replace(node, html=change(node.html))
        case Image():
            return replace(node, alt=change(node.alt))
        case List():
            return replace(node, items=tuple(rewrite(item, change) for item in node.items))
        case Item():
            tags = replace(node.tags, card=change(node.tags.card)) if node.tags.card else node.tags
            nodes = tuple(rewrite(child, change) for child in node.nodes)
            return replace(node, html=change(node.html), tags=tags, nodes=nodes)
        case Block() | Section():
            nodes = tuple(rewrite(child, change) for child in node.nodes)
            return replace(node, title=change(node.title) if node.title else "", nodes=nodes)
    raise TypeError(type(node))


def plain(html: str) -> str:
    """The words of inline HTML, for limits and checks."""
    text = re.sub(r"<[^>]*>", "", LINE_MARK.sub("", html))
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text
