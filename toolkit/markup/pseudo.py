"""Pseudo-locales: words and modules made by rule out of another locale, for testing layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from toolkit.markup.tree import Module, change_text, rewrite
from toolkit.schema.people import Pseudo

_VOWELS = frozenset("aeiouAEIOU")


def stretch(text: str, rule: Pseudo) -> str:
    """The text with its letters exchanged and grown by `rule.lengthen` (0.4 is 40 % longer)."""
    grown: list[str] = []
    debt = 0.0
    for index, letter in enumerate(text):
        changed = rule.letters.get(letter, letter)
        grown.append(changed)
        if not letter.isalpha():
            continue
        debt += rule.lengthen
        last = index + 1 == len(text) or not text[index + 1].isalpha()
        while debt >= 1 and (letter in _VOWELS or last):
            grown.append(changed.lower())
            debt -= 1
            if not last:
                break
    return "".join(grown)


def stretch_html(html: str, rule: Pseudo) -> str:
    """The same for inline HTML: tags, entities and help line marks stay as they are."""
    return change_text(html, partial(stretch, rule=rule)) if html else html


def pseudo_words(words: Any, rule: Pseudo) -> Any:
    """A tree of words, stretched; `{placeholders}` stay."""
    if isinstance(words, dict):
        return {key: pseudo_words(value, rule) for key, value in words.items()}
    if isinstance(words, list):
        return [pseudo_words(value, rule) for value in words]
    if not isinstance(words, str):
        return words
    return "".join(piece if piece.startswith("{") else stretch(piece, rule) for piece in _split_placeholders(words))


def _split_placeholders(text: str) -> list[str]:
    return re.split(r"(\{[a-z_]+\})", text)


def pseudo_module(module: Module, locale: str, rule: Pseudo) -> Module:
    """A module in a pseudo-locale."""
    change: Callable[[str], str] = partial(stretch_html, rule=rule)
    return replace(
        module,
        locale=locale,
        title=change(module.title),
        objectives=tuple(change(text) for text in module.objectives),
        sections=tuple(rewrite(section, change) for section in module.sections),
        derived=True,
    )
