"""Rules for what an auditor follows: facts are there and good enough, every question is settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from toolkit.findings import Finding, Severity, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.markup.tree import Block, Item, List, Node, Section, plain, texts, walk

HARD_CLAIM = re.compile(r"\d[\d,.]*\s?%|\$\s?\d|\d{1,3}(,\d{3})+|M\.G\.L\.|U\.S\.C\.")
"""A share, a sum of money, a large number, or a cite of law."""


def fact_references(library: Library, today: date) -> Iterable[Finding]:
    """A fact named in a module exists and may be printed; its sources exist."""
    for module in library.modules.values():
        for node in walk(module.sections):
            if not isinstance(node, Section | Block | Item):
                continue
            origin = node.tags.places.get("fact", node.origin)
            for name in node.tags.facts if library.facts else ():
                if name not in library.facts:
                    yield Finding("C120", f'there is no fact "{name}"', origin, did_you_mean(name, library.facts))
            for name in not_good_enough(node, library):
                confidence = library.facts[name].value.confidence
                hint = "leave it out, or find a better source; what is only likely is practice, never a number or law"
                yield Finding("C121", f'the fact "{name}" is {confidence}: not good enough here', origin, hint)
    for entry in records(library):
        for number, name in enumerate(entry.value.facts if library.facts else ()):
            if name not in library.facts:
                hint = did_you_mean(name, library.facts)
                yield Finding("C120", f'there is no fact "{name}"', entry.at("facts", number), hint)
            elif library.facts[name].value.confidence == "unverified":
                hint = f"leave the record out, or look it up: {library.facts[name].file.path}"
                yield Finding("C121", f'the fact "{name}" is unverified: not good enough here', entry.at("facts"), hint)
    for entry in library.facts.values():
        for number, source in enumerate(entry.value.sources):
            if source not in library.sources:
                hint = did_you_mean(source, library.sources)
                yield Finding("J101", f'there is no source "{source}"', entry.at("sources", number), hint)


def records(library: Library) -> Iterator[Entry[Any]]:
    """Every help line, law fact and service: what a jurisdiction prints beside the modules."""
    registries: tuple[Mapping[str, tuple[Entry[Any], ...]], ...] = (library.lines, library.laws, library.services)
    for registry in registries:
        for entries in registry.values():
            yield from entries


def not_good_enough(node: Node | Item, library: Library) -> tuple[str, ...]:
    """The facts of a node that nobody confirmed, or that are only likely where the text makes a hard claim.

    A claim is hard when it gives a number or cites a law; then one of its facts must be verified.
    """
    if not isinstance(node, Section | Block | Item):
        return ()
    records = {name: library.facts[name].value for name in node.tags.facts if name in library.facts}
    bad = tuple(name for name, record in records.items() if record.confidence == "unverified")
    if bad or not records or any(record.confidence == "verified" for record in records.values()):
        return bad
    said = " ".join(plain(html) for part in _own(node) for html in texts(part))
    return tuple(records) if HARD_CLAIM.search(said) else ()


def _own(node: Section | Block | Item) -> Iterator[Node | Item]:
    """A node and what stands in it without facts of its own."""
    yield node
    for child in node.nodes:
        items: tuple[Node | Item, ...] = child.items if isinstance(child, List) else (child,)
        for item in items:
            if not isinstance(item, Section | Block | Item):
                yield item
            elif not item.tags.facts:
                yield from _own(item)


def questions_are_settled(library: Library, today: date) -> Iterable[Finding]:
    """A question points at sections that exist and that some document prints."""
    printed = {
        name
        for kit in library.kits.values()
        for document in kit.value.documents
        for names in document.parts.values()
        for name in names
    }
    sections = {
        f"{module.slug}#{section.tags.id}" for module in library.modules.values() for section in module.sections
    }
    first: dict[str, int] = {}
    for entry in library.questions:
        if entry.slug in first:
            hint = f"its first place is line {first[entry.slug]}; keep one of the two"
            yield Finding("J102", f'the id "{entry.slug}" stands here a second time', entry.at("id"), hint)
        first.setdefault(entry.slug, entry.at("id").line)
        for number, name in enumerate(entry.value.answered_by):
            origin, module = entry.at("answered_by", number), name.partition("#")[0]
            if name not in sections and not ("#" not in name and module in library.module_names):
                hint = did_you_mean(name, {*sections, *library.module_names})
                yield Finding("C122", f'the answer "{name}" is not there', origin, hint)
            elif name not in printed and module not in printed:
                hint = "add it to a document of a kit, or say why the question is not answered (not_printed)"
                yield Finding("C123", f'no document prints the answer "{name}"', origin, hint, Severity.WARNING)
