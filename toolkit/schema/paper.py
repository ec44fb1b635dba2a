"""Schemas of a kind (what sort of document) and a stock (the sheet it is printed on)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from toolkit.schema.record import Length, Record, Slug, Text, YesNo

Extent = Annotated[Length, Field(gt=0)]
Size = tuple[Extent, Extent]
"""Width and height in millimetres."""


class Margins(Record):
    """Page margins in millimetres; inside and outside swap sides on facing pages."""

    top: Length
    bottom: Length
    inside: Length
    outside: Length


class Sides(Record):
    """How many pages a document of a kind may have."""

    least: Annotated[int, Field(ge=1)] = 1
    most: Annotated[int, Field(ge=1)] | None = None
    once: YesNo = False
    """Whether every page that its style sheet names may come only once, as the sides of cards do."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.most is not None and self.most < self.least:
            raise ValueError("most may not be less than least")
        return self


def _sizes(largest: float, smallest: float, step: float) -> tuple[float, ...]:
    points = 72 / 25.4
    sizes, size = [], largest
    while size > smallest + 1e-6:
        sizes.append(round(size * points, 3))
        size -= step
    return (*sizes, round(smallest * points, 3))


MOST_SIZES = 1000


def _too_many(largest: float, smallest: float, step: float) -> bool:
    """Whether so small a step makes more sizes than anybody can see, and a search without end."""
    return largest - smallest > MOST_SIZES * step


class Copyfit(Record):
    """Root text sizes to try, in millimetres, from the largest down; down to `save` to save a last page."""

    largest: Extent
    smallest: Extent
    step: Extent
    save: Extent | None = None

    def sizes(self) -> tuple[float, ...]:
        """Every size to try, in points, largest first; the smallest is always the last."""
        return _sizes(self.largest, self.smallest, self.step)

    def saving(self, size: float) -> tuple[float, ...]:
        """The sizes below `size` (points) that may be tried to save a page, largest first."""
        least = (self.save or self.largest) * 72 / 25.4 - 1e-6
        return tuple(smaller for smaller in self.sizes() if least <= smaller < size)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.smallest > self.largest or self.step <= 0:
            raise ValueError("copyfit needs largest ≥ smallest and a step above zero")
        if _too_many(self.largest, self.smallest, self.step):
            raise ValueError("copyfit needs a larger step, such as 0.25pt")
        if self.save is not None and not self.smallest <= self.save <= self.largest:
            raise ValueError("save lies between smallest and largest")
        return self


class PrintAdvice(Record):
    """What to tell the person at the printer."""

    sides: Literal["one", "two"]
    flip: Literal["long-edge", "short-edge"] = "long-edge"


class Imposition(Record):
    """How the pages of a kind come onto paper: first folded into pieces perhaps, then pieces arranged on sheets."""

    arrange: Literal["step-and-repeat", "n-up", "cut-and-stack"]
    fold: Literal["saddle-stitch", "accordion", "fold-over"] | None = None


class Box(Record):
    """Text sizes to try in a box of the page that must hold its text, in millimetres, from the largest down."""

    largest: Extent
    smallest: Extent
    step: Extent

    def sizes(self) -> tuple[float, ...]:
        """Every size to try, in points, largest first; the smallest is always the last."""
        return _sizes(self.largest, self.smallest, self.step)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.smallest > self.largest:
            raise ValueError("a box needs largest ≥ smallest")
        if _too_many(self.largest, self.smallest, self.step):
            raise ValueError("a box needs a larger step, such as 1pt")
        return self


class RowField(Record):
    """A column that a table of people gives a kind: whether it must be filled, and its longest text in characters."""

    needed: YesNo = False
    most: Annotated[int, Field(ge=1)] = 80
    type: Literal["text", "date"] = "text"


Off = Literal["no"]
"""What takes a limit or an arrangement away."""


