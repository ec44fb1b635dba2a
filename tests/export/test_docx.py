"""The document of a word processor: styles, structure, order of elements, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from tests.export.shipped import docx_of, flow_of
from tests.export.test_read import page
from toolkit.export.docx import as_docx
from toolkit.export.flow import Flow
from toolkit.export.read import read_flow
from toolkit.export.styles import Look

LOOK = Look(
    colours={
        "foreground": "#111111",
        "background": "#ffffff",
        "primary": "#0b5563",
        "secondary": "#3a5566",
        "danger": "#8c3220",
        "light": "#f4f1ea",
        "rule": "#99aabb",
    },
    base="Mukta",
    headings="Zilla Slab",
    script="Heebo",
    sheet=(215.9, 279.4),
    margins=(15.0, 16.0, 17.0),
    language="en",
    direction="ltr",
)
ORDER = {
    "pPr": ["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing", "ind", "outlineLvl"],
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "vertAlign", "rtl", "lang"],
    "tblPr": ["tblStyle", "bidiVisual", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"],
    "style": ["name", "basedOn", "semiHidden", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"],
    "sectPr": ["footerReference", "pgSz", "pgMar", "bidi"],
}
"""The order that the schema of WordprocessingML asks for, of the elements that are used."""


def made(body: str, look: Look = LOOK) -> bytes:
    flow, _ = read_flow(page(body, look.direction), "flow")
    assert flow
    return as_docx(flow, look, {})


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        return {name: read.read(name) for name in read.namelist()}


@pytest.fixture(scope="module", params=["en", "he-XB"])
def handout(request):
    brand = "neutral" if request.param == "en" else "fernlight"
    edition, page_of, flow = flow_of("worksheet-policy", "business", locale=request.param, brand=brand)
    return edition, flow, docx_of(edition, page_of, flow)


def test_the_same_bytes_every_time(handout):
    edition, flow, data = handout
    _, page_of, _ = flow_of("worksheet-policy", "business", locale=edition.locale.slug, brand=edition.brand.slug)
    assert docx_of(edition, page_of, flow) == data
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert {info.date_time for info in read.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert read.namelist()[0] == "[Content_Types].xml"


def test_what_the_file_says_of_itself(handout):
    edition, flow, data = handout
    about = opened(data).core_properties
    assert (about.title, about.author, about.language) == (flow.title, flow.author, edition.locale.slug)
    assert about.author == edition.brand.value.meta.full_name()
    assert about.created.year == about.modified.year == 1980
    assert not [name for name in parts(data) if "thumbnail" in name or "customXml" in name or "Effects" in name]


def test_elements_stand_in_the_order_of_the_schema(handout):
    _, _, data = handout
    walked = 0
    for name, text in parts(data).items():
        if not re.fullmatch(r"word/(document|styles|numbering|footer1)\.xml", name):
            continue
        for element in docx.oxml.parse_xml(text).iter():
            order = ORDER.get(str(element.tag).rpartition("}")[2])
            if order is not None:
                found = [str(child.tag).rpartition("}")[2] for child in element]
                walked += len(found)
                assert found == sorted(found, key=order.index), (name, found)
    assert walked > 200


def test_headings_step_down_one_by_one_under_one_title(handout):
    _, _, data = handout
    names = [paragraph.style.name for paragraph in opened(data).paragraphs]
    assert names.count("Title") == 1
    levels = [int(name[-1]) for name in names if re.fullmatch(r"Heading \d", name)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert names.index("Title") < names.index("Heading 1")


def test_every_style_used_is_there_and_nothing_is_formatted_by_hand(handout):
    _, _, data = handout
    found = parts(data)
    known = set(re.findall(rb'w:styleId="([^"]*)"', found["word/styles.xml"]))
    used = set(re.findall(rb'<w:(?:p|r|tbl)Style w:val="([^"]*)"', found["word/document.xml"]))
    assert used
    assert used <= known
    assert not re.search(rb"<w:(rFonts|color|sz|shd|spacing|ind)\b", found["word/document.xml"])


def test_brand_stands_in_the_styles(handout):
    edition, _, data = handout
    styles = parts(data)["word/styles.xml"].decode()
    family = edition.brand.value.typography.base.family
    assert f'w:ascii="{family}"' in styles
    primary = edition.brand.value.color.palette[edition.brand.value.color.primary].removeprefix("#").upper()
    assert f'<w:color w:val="{primary}"/>' in styles


def test_tables_have_a_row_of_heads_and_pictures_have_words(handout):
    _, _, data = handout
    document = opened(data)
    assert document.tables
    for table in document.tables:
        first = table.rows[0]._tr
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    pictures = document.element.body.findall(f".//{qn('wp:docPr')}")
    assert pictures
    assert all(picture.get("descr") for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)


def test_direction_of_the_script(handout):
    edition, _, data = handout
    found = parts(data)
    right = edition.locale.value.direction == "rtl"
    assert (b"<w:bidi/>" in found["word/styles.xml"]) is right
    assert (b"<w:bidi/>" in found["word/document.xml"]) is right
    assert (b"<w:bidiVisual/>" in found["word/document.xml"]) is right
    assert ("\u200e1" in found["word/document.xml"].decode()) is right
    assert f'w:bidi="{edition.locale.slug}"'.encode() in found["word/styles.xml"]


def test_sheet_and_margins():
    section = opened(made("<p>x</p>")).sections[0]
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == LOOK.sheet
    assert round(section.left_margin.mm) == round(section.right_margin.mm) == 17


def test_numbered_lists_begin_at_one_and_nest():
    data = made(
        "<ol><li>a<ol><li>b</li></ol></li></ol><p>x</p><ol><li>c</li></ol><ul data-style='check'><li>d</li></ul>"
    )
    paragraphs = opened(data).paragraphs
    assert [(p.text, p.style.name) for p in paragraphs if p.text != "x"] == [
        ("a", "List Number"),
        ("b", "List Number 2"),
        ("c", "List Number"),
        ("d", "Check Box"),
    ]
    ids = [p._p.pPr.numPr.numId.val for p in paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None]
    assert len(set(ids)) == 3
    numbering = parts(data)["word/numbering.xml"].decode()
    assert all(f'<w:num w:numId="{number}">' in numbering for number in ids)
    assert numbering.count('<w:startOverride w:val="1"/>') == 9


def test_places_to_write_end_in_a_drawn_line():
    data = made('<ul data-style="write-in"><li>Name</li></ul>')
    (paragraph,) = opened(data).paragraphs
    assert paragraph.text == "Name \t"
    assert 'w:leader="underscore"' in parts(data)["word/styles.xml"].decode()


def test_links_lead_outside():
    data = made('<p>See <a href="https://a.example/">this</a>.</p>')
    (link,) = opened(data).paragraphs[0].hyperlinks
    assert (link.text, link.url) == ("this", "https://a.example/")


def test_a_kept_number_holds_together():
    data = made('<p>Call <bdi class="number" dir="ltr">617-555 0100</bdi></p>')
    text = parts(data)["word/document.xml"].decode()
    assert text.count("<w:noBreakHyphen/>") == 1
    assert "555\u00a00100" in text


def test_an_empty_flow_opens():
    assert opened(as_docx(Flow("en", "ltr", "T", "A", "", ()), LOOK, {})).paragraphs == []
