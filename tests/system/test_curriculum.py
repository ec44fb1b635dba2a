"""Every kit in every language that ships: complete, accessible, and free of what must not be printed."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from toolkit.cli import main

from .workshop import NEVER, ROOT, TODAY, Built, Program, assert_accessible, data_of, names_of, never_said, text_of

BRAND = "neutral"
KITS = tuple(names_of(ROOT / "content/kits"))
LANGUAGES = ("en", "es")
GENTLE = "middle-school"
"""The kit that names no trafficking terms."""

TERMS = {
    "en": ("traffick", "exploit", "sexual", "commercial sex", "prostitut", "victim", "forced labor"),
    "es": ("trata de personas", "tratante", "explota", "sexual", "víctima", "prostitu", "trabajo forzado"),
}


@pytest.fixture(scope="session", params=LANGUAGES)
def curriculum(
    request: pytest.FixtureRequest, built_once: Callable[..., Built], edition_of: Callable[[str, str], Built]
) -> Built:
    """All kits in one language, in the default brand; the one that other tests look at is built with theirs."""
    first = edition_of(BRAND, request.param)
    first.run.done()
    built = built_once(f"curriculum-{request.param}", "--brand", BRAND, "--locale", request.param, upon=first)
    built.run.done()
    return built


def language_of(built: Built) -> str:
    (language,) = {manifest["locale"] for manifest in built.manifests().values()}
    return str(language)


@functools.cache
def texts_of(output: Path) -> dict[str, str]:
    """The text of every reading file, by its path in the output folder."""
    found = {}
    for manifest in output.rglob("manifest.json"):
        for document in json.loads(manifest.read_text(encoding="utf-8"))["documents"]:
            for file in document["files"]:
                if file["use"] == "reading":
                    path = manifest.parent / file["path"]
                    found[path.relative_to(output).as_posix()] = text_of(path)
    assert len(found) > 50
    return found


@functools.cache
def kit(name: str) -> dict[str, Any]:
    """A kit as it is written."""
    record: dict[str, Any] = data_of(ROOT / f"content/kits/{name}/kit.yml")
    return record


def test_every_kit_is_made_whole(curriculum: Built) -> None:
    """Each kit has its handouts, a wallet card and a facilitator guide, and nothing is left out of it."""
    made = curriculum.manifests()
    assert {folder.split("/")[1] for folder in made} == set(KITS)
    for folder, manifest in made.items():
        documents = kit(folder.split("/")[1])["documents"]
        assert len(manifest["documents"]) == len(documents), folder
        kinds = [document["kind"] for document in documents]
        assert kinds.count("handout") >= 3
        assert {"wallet-card", "facilitator-guide"} <= set(kinds)


def test_every_reading_file_is_accessible(curriculum: Built) -> None:
    """PDF/UA-1, every one of them."""
    assert_accessible(path for path, _, _ in curriculum.files("reading"))


@pytest.mark.parametrize("sort", NEVER)
def test_nothing_is_printed_that_must_not_be(sort: str, curriculum: Built) -> None:
    """Claims, names and numbers that the facts list as not to be printed, in any document of any kit."""
    texts = texts_of(curriculum.output)
    found = {path: never_said(without_exceptions(text), NEVER[sort]) for path, text in texts.items()}
    assert {path: said for path, said in found.items() if said} == {}


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


def test_gentle_kit_names_no_trafficking_terms(curriculum: Built) -> None:
    """Not in a heading, a help line, a source, a letter or the guide."""
    terms = re.compile("|".join(TERMS[language_of(curriculum)]), re.IGNORECASE)
    found = {
        path: sorted({match[0] for match in terms.finditer(text)})
        for path, text in texts_of(curriculum.output).items()
        if f"/{GENTLE}/" in path
    }
    assert len(found) >= 6
    assert {path: said for path, said in found.items() if said} == {}
    others = [text for path, text in texts_of(curriculum.output).items() if f"/{GENTLE}/" not in path]
    assert sum(bool(terms.search(text)) for text in others) > len(others) / 2, "the search finds them where they are"


def test_translation_says_on_every_document_that_nobody_reviewed_it(curriculum: Built) -> None:
    """Until somebody signs it off; a source says nothing of the sort."""
    language = language_of(curriculum)
    band = str(data_of(ROOT / f"templates/locales/{language}.yml")["words"]["band_unreviewed"]).split(":")[0]
    card = data_of(ROOT / f"templates/kinds/wallet-card/words/{language}.yml")["short_bands"]["unreviewed"]
    texts = texts_of(curriculum.output)
    without = [path for path, text in texts.items() if (card if path.endswith("wallet-card.pdf") else band) not in text]
    if language == "en":
        assert len(without) == len(texts_of(curriculum.output))
    else:
        assert without == []


def test_guides_list_their_sources_in_full(curriculum: Built) -> None:
    """Publisher, title, date and the day of reading, for every source that the guide leans on."""
    read = str(data_of(ROOT / f"templates/locales/{language_of(curriculum)}.yml")["words"]["source_read"])
    guides = {path: text for path, text in texts_of(curriculum.output).items() if "/facilitator-guide" in path}
    assert len(guides) == len(KITS)
    for path, text in guides.items():
        assert text.count(read.split("{")[0].strip()) >= 8, path


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


def test_handouts_and_cards_can_be_read() -> None:
    """Grade 6 to 8 at the most for adults, 6 for students, in both languages."""
    rows = [row for row in listed("reading") if row["locale"] in LANGUAGES]
    assert {row["locale"] for row in rows} == set(LANGUAGES)
    walked = 0
    for row in rows:
        document = row["name"].rsplit("/", 1)[-1]
        if document.startswith(("handout", "wallet-card", "letter", "worksheet")):
            walked += 1
            assert row["grade"] <= CEILING.get(row["name"].split("/")[0], 8.0), row
    assert walked > 80
