"""Schemas of a kit (the documents of one training) and of a module's front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from toolkit.schema.audit import SectionName, Translation
from toolkit.schema.record import IsoDate, Record, Slug, Text, YesNo


class Step(Record):
    """One line of an agenda."""

    section: SectionName
    minutes: Annotated[int, Field(gt=0)]


class Plan(Record):
    """An agenda for one length of training."""

    minutes: Annotated[int, Field(gt=0)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class KitDocument(Record):
    """One document of a kit: a kind, for an audience of its own or a role perhaps, and what fills its parts.

    What it does not say itself it takes from the document that it is `like`, as far as its kind has room for it.
    """

    name: Slug
    kind: Slug
    like: Slug | None = None
    audience: Slug | None = None
    role: Slug | None = None
    helplines: tuple[Slug, ...] | None = None
    services: tuple[Slug, ...] | None = None
    parts: Mapping[str, tuple[SectionName, ...]] = {}
    agenda: tuple[Plan, ...] = ()


def base_name(document: KitDocument) -> str:
    """The name of a document's files: its kind and its name, once where they are the same."""
    return document.kind if document.name == document.kind else f"{document.kind}-{document.name}"


class Kit(Record):
    """The documents of one training, and whose law and help lines they print by default."""

    audience: Slug
    jurisdiction: Slug
    version: Text
    documents: Annotated[tuple[KitDocument, ...], Field(min_length=1)]


class FrontMatter(Record):
    """The head of a module."""

    title: Text
    topic: Slug
    audiences: Annotated[tuple[Slug, ...], Field(min_length=1)]
    objectives: tuple[Text, ...] = ()
    minutes: Annotated[int, Field(ge=0)] = 0
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    reviewed: IsoDate
    translation: Translation | None = None


class BlockRule(Record):
    """What a block of a module may look like: templates/base/blocks.yml."""

    title: Annotated[str, Field(pattern=r"^(none|optional|required)$")] = "optional"
    holds: tuple[Slug, ...] = ()
    inside: tuple[Slug, ...] = ()
    needs: tuple[Slug, ...] = ()
    tags: tuple[Slug, ...] = ()
    choices: YesNo = False
    empty: YesNo = False
    prints: Literal["law", "services"] | None = None
    claims: YesNo = True
