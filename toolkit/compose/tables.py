"""A wide table set row by row: the first cell leads, every other one after the head of its column."""

from __future__ import annotations

import re

from markupsafe import Markup

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.S)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.S)


def columns(table: str) -> int:
    """How many columns a table has."""
    return max((len(_CELL.findall(row)) for row in _ROW.findall(table)), default=0)


def row_by_row(table: str) -> Markup:
    """The same words without a table, in the order in which it is read; an empty cell is a line to write on."""
    heads, *rows = [[cell.strip() for cell in _CELL.findall(row)] for row in _ROW.findall(table)]
    return Markup("".join(_row(heads, row) for row in rows))


def _row(heads: list[str], cells: list[str]) -> str:
    parts = []
    for number, cell in enumerate(cells):
        head = heads[number] if number < len(heads) else ""
        if number == 0 and cell:
            parts.append(f'<p class="row-title"><strong>{cell}</strong></p>')
        elif cell:
            parts.append(f'<p class="row-cell"><span class="row-head">{head}</span> {cell}</p>')
        else:
            parts.append(f'<p class="row-cell row-blank"><span class="row-head">{head}</span></p>')
    return f'<div class="row">{"".join(parts)}</div>'
