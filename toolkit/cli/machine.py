"""`toolkit verify` and `toolkit doctor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.cli.frame import Exit, Frame, count_text, guarded


@click.command("verify")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@guarded
def verify_command(frame: Frame, paths: tuple[Path, ...]) -> None:
    """Prove built PDFs: whole, as the manifest says, and PDF/UA-1 where they are for reading.

    PATHs are PDFs or output folders (default: output/ in the project folder).
    """
    from toolkit.findings import Stopped
    from toolkit.verify import verify

    chosen = paths or (frame.folder / "output",)
    count, findings = verify(chosen)
    if findings:
        raise Stopped(findings)
    if frame.json:
        frame.data({"files": count, "findings": []})
    frame.say(f"{count} files verified, {count_text(findings)}, in {frame.seconds()}")


@click.command("doctor")
@guarded
def doctor_command(frame: Frame) -> None:
    """See whether this machine has what is needed, and say the command that mends what is missing."""
    from toolkit.doctor import examine

    results = examine(frame.folder)
    if frame.json:
        frame.data(
            [{"what": item.what, "good": item.good, "found": item.found, "advice": item.advice} for item in results]
        )
    else:
        for item in results:
            frame.result(f"{'ok ' if item.good else 'NO '} {item.what}: {item.found}")
            if item.advice:
                frame.result(f"    {item.advice}")
    if not all(item.good for item in results):
        sys.exit(Exit.ENVIRONMENT)
