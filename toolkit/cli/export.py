"""`toolkit export`."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.frame import Frame, guarded


@click.command("export")
@click.argument("kits", nargs=-1, required=True, metavar="KIT...")
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(["docx", "html", "text"]),
    help="docx for a word processor, html for a browser or a phone, text for e-mail.",
)
@click.option(
    "--only",
    "documents",
    multiple=True,
    metavar="DOCUMENT",
    help="Only this document of the KITs, such as certificate; may be given several times.",
)
@click.option("--brand", help="Whose brand (default: the one in content/defaults.yml).")
@click.option("--locale", "locales", multiple=True, help="In which locale, such as en; may be given several times.")
@click.option("--jurisdiction", help="Whose help lines and law, such as us-ma.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to put it (default: export/ in the project folder).",
)
@click.option("--force", is_flag=True, help="Write over files that differ, such as those that somebody edited.")
@guarded
def export_command(
    frame: Frame,
    kits: tuple[str, ...],
    form: str,
    documents: tuple[str, ...],
    brand: str | None,
    locales: tuple[str, ...],
    jurisdiction: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Write the documents of KITs as files that can be edited: same words and numbers, simple layout."""
    from toolkit.handoff import hand_off
    from toolkit.resolve import Request

    frame.aftermath = "; nothing was written"
    folder = output or frame.folder / "export"
    request = Request(kits=kits, brand=brand, locales=locales, jurisdiction=jurisdiction, documents=documents)
    done = hand_off(
        frame.roots(),
        request,
        folder,
        form=form,
        today=frame.day,
        force=force,
        strict=frame.strict,
    )
    frame.show(done.findings)
    if frame.json:
        findings = [finding.record() for finding in done.findings]
        frame.data({"made": list(done.made), "left_out": list(done.left_out), "findings": findings})
        return
    for path in done.made:
        frame.result(str(folder / path))
    for label in done.left_out:
        frame.say(f"left out: {label} (it has no text of modules; build makes it)")
    frame.say(f"{len(done.made)} file{'' if len(done.made) == 1 else 's'} in {frame.seconds()}")
