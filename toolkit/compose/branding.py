"""A brand as pages use it: logos as assets, fonts as faces, colours as custom properties."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from types import MappingProxyType

from toolkit.brands import brand_colours, face, logo_images, logo_names, picture_path
from toolkit.compose.assets import Assets
from toolkit.compose.speech import number_markup
from toolkit.compose.views import BrandView, CobrandView, LocalLineView, LogoView
from toolkit.load.layers import Files
from toolkit.load.library import Entry
from toolkit.pictures import picture_size
from toolkit.schema.brand import Brand, said_in

REGULAR, BOLD = 400, 700
ICONS = "templates/base/icons"
NONE: Mapping[str, str] = MappingProxyType({})


def brand_view(brand: Entry[Brand], locale: str, files: Files, assets: Assets, *, mono: bool = False) -> BrandView:
    """Names, logos (in one colour where asked for) and contact lines; the pictures become assets."""
    record, extras = brand.value, brand.value.defaults.toolkit
    light, dark, mark = (_logo(brand, name, files, assets) for name in logo_names(record, mono=mono))
    partner = None
    if extras.cobrand:
        chosen = (extras.cobrand.mono_logo if mono else None) or extras.cobrand.logo or ""
        logo = _logo(brand, chosen, files, assets)
        partner = CobrandView(extras.cobrand.name, logo.url, logo.alt, logo.ratio)
    line = extras.local_line
    local = LocalLineView(said_in(line.label, locale), number_markup(line.number)) if line else None
    return BrandView(
        name=record.meta.full_name(),
        link=record.meta.address(),
        logo=light.url,
        logo_alt=light.alt,
        logo_ratio=light.ratio,
        logo_dark=dark.url,
        mark=mark.url,
        mark_alt=mark.alt,
        mark_ratio=mark.ratio,
        contact=extras.contact,
        credit=said_in(extras.credit, locale) or record.meta.full_name(),
        local_line=local,
        cobrand=partner,
    )


def _logo(brand: Entry[Brand], name: str, files: Files, assets: Assets) -> LogoView:
    image = logo_images(brand.value).get(name)
    if image is None:
        return LogoView("", "", 1.0)
    path = picture_path(brand, image.path)
    width, height = picture_size(files[path])
    return LogoView(assets.add(path.removeprefix("content/"), files[path]), image.alt, width / height)


def style_tokens(
    brand: Entry[Brand], fallbacks: tuple[str, ...], files: Files, assets: Assets, instead: Mapping[str, str] = NONE
) -> str:
    """The part of the style sheet that comes from the brand; a mode may set colours instead."""
    colours, _ = brand_colours(brand, instead)
    return f"{root_tokens(brand, fallbacks, instead)}{_faces(brand, files, assets)}{_icons(colours, files, assets)}"


def root_tokens(brand: Entry[Brand], fallbacks: tuple[str, ...], instead: Mapping[str, str] = NONE) -> str:
    """Colours, families and weights as custom properties: nothing that is fetched."""
    colours, _ = brand_colours(brand, instead)
    base, headings = face(brand.value.typography.base), face(brand.value.typography.headings)
    tokens = {f"color-{role}": value for role, value in colours.items()}
    tokens |= {
        "font-base": _stack(base.family, *fallbacks),
        "font-headings": _stack(headings.family or base.family, base.family, *fallbacks),
        "weight-base": str(base.weight or REGULAR),
        "weight-bold": str(BOLD),
        "weight-headings": str(headings.weight or BOLD),
    }
    root = "".join(f"--{name}:{value};" for name, value in sorted(tokens.items()))
    return f":root{{{root}}}\n"


def _stack(*names: str | None) -> str:
    return ",".join(f'"{name}"' for name in dict.fromkeys(names) if name)


def _faces(brand: Entry[Brand], files: Files, assets: Assets) -> str:
    rules = []
    for font in brand.value.typography.fonts:
        for item in font.files if font.source == "file" else ():
            path = picture_path(brand, item if isinstance(item, str) else item.path)
            weight, style = (REGULAR, "normal") if isinstance(item, str) else (item.weight, item.style)
            url = assets.add(f"fonts/{path.removeprefix('content/')}", files[path])
            rules.append(
                f'@font-face{{font-family:"{font.family}";font-weight:{weight};font-style:{style};src:url({url})}}\n'
            )
    return "".join(rules)


def _icons(colours: Mapping[str, str], files: Files, assets: Assets) -> str:
    rules = []
    for path in files.under(ICONS):
        if not path.endswith(".svg"):
            continue
        name = posixpath.basename(path).removesuffix(".svg")
        for prefix, role, folder in (("", "primary", "icons"), (".on-dark ", "on-solid", "icons/on-dark")):
            drawing = files[path].replace(b"currentColor", colours[role].encode())
            url = assets.add(f"{folder}/{name}.svg", drawing)
            rules.append(f"{prefix}.icon-{name}{{background-image:url({url})}}\n")
    return "".join(rules)
