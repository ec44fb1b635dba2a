"""The size of a picture, and whether it can be printed: whatever the check lets through has a size."""

from __future__ import annotations

import io
import random

import pytest

from toolkit.pictures import picture_fault, picture_size

PATHS = {"PNG": "a.png", "JPEG": "a.jpg"}


def picture(form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "#274b7a").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(40, 20), (1, 1), (300, 7)])
def test_size_of_a_bitmap(form, size):
    assert picture_size(picture(form, size)) == size


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 20"', (40, 20)),
        ('viewBox="0,0,40,20"', (40, 20)),
        ('viewBox="-5 -5 40.5 20"', (40.5, 20)),
        ('width="40" height="20"', (40, 20)),
        ('width="40px" height="20px"', (40, 20)),
        ('width="40mm" height="20mm" viewBox="0 0 4 2"', (4, 2)),
    ],
)
def test_size_of_a_drawing(attributes, size):
    assert picture_size(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()) == size


@pytest.mark.parametrize("data", [b"", b"text", b"<svg", b"<svg/>", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"])
def test_size_of_what_is_no_picture(data):
    with pytest.raises(ValueError, match=r"\w"):
        picture_size(data)


def test_jpeg_with_fill_bytes():
    data = picture("JPEG")
    padded = data[:2] + b"\xff\xff" + data[2:]
    assert picture_fault("a.jpg", padded) == ""
    assert picture_size(padded) == (40, 20)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.filterwarnings("ignore")
def test_damaged_bitmap_is_refused_or_has_a_size(form):
    whole, chance = picture(form), random.Random(1)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        damaged = bytes(data[: chance.randint(1, len(data))])
        if picture_fault(PATHS[form], damaged):
            refused += 1
        else:
            assert min(picture_size(damaged)) > 0
    assert refused > 100


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_cut_off_bitmap_is_refused_also_once_the_layout_engine_was_imported(form):
    """WeasyPrint tells Pillow to take cut-off pictures, for the whole process."""
    import toolkit.render.engine

    assert toolkit.render.engine.weasyprint
    data = picture(form, (60, 60))
    assert picture_fault(PATHS[form], data) == ""
    assert "cannot be read" in picture_fault(PATHS[form], data[: len(data) * 3 // 4])
