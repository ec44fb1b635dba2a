"""The styles of a word processor's document, from a brand: who changes a style changes all of it. Text of XML only."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

TWIPS_PER_MM = 1440 / 25.4
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LEVELS = 3
BULLETS, NUMBERS, BOXES = 1, 2, 3
"""The three sorts of marks that lists use."""
DANGEROUS = ("caution", "band")
HEADING_SIZES = {1: 34, 2: 28, 3: 24, 4: 22, 5: 22}
"""Half points: what Word counts text in."""


@dataclass(frozen=True)
class Look:
    """What a document takes from its brand, its locale and its sheet; lengths in millimetres."""

    colours: dict[str, str]
    base: str
    headings: str
    script: str
    sheet: tuple[float, float]
    margins: tuple[float, float, float]
    language: str
    direction: str

    @property
    def text_width(self) -> float:
        """The width of a line: the sheet without both its margins."""
        return self.sheet[0] - 2 * self.margins[2]

    def colour(self, role: str) -> str:
        """A colour role as six digits."""
        return self.colours[role].removeprefix("#").upper()


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def style_id(name: str) -> str:
    """The id of the style with this name."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", " ").split())


def box_name(name: str) -> str:
    """The name under which a box stands in the word processor's list of styles."""
    return name.replace("-", " ").capitalize()


BOLD = "<w:b/><w:bCs/>"
NEXT = "<w:keepNext/>"


def styles_xml(look: Look, boxes: tuple[str, ...]) -> str:
    """All styles: the usual ones by the names that Word knows, and one for each sort of box."""
    primary, quiet, line = look.colour("primary"), look.colour("secondary"), twips(look.text_width)
    big = f"{_fonts(look, look.headings)}{BOLD}"
    out = [*_defaults(look), _style("Title", f"{NEXT}{_air(120, 120, 240)}", f"{big}{_size(48)}")]
    for level, size in HEADING_SIZES.items():
        colour = primary if level <= 2 else look.colour("foreground")
        air = _air(320 if level == 1 else 200, 80, 252)
        paragraph = f'{NEXT}<w:keepLines/>{air}<w:outlineLvl w:val="{level - 1}"/>'
        out.append(_style(f"heading {level}", paragraph, f"{big}{_ink(colour)}{_size(size)}"))
    for name, sort in (("List Bullet", BULLETS), ("List Number", NUMBERS), ("Check Box", BOXES)):
        for level in range(LEVELS):
            numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{sort}"/></w:numPr>'
            out.append(_style(f"{name} {level + 1}" if level else name, f"{numbering}{_air(0, 80)}", ""))
    hanging = '<w:ind w:left="397" w:hanging="397"/>'
    out += [
        _style("Subtitle", _air(0, 240), _size(26)),
        _style("Write In", f"{_tab(line, 'underscore')}{_air(240, 60)}", ""),
        _style("Source", f"{_air(0, 60)}{hanging}", _size(18)),
        _style("Small", _air(240, 120), f"{_ink(quiet)}{_size(18)}"),
        _style("For", f"{NEXT}{_air(0, 0)}", f"{BOLD}{_ink(primary)}"),
        _style("Logos", _air(0, 240), ""),
        _style("Number", _air(40, 40), f"{BOLD}{_size(30)}"),
        _style("Table Text", _air(40, 40, 252), ""),
        _style("Table Heading", f"{NEXT}{_air(40, 40)}", f"{BOLD}{_ink(primary)}"),
        _style("footer", f"{_tab(line, 'none')}{_air(0, 0)}", f"{_ink(quiet)}{_size(16)}"),
        *(_box(look, name) for name in boxes),
        _letters("Strong", BOLD),
        _letters("Emphasis", "<w:i/><w:iCs/>"),
        _letters("Hyperlink", f'{_ink(primary)}<w:u w:val="single"/>'),
        _letters("Source Number", f'{_ink(quiet)}<w:vertAlign w:val="superscript"/>'),
        _table(look),
        "</w:styles>",
    ]
    return "".join(out)


