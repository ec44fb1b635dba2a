"""Printers of a project: recorded, read back, refused where wrong, used by a build."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.example_project import EXAMPLE, TODAY, assert_finding, findings_of, loaded
from toolkit.cli import main
from toolkit.project import record_printer
from toolkit.resolve import Request, UnknownName, resolve
from toolkit.survey.names import printers

PRINTERS = "printers.yml"


def test_recorded_and_read_back(tmp_path):
    path = record_printer(loaded(), tmp_path, "office", right=1.5, down=-0.25, unprintable=None, flip=None)
    assert path == tmp_path / PRINTERS
    printer = loaded({PRINTERS: path.read_bytes()}).printers["office"].value
    assert (printer.right, printer.down, printer.unprintable, printer.flip) == (1.5, -0.25, None, None)


def test_second_time_changes_what_is_said_and_keeps_the_rest_and_other_printers(tmp_path):
    record_printer(loaded(), tmp_path, "office", right=1.5, down=-0.5)
    library = loaded({PRINTERS: (tmp_path / PRINTERS).read_bytes()})
    record_printer(library, tmp_path, "attic", flip="short-edge")
    library = loaded({PRINTERS: (tmp_path / PRINTERS).read_bytes()})
    record_printer(library, tmp_path, "office", down=0.0, unprintable=6.0)
    library = loaded({PRINTERS: (tmp_path / PRINTERS).read_bytes()})
    assert list(library.printers) == ["attic", "office"]
    office, attic = library.printers["office"].value, library.printers["attic"].value
    assert (office.right, office.down, office.unprintable) == (1.5, 0.0, 6.0)
    assert (attic.right, attic.flip) == (0.0, "short-edge")
    rows = {row["name"]: row["about"] for row in printers(library)}
    assert rows["office"] == "backs +1.5 mm to the right and +0 mm down, unprintable 6 mm"
    assert rows["attic"].endswith("flip on the short edge")


def test_good_file_is_read_without_a_finding():
    assert findings_of({PRINTERS: "office: {right: 2mm, down: -1.5mm}\n"}) == ()


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("office: {right: 1.5}", "S103", 1),
        ("office: {right: 20mm}", "S103", 1),
        ("office:\n  rigth: 1mm", "S101", 2),
        ("office:\n  flip: long", "S103", 2),
        ("office: {unprintable: -1mm}", "S103", 1),
        ("Office: {right: 1mm}", "S103", 1),
    ],
)
def test_wrong_entries_are_found(text, code, line):
    assert_finding(findings_of({PRINTERS: text + "\n"}), code, PRINTERS, line)


def test_print_sheets_are_made_for_the_printer_and_say_so():
    library = loaded({PRINTERS: "office: {right: 2mm, unprintable: 9mm, flip: short-edge}\n"})
    editions, findings = resolve(library, Request(printer="office"), today=TODAY)
    assert findings == ()
    pocket = next(edition for edition in editions if edition.kind.slug == "pocket")
    assert pocket.print_name("letter") == "pocket-print-letter-office"
    assert {(stock.value.flip, stock.value.unprintable) for stock in pocket.print_stocks} == {("short-edge", 9.0)}
    assert pocket.stock.value.flip == "long-edge"
    with pytest.raises(UnknownName, match=r'there is no printer "ofice": did you mean "office"'):
        resolve(library, Request(printer="ofice"), today=TODAY)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("toolkit.load.layers.shipped_root", lambda: EXAMPLE)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(main, ["--today", str(TODAY), *arguments])


def test_command_records_lengths_with_either_sign(here):
    result = run("printer", "office", "--right", "1.5mm", "--down", "-0.5mm")
    assert result.exit_code == 0, result.output
    assert (here / PRINTERS).read_text(encoding="utf-8").endswith("office:\n  right: 1.5mm\n  down: -0.5mm\n")
    assert "office  backs +1.5 mm to the right and -0.5 mm down" in run("list", "printers").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("office",), "say at least one"),
        (("Office 1", "--right", "1mm"), "is no name"),
        (("office", "--right", "1"), "a length needs a number and a unit"),
        (("office", "--right", "40mm"), "not between"),
        (("office", "--unprintable", "-1mm"), "not between"),
        (("office", "--flip", "top"), "long-edge"),
    ],
)
def test_command_refuses_what_it_cannot_use(here, arguments, said):
    result = run("printer", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert not (here / PRINTERS).exists()
