"""Rules for modules: every name they use exists, every picture and number can be printed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.load.library import Library
from toolkit.markup.tree import LINE_MARK, Block, Image, Item, List, Module, Node, Section, texts, walk
from toolkit.pictures import picture_fault

MEDIA = "media/"


def _everything(library: Library) -> Iterator[tuple[Module, Node | Item]]:
    for module in library.modules.values():
        for node in walk(module.sections):
            yield module, node


def module_references(library: Library, today: date) -> Iterable[Finding]:
    """Audiences, roles, kinds and sources named in a module exist."""
    roles = {role for entry in library.audiences.values() for role in entry.value.roles}
    axes: dict[str, tuple[str, Iterable[str]]] = {
        "roles": ("role", roles),
        "audiences": ("audience", library.audiences),
        "kinds": ("kind", library.kinds),
        "sources": ("source", library.sources),
        "needs": ("needs", _line_names(library)),
        "topics": ("topics", {topic for group in library.laws.values() for law in group for topic in law.value.topics}),
    }
    for module in library.modules.values():
        for key, axis in (("audiences", library.audiences), ("sources", library.sources)):
            for name in getattr(module.meta, key):
                if name not in axis:
                    message = f'there is no {key[:-1]} "{name}"'
                    yield Finding("M116", message, module.at(key), did_you_mean(name, axis))
    for _, node in _everything(library):
        if isinstance(node, Section | Block | Item):
            for field, (tag, known) in axes.items():
                for name in getattr(node.tags, field):
                    if name not in known:
                        what = {"needs": "help line", "topics": "law fact on"}.get(tag, tag)
                        origin = node.tags.places.get(tag, node.origin)
                        yield Finding("M116", f'there is no {what} "{name}"', origin, did_you_mean(name, known))


def module_sections(library: Library, today: date) -> Iterable[Finding]:
    """Section ids are used once in a module."""
    for module in library.modules.values():
        first: dict[str, Origin] = {}
        for section in module.sections:
            name = section.tags.id
            if name and name in first:
                hint = f"its first place is line {first[name].line}; give this one another id"
                yield Finding("M114", f'the id "{name}" stands here a second time', section.origin, hint)
            first.setdefault(name, section.origin)


def module_sources(library: Library, today: date) -> Iterable[Finding]:
    """A source tagged somewhere in a module stands in its list of sources."""
    for module, node in _everything(library):
        if isinstance(node, Section | Block | Item):
            for name in node.tags.sources:
                if name in library.sources and name not in module.meta.sources:
                    origin = node.tags.places.get("source", node.origin)
                    message = f'the source "{name}" is not in the list at the head of the module'
                    yield Finding("M117", message, origin, f"add {name} to sources: at the top")


def module_lines(library: Library, today: date) -> Iterable[Finding]:
    """Help lines named in the text exist and have the part that is asked for."""
    lines = {entry.slug: entry.value for group in library.lines.values() for entry in group}
    for _, node in _everything(library):
        for html in texts(node):
            for match in LINE_MARK.finditer(html):
                name, part = match[1], match[2]
                if name not in lines:
                    yield Finding("M118", f'there is no help line "{name}"', node.origin, did_you_mean(name, lines))
                elif part != "name" and not getattr(lines[name], part):
                    hint = f"use [[{name}:name]], or add {part}: to its record"
                    yield Finding("M118", f'the help line "{name}" has no {part} number', node.origin, hint)


def _line_names(library: Library) -> set[str]:
    return {entry.slug for group in library.lines.values() for entry in group}


def module_pictures(library: Library, today: date) -> Iterable[Finding]:
    """Pictures lie in the module's media folder, can be read, and have words."""
    for module, node in _everything(library):
        if not isinstance(node, Image):
            continue
        path = posixpath.normpath(f"content/modules/{module.slug}/{node.src}")
        folder = f"content/modules/{module.slug}/{MEDIA}"
        if not node.alt.strip():
            hint = "say in a few words what it shows: ![a phone on a desk](media/phone.svg)"
            yield Finding("M111", "this picture has no words", node.origin, hint)
        if ":" in node.src or not path.startswith(folder):
            hint = f"put the file into {folder} and write media/ and its name"
            yield Finding("M110", f'this picture cannot be used: "{node.src}"', node.origin, hint)
        elif path not in library.files:
            known = [f"media/{name}" for name in library.files.names(folder.rstrip("/"))]
            yield Finding("M110", f'the picture "{node.src}" is not there', node.origin, did_you_mean(node.src, known))
        elif fault := picture_fault(path, library.files[path]):
            yield Finding("M110", f'the picture "{node.src}" {fault}', node.origin, "save it again as SVG, PNG or JPEG")


def module_questions(library: Library, today: date) -> Iterable[Finding]:
    """A block holds the blocks it needs (a scenario its answer); a question has one right choice."""
    for _, node in _everything(library):
        if not isinstance(node, Block):
            continue
        rule = library.rules[node.name]
        inside = {child.name for child in node.nodes if isinstance(child, Block)}
        for name in rule.needs:
            if name not in inside:
                hint = f"add a block /// {name} inside it"
                yield Finding("M119", f"this {node.name} has no {name}", node.origin, hint)
        if rule.choices:
            choices = [item for child in node.nodes if isinstance(child, List) for item in child.items]
            right = [item for item in choices if item.checked]
            if len(right) != 1 or any(item.checked is None for item in choices):
                hint = "write the choices as - [ ] and the right one as - [x]"
                yield Finding("M119", f"this {node.name} has {len(right)} right choices", node.origin, hint)
