"""Schema of posters.yml: what the law of a place asks of a poster, or the plain word that no such law was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from toolkit.schema.paper import Extent, Size
from toolkit.schema.record import Record, Slug, Text
from toolkit.schema.registry import Dated


class PosterRule(Dated):
    """One rule, dated like a help line. Without measures it is a plain statement. Nothing here is legal advice.

    `sheet` is the least width and height, either way round; `type` the smallest type on the page; `languages` the
    locales in which the poster must be there; `wording` what must stand on it word for word, by locale.
    """

    id: Slug
    says: Text
    cite: Text | None = None
    audiences: tuple[Slug, ...] = ()
    sheet: Size | None = None
    type: Extent | None = None
    languages: tuple[Text, ...] = ()
    wording: Mapping[Text, Annotated[tuple[Text, ...], Field(min_length=1)]] = {}


class Posters(Record):
    """posters.yml"""

    posters: tuple[PosterRule, ...]
