"""Strict YAML: data stays text, every value keeps its place."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.example_project import example_contents, text_of
from toolkit.load import strict_yaml
from toolkit.load.strict_yaml import parse_yaml


def parsed(text: str):
    file, findings = parse_yaml(text, "a.yml")
    assert findings == ()
    return file


@pytest.mark.parametrize(
    "value",
    [
        "0700",
        "18:30",
        "no",
        "on",
        "Yes",
        "1e3",
        "0x1F",
        "1_000",
        "~",
        "null",
        "2026-11-21",
        ".5",
        "+1",
        "NaN",
        "<<",
        "=",
    ],
)
def test_scalar_stays_as_it_is_written(value):
    assert parsed(f"key: {value}\n").data == {"key": value}


def test_nothing_is_nothing_but_quotes_are_a_text():
    assert parsed("a:\nb: \"\"\nc: ''\nd: []\ne: {}\n").data == {"a": None, "b": "", "c": "", "d": [], "e": {}}


def test_reader_without_libyaml_reads_the_same(monkeypatch):
    paths = [path for path in example_contents() if path.endswith(".yml")]
    assert len(paths) > 20
    texts = [*map(text_of, paths), "a:\nb: ''\nc: x\n", "---\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n"]
    fast = [parse_yaml(text, "a.yml") for text in texts]
    monkeypatch.setattr(strict_yaml, "_Loader", yaml.SafeLoader)
    assert [parse_yaml(text, "a.yml") for text in texts] == fast


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n"])
def test_empty_file(text):
    assert parsed(text).data is None


def test_blocks_of_text():
    file = parsed("a: >-\n  one\n  two\nb: |\n  one\n  two\n")
    assert file.data == {"a": "one two", "b": "one\ntwo\n"}


def test_places_of_keys_items_and_deeper_values():
    file = parsed("title: x\nsteps:\n  - name: a\n    size: 1\n  - {name: b}\nlist: [p, q]\n")
    assert str(file.at("title")) == "a.yml:1:1"
    assert str(file.at("steps")) == "a.yml:2:1"
    assert str(file.at("steps", 0)) == "a.yml:3:5"
    assert str(file.at("steps", 0, "size")) == "a.yml:4:5"
    assert str(file.at("steps", 1, "name")) == "a.yml:5:6"
    assert str(file.at("list", 1)) == "a.yml:6:11"


def test_place_of_what_is_missing_is_its_nearest_parent():
    file = parsed("a:\n  b:\n    c: 1\n")
    assert file.at("a", "b", "nope", "deeper").line == 2
    assert str(file.at("nope")) == "a.yml:1:1"


def test_front_matter_counts_from_its_first_line():
    file, _ = parse_yaml("title: x\ntopic: y\n", "a.md", first_line=2)
    assert file.at("topic").line == 3
    _, (finding,) = parse_yaml("title: x\ntitle: y\n", "a.md", first_line=2)
    assert finding.origin.line == 3
    assert "line 2" in finding.hint


def test_of_equal_keys_the_first_is_kept_and_every_other_named():
    file, findings = parse_yaml("a: 1\nb: 2\na: 3\nb: 4\n", "a.yml")
    assert file.data == {"a": "1", "b": "2"}
    assert [(f.code, f.origin.line) for f in findings] == [("Y102", 3), ("Y102", 4)]


def test_laughing_aliases_do_not_grow():
    text = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    _, findings = parse_yaml(text, "a.yml")
    assert findings
    assert {finding.code for finding in findings} == {"Y103"}
    assert len(findings) < 50


@pytest.mark.parametrize("before", ["", "é" * 40, "# éééé\n" * 30, "漢: 1\n"])
def test_place_of_a_control_character_behind_other_scripts(before):
    _, (finding,) = parse_yaml(f"{before}\nkey: \x07\n", "a.yml")
    assert finding.code == "Y101"
    assert (finding.origin.line, finding.origin.column) == (before.count("\n") + 2, 6)


@given(st.text(max_size=60))
def test_any_text_is_data_or_findings(text):
    file, findings = parse_yaml(text, "a.yml")
    assert file.path == "a.yml"
    for finding in findings:
        assert finding.code in {"Y101", "Y102", "Y103", "Y104"}
        assert finding.origin.line >= 1
        assert finding.origin.column >= 1
        assert finding.hint


@given(st.text(alphabet="ab:-{}[],&*!|>'\"%@`# \n\t", max_size=40))
def test_any_signs_are_data_or_findings(text):
    _, findings = parse_yaml(text, "a.yml")
    assert all(finding.code.startswith("Y10") for finding in findings)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(codec="ascii", categories=["L", "N"]))
    )
)
def test_text_comes_back_unchanged(data):
    text = "".join(f'{key}: "{value}"\n' for key, value in data.items())
    assert (parsed(text).data or {}) == data


def test_place_of_one_missing_step_is_the_parent_itself():
    file = parsed("x: 0\na:\n  b: 1\n")
    assert file.at("a", "nope").line == 2
    assert file.at("a", "b", 0).line == 3
