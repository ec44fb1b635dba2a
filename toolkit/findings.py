"""Findings: what is wrong, where, and what to do about it. Owns no rules and prints nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_NAMES = 20
NEAREST = 5


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning stops only under --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in a project file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: a stable code, a plain sentence, its place and a hint."""

    code: str
    message: str
    origin: Origin
    hint: str = ""
    severity: Severity = Severity.ERROR

    def record(self) -> dict[str, str | int]:
        """The same finding as plain data, for --format json."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.origin.path,
            "line": self.origin.line,
            "column": self.origin.column,
            "message": self.message,
            "hint": self.hint,
        }


def from_record(record: Mapping[str, Any]) -> Finding:
    """A finding out of its plain data; KeyError or ValueError where that is something else."""
    origin = Origin(record["path"], record["line"], record["column"])
    return Finding(record["code"], record["message"], origin, record["hint"], Severity(record["severity"]))


class Stopped(Exception):
    """A run that may not go on; carries every finding of the run so far."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(f"{len(self.findings)} findings")


class EnvironmentFault(Exception):
    """Something of the machine is missing (exit 3); `advice` is the command that mends it."""

    def __init__(self, message: str, advice: str) -> None:
        self.message = message
        self.advice = advice
        super().__init__(message, advice)


class WriteRefused(Exception):
    """A file that may not be written or replaced (exit 4)."""


def stop_on_errors(findings: Iterable[Finding], *, strict: bool = False) -> None:
    """Raise `Stopped` with all findings when one of them is an error (or any, when strict)."""
    known = tuple(findings)
    if any(strict or finding.severity is Severity.ERROR for finding in known):
        raise Stopped(known)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without repeats, by place then code, so that a run reads the same every time."""
    return tuple(sorted(set(findings), key=lambda f: (f.origin, f.code, f.message)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or lists what there is."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    if len(names) > MOST_NAMES:
        near = sorted(difflib.get_close_matches(word, names, n=NEAREST, cutoff=0)) or names[:NEAREST]
        return f"the nearest of {len(names)}: {', '.join(near)}"
    return f"known: {', '.join(names)}" if names else "there are none yet"
