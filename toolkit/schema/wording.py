"""Schemas of what texts may say: words to avoid, profiling, glossary, pictures, and written exceptions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toolkit.schema.record import Record, Text


class Term(Record):
    """A word or phrase, and its other forms: whole words, whatever their case."""

    term: Text
    forms: tuple[Text, ...] = ()
    because: Text


class Avoided(Term):
    """A word to avoid, with the better one."""

    better: Text


class Profiling(Term):
    """A word that tells who somebody is, not what is done: it makes no sign."""

    better: Text | None = None


class Glossed(Record):
    """How a term of the source is said in this locale, and how it is not."""

    source: Text
    say: Text
    not_said: Annotated[tuple[Text, ...], Field(alias="not")] = ()


class Address(Record):
    """Words that may not stand in a text addressed formally, and in one addressed informally."""

    formal: tuple[Text, ...] = ()
    informal: tuple[Text, ...] = ()


class Wording(Record):
    """content/wording/<locale>.yml: the words that the texts of a locale are checked for.

    `claims` are phrases that state a fact, such as "# percent"; # stands for a number.
    """

    avoid: tuple[Avoided, ...] = ()
    profiling: tuple[Profiling, ...] = ()
    glossary: tuple[Glossed, ...] = ()
    address: Address = Address()
    claims: tuple[Text, ...] = ()


class Pictures(Record):
    """content/pictures.yml: what no picture shows, in the words that `subject="…"` uses."""

    not_shown: tuple[Term, ...] = ()


class Exemption(Record):
    """One place at which a check of content is overridden, and the written reason."""

    check: Text
    file: Text
    text: Text
    because: Text


class Exemptions(Record):
    """content/exceptions/*.yml: files add to each other."""

    exceptions: tuple[Exemption, ...]
