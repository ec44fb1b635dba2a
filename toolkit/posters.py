"""Posters measured against the rules of their place. Owns that comparison; it warns and never judges the law."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.edition import Edition
from toolkit.findings import Finding, Origin, Severity
from toolkit.load.library import Entry, Library
from toolkit.render.lost import letters, pieces
from toolkit.schema.posters import PosterRule

PT_PER_MM = 72 / 25.4
TOLERANCE_MM = 0.1


def against_rules(library: Library, edition: Edition, html: str, smallest_type_pt: float | None) -> Iterator[Finding]:
    """What a finished poster lacks of the rules of its place; nothing for a kind that is no poster."""
    rules = library.posters_for(edition.jurisdiction) if edition.kind.value.poster else ()
    for entry in rules:
        if not entry.value.audiences or {edition.audience.slug, edition.kit.value.audience} & {*entry.value.audiences}:
            for lack in _lacks(library, edition, entry.value, html, smallest_type_pt):
                yield _finding(edition, entry, lack)


def _lacks(library: Library, edition: Edition, rule: PosterRule, html: str, type_pt: float | None) -> Iterator[str]:
    if rule.sheet:
        pairs = zip(sorted(rule.sheet), sorted(edition.trim), strict=True)
        if any(least - has > TOLERANCE_MM for least, has in pairs):
            yield f"a sheet of at least {_size(rule.sheet)}, and this is {_size(edition.trim)}"
    if rule.type and type_pt is not None and type_pt < rule.type * PT_PER_MM - TOLERANCE_MM:
        yield f"type of at least {rule.type * PT_PER_MM:.3g} pt, and the smallest here is {type_pt:.3g} pt"
    for locale in rule.languages:
        if locale not in library.locales or library.words(edition.kit.folder, locale) is None:
            yield f'a poster in the locale "{locale}" too, and this kit has no words in it'
    said = letters("".join(pieces(html)))
    for wording in rule.wording.get(edition.spoken, ()):
        if letters(wording) not in said:
            yield f'the words "{wording}", and they are not on it'


def _size(size: tuple[float, float]) -> str:
    width, height = sorted(size)
    return f"{width:.0f} × {height:.0f} mm ({width / 25.4:.3g} × {height / 25.4:.3g} in)"


def _finding(edition: Edition, entry: Entry[PosterRule], lack: str) -> Finding:
    rule = entry.value
    law = f" ({rule.cite})" if rule.cite else ""
    hint = f"{entry.at()} says why, as of {rule.verified_on}; this is not legal advice, so ask somebody who gives it"
    message = f'the poster rule "{entry.slug}"{law} asks for {lack}'
    return Finding("P130", message, Origin(edition.label), hint, Severity.WARNING)
