"""Colours: brand roles to hexadecimal, contrast by WCAG 2.2, the nearest shade that passes."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Entry
from toolkit.schema.brand import COLOUR_ROLES, Brand
from toolkit.schema.record import colour

WHITE = "#ffffff"
BLACK = "#000000"
TINT_SHARE = 0.08
RULE_SHARE = 0.45


def channels(hex_colour: str) -> tuple[float, float, float]:
    """#rrggbb as red, green and blue from 0 to 1."""
    return tuple(int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def to_hex(red: float, green: float, blue: float) -> str:
    """Red, green and blue from 0 to 1 as #rrggbb."""
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in (red, green, blue))


def mix(front: str, back: str, share: float) -> str:
    """`share` (0 to 1) of the front colour over the back colour."""
    pairs = zip(channels(front), channels(back), strict=True)
    return to_hex(*(f * share + b * (1 - share) for f, b in pairs))


def luminance(hex_colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels(hex_colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def nearest_passing(text: str, background: str, ratio: float) -> str:
    """The shade of `text`, same hue, nearest in lightness that reaches `ratio`; black or white if none does."""
    hue, light, saturation = colorsys.rgb_to_hls(*channels(text))
    for step in range(1, 1001):
        for direction in (-step, step):
            lightness = light + direction / 1000
            if 0 <= lightness <= 1:
                shade = to_hex(*colorsys.hls_to_rgb(hue, lightness, saturation))
                if contrast(shade, background) >= ratio:
                    return shade
    return max((BLACK, WHITE), key=lambda pole: contrast(pole, background))


def legible_on(background: str) -> str:
    """White or black, whichever reads better."""
    return max((WHITE, BLACK), key=lambda pole: contrast(pole, background))


def brand_colours(brand: Entry[Brand]) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Every colour role (ours that follow from others too) as #rrggbb, and what could not be read."""
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
    return known | _derived(known), tuple(findings)


def _derived(known: Mapping[str, str]) -> dict[str, str]:
    """Roles that brand.yml has no name for and that follow from the ones it has."""
    derived: dict[str, str] = {}
    if "primary" in known:
        derived["on-primary"] = legible_on(known["primary"])
        derived["tint"] = mix(known["primary"], known.get("background", WHITE), TINT_SHARE)
        derived["rule"] = mix(known["primary"], known.get("background", WHITE), RULE_SHARE)
        for optional in ("tertiary", "success", "info", "warning"):
            if optional not in known:
                derived[optional] = known["primary"]
    if "dark" in known:
        derived["on-dark"] = legible_on(known["dark"])
    return derived
