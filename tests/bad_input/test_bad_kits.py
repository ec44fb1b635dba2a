"""Kits, kinds and stocks that name what is not there, do not add up or do not fit."""

from __future__ import annotations

import pytest

from tests.example_project import KIND, KIT, assert_finding, edited, findings_of, line_of, text_of

WORDS = "content/kits/clinic/words/en.yml"
POCKET = "templates/kinds/pocket/kind.yml"
CARDS = "templates/stocks/letter-cards-10.yml"
LETTER = "templates/stocks/letter.yml"
NORTH = "content/jurisdictions/north/jurisdiction.yml"
BAY = "content/jurisdictions/north-bay/jurisdiction.yml"


@pytest.mark.parametrize(
    ("old", "new", "column", "what", "hint"),
    [
        ("audience: clinic", "audience: clinik", 1, 'audience "clinik"', 'did you mean "clinic"?'),
        ("jurisdiction: north", "jurisdiction: nroth", 1, 'jurisdiction "nroth"', 'did you mean "north"?'),
        ("    kind: leaflet", "    kind: leaflett", 5, 'kind "leaflett"', 'did you mean "leaflet"?'),
        ("    role: nurse", "    role: nurze", 5, 'role "nurze"', 'did you mean "nurse"?'),
        ("helplines: [emergency]", "helplines: [emergncy]", 17, 'help line "emergncy"', 'did you mean "emergency"?'),
        ("helplines: [emergency]", "helplines: [xyzzy]", 17, 'help line "xyzzy"', "known: emergency, listening"),
    ],
)
def test_unknown_name(old, new, column, what, hint):
    changes = edited(KIT, (old, new))
    line = line_of(str(changes[KIT]), new)
    assert_finding(findings_of(changes), "K101", KIT, line, column, hint=hint, message=f"there is no {what}")


@pytest.mark.parametrize(
    ("old", "new", "column", "words", "hint"),
    [
        ("[noticing, acting#steps]", "[notcing, acting#steps]", 14, 'module "notcing"', 'did you mean "noticing"?'),
        ("[noticing, acting#steps]", "[noticing, acting#step]", 24, 'section "step"', 'did you mean "steps"?'),
        ("section: noticing#signs", "section: noticing#sigs", 14, 'section "sigs"', 'did you mean "signs"?'),
        ("section: acting,", "section: actng,", 14, 'module "actng"', 'did you mean "acting"?'),
    ],
)
def test_unknown_module_or_section(old, new, column, words, hint):
    changes = edited(KIT, (old, new))
    line = line_of(str(changes[KIT]), new)
    assert_finding(findings_of(changes), "K104", KIT, line, column, hint=hint, message=words)


def test_unknown_part():
    found = findings_of(edited(KIT, ("      back: [acting#steps]", "      bak: [acting#steps]")))
    assert_finding(found, "K102", KIT, 20, 7, hint='did you mean "back"?', message='no part "bak"')


def test_part_that_must_be_filled():
    changes = edited(KIT, ("      front: [noticing#signs]", "      front: []"))
    line = line_of(str(changes[KIT]), "- name: pocket")
    assert_finding(findings_of(changes), "K103", KIT, line, 5, hint="front: [module#section]", message='"front"')


@pytest.mark.parametrize(("minutes", "by"), [("3", "-1"), ("1", "+1")])
def test_agenda_that_does_not_add_up(minutes, by):
    changes = edited(KIT, ("{section: acting, minutes: 2}", f"{{section: acting, minutes: {minutes}}}"))
    line = line_of(str(changes[KIT]), "- minutes: 5")
    found = findings_of(changes)
    assert_finding(found, "K105", KIT, line, 9, hint=f"{by} minutes", message=f"take {3 + int(minutes)} minutes")


def test_two_documents_of_one_name():
    changes = edited(KIT, ("  - name: pocket\n    kind: pocket", "  - name: nurse\n    kind: leaflet"))
    changes[KIT] = str(changes[KIT]).replace("      front: [noticing#signs]\n      back: ", "      body: ")
    found = findings_of(changes)
    assert {(f.code, f.origin.path) for f in found} == {("K106", KIT)}
    assert "file name" in found[0].hint


def test_two_documents_whose_files_would_have_one_name():
    """`leaflet` + `b-c` and `leaflet-b` + `c` would both be leaflet-b-c.pdf."""
    more = "".join(
        f"  - name: {name}\n    kind: {kind}\n    parts: {{body: [noticing]}}\n"
        for name, kind in (("b-c", "leaflet"), ("c", "leaflet-b"))
    )
    changes = {
        KIT: text_of(KIT) + more,
        "templates/kinds/leaflet-b/kind.yml": text_of(KIND),
        "templates/kinds/leaflet-b/page.html.j2": text_of("templates/kinds/leaflet/page.html.j2"),
        "templates/kinds/leaflet-b/words/en.yml": "name: Another leaflet\n",
        WORDS: text_of(WORDS) + "  b-c: {title: B, promise: B.}\n  c: {title: C, promise: C.}\n",
    }
    found = findings_of(changes)
    assert found
    assert {(f.code, f.origin.path) for f in found} == {("K106", KIT)}


@pytest.mark.parametrize("missing", ["nurse", "pocket"])
def test_words_of_a_document_are_missing(missing):
    text = text_of(WORDS)
    start = text.index(f"  {missing}:")
    found = findings_of({WORDS: text[:start] + text[text.index("promise", start) :].split("\n", 1)[1]})
    assert_finding(found, "L104", WORDS, 3, hint=f"{missing}:", message=f"documents.{missing}")


def test_promise_of_a_document_is_missing():
    found = findings_of(edited(WORDS, ("    promise: Keep it with you.\n", "")))
    assert_finding(found, "S102", WORDS, 7, hint="promise:")


