"""A new value of an axis adds files and edits none: copy what ships, add, build, compare."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml

from toolkit.batch import build_batch
from toolkit.build import Built, build, load_checked
from toolkit.compose.compose import Composer
from toolkit.findings import Stopped
from toolkit.resolve import Request, resolve

from .workshop import (
    LEAFLET,
    ROOT,
    TODAY,
    data_of,
    hashes,
    kit_files,
    module_text,
    page_texts,
    text_of,
    tiny_files,
    write,
)

DAY = datetime.date.fromisoformat(TODAY)
MM = 72 / 25.4


KEYS: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
"""What the shipped documents come from, by the hashes of what ships: found once."""


class Shipped:
    """A copy of what ships, to which files are only ever added."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "root"
        self.output = folder / "output"
        for name in ("templates", "content"):
            shutil.copytree(ROOT / name, self.root / name, ignore=shutil.ignore_patterns(".*"))
        self.before = hashes(self.root)
        assert len(self.before) > 80
        state = tuple(sorted(self.before.items()))
        if state not in KEYS:
            KEYS[state] = self.shipped_keys()
        self.keys = KEYS[state]

    def shipped_keys(self) -> dict[str, str]:
        """What shipped documents come from, in the default brand and locales: one of every kind of every kit.

        And which documents there are, on which sheets.
        """
        library, _ = load_checked((self.root,), today=DAY, content=False)
        kits = tuple(path.name for path in sorted((ROOT / "content" / "kits").iterdir()))
        editions, findings = resolve(library, Request(kits=kits), today=DAY)
        assert not findings
        composer = Composer(library)
        keys = {}
        seen = set()
        for edition in editions:
            key = " ".join([edition.stock.slug, *(stock.slug for stock in edition.print_stocks)])
            if (edition.kit.slug, edition.kind.slug) not in seen:
                seen.add((edition.kit.slug, edition.kind.slug))
                composition, found = composer.compose(edition)
                assert composition is not None, found
                key += f" {composition.key}"
            keys[edition.label] = key
        assert len(seen) > 20
        return keys

    def add(self, files: Mapping[str, str]) -> None:
        """Write new files; none may be there already."""
        assert files
        assert not [path for path in files if (self.root / path).exists()]
        write(self.root, files)

    def build(self, **request: Any) -> Built:
        """Build, and see that nothing that was there has changed, nor what the shipped documents come from."""
        try:
            built = build((self.root,), Request(**request), self.output, today=DAY, jobs=1, strict=True)
        except Stopped as stopped:
            pytest.fail("\n".join(f"{f.origin} {f.code} {f.message}: {f.hint}" for f in stopped.findings))
        after = hashes(self.root)
        assert {path: after.get(path) for path in self.before} == self.before
        assert set(after) > set(self.before)
        assert self.shipped_keys() == self.keys
        return built

    def text(self, path: str) -> str:
        """The text of a built PDF."""
        return text_of(self.output / path)


@pytest.fixture
def shipped(tmp_path: Path) -> Shipped:
    return Shipped(tmp_path)


def test_a_new_kit(shipped: Shipped) -> None:
    """A training of shipped sections in a shipped kind."""
    shipped.add(
        {
            "content/kits/night-shift/kit.yml": """
                audience: hotel
                jurisdiction: us
                version: "4.2"
                documents:
                  - name: at-night
                    kind: handout
                    helplines: [emergency]
                    parts: {front: [respond#steps]}
                """,
            "content/kits/night-shift/words/en.yml": """
                title: Night shift kit
                summary: For those who work at night.
                documents:
                  at-night: {title: When the lobby is empty, promise: What to do between ten and six.}
                """,
        }
    )
    built = shipped.build(kits=("night-shift",))
    assert built.made == ("neutral/night-shift/en/handout-at-night.pdf",)
    text = shipped.text(built.made[0])
    assert "When the lobby is empty" in text
    assert "What to do between ten and six." in text
    assert "Version 4.2" in text
    assert "911" in text
    assert "night-shift" in built.index.read_text(encoding="utf-8")


