"""A day as people write it in a table. What could be two days is refused; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_LITERAL = re.compile(r"'([^']*)'")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "º", "ª", "o"))
DAY_FIRST = "."
MONTHS = 12


class UnclearDay(Exception):
    """A text that is no day, or may be two: `days` are those it may be."""

    def __init__(self, *days: date) -> None:
        self.days = days
        super().__init__(*days)


def day_from(text: str, conventions: tuple[str, ...]) -> date:
    """The day that a text says: as numbers, or with the name of its month in one of these Babel locales.

    Raises UnclearDay for a text that says none, or may say two, such as 3/4/2026.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return _one(_days([(int(match[1]), int(match[3]), int(match[4]))]))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        orders = [(year, second, first)] if match[2] == DAY_FIRST else [(year, second, first), (year, first, second)]
        return _one(_days(orders))
    return _one(_days(_in_words(text, conventions)))


def _one(days: Iterable[date]) -> date:
    known = sorted(set(days))
    if len(known) != 1:
        raise UnclearDay(*known)
    return known[0]


def _days(numbers: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in numbers:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _in_words(text: str, conventions: tuple[str, ...]) -> Iterator[tuple[int, int, int]]:
    pieces = [_bare(piece) for piece in _PIECE.findall(text)]
    numbers = [piece for piece in pieces if piece.isdecimal()]
    months, others = _names(conventions)
    named = [piece for piece in pieces if piece in months]
    strange = {piece for piece in pieces if not piece.isdecimal()} - set(named) - others
    years = [number for number in numbers if len(number) == len("2026")]
    days = [number for number in numbers if len(number) <= len("31")]
    if len(named) == len(years) == len(days) == 1 and len(numbers) == 2 and not strange:
        yield from ((int(years[0]), month, int(days[0])) for month in months[named[0]])


@cache
def _names(conventions: tuple[str, ...]) -> tuple[dict[str, frozenset[int]], frozenset[str]]:
    """The months by their names, long and short, and the other words that stand in days."""
    from babel.dates import get_date_format, get_day_names, get_month_names

    months: dict[str, set[int]] = {}
    others = set(_ORDINALS)
    for locale in conventions:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    for piece in _PIECE.findall(name)[:1]:
                        months.setdefault(_bare(piece), set()).add(number)
                for name in get_day_names(width, context, locale).values():
                    others |= set(map(_bare, _PIECE.findall(name)))
        for pattern in ("long", "full"):
            for literal in _LITERAL.findall(str(get_date_format(pattern, locale))):
                others |= set(map(_bare, _PIECE.findall(literal)))
    return {name: frozenset(numbers) for name, numbers in months.items()}, frozenset(others)


def _bare(word: str) -> str:
    """A word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
