"""What a brand's record says: its colour roles as #rrggbb, its logos, its families. Draws nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from types import MappingProxyType

from toolkit.colour import WHITE, legible_on, mix
from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Entry
from toolkit.schema.brand import COLOUR_ROLES, Brand, Face, Inks, LightDark, LogoImage
from toolkit.schema.record import colour

TINT_SHARE = 0.08
RULE_SHARE = 0.45
_NONE: Mapping[str, str] = MappingProxyType({})


def brand_colours(
    brand: Entry[Brand], instead: Mapping[str, str] = _NONE
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Every colour role (ours that follow from others too) as #rrggbb, and what could not be read.

    Roles of `instead` are taken from there, and what follows from them too.
    """
    palette = brand.value.color.palette
    colours: dict[str, str] = {}
    findings: list[Finding] = []
    for name, value in palette.items():
        try:
            colours[f"palette {name}"] = colour(value)
        except ValueError as fault:
            findings.append(Finding("B102", str(fault), brand.at("color", "palette", name)))
    for role in COLOUR_ROLES:
        said = brand.value.color.on_paper(role)
        if said is None or f"palette {said}" in colours:
            colours[role] = colours[f"palette {said}"] if said else ""
            continue
        try:
            colours[role] = colour(said)
        except ValueError as fault:
            hint = did_you_mean(said, palette) if not said.startswith("#") else ""
            message = str(fault) if said.startswith("#") else f'"{said}" is no colour of the palette'
            if said not in palette:
                findings.append(Finding("B102", message, brand.at("color", role), hint))
    known = {role: value for role, value in colours.items() if value and not role.startswith("palette ")}
    known |= dict(instead)
    return known | _derived(known) | dict(instead), tuple(findings)


def _derived(known: Mapping[str, str]) -> dict[str, str]:
    """Roles that brand.yml has no name for and that follow from the ones it has."""
    derived: dict[str, str] = {}
    if "primary" in known:
        derived["on-primary"] = legible_on(known["primary"])
        derived |= {"solid": known["primary"], "on-solid": derived["on-primary"]}
        derived["tint"] = mix(known["primary"], known.get("background", WHITE), TINT_SHARE)
        derived["rule"] = mix(known["primary"], known.get("background", WHITE), RULE_SHARE)
        for optional in ("tertiary", "success", "info", "warning"):
            if optional not in known:
                derived[optional] = known["primary"]
    if "light" in known:
        derived["soft"] = known["light"]
    if "dark" in known:
        derived["on-dark"] = legible_on(known["dark"])
    return derived


def brand_inks(brand: Entry[Brand]) -> Mapping[str, Inks]:
    """The inks of the brand's own colours (#rrggbb), and of the shades that follow from them."""
    said = brand.value.defaults.toolkit.cmyk
    colours, _ = brand_colours(brand)
    palette = {name: colour(value) for name, value in brand.value.color.palette.items()}
    inks: dict[str, Inks] = {}
    for name, value in said.items():
        inks[palette.get(name) or colours[name]] = value
    for shade, share in (("tint", TINT_SHARE), ("rule", RULE_SHARE)):
        whole = inks.get(colours["primary"])
        if whole and colours["background"] == WHITE:
            cyan, magenta, yellow, black = whole
            inks.setdefault(colours[shade], (cyan * share, magenta * share, yellow * share, black * share))
    return inks


def logo_images(brand: Brand) -> Mapping[str, LogoImage]:
    """Every picture that the brand may show, by name; a bare path is its own name and carries the brand's name."""
    name = brand.meta.full_name()
    images: dict[str, LogoImage] = {}
    logo = brand.logo
    if isinstance(logo, str):
        return {logo: LogoImage(path=logo, alt=name)}
    if logo:
        for key, image in logo.images.items():
            images[key] = image if isinstance(image, LogoImage) else LogoImage(path=image, alt=name)
        for size in (logo.small, logo.medium, logo.large):
            for path in (size.light, size.dark) if isinstance(size, LightDark) else (size,):
                if path and path not in images and "." in path:
                    images[path] = LogoImage(path=path, alt=name)
    extras = brand.defaults.toolkit
    partner = extras.cobrand
    named = [(path, name) for path in (extras.print_logo, extras.mono_logo, extras.mono_mark)]
    named += [(path, partner.name) for path in (partner.logo, partner.mono_logo)] if partner else []
    for path, alt in named:
        if path and path not in images and "." in path:
            images[path] = LogoImage(path=path, alt=alt)
    return images


def logo_names(brand: Brand, *, mono: bool = False) -> tuple[str, str, str]:
    """The names of the logo for light paper, of the one for dark areas, and of the small mark.

    In one colour: the brand's logo for that takes the place of all three; without one they stay.
    """
    logo, extras = brand.logo, brand.defaults.toolkit
    if mono and extras.mono_logo:
        alone = extras.mono_logo
        return alone, alone, extras.mono_mark or alone
    if logo is None or isinstance(logo, str):
        chosen = extras.print_logo or logo or ""
        return chosen, chosen, chosen
    first = next(iter(logo.images), "")
    medium = next((size for size in (logo.medium, logo.large, logo.small) if size), first)
    light, dark = (medium.light, medium.dark) if isinstance(medium, LightDark) else (medium, medium)
    small = logo.small.light if isinstance(logo.small, LightDark) else logo.small
    return extras.print_logo or light, dark, small or extras.print_logo or light


def picture_path(brand: Entry[Brand], path: str) -> str:
    """A path of _brand.yml as a project path; it may not leave the brand's folder."""
    return posixpath.normpath(f"{brand.folder}/{path}")


def face(value: Face | str | None) -> Face:
    """A face of the typography, where brand.yml allows a bare family too."""
    return Face(family=value) if isinstance(value, str) else value or Face()


def families(brand: Brand) -> tuple[str, ...]:
    """The families a brand sets text in: base, then headings."""
    base, headings = face(brand.typography.base), face(brand.typography.headings)
    return tuple(dict.fromkeys(name for name in (base.family, headings.family) if name))
