"""What an auditor asks for: where each fact is used, how each question is settled, how far translations are."""

from __future__ import annotations

from toolkit.check.audit import not_good_enough, records
from toolkit.load.library import Library
from toolkit.markup.tree import Block, Item, Section, walk
from toolkit.survey.names import Rows
from toolkit.translations import states


def facts(library: Library) -> Rows:
    """Every fact, how far it may be trusted, and every place that leans on it."""
    places: dict[str, list[str]] = {name: [] for name in library.facts}
    doubtful: dict[str, list[str]] = {}
    for module in library.modules.values():
        for node in walk(module.sections):
            if isinstance(node, Section | Block | Item):
                for name in node.tags.facts:
                    places.setdefault(name, []).append(f"{node.origin.path}:{node.origin.line}")
                for name in not_good_enough(node, library):
                    doubtful.setdefault(name, []).append(f"{node.origin.path}:{node.origin.line}")
    for entry in records(library):
        for name in entry.value.facts:
            places.setdefault(name, []).append(f"{entry.file.path}:{entry.at('id').line}")
    for name, used in sorted(places.items()):
        record = library.facts[name].value if name in library.facts else None
        confidence = record.confidence if record else "unknown"
        flag = f"NOT ENOUGH at {', '.join(doubtful[name])}; " if name in doubtful else ""
        where = f"{len(used)} uses: {', '.join(sorted(used))}" if used else "not used"
        yield {
            "name": name,
            "about": f"{confidence}, {flag}{where}",
            "confidence": confidence,
            "statement": record.statement if record else "",
            "sources": list(record.sources) if record else [],
            "used": sorted(used),
            "not_enough": doubtful.get(name, []),
        }


def questions(library: Library) -> Rows:
    """The questions people ask, and where each is answered or why it is not."""
    for entry in library.questions:
        question = entry.value
        settled = [f"see {', '.join(question.answered_by)}"] if question.answered_by else []
        settled += [f"not printed: {question.not_printed}"] if question.not_printed else []
        yield {
            "name": question.id,
            "about": f"{question.asks} {'; '.join(settled)}",
            "asks": question.asks,
            "answered_by": list(question.answered_by),
            "not_printed": question.not_printed,
        }


def translations(library: Library) -> Rows:
    """Every text that has a translation or should: missing, stale, unreviewed or done."""
    for state in states(library):
        parts = [*state.missing, *state.stale, *state.unknown]
        made = state.made.translation if state.made else None
        signed = f" by {made.reviewed_by} on {made.reviewed_on}" if made and made.reviewed_by else ""
        yield {
            "name": state.source.name,
            "about": f"{state.locale}: {state.word}{signed}{': ' + ', '.join(parts) if parts else ''}",
            "locale": state.locale,
            "of": state.source.locale,
            "state": state.word,
            "parts": parts,
            "reviewed_by": made.reviewed_by if made else None,
            "reviewed_on": str(made.reviewed_on) if made and made.reviewed_on else None,
        }
