"""Files that cannot be read: not YAML, not UTF-8, equal keys, aliases, and what plain YAML would get wrong."""

from __future__ import annotations

import pytest

from tests.example_project import (
    EXTRA,
    KIT,
    LINES,
    MODULE_HEAD,
    NOTICING,
    SOURCES,
    assert_finding,
    edited,
    findings_of,
    line_of,
    loaded,
    text_of,
)

ANY_YAML = "content/audiences/clinic/audience.yml"


def test_the_example_itself_has_no_findings():
    assert findings_of({}) == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("reading_grade: 8: 9\n", 1, 17),
        ("reading_grade: 8\nroles: [nurse\n", 3, 1),
        ("reading_grade: 8\n\troles: [nurse]\n", 2, 1),
        ("reading_grade: 'eight\n", 2, 1),
        ("@grade: 8\n", 1, 1),
        ("reading_grade: 8\n---\nroles: [nurse]\n", 2, 1),
    ],
)
def test_broken_yaml(text, line, column):
    found = findings_of({ANY_YAML: text})
    assert_finding(found, "Y101", ANY_YAML, line, column, hint="the indent", alone=False)


def test_control_character_in_yaml():
    found = findings_of({ANY_YAML: "# é\nreading_grade: 8\x07\n"})
    assert_finding(found, "Y101", ANY_YAML, 2, 17, hint="delete it", alone=False)


def test_equal_keys():
    text = text_of(KIT) + 'version: "2.0"\n'
    found = findings_of({KIT: text})
    first = line_of(text, 'version: "1.0"')
    assert_finding(found, "Y102", KIT, line_of(text, 'version: "2.0"'), 1, hint=f"line {first}", message="version")


def test_equal_keys_deep_inside():
    changes = edited(SOURCES, ("  date: 2019-05\n", "  date: 2019-05\n  url: https://example.org/second\n"))
    found = findings_of(changes)
    place = line_of(str(changes[SOURCES]), "second")
    assert_finding(found, "Y102", SOURCES, place, 3, hint="keep one of the two", message="url", alone=False)


def test_alias_is_refused_where_it_is_used():
    text = "reading_grade: &grade 8\nroles:\n  - *grade\n"
    found = findings_of({ANY_YAML: text})
    assert_finding(found, "Y103", ANY_YAML, 3, 5, hint="write the value out", alone=False)


@pytest.mark.parametrize("tag", ["!secret", "!!int", "!!python/object:os.system"])
def test_tag_is_refused(tag):
    found = findings_of({ANY_YAML: f"reading_grade: {tag} 8\n"})
    assert_finding(found, "Y103", ANY_YAML, 1, 16, hint="leave the tag out", alone=False)


@pytest.mark.parametrize("text", ["? [a, b]\n: c\n", "{a: b}: c\n"])
def test_key_that_is_no_word(text):
    found = findings_of({ANY_YAML: text})
    assert_finding(found, "Y104", ANY_YAML, 1, hint="before the colon", alone=False)


@pytest.mark.parametrize("path", [KIT, NOTICING, SOURCES, "templates/kinds/leaflet/words/en.yml"])
def test_not_utf8(path):
    data = text_of(path).encode().replace(b"\n", b"\n# caf\xe9\n", 1)
    assert_finding(findings_of({path: data}), "Y105", path, 2, hint="UTF-8", alone=False)


@pytest.mark.parametrize(
    "path",
    ["templates/kinds/leaflet/page.html.j2", "templates/kinds/leaflet/page.css", "templates/base/base.css"],
)
def test_template_or_style_not_utf8(path):
    assert_finding(findings_of({path: b"/* a\n caf\xe9 */"}), "Y105", path, 2, hint="UTF-8")


def test_utf16_is_refused_not_guessed():
    assert_finding(findings_of({NOTICING: text_of(NOTICING).encode("utf-16")}), "Y105", NOTICING, 1, alone=False)


def test_deeply_nested_yaml_is_a_finding():
    found = findings_of({ANY_YAML: "roles: " + "[" * 3000 + "]" * 3000})
    assert_finding(found, "Y101", ANY_YAML, 1, alone=False)


