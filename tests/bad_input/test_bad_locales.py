"""Locales are complete or refused; nothing is printed in another language in silence."""

from __future__ import annotations

import pytest

from tests.example_project import KIT, TODAY, assert_finding, edited, example_contents, findings_of, loaded, text_of
from toolkit.resolve import Request, resolve

LOCALE = "templates/locales/en.yml"
SECOND = "templates/locales/es.yml"
KIT_WORDS = "content/kits/clinic/words/en.yml"


def in_spanish(*, leave_out: tuple[str, ...] = ()) -> dict[str, str | bytes | None]:
    """A second locale whose files are those of the first, but for some."""
    changes: dict[str, str | bytes | None] = {SECOND: text_of(LOCALE).replace("name: English", "name: Español")}
    for path in example_contents():
        if path.endswith(("/words/en.yml", "/en.md")) and path not in leave_out:
            changes[path.replace("/en.", "/es.")] = text_of(path)
    assert len(changes) > len(leave_out)
    return changes


def test_complete_second_locale_has_no_findings():
    assert findings_of(in_spanish()) == ()


def test_missing_shared_word():
    changes = in_spanish()
    changes[SECOND] = "".join(
        line for line in str(changes[SECOND]).splitlines(keepends=True) if not line.startswith("  caution:")
    )
    found = findings_of(changes)
    assert_finding(found, "L104", SECOND, 8, hint='add "caution" here', message='"words.caution" is missing')


def test_missing_word_deep_inside():
    changes = in_spanish()
    path = "templates/kinds/leaflet/words/es.yml"
    changes["templates/kinds/leaflet/words/en.yml"] = "name: Leaflet\nparts: {front: Front, back: Back}\n"
    changes[path] = "name: Hoja\nparts:\n  front: Frente\n"
    found = findings_of(changes)
    assert_finding(found, "L104", path, 2, hint='"back"', message='"parts.back" is missing')


@pytest.mark.parametrize("value", ["", '""'])
def test_empty_word(value):
    changes = in_spanish()
    path = "templates/kinds/leaflet/words/es.yml"
    changes[path] = f"name: Hoja\nmore: {value}\n"
    changes["templates/kinds/leaflet/words/en.yml"] = "name: Leaflet\nmore: More\n"
    assert_finding(findings_of(changes), "L104", path, 2, 1, hint="write it", message="empty")


def test_word_that_is_a_group_where_a_text_is_due():
    changes = edited(LOCALE, ("  checked_on: Checked {date}", "  checked_on: {a: b}"))
    found = findings_of(changes)
    if not found:
        from toolkit.compose.compose import Composer

        library = loaded(changes)
        editions, _ = resolve(library, Request(), today=TODAY)
        made = [Composer(library).compose(edition) for edition in editions]
        assert made
        found = tuple(finding for _, findings in made for finding in findings)
        assert all("object at 0x" not in composition.html for composition, _ in made if composition)
    assert found


def test_words_of_an_unknown_locale():
    path = KIT_WORDS.replace("/en.yml", "/enn.yml")
    found = findings_of({path: text_of(KIT_WORDS)})
    assert_finding(found, "L101", path, hint='did you mean "en"?')


@pytest.mark.parametrize("name", ["xx-nope", "en-US-x-y", "e", "12"])
def test_unknown_conventions(name):
    found = findings_of(edited(LOCALE, ("babel: en", f'babel: "{name}"')))
    assert_finding(found, "L105", LOCALE, 3, 1, hint="pt_BR")


@pytest.mark.parametrize("name", ["pt-BR", "pt_BR", "es"])
def test_conventions_in_either_spelling_can_be_composed(name):
    from toolkit.compose.compose import Composer

    library = loaded(edited(LOCALE, ("babel: en", f"babel: {name}")))
    editions, _ = resolve(library, Request(), today=TODAY)
    compositions = [Composer(library).compose(edition)[0] for edition in editions]
    assert compositions
    assert all(compositions)


