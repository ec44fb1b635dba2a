"""What an output folder says of itself, build after build."""

from __future__ import annotations

from tests.example_project import NOTICING, TODAY, edited, loaded
from toolkit.edition import Edition
from toolkit.job import Made
from toolkit.publish.folder import folder_of, inputs, merged, stage, still_good
from toolkit.publish.manifest import DocumentRecord
from toolkit.publish.store import digest, open_store
from toolkit.resolve import Request, resolve

DOUBLE = edited("templates/stocks/letter.yml", ("flip: long-edge", "flip: long-edge\ndouble: a4"))
"""As if A4 were twice a letter sheet: what is checked elsewhere makes no difference here."""
MADE = Made(b"%PDF-read", 1, 8.0, (("letter", b"%PDF-print", 2),), b"PNG")


def editions(request: Request | None = None, changes=None) -> tuple[Edition, ...]:
    made, findings = resolve(loaded(changes), request or Request(), today=TODAY)
    assert findings == ()
    assert made
    return made


def records(made: tuple[Edition, ...], store, key: str = "k") -> dict[str, DocumentRecord]:
    return {edition.name: stage(store, edition, MADE, key, loaded()) for edition in made}


def test_record_names_every_file_with_its_digest(tmp_path):
    _, pocket = editions()
    with open_store(tmp_path) as store:
        record = stage(store, pocket, MADE, "k", loaded())
        store.commit()
    assert folder_of(pocket) == "larch/clinic/en"
    assert (record.title, record.promise, record.kind) == ("In your pocket", "Keep it with you.", "Pocket card")
    assert [(file.use, file.pages) for file in record.files] == [("reading", 1), ("print", 2)]
    for file, data in zip(record.files, (b"%PDF-read", b"%PDF-print"), strict=True):
        assert (tmp_path / "larch/clinic/en" / file.path).read_bytes() == data
        assert file.sha256 == digest(data)


def test_inputs_are_the_files_a_document_was_made_of():
    leaflet, pocket = editions()
    library = loaded()
    made = inputs(leaflet, library)
    assert made == {path: library.files.digest(path) for path in made}
    for path in (
        NOTICING,
        "content/modules/acting/en.md",
        "content/brands/larch/_brand.yml",
        "content/brands/larch/logo.svg",
        "content/kits/clinic/kit.yml",
        "content/kits/clinic/words/en.yml",
        "content/audiences/clinic/words/en.yml",
        "content/jurisdictions/north/helplines.yml",
        "content/sources.yml",
        "templates/kinds/leaflet/page.html.j2",
        "templates/base/base.css",
        "templates/locales/en.yml",
        "templates/stocks/letter.yml",
    ):
        assert path in made, path
    for path in ("templates/kinds/pocket/kind.yml", "content/jurisdictions/north-bay/helplines.yml"):
        assert path not in made, path
    assert "templates/stocks/letter-cards-10.yml" in inputs(pocket, library)


def test_pseudo_locale_was_made_of_the_words_of_its_original():
    (leaflet, _) = editions(Request(locales=("en-XA",)))
    made = inputs(leaflet, loaded())
    assert {"templates/locales/en-XA.yml", "templates/locales/en.yml", "content/kits/clinic/words/en.yml"} <= set(made)


def test_document_is_still_good_while_key_and_files_are(tmp_path):
    made = editions()
    with open_store(tmp_path) as store:
        record = records(made, store)["pocket"]
        assert not still_good(store, "larch/clinic/en", record, "k")
        store.commit()
    with open_store(tmp_path) as store:
        assert still_good(store, "larch/clinic/en", record, "k")
        assert not still_good(store, "larch/clinic/en", record, "other")
        assert not still_good(store, "larch/clinic/en", None, "k")
        (tmp_path / "larch/clinic/en" / record.files[1].path).write_bytes(b"changed")
        assert not still_good(store, "larch/clinic/en", record, "k")


