"""Strict YAML: scalars stay text, equal keys are refused, every value keeps its place.

Plain YAML turns 0700 into 448 and `no` into false, deadly for phone numbers and hours; here the
schema alone gives a value its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from toolkit.findings import Finding, Origin

Place = tuple[str | int, ...]
REMEMBERED = 2048
"""How many texts a process keeps as they were read: a preview reads again only what changed."""

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError:  # PyYAML built without libyaml
    _Loader = yaml.SafeLoader


@dataclass(frozen=True)
class YamlFile:
    """The data of one file (or of one front matter) and where each of its values stands."""

    path: str
    data: Any
    places: Mapping[Place, tuple[int, int]] = field(default_factory=dict)

    def at(self, *place: str | int) -> Origin:
        """Where a value stands; for one that is missing, its nearest parent."""
        while place and place not in self.places:
            place = place[:-1]
        line, column = self.places.get(place, (1, 1))
        return Origin(self.path, line, column)


@lru_cache(maxsize=REMEMBERED)
def parse_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[YamlFile, tuple[Finding, ...]]:
    """Text to data and places, which nobody may change; `first_line` is the file's line on which the text begins."""
    reader = _Reader(path, first_line)
    try:
        reader.refuse_marks(text)
        node = yaml.compose(text, Loader=_Loader)
        data = reader.value(node, ()) if node else None
    except RecursionError:
        hint = "write it with fewer groups inside groups"
        return YamlFile(path, None), (Finding("Y101", "this is nested too deeply", Origin(path, first_line), hint),)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        origin = Origin(path, line + first_line, column + 1)
        problem = fault.problem or fault.context or "it cannot be read"
        hint = "check the indent, the colon after the key, and quotes around text with : or #"
        return YamlFile(path, None), (Finding("Y101", f"this is not valid YAML: {problem}", origin, hint),)
    except yaml.reader.ReaderError as fault:
        before = text.encode()[: fault.position].decode(errors="ignore")
        origin = Origin(path, before.count("\n") + first_line, len(before) - before.rfind("\n"))
        message = "there is a control character that YAML does not allow"
        return YamlFile(path, None), (Finding("Y101", message, origin, "delete it and type the text again"),)
    return YamlFile(path, data, reader.places), tuple(reader.findings)


class _Reader:
    """Walks YAML nodes once, collecting data, places and findings."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places: dict[Place, tuple[int, int]] = {}
        self.findings: list[Finding] = []

    def _origin(self, node: Any) -> Origin:
        return Origin(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def _fault(self, code: str, message: str, node: Any, hint: str) -> None:
        self.findings.append(Finding(code, message, self._origin(node), hint))

    def refuse_marks(self, text: str) -> None:
        """Aliases and tags, each at its own place (in the tree they are gone)."""
        for event in yaml.parse(text, Loader=_Loader) if "*" in text or "!" in text else ():
            if isinstance(event, yaml.AliasEvent):
                self._fault("Y103", "an alias (*name) is used here", event, "write the value out again")
            elif tag := getattr(event, "tag", None):
                self._fault("Y103", f"the tag {tag} is used here", event, "leave the tag out")

    def value(self, node: Any, place: Place) -> Any:
        origin = self._origin(node)
        self.places.setdefault(place, (origin.line, origin.column))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        return None if node.value == "" and not node.style else node.value

    def _mapping(self, node: Any, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault("Y104", "a key must be a single word", key_node, "put text before the colon")
                continue
            key = key_node.value
            if key in data:
                hint = f"its first place is line {self.places[(*place, key)][0]}; keep one of the two"
                self._fault("Y102", f'the key "{key}" stands here a second time', key_node, hint)
                continue
            origin = self._origin(key_node)
            self.places[(*place, key)] = (origin.line, origin.column)
            data[key] = self.value(value_node, (*place, key))
        return data
