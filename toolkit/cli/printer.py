"""`toolkit printer`."""

from __future__ import annotations

import re
from typing import Any

import click

from toolkit.cli.frame import Frame, guarded


class Millimetres(click.ParamType):  # type: ignore[type-arg]
    """A length such as 1.5mm; one with a sign where that has a meaning."""

    name = "length"

    def __init__(self, most: float, *, signed: bool) -> None:
        self.most = most
        self.signed = signed

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        from toolkit.schema.record import signed_millimetres

        try:
            length = signed_millimetres(value)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)
        least = -self.most if self.signed else 0.0
        if not least <= length <= self.most:
            self.fail(f"{value} is not between {least:g}mm and {self.most:g}mm", param, ctx)
        return length


LONGEST_NAME = 40
_SHIFT = Millimetres(15, signed=True)


@click.command("printer")
@click.argument("name")
@click.option("--right", type=_SHIFT, help="Move backs so far to the right, such as 1.5mm; to the left: -1.5mm.")
@click.option("--down", type=_SHIFT, help="Move backs so far down; up: -0.5mm.")
@click.option("--unprintable", type=Millimetres(40, signed=False), help="The border on which it puts no ink.")
@click.option("--flip", type=click.Choice(["long-edge", "short-edge"]), help="How it turns sheets over.")
@guarded
def printer_command(frame: Frame, name: str, **known: Any) -> None:
    """Record in the project folder what is known of the printer NAME; the calibration sheet says which numbers."""
    from toolkit.build import load_checked
    from toolkit.project import record_printer

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > LONGEST_NAME:
        raise click.UsageError(
            f'"{name}" is no name: use up to {LONGEST_NAME} small letters, digits and single hyphens'
        )
    if all(value is None for value in known.values()):
        raise click.UsageError("say at least one of --right, --down, --unprintable, --flip")
    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    for axis, names in (("stock", library.stocks), ("jurisdiction", library.jurisdictions), ("mode", library.modes)):
        if name in names:
            raise click.UsageError(f'"{name}" is a {axis}: give the printer another name, which becomes part of files')
    path = record_printer(library, frame.folder, name, **known)
    frame.result(str(path))
    frame.say(f"Use it with: toolkit build --printer {name}")
