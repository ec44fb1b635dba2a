"""The only importer of python-docx: a flow as a document of a word processor, in styles that can be changed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from toolkit.export.flow import Box, Cell, Entry, Flow, Grid, Heading, Listing, Node, Paragraph, Picture, Run, Runs
from toolkit.export.package import fixed, named_styles
from toolkit.export.styles import BOXES, LEVELS, Look, box_name, numbering_xml, style_id, styles_xml, twips
from toolkit.export.text import MARK

EPOCH = datetime(1980, 1, 1)
EMU_PER_MM = 36000
LOGO_HEIGHT, PICTURE_HEIGHT = 14.0, 110.0
"""How tall pictures may be, in millimetres."""
SMALLEST_HEADING = 5
UNUSED = ("thumbnail", "stylesWithEffects", "customXml")
"""Parts of python-docx's template that say nothing of this document."""
LIST_STYLES = {"check": "Check Box", "source": "Source", "write-in": "Write In"}
Pictures = Mapping[str, tuple[bytes, float]]
"""By address: a picture that word processors read, and its width over its height."""


class _Writer:
    """Writes one document; what python-docx has no words for is written as elements."""

    def __init__(self, look: Look, pictures: Pictures) -> None:
        import docx
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.document: Any = docx.Document()
        self.look = look
        self._pictures = pictures
        self._new: Callable[[str], Any] = OxmlElement
        self._name: Callable[[str], str] = qn
        self._numbered = 0
        self._drawn = 0

    def element(self, name: str, **values: object) -> Any:
        """An element of WordprocessingML with its attributes."""
        made = self._new(f"w:{name}")
        for key, value in values.items():
            made.set(self._name(f"w:{key}"), str(value))
        return made

    def paragraph(self, runs: Runs, style: str, *, list_id: int = 0, level: int = 0) -> Any:
        """A paragraph in a style; a list that starts anew names its own numbers."""
        made, rules = self.element("p"), self.element("pPr")
        if style != "Normal":
            rules.append(self.element("pStyle", val=style_id(style)))
        if list_id:
            numbers = self.element("numPr")
            numbers.append(self.element("ilvl", val=level))
            numbers.append(self.element("numId", val=list_id))
            rules.append(numbers)
        if len(rules):
            made.append(rules)
        for run in runs:
            made.append(self.run(run))
        return made

    def run(self, run: Run) -> Any:
        """A run, inside a link where it has an address."""
        made, look = self.element("r"), self.element("rPr")
        name = "Hyperlink" if run.href else "Source Number" if run.raised else "Strong" if run.bold else ""
        name = name or ("Emphasis" if run.italic else "")
        if name:
            look.append(self.element("rStyle", val=style_id(name)))
        if run.bold and name != "Strong":
            look.append(self.element("b"))
            look.append(self.element("bCs"))
        if run.italic and name != "Emphasis":
            look.append(self.element("i"))
            look.append(self.element("iCs"))
        isolated = run.isolated and self.look.direction == "rtl"
        if isolated:
            look.append(self.element("rtl", val="0"))
        if len(look):
            made.append(look)
        text = run.text.replace(" ", "\u00a0").replace("-", "\u2011") if run.kept else run.text
        self._text(made, f"{MARK}{text}{MARK}" if isolated else text)
        if not run.href:
            return made
        link = self.element("hyperlink")
        link.set(self._name("r:id"), self.document.part.relate_to(run.href, _LINK, is_external=True))
        link.append(made)
        return link

    def _text(self, run: Any, text: str) -> None:
        for place, line in enumerate(text.split("\n")):
            if place:
                run.append(self.element("br"))
            for number, piece in enumerate(re.split("(\t|\u2011)", line)):
                if piece == "\t":
                    run.append(self.element("tab"))
                elif piece == "\u2011":
                    run.append(self.element("noBreakHyphen"))
                elif piece or not number:
                    letters = self.element("t")
                    letters.text = piece
                    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                    run.append(letters)

    def blocks(self, nodes: tuple[Node, ...], style: str = "Normal", *, level: int = 0) -> Iterator[Any]:
        """The elements of nodes; paragraphs without a style of their own take `style`."""
        waiting: list[Any] = []
        for node in nodes:
            if isinstance(node, Picture) and node.style and waiting:
                waiting[0].extend([self.run(Run("   ")), self.picture(node)])
                continue
            yield from waiting
            waiting = []
            match node:
                case Heading():
                    level_here = min(node.level - 1, SMALLEST_HEADING)
                    yield self.paragraph(node.runs, f"heading {level_here}" if level_here else "Title")
                case Paragraph():
                    yield self.paragraph(node.runs, box_name(node.style) if node.style else style)
                case Picture():
                    made = self.paragraph((), box_name(node.style) if node.style else style)
                    made.append(self.picture(node))
                    waiting = [made]
                case Listing():
                    yield from self.listing(node, level)
                case Grid():
                    yield self.table(node)
                    yield self.paragraph((), "Small")
                case Box():
                    yield from self.blocks(node.nodes, box_name(node.style), level=level)
        yield from waiting

    def listing(self, listing: Listing, level: int) -> Iterator[Any]:
        """A list in the list styles; a numbered one begins at one."""
        own = 0
        if listing.ordered:
            self._numbered += 1
            own = BOXES + self._numbered
        style = LIST_STYLES.get(listing.style, "List Number" if listing.ordered else "List Bullet")
        depth = min(level, LEVELS - 1)
        leveled = style if not depth or style in ("Source", "Write In") else f"{style} {depth + 1}"
        for entry in listing.entries:
            yield from self.entry(entry, leveled, own, depth)

    def entry(self, entry: Entry, style: str, list_id: int, depth: int) -> Iterator[Any]:
        """An item, then what stands in it."""
        runs = entry.runs
        if style == "Write In":
            runs = (*runs, Run(" \t"))
        elif style == "Source":
            number, _, rest = runs[0].text.partition(" ")
            runs = (Run(f"{number}\t{rest}"), *runs[1:])
        yield self.paragraph(runs, style, list_id=list_id, level=depth)
        yield from self.blocks(entry.nodes, level=depth + 1)

    def table(self, grid: Grid) -> Any:
        """A table whose first row is told as the heads of its columns."""
        columns = max(len(row) for row in (grid.head, *grid.rows))
        made, rules = self.element("tbl"), self.element("tblPr")
        rules.append(self.element("tblStyle", val="RuledTable"))
        if self.look.direction == "rtl":
            rules.append(self.element("bidiVisual"))
        rules.append(self.element("tblW", w=5000, type="pct"))
        rules.append(
            self.element(
                "tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1
            )
        )
        made.append(rules)
        widths = self.element("tblGrid")
        width = twips(self.look.text_width) // columns
        for _ in range(columns):
            widths.append(self.element("gridCol", w=width))
        made.append(widths)
        for number, row in enumerate((grid.head, *grid.rows) if grid.head else grid.rows):
            made.append(self.row(row, columns, width, heads=bool(grid.head) and number == 0))
        return made

    def row(self, row: tuple[Cell, ...], columns: int, width: int, *, heads: bool) -> Any:
        """A row that never breaks over a page."""
        made, rules = self.element("tr"), self.element("trPr")
        rules.append(self.element("cantSplit"))
        if heads:
            rules.append(self.element("tblHeader"))
        made.append(rules)
        for cell in (*row, *(Cell(()) for _ in range(columns - len(row)))):
            box, size = self.element("tc"), self.element("tcPr")
            size.append(self.element("tcW", w=width, type="dxa"))
            box.append(size)
            style = "Table Heading" if heads or cell.heads else "Table Text"
            inside = list(self.blocks(cell.nodes, style)) or [self.paragraph((), style)]
            for block in inside:
                box.append(block)
            if inside[-1].tag != self._name("w:p"):
                box.append(self.paragraph((), style))
            made.append(box)
        return made

    def picture(self, picture: Picture) -> Any:
        """A picture in its line, with its words."""
        data, ratio = self._pictures[picture.src]
        height = min(LOGO_HEIGHT if picture.style else PICTURE_HEIGHT, self.look.text_width / ratio)
        self._drawn += 1
        inline = self.document.part.new_pic_inline(
            io.BytesIO(data), int(height * ratio * EMU_PER_MM), int(height * EMU_PER_MM)
        )
        about = inline.docPr
        about.set("id", str(self._drawn))
        about.set("name", f"{self._drawn}")
        about.set("descr", picture.alt)
        run, drawing = self.element("r"), self._new("w:drawing")
        drawing.append(inline)
        run.append(drawing)
        return run

    def write(self, flow: Flow) -> bytes:
        """The whole file, the same bytes for the same flow."""
        from docx.oxml import parse_xml

        body = self.document.element.body
        section = body.sectPr
        for element in list(body)[:-1]:
            body.remove(element)
        for block in self.blocks(flow.nodes):
            section.addprevious(block)
        self._page(section)
        self._footer(flow)
        _fill(self.document.styles.element, parse_xml(styles_xml(self.look, named_styles(flow.nodes))))
        _fill(self.document.part.numbering_part.element, parse_xml(numbering_xml(self._numbered)))
        self._settings()
        self._about(flow)
        out = io.BytesIO()
        self.document.save(out)
        return fixed(out.getvalue())

    def _page(self, section: Any) -> None:
        section.clear()
        (width, height), (top, bottom, side) = self.look.sheet, self.look.margins
        section.append(self.element("pgSz", w=twips(width), h=twips(height)))
        foot = twips(min(bottom, 8))
        section.append(
            self.element(
                "pgMar", top=twips(top), right=twips(side), bottom=twips(bottom), left=twips(side), header=foot,
                footer=foot, gutter=0,
            )
        )  # fmt: skip
        if self.look.direction == "rtl":
            section.append(self.element("bidi"))

    def _footer(self, flow: Flow) -> None:
        """Title, version and dates, and the number of the page."""
        foot = self.document.sections[0].footer
        foot.is_linked_to_previous = False
        element = foot._element  # noqa: SLF001
        for child in list(element):
            element.remove(child)
        line = self.paragraph((*flow.running, Run("\t")), "footer")
        line.append(self.element("fldSimple", instr=" PAGE "))
        element.append(line)

    def _settings(self) -> None:
        settings = self.document.settings.element
        for child in settings.findall(self._name("w:themeFontLang")):
            child.set(self._name("w:val"), self.look.language)
            child.set(self._name("w:bidi"), self.look.language)

    def _about(self, flow: Flow) -> None:
        about = self.document.core_properties
        about.title, about.author, about.last_modified_by = flow.title, flow.author, flow.author
        about.subject, about.language = flow.description, flow.language
        about.comments, about.keywords, about.revision = "", "", 1
        about.created = about.modified = EPOCH
        for holder in (self.document.part.package, self.document.part):
            for key in [key for key, link in holder.rels.items() if link.reltype.rsplit("/", 1)[-1] in UNUSED]:
                del holder.rels[key]


_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _fill(old: Any, new: Any) -> None:
    for child in list(old):
        old.remove(child)
    for child in list(new):
        old.append(child)


def as_docx(flow: Flow, look: Look, pictures: Pictures) -> bytes:
    """The flow as a document for Word and LibreOffice."""
    return _Writer(look, pictures).write(flow)
