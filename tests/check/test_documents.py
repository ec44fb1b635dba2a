"""What documents say as a whole: reading grade, quiz, address, and words that an audience does not meet."""

from __future__ import annotations

import pytest

from tests.example_project import (
    BRAND,
    EXTRA,
    FIRST,
    KIND,
    KIT,
    NOTICING,
    SOURCES,
    assert_finding,
    edited,
    extra_module,
    findings_of,
    line_of,
    text_of,
)

TEXT = FIRST + 2
AUDIENCE = "content/audiences/clinic/audience.yml"
AUDIENCE_WORDS = "content/audiences/clinic/words/en.yml"
KIT_WORDS = "content/kits/clinic/words/en.yml"
PLACE_WORDS = "content/jurisdictions/north/words/en.yml"
POCKET = "templates/kinds/pocket/kind.yml"

HARD = "Organizational responsibilities necessitate immediate notification of supervisory personnel everywhere."


def printing(body: str, part: str = "extra"):
    """The kit prints an extra module too."""
    return {**extra_module(body), **edited(KIT, ("body: [noticing, acting#steps]", f"body: [noticing, {part}]"))}


def under(text: str) -> str:
    return f'## One {{: #one source="field-guide" }}\n\n{text}\n'


# --- reading grade


def test_document_that_is_too_hard():
    changes = printing(under(f"Call us. {HARD}\n\nIt is so. {HARD.lower()}"))
    found = assert_finding(findings_of(changes), "C108", KIT, line_of(text_of(KIT), "name: nurse"), 5)
    assert '"nurse" reads at grade ' in found.message
    assert found.message.endswith(" in en, and 8 is the most")
    assert f"{EXTRA}:{TEXT} “Organizational" in found.hint
    assert f"{EXTRA}:{TEXT + 2} “organizational" in found.hint
    assert "Someone else" not in found.hint


def test_ceiling_of_the_kind_comes_before_that_of_the_audience():
    kind = edited(KIND, ("bookmarks: yes\n", "bookmarks: yes\nreading_grade: 30\n"))
    assert findings_of({**printing(under(HARD)), **kind}) == ()


def test_ceiling_of_the_audience():
    assert findings_of(edited(AUDIENCE, ("reading_grade: 8", "reading_grade: 4"))) == ()
    found = findings_of(edited(AUDIENCE, ("reading_grade: 8", "reading_grade: 1.5")))
    assert_finding(found, "C108", KIT, message="1.5 is the most", hint=f"{NOTICING}:")


@pytest.mark.parametrize(
    "text",
    [
        f"### {HARD}\n\nIt is so.",
        f"| {HARD} |\n|---|\n| It is so. |",
        f"/// write-in\n- {HARD}\n///",
        f"/// note | {HARD}\nIt is so.\n///",
        f'![{HARD}](media/dot.svg) {{: subject="dot" }}\n\nIt is so.',
        "Look at [this](https://example.org/organizational-responsibilities-necessitate) now.",
        f'- It is so.\n  {{: card="{HARD}" }}',
    ],
)
def test_what_is_not_counted(text):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    assert findings_of({**printing(under(text)), "content/modules/extra/media/dot.svg": drawing}) == ()


@pytest.mark.parametrize(
    "text",
    [
        f"- {HARD}",
        f"| A |\n|---|\n| {HARD} |",
        f"/// note\n{HARD}\n///",
        f"1. It is so.\n    - {HARD}",
        '/// law {: topics="definition" }\n///',
    ],
)
def test_what_is_counted(text):
    law = edited(PLACE_WORDS, ("everyone-counts: Every person counts.", f"everyone-counts: {HARD}"))
    without = edited(NOTICING, ('/// law {: topics="definition" }\n///', "It is so."))
    found = findings_of({**printing(under(text)), **law, **without})
    assert [f.code for f in found] == ["C108"]


def test_short_forms_are_counted_where_they_are_printed():
    hard = edited(NOTICING, ("- Someone else does the talking.", f"- {HARD} {HARD} {HARD} {HARD}"))
    assert {f.message.split('"')[1] for f in findings_of(hard)} == {"nurse"}
    long = edited(POCKET, ("short_forms: yes\n", ""))
    assert {f.message.split('"')[1] for f in findings_of({**hard, **long})} == {"nurse", "pocket"}


