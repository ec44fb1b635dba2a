"""A flow as plain text: for e-mail, and for screen readers that want nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import replace

from toolkit.export.flow import Box, Cell, Entry, Flow, Grid, Heading, Listing, Node, Paragraph, Picture, Run, Runs

WIDTH = 74
UNDERLINES = {1: "=", 2: "-", 3: "~"}
LINE_OF_BLANK = 24
MARK = "\u200e"
"""Left-to-right mark: around what is isolated in a text from right to left."""
_KEPT = "\u00a0"
_MARKS = {"check": "[ ] ", "write-in": ""}


class _Writer:
    def __init__(self, direction: str) -> None:
        self._isolate = direction == "rtl"

    def blocks(self, nodes: tuple[Node, ...], width: int) -> Iterator[list[str]]:
        """Each node as lines; between two of them goes an empty line."""
        for node in nodes:
            match node:
                case Heading():
                    lines = self.lines(node.runs, width)
                    under = UNDERLINES.get(node.level)
                    yield [*lines, under * max(map(len, lines))] if under else lines
                case Paragraph():
                    yield self.lines(node.runs, width)
                case Picture():
                    yield textwrap.wrap(f"[{node.alt}]", width)
                case Listing():
                    yield [
                        line
                        for number, entry in enumerate(node.entries, 1)
                        for line in self.entry(entry, node, number, width)
                    ]
                case Grid():
                    for row in node.rows:
                        yield self.row(node, row, width)
                case Box():
                    yield from self.blocks(node.nodes, width)

    def entry(self, entry: Entry, listing: Listing, number: int, width: int) -> list[str]:
        """An item with its mark; a place to write gets a line of blanks."""
        mark = f"{number}. " if listing.ordered else _MARKS.get(listing.style, "- ")
        if listing.style == "source":
            first, _, rest = entry.runs[0].text.partition(" ")
            mark, entry = f"{first}. ", replace(entry, runs=(replace(entry.runs[0], text=rest), *entry.runs[1:]))
        inside = width - len(mark)
        lines = self.lines(entry.runs, inside)
        if listing.style == "write-in":
            room = inside - len(lines[-1]) - 1 if lines else 0
            lines = [*lines[:-1], f"{lines[-1]} {'_' * room}"] if room >= LINE_OF_BLANK else [*lines, "_" * inside]
        for block in self.blocks(entry.nodes, inside):
            lines += block
        indent = " " * len(mark)
        return [f"{indent if place else mark}{line}".rstrip() for place, line in enumerate(lines)]

    def row(self, grid: Grid, row: tuple[Cell, ...], width: int) -> list[str]:
        """A row as an item: every cell after the name of its column; in a table of a named style the first leads."""
        lines: list[str] = []
        for place, cell in enumerate(row):
            inside = [line for block in self.blocks(cell.nodes, width - 4) for line in block]
            head = grid.head[place].nodes if place < len(grid.head) and (place or not grid.style) else ()
            name = " ".join(line for block in self.blocks(head, width) for line in block)
            if not name:
                lines += inside or ["_" * LINE_OF_BLANK]
                continue
            single = f"{name}: {inside[0] if inside else '_' * LINE_OF_BLANK}"
            if len(inside) < 2 and len(single) <= width - 2:
                lines.append(single)
            else:
                lines += [f"{name}:", *(f"  {line}" for line in inside)]
        return [f"{'  ' if place else '- '}{line}" for place, line in enumerate(lines)]

    def lines(self, runs: Runs, width: int) -> list[str]:
        """Runs as wrapped lines."""
        whole = "".join(self.run(run) for run in runs)
        out: list[str] = []
        for line in whole.split("\n"):
            out += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        return [line.replace(_KEPT, " ") for line in out]

    def run(self, run: Run) -> str:
        """A run in plain letters: source numbers in brackets, addresses behind their words."""
        text = run.text
        if run.raised:
            text = f"[{text.strip()}]"
        if run.href and _bare(text) not in run.href:
            text = f"{text} <{run.href.removeprefix('mailto:')}>"
        if run.kept:
            text = text.replace(" ", _KEPT)
        return f"{MARK}{text}{MARK}" if run.isolated and self._isolate else text


def _bare(text: str) -> str:
    return text.strip().removeprefix("https://").removeprefix("http://").removeprefix("www.")


def as_text(flow: Flow) -> bytes:
    """The flow as UTF-8, no line longer than a letter's but for addresses."""
    writer = _Writer(flow.direction)
    blocks = [block for block in writer.blocks(flow.nodes, WIDTH) if block]
    running = writer.lines(flow.running, WIDTH)
    text = "\n\n".join("\n".join(block) for block in (*blocks, ["-" * 3, *running]) if block)
    return f"{text}\n".encode()
