"""The finished pages of one kit, every kind that it has, in each brand and locale. Other kits: test_curriculum.py."""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image, ImageChops, ImageStat

from toolkit.cli import main
from toolkit.schema.kit import KitDocument, base_name

from .workshop import (
    KIT,
    LATE,
    NEVER,
    ROOT,
    TODAY,
    Built,
    Program,
    assert_accessible,
    data_of,
    documents_of,
    kit_of,
    module_text,
    names_of,
    never_said,
    page_texts,
    text_of,
    write,
)

MM = 72 / 25.4
BRANDS = tuple(names_of(ROOT / "content/brands"))
LOCALES = tuple(names_of(ROOT / "templates/locales"))
RIGHT_TO_LEFT = "he-XB"
EDITIONS = [(BRANDS[0] if locale == RIGHT_TO_LEFT else BRANDS[-1], locale) for locale in LOCALES]
"""Each locale; another brand in the one from right to left. The sample shows them the other way round."""

assert len(BRANDS) >= 2
assert {"en", "en-XA", "he-XB"} <= set(LOCALES)


@pytest.fixture(scope="session", params=EDITIONS, ids="-".join)
def edition(request: pytest.FixtureRequest, edition_of: Callable[[str, str], Built]) -> Built:
    """The kit in one brand and locale."""
    built = edition_of(*request.param)
    built.run.done()
    return built


@functools.cache
def kit_record() -> dict[str, Any]:
    """The kit as it is written."""
    record: dict[str, Any] = data_of(ROOT / f"content/kits/{KIT}/kit.yml")
    return record


@functools.cache
def lines_of(jurisdiction: str) -> dict[str, dict[str, Any]]:
    """The help lines of a place, widest first."""
    folder = ROOT / "content/jurisdictions" / jurisdiction
    parent = data_of(folder / "jurisdiction.yml").get("parent")
    wider = lines_of(parent) if parent else {}
    return {**wider, **{line["id"]: line for line in data_of(folder / "helplines.yml")["lines"]}}


def document_of(record: dict[str, Any]) -> KitDocument:
    """What the kit says of a document that the manifest names."""
    named = [d for d in kit_of(KIT).documents if f"{record['name']}-".startswith(f"{base_name(d)}-")]
    return max(named, key=lambda document: len(base_name(document)))


def printed_numbers(record: dict[str, Any]) -> list[str]:
    """The numbers that a document must show: those of its help lines (a card has room for three)."""
    document = document_of(record)
    lines = lines_of(kit_of(KIT).jurisdiction)
    wanted = [name for name in lines_wanted(document, lines) if name in lines]
    if "imposition" in data_of(ROOT / f"templates/kinds/{document.kind}/kind.yml"):
        wanted = wanted[:3]
    numbers = [lines[name]["phone"] for name in wanted if "phone" in lines[name]]
    assert bool(numbers) == bool(document.helplines is None or document.helplines), document.name
    return numbers


def lines_wanted(document: KitDocument, lines: Iterable[str]) -> Iterable[str]:
    return lines if document.helplines is None else document.helplines


# --- every edition -----------------------------------------------------------------------------------------------


def test_the_edition_is_complete(edition: Built) -> None:
    """Each document of the kit once on each sheet that it is laid out for, and print sheets where it is imposed."""
    ((_, manifest),) = edition.manifests().items()
    names = [record["name"] for _, record, _ in edition.files("reading")]
    assert len(names) == len(set(names))
    expected = [base_name(document) for document in documents_of(manifest["locale"])]
    assert {base_name(document_of(record)) for record in manifest["documents"]} == set(expected)
    assert edition.files("print")


def test_reading_files_are_accessible(edition: Built) -> None:
    """PDF/UA-1, every one of them."""
    assert_accessible(path for path, _, _ in edition.files("reading"))


def metadata(pdf: pikepdf.Pdf) -> bytes:
    """The XMP of a PDF, or nothing."""
    return pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""


