"""The command: files in their folders, whole or not at all, nobody's edits written over, mistakes named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Toolkit

ONE = ("export", "students", "--only", "wallet-card", "--locale", "en")


def test_files_lie_beside_the_output_of_builds(toolkit: Toolkit, tmp_path: Path):
    for form, ending in (("docx", "docx"), ("html", "html"), ("text", "txt")):
        run = toolkit(*ONE, "--to", form)
        assert run.exit_code == 0, run.output
        path = tmp_path / "export" / "neutral" / "students" / "en" / f"wallet-card.{ending}"
        assert run.stdout.splitlines() == [str(path)]
        assert path.stat().st_size > 500
    assert not (tmp_path / "output").exists()
    assert not list((tmp_path / "export").glob(".staging*"))


def test_edits_are_not_written_over(toolkit: Toolkit, tmp_path: Path):
    assert toolkit(*ONE, "--to", "text").exit_code == 0
    path = next(tmp_path.rglob("wallet-card.txt"))
    made = path.read_text()
    assert toolkit(*ONE, "--to", "text").exit_code == 0
    path.write_text("my own words")
    run = toolkit(*ONE, "--to", "text")
    assert run.exit_code == 4
    assert "--force" in run.stderr
    assert path.read_text() == "my own words"
    assert toolkit(*ONE, "--to", "text", "--force").exit_code == 0
    assert path.read_text() == made


def test_json_names_what_was_made(toolkit: Toolkit, tmp_path: Path):
    run = toolkit("--format", "json", *ONE, "--to", "text", "--output", str(tmp_path / "there"))
    data = json.loads(run.stdout)
    assert data["made"] == ["neutral/students/en/wallet-card.txt"]
    assert data["left_out"] == []
    assert (tmp_path / "there" / data["made"][0]).is_file()


def test_documents_without_text_of_modules_are_left_out_by_name(toolkit: Toolkit, tmp_path: Path):
    files = {
        "templates/kinds/list/kind.yml": (
            "trim: sheet\nmargins: {top: 16mm, bottom: 16mm, inside: 18mm, outside: 18mm}\nparts: []\nblocks: []\n"
            "print: {sides: one}\n"
        ),
        "templates/kinds/list/page.html.j2": (
            '{% extends "base.html.j2" %}{% block body %}<h1>{{ title }}</h1>{% endblock %}'
        ),
        "templates/kinds/list/words/en.yml": "name: List\n",
        "content/kits/lists/kit.yml": (
            'audience: hotel\njurisdiction: us-ma\nversion: "1.0"\ndocuments:\n  - {name: list, kind: list}\n'
        ),
        "content/kits/lists/words/en.yml": (
            "title: Lists\nsummary: A list.\ndocuments:\n  list: {title: Who came, promise: Sign here.}\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    run = toolkit("export", "lists", "--to", "text", "--locale", "en")
    assert run.exit_code == 0, run.output
    assert run.stdout == ""
    assert "left out: neutral/lists/en/list" in run.stderr
    own = tmp_path / "templates/kinds/list/flow.html.j2"
    own.write_text('{% extends "flow.html.j2" %}')
    run = toolkit("export", "lists", "--to", "text", "--locale", "en")
    assert run.exit_code == 0, run.output
    assert "Who came" in (tmp_path / "export/neutral/lists/en/list.txt").read_text()
    own.write_text('{% extends "flow.html.j2" %}{% block body %}<video></video>{% endblock %}')
    run = toolkit("export", "lists", "--to", "text", "--locale", "en", "--force")
    assert run.exit_code == 1
    assert "T104" in run.stderr
    assert "nothing was written" in run.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "--to", "text"), "KIT"),
        (("export", "students"), "--to"),
        (("export", "students", "--to", "pdf"), "pdf"),
        (("export", "nobody", "--to", "text"), "nobody"),
        (("export", "students", "--to", "text", "--only", "wallet"), "wallet-card"),
        (("export", "students", "--to", "text", "--locale", "xx"), "xx"),
        (("export", "students", "--to", "text", "--brand", "xx"), "xx"),
    ],
)
def test_wrong_use_is_named(toolkit: Toolkit, tmp_path: Path, words: tuple[str, ...], said: str):
    run = toolkit(*words)
    assert run.exit_code == 2
    assert said in run.stderr
    assert list(tmp_path.iterdir()) == []
