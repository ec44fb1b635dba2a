"""What a document shows of a module: by audience, role, kind and the help lines at hand."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.example_project import extra_module, loaded
from toolkit.markup.tree import Block, Item, List, Module, Section, plain, texts, walk
from toolkit.selection import Selection, records_on, select_sections

ALL = Selection(
    audience="clinic", role=None, kinds=frozenset({"leaflet"}), blocks=("note", "ask"), lines=("emergency",)
)

BODY = """\
## One {: #one }

Everyone reads this.

- For all
- For nurses {: role="nurse" }
- For nurses and porters {: role="nurse porter" }
- On cards {: kind="pocket" }
- For the clinic {: audience="clinic" }
- With an emergency line {: needs="emergency" }
- With a harbour line {: needs="emergency harbour" }
- Nested
    - Inner for porters {: role="porter" }

/// note {: role="porter" }
A note for porters.
///

/// say
Only in guides.
///

## Two {: #two role="porter" }

Porters only.

## Three {: #three }

- Only for nurses {: role="nurse" }
"""


@pytest.fixture(scope="module")
def module() -> Module:
    found = loaded(extra_module(BODY)).module("extra", "en")
    assert found is not None
    return found


def words(sections: tuple[Section, ...]) -> list[str]:
    return [plain(html) for node in walk(sections) for html in texts(node) if html]


def test_document_without_a_role_shows_all_roles(module):
    shown = words(select_sections(module, None, ALL))
    assert "For nurses" in shown
    assert "A note for porters." in shown
    assert "Porters only." in shown


def test_document_for_a_role_shows_its_own_and_what_is_for_all(module):
    shown = words(select_sections(module, None, replace(ALL, role="nurse")))
    assert {"For all", "For nurses", "For nurses and porters", "Only for nurses"} <= set(shown)
    assert not {"A note for porters.", "Porters only.", "Inner for porters"} & set(shown)


def test_section_that_is_empty_then_goes(module):
    sections = select_sections(module, None, replace(ALL, role="porter"))
    assert [section.tags.id for section in sections] == ["one", "two"]


def test_kind_audience_and_blocks(module):
    shown = words(select_sections(module, None, ALL))
    assert "On cards" not in shown
    assert "Only in guides." not in shown
    assert "For the clinic" in shown
    other = words(
        select_sections(module, None, replace(ALL, kinds=frozenset({"pocket"}), audience="school", blocks=("say",)))
    )
    assert "On cards" in other
    assert "Only in guides." in other
    assert "For the clinic" not in other


def test_kind_shows_what_is_tagged_for_a_kind_it_stands_for(module):
    both = frozenset({"leaflet", "pocket"})
    assert "On cards" in words(select_sections(module, None, replace(ALL, kinds=both)))


def test_every_help_line_that_is_needed_must_be_there(module):
    assert "With a harbour line" not in words(select_sections(module, None, ALL))
    both = replace(ALL, lines=("emergency", "harbour"))
    assert "With a harbour line" in words(select_sections(module, None, both))
    assert "With an emergency line" not in words(select_sections(module, None, replace(ALL, lines=("harbour",))))


def test_one_section_by_its_id(module):
    assert [s.tags.id for s in select_sections(module, "two", ALL)] == ["two"]
    assert select_sections(module, "none", ALL) == ()


def test_selecting_does_not_change_the_module(module):
    before = list(walk(module.sections))
    select_sections(module, None, replace(ALL, role="porter", lines=()))
    assert list(walk(module.sections)) == before
    assert {type(node) for node in before} >= {Section, Block, List, Item}


LAW = """\
## One {: #one }

Text.

/// law | Here {: topics="boats" }
///

/// law {: topics="trains" }
///

/// law {: topics="trains" }
Ask somebody who knows.
///

## Two {: #two }

/// law {: topics="trains" }
///
"""


@pytest.mark.parametrize(
    ("wanted", "chosen"), [(("boats",), ["b", "bt"]), (("trains", "cars"), ["bt"]), ((), ["b", "bt", "none"])]
)
def test_records_are_those_on_a_topic_or_all(wanted, chosen):
    topics = {"b": ("boats",), "bt": ("boats", "trains"), "none": ()}
    records = [SimpleNamespace(name=name, value=SimpleNamespace(topics=on)) for name, on in topics.items()]
    assert [record.name for record in records_on(wanted, records)] == chosen


@pytest.mark.parametrize(
    ("topics", "left"), [(("boats",), ["boats", "trains"]), (("trains",), ["trains"] * 3), ((), ["trains"])]
)
def test_block_of_records_that_are_not_there_goes(topics, left):
    made = loaded(extra_module(LAW)).module("extra", "en")
    records = {"law": tuple(SimpleNamespace(value=SimpleNamespace(topics=(topic,))) for topic in topics)}
    sections = select_sections(made, None, replace(ALL, blocks=("law",), records=records))
    assert [node.tags.topics[0] for node in walk(sections) if isinstance(node, Block)] == left
    assert len(sections) == (2 if "trains" in topics else 1)