@pytest.mark.parametrize("path", [KIT, NOTICING, SOURCES])
def test_byte_order_mark_is_welcome(path):
    assert findings_of({path: b"\xef\xbb\xbf" + text_of(path).encode()}) == ()


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize(
    ("path", "swap", "code", "column"),
    [(KIT, ("kind: leaflet", "kind: leaflt"), "K101", 5), (NOTICING, ('role="porter"', 'role="portr"'), "M116", 6)],
)
def test_line_ends_of_other_systems_keep_places_right(newline, path, swap, code, column):
    text = str(edited(path, swap)[path])
    found = findings_of({path: text.replace("\n", newline)})
    assert_finding(found, code, path, line_of(text, swap[1]), column, hint="did you mean")


def test_traps_of_plain_yaml_stay_text():
    """0700 is 448, 18:30 is 1110, no is false and 1e3 is 1000.0 to plain YAML."""
    changes = edited(
        LINES,
        ("  - id: listening", "  - id: no"),
        ('text: "978-555-0102"', "text: 0700"),
        ("languages: [en, es", "languages: [no, 18:30, 0700, on, 1e3, ~, 1_000"),
    )
    words = edited("content/jurisdictions/north/words/en.yml", ("  listening:", "  no:"))
    line = loaded({**changes, **words}).lines["north"][1].value
    assert line.id == "no"
    assert line.text == "0700"
    assert line.languages == ("no", "18:30", "0700", "on", "1e3", "~", "1_000", "+20")


def test_confidential_no_is_a_word_and_bookmarks_no_is_a_truth_value():
    library = loaded(edited("templates/kinds/leaflet/kind.yml", ("bookmarks: yes", "bookmarks: no")))
    assert library.lines["north"][0].value.confidential == "no"
    assert library.kinds["leaflet"].value.bookmarks is False


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n"])
def test_empty_yaml_file_lacks_its_keys(text):
    found = findings_of({KIT: text})
    for key in ("audience", "jurisdiction", "version", "documents"):
        assert_finding(found, "S102", KIT, 1, 1, hint=f"{key}:", message=f'"{key}"', alone=False)
    assert len(found) == 4


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", '""\n', "~\n"])
def test_file_that_is_no_group_of_keys(text):
    found = findings_of({KIT: text})
    assert_finding(found, "S103", KIT, 1, 1, message="a group of keys is needed", alone=False)


@pytest.mark.parametrize(
    "path",
    [
        "templates/base/blocks.yml",
        "templates/base/pairs.yml",
        "content/sources.yml",
        "content/defaults.yml",
        "content/jurisdictions/north/words/en.yml",
        "content/kits/clinic/words/en.yml",
        "content/jurisdictions/north/helplines.yml",
    ],
)
def test_list_where_a_group_is_expected(path):
    assert_finding(findings_of({path: "- a\n"}), "S103", path, 1, 1, message="a group of keys is needed", alone=False)


@pytest.mark.parametrize(
    ("text", "code", "line", "hint"),
    [
        ("", "M101", 1, "begin with a line ---"),
        ("\n---\ntitle: x\n---\n", "M101", 1, "begin with a line ---"),
        ("## Signs {: #signs }\n", "M101", 1, "begin with a line ---"),
        ("---\ntitle: x\n", "M101", 1, "end it with a line ---"),
        ("---\ntitle: [x\n---\n", "Y101", 3, "indent"),
        ("---\n\ttitle: x\n---\n", "Y101", 2, "indent"),
        ("---\ntitle: Signs: and more\n---\n", "Y101", 2, "quotes"),
        ("---\ntitle: x\ntopic: a\ntitle: y\n---\n", "Y102", 4, "line 2"),
        (MODULE_HEAD.replace("title", "titel"), "S101", 2, 'did you mean "title"'),
    ],
)
def test_malformed_front_matter(text, code, line, hint):
    assert_finding(findings_of({EXTRA: text}), code, EXTRA, line, hint=hint, alone=False)


@pytest.mark.parametrize("head", ["", "- a\n", "words\n"])
def test_front_matter_that_is_no_group_of_keys(head):
    found = findings_of({EXTRA: f"---\n{head}---\n\n## Signs {{: #signs }}\n\nText.\n"})
    assert found
    assert {finding.code for finding in found} <= {"S102", "S103"}
    assert {finding.origin.path for finding in found} == {EXTRA}
