"""Schema of a print mode: how the same document comes out for another purpose, such as a proof or large print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from toolkit.schema.paper import Change, Extent
from toolkit.schema.record import Colour, Length, Record, Slug, Text


class FinePrint(Record):
    """Text that may be smaller than the rest: its size, and the classes of the elements it stands in."""

    size: Extent
    of: Annotated[tuple[Text, ...], Field(min_length=1)]


class Condition(Record):
    """A registered printing condition: what a print house characterised its press and paper by."""

    identifier: Text
    name: Text


class Press(Record):
    """What a file for a print house carries: bleed by paper system, marks, the printing condition."""

    bleed: Mapping[Slug, Length]
    marks: Length
    registry: Text
    conditions: Mapping[Slug, Condition]


class Mode(Record):
    """What a mode changes in every kind, in the colours of every brand, and in the file."""

    kinds: Change = Change()
    text: Extent | None = None
    fine: FinePrint | None = None
    widest_table: Annotated[int, Field(ge=1)] | None = None
    colours: Mapping[Slug, Colour] = {}
    logo: Literal["usual", "mono"] = "usual"
    print_house: Press | None = None
