"""What a brand's record says: roles as colours, the logos and which is used where, the families."""

from __future__ import annotations

import pytest

from tests.example_project import BRAND, edited, loaded, text_of
from toolkit.brands import brand_colours, families, logo_images, logo_names, picture_path
from toolkit.load.library import Entry
from toolkit.schema.brand import Brand


def brand(*swaps: tuple[str, str], logo: str | None = None) -> Entry[Brand]:
    text = str(edited(BRAND, *swaps)[BRAND])
    if logo is not None:
        text = text[: text.index("logo:\n")] + logo + text[text.index("color:\n") :]
    return loaded({BRAND: text}).brands["larch"]


def test_roles_take_their_colours_from_the_palette_or_directly():
    colours, findings = brand_colours(brand())
    assert findings == ()
    assert colours["foreground"] == "#1c2430"
    assert colours["primary"] == "#274b7a"
    assert colours["danger"] == "#a11d1d"


def test_roles_without_a_name_in_brand_yml_follow_from_the_others():
    colours, _ = brand_colours(brand())
    assert colours["on-primary"] == "#ffffff"
    assert colours["on-dark"] == "#ffffff"
    assert colours["tertiary"] == colours["success"] == colours["warning"] == colours["info"] == colours["primary"]
    assert colours["tint"] not in ("#ffffff", colours["primary"])


def test_pale_primary_carries_black():
    colours, _ = brand_colours(brand(("primary: blue", 'primary: "#ffe08a"')))
    assert colours["on-primary"] == "#000000"


def test_of_a_pair_of_colours_the_light_one_is_printed():
    colours, findings = brand_colours(brand(("primary: blue", 'primary: {light: blue, dark: "#ffffff"}')))
    assert findings == ()
    assert colours["primary"] == "#274b7a"


def test_palette_name_that_looks_like_a_role():
    colours, _ = brand_colours(brand(('    blue: "#274b7a"', '    blue: "#274b7a"\n    danger: "#000000"')))
    assert colours["danger"] == "#a11d1d"


def test_logo_by_name():
    entry = brand()
    assert logo_names(entry.value) == ("main", "main", "main")
    assert logo_images(entry.value)["main"].alt == "Larch Street Clinic"


@pytest.mark.parametrize(
    ("logo", "names"),
    [
        ("logo: logo.svg\n", ("logo.svg", "logo.svg", "logo.svg")),
        ("logo: {images: {a: {path: a.svg, alt: A}, b: {path: b.svg, alt: B}}}\n", ("a", "a", "a")),
        (
            "logo: {images: {a: a.svg}, small: s.svg, medium: {light: l.svg, dark: d.svg}}\n",
            ("l.svg", "d.svg", "s.svg"),
        ),
        ("logo: {large: big.svg}\n", ("big.svg", "big.svg", "big.svg")),
        ("logo: {images: {}}\n", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_logo_that_is_used_on_paper_on_dark_and_small(logo, names):
    entry = brand(logo=logo)
    assert logo_names(entry.value) == names
    images = logo_images(entry.value)
    assert all(name in images for name in names if name)


def test_bare_path_carries_the_name_of_the_brand():
    assert logo_images(brand(logo="logo: logo.svg\n").value)["logo.svg"].alt == "Larch Street Clinic"


def test_path_cannot_leave_the_folder_unseen():
    entry = brand()
    assert picture_path(entry, "logo.svg") == "content/brands/larch/logo.svg"
    assert picture_path(entry, "./a/../logo.svg") == "content/brands/larch/logo.svg"
    assert not picture_path(entry, "../other/logo.svg").startswith("content/brands/larch/")


def test_families_of_base_and_headings_once_each():
    assert families(brand().value) == ("Atkinson Hyperlegible",)
    assert "headings: Atkinson Hyperlegible" in text_of(BRAND)
    other = brand(("headings: Atkinson Hyperlegible", "headings: {family: Heebo}"))
    assert families(other.value) == ("Atkinson Hyperlegible", "Heebo")


@pytest.mark.parametrize(
    ("name", "said"), [("{full: Larch Street, short: Larch}", "Larch Street"), ("{s: Larch}", "Larch")]
)
def test_full_name_is_printed_where_there_are_several(name, said):
    entry = brand(("  name: Larch Street Clinic\n", f"  name: {name}\n"))
    assert entry.value.meta.full_name() == said
