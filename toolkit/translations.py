"""How a translation stands to what it was made from: missing, stale, unreviewed or done. Pure; knows no rules.

A source has parts: the head and the sections of a module, or the groups of a file of words. Each part has a short
digest of its words. A translation keeps the digests of the parts that it was made from, so that it is stale exactly
where the words of its source have changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.findings import Origin
from toolkit.load.library import Library
from toolkit.markup.tree import Item, Module, Section, texts, walk
from toolkit.schema.audit import Translation

HEAD = "head"
FENCE, KEY = "---", "translation:"
DIGITS = 8


@dataclass(frozen=True)
class Text:
    """Something that can be translated, in one locale: a module or a file of words."""

    name: str
    locale: str
    path: str
    translation: Translation | None
    parts: Mapping[str, str]
    origins: Mapping[str, Origin]

    def at(self, part: str) -> Origin:
        """Where a part stands."""
        return self.origins.get(part, Origin(self.path))


@dataclass(frozen=True)
class State:
    """How a source stands in another locale; the parts that are missing, stale, or made from nobody knows what."""

    locale: str
    source: Text
    made: Text | None
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """The state in a word: missing, stale, unreviewed or done."""
        record = self.made and self.made.translation
        if not record:
            return "missing"
        if self.missing or self.stale or self.unknown:
            return "stale"
        return "done" if record.reviewed_by else "unreviewed"


def states(library: Library) -> tuple[State, ...]:
    """Every source in every locale that holds translations, by name and locale."""
    by_name: dict[str, dict[str, Text]] = {}
    for text in all_texts(library):
        by_name.setdefault(text.name, {})[text.locale] = text
    locales = sorted({text.locale for group in by_name.values() for text in group.values() if text.translation})
    return tuple(
        _state(locale, source, group.get(locale))
        for _, group in sorted(by_name.items())
        for locale in locales
        for source in _source_of(group, locale)
    )


def _source_of(group: Mapping[str, Text], locale: str) -> Iterator[Text]:
    """What a text in a locale is made from; nothing when it is a source itself."""
    made = group.get(locale)
    if made is None:
        yield from [text for text in group.values() if text.translation is None][:1]
    elif made.translation and made.translation.of in group:
        yield group[made.translation.of]


def _state(locale: str, source: Text, made: Text | None) -> State:
    if not (made and made.translation):
        return State(locale, source, None)
    known = made.translation.made_from
    there = [part for part in source.parts if part in made.parts]
    return State(
        locale,
        source,
        made,
        missing=tuple(part for part in source.parts if part not in made.parts),
        stale=tuple(part for part in there if part in known and known[part] != source.parts[part]),
        unknown=tuple(part for part in there if part not in known),
    )


def with_translation(text: str, record: Mapping[str, Any]) -> str:
    """The text of a module or of a file of words, with this record under its key `translation`; all else stays."""
    import yaml

    lines = text.splitlines(keepends=True)
    fenced = bool(lines) and lines[0].rstrip() == FENCE
    end = next(i for i in range(1, len(lines)) if lines[i].rstrip() == FENCE) if fenced else len(lines)
    start = next((i for i in range(end) if lines[i].startswith(KEY)), None)
    stop = end if start is None else start + 1
    start = end if start is None else start
    while stop < end and (lines[stop].startswith(" ") or not lines[stop].strip()):
        stop += 1
    block = yaml.safe_dump({"translation": dict(record)}, allow_unicode=True, sort_keys=False, width=120)
    return "".join([*lines[:start], block, *lines[stop:]])


def all_texts(library: Library) -> Iterator[Text]:
    """Everything that can be translated, in every locale it was written in."""
    for (slug, locale), module in library.modules.items():
        yield of_module(slug, locale, module)
    for (folder, locale), words in library.words_files.items():
        parts = _word_parts(words.data)
        origins = {name: words.file.at(*name.split(".")) for name in parts}
        yield Text(folder, locale, words.path, words.translation, parts, origins)
    for entry in library.locales.values():
        if not entry.value.pseudo:
            parts = _word_parts({"words": entry.value.words})
            origins = {name: entry.at(*name.split(".")) for name in parts}
            yield Text(entry.folder, entry.slug, entry.file.path, entry.value.translation, parts, origins)


def of_module(slug: str, locale: str, module: Module) -> Text:
    """A module as a text: its head, and each section by its id."""
    parts = {HEAD: _digest((module.title, *module.objectives))}
    origins = {HEAD: module.at("title")}
    for section in module.sections:
        parts[section.tags.id] = _section_digest(section)
        origins[section.tags.id] = section.origin
    return Text(slug, locale, module.path, module.meta.translation, parts, origins)


def _section_digest(section: Section) -> str:
    words: list[str] = []
    for node in walk((section,)):
        words += texts(node)
        if isinstance(node, Item):
            words.append(str(node.checked))
    return _digest(words)


def _word_parts(data: Mapping[str, Any]) -> Mapping[str, str]:
    """A digest of every group of words: two steps deep, so that a help line or a document is a part."""
    parts: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            parts |= {f"{key}.{name}": _digest(_leaves(inner)) for name, inner in value.items()}
        else:
            parts[key] = _digest(_leaves(value))
    return parts


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key in sorted(value):
            yield key
            yield from _leaves(value[key])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _leaves(item)
    else:
        yield str(value)


def _digest(words: Any) -> str:
    text = "\n".join(" ".join(str(word).split()) for word in words)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