def test_a_new_kind(shipped: Shipped) -> None:
    """A card of one side in a size that nobody has shipped: finished size, words, print sheet, and its limits."""
    shipped.add(
        {
            "templates/kinds/key-tag/kind.yml": """
                trim: {us: [60mm, 40mm]}
                margins: {top: 4mm, bottom: 4mm, inside: 4mm, outside: 4mm}
                safe: 3mm
                pages: {least: 1, most: 1}
                parts: [face]
                blocks: []
                imposition: {arrange: step-and-repeat}
                print: {sides: one}
                """,
            "templates/kinds/key-tag/page.html.j2": """
                {% extends "base.html.j2" %}
                {% block body %}<h1>{{ title }}</h1><p>{{ words.motto }}</p>
                {% for section in parts.face %}{% for node in section.nodes %}{% if node.type == "list" %}
                {% for item in node.items if item.card %}<p>{{ item.card }}</p>{% endfor %}
                {% endif %}{% endfor %}{% endfor %}{% endblock %}
                """,
            "templates/kinds/key-tag/page.css": "h1 { font-size: 10pt; margin: 0 } p { font-size: 8pt; margin: 0 }\n",
            "templates/kinds/key-tag/words/en.yml": "name: Key tag\nmotto: Keep me on your ring\n",
            "content/modules/keys/en.md": module_text("keys"),
            "content/kits/tags/kit.yml": """
                audience: hotel
                jurisdiction: us-ma
                version: "1"
                documents: [{name: key-tag, kind: key-tag, parts: {face: [keys]}}]
                """,
            "content/kits/tags/words/en.yml": """
                title: Tags
                summary: Tags for keys.
                documents: {key-tag: {title: Key tag, promise: Short.}}
                """,
        }
    )
    built = shipped.build(kits=("tags",))
    folder = "neutral/tags/en"
    assert set(built.made) == {f"{folder}/key-tag.pdf", f"{folder}/key-tag-print-letter.pdf"}
    text = shipped.text(f"{folder}/key-tag.pdf")
    assert "Keep me on your ring" in text
    assert "First point" in text
    assert "of keys" not in text, "the short form was asked for"
    with pypdfium2.PdfDocument(shipped.output / folder / "key-tag.pdf") as document:
        assert document.get_page_size(0) == pytest.approx((60 * MM, 40 * MM), abs=0.01)
    sheet = page_texts(shipped.output / folder / "key-tag-print-letter.pdf")
    assert len(sheet) == 1, "a card of one side has a sheet of one side"
    assert sheet[0].count("Keep me on your ring") == 18, (
        "three columns and six rows of 60 by 40 mm fit on a letter sheet"
    )
    record = yaml.safe_load((shipped.output / folder / "manifest.json").read_text(encoding="utf-8"))["documents"][0]
    assert record["kind"] == "Key tag"
    assert {file["pages"] for file in record["files"]} == {1}


def test_a_new_kind_that_is_folded(shipped: Shipped) -> None:
    """A strip of four panels: folded, arranged on the sheet, with marks to fold at."""
    shipped.add(
        {
            "templates/kinds/zigzag/kind.yml": """
                trim: {us: [45mm, 60mm]}
                margins: {top: 4mm, bottom: 4mm, inside: 4mm, outside: 4mm}
                safe: 3mm
                pages: {least: 8, most: 8}
                parts: []
                blocks: []
                imposition: {arrange: step-and-repeat, fold: accordion}
                print: {sides: two}
                """,
            "templates/kinds/zigzag/page.html.j2": """
                {% extends "base.html.j2" %}
                {% block body %}<h1>{{ title }}</h1>
                {% for number in range(1, 9) %}<p class="panel">{{ words.panel }} {{ number }}</p>{% endfor %}
                {% endblock %}
                """,
            "templates/kinds/zigzag/page.css": "h1 { font-size: 9pt } .panel + .panel { break-before: page }\n",
            "templates/kinds/zigzag/words/en.yml": "name: Zigzag\npanel: Panel\n",
            "content/kits/strips/kit.yml": """
                audience: hotel
                jurisdiction: us-ma
                version: "1"
                documents: [{name: zigzag, kind: zigzag, helplines: []}]
                """,
            "content/kits/strips/words/en.yml": """
                title: Strips
                summary: Strips of paper.
                documents: {zigzag: {title: Zigzag, promise: Short.}}
                """,
        }
    )
    built = shipped.build(kits=("strips",))
    folder = "neutral/strips/en"
    assert set(built.made) == {f"{folder}/zigzag.pdf", f"{folder}/zigzag-print-letter.pdf"}
    front, back = page_texts(shipped.output / folder / "zigzag-print-letter.pdf")
    assert [front.count(f"Panel {number}") for number in range(1, 9)] == [4] * 4 + [0] * 4, "four strips of 180 mm"
    assert [back.count(f"Panel {number}") for number in range(1, 9)] == [0] * 4 + [4] * 4


