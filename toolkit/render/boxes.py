"""Boxes of a page that must hold their text: how the text lies in them, and the search for the size that fits.

Every element with the attribute `data-box` is fitted by itself, or together with those of the same `data-alike`, and
all of them in the same few layouts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.schema.paper import Box

ATTRIBUTE = "data-box"
TOGETHER = "data-alike"
MM_PER_PX = 25.4 / 96
SLACK_MM = 0.05
LONGEST = 60
GUESSES = 4
FEW = 4
"""Up to so many boxes the search begins with a layout at the largest size, which is most often the only one."""
MARGIN = 1.002
SPACE = 0.2
"""About how wide a space is, for a line of height 1."""


@dataclass(frozen=True)
class HeldText:
    """The text of a box in millimetres: the room, how far it sticks out, and its lines if they stood in one row.

    `sure_mm` is what of that row grows with the size of the box for certain.
    """

    text: str
    room: tuple[float, float]
    over_mm: float
    run_mm: float
    widest_mm: float
    line_mm: float
    sure_mm: float = 0.0

    @property
    def fits(self) -> bool:
        """Whether the box holds its text."""
        return self.over_mm <= SLACK_MM

    def may_fit(self, scale: float) -> bool:
        """A guess whether the text would fit at `scale` times its size."""
        width, height = (side + SLACK_MM for side in self.room)
        lines = math.floor(height / (self.line_mm * scale)) if self.line_mm else 1
        return self.run_mm * scale <= lines * width and self.widest_mm * scale <= width

    def cannot_fit(self, scale: float) -> bool:
        """Whether the text is sure not to fit at `scale` times its size: all lines together are too short for it."""
        width, height = (side + SLACK_MM for side in self.room)
        lines = math.floor(height / (self.line_mm * min(scale, 1))) if self.line_mm else 1
        return self.sure_mm * scale > lines * width * MARGIN


@dataclass(frozen=True)
class FittedBox:
    """What a box came out at; `instance` counts the boxes of one name in a document from 1."""

    name: str
    instance: int
    size_pt: float


class LaidOut(Protocol):
    """Pages with boxes in them."""

    def held(self) -> tuple[HeldText | None, ...]:
        """How the text of each box lies in it."""
        ...


P = TypeVar("P", bound=LaidOut)
Q = TypeVar("Q", bound=LaidOut)


def fitted(
    names: Sequence[str],
    boxes: Mapping[str, Box],
    layout: Callable[[tuple[float, ...]], P],
    glance: Callable[[tuple[float, ...]], LaidOut] | None = None,
    first: Sequence[float] = (),
    alike: Sequence[str] = (),
) -> P:
    """The pages with every box at the largest of its sizes that fits, or at its smallest.

    Boxes of one name with the same mark in `alike` get one size. The sizes to try `first` are those that were found
    before, where the rest of the page had another size. Where there are many boxes, glances at them alone come first:
    they leave only sizes that are not too large.
    """
    shared: dict[tuple[str, str | int], _Search] = {}
    marks = [mark or place for place, mark in enumerate(alike or [""] * len(names))]
    searches = [shared.setdefault(key, _Search(boxes[key[0]].sizes())) for key in zip(names, marks, strict=True)]
    for search, size in zip(searches, first, strict=False):
        search.begin_at(size)
    if glance and len(names) > FEW:
        _search(searches, glance)
        for search in searches:
            search.begin_again()
    return _search(searches, layout)


def _search(searches: Sequence[_Search], layout: Callable[[tuple[float, ...]], Q]) -> Q:
    while True:
        tried = tuple(search.size for search in searches)
        pages = layout(tried)
        found: dict[_Search, list[HeldText]] = {search: [] for search in searches}
        for search, held in zip(searches, pages.held(), strict=True):
            found[search] += [held] if held else []
        for search, texts in found.items():
            search.learn(max(texts, key=lambda held: held.over_mm, default=None))
        if tried == tuple(search.size for search in searches):
            return pages


class _Search:
    """The search for one size: those up to number `bad` are too large, and the one at `good` fits, or is the last."""

    def __init__(self, sizes: tuple[float, ...]) -> None:
        self._sizes = sizes
        self._tried = 0
        self._bad, self._good = -1, len(sizes) - 1
        self._rounds = 0

    @property
    def size(self) -> float:
        """The size to try next, or the one that was found."""
        return self._sizes[self._tried]

    def begin_at(self, size: float) -> None:
        """Try this size first."""
        self._tried = self._sizes.index(size)

    def begin_again(self) -> None:
        """Keep what is known to be too large; what was found is still to be proved."""
        self._good, self._rounds = len(self._sizes) - 1, 0

    def learn(self, held: HeldText | None) -> None:
        """Take in how the text lies at `size`, and choose what to try next.

        A guess is tried one step too large first: where it was right, the next layout is the last.
        """
        if held is None or held.fits:
            self._good = self._tried
        else:
            self._bad = min(self._tried, len(self._sizes) - 2)
        self._rounds += 1
        self._exclude(held)
        if held is None or self._good <= self._bad + 1:
            self._tried = self._good
        elif self._rounds > GUESSES:
            self._tried = (self._bad + self._good) // 2
        else:
            guess = self._guessed(held)
            self._tried = guess - 1 if guess - 1 > self._bad else guess

    def _exclude(self, held: HeldText | None) -> None:
        """Sizes that are sure not to fit need not be tried; what fits is the last word."""
        for number in range(self._good - 1, self._bad, -1):
            if held and held.cannot_fit(self._sizes[number] / self._sizes[self._tried]):
                self._bad = number
                return

    def _guessed(self, held: HeldText) -> int:
        between = range(self._bad + 1, self._good)
        return next((n for n in between if held.may_fit(self._sizes[n] / self._sizes[self._tried])), self._good)


def held_texts(pages: Iterable[Any]) -> Mapping[int, HeldText]:
    """How the text of each box lies in it, by the identity of its element; a box cut by a page end never fits."""
    found: dict[int, HeldText] = {}
    for page in pages:
        for box in _boxes(page):
            held = _measured(box)
            before = found.get(id(box.element))
            if before:
                held = HeldText(
                    before.text + held.text, before.room, math.inf, before.run_mm + held.run_mm, *_larger(before, held)
                )
            found[id(box.element)] = held
    return found


def _larger(one: HeldText, other: HeldText) -> tuple[float, float]:
    return max(one.widest_mm, other.widest_mm), max(one.line_mm, other.line_mm)


def _boxes(box: Any) -> Iterator[Any]:
    """The outermost box of each element with the attribute; WeasyPrint gives its inner boxes the same element."""
    element = getattr(box, "element", None)
    own = element is not None and "::" not in box.element_tag and element.get(ATTRIBUTE) is not None
    if own:
        yield box
    for child in getattr(box, "children", ()):
        for inner in _boxes(child):
            if not own or inner.element is not element:
                yield inner


def _measured(box: Any) -> HeldText:
    left, top = box.content_box_x(), box.content_box_y()
    width, height = box.width, box.height
    over, run, sure, widest, tallest = 0.0, 0.0, 0.0, 0.0, 0.0
    said: list[str] = []
    for inner in _content(box):
        if type(inner).__name__ == "LineBox":
            over = max(over, inner.position_y + inner.height - top - height, top - inner.position_y)
            tallest = max(tallest, inner.height)
            run += SPACE * inner.height if said else 0
            said.append(" ")
            continue
        right = inner.position_x + inner.width
        over = max(over, right - left - width, left - inner.position_x)
        run += inner.width
        widest = max(widest, *_words(inner)) if hasattr(inner, "text") else max(widest, inner.width)
        sure += inner.width if hasattr(inner, "text") and inner.style["font_size"] == box.style["font_size"] else 0
        said.append(getattr(inner, "text", ""))
    text = " ".join("".join(said).split())
    return HeldText(
        text,
        (width * MM_PER_PX, height * MM_PER_PX),
        over * MM_PER_PX,
        run * MM_PER_PX,
        widest * MM_PER_PX,
        tallest * MM_PER_PX,
        sure * MM_PER_PX,
    )


def _words(box: Any) -> Iterator[float]:
    """About how wide each word of a text is, by its share of the letters."""
    letters = max(len(box.text), 1)
    yield 0.0
    yield from (box.width * len(word) / letters for word in box.text.split())


def _content(box: Any) -> Iterator[Any]:
    """The lines of a box, its texts and pictures."""
    for child in getattr(box, "children", ()):
        name = type(child).__name__
        if name in ("LineBox", "TextBox") or name.endswith("ReplacedBox"):
            yield child
        yield from _content(child)


def undeclared(names: Iterable[str], boxes: Mapping[str, Box], label: str) -> tuple[Finding, ...]:
    """Boxes of the page that the kind does not declare, and declared ones that no page has."""
    used = tuple(dict.fromkeys(names))
    findings = []
    for name in used:
        if name not in boxes:
            hint = f"add it under boxes: in kind.yml; {did_you_mean(name, boxes)}"
            findings.append(Finding("P111", f'the kind does not declare the box "{name}"', Origin(label), hint))
    for name in boxes:
        if name not in used:
            hint = f'write {ATTRIBUTE}="{name}" on an element of page.html.j2, or take it out of kind.yml'
            findings.append(Finding("P111", f'no element of the page is the box "{name}"', Origin(label), hint))
    return tuple(findings)


def overflows(
    names: Sequence[str], sizes: Sequence[float], held: Sequence[HeldText | None], label: str
) -> tuple[Finding, ...]:
    """The boxes that do not hold their text at their smallest size."""
    findings = []
    for name, size, one in zip(names, sizes, held, strict=True):
        if one is None or one.fits:
            continue
        by = f" by {one.over_mm:.1f} mm" if math.isfinite(one.over_mm) else ", and runs on to the next page"
        message = f'"{one.text[:LONGEST]}" is too long for the box "{name}"{by} even at {size:g} pt, its smallest size'
        findings.append(Finding("P110", message, Origin(label), "shorten it, or give the box more room"))
    return tuple(findings)


def records(names: Sequence[str], sizes: Sequence[float]) -> tuple[FittedBox, ...]:
    """The sizes by name and instance."""
    seen: dict[str, int] = {}
    found = []
    for name, size in zip(names, sizes, strict=True):
        seen[name] = seen.get(name, 0) + 1
        found.append(FittedBox(name, seen[name], size))
    return tuple(found)
