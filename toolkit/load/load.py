"""Files to library: finds what there is by listing folders, and gathers every fault of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from toolkit.findings import EnvironmentFault, Finding, Origin
from toolkit.load.layers import CONFIRMATIONS, Files, read
from toolkit.load.library import Entry, Library, Words
from toolkit.load.modules import load_modules
from toolkit.load.strict_yaml import Place, YamlFile, parse_yaml
from toolkit.load.validate import validate
from toolkit.schema.brand import Brand
from toolkit.schema.kit import BlockRule, Kit
from toolkit.schema.paper import Kind, Stock
from toolkit.schema.people import Audience, Locale, Settings
from toolkit.schema.registry import Confirmations, HelpLines, Jurisdiction, Law, Services, Sources
from toolkit.schema.words import AudienceWords, JurisdictionWords, KindWords, KitWords, PairRecord, Pairs

R = TypeVar("R", bound=BaseModel)

DEFAULTS = "content/defaults.yml"
SOURCES = "content/sources.yml"
MORE_SOURCES = "content/sources"
BLOCKS = "templates/base/blocks.yml"
PAIRS = "templates/base/pairs.yml"
LOCALES = "templates/locales"
WORDS: Mapping[str, type[BaseModel]] = {
    "templates/kinds": KindWords,
    "content/audiences": AudienceWords,
    "content/kits": KitWords,
    "content/jurisdictions": JurisdictionWords,
}


def load(roots: Iterable[Path]) -> tuple[Library | None, tuple[Finding, ...]]:
    """The library of these roots, or None when something everything rests on cannot be read."""
    return load_files(read(roots))


def load_files(files: Files) -> tuple[Library | None, tuple[Finding, ...]]:
    """The same from files already read."""
    loader = _Loader(files)
    if DEFAULTS not in files:
        raise EnvironmentFault("the program's own content is missing", "install the program again")
    return loader.library(), tuple(loader.findings)


class _Loader:
    """Reads one axis after the other; keeps the findings of all."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.findings: list[Finding] = []

    def library(self) -> Library | None:
        for path in self.files.under("templates"):
            if path.endswith((".css", ".j2", ".svg")):
                self._text(path)
        settings = self._record(DEFAULTS, Settings, "defaults", "content")
        locales = self._folder_of_files(LOCALES, Locale)
        for locale in locales.values():
            self._empty_words(_part(locale.file, "words") if locale.value.words else YamlFile("", {}))
        rules = self._rules()
        jurisdictions = self._folder_of_folders("content/jurisdictions", "jurisdiction.yml", Jurisdiction)
        written = {name.removesuffix(".yml") for name in self.files.names(LOCALES)}
        modules, findings = load_modules(self.files, rules, locales, written)
        self.findings += findings
        if settings is None:
            return None
        return Library(
            files=self.files,
            settings=settings,
            kinds=self._folder_of_folders("templates/kinds", "kind.yml", Kind),
            stocks=self._folder_of_files("templates/stocks", Stock),
            locales=locales,
            brands=self._folder_of_folders("content/brands", "_brand.yml", Brand),
            audiences=self._folder_of_folders("content/audiences", "audience.yml", Audience),
            jurisdictions=jurisdictions,
            lines=self._registry(jurisdictions, "helplines.yml", HelpLines, "lines"),
            laws=self._registry(jurisdictions, "law.yml", Law, "facts"),
            services=self._registry(jurisdictions, "services.yml", Services, "services"),
            kits=self._folder_of_folders("content/kits", "kit.yml", Kit),
            sources=self._sources(),
            rules=rules,
            pairs=self._pairs(),
            words_files=self._words(),
            modules=modules,
            confirmations=self._confirmations(),
        )

    def _text(self, path: str) -> str | None:
        try:
            return self.files.text(path)
        except UnicodeDecodeError as fault:
            line = self.files[path][: fault.start].count(b"\n") + 1
            hint = "save it again as UTF-8 (in most editors: Save as, Encoding)"
            self.findings.append(Finding("Y105", "this file is not UTF-8 text", Origin(path, line), hint))
            return None

    def _yaml(self, path: str) -> YamlFile | None:
        text = self._text(path)
        if text is None:
            return None
        file, findings = parse_yaml(text, path)
        self.findings += findings
        return None if findings else file

    def _record(
        self, path: str, schema: type[R], slug: str, folder: str, wrap: Callable[[Any], Any] = lambda data: data
    ) -> Entry[R] | None:
        file = self._yaml(path)
        if file is None:
            return None
        record, findings = validate(YamlFile(path, wrap(file.data), file.places), schema)
        self.findings += findings
        return Entry(slug, record, folder, file) if record is not None else None

    def _folder_of_files(self, folder: str, schema: type[R]) -> Mapping[str, Entry[R]]:
        entries = {}
        for name in self.files.names(folder):
            if name.endswith(".yml"):
                entry = self._record(f"{folder}/{name}", schema, name.removesuffix(".yml"), folder)
                if entry:
                    entries[entry.slug] = entry
        return entries

    def _folder_of_folders(self, folder: str, name: str, schema: type[R]) -> Mapping[str, Entry[R]]:
        entries = {}
        for slug in self.files.names(folder):
            path = f"{folder}/{slug}/{name}"
            if path in self.files:
                entry = self._record(path, schema, slug, f"{folder}/{slug}")
                if entry:
                    entries[slug] = entry
            elif any(self.files.under(f"{folder}/{slug}")):
                hint = f"every folder in {folder} needs a {name}"
                self.findings.append(Finding("S105", f"the file {name} is missing", Origin(path), hint))
        return entries

    def _registry(self, codes: Iterable[str], name: str, schema: type[R], key: str) -> Mapping[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for code in codes:
            path = f"content/jurisdictions/{code}/{name}"
            entry = self._record(path, schema, code, path.rsplit("/", 1)[0]) if path in self.files else None
            if entry:
                found[code] = tuple(
                    Entry(record.id, record, entry.folder, _part(entry.file, key, index))
                    for index, record in enumerate(getattr(entry.value, key))
                )
        return found

    def _sources(self) -> Mapping[str, Entry[Any]]:
        """The sources of content/sources.yml and of every file in content/sources/, so that yours need no copy."""
        entries: dict[str, Entry[Any]] = {}
        for path in (SOURCES, *(f"{MORE_SOURCES}/{name}" for name in self.files.names(MORE_SOURCES))):
            file = self._yaml(path) if path in self.files and path.endswith(".yml") else None
            if file is None:
                continue
            places = {("sources", *place): spot for place, spot in file.places.items()}
            wrapped = YamlFile(path, {"sources": {} if file.data is None else file.data}, places)
            record, findings = validate(wrapped, Sources)
            self.findings += findings
            for slug, value in record.sources.items() if record else ():
                if slug in entries:
                    hint = f"it stands in {entries[slug].file.path} already; keep one of the two"
                    origin = wrapped.at("sources", slug)
                    self.findings.append(Finding("J102", f'the id "{slug}" stands here a second time', origin, hint))
                entries.setdefault(slug, Entry(slug, value, "content", _part(wrapped, "sources", slug)))
        return entries

    def _rules(self) -> Mapping[str, BlockRule]:
        rules = {}
        for name, file in self._parts(BLOCKS).items():
            rule, findings = validate(file, BlockRule)
            self.findings += findings
            if rule:
                rules[name] = rule
        return rules

    def _parts(self, path: str) -> Mapping[str, YamlFile]:
        """Each value of a file that is a group of keys, as a file of its own."""
        file = self._yaml(path) if path in self.files else None
        if file is None:
            return {}
        if not isinstance(file.data, dict):
            self.findings.append(Finding("S103", "a group of keys is needed here", Origin(path)))
            return {}
        return {name: _part(file, name) for name in file.data}

    def _pairs(self) -> tuple[PairRecord, ...]:
        entry = self._record(PAIRS, Pairs, "pairs", "templates/base")
        return entry.value.pairs if entry else ()

    def _words(self) -> Mapping[tuple[str, str], Words]:
        found = {}
        for path in sorted(self.files.contents):
            folder, _, name = path.rpartition("/")
            home = folder.removesuffix("/words")
            schema = WORDS.get(home.rsplit("/", 1)[0])
            if home == folder or schema is None or not name.endswith(".yml"):
                continue
            file = self._yaml(path)
            if file is None:
                continue
            if self._empty_words(file):
                continue
            record, findings = validate(file, schema)
            self.findings += findings
            if record is not None:
                found[home, name.removesuffix(".yml")] = Words(path, file.data, file)
        return found

    def _empty_words(self, file: YamlFile) -> bool:
        """Names every word that has no text, as a new locale has them."""
        empty = [place for place in file.places if place and _value(file.data, place) in (None, "", [])]
        for place in empty:
            word = ".".join(str(step) for step in place)
            self.findings.append(Finding("L104", f'the word "{word}" is empty', file.at(*place), "write it"))
        return bool(empty)

    def _confirmations(self) -> tuple[Entry[Any], ...]:
        if CONFIRMATIONS not in self.files:
            return ()
        entry = self._record(CONFIRMATIONS, Confirmations, "confirmations", "")
        records = entry.value.confirmations if entry else ()
        return tuple(
            Entry(record.line, record, "", _part(entry.file, "confirmations", index))
            for index, record in enumerate(records)
            if entry
        )


def _value(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _part(file: YamlFile, *prefix: str | int) -> YamlFile:
    """The same file seen from one of its values, so that places count from there."""
    places = {place[len(prefix) :]: spot for place, spot in file.places.items() if place[: len(prefix)] == prefix}
    data = file.data
    for step in prefix:
        data = data[step]
    return YamlFile(file.path, data, places)
