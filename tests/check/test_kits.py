"""Rules for kits that are easy to get wrong the other way: what must be let through."""

from __future__ import annotations

from tests.example_project import KIT, NOTICING, edited, findings_of, text_of

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
