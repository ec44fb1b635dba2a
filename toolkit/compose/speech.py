"""Words to print: every word of a locale passes through here, typeset and filled in.

A word that is missing raises `MissingWord`, so nothing falls back to another language in silence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from toolkit.findings import Origin
from toolkit.load.library import Entry
from toolkit.markup.inline import inline_for
from toolkit.markup.pseudo import pseudo_words
from toolkit.markup.tree import LINE_MARK
from toolkit.schema.people import Locale
from toolkit.schema.registry import HelpLine

LONGEST_NAME = 48
FEW_WORDS, SHORT_WORD, SHORT_PAIR = 3, 10, 20
"""How many words never run over a line of large type, and the letters of words that may be kept together."""
_MONTH = re.compile(r"\d{4}-\d\d")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class MissingWord(Exception):
    """A template asked for a word that the locale does not have."""

    def __init__(self, key: str, path: str = "") -> None:
        self.key = key
        self.path = path
        super().__init__(key)


def number_markup(number: str | None) -> Markup:
    """A number to call, kept on one line and left to right whatever the script around it."""
    return Markup('<bdi class="number" dir="ltr">{}</bdi>').format(number) if number else Markup()


_SPACE_BEFORE = re.compile(r" (?=<(?:strong|em|a|span|bdi(?![^>]*>\d{1,6}</bdi></span>))\b)")
"""WeasyPrint 70 counts a space at the end of a text into its line: if it alone does not fit, the line breaks after one
word. In an element of its own it does no harm."""


_SHORT_NUMBER = re.compile(r'([^\s<>;]+ <bdi class="number" dir="ltr">\d{1,6}</bdi>)')
_TIED = r'<span class="tied">\1</span>'
"""A number such as 911 with the word before it: alone on a line it would lose its verb."""
_LAST_WORDS = re.compile(r"(?<=[>\s])([^<>\s]+)(?:<span>)? (?:</span>)?((?:<(?!bdi\b)[^>]*>|[^<>\s])+)\s*$")


class Speech:
    """One locale's voice: typesets text, fills in help lines, says dates and languages."""

    def __init__(self, locale: Entry[Locale], lines: Mapping[str, HelpLine], line_words: Mapping[str, Any]) -> None:
        self.locale = locale.value
        self.tag = locale.slug
        self._inline = inline_for(self.locale.quotes)
        self._lines = lines
        self._line_words = line_words
        self._origin = Origin("")
        self._set: dict[str, Markup] = {}
        self.numbers_said: set[str] = set()

    def typeset(self, text: str) -> Markup:
        """Plain or lightly marked text (quotes, **bold**, [[line]]) as markup ready to print."""
        if text not in self._set:
            html, _ = self._inline.convert(text, self._origin)
            self._set[text] = self.fill(html)
        return self._set[text]

    def fill(self, html: str) -> Markup:
        """Inline HTML with the marks of help lines replaced."""
        said = LINE_MARK.sub(lambda match: self._line(match[1], match[2]), html) if "\ue000" in html else html
        return Markup(_SPACE_BEFORE.sub("<span> </span>", _SHORT_NUMBER.sub(_TIED, said)))

    def _line(self, name: str, part: str) -> str:
        line = self._lines.get(name)
        if line is None:
            raise MissingWord(f"lines.{name}")
        if part == "name":
            return str(self.typeset(str(self._line_words.get(name, {}).get("name", name))))
        self.numbers_said.add(name)
        return str(number_markup(line.text if part == "text" else line.phone))

    def made(self, text: str) -> str:
        """Text that a library made (a date, the name of a language), stretched in a pseudo-locale."""
        return str(pseudo_words(text, self.locale.pseudo)) if self.locale.pseudo else text

    def given(self, value: str | date) -> Markup:
        """What a person gave: a day in this locale's way, a text as it is."""
        return Markup(escape(self.date(value) if isinstance(value, date) else value))

    def date(self, day: date) -> str:
        """A day as this locale writes it."""
        from babel.dates import format_date

        return self.made(format_date(day, self.locale.date, locale=self.locale.babel_name))

    def published(self, when: str) -> str:
        """A day or a month (2025-09) as this locale writes it; what is neither, such as a year, as it is."""
        from babel.dates import format_skeleton

        with suppress(ValueError):
            if _MONTH.fullmatch(when):
                month = date.fromisoformat(f"{when}-01")
                return self.made(format_skeleton("yMMMM", month, locale=self.locale.babel_name))
            return self.date(date.fromisoformat(when)) if "-" in when else when
        return when

    def languages(self, codes: tuple[str, ...], more: Callable[[str], str]) -> str:
        """The names of languages as a list; an entry such as +200 is said by `more`."""
        from babel import Locale as BabelLocale
        from babel.lists import format_list

        babel = BabelLocale.parse(self.locale.babel_name)
        names = [
            more(code[1:]) if code.startswith("+") else self.made(str(babel.languages.get(code, code)))
            for code in codes
        ]
        if self.locale.pseudo:
            return ", ".join(names)
        return format_list(names, locale=babel) if names else ""