def _defaults(look: Look) -> tuple[str, ...]:
    """What holds where no style says otherwise, and the four styles that every document must have."""
    rtl = look.direction == "rtl"
    tongue = f'<w:lang w:val="{look.language}" w:eastAsia="{look.language}" w:bidi="{look.language}"/>'
    letters = (
        f"{_fonts(look, look.base)}{_ink(look.colour('foreground'))}{_size(22)}{'<w:rtl/>' if rtl else ''}{tongue}"
    )
    paragraph = f"{'<w:bidi/>' if rtl else ''}{_air(0, 120)}"
    edges = '<w:left w:w="0" w:type="dxa"/><w:right w:w="115" w:type="dxa"/>'
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{edges}</w:tblCellMar></w:tblPr>'
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault>',
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>",
        _first("paragraph", "Normal", "Normal", "<w:qFormat/>"),
        _first("character", "DefaultParagraphFont", "Default Paragraph Font", "<w:semiHidden/>"),
        _first("table", "TableNormal", "Normal Table", f"<w:semiHidden/>{table}"),
        _first("numbering", "NoList", "No List", "<w:semiHidden/>"),
    )


def _first(sort: str, name: str, said: str, rest: str) -> str:
    return f'<w:style w:type="{sort}" w:default="1" w:styleId="{name}"><w:name w:val="{said}"/>{rest}</w:style>'


def _air(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _ink(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _tab(place: int, leader: str) -> str:
    """A stop at the end of the line."""
    return f'<w:tabs><w:tab w:val="right" w:leader="{leader}" w:pos="{place}"/></w:tabs>'


def _fonts(look: Look, family: str) -> str:
    name, script = escape(family), escape(look.script)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{script}"/>'


def _style(name: str, paragraph: str, letters: str, base: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(name)}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(name: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{letters}</w:rPr></w:style>'
    )


def _box(look: Look, name: str) -> str:
    """A box: a bar at its start, a soft ground."""
    role = "danger" if name in DANGEROUS else "primary"
    side = "right" if look.direction == "rtl" else "left"
    bar = f'<w:pBdr><w:{side} w:val="single" w:sz="24" w:space="8" w:color="{look.colour(role)}"/></w:pBdr>'
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.colour("light")}"/>'
    strong = BOLD if name == "band" else ""
    return _style(box_name(name), f'{bar}{ground}{_air(60, 60)}<w:ind w:left="227"/>', strong)


def _table(look: Look) -> str:
    """Rules between rows, a heavy one under the heads of columns."""
    rule, primary = look.colour("rule"), look.colour("primary")
    border = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    heavy = f'<w:bottom w:val="single" w:sz="18" w:space="0" w:color="{primary}"/>'
    return (
        '<w:style w:type="table" w:styleId="RuledTable"><w:name w:val="Ruled Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:bottom {border}/><w:insideH {border}/></w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{heavy}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering_xml(starts: int) -> str:
    """The marks of lists; each of `starts` numbered lists begins at one."""
    marks = {
        BULLETS: ("bullet", ("•", "◦", "–")),
        NUMBERS: ("decimal", ("%1.", "%2.", "%3.")),
        BOXES: ("bullet", ("☐", "☐", "☐")),
    }
    out = [f'<w:numbering xmlns:w="{NAMESPACE}">']
    for sort, (form, texts) in marks.items():
        out.append(f'<w:abstractNum w:abstractNumId="{sort}"><w:multiLevelType w:val="hybridMultilevel"/>')
        for level, text in enumerate(texts):
            start = 340 * (level + 1)
            out.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{start}" w:hanging="340"/></w:pPr></w:lvl>'
            )
        out.append("</w:abstractNum>")
    out += [f'<w:num w:numId="{sort}"><w:abstractNumId w:val="{sort}"/></w:num>' for sort in marks]
    for number in range(starts):
        again = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(LEVELS)
        )
        out.append(f'<w:num w:numId="{number + BOXES + 1}"><w:abstractNumId w:val="{NUMBERS}"/>{again}</w:num>')
    return "".join([*out, "</w:numbering>"])
