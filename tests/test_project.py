"""One's own folder: starters that load, nothing written over, and the record of who dialled."""

from __future__ import annotations

from datetime import date

import pytest

from tests.example_project import TODAY, loaded
from toolkit.check.check import check
from toolkit.findings import WriteRefused
from toolkit.load.layers import read, shipped_root
from toolkit.load.load import load
from toolkit.project import confirm, start_project, starter_axes, write_starter
from toolkit.resolve import UnknownName

SHIPPED = read([shipped_root()])
AXES = starter_axes(SHIPPED)


def test_there_are_starters():
    assert {"brand", "module", "kit", "kind", "stock"} <= set(AXES)
    assert "project" not in AXES


@pytest.mark.parametrize("axis", [axis for axis in AXES if axis != "locale"])
@pytest.mark.parametrize("name", ["mine", "my-own-2"])
def test_starter_loads_as_it_is(axis, name, tmp_path):
    written = write_starter(SHIPPED, axis, name, tmp_path, today=TODAY)
    assert written
    assert all(path.is_file() for path in written)
    assert not [path for path in written if "__" in str(path) or "__" in path.read_text(encoding="utf-8")]
    library, findings = load([shipped_root(), tmp_path])
    assert findings == ()
    assert library
    assert check(library, today=TODAY) == ()


@pytest.mark.parametrize("axis", AXES)
def test_starter_over_a_file_writes_nothing(axis, tmp_path):
    written = write_starter(SHIPPED, axis, "mine", tmp_path, today=TODAY)
    written[-1].write_text("changed", encoding="utf-8")
    for path in written[:-1]:
        path.unlink()
    with pytest.raises(WriteRefused):
        write_starter(SHIPPED, axis, "mine", tmp_path, today=TODAY)
    assert [path for path in written if path.exists()] == [written[-1]]
    assert written[-1].read_text(encoding="utf-8") == "changed"


def test_project_folder(tmp_path):
    written = start_project(SHIPPED, tmp_path / "mine")
    assert written
    library, findings = load([shipped_root(), tmp_path / "mine"])
    assert findings == ()
    assert library
    with pytest.raises(WriteRefused):
        start_project(SHIPPED, tmp_path / "mine")


def test_confirming_is_recorded_and_read_back(tmp_path):
    path = confirm(loaded(), tmp_path, "harbour", by=" Robin ", on=TODAY)
    assert path == tmp_path / "confirmations.yml"
    library = loaded({"confirmations.yml": path.read_bytes()})
    (entry,) = library.confirmations
    assert (entry.value.line, entry.value.by, entry.value.on) == ("harbour", "Robin", TODAY)


def test_confirming_again_replaces_the_older_record_and_keeps_other_lines(tmp_path):
    confirm(loaded(), tmp_path, "emergency", by="Kim", on=date(2026, 11, 10))
    for by, on in (("Kim", date(2026, 11, 12)), ("Robin", date(2026, 11, 20))):
        library = loaded({"confirmations.yml": (tmp_path / "confirmations.yml").read_bytes()})
        path = confirm(library, tmp_path, "harbour", by=by, on=on)
    entries = loaded({"confirmations.yml": path.read_bytes()}).confirmations
    assert [(entry.value.line, entry.value.by) for entry in entries] == [("emergency", "Kim"), ("harbour", "Robin")]


def test_confirming_an_older_day_does_not_lose_the_newer_one(tmp_path):
    confirm(loaded(), tmp_path, "harbour", by="Robin", on=date(2026, 11, 20))
    library = loaded({"confirmations.yml": (tmp_path / "confirmations.yml").read_bytes()})
    path = confirm(library, tmp_path, "harbour", by="Kim", on=date(2026, 11, 12))
    entries = loaded({"confirmations.yml": path.read_bytes()}).confirmations
    assert "Robin" in [entry.value.by for entry in entries]


def test_confirming_a_line_nobody_knows(tmp_path):
    with pytest.raises(UnknownName, match="did you mean"):
        confirm(loaded(), tmp_path, "harbor", by="Robin", on=TODAY)
    assert list(tmp_path.iterdir()) == []
