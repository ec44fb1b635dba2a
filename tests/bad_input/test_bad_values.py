"""Values that the schemas refuse: unknown keys, wrong types, bad dates, missing things."""

from __future__ import annotations

import pytest

from tests.example_project import (
    BRAND,
    EXTRA,
    KIND,
    KIT,
    LINES,
    MODULE_HEAD,
    SOURCES,
    assert_finding,
    edited,
    findings_of,
    line_of,
)

CARDS = "templates/stocks/letter-cards-10.yml"
LOCALE = "templates/locales/en.yml"
NORTH = "content/jurisdictions/north/jurisdiction.yml"


@pytest.mark.parametrize(
    ("path", "old", "wrong", "column", "near"),
    [
        (KIT, "audience: clinic", "audiense: clinic", 1, "audience"),
        (KIT, "    role: nurse", "    rolle: nurse", 5, "role"),
        (KIT, "    agenda:", "    agend:", 5, "agenda"),
        (KIT, "{section: acting, minutes: 2}", "{section: acting, minute: 2}", 31, "minutes"),
        (KIND, "margins:", "margin:", 1, "margins"),
        (KIND, "least: 1, most: 2", "least: 1, mots: 2", 19, "most"),
        (BRAND, "  danger:", "  dangr:", 3, "danger"),
        (BRAND, "    credit:", "    credits:", 5, "credit"),
        (BRAND, "{family: Atkinson Hyperlegible, source: system}", "{famly: Atkinson, source: system}", 8, "family"),
        (LINES, '    text: "978-555-0102"', '    txt: "978-555-0102"', 5, "text"),
        (SOURCES, "  date: 2019-05", "  dat: 2019-05", 3, "date"),
        (LOCALE, "direction: ltr", "directoin: ltr", 1, "direction"),
        (CARDS, "pitch:", "pich:", 54, "pitch"),
        (NORTH, "paper: letter", "papre: letter", 1, "paper"),
        ("content/defaults.yml", "brand: larch", "brnad: larch", 1, "brand"),
        ("content/audiences/clinic/audience.yml", "roles:", "rolls:", 1, "roles"),
        ("templates/base/blocks.yml", "caution: {title: none}", "caution: {titel: none}", 11, "title"),
        ("content/kits/clinic/words/en.yml", "summary:", "sumary:", 1, "summary"),
    ],
)
def test_unknown_key_with_the_nearest_known_one(path, old, wrong, column, near):
    changes = edited(path, (old, wrong))
    found = findings_of(changes)
    line = line_of(str(changes[path]), wrong)
    assert_finding(found, "S101", path, line, column, hint=f'did you mean "{near}"?', alone=False)


def test_unknown_key_far_from_any_lists_the_known_ones():
    found = findings_of(edited(KIT, ("audience: clinic", "xyzzy: 1\naudience: clinic")))
    assert_finding(found, "S101", KIT, 1, 1, hint="known: audience, documents, jurisdiction, version")


@pytest.mark.parametrize(
    ("path", "old", "new", "key", "line"),
    [
        (KIT, 'version: "1.0"\n', "", "version", 1),
        (KIT, "    kind: leaflet\n", "", "kind", 5),
        (LINES, '    hours: always\n    languages: [en, es, "+20"]\n', "    hours: always\n", "languages", 11),
        (BRAND, "  foreground: ink\n", "", "foreground", 8),
        (SOURCES, "  publisher: North Office of Numbers\n", "", "publisher", 7),
    ],
)
def test_missing_key_is_named_at_its_group(path, old, new, key, line):
    found = findings_of(edited(path, (old, new)))
    assert_finding(found, "S102", path, line, hint=f'"{key}: …"', message=f'"{key}"', alone=False)


@pytest.mark.parametrize("key", ["title", "topic", "audiences", "sources", "reviewed"])
def test_module_head_lacks_a_key(key):
    lines = [line for line in MODULE_HEAD.splitlines() if not line.startswith(key)]
    assert len(lines) == len(MODULE_HEAD.splitlines()) - 1
    found = findings_of({EXTRA: "\n".join([*lines, "", "## One {: #one }", "", "Text."])})
    assert_finding(found, "S102", EXTRA, hint=f"{key}:")


def test_module_with_an_empty_list_of_sources():
    head = MODULE_HEAD.replace("[field-guide]", "[]")
    found = findings_of({EXTRA: f"{head}\n## One {{: #one }}\n\nText.\n"})
    assert_finding(found, "S103", EXTRA, line_of(head, "sources"), 1, message="at least 1")


