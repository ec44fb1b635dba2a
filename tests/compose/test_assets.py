"""Bytes under one fixed address, and QR codes that can be read."""

from __future__ import annotations

import re

import pytest

from toolkit.compose.assets import ADDRESS, Assets, qr_svg, short_digest


def test_asset_is_held_under_a_fixed_address():
    assets = Assets()
    address = assets.add("brand/logo.svg", b"<svg/>")
    assert address == f"{ADDRESS}brand/logo.svg"
    assert assets.held == {address: (b"<svg/>", "image/svg+xml")}


@pytest.mark.parametrize(
    ("path", "kind"), [("a.png", "image/png"), ("a.jpg", "image/jpeg"), ("a.nope", "application/octet-stream")]
)
def test_media_type(path, kind):
    assets = Assets()
    assert assets.held[assets.add(path, b"")][1] == kind


def test_address_can_never_be_resolved():
    assert ADDRESS.endswith(".invalid/")


def test_qr_code_keeps_four_modules_of_quiet_zone():
    svg = qr_svg("https://example.org/listening").decode()
    width = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    assert (width - 2 * 4 - 17) % 4 == 0
    assert re.search(r'fill="#fff"|fill="white"', svg)
    dark = re.search(r'stroke="#000" d="M(\d+) (\d+)', svg)
    assert (int(dark[1]), int(dark[2])) >= (4, 4)


def test_qr_code_holds_its_data():
    import segno

    data = "https://example.org/listening?a=1&b=ü"
    assert qr_svg(data) == qr_svg(data) != qr_svg(data + "x")
    code = segno.make(data, error="m", micro=False)
    assert code.error in ("M", "Q", "H")


def test_digest_is_short_and_tells_apart():
    assert re.fullmatch(r"[0-9a-f]{12}", short_digest(b"a"))
    assert short_digest(b"a") != short_digest(b"b")
