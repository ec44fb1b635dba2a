"""Rules for the registries: sources exist, every record has words, no number is stale in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from toolkit.findings import Finding, Severity, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.resolve import line_states

NEEDED_LINE_WORDS = ("name", "purpose", "confidentiality")


def _dated(library: Library) -> Iterator[Entry[Any]]:
    registries: tuple[Mapping[str, tuple[Entry[Any], ...]], ...]
    registries = (library.lines, library.laws, library.services, library.posters)
    for registry in registries:
        for entries in registry.values():
            yield from entries


def registry_references(library: Library, today: date) -> Iterable[Finding]:
    """Sources named in a registry exist; no id stands twice in one file."""
    seen: dict[tuple[str, str], int] = {}
    for entry in _dated(library):
        for number, source in enumerate(entry.value.sources):
            if source not in library.sources:
                hint = did_you_mean(source, library.sources)
                yield Finding("J101", f'there is no source "{source}"', entry.at("sources", number), hint)
        key = (entry.file.path, entry.slug)
        if key in seen:
            hint = f"its first place is line {seen[key]}; keep one of the two"
            yield Finding("J102", f'the id "{entry.slug}" stands here a second time', entry.at("id"), hint)
        seen.setdefault(key, entry.at("id").line)


def jurisdiction_words(library: Library, today: date) -> Iterable[Finding]:
    """Every line, law fact and service has its words in each locale that the place has words for."""
    groups = (("lines", library.lines), ("law", library.laws), ("services", library.services))
    for (folder, locale), words in library.words_files.items():
        code = folder.rsplit("/", 1)[-1]
        place = library.jurisdictions.get(code)
        if place is None or place.folder != folder:
            continue
        for group, registry in groups:
            said: Any = words.data.get(group) or {}
            for entry in registry.get(code, ()):
                record = said.get(entry.slug)
                if not record:
                    yield _missing(words, group, entry.slug, entry)
                for key in _needed(group) if isinstance(record, dict) else ():
                    if not record.get(key):
                        yield _missing(words, group, f"{entry.slug}.{key}", entry)
        hours = library.jurisdiction_words(code, locale).get("hours") or {}
        for entry in library.lines.get(code, ()):
            if entry.value.hours not in hours:
                hint = f"add {entry.value.hours}: … under hours: in {words.path}"
                yield Finding("J103", f'the hours "{entry.value.hours}" have no words', entry.at("hours"), hint)


def _needed(group: str) -> tuple[str, ...]:
    return {"lines": NEEDED_LINE_WORDS, "services": ("name", "purpose")}.get(group, ())


def _missing(words: Any, group: str, key: str, entry: Entry[Any]) -> Finding:
    hint = f"add it there: {entry.file.path} line {entry.at('id').line} needs it"
    return Finding("J103", f'the words "{group}.{key}" are missing', words.file.at(group), hint)


def confirmations(library: Library, today: date) -> Iterable[Finding]:
    """A confirmation names a line that exists and a day that has come."""
    known = {entry.slug for group in library.lines.values() for entry in group}
    for entry in library.confirmations:
        if entry.value.line not in known:
            hint = did_you_mean(entry.value.line, known)
            yield Finding("J104", f'there is no help line "{entry.value.line}"', entry.at("line"), hint)
        if entry.value.on > today:
            message = f"{entry.value.on} has not come yet"
            yield Finding("J104", message, entry.at("on"), "write the day on which the line was dialled")


def stale_services(library: Library, today: date) -> Iterable[Finding]:
    """A service past its day is named: it may have closed."""
    for entry in (entry for group in library.services.values() for entry in group):
        if today > entry.value.expires:
            message = f'the service "{entry.slug}" was last checked on {entry.value.verified_on}'
            hint = "ask whether it is still there, then write the new dates"
            yield Finding("J108", message, entry.at("expires"), hint, Severity.WARNING)


def poster_references(library: Library, today: date) -> Iterable[Finding]:
    """The audiences, the locales and the facts that a rule for posters names exist."""
    for entry in (entry for group in library.posters.values() for entry in group):
        rule = entry.value
        for number, name in enumerate(rule.audiences):
            if name not in library.audiences:
                hint = did_you_mean(name, library.audiences)
                yield Finding("K101", f'there is no audience "{name}"', entry.at("audiences", number), hint)
        named = [(entry.at("languages", number), name) for number, name in enumerate(rule.languages)]
        for origin, name in (*named, *((entry.at("wording", name), name) for name in rule.wording)):
            if name not in library.locales:
                yield Finding("L101", f'there is no locale "{name}"', origin, did_you_mean(name, library.locales))
        for number, name in enumerate(rule.facts if library.facts else ()):
            if name not in library.facts:
                hint = did_you_mean(name, library.facts)
                yield Finding("C120", f'there is no fact "{name}"', entry.at("facts", number), hint)


def stale_posters(library: Library, today: date) -> Iterable[Finding]:
    """A rule for posters past its day is named: the law may have changed."""
    for entry in (entry for group in library.posters.values() for entry in group):
        if today > entry.value.expires:
            message = f'the poster rule "{entry.slug}" was last looked up on {entry.value.verified_on}'
            hint = "read the law again at its source, then write the new dates"
            yield Finding("J109", message, entry.at("expires"), hint, Severity.WARNING)


def stale_lines(library: Library, today: date) -> Iterable[Finding]:
    """A help line past its day is printed with a band that says so, and named here."""
    named = set()
    for code in library.jurisdictions:
        for state in line_states(library, code, today=today):
            if state.stale and (state.line.file.path, state.line.slug) not in named:
                named.add((state.line.file.path, state.line.slug))
                message = f'the help line "{state.line.slug}" was last checked on {state.checked_on}'
                first = "dial it" if state.line.value.dial else "make sure of it without dialling it"
                hint = f'{first}, then: toolkit confirm {state.line.slug} --by "YOUR NAME"'
                yield Finding("J105", message, state.line.at("expires"), hint, Severity.WARNING)
