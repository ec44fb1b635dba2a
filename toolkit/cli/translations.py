"""`toolkit translated` and `toolkit reviewed`."""

from __future__ import annotations

import click

from toolkit.cli.frame import Frame, guarded


@click.command("translated")
@click.argument("locale")
@click.argument("texts", nargs=-1)
@guarded
def translated_command(frame: Frame, locale: str, texts: tuple[str, ...]) -> None:
    """Record that TEXTS of a LOCALE match their sources as they stand now (all of them when none is named).

    TEXTS are modules, or folders of words, as `toolkit list translations` names them.
    """
    _record(frame, locale, texts, None)


@click.command("reviewed")
@click.argument("locale")
@click.argument("texts", nargs=-1, required=True)
@click.option("--by", required=True, help="Who reviewed them: a person who speaks the language.")
@guarded
def reviewed_command(frame: Frame, locale: str, texts: tuple[str, ...], by: str) -> None:
    """Record who reviewed TEXTS of a LOCALE, today: the band that calls them a draft goes."""
    _record(frame, locale, texts, by)


def _record(frame: Frame, locale: str, texts: tuple[str, ...], by: str | None) -> None:
    from toolkit.build import load_checked
    from toolkit.project import record_translation

    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    written = record_translation(library, frame.folder, locale, texts, by=by, on=frame.day)
    if frame.json:
        frame.data({"written": [str(path) for path in written]})
        return
    for path in written:
        frame.result(str(path))
    frame.say(f"{len(written)} file{'' if len(written) == 1 else 's'} written in {frame.seconds()}")
