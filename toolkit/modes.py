"""What a print mode makes of a kind. Knows no mode by name."""

from __future__ import annotations

from dataclasses import replace

from toolkit.load.library import Entry
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Box, Kind


def kind_in(kind: Entry[Kind], mode: Entry[Mode] | None) -> Entry[Kind] | None:
    """The kind as a mode makes it, or None where the kind is not made in it; what the kind says wins."""
    usual = kind.value.model_copy(update={"modes": {}})
    if mode is None:
        return replace(kind, value=usual)
    general, own = mode.value.kinds, kind.value.modes.get(mode.slug)
    if not (own.made if own and "made" in own.model_fields_set else general.made):
        return None
    values = {**general.values(), **(own.values() if own else {})}
    if mode.value.text:
        values = {"copyfit": None, "boxes": _no_smaller(kind.value, mode.value.text), **values}
    if mode.value.print_house:
        values = {"imposition": None, **values}
    return replace(kind, value=usual.model_copy(update=values))


def _no_smaller(kind: Kind, text: float) -> dict[str, Box]:
    """Boxes whose text never gets smaller than the text of the mode."""
    sizes = {name: (max(box.largest, text), max(box.smallest, text)) for name, box in kind.boxes.items()}
    return {
        name: box.model_copy(update={"largest": sizes[name][0], "smallest": sizes[name][1]})
        for name, box in kind.boxes.items()
    }
