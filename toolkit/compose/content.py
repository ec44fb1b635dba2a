"""Module trees to views: fills in help lines, numbers the sources, gives every section an anchor."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from toolkit.compose.assets import Assets
from toolkit.compose.speech import Speech, WordTree, fill
from toolkit.compose.tables import columns, row_by_row
from toolkit.compose.views import ItemView, LawView, NodeView, ServiceView, SourceView
from toolkit.edition import Edition, Excerpt
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Image, Item, List, Module, Node, Paragraph, Section, Table, Tags

NO_LATER = "≤ "


class Sources:
    """Numbers sources in the order in which a document first uses them."""

    def __init__(self, library: Library, speech: Speech, words: WordTree) -> None:
        self._library = library
        self._speech = speech
        self._words = words
        self._numbers: dict[str, int] = {}

    def numbers(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of these sources; new ones get the next."""
        return tuple(self._numbers.setdefault(name, len(self._numbers) + 1) for name in names)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[SourceView]:
        """All sources used so far, by number: a template lists them last."""
        for name, number in self._numbers.items():
            source = self._library.sources[name].value
            read = self._speech.date(source.read)
            yield SourceView(
                number, source.title, source.publisher, self._published(source.date or ""), read, source.url
            )

    def _published(self, when: str) -> str:
        """When a source appeared; of some it is only known that it was no later."""
        said = self._speech.published(when.removeprefix(NO_LATER))
        return fill(self._words.or_earlier, date=said) if when.startswith(NO_LATER) else said


class Content:
    """Makes the views of one edition."""

    def __init__(self, edition: Edition, library: Library, speech: Speech, sources: Sources, assets: Assets) -> None:
        self.edition = edition
        self.library = library
        self.speech = speech
        self.sources = sources
        self.assets = assets
        self.laws_used: dict[str, LawView] = {}
        self._anchors: set[str] = set()

    def section(self, excerpt: Excerpt) -> NodeView:
        """A section of a part."""
        return self._node(excerpt.section, excerpt.module)

    def _nodes(self, nodes: tuple[Node, ...], module: Module) -> tuple[NodeView, ...]:
        return tuple(self._node(node, module) for node in nodes)

    def _node(self, node: Node, module: Module) -> NodeView:
        fill = self.speech.fill
        match node:
            case Paragraph():
                return NodeView("paragraph", html=fill(node.html))
            case Table():
                return NodeView("table", html=self._table(fill(node.html)))
            case Image():
                path = posixpath.normpath(f"content/modules/{module.slug}/{node.src}")
                url = self.assets.add(path.removeprefix("content/"), self.library.files[path])
                return NodeView("image", src=url, alt=node.alt)
            case List():
                items = tuple(self._item(item, module) for item in node.items)
                return NodeView("list", ordered=node.ordered, items=items)
            case Block():
                return NodeView(
                    "block",
                    title=fill(node.title),
                    name=node.name,
                    **self._records(node),
                    **self._common(node.tags),
                    nodes=self._nodes(node.nodes, module),
                )
            case Section():
                return NodeView(
                    "section",
                    title=fill(node.title),
                    level=node.level,
                    anchor=self._anchor(module.slug, node.tags.id),
                    module=module.slug,
                    topic=module.meta.topic,
                    **self._common(node.tags),
                    nodes=self._nodes(node.nodes, module),
                )

    def _table(self, html: Markup) -> Markup:
        widest = self.edition.mode.value.widest_table if self.edition.mode else None
        return row_by_row(html) if widest and columns(html) > widest else html

    def _anchor(self, module: str, section: str) -> str:
        """The id of a section in the page; none for a subsection without one or for a second time."""
        name = anchor(module, section) if section else ""
        if name in self._anchors:
            return ""
        self._anchors.add(name)
        return name

    def _common(self, tags: Tags) -> dict[str, Any]:
        return {
            "id": tags.id,
            "classes": tags.classes,
            "roles": tuple(self._role(role) for role in tags.roles),
            "minutes": tags.minutes,
            "numbers": self.sources.numbers(tags.sources),
        }

    def _role(self, role: str) -> str:
        names = self.edition.audience_words.get("roles", {})
        return str(self.speech.typeset(str(names.get(role, role))))

    def _item(self, item: Item, module: Module) -> ItemView:
        return ItemView(
            html=self.speech.fill(item.html),
            card=self.speech.fill(item.tags.card),
            checked=item.checked,
            nodes=self._nodes(item.nodes, module),
            numbers=self.sources.numbers(item.tags.sources),
        )

    def _records(self, node: Block) -> dict[str, Any]:
        """The records of the jurisdiction that a block prints."""
        match self.library.rules[node.name].prints:
            case "law":
                return {"laws": self._laws(node.tags)}
            case "services":
                return {"services": self.services(node.tags.topics)}
        return {}

    def _laws(self, tags: Tags) -> tuple[LawView, ...]:
        views = []
        words = self.edition.jurisdiction_words.get("law", {})
        for entry in self.edition.records("law", tags.topics):
            text = self.speech.typeset(str(words[entry.slug]))
            view = LawView(text, entry.value.cite or "", self.sources.numbers(entry.value.sources))
            self.laws_used[entry.slug] = view
            views.append(view)
        return tuple(views)

    def services(self, topics: tuple[str, ...] = ()) -> tuple[ServiceView, ...]:
        """The services of the jurisdiction that this document may name, on these topics or all."""
        words = self.edition.jurisdiction_words.get("services", {})
        return tuple(
            ServiceView(
                name=self.speech.typeset(str(words[entry.slug]["name"])),
                purpose=self.speech.typeset(str(words[entry.slug]["purpose"])),
                place=entry.value.place or "",
                web=entry.value.web or "",
                numbers=self.sources.numbers(entry.value.sources),
            )
            for entry in self.edition.records("services", topics)
        )


def anchor(module: str, section: str = "") -> str:
    """The id in the page of a module or of one of its sections."""
    return f"{module}--{section}" if section else f"{module}--"
