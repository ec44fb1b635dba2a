"""Proof of built files, over a small output folder with a real PDF for reading and a real print sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.example_project import TODAY, loaded
from toolkit.compose.compose import Composer
from toolkit.job import Job, Made, work
from toolkit.publish.folder import folder_of, merged, stage
from toolkit.publish.manifest import NAME, Manifest, manifest_from
from toolkit.publish.store import open_store
from toolkit.resolve import Request, resolve
from toolkit.verify import verify


@pytest.fixture(scope="module")
def pocket() -> tuple:
    library = loaded()
    editions, _ = resolve(library, Request(), today=TODAY)
    edition = next(edition for edition in editions if edition.kind.slug == "pocket")
    composition, findings = Composer(library).compose(edition)
    assert composition, findings
    stocks = tuple((stock.slug, stock.value) for stock in edition.print_stocks)
    made, findings = work(Job(composition, "In your pocket", stocks))
    assert made, findings
    return edition, made, library


def published(pocket: tuple, output: Path, made: Made | None = None) -> Path:
    """The output folder of one card, and in it the folder of its files."""
    edition, whole, library = pocket
    with open_store(output) as store:
        record = stage(store, edition, made or whole, "k", library)
        manifest, _ = merged(None, [edition], {edition.name: record}, {})
        store.stage(f"{folder_of(edition)}/{NAME}", manifest.text().encode())
        store.commit()
    return output / folder_of(edition)


def codes(*paths: Path) -> list[str]:
    return [finding.code for finding in verify(paths)[1]]


def test_good_files(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    count, findings = verify([tmp_path])
    assert findings == ()
    assert count == len(list(folder.glob("*.pdf"))) == 3


def test_card_has_two_pages_and_a_sheet_for_each_stock(pocket):
    _, made, _ = pocket
    assert made.pages == 2
    assert [(stock, pages) for stock, _, pages in made.sheets] == [("letter", 2), ("letter-cards-10", 2)]
    assert made.thumbnail.startswith(b"\x89PNG")


def test_single_files(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    pdfs = sorted(folder.glob("*.pdf"))
    assert verify(pdfs) == (3, ())


def test_changed_file(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    path = folder / "pocket.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    count, findings = verify([tmp_path])
    assert count == 3
    assert [(f.code, f.origin.path) for f in findings] == [("V101", str(path))]
    assert "changed" in findings[0].message


def test_missing_file(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    (folder / "pocket.pdf").unlink()
    _, findings = verify([tmp_path])
    assert [f.code for f in findings] == ["V101"]
    assert "not there" in findings[0].message


def test_cut_off_file(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    path = folder / "pocket.pdf"
    path.write_bytes(path.read_bytes()[:2000])
    assert set(codes(tmp_path)) <= {"V101", "V102"}
    assert codes(tmp_path)


def test_sheet_that_is_passed_off_as_accessible(pocket, tmp_path):
    _, made, _ = pocket
    folder = published(pocket, tmp_path, replace(made, pdf=made.sheets[0][1]))
    found = codes(tmp_path)
    assert found
    assert set(found) == {"V102"}
    assert (folder / "pocket.pdf").is_file()


def test_print_sheet_that_claims_to_be_accessible(pocket, tmp_path):
    _, made, _ = pocket
    published(pocket, tmp_path, replace(made, sheets=(("letter", made.pdf, 2),)))
    assert codes(tmp_path) == ["V102"]


def test_unreadable_manifest(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    (folder / NAME).write_bytes(b"{}")
    assert codes(tmp_path) == ["V103"]


def test_nothing_to_verify(tmp_path):
    assert codes(tmp_path) == ["V104"]


def test_empty_folder_beside_a_good_one(pocket, tmp_path):
    (tmp_path / "empty").mkdir()
    published(pocket, tmp_path / "good")
    for paths in ((tmp_path / "good", tmp_path / "empty"), (tmp_path / "empty", tmp_path / "good")):
        count, findings = verify(paths)
        assert count == 3
        assert [(f.code, f.origin.path) for f in findings] == [("V104", str(tmp_path / "empty"))]


@pytest.mark.parametrize("data", [b"", b"notes", b"%PDF-1.7\n"])
def test_file_that_is_no_pdf(data, tmp_path):
    (tmp_path / "a.pdf").write_bytes(data)
    assert codes(tmp_path / "a.pdf") == ["V102"]


def test_manifest_of_a_build_comes_back(pocket, tmp_path):
    folder = published(pocket, tmp_path)
    manifest = manifest_from((folder / NAME).read_bytes())
    assert isinstance(manifest, Manifest)
    assert manifest.documents[0].text_size_pt == 8.0
