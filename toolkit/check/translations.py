"""Rules for translations: what was made from an older text is named, and so is what does not mirror its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.findings import Finding, Severity, did_you_mean
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Image, Item, List, Node, Paragraph, Section, Table, Tags, walk
from toolkit.translations import all_texts, states


def stale_translations(library: Library, today: date) -> Iterable[Finding]:
    """A part whose source has changed, or is not translated yet, is named; the build goes on."""
    for state in states(library):
        if state.made is None:
            continue
        source = state.source.path
        for part in state.missing:
            hint = f"{source} line {state.source.at(part).line} has it; translate it too"
            message = f'"{part}" is not translated'
            yield Finding("L107", message, state.made.at("translation"), hint, Severity.WARNING)
        record = f"then: toolkit translated {state.locale} {state.source.name}"
        for part in state.stale:
            message = f'"{part}" was translated from an older text'
            hint = f"compare it with {source} line {state.source.at(part).line}, {record}"
            yield Finding("L108", message, state.made.at(part), hint, Severity.WARNING)
        if state.unknown:
            message = f"nobody recorded from which text this was made: {', '.join(state.unknown)}"
            hint = f"compare it with {source}, {record}"
            yield Finding("L108", message, state.made.at("translation"), hint, Severity.WARNING)


def translation_references(library: Library, today: date) -> Iterable[Finding]:
    """A translation names a locale that the text was really written in, and nobody signs off in the future."""
    everything = tuple(all_texts(library))
    known = {(text.name, text.locale): text for text in everything}
    for text in everything:
        made = text.translation
        if made is None:
            continue
        source = known.get((text.name, made.of))
        if source is None or source.translation is not None:
            hint = did_you_mean(made.of, [other.locale for other in everything if other.name == text.name])
            message = f'there is no text in "{made.of}" that this could be made from'
            yield Finding("L109", message, text.at("translation"), hint)
        if made.reviewed_on and made.reviewed_on > today:
            message = f"{made.reviewed_on} has not come yet"
            hint = "write the day on which it was really reviewed"
            yield Finding("J107", message, text.at("translation"), hint, Severity.WARNING)


def translations_mirror(library: Library, today: date) -> Iterable[Finding]:
    """A translated section has the same items, blocks and tags as its source, or a reader would miss something."""
    for (slug, _), module in library.modules.items():
        source = library.modules.get((slug, module.meta.translation.of)) if module.meta.translation else None
        sections = {section.tags.id: section for section in source.sections} if source else {}
        for section in module.sections:
            original = sections.get(section.tags.id)
            if source and original is None:
                hint = did_you_mean(section.tags.id, sections)
                message = f'{source.path} has no section "{section.tags.id}"'
                yield Finding("L110", message, section.origin, hint, Severity.WARNING)
            elif original:
                yield from _differences(section, original)


def _differences(section: Section, original: Section) -> Iterator[Finding]:
    """The first place where two sections differ in anything but words."""
    made, source = tuple(walk((section,))), tuple(walk((original,)))
    for mine, theirs in zip(made, source, strict=False):
        if (what := _difference(mine, theirs)) is not None:
            hint = f"make it like {theirs.origin.path} line {theirs.origin.line}"
            yield Finding("L110", what, mine.origin, hint, Severity.WARNING)
            return
    if len(made) != len(source):
        longer = made if len(made) > len(source) else source
        extra = longer[min(len(made), len(source))]
        here = f"{extra.origin.path} line {extra.origin.line}"
        message = f'"{section.tags.id}" has {len(made)} parts and its source {len(source)}'
        yield Finding("L110", message, section.origin, f"the first that has no partner: {here}", Severity.WARNING)


def _difference(mine: Node | Item, theirs: Node | Item) -> str | None:
    if _shape(mine) != _shape(theirs):
        return f"here stands {_name(mine)}, and in the source {_name(theirs)}"
    if isinstance(mine, Item | Block | Section) and isinstance(theirs, Item | Block | Section):
        for key in Tags.__dataclass_fields__:
            if key not in ("places", "card") and getattr(mine.tags, key) != getattr(theirs.tags, key):
                return f"the tag {key} differs from its source"
        if bool(mine.tags.card) != bool(theirs.tags.card):
            return "one of the two has a short form (card) and the other has none"
    return None


def _shape(node: Node | Item) -> tuple[object, ...]:
    match node:
        case Block():
            return ("block", node.name, bool(node.title))
        case Section():
            return ("section", node.level)
        case List():
            return ("list", node.ordered, len(node.items))
        case Item():
            return ("item", node.checked)
        case Image():
            return ("image", node.src)
        case Table():
            return ("table", node.html.count("<tr"))
        case Paragraph():
            return ("paragraph",)


def _name(node: Node | Item) -> str:
    match node:
        case Block():
            return f'a block "{node.name}"'
        case List():
            return f"a list of {len(node.items)}"
        case Table():
            return f"a table of {node.html.count('<tr')} rows"
    return f"a {type(node).__name__.lower()}"
