"""Screen colours to printing inks. Pure: numbers in, numbers out.

What a brand says of a colour counts. Else black and near-black are black ink alone, so that text has one sharp plate;
greys are shares of black; every other colour loses its common part to black (k = 1 - max; c = (1 - r - k) / (1 - k)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.schema.brand import Inks

NEAR_BLACK = 0.2
"""A colour whose channels are all this dark, and nearly alike, is printed as black."""
ALIKE_DARK = 0.12
ALIKE = 0.02
"""Channels no further apart than this make a grey."""

Ink = tuple[float, float, float, float]
"""Shares (0 to 1) of cyan, magenta, yellow and black."""


@dataclass(frozen=True)
class PressSheet:
    """What a press file needs beside its pages; lengths in millimetres, the inks of the brand by #rrggbb."""

    bleed: float
    marks: float
    registry: str
    identifier: str
    condition: str
    inks: Mapping[str, Inks] = field(default_factory=dict)


def ink_of(red: float, green: float, blue: float, said: Mapping[str, Inks]) -> Ink:
    """The inks of a colour with channels from 0 to 1; `said` has a brand's own, in per cent, by #rrggbb."""
    own = said.get("#" + "".join(f"{round(channel * 255):02x}" for channel in (red, green, blue)))
    if own:
        cyan, magenta, yellow, black = own
        return (cyan / 100, magenta / 100, yellow / 100, black / 100)
    most, least = max(red, green, blue), min(red, green, blue)
    if most <= NEAR_BLACK and most - least <= ALIKE_DARK:
        return (0.0, 0.0, 0.0, 1.0)
    if most - least <= ALIKE:
        return (0.0, 0.0, 0.0, 1 - (red + green + blue) / 3)
    return ((most - red) / most, (most - green) / most, (most - blue) / most, 1 - most)
