"""The families that ship: found among this program's own font dependencies, never on the host."""

from __future__ import annotations

import atexit
import hashlib
import importlib.metadata
import importlib.util
import io
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import platformdirs

from toolkit.findings import EnvironmentFault

DISTRIBUTION = "trainers-toolkit"
PREFIX = "fontpkg-"
REGULAR_WEIGHT = 400
TYPED = tuple(sorted({ord(letter) for letter in bytes(range(32, 256)).decode("cp1252", "ignore")}))
"""The characters that a reader may type into a form and see in the brand's family: the usual Latin code page."""


def font_packages() -> tuple[str, ...]:
    """The font packages that this program asks for; EnvironmentFault when it is not installed."""
    try:
        requirements = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        raise EnvironmentFault("the program is not installed, only copied", "pip install -e .") from None
    names = (re.split(r"[ ;<>=!~\[]", requirement, maxsplit=1)[0].lower() for requirement in requirements)
    return tuple(name for name in names if name.startswith(PREFIX))


@cache
def shipped_folders() -> Mapping[str, Path]:
    """The folder of each shipped family, by family name; EnvironmentFault when one is missing."""
    folders = {}
    for name in font_packages():
        spec = importlib.util.find_spec(name.replace("-", "_"))
        if spec is None or not spec.submodule_search_locations:
            raise EnvironmentFault(f"the font package {name} is missing", f"pip install {name}")
        folder = Path(spec.submodule_search_locations[0])
        family = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["family"]
        folders[family] = folder / "files"
    return folders


@cache
def characters(path: Path) -> frozenset[int]:
    """The code points that a font file has a shape for."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def covered(families: Iterable[str]) -> frozenset[int]:
    """The code points that the regular faces of these shipped families have."""
    folders = shipped_folders()
    return frozenset().union(*(characters(_regular(folders[name])) for name in families if name in folders))


def _regular(folder: Path) -> Path:
    """The upright regular file of a family (a variable one, or the one named so)."""
    files = sorted(
        folder.glob("*.ttf"), key=lambda path: ("Italic" in path.name, "Regular" not in path.name, path.name)
    )
    return files[0]


@cache
def typing_font(family: str) -> bytes:
    """A family's regular face for what a reader types into a form: its Latin letters, as TrueType of one weight.

    The first shipped family stands in for one that does not ship.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    folders = shipped_folders()
    with TTFont(_regular(folders.get(family) or folders[min(folders)]), recalcTimestamp=False) as font:
        if "fvar" in font:
            axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
            instantiateVariableFont(font, axes | {"wght": REGULAR_WEIGHT} if "wght" in axes else axes, inplace=True)
        options = subset.Options(layout_features=[], notdef_outline=True, name_IDs=[1, 2, 4, 6], recalc_timestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=TYPED)
        cutter.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def private_fontconfig() -> Path:
    """A fontconfig file that knows the shipped families alone, in the user's cache folder or a passing one."""
    folder = Path(platformdirs.user_cache_dir(DISTRIBUTION, appauthor=False)) / "fontconfig"
    try:
        return _write_fontconfig(folder)
    except OSError:
        passing = Path(tempfile.mkdtemp(prefix=f"{DISTRIBUTION}-"))
        atexit.register(shutil.rmtree, passing, ignore_errors=True)
        return _write_fontconfig(passing)


def _write_fontconfig(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    folders = "".join(f"<dir>{escape(str(path))}</dir>" for path in shipped_folders().values())
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{escape(str(folder))}</cachedir><config></config></fontconfig>\n"
    )
    path = folder / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.is_file():
        temporary = folder / f"fonts.{os.getpid()}.tmp"
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    return path
