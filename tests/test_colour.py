"""Colours: contrast as WCAG 2.2 reckons it, and the nearest shade that passes."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toolkit.colour import BLACK, WHITE, channels, contrast, legible_on, luminance, mix, nearest_passing, to_hex

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
ratios = st.sampled_from([3.0, 4.5, 7.0])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_of_known_pairs(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_is_the_same_either_way_and_in_bounds(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colours)
def test_channels_and_hex_are_inverse(colour):
    assert to_hex(*channels(colour)) == colour


def test_hex_is_kept_within_bounds():
    assert to_hex(-1, 0.5, 2) == "#0080ff"


@given(colours, colours)
def test_mix_begins_and_ends_at_its_colours(front, back):
    assert mix(front, back, 1) == front
    assert mix(front, back, 0) == back


@given(colours, colours, st.floats(0, 1))
def test_mix_lies_between(front, back, share):
    for low, value, high in zip(channels(front), channels(mix(front, back, share)), channels(back), strict=True):
        assert min(low, high) - 0.002 <= value <= max(low, high) + 0.002


@given(colours)
def test_black_or_white_is_always_legible(background):
    assert contrast(legible_on(background), background) >= 4.5


@given(colours, colours, ratios)
def test_nearest_shade_passes_whenever_one_can(text, background, ratio):
    shade = nearest_passing(text, background, ratio)
    best = max(contrast(BLACK, background), contrast(WHITE, background))
    assert contrast(shade, background) >= min(ratio, best)


@given(colours, colours, ratios)
def test_nearest_shade_keeps_the_hue(text, background, ratio):
    shade = nearest_passing(text, background, ratio)
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(shade))
    before, _, strength = colorsys.rgb_to_hls(*channels(text))
    assume(strength > 0.3 and saturation > 0.3 and 0.15 < lightness < 0.85)
    assert min(abs(hue - before), 1 - abs(hue - before)) < 0.03


@given(colours, colours, ratios)
def test_no_shade_nearer_passes(text, background, ratio):
    assume(contrast(text, background) < ratio)
    shade = nearest_passing(text, background, ratio)
    hue, light, saturation = colorsys.rgb_to_hls(*channels(text))
    away = abs(colorsys.rgb_to_hls(*channels(shade))[1] - light)
    for share in (0.25, 0.5, 0.75):
        for nearer in (light - away * share, light + away * share):
            if 0 <= nearer <= 1 and away * (1 - share) > 0.01:
                other = to_hex(*colorsys.hls_to_rgb(hue, nearer, saturation))
                assert contrast(other, background) < ratio + 0.05


def test_luminance_of_the_poles():
    assert luminance(BLACK) == 0
    assert luminance(WHITE) == pytest.approx(1)
