"""Colours to inks: what a brand says counts, black is black ink alone, and nothing is over-inked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.inks import ink_of

CHANNEL = st.floats(0, 1, allow_nan=False).map(lambda value: round(value * 255) / 255)


@given(CHANNEL, CHANNEL, CHANNEL)
def test_shares_are_shares_and_never_too_much(red: float, green: float, blue: float) -> None:
    inks = ink_of(red, green, blue, {})
    assert all(0 <= share <= 1 for share in inks)
    assert sum(inks) <= 3.0 + 1e-9, "one of the three colours is always left out"
    assert min(inks[:3]) == 0


@given(CHANNEL)
def test_greys_are_black_ink_alone(grey: float) -> None:
    assert ink_of(grey, grey, grey, {})[:3] == (0, 0, 0)


@pytest.mark.parametrize("colour", [(0, 0, 0), (0x14 / 255, 0x21 / 255, 0x2B / 255), (0.1, 0.05, 0.12)])
def test_black_and_near_black_are_one_whole_plate(colour: tuple[float, float, float]) -> None:
    assert ink_of(*colour, {}) == (0, 0, 0, 1)


def test_white_is_bare_paper() -> None:
    assert ink_of(1, 1, 1, {}) == pytest.approx((0, 0, 0, 0))


def test_a_brand_has_the_last_word() -> None:
    said = {"#0b5563": (90.0, 25.0, 30.0, 50.0)}
    assert ink_of(0x0B / 255, 0x55 / 255, 0x63 / 255, said) == (0.9, 0.25, 0.3, 0.5)
    assert ink_of(0x0C / 255, 0x55 / 255, 0x63 / 255, said)[0] == pytest.approx(1 - 0x0C / 0x63)


def test_a_pure_colour_keeps_its_hue() -> None:
    assert ink_of(1, 0, 0, {}) == (0, 1, 1, 0)
