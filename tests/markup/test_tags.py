"""The grammar of {: … }."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.findings import Origin
from toolkit.markup.tags import TAGS_AT_END, parse_tags

HERE = Origin("a.md", 5, 10)


def parsed(inside: str):
    tags, findings = parse_tags(inside, HERE)
    assert findings == ()
    return tags


def test_every_sort_of_tag():
    tags = parsed(
        ' #front-desk .signs .points role="a b" audience="c" kind="d" needs="e f" source="g h" fact="I-1 J-2" '
        'topics="k" card="Short form" minutes=5 '
    )
    assert tags.id == "front-desk"
    assert tags.classes == ("signs", "points")
    assert tags.roles == ("a", "b")
    assert tags.audiences == ("c",)
    assert tags.kinds == ("d",)
    assert tags.needs == ("e", "f")
    assert tags.sources == ("g", "h")
    assert tags.facts == ("I-1", "J-2")
    assert tags.topics == ("k",)
    assert tags.card == "Short form"
    assert tags.minutes == 5


@pytest.mark.parametrize("inside", ["", "   "])
def test_no_tags_at_all(inside):
    assert parsed(inside) == parsed("")


def test_a_bare_value_is_one_word():
    assert parsed("role=nurse minutes=10").roles == ("nurse",)


def test_empty_values():
    tags = parsed('role="" card="" source=" "')
    assert (tags.roles, tags.card, tags.sources) == ((), "", ())


def test_places_of_tags():
    tags = parsed(' #one  role="x"')
    assert tags.places["id"].column == 11
    assert tags.places["role"].column == 17


@pytest.mark.parametrize(
    ("inside", "column"),
    [
        ("nonsense", 10),
        ('role="x" ??', 19),
        ('role="x', 10),
        ('card="a "b" c"', 19),
        ("#", 10),
        ("=x", 10),
    ],
)
def test_what_cannot_be_read_is_one_finding_at_its_place(inside, column):
    _, findings = parse_tags(inside, HERE)
    assert [(f.code, f.origin.column) for f in findings] == [("M104", column)]


def test_tags_before_the_fault_are_kept():
    tags, findings = parse_tags('#one role="x" ??', HERE)
    assert len(findings) == 1
    assert (tags.id, tags.roles) == ("one", ("x",))


@pytest.mark.parametrize("value", ["x", "-1", "1.5", "", "²"])
def test_minutes_are_a_whole_number(value):
    tags, findings = parse_tags(f'minutes="{value}"', HERE)
    assert [f.code for f in findings] == ["M104"]
    assert tags.minutes == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Title {: #x }", " #x "),
        ("Title {:#x}", "#x"),
        ("Title {: #x } ", " #x "),
        ("Title", None),
        ("Title { #x }", None),
        ("{: a } text", None),
        ("Use {name} {: #x }", " #x "),
    ],
)
def test_tags_stand_at_the_end(text, found):
    match = TAGS_AT_END.search(text)
    assert (match["inside"] if match else None) == found


@given(st.text(alphabet='#.="abc- \t0', max_size=30))
def test_any_inside_ends_and_is_read_or_refused(inside):
    _, findings = parse_tags(inside, HERE)
    assert all(f.code == "M104" and f.origin.column >= 10 for f in findings)
