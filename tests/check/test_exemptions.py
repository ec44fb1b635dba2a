"""Written exceptions: what they take away, what they may not, and that none is left over."""

from __future__ import annotations

import pytest

from tests.example_project import EXTRA, FIRST, KIT, assert_finding, edited, extra_module, findings_of
from toolkit.findings import Severity

EXCEPTIONS = "content/exceptions/ours.yml"
WORDING = {
    "content/wording/en.yml": "avoid:\n  - {term: rescue, forms: [rescued], better: help, because: It is theirs.}\n",
    **extra_module("## One {: #one }\n\nThey were rescued at sea.\n\nThey were rescued on land.\n"),
}
GOOD = {"check": "C105", "file": EXTRA, "text": "rescued at sea", "because": "It is the name of a film."}


def exception(**changes: str) -> str:
    lines = [f"{key}: {value!r}" for key, value in {**GOOD, **changes}.items() if value]
    return "exceptions:\n  - " + "\n    ".join(lines) + "\n"


def test_exception_takes_away_what_stands_in_its_line():
    found = findings_of({**WORDING, EXCEPTIONS: exception()})
    assert_finding(found, "C105", EXTRA, FIRST + 4)


def test_files_of_exceptions_add_to_each_other():
    more = {"content/exceptions/theirs.yml": exception(text="on land")}
    assert findings_of({**WORDING, EXCEPTIONS: exception(), **more}) == ()


def test_exception_may_name_what_the_message_says():
    assert findings_of({**WORDING, EXCEPTIONS: exception(text="It is theirs.")}) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "rescued in the air"},
        {"file": "content/modules/noticing/en.md"},
        {"file": "content/modules/nope/en.md"},
        {"check": "C106"},
    ],
)
def test_exception_that_matches_nothing(changes):
    found = findings_of({**WORDING, EXCEPTIONS: exception(**changes)})
    left = assert_finding(found, "C115", EXCEPTIONS, 2, 5, hint="take this exception out", alone=False)
    assert left.severity is Severity.WARNING
    assert [f.code for f in found].count("C105") == 2


@pytest.mark.parametrize(
    ("check", "message"),
    [("M103", "may not be overridden"), ("C115", "may not be overridden"), ("C999", 'there is no check "C999"')],
)
def test_exception_to_a_check_that_has_none(check, message):
    found = findings_of({EXCEPTIONS: exception(check=check)})
    assert_finding(found, "C115", EXCEPTIONS, 2, 5, message=message)


def test_only_checks_of_content_are_overridden():
    kit = edited(KIT, ("    role: nurse", "    role: nurze"))
    found = findings_of({**kit, EXCEPTIONS: exception(check="K101", file=KIT, text="nurze")})
    assert {f.code for f in found} == {"K101", "C115"}


def test_exception_is_not_called_unused_before_every_check_has_run():
    """C108 is measured only once all names are right: until then nobody knows what its exceptions match."""
    kit = edited(KIT, ("    role: nurse", "    role: nurze"))
    found = findings_of({**kit, EXCEPTIONS: exception(check="C108", file=KIT, text="nurse")})
    assert {f.code for f in found} == {"K101"}


@pytest.mark.parametrize("key", ["check", "file", "text", "because"])
def test_exception_needs_every_key(key):
    found = findings_of({**WORDING, EXCEPTIONS: exception(**{key: ""})})
    assert_finding(found, "S102", EXCEPTIONS, 2, message=f'"{key}" is missing')