def test_reading_files_say_what_they_are(edition: Built) -> None:
    """Title, language and tags, which a screen reader reads first."""
    (manifest,) = edition.manifests().values()
    for path, _, _ in edition.files("reading"):
        with pikepdf.open(path) as pdf:
            assert b"pdfuaid:part" in metadata(pdf)
            assert str(pdf.Root.Lang) == manifest["locale"]
            assert str(pdf.docinfo["/Title"]).strip(), path.name
            assert pdf.Root.MarkInfo.Marked is True
            assert "/StructTreeRoot" in pdf.Root
            assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_print_sheets_claim_nothing(edition: Built) -> None:
    """They have no tags, so they must not say that they are accessible."""
    for path, _, _ in edition.files("print"):
        with pikepdf.open(path) as pdf:
            assert b"pdfuaid" not in metadata(pdf)
            assert "/StructTreeRoot" not in pdf.Root
            assert "/MarkInfo" not in pdf.Root
        assert not validator.validate_pdf(str(path), profile="ua1").is_compliant


def boxes(path: Path) -> Iterator[tuple[float, float]]:
    """Width and height of each page; all of its boxes agree and begin at zero."""
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages)
        for sheet in pdf.pages:
            media = [float(value) for value in sheet.mediabox]
            assert media[:2] == [0, 0], path.name
            for box in (sheet.cropbox, sheet.trimbox):
                assert [float(value) for value in box] == pytest.approx(media, abs=0.01), path.name
            assert "/Rotate" not in sheet or sheet.Rotate == 0
            yield media[2], media[3]


def expected_size(record: dict[str, Any], file: dict[str, Any]) -> tuple[float, float]:
    """The finished size of a document, or the size of its print sheet."""
    stock = data_of(ROOT / f"templates/stocks/{file['stock']}.yml")
    kind = data_of(ROOT / f"templates/kinds/{document_of(record).kind}/kind.yml")
    whole = file["use"] == "print" or kind["trim"] == "sheet"
    width, height = (millimetres(side) * MM for side in (stock["size"] if whole else kind["trim"][stock["system"]]))
    return width, height


def test_page_boxes_are_exact(edition: Built) -> None:
    """A printer scales what is off by a hair."""
    for path, record, file in edition.files():
        assert list(boxes(path)) == [pytest.approx(expected_size(record, file), abs=0.01)] * file["pages"], path.name


def test_every_page_has_text(edition: Built) -> None:
    """No page is blank, none is a picture of text; what is filled in by hand has few words of its own."""
    for path, record, file in edition.files():
        texts = page_texts(path)
        assert len(texts) == file["pages"]
        least = 2 if "rows" in data_of(ROOT / f"templates/kinds/{document_of(record).kind}/kind.yml") else 6
        for number, text in enumerate(texts, 1):
            assert len(text.split()) >= least, f"{path.name} page {number}: {text!r}"


def test_sides_are_as_the_kind_allows(edition: Built) -> None:
    """A handout is one sheet; the text size that copyfitting ended at is within its bounds."""
    for _, record, file in edition.files("reading"):
        kind = data_of(ROOT / f"templates/kinds/{document_of(record).kind}/kind.yml")
        pages = kind.get("pages", {})
        assert int(pages.get("least", 1)) <= file["pages"] <= int(pages.get("most", 999)), record["name"]
        if "copyfit" in kind:
            largest, smallest = (points(kind["copyfit"][key]) for key in ("largest", "smallest"))
            assert smallest - 0.01 <= record["text_size_pt"] <= largest + 0.01, record["name"]
        else:
            assert record["text_size_pt"] is None


def points(length: str) -> float:
    """A length such as 8pt in points."""
    match = re.fullmatch(r"([\d.]+)(pt|mm)", length)
    assert match
    return float(match[1]) * (MM if match[2] == "mm" else 1)


def test_numbers_stand_digit_for_digit(edition: Built) -> None:
    """As the registry has them, on every document that shows them, whatever the direction of the script."""
    walked = 0
    for path, record, file in edition.files():
        text = text_of(path)
        for number in printed_numbers(record):
            walked += 1
            assert re.search(rf"(?<![\d-]){re.escape(number)}(?![\d-])", text), f"{path.name}: {number}"
            if "-" in number:
                backwards = "-".join(reversed(number.split("-")))
                assert backwards not in text, f"{path.name}: {backwards}"
        assert file["pages"]
    assert walked > 20


