"""A translation is known to be missing, stale, unreviewed or done, and mirrors its source."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example_project import NOTICING, TODAY, assert_finding, findings_of, loaded, project, text_of
from toolkit.load.load import load_files
from toolkit.project import record_translation
from toolkit.resolve import UnknownName
from toolkit.survey.audit import translations
from toolkit.translations import states, with_translation

SPANISH = NOTICING.replace("/en.", "/es.")
WORDS = "content/kits/clinic/words/{}.yml"
LOCALE = "templates/locales/es.yml"

Changes = dict[str, str | bytes | None]


def digests(changes: Changes, name: str = "noticing") -> dict[str, str]:
    library, _ = load_files(project(changes))
    assert library
    return next(dict(state.source.parts) for state in states(library) if state.source.name == name)


def head(**record: object) -> str:
    lines = [f"  {key}: {value}" for key, value in record.items()]
    return "\n".join(["translation:", *lines]) + "\n"


def translated(text: str | None = None, **record: object) -> Changes:
    """The example with one module in a second locale, made from the English as it is."""
    body = (text or text_of(NOTICING)).replace("reviewed: 2026-11-01\n", "reviewed: 2026-11-01\n@", 1)
    draft: Changes = {LOCALE: text_of("templates/locales/en.yml"), SPANISH: body.replace("@", head(of="en"))}
    made = {"of": "en", "made_from": digests(draft), **record}
    return {**draft, SPANISH: body.replace("@", head(**made))}


def state_of(changes: Changes, name: str = "noticing") -> str:
    library, _ = load_files(project(changes))
    assert library
    return next(state.word for state in states(library) if state.source.name == name)


def test_fresh_translation_has_no_findings_and_is_unreviewed():
    assert findings_of(translated()) == ()
    assert state_of(translated()) == "unreviewed"


def test_signed_translation_is_done():
    assert state_of(translated(reviewed_by="Luz Example", reviewed_on="2026-11-20")) == "done"


def test_module_without_translation_is_missing():
    assert state_of(translated(), "acting") == "missing"


def test_changed_source_makes_that_section_stale_and_no_other():
    changes = translated()
    english = text_of(NOTICING).replace("Someone else does the talking.", "Somebody else talks.")
    found = findings_of({**changes, NOTICING: english})
    assert_finding(found, "L108", SPANISH, message="signs", hint="toolkit translated es noticing")
    assert state_of({**changes, NOTICING: english}) == "stale"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("title: Noticing", "title: What to notice", "head"),
        ("objectives: [Name one sign.]", "objectives: [Name two signs.]", "head"),
        ('card="Someone waits"', 'card="Somebody waits"', "signs"),
        ("One sign alone proves nothing.", "One sign proves nothing.", "signs"),
        ("## Signs", "## The signs", "signs"),
    ],
)
def test_every_word_counts(old, new, part):
    english = text_of(NOTICING)
    assert english.count(old) == 1
    found = findings_of({**translated(), NOTICING: english.replace(old, new)})
    assert_finding(found, "L108", SPANISH, message=f'"{part}"')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reviewed: 2026-11-01", "reviewed: 2026-11-02"),
        ("sources: [field-guide]", "sources: [field-guide, phone-book]"),
        ("minutes: 3", "minutes: 4"),
        ("Someone else does the talking.", "Someone else does the  talking."),
    ],
)
def test_what_is_not_words_makes_nothing_stale(old, new):
    assert findings_of({**translated(), NOTICING: text_of(NOTICING).replace(old, new)}) == ()


def test_translation_without_record_is_named_once():
    found = findings_of(translated(made_from="{}"))
    finding = assert_finding(found, "L108", SPANISH, message="head, signs, law")
    assert finding.severity == "warning"


def test_section_that_is_not_translated():
    english = text_of(NOTICING) + "\n## More {: #more }\n\nText.\n"
    assert_finding(findings_of({**translated(), NOTICING: english}), "L107", SPANISH, message='"more"')


def test_section_that_the_source_does_not_have():
    text = text_of(NOTICING) + "\n## More {: #more }\n\nText.\n"
    assert_finding(findings_of(translated(text)), "L110", SPANISH, message='no section "more"')


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('\n- Someone waits by the door.\n  {: role="porter" card="Someone waits" }', "", "a list of 1"),
        ('role="porter" ', "", "the tag roles differs"),
        ('card="Someone else talks" ', "", "short form"),
        ("/// caution", "/// note", 'a block "note"'),
        (' source="field-guide" }', " }", "the tag sources differs"),
        ("- Someone else does", "1. Someone else does", "a list"),
    ],
)
def test_translation_that_does_not_mirror_its_source(old, new, message):
    text = text_of(NOTICING)
    assert text.count(old) == 1
    assert_finding(findings_of(translated(text.replace(old, new))), "L110", SPANISH, message=message, alone=False)


def test_other_words_mirror_well():
    text = text_of(NOTICING).replace("Someone else does the talking.", "Otra persona habla.")
    text = text.replace('card="Someone waits"', 'card="Alguien espera"').replace("## Signs", "## Señales")
    assert findings_of(translated(text)) == ()


def test_translation_of_a_locale_that_is_not_there():
    assert_finding(findings_of(translated(of="fr")), "L109", SPANISH, alone=False)


def test_review_in_the_future():
    found = findings_of(translated(reviewed_by="Luz Example", reviewed_on="2026-11-22"))
    assert_finding(found, "J107", SPANISH)


def test_name_without_day_is_refused():
    assert_finding(findings_of(translated(reviewed_by="Luz Example")), "S103", SPANISH, message="belong together")


def words_translated(english: str) -> Changes:
    text = text_of(WORDS.format("en"))
    draft: Changes = {LOCALE: text_of("templates/locales/en.yml"), WORDS.format("es"): text + head(of="en")}
    made = text + head(of="en", made_from=digests(draft, "content/kits/clinic"))
    return {**draft, WORDS.format("es"): made, WORDS.format("en"): english}


def test_words_go_stale_part_by_part():
    text = text_of(WORDS.format("en"))
    assert findings_of(words_translated(text)) == ()
    changed = text.replace("Learn what to notice.", "See what to notice.")
    assert changed != text
    found = findings_of(words_translated(changed))
    assert_finding(found, "L108", WORDS.format("es"), message="documents.nurse")


def test_recording_writes_the_digests_and_nothing_else(tmp_path):
    changes = translated(made_from="{}")
    library = loaded(changes)
    path = tmp_path / SPANISH
    path.parent.mkdir(parents=True)
    path.write_text(str(changes[SPANISH]), encoding="utf-8")
    assert record_translation(library, tmp_path, "es", ("noticing",), on=TODAY) == (path,)
    assert findings_of({**changes, SPANISH: path.read_text(encoding="utf-8")}) == ()
    rest = path.read_text(encoding="utf-8").split("---\n")[2]
    assert rest == str(changes[SPANISH]).split("---\n")[2]
    again = loaded({**changes, SPANISH: path.read_text(encoding="utf-8")})
    assert record_translation(again, tmp_path, "es", (), on=TODAY) == ()


def test_recording_a_review(tmp_path):
    changes = translated()
    path = tmp_path / SPANISH
    path.parent.mkdir(parents=True)
    path.write_text(str(changes[SPANISH]), encoding="utf-8")
    record_translation(loaded(changes), tmp_path, "es", ("noticing",), by="Luz: 'Example'", on=date(2026, 11, 20))
    library = loaded({**changes, SPANISH: path.read_text(encoding="utf-8")})
    row = next(row for row in translations(library) if row["name"] == "noticing")
    assert (row["state"], row["reviewed_by"], row["reviewed_on"]) == ("done", "Luz: 'Example'", "2026-11-20")


@pytest.mark.parametrize(("locale", "names"), [("fr", ()), ("es", ("noticin",)), ("es", ("acting",))])
def test_recording_what_is_not_there(locale, names, tmp_path):
    with pytest.raises(UnknownName):
        record_translation(loaded(translated()), tmp_path, locale, names, on=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n", "a: 1\ntranslation:\n  of: en\n"),
        ("translation: {of: fr}\na: 1\n", "translation:\n  of: en\na: 1\n"),
        ("translation:\n  of: fr\n\n  x: 1\na: 1\n", "translation:\n  of: en\na: 1\n"),
        ("---\na: 1\n---\ntranslation: no\n", "---\na: 1\ntranslation:\n  of: en\n---\ntranslation: no\n"),
    ],
)
def test_record_is_put_where_it_stood(text, expected):
    assert with_translation(text, {"of": "en"}) == expected
