"""What a check found, remembered in an output folder: the same files on the same day need no second look.

To look at every word takes longer than all the rest of a build in which nothing changed. What is remembered is named
by all that a check depends on (the files, the day, this program), so it is right or it is not used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from toolkit.engines import engine_versions, program_digest
from toolkit.findings import Finding, from_record
from toolkit.load.layers import Files

NAME = ".checked.json"


def recalled(data: bytes, files: Files, today: date) -> tuple[Finding, ...] | None:
    """What was found for these files on this day; None where something else is kept, or nothing that can be read."""
    try:
        kept = json.loads(data)
        return tuple(map(from_record, kept["findings"])) if kept["state"] == _state(files, today) else None
    except (ValueError, KeyError, TypeError):
        return None


def written(files: Files, today: date, findings: Iterable[Finding]) -> bytes:
    """What was found for these files on this day, as it is kept."""
    kept = {"state": _state(files, today), "findings": [finding.record() for finding in findings]}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _state(files: Files, today: date) -> str:
    """A name for all that decides what a check finds."""
    programs = f"{sorted(engine_versions().items())} {program_digest()}"
    return hashlib.sha256(f"{files.state} {today} {programs}".encode()).hexdigest()