def test_a_new_kind_that_is_made_out_to_people(shipped: Shipped, tmp_path: Path) -> None:
    """Columns of a table, a box that fits a name; a new sheet whose cells it fills, usual or not."""
    cells = """
        name: Four tags
        system: us
        size: [8.5in, 11in]
        unprintable: 4.5mm
        sheet: letter
        usual: {usual}
        grid: {columns: 2, rows: 2, origin: [10mm, {top}], pitch: [80mm, 60mm], cell: [70mm, 50mm]}
        """
    shipped.add(
        {
            "templates/stocks/tags-often.yml": cells.replace("{usual}", "yes").replace("{top}", "10mm"),
            "templates/stocks/tags-seldom.yml": cells.replace("{usual}", "no").replace("{top}", "20mm"),
            "templates/kinds/tag/kind.yml": """
                trim: {us: [70mm, 50mm]}
                margins: {top: 5mm, bottom: 5mm, inside: 5mm, outside: 5mm}
                safe: 3mm
                pages: {least: 1, most: 1}
                parts: []
                blocks: []
                boxes: {name: {largest: 30pt, smallest: 10pt, step: 2pt}}
                rows: {name: {needed: yes, most: 40}}
                imposition: {arrange: n-up}
                print: {sides: one}
                """,
            "templates/kinds/tag/page.html.j2": """
                {% extends "base.html.j2" %}
                {% block body %}{% for row in rows %}<section class="one"><h1>{{ title }}</h1>
                <p class="name" data-box="name">{{ row.name }}</p></section>{% endfor %}{% endblock %}
                """,
            "templates/kinds/tag/page.css": """
                h1 { font-size: 9pt; margin: 0 }
                .name { width: 58mm; height: 20mm; line-height: 1.2; margin: 0 }
                .one + .one { break-before: page }
                """,
            "templates/kinds/tag/words/en.yml": "name: Tag\nfields: {name: Who}\n",
            "content/kits/tags/kit.yml": """
                audience: hotel
                jurisdiction: us-ma
                version: "1"
                documents: [{name: tag, kind: tag, helplines: []}]
                """,
            "content/kits/tags/words/en.yml": """
                title: Tags
                summary: Tags with names.
                documents: {tag: {title: Hello, promise: Short.}}
                """,
        }
    )
    folder = "neutral/tags/en"
    names = {f"{folder}/tag.pdf", f"{folder}/tag-print-letter.pdf", f"{folder}/tag-print-tags-often.pdf"}
    assert set(shipped.build(kits=("tags",)).made) == names
    people = tmp_path / "people.csv"
    people.write_text("Who\nAna\nBo\nMaximiliana Featherstonehaugh\n", encoding="utf-8")
    request = Request(kits=("tags",), stocks=("tags-seldom",))
    made = build_batch((shipped.root,), request, people, shipped.output, today=DAY, jobs=1).made
    assert set(made) == {f"{folder}/tag-people.pdf", f"{folder}/tag-people-print-tags-seldom.pdf"}
    (sheet,) = page_texts(shipped.output / folder / "tag-people-print-tags-seldom.pdf")
    assert [sheet.count(name) for name in ("Ana", "Bo", "Featherstonehaugh")] == [1, 1, 1]


def test_a_new_stock(shipped: Shipped) -> None:
    """A longer sheet and a die-cut one of its size: pages on the one, cards on the other."""
    shipped.add(
        {
            "templates/stocks/legal.yml": """
                name: US legal, plain
                system: us
                size: [8.5in, 14in]
                unprintable: 5mm
                """,
            "templates/stocks/legal-cards-6.yml": """
                name: US legal, 6 cards
                system: us
                size: [8.5in, 14in]
                unprintable: 5mm
                sheet: legal
                grid: {columns: 2, rows: 3, origin: [10mm, 12mm], pitch: [95mm, 60mm], cell: [3.5in, 2in]}
                """,
            **tiny_files("alpha"),
            "content/kits/cards/kit.yml": """
                audience: hotel
                jurisdiction: us-ma
                version: "1"
                documents:
                  - name: wallet-card
                    kind: wallet-card
                    helplines: [emergency]
                    parts: {front: [alpha]}
                """,
            "content/kits/cards/words/en.yml": """
                title: Cards
                summary: Cards.
                documents: {wallet-card: {title: Short words, promise: Short.}}
                """,
        }
    )
    built = shipped.build(kits=("tiny", "cards"), stocks=("legal", "legal-cards-6"))
    card = "neutral/cards/en/wallet-card"
    leaflet = "neutral/tiny/en/leaflet-alpha-legal.pdf"
    assert set(built.made) == {
        leaflet,
        f"{card}-legal.pdf",
        f"{card}-print-legal.pdf",
        f"{card}-print-legal-cards-6.pdf",
    }
    with pypdfium2.PdfDocument(shipped.output / leaflet) as document:
        assert document.get_page_size(0) == pytest.approx((612, 1008), abs=0.01)
    fronts, backs = page_texts(shipped.output / f"{card}-print-legal-cards-6.pdf")
    assert fronts.count("Short words") == 6
    assert backs.count("911") == 6
    assert "US legal, 6 cards" in built.index.read_text(encoding="utf-8")


def test_a_new_mode(shipped: Shipped) -> None:
    """Colours, a size of text, a drawing with words, and what a kind says of it; the usual document stays as it is."""
    shipped.add(
        {
            **tiny_files("alpha"),
            "templates/modes/night/mode.yml": """
                text: 15pt
                fine: {size: 12pt, of: [small]}
                colours: {primary: "#102040"}
                kinds:
                  margins: {top: 30mm, bottom: 20mm, inside: 20mm, outside: 20mm}
                  pages: {least: 1}
                  imposition: no
                """,
            "templates/modes/night/mode.css": "body { background-image: var(--drawing-moon); }\n",
            "templates/modes/night/moon.svg.j2": """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9mm" height="9mm">
                <title>{{ words.moon }}</title><circle cx="5" cy="5" r="4" fill="#ff00c8"/></svg>
                """,
            "templates/modes/night/words/en.yml": "name: Night\nnote: For reading in the dark.\nmoon: A moon\n",
            "templates/kinds/leaflet/night.css": "h1::after { content: ' ***' }\n",
        }
    )
    built = shipped.build(kits=("tiny",), modes=("night",))
    folder = shipped.output / "neutral/tiny/en"
    assert built.made == ("neutral/tiny/en/leaflet-alpha-night.pdf",)
    assert "***" in shipped.text(built.made[0])
    with pypdfium2.PdfDocument(folder / "leaflet-alpha-night.pdf") as document:
        page = document[0]
        colours = {colour for _, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)}
        page.close()
    assert (0xFF, 0x00, 0xC8) in colours, "the drawing is not on the page"
    usual = shipped.build(kits=("tiny",))
    assert usual.made == ("neutral/tiny/en/leaflet-alpha.pdf",)
    assert "***" not in shipped.text(usual.made[0])
    records = yaml.safe_load((folder / "manifest.json").read_text(encoding="utf-8"))["documents"]
    assert [(record["name"], record["mode"]) for record in records] == [
        ("leaflet-alpha", ""),
        ("leaflet-alpha-night", "night"),
    ]
    page_text = usual.index.read_text(encoding="utf-8")
    assert page_text.count('<li class="card">') == 1, "one document, one entry"
    assert page_text.index("leaflet-alpha.pdf") < page_text.index("For reading in the dark.")
    assert page_text.index("For reading in the dark.") < page_text.index("leaflet-alpha-night.pdf")


def test_a_new_brand(shipped: Shipped) -> None:
    """Colours, a logo, a credit line and a number of its own."""
    shipped.add(
        {
            "content/brands/harbor-light/_brand.yml": """
                meta: {name: Harbor Light Alliance, link: https://example.org}
                logo: {images: {main: {path: lamp.svg, alt: Harbor Light}}, medium: main}
                color:
                  foreground: "#101820"
                  background: "#ffffff"
                  primary: "#5b2a86"
                  secondary: "#704214"
                  danger: "#9b1c1c"
                  light: "#f5f2f8"
                  dark: "#22103a"
                typography: {base: {family: Mukta}, headings: {family: Zilla Slab, weight: 700}}
                defaults:
                  toolkit:
                    credit: Given out by the Harbor Light Alliance
                    contact: [hello@example.org]
                """,
            "content/brands/harbor-light/lamp.svg": """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
                <rect width="40" height="40" fill="#00d7a1"/></svg>
                """,
            **tiny_files("alpha"),
        }
    )
    built = shipped.build(kits=("tiny",), brand="harbor-light")
    assert built.made == ("harbor-light/tiny/en/leaflet-alpha.pdf",)
    path = shipped.output / built.made[0]
    assert "Given out by the Harbor Light Alliance" in text_of(path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        colours = {colour for _, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)}
        page.close()
    assert (0x00, 0xD7, 0xA1) in colours, "the logo is not on the page"
    with pikepdf.open(path) as pdf:
        fonts = " ".join(sorted({str(o.BaseFont) for o in pdf.objects if dictionary(o) and "/BaseFont" in o}))
    assert "Mukta" in fonts
    assert "Zilla" in fonts
    assert "Atkinson" not in fonts