@pytest.mark.parametrize(
    ("path", "old", "new", "words"),
    [
        (KIT, "helplines: [emergency]", "helplines: emergency", "a list is needed"),
        (KIT, "body: [noticing, acting#steps]", "body: noticing", "a list is needed"),
        (KIT, "audience: clinic", "audience: [clinic]", "a text is needed"),
        (KIT, "{section: acting, minutes: 2}", "{section: acting, minutes: two}", "a whole number is needed"),
        (KIT, "{section: acting, minutes: 2}", "{section: acting, minutes: 2.5}", "a whole number is needed"),
        (KIT, "{section: acting, minutes: 2}", "{section: acting, minutes: 0}", "more than 0"),
        (KIT, "{section: acting, minutes: 2}", "{section: acting, minutes: }", "a whole number is needed"),
        (KIT, "  - name: nurse", "  - name: Head nurse", "not written the way"),
        (KIND, "top: 15mm", "top: 15", "needs a number and a unit"),
        (KIND, "top: 15mm", "top: -15mm", "needs a number and a unit"),
        (KIND, "bookmarks: yes", "bookmarks: maybe", "yes or no is needed"),
        (KIND, "{least: 1, most: 2}", "{least: 0, most: 2}", "1 or more"),
        (KIND, "{sides: two,", "{sides: three,", "not one of those known"),
        (KIND, "trim: sheet", "trim: paper", "not one of those known"),
        (CARDS, "size: [8.5in, 11in]", "size: [8.5in]", "too few"),
        (CARDS, "size: [8.5in, 11in]", "size: [8.5in, 11in, 1in]", "at most 2"),
        (CARDS, "columns: 2,", "columns: two,", "a whole number is needed"),
        (LINES, 'phone: "978-555-0100"', "phone: call us", "not written the way"),
        (LINES, "web: https://example.org/listening", "web: file:///etc/passwd", "not written the way"),
        (LINES, "confidential: limits", "confidential: maybe", "not one of those known"),
        (LINES, 'languages: [en, es, "+20"]', "languages: []", "at least 1"),
        (BRAND, "  base: {family: Atkinson Hyperlegible, weight: 400}", "  base: [a]", "is needed here"),
        (BRAND, "weight: 400", "weight: bold", "a whole number is needed"),
        (BRAND, "number: 978-555-0104", "number: ask inside", "not written the way"),
        (LOCALE, "direction: ltr", "direction: down", "not one of those known"),
        (LOCALE, 'quotes: ["“", "”", "‘", "’"]', 'quotes: ["“", "”"]', "too few"),
        (NORTH, "country: US", "country: United States", "not written the way"),
        ("content/audiences/clinic/audience.yml", "reading_grade: 8", "reading_grade: easy", "a number is needed"),
        ("templates/base/pairs.yml", "{text: danger, on: light, ratio: 4.5}", "[danger, light]", "a group of keys"),
        (
            "templates/base/pairs.yml",
            "{text: danger, on: light, ratio: 4.5}",
            "{text: danger, on: light, ratio: high}",
            "a number is needed",
        ),
    ],
)
def test_wrong_type(path, old, new, words):
    changes = edited(path, (old, new))
    line = line_of(str(changes[path]), new.splitlines()[0])
    found = findings_of(changes)
    assert [f for f in found if f.code == "S103" and f.origin.line == line and words in f.message], found
    assert {f.origin.line for f in found if f.origin.path == path} == {line}


@pytest.mark.parametrize("old", ["name: Larch Street Clinic\n", "link: https://example.org/larch\n"])
def test_empty_group_of_names(old):
    key = old.split(":")[0]
    changes = edited(BRAND, (f"  {old}", f"  {key}: {{}}\n"))
    found = findings_of(changes)
    line = line_of(str(changes[BRAND]), f"{key}: {{}}")
    assert [f for f in found if f.code == "S103" and (f.origin.path, f.origin.line) == (BRAND, line)], found


@pytest.mark.parametrize("documents", ["{}", "[]", "none", "{nurse: {kind: leaflet}}"])
def test_kit_whose_documents_are_no_list(documents):
    text = f'audience: clinic\njurisdiction: north\nversion: "1.0"\ndocuments: {documents}\n'
    assert_finding(findings_of({KIT: text}), "S103", KIT, 4, 1, message="needed here")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("21 Nov 2026", "year-month-day"),
        ("2026/11/01", "year-month-day"),
        ("11-01-2026", "year-month-day"),
        ("2026-11", "year-month-day"),
        ("2026-02-30", "2026-02-30"),
        ("2026-13-01", "2026-13-01"),
    ],
)
def test_bad_date(day, words):
    found = findings_of(edited(SOURCES, ("  date: 2019-05\n  read: 2026-11-01", f"  date: 2019-05\n  read: {day}")))
    assert_finding(found, "S103", SOURCES, 12, 3, message=words, alone=False)


@pytest.mark.parametrize("expires", ["2028-01-01", "2026-11-01", "2026-10-31"])
def test_fact_that_is_trusted_for_more_than_a_year_or_no_time_at_all(expires):
    path = "content/jurisdictions/north-bay/helplines.yml"
    found = findings_of(edited(path, ("expires: 2027-05-01", f"expires: {expires}")))
    assert_finding(found, "S103", path, 2, message="a year later at most", alone=False)


def test_a_year_to_the_day_is_allowed():
    path = "content/jurisdictions/north-bay/helplines.yml"
    assert findings_of(edited(path, ("expires: 2027-05-01", "expires: 2027-11-01"))) == ()


def test_copyfit_the_wrong_way_round():
    path = "templates/kinds/pocket/kind.yml"
    found = findings_of(edited(path, ("largest: 8pt", "largest: 6pt")))
    assert_finding(found, "S103", path, 8, message="largest", alone=False)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("content/kits", "kit.yml"),
        ("content/brands", "_brand.yml"),
        ("content/audiences", "audience.yml"),
        ("content/jurisdictions", "jurisdiction.yml"),
        ("templates/kinds", "kind.yml"),
    ],
)
def test_folder_without_the_file_that_describes_it(folder, name):
    found = findings_of({f"{folder}/empty/notes.txt": "to do"})
    assert_finding(found, "S105", f"{folder}/empty/{name}", hint=f"needs a {name}")


def test_locale_that_does_not_load_is_not_called_unknown_by_every_module():
    found = findings_of(edited(LOCALE, ("direction: ltr", "direction: down")))
    assert {finding.origin.path for finding in found} == {LOCALE}


def test_every_fault_of_every_file_is_shown_at_once():
    changes = {
        **edited(KIT, ("audience: clinic", "audiense: clinic")),
        **edited(BRAND, ("  danger:", "  dangr:")),
        **edited(LINES, ("confidential: limits", "confidential: maybe")),
        EXTRA: "no head",
    }
    found = findings_of(changes)
    assert {finding.origin.path for finding in found} == {KIT, BRAND, LINES, EXTRA}