@pytest.mark.parametrize(("brand", "locale"), [(BRANDS[-1], "en"), (BRANDS[0], RIGHT_TO_LEFT)])
def test_numbers_run_from_left_to_right(brand: str, locale: str, edition_of: Callable[[str, str], Built]) -> None:
    """On the paper too: each digit stands to the right of the one before, on one line."""
    assert_left_to_right(edition_of(brand, locale))


def test_numbers_run_from_left_to_right_in_the_default_brand(sample: Path, built_once: Callable[..., Built]) -> None:
    """Right to left too, which the whole kit shows in the other brand."""
    options = ("--brand", BRANDS[-1], "--locale", RIGHT_TO_LEFT)
    built = built_once("sample-rtl", "sample", *options, before=("--project", str(sample)))
    built.run.done()
    assert_accessible(path for path, _, _ in built.files("reading"))
    assert_left_to_right(built, least=5)


def assert_left_to_right(built: Built, least: int = 20) -> None:
    """Every number of every document is found, and its digits stand in order."""
    walked = 0
    for path, record, _ in built.files("reading"):
        for number in printed_numbers(record):
            places = list(occurrences(path, number))
            assert places, f"{path.name}: {number}"
            for lefts, bottoms in places:
                walked += 1
                assert lefts == sorted(lefts), f"{path.name}: {number} {lefts}"
                assert max(bottoms) - min(bottoms) < 30, f"{path.name}: {number} is broken over two lines"
    assert walked > least


def occurrences(path: Path, words: str) -> Iterator[tuple[list[float], list[float]]]:
    """Where the characters of each occurrence stand: left edges and bottoms in points."""
    with pypdfium2.PdfDocument(path) as document:
        for sheet in document:
            text = sheet.get_textpage()
            search = text.search(words)
            while found := search.get_next():
                start, count = found
                spots = [text.get_charbox(index) for index in range(start, start + count)]
                yield [spot[0] for spot in spots], [spot[1] for spot in spots]
            search.close()
            text.close()
            sheet.close()


LEFT_OVER = re.compile(r"\{[a-z_]+\}|\{\{|\}\}|\{%|\[\[|\]\]|\{:|///|\ue000|\ue001|&[a-z]+;|</?[a-z]+|\*\*|__|Markup\(")


def test_nothing_of_the_workshop_is_left_on_a_page(edition: Built) -> None:
    """No placeholder, no mark-up, no mark of a help line."""
    for path, _, _ in edition.files("reading"):
        assert LEFT_OVER.findall(text_of(path)) == [], path.name


def english(words: Any) -> Iterator[str]:
    """Sentences in a tree of words: three words or more, no placeholder, no other mark."""
    if isinstance(words, dict):
        for value in words.values():
            yield from english(value)
    elif isinstance(words, str) and len(words.split()) > 2 and not re.search(r"[{\[*]", words):
        yield " ".join(words.split())


@functools.cache
def all_english(*, names: bool) -> frozenset[str]:
    """Every sentence that the shipped words say in English; a real language may keep the names of agencies."""
    found: set[str] = set(english(data_of(ROOT / "templates/locales/en.yml")["words"]))
    for path in (path for path in ROOT.glob("*/*/*/words/en.yml") if "starters" not in path.parts):
        words = data_of(path)
        for record in (*words.get("services", {}).values(), *words.get("lines", {}).values()):
            record.pop("name") if not names else None
        found |= set(english(words))
    assert len(found) > 80
    return frozenset(found)


def test_no_english_where_another_language_was_asked_for(edition: Built) -> None:
    """Complete or refused: a pseudo-locale shows at once what bypasses the words of the locale."""
    ((_, manifest),) = edition.manifests().items()
    paths = [ROOT / "content/sources.yml", *(ROOT / "content/sources").glob("*.yml")]
    sources = [source for path in paths for source in data_of(path).values()]
    titles = " ".join(f"{source['title']} {source['publisher']}" for source in sources)
    pseudo = "pseudo" in data_of(ROOT / f"templates/locales/{manifest['locale']}.yml")
    seen = {
        sentence
        for path, _, _ in edition.files("reading")
        for text in [text_of(path)]
        for sentence in all_english(names=pseudo)
        if sentence in text and sentence not in titles
    }
    if manifest["locale"] == "en":
        assert len(seen) > 40, "the search finds English where there is some"
    else:
        assert seen == set()


