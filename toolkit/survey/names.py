"""The names of every axis, each with a few words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from toolkit.load.library import Entry, Library

Rows = Iterator[dict[str, Any]]
"""Rows of a table: `name` and `about` are printed, the other keys stand in --format json only."""


def _word(library: Library, folder: str, key: str) -> str:
    return str((library.words(folder, library.settings.value.locale) or {}).get(key, ""))


def _row(name: str, about: str) -> dict[str, Any]:
    return {"name": name, "about": about}


def audiences(library: Library) -> Rows:
    """Audiences and their roles."""
    for name, entry in library.audiences.items():
        yield _row(name, f"{_word(library, entry.folder, 'name')}: {', '.join(entry.value.roles)}")


def brands(library: Library) -> Rows:
    """Brands and their full names."""
    for name, entry in library.brands.items():
        yield _row(name, entry.value.meta.full_name())


def fonts(library: Library) -> Rows:
    """Families that ship."""
    from toolkit.fonts import shipped_folders

    for name in sorted(shipped_folders()):
        yield _row(name, "ships with the program")


def jurisdictions(library: Library) -> Rows:
    """Places whose law and help lines are known."""
    for name, entry in library.jurisdictions.items():
        yield _row(name, _word(library, entry.folder, "name"))


def kinds(library: Library) -> Rows:
    """Sorts of documents."""
    for name, entry in library.kinds.items():
        yield _row(name, _word(library, entry.folder, "name"))


def kits(library: Library) -> Rows:
    """Kits and how many documents they have."""
    for name, entry in library.kits.items():
        yield _row(name, f"{_word(library, entry.folder, 'title')}: {len(entry.value.documents)} documents")


def locales(library: Library) -> Rows:
    """Locales in their own words."""
    for name, entry in library.locales.items():
        yield _row(name, entry.value.name)


def modes(library: Library) -> Rows:
    """Print modes and what they are for."""
    for name, entry in library.modes.items():
        yield _row(name, f"{_word(library, entry.folder, 'name')}: {_word(library, entry.folder, 'note')}")


def modules(library: Library) -> Rows:
    """Modules and the locales they are written in."""
    for name in library.module_names:
        yield _row(name, ", ".join(sorted(locale for slug, locale in library.modules if slug == name)))


def sources(library: Library) -> Rows:
    """The bibliography."""
    for name, entry in library.sources.items():
        source = entry.value
        yield _row(name, f"{source.publisher}: {source.title} ({source.date or 'undated'}), read {source.read}")


def stocks(library: Library) -> Rows:
    """Sheets and their sizes."""
    for name, entry in library.stocks.items():
        yield _row(name, f"{entry.value.name} ({_size(entry)} mm)")


def _size(entry: Entry[Any]) -> str:
    return f"{entry.value.size[0]:g} × {entry.value.size[1]:g}"
