"""manifest.json: what goes in comes back, and whatever is damaged is known to be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.publish.manifest import FORMAT, DocumentRecord, Manifest, OutputFile, manifest_from

FILE = OutputFile("leaflet-nurse.pdf", "reading", "letter", 2, "0" * 64)
RECORD = DocumentRecord(
    name="leaflet-nurse",
    key="1" * 64,
    kind="Leaflet",
    title="What nurses notice",
    promise="Señales — learn.",
    jurisdiction="north",
    stock="letter",
    sides="two",
    flip="long-edge",
    text_size_pt=9.5,
    files=(FILE,),
    inputs={"content/a.yml": "2" * 64},
)
MANIFEST = Manifest("larch", "Larch", "clinic", "Kit", "A kit.", "en", "English", {"weasyprint": "70.0"}, (RECORD,))


def changed(**values: object) -> bytes:
    return json.dumps({**json.loads(MANIFEST.text()), **values}).encode()


def test_round_trip():
    assert manifest_from(MANIFEST.text().encode()) == MANIFEST


def test_text_is_readable_and_the_same_every_time():
    assert MANIFEST.text() == MANIFEST.text()
    assert MANIFEST.text().endswith("}\n")
    assert "Señales" in MANIFEST.text()
    assert json.loads(MANIFEST.text())["format"] == FORMAT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"5",
        b'"x"',
        b"\xff\xfe",
        b"{}",
        changed(format=FORMAT + 1),
        changed(format=None),
        changed(documents=None),
        changed(documents=[5]),
        changed(documents=[{}]),
        changed(documents=[{**json.loads(MANIFEST.text())["documents"][0], "files": 5}]),
        changed(documents=[{**json.loads(MANIFEST.text())["documents"][0], "more": 5}]),
        changed(more=1),
    ],
)
def test_damaged_or_foreign_manifest_is_none(data):
    assert manifest_from(data) is None


@pytest.mark.parametrize("path", ["../x.pdf", "/etc/passwd", "a/../../x", "a/b.pdf", "..", "", "C:\\x", 5, None])
def test_manifest_that_points_outside_its_folder_is_none(path):
    """A build removes files that a manifest names, so it may name plain names only."""
    document = json.loads(MANIFEST.text())["documents"][0]
    for field in ("name", "path"):
        other = json.loads(json.dumps(document))
        if field == "name":
            other["name"] = path
        else:
            other["files"][0]["path"] = path
        assert manifest_from(changed(documents=[other])) is None, (field, path)


@given(st.binary(max_size=80))
def test_any_bytes(data):
    assert manifest_from(data) is None


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=6
    )
)
def test_any_value_for_the_documents(value):
    made = manifest_from(changed(documents=value))
    assert made is None or made.documents == ()
