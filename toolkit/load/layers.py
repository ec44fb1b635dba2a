"""The only reader of project files: what ships, with project folders laid over it.

Everything after this works on the bytes held here, so one run sees one state of the disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FOLDERS = ("templates", "content")
CONFIRMATIONS = "confirmations.yml"
PRINTERS = "printers.yml"
OWN_FILES = (CONFIRMATIONS, PRINTERS)
"""What commands write at the root of a project folder."""
LARGEST_FILE = 20 * 1024 * 1024


@dataclass(frozen=True)
class Files:
    """Project files by their path from the root, in posix form; later layers have replaced earlier ones."""

    contents: Mapping[str, bytes]

    def __contains__(self, path: str) -> bool:
        return path in self.contents

    def __getitem__(self, path: str) -> bytes:
        return self.contents[path]

    def text(self, path: str) -> str:
        """A file as text; UnicodeDecodeError where it is not UTF-8."""
        return text_of(self.contents[path])

    @cached_property
    def _folders(self) -> Mapping[str, tuple[str, ...]]:
        names: dict[str, set[str]] = {}
        for path in self.contents:
            parts = path.split("/")
            for depth in range(1, len(parts)):
                names.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
        return {folder: tuple(sorted(inside)) for folder, inside in names.items()}

    def names(self, folder: str) -> tuple[str, ...]:
        """What lies directly in a folder, sorted."""
        return self._folders.get(folder, ())

    def under(self, folder: str) -> Iterator[str]:
        """Every path below a folder, sorted."""
        return iter(sorted(path for path in self.contents if path.startswith(folder + "/")))

    def digest(self, path: str) -> str:
        """SHA-256 of a file, in hexadecimal."""
        return hashlib.sha256(self.contents[path]).hexdigest()

    @cached_property
    def state(self) -> str:
        """SHA-256 of all files and their paths, in hexadecimal."""
        whole = hashlib.sha256()
        for path, data in sorted(self.contents.items()):
            whole.update(f"\n{len(data)} {path}\n".encode())
            whole.update(data)
        return whole.hexdigest()


def text_of(data: bytes) -> str:
    """The bytes of a file as text; UnicodeDecodeError where they are not UTF-8."""
    return data.decode("utf-8-sig")


def read(roots: Iterable[Path]) -> Files:
    """All files of the given roots, the first at the bottom; hidden files are passed over."""
    contents: dict[str, bytes] = {}
    for root in roots:
        for path in _paths(root):
            contents[path.relative_to(root).as_posix()] = path.read_bytes()
    return Files(contents)


def _paths(root: Path) -> Iterator[Path]:
    yield from (root / name for name in OWN_FILES if (root / name).is_file())
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith((".", "~")) or part == "__pycache__" for part in path.relative_to(root).parts)
            if not hidden and path.is_file() and path.stat().st_size <= LARGEST_FILE:
                yield path


def shipped_root() -> Path:
    """Where this program's own templates and content lie: inside the wheel, or beside the package."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "shipped"
    return inside if inside.is_dir() else package.parent


def roots_for(project: Path | None) -> tuple[Path, ...]:
    """What ships, then the project folder over it."""
    shipped = shipped_root()
    if project is None or project.resolve() == shipped:
        return (shipped,)
    return (shipped, project.resolve())
