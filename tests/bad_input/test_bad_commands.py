"""Through the command line: the exit status says what sort of fault it was, and nothing is written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

BAD_FILES = {
    "not YAML": ("content/kits/mine/kit.yml", b"audience: a: b\n", "Y101"),
    "not UTF-8": ("content/kits/mine/kit.yml", b"audience: \xe9\n", "Y105"),
    "unknown key": ("content/defaults.yml", b"brand: neutral\nlocale: en\nlocal: en\n", "S101"),
    "no head": ("content/modules/mine/en.md", b"Text.\n", "M101"),
    "no body": ("content/modules/mine/en.md", b"---\ntitle: Mine\n---\n", "S102"),
    "unknown name": ("content/defaults.yml", b"brand: nope\nlocale: en\n", "K101"),
    "unknown locale": ("content/modules/mine/xx.md", b"Text.\n", "L101"),
    "a mode with a space": ("templates/modes/Bad Name/mode.yml", b"kinds: {}\n", "S106"),
    "a stock with a sign": ("templates/stocks/a&4.yml", b"name: x\n", "S106"),
    "no words": ("content/brands/mine/notes.txt", b"to do\n", "S105"),
}

ONE = ("hotel", "--only", "wallet-card", "--only", "help-card", "--locale", "en")
"""What a build makes here: little."""


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_bad_file_is_exit_1_and_nothing_is_written(fault, tmp_path, toolkit):
    path, data, code = BAD_FILES[fault]
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(data)
    result = toolkit("build")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"error {code}:" in result.stderr
    assert Path(path).parent.as_posix() in result.stderr
    assert "nothing was written" in result.stderr
    assert result.stdout == ""
    assert files_below(tmp_path) == {path}
    assert toolkit("check").exit_code == 1


def test_findings_as_json(tmp_path, toolkit):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/defaults.yml").write_text("brand: nope\nlocale: en\n", encoding="utf-8")
    result = toolkit("--format", "json", "build")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)["findings"]
    assert set(finding) == {"code", "severity", "path", "line", "column", "message", "hint"}
    assert (finding["code"], finding["path"], finding["line"], finding["column"]) == (
        "K101",
        "content/defaults.yml",
        1,
        1,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "nope"),
        ("build", "--only", "nope"),
        ("build", "hotel", "--only", "family-letter"),
        ("build", "--brand", "nope"),
        ("build", "--locale", "nope"),
        ("build", "--jurisdiction", "nope"),
        ("build", "--stock", "nope"),
        ("build", "--jobs", "-1"),
        ("helplines", "--jurisdiction", "nope"),
        ("confirm", "nope", "--by", "Robin"),
        ("confirm", "emergency"),
        ("confirm", "emergency", "--by", "Robin", "--on", "2026-11-22"),
        ("confirm", "emergency", "--by", "Robin", "--on", "yesterday"),
        ("confirm", "emergency", "--by", ""),
        ("confirm", "emergency", "--by", "  "),
        ("new", "nope", "mine"),
        ("new", "brand", "../mine"),
        ("new", "brand", "my brand"),
        ("new", "brand", ""),
        ("explain", "X999"),
        ("list", "nope"),
        ("verify", "nope.pdf"),
        ("nope",),
        ("--today", "soon", "check"),
        ("--format", "xml", "check"),
    ],
)
def test_unknown_name_on_the_command_line_is_exit_2(arguments, tmp_path, toolkit):
    result = toolkit(*arguments)
    assert result.exit_code == 2
    assert "Error:" in result.stderr
    assert files_below(tmp_path) == set()


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("build", "--brand", "nuetral"), 'did you mean "neutral"?'),
        (("build", "--stock", "lettr"), 'did you mean "letter"?'),
        (("build", "hotel", "--only", "certficate"), 'did you mean "certificate"?'),
        (("explain", "M14"), "did you mean"),
    ],
)
def test_unknown_name_with_the_nearest_known_one(arguments, hint, toolkit):
    result = toolkit(*arguments)
    assert result.exit_code == 2
    assert hint in " ".join(result.stderr.split())


def test_project_folder_that_is_not_there(tmp_path, toolkit):
    result = toolkit("--project", str(tmp_path / "nope"), "check")
    assert result.exit_code == 2


def test_starter_is_never_written_over_a_file(tmp_path, toolkit):
    assert toolkit("new", "brand", "mine").exit_code == 0
    brand = tmp_path / "content/brands/mine/_brand.yml"
    brand.write_text("changed", encoding="utf-8")
    before = files_below(tmp_path)
    result = toolkit("new", "brand", "mine")
    assert result.exit_code == 4
    assert "nothing was changed" in result.stderr
    assert brand.read_text(encoding="utf-8") == "changed"
    assert files_below(tmp_path) == before


def test_project_is_never_started_over_files(tmp_path, toolkit):
    folder = tmp_path / "mine"
    assert toolkit("init", str(folder)).exit_code == 0
    before = files_below(folder)
    assert before
    (folder / sorted(before)[0]).write_text("changed", encoding="utf-8")
    assert toolkit("init", str(folder)).exit_code == 4
    assert (folder / sorted(before)[0]).read_text(encoding="utf-8") == "changed"


@pytest.mark.parametrize("where", ["file/below", "file/a/b"])
def test_output_folder_that_cannot_be_made_is_exit_4(where, tmp_path, toolkit):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = toolkit("build", *ONE, "--output", str(tmp_path / where))
    assert result.exit_code == 4
    assert "cannot be written" in result.stderr
    assert files_below(tmp_path) == {"file"}


def test_confirmations_that_cannot_be_written_are_exit_4(tmp_path, toolkit):
    (tmp_path / "confirmations.yml").mkdir()
    result = toolkit("confirm", "emergency", "--by", "Robin")
    assert result.exit_code == 4
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("by", ["A: b # c 'd' \"e\"", "no", "0700", "two\nlines", "李明", "Nguyễn Thị Ánh"])
def test_whoever_confirms_can_be_read_back(by, toolkit):
    assert toolkit("confirm", "emergency", "--by", by).exit_code == 0
    result = toolkit("--format", "json", "helplines")
    assert result.exit_code == 0
    lines = {line["line"]: line for line in json.loads(result.stdout)}
    assert lines["emergency"]["dialled_by"].split() == by.split()


def run_apart(folder: Path, *arguments: str, first: str = "") -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, whose modules in `folder` come before the installed ones."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    program = f"{first}\nfrom toolkit.cli import main\nmain({list(arguments)!r})\n"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture
def no_pango(tmp_path: Path) -> Path:
    """A folder whose weasyprint fails as the real one does where Pango is missing."""
    fault = "raise OSError('cannot load library libpango-1.0-0')\n"
    (tmp_path / "weasyprint.py").write_text(fault, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_missing_native_library_is_exit_3_and_names_the_command(jobs, no_pango):
    made = run_apart(no_pango, "build", *ONE, "--jobs", jobs, "--output", "out")
    assert made.returncode == 3, made.stderr
    assert "Traceback" not in made.stderr
    assert "Pango" in made.stderr
    assert "install" in made.stderr
    assert not [path for path in files_below(no_pango) if path.startswith("out/")]


def test_doctor_without_the_native_library_is_exit_3(no_pango):
    made = run_apart(no_pango, "doctor")
    assert made.returncode == 3, made.stderr
    assert "NO  Pango" in made.stdout
    assert "install" in made.stdout
    assert "Traceback" not in made.stderr


def test_missing_font_package_is_exit_3_and_names_the_command(tmp_path):
    hide = (
        "import importlib.util as util; real = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'fontpkg_atkinson_hyperlegible' else real(name, *more)"
    )
    made = run_apart(tmp_path, "check", first=hide)
    assert made.returncode == 3, made.stderr
    assert "pip install fontpkg-atkinson-hyperlegible" in made.stderr
    assert "Traceback" not in made.stderr


# --- an output folder that somebody has changed

MANIFEST = "mine/kit/en/manifest.json"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'"x"',
        b"5",
        b"null",
        b"[]",
        b"{}",
        b'{"format": 1}',
        b'{"format": 99, "documents": []}',
        b"\xff\xfe\x00",
        b'{"format": 1, "documents": [5]}',
        b'{"format": 1, "documents": [{"files": 5}]}',
    ],
)
def test_damaged_manifest_is_a_finding(data, tmp_path, toolkit):
    (tmp_path / MANIFEST).parent.mkdir(parents=True)
    (tmp_path / MANIFEST).write_bytes(data)
    result = toolkit("verify", str(tmp_path))
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "V103" in result.stderr


def test_nothing_to_verify(tmp_path, toolkit):
    result = toolkit("verify", str(tmp_path))
    assert result.exit_code == 1
    assert "V104" in result.stderr


@pytest.mark.parametrize("data", [b"", b"some notes", b"%PDF-1.7\n"])
def test_file_that_is_no_pdf_is_not_verified(data, tmp_path, toolkit):
    (tmp_path / "notes.pdf").write_bytes(data)
    result = toolkit("verify", str(tmp_path / "notes.pdf"))
    assert result.exit_code == 1
    assert "V102" in result.stderr


def test_lists_do_not_stop_at_what_the_words_say(tmp_path, toolkit):
    folder = tmp_path / "content/modules/film"
    folder.mkdir(parents=True)
    head = "title: Film\ntopic: film\naudiences: [hotel]\nsources: [dhs-hospitality]\nreviewed: 2026-11-21"
    (folder / "en.md").write_text(f"---\n{head}\n---\n\n## Film {{: #film }}\n\nThey were rescued.\n", encoding="utf-8")
    assert "C105" in toolkit("check").stderr
    listed = toolkit("list", "exceptions")
    assert (listed.exit_code, "C105 content/modules/language/en.md" in listed.stdout) == (0, True)
