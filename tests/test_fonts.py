"""The families that ship, and the private fontconfig file that knows no others."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from toolkit import fonts
from toolkit.fonts import characters, covered, private_fontconfig, shipped_folders


def test_families_are_found_with_their_files():
    folders = shipped_folders()
    assert "Atkinson Hyperlegible" in folders
    for family, folder in folders.items():
        assert list(folder.glob("*.ttf")), family


def test_characters_of_a_family():
    path = next(shipped_folders()["Atkinson Hyperlegible"].glob("*.ttf"))
    assert {ord("a"), ord("é"), ord("€")} <= characters(path)
    assert 0x2603 not in characters(path)


def test_covered_is_the_union_and_passes_over_unknown_families():
    latin, hebrew = covered(["Atkinson Hyperlegible"]), covered(["Heebo"])
    assert ord("ש") in hebrew - latin
    assert covered(["Atkinson Hyperlegible", "Heebo", "Nobody Sans"]) == latin | hebrew
    assert covered([]) == frozenset()


def test_fontconfig_knows_the_shipped_folders_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = private_fontconfig()
    tree = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert [Path(str(folder.text)) for folder in tree.iter("dir")] == list(shipped_folders().values())
    assert not list(tree.iter("include"))
    assert private_fontconfig() == path
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("folder", ["a & b", "ä <c>"])
def test_folder_with_signs_of_xml_in_its_name(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / folder))
    tree = ElementTree.fromstring(private_fontconfig().read_text(encoding="utf-8"))
    (cache,) = tree.iter("cachedir")
    assert str(tmp_path / folder) in str(cache.text)


def test_cache_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    path = private_fontconfig()
    assert path.is_file()
    assert not path.is_relative_to(tmp_path)


def test_program_that_is_only_copied(monkeypatch):
    monkeypatch.setattr(fonts, "DISTRIBUTION", "no-such-distribution-at-all")
    shipped_folders.cache_clear()
    try:
        with pytest.raises(fonts.EnvironmentFault, match="not installed"):
            shipped_folders()
    finally:
        shipped_folders.cache_clear()
