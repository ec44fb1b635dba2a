"""Names to objects: which editions a request makes, on which sheets, under which names."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example_project import KIT, NOTICING, TODAY, edited, example_contents, loaded, text_of
from toolkit.resolve import Request, UnknownName, line_states, resolve


def labels(request: Request, changes=None) -> list[str]:
    editions, findings = resolve(loaded(changes), request, today=TODAY)
    assert findings == ()
    return [edition.label for edition in editions]


def test_defaults_make_every_document_of_every_kit():
    assert labels(Request()) == ["larch/clinic/en/leaflet-nurse", "larch/clinic/en/pocket"]


def test_document_named_like_its_kind_has_the_name_once():
    assert labels(Request(kits=("clinic",)))[1].endswith("/pocket")


@pytest.mark.parametrize(
    ("request_", "axis"),
    [
        (Request(kits=("clinik",)), "kit"),
        (Request(brand="lark"), "brand"),
        (Request(locales=("enn",)), "locale"),
        (Request(jurisdiction="nort"), "jurisdiction"),
        (Request(stocks=("lettr",)), "stock"),
        (Request(documents=("nurs",)), "document"),
    ],
)
def test_unknown_name_names_the_nearest(request_, axis):
    with pytest.raises(UnknownName) as unknown:
        resolve(loaded(), request_, today=TODAY)
    assert unknown.value.axis == axis
    assert "did you mean" in str(unknown.value)


def test_other_paper_gets_a_name_of_its_own():
    assert labels(Request(stocks=("a4",))) == ["larch/clinic/en/leaflet-nurse-a4", "larch/clinic/en/pocket-a4"]


def test_two_papers_make_two_editions_each():
    made = labels(Request(stocks=("letter", "a4")))
    assert len(made) == 4
    assert len(set(made)) == 4


def test_card_stock_is_laid_out_as_its_plain_sheet():
    editions, _ = resolve(loaded(), Request(stocks=("letter-cards-10",)), today=TODAY)
    pocket = next(edition for edition in editions if edition.kind.slug == "pocket")
    assert pocket.stock.slug == "letter"
    assert [stock.slug for stock in pocket.print_stocks] == ["letter-cards-10"]


def test_cards_are_made_for_every_usual_stock_of_the_usual_sheet_and_other_kinds_for_none():
    editions, _ = resolve(loaded(), Request(), today=TODAY)
    stocks = {edition.kind.slug: [stock.slug for stock in edition.print_stocks] for edition in editions}
    assert stocks["pocket"] == ["letter", "letter-cards-10"]
    assert stocks["leaflet"] == []


@pytest.mark.parametrize("stocks", [(), ("letter-cards-10",), ("letter", "letter-cards-10")])
def test_stock_that_is_not_usual_is_used_only_when_named(stocks):
    card = "templates/stocks/letter-cards-10.yml"
    library = loaded(edited(card, ("usual: yes\n", "")))
    editions, found = resolve(library, Request(stocks=stocks), today=TODAY)
    assert found == ()
    made = [stock.slug for edition in editions for stock in edition.print_stocks]
    assert made == (list(stocks) or ["letter"])


def test_stock_that_nothing_is_printed_on_is_told():
    other = {
        "templates/stocks/odd.yml": text_of("templates/stocks/letter-cards-10.yml").replace(
            "3.5in, 2in]}", "3in, 2in]}"
        )
    }
    for documents, stocks, idle in (
        ((), ("odd",), ["odd"]),
        ((), ("letter-cards-10", "odd"), ["odd"]),
        (("nurse",), ("letter-cards-10",), ["letter-cards-10"]),
        (("pocket",), ("letter-cards-10",), []),
        ((), ("a4",), []),
    ):
        editions, found = resolve(loaded(other), Request(documents=documents, stocks=stocks), today=TODAY)
        assert editions
        assert [(f.code, f.severity.value) for f in found] == [("K110", "warning")] * len(idle)
        assert [f.origin.path for f in found] == [f"templates/stocks/{name}.yml" for name in idle]


@pytest.mark.parametrize("name", ["nurse", "leaflet-nurse"])
def test_documents_that_are_named_are_made_and_no_others(name):
    assert labels(Request(documents=(name,))) == ["larch/clinic/en/leaflet-nurse"]
    assert len(labels(Request(documents=(name, "pocket")))) == 2


def test_size_follows_the_paper_system():
    sizes = {}
    for stock in ("letter", "a4"):
        editions, _ = resolve(loaded(), Request(stocks=(stock,)), today=TODAY)
        sizes |= {(edition.kind.slug, stock): edition.trim for edition in editions}
    assert sizes["pocket", "letter"] == pytest.approx((88.9, 50.8))
    assert sizes["pocket", "a4"] == (85, 55)
    assert sizes["leaflet", "a4"] == (210, 297)


def test_kind_without_a_size_for_the_sheet():
    library = loaded(edited("templates/kinds/pocket/kind.yml", (", iso: [85mm, 55mm]", "")))
    editions, found = resolve(library, Request(stocks=("a4",)), today=TODAY)
    assert [finding.code for finding in found] == ["K109"]
    assert found[0].origin.path == "templates/kinds/pocket/kind.yml"
    assert "iso" in found[0].hint
    assert [edition.kind.slug for edition in editions] == ["leaflet"]


def test_other_jurisdiction_gets_a_name_of_its_own_and_the_wider_lines_too():
    editions, found = resolve(loaded(), Request(jurisdiction="north-bay"), today=TODAY)
    assert found == ()
    assert [edition.name for edition in editions] == ["leaflet-nurse-north-bay", "pocket-north-bay"]
    assert [state.line.slug for state in editions[1].lines] == ["emergency", "listening", "harbour"]
    assert [service.slug for service in editions[1].services] == ["boathouse"]


def test_help_lines_stand_in_the_order_of_the_kit():
    changes = edited(KIT, ("helplines: [emergency]", "helplines: [listening, emergency]"))
    editions, _ = resolve(loaded(changes), Request(), today=TODAY)
    assert [state.line.slug for state in editions[0].lines] == ["listening", "emergency"]


def test_document_takes_only_its_sections():
    editions, _ = resolve(loaded(), Request(), today=TODAY)
    leaflet, pocket = editions
    assert [excerpt.section.tags.id for excerpt in leaflet.parts["body"]] == ["signs", "law", "steps"]
    assert [excerpt.section.tags.id for excerpt in pocket.parts["front"]] == ["signs"]
    assert [module.slug for module in leaflet.modules] == ["noticing", "acting"]


# --- help lines as they stand on a day


def states(records: str, today: date):
    library = loaded({"confirmations.yml": f"confirmations: [{records}]\n"})
    return {state.line.slug: state for state in line_states(library, "north-bay", today=today)}


def test_line_that_nobody_dialled():
    state = states("", TODAY)["harbour"]
    assert (state.checked_on, state.good_until) == (date(2026, 11, 1), date(2027, 5, 1))
    assert state.confirmation is None
    assert not state.stale


def test_dialling_moves_the_day_on_by_the_same_span():
    state = states("{line: harbour, by: Robin, on: 2027-03-01}", date(2027, 6, 1))["harbour"]
    assert state.checked_on == date(2027, 3, 1)
    assert (state.good_until - state.checked_on) == (date(2027, 5, 1) - date(2026, 11, 1))
    assert not state.stale


@pytest.mark.parametrize("order", [1, -1])
def test_latest_of_several_confirmations_counts(order):
    records = ["{line: harbour, by: Kim, on: 2026-12-01}", "{line: harbour, by: Robin, on: 2027-03-01}"]
    state = states(", ".join(records[::order]), date(2027, 6, 1))["harbour"]
    assert state.confirmation
    assert state.confirmation.by == "Robin"
    assert state.checked_on == date(2027, 3, 1)


def test_confirmation_older_than_the_registry_moves_nothing():
    state = states("{line: harbour, by: Robin, on: 2026-10-01}", TODAY)["harbour"]
    assert state.checked_on == date(2026, 11, 1)


def test_confirmation_of_a_later_day_does_not_count_yet():
    assert states("{line: harbour, by: Robin, on: 2026-12-01}", TODAY)["harbour"].confirmation is None


SPANISH = {
    "templates/locales/es.yml": text_of("templates/locales/en.yml"),
    **{
        path.replace("/en.", "/es."): data.decode()
        for path, data in example_contents().items()
        if path.endswith(("/words/en.yml", "/en.md"))
    },
}


def test_usual_build_makes_every_usual_locale_that_a_kit_has_words_for():
    both = {**SPANISH, **edited("content/defaults.yml", ("locale: en\n", "locale: en\nmore_locales: [es]\n"))}
    assert [label.split("/")[2] for label in labels(Request(), both)] == ["en", "en", "es", "es"]
    without = {path: text for path, text in both.items() if path != "content/kits/clinic/words/es.yml"}
    assert [label.split("/")[2] for label in labels(Request(), without)] == ["en", "en"]


def test_locales_that_are_asked_for_are_made_and_no_others():
    assert {label.split("/")[2] for label in labels(Request(locales=("es",)), SPANISH)} == {"es"}
    assert {label.split("/")[2] for label in labels(Request(locales=("es", "en")), SPANISH)} == {"en", "es"}


FAMILIES = {
    "content/audiences/families/audience.yml": "reading_grade: 7\n",
    "content/audiences/families/words/en.yml": "name: Families\n",
}


def test_document_may_have_an_audience_of_its_own():
    tagged = edited(
        NOTICING, ("Someone waits by the door.", 'Someone waits.\n- Dear family\n  {: audience="families" }')
    )
    changes = {
        **FAMILIES,
        **tagged,
        **edited(KIT, ("    kind: pocket\n", "    kind: pocket\n    audience: families\n")),
    }
    editions, findings = resolve(loaded(changes), Request(), today=TODAY)
    assert findings == ()
    assert [edition.audience.slug for edition in editions] == ["clinic", "families"]
    sections = [[excerpt.section for part in edition.parts.values() for excerpt in part] for edition in editions]
    shown = ["Dear family" in str(chosen) for chosen in sections]
    assert shown == [False, True]


@pytest.mark.parametrize(
    ("services", "named"),
    [("", ["harbour-house"]), ("    services: []\n", []), ("    services: [harbour-house]\n", ["harbour-house"])],
)
def test_document_may_choose_its_services(services, named):
    record = (
        "services:\n  - {id: harbour-house, sources: [field-guide], verified_on: 2026-11-01, expires: 2027-05-01}\n"
    )
    words = text_of("content/jurisdictions/north/words/en.yml")
    words += "services:\n  harbour-house: {name: Harbour House, purpose: A bed.}\n"
    changes = {
        "content/jurisdictions/north/services.yml": record,
        "content/jurisdictions/north/words/en.yml": words.replace("services: {}\n", ""),
        **edited(KIT, ("    helplines: [emergency]\n", f"    helplines: [emergency]\n{services}")),
    }
    editions, _ = resolve(loaded(changes), Request(), today=TODAY)
    assert [entry.slug for entry in editions[0].services] == named


def test_kind_takes_the_words_of_a_kind_it_stands_for_under_its_own():
    kind, words = "templates/kinds/pocket/kind.yml", "templates/kinds/pocket/words/en.yml"
    changes = {
        **edited(kind, ("safe: 3mm", "safe: 3mm\nstands_for: [leaflet]")),
        words: "name: Pocket\n",
        "templates/kinds/leaflet/words/en.yml": "name: Leaflet\ncall: Call these lines\n",
    }
    editions, _ = resolve(loaded(changes), Request(), today=TODAY)
    pocket = next(edition for edition in editions if edition.kind.slug == "pocket")
    assert (pocket.words["name"], pocket.words["call"]) == ("Pocket", "Call these lines")
