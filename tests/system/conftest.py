"""What the system tests share: a snapshot of the program and builds that are made once for all workers."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from .workshop import (
    KIT,
    PACKAGE,
    ROOT,
    TODAY,
    Built,
    Program,
    Run,
    data_of,
    documents_of,
    locked,
    only,
    tiny_files,
    write,
)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this session share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def program(shared: Path) -> Program:
    """The program under test, copied once."""
    root = shared / "program"
    with locked(shared / "program.lock"):
        if not root.exists():
            whole = shared / "program.part"
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            for name in (PACKAGE, "templates", "content"):
                shutil.copytree(ROOT / name, whole / name, ignore=ignored)
            whole.rename(root)
    return Program(root)


@pytest.fixture(scope="session")
def bare(shared: Path, program: Program) -> Program:
    """The program without trainings of its own: for tests that bring theirs, it starts four times as fast."""
    root = shared / "bare"
    with locked(shared / "bare.lock"):
        if not root.exists():
            whole = shared / "bare.part"
            shutil.copytree(program.root, whole)
            for name in ("kits", "modules"):
                shutil.rmtree(whole / "content" / name)
            (whole / "content/questions.yml").unlink()
            for path in (whole / "content/exceptions").iterdir():
                kept = [record for record in data_of(path)["exceptions"] if (whole / record["file"]).exists()]
                path.write_text(yaml.safe_dump({"exceptions": kept}, allow_unicode=True), encoding="utf-8")
            whole.rename(root)
    return Program(root)


@pytest.fixture(scope="session")
def built_once(shared: Path, program: Program) -> Callable[..., Built]:
    """Builds by name: the first who asks makes it, the others get the same folder. Nobody may change it.

    What was built before (`upon`) is not made again.
    """

    def make(
        name: str,
        *words: str,
        before: tuple[str, ...] = (),
        env: Mapping[str, str] | None = None,
        upon: Built | None = None,
    ) -> Built:
        folder = shared / "builds" / name
        folder.mkdir(parents=True, exist_ok=True)
        record = folder / "run.json"
        with locked(folder / "lock"):
            if not record.exists():
                cwd = folder / "cwd"
                cwd.mkdir(exist_ok=True)
                if upon:
                    shutil.copytree(upon.output, folder / "output")
                options = ("--today", TODAY) if "--today" not in before else ()
                run = program.run(*options, *before, "build", *words, "--output", folder / "output", cwd=cwd, env=env)
                record.write_text(json.dumps([run.code, run.out, run.err]), encoding="utf-8")
        code, out, err = json.loads(record.read_text(encoding="utf-8"))
        return Built(folder / "output", Run(code, out, err))

    return make


@pytest.fixture(scope="session")
def edition_of(built_once: Callable[..., Built]) -> Callable[[str, str], Built]:
    """A shipped kit in a brand and a locale: every kind that it has."""

    def make(brand: str, locale: str) -> Built:
        some = only(documents_of(locale))
        return built_once(f"{brand}-{locale}", KIT, *some, "--brand", brand, "--locale", locale)

    return make


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with a tiny kit of three leaflets."""
    folder = tmp_path / "project"
    write(folder, tiny_files("alpha", "beta", "gamma"))
    return folder
