"""Rules for what is claimed: a figure, a date or a cite has a source, and somebody has read it within the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from toolkit.check.passages import Forms, as_read, place_of, within
from toolkit.findings import Finding, Severity
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Item, Node, Section, texts, walk
from toolkit.schema.registry import LONGEST_TRUST_DAYS

_FIGURES = (
    r"[$€£]\s?\d[\d.,]*",
    r"\d[\d.,]*\s?%",
    r"(?<![\w.,/:-])\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?![\w%])",
    r"(?<![\w.,/:#-])\d{4,}s?(?!\w)",
)
"""Money, shares, numbers of a thousand and more, years. Short numbers (ages, grades, minutes, hours, 24/7) are none."""


_DIGIT = re.compile(r"\d")


class _Claims:
    """What states a fact: the figures that are the same everywhere, and the phrases of a locale (# is a number)."""

    def __init__(self, phrases: Iterable[str]) -> None:
        numbered = [phrase for phrase in phrases if "#" in phrase]
        said = [re.escape(phrase).replace(r"\#", r"\d[\d.,]*").replace(r"\ ", r"\s+") for phrase in numbered]
        self._figures = re.compile("|".join([*(rf"(?<!\w){one}(?!\w)" for one in said), *_FIGURES]), re.IGNORECASE)
        self._phrases = Forms((phrase, phrase) for phrase in phrases if "#" not in phrase)

    def first(self, text: str) -> str:
        """The first of them in a text, or nothing."""
        figure = self._figures.search(text) if _DIGIT.search(text) else None
        return figure[0] if figure else next((phrase for phrase, _ in self._phrases.found(text)), "")


def unsourced_claims(library: Library, today: date) -> Iterable[Finding]:
    """A figure, a date or a cite has a source on its item, its block or a section around it."""
    claims = {locale: _Claims(entry.value.claims) for locale, entry in library.wording.items()}
    for module in library.modules.values():
        claim = claims.setdefault(module.locale, _Claims(()))
        for node, over in within(module.sections):
            chain = (*over, node)
            for html in () if isinstance(node, Section) else texts(node):
                said = claim.first(as_read(html))
                if said and _states_facts(library, chain) and not _sourced(chain):
                    hint = 'add source="…" to the item, the block or the section, or leave it out'
                    yield Finding("C101", f'"{said}" has no source', place_of(library.files, node.origin, said), hint)
                    break


def _states_facts(library: Library, chain: tuple[Node | Item, ...]) -> bool:
    """Whether the innermost block says what is so; a case or a question does not."""
    blocks = [node for node in chain if isinstance(node, Block)]
    return not blocks or library.rules[blocks[-1].name].claims


def _sourced(chain: tuple[Node | Item, ...]) -> bool:
    """Whether a node, or something it stands in, has a source; for the title of a block, what stands in it counts."""
    inside = walk((chain[-1],)) if isinstance(chain[-1], Block) else iter(())
    return any(isinstance(node, Section | Block | Item) and node.tags.sources for node in (*chain, *inside))


def old_reviews(library: Library, today: date) -> Iterable[Finding]:
    """Somebody reads every module against its sources once a year."""
    for module in library.modules.values():
        if today - module.meta.reviewed > timedelta(days=LONGEST_TRUST_DAYS):
            message = f"nobody has read this against its sources since {module.meta.reviewed}"
            hint = "look every claim up again, then write the new day"
            yield Finding("C102", message, module.at("reviewed"), hint, Severity.WARNING)
