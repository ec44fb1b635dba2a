"""Rules for kits that are easy to get wrong the other way: what must be let through."""

from __future__ import annotations

from tests.example_project import KIT, NOTICING, assert_finding, edited, findings_of, loaded, text_of

WORDS = "content/kits/clinic/words/en.yml"


def test_one_name_for_documents_of_two_kinds_is_fine():
    changes = {
        **edited(KIT, ("  - name: pocket", "  - name: nurse")),
        WORDS: text_of(WORDS).split("  pocket:")[0],
    }
    assert findings_of(changes) == ()


def test_optional_part_may_be_left_out_or_empty():
    for back in ("", "      back: []\n"):
        assert findings_of(edited(KIT, ("      back: [acting#steps]\n", back))) == ()


def test_document_without_help_lines_of_its_own_or_with_none():
    for lines in ("", "    helplines: []\n"):
        assert findings_of(edited(KIT, ("    helplines: [emergency]\n", lines))) == ()


def test_module_may_stand_in_several_parts_and_documents():
    changes = edited(KIT, ("body: [noticing, acting#steps]", "body: [noticing, noticing#signs, noticing]"))
    assert findings_of(changes) == ()


def test_section_must_be_there_in_every_locale_of_a_module():
    spanish = {path.replace("/en.", "/es."): text_of(path) for path in ("templates/locales/en.yml", NOTICING)}
    path = NOTICING.replace("/en.", "/es.")
    spanish[path] = spanish[path].replace("{: #signs .signs }", "{: #senales .signs }")
    found = findings_of({**spanish})
    assert [(f.code, f.origin.path) for f in found] == [("K104", KIT)] * 2
    assert all(path in f.message for f in found)


def test_agenda_may_name_whole_modules_and_sections():
    changes = edited(KIT, ("{section: acting, minutes: 2}", "{section: acting#steps, minutes: 2}"))
    assert findings_of(changes) == ()


def like(name: str, *more: str) -> dict[str, str | bytes | None]:
    """The example with a third document that says only what it is like."""
    document = "\n".join((f"  - name: desk\n    kind: leaflet\n    like: {name}", *more))
    words = text_of(WORDS) + "  desk:\n    title: At the desk\n    promise: Keep it at the desk.\n"
    return {KIT: f"{text_of(KIT).rstrip()}\n{document}\n", WORDS: words}


def test_document_takes_from_another_what_it_leaves_out():
    model, _, copy = loaded(like("nurse")).kits["clinic"].value.documents
    assert (copy.parts, copy.agenda, copy.helplines, copy.role) == (
        model.parts,
        model.agenda,
        model.helplines,
        model.role,
    )


def test_document_keeps_what_it_says_itself():
    more = ("    helplines: []", "    parts:", "      more: [acting]")
    model, _, copy = loaded(like("nurse", *more)).kits["clinic"].value.documents
    assert copy.helplines == ()
    assert copy.parts == {**model.parts, "more": ("acting",)}


def test_document_takes_only_parts_that_its_kind_has():
    *_, copy = loaded(like("pocket", "    parts:", "      body: [noticing]")).kits["clinic"].value.documents
    assert copy.parts == {"body": ("noticing",)}


def test_like_names_a_document_with_contents_of_its_own():
    for name in ("nobody", "desk"):
        assert_finding(findings_of(like(name)), "K101", KIT, message=f'no document "{name}"')


def test_wrong_minutes_of_a_shared_agenda_are_told_once():
    changes = like("nurse")
    kit = str(changes[KIT]).replace("minutes: 3}", "minutes: 4}")
    assert_finding(findings_of({**changes, KIT: kit}), "K105", KIT)


def test_style_sheets_of_a_kind_must_be_there():
    path = "templates/kinds/leaflet/kind.yml"
    found = findings_of(edited(path, ("bookmarks: yes", "bookmarks: yes\nstyles: [base/none.css]")))
    assert_finding(found, "K101", path, message="templates/base/none.css")
