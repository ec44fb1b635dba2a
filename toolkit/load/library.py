"""Everything a run knows, by name. Owns the shape of the library and its lookups, no file access."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from toolkit.findings import Origin
from toolkit.load.layers import Files
from toolkit.load.strict_yaml import YamlFile
from toolkit.markup.pseudo import pseudo_module, pseudo_words
from toolkit.markup.tree import Module
from toolkit.schema.audit import Fact, Question, Translation
from toolkit.schema.brand import Brand
from toolkit.schema.kit import BlockRule, Kit
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Stock
from toolkit.schema.people import Audience, Locale, Settings
from toolkit.schema.posters import PosterRule
from toolkit.schema.printer import Printer
from toolkit.schema.registry import Confirmation, HelpLine, Jurisdiction, LawFact, Service, Source
from toolkit.schema.wording import Exemption, Term, Wording
from toolkit.schema.words import PairRecord

T = TypeVar("T")


@dataclass(frozen=True)
class Entry(Generic[T]):
    """A record with its name, the folder it lives in and the file it came from."""

    slug: str
    value: T
    folder: str
    file: YamlFile

    def at(self, *place: str | int) -> Origin:
        """Where one of its values stands."""
        return self.file.at(*place)


@dataclass(frozen=True)
class Words:
    """The words of one folder in one locale."""

    path: str
    data: Mapping[str, Any]
    file: YamlFile
    translation: Translation | None = None


@dataclass(frozen=True)
class Library:
    """All records of a run, by axis and name."""

    files: Files
    settings: Entry[Settings]
    kinds: Mapping[str, Entry[Kind]]
    stocks: Mapping[str, Entry[Stock]]
    modes: Mapping[str, Entry[Mode]]
    locales: Mapping[str, Entry[Locale]]
    brands: Mapping[str, Entry[Brand]]
    audiences: Mapping[str, Entry[Audience]]
    jurisdictions: Mapping[str, Entry[Jurisdiction]]
    lines: Mapping[str, tuple[Entry[HelpLine], ...]]
    laws: Mapping[str, tuple[Entry[LawFact], ...]]
    services: Mapping[str, tuple[Entry[Service], ...]]
    kits: Mapping[str, Entry[Kit]]
    sources: Mapping[str, Entry[Source]]
    rules: Mapping[str, BlockRule]
    pairs: tuple[PairRecord, ...]
    words_files: Mapping[tuple[str, str], Words]
    modules: Mapping[tuple[str, str], Module]
    confirmations: tuple[Entry[Confirmation], ...] = ()
    printers: Mapping[str, Entry[Printer]] = field(default_factory=dict)
    facts: Mapping[str, Entry[Fact]] = field(default_factory=dict)
    questions: tuple[Entry[Question], ...] = ()
    wording: Mapping[str, Entry[Wording]] = field(default_factory=dict)
    not_shown: tuple[Entry[Term], ...] = ()
    exemptions: tuple[Entry[Exemption], ...] = ()
    posters: Mapping[str, tuple[Entry[PosterRule], ...]] = field(default_factory=dict)
    _made: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False)

    def words(self, folder: str, locale: str) -> Mapping[str, Any] | None:
        """The words of a folder in a locale, made by rule for a pseudo-locale; None where there are none."""
        if (folder, locale) in self.words_files:
            return self.words_files[folder, locale].data
        pseudo = self.locales[locale].value.pseudo
        if not pseudo:
            return None
        if ("words", f"{folder} {locale}") not in self._made:
            original = self.words(folder, pseudo.of)
            self._made["words", f"{folder} {locale}"] = original and pseudo_words(original, pseudo)
        return self._made["words", f"{folder} {locale}"]  # type: ignore[no-any-return]

    def shared_words(self, locale: str) -> Mapping[str, Any]:
        """The words that every document in a locale may use."""
        record = self.locales[locale].value
        if record.pseudo and record.pseudo.of in self.locales:
            return pseudo_words(dict(self.locales[record.pseudo.of].value.words), record.pseudo)  # type: ignore[no-any-return]
        return record.words

    def module(self, slug: str, locale: str) -> Module | None:
        """A module in a locale, made by rule for a pseudo-locale."""
        if (slug, locale) in self.modules:
            return self.modules[slug, locale]
        pseudo = self.locales[locale].value.pseudo
        original = self.module(slug, pseudo.of) if pseudo else None
        if original is None or pseudo is None:
            return None
        if (slug, locale) not in self._made:
            self._made[slug, locale] = pseudo_module(original, locale, pseudo)
        return self._made[slug, locale]  # type: ignore[no-any-return]

    @cached_property
    def module_names(self) -> tuple[str, ...]:
        """Every module there is in any locale."""
        return tuple(sorted({slug for slug, _ in self.modules}))

    def lineage(self, jurisdiction: str) -> tuple[str, ...]:
        """A jurisdiction and the wider ones over it, widest first; stops at an unknown or a circle."""
        chain: list[str] = []
        current = jurisdiction
        while current in self.jurisdictions and current not in chain:
            chain.append(current)
            current = self.jurisdictions[current].value.parent or ""
        return tuple(reversed(chain))

    def lines_for(self, jurisdiction: str) -> tuple[Entry[HelpLine], ...]:
        """The help lines of a place, widest jurisdiction first; a narrower one replaces by id."""
        return _merged(self.lines, self.lineage(jurisdiction))

    def laws_for(self, jurisdiction: str) -> tuple[Entry[LawFact], ...]:
        """The law facts of a place."""
        return _merged(self.laws, self.lineage(jurisdiction))

    def services_for(self, jurisdiction: str) -> tuple[Entry[Service], ...]:
        """The services of a place."""
        return _merged(self.services, self.lineage(jurisdiction))

    def posters_for(self, jurisdiction: str) -> tuple[Entry[PosterRule], ...]:
        """The rules for posters of a place."""
        return _merged(self.posters, self.lineage(jurisdiction))

    def jurisdiction_words(self, jurisdiction: str, locale: str) -> Mapping[str, Any]:
        """The words of a place and the wider ones over it, group by group."""
        merged: dict[str, Any] = {}
        for code in self.lineage(jurisdiction):
            for key, value in (self.words(self.jurisdictions[code].folder, locale) or {}).items():
                merged[key] = {**(merged.get(key) or {}), **value} if isinstance(value, dict) else value
        return merged


def _merged(by_code: Mapping[str, tuple[Entry[T], ...]], codes: tuple[str, ...]) -> tuple[Entry[T], ...]:
    merged: dict[str, Entry[T]] = {}
    for code in codes:
        for entry in by_code.get(code, ()):
            merged[entry.slug] = entry
    return tuple(merged.values())