@pytest.mark.parametrize("sort", NEVER)
def test_nothing_is_printed_that_must_not_be(sort: str, edition: Built) -> None:
    """Whole words, in small or capital letters."""
    texts = {path.name: text_of(path) for path, _, _ in edition.files("reading")}
    assert sum(map(len, texts.values())) > 10_000
    assert [f"{name}: {said}" for name, text in texts.items() for said in never_said(text, NEVER[sort])] == []


# --- cards on sheets ---------------------------------------------------------------------------------------------

SCALE = 3.0
DIFFERENCE = 6.0
Box = tuple[float, float, float, float]


def picture(path: Path, number: int, box: Box | None = None) -> Image.Image:
    """A page, or a part of it (points from the bottom left corner), in greys."""
    with pypdfium2.PdfDocument(path) as document:
        sheet = document[number]
        if box:
            sheet.set_mediabox(*box)
            sheet.set_cropbox(*box)
        image = sheet.render(scale=SCALE).to_pil().convert("L")
        sheet.close()
    return image


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ, on the average of their dots (0 to 255)."""
    size = min(one.width, other.width), min(one.height, other.height)
    assert abs(one.width - other.width) <= 1
    assert abs(one.height - other.height) <= 1
    both = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size)))
    return float(ImageStat.Stat(both).mean[0])


def millimetres(length: str) -> float:
    """A length of a stock's file in millimetres."""
    return float(length[:-2]) * {"mm": 1.0, "in": 25.4, "cm": 10.0, "pt": 25.4 / 72}[length[-2:]]


def fronts_of(stock: str, trim: tuple[float, float]) -> list[tuple[float, float]]:
    """Top left corners of the cards in millimetres: the die grid, or as many as fit, in the middle of the sheet."""
    record = data_of(ROOT / f"templates/stocks/{stock}.yml")
    width, height = map(millimetres, record["size"])
    if "grid" in record:
        grid = record["grid"]
        (left, top), (right, down) = (tuple(map(millimetres, grid[key])) for key in ("origin", "pitch"))
        spare = [(millimetres(cell) - size) / 2 for cell, size in zip(grid["cell"], trim, strict=True)]
        columns, rows = int(grid["columns"]), int(grid["rows"])
        left, top = left + spare[0], top + spare[1]
    else:
        columns, rows = 2, 5
        right, down = trim
        left, top = (width - columns * right) / 2, (height - rows * down) / 2
    return [(left + column * right, top + row * down) for row in range(rows) for column in range(columns)]


def sheets_of(built: Built) -> list[tuple[Path, Path, str]]:
    """Each print sheet of wallet cards, the card it repeats, and its stock."""
    found = [
        (path, path.parent / f"{record['name']}.pdf", file["stock"])
        for path, record, file in built.files("print")
        if record["name"].startswith("wallet-card")
    ]
    assert found
    return found


SHORT_EDGE = {
    "templates/stocks/tablet.yml": """
        name: US letter, turned over the short edge
        system: us
        size: [8.5in, 11in]
        unprintable: 5mm
        flip: short-edge
        """,
    "templates/stocks/tablet-cards-4.yml": """
        name: Four cards, not in the middle
        system: us
        size: [8.5in, 11in]
        unprintable: 5mm
        flip: short-edge
        sheet: tablet
        grid: {columns: 2, rows: 2, origin: [10mm, 14mm], pitch: [95mm, 60mm], cell: [3.5in, 2in]}
        """,
    "content/kits/cards/kit.yml": """
        audience: hotel
        jurisdiction: us-ma
        version: "1"
        documents: [{name: wallet-card, kind: wallet-card, helplines: [emergency], parts: {front: [alpha]}}]
        """,
    "content/kits/cards/words/en.yml": """
        title: Cards
        summary: Cards.
        documents: {wallet-card: {title: Short words, promise: Short.}}
        """,
}