def dictionary(thing: Any) -> bool:
    """Whether an object of a PDF has keys."""
    return isinstance(thing, pikepdf.Dictionary)


SOUNDS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")


def translated(words: Any) -> Any:
    """Words in a language of our own: every vowel has an accent; {placeholders} and [[lines]] stay."""
    if isinstance(words, dict):
        return {key: translated(value) for key, value in words.items()}
    if isinstance(words, list):
        return [translated(value) for value in words]
    pieces = []
    for piece in words.replace("[[", "{{").replace("]]", "}}").replace("{", "\0{").replace("}", "}\0").split("\0"):
        pieces.append(piece if piece.startswith("{") else piece.translate(SOUNDS))
    return "".join(pieces).replace("{{", "[[").replace("}}", "]]")


def sentences(words: Any) -> list[str]:
    """Every text in a tree of words that says something in English: two words or more, no placeholder."""
    if isinstance(words, dict):
        return [text for value in words.values() for text in sentences(value)]
    return [words] if isinstance(words, str) and " " in words.strip() and "{" not in words else []


def test_a_new_locale(shipped: Shipped) -> None:
    """Words in every place that has words, one translated module, and then no English is left."""
    english = data_of(ROOT / "templates/locales/en.yml")["words"]
    conventions = {
        "name": "français",
        "direction": "ltr",
        "babel": "fr",
        "quotes": ["«", "»", "“", "”"],
        "fonts": [],
        "words": translated(english),
    }
    files = {"templates/locales/fr.yml": yaml.safe_dump(conventions, allow_unicode=True)}
    places = sorted(path.relative_to(shipped.root) for path in shipped.root.rglob("words/en.yml"))
    places = [path for path in places if "starters" not in path.parts]
    assert len(places) > 5
    for path in places:
        words = translated(data_of(shipped.root / path))
        files[path.with_name("fr.yml").as_posix()] = yaml.safe_dump(words, allow_unicode=True)
    own = tiny_files("alpha")
    kit_words = translated(data_of_text(own["content/kits/tiny/words/en.yml"]))
    body = 'Elle dit : "appelez" le [[emergency]].'
    shipped.add(
        {
            **own,
            **files,
            "content/modules/alpha/fr.md": module_text("alpha", body).replace("First point", "Premier point"),
            "content/kits/tiny/words/fr.yml": yaml.safe_dump(kit_words, allow_unicode=True),
            "templates/kinds/leaflet/words/fr.yml": "name: Feuille\nsheet: Une feuille simple\n",
        }
    )
    built = shipped.build(kits=("tiny",), locales=("fr",))
    assert built.made == ("neutral/tiny/fr/leaflet-alpha.pdf",)
    text = shipped.text(built.made[0])
    assert "Une feuille simple" in text
    assert "Elle dit : «appelez» le 911." in text
    assert "21 novembre 2026" in text
    assert translated(english["license"]) in text
    assert "Hótél stáff" in text
    assert "anglais" in text, "the languages of the line are named in the locale's own words"
    from_english = [*sentences(english), *sentences(data_of_text(own["content/kits/tiny/words/en.yml"]))]
    for code in ("us", "us-ma"):
        from_english += sentences(data_of(ROOT / f"content/jurisdictions/{code}/words/en.yml"))
    assert len(from_english) > 50
    titles = " ".join(source["title"] for source in data_of(ROOT / "content/sources.yml").values())
    assert [sentence for sentence in from_english if sentence in text and sentence not in titles] == []
    with pikepdf.open(shipped.output / built.made[0]) as pdf:
        assert str(pdf.Root.Lang) == "fr"


def data_of_text(text: str) -> Any:
    """YAML text with every scalar as text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_a_new_audience(shipped: Shipped) -> None:
    """Roles of its own choose their own items; nothing of another role or audience is shown."""
    module = """---
title: At the library
topic: testing
audiences: [library-staff]
sources: [dhs-hospitality]
reviewed: 2026-11-21
---

