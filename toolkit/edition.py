"""One resolved combination, ready to be composed: every name is an object, nothing is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toolkit.load.library import Entry
from toolkit.markup.tree import Module, Section
from toolkit.schema.brand import Brand
from toolkit.schema.kit import Kit, KitDocument
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Size, Stock
from toolkit.schema.people import Audience, Locale
from toolkit.schema.printer import Printer
from toolkit.schema.registry import Confirmation, HelpLine, LawFact, Service
from toolkit.selection import records_on

Row = Mapping[str, str | date]
"""The fields of one row of a table of people; a field that is not there is blank."""


@dataclass(frozen=True)
class LineState:
    """A help line as it stands today."""

    line: Entry[HelpLine]
    checked_on: date
    good_until: date
    confirmation: Confirmation | None
    stale: bool


@dataclass(frozen=True)
class Excerpt:
    """A section of a module as one document shows it."""

    module: Module
    section: Section


@dataclass(frozen=True)
class Edition:
    """What one document is made of."""

    base_name: str
    suffix: str
    kit: Entry[Kit]
    document: KitDocument
    kind: Entry[Kind]
    stock: Entry[Stock]
    print_stocks: tuple[Entry[Stock], ...]
    trim: Size
    brand: Entry[Brand]
    locale: Entry[Locale]
    audience: Entry[Audience]
    jurisdiction: str
    parts: Mapping[str, tuple[Excerpt, ...]]
    lines: tuple[LineState, ...]
    all_lines: tuple[LineState, ...]
    laws: tuple[Entry[LawFact], ...]
    services: tuple[Entry[Service], ...]
    words: Mapping[str, Any]
    kit_words: Mapping[str, Any]
    audience_words: Mapping[str, Any]
    jurisdiction_words: Mapping[str, Any]
    rows: tuple[Row, ...] = ()
    """Whom it is made out to, one page-set each, for a kind that takes rows; none: one blank to fill in by hand."""
    mode: Entry[Mode] | None = None
    mode_words: Mapping[str, Any] = field(default_factory=dict)
    printer: Entry[Printer] | None = None

    @property
    def name(self) -> str:
        """The name of the reading file, without its ending; the suffix says another paper, jurisdiction or mode."""
        return self.usual_name + self._mode_suffix

    @property
    def usual_name(self) -> str:
        """The name that the same document has in no mode."""
        return self.base_name + self.suffix

    def records(self, group: str | None, topics: Collection[str] = ()) -> tuple[Entry[Any], ...]:
        """The records of the place that something with these topics prints: its law, its services, or nothing."""
        there: dict[str | None, tuple[Entry[Any], ...]] = {"law": self.laws, "services": self.services}
        return records_on(topics, there.get(group, ()))

    @property
    def _mode_suffix(self) -> str:
        return f"-{self.mode.slug}" if self.mode else ""

    @property
    def spoken(self) -> str:
        """The locale whose words are written: a pseudo-locale is made of another one."""
        pseudo = self.locale.value.pseudo
        return pseudo.of if pseudo else self.locale.slug

    def words_path(self, folder: str) -> str:
        """Where the words of a folder stand in this locale."""
        return f"{folder}/words/{self.spoken}.yml"

    def print_name(self, stock: str) -> str:
        """The name of the print sheet on a stock, which says for which printer it was made."""
        place = "" if self.jurisdiction == self.kit.value.jurisdiction else f"-{self.jurisdiction}"
        printer = f"-{self.printer.slug}" if self.printer else ""
        return f"{self.base_name}-print-{stock}{place}{self._mode_suffix}{printer}"

    @property
    def label(self) -> str:
        """Brand, kit, locale and name: what a person reads in a list."""
        return f"{self.brand.slug}/{self.kit.slug}/{self.locale.slug}/{self.name}"

    @property
    def modules(self) -> tuple[Module, ...]:
        """The modules used, in order of first use."""
        seen: dict[str, Module] = {}
        for excerpts in self.parts.values():
            for excerpt in excerpts:
                seen.setdefault(excerpt.module.slug, excerpt.module)
        return tuple(seen.values())
