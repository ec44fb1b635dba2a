"""Plain text: short lines, headings underlined, numbers whole, blanks to fill in."""

from __future__ import annotations

import re

from tests.export.shipped import flow_of
from tests.export.test_read import page
from toolkit.export.read import read_flow
from toolkit.export.text import LINE_OF_BLANK, MARK, WIDTH, as_text


def text(body: str, direction: str = "ltr") -> str:
    flow, _ = read_flow(page(body, direction), "flow")
    assert flow
    return as_text(flow).decode()


def test_headings_are_underlined_as_long_as_they_are():
    lines = text("<h1>The title</h1><h2>A part</h2>").splitlines()
    assert lines[:5] == ["The title", "=========", "", "A part", "------"]


def test_lists_are_marked_and_hang():
    long = "word " * 30
    lines = text(
        f"<ul><li>{long}</li></ul><ol><li>a</li><li>b</li></ol><ul data-style='check'><li>c</li></ul>"
    ).splitlines()
    assert lines[0].startswith("- word")
    assert lines[1].startswith("  word")
    assert {"1. a", "2. b", "[ ] c"} <= set(lines)


def test_a_number_never_breaks():
    number = "+1 (888) 373 7888"
    for before in range(40, 74):
        filler = "x" * before
        assert number in text(f'<p>{filler} <bdi class="number" dir="ltr">{number}</bdi> rest</p>')


def test_numbers_are_marked_from_left_to_right_in_other_scripts():
    body = '<p>שלום <bdi class="number" dir="ltr">1-888-373-7888</bdi></p>'
    assert f"{MARK}1-888-373-7888{MARK}" in text(body, "rtl")
    assert MARK not in text(body)


def test_places_to_write_have_room():
    body = f'<ul data-style="write-in"><li>Name</li><li>{"Long label " * 6}</li><li></li></ul>'
    lines = text(body).splitlines()
    assert re.fullmatch(r"Name _+", lines[0])
    assert all(len(line) <= WIDTH for line in lines)
    assert sum(line.count("_") >= LINE_OF_BLANK for line in lines) == 3


def test_tables_read_row_by_row_with_the_names_of_columns():
    body = (
        "<table><thead><tr><th>When</th><th>Who</th></tr></thead>"
        "<tbody><tr><td>Now</td><td>You</td></tr><tr><td>Later</td><td></td></tr></tbody></table>"
    )
    lines = text(body).splitlines()
    assert {"- When: Now", "  Who: You", "- When: Later"} <= set(lines)
    assert any(re.fullmatch(r"  Who: _{20,}", line) for line in lines)


def test_sources_stand_in_brackets_and_links_show_their_address():
    got = text(
        '<p>A fact.<sup>1,2</sup> <a href="https://a.example/x">See this</a> <a href="https://b.example">b.example</a></p>'
    )
    assert "A fact.[1,2] See this <https://a.example/x> b.example" in got


def test_lines_of_shipped_documents_fit_an_email():
    """Addresses alone may be longer."""
    _, _, flow = flow_of("handout-front-desk", "hotel")
    written = as_text(flow).decode()
    assert written == as_text(flow).decode()
    lines = written.splitlines()
    assert len(lines) > 100
    assert [line for line in lines if len(line) > WIDTH and "://" not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []
