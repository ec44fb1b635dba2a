"""Rules for posters: loaded, checked, listed, and measured against what was laid out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.example_project import KIND, TODAY, assert_finding, edited, findings_of, loaded, project
from toolkit.build import build
from toolkit.compose.compose import Composer
from toolkit.findings import Finding, Severity, Stopped
from toolkit.posters import against_rules
from toolkit.resolve import Request, resolve
from toolkit.survey.places import posters

RULES = "content/jurisdictions/north/posters.yml"
POSTER = edited(KIND, ("bookmarks: yes\n", "bookmarks: yes\nposter: yes\n"))
DATED = "sources: [field-guide], verified_on: 2026-11-01, expires: 2027-05-01"


def rule(more: str) -> dict[str, str | bytes | None]:
    """A rule of the place, for a kind that is a poster."""
    return {**POSTER, RULES: f"posters:\n  - {{id: lodging, says: A sign is posted., {DATED}{more}}}\n"}


def lacks(changes: dict[str, str | bytes | None], type_pt: float = 9.0) -> list[Finding]:
    library = loaded(changes)
    editions, _ = resolve(library, Request(), today=TODAY)
    found = []
    for edition in editions:
        composition, findings = Composer(library).compose(edition)
        assert composition, findings
        found += against_rules(library, edition, composition.html, type_pt)
    return found


@pytest.mark.parametrize(
    "kept",
    [
        "",
        ", sheet: [8.5in, 11in]",
        ", sheet: [11in, 8.5in]",
        ", type: 9pt",
        ", languages: [en]",
        ", wording: {en: ['978-555-0100', 'learn what to NOTICE']}",
        ", wording: {en-XA: [Nowhere]}",
    ],
)
def test_rule_that_is_kept(kept):
    assert lacks(rule(kept)) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (", sheet: [11in, 17in]", "a sheet of at least 279 × 432 mm (11 × 17 in), and this is 216 × 279 mm"),
        (", sheet: [8.5in, 11.1in]", "a sheet of at least"),
        (", type: 16pt", "type of at least 16 pt, and the smallest here is 9 pt"),
        (", languages: [en, en-XA, fr]", 'a poster in the locale "fr" too'),
        (", wording: {en: [Learn what to notice., Human trafficking is against the law.]}", "against the law."),
    ],
)
def test_rule_that_is_broken(broken, said):
    changes = rule(broken)
    if "fr" in broken:
        changes["templates/locales/fr.yml"] = project().contents["templates/locales/en.yml"]
        changes = {**changes, RULES: changes[RULES]}
    (finding,) = lacks(changes)
    assert (finding.code, finding.severity) == ("P130", Severity.WARNING)
    assert said in finding.message
    assert f"{RULES}:2" in finding.hint
    assert "not legal advice" in finding.hint


def test_rule_for_others_is_none_for_this_poster():
    other = {
        "content/audiences/parents/audience.yml": "reading_grade: 8\n",
        "content/audiences/parents/words/en.yml": "name: Parents\n",
    }
    assert lacks({**rule(", sheet: [11in, 17in], audiences: [parents]"), **other}) == []
    assert len(lacks(rule(", sheet: [11in, 17in], audiences: [clinic]"))) == 1


def test_kind_that_is_no_poster_is_not_measured():
    changes = rule(", sheet: [11in, 17in], type: 99pt")
    assert lacks({RULES: changes[RULES]}) == []


def test_rule_of_the_wider_place_is_replaced_by_id():
    narrow = RULES.replace("north", "north-bay")
    changes = {**rule(", sheet: [11in, 17in]"), narrow: rule("")[RULES]}
    library = loaded(changes)
    assert library.posters_for("north")[0].value.sheet
    assert not library.posters_for("north-bay")[0].value.sheet


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        (", audiences: [clinik]", "K101", 'did you mean "clinic"?'),
        (", languages: [en-XZ]", "L101", "en-XA"),
        (", wording: {xx: [Words]}", "L101", ""),
        (", wording: {en: []}", "S103", ""),
        (", sheet: [11in]", "S103", ""),
    ],
)
def test_rule_that_cannot_be_used(more, code, hint):
    assert_finding(findings_of(rule(more)), code, RULES, 2, hint=hint)


def test_rule_past_its_day_is_a_warning():
    stale = [f for f in findings_of(rule(""), today=date(2027, 5, 2)) if f.code == "J109"]
    assert_finding(stale, "J109", RULES, 2, message="last looked up on 2026-11-01")
    assert findings_of(rule(""), today=date(2027, 5, 1)) == findings_of(POSTER, today=date(2027, 5, 1))


def test_rules_are_listed_with_their_sources_and_days():
    (row,) = posters(loaded(rule(", cite: Made-up Act 7, sheet: [11in, 17in]")))
    assert row["name"] == "north/lodging"
    expected = "A sign is posted. Made-up Act 7. Read in field-guide on 2026-11-01, good until 2027-05-01."
    assert row["about"] == f"{expected} Not legal advice."
    assert row["sheet"] == pytest.approx([279.4, 431.8])


def test_build_warns_each_time_and_strict_refuses(tmp_path: Path):
    """The type is measured on the pages; a poster that is kept is told of again."""
    index = {"templates/base/index.html.j2": "<!doctype html><title>Index</title>"}
    for path, data in project({**rule(", type: 16pt"), **index}).contents.items():
        target = tmp_path / "project" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    roots, output = (tmp_path / "project",), tmp_path / "output"
    first = build(roots, Request(), output, today=TODAY, jobs=1)
    second = build(roots, Request(), output, today=TODAY, jobs=1)
    assert first.made
    assert second.made == ()
    (told,) = [finding for finding in first.findings if finding.code == "P130"]
    assert "type of at least 16 pt" in told.message
    assert told in second.findings
    with pytest.raises(Stopped):
        build(roots, Request(), output, today=TODAY, jobs=1, strict=True)