def test_locale_without_a_formula_is_not_measured():
    locale = edited("templates/locales/en.yml", ("reading: flesch-kincaid\n", ""))
    assert findings_of({**printing(under(HARD)), **locale}) == ()


def test_unknown_formula():
    found = findings_of(edited("templates/locales/en.yml", ("reading: flesch-kincaid", "reading: guess")))
    assert_finding(found, "S103", "templates/locales/en.yml", 7, hint="flesch-kincaid")


# --- quiz

QUESTION = """\
//// question | What comes first?
- [x] Stay calm.
- [ ] Shout.

/// answer {tags}
Stay calm.
///
////
"""


def quiz(tags: str, part: str = "extra", teaches: str = "SIGN-1"):
    body = f"## Quiz {{: #quiz }}\n\n{QUESTION.replace('{tags}', tags)}"
    taught = edited(NOTICING, ('card="Someone else talks" source="field-guide" }', f'card="A" fact="{teaches}" }}'))
    return {**printing(body, part), **taught}


def test_answer_that_the_kit_teaches():
    assert findings_of(quiz('{: source="field-guide" fact="SIGN-1 SIGN-2" }')) == ()


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        ("", "no fact and no source"),
        ('{: source="field-guide" }', "no fact"),
        ('{: fact="SIGN-1" }', "no source"),
    ],
)
def test_answer_that_nothing_supports(tags, message):
    assert_finding(findings_of(quiz(tags)), "C110", EXTRA, TEXT, 1, message=message, hint="source=… fact=…")


def test_answer_that_the_kit_does_not_teach():
    found = findings_of(quiz('{: source="field-guide" fact="SIGN-1" }', teaches="SIGN-9"))
    assert_finding(found, "C110", EXTRA, TEXT, 1, message="the kit clinic asks this, and prints no section on SIGN-1")


def test_quiz_does_not_teach_itself():
    body = '## Quiz {: #quiz }\n\n- A\n  {: fact="SIGN-1" }\n\n'
    body += QUESTION.replace("{tags}", '{: source="field-guide" fact="SIGN-1" }')
    assert_finding(findings_of(printing(body)), "C110", EXTRA, TEXT + 3, 1, message="SIGN-1")


def test_question_that_no_kit_prints_needs_no_teaching():
    changes = quiz('{: source="field-guide" fact="SIGN-1" }', part="acting", teaches="SIGN-9")
    assert findings_of(changes) == ()


def test_law_that_is_printed_teaches_its_facts():
    law = "content/jurisdictions/north/law.yml"
    facts = edited(law, ("sources: [field-guide]", "sources: [field-guide]\n    facts: [LAW-1]"))
    assert findings_of({**quiz('{: source="field-guide" fact="LAW-1" }'), **facts}) == ()


# --- cautions

LISTS = """\
## One {: #one .signs }

/// caution {: role="porter" }
Mind.
///

- Someone waits.
"""


def test_caution_that_some_readers_of_the_list_do_not_see():
    assert_finding(findings_of(printing(LISTS)), "C107", EXTRA, FIRST + 6, 1)
    assert findings_of(printing(LISTS.replace("porter", "nurse"))) == ()


# --- address

ADDRESS = {"content/wording/en.yml": "address: {formal: [thee, thy], informal: [sir]}\n"}


def addressed(text: str, way: str, **more: str):
    audience = edited(AUDIENCE, ("reading_grade: 8", f"reading_grade: 8\naddress: {way}"))
    return findings_of({**ADDRESS, **audience, **printing(under(text)), **more})


@pytest.mark.parametrize(("text", "way"), [("We thank Thee all.", "formal"), ("- We thank you, sir.", "informal")])
def test_readers_addressed_in_the_wrong_way(text, way):
    word = "Thee" if way == "formal" else "sir"
    found = addressed(text, way)
    assert_finding(found, "C113", EXTRA, TEXT, text.index(word) + 1, message=f"the {way} way")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("We thank you, sir. Theme and thyme.", "formal"),
        ("We thank thee all.", "informal"),
        ('They may say: "I thank thee." Write it down.', "formal"),
    ],
)
def test_readers_addressed_in_the_right_way(text, way):
    assert addressed(text, way) == ()


