"""Rules for locales: complete or refused. A locale that lacks a word is named; nothing falls back in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.fonts import shipped_folders
from toolkit.load.library import Library
from toolkit.load.strict_yaml import YamlFile
from toolkit.markup.inline import inline_for
from toolkit.markup.tree import LINE_MARK


def locale_references(library: Library, today: date) -> Iterable[Finding]:
    """Locales named in file names, pseudo-locales and the defaults exist."""
    for (folder, locale), words in library.words_files.items():
        if locale not in library.locales:
            hint = did_you_mean(locale, library.locales)
            yield Finding("L101", f'there is no locale "{locale}" (words of {folder})', Origin(words.path), hint)
    for entry in library.locales.values():
        pseudo = entry.value.pseudo
        if pseudo and pseudo.of not in library.locales:
            hint = did_you_mean(pseudo.of, library.locales)
            yield Finding("L101", f'there is no locale "{pseudo.of}"', entry.at("pseudo", "of"), hint)
        elif pseudo and library.locales[pseudo.of].value.pseudo:
            hint = "name a locale that has words of its own"
            yield Finding("L101", "a pseudo-locale is made from another one here", entry.at("pseudo", "of"), hint)
        for number, family in enumerate(entry.value.fonts):
            if family not in shipped_folders():
                hint = did_you_mean(family, shipped_folders())
                yield Finding("B106", f'the font "{family}" does not ship', entry.at("fonts", number), hint)
        yield from _babel(entry.value.babel_name, entry.at("babel"))
    settings = library.settings
    for key, axis in (("brand", library.brands), ("locale", library.locales)):
        name = getattr(settings.value, key)
        if name not in axis:
            yield Finding("K101", f'there is no {key} "{name}"', settings.at(key), did_you_mean(name, axis))
    for number, name in enumerate(settings.value.more_locales):
        if name not in library.locales:
            origin, hint = settings.at("more_locales", number), did_you_mean(name, library.locales)
            yield Finding("K101", f'there is no locale "{name}"', origin, hint)


def _babel(name: str, origin: Origin) -> Iterator[Finding]:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        hint = "use a code such as en, es or pt_BR: it says how dates and languages are written"
        yield Finding("L105", f'no conventions are known for "{name}"', origin, hint)


def words_markup(library: Library, today: date) -> Iterable[Finding]:
    """Words hold only the markup that may be printed, and name only help lines that exist."""
    lines = {entry.slug for group in library.lines.values() for entry in group}
    places = [(words.file, words.data, locale) for (_, locale), words in library.words_files.items()]
    places += [(entry.file, {"words": entry.value.words}, entry.slug) for entry in library.locales.values()]
    for file, data, locale in places:
        if locale not in library.locales:
            continue
        inline = inline_for(library.locales[locale].value.quotes)
        for key, value in _keys(data).items():
            if not isinstance(value, str):
                continue
            html, findings = inline.convert(value, file.at(*key))
            yield from findings
            for match in LINE_MARK.finditer(html):
                if match[1] not in lines:
                    hint = did_you_mean(match[1], lines)
                    yield Finding("M118", f'there is no help line "{match[1]}"', file.at(*key), hint)


def complete_words(library: Library, today: date) -> Iterable[Finding]:
    """Where one locale has a word, every locale that has words there has it too."""
    homes: dict[str, dict[str, tuple[str, Mapping[str, Any], YamlFile]]] = {}
    for (folder, locale), words in library.words_files.items():
        homes.setdefault(folder, {})[locale] = (words.path, words.data, words.file)
    for entry in library.locales.values():
        if not entry.value.pseudo:
            shared = homes.setdefault(entry.folder, {})
            shared[entry.slug] = (entry.file.path, {"words": entry.value.words}, entry.file)
    for by_locale in homes.values():
        everything = {key: path for path, data, _ in by_locale.values() for key in _keys(data)}
        for path, data, file in by_locale.values():
            for key in sorted(set(everything) - set(_keys(data))):
                hint = f'{everything[key]} has it; add "{key[-1]}" here'
                message = f'the word "{".".join(key)}" is missing'
                yield Finding("L104", message, Origin(path, file.at(*key[:-1]).line), hint)


def _keys(data: Mapping[str, Any], prefix: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    keys: dict[tuple[str, ...], Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            keys |= _keys(value, (*prefix, key))
        else:
            keys[*prefix, key] = value
    return keys
