"""A brand on the page: colours and families as custom properties, logos and font files as assets."""

from __future__ import annotations

import re

import pytest

from tests.example_project import BRAND, edited, loaded
from toolkit.brands import brand_colours
from toolkit.compose.assets import ADDRESS, Assets
from toolkit.compose.branding import brand_view, style_tokens
from toolkit.fonts import shipped_folders


def tokens(*swaps: tuple[str, str], more=None, fallbacks: tuple[str, ...] = ()) -> tuple[dict[str, str], str, Assets]:
    library = loaded({**edited(BRAND, *swaps), **(more or {})})
    assets = Assets()
    css = style_tokens(library.brands["larch"], fallbacks, library.files, assets)
    root = re.match(r":root\{(.*?)\}", css)
    assert root
    return dict(re.findall(r"--([\w-]+):([^;]*);", root[1])), css, assets


def test_every_colour_role_is_a_custom_property():
    values, _, _ = tokens()
    colours, _ = brand_colours(loaded().brands["larch"])
    assert len(colours) > 11
    assert {
        name.removeprefix("color-"): value for name, value in values.items() if name.startswith("color-")
    } == colours


def test_families_weights_and_fallbacks():
    values, _, _ = tokens(
        ("headings: Atkinson Hyperlegible", "headings: {family: Heebo, weight: 800}"), fallbacks=("Mukta",)
    )
    assert values["font-base"] == '"Atkinson Hyperlegible","Mukta"'
    assert values["font-headings"] == '"Heebo","Atkinson Hyperlegible","Mukta"'
    assert values["weight-headings"] == "800"
    assert values["weight-base"] == "400"


def test_icons_are_drawn_in_the_colours_of_the_brand():
    _, css, assets = tokens()
    icons = {address: data for address, (data, _) in assets.held.items() if "/icons/" in address}
    assert len(icons) == 4
    assert all(address in css for address in icons)
    assert all(b"currentColor" not in data for data in icons.values())
    dark = [data for address, data in icons.items() if "/on-dark/" in address and b"#ffffff" in data]
    light = [data for address, data in icons.items() if "/on-dark/" not in address and b"#274b7a" in data]
    assert dark
    assert light


def test_font_files_of_the_brand_are_faces():
    path = next(shipped_folders()["Heebo"].glob("*.ttf"))
    font = (
        "- {family: Atkinson Hyperlegible, source: system}",
        "- {family: Own Sans, source: file, files: [{path: fonts/own.ttf, weight: 700, style: italic}, fonts/own.ttf]}",
    )
    more = {"content/brands/larch/fonts/own.ttf": path.read_bytes()}
    _, css, assets = tokens(font, more=more)
    faces = re.findall(r"@font-face\{([^}]*)\}", css)
    assert len(faces) == 2
    assert 'font-family:"Own Sans"' in faces[0]
    assert "font-weight:700" in faces[0]
    assert "font-style:italic" in faces[0]
    assert "font-weight:400" in faces[1]
    addresses = set(re.findall(r"url\(([^)]*)\)", "".join(faces)))
    assert addresses
    assert {assets.held[address] for address in addresses} == {(path.read_bytes(), "font/ttf")}
    assert all(address.startswith(ADDRESS) for address in addresses)


@pytest.mark.parametrize("family", ['Own"; } * { color: red', "Own\\"])
def test_name_of_a_family_cannot_break_out_of_the_style_sheet(family):
    import json

    path = next(shipped_folders()["Heebo"].glob("*.ttf"))
    quoted = json.dumps(family)
    swaps = (
        "- {family: Atkinson Hyperlegible, source: system}",
        f"- {{family: {quoted}, source: file, files: [fonts/own.ttf]}}",
    )
    more = {"content/brands/larch/fonts/own.ttf": path.read_bytes()}
    from tests.example_project import findings_of

    found = findings_of({**edited(BRAND, swaps, ("headings: Atkinson Hyperlegible", f"headings: {quoted}")), **more})
    if not found:
        _, css, _ = tokens(swaps, ("headings: Atkinson Hyperlegible", f"headings: {quoted}"), more=more)
        assert f'"{family}"' not in css


def view(*swaps: tuple[str, str], more=None):
    library = loaded({**edited(BRAND, *swaps), **(more or {})})
    assets = Assets()
    return brand_view(library.brands["larch"], "en", library.files, assets), assets


def test_logo_contact_credit_and_own_line():
    made, assets = view()
    assert (made.name, made.credit, made.contact) == (
        "Larch Street Clinic",
        "Larch Street Clinic",
        ("desk@example.org",),
    )
    assert made.logo in assets.held
    assert made.logo_ratio == pytest.approx(2.0)
    assert made.mark == made.logo
    assert made.local_line
    assert "978-555-0104" in made.local_line.number
    assert made.cobrand is None


def test_brand_without_a_logo_or_credit():
    from tests.example_project import text_of

    text = text_of(BRAND)
    bare = text[: text.index("logo:\n")] + text[text.index("color:\n") : text.index("defaults:")]
    library = loaded({BRAND: bare})
    made = brand_view(library.brands["larch"], "en", library.files, Assets())
    assert (made.logo, made.mark, made.credit, made.local_line) == ("", "", "Larch Street Clinic", None)


def test_partner():
    swap = ("    credit: Larch Street Clinic", "    cobrand: {logo: partner.svg, name: Elm House}")
    more = {"content/brands/larch/partner.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"/>'}
    made, assets = view(swap, more=more)
    assert made.cobrand
    assert (made.cobrand.name, made.cobrand.logo_alt, made.cobrand.ratio) == ("Elm House", "Elm House", 3.0)
    assert made.cobrand.logo in assets.held


def test_two_logos_of_one_name_in_two_folders_do_not_replace_each_other():
    """a/logo.svg and b/logo.svg are two pictures."""
    wide = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"/>'
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 30"/>'
    swaps = (
        (
            "main: {path: logo.svg, alt: Larch Street Clinic}",
            "main: {path: a/logo.svg, alt: A}\n    small: {path: b/logo.svg, alt: B}",
        ),
        ("  medium: {light: main, dark: main}", "  medium: {light: main, dark: main}\n  small: small"),
    )
    made, assets = view(*swaps, more={"content/brands/larch/a/logo.svg": wide, "content/brands/larch/b/logo.svg": tall})
    assert made.logo != made.mark
    assert (assets.held[made.logo][0], assets.held[made.mark][0]) == (wide.encode(), tall.encode())


@pytest.mark.parametrize(("locale", "said"), [("en", "Our desk"), ("es", "Nuestra oficina"), ("fr", "Our desk")])
def test_a_line_of_ones_own_may_be_named_in_every_locale(locale, said):
    library = loaded(edited(BRAND, ("{label: Our desk,", "{label: {en: Our desk, es: Nuestra oficina},")))
    line = brand_view(library.brands["larch"], locale, library.files, Assets()).local_line
    assert line
    assert line.label == said


@pytest.mark.parametrize(
    ("locale", "said"), [("en", "Handed out by us"), ("es", "Repartido por nosotros"), ("fr", "Handed out by us")]
)
def test_credit_may_be_said_in_every_locale(locale, said):
    said_twice = "credit: {en: Handed out by us, es: Repartido por nosotros}"
    library = loaded(edited(BRAND, ("credit: Larch Street Clinic", said_twice)))
    assert brand_view(library.brands["larch"], locale, library.files, Assets()).credit == said
