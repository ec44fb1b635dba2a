"""Kinds and stocks: sizes to try, slots, finished sizes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.example_project import loaded
from toolkit.schema.paper import Copyfit, trim_size

points = st.floats(4, 40).map(lambda value: f"{value:.2f}pt")


@given(points, points, st.floats(0.05, 5).map(lambda value: f"{value:.2f}pt"))
def test_sizes_to_try_fall_from_the_largest_to_the_smallest(largest, smallest, step):
    assume(float(largest[:-2]) >= float(smallest[:-2]))
    sizes = Copyfit(largest=largest, smallest=smallest, step=step).sizes()
    assert sizes[0] == pytest.approx(float(largest[:-2]), abs=0.01)
    assert sizes[-1] == pytest.approx(float(smallest[:-2]), abs=0.01)
    assert all(high > low for high, low in pairwise(sizes))
    assert all(high - low <= float(step[:-2]) + 0.01 for high, low in pairwise(sizes))


def test_sizes_of_a_card():
    sizes = Copyfit(largest="8pt", smallest="6.5pt", step="0.5pt").sizes()
    assert sizes == pytest.approx((8, 7.5, 7, 6.5))


def test_slots_of_a_kind():
    kind = loaded().kinds["leaflet"].value
    assert kind.part_names() == ("body", "more")
    assert kind.needed_parts() == ("body",)


def test_finished_size_is_the_sheet_or_that_of_the_paper_system():
    library = loaded()
    letter, a4 = (library.stocks[name].value for name in ("letter", "a4"))
    leaflet, pocket = (library.kinds[name].value for name in ("leaflet", "pocket"))
    assert trim_size(leaflet, a4) == (210, 297)
    assert trim_size(pocket, letter) == pytest.approx((88.9, 50.8))
    other = a4.model_copy(update={"system": "jis"})
    assert trim_size(pocket, other) is None
    assert trim_size(leaflet, other) == (210, 297)
