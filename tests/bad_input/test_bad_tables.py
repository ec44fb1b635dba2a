"""Tables of people as they come: whatever stands in them, right pages or a finding, and nobody's file is lost."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.system.test_batch import AWARD, FOLDER
from tests.system.workshop import hashes, tiny_files, write

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
