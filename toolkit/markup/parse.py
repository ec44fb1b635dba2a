"""The text of a module to its tree. Owns the grammar of sections, blocks, lists and tables.

Every leaf keeps the line it came from, which is why the structure is read here and only the inline
text is left to Python-Markdown (its own tree has no places).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.markup.grammar import CHECK, CLOSE, DEEPEST_COLUMN, HEADING, IMAGE, ITEM, NOT_TAKEN, OPEN, Line, dedented
from toolkit.markup.inline import Inline
from toolkit.markup.tags import SUBJECT, TAGS_AT_END, parse_tags
from toolkit.markup.tree import Block, Image, Item, List, Node, Paragraph, Section, Table, Tags
from toolkit.schema.kit import BlockRule


class Parser:
    """Reads one body; collects findings while it goes."""

    def __init__(self, path: str, rules: Mapping[str, BlockRule], inline: Inline) -> None:
        self.path = path
        self.rules = rules
        self.inline = inline
        self.findings: list[Finding] = []

    def sections(self, body: str, first_line: int) -> tuple[Section, ...]:
        """The sections of a body that begins on `first_line` of its file."""
        lines = [Line(first_line + index, text.rstrip()) for index, text in enumerate(body.splitlines())]
        starts = [index for index, line in enumerate(lines) if self._level(line) in (1, 2)]
        for line in lines[: starts[0] if starts else len(lines)]:
            if not line.blank:
                hint = 'begin the body with a heading such as "## At the front desk {: #front-desk }"'
                self._fault("M102", "this text stands in no section", line, hint)
                break
        if not starts and not self.findings:
            last = Line(first_line, "")
            self._fault(
                "M102", "this module has no section", last, "write a heading: ## At the front desk {: #front-desk }"
            )
        ends = [*starts[1:], len(lines)][: len(starts)]
        return tuple(self._section(lines[start:end], 2) for start, end in zip(starts, ends, strict=True))

    def _fault(self, code: str, message: str, line: Line, hint: str = "") -> None:
        self.findings.append(Finding(code, message, self._origin(line), hint))

    def _origin(self, line: Line, offset: int = 0) -> Origin:
        return Origin(self.path, line.number, line.column + offset)

    def convert(self, text: str, origin: Origin) -> str:
        """Inline HTML of a text that begins at `origin`; what is wrong with it is kept."""
        html, findings = self.inline.convert(text, origin)
        self.findings += findings
        return html

    def _convert(self, text: str, line: Line, offset: int = 0) -> str:
        return self.convert(text, self._origin(line, offset))

    @staticmethod
    def _level(line: Line) -> int:
        match = HEADING.match(line.text)
        return len(match[1]) if match else 0

    def _tags(self, text: str, line: Line, offset: int = 0, *, picture: bool = False) -> tuple[str, Tags]:
        """A text without the tags at its end, and the tags; a picture has `subject` alone, and nothing else has it."""
        match = TAGS_AT_END.search(text)
        if not match:
            if "{:" in text:
                place = self._origin(line, offset + text.index("{:"))
                hint = 'they begin with {: and end with } at the end of the line, values in straight quotes ""'
                self.findings.append(Finding("M104", "these tags cannot be read", place, hint))
            return text, Tags()
        tags, findings = parse_tags(match["inside"], self._origin(line, offset + match.start("inside")))
        self.findings += findings
        for key, place in tags.places.items():
            if (key == SUBJECT) != picture:
                hint = f'a picture has {SUBJECT}="…" alone, and nothing else has it'
                self.findings.append(Finding("M104", f'the tag "{key}" does not belong here', place, hint))
        return text[: match.start()], tags

    def _section(self, lines: list[Line], level: int) -> Section:
        head, rest = lines[0], lines[1:]
        match = HEADING.match(head.text)
        assert match
        found = len(match[1])
        if found != level:
            self._fault("M102", f"a heading with {found} # stands where one with {level} is due", head,
                        "sections are ##, subsections inside them are ###")  # fmt: skip
        title, tags = self._tags(match[2], head, match.start(2))
        if level == 2 and not tags.id:
            self._fault("M103", "this section has no id", head, "add one at the end: {: #short-name }")
        html = self._convert(title, head, match.start(2))
        nodes = self._nodes(rest, level)
        for node in nodes:
            if isinstance(node, Block) and self.rules[node.name].inside:
                hint = f"it stands inside: {', '.join(self.rules[node.name].inside)}"
                self.findings.append(Finding("M115", f'a block "{node.name}" cannot stand alone', node.origin, hint))
        return Section(html, level, self._origin(head), tags, nodes)

    def _nodes(self, lines: list[Line], level: int = 0) -> tuple[Node, ...]:
        nodes: list[Node] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            if line.blank:
                index += 1
                continue
            end = self._end(lines, index, level)
            node = self._node(lines[index:end], level)
            if node is not None:
                nodes.append(node)
            index = end
        return tuple(nodes)

    def _end(self, lines: list[Line], start: int, level: int) -> int:
        """The index behind the node that begins at `start`."""
        first = lines[start].text
        if level and self._level(lines[start]):
            return next((i for i in range(start + 1, len(lines)) if self._level(lines[i])), len(lines))
        if opened := OPEN.match(first):
            for index in range(start + 1, len(lines)):
                closed = CLOSE.match(lines[index].text)
                if closed and len(closed[1]) == len(opened[1]):
                    return index + 1
            self._fault("M106", f'the block "{opened[2]}" is not closed', lines[start],
                        f"add a line with {opened[1]} where it ends")  # fmt: skip
            return len(lines)
        if ITEM.match(first):
            return self._list_end(lines, start)
        if IMAGE.match(first):
            return start + 1
        index = start + 1
        while index < len(lines) and not self._starts_node(lines[index], in_table=first.startswith("|")):
            index += 1
        return index

    @staticmethod
    def _starts_node(line: Line, *, in_table: bool) -> bool:
        text = line.text
        if line.blank or HEADING.match(text) or text.startswith("///"):
            return True
        return text.startswith("|") != in_table or bool(ITEM.match(text)) or bool(IMAGE.match(text))

    @staticmethod
    def _list_end(lines: list[Line], start: int) -> int:
        ordered = lines[start].text.lstrip()[0] != "-"
        index = start + 1
        while index < len(lines):
            line = lines[index]
            following = next((later for later in lines[index:] if not later.blank), None)
            if following is None:
                break
            item = ITEM.match(following.text)
            belongs = following.text.startswith("  ") or (item and (item["mark"] != "-") == ordered)
            if (line.blank and not belongs) or HEADING.match(line.text) or line.text.startswith("///"):
                break
            if not line.blank and item and not belongs:
                break
            index += 1
        return index

    def _node(self, lines: list[Line], level: int) -> Node | None:
        first = lines[0]
        if level and self._level(first):
            return self._section(lines, level + 1)
        if self._level(first):
            self._fault("M102", "a heading cannot stand inside a block", first, "use bold text instead")
            return None
        if match := OPEN.match(first.text):
            return self._block(match, lines)
        if CLOSE.match(first.text) or first.text.startswith("///"):
            self._fault("M106", "these slashes close no block", first, "a block opens with /// and its name")
            return None
        if ITEM.match(first.text):
            return self._list(lines)
        if match := IMAGE.match(first.text):
            return self._image(match, first)
        text = "\n".join(line.text for line in lines)
        self._refuse(lines)
        if first.text.startswith("|"):
            html, findings = self.inline.table(text, self._origin(first))
            self.findings += findings
            return Table(html, self._origin(first))
        if TAGS_AT_END.search(text):
            self._fault("M112", "tags stand on a paragraph", lines[-1], "put them on a heading, a block or an item")
        return Paragraph(self._convert(text, first), self._origin(first))

    def _image(self, match: re.Match[str], line: Line) -> Image:
        _, tags = self._tags(line.text, line, picture=True)
        return Image(match["src"], match["alt"], self._origin(line, match.start("src")), tags)

    def _refuse(self, lines: list[Line]) -> None:
        for pattern, message, hint in NOT_TAKEN:
            if found := next((line for line in lines if pattern.match(line.text)), None):
                self._fault("M113", message, found, hint)

    def _block(self, match: re.Match[str], lines: list[Line]) -> Block | None:
        first, name = lines[0], match[2]
        head, tags = self._tags(first.text, first)
        opened = OPEN.match(head)
        title = (opened[3] or "").strip() if opened else ""
        closed = CLOSE.match(lines[-1].text) is not None and len(lines) > 1
        if not opened or name not in self.rules:
            self._fault("M105", f'unknown block "{name}"', first, did_you_mean(name, self.rules))
            return None
        rule = self.rules[name]
        if rule.title == "required" and not title:
            self._fault("M107", f'the block "{name}" needs a title', first, f"write /// {name} | the title")
        if rule.title == "none" and title:
            self._fault("M107", f'the block "{name}" has no title', first, "put the words inside the block")
        for tag in rule.tags:
            if tag not in tags.places:
                self._fault(
                    "M107", f'the block "{name}" needs the tag {tag}', first, f'write {{: {tag}="…" }} behind it'
                )
        nodes = self._nodes(lines[1:-1] if closed else lines[1:])
        if not nodes and not rule.empty:
            self._fault("M107", f'the block "{name}" is empty', first, "write its text, or take it out")
        for node in nodes:
            if isinstance(node, Block) and node.name not in rule.holds:
                hint = f"it may hold: {', '.join(rule.holds)}" if rule.holds else "it holds no other blocks"
                message = f'a block "{node.name}" cannot stand inside "{name}"'
                self.findings.append(Finding("M115", message, node.origin, hint))
        html = self._convert(title, first, head.find(title)) if title else ""
        return Block(name, html, self._origin(first), tags, nodes)

    def _list(self, lines: list[Line]) -> List:
        match = ITEM.match(lines[0].text)
        assert match
        if lines[0].column > DEEPEST_COLUMN:
            self._fault("M113", "a list stands in a list in a list", lines[0], "one level of nesting is the most")
        depth = len(match["indent"])
        starts = [
            index for index, line in enumerate(lines) if (m := ITEM.match(line.text)) and len(m["indent"]) <= depth
        ]
        ends = [*starts[1:], len(lines)]
        items = tuple(self._item(lines[start:end]) for start, end in zip(starts, ends, strict=True))
        return List(match["mark"] != "-", items, self._origin(lines[0]))

    def _item(self, lines: list[Line]) -> Item:
        first = lines[0]
        match = ITEM.match(first.text)
        assert match
        own: list[str] = [match["text"]]
        tags = Tags()
        index = 1
        while index < len(lines):
            line = lines[index]
            stripped = line.text.strip()
            if line.blank or ITEM.match(line.text):
                break
            if stripped.startswith("{:"):
                _, tags = self._tags(line.text, line)
            else:
                own.append(line.text)
            index += 1
        if TAGS_AT_END.search(own[-1]):
            own[-1], tags = self._tags(own[-1], lines[len(own) - 1], match.start("text") if len(own) == 1 else 0)
        self._refuse(lines[1:index])
        rest = dedented(lines[index:])
        text, checked = "\n".join(own), None
        if check := CHECK.match(text):
            checked, text = check[1] in "xX", check[2]
        html = self._convert(text, first, match.start("text") + (4 if checked is not None else 0))
        if tags.card:
            tags = replace(tags, card=self._convert(tags.card, first))
        return Item(html, self._origin(first), tags, self._nodes(rest), checked)
