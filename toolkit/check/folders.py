"""Rules for the folders themselves: a file that nobody reads is named, a day in the future too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from toolkit.findings import Finding, Origin, Severity
from toolkit.load.library import Library

_READ = tuple(
    re.compile(pattern)
    for pattern in (
        r"content/([\w-]+|(sources|facts|wording|exceptions)/[^/]+)\.yml",
        r"content/modules/[^/]+/([^/]+\.md|media/.+)",
        r"content/(kits|audiences|jurisdictions)/[^/]+/([a-z]+\.yml|words/[^/]+\.yml)",
        r"content/brands/.+",
        r"templates/(base|starters)/.+",
        r"templates/kinds/[^/]+/.+\.(yml|j2|css)",
        r"templates/modes/[^/]+/(mode\.(yml|css)|words/[^/]+\.yml|[^/]+\.svg\.j2)",
        r"templates/(locales|stocks)/[^/]+\.yml",
        r"(confirmations|printers)\.yml",
        r".*README[^/]*",
    )
)


def unread_files(library: Library, today: date) -> Iterable[Finding]:
    """A file in a place where nothing looks, often a slip in its name (kit.yaml for kit.yml)."""
    for path in sorted(library.files.contents):
        if not any(pattern.fullmatch(path) for pattern in _READ):
            hint = "names end in .yml and .md, in the folders that docs/write-a-module.md and README.md show"
            yield Finding("Y106", "nothing reads this file", Origin(path), hint, Severity.WARNING)


def days_to_come(library: Library, today: date) -> Iterable[Finding]:
    """Nothing was reviewed or verified on a day that has not come."""
    hint = "write the day on which it was really done"
    for module in library.modules.values():
        if module.meta.reviewed > today:
            message = f"{module.meta.reviewed} has not come yet"
            yield Finding("J107", message, module.at("reviewed"), hint, Severity.WARNING)
    for registry in (library.lines, library.services, library.posters):
        groups: Iterable[Iterable[Any]] = registry.values()
        for entry in (entry for group in groups for entry in group):
            if entry.value.verified_on > today:
                message = f"{entry.value.verified_on} has not come yet"
                yield Finding("J107", message, entry.at("verified_on"), hint, Severity.WARNING)
