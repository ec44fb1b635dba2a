"""The signs by which the structure of a module is told: headings, blocks, items, and what is not taken."""

from __future__ import annotations

import re
from dataclasses import dataclass

DEEPEST_COLUMN = 6
"""The last column in which an item of a list inside a list may begin."""

HEADING = re.compile(r"(#{1,6})\s+(.*)")
OPEN = re.compile(r"(/{3,})\s*([A-Za-z][\w-]*)\s*(?:\|\s*(.*?))?\s*(?:\{:[^{}]*\}\s*)?$")
CLOSE = re.compile(r"(/{3,})\s*$")
ITEM = re.compile(r"(?P<indent> *)(?P<mark>-|\d+\.)\s+(?P<text>.*)")
CHECK = re.compile(r"\[([ xX])\]\s+(.*)", re.S)
NOT_TAKEN = (
    (re.compile(r"#{2,}\S"), "there is no space behind the #", "write ## and a space before a heading"),
    (re.compile(r"(-{3,}|\*{3,}|_{3,})$"), "a line across the page is not taken", "begin a new section instead"),
    (re.compile(r">"), "quotations with > are not taken", "use a block such as /// note"),
    (re.compile(r"[*+] \S|\d+\) \S"), "this list is not taken", "write - or 1. at the start of each item"),
    (re.compile(r"(?=[^|]+\|)[ :|-]*--[ :|-]*$"), "this table is not taken", "begin and end each of its lines with |"),
)
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^)]*)\)\s*(?:\{:[^{}]*\}\s*)?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number and text, and the column its text begins in."""

    number: int
    text: str
    column: int = 1

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()


def dedented(lines: list[Line]) -> list[Line]:
    """Lines that stand under an item, moved left by the indent of the first."""
    first = next((line.text for line in lines if not line.blank), "")
    indent = len(first) - len(first.lstrip())
    return [
        Line(line.number, line.text[shift:], line.column + shift)
        for line in lines
        for shift in [min(indent, len(line.text) - len(line.text.lstrip()))]
    ]
