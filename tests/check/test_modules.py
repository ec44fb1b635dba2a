"""Rules for modules that are easy to get wrong the other way: what must be let through."""

from __future__ import annotations

import pytest

from tests.example_project import NOTICING, edited, extra_module, findings_of, text_of


@pytest.mark.parametrize(
    "text",
    [
        '- A {: source="field-guide" }',
        '/// note {: role="nurse porter" audience="clinic" kind="leaflet pocket" }\nText.\n///',
        '- A {: needs="harbour" }',
        '- A\n  {: card="[[listening:text]]" }',
        '/// law {: topics="definition" }\n///',
    ],
)
def test_known_names(text):
    assert findings_of(extra_module(f"## One {{: #one }}\n\n{text}\n")) == ()


def test_source_in_the_head_need_not_be_tagged_anywhere():
    changes = edited(NOTICING, ("sources: [field-guide]", "sources: [field-guide, phone-book]"))
    assert findings_of(changes) == ()


def test_one_id_in_two_modules_is_fine():
    assert findings_of(extra_module("## Signs {: #signs }\n\nText.\n")) == ()


def test_same_id_in_two_locales_is_wanted():
    locale = {"templates/locales/es.yml": text_of("templates/locales/en.yml")}
    assert findings_of({**locale, NOTICING.replace("/en.", "/es."): text_of(NOTICING)}) == ()


def test_unknown_name_is_named_once_however_deep():
    found = findings_of(extra_module('## One {: #one }\n\n- A\n    - B {: role="nurze" }\n'))
    assert [(f.code, f.origin.line, f.origin.column) for f in found] == [("M116", 12, 12)]


def test_two_unknown_sources_in_the_head_are_two_findings():
    found = findings_of(edited(NOTICING, ("sources: [field-guide]", "sources: [field-guide, nope, none]")))
    assert [f.code for f in found] == ["M116", "M116"]
