"""Editions to compositions: pure, repeatable, and everything that shapes the page is in the key."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from datetime import date

import pytest

from tests.example_project import ACTING, BRAND, KIND, KIT, NOTICING, TODAY, edited, extra_module, loaded, text_of
from toolkit.compose.assets import ADDRESS
from toolkit.compose.compose import Composer, Composition, page_rules
from toolkit.edition import Edition
from toolkit.load.layers import shipped_root
from toolkit.resolve import Request, resolve


def editions(changes=None, request: Request | None = None, today: date = TODAY) -> tuple[Composer, tuple[Edition, ...]]:
    library = loaded(changes)
    made, findings = resolve(library, request or Request(), today=today)
    assert findings == ()
    return Composer(library), made


def composed(name: str, changes=None, request: Request | None = None, today: date = TODAY) -> Composition:
    composer, made = editions(changes, request, today)
    edition = next(edition for edition in made if edition.kind.slug == name)
    composition, findings = composer.compose(edition)
    assert findings == ()
    assert composition
    return composition


def test_words_of_all_owners_meet_on_the_page():
    html = composed("leaflet").html
    for words in (
        "What nurses notice",
        "Learn what to notice.",
        "Someone else does the talking.",
        "Every person counts.",
        "978-555-0100",
        "Day and night",
        "Larch Street Clinic",
        "November 1, 2026",
    ):
        assert words in html, words


def test_role_leaves_out_what_is_not_its_own():
    assert "Someone waits by the door." not in composed("leaflet").html
    assert "Someone waits" in composed("pocket").html


def test_short_forms_stand_on_the_card():
    html = composed("pocket").html
    assert "Someone else talks" in html
    assert "does the talking" not in html
    assert re.search(r"Call<span> </span><bdi[^>]*>978-555-0100</bdi>", html)


def test_no_address_but_our_own_and_no_path_of_this_machine():
    composition = composed("leaflet")
    assert composition.assets
    assert all(address.startswith(ADDRESS) for address in composition.assets)
    for text in (composition.html, composition.css):
        for address in re.findall(r'(?:src="|url\()([^")]*)', text):
            assert address in composition.assets
        assert str(shipped_root()) not in text
        assert "file:" not in text


def test_text_of_others_is_escaped():
    changes = edited(BRAND, ("credit: Larch Street Clinic", 'credit: "Larch <b> & co"'))
    assert "Larch &lt;b&gt; &amp; co" in composed("leaflet", changes).html


def test_same_input_gives_the_same_key_and_survives_the_way_to_a_worker():
    first, second = composed("leaflet"), composed("leaflet")
    assert first.key == second.key
    assert pickle.loads(pickle.dumps(first)).key == first.key
    assert first.identifier == second.identifier
    assert re.fullmatch(r"[0-9a-f]{32}", first.identifier)


@pytest.mark.parametrize(
    "changes",
    [
        edited(NOTICING, ("One sign alone", "One single sign")),
        edited(BRAND, ('danger: "#a11d1d"', 'danger: "#a11d1e"')),
        edited("templates/kinds/leaflet/kind.yml", ("safe: 5mm", "safe: 6mm")),
        edited("templates/kinds/leaflet/page.css", ("4mm", "5mm")),
        {"content/brands/larch/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>'},
        edited("content/jurisdictions/north/helplines.yml", ("978-555-0100", "978-555-0109")),
        edited("templates/locales/en.yml", ("checked_on: Checked", "checked_on: Looked at")),
        edited("templates/base/base.css", ("--size-fine: .8rem", "--size-fine: .81rem")),
    ],
)
def test_whatever_shapes_the_page_changes_the_key(changes):
    assert composed("leaflet", changes).key != composed("leaflet").key


@pytest.mark.parametrize(
    "changes",
    [
        extra_module("## Unused {: #unused }\n\nText.\n"),
        {"content/sources.yml": text_of("content/sources.yml") + "# a remark\n"},
        edited(KIT, ("  - name: pocket", "  # a remark\n  - name: pocket")),
    ],
)
def test_what_does_not_reach_the_page_leaves_the_key(changes):
    assert composed("leaflet", changes).key == composed("leaflet").key


def test_day_of_the_build_does_not_reach_the_page():
    assert composed("leaflet", today=date(2027, 2, 1)).key == composed("leaflet").key


@pytest.mark.parametrize(
    ("locale", "language", "direction"), [("en", "en", "ltr"), ("en-XA", "en-XA", "ltr"), ("he-XB", "he-XB", "rtl")]
)
def test_language_and_direction_of_the_page(locale, language, direction):
    html = composed("leaflet", request=Request(locales=(locale,))).html
    assert f'<html lang="{language}" dir="{direction}">' in html


def test_pseudo_locale_leaves_no_english_words():
    html = composed("leaflet", request=Request(locales=("he-XB",))).html
    text = re.sub(r"<style.*?</style>|<[^>]*>", " ", html, flags=re.S)
    kept = {"Larch", "Street", "Clinic"}
    assert [word for word in re.findall(r"[A-Za-z]{3,}", text) if word not in kept] == []


def test_numbers_are_never_stretched():
    assert "978-555-0100" in composed("leaflet", request=Request(locales=("he-XB",))).html


def test_agenda_is_in_minutes_from_the_start():
    steps = "{% for step in plan.steps %}[{{ step.start }}+{{ step.minutes }} {{ step.title }}]{% endfor %}"
    template = "{% for plan in agenda %}" + steps + "{% endfor %}"
    html = composed("leaflet", {"templates/kinds/leaflet/page.html.j2": template}).html
    assert html == "[0+3 Signs][3+2 Acting]"


def test_sources_are_numbered_in_the_order_of_their_first_use():
    template = (
        "{% for s in parts.body %}{% for n in s.nodes if n.type == 'list' %}"
        "{% for i in n['items'] %}{{ i.numbers }}{% endfor %}{% endfor %}{% endfor %}"
        "|{% for s in sources %}{{ s.number }}={{ s.title }};{% endfor %}"
    )
    changes = {
        **edited(ACTING, ("sources: [field-guide]", "sources: [phone-book, field-guide]")),
        "templates/kinds/leaflet/page.html.j2": template,
    }
    changes[ACTING] = str(changes[ACTING]).replace(
        'card="Stay calm" ', 'card="Stay calm" source="phone-book field-guide" '
    )
    html = composed("leaflet", changes).html
    numbers, listed = html.split("|")
    assert numbers == "(1,)(2, 1)()"
    assert listed == "1=A field guide to noticing;2=The phone book;"


def test_stale_line_puts_a_band_on_the_page():
    template = "{% for name, text in bands %}{{ name }}: {{ text }}{% endfor %}"
    changes = {"templates/kinds/leaflet/page.html.j2": template}
    assert composed("leaflet", changes).html == ""
    late = composed("leaflet", changes, today=date(2027, 12, 1)).html
    assert late.startswith("stale: ")
    assert "November 1, 2026" in late


def test_unreviewed_translation_puts_a_band_on_the_page():
    template = {"templates/kinds/leaflet/page.html.j2": "{% for name, text in bands %}{{ name }}{% endfor %}"}
    draft = edited(NOTICING, ("reviewed: 2026-11-01", "reviewed: 2026-11-01\ntranslation: {of: en}"))
    done = edited(
        NOTICING,
        (
            "reviewed: 2026-11-01",
            "reviewed: 2026-11-01\ntranslation: {of: en, reviewed_by: Robin, reviewed_on: 2026-11-20}",
        ),
    )
    assert composed("leaflet", {**draft, **template}).html == "unreviewed"
    assert composed("leaflet", {**done, **template}).html == ""


@pytest.mark.parametrize(("taken", "bands"), [("", ""), ("\nstands_for: [leaflet]", "unreviewed")])
def test_unreviewed_words_of_another_kind_put_a_band_on_the_page_that_takes_them(taken, bands):
    words = "templates/kinds/leaflet/words/en.yml"
    changes = {
        "templates/kinds/pocket/page.html.j2": "{% for name, text in bands %}{{ name }}{% endfor %}",
        words: "translation: {of: en}\n" + text_of(words),
        **edited("templates/kinds/pocket/kind.yml", ("safe: 3mm", f"safe: 3mm{taken}")),
    }
    assert composed("pocket", changes).html == bands


def test_document_counts_as_confirmed_when_every_line_was_dialled():
    template = {"templates/kinds/leaflet/page.html.j2": "{{ edition.confirmed }}"}
    record = "confirmations: [{line: emergency, by: Robin, on: 2026-11-20}]\n"
    assert composed("leaflet", template).html == "False"
    assert composed("leaflet", {**template, "confirmations.yml": record}).html == "True"


# --- page boxes


def rules(name: str, locale: str, changes=None) -> str:
    _, made = editions(changes, Request(locales=(locale,)))
    return page_rules(next(edition for edition in made if edition.kind.slug == name))


def test_page_box_is_the_finished_size_with_the_margins_of_the_kind():
    made = rules("pocket", "en")
    assert "size:88.9000mm 50.8000mm" in made
    assert "margin-top:4.0000mm" in made
    assert ":left" not in made


@pytest.mark.parametrize(
    ("locale", "spine", "edge"),
    [("en", "margin-left", "margin-right"), ("he-XB", "margin-right", "margin-left")],
)
def test_facing_pages_bind_on_the_side_the_script_begins(locale, spine, edge):
    """Right-hand pages have the spine at their left, whatever the script; a right-to-left book begins on a left one."""
    changes = edited("templates/kinds/leaflet/kind.yml", ("inside: 15mm, outside: 15mm", "inside: 10mm, outside: 30mm"))
    made = rules("leaflet", locale, changes)
    facing = dict(re.findall(r"@page:(right|left)\{([^}]*)\}", made))
    assert set(facing) == {"right", "left"}
    assert "margin-left:10" in facing["right"]
    assert "margin-right:10" in facing["left"]
    first = made.split("@page:")[0]
    assert f"{spine}:10" in first
    assert f"{edge}:30" in first


def test_edition_with_another_label_has_another_identifier():
    composer, made = editions()
    leaflet = made[0]
    other = replace(leaflet, brand=replace(leaflet.brand, slug="elm"))
    first, second = composer.compose(leaflet)[0], composer.compose(other)[0]
    assert first
    assert second
    assert first.identifier != second.identifier


def test_line_that_may_never_be_dialled_does_not_hold_up_the_rest():
    template = {"templates/kinds/leaflet/page.html.j2": "{{ edition.confirmed }} {{ edition.checked }}"}
    lines = "content/jurisdictions/north/helplines.yml"
    changes = {
        **template,
        **edited(lines, ("    tags: [emergency]", "    dial: no\n    tags: [emergency]")),
        **edited(KIT, ("helplines: [emergency]", "helplines: [emergency, listening]")),
    }
    record = "confirmations: [{line: listening, by: Robin, on: 2026-11-20}]\n"
    assert composed("leaflet", changes).html == "False November 1, 2026"
    assert composed("leaflet", {**changes, "confirmations.yml": record}).html == "True November 20, 2026"
    only = {**changes, **edited(KIT)}
    assert composed("leaflet", only).html.startswith("False")


def test_section_that_stands_twice_has_its_anchor_once():
    changes = {
        **edited(KIT, ("body: [noticing, acting#steps]", "body: [noticing#signs, acting#steps, noticing#signs]")),
        "templates/kinds/leaflet/page.html.j2": "{% for s in parts.body %}{{ s.anchor }};{% endfor %}",
    }
    assert composed("leaflet", changes).html == "noticing--signs;acting--steps;;"


def test_services_of_the_place_with_their_sources():
    template = "{% for s in services() %}{{ s.name }}, {{ s.place }}, {{ s.web }}, {{ s.numbers }}{% endfor %}"
    changes = {"templates/kinds/leaflet/page.html.j2": template}
    there = composed("leaflet", changes, Request(jurisdiction="north-bay")).html
    assert there.startswith("The Boathouse, Boathouse, https://example.org/boathouse, (")
    assert composed("leaflet", changes).html == ""
    with pytest.raises(AssertionError, match="T103"):
        composed("leaflet", {**changes, **edited(KIND, ("services: yes\n", ""))})


def test_help_line_as_templates_see_it():
    template = (
        "{% set one = line('listening') %}{{ one.web_label }}|{{ one.languages }}|{{ one.checked }}|{{ one.stale }}|"
        "{{ one.text }}|{{ line('harbour') is none }}"
    )
    html = composed("leaflet", {"templates/kinds/leaflet/page.html.j2": template}).html
    label, languages, checked, stale, text, away = html.split("|")
    assert label == "example.org/listening"
    assert languages.startswith("English, Spanish")
    assert "20" in languages
    assert (checked, stale, away) == ("November 1, 2026", "False", "True")
    assert "978-555-0102" in text
