"""Colours: contrast by WCAG 2.2, mixing, the nearest shade that passes. Knows nothing of brands."""

from __future__ import annotations

import colorsys

WHITE = "#ffffff"
BLACK = "#000000"


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
