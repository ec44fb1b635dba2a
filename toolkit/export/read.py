"""The page of a flow to its tree: only known elements, so that nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from toolkit.export.flow import (
    Box,
    Cell,
    Entry,
    Flow,
    Grid,
    Heading,
    Listing,
    Node,
    Paragraph,
    Picture,
    Run,
    Runs,
    words,
)
from toolkit.findings import Finding, Origin

RUNNING = "running"
"""The style of the paragraph that stands at the foot of every page."""
_VOID = {"meta", "img", "br", "link", "hr", "input"}
_INLINE = {"a", "strong", "b", "em", "i", "bdi", "sup", "span", "br"}
_PLAIN = {"section", "header", "main", "footer", "body", "html"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "ul", "ol", "table", "div", "img", *_HEADINGS, *_PLAIN}
_PARTS = {"head", "title", "meta", "style", "li", "thead", "tbody", "tr", "th", "td"}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()
        self.unknown: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE | _BLOCKS | _PARTS:
            self.unknown.setdefault(tag, self.getpos()[0])
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.data(data)


def read_flow(html: str, path: str) -> tuple[Flow | None, tuple[Finding, ...]]:
    """The tree of a page made by the template at `path`, or the elements in it that nobody could hand off."""
    builder = _Builder()
    builder.feed(html.split("<!DOCTYPE html>", 1)[-1].strip())
    builder.close()
    hint = "use headings, paragraphs, lists, tables, pictures, and boxes (div with data-style)"
    if builder.unknown:
        return None, tuple(
            Finding("T104", f"a flow cannot hold <{tag}>", Origin(path), hint) for tag in sorted(builder.unknown)
        )
    root = builder.tree.close()
    meta = {element.get("name"): element.get("content", "") for element in root.iter("meta")}
    nodes = tuple(_nodes(element for element in root if element.tag == "body"))
    running = next((node.runs for node in nodes if isinstance(node, Paragraph) and node.style == RUNNING), ())
    flow = Flow(
        language=root.get("lang", ""),
        direction=root.get("dir", "ltr"),
        title=" ".join((root.findtext("head/title") or "").split()),
        author=meta.get("author", ""),
        description=meta.get("description", ""),
        nodes=tuple(node for node in nodes if not (isinstance(node, Paragraph) and node.style == RUNNING)),
        running=running,
    )
    return flow, ()


def _nodes(elements: Iterable[Element]) -> Iterator[Node]:
    for element in elements:
        tag, style = element.tag, element.get("data-style", "")
        if tag in _PLAIN or (tag == "div" and not style):
            yield from _mixed(element)
        elif tag == "div":
            yield Box(style, tuple(_mixed(element)))
        elif tag in _HEADINGS:
            yield Heading(_HEADINGS[tag], _text(element))
        elif tag in ("ul", "ol"):
            yield Listing(tag == "ol", tuple(_entry(item) for item in element if item.tag == "li"), style)
        elif tag == "table":
            yield _grid(element, style)
        else:
            yield from _mixed(element, style)


def _mixed(element: Element, style: str = "") -> Iterator[Node]:
    """What stands in an element: stretches of text become paragraphs, blocks stay blocks."""
    runs: list[Run] = []
    for part in _parts(element, Run("")):
        if isinstance(part, Run):
            runs.append(part)
            continue
        yield from _paragraph(runs, style)
        runs.clear()
        yield from (_picture(part, style),) if part.tag == "img" else _nodes((part,))
    yield from _paragraph(runs, style)


def _paragraph(runs: list[Run], style: str) -> Iterator[Paragraph]:
    tidy = _tidy(runs)
    if tidy:
        yield Paragraph(tidy, style)


def _picture(element: Element, style: str) -> Picture:
    return Picture(element.get("src", ""), element.get("alt", ""), style)


def _entry(item: Element) -> Entry:
    nodes = tuple(_mixed(item))
    first = nodes[0] if nodes else None
    return Entry(first.runs, nodes[1:]) if isinstance(first, Paragraph) else Entry((), nodes)


def _grid(table: Element, style: str) -> Grid:
    head: tuple[Cell, ...] = ()
    rows = []
    for group in table:
        for row in (group,) if group.tag == "tr" else (child for child in group if child.tag == "tr"):
            cells = tuple(Cell(tuple(_mixed(cell)), cell.tag == "th") for cell in row)
            if not head and group.tag == "thead":
                head = cells
            else:
                rows.append(cells)
    return Grid(head, tuple(rows), style)


def _text(element: Element) -> Runs:
    return _tidy([part for part in _parts(element, Run("")) if isinstance(part, Run)])


def _parts(element: Element, look: Run) -> Iterator[Run | Element]:
    """Runs and blocks right inside, in order; inline elements change the look of what they hold."""
    if element.text:
        yield replace(look, text=element.text)
    for child in element:
        if child.tag == "br":
            yield replace(look, text="\n")
        elif child.tag in _INLINE:
            yield from _parts(child, _look(child, look))
        else:
            yield child
        if child.tail:
            yield replace(look, text=child.tail)


def _look(element: Element, look: Run) -> Run:
    match element.tag:
        case "strong" | "b":
            return replace(look, bold=True)
        case "em" | "i":
            return replace(look, italic=True)
        case "sup":
            return replace(look, raised=True)
        case "a":
            return replace(look, href=element.get("href", ""))
        case "bdi" if element.get("dir") == "ltr":
            return replace(look, isolated=True, kept=element.get("class") == "number")
    return look


def _tidy(runs: list[Run]) -> Runs:
    """Runs with single spaces, none at either end; those of one look are joined; a break stays a break."""
    out: list[Run] = []
    open_space = True
    for run in runs:
        text = run.text if run.text == "\n" else " ".join(run.text.split())
        if run.text != "\n" and run.text[:1].isspace() and not open_space:
            text = f" {text}" if text else " "
        if run.text != "\n" and text.strip() and run.text[-1:].isspace():
            text += " "
        if not text:
            continue
        open_space = text[-1].isspace()
        if out and replace(out[-1], text="") == replace(run, text=""):
            out[-1] = replace(run, text=out[-1].text + text)
        else:
            out.append(replace(run, text=text))
    while out and not out[-1].text.rstrip():
        out.pop()
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip())
    return tuple(out) if words(tuple(out)).strip() else ()
