"""`toolkit init` and `toolkit new`."""

from __future__ import annotations

import re
from pathlib import Path

import click

from toolkit.cli.frame import Frame, guarded


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@guarded
def init_command(frame: Frame, folder: Path) -> None:
    """Start a project FOLDER: your brands, words and modules are laid over what ships."""
    from toolkit.load.layers import read, roots_for
    from toolkit.project import start_project

    for path in start_project(read(roots_for(None)), folder):
        frame.result(str(path))
    frame.say(f"next: cd {folder}, then: toolkit new brand YOUR-NAME")


@click.command("new")
@click.argument("axis")
@click.argument("name")
@guarded
def new_command(frame: Frame, axis: str, name: str) -> None:
    """Write a commented starter: AXIS is brand, module, kit and so on; NAME is its new name.

    The starter builds as it is; change it from there.
    """
    from toolkit.findings import did_you_mean
    from toolkit.load.layers import read
    from toolkit.project import name_pattern, starter_axes, write_starter

    files = read(frame.roots())
    axes = starter_axes(files)
    if axis not in axes:
        raise click.UsageError(f'there is no starter "{axis}": {did_you_mean(axis, axes)}')
    if not re.fullmatch(name_pattern(files, axis), name):
        raise click.UsageError(f'"{name}" cannot be a name here: use small letters a-z, digits and single hyphens')
    for path in write_starter(files, axis, name, frame.folder, today=frame.day):
        frame.result(str(path))
