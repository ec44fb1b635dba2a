"""The rule for reading grades: what a document prints is no harder than its readers can take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.check.passages import place_of
from toolkit.check.printed import printed_in
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.load.library import Library
from toolkit.markup.tree import Section
from toolkit.reading import Sentence, counted, grade

Said = tuple[tuple[Sentence, Origin], ...]
"""Sentences with the places of their texts."""

HARDEST = 3
LEAST_WORDS = 8
"""A sentence of fewer words is not named as a hard one: shortening it helps little."""
LONGEST_QUOTE = 90


@dataclass(frozen=True)
class Reading:
    """How hard a document is, how hard it may be, and its sentences with the places of their texts."""

    edition: Edition
    grade: float
    ceiling: float
    said: Said

    @property
    def words(self) -> int:
        """How many words were counted."""
        return sum(sentence.words for sentence, _ in self.said)

    def hardest(self, formula: str) -> tuple[tuple[Sentence, Origin], ...]:
        """The sentences that would gain most from being shortened."""
        said = list(dict.fromkeys(self.said))
        long = [pair for pair in said if pair[0].words >= LEAST_WORDS]
        return tuple(sorted(long or said, key=lambda pair: -grade((pair[0],), formula))[:HARDEST])


def readings(library: Library, editions: Iterable[Edition]) -> tuple[Reading, ...]:
    """A reading for each document whose locale names a formula."""
    found = []
    known: dict[tuple[object, ...], Said] = {}
    for edition in editions:
        formula = edition.locale.value.reading
        if formula:
            sections = [excerpt.section for excerpts in edition.parts.values() for excerpt in excerpts]
            said = tuple(pair for section in sections for pair in _said(section, edition, library, formula, known))
            ceiling = edition.kind.value.reading_grade or edition.audience.value.reading_grade
            found.append(Reading(edition, grade((sentence for sentence, _ in said), formula), ceiling, said))
    return tuple(found)


def _said(
    section: Section, edition: Edition, library: Library, formula: str, known: dict[tuple[object, ...], Said]
) -> Said:
    """The sentences of a section; documents that share it with all that stands there share what was counted."""
    services = tuple(entry.slug for entry in edition.services)
    key = (id(section), edition.locale.slug, edition.kind.value.short_forms, edition.jurisdiction, services)
    if key not in known:
        texts = (text for text in printed_in(section, edition, library) if text.running)
        known[key] = tuple((sentence, text.origin) for text in texts for sentence in counted(text.text, formula))
    return known[key]


def documents_can_be_read(library: Library, editions: tuple[Edition, ...]) -> Iterable[Finding]:
    """No document is harder to read than its audience can take; a guide speaks to the person who leads."""
    for reading in readings(library, editions):
        if reading.grade > reading.ceiling:
            edition = reading.edition
            index = edition.kit.value.documents.index(edition.document)
            measured = f"grade {reading.grade:g} in {edition.locale.slug}"
            message = f'"{edition.document.name}" reads at {measured}, and {reading.ceiling:g} is the most'
            hint = f"make these shorter first: {'; '.join(_hardest(library, reading))}"
            yield Finding("C108", message, edition.kit.at("documents", index), hint)


def _hardest(library: Library, reading: Reading) -> Iterable[str]:
    for sentence, origin in reading.hardest(reading.edition.locale.value.reading or ""):
        text = sentence.text
        place = place_of(library.files, origin, " ".join(text.split()[:3]))
        cut = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
        yield f"{place.path}:{place.line} “{cut}”"
