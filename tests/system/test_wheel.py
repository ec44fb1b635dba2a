"""The wheel: templates and content inside, tests outside, and it works from there."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from .workshop import PACKAGE, ROOT, TODAY, Program, hashes, locked, text_of

SHIPPED = f"{PACKAGE}/shipped"


@pytest.fixture(scope="module")
def wheel(shared: Path) -> Path:
    """The wheel of this repository, built without a network."""
    folder = shared / "wheel"
    with locked(shared / "wheel.lock"):
        if not folder.exists():
            command = [
                sys.executable,
                "-m",
                "pip",
                "wheel",
                "--no-deps",
                "--no-build-isolation",
                "--no-index",
                "--quiet",
            ]
            part = shared / "wheel.part"
            done = subprocess.run(
                [*command, "--wheel-dir", part, ROOT], capture_output=True, text=True, timeout=300, check=False
            )
            assert done.returncode == 0, done.stderr
            part.rename(folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        assert archive.testzip() is None
        return archive.namelist()


@pytest.mark.parametrize("folder", ["templates", "content"])
def test_everything_that_ships_is_inside(folder: str, wheel: Path) -> None:
    """Byte for byte."""
    expected = {path: digest for path, digest in hashes(ROOT / folder).items() if not hidden(path)}
    assert len(expected) > 20
    prefix = f"{SHIPPED}/{folder}/"
    with zipfile.ZipFile(wheel) as archive:
        found = {
            name.removeprefix(prefix): hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.startswith(prefix)
        }
    assert found == expected


def hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts)


def test_the_whole_program_is_inside_and_nothing_else(names: list[str]) -> None:
    """No tests, no output, no caches, no documents of the repository."""
    modules = {f"{PACKAGE}/{path}" for path in hashes(ROOT / PACKAGE, "*.py")}
    inside = {name for name in names if name.endswith(".py")}
    assert inside == modules
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2
    assert PACKAGE in tops
    assert {PurePosixPath(name).parts[1] for name in names if name.startswith(f"{SHIPPED}/")} == {"shipped"}
    strange = {"tests", "output", "docs", "__pycache__", ".venv"}
    assert [name for name in names if strange & set(PurePosixPath(name).parts)] == []
    assert [name for name in names if name.endswith((".pyc", ".lock")) or "/test_" in name] == []


def test_its_head_says_what_it_needs(wheel: Path) -> None:
    """The entry point, the licences, the fonts and the layout engine."""
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        (head,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        assert "toolkit = toolkit.cli:main" in archive.read(entry).decode()
        metadata = archive.read(head).decode()
        licences = [name for name in archive.namelist() if "/licenses/" in name]
    assert "Requires-Dist: weasyprint" in metadata
    assert metadata.count("Requires-Dist: fontpkg-") >= 3
    assert "Requires-Dist: pytest" not in metadata
    assert {Path(name).name for name in licences} == {"LICENSE", "LICENSE-CONTENT"}


def test_it_works_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Unpacked away from the repository: init, a new brand, a new kit, a build."""
    place = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    installed = Program(place)
    here = tmp_path / "mine"
    here.mkdir()
    assert Path(where(installed, here)) == place / SHIPPED
    for words in (("init", "."), ("new", "brand", "my-group"), ("new", "kit", "my-kit"), ("--strict", "check")):
        installed.run("--today", TODAY, *words, cwd=here).done()
    made = installed.run("--today", TODAY, "build", "my-kit", "--brand", "my-group", cwd=here).done()
    assert [Path(line).relative_to(here / "output").parts[:2] for line in made.lines] == [("my-group", "my-kit")]
    assert "My group" in text_of(Path(made.lines[0]))
    shutil.rmtree(place)


def where(program: Program, cwd: Path) -> str:
    """Where a copy of the program takes what ships from."""
    code = "from toolkit.load.layers import shipped_root; print(shipped_root())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=program.environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
