"""Rules for brands: colours that can be read, pictures that can be printed, fonts that are here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.brands import brand_colours, face, logo_images, logo_names, picture_path
from toolkit.colour import contrast, nearest_passing
from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.fonts import shipped_folders
from toolkit.load.library import Entry, Library
from toolkit.load.load import PAIRS
from toolkit.pictures import picture_fault
from toolkit.schema.brand import OFFLINE_SOURCES, Brand


def brand_colour_contrast(library: Library, today: date) -> Iterable[Finding]:
    """Every text and background that the templates put together reaches its contrast."""
    for brand in library.brands.values():
        colours, findings = brand_colours(brand)
        yield from findings
        seen: set[tuple[str | None, str | None, float]] = set()
        for pair in library.pairs:
            text, on = colours.get(pair.text), colours.get(pair.on)
            if (text, on, pair.ratio) in seen:
                continue
            if text and on:
                seen.add((text, on, pair.ratio))
            if not text or not on:
                if not findings:
                    role = pair.on if text else pair.text
                    message = f'the templates use the colour role "{role}", which no brand has'
                    yield Finding("B102", message, Origin(PAIRS), did_you_mean(role, colours))
                continue
            ratio = contrast(text, on)
            if ratio < pair.ratio:
                message = f"{pair.text} {text} on {pair.on} {on} has contrast {ratio:.2f}, and needs {pair.ratio:g}"
                yield Finding(
                    "B101", message, _place(brand, pair.text, pair.on), _shade(pair.text, text, on, pair.ratio, pair.on)
                )


def _shade(role: str, text: str, on: str, ratio: float, on_role: str) -> str:
    changed, fixed, name = (on, text, on_role) if role.startswith("on-") else (text, on, role)
    shade = nearest_passing(changed, fixed, ratio)
    if contrast(shade, fixed) < ratio:
        return f"no {name} passes here: make {on_role} lighter or darker"
    return f"the nearest {name} that passes is {shade}"


def _place(brand: Entry[Brand], role: str, on: str) -> Origin:
    """Where to change it: the role's own line, or the line of the colour it follows from."""
    for name in (role, on, "primary"):
        if ("color", name) in brand.file.places:
            return brand.at("color", name)
    return brand.at("color")


def brand_inks_have_names(library: Library, today: date) -> Iterable[Finding]:
    """Inks are given for colours of the palette or for roles."""
    for brand in library.brands.values():
        known = {*brand.value.color.palette, *brand_colours(brand)[0]}
        for name in brand.value.defaults.toolkit.cmyk:
            if name not in known:
                origin = brand.at("defaults", "toolkit", "cmyk", name)
                yield Finding(
                    "B102", f'"{name}" is no colour of the palette and no role', origin, did_you_mean(name, known)
                )


def brand_pictures(library: Library, today: date) -> Iterable[Finding]:
    """Every logo named is there, inside the brand's folder, and can be printed."""
    for brand in library.brands.values():
        images = logo_images(brand.value)
        named = {*logo_names(brand.value), *logo_names(brand.value, mono=True)}
        for name in sorted(name for name in named if name):
            if name not in images:
                yield Finding("B103", f'there is no logo "{name}"', brand.at("logo"), did_you_mean(name, images))
        for name, image in images.items():
            path = picture_path(brand, image.path)
            origin = _logo_place(brand, name)
            if not path.startswith(f"{brand.folder}/") or ":" in image.path:
                hint = f"put the file into {brand.folder}/ and write its name"
                yield Finding("B103", f'this logo cannot be used: "{image.path}"', origin, hint)
            elif path not in library.files:
                known = [other.removeprefix(f"{brand.folder}/") for other in library.files.under(brand.folder)]
                hint = did_you_mean(image.path, known)
                yield Finding("B103", f'the logo "{image.path}" is not there', origin, hint)
            elif fault := picture_fault(path, library.files[path]):
                hint = "export it again as plain SVG, or as PNG or JPEG"
                yield Finding("B104", f'the logo "{image.path}" {fault}', origin, hint)


def _logo_place(brand: Entry[Brand], name: str) -> Origin:
    for place in (("logo", "images", name, "path"), ("logo", "images", name), ("defaults", "toolkit", "print_logo")):
        if place in brand.file.places:
            return brand.at(*place)
    return brand.at("logo")


def brand_fonts(library: Library, today: date) -> Iterable[Finding]:
    """Families are shipped or files of the brand; nothing is fetched."""
    shipped = shipped_folders()
    for brand in library.brands.values():
        typography = brand.value.typography
        own = {font.family for font in typography.fonts if font.source not in ("google", "bunny")}
        for index, font in enumerate(typography.fonts):
            place = ("typography", "fonts", index)
            if font.source not in OFFLINE_SOURCES:
                hint = _offline_hint(font.family, shipped)
                message = f'the font "{font.family}" would be fetched from the network ({font.source})'
                yield Finding("B105", message, brand.at(*place, "source"), hint)
            elif font.source == "file":
                yield from _font_files(library, brand, index)
            elif font.family not in shipped:
                message = f'the font "{font.family}" does not ship with the program'
                yield Finding("B106", message, brand.at(*place, "family"), did_you_mean(font.family, shipped))
        for use in ("base", "headings"):
            family = face(getattr(typography, use)).family
            if (
                family
                and family not in own
                and family not in shipped
                and family not in [f.family for f in typography.fonts]
            ):
                hint = did_you_mean(family, {*shipped, *own})
                yield Finding("B106", f'there is no font "{family}"', brand.at("typography", use, "family"), hint)


def _offline_hint(family: str, shipped: Iterable[str]) -> str:
    if family in shipped:
        return f'"{family}" ships with the program: write source: system'
    names = ", ".join(sorted(shipped))
    return f"put its .ttf files into the brand's folder and write source: file, or use one that ships: {names}"


def _font_files(library: Library, brand: Entry[Brand], index: int) -> Iterable[Finding]:
    font = brand.value.typography.fonts[index]
    place = ("typography", "fonts", index, "files")
    if not font.files:
        hint = "list its files: - {path: fonts/Name-Regular.ttf, weight: 400}"
        yield Finding("B106", f'the font "{font.family}" has no files', brand.at(*place), hint)
    for number, item in enumerate(font.files):
        name = item if isinstance(item, str) else item.path
        path = picture_path(brand, name)
        origin = brand.at(*place, number, "path")
        if path not in library.files or not path.startswith(f"{brand.folder}/"):
            known = [other.removeprefix(f"{brand.folder}/") for other in library.files.under(brand.folder)]
            yield Finding("B106", f'the font file "{name}" is not there', origin, did_you_mean(name, known))
        elif not _is_font(library.files[path]):
            yield Finding("B106", f'the font file "{name}" cannot be read', origin, "use a .ttf, .otf or .woff2 file")


def _is_font(data: bytes) -> bool:
    import io

    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            return bool(font.getBestCmap())
    except (TTLibError, OSError, ValueError, AssertionError, KeyError):
        return False
