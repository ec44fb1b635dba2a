"""`toolkit helplines` and `toolkit confirm`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.frame import Day, Frame, guarded

if TYPE_CHECKING:
    from toolkit.edition import LineState


@click.command("helplines")
@click.option("--jurisdiction", help="Only the lines of this place.")
@guarded
def helplines_command(frame: Frame, jurisdiction: str | None) -> None:
    """Print a checklist for dialling: every number, what it is for, when it was last checked."""
    from toolkit.build import load_checked
    from toolkit.findings import did_you_mean
    from toolkit.resolve import UnknownName, line_states

    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    if jurisdiction and jurisdiction not in library.jurisdictions:
        raise UnknownName("jurisdiction", jurisdiction, did_you_mean(jurisdiction, library.jurisdictions))
    locale = library.settings.value.locale
    rows: dict[str, tuple[LineState, Any]] = {}
    for code in [jurisdiction] if jurisdiction else sorted(library.jurisdictions):
        words = library.jurisdiction_words(code, locale).get("lines", {})
        for state in line_states(library, code, today=frame.day):
            rows.setdefault(state.line.slug, (state, words.get(state.line.slug, {})))
    if frame.json:
        frame.data(
            [
                {
                    "line": name,
                    "name": words.get("name"),
                    "phone": state.line.value.phone,
                    "text": state.line.value.text,
                    "dial": state.line.value.dial,
                    "checked_on": str(state.checked_on),
                    "good_until": str(state.good_until),
                    "stale": state.stale,
                    "dialled_by": state.confirmation.by if state.confirmation else None,
                }
                for name, (state, words) in rows.items()
            ]
        )
        return
    for name, (state, words) in rows.items():
        line = state.line.value
        frame.result(f"[ ] {line.phone or line.web}   {words.get('name', name)}")
        if line.text:
            frame.result(f"    text {line.text}")
        frame.result(f"    {words.get('purpose', '')}")
        how = f"dialled by {state.confirmation.by}" if state.confirmation else "compared with its sources, not dialled"
        late = "   PAST ITS DAY" if state.stale else ""
        frame.result(f"    last checked {state.checked_on} ({how}), good until {state.good_until}{late}")
        action = "when it answers" if line.dial else "DO NOT DIAL this one to check it; once you are sure"
        frame.result(f'    {action}: toolkit confirm {name} --by "YOUR NAME"\n')
    frame.say(
        f"{len(rows)} lines. Dial those on your sheets before you hand them out, and say at once that it is a check."
    )


@click.command("confirm")
@click.argument("line")
@click.option("--by", required=True, help="Who dialled it.")
@click.option("--on", type=Day(), help="The day it was dialled (default: today).")
@guarded
def confirm_command(frame: Frame, line: str, by: str, on: datetime.date | None) -> None:
    """Record in the project folder that somebody dialled LINE and it was right."""
    from toolkit.build import load_checked
    from toolkit.project import confirm

    library, _ = load_checked(frame.roots(), today=frame.day, content=False)
    if not by.strip():
        raise click.UsageError("--by needs the name of the person who dialled")
    day = on or frame.day
    if day > frame.day:
        raise click.UsageError(f"{day} has not come yet")
    path = confirm(library, frame.folder, line, by=by, on=day)
    frame.result(str(path))
    frame.say(f"{line}: made sure of by {by} on {day}. The next build prints the day.")
