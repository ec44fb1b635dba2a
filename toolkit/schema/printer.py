"""Schema of printers.yml: what is known of the printers that somebody prints on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from toolkit.schema.paper import Stock
from toolkit.schema.record import Length, Record, SignedLength, Slug

FARTHEST = 15.0
"""Millimetres: a printer that is farther off has another fault than its feed."""
Shift = Annotated[SignedLength, Field(ge=-FARTHEST, le=FARTHEST)]


class Printer(Record):
    """One printer: how far backs must be moved so that they lie behind their fronts, in millimetres.

    Right and down are meant as one sees the back after turning the sheet like the page of a book, whatever edge the
    printer turns it over: so one pair of numbers is right for both. `unprintable` and `flip` replace the stock's.
    """

    right: Shift = 0.0
    down: Shift = 0.0
    unprintable: Length | None = None
    flip: Literal["long-edge", "short-edge"] | None = None

    def stock(self, stock: Stock) -> Stock:
        """A stock as this printer prints it."""
        known = {"unprintable": self.unprintable, "flip": self.flip}
        return stock.model_copy(update={key: value for key, value in known.items() if value is not None})


class Printers(Record):
    """printers.yml of a project folder: printers by name."""

    printers: Mapping[Slug, Printer] = {}
