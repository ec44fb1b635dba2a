"""Days as people write them: what is clear is read, what may be two days is refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.days import UnclearDay, day_from

BOTH = ("en", "es")
DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-21", "2026/11/21", "2026.11.21", "21.11.2026", "21/11/2026", "11/21/2026", "21-11-2026"),
        *("November 21, 2026", "21 November 2026", "Nov 21 2026", "Saturday, November 21st, 2026", "21-Nov-2026"),
        *("21 de noviembre de 2026", "21 nov 2026", "sábado, 21 de Noviembre de 2026", "SABADO 21 NOVIEMBRE 2026"),
    ],
)
def test_clear_ways_of_writing(text):
    assert day_from(text, BOTH) == DAY


@pytest.mark.parametrize("text", ["3/4/2026", "04-03-2026"])
def test_two_days_in_one(text):
    with pytest.raises(UnclearDay) as unclear:
        day_from(text, BOTH)
    assert unclear.value.days == (date(2026, 3, 4), date(2026, 4, 3))


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "46347", "2026", "2026-13-01", "2026-02-30", "31.02.2026", "21/11/26", "21 noviembre", "2026-1/2"),
        *("November 2026", "about November 21, 2026", "21 22 November 2026", "21 Brumaire 2026", "0000-01-01"),
    ],
)
def test_no_day(text):
    with pytest.raises(UnclearDay) as unclear:
        day_from(text, BOTH)
    assert unclear.value.days == ()


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_the_long_form_of_every_language_comes_back(day):
    from babel.dates import format_date

    assert day_from(day.isoformat(), BOTH) == day
    assert all(day_from(format_date(day, width, locale), BOTH) == day for locale in BOTH for width in ("long", "full"))


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_unclear(text):
    with suppress(UnclearDay):
        assert isinstance(day_from(text, BOTH), date)
