"""What all commands share: global options, how findings are printed, exit statuses."""

from __future__ import annotations

import datetime
import functools
import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from toolkit.findings import Finding

F = TypeVar("F", bound=Callable[..., Any])


class Exit(IntEnum):
    """Exit statuses."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    ENVIRONMENT = 3
    REFUSED = 4


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day written 2026-11-21."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a day; write it as 2026-11-21', param, ctx)


GLOBAL_OPTIONS: list[click.Parameter] = [
    click.Option(
        ["--project"],
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        help="Your project folder (default: here, when it holds content/ or templates/).",
    ),
    click.Option(["--strict"], is_flag=True, help="Warnings stop too."),
    click.Option(["--format", "form"], type=click.Choice(["text", "json"]), default="text", show_default=True),
    click.Option(["--today"], type=Day(), help="Act as if it were this day (2026-11-21)."),
    click.Option(["-v", "--verbose"], is_flag=True, help="Also say what is read and what stays unchanged."),
]


@dataclass
class Frame:
    """The global options of a run."""

    project: Path | None = None
    strict: bool = False
    form: str = "text"
    today: datetime.date | None = None
    verbose: bool = False
    aftermath: str = ""
    started: float = field(default_factory=time.monotonic)

    @property
    def day(self) -> datetime.date:
        """The day to act on: as given, or today."""
        return self.today or datetime.date.today()

    @property
    def folder(self) -> Path:
        """The project folder: as given, or the current one."""
        return self.project or Path.cwd()

    def roots(self) -> tuple[Path, ...]:
        """What ships, and the project folder over it when there is one."""
        from toolkit.load.layers import FOLDERS, OWN_FILES, roots_for

        has_project = any((self.folder / name).exists() for name in (*FOLDERS, *OWN_FILES))
        return roots_for(self.folder if has_project else None)

    @property
    def json(self) -> bool:
        """Whether output is for a program."""
        return self.form == "json"

    def say(self, text: str = "") -> None:
        """A line for the person, on standard error, so that results stay alone on standard output."""
        click.echo(text, err=True)

    def result(self, text: str) -> None:
        """A line of result."""
        click.echo(text)

    def data(self, value: Any) -> None:
        """A result for a program."""
        click.echo(json.dumps(value, indent=1, ensure_ascii=False))

    def show(self, findings: Iterable[Finding]) -> None:
        """Findings in the form asked for."""
        found = tuple(findings)
        if self.json:
            return
        for finding in found:
            colour = "red" if finding.severity == "error" else "yellow"
            label = click.style(f"{finding.severity.value} {finding.code}", fg=colour, bold=True)
            self.say(f"{finding.origin}: {label}: {finding.message}")
            if finding.hint:
                self.say(f"  hint: {finding.hint}")

    def seconds(self) -> str:
        """How long the run took so far."""
        return f"{time.monotonic() - self.started:.1f} s"


def guarded(function: F) -> F:
    """Turns the library's exceptions into printed findings and exit statuses; no traceback reaches a user."""

    @functools.wraps(function)
    def wrapper(frame: Frame, *args: Any, **kwargs: Any) -> None:
        from toolkit import COLLECT_SELDOM
        from toolkit.findings import EnvironmentFault, Stopped, WriteRefused, ordered
        from toolkit.resolve import UnknownName

        gc.set_threshold(*COLLECT_SELDOM)
        try:
            function(frame, *args, **kwargs)
        except Stopped as stopped:
            findings = ordered(stopped.findings)
            if frame.json:
                frame.data({"findings": [finding.record() for finding in findings]})
            frame.show(findings)
            frame.say(count_text(findings) + frame.aftermath)
            sys.exit(Exit.FINDINGS)
        except UnknownName as unknown:
            raise click.UsageError(str(unknown)) from None
        except EnvironmentFault as fault:
            frame.say(f"{fault.message}\n  hint: {fault.advice}")
            sys.exit(Exit.ENVIRONMENT)
        except WriteRefused as refused:
            frame.say(str(refused))
            sys.exit(Exit.REFUSED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as fault:
            frame.say(f"{fault.filename or 'the output'} cannot be read or written: {fault.strerror}")
            sys.exit(Exit.REFUSED)

    return click.pass_obj(wrapper)  # type: ignore[return-value]


def count_text(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`."""
    found = list(findings)
    counts = {name: sum(f.severity == name for f in found) for name in ("error", "warning")}
    parts = [f"{number} {name}{'' if number == 1 else 's'}" for name, number in counts.items() if number]
    return ", ".join(parts) or "no findings"
