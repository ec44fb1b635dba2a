"""Rules for kits: every name exists, every needed part is filled, file names differ, minutes add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.findings import Finding, did_you_mean
from toolkit.load.library import Entry, Library
from toolkit.schema.kit import Kit, KitDocument, base_name


def _documents(library: Library) -> Iterator[tuple[Entry[Kit], int, KitDocument]]:
    for kit in library.kits.values():
        for index, document in enumerate(kit.value.documents):
            yield kit, index, document


def kit_references(library: Library, today: date) -> Iterable[Finding]:
    """Audiences, jurisdictions, kinds, roles, parts, modules, sections and help lines named in a kit exist."""
    for kit in library.kits.values():
        for key, axis in (("audience", library.audiences), ("jurisdiction", library.jurisdictions)):
            name = getattr(kit.value, key)
            if name not in axis:
                yield Finding("K101", f'there is no {key} "{name}"', kit.at(key), did_you_mean(name, axis))
    for kit, index, document in _documents(library):
        yield from _document(library, kit, index, document)


def _document(library: Library, kit: Entry[Kit], index: int, document: KitDocument) -> Iterator[Finding]:
    kind = library.kinds.get(document.kind)
    place = ("documents", index)
    if document.audience and document.audience not in library.audiences:
        hint = did_you_mean(document.audience, library.audiences)
        yield Finding("K101", f'there is no audience "{document.audience}"', kit.at(*place, "audience"), hint)
    audience = library.audiences.get(document.audience or kit.value.audience)
    if document.role and audience and document.role not in audience.value.roles:
        hint = did_you_mean(document.role, audience.value.roles)
        yield Finding("K101", f'there is no role "{document.role}"', kit.at(*place, "role"), hint)
    lines = {entry.slug for entry in library.lines_for(kit.value.jurisdiction)}
    for number, line in enumerate(document.helplines or ()):
        if line not in lines and kit.value.jurisdiction in library.jurisdictions:
            origin = kit.at(*place, "helplines", number)
            message = f'there is no help line "{line}" in {kit.value.jurisdiction}'
            yield Finding("K101", message, origin, did_you_mean(line, lines))
    services = {entry.slug for entry in library.services_for(kit.value.jurisdiction)}
    for number, service in enumerate(document.services or ()):
        if service not in services:
            origin, hint = kit.at(*place, "services", number), did_you_mean(service, services)
            yield Finding("K101", f'there is no service "{service}" in {kit.value.jurisdiction}', origin, hint)
    if kind is None:
        hint = did_you_mean(document.kind, library.kinds)
        yield Finding("K101", f'there is no kind "{document.kind}"', kit.at(*place, "kind"), hint)
        return
    for part in kind.value.needed_parts():
        if not document.parts.get(part):
            message = f'the part "{part}" of this {document.kind} is not filled'
            yield Finding("K103", message, kit.at(*place), f"add under parts: {part}: [module#section]")
    for part, sections in document.parts.items():
        if part not in kind.value.part_names():
            origin, hint = kit.at(*place, "parts", part), did_you_mean(part, kind.value.part_names())
            yield Finding("K102", f'the kind "{document.kind}" has no part "{part}"', origin, hint)
        for number, name in enumerate(sections):
            yield from _section(library, kit, ("documents", index, "parts", part, number), name)
    for plan_number, plan in enumerate(document.agenda):
        for number, step in enumerate(plan.steps):
            spot = ("documents", index, "agenda", plan_number, "steps", number, "section")
            yield from _section(library, kit, spot, step.section)


def _section(library: Library, kit: Entry[Kit], place: tuple[str | int, ...], name: str) -> Iterator[Finding]:
    slug, _, section = name.partition("#")
    if slug not in library.module_names:
        hint = did_you_mean(slug, library.module_names)
        yield Finding("K104", f'there is no module "{slug}"', kit.at(*place), hint)
        return
    if not section:
        return
    for (module_slug, _), module in library.modules.items():
        known = [part.tags.id for part in module.sections]
        if module_slug == slug and section not in known:
            message = f'{module.path} has no section "{section}"'
            yield Finding("K104", message, kit.at(*place), did_you_mean(section, known))


def kit_words(library: Library, today: date) -> Iterable[Finding]:
    """Every document of a kit, and every role of an audience, has its words in each locale that has words there."""
    for (folder, _), words in library.words_files.items():
        kit = next((entry for entry in library.kits.values() if entry.folder == folder), None)
        audience = next((entry for entry in library.audiences.values() if entry.folder == folder), None)
        needed = [("documents", document.name) for document in kit.value.documents] if kit else []
        needed += [("roles", role) for role in audience.value.roles] if audience else []
        for group, name in dict.fromkeys(needed):
            if name not in (words.data.get(group) or {}):
                hint = f"add {name}: under {group}:"
                yield Finding("L104", f'the words "{group}.{name}" are missing', words.file.at(group), hint)


def file_names_differ(library: Library, today: date) -> Iterable[Finding]:
    """No two documents of a kit can come to have one file name, on any paper, in any jurisdiction and mode."""
    suffixes = ["", *(f"-{name}" for name in (*library.stocks, *library.jurisdictions))]
    suffixes += [f"-print-{stock}" for stock in library.stocks]
    suffixes += [f"{suffix}-{mode}" for suffix in suffixes for mode in library.modes]
    for kit in library.kits.values():
        taken: dict[str, int] = {}
        for index, document in enumerate(kit.value.documents):
            names = {base_name(document) + suffix for suffix in suffixes}
            other = next((taken[name] for name in names if name in taken), None)
            if other is not None:
                message = f'the files of this document and of "{kit.value.documents[other].name}" would have one name'
                hint = "give one of them another name: kind and name become the file name"
                yield Finding("K106", message, kit.at("documents", index, "name"), hint)
            taken |= dict.fromkeys(names, index)


def agendas_add_up(library: Library, today: date) -> Iterable[Finding]:
    """The minutes of an agenda's steps make its length; one that a document took from another is looked at once."""
    for kit, index, document in _documents(library):
        taken = next((other.agenda for other in kit.value.documents if other.name == document.like), None)
        for number, plan in enumerate(() if document.agenda is taken else document.agenda):
            total = sum(step.minutes for step in plan.steps)
            if total != plan.minutes:
                origin = kit.at("documents", index, "agenda", number, "minutes")
                message = f"the steps of this {plan.minutes} minute agenda take {total} minutes"
                yield Finding("K105", message, origin, f"change the steps by {plan.minutes - total:+d} minutes")
