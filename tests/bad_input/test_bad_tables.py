"""Tables of people as they come: whatever stands in them, right pages or a finding, and nobody's file is lost."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.system.test_batch import AWARD, FOLDER
from tests.system.workshop import hashes, page_texts, tiny_files, write

HEADING = "Full name;Day\n"


@pytest.fixture
def awards(tmp_path: Path) -> Path:
    write(tmp_path, {**tiny_files("alpha"), **AWARD})
    return tmp_path


@pytest.fixture
def make(toolkit, awards):
    def run(data: str | bytes, *words: str, name: str = "people.csv"):
        path = awards / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        out = str(awards / "out")
        return toolkit("build", "awards", "--locale", "en", "--jobs", "1", "--output", out, "--data", str(path), *words)

    return run


@pytest.mark.parametrize(
    "name", ["proof", "guests-proof", "a4", "us-ma", "large-print", "print", "guests-print-letter"]
)
def test_a_table_is_not_called_like_a_mode_a_paper_or_a_place(make, awards, name):
    done = make("name\nAna\n", name=f"{name}.csv")
    assert done.exit_code == 1
    assert f"{name}.csv:1:1: error D114" in done.stderr
    assert not (awards / "out").exists()


def test_no_list_takes_the_files_of_another(make, awards):
    assert make("name\nAna\n\u05d0\u05d1\n", "--each").exit_code == 0
    before = hashes(awards / "out")
    assert f"{FOLDER}/award-people-2.pdf" in before
    done = make("name\nBo\n", name="people-2.csv")
    assert done.exit_code == 1
    assert 'error D114: "award-people-2.pdf" is already a file of "award-people"' in done.stderr
    assert hashes(awards / "out") == before
    assert make("name\nBo\n", name="guests-1-bo.csv").exit_code == 0
    done = make("name\nBo\n", "--each", name="guests.csv")
    assert done.exit_code == 1
    assert 'already a file of "award-guests-1-bo"' in done.stderr


@pytest.mark.parametrize("words", [(), ("--each",)])
def test_a_batch_for_a_print_house_is_one(make, awards, words):
    assert make("name\nAna\nBo\n", "--mode", "press", *words).exit_code == 0
    made = sorted((awards / "out" / FOLDER).glob("*.pdf"))
    assert len(made) == (2 if words else 1)
    for path in made:
        with pikepdf.open(path) as pdf:
            assert "/OutputIntents" in pdf.Root
            assert "/StructTreeRoot" not in pdf.Root
            for page in pdf.pages:
                assert float(page.TrimBox[2] - page.TrimBox[0]) == pytest.approx(100 / 25.4 * 72, abs=0.1)
                assert float(page.MediaBox[2] - page.MediaBox[0]) > 100 / 25.4 * 72 + 20
                names = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
                assert not names & {"rg", "RG", "g", "G"}


CARD = "imposition: {arrange: n-up, fold: fold-over}"


@pytest.fixture
def cards(awards):
    """The kind of the tests printed on sheets: with more lines for its kind.yml."""

    def change(*more: str, sides: str = "one", least: int = 1) -> None:
        path = awards / "templates/kinds/award/kind.yml"
        text = path.read_text("utf-8").replace("sides: one", f"sides: {sides}").replace("least: 1, most: 1", "MOST")
        pages = "least: 1, most: 2" if least == 0 else f"least: {least}, most: {least}"
        path.write_text("\n".join((text.replace("MOST", pages), *more)) + "\n", "utf-8")

    return change


@pytest.mark.parametrize(("fold", "sides"), [("fold-over", "one"), ("saddle-stitch", "two"), (None, "two")])
def test_nobody_stands_on_the_back_of_another(make, awards, cards, fold, sides):
    cards("imposition: {arrange: step-and-repeat" + (f", fold: {fold}}}" if fold else "}"), sides=sides)
    done = make("name\nAna\nBo\nDi\n")
    assert done.exit_code == 0, done.output
    (sheets,) = (awards / "out" / FOLDER).glob("*-print-*.pdf")
    texts = [[name for name in ("Ana", "Bo", "Di") if name in text] for text in page_texts(sheets)]
    assert texts == [["Ana"], ["Bo"], ["Di"]]


@pytest.mark.parametrize(("lines", "least"), [((CARD,), 0), (("form: yes",), 1)])
def test_kind_for_people_that_cannot_be_one(make, cards, lines, least):
    cards(*lines, least=least)
    done = make("name\nAna\n")
    assert done.exit_code == 1
    assert "error K111" in done.stderr


NO_TABLES = {
    "UTF-16 that does not say so": ("name\nAna\n".encode("utf-16-le"), "1:1: error D101"),
    "UTF-32": ("name\nAna\n".encode("utf-32"), "1:1: error D101"),
    "rich text": (b"{\\rtf1 name\nAna}", "1:1: error D101"),
    "a web page": (b"<html><table><tr><td>name</td></tr></table>", "1:1: error D101"),
    "headings twice": ("name\nAna\nName\nBo\n", "3:1: error D115"),
    "other separators below": ("name,day\nAna;2026-03-04\n", "2:1: error D115"),
    "a name that nobody sees": ("name;day\n\u200b\u00ad;2026-03-04\n", "2:1: error D106"),
    "a cell like a book": ("name\n" + "x" * 200_000 + "\n", "2:1: error D103: a line of 200001 characters"),
    "a heading like a book": ("x" * 200_000 + "\nAna\n", "1:1: error D103: a line of 200001 characters"),
    "a quote without end": ('name\n"Ana\nBo\n', "2:1: error D103"),
}


@pytest.mark.parametrize("sort", NO_TABLES)
def test_what_is_no_table_is_said_once(make, awards, sort):
    data, said = NO_TABLES[sort]
    done = make(data)
    assert done.exit_code == 1
    assert f"people.csv:{said}" in done.stderr
    assert done.stderr.count(": error ") == 1
    assert not (awards / "out").exists()


def test_what_a_terminal_would_obey_is_not_shown(make):
    done = make("name;day\nA\x1b[31mna\u202e;soon\n")
    assert done.exit_code == 1
    assert "D110" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_two_tables_are_not_one(toolkit, awards):
    for name in ("one.csv", "two.csv"):
        (awards / name).write_text("name\nAna\n", "utf-8")
    done = toolkit("build", "awards", "--data", str(awards / "one.csv"), "--data", str(awards / "two.csv"))
    assert done.exit_code == 2
    assert "--data takes one table" in done.stderr
