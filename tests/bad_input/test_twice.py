"""Things named twice: made once, and nothing is left half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.system.workshop import tiny_files, write


@pytest.mark.parametrize(
    "words",
    [
        ("tiny", "tiny", "--locale", "en"),
        ("tiny", "--locale", "en", "--locale", "en"),
        ("tiny", "--locale", "en", "--mode", "proof", "--mode", "proof"),
        ("tiny", "--locale", "en", "--stock", "letter", "--stock", "letter"),
    ],
)
def test_what_is_named_twice_is_made_once(words, toolkit, tmp_path):
    write(tmp_path, tiny_files("alpha"))
    done = toolkit("build", *words, "--jobs", "1", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert done.stdout.count(".pdf") == 1
    assert "[1/1]" in done.stderr


def test_one_stock_by_two_names_is_one_stock(toolkit, tmp_path):
    card = """
        trim: {us: [3.5in, 2in], iso: [85mm, 55mm]}
        margins: {top: 5mm, bottom: 5mm, inside: 5mm, outside: 5mm}
        safe: 3mm
        parts: []
        blocks: []
        imposition: {arrange: step-and-repeat}
        print: {sides: one}
        """
    kit = 'audience: hotel\njurisdiction: us-ma\nversion: "1"\ndocuments:\n  - {name: card, kind: card}\n'
    page = '{% extends "base.html.j2" %}{% block body %}<h1>{{ title }}</h1>{% endblock %}\n'
    words = "title: Cards\nsummary: For tests.\ndocuments:\n  card: {title: A card, promise: It is small.}\n"
    write(
        tmp_path,
        {
            "templates/kinds/card/kind.yml": card,
            "templates/kinds/card/page.html.j2": page,
            "templates/kinds/card/page.css": "h1 { font-size: 1rem }\n",
            "templates/kinds/card/words/en.yml": "name: Card\n",
            "content/kits/cards/kit.yml": kit,
            "content/kits/cards/words/en.yml": words,
        },
    )
    stocks = ("--stock", "letter-cards-10", "--stock", "Avery 5371")
    done = toolkit("build", "cards", "--locale", "en", *stocks, "--jobs", "1", "--output", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert [Path(line).name for line in done.stdout.split()] == ["card-print-letter-cards-10.pdf", "card.pdf"]


def test_a_folder_in_the_place_of_a_file_stops_before_anything_is_moved(toolkit, tmp_path):
    write(tmp_path, tiny_files("alpha", "beta"))
    taken = tmp_path / "out/neutral/tiny/en/leaflet-beta.pdf"
    taken.mkdir(parents=True)
    done = toolkit("build", "tiny", "--locale", "en", "--jobs", "1", "--output", str(tmp_path / "out"))
    assert done.exit_code == 4
    assert f"{taken} is a folder" in done.stderr
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


MINE = "name: Mine\nsystem: us\nsize: [8.5in, 11in]\nunprintable: 4mm\n"


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("templates/stocks/mine.yml", f"{MINE}products: [Avery  5371]\n", 5),
        ("templates/stocks/mine.yml", f"{MINE}products: [Maker 1, maker 1]\n", 5),
        ("templates/stocks/mine.yml", f"{MINE}products: [a4]\n", 5),
        ("templates/stocks/proof.yml", MINE, 1),
        ("printers.yml", "proof: {right: 1mm}\n", 1),
        ("printers.yml", "us-ma: {right: 1mm}\n", 1),
    ],
)
def test_two_things_of_one_name(path, text, line, toolkit, tmp_path):
    write(tmp_path, {path: text})
    done = toolkit("check")
    assert done.exit_code == 1
    assert "error K112" in done.stderr
    assert done.stderr.count(": error ") == 1


def test_a_number_of_two_makers_is_asked_back(toolkit, tmp_path):
    write(tmp_path, {**tiny_files("alpha"), "templates/stocks/mine.yml": f"{MINE}products: [Maker 5371]\n"})
    done = toolkit("build", "tiny", "--stock", "5371")
    assert done.exit_code == 2
    assert "several have that number: Avery 5371 and Maker 5371" in done.stderr


def test_a_printer_is_not_called_like_a_mode(toolkit, tmp_path):
    done = toolkit("printer", "proof", "--right", "1mm")
    assert done.exit_code == 2
    assert '"proof" is a mode' in done.stderr
    assert not (tmp_path / "printers.yml").exists()
    assert toolkit("printer", "p" * 60, "--right", "1mm").exit_code == 2
