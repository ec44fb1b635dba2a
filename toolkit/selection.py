"""Choosing from a module what one document shows: by audience, role, kind and help lines at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Protocol, TypeVar

from toolkit.markup.tree import Block, Item, List, Module, Node, Section, Tags


class HasTopics(Protocol):
    """A record of the jurisdiction."""

    @property
    def topics(self) -> Collection[str]: ...


class Entered(Protocol):
    """A record with the place that it stands at."""

    @property
    def value(self) -> HasTopics: ...


E = TypeVar("E", bound=Entered)
N = TypeVar("N", Block, Section, Item)


def records_on(topics: Collection[str], records: Iterable[E]) -> tuple[E, ...]:
    """The records of the jurisdiction that a block with these topics prints: those on one of them, all without any."""
    wanted = set(topics)
    return tuple(record for record in records if not wanted or wanted & set(record.value.topics))


@dataclass(frozen=True)
class Selection:
    """For whom and for what a document is; an empty role takes the words for all roles.

    `kinds` are the document's own kind and those that it stands for.
    """

    audience: str
    role: str | None
    kinds: frozenset[str]
    blocks: Collection[str]
    lines: Collection[str]
    records: Mapping[str, tuple[Entered, ...]] = field(default_factory=dict)
    """For each block that prints records of the jurisdiction: those that there are."""

    def keeps(self, tags: Tags) -> bool:
        """Whether something with these tags is shown."""
        return (
            (not tags.audiences or self.audience in tags.audiences)
            and (not tags.kinds or not self.kinds.isdisjoint(tags.kinds))
            and (not tags.roles or self.role is None or self.role in tags.roles)
            and all(line in self.lines for line in tags.needs)
        )

    def says_nothing(self, block: Block) -> bool:
        """Whether a block only prints records and the jurisdiction has none on its topics."""
        if block.nodes or block.name not in self.records:
            return False
        return not records_on(block.tags.topics, self.records[block.name])


def select_sections(module: Module, name: str | None, selection: Selection) -> tuple[Section, ...]:
    """The sections of a module (or the one with this id) as a document shows them; empty ones go."""
    wanted = [section for section in module.sections if name is None or section.tags.id == name]
    chosen = (select_node(section, selection) for section in wanted)
    return tuple(section for section in chosen if isinstance(section, Section))


def select_node(node: Node, selection: Selection) -> Node | None:
    """A node without what does not belong, or None when nothing of it is left; the same node when all of it belongs."""
    match node:
        case Block():
            if node.name not in selection.blocks or not selection.keeps(node.tags) or selection.says_nothing(node):
                return None
            return _with(node, _all(node.nodes, selection))
        case Section():
            nodes = _all(node.nodes, selection)
            return _with(node, nodes) if nodes and selection.keeps(node.tags) else None
        case List():
            items = tuple(_item(item, selection) for item in node.items if selection.keeps(item.tags))
            return None if not items else node if _same(items, node.items) else replace(node, items=items)
    return node


def _item(item: Item, selection: Selection) -> Item:
    return _with(item, _all(item.nodes, selection))


def _with(node: N, nodes: tuple[Node, ...]) -> N:
    """The node with these inside; itself when they are its own, so that documents share what they have in common."""
    return node if _same(nodes, node.nodes) else replace(node, nodes=nodes)


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _all(nodes: tuple[Node, ...], selection: Selection) -> tuple[Node, ...]:
    chosen = (select_node(node, selection) for node in nodes)
    return tuple(node for node in chosen if node is not None)
