"""Files to library: finds what there is by listing folders, and gathers every fault of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from toolkit.findings import EnvironmentFault, Finding
from toolkit.load.kits import filled_in
from toolkit.load.layers import CONFIRMATIONS, PRINTERS, Files, read
from toolkit.load.library import Entry, Library, Words
from toolkit.load.modules import load_modules
from toolkit.load.reader import Reader, part_of, value_at
from toolkit.load.strict_yaml import YamlFile
from toolkit.load.validate import validate
from toolkit.schema.audit import Facts, Questions
from toolkit.schema.brand import Brand
from toolkit.schema.kit import BlockRule, Kit
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Stock
from toolkit.schema.people import Audience, Locale, Settings
from toolkit.schema.posters import Posters
from toolkit.schema.printer import Printers
from toolkit.schema.registry import Confirmations, HelpLines, Jurisdiction, Law, Services, Sources
from toolkit.schema.wording import Exemption, Exemptions, Pictures, Wording
from toolkit.schema.words import (
    AudienceWords,
    JurisdictionWords,
    KindWords,
    KitWords,
    LocaleWords,
    ModeWords,
    PairRecord,
    Pairs,
)

DEFAULTS = "content/defaults.yml"
SOURCES = "content/sources.yml"
MORE_SOURCES = "content/sources"
FACTS = "content/facts"
QUESTIONS = "content/questions.yml"
WORDING = "content/wording"
PICTURES = "content/pictures.yml"
EXCEPTIONS = "content/exceptions"
BLOCKS = "templates/base/blocks.yml"
PAIRS = "templates/base/pairs.yml"
LOCALES = "templates/locales"
WORDS: Mapping[str, type[LocaleWords]] = {
    "templates/kinds": KindWords,
    "templates/modes": ModeWords,
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


class _Loader(Reader):
    """Knows where everything lies."""

    def library(self) -> Library | None:
        """Everything there is, or None when something everything rests on cannot be read."""
        for path in self.files.under("templates"):
            if path.endswith((".css", ".j2", ".svg")):
                self.text(path)
        settings = self.record(DEFAULTS, Settings, "defaults", "content")
        locales = self.folder_of_files(LOCALES, Locale)
        for locale in locales.values():
            self._empty_words(part_of(locale.file, "words") if locale.value.words else YamlFile("", {}))
        rules = self._rules()
        jurisdictions = self.folder_of_folders("content/jurisdictions", "jurisdiction.yml", Jurisdiction)
        written = {name.removesuffix(".yml") for name in self.files.names(LOCALES)}
        modules, findings = load_modules(self.files, rules, locales, written)
        self.findings += findings
        if settings is None:
            return None
        kinds = self.folder_of_folders("templates/kinds", "kind.yml", Kind)
        return Library(
            files=self.files,
            settings=settings,
            kinds=kinds,
            stocks=self.folder_of_files("templates/stocks", Stock),
            modes=self.folder_of_folders("templates/modes", "mode.yml", Mode),
            locales=locales,
            brands=self.folder_of_folders("content/brands", "_brand.yml", Brand),
            audiences=self.folder_of_folders("content/audiences", "audience.yml", Audience),
            jurisdictions=jurisdictions,
            lines=self.registry(jurisdictions, "helplines.yml", HelpLines, "lines"),
            laws=self.registry(jurisdictions, "law.yml", Law, "facts"),
            services=self.registry(jurisdictions, "services.yml", Services, "services"),
            posters=self.registry(jurisdictions, "posters.yml", Posters, "posters"),
            kits=self._kits(kinds),
            sources=self.group((SOURCES, *self._in(MORE_SOURCES)), "sources", Sources),
            facts=self.group(self._in(FACTS), "facts", Facts),
            questions=self.rows(QUESTIONS, "questions", Questions, lambda record: str(record.id)),
            wording=self.folder_of_files(WORDING, Wording),
            not_shown=self.rows(PICTURES, "not_shown", Pictures, lambda record: str(record.term)),
            exemptions=self._exemptions(),
            rules=rules,
            pairs=self._pairs(),
            words_files=self._words(),
            modules=modules,
            printers=self.group((PRINTERS,), "printers", Printers),
            confirmations=self.rows(CONFIRMATIONS, "confirmations", Confirmations, lambda record: str(record.line)),
        )

    def _kits(self, kinds: Mapping[str, Entry[Kind]]) -> Mapping[str, Entry[Kit]]:
        kits = {}
        for slug, entry in self.folder_of_folders("content/kits", "kit.yml", Kit).items():
            kits[slug], findings = filled_in(entry, kinds)
            self.findings += findings
        return kits

    def _in(self, folder: str) -> Iterable[str]:
        return (f"{folder}/{name}" for name in self.files.names(folder))

    def _exemptions(self) -> tuple[Entry[Exemption], ...]:
        paths = [path for path in self._in(EXCEPTIONS) if path.endswith(".yml")]
        return tuple(
            entry for path in paths for entry in self.rows(path, "exceptions", Exemptions, lambda record: record.check)
        )

    def _rules(self) -> Mapping[str, BlockRule]:
        rules = {}
        for name, file in self.parts(BLOCKS).items():
            rule, findings = validate(file, BlockRule)
            self.findings += findings
            if rule:
                rules[name] = rule
        return rules

    def _pairs(self) -> tuple[PairRecord, ...]:
        entry = self.record(PAIRS, Pairs, "pairs", "templates/base")
        return entry.value.pairs if entry else ()

    def _words(self) -> Mapping[tuple[str, str], Words]:
        found = {}
        for path in sorted(self.files.contents):
            folder, _, name = path.rpartition("/")
            home = folder.removesuffix("/words")
            schema: type[LocaleWords] | None = WORDS.get(home.rsplit("/", 1)[0])
            if home == folder or schema is None or not name.endswith(".yml"):
                continue
            file = self.yaml(path)
            if file is None:
                continue
            if self._empty_words(file):
                continue
            record, findings = validate(file, schema)
            self.findings += findings
            if record is not None:
                words = {key: value for key, value in file.data.items() if key != "translation"}
                found[home, name.removesuffix(".yml")] = Words(path, words, file, record.translation)
        return found

    def _empty_words(self, file: YamlFile) -> bool:
        """Names every word that has no text, as a new locale has them."""
        empty = [place for place in file.places if place and value_at(file.data, place) in (None, "", [])]
        for place in empty:
            word = ".".join(str(step) for step in place)
            self.findings.append(Finding("L104", f'the word "{word}" is empty', file.at(*place), "write it"))
        return bool(empty)
