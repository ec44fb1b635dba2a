"""Faults of print modes are named at their place: unknown names, illegible pairs, no room, too small a text."""

from __future__ import annotations

import pytest

from tests.example_project import TODAY, edited, loaded
from toolkit.check.check import check

MODE = "templates/modes/dusk/mode.yml"
WORDS = {"templates/modes/dusk/words/en.yml": "name: Dusk\nnote: For the evening.\n"}
KIND = "templates/kinds/pocket/kind.yml"
BRAND = "content/brands/larch/_brand.yml"


def found(mode: str = "kinds: {}\n", changes: dict[str, str] | None = None) -> list[tuple[str, str]]:
    library = loaded({MODE: mode, **WORDS, **(changes or {})})
    return [(finding.code, finding.origin.path) for finding in check(library, today=TODAY)]


def usual() -> list[tuple[str, str]]:
    return [(finding.code, finding.origin.path) for finding in check(loaded(), today=TODAY)]


@pytest.mark.parametrize(
    ("mode", "code"),
    [
        ('colours: {primery: "#000000"}\n', "K101"),
        ('colours: {foreground: "#999999"}\n', "B101"),
        ("kinds: {margins: {top: 90mm, bottom: 90mm, inside: 90mm, outside: 90mm}}\n", "K109"),
        ("print_house: {bleed: {us: 3mm}, marks: 5mm, registry: r, conditions: {}}\n", "K101"),
    ],
)
def test_faults_of_a_mode(mode: str, code: str) -> None:
    assert (code, MODE if code != "K109" else found(mode)[-1][1]) in found(mode)


def test_a_good_mode_adds_no_finding() -> None:
    assert found() == usual()


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("modes: {dawn: {safe: 3mm}}\n", "K101"),
        ("modes: {dusk: {copyfit: {largest: 20pt, smallest: 9pt, step: 1pt}}}\n", "P112"),
    ],
)
def test_faults_of_a_kind_in_a_mode(own: str, code: str) -> None:
    changes = edited(KIND, ("safe:", own + "safe:"))
    assert (code, KIND) in found("text: 18pt\nkinds: {trim: sheet}\n", changes)


@pytest.mark.parametrize(
    ("mode", "faults"),
    [
        ("kinds: {pages: {least: 1}}\n", [("K111", MODE)]),
        ("kinds: {pages: {least: 1}, imposition: no}\n", []),
        ("kinds: {}\n", []),
    ],
)
def test_mode_that_lifts_the_limits_of_cards_for_people_is_named_itself(
    mode: str, faults: list[tuple[str, str]]
) -> None:
    """Whoever adds a mode need not edit the kinds that are there."""
    changes = edited(KIND, ("safe:", "rows: {name: {}}\nsafe:"))
    assert [fault for fault in found(mode, changes) if fault[0] == "K111"] == faults


def test_two_files_of_one_name() -> None:
    """A document whose own name ends like the suffix of a mode."""
    kit = "content/kits/clinic/kit.yml"
    library = loaded({MODE: "kinds: {}\n", **WORDS})
    first = library.kits["clinic"].value.documents[0]
    text = library.files.text(kit)
    again = f"documents:\n  - {{name: {first.name}-dusk, kind: {first.kind}, parts: {{front: [acting]}}}}\n"
    assert ("K106", kit) in found(changes={kit: text.replace("documents:\n", again)})


def test_inks_of_a_colour_that_nobody_knows() -> None:
    brand = loaded().files.text(BRAND)
    head = "defaults:\n  toolkit:\n"
    inks = f"{head}    cmyk: {{nocolour: [0, 0, 0, 100]}}\n"
    changed = brand.replace(head, inks) if head in brand else brand + inks
    assert ("B102", BRAND) in found(changes={BRAND: changed})
