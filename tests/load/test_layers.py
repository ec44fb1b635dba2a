"""What ships with project folders laid over it: the only reader of project files."""

from __future__ import annotations

import pytest

from toolkit.load import layers
from toolkit.load.layers import Files, read, roots_for, shipped_root


def write(root, **files):
    for path, text in files.items():
        target = root / path.replace("__", "/").replace("_DOT_", ".")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def test_same_path_replaces_and_a_new_one_adds(tmp_path):
    write(tmp_path / "a", content__x_DOT_yml="a", content__y_DOT_yml="a", templates__t_DOT_css="a")
    write(tmp_path / "b", content__x_DOT_yml="b", content__z_DOT_yml="b")
    files = read([tmp_path / "a", tmp_path / "b"])
    assert {path: files.text(path) for path in files.contents} == {
        "content/x.yml": "b",
        "content/y.yml": "a",
        "content/z.yml": "b",
        "templates/t.css": "a",
    }


def test_hidden_files_and_other_folders_are_passed_over(tmp_path):
    write(
        tmp_path,
        content__ok_DOT_yml="1",
        content___DOT_hidden="1",
        content___DOT_git__config="1",
        content__sub__a_DOT_yml="1",
        output__x_DOT_pdf="1",
        notes_DOT_md="1",
        confirmations_DOT_yml="1",
    )
    (tmp_path / "content/~backup.yml").write_text("1", encoding="utf-8")
    (tmp_path / "content/__pycache__").mkdir()
    (tmp_path / "content/__pycache__/x.pyc").write_text("1", encoding="utf-8")
    assert set(read([tmp_path]).contents) == {"content/ok.yml", "content/sub/a.yml", "confirmations.yml"}


def test_hidden_folder_above_the_root_does_not_hide_it(tmp_path):
    root = tmp_path / ".config" / "~mine"
    write(root, content__ok_DOT_yml="1")
    assert set(read([root]).contents) == {"content/ok.yml"}


def test_symbolic_links(tmp_path):
    write(tmp_path, content__real_DOT_yml="1")
    try:
        (tmp_path / "content/link.yml").symlink_to(tmp_path / "content/real.yml")
        (tmp_path / "content/broken.yml").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("no symbolic links here")
    assert set(read([tmp_path]).contents) == {"content/real.yml", "content/link.yml"}


def test_very_large_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(layers, "LARGEST_FILE", 10)
    write(tmp_path, content__small_DOT_yml="1" * 10, content__large_DOT_yml="1" * 11)
    assert set(read([tmp_path]).contents) == {"content/small.yml"}


def test_listing_of_folders():
    files = Files({"a/b/c.yml": b"", "a/b/d/e.yml": b"", "a/x.yml": b"", "ab/y.yml": b""})
    assert files.names("a") == ("b", "x.yml")
    assert files.names("a/b") == ("c.yml", "d")
    assert files.names("nope") == ()
    assert list(files.under("a")) == ["a/b/c.yml", "a/b/d/e.yml", "a/x.yml"]
    assert list(files.under("nope")) == []


def test_text_drops_a_byte_order_mark_only_at_the_start():
    files = Files({"a": "\ufeffx\ufeff".encode()})
    assert files.text("a") == "x\ufeff"


def test_text_that_is_not_utf8():
    with pytest.raises(UnicodeDecodeError):
        Files({"a": b"caf\xe9"}).text("a")


def test_roots():
    shipped = shipped_root()
    assert (shipped / "content").is_dir()
    assert (shipped / "templates").is_dir()
    assert roots_for(None) == (shipped,)
    assert roots_for(shipped) == (shipped,)


def test_project_root_lies_over_the_shipped_one(tmp_path):
    assert roots_for(tmp_path) == (shipped_root(), tmp_path.resolve())


def test_digest_tells_bytes_apart():
    files = Files({"a": b"1", "b": b"2", "c": b"1"})
    assert files.digest("a") == files.digest("c") != files.digest("b")
    assert len(files.digest("a")) == 64
