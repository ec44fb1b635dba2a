"""Rules for print modes: the names they use exist, brands stay legible in their colours, kinds have room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.brands import brand_colours
from toolkit.colour import contrast
from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Library
from toolkit.modes import kind_in
from toolkit.schema.paper import trim_size


def mode_references(library: Library, today: date) -> Iterable[Finding]:
    """Kinds name modes that exist, modes name colour roles that exist, and press files know every paper system."""
    for kind in library.kinds.values():
        for name in kind.value.modes:
            if name not in library.modes:
                hint = did_you_mean(name, library.modes)
                yield Finding("K101", f'there is no mode "{name}"', kind.at("modes", name), hint)
    roles = {role for brand in library.brands.values() for role in brand_colours(brand)[0]}
    systems = {stock.value.system for stock in library.stocks.values()}
    for mode in library.modes.values():
        for role in mode.value.colours:
            if roles and role not in roles:
                hint = did_you_mean(role, roles)
                yield Finding("K101", f'there is no colour role "{role}"', mode.at("colours", role), hint)
        if mode.value.print_house:
            house = mode.value.print_house
            for key, known in (("bleed", house.bleed), ("conditions", house.conditions)):
                for system in sorted(systems - set(known)):
                    message = f'the paper system "{system}" is missing here'
                    yield Finding("K101", message, mode.at("print_house", key), "add it: some stock is of this system")


def mode_colours(library: Library, today: date) -> Iterable[Finding]:
    """Every pair of text and ground that a mode changes reaches its contrast with every brand."""
    for mode in library.modes.values():
        for brand in library.brands.values() if mode.value.colours else ():
            usual, (colours, _) = brand_colours(brand)[0], brand_colours(brand, mode.value.colours)
            for pair in library.pairs:
                text, on = colours.get(pair.text), colours.get(pair.on)
                changed = (text, on) != (usual.get(pair.text), usual.get(pair.on))
                if not (text and on and changed) or contrast(text, on) >= pair.ratio:
                    continue
                role = next((role for role in (pair.text, pair.on) if role in mode.value.colours), "")
                message = (
                    f"{pair.text} {text} on {pair.on} {on} has contrast {contrast(text, on):.2f} with the brand "
                    f'"{brand.slug}", and needs {pair.ratio:g}'
                )
                origin = mode.at("colours", role) if role else mode.at("colours")
                yield Finding("B101", message, origin, "set both colours of the pair in this mode")


def kinds_in_modes(library: Library, today: date) -> Iterable[Finding]:
    """The margins of a kind leave room on every sheet in every mode, and its text is not set smaller than a mode's."""
    for kind in library.kinds.values():
        for mode in library.modes.values():
            made = kind_in(kind, mode)
            if made is None:
                continue
            copyfit, least = made.value.copyfit, mode.value.text
            if copyfit and least and copyfit.smallest < least - 1e-6:
                origin = kind.at("modes", mode.slug, "copyfit")
                yield Finding("P112", "this smallest size is under the text of the mode", origin, "make it larger")
            margins = made.value.margins
            taken = (margins.inside + margins.outside, margins.top + margins.bottom)
            for stock in library.stocks.values():
                trim = trim_size(made.value, stock.value)
                if trim and any(taken[axis] >= trim[axis] for axis in (0, 1)):
                    message = f'the margins leave no room on {stock.slug} in the mode "{mode.slug}"'
                    yield Finding("K109", message, kind.at("modes", mode.slug), "give other margins, or another size")
                    break
