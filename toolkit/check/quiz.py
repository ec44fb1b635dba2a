"""Rules for quizzes: every answer is supported, and the kit that asks also teaches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from toolkit.check.printed import records_in
from toolkit.edition import Edition
from toolkit.findings import Finding
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Item, Node, Section, walk


def answers_are_supported(library: Library, today: date) -> Iterable[Finding]:
    """The answer to a question names a fact; also a source, unless content/facts/ tells where the fact was read."""
    for module in library.modules.values():
        for question in _questions(library, module.sections):
            facts, sources = named_in(question, "facts"), named_in(question, "sources")
            missing = [] if facts else ["fact"]
            missing += [] if sources or any(name in library.facts for name in facts) else ["source"]
            if missing:
                hint = "write {: source=… fact=… } behind /// answer, with the ids that support it"
                yield Finding("C110", f"this answer has no {' and no '.join(missing)}", question.origin, hint)


def answers_are_taught(library: Library, editions: tuple[Edition, ...]) -> Iterable[Finding]:
    """A kit that asks a question prints a section that teaches a fact of its answer."""
    taught: dict[tuple[str, str], set[str]] = {}
    for edition in editions:
        key = (edition.kit.slug, edition.locale.slug)
        for section in _sections(edition):
            if not any(_questions(library, (section,))):
                known = taught.setdefault(key, set())
                known.update(named_in(section, "facts"), _facts_of_records(library, edition, section))
    for edition in editions:
        known = taught.get((edition.kit.slug, edition.locale.slug), set())
        for section in _sections(edition):
            for question in _questions(library, (section,)):
                facts = named_in(question, "facts")
                if facts and not set(facts) & known:
                    message = f"the kit {edition.kit.slug} asks this, and prints no section on {', '.join(facts)}"
                    hint = "print a section with one of these facts, or ask something else"
                    yield Finding("C110", message, question.origin, hint)


def _sections(edition: Edition) -> Iterator[Section]:
    for excerpts in edition.parts.values():
        yield from (excerpt.section for excerpt in excerpts)


def _questions(library: Library, nodes: tuple[Node | Item, ...]) -> Iterator[Block]:
    for node in walk(nodes):
        if isinstance(node, Block) and library.rules[node.name].choices:
            yield node


def named_in(node: Node | Item, tag: Literal["facts", "sources"]) -> tuple[str, ...]:
    """The facts or the sources named on a node and in it."""
    inside = (part for part in walk((node,)) if isinstance(part, Section | Block | Item))
    return tuple(dict.fromkeys(name for part in inside for name in getattr(part.tags, tag)))


def _facts_of_records(library: Library, edition: Edition, section: Section) -> Iterator[str]:
    for node in walk((section,)):
        for _, entry in records_in(library, edition, node) if isinstance(node, Block) else ():
            yield from entry.value.facts
