"""A document as a flow: headings, paragraphs, lists, tables, pictures and boxes in reading order. Owns shapes only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; `isolated` runs go from left to right, `kept` ones never break."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    isolated: bool = False
    kept: bool = False
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in a named style, or in the usual one."""

    runs: Runs
    style: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture of the page's assets and its words."""

    src: str
    alt: str
    style: str = ""


@dataclass(frozen=True)
class Entry:
    """An item of a list."""

    runs: Runs
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A list: numbered, or marked as its style says."""

    ordered: bool
    entries: tuple[Entry, ...]
    style: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    nodes: tuple[Node, ...]
    heads: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: the row that heads its columns, and the others."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    style: str = ""


@dataclass(frozen=True)
class Box:
    """What stands together in a named style, such as a caution."""

    style: str
    nodes: tuple[Node, ...]


Node = Heading | Paragraph | Picture | Listing | Grid | Box


@dataclass(frozen=True)
class Flow:
    """A whole document; `running` is the line for the foot of every page."""

    language: str
    direction: str
    title: str
    author: str
    description: str
    nodes: tuple[Node, ...]
    running: Runs = ()


def words(runs: Runs) -> str:
    """The plain text of runs."""
    return "".join(run.text for run in runs)
