"""The page of a flow to its tree: nothing dropped, spaces single, unknown elements named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.export.flow import Box, Entry, Grid, Heading, Listing, Paragraph, Picture, Run, words
from toolkit.export.read import read_flow
from toolkit.export.text import as_text
from toolkit.render.lost import lost, pieces

PLACE = "templates/base/flow.html.j2"


def page(body: str, direction: str = "ltr") -> str:
    head = '<title>A title</title><meta name="author" content="Somebody"><meta name="description" content="Why">'
    return f'<!DOCTYPE html>\n<html lang="en" dir="{direction}"><head>{head}</head><body>{body}</body></html>'


def nodes(body: str):
    flow, findings = read_flow(page(body), PLACE)
    assert findings == ()
    assert flow
    return flow.nodes


def test_head_tells_of_the_document():
    flow, _ = read_flow(page('<p data-style="running">At the foot</p><p>Here.</p>', "rtl"), PLACE)
    assert flow
    assert (flow.language, flow.direction, flow.title, flow.author, flow.description) == (
        "en",
        "rtl",
        "A title",
        "Somebody",
        "Why",
    )
    assert words(flow.running) == "At the foot"
    assert flow.nodes == (Paragraph((Run("Here."),)),)


def test_looks_and_spaces_of_runs():
    (paragraph,) = nodes(
        '<p>  In <strong>danger</strong>,\n call <bdi class="number" dir="ltr">911</bdi>'
        '<span> </span><em>first</em>.<sup class="refs"><span>1–3</span></sup> <a href="https://a.example">See</a> </p>'
    )
    assert paragraph.runs == (
        Run("In "),
        Run("danger", bold=True),
        Run(", call "),
        Run("911", isolated=True, kept=True),
        Run(" "),
        Run("first", italic=True),
        Run("."),
        Run("1–3", raised=True),
        Run(" "),
        Run("See", href="https://a.example"),
    )


def test_lists_hold_what_stands_in_their_items():
    (listing,) = nodes('<ol data-style="check"><li>One<ul><li>Inside</li></ul></li><li><p>Two</p><p>More</p></li></ol>')
    assert listing == Listing(
        True,
        (
            Entry((Run("One"),), (Listing(False, (Entry((Run("Inside"),)),)),)),
            Entry((Run("Two"),), (Paragraph((Run("More"),)),)),
        ),
        "check",
    )


def test_boxes_tables_and_pictures():
    box, grid, picture = nodes(
        '<section><div data-style="note"><h3>Head</h3>loose words</div></section>'
        '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td></td></tr></tbody></table>'
        '<p data-style="logos"><img src="x" alt="A logo"></p>'
    )
    assert box == Box("note", (Heading(3, (Run("Head"),)), Paragraph((Run("loose words"),))))
    assert isinstance(grid, Grid)
    assert [cell.heads for cell in grid.head] == [True]
    assert [len(cell.nodes) for row in grid.rows for cell in row] == [0]
    assert picture == Picture("x", "A logo", "logos")


def test_unknown_elements_are_findings():
    flow, findings = read_flow(page("<p>Words</p><video></video><marquee>x</marquee>"), PLACE)
    assert flow is None
    assert [(finding.code, finding.origin.path) for finding in findings] == [("T104", PLACE)] * 2
    assert "<marquee>" in findings[0].message


TEXT = st.text("abcd efg.,é –", min_size=1, max_size=12)


def inline(children):
    return st.tuples(st.sampled_from(["strong", "em", "span", "sup", "bdi"]), children).map(
        lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
    )


INLINE = st.recursive(
    TEXT, lambda inner: st.lists(st.one_of(inner, inline(inner)), min_size=1, max_size=4).map("".join)
)


def block(children):
    return st.one_of(
        children.map(lambda inner: f"<div>{inner}</div>"),
        children.map(lambda inner: f'<div data-style="note">{inner}</div>'),
        st.lists(children, min_size=1, max_size=3).map(
            lambda found: f"<ul>{''.join(f'<li>{one}</li>' for one in found)}</ul>"
        ),
        children.map(lambda inner: f"<table><tr><td>{inner}</td><td>{inner}</td></tr></table>"),
    )


BLOCKS = st.recursive(INLINE.map(lambda text: f"<p>{text}</p>"), block, max_leaves=8)


@given(BLOCKS)
def test_no_word_is_lost(body):
    flow, findings = read_flow(page(body), PLACE)
    assert findings == ()
    assert flow
    written = as_text(flow).decode().replace("[", "").replace("]", "")
    assert lost(pieces(body), [written]) == ()
