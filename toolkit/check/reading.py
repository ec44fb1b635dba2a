"""The rule for reading grades: what a document prints is no harder than its readers can take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.check.passages import place_of
from toolkit.check.printed import printed
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.load.library import Library
from toolkit.reading import Sentence, counted, grade

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
    said: tuple[tuple[Sentence, Origin], ...]

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
    for edition in editions:
        formula = edition.locale.value.reading
        if formula:
            texts = (text for text in printed(edition, library) if text.running)
            said = tuple((sentence, text.origin) for text in texts for sentence in counted(text.text, formula))
            ceiling = edition.kind.value.reading_grade or edition.audience.value.reading_grade
            found.append(Reading(edition, grade((sentence for sentence, _ in said), formula), ceiling, said))
    return tuple(found)


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
