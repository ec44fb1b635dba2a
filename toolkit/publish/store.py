"""The only writer. Files appear whole or not at all; a failed run leaves the last good ones."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.findings import WriteRefused
from toolkit.publish.manifest import NAME, Manifest, manifest_from

STAGING = ".staging-"
STAGING_LIFE_S = 3600
THUMBNAILS = "thumbnails"
INDEX = "index.html"


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Store:
    """An output folder: stages files beside their places, then moves them all."""

    def __init__(self, output: Path, staging: Path) -> None:
        self.output = output
        self._staging = staging
        self._staged: list[str] = []
        self._growing: dict[str, Any] = {}
        self._gone: list[str] = []

    def stage(self, path: str, data: bytes) -> None:
        """Keep a file for `commit`; the path counts from the output folder."""
        target = self._staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        self._staged.append(path)

    def extend(self, path: str, piece: bytes) -> str:
        """Keep a file that comes piece by piece; the digest of what there is of it."""
        target = self._staging / path
        if path not in self._growing:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._growing[path] = hashlib.sha256()
            self._staged.append(path)
        with target.open("ab") as file:
            file.write(piece)
        self._growing[path].update(piece)
        return str(self._growing[path].hexdigest())

    def forget(self, path: str) -> None:
        """Remove a file of an earlier build at `commit`."""
        self._gone.append(path)

    def commit(self) -> None:
        """Move every staged file into its place, manifests and index last; each move is whole."""
        last = (NAME, INDEX)
        for path in self._staged:
            target = self.output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise WriteRefused(f"{target} is a folder, and a file is to be there; nothing was written")
        for path in sorted(self._staged, key=lambda p: (p.rsplit("/", 1)[-1] in last, p)):
            (self._staging / path).replace(self.output / path)
        for path in self._gone:
            if path not in self._staged:
                (self.output / path).unlink(missing_ok=True)


@contextmanager
def open_store(output: Path) -> Iterator[Store]:
    """A store for one run; what was staged and not committed is thrown away."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        for old in output.glob(f"{STAGING}*"):
            if not _running(old):
                shutil.rmtree(old, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}{os.getpid()}-", dir=output))
    except OSError as fault:
        raise WriteRefused(f"{output} cannot be written: {fault.strerror}") from None
    try:
        with _ended_in_order():
            yield Store(output, staging)
    except OSError as fault:
        raise WriteRefused(f"{fault.filename or output} cannot be written: {fault.strerror}") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A run that the system ends (SIGTERM) tidies up as one that a person stops: what is staged may hold names."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _running(staging: Path) -> bool:
    """Whether the process that made a staging folder still runs."""
    if os.name == "nt":  # signal 0 is not a question there
        return time.time() - staging.stat().st_mtime < STAGING_LIFE_S
    try:
        os.kill(int(staging.name.removeprefix(STAGING).split("-")[0]), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def read_kept(output: Path, path: str) -> bytes:
    """A file of an earlier build; empty where there is none."""
    target = output / path
    return target.read_bytes() if target.is_file() else b""


def read_manifest(output: Path, folder: str) -> Manifest | None:
    """The manifest of an earlier build, if it is there and whole."""
    kept = read_kept(output, f"{folder}/{NAME}")
    return manifest_from(kept) if kept else None


def read_manifests(output: Path) -> tuple[tuple[str, Manifest], ...]:
    """Every manifest below an output folder, with its folder, sorted."""
    found = []
    for path in sorted(output.glob(f"*/*/*/{NAME}")):
        manifest = manifest_from(path.read_bytes())
        if manifest:
            found.append((path.parent.relative_to(output).as_posix(), manifest))
    return tuple(found)


def unchanged(output: Path, path: str, sha256: str) -> bool:
    """Whether a file is there with these very bytes."""
    target = output / path
    return target.is_file() and digest(target.read_bytes()) == sha256


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet, whole; WriteRefused when it is."""
    if path.exists():
        raise WriteRefused(f"{path} is already there; nothing was changed")
    replace_text(path, text)


def replace_text(path: Path, text: str) -> None:
    """Write a file whole, over an old one."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as fault:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise WriteRefused(f"{path} cannot be written: {fault.strerror}") from None
