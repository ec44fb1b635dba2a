"""Text that a layout dropped in silence: every piece of the HTML must stand on some page. Owns that comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

NOT_SHOWN = {"head", "script", "style", "svg", "template"}

_NO_LETTERS = re.compile(r"[\W_]+")


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_SHOWN:
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden and letters(data):
            self.pieces.append(" ".join(data.split()))


def letters(text: str) -> str:
    """Letters and digits alone, without case: what hyphens, spaces and small capitals do not change."""
    return _NO_LETTERS.sub("", text).casefold()


def pieces(html: str) -> tuple[str, ...]:
    """Every piece of text between two tags that is shown, once."""
    reader = _Pieces()
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys(reader.pieces))


def lost(wanted: Iterable[str], pages: Iterable[str]) -> tuple[str, ...]:
    """The pieces that stand on no page."""
    printed = "|".join(letters(page) for page in pages)
    return tuple(piece for piece in wanted if not _is_there(letters(piece), printed))


def _is_there(piece: str, printed: str) -> bool:
    if piece in printed:
        return True
    low, high = 0, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if piece[:middle] in printed else (low, middle - 1)
    return low > 0 and piece[low:] in printed
