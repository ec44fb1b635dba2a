"""Schemas of a locale (how a language is set) and an audience (whom a document is for)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from toolkit.schema.audit import Translation
from toolkit.schema.record import Record, Slug, Text


class Pseudo(Record):
    """A rule that makes a locale for testing layout out of another one, at build time."""

    of: Text
    letters: Mapping[str, str]
    lengthen: Annotated[float, Field(ge=0, le=2)] = 0.0
    filler: str = ""
    open: str = ""
    close: str = ""


class Locale(Record):
    """A BCP 47 locale: direction, quotes, dates, fallback fonts and the shared words."""

    name: Text
    direction: Literal["ltr", "rtl"]
    babel: Text
    quotes: tuple[Text, Text, Text, Text]
    date: Literal["short", "medium", "long"] = "long"
    fonts: tuple[Text, ...] = ()
    reading: Literal["flesch-kincaid", "fernandez-huerta"] | None = None
    words: Mapping[str, Any] = {}
    translation: Translation | None = None
    pseudo: Pseudo | None = None

    @property
    def babel_name(self) -> str:
        """The name of the conventions as Babel writes it."""
        return self.babel.replace("-", "_")


class Audience(Record):
    """Whom documents are for, the jobs within, and how they are spoken to."""

    reading_grade: Annotated[float, Field(gt=0)]
    address: Literal["formal", "informal"] | None = None
    roles: tuple[Slug, ...] = ()


class Settings(Record):
    """What is built when a command names nothing: content/defaults.yml."""

    brand: Slug
    locale: Text
    more_locales: tuple[Text, ...] = ()

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale that is built when none is named, the first one first."""
        return (self.locale, *(name for name in self.more_locales if name != self.locale))
