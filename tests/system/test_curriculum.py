"""Every kit in every language that ships: complete, accessible, and free of what must not be printed."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit.cli import main
from toolkit.compose.compose import Composer
from toolkit.edition import Edition
from toolkit.load.layers import roots_for
from toolkit.load.library import Library
from toolkit.load.load import load
from toolkit.resolve import Request, resolve

from .workshop import NEVER, ROOT, TODAY, Built, Program, assert_accessible, data_of, names_of, never_said

BRAND = "neutral"
KITS = tuple(names_of(ROOT / "content/kits"))
TRAININGS = tuple(name for name in KITS if name != "print-shop")
"""All but the kit that holds the calibration sheet."""
LANGUAGES = ("en", "es")
GENTLE = "middle-school"
"""The kit that names no trafficking terms."""

TERMS = {
    "en": ("traffick", "exploit", "sexual", "commercial sex", "prostitut", "victim", "forced labor"),
    "es": ("trata de personas", "tratante", "explota", "sexual", "víctima", "prostitu", "trabajo forzado"),
}


@dataclass(frozen=True)
class Said:
    """A document as it was composed: what its pages say, before they are laid out."""

    edition: Edition
    text: str


@functools.cache
def library() -> Library:
    found, findings = load(roots_for(None))
    assert found is not None, findings
    return found


INSIDE_A_LINE = re.compile(r"</?(?:a|b|bdi|em|i|span|strong|sub|sup)(?: [^>]*)?>")
DESCRIBED = re.compile(r' (?:alt|title|aria-label)="([^"]*)"')


def text_in(page: str) -> str:
    """The text of a composed page, and what its pictures and fields are called."""
    shown = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    named = " ".join(DESCRIBED.findall(shown))
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", INSIDE_A_LINE.sub("", shown)) + " " + named).split())


@functools.cache
def said_in(language: str) -> dict[str, Said]:
    """Every document of every kit in a language, by its label."""
    editions, findings = resolve(library(), Request(brand=BRAND, locales=(language,)), today=date.fromisoformat(TODAY))
    assert findings == ()
    composer = Composer(library())
    found = {}
    for edition in editions:
        composition, faults = composer.compose(edition)
        assert composition is not None, faults
        found[edition.label] = Said(edition, text_in(composition.html))
    assert len(found) > 150
    return found


EACH_LANGUAGE = [pytest.param(name, marks=pytest.mark.xdist_group(f"curriculum-{name}")) for name in LANGUAGES]


@pytest.fixture(params=EACH_LANGUAGE)
def curriculum(request: pytest.FixtureRequest) -> dict[str, Said]:
    """All kits in one language, in the default brand."""
    return said_in(str(request.param))


@pytest.fixture(scope="session", params=LANGUAGES)
def pages(request: pytest.FixtureRequest, built_once: Callable[..., Built]) -> Built:
    """The same, built: that takes a quarter of an hour."""
    built = built_once(f"curriculum-{request.param}", "--brand", BRAND, "--locale", request.param)
    built.run.done()
    return built


def language_of(curriculum: dict[str, Said]) -> str:
    (language,) = {said.edition.locale.slug for said in curriculum.values()}
    return language


def test_every_training_has_what_a_trainer_hands_out(curriculum: dict[str, Said]) -> None:
    """Each kit has its handouts, a wallet card, a facilitator guide, slides and a quiz."""
    assert {said.edition.kit.slug for said in curriculum.values()} == set(KITS)
    assert len(TRAININGS) == 7
    for name in TRAININGS:
        kinds = [said.edition.kind.slug for said in curriculum.values() if said.edition.kit.slug == name]
        assert kinds.count("handout") >= 3
        assert {"wallet-card", "facilitator-guide", "slides", "quiz-sheet"} <= set(kinds), name


@pytest.mark.whole
def test_every_kit_is_made_whole(pages: Built) -> None:
    """Nothing is left out of any kit, and no page overflows."""
    made = pages.manifests()
    assert {folder.split("/")[1] for folder in made} == set(KITS)
    for folder, manifest in made.items():
        expected = {label for label in said_in(manifest["locale"]) if label.startswith(f"{folder}/")}
        assert {f"{folder}/{record['name']}" for record in manifest["documents"]} == expected


@pytest.mark.whole
def test_every_reading_file_is_accessible(pages: Built) -> None:
    """PDF/UA-1, every one of them."""
    assert_accessible(path for path, _, _ in pages.files("reading"))


@pytest.mark.parametrize("sort", NEVER)
def test_nothing_is_printed_that_must_not_be(sort: str, curriculum: dict[str, Said]) -> None:
    """Claims, names and numbers that the facts list as not to be printed, in any document of any kit."""
    found = {label: never_said(without_exceptions(said.text), NEVER[sort]) for label, said in curriculum.items()}
    assert {label: said for label, said in found.items() if said} == {}


@functools.cache
def excepted() -> tuple[str, ...]:
    """The texts that written exceptions allow, as printed: cells of the table of words to leave out, a ruling."""
    paths = sorted((ROOT / "content/exceptions").glob("*.yml"))
    texts = {record["text"].strip("| ") for path in paths for record in data_of(path)["exceptions"]}
    assert len(texts) > 10
    return tuple(sorted(texts, key=len, reverse=True))


def without_exceptions(text: str) -> str:
    """A text without those that written exceptions allow."""
    plain = text.replace("’", "'")
    for allowed in excepted():
        plain = plain.replace(allowed, "")
    return plain


def test_gentle_kit_names_no_trafficking_terms(curriculum: dict[str, Said]) -> None:
    """Not in a heading, a help line, a source, a letter or the guide."""
    terms = re.compile("|".join(TERMS[language_of(curriculum)]), re.IGNORECASE)
    gentle = {label: said for label, said in curriculum.items() if said.edition.kit.slug == GENTLE}
    found = {label: sorted({match[0] for match in terms.finditer(said.text)}) for label, said in gentle.items()}
    assert len(found) > 15
    assert {label: said for label, said in found.items() if said} == {}
    others = [said.text for label, said in curriculum.items() if label not in gentle]
    assert sum(bool(terms.search(text)) for text in others) > len(others) / 2, "the search finds them where they are"


def test_translation_says_on_every_document_that_nobody_reviewed_it(curriculum: dict[str, Said]) -> None:
    """Until somebody signs it off; a source says nothing of the sort."""
    language = language_of(curriculum)
    band = str(data_of(ROOT / f"templates/locales/{language}.yml")["words"]["band_unreviewed"]).split(":")[0]
    short = {
        path.parents[1].name: str(words["short_bands"]["unreviewed"])
        for path in (ROOT / "templates/kinds").glob(f"*/words/{language}.yml")
        if "short_bands" in (words := data_of(path))
    }
    assert "wallet-card" in short
    handed_out = {label: said for label, said in curriculum.items() if said.edition.kit.slug in TRAININGS}
    without = [label for label, said in handed_out.items() if short.get(said.edition.kind.slug, band) not in said.text]
    if language == "en":
        assert len(without) == len(handed_out)
    else:
        assert without == []


def test_guides_list_their_sources_in_full(curriculum: dict[str, Said]) -> None:
    """Publisher, title, date and the day of reading, for every source that the guide leans on."""
    read = str(data_of(ROOT / f"templates/locales/{language_of(curriculum)}.yml")["words"]["source_read"])
    guides = {label: said.text for label, said in curriculum.items() if said.edition.kind.slug == "facilitator-guide"}
    assert len(guides) == len(TRAININGS)
    for label, text in guides.items():
        assert text.count(read.split("{")[0].strip()) >= 8, label


def test_strict_check_is_clean(program: Program, tmp_path: Path) -> None:
    """Every check of the content, warnings included, as on the day it was written."""
    run = program.run("--strict", "--today", TODAY, "check", cwd=tmp_path)
    assert run.code == 0, run.err[-4000:]


def listed(table: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, ["--today", TODAY, "--format", "json", "list", table])
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    assert rows
    return rows


def test_all_forty_questions_are_settled() -> None:
    """Each points at sections that are printed, or says why not."""
    rows = listed("questions")
    assert sorted(row["name"] for row in rows) == sorted(f"S{s}-Q{number}" for s in (0, 1) for number in range(1, 21))
    assert all(row["answered_by"] or row["not_printed"] for row in rows)
    assert sum(bool(row["answered_by"]) for row in rows) >= 30


def test_no_fact_is_used_that_is_not_good_enough() -> None:
    """And most of what was looked up is used somewhere."""
    rows = listed("facts")
    assert [row["name"] for row in rows if row["not_enough"]] == []
    assert [row["name"] for row in rows if row["confidence"] in ("unverified", "unknown") and row["used"]] == []
    assert sum(bool(row["used"]) for row in rows) > 200


def test_every_text_is_translated_and_up_to_date() -> None:
    """Nothing is missing or stale in Spanish."""
    rows = [row for row in listed("translations") if row["locale"] == "es"]
    assert len(rows) > 60
    assert [f"{row['name']}: {row['about']}" for row in rows if row["state"] in ("missing", "stale")] == []


CEILING = {"students": 6.0, "middle-school": 6.0}
FOR_EVERYBODY = (
    "handout",
    "wallet-card",
    "letter",
    "worksheet",
    "poster",
    "notice",
    "tent-card",
    "folded-card",
    "accordion-card",
    "help-card",
)


def test_handouts_and_cards_can_be_read() -> None:
    """Grade 6 to 8 at the most for adults, 6 for students, in both languages."""
    rows = [row for row in listed("reading") if row["locale"] in LANGUAGES]
    assert {row["locale"] for row in rows} == set(LANGUAGES)
    walked = 0
    for row in rows:
        document = row["name"].rsplit("/", 1)[-1]
        if document.startswith(FOR_EVERYBODY):
            walked += 1
            assert row["grade"] <= CEILING.get(row["name"].split("/")[0], 8.0), row
    assert walked > 80
