"""Watches the project folder and says what was saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.load.layers import FOLDERS, OWN_FILES

LOOK_MS = 200


def changes(roots: tuple[Path, ...], output: Path) -> Iterator[tuple[str, ...]]:
    """Nothing at first (build everything once), then the paths saved since; ends with Ctrl-C.

    Watching begins before the first build, so what is saved meanwhile is seen after it.
    """
    import watchfiles

    shipped, *projects = roots
    watched = [shipped / name for name in FOLDERS] + projects

    def wanted(change: object, path: str) -> bool:
        place = Path(path)
        if place.name.startswith((".", "~")) or place.is_relative_to(output.resolve()):
            return False
        inside = [place.relative_to(root) for root in roots if place.is_relative_to(root)]
        return any(part.parts and part.parts[0] in (*FOLDERS, *OWN_FILES) for part in inside)

    batches = watchfiles.watch(
        *watched, watch_filter=wanted, raise_interrupt=False, yield_on_timeout=True, rust_timeout=LOOK_MS
    )
    next(batches, None)
    yield ()
    for batch in batches:
        if batch:
            yield tuple(sorted({_shown(path, roots) for _, path in batch}))


def _shown(path: str, roots: tuple[Path, ...]) -> str:
    for root in reversed(roots):
        if Path(path).is_relative_to(root):
            return Path(path).relative_to(root).as_posix()
    return path
