"""Pseudo-locales: longer and in other letters, with tags, marks and placeholders left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.example_project import loaded
from toolkit.markup.pseudo import pseudo_module, pseudo_words, stretch, stretch_html
from toolkit.markup.tree import line_mark, plain, texts, walk
from toolkit.schema.people import Pseudo

LONG = Pseudo(of="en", letters={"a": "á", "E": "É"}, lengthen=0.4)
SAME = Pseudo(of="en", letters={"a": "א"}, lengthen=0)


def test_letters_are_exchanged():
    assert stretch("banana", SAME) == "bאnאnא"


def test_words_grow_by_the_share():
    text = "People who work at the front desk may notice several signs over a couple of days. " * 5
    assert 1.3 * len(text) < len(stretch(text, LONG)) + text.count(" ") * 0.4 < 1.5 * len(text)


def test_without_lengthening_the_length_stays():
    assert len(stretch("Any words at all, 123.", SAME)) == len("Any words at all, 123.")


def test_tags_entities_and_help_lines_stay():
    html = f'<a href="https://example.org/a">a</a> &amp; {line_mark("a-line", "name")}'
    made = stretch_html(html, LONG)
    assert '<a href="https://example.org/a">' in made
    assert "&amp;" in made
    assert line_mark("a-line", "name") in made
    assert ">á" in made


def test_trees_of_words_keep_keys_and_placeholders():
    words = {"page": "a {page} of {pages}", "parts": {"a": "a"}, "list": ["a"], "none": None}
    made = pseudo_words(words, SAME)
    assert made == {"page": "א {page} of {pages}", "parts": {"a": "א"}, "list": ["א"], "none": None}


@given(st.text(alphabet="abE {}_<>&;", max_size=40))
def test_placeholders_survive_any_text(text):
    held = re.findall(r"\{[a-z_]+\}", text)
    assert re.findall(r"\{[a-z_]+\}", pseudo_words(text, LONG)) == held


@given(st.text(max_size=40))
def test_nothing_is_lost(text):
    made = stretch(text, Pseudo(of="en", letters={}, lengthen=0.4))
    letters = iter(made)
    assert all(letter in letters for letter in text)


def test_module_is_rewritten_everywhere_and_marked_as_derived():
    module = loaded().module("noticing", "en")
    assert module
    made = pseudo_module(module, "en-XA", LONG)
    assert (made.locale, made.derived, made.slug) == ("en-XA", True, "noticing")
    before = [html for node in walk(module.sections) for html in texts(node) if "a" in plain(html)]
    after = [plain(html) for node in walk(made.sections) for html in texts(node)]
    assert before
    assert not [text for text in after if "a" in text]
    assert module.sections != made.sections


@pytest.mark.parametrize("lengthen", [0.0, 0.4, 1.0, 2.0])
def test_empty_text_stays_empty(lengthen):
    rule = Pseudo(of="en", letters={}, lengthen=lengthen)
    assert stretch("", rule) == ""
    assert stretch_html("", rule) == ""
