"""What finished pages must keep to, and how it is said."""

from __future__ import annotations

import pytest

from tests.example_project import loaded
from toolkit.render.limits import SHOWN, limits, too_long
from toolkit.render.measure import PageFacts, Stray
from toolkit.schema.paper import Kind, Sides

LABEL = "larch/clinic/en/pocket"


def kind(least: int = 1, most: int | None = 2) -> Kind:
    return loaded().kinds["pocket"].value.model_copy(update={"pages": Sides(least=least, most=most)})


def page(**values: object) -> PageFacts:
    good = {
        "name": "",
        "width_mm": 88.9,
        "height_mm": 50.8,
        "blank": False,
        "bottom_mm": 30.0,
        "near_edge": (),
        "too_wide": (),
        "covered": (),
    }
    return PageFacts(**{**good, **values})


def test_good_pages():
    assert limits(kind(), (page(), page()), LABEL) == ()


def test_too_few_pages():
    (finding,) = limits(kind(least=3, most=4), (page(), page()), LABEL)
    assert (finding.code, finding.origin.path) == ("P102", LABEL)
    assert "2 pages and needs 3" in finding.message


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ({"blank": True}, "P103", "page 2 is blank"),
        ({"near_edge": (Stray("Edge", 1.2),)}, "P104", 'page 2: "Edge" stands 1.2 mm'),
        ({"too_wide": (Stray("Wide", 3.4),)}, "P105", 'page 2: "Wide" is 3.4 mm wider'),
        ({"covered": (Stray("Under", 0.9),)}, "P106", 'over "Under"'),
    ],
)
def test_fault_of_a_page(fault, code, words):
    (finding,) = limits(kind(), (page(), page(**fault)), LABEL)
    assert finding.code == code
    assert words in finding.message
    assert finding.hint


def test_only_the_first_few_of_a_sort_are_shown():
    strays = tuple(Stray(f"Text {number}", 1.0) for number in range(20))
    assert len(limits(kind(), (page(near_edge=strays),), LABEL)) == SHOWN


def test_every_fault_of_every_page_is_told():
    bad = page(blank=True, near_edge=(Stray("a", 1.0),), too_wide=(Stray("b", 1.0),), covered=(Stray("c", 1.0),))
    assert sorted(f.code for f in limits(kind(), (bad, bad), LABEL)) == sorted(["P103", "P104", "P105", "P106"] * 2)


def test_too_long_names_the_side_and_the_millimetres_beyond_the_margin():
    pages = (page(name="front"), page(name="front", bottom_mm=14.0), page(name="back"))
    finding = too_long(kind(), pages, 6.5, LABEL)
    assert finding.code == "P101"
    assert "front is 10 mm too long" in finding.message
    assert "back is" not in finding.message
    assert "6.5 pt" in finding.message


def test_too_long_names_both_sides():
    pages = tuple(page(name=name, bottom_mm=24.0) for name in ("front", "front", "back", "back", "back"))
    finding = too_long(kind(), pages, None, LABEL)
    assert "front is 20 mm too long" in finding.message
    assert "back is 40 mm too long" in finding.message
    assert " pt" not in finding.message


def test_too_long_without_named_sides_counts_the_pages_beyond_the_most():
    finding = too_long(kind(most=2), (page(), page(), page(bottom_mm=9.0)), None, LABEL)
    assert "the text is 5 mm too long" in finding.message


def test_too_long_where_no_side_overflows_by_itself():
    pages = tuple(page(name=name) for name in ("front", "back", "more"))
    finding = too_long(kind(most=2), pages, None, LABEL)
    assert "3 sides and may have 2" in finding.message
