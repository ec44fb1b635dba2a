"""`toolkit list`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.frame import Frame, guarded

if TYPE_CHECKING:
    from toolkit.load.library import Library

AXES = ("audiences", "brands", "fonts", "jurisdictions", "kinds", "kits", "locales", "modules", "sources", "stocks")
REPORTS = ("exceptions", "reading")
"""What is no axis: written exceptions to checks, and the reading grade of every document."""


@click.command("list")
@click.argument("axis", type=click.Choice((*AXES, *REPORTS)), required=False)
@guarded
def list_command(frame: Frame, axis: str | None) -> None:
    """List the names of an AXIS, each with a few words; without one, list the axes."""
    if axis is None:
        for name in (*AXES, *REPORTS):
            frame.result(name)
        return
    from toolkit.build import load_checked

    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    if axis in REPORTS:
        records = _readings(frame, library) if axis == "reading" else _exceptions(library)
        if frame.json:
            frame.data(records)
        for record in () if frame.json else records:
            frame.result("  ".join(str(value) for value in record.values()))
        return
    rows = _rows(library, axis)
    if frame.json:
        frame.data([{"name": name, "about": about} for name, about in rows.items()])
        return
    width = max((len(name) for name in rows), default=0)
    for name, about in rows.items():
        frame.result(f"{name:{width}}  {about}".rstrip())


def _rows(library: Library, axis: str) -> Mapping[str, str]:
    locale = library.settings.value.locale

    def word(folder: str, key: str) -> str:
        return str((library.words(folder, locale) or {}).get(key, ""))

    def sheet(entry: Any) -> str:
        return f"{entry.value.name} ({entry.value.size[0]:g} × {entry.value.size[1]:g} mm)"

    def kit(entry: Any) -> str:
        return f"{word(entry.folder, 'title')}: {len(entry.value.documents)} documents"

    about: dict[str, Mapping[str, str]] = {
        "audiences": {n: f"{word(e.folder, 'name')}: {', '.join(e.value.roles)}" for n, e in library.audiences.items()},
        "brands": {name: entry.value.meta.full_name() for name, entry in library.brands.items()},
        "jurisdictions": {name: word(entry.folder, "name") for name, entry in library.jurisdictions.items()},
        "kinds": {name: word(entry.folder, "name") for name, entry in library.kinds.items()},
        "kits": {name: kit(entry) for name, entry in library.kits.items()},
        "locales": {name: entry.value.name for name, entry in library.locales.items()},
        "modules": {name: _locales_of(library, name) for name in library.module_names},
        "sources": {n: f"{e.value.publisher}: {e.value.title} ({e.value.date})" for n, e in library.sources.items()},
        "stocks": {name: sheet(entry) for name, entry in library.stocks.items()},
    }
    if axis == "fonts":
        from toolkit.fonts import shipped_folders

        return dict.fromkeys(sorted(shipped_folders()), "ships with the program")
    return about[axis]


def _readings(frame: Frame, library: Library) -> list[dict[str, Any]]:
    """One record for each document and locale: how hard it is, and how hard it may be."""
    from toolkit.check.check import every_edition
    from toolkit.check.reading import readings

    return [
        {
            "document": f"{reading.edition.kit.slug}/{reading.edition.name}",
            "locale": reading.edition.locale.slug,
            "grade": reading.grade,
            "ceiling": reading.ceiling,
            "words": reading.words,
            "sentences": len(reading.said),
        }
        for reading in readings(library, every_edition(library, today=frame.day))
    ]


def _exceptions(library: Library) -> list[dict[str, Any]]:
    """One record for each written exception, with its reason."""
    return [{"place": str(entry.at()), **entry.value.model_dump()} for entry in library.exemptions]


def _locales_of(library: Library, module: str) -> str:
    return ", ".join(sorted(locale for slug, locale in library.modules if slug == module))
