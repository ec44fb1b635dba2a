"""`toolkit build` and `toolkit preview`."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from toolkit.cli.frame import Frame, guarded

if TYPE_CHECKING:
    from toolkit.build import Built
    from toolkit.resolve import Request

_WHAT = (
    click.argument("kits", nargs=-1, metavar="[KIT]..."),
    click.option(
        "--only",
        "documents",
        multiple=True,
        metavar="DOCUMENT",
        help="Only this document of the KITs, such as certificate; may be given several times.",
    ),
    click.option("--brand", help="Whose brand (default: the one in content/defaults.yml)."),
    click.option("--locale", "locales", multiple=True, help="In which locale, such as en; may be given several times."),
    click.option("--jurisdiction", help="Whose help lines and law, such as us-ma."),
    click.option(
        "--stock",
        "stocks",
        multiple=True,
        help="On which sheet, by its name or a product number; may be given several times.",
    ),
    click.option("--printer", help="Move backs as this printer needs it; see `toolkit printer`."),
    click.option(
        "--mode", "modes", multiple=True, help="In which print mode, such as a proof; see toolkit list modes."
    ),
    click.option(
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where to put it (default: output/ in the project folder).",
    ),
    click.option("--jobs", type=click.IntRange(0), default=0, help="How many processes (default: one a core)."),
)


def _what(function: Any) -> Any:
    for decorate in reversed(_WHAT):
        function = decorate(function)
    return function


@click.command("build")
@_what
@click.option("--force", is_flag=True, help="Make everything anew, changed or not.")
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A table of people (CSV): make only documents that take one, out to each of them.",
)
@click.option("--each", is_flag=True, help="With --data: one PDF for each person.")
@guarded
def build_command(
    frame: Frame, jobs: int, force: bool, output: Path | None, data: tuple[Path, ...], each: bool, **what: Any
) -> None:
    """Make the PDFs of KITs (all of them when none is named), a manifest and an index page."""
    if each and not data:
        raise click.UsageError("--each needs a table of people: --data people.csv")
    if len(data) > 1:
        raise click.UsageError("--data takes one table: put all people into one, or build once for each table")
    frame.aftermath = "; nothing was written"
    built = _build(frame, _request(what), output, jobs, force=force, data=data[0] if data else None, each=each)
    if frame.json:
        frame.data(
            {
                "made": list(built.made),
                "kept": list(built.kept),
                "index": str(built.index),
                "findings": [finding.record() for finding in built.findings],
            }
        )
        return
    if frame.verbose:
        for path in built.kept:
            frame.say(f"unchanged: {path}")
    for path in built.made:
        frame.result(str(built.index.parent / path))
    frame.say(summary(built, frame))


def _request(what: Any) -> Request:
    from toolkit.resolve import Request

    return Request(**what)


def _build(
    frame: Frame,
    request: Request,
    output: Path | None,
    jobs: int,
    *,
    force: bool,
    data: Path | None = None,
    each: bool = False,
) -> Built:
    from toolkit.batch import build_batch
    from toolkit.build import build

    make = partial(build_batch, data=data, each=each) if data else build
    for root in frame.roots() if frame.verbose else ():
        frame.say(f"reading: {root}")
    with Ticker(frame) as ticker:
        built = make(
            frame.roots(),
            request,
            output=output or frame.folder / "output",
            today=frame.day,
            jobs=jobs,
            force=force,
            strict=frame.strict,
            progress=ticker.tick,
        )
    frame.show(built.findings)
    return built


def summary(built: Built, frame: Frame) -> str:
    """What was made, where, in how long."""
    made = f"{len(built.made)} file{'' if len(built.made) == 1 else 's'} made"
    kept = f", {len(built.kept)} unchanged" if built.kept else ""
    return f"{made}{kept} in {frame.seconds()}. Open {built.index}"


class Ticker:
    """Progress: a bar with name and count on a terminal, plain lines otherwise."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.bar: Any = None
        self.terminal: bool = sys.stderr.isatty() and not frame.json

    def __enter__(self) -> Self:
        return self

    def tick(self, name: str, done: int, total: int) -> None:
        """One more document is finished."""
        if self.frame.json:
            return
        if not self.terminal:
            self.frame.say(f"[{done}/{total}] {name}")
            return
        if self.bar is None:
            stream = sys.stderr
            self.bar = click.progressbar(
                length=total, file=stream, item_show_func=lambda item: item or "", show_eta=False
            )
            self.bar.__enter__()
        self.bar.update(1, name)

    def __exit__(self, *exception: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(*exception)


@click.command("preview")
@_what
@guarded
def preview_command(frame: Frame, jobs: int, output: Path | None, **what: Any) -> None:
    """Build KITs, then build what changed whenever a file is saved. Stop with Ctrl-C."""
    import time

    from toolkit.findings import Stopped
    from toolkit.preview import changes

    with suppress(KeyboardInterrupt):
        for changed in changes(frame.roots(), frame.folder / "output" if output is None else output):
            frame.started = time.monotonic()
            for path in changed:
                frame.say(f"changed: {path}")
            try:
                frame.say(summary(_build(frame, _request(what), output, jobs, force=False), frame))
            except Stopped as stopped:
                frame.show(stopped.findings)
                frame.say("the last good files stay; waiting for the next change")
