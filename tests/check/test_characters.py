"""Characters: what the fonts at hand have a shape for."""

from __future__ import annotations

import pytest

from tests.example_project import BRAND, TODAY, assert_finding, edited, extra_module, loaded
from toolkit.check.characters import characters_without_shape
from toolkit.fonts import shipped_folders

OWN = (
    "- {family: Atkinson Hyperlegible, source: system}",
    "- {family: Atkinson Hyperlegible, source: system}\n    - {family: Signs, source: file, files: [fonts/signs.ttf]}",
)


def found(changes):
    return tuple(characters_without_shape(loaded(changes), TODAY))


def text(letters: str) -> dict[str, str | bytes | None]:
    return extra_module(f"## One {{: #one }}\n\n{letters}\n")


@pytest.mark.parametrize(
    "letters",
    ["English", "Español ¿qué? ñ", "Português não", "Français œuvre", "Kreyòl", "שלום", "हिन्दी", "“‘’”–—…•©®™½"],
)
def test_languages_that_ship_with_fonts(letters):
    assert found(text(letters)) == ()


@pytest.mark.parametrize("letters", ["a\u00a0b", "a\u200bb", "a\u200db", "\u200fa", "a\u00adb"])
def test_spaces_and_directions_need_no_shape(letters):
    assert found(text(letters)) == ()


def test_every_place_of_a_character_is_named():
    findings = found(text("☃ and ☃"))
    assert [(f.origin.line, f.origin.column) for f in findings] == [(11, 1), (11, 7)]


def test_font_of_a_brand_brings_its_own_characters():
    from fontTools.fontBuilder import FontBuilder

    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "snowman"])
    builder.setupCharacterMap({0x2603: "snowman"})
    builder.setupGlyf({".notdef": _empty(), "snowman": _empty()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "snowman": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Signs", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    import io

    out = io.BytesIO()
    builder.save(out)
    changes = {**text("☃"), **edited(BRAND, OWN), "content/brands/larch/fonts/signs.ttf": out.getvalue()}
    assert found(changes) == ()


def _empty():
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    return Glyph()


def test_broken_font_of_a_brand_brings_none_and_does_no_harm():
    changes = {**text("☃"), **edited(BRAND, OWN), "content/brands/larch/fonts/signs.ttf": b"\x00\x01\x00\x00broken"}
    assert_finding(found(changes), "L106", "content/modules/extra/en.md", 11, 1)


def test_shipped_fonts_are_there():
    folders = shipped_folders()
    assert len(folders) >= 3
    assert all(list(folder.glob("*.ttf")) for folder in folders.values())
