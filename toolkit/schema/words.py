"""Schemas of words/<locale>.yml: what a place needs said in every locale, and of the pairs of colours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field

from toolkit.schema.audit import Translation
from toolkit.schema.record import Record, Text


class LocaleWords(Record):
    """A file words/<locale>.yml; a translated one says from what it was made."""

    translation: Translation | None = None


class KindWords(LocaleWords):
    """A kind's words: its name, and whatever its template asks for (checked when it asks)."""

    model_config = ConfigDict(**{**LocaleWords.model_config, "extra": "allow"})

    name: Text


class ModeWords(LocaleWords):
    """A mode's words: its name, what to know of its files, and whatever its drawings ask for."""

    model_config = ConfigDict(**{**LocaleWords.model_config, "extra": "allow"})

    name: Text
    note: Text


class AudienceWords(LocaleWords):
    """The names of an audience and of its roles, and words that nothing for it may hold."""

    name: Text
    roles: Mapping[str, Text] = {}
    avoid: tuple[Text, ...] = ()


class DocumentWords(Record):
    """The title of a document and its promise in one sentence."""

    title: Text
    promise: Text


class KitWords(LocaleWords):
    """The words of a kit and of each of its documents."""

    title: Text
    summary: Text
    documents: Mapping[str, DocumentWords]


class LineWords(Record):
    """What a help line is called, what it is for, and how private it is."""

    name: Text
    purpose: Text
    confidentiality: Text


class ServiceWords(Record):
    """What a service is called and what it is for."""

    name: Text
    purpose: Text


class JurisdictionWords(LocaleWords):
    """The words of a jurisdiction's registries, by id."""

    name: Text
    lines: Mapping[str, LineWords] = {}
    law: Mapping[str, Text] = {}
    services: Mapping[str, ServiceWords] = {}
    hours: Mapping[str, Text] = {}


class PairRecord(Record):
    """A text colour role, the one it stands on, and the contrast it needs."""

    text: Text
    on: Text
    ratio: Annotated[float, Field(ge=1, le=21)]


class Pairs(Record):
    """templates/base/pairs.yml"""

    pairs: Annotated[tuple[PairRecord, ...], Field(min_length=1)]
