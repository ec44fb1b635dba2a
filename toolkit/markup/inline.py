"""Inline Markdown to safe inline HTML: emphasis, links, quotes, help line marks.

Python-Markdown does the work. Raw HTML is never passed through, and only addresses a reader may
click are let into links; what is refused is a finding at its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from toolkit.findings import Finding, Origin
from toolkit.markup.tree import line_mark

ALLOWED_LINKS = ("https://", "http://", "mailto:")
_RAW_HTML = re.compile(r"<(?:[a-zA-Z][\w-]*(?:\s[^<>]*)?/?|/[a-zA-Z][\w-]*\s*|!--.*?--|\?.*?)>?", re.S)
_LINE_REFERENCE = r"\[\[\s*([a-z0-9-]+)(?::(phone|text|name))?\s*\]\]"


class _LineReferences(InlineProcessor):
    """[[line]] and [[line:part]] become marks."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return line_mark(m[1], m[2] or "phone"), m.start(0), m.end(0)


class _Addresses(Treeprocessor):
    """Notes every address of links and pictures, and takes the ones not allowed out."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.refused: list[tuple[str, str]] = []

    def run(self, root: Element) -> None:
        for parent in root.iter():
            for child in parent:
                if child.tag == "img":
                    self.refused.append(("picture", child.get("src", "")))
                    child.tag = "span"
                    child.attrib.clear()
                elif child.tag == "a" and not child.get("href", "").startswith(ALLOWED_LINKS):
                    self.refused.append(("link", child.get("href", "")))
                    child.tag = "span"
                    child.attrib.clear()


class _House(Extension):
    """What this project changes in Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("autolink")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_LineReferences(_LINE_REFERENCE, md), "line", 175)
        self.addresses = _Addresses(md)
        md.treeprocessors.register(self.addresses, "addresses", 5)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "<"]
        for processor in ("indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference"):
            md.parser.blockprocessors.deregister(processor)


_MARKED = re.compile(r"""[*_`\[\]\\<>&"]|\.\.|--|(?<![^\W_])'|'(?![^\W_])""")
"""What stands for more than itself. Most sentences have none of it, and Markdown is slow."""

_APOSTROPHE = re.compile("'")

_OPENING = re.compile(r'(?:^|(?<=\s))"(?=\w)')
_CLOSING = re.compile(r'(?<=[\w.,;:!?…)])"(?=$|[\s.,;:!?)])')
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]*[^\s*])\*\*")
_REFERENCE = re.compile(_LINE_REFERENCE)
_DONE = "\ue002"
"""Stands for a mark that needs no Markdown, where the others are looked for."""


class Inline:
    """A converter for one locale's quotes (opening and closing double, opening and closing single)."""

    def __init__(self, quotes: Sequence[str]) -> None:
        self._house = _House()
        names = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
        substitutions = dict(zip(names, quotes, strict=True)) | {"ndash": "–", "mdash": "—", "ellipsis": "…"}
        self._apostrophe = escape(quotes[3], quote=False)
        self._double = (escape(quotes[0], quote=False), escape(quotes[1], quote=False))
        settings: dict[str, Any] = {"smarty": {"substitutions": substitutions}}
        self._markdown = Markdown(extensions=["smarty", "tables", self._house], extension_configs=settings)

    def convert(self, text: str, origin: Origin) -> tuple[str, tuple[Finding, ...]]:
        """A run of text to inline HTML; several lines are one paragraph."""
        return self._convert(text, origin, table=False)

    def table(self, text: str, origin: Origin) -> tuple[str, tuple[Finding, ...]]:
        """A table to HTML, its head marked as heads of columns."""
        html, findings = self._convert(text, origin, table=True)
        return html.replace("<th", '<th scope="col"').replace('<th scope="col"ead', "<thead"), findings

    def _easy(self, text: str) -> str | None:
        """What Markdown would make of a line with common marks alone, three times as fast; None for any other line."""
        if _MARKED.search(text):
            if _needs_markdown(text):
                return None
            opening, closing = self._double
            text = _CLOSING.sub(closing, _OPENING.sub(opening, text))
            text = _STRONG.sub(r"<strong>\1</strong>", _REFERENCE.sub(lambda m: line_mark(m[1], m[2] or "phone"), text))
        return _APOSTROPHE.sub(self._apostrophe, text)

    def _convert(self, text: str, origin: Origin, *, table: bool) -> tuple[str, tuple[Finding, ...]]:
        findings = [
            Finding("M108", f"raw HTML is not taken: {match[0][:40]}", place_in(text, match.start(), origin),
                    "write it in Markdown; use \\< for a plain less-than sign")
            for match in _RAW_HTML.finditer(re.sub(r"\\<", "  ", text))
        ]  # fmt: skip
        findings += [
            Finding("M118", f"this names no help line: {match[0]}", place_in(text, match.start(), origin),
                    "write [[name]], or [[name:phone]], [[name:text]] or [[name:name]], in small letters")
            for match in re.finditer(r"\[\[[^\[\]]*\]\]", text) if not re.fullmatch(_LINE_REFERENCE, match[0])
        ]  # fmt: skip
        easy = None if table else self._easy(" ".join(text.split()))
        if easy is not None:
            return easy, tuple(findings)
        self._house.addresses.refused.clear()
        self._markdown.reset()
        html = self._markdown.convert(text if table else " ".join(text.split()))
        for sort, address in self._house.addresses.refused:
            findings.append(_refused(sort, address, text, origin))
        return (html if table else html.removeprefix("<p>").removesuffix("</p>")), tuple(findings)


def _needs_markdown(text: str) -> bool:
    """Whether something is marked but words in double quotes, bold words and references to help lines."""
    for pattern in (_OPENING, _CLOSING, _REFERENCE):
        text = pattern.sub(_DONE, text)
    return bool(_MARKED.search(_STRONG.sub(rf"{_DONE}\1{_DONE}", text)))


def _refused(sort: str, address: str, text: str, origin: Origin) -> Finding:
    place = place_in(text, max(text.find(address), 0), origin)
    if sort == "picture":
        hint = "give the picture a line of its own: ![what it shows](media/name.svg)"
        return Finding("M110", "a picture stands inside a line of text", place, hint)
    hint = "use an address that begins with https://; nothing may read a file or the network"
    return Finding("M109", f'this link cannot be used: "{address}"', place, hint)


def place_in(text: str, offset: int, origin: Origin) -> Origin:
    """The place of an offset in a text that begins at `origin`."""
    before = text[:offset]
    if "\n" not in before:
        return Origin(origin.path, origin.line, origin.column + offset)
    return Origin(origin.path, origin.line + before.count("\n"), offset - before.rfind("\n"))


@lru_cache(maxsize=16)
def inline_for(quotes: tuple[str, ...]) -> Inline:
    """The converter for these quotes, made once."""
    return Inline(quotes)
