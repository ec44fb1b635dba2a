"""Schemas of what an auditor follows: facts, questions that people ask, and what a translation was made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from toolkit.schema.record import IsoDate, Record, Slug, Text

FactId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
SectionName = Annotated[str, Field(pattern=r"^[a-z0-9-]+(#[a-z0-9-]+)?$")]
"""A module, or one section of it: `respond` or `respond#steps`."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]


class Fact(Record):
    """Something that was looked up: what it says, how far it may be trusted, and where it was read.

    `verified` facts may be printed; `likely` ones as practice, never as law or as a number; `unverified` ones not.
    """

    statement: Text
    confidence: Literal["verified", "likely", "unverified"]
    sources: tuple[Slug, ...] = ()
    checked: Text
    note: Text | None = None


class Facts(Record):
    """content/facts/*.yml: every fact once, by id."""

    facts: Mapping[FactId, Fact]


class Question(Record):
    """A question that people ask, and where it is answered, or why it is not."""

    id: FactId
    asks: Text
    answered_by: tuple[SectionName, ...] = ()
    not_printed: Text | None = None

    @model_validator(mode="after")
    def _is_settled(self) -> Self:
        if not (self.answered_by or self.not_printed):
            raise ValueError("a question needs answered_by or not_printed")
        return self


class Questions(Record):
    """content/questions.yml"""

    questions: tuple[Question, ...]


class Translation(Record):
    """From which locale words were translated, which version of them, and, once done, who reviewed it and when.

    `made_from` holds a short digest of each source part, as `toolkit translated` writes it.
    """

    of: Text
    reviewed_by: Text | None = None
    reviewed_on: IsoDate | None = None
    made_from: Mapping[str, Digest] = {}

    @model_validator(mode="after")
    def _signed_and_dated(self) -> Self:
        if (self.reviewed_by is None) != (self.reviewed_on is None):
            raise ValueError("reviewed_by and reviewed_on belong together")
        return self