def test_cards_register_when_the_sheet_is_turned_over_its_short_edge(bare: Program, project: Path) -> None:
    """Backs lie upside down behind their fronts, in the middle or not; the index says how to flip."""
    write(project, SHORT_EDGE)
    stocks = ("--stock", "tablet", "--stock", "tablet-cards-4")
    bare.run("--today", TODAY, "build", "cards", *stocks, cwd=project).done()
    folder = project / "output/neutral/cards/en"
    card, sheet = folder / "wallet-card-tablet.pdf", folder / "wallet-card-print-tablet-cards-4.pdf"
    front, back = (picture(card, number) for number in (0, 1))
    upside_down = back.transpose(Image.Transpose.ROTATE_180)
    width, height = US_TRIM
    for left in (10.0, 105.0):
        for top in (14.0, 74.0):
            for number, y, single in ((0, top, front), (1, 279.4 - top - height, upside_down)):
                box = (left * MM, (279.4 - y - height) * MM, (left + width) * MM, (279.4 - y) * MM)
                assert difference(picture(sheet, number, box), single) < DIFFERENCE, (number, left, top)
    assert difference(back, upside_down) > DIFFERENCE
    index = (project / "output/index.html").read_text(encoding="utf-8")
    assert "Flip on the short edge." in index
    assert "Flip on the long edge." not in index


A4 = ("--stock", "a4", "--stock", "a4-cards-10")


@pytest.fixture(scope="session")
def iso(built_once: Callable[..., Built], sample: Path) -> Built:
    """A few documents of the kit on A4 paper, in the other brand."""
    built = built_once("a4", "sample", "--brand", BRANDS[0], *A4, before=("--project", str(sample)))
    built.run.done()
    return built


@pytest.fixture(scope="session")
def sample(shared: Path) -> Path:
    """A project with a kit of three shipped documents: quick to build, and with most of what a sheet can show."""
    folder = shared / "sample"
    words = data_of(ROOT / f"content/kits/{KIT}/words/en.yml")
    chosen = [d for d in kit_record()["documents"] if d["name"] in ("front-desk", "what-to-do", "wallet-card")]
    assert len(chosen) == 3
    kit = {**kit_record(), "documents": chosen}
    titles = {**words, "documents": {d["name"]: words["documents"][d["name"]] for d in chosen}}
    write(
        folder,
        {
            "content/kits/sample/kit.yml": yaml.safe_dump(kit),
            "content/kits/sample/words/en.yml": yaml.safe_dump(titles),
        },
    )
    return folder


def check_sheet(sheet: Path, card: Path, stock: str, trim: tuple[float, float]) -> None:
    """Each card of a sheet is the single card; its back lies right behind it when the sheet is turned over."""
    record = data_of(ROOT / f"templates/stocks/{stock}.yml")
    width, height = map(millimetres, record["size"])
    assert record.get("flip", "long-edge") == "long-edge"
    assert width < height
    front, back = (picture(card, number) for number in (0, 1))
    assert difference(front, back) > 3 * DIFFERENCE, "the two sides could not be told apart"
    fronts = fronts_of(stock, trim)
    assert len(fronts) in (8, 10)
    for left, top in fronts:
        behind = width - left - trim[0]
        for number, x, single in ((0, left, front), (1, behind, back)):
            box = (x * MM, (height - top - trim[1]) * MM, (x + trim[0]) * MM, (height - top) * MM)
            assert difference(picture(sheet, number, box), single) < DIFFERENCE, f"{sheet.name} {number} {left} {top}"
    x, top = fronts[0][0] + 1.0, fronts[0][1]
    box = (x * MM, (height - top - trim[1]) * MM, (x + trim[0]) * MM, (height - top) * MM)
    assert difference(picture(sheet, 0, box), front) > 1.5 * DIFFERENCE, "a shift of a millimetre would not be seen"