class WordTree:
    """Words by attribute, as templates use them: `words.title`, `words.parts[name]`."""

    def __init__(self, data: Mapping[str, Any], speech: Speech, path: str = "", prefix: str = "") -> None:
        self._data = data
        self._speech = speech
        self._path = path
        self._prefix = prefix

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        return self[key]

    def __getitem__(self, key: str) -> Any:
        if key not in self._data:
            raise MissingWord(self._prefix + key, self._path)
        value = self._data[key]
        if isinstance(value, dict):
            return WordTree(value, self._speech, self._path, f"{self._prefix}{key}.")
        if not isinstance(value, str):
            raise MissingWord(f"{self._prefix}{key}", self._path)
        return self._speech.typeset(value)

    def __str__(self) -> str:
        raise MissingWord(f"{self._prefix.rstrip('.')} (a text is due there, not a group)", self._path)

    __html__ = __str__

    def __contains__(self, key: str) -> bool:
        return key in self._data


def fill(word: Markup | str, **values: object) -> Markup:
    """A word with its {placeholders} replaced; MissingWord for one that is not given."""

    def put(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise MissingWord(f"{{{match[1]}}}")
        return str(escape(values[match[1]]))

    return Markup(_SHORT_NUMBER.sub(_TIED, _PLACEHOLDER.sub(put, str(word))))


def field_name(text: Markup | str) -> str:
    """A name for a field of a form, from the words of its label: letters, digits and hyphens."""
    words = Markup(text).striptags().casefold()
    return "-".join(re.findall(r"[^\W_]+", words))[:LONGEST_NAME].rstrip("-")


def isolated(text: Markup | str) -> Markup:
    """Words that may be in another script than those around them, in their own direction (HTML 15.3.5, dir=auto).

    WeasyPrint 70 does not look for it: a street number of a brand would move behind the town on a page in Hebrew.
    """
    ways = (unicodedata.bidirectional(letter) for letter in Markup(text).striptags())
    first = next((way for way in ways if way in ("L", "R", "AL")), "")
    way = Markup(' dir="{}"').format("ltr" if first == "L" else "rtl") if first else ""
    return Markup("<bdi{}>{}</bdi>").format(way, text)


def glued(text: Markup | str) -> Markup:
    """Inline HTML whose last word, where it is short, stays with the one before: WeasyPrint 70 cannot balance lines."""

    def tied(match: re.Match[str]) -> str:
        before, last = (len(Markup(word).striptags()) for word in match.groups())
        return match[0] if last > SHORT_WORD or before + last > SHORT_PAIR else f"{match[1]}\u00a0{match[2]}"

    html = Markup(escape(text))
    return Markup(_LAST_WORDS.sub(tied, html)) if len(html.striptags().split()) > FEW_WORDS else html