class Change(Record):
    """What a print mode changes in a kind: only what is written here; the rest stays as the kind says."""

    made: YesNo = True
    trim: Literal["sheet"] | Mapping[str, Size] | None = None
    margins: Margins | None = None
    safe: Length = 0.0
    bleed: Length = 0.0
    pages: Sides = Sides()
    copyfit: Copyfit | Off | None = None
    boxes: Mapping[Slug, Box] = {}
    imposition: Imposition | Off | None = None
    form: YesNo = False
    sheets: tuple[Literal["single", "double"], ...] = ("single",)
    print: PrintAdvice | None = None

    def values(self) -> dict[str, Any]:
        """The fields of a kind that it changes; a key with nothing behind it changes nothing."""
        written = {name: getattr(self, name) for name in self.model_fields_set if name != "made"}
        return {name: None if value == "no" else value for name, value in written.items() if value is not None}


class Kind(Record):
    """A sort of document: its size, margins, slots and limits, and nothing of colour or words."""

    trim: Literal["sheet"] | Mapping[str, Size]
    margins: Margins
    safe: Length = 5.0
    bleed: Length = 0.0
    pages: Sides = Sides()
    parts: tuple[Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\??$")], ...]
    blocks: tuple[Slug, ...]
    styles: tuple[Text, ...] = ()
    stands_for: tuple[Slug, ...] = ()
    """Kinds whose words this one takes, and whose tagged text in modules it shows: a booklet stands for a guide."""
    copyfit: Copyfit | None = None
    boxes: Mapping[Slug, Box] = {}
    imposition: Imposition | None = None
    rows: Mapping[Slug, RowField] = {}
    form: YesNo = False
    sheets: tuple[Literal["single", "double"], ...] = ("single",)
    bookmarks: YesNo = False
    reading_grade: Annotated[float, Field(gt=0)] | None = None
    short_forms: YesNo = False
    services: YesNo = False
    poster: YesNo = False
    print: PrintAdvice
    modes: Mapping[Slug, Change] = {}

    @model_validator(mode="after")
    def _parts_differ(self) -> Self:
        if len(set(self.part_names())) < len(self.parts):
            raise ValueError("two parts of this kind have the same name")
        return self

    def part_names(self) -> tuple[str, ...]:
        """The slots that a kit fills, without the mark of the optional ones."""
        return tuple(part.rstrip("?") for part in self.parts)

    def needed_parts(self) -> tuple[str, ...]:
        """The slots that a kit must fill."""
        return tuple(part for part in self.parts if not part.endswith("?"))


def for_rows(kind: Kind, rows: int) -> Kind:
    """The kind for so many rows, one page-set each: its limits of pages, and a blank that fills its print sheet."""
    if kind.rows and not rows and kind.imposition:
        return kind.model_copy(update={"imposition": kind.imposition.model_copy(update={"arrange": "step-and-repeat"})})
    if rows < 2:
        return kind
    most = kind.pages.most and kind.pages.most * rows
    pages = kind.pages.model_copy(update={"least": kind.pages.least * rows, "most": most})
    return kind.model_copy(update={"pages": pages})


class Grid(Record):
    """Where the cards of a die-cut sheet lie, in millimetres from its top left corner."""

    columns: Annotated[int, Field(ge=1)]
    rows: Annotated[int, Field(ge=1)]
    origin: tuple[Length, Length]
    pitch: Size
    cell: Size


class Stock(Record):
    """A physical sheet. A die-cut one names the plain stock of the same size in `sheet`."""

    name: Text
    system: Slug
    size: Size
    unprintable: Length
    flip: Literal["long-edge", "short-edge"] = "long-edge"
    sheet: Slug | None = None
    usual: YesNo = False
    """Whether print sheets are made on a die-cut one that nobody asked for."""
    double: Slug | None = None
    products: tuple[Text, ...] = ()
    grid: Grid | None = None


def trim_size(kind: Kind, stock: Stock) -> Size | None:
    """The finished size of a kind on a stock in millimetres, or None where the kind has none for it."""
    if isinstance(kind.trim, str):
        return stock.size
    return kind.trim.get(stock.system)
