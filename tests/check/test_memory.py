"""What a check found is believed for the same files on the same day, and for nothing else."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from tests.example_project import EXAMPLE, NOTICING, TODAY
from toolkit import build as builder
from toolkit.build import load_checked
from toolkit.check import memory
from toolkit.findings import Finding, Origin, Severity, Stopped
from toolkit.load.layers import read

WARNING = Finding("X100", "this “may” be old", Origin(NOTICING, 3, 7), "look again", Severity.WARNING)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example that a test may change."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "project"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each check that was really made; each finds the same warning."""
    made: list[str] = []

    def check(*_: object, **__: object) -> tuple[Finding, ...]:
        made.append("made")
        return (WARNING,)

    monkeypatch.setattr(builder, "check", check)
    return made


def remember(project: Path, output: Path) -> None:
    """Keep the warning for the project as it is now."""
    output.mkdir(exist_ok=True)
    (output / memory.NAME).write_bytes(memory.written(read([project]), TODAY, [WARNING]))


def test_the_same_files_on_the_same_day_are_checked_once(project, tmp_path, checks):
    remember(project, tmp_path / "out")
    assert load_checked([project], today=TODAY, output=tmp_path / "out")[1] == (WARNING,)
    assert not checks


def test_without_an_output_folder_nothing_is_believed(project, tmp_path, checks):
    remember(project, tmp_path / "out")
    assert load_checked([project], today=TODAY)[1] == (WARNING,)
    assert checks == ["made"]


@pytest.mark.parametrize("change", ["edited", "added", "gone", "renamed", "another day", "another program"])
def test_whatever_changes_is_checked_anew(project, tmp_path, checks, change, monkeypatch):
    extra = project / "content/extra.txt"
    extra.write_text("One.", encoding="utf-8")
    remember(project, tmp_path / "out")
    if change == "edited":
        extra.write_text("Two.", encoding="utf-8")
    elif change == "added":
        extra.with_name("more.txt").write_text("", encoding="utf-8")
    elif change == "gone":
        extra.unlink()
    elif change == "renamed":
        extra.rename(extra.with_name("other.txt"))
    elif change == "another program":
        monkeypatch.setattr(memory, "program_digest", lambda: "another")
    day = TODAY + timedelta(days=1) if change == "another day" else TODAY
    assert load_checked([project], today=day, output=tmp_path / "out")[1] == (WARNING,)
    assert checks == ["made"]


@pytest.mark.parametrize("kept", [b"", b"[]", b"null", b"\xff", b'{"state": 1}', b'{"findings": [1]}', None])
def test_a_damaged_memory_is_no_memory(project, tmp_path, checks, kept):
    if kept is not None:
        (tmp_path / memory.NAME).write_bytes(kept)
    assert load_checked([project], today=TODAY, output=tmp_path)[1] == (WARNING,)
    assert checks == ["made"]


def test_a_finding_that_cannot_be_read_back_is_no_memory(project, tmp_path, checks):
    remember(project, tmp_path)
    kept = json.loads((tmp_path / memory.NAME).read_bytes())
    kept["findings"][0]["severity"] = "grave"
    (tmp_path / memory.NAME).write_text(json.dumps(kept), encoding="utf-8")
    assert load_checked([project], today=TODAY, output=tmp_path)[1] == (WARNING,)
    assert checks == ["made"]


def test_what_is_remembered_stops_a_strict_run_as_it_did(project, tmp_path, checks):
    remember(project, tmp_path)
    with pytest.raises(Stopped) as stopped:
        load_checked([project], today=TODAY, output=tmp_path, strict=True)
    assert stopped.value.findings == (WARNING,)
    assert not checks
