"""Facts about laid-out pages, in millimetres: what stands too near the edge, what is too wide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.schema.mode import Mode

MM_PER_PX = 25.4 / 96
PT_PER_PX = 72 / 96
TOLERANCE_MM = 0.3
SIZE_TOLERANCE_MM = 0.01
CORE = 0.5
"""The share of a line's height, in its middle, that nothing else may touch."""

FLOW, HELD = "flow", "held"
PLACES = {"MarginBox": "margin", "FootnoteAreaBox": HELD}
"""Where text stands that is not in the flow of its page: what is held at the foot is kept free of it."""

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom in millimetres."""


@dataclass(frozen=True)
class Stray:
    """A piece of text outside the area it may stand in, and by how many millimetres."""

    text: str
    by_mm: float


@dataclass(frozen=True)
class Small:
    """A piece of text smaller than the mode allows, and its size in points."""

    text: str
    size_pt: float


@dataclass(frozen=True)
class PageFacts:
    """What limits are checked against."""

    name: str
    width_mm: float
    height_mm: float
    blank: bool
    bottom_mm: float
    near_edge: tuple[Stray, ...]
    too_wide: tuple[Stray, ...]
    covered: tuple[Stray, ...]
    text: str = ""
    too_small: tuple[Small, ...] = ()
    smallest_pt: float | None = None


def measure_page(page_box: Any, safe_mm: float, mode: Mode | None = None) -> PageFacts:
    """The facts of one page box of WeasyPrint 70; a mode may say how small text may be."""
    width, height = page_box.margin_width() * MM_PER_PX, page_box.margin_height() * MM_PER_PX
    near_edge: list[Stray] = []
    too_wide: list[Stray] = []
    cores: list[tuple[str, Rectangle]] = []
    said: list[str] = []
    sizes: list[float] = []
    flow, held = [0.0], [0.0, 0.0]
    for text_box, column, place in _texts(page_box, None, FLOW):
        text = text_box.text.strip()
        if not text:
            continue
        said.append(text)
        sizes.append(float(text_box.style["font_size"]) * PT_PER_PX)
        left = text_box.position_x * MM_PER_PX
        right = left + text_box.width * MM_PER_PX
        top = text_box.position_y * MM_PER_PX
        low = top + text_box.height * MM_PER_PX
        if place == FLOW:
            flow.append(low)
        elif place == HELD:
            held = [min(held[0] or top, top), max(held[1], low)]
        quarter = (low - top) * (1 - CORE) / 2
        cores.append((text, (left, top + quarter, right, low - quarter)))
        beyond = max(safe_mm - left, right - (width - safe_mm), safe_mm - top, low - (height - safe_mm))
        if beyond > TOLERANCE_MM:
            near_edge.append(Stray(text[:60], round(beyond, 1)))
        if column is not None:
            edge = column.content_box_x() * MM_PER_PX
            over = max(edge - left, right - edge - column.width * MM_PER_PX)
            if over > TOLERANCE_MM:
                too_wide.append(Stray(text[:60], round(over, 1)))
    name = str(page_box.page_type.name or "")
    return PageFacts(
        name,
        width,
        height,
        not said,
        max(flow) + held[1] - held[0],
        tuple(near_edge),
        tuple(too_wide),
        _covered(page_box, cores),
        "".join(said),
        tuple(_too_small(page_box, mode)) if mode and mode.text else (),
        min(sizes, default=None),
    )


def _texts(box: Any, column: Any, place: str) -> Iterator[tuple[Any, Any, str]]:
    """Every text box with the block that holds its line, and whether it stands in the flow, a margin or a held foot."""
    name = type(box).__name__
    if name == "TextBox":
        yield box, column, place
        return
    for child in getattr(box, "children", ()):
        holder = box if type(child).__name__ == "LineBox" else column
        yield from _texts(child, holder, PLACES.get(name, place))


def _too_small(box: Any, mode: Mode, *, fine: bool = False) -> Iterator[Small]:
    """Text under the size of the mode: that of what may be fine print, which margin boxes are too, or of the rest."""
    element = getattr(box, "element", None)
    names = (element.get("class") or "").split() if element is not None else ()
    allowed = mode.fine.of if mode.fine else ()
    fine = fine or type(box).__name__ == "MarginBox" or any(name in allowed for name in names)
    if type(box).__name__ == "TextBox":
        least = mode.fine.size if fine and mode.fine else mode.text or 0.0
        size = box.style["font_size"] * MM_PER_PX
        if box.text.strip() and size < least - SIZE_TOLERANCE_MM:
            yield Small(box.text.strip()[:60], round(size * 72 / 25.4, 1))
        return
    for child in getattr(box, "children", ()):
        yield from _too_small(child, mode, fine=fine)


def _covered(page_box: Any, cores: list[tuple[str, Rectangle]]) -> tuple[Stray, ...]:
    """Text that a picture or other text lies over, with the height or width that is hidden."""
    boxes = [getattr(box, "_box", box) for box in page_box.descendants(placeholders=True)]
    pictures = [_rectangle(box) for box in boxes if type(box).__name__.endswith("ReplacedBox")]
    strays = []
    falling = sorted(cores, key=lambda core: core[1][1])
    for number, (text, core) in enumerate(falling):
        hidden = max((_shared(core, picture) for picture in pictures), default=0.0)
        for _, other in falling[number + 1 :]:
            if other[1] >= core[3]:
                break
            hidden = max(hidden, _shared(core, other))
        if hidden > TOLERANCE_MM:
            strays.append(Stray(text[:60], round(hidden, 1)))
    return tuple(strays)


def _rectangle(box: Any) -> Rectangle:
    left, top = box.content_box_x() * MM_PER_PX, box.content_box_y() * MM_PER_PX
    return (left, top, left + box.width * MM_PER_PX, top + box.height * MM_PER_PX)


def _shared(one: Rectangle, other: Rectangle) -> float:
    """The smaller side of the area that two rectangles share."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(min(width, height), 0.0)
