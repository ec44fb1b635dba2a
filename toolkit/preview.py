"""Watches the project folder and says what was saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.load.layers import CONFIRMATIONS, FOLDERS


def changes(roots: Iterable[Path], output: Path) -> Iterator[tuple[str, ...]]:
    """Nothing at first (build everything once), then the paths saved since; ends with Ctrl-C."""
    import watchfiles

    known = tuple(roots)
    watched = [path for root in known for path in (*(root / name for name in FOLDERS), root / CONFIRMATIONS)]

    def wanted(change: object, path: str) -> bool:
        return not Path(path).is_relative_to(output.resolve()) and not Path(path).name.startswith((".", "~"))

    yield ()
    existing = [path for path in watched if path.exists()]
    for batch in watchfiles.watch(*existing, watch_filter=wanted, raise_interrupt=False):
        yield tuple(sorted({_shown(path, known) for _, path in batch}))


def _shown(path: str, roots: tuple[Path, ...]) -> str:
    for root in roots:
        if Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
    return path
