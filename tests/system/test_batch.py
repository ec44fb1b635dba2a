"""Documents made out to the people of a table: one PDF for all or one for each, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import batch

from .workshop import hashes, manifests_in, page_texts, stamps, tiny_files, write

TODAY = "2026-11-21"
AWARD = {
    "templates/kinds/award/kind.yml": """
        trim: {us: [100mm, 70mm], iso: [100mm, 70mm]}
        margins: {top: 6mm, bottom: 6mm, inside: 6mm, outside: 6mm}
        safe: 3mm
        pages: {least: 1, most: 1}
        parts: []
        blocks: []
        boxes: {name: {largest: 30pt, smallest: 12pt, step: 2pt}}
        rows: {name: {needed: yes, most: 60}, day: {type: date}}
        print: {sides: one}
        """,
    "templates/kinds/award/page.css": """
        .name { width: 80mm; height: 14mm; line-height: 1.2 }
        .one { break-after: page }
        .one:last-child { break-after: auto }
        """,
    "templates/kinds/award/page.html.j2": """
        {% extends "base.html.j2" %}
        {% block body %}
        {% for row in rows %}
        <section class="one"><h1>{{ title }}</h1><p class="name" data-box="name">{{ row.name }}</p>
        <p>{{ row.day }}</p></section>
        {% endfor %}
        {% endblock %}
        """,
    "templates/kinds/award/words/en.yml": "name: Award\nfields: {name: Full name, day: Day}\n",
    "content/kits/awards/kit.yml": """
        audience: hotel
        jurisdiction: us-ma
        version: "1"
        documents:
          - {name: award, kind: award}
        """,
    "content/kits/awards/words/en.yml": """
        title: Awards
        summary: For tests.
        documents:
          award: {title: Well done, promise: It says who took part.}
        """,
}
PEOPLE = ["Ana Núñez", "Bo", "Maximiliana Featherstonehaugh-Cholmondeley", "Di O’Brien", "Eve"]
FOLDER = "neutral/awards/en"


@pytest.fixture
def awards(tmp_path: Path) -> Path:
    write(tmp_path, {**tiny_files("alpha"), **AWARD})
    return tmp_path


def table(folder: Path, *rows: str, name: str = "people.csv", heading: str = "Full name;Day") -> Path:
    path = folder / name
    path.write_text("\n".join([heading, *(rows or (f"{person};2026-03-04" for person in PEOPLE))]) + "\n", "utf-8")
    return path


def build(toolkit, folder: Path, *words: str, kit: str = "awards", output: str = "out"):
    return toolkit("build", kit, "--locale", "en", "--jobs", "1", "--output", str(folder / output), *words)


def test_one_pdf_holds_every_row_in_order_and_the_blank_one_stays(toolkit, awards, monkeypatch):
    monkeypatch.setattr(batch, "PIECE", 2)
    assert build(toolkit, awards).exit_code == 0
    done = build(toolkit, awards, "--data", str(table(awards)))
    assert done.exit_code == 0, done.output
    assert "award-people 1–2" in done.stderr
    assert "award-people 5–5" in done.stderr
    texts = page_texts(awards / "out" / FOLDER / "award-people.pdf")
    assert all(p.split("-")[0] in text and "March 4, 2026" in text for p, text in zip(PEOPLE, texts, strict=True))
    records = manifests_in(awards / "out")[FOLDER]["documents"]
    assert [record["name"] for record in records] == ["award", "award-people"]
    made = records[1]["batch"]
    assert (made["rows"], len(made["table_sha256"])) == (5, 64)
    (box,) = made["boxes"]
    assert (box["name"], box["count"], box["largest_pt"], box["below_largest"] > 0) == ("name", 5, 30, True)
    assert toolkit("verify", str(awards / "out")).exit_code == 0
    again = build(toolkit, awards)
    assert again.exit_code == 0
    assert again.stdout == ""
    assert (awards / "out" / FOLDER / "award-people.pdf").is_file()


def test_names_are_in_the_pdf_alone(toolkit, awards):
    assert build(toolkit, awards, "--data", str(table(awards))).exit_code == 0
    for path in (awards / "out").rglob("*"):
        if path.is_file() and path.suffix != ".pdf":
            data = path.read_text("utf-8", errors="replace")
            assert not [word for word in ("Núñez", "Featherstonehaugh", "Brien", "people.csv") if word in data], path
    assert not list((awards / "out").rglob("*.png"))
    assert "award-people" not in (awards / "out" / "index.html").read_text("utf-8")


def test_nothing_is_made_twice_and_the_same_bytes_come_again(toolkit, awards, monkeypatch):
    monkeypatch.setattr(batch, "PIECE", 2)
    data = ("--data", str(table(awards)))
    build(toolkit, awards, *data)
    before = stamps(awards / "out")
    second = build(toolkit, awards, *data)
    assert second.stdout == ""
    assert stamps(awards / "out") == before
    toolkit("build", "awards", "--locale", "en", "--jobs", "2", "--output", str(awards / "other"), *data)
    assert hashes(awards / "other") == hashes(awards / "out")
    table(awards, "Bo;")
    third = build(toolkit, awards, *data)
    assert third.stdout.strip().endswith("award-people.pdf")
    assert len(page_texts(awards / "out" / FOLDER / "award-people.pdf")) == 1


def test_each_gives_a_file_a_row_and_takes_away_what_is_left_over(toolkit, awards):
    data = table(awards, "Ana Núñez;", "Ana Núñez;2026-03-04", "!!!;")
    done = build(toolkit, awards, "--data", str(data), "--each")
    assert done.exit_code == 0, done.output
    found = sorted(path.name for path in (awards / "out" / FOLDER).glob("*.pdf"))
    assert found == ["award-people-1-ana-nunez.pdf", "award-people-2-ana-nunez.pdf", "award-people-3.pdf"]
    assert all(len(page_texts(awards / "out" / FOLDER / name)) == 1 for name in found)
    table(awards, "Bo;")
    build(toolkit, awards, "--data", str(data), "--each")
    assert [path.name for path in (awards / "out" / FOLDER).glob("*.pdf")] == ["award-people-1-bo.pdf"]


def test_bad_rows_stop_everything_and_are_told_at_once(toolkit, awards):
    data = table(awards, "Ana;2026-03-04", ";soon", "Bo;3/4/2026")
    done = build(toolkit, awards, "--data", str(data))
    assert done.exit_code == 1
    for place, code in (("3:1", "D106"), ("3:2", "D111"), ("4:4", "D111")):
        assert f"{data}:{place}: error {code}" in done.stderr
    assert not (awards / "out").exists()


def test_a_row_that_does_not_fit_is_named(toolkit, awards, monkeypatch):
    monkeypatch.setattr(batch, "PIECE", 2)
    wide = "W" * 30
    data = table(awards, "Ana;", "Bo;", f"{wide};", "Di;")
    done = build(toolkit, awards, "--data", str(data))
    assert done.exit_code == 1
    assert f'{data}:4:1: error P110: row 3 ("{wide}")' in done.stderr
    assert done.stderr.count("error P110") == 1
    assert not list((awards / "out").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--each",), 2, "--each needs a table"),
        (("--data", "none.csv"), 2, "none.csv"),
    ],
)
def test_wrong_use(toolkit, awards, words, code, said):
    done = build(toolkit, awards, *words)
    assert done.exit_code == code
    assert said in done.stderr


def test_a_kit_without_such_documents(toolkit, awards):
    done = build(toolkit, awards, "--data", str(table(awards)), kit="tiny")
    assert done.exit_code == 1
    assert "D113" in done.stderr


def test_a_table_may_not_take_the_names_of_other_files(toolkit, awards):
    done = build(toolkit, awards, "--data", str(table(awards, name="print-letter.csv")))
    assert done.exit_code == 1
    assert "D114" in done.stderr


def test_findings_as_data(toolkit, awards):
    data = table(awards, ";")
    done = toolkit("--format", "json", "build", "awards", "--data", str(data), "--output", str(awards / "out"))
    assert done.exit_code == 1
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == ["D107"]


@pytest.mark.parametrize("name", ["Gäste liste (neu).csv", "名簿.csv"])
def test_the_name_of_the_table_becomes_a_plain_name(toolkit, awards, name):
    assert build(toolkit, awards, "--data", str(table(awards, "Ana;", name=name))).exit_code == 0
    (made,) = (awards / "out" / FOLDER).glob("*.pdf")
    assert made.name in ("award-gaste-liste-neu.pdf", "award-batch.pdf")


def test_the_pieces_share_their_fonts_and_are_one_accessible_document(toolkit, awards, monkeypatch):
    monkeypatch.setattr(batch, "PIECE", 1)
    assert build(toolkit, awards, "--data", str(table(awards, *["Ana;"] * 6))).exit_code == 0
    with pikepdf.open(awards / "out" / FOLDER / "award-people.pdf") as pdf:
        assert len(pdf.pages) == 6
        assert len(pdf.Root.StructTreeRoot.K) == 1
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert len(fonts) <= 2


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=4))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_names_are_printed_or_told(toolkit, awards, names):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["name"], *([name] for name in names)])
    path = awards / "any.csv"
    path.write_bytes(out.getvalue().encode())
    done = build(toolkit, awards, "--data", str(path), "--force")
    assert done.exit_code in (0, 1)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if done.exit_code == 0:
        people = [name for name in names if name.split()]
        assert len(page_texts(awards / "out" / FOLDER / "award-any.pdf")) == len(people)


@pytest.mark.parametrize("count", [1, 2, 39, 40, 41, 80, 81, 250, 1000])
def test_rows_are_laid_out_in_equal_pieces_an_even_number_of_them(count):
    """Whatever the machine, so that its number of cores changes no byte."""
    from toolkit.batch import PIECE, pieces

    found = list(pieces(tuple(range(count))))
    assert [row for piece in found for row in piece] == list(range(count))
    assert max(map(len, found)) <= PIECE
    assert len(found) == 1 if count <= PIECE else len(found) % 2 == 0
    assert max(map(len, found)) - min(map(len, found)) < PIECE / 2
