"""What templates see: plain views whose text is ready to print. Owns shapes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class LawView:
    """A rule of law in the words of the locale."""

    text: Markup
    cite: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ServiceView:
    """A service that exists."""

    name: Markup
    purpose: Markup
    place: str
    web: str
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class ItemView:
    """An item of a list."""

    html: Markup
    card: Markup
    checked: bool | None
    nodes: tuple[NodeView, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class NodeView:
    """A paragraph, list, table, image, section or block; `type` says which, the rest may be empty."""

    type: str
    html: Markup = Markup()
    title: Markup = Markup()
    name: str = ""
    id: str = ""
    anchor: str = ""
    level: int = 0
    module: str = ""
    topic: str = ""
    ordered: bool = False
    src: str = ""
    alt: str = ""
    minutes: int = 0
    classes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    items: tuple[ItemView, ...] = ()
    nodes: tuple[NodeView, ...] = ()
    numbers: tuple[int, ...] = ()
    laws: tuple[LawView, ...] = ()
    services: tuple[ServiceView, ...] = ()

    def blocks(self, name: str) -> tuple[NodeView, ...]:
        """The blocks of this name right inside."""
        return tuple(node for node in self.nodes if node.type == "block" and node.name == name)


@dataclass(frozen=True)
class ModuleView:
    """A module that a document uses."""

    slug: str
    title: Markup
    topic: str
    objectives: tuple[Markup, ...]
    minutes: int
    anchor: str


@dataclass(frozen=True)
class StepView:
    """A line of an agenda; `start` is the minute it begins."""

    title: Markup
    minutes: int
    start: int
    anchor: str


@dataclass(frozen=True)
class PlanView:
    """An agenda for one length."""

    minutes: int
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class LineView:
    """A help line; numbers are isolated left to right."""

    id: str
    name: Markup
    purpose: Markup
    confidentiality: Markup
    phone: Markup
    text: Markup
    text_keyword: str
    relay: Markup
    web: str
    web_label: str
    hours: Markup
    languages: str
    text_languages: str
    checked: str
    stale: bool
    confirmed_by: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class SourceView:
    """A source as the list of sources shows it."""

    number: int
    title: str
    publisher: str
    date: str
    read: str
    url: str


@dataclass(frozen=True)
class LogoView:
    """A logo: its address among the assets, its words, and its width over its height."""

    url: str
    alt: str
    ratio: float


@dataclass(frozen=True)
class LocalLineView:
    """The brand's own number."""

    label: str
    number: Markup


@dataclass(frozen=True)
class CobrandView:
    """A partner."""

    name: str
    logo: str
    logo_alt: str
    ratio: float


@dataclass(frozen=True)
class BrandView:
    """A brand as pages show it."""

    name: str
    link: str
    logo: str
    logo_alt: str
    logo_ratio: float
    logo_dark: str
    mark: str
    mark_alt: str
    mark_ratio: float
    contact: tuple[str, ...]
    credit: str
    local_line: LocalLineView | None
    cobrand: CobrandView | None


@dataclass(frozen=True)
class EditionView:
    """Version and dates."""

    version: str
    reviewed: str
    checked: str
    confirmed: bool
    kit: Markup
    built_with: str


@dataclass(frozen=True)
class TrimView:
    """The finished size in millimetres."""

    width_mm: float
    height_mm: float


Bands = tuple[tuple[str, Markup], ...]
Parts = Mapping[str, tuple[NodeView, ...]]
