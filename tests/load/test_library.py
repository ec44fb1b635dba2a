"""The library: lookups by name, words and modules of pseudo-locales, jurisdictions over one another."""

from __future__ import annotations

import pytest

from tests.example_project import edited, example_contents, loaded, project
from toolkit.findings import EnvironmentFault
from toolkit.load.layers import Files
from toolkit.load.load import load_files
from toolkit.markup.tree import plain

BAY_WORDS = "content/jurisdictions/north-bay/words/en.yml"


def test_axes_are_found_by_listing_folders():
    library = loaded()
    assert set(library.kinds) == {"leaflet", "pocket"}
    assert set(library.kits) == {"clinic"}
    assert set(library.brands) == {"larch"}
    assert set(library.audiences) == {"clinic"}
    assert set(library.jurisdictions) == {"north", "north-bay"}
    assert set(library.sources) == {"field-guide", "phone-book"}
    assert library.module_names == ("acting", "noticing")
    assert {"letter", "a4"} <= set(library.stocks)


def test_entry_knows_where_its_values_stand():
    library = loaded()
    line = library.lines["north"][1]
    assert line.slug == "listening"
    assert str(line.at("text")) == "content/jurisdictions/north/helplines.yml:13:5"
    assert str(library.sources["phone-book"].at("url")) == "content/sources.yml:10:3"


def test_lineage_is_widest_first():
    library = loaded()
    assert library.lineage("north-bay") == ("north", "north-bay")
    assert library.lineage("north") == ("north",)
    assert library.lineage("nope") == ()


def test_narrower_jurisdiction_adds_its_lines_behind():
    library = loaded()
    assert [line.slug for line in library.lines_for("north-bay")] == ["emergency", "listening", "harbour"]
    assert [law.slug for law in library.laws_for("north-bay")] == ["everyone-counts"]
    assert [service.slug for service in library.services_for("north")] == []


def test_words_of_a_narrower_jurisdiction_join_group_by_group():
    words = loaded().jurisdiction_words("north-bay", "en")
    assert words["name"] == "North Bay"
    assert set(words["lines"]) == {"emergency", "listening", "harbour"}
    assert set(words["law"]) == {"everyone-counts"}


@pytest.mark.parametrize("group", ["lines", "law", "services", "hours"])
def test_narrower_words_without_a_group_take_nothing_away(group):
    text = example_contents()[BAY_WORDS].decode()
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{group}:"))
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    library, _ = load_files(project({BAY_WORDS: "".join(lines[:start] + lines[end:])}))
    assert library
    wide = library.jurisdiction_words("north", "en")[group]
    assert set(wide) <= set(library.jurisdiction_words("north-bay", "en")[group])


def test_words_that_are_not_there():
    library = loaded()
    assert library.words("content/kits/clinic", "en")
    assert library.words("content/kits/none", "en") is None
    assert library.words("content/kits/none", "en-XA") is None


def test_pseudo_locale_has_words_and_modules_made_by_rule():
    library = loaded()
    words = library.words("content/kits/clinic", "en-XA")
    original = library.words("content/kits/clinic", "en")
    assert words
    assert original
    assert words["title"] != original["title"]
    assert set(words["documents"]) == set(original["documents"])
    module = library.module("noticing", "en-XA")
    assert module
    assert module.derived
    assert module.locale == "en-XA"
    assert plain(module.title) != "Noticing"
    assert library.module("nope", "en-XA") is None


def test_placeholders_of_shared_words_survive_the_rule():
    library = loaded()
    words, original = library.shared_words("en-XA"), library.shared_words("en")
    assert set(words) == set(original)
    held = [key for key, value in original.items() if isinstance(value, str) and "{" in value]
    assert held
    assert all(words[key].count("{") == original[key].count("{") for key in held)
    assert "{date}" in words["checked_on"]


def test_library_without_its_own_content_is_a_fault_of_the_machine():
    with pytest.raises(EnvironmentFault):
        load_files(Files({}))


def test_defaults_that_cannot_be_read_give_no_library():
    library, findings = load_files(project({"content/defaults.yml": "brand: [\n"}))
    assert library is None
    assert [finding.code for finding in findings] == ["Y101"]


def test_fault_of_one_file_does_not_hide_the_others():
    library, findings = load_files(project(edited("templates/kinds/pocket/kind.yml", ("trim:", "trimm:"))))
    assert library
    assert findings
    assert set(library.kinds) == {"leaflet"}