def test_lost_thumbnail_is_made_again(tmp_path):
    made = editions()
    with open_store(tmp_path) as store:
        record = records(made, store)["pocket"]
        store.commit()
    (tmp_path / "larch/clinic/en/thumbnails/pocket.png").unlink()
    with open_store(tmp_path) as store:
        assert not still_good(store, "larch/clinic/en", record, "k")


def test_document_that_is_no_longer_made_goes_with_all_its_files(tmp_path):
    made = editions()
    with open_store(tmp_path) as store:
        before, gone = merged(None, made, records(made, store), {})
        assert gone == ()
        after, gone = merged(before, made[:1], records(made[:1], store), {})
    assert [record.name for record in after.documents] == ["leaflet-nurse"]
    assert set(gone) == {"pocket.pdf", before.documents[1].files[1].path, "thumbnails/pocket.png"}


def test_documents_for_another_paper_or_jurisdiction_stay(tmp_path):
    usual, other, away = editions(), editions(Request(stocks=("a4",))), editions(Request(jurisdiction="north-bay"))
    with open_store(tmp_path) as store:
        manifest = None
        for made in (usual, other, away, usual):
            manifest, gone = merged(manifest, made, records(made, store), {})
            assert gone == ()
    assert manifest
    names = [record.name for record in manifest.documents]
    assert len(names) == len(set(names)) == 6
    assert names[:2] == ["leaflet-nurse", "pocket"]


def test_sheet_that_was_asked_for_stays_though_another_document_is_usual_on_it(tmp_path):
    """A poster is made on both sizes of sheet; a handout on the larger one only when somebody asked."""
    kind = edited("templates/kinds/leaflet/kind.yml", ("trim: sheet", "trim: sheet\nsheets: [single, double]"))
    usual = editions(changes={**kind, **DOUBLE})
    assert [edition.name for edition in usual] == ["leaflet-nurse", "leaflet-nurse-a4", "pocket"]
    asked = editions(Request(stocks=("a4",)), {**kind, **DOUBLE})
    assert [edition.name for edition in asked] == ["leaflet-nurse-a4", "pocket-a4"]
    with open_store(tmp_path) as store:
        before, _ = merged(None, asked, records(asked, store), {})
        after, gone = merged(before, usual, records(usual, store), {})
        assert gone == ()
        assert [record.name for record in after.documents] == [
            "leaflet-nurse",
            "leaflet-nurse-a4",
            "pocket",
            "pocket-a4",
        ]
        _, gone = merged(after, usual[:2], records(usual[:2], store), {})
    assert {"pocket.pdf", "pocket-a4.pdf"} <= set(gone), "a document that the kit no longer has goes on every sheet"


def test_naming_some_documents_leaves_the_others_where_they_are(tmp_path):
    made = editions()
    with open_store(tmp_path) as store:
        before, _ = merged(None, made, records(made, store), {})
        for some in (made[:1], made[1:]):
            after, gone = merged(before, some, records(some, store, "new"), {}, some=True)
            assert gone == ()
            assert [record.name for record in after.documents] == [edition.name for edition in made]
            changed = [record.name for record in after.documents if record.key == "new"]
            assert changed == [edition.name for edition in some]


def test_print_sheet_on_a_stock_that_is_no_longer_made_goes(tmp_path):
    _, pocket = editions()
    with open_store(tmp_path) as store:
        two = Made(b"r", 1, 8.0, (("letter", b"a", 2), ("letter-cards-10", b"b", 2)), b"PNG")
        first = stage(store, pocket, two, "k", loaded())
        second = stage(store, pocket, MADE, "k", loaded())
        before, _ = merged(None, [pocket], {"pocket": first}, {})
        _, gone = merged(before, [pocket], {"pocket": second}, {})
    assert gone == (first.files[2].path,)


def test_manifest_is_the_same_for_the_same_input(tmp_path):
    made = editions()
    with open_store(tmp_path) as store:
        texts = {merged(None, made, records(made, store), {"weasyprint": "70"})[0].text() for _ in range(2)}
    assert len(texts) == 1
    changed = editions(changes=edited(NOTICING, ("One sign alone", "One single sign")))
    assert changed[0].name == made[0].name
