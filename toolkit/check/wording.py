"""Rules for words: those to avoid, those that profile people, those that a glossary forbids; a caution over signs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from toolkit.check.passages import Forms, all_passages, as_read, place_of, within
from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Image, Item, List, Section, texts, walk
from toolkit.schema.wording import Term

SIGNS = "signs"
"""The class of a section that lists warning signs."""

CAUTION = "caution"


def _forms(terms: Iterable[Term]) -> Forms:
    return Forms((form, term) for term in terms for form in (term.term, *term.forms))


def wording_locales(library: Library, today: date) -> Iterable[Finding]:
    """The locales that have a file of wording exist."""
    for locale, entry in library.wording.items():
        if locale not in library.locales:
            hint = did_you_mean(locale, library.locales)
            yield Finding("L101", f'there is no locale "{locale}"', entry.at(), hint)


def words_to_avoid(library: Library, today: date) -> Iterable[Finding]:
    """A word that hurts or misleads is not printed; its better word is."""
    avoid = {locale: _forms(entry.value.avoid) for locale, entry in library.wording.items()}
    for passage in all_passages(library):
        for word, term in avoid[passage.locale].found(passage.text) if passage.locale in avoid else ():
            origin = place_of(library.files, passage.origin, word)
            yield Finding("C105", f'"{word}": {term.because}', origin, f"say: {term.better}")


def glossary_terms(library: Library, today: date) -> Iterable[Finding]:
    """A term of the glossary is translated as the glossary says."""
    wrong: Mapping[str, Forms] = {
        locale: Forms((form, term) for term in entry.value.glossary for form in term.not_said)
        for locale, entry in library.wording.items()
    }
    for passage in all_passages(library):
        for word, term in wrong[passage.locale].found(passage.text) if passage.locale in wrong else ():
            origin = place_of(library.files, passage.origin, word)
            message = f'the glossary does not say "{word}" for "{term.source}"'
            yield Finding("C112", message, origin, f"say: {term.say}")


def signs_without_profiling(library: Library, today: date) -> Iterable[Finding]:
    """A sign is what somebody does, never who somebody is; the caution above may name what is no sign."""
    profiling = {locale: _forms(entry.value.profiling) for locale, entry in library.wording.items()}
    for module in library.modules.values():
        for item, text in _signs(module.sections) if module.locale in profiling else ():
            for word, term in profiling[module.locale].found(text):
                origin = place_of(library.files, item.origin, word)
                hint = (
                    f"say: {term.better}" if term.better else "say what the person does, or what somebody does to them"
                )
                yield Finding("C106", f'"{word}" in a list of signs: {term.because}', origin, hint)


def _signs(sections: Iterable[Section]) -> Iterator[tuple[Item, str]]:
    """The items of sections of signs with their words, but for those of their cautions."""
    for node, over in within(sections):
        cautioned = any(isinstance(parent, Block) and parent.name == CAUTION for parent in over)
        if isinstance(node, Item) and _among_signs(over) and not cautioned:
            yield from ((node, as_read(html)) for html in texts(node))


def _among_signs(over: Iterable[Any]) -> bool:
    return any(isinstance(parent, Section) and SIGNS in parent.tags.classes for parent in over)


def signs_have_a_caution(library: Library, today: date) -> Iterable[Finding]:
    """A caution stands over every list of signs, in its section or in the one around it."""
    for module in library.modules.values():
        for section in module.sections:
            yield from lists_without_caution(section)


def lists_without_caution(section: Section, *, signs: bool = False, cautioned: bool = False) -> Iterator[Finding]:
    """The lists of signs in a section that no caution comes before."""
    signs = signs or SIGNS in section.tags.classes
    for node in section.nodes:
        if isinstance(node, Block) and node.name == CAUTION:
            cautioned = True
        elif isinstance(node, List) and signs and not cautioned:
            hint = f"write a block /// {CAUTION} above it: one sign alone proves nothing"
            yield Finding("C107", "no caution stands over this list of signs", node.origin, hint)
        elif isinstance(node, Section):
            yield from lists_without_caution(node, signs=signs, cautioned=cautioned)


def picture_subjects(library: Library, today: date) -> Iterable[Finding]:
    """Every picture says what it shows, and shows nothing of the list in content/pictures.yml."""
    hidden = _forms(entry.value for entry in library.not_shown)
    for module in library.modules.values():
        for image in (node for node in walk(module.sections) if isinstance(node, Image)):
            if not image.tags.subject.strip():
                hint = 'say what it shows at the end of the line: {: subject="phone desk" }'
                yield Finding("C111", "this picture does not say what it shows", image.origin, hint)
            for word, term in hidden.found(image.tags.subject):
                place = image.tags.places.get("subject", image.origin)
                hint = "show ordinary objects, or people with dignity"
                yield Finding("C111", f'no picture shows "{word}": {term.because}', place, hint)