def ink_outside(sheet: Path, number: int, stock: str, trim: tuple[float, float]) -> Image.Image:
    """A side of a sheet with its cards painted over in white."""
    height = millimetres(data_of(ROOT / f"templates/stocks/{stock}.yml")["size"][1])
    image = picture(sheet, number)
    assert image.height == pytest.approx(height * MM * SCALE, abs=2)
    for left, top in fronts_of(stock, trim):
        corners = [round(value * MM * SCALE) for value in (left, top, left + trim[0], top + trim[1])]
        image.paste(255, (corners[0] - 1, corners[1] - 1, corners[2] + 1, corners[3] + 1))
    return image


def check_marks(sheet: Path, stock: str, trim: tuple[float, float]) -> None:
    """A plain sheet has a mark at both ends of every line to cut along; a die-cut one has no ink between its cards."""
    fronts = fronts_of(stock, trim)
    dot = MM * SCALE
    for number in (0, 1):
        rest = ink_outside(sheet, number, stock, trim)
        if "grid" in data_of(ROOT / f"templates/stocks/{stock}.yml"):
            assert rest.getextrema() == (255, 255), f"{sheet.name} has ink between the cards"
            continue
        xs = {x for left, _ in fronts for x in (left, left + trim[0])}
        ys = {y for _, top in fronts for y in (top, top + trim[1])}
        first, last = (min(xs), min(ys)), (max(xs), max(ys))
        spots = [(x, y) for x in xs for y in (first[1] - 3, last[1] + 3)]
        spots += [(x, y) for y in ys for x in (first[0] - 3, last[0] + 3)]
        assert len(spots) == 2 * (3 + 6)
        for x, y in spots:
            around = rest.crop((int(x * dot) - 1, int(y * dot) - 1, int(x * dot) + 3, int(y * dot) + 3))
            assert around.getextrema()[0] < 200, f"{sheet.name} side {number}: no mark at {x:.1f}, {y:.1f} mm"


US_TRIM = (88.9, 50.8)
ISO_TRIM = (85.0, 55.0)


@pytest.mark.parametrize(("brand", "locale"), [("neutral", "en"), ("fernlight", "he-XB")])
def test_cards_register_on_us_sheets(brand: str, locale: str, edition_of: Callable[[str, str], Built]) -> None:
    """On plain paper and on the perforated sheet; right-to-left cards too."""
    built = edition_of(brand, locale)
    built.run.done()
    sheets = sheets_of(built)
    assert {stock for _, _, stock in sheets} == {"letter", "letter-cards-10"}
    for sheet, card, stock in sheets:
        check_sheet(sheet, card, stock, US_TRIM)
        check_marks(sheet, stock, US_TRIM)


def test_cards_register_on_iso_sheets(iso: Built) -> None:
    sheets = sheets_of(iso)
    assert {stock for _, _, stock in sheets} == {"a4", "a4-cards-10"}
    for sheet, card, stock in sheets:
        check_sheet(sheet, card, stock, ISO_TRIM)
        check_marks(sheet, stock, ISO_TRIM)


def test_a4_pages_are_a4(iso: Built) -> None:
    """Boxes, names and accessibility on the other paper."""
    for path, record, file in iso.files():
        width, height = (210, 297) if "handout" in record["name"] or file["use"] == "print" else ISO_TRIM
        expected = pytest.approx((width * MM, height * MM), abs=0.01)
        assert list(boxes(path)) == [expected] * file["pages"], path.name
        assert "-a4" in path.name
    assert_accessible(path for path, _, _ in iso.files("reading"))


# --- numbers that nobody has checked for too long ----------------------------------------------------------------

BAND = "Check before you use: help lines last checked"


