"""Names to objects: a request becomes the editions to make. Nothing after this can be missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from toolkit.edition import Edition, Excerpt, LineState
from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.markup.tree import LINE_MARK, texts, walk
from toolkit.modes import kind_in
from toolkit.papers import Layout, by_product, idle, layouts, stocks_by_product
from toolkit.schema.kit import Kit, KitDocument, base_name
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Stock, trim_size
from toolkit.schema.printer import Printer
from toolkit.schema.registry import HelpLine, Service
from toolkit.selection import Selection, select_sections


@dataclass(frozen=True)
class Request:
    """What somebody asked for; empty means the defaults."""

    kits: tuple[str, ...] = ()
    brand: str | None = None
    locales: tuple[str, ...] = ()
    jurisdiction: str | None = None
    stocks: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Only these documents, by their names in kit.yml or those of their files."""
    printer: str | None = None
    takes_rows: bool = False
    """Only documents that are made out to the people of a table."""


@dataclass(frozen=True)
class UnknownName(Exception):
    """The request names something that does not exist."""

    axis: str
    name: str
    hint: str

    def __str__(self) -> str:
        return f'there is no {self.axis} "{self.name}": {self.hint}'


def resolve(library: Library, request: Request, *, today: date) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions asked for, in the order of their kits; UnknownName for a name that does not exist."""
    kits = [_named(library.kits, "kit", name) for name in dict.fromkeys(request.kits) or sorted(library.kits)]
    brand = request.brand or library.settings.value.brand
    _named(library.brands, "brand", brand)
    chosen = _chosen(kits, request.documents)
    for locale in request.locales:
        _named(library.locales, "locale", locale)
    named = [_named(library.modes, "mode", name) for name in dict.fromkeys(request.modes)]
    modes: list[Entry[Mode] | None] = [*named] or [None]
    printer = _named(library.printers, "printer", request.printer) if request.printer else None
    editions: list[Edition] = []
    findings: list[Finding] = []
    stocks = list({stock.slug: stock for stock in (_stock(library, name) for name in request.stocks)}.values())
    for kit in kits:
        jurisdiction = request.jurisdiction or kit.value.jurisdiction
        _named(library.jurisdictions, "jurisdiction", jurisdiction)
        for locale in dict.fromkeys(request.locales) or _locales_of(library, kit):
            maker = _Maker(library, kit, brand, locale, jurisdiction, today, printer)
            for document, mode in product(chosen(kit.value), modes):
                made_as = kind_in(library.kinds[document.kind], mode)
                if made_as is None or (request.takes_rows and not made_as.value.rows):
                    continue
                for sheet, print_stocks in maker.layouts(made_as.value, stocks):
                    edition, found = maker.edition(document, made_as, sheet, print_stocks, mode)
                    findings += found
                    if edition:
                        editions.append(edition)
    used = {stock.slug for edition in editions for stock in (edition.stock, *edition.print_stocks)}
    return tuple(editions), (*findings, *(() if findings else idle(stocks, used)))


def _chosen(kits: Iterable[Entry[Kit]], names: Collection[str]) -> Callable[[Kit], Iterable[KitDocument]]:
    """What gives the documents of a kit that are asked for; UnknownName for one that no kit has."""
    known = {name for kit in kits for document in kit.value.documents for name in _names(document)}
    for name in names:
        if name not in known:
            raise UnknownName("document", name, did_you_mean(name, known))
    return lambda kit: [one for one in kit.documents if not names or not _names(one).isdisjoint(names)]


def _names(document: KitDocument) -> set[str]:
    return {document.name, base_name(document)}


def _locales_of(library: Library, kit: Entry[Kit]) -> tuple[str, ...]:
    """The usual locales that a kit has words for; the first one where it has none, so that this is named."""
    usual = library.settings.value.locales
    return tuple(name for name in usual if library.words(kit.folder, name) is not None) or usual[:1]


def _named(axis: Mapping[str, Entry[Any]], kind: str, name: str) -> Entry[Any]:
    if name not in axis:
        raise UnknownName(kind, name, did_you_mean(name, axis))
    return axis[name]


def _stock(library: Library, name: str) -> Entry[Stock]:
    """A stock by its name or by the number of a product."""
    found = {} if name in library.stocks else stocks_by_product(library, name)
    if len(found) > 1:
        raise UnknownName("stock", name, f"several have that number: {' and '.join(found)}")
    return next(iter(found.values()), None) or _named({**by_product(library), **library.stocks}, "stock", name)


def line_states(library: Library, jurisdiction: str, *, today: date) -> tuple[LineState, ...]:
    """The help lines of a place as they stand today, confirmations taken into account."""
    return tuple(_state(library, entry, today) for entry in library.lines_for(jurisdiction))


def _state(library: Library, entry: Entry[HelpLine], today: date) -> LineState:
    line = entry.value
    made = [item.value for item in library.confirmations if item.value.line == line.id and item.value.on <= today]
    latest = max(made, key=lambda confirmation: confirmation.on, default=None)
    checked, until = line.verified_on, line.expires
    if latest and latest.on >= checked:
        checked, until = latest.on, latest.on + timedelta(days=(line.expires - line.verified_on).days)
    return LineState(entry, checked, until, latest, stale=today > until)


@dataclass(frozen=True)
class _Maker:
    """What all documents of one kit share."""

    library: Library
    kit: Entry[Kit]
    brand: str
    locale: str
    jurisdiction: str
    today: date
    printer: Entry[Printer] | None

    def layouts(self, kind: Kind, stocks: list[Entry[Stock]]) -> tuple[Layout, ...]:
        """The sheets that documents of a kind are laid out for, with the stocks for their print sheets."""
        printer = self.printer.value if self.printer else None
        return layouts(self.library, kind, self.paper, stocks, printer=printer)

    @property
    def paper(self) -> str:
        return self.library.jurisdictions[self.jurisdiction].value.paper

    def edition(
        self,
        document: KitDocument,
        kind: Entry[Kind],
        sheet: Entry[Stock],
        print_stocks: tuple[Entry[Stock], ...],
        mode: Entry[Mode] | None = None,
    ) -> tuple[Edition | None, tuple[Finding, ...]]:
        """One document of a kind, as its mode makes it, on one sheet, or the findings that stand against it."""
        library = self.library
        states = line_states(library, self.jurisdiction, today=self.today)
        by_id = {state.line.slug: state for state in states}
        wanted = document.helplines if document.helplines is not None else tuple(by_id)
        parts, findings = self._parts(document, kind, tuple(by_id))
        trim = trim_size(kind.value, sheet.value)
        audience = library.audiences[document.audience or self.kit.value.audience]
        words = self._words(kind, audience, mode, findings)
        self._reachable(document, parts, by_id, findings)
        if trim is None:
            hint = f"add a size for {sheet.value.system} under trim, or choose another stock"
            message = f'the kind "{kind.slug}" has no size for the stock "{sheet.slug}"'
            findings.append(Finding("K109", message, kind.at("trim"), hint))
        if findings or trim is None:
            return None, tuple(findings)
        return Edition(
            base_name=base_name(document),
            suffix=self._suffix(sheet),
            kit=self.kit,
            document=document,
            kind=kind,
            stock=sheet,
            print_stocks=print_stocks,
            printer=self.printer,
            trim=trim,
            brand=library.brands[self.brand],
            locale=library.locales[self.locale],
            audience=audience,
            jurisdiction=self.jurisdiction,
            parts=parts,
            lines=tuple(by_id[line] for line in wanted if line in by_id),
            all_lines=states,
            laws=library.laws_for(self.jurisdiction),
            services=self._services(document),
            mode=mode,
            jurisdiction_words=library.jurisdiction_words(self.jurisdiction, self.locale),
            **words,
        ), ()

    def _parts(
        self, document: KitDocument, kind: Entry[Kind], lines: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Excerpt, ...]], list[Finding]]:
        audience = document.audience or self.kit.value.audience
        records = self._records(document)
        kinds = frozenset((kind.slug, *kind.value.stands_for))
        selection = Selection(audience, document.role, kinds, kind.value.blocks, lines, records)
        index = self.kit.value.documents.index(document)
        parts: dict[str, tuple[Excerpt, ...]] = {}
        findings: list[Finding] = []
        for part in kind.value.part_names():
            excerpts: list[Excerpt] = []
            for number, name in enumerate(document.parts.get(part, ())):
                slug, _, section = name.partition("#")
                module = self.library.module(slug, self.locale)
                if module is None:
                    origin = self.kit.at("documents", index, "parts", part, number)
                    findings.append(self._untranslated(slug, origin))
                    continue
                excerpts += [Excerpt(module, s) for s in select_sections(module, section or None, selection)]
            if excerpts:
                parts[part] = tuple(excerpts)
        return parts, findings

    def _reachable(
        self,
        document: KitDocument,
        parts: Mapping[str, tuple[Excerpt, ...]],
        lines: Mapping[str, LineState],
        findings: list[Finding],
    ) -> None:
        """Every number that the text names is there, and every module of the agenda."""
        for excerpt in (excerpt for excerpts in parts.values() for excerpt in excerpts):
            for node in walk((excerpt.section,)):
                for name in {match[1] for html in texts(node) for match in LINE_MARK.finditer(html)} - set(lines):
                    hint = f'show it only where the line exists: {{: needs="{name}" }}'
                    message = f'{self.jurisdiction} has no help line "{name}"'
                    findings.append(Finding("M118", message, node.origin, hint))
        index = self.kit.value.documents.index(document)
        for plan_number, plan in enumerate(document.agenda):
            for number, step in enumerate(plan.steps):
                slug = step.section.partition("#")[0]
                if self.library.module(slug, self.locale) is None:
                    origin = self.kit.at("documents", index, "agenda", plan_number, "steps", number, "section")
                    findings.append(self._untranslated(slug, origin))

    def _untranslated(self, slug: str, origin: Origin) -> Finding:
        hint = f"write content/modules/{slug}/{self.locale}.md"
        return Finding("L102", f'the module "{slug}" is not there in the locale "{self.locale}"', origin, hint)

    def _words(
        self, kind: Entry[Kind], audience: Entry[Any], mode: Entry[Mode] | None, findings: list[Finding]
    ) -> dict[str, Any]:
        shared = self.library.shared_words(self.locale)
        found: dict[str, Any] = {}
        folders = {"kind": kind.folder, "kit_words": self.kit.folder, "audience_words": audience.folder}
        if mode:
            folders["mode_words"] = mode.folder
        for code in self.library.lineage(self.jurisdiction):
            folders[code] = self.library.jurisdictions[code].folder
        for key, folder in folders.items():
            words = self.library.words(folder, self.locale)
            if words is None:
                path = f"{folder}/words/{self.locale}.yml"
                hint = "copy the file of another locale and translate it"
                findings.append(Finding("L103", "these words are missing", Origin(path), hint))
            found[key] = words or {}
        taken: dict[str, Any] = {}
        for name in kind.value.stands_for:
            taken |= self.library.words(self.library.kinds[name].folder, self.locale) or {}
        return {
            "words": {**shared, **taken, **found["kind"]},
            "kit_words": found["kit_words"],
            "audience_words": found["audience_words"],
            "mode_words": found.get("mode_words", {}),
        }

    def _records(self, document: KitDocument) -> dict[str, tuple[Entry[Any], ...]]:
        """What the jurisdiction can print in a block, by the block's name."""
        there: dict[str, tuple[Entry[Any], ...]] = {
            "law": self.library.laws_for(self.jurisdiction),
            "services": self._services(document),
        }
        return {name: there[rule.prints] for name, rule in self.library.rules.items() if rule.prints}

    def _services(self, document: KitDocument) -> tuple[Entry[Service], ...]:
        """The services that a document may name: all of the place, or those it lists."""
        known = self.library.services_for(self.jurisdiction)
        return tuple(entry for entry in known if document.services is None or entry.slug in document.services)

    def _suffix(self, sheet: Entry[Stock]) -> str:
        """What a file name adds for a paper or jurisdiction that is not the usual one."""
        parts = [sheet.slug] if sheet.slug != self.paper else []
        if self.jurisdiction != self.kit.value.jurisdiction:
            parts.append(self.jurisdiction)
        return "".join(f"-{part}" for part in parts)
