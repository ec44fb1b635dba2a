"""Schemas of a jurisdiction's dated facts: help lines, law, services; and of the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.schema.audit import FactId
from toolkit.schema.record import IsoDate, Record, Slug, Text, WebAddress, YesNo

Phone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 -]*[0-9]$")]
LONGEST_TRUST_DAYS = 366


class Jurisdiction(Record):
    """A place with its own help lines and law, over a wider one (`parent`)."""

    parent: Slug | None = None
    paper: Slug
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Dated(Record):
    """A fact with a day on which it was compared with its sources and a day after which it is stale."""

    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    facts: tuple[FactId, ...] = ()
    verified_on: IsoDate
    expires: IsoDate

    @model_validator(mode="after")
    def _a_year_at_most(self) -> Self:
        days = (self.expires - self.verified_on).days
        if not 0 < days <= LONGEST_TRUST_DAYS:
            raise ValueError("expires must be after verified_on, and a year later at most")
        return self


class HelpLine(Dated):
    """One number to call: the only place where a phone number may stand.

    `dial: no` marks a number that may never be dialled just to check it, such as an emergency number.
    """

    id: Slug
    phone: Phone | None = None
    text: Phone | None = None
    text_keyword: Text | None = None
    relay: Phone | None = None
    web: WebAddress | None = None
    hours: Text
    dial: YesNo = True
    languages: Annotated[tuple[Text, ...], Field(min_length=1)]
    text_languages: tuple[Text, ...] = ()
    tags: tuple[Slug, ...] = ()
    confidential: Literal["yes", "limits", "no", "unknown"]

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.phone or self.text or self.web):
            raise ValueError("a help line needs a phone, a text number or a web address")
        if self.text_keyword and not self.text:
            raise ValueError("text_keyword needs a text number")
        return self


class HelpLines(Record):
    """helplines.yml"""

    lines: tuple[HelpLine, ...]


class LawFact(Record):
    """A rule of law as of a day; its sentence stands in the jurisdiction's words."""

    id: Slug
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    cite: Text | None = None
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    facts: tuple[FactId, ...] = ()
    as_of: IsoDate


class Law(Record):
    """law.yml"""

    facts: tuple[LawFact, ...]


class Service(Dated):
    """A service that exists; no phone numbers here."""

    id: Slug
    topics: tuple[Slug, ...] = ()
    web: WebAddress | None = None
    place: Text | None = None


class Services(Record):
    """services.yml"""

    services: tuple[Service, ...]


class Source(Record):
    """A publication that facts come from, and the day it was read."""

    title: Text
    publisher: Text
    url: WebAddress
    date: Text | None = None
    read: IsoDate


class Sources(Record):
    """sources.yml: every source once, by id."""

    sources: Mapping[Slug, Source]


class Confirmation(Record):
    """Somebody dialled a line."""

    line: Slug
    by: Text
    on: IsoDate


class Confirmations(Record):
    """confirmations.yml of a project folder."""

    confirmations: tuple[Confirmation, ...] = ()