def test_guide_speaks_to_the_person_who_leads():
    kind = edited(KIND, ("bookmarks: yes\n", "bookmarks: yes\nreading_grade: 9\n"))
    assert addressed("We thank thee all.", "formal", **kind) == ()


def test_audience_without_a_form_of_address():
    assert findings_of({**ADDRESS, **printing(under("We thank thee, sir."))}) == ()


# --- words that an audience does not meet


def spared(changes: dict[str, str | bytes | None], word: str = "storm"):
    words = edited(AUDIENCE_WORDS, ("name: Clinic staff\n", f"name: Clinic staff\navoid: [{word}, big wave]\n"))
    return findings_of({**words, **changes})


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (NOTICING, "- Someone else does the talking.", "- Someone talks of a storm."),
        (NOTICING, 'card="Someone else talks"', 'card="Storm talk"'),
        (NOTICING, "title: Noticing", "title: Noticing a storm"),
        (NOTICING, "objectives: [Name one sign.]", "objectives: [Name a storm.]"),
        (NOTICING, "## The law", "## The big  wave"),
        (KIT_WORDS, "promise: Learn what to notice.", "promise: Learn of the storm."),
        (KIT_WORDS, "title: Clinic kit", "title: Storm kit"),
        (PLACE_WORDS, "name: Emergency", "name: Storm line"),
        (PLACE_WORDS, "purpose: Someone is in danger now.", "purpose: A storm is near."),
        (PLACE_WORDS, "everyone-counts: Every person counts.", "everyone-counts: Every storm counts."),
        (SOURCES, "title: A field guide to noticing", "title: A field guide to storm noticing"),
        (BRAND, "credit: Larch Street Clinic", "credit: Larch Street Storm Clinic"),
    ],
)
def test_word_that_the_audience_does_not_meet(path, old, new):
    found = spared(edited(path, (old, new)))
    assert_finding(
        found, "C114", path, line_of(text_of(path).replace(old, new), new), message="clinic does not meet it"
    )


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (NOTICING, "- Someone else does the talking.", "- Someone talks of stormy days."),
        (PLACE_WORDS, "purpose: Talk with someone.", "purpose: Talk of a storm."),
        (SOURCES, "title: The phone book", "title: The storm book"),
        (NOTICING, 'source="field-guide" }', 'source="field-guide" fact="STORM-1" }'),
    ],
)
def test_word_that_is_not_printed(path, old, new):
    few = edited(
        KIT,
        ("    kind: pocket\n", "    kind: pocket\n    helplines: []\n"),
        ("helplines: [emergency]", "helplines: []"),
    )
    assert spared({**few, **edited(path, (old, new))}) == ()


def test_services_that_the_kind_prints():
    bay = edited(KIT, ("jurisdiction: north", "jurisdiction: north-bay"))
    path = "content/jurisdictions/north-bay/words/en.yml"
    changes = {**bay, **edited(path, ("purpose: A warm room.", "purpose: A room in a storm."))}
    assert_finding(spared(changes), "C114", path, message="clinic/leaflet-nurse")
    assert spared({**changes, **edited(KIND, ("services: yes\n", ""))}) == ()


def test_document_of_another_audience_in_the_same_kit():
    other = {
        "content/audiences/parents/audience.yml": "reading_grade: 8\n",
        "content/audiences/parents/words/en.yml": "name: Parents\n",
    }
    kit = edited(KIT, ("    kind: leaflet\n    role: nurse\n", "    kind: leaflet\n    audience: parents\n"))
    changes = edited(NOTICING, ("## The law", "## The storm law"))
    found = spared({**other, **kit, **changes})
    assert_finding(
        found, "C114", NOTICING, message='"storm" stands in clinic/leaflet-nurse, and clinic does not meet it'
    )


def test_one_place_is_named_once_for_all_documents_of_a_kit():
    changes = edited(NOTICING, ("One sign alone proves nothing.", "One storm alone proves nothing."))
    assert_finding(spared(changes), "C114", NOTICING)
