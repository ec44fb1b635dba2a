"""`toolkit check` and `toolkit explain`."""

from __future__ import annotations

import click

from toolkit.cli.frame import Frame, count_text, guarded


@click.command("check")
@guarded
def check_command(frame: Frame) -> None:
    """Check every file of the program and of your project; nothing is made."""
    from toolkit.build import load_checked

    library, findings = load_checked(frame.roots(), today=frame.day, strict=frame.strict)
    if frame.json:
        frame.data({"findings": [finding.record() for finding in findings]})
        return
    frame.show(findings)
    count = len(library.files.contents)
    frame.say(f"{count} files checked, {count_text(findings)}, in {frame.seconds()}")


@click.command("explain")
@click.argument("code", required=False)
@guarded
def explain_command(frame: Frame, code: str | None) -> None:
    """Tell more about a finding's CODE, such as M104; without one, list them all."""
    from toolkit.codes import CODES
    from toolkit.findings import did_you_mean

    if code is None:
        for name, (title, _) in sorted(CODES.items()):
            frame.result(f"{name}  {title}")
        return
    if code.upper() not in CODES:
        raise click.UsageError(f'there is no code "{code}": {did_you_mean(code.upper(), CODES)}')
    title, more = CODES[code.upper()]
    if frame.json:
        frame.data({"code": code.upper(), "title": title, "more": more})
    else:
        frame.result(f"{code.upper()}: {title}\n\n{more}")
