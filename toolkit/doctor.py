"""What this machine has and lacks, each with the command that mends it."""

from __future__ import annotations

import importlib.metadata
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolkit.engines import ENGINES
from toolkit.findings import EnvironmentFault
from toolkit.fonts import shipped_folders


@dataclass(frozen=True)
class Result:
    """One thing looked at."""

    what: str
    good: bool
    found: str
    advice: str = ""


def examine(folder: Path) -> tuple[Result, ...]:
    """Python, libraries, Pango, fonts, and a folder to write to."""
    return tuple(look(folder) for look in LOOKS)


def _python(folder: Path) -> Result:
    version = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Result("Python", good, version, "" if good else "install Python 3.11 or newer")


def _libraries(folder: Path) -> Result:
    found, missing = [], []
    for name in ENGINES:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    advice = f"pip install {' '.join(missing)}" if missing else ""
    return Result("libraries", not missing, ", ".join(found), advice)


def _pango(folder: Path) -> Result:
    try:
        from toolkit.render.engine import weasyprint
    except EnvironmentFault as fault:
        return Result("Pango", False, fault.message, fault.advice)
    from toolkit.render.engine import pango_version

    return Result("Pango", True, f"{pango_version()} (WeasyPrint {weasyprint.__version__})")


def _fonts(folder: Path) -> Result:
    try:
        return Result("fonts", True, ", ".join(sorted(shipped_folders())))
    except EnvironmentFault as fault:
        return Result("fonts", False, fault.message, fault.advice)


def _writable(folder: Path) -> Result:
    good = os.access(folder, os.W_OK)
    return Result("folder to write to", good, str(folder), "" if good else "change to a folder of your own")


LOOKS: tuple[Callable[[Path], Result], ...] = (_python, _libraries, _pango, _fonts, _writable)