def test_pseudo_locale_of_an_unknown_one():
    path = "templates/locales/en-XA.yml"
    found = findings_of(edited(path, ("of: en", "of: enn")))
    at = [f for f in found if (f.code, f.origin.path) == ("L101", path)]
    assert len(at) == 1
    assert 'did you mean "en"?' in at[0].hint


@pytest.mark.parametrize("other", ["en-XA", "he-XB"])
def test_pseudo_locales_in_a_circle(other):
    path = "templates/locales/en-XA.yml"
    changes = {
        **edited(path, ("of: en", f"of: {other}")),
        **edited("templates/locales/he-XB.yml", ("of: en", "of: en-XA")),
    }
    found = findings_of(changes)
    assert found
    assert {f.origin.path for f in found} <= {path, "templates/locales/he-XB.yml"}


# --- asked for, and not there


@pytest.mark.parametrize(
    "path",
    ["templates/kinds/leaflet/words/en.yml", KIT_WORDS, "content/audiences/clinic/words/en.yml"],
)
def test_words_that_were_not_translated(path):
    library = loaded(in_spanish(leave_out=(path,)))
    editions, found = resolve(library, Request(locales=("es",)), today=TODAY)
    missing = path.replace("/en.yml", "/es.yml")
    assert {(f.code, f.origin.path) for f in found} == {("L103", missing)}
    assert "translate" in found[0].hint
    assert all(edition.kind.slug != "leaflet" for edition in editions)


def test_words_of_a_jurisdiction_that_were_not_translated():
    path = "content/jurisdictions/north/words/en.yml"
    changes = in_spanish(leave_out=(path,))
    found = findings_of(changes)
    if not found:
        _, found = resolve(loaded(changes), Request(locales=("es",)), today=TODAY)
    assert found
    assert {f.origin.path for f in found} == {path.replace("/en.yml", "/es.yml")}


def test_module_that_was_not_translated():
    library = loaded(in_spanish(leave_out=("content/modules/acting/en.md",)))
    editions, found = resolve(library, Request(locales=("es",)), today=TODAY)
    assert editions == ()
    assert {(f.code, f.origin.path) for f in found} == {("L102", KIT)}
    assert {f.hint for f in found} == {"write content/modules/acting/es.md"}


def test_module_that_only_the_agenda_names_was_not_translated():
    changes = in_spanish(leave_out=("content/modules/acting/en.md",))
    kit = edited(
        KIT, ("body: [noticing, acting#steps]", "body: [noticing]"), ("      back: [acting#steps]", "      back: []")
    )
    library = loaded({**changes, **kit})
    _, found = resolve(library, Request(locales=("es",)), today=TODAY)
    assert_finding(found, "L102", KIT, 15, hint="write content/modules/acting/es.md")


# --- characters


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (KIT_WORDS, "title: Clinic kit", "title: Clinic ☃ kit", 1),
        (KIT_WORDS, "title: Clinic kit", 'title: "Clinic \\u2603 kit"', 1),
        ("content/sources.yml", "title: The phone book", "title: The ☃ phone book", 8),
        ("content/jurisdictions/north/law.yml", "cite: North Code 1", "cite: North ☃", 4),
        ("content/jurisdictions/north/helplines.yml", '"978-555-0102"', '"978-555-0102"\n    text_keyword: ☃', 14),
        ("content/brands/larch/_brand.yml", "credit: Larch", "credit: Larch ☃", 26),
        (LOCALE, "  note: Note", "  note: ☃", 10),
    ],
)
def test_character_that_no_font_has(path, old, new, line):
    found = findings_of(edited(path, (old, new)))
    assert_finding(found, "L106", path, line, message="U+2603", hint="add a font")


def test_fallback_font_that_does_not_ship():
    found = findings_of(edited(LOCALE, ("fonts: []", "fonts: [Mukte]")))
    assert found
    assert {(f.origin.path, f.origin.line) for f in found} == {(LOCALE, 6)}
    assert 'did you mean "Mukta"?' in found[0].hint