@pytest.fixture
def project_of_sample(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample project, to confirm lines in."""
    return Path(shutil.copytree(sample / "content", tmp_path / "project" / "content")).parent


def sheets_in(run_lines: list[str]) -> dict[str, str]:
    """The text of each reading file made."""
    paths = [Path(line) for line in run_lines if "-print-" not in line]
    assert len(paths) == 3
    return {path.stem: text_of(path) for path in paths}


def test_fresh_numbers_carry_no_band(iso: Built) -> None:
    words = data_of(ROOT / "templates/locales/en.yml")["words"]["band_stale"]
    assert words.startswith(BAND), "the band's words have changed: change this test too"
    texts = {path.name: text_of(path) for path, _, _ in iso.files("reading")}
    assert not [name for name, text in texts.items() if BAND in text]


def test_stale_numbers_carry_a_band_until_they_are_confirmed(program: Program, project_of_sample: Path) -> None:
    """Never silently stale, never stuck: a warning and a band; --strict refuses; dialling clears it."""
    folder = project_of_sample
    refused = program.run("--strict", "--today", LATE, "build", "sample", cwd=folder)
    assert refused.code == 1
    stale = re.findall(r'warning J105: the help line "([\w-]+)"', refused.err)
    assert sorted(stale) == sorted(lines_of("us-ma"))
    assert "toolkit confirm emergency --by" in refused.err
    assert not (folder / "output").exists()

    late = program.run("--today", LATE, "build", "sample", cwd=folder).done()
    assert "warning J105" in late.err
    texts = sheets_in(late.lines)
    short = data_of(ROOT / "templates/kinds/wallet-card/words/en.yml")["short_bands"]["stale"]
    for name, text in texts.items():
        assert (short if name == "wallet-card" else f"{BAND} November 21, 2026") in text, name
        assert "November 21, 2026" in text, name
    assert_accessible(path for path in map(Path, late.lines) if "-print-" not in path.name)

    for name in lines_of("us-ma"):
        words = ["--project", str(folder), "--today", LATE, "confirm", name, "--by", "Kim Example"]
        assert CliRunner().invoke(main, words).exit_code == 0
    dated_files = [
        *ROOT.glob("content/jurisdictions/*/services.yml"),
        *ROOT.glob("content/jurisdictions/*/posters.yml"),
    ]
    for path in dated_files:
        text = path.read_text(encoding="utf-8")
        dated = re.sub(
            r"expires: .*", "expires: 2030-06-30", re.sub(r"verified_on: .*", "verified_on: 2029-12-31", text)
        )
        write(folder, {path.relative_to(ROOT).as_posix(): dated})
    for path in (ROOT / "content/modules").glob("*/*.md"):
        text = re.sub(r"^reviewed: .*", "reviewed: 2029-12-31", path.read_text(encoding="utf-8"), flags=re.M)
        write(folder, {path.relative_to(ROOT).as_posix(): text})
    fresh = program.run("--strict", "--today", LATE, "build", "sample", cwd=folder).done()
    texts = sheets_in(fresh.lines)
    for name, text in texts.items():
        assert BAND not in text, name
        assert short not in text, name
        assert "Past its check date" not in text, name
        assert "January 1, 2030" in text, name
    assert "Help lines dialed on January 1, 2030." in texts["handout-front-desk"]


def test_a_stale_number_inside_the_text_needs_the_band_too(bare: Program, project: Path) -> None:
    """Every sheet that prints the line carries the band, and it alone."""
    write(project, {"content/modules/beta/en.md": module_text("beta", "You can call [[crisis-line]] at any hour.")})
    for name in ("emergency", "trafficking-hotline"):
        bare.run("--today", LATE, "confirm", name, "--by", "Kim Example", cwd=project).done()
    run = bare.run("--today", LATE, "build", "tiny", cwd=project).done()
    alpha, beta, gamma = (text_of(Path(line)) for line in sorted(run.lines))
    assert BAND not in alpha
    assert BAND not in gamma
    assert "You can call 988 at any hour." in beta
    assert f"{BAND} November 21, 2026" in beta


def test_the_day_given_is_the_day_that_counts(program: Program, project_of_sample: Path) -> None:
    """On the last good day nothing is said, on the next one it is."""
    (line,) = [line for line in lines_of("us-ma").values() if line["id"] == "trafficking-hotline"]
    last = line["expires"]
    year, month, day = map(int, last.split("-"))
    following = f"{year}-{month:02}-{day + 1:02}"
    good = program.run("--today", last, "check", cwd=project_of_sample).done()
    assert '"trafficking-hotline" was last checked' not in good.err
    late = program.run("--today", following, "check", cwd=project_of_sample).done()
    assert f'"trafficking-hotline" was last checked on {line["verified_on"]}' in late.err
    assert line["verified_on"] <= TODAY
