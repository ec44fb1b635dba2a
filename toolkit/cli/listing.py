"""`toolkit list`."""

from __future__ import annotations

import importlib

import click

from toolkit.cli.frame import Frame, guarded

TABLES = {
    "audiences": "names",
    "brands": "names",
    "exceptions": "content",
    "facts": "audit",
    "fonts": "names",
    "jurisdictions": "names",
    "kinds": "names",
    "kits": "names",
    "locales": "names",
    "modes": "names",
    "modules": "names",
    "printers": "names",
    "posters": "places",
    "questions": "audit",
    "reading": "content",
    "sources": "names",
    "stocks": "names",
    "translations": "audit",
}
"""What can be listed, and the module of `survey` that has a function of this name for it."""


@click.command("list")
@click.argument("table", type=click.Choice(tuple(TABLES)), required=False)
@guarded
def list_command(frame: Frame, table: str | None) -> None:
    """List what there is in a TABLE, one line each; without one, list the tables."""
    if table is None:
        for name in TABLES:
            frame.result(name)
        return
    from toolkit.build import load_checked

    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    module = importlib.import_module(f"toolkit.survey.{TABLES[table]}")
    rows = list(getattr(module, table)(library))
    if frame.json:
        frame.data(rows)
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        frame.result(f"{row['name']:{width}}  {row['about']}".rstrip())
