"""The only writer: files appear whole or not at all, and what a killed run left behind is cleared away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit.findings import WriteRefused
from toolkit.publish.store import (
    INDEX,
    STAGING,
    digest,
    open_store,
    read_manifest,
    read_manifests,
    replace_text,
    unchanged,
    write_new,
)


def below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_committed_files_are_in_place_and_staging_is_gone(tmp_path):
    with open_store(tmp_path / "output") as store:
        store.stage("b/k/en/a.pdf", b"a")
        store.stage(INDEX, b"i")
        store.commit()
    assert below(tmp_path) == {"output/b/k/en/a.pdf": b"a", f"output/{INDEX}": b"i"}
    assert not list((tmp_path / "output").glob(f"{STAGING}*"))


def test_nothing_is_in_place_before_the_commit(tmp_path):
    with open_store(tmp_path) as store:
        store.stage("a.pdf", b"new")
        assert not (tmp_path / "a.pdf").exists()
        store.commit()
        assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_file_may_grow_piece_by_piece(tmp_path):
    (tmp_path / "long.pdf").write_bytes(b"old")
    with open_store(tmp_path) as store:
        assert store.extend("long.pdf", b"one, ") == digest(b"one, ")
        store.stage("a.pdf", b"between")
        assert store.extend("long.pdf", b"two") == digest(b"one, two")
        assert (tmp_path / "long.pdf").read_bytes() == b"old"
        store.commit()
    assert below(tmp_path) == {"long.pdf": b"one, two", "a.pdf": b"between"}


def test_run_without_a_commit_leaves_the_last_good_files(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")
    with open_store(tmp_path) as store:
        store.stage("a.pdf", b"new")
        store.stage("b.pdf", b"new")
        store.forget("a.pdf")
    assert below(tmp_path) == {"a.pdf": b"old"}


def test_run_that_fails_leaves_the_last_good_files(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")

    def fail() -> None:
        with open_store(tmp_path) as store:
            store.stage("a.pdf", b"new")
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert below(tmp_path) == {"a.pdf": b"old"}


def test_forgotten_file_goes_unless_it_was_made_again(tmp_path):
    for name in ("old.pdf", "again.pdf", "other.pdf"):
        (tmp_path / name).write_bytes(b"old")
    with open_store(tmp_path) as store:
        store.stage("again.pdf", b"new")
        for name in ("old.pdf", "again.pdf", "never-there.pdf"):
            store.forget(name)
        store.commit()
    assert below(tmp_path) == {"again.pdf": b"new", "other.pdf": b"old"}


def test_manifests_and_index_come_last(tmp_path, monkeypatch):
    moved = []
    whole = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, target: moved.append(Path(target).name) or whole(self, target))
    with open_store(tmp_path) as store:
        for name in (INDEX, "b/k/en/manifest.json", "b/k/en/z.pdf", "b/k/en/a.pdf", "a/k/en/manifest.json"):
            store.stage(name, b"x")
        store.commit()
    assert len(moved) == 5
    assert set(moved[:2]) == {"a.pdf", "z.pdf"}


def test_staging_of_a_killed_run_is_cleared_and_of_a_living_one_kept(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead, living, odd = (tmp_path / f"{STAGING}{name}" for name in (f"{gone.pid}-x", f"{os.getpid()}-x", "nonsense"))
    for folder in (dead, living, odd):
        folder.mkdir()
        (folder / "half.pdf").write_bytes(b"half")
    with open_store(tmp_path):
        assert not dead.exists()
        assert not odd.exists()
        assert (living / "half.pdf").read_bytes() == b"half"


def test_killed_run_leaves_nothing_half_made(tmp_path):
    program = (
        "import os, sys; from pathlib import Path; from toolkit.publish.store import open_store\n"
        "with open_store(Path(sys.argv[1])) as store:\n"
        "    store.stage('b/k/en/a.pdf', b'half'); os._exit(9)\n"
    )
    made = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, timeout=60)
    assert made.returncode == 9
    assert len(list(tmp_path.glob(f"{STAGING}*"))) == 1
    assert not (tmp_path / "b").exists()
    with open_store(tmp_path) as store:
        store.stage("b/k/en/a.pdf", b"whole")
        store.commit()
    assert below(tmp_path) == {"b/k/en/a.pdf": b"whole"}


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_output_that_is_no_folder_is_refused(where, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WriteRefused, match="cannot be written"), open_store(tmp_path / where):
        pass
    assert below(tmp_path) == {"file": b"x"}


def test_folder_where_a_file_belongs_is_refused(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(WriteRefused, match="is a folder"), open_store(tmp_path) as store:
        store.stage("a.pdf", b"x")
        store.commit()
    assert not list(tmp_path.glob(f"{STAGING}*"))


def test_a_run_that_the_system_ends_leaves_nothing_staged(tmp_path):
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, open_store(tmp_path) as store:
        store.stage("a.pdf", b"a name")
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
    assert ended.value.code == 143
    assert not list(tmp_path.iterdir())
    assert signal.getsignal(signal.SIGTERM) == before


def test_unchanged_means_these_very_bytes(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    assert unchanged(tmp_path, "a", digest(b"x"))
    assert not unchanged(tmp_path, "a", digest(b"y"))
    assert not unchanged(tmp_path, "none", digest(b"x"))
    assert not unchanged(tmp_path, ".", digest(b"x"))


def test_new_file_is_never_written_over_another(tmp_path):
    path = tmp_path / "a" / "b.yml"
    write_new(path, "one\n")
    with pytest.raises(WriteRefused, match="nothing was changed"):
        write_new(path, "two\n")
    assert below(tmp_path) == {"a/b.yml": b"one\n"}


def test_text_is_replaced_whole_with_unix_line_ends(tmp_path):
    path = tmp_path / "a.yml"
    replace_text(path, "é\r\n")
    replace_text(path, "ü\n")
    assert below(tmp_path) == {"a.yml": "ü\n".encode()}
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("where", ["file/below.yml", "folder"])
def test_text_that_cannot_be_written_is_refused_and_leaves_nothing_behind(where, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteRefused, match="cannot be written"):
        replace_text(tmp_path / where, "text")
    assert below(tmp_path) == {"file": b"x"}


def test_manifests_of_an_output_folder(tmp_path):
    assert read_manifest(tmp_path, "b/k/en") is None
    assert read_manifests(tmp_path) == ()
    for data in (b"", b"{", b"null", b"\xff", b'{"format": 0}'):
        (tmp_path / "b/k/en").mkdir(parents=True, exist_ok=True)
        (tmp_path / "b/k/en/manifest.json").write_bytes(data)
        assert read_manifest(tmp_path, "b/k/en") is None
        assert read_manifests(tmp_path) == ()
