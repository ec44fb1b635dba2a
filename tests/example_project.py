"""A tiny made-up project, over which a test lays the files it is about.

Owns `tests/example/`, the helper that runs load and check over it, and the one assertion for findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from toolkit.check.check import check
from toolkit.findings import Finding, Severity
from toolkit.load.layers import Files, read
from toolkit.load.library import Library
from toolkit.load.load import load_files

EXAMPLE = Path(__file__).parent / "example"
TODAY = date(2026, 11, 21)

KIT = "content/kits/clinic/kit.yml"
BRAND = "content/brands/larch/_brand.yml"
NOTICING = "content/modules/noticing/en.md"
ACTING = "content/modules/acting/en.md"
LINES = "content/jurisdictions/north/helplines.yml"
SOURCES = "content/sources.yml"
KIND = "templates/kinds/leaflet/kind.yml"

MODULE_HEAD = """\
---
title: Extra
topic: extra
audiences: [clinic]
sources: [field-guide]
reviewed: 2026-11-01
---
"""
EXTRA = "content/modules/extra/en.md"
FIRST = 9
"""The line on which the body of an extra module begins, behind its head and a blank line."""


@cache
def example_contents() -> dict[str, bytes]:
    """The files of the example; all of it is its own, so that shipped templates and words may change freely."""
    return dict(read([EXAMPLE]).contents)


def project(changes: dict[str, str | bytes | None] | None = None) -> Files:
    """The example with files replaced, added or (None) taken away."""
    contents = dict(example_contents())
    for path, data in (changes or {}).items():
        if data is None:
            del contents[path]
        else:
            contents[path] = data.encode() if isinstance(data, str) else data
    return Files(contents)


def text_of(path: str) -> str:
    """A file of the example as text."""
    return example_contents()[path].decode()


def edited(path: str, *swaps: tuple[str, str]) -> dict[str, str | bytes | None]:
    """One file of the example with each old text, which must stand there exactly once, replaced."""
    text = text_of(path)
    for old, new in swaps:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    return {path: text}


def extra_module(body: str) -> dict[str, str | bytes | None]:
    """A further module with a good head; its body begins on line FIRST."""
    return {EXTRA: f"{MODULE_HEAD}\n{body}"}


def loaded(changes: dict[str, str | bytes | None] | None = None) -> Library:
    """The library of a project that loads without a finding."""
    library, findings = load_files(project(changes))
    assert not findings, findings
    assert library is not None
    return library


def findings_of(changes: dict[str, str | bytes | None], *, today: date = TODAY) -> tuple[Finding, ...]:
    """What loading and then, when that went well, checking a project finds: the front half of a build."""
    library, findings = load_files(project(changes))
    if library is None or any(finding.severity is Severity.ERROR for finding in findings):
        return findings
    return (*findings, *check(library, today=today))


def assert_finding(
    found: Iterable[Finding],
    code: str,
    path: str,
    line: int | None = None,
    column: int | None = None,
    *,
    hint: str = "",
    message: str = "",
    alone: bool = True,
) -> Finding:
    """There is a finding with this code at this place, whose words hold the given ones; it is the only one."""
    known = tuple(found)
    shown = "\n".join(f"{f.origin} {f.code} {f.message} | {f.hint}" for f in known) or "no findings"
    at = [f for f in known if f.code == code and f.origin.path == path]
    at = [f for f in at if line in (None, f.origin.line) and column in (None, f.origin.column)]
    at = [f for f in at if hint in f.hint and message in f.message]
    assert len(at) == 1, f"expected one {code} at {path}:{line}:{column} ({message!r}, hint {hint!r}), found:\n{shown}"
    assert not alone or len(known) == 1, f"expected this finding alone, found:\n{shown}"
    return at[0]


def line_of(text: str, needle: str) -> int:
    """The number of the only line that holds a text."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if needle in line]
    assert len(lines) == 1, f"{needle!r} stands on lines {lines}"
    return lines[0]


def proposed_colour(finding: Finding) -> str:
    """The colour that a hint proposes."""
    colours = re.findall(r"#[0-9a-f]{6}", finding.hint)
    assert len(colours) == 1, finding.hint
    return colours[0]
