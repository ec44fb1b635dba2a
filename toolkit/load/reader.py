"""Reading one axis after the other: files to records, with the faults of all of them. Knows no names of files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from toolkit.findings import Finding, Origin
from toolkit.load.layers import Files
from toolkit.load.library import Entry
from toolkit.load.strict_yaml import Place, YamlFile, parse_yaml
from toolkit.load.validate import validate

R = TypeVar("R", bound=BaseModel)
_NAME = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", re.ASCII)


class Reader:
    """Reads files of a run; keeps the findings of all."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.findings: list[Finding] = []

    def text(self, path: str) -> str | None:
        """A file as text."""
        try:
            return self.files.text(path)
        except UnicodeDecodeError as fault:
            line = self.files[path][: fault.start].count(b"\n") + 1
            hint = "save it again as UTF-8 (in most editors: Save as, Encoding)"
            self.findings.append(Finding("Y105", "this file is not UTF-8 text", Origin(path, line), hint))
            return None

    def yaml(self, path: str) -> YamlFile | None:
        """A file as data."""
        text = self.text(path)
        if text is None:
            return None
        file, findings = parse_yaml(text, path)
        self.findings += findings
        return None if findings else file

    def record(self, path: str, schema: type[R], slug: str, folder: str) -> Entry[R] | None:
        """One file as a record."""
        file = self.yaml(path)
        if file is None:
            return None
        record, findings = validate(file, schema)
        self.findings += findings
        return Entry(slug, record, folder, file) if record is not None else None

    def _named(self, path: str, schema: type[R], slug: str, folder: str) -> Entry[R] | None:
        """A record whose name becomes part of the names of what is made."""
        if not _NAME.fullmatch(slug):
            hint = "use small letters a-z, digits and single hyphens, such as front-desk"
            self.findings.append(Finding("S106", f'"{slug}" is no name', Origin(path), hint))
            return None
        return self.record(path, schema, slug, folder)

    def folder_of_files(self, folder: str, schema: type[R]) -> Mapping[str, Entry[R]]:
        """The records of an axis that is a folder of files."""
        entries = {}
        for name in self.files.names(folder):
            if name.endswith(".yml"):
                entry = self._named(f"{folder}/{name}", schema, name.removesuffix(".yml"), folder)
                if entry:
                    entries[entry.slug] = entry
        return entries

    def folder_of_folders(self, folder: str, name: str, schema: type[R]) -> Mapping[str, Entry[R]]:
        """The records of an axis that is a folder of folders."""
        entries = {}
        for slug in self.files.names(folder):
            path = f"{folder}/{slug}/{name}"
            if path in self.files:
                entry = self._named(path, schema, slug, f"{folder}/{slug}")
                if entry:
                    entries[slug] = entry
            elif any(self.files.under(f"{folder}/{slug}")):
                hint = f"every folder in {folder} needs a {name}"
                self.findings.append(Finding("S105", f"the file {name} is missing", Origin(path), hint))
        return entries

    def registry(
        self, codes: Iterable[str], name: str, schema: type[BaseModel], key: str
    ) -> Mapping[str, tuple[Entry[Any], ...]]:
        """The lists of one file of every jurisdiction that has it."""
        paths = {code: f"content/jurisdictions/{code}/{name}" for code in codes}
        found = {code: self.rows(path, key, schema, lambda record: str(record.id)) for code, path in paths.items()}
        return {code: rows for code, rows in found.items() if paths[code] in self.files and rows}

    def parts(self, path: str) -> Mapping[str, YamlFile]:
        """Each value of a file that is a group of keys, as a file of its own."""
        file = self.yaml(path) if path in self.files else None
        if file is None:
            return {}
        if not isinstance(file.data, dict):
            self.findings.append(Finding("S103", "a group of keys is needed here", Origin(path)))
            return {}
        return parts_of(file)

    def group(self, paths: Iterable[str], key: str, schema: type[BaseModel]) -> Mapping[str, Entry[Any]]:
        """Records by id from several files that add to each other, so that yours need no copy of what ships."""
        entries: dict[str, Entry[Any]] = {}
        for path in paths:
            file = self.yaml(path) if path in self.files and path.endswith(".yml") else None
            if file is None:
                continue
            places = {(key, *place): spot for place, spot in file.places.items()}
            wrapped = YamlFile(path, {key: {} if file.data is None else file.data}, places)
            record, findings = validate(wrapped, schema)
            self.findings += findings
            parts = parts_of(wrapped, key)
            for slug, value in getattr(record, key).items() if record else ():
                if slug in entries:
                    hint = f"it stands in {entries[slug].file.path} already; keep one of the two"
                    origin = wrapped.at(key, slug)
                    self.findings.append(Finding("J102", f'the id "{slug}" stands here a second time', origin, hint))
                entries.setdefault(slug, Entry(slug, value, "content", parts[slug]))
        return entries

    def rows(self, path: str, key: str, schema: type[BaseModel], name: Callable[[Any], str]) -> tuple[Entry[Any], ...]:
        """The records of a list under `key` in one file, which may be missing."""
        entry = self.record(path, schema, key, path.rpartition("/")[0]) if path in self.files else None
        if entry is None or not getattr(entry.value, key):
            return ()
        parts = parts_of(entry.file, key)
        return tuple(
            Entry(name(record), record, entry.folder, parts[index])
            for index, record in enumerate(getattr(entry.value, key))
        )


def value_at(data: Any, place: Place) -> Any:
    """The value at a place."""
    for step in place:
        data = data[step]
    return data


def part_of(file: YamlFile, *prefix: str | int) -> YamlFile:
    """The same file seen from one of its values, so that places count from there."""
    places = {place[len(prefix) :]: spot for place, spot in file.places.items() if place[: len(prefix)] == prefix}
    return YamlFile(file.path, value_at(file.data, prefix), places)


def parts_of(file: YamlFile, *prefix: str | int) -> Mapping[Any, YamlFile]:
    """Each value of the group or list at `prefix` as a file of its own, found in one pass."""
    data, depth = value_at(file.data, prefix), len(prefix)
    places: dict[str | int, dict[Place, Any]] = {}
    for place, spot in file.places.items():
        if len(place) > depth and place[:depth] == prefix:
            places.setdefault(place[depth], {})[place[depth + 1 :]] = spot
    names = data if isinstance(data, dict) else range(len(data or ()))
    return {name: YamlFile(file.path, data[name], places.get(name, {})) for name in names}
