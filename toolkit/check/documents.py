"""Rules for what a document says as a whole: to whom it speaks, what it may not name, what its quiz asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from toolkit.check.passages import Forms, as_read, place_of
from toolkit.check.printed import Printed, printed, records_in, words_of_kit, words_of_place
from toolkit.check.wording import lists_without_caution
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.load.library import Library
from toolkit.markup.tree import LINE_MARK, Block, Item, Node, Section, texts, walk
from toolkit.schema.brand import said_in


def printed_signs_have_a_caution(library: Library, editions: tuple[Edition, ...]) -> Iterable[Finding]:
    """The caution over a list of signs is not left out for some audience, role or kind that sees the list."""
    for edition in editions:
        for excerpts in edition.parts.values():
            for excerpt in excerpts:
                yield from lists_without_caution(excerpt.section)


def readers_are_addressed(library: Library, editions: tuple[Edition, ...]) -> Iterable[Finding]:
    """A document speaks to its readers as its audience says; a guide speaks to the person who leads.

    What stands in double quotes is somebody else's voice, and free.
    """
    named: dict[tuple[Origin, str], Finding] = {}
    for edition in editions:
        address, wording = edition.audience.value.address, library.wording.get(edition.locale.slug)
        if not address or not wording or edition.kind.value.reading_grade:
            continue
        wrong = Forms((form, form) for form in getattr(wording.value.address, address))
        first, last, *_ = edition.locale.value.quotes
        quoted = re.compile(rf"{re.escape(first)}[^{re.escape(last)}]*{re.escape(last)}|\"[^\"]*\"")
        for text in (*printed(edition, library), *words_of_kit(library, edition)):
            for word, _ in wrong.found(quoted.sub("", text.text)):
                origin = place_of(library.files, text.origin, word)
                message = f'"{word}" in a text for {edition.audience.slug}, who are addressed in the {address} way'
                hint = "say it in that way, or give this audience a variant of its own"
                named.setdefault((origin, edition.audience.slug), Finding("C113", message, origin, hint))
    yield from named.values()


def audiences_are_spared(library: Library, editions: tuple[Edition, ...]) -> Iterable[Finding]:
    """No document for an audience, and no document of its kit, holds a word that the audience does not meet."""
    named: dict[tuple[Origin, str], Finding] = {}
    for edition in editions:
        spared = {edition.audience.slug, edition.kit.value.audience}
        words = {name: library.words(library.audiences[name].folder, edition.locale.slug) or {} for name in spared}
        avoid = Forms((form, name) for name in sorted(words) for form in words[name].get("avoid", ()))
        for text in _everything(library, edition) if avoid else ():
            for word, audience in avoid.found(text.text):
                origin = place_of(library.files, text.origin, word)
                message = f'"{word}" stands in {edition.kit.slug}/{edition.name}, and {audience} does not meet it'
                hint = "say it in other words, or print something else there"
                named.setdefault((origin, edition.kit.slug), Finding("C114", message, origin, hint))
    yield from named.values()


def _everything(library: Library, edition: Edition) -> Iterator[Printed]:
    """All texts of a document that data tells of, from its modules to the words of its brand."""
    yield from printed(edition, library)
    yield from words_of_kit(library, edition)
    for module in edition.modules:
        yield from (Printed(as_read(text), module.at("title")) for text in (module.title, *module.objectives))
    for line in _lines(edition):
        yield from words_of_place(library, edition, "lines", line)
    for service in edition.services if edition.kind.value.services else ():
        yield from words_of_place(library, edition, "services", service.slug)
    for source in (library.sources[name] for name in _sources(library, edition)):
        yield Printed(source.value.title, source.at("title"))
        yield Printed(source.value.publisher, source.at("publisher"))
    extras = edition.brand.value.defaults.toolkit
    label = extras.local_line.label if extras.local_line else None
    for key, words in (("credit", extras.credit), ("local_line", label)):
        yield Printed(said_in(words, edition.spoken), edition.brand.at("defaults", "toolkit", key))


def _nodes(edition: Edition) -> Iterator[Node | Item]:
    for excerpts in edition.parts.values():
        for excerpt in excerpts:
            yield from walk((excerpt.section,))


def _lines(edition: Edition) -> tuple[str, ...]:
    """The help lines whose names a document prints: at its foot, or in its text."""
    named = {mark[1]: None for node in _nodes(edition) for html in texts(node) for mark in LINE_MARK.finditer(html)}
    return tuple(dict.fromkeys((*(state.line.slug for state in edition.lines), *named)))


def _sources(library: Library, edition: Edition) -> tuple[str, ...]:
    """The sources that a document lists."""
    names: dict[str, None] = {}
    for node in _nodes(edition):
        if isinstance(node, Section | Block | Item):
            names |= dict.fromkeys(node.tags.sources)
        if isinstance(node, Block):
            names |= {name: None for _, entry in records_in(library, edition, node) for name in entry.value.sources}
    return tuple(names | {name: None for state in edition.lines for name in state.line.value.sources})
