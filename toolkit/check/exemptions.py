"""Written exceptions: which findings of content they take away, and which of them take away none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.codes import CODES
from toolkit.findings import Finding, Severity, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.schema.wording import Exemption

CONTENT = "C"
"""The letter of the checks of content."""

OVERRIDABLE = frozenset(code for code in CODES if code.startswith(CONTENT)) - {"C115"}
"""The checks that a written reason may override."""


def exemptions_name_checks(library: Library, today: date) -> Iterable[Finding]:
    """An exception names a check of content; no other may be overridden."""
    for entry in library.exemptions:
        code = entry.value.check
        if code in CODES and code not in OVERRIDABLE:
            hint = "only checks of content can be, and this one cannot"
            yield Finding("C115", f"{code} may not be overridden", entry.at("check"), hint)
        elif code not in CODES:
            hint = did_you_mean(code, OVERRIDABLE)
            yield Finding("C115", f'there is no check "{code}"', entry.at("check"), hint)


def without_exempted(library: Library, findings: Iterable[Finding], *, complete: bool) -> tuple[Finding, ...]:
    """The findings that no exception covers; when every check ran, also the exceptions that cover none."""
    left: list[Finding] = []
    used: set[str] = set()
    for finding in findings:
        covering = {str(entry.at()) for entry in library.exemptions if _covers(library, entry, finding)}
        used |= covering
        if not covering:
            left.append(finding)
    for entry in library.exemptions if complete else ():
        if str(entry.at()) not in used and entry.value.check in OVERRIDABLE:
            hint = "take this exception out, or write the file and the text as they stand"
            message = f"{entry.value.check} finds nothing there"
            left.append(Finding("C115", message, entry.at(), hint, Severity.WARNING))
    return tuple(left)


def _covers(library: Library, entry: Entry[Exemption], finding: Finding) -> bool:
    """Whether an exception is for this check and file, and its text stands in the line or the message."""
    rule = entry.value
    if rule.check not in OVERRIDABLE or (rule.check, rule.file) != (finding.code, finding.origin.path):
        return False
    line = library.files.text(rule.file).splitlines()[finding.origin.line - 1 : finding.origin.line]
    return any(rule.text in said for said in (*line, finding.message))
