"""Parts of one document joined: every page, tag, link and name once, in order, and still PDF/UA-1."""

from __future__ import annotations

import io

import page as page_validation
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.compose.compose import Composition
from toolkit.impose.merge import merge
from toolkit.impose.writing import PACKED, Writing
from toolkit.render.draft import layout
from toolkit.schema.paper import Kind

KIND = Kind.model_validate(
    {
        "trim": "sheet",
        "margins": {"top": "6mm", "bottom": "6mm", "inside": "6mm", "outside": "6mm"},
        "parts": [],
        "blocks": [],
        "print": {"sides": "one"},
    }
)
STYLE = """@page { size: 100mm 80mm; margin: 8mm }
html { font-family: "Atkinson Hyperlegible" }
section { break-after: page }
section:last-child { break-after: auto }
ul { list-style: none }
"""
SECTION = """<section><h1 id="{id}">Page for {name}</h1><p>See <a href="#{id}-end">the end (1) \\ 5 0 R</a> of
<a href="https://example.org/{id}">this</a>.</p><ul><li>One</li></ul>
<table><tr><th scope="col">A</th></tr><tr><td>{name}</td></tr></table>
<p id="{id}-end">End</p></section>"""


def part(*names: str) -> bytes:
    body = "".join(SECTION.format(id=f"s{number}", name=name) for number, name in enumerate(names))
    html = f'<!DOCTYPE html><html lang="en"><head><title>All of them</title></head><body>{body}</body></html>'
    return layout(Composition("test", html, STYLE, {}, (100.0, 80.0), KIND, "0" * 32)).pdf()


PARTS = [("Ana", "Bo"), ("Carmen",), ("Di", "Eve", "Fay")]
NAMES = [name for names in PARTS for name in names]


@pytest.fixture(scope="module")
def whole() -> bytes:
    return b"".join(merge((part(*names) for names in PARTS), len(PARTS)))


def test_pages_come_in_order(whole):
    import pypdfium2

    document = pypdfium2.PdfDocument(whole)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert [name for name, text in zip(NAMES, texts, strict=True) if f"Page for {name}" in text] == NAMES


def test_it_is_accessible(whole, tmp_path):
    path = tmp_path / "whole.pdf"
    path.write_bytes(whole)
    assert page_validation.validate_pdf(str(path), profile="ua1").failures == []


def test_the_head_is_that_of_the_first(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert str(pdf.docinfo.Title) == "All of them"
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.MarkInfo.Marked


def walk(element):
    yield element
    kids = element.get("/K", ())
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from walk(kid)


def test_tags_go_up_and_down_and_every_page_finds_its_own(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        tree = pdf.Root.StructTreeRoot
        (document,) = tree.K
        assert document.S == "/Document"
        elements = list(walk(document))
        for element in elements:
            for kid in element.K if isinstance(element.K, pikepdf.Array) else ():
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                    assert kid.P.objgen == element.objgen
        pages = [page.objgen for page in (page.obj for page in pdf.pages)]
        assert {element.Pg.objgen for element in elements[1:]} == set(pages)
        nums = list(tree.ParentTree.Nums)
        assert len({int(key) for key in nums[::2]}) == len(nums) // 2
        by_key = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for page in pdf.pages:
            for entry in by_key[int(page.obj.StructParents)]:
                assert entry.Pg.objgen == page.obj.objgen
            for annotation in page.obj.get("/Annots", ()):
                assert by_key[int(annotation.StructParent)].S == "/Link"


def test_links_lead_to_their_own_part(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        assert list(map(str, names[::2])) == sorted(places)
        assert len(places) == len(names) // 2
        inner = 0
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", ()):
                name = annotation.get("/Dest") or annotation.A.get("/D")
                if name is not None:
                    inner += 1
                    assert places[str(name)][0].objgen == page.obj.objgen
        assert inner == len(NAMES)


def test_outlines_make_one_chain(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"Page for {name}" for name in NAMES]


def test_cells_of_tables_have_ids_of_their_own(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        elements = list(walk(pdf.Root.StructTreeRoot.K[0]))
        ids = [str(element.ID) for element in elements if "/ID" in element]
        assert len(ids) == len(set(ids)) == len(NAMES)
        used = [
            str(name)
            for element in elements
            if "/A" in element and "/Headers" in element.A
            for name in element.A.Headers
        ]
        assert used == ids


def test_the_same_parts_give_the_same_bytes_and_equal_fonts_stand_once(whole):
    assert b"".join(merge(iter([part(*names) for names in PARTS]), len(PARTS))) == whole
    same = part("Ana", "Bo")
    four = b"".join(merge([same] * 4, 4))
    with pikepdf.open(io.BytesIO(four)) as pdf, pikepdf.open(io.BytesIO(same)) as one:
        assert len(pdf.pages) == 8
        for mark in ("/FontDescriptor", "/Font"):
            count = [
                sum(isinstance(o, pikepdf.Dictionary) and o.get("/Type") == mark for o in p.objects) for p in (pdf, one)
            ]
            assert count[0] == count[1] > 0


def test_one_part_alone_stays_whole():
    alone = b"".join(merge([part("Ana")], 1))
    with pikepdf.open(io.BytesIO(alone)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Prev" not in pdf.Root.Outlines.First


def test_parts_without_tags_are_joined_too():
    def bare(name: str) -> bytes:
        html = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p>{name}</p></body></html>'
        pages = layout(Composition("test", html, STYLE, {}, (100.0, 80.0), KIND, "0" * 32))
        return pages._document.write_pdf()

    with pikepdf.open(io.BytesIO(b"".join(merge([bare("Ana"), bare("Bo")], 2)))) as pdf:
        assert len(pdf.pages) == 2
        assert "/StructTreeRoot" not in pdf.Root


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=3 * PACKED))
def test_whatever_is_written_can_be_read(values):
    to = Writing()
    root, pages = to.reserve(), to.reserve()
    numbers = [to.reserve() for _ in values]
    for number, value in zip(numbers, values, strict=True):
        to.put(number, b"<< /V %d >>" % value) if value % 2 else to.put_stream(number, b"<< /V %d >>" % value, b"x" * 9)
    to.put(pages, b"<< /Type /Pages /Count 0 /Kids [] >>")
    all_of_them = b" ".join(b"%d 0 R" % number for number in numbers)
    to.put(root, b"<< /Type /Catalog /Pages %d 0 R /All [%s] >>" % (pages, all_of_them))
    to.finish(root, None, b"1" * 16)
    with pikepdf.open(io.BytesIO(to.take())) as pdf:
        assert [int(item.V) for item in pdf.Root.All] == values
