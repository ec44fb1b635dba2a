"""What every test may use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from toolkit import build as builder
from toolkit.findings import Finding
from toolkit.load.library import Library

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")

ON_THIS_DAY = "2026-11-21"

Toolkit = Callable[..., Result]


@pytest.fixture(scope="session", autouse=True)
def _checked_once() -> Iterator[None]:
    """Commands that run in this process check the same files on the same day once: a check depends on nothing else.

    Hundreds of tests are about one command each, and every command checks all that ships.
    """
    really, known = builder.check, dict[tuple[str, date, bool], tuple[Finding, ...]]()

    def check(library: Library, *, today: date, content: bool = True) -> tuple[Finding, ...]:
        digest = hashlib.sha256()
        for path, data in sorted(library.files.contents.items()):
            digest.update(f"{path} {len(data)}\n".encode() + data)
        key = (digest.hexdigest(), today, content)
        if key not in known:
            known[key] = really(library, today=today, content=content)
        return known[key]

    builder.check = check
    yield
    builder.check = really


@pytest.fixture
def toolkit(tmp_path: Path) -> Toolkit:
    """The command line in a project folder of one's own (tmp_path), on a fixed day."""

    def run(*arguments: str) -> Result:
        from toolkit.cli import main

        given = ["--project", str(tmp_path), "--today", ON_THIS_DAY, *arguments]
        return CliRunner().invoke(main, given)

    return run
