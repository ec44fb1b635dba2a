"""The value types that all schemas share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.schema.record import colour, iso_date, millimetres, yes_or_no


@pytest.mark.parametrize(
    ("text", "length"),
    [("12mm", 12), ("1.5cm", 15), ("3.5in", 88.9), ("72pt", 25.4), (" 2in ", 50.8), ("0mm", 0), ("0.5mm", 0.5)],
)
def test_lengths(text, length):
    assert millimetres(text) == pytest.approx(length)


@pytest.mark.parametrize(
    "text", ["12", "mm", "12 mm", "-1mm", "1,5mm", "12px", "1e3mm", ".5mm", "5.mm", "", None, "12MM", "٣mm"]
)
def test_what_is_no_length(text):
    with pytest.raises(ValueError, match="number and a unit"):
        millimetres(text)


@given(st.dates())
def test_dates_are_read_as_they_are_written(day):
    assert iso_date(day.isoformat()) == day
    assert iso_date(day) is day


@pytest.mark.parametrize(
    "text", ["2026-2-3", "20261121", "2026-11-21T00:00", "2026-11-31", "0000-01-01", "٢٠٢٦-١١-٢١", "", None]
)
def test_what_is_no_date(text):
    with pytest.raises(ValueError, match=r"year-month-day|there is no day"):
        iso_date(text)


def test_leap_day():
    assert iso_date("2028-02-29") == date(2028, 2, 29)
    with pytest.raises(ValueError, match="2027-02-29"):
        iso_date("2027-02-29")


@pytest.mark.parametrize(("text", "made"), [("#1F5C57", "#1f5c57"), ("#abc", "#aabbcc"), (" #ABC ", "#aabbcc")])
def test_colours(text, made):
    assert colour(text) == made


@pytest.mark.parametrize("text", ["1f5c57", "#12", "#1234", "#12345g", "red", "#1f5c5780", "", None, "#١٢٣"])
def test_what_is_no_colour(text):
    with pytest.raises(ValueError, match="six digits"):
        colour(text)


@pytest.mark.parametrize(
    ("text", "made"), [("yes", True), ("No", False), ("TRUE", True), ("false", False), ("on", "on"), ("1", "1")]
)
def test_yes_and_no(text, made):
    assert yes_or_no(text) == made
