"""What every test may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")

ON_THIS_DAY = "2026-11-21"

Toolkit = Callable[..., Result]


@pytest.fixture
def toolkit(tmp_path: Path) -> Toolkit:
    """The command line in a project folder of one's own (tmp_path), on a fixed day."""

    def run(*arguments: str) -> Result:
        from toolkit.cli import main

        given = ["--project", str(tmp_path), "--today", ON_THIS_DAY, *arguments]
        return CliRunner().invoke(main, given)

    return run