@pytest.mark.parametrize("value", ["x", "[]", '""', "{nurse: x, pocket: y}"])
def test_words_of_documents_that_are_no_group(value):
    text = text_of(WORDS)
    found = findings_of({WORDS: text[: text.index("documents:")] + f"documents: {value}\n"})
    assert found
    assert {(f.origin.path, f.origin.line) for f in found} == {(WORDS, 3)}
    assert {f.code for f in found} <= {"S103", "L104"}


def test_kind_without_a_name_in_words():
    path = "templates/kinds/leaflet/words/en.yml"
    assert_finding(findings_of({path: "nmae: Leaflet\n"}), "S102", path, 1, hint="name:")


# --- stocks


def test_jurisdiction_on_an_unknown_sheet():
    found = findings_of(edited(NORTH, ("paper: letter", "paper: lettr")))
    assert_finding(found, "K107", NORTH, 1, 1, hint='did you mean "letter"?')


def test_card_stock_of_an_unknown_sheet():
    found = findings_of(edited(CARDS, ("sheet: letter", "sheet: lettr")))
    assert_finding(found, "K107", CARDS, 8, 1, hint='did you mean "letter"?')


@pytest.mark.parametrize("sheet", ["a4", "letter-cards-10", "a4-cards-10"])
def test_card_stock_of_a_sheet_of_another_size_or_no_plain_one(sheet):
    found = findings_of(edited(CARDS, ("sheet: letter", f"sheet: {sheet}")))
    assert found
    assert {(f.origin.path, f.origin.line) for f in found} == {(CARDS, 8)}


def test_stock_that_no_kind_fits_is_no_fault():
    assert findings_of(edited(CARDS, ("cell: [3.5in, 2in]", "cell: [3.25in, 2in]"))) == ()


@pytest.mark.parametrize(
    ("double", "message"),
    [("ledgr", 'there is no stock "ledgr"'), ("a4", "is not twice"), ("letter-cards-10", "is not twice")],
)
def test_sheet_whose_double_is_none(double, message):
    found = findings_of({LETTER: f"{text_of(LETTER)}double: {double}\n"})
    assert_finding(found, "K107", LETTER, text_of(LETTER).count("\n") + 1, 1, message=message)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("origin: [0.75in, 0.5in]", "origin: [7in, 0.5in]"),
        ("origin: [0.75in, 0.5in]", "origin: [0.75in, 2in]"),
        ("pitch: [3.5in, 2in]", "pitch: [0in, 2in]"),
        ("pitch: [3.5in, 2in]", "pitch: [3.5in, 1in]"),
        ("columns: 2, rows: 5", "columns: 3, rows: 5"),
        ("columns: 2, rows: 5", "columns: 2, rows: 6"),
    ],
)
def test_grid_that_leaves_the_sheet_or_overlaps(old, new):
    found = findings_of(edited(CARDS, (old, new)))
    assert found
    line = line_of(text_of(CARDS), "grid:")
    assert {(f.code, f.origin.path, f.origin.line) for f in found} <= {("K108", CARDS, line), ("S103", CARDS, line)}


@pytest.mark.parametrize("size", ["[0mm, 2in]", "[3.5in, 0in]"])
def test_card_without_a_size(size):
    found = findings_of(edited(POCKET, ("us: [3.5in, 2in]", f"us: {size}")))
    assert found
    assert {(f.origin.path, f.origin.line) for f in found} <= {(POCKET, 1), (CARDS, line_of(text_of(CARDS), "grid:"))}


def test_card_larger_than_the_whole_sheet():
    found = findings_of(edited(POCKET, ("us: [3.5in, 2in]", "us: [12in, 2in]")))
    assert_finding(found, "K108", POCKET, 1, 1, message='system "us"')


# --- jurisdictions


def test_unknown_parent():
    found = findings_of(edited(BAY, ("parent: north", "parent: norht")))
    at = [f for f in found if (f.code, f.origin.path, f.origin.line) == ("K101", BAY, 1)]
    assert len(at) == 1
    assert 'did you mean "north"?' in at[0].hint


@pytest.mark.parametrize("parent", ["north", "north-bay"])
def test_parents_in_a_circle(parent):
    found = findings_of(edited(NORTH, ("paper: letter", f"parent: {parent}\npaper: letter")))
    assert_finding(found, "J106", NORTH, 1, 1, message="circle", hint="no parent", alone=False)


def test_defaults_that_name_what_is_not_there():
    found = findings_of({"content/defaults.yml": "brand: larhc\nlocale: enn\n"})
    for line, name in ((1, "larch"), (2, "en")):
        assert_finding(found, "K101", "content/defaults.yml", line, 1, hint=f'did you mean "{name}"?', alone=False)


# --- kinds that contradict themselves


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{least: 1, most: 2}", "{least: 3, most: 2}"),
        ("top: 15mm, bottom: 15mm", "top: 200mm, bottom: 200mm"),
        ('[body, "more?"]', '[body, "body?"]'),
    ],
)
def test_kind_that_no_document_can_satisfy(old, new):
    changes = edited(KIND, (old, new))
    found = findings_of(changes)
    assert found
    assert {f.origin.path for f in found} == {KIND}


def test_kind_that_shows_a_block_nobody_knows():
    """A slip of the pen here would leave every caution out of the document, in silence."""
    found = findings_of(edited(KIND, ("blocks: [caution,", "blocks: [cautoin,")))
    at = [f for f in found if f.origin.path == KIND]
    assert len(at) == 1, found
    assert 'did you mean "caution"?' in at[0].hint
    assert at[0].origin.line == line_of(text_of(KIND), "blocks:")