## What to see {: #see }

- Everyone sees this.
  {: source="dhs-hospitality" }
- Only the desk sees this.
  {: role="desk" }
- Only the stacks see this.
  {: role="stacks" }
- Only hotels see this.
  {: audience="hotel" }
"""
    shipped.add(
        {
            **LEAFLET,
            "content/audiences/library-staff/audience.yml": "reading_grade: 8\nroles: [desk, stacks]\n",
            "content/audiences/library-staff/words/en.yml": (
                "name: People of the library\nroles: {desk: The front desk crew, stacks: The stacks crew}\n"
            ),
            "content/modules/library/en.md": module,
            "content/kits/library/kit.yml": """
                audience: library-staff
                jurisdiction: us
                version: "1"
                documents:
                  - {name: desk, kind: leaflet, role: desk, parts: {body: [library]}}
                  - {name: all, kind: leaflet, parts: {body: [library]}}
                """,
            "content/kits/library/words/en.yml": """
                title: Library kit
                summary: For libraries.
                documents: {desk: {title: Desk, promise: Short.}, all: {title: All, promise: Short.}}
                """,
        }
    )
    built = shipped.build(kits=("library",))
    assert built.made == ("neutral/library/en/leaflet-all.pdf", "neutral/library/en/leaflet-desk.pdf")
    everyone, desk = (shipped.text(path) for path in built.made)
    assert "People of the library The front desk crew" in desk
    assert "Everyone sees this." in desk
    assert "Only the desk sees this." in desk
    assert "stacks" not in desk
    assert "Only the stacks see this." in everyone
    assert "Only hotels" not in everyone + desk


def test_a_new_jurisdiction(shipped: Shipped) -> None:
    """A place over a wider one: its own line, another number for a known line, its own law."""
    law = '/// law {: topics="teaching" }\n///\n\n- Call [[harbor-line]] first.\n  {: needs="harbor-line" }'
    shipped.add(
        {
            **LEAFLET,
            **kit_files(("alpha",), lines=""),
            "content/modules/alpha/en.md": module_text("alpha", law),
            "content/jurisdictions/us-nh/jurisdiction.yml": "parent: us\npaper: letter\ncountry: US\n",
            "content/jurisdictions/us-nh/helplines.yml": """
                lines:
                  - id: harbor-line
                    phone: 1-603-555-0123
                    hours: weekdays
                    languages: [en, fr]
                    confidential: limits
                    sources: [dhs-hospitality]
                    verified_on: 2026-11-20
                    expires: 2027-05-20
                  - id: crisis-line
                    phone: 603-555-0188
                    hours: always
                    languages: [en]
                    confidential: limits
                    sources: [dhs-hospitality]
                    verified_on: 2026-11-20
                    expires: 2027-05-20
                """,
            "content/jurisdictions/us-nh/law.yml": """
                facts:
                  - id: teach-all
                    topics: [teaching]
                    cite: Made-up Act 7
                    sources: [dhs-hospitality]
                    as_of: 2026-11-20
                """,
            "content/jurisdictions/us-nh/words/en.yml": """
                name: New Harborshire
                lines:
                  harbor-line: {name: The Harbor Line, purpose: Ask anything., confidentiality: Ask first.}
                  crisis-line: {name: Harbor crisis line, purpose: Talk., confidentiality: Ask first.}
                law: {teach-all: Everyone must be taught once a year.}
                services: {}
                hours: {weekdays: Monday to Friday}
                """,
        }
    )
    built = shipped.build(kits=("tiny",), jurisdiction="us-nh")
    assert built.made == ("neutral/tiny/en/leaflet-alpha-us-nh.pdf",)
    text = shipped.text(built.made[0])
    assert "New Harborshire" in text
    assert "The Harbor Line 1-603-555-0123 English" in text
    assert "French" in text
    assert "Harbor crisis line 603-555-0188" in text
    assert "Crisis Lifeline" not in text, "the narrower place replaces the line"
    assert "Everyone must be taught once a year. Made-up Act 7" in text
    assert "Call 1-603-555-0123 first." in text
    assert "911" in text, "what the wider place has is still there"

    here = build((shipped.root,), Request(kits=("tiny",)), shipped.output, today=DAY, jobs=1)
    assert here.made == ("neutral/tiny/en/leaflet-alpha.pdf",)
    text = shipped.text(here.made[0])
    assert "Harbor" not in text
    assert "Crisis Lifeline" in text
    assert "988" in text
