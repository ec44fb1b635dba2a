"""Module files to trees: splits the head from the body and keeps both places right."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.load.layers import Files, text_of
from toolkit.load.library import Entry
from toolkit.load.strict_yaml import parse_yaml
from toolkit.load.validate import validate
from toolkit.markup.inline import inline_for
from toolkit.markup.parse import Parser
from toolkit.markup.tree import Module
from toolkit.schema.kit import BlockRule, FrontMatter
from toolkit.schema.people import Locale

FOLDER = "content/modules"
FENCE = "---"
REMEMBERED = 1024
"""How many modules a process keeps as they were read."""


def load_modules(
    files: Files, rules: Mapping[str, BlockRule], locales: Mapping[str, Entry[Locale]], written: Collection[str]
) -> tuple[Mapping[tuple[str, str], Module], tuple[Finding, ...]]:
    """Every module in every locale it was written in, by (module, locale).

    `written` are the locales that have a file, readable or not: only others are unknown.
    """
    modules: dict[tuple[str, str], Module] = {}
    findings: list[Finding] = []
    for slug in files.names(FOLDER):
        for name in files.names(f"{FOLDER}/{slug}"):
            if not name.endswith(".md"):
                continue
            path, locale = f"{FOLDER}/{slug}/{name}", name.removesuffix(".md")
            if locale in written and locale not in locales:
                continue
            if locale not in locales:
                hint = did_you_mean(locale, locales)
                findings.append(Finding("L101", f'there is no locale "{locale}"', Origin(path), hint))
                continue
            module, found = parse_module(files, path, slug, locale, rules, locales[locale].value)
            findings += found
            if module:
                modules[slug, locale] = module
    return modules, tuple(findings)


def parse_module(
    files: Files, path: str, slug: str, locale: str, rules: Mapping[str, BlockRule], conventions: Locale
) -> tuple[Module | None, tuple[Finding, ...]]:
    """One module file."""
    return _parsed(files[path], path, slug, locale, tuple(rules.items()), conventions.quotes)


@lru_cache(maxsize=REMEMBERED)
def _parsed(
    data: bytes, path: str, slug: str, locale: str, rules: tuple[tuple[str, BlockRule], ...], quotes: tuple[str, ...]
) -> tuple[Module | None, tuple[Finding, ...]]:
    """The same from all that it depends on; a preview reads again only the modules that changed."""
    try:
        lines = text_of(data).splitlines()
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        return None, (Finding("Y105", "this file is not UTF-8 text", Origin(path, line), "save it again as UTF-8"),)
    if not lines or lines[0].rstrip() != FENCE:
        hint = f"begin with a line {FENCE}, then title, topic, audiences, sources, reviewed, and a line {FENCE}"
        return None, (Finding("M101", "this module has no head", Origin(path), hint),)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return None, (Finding("M101", "the head is not closed", Origin(path), f"end it with a line {FENCE}"),)
    file, findings = parse_yaml("\n".join(lines[1:end]), path, first_line=2)
    if findings:
        return None, findings
    meta, findings = validate(file, FrontMatter)
    parser = Parser(path, dict(rules), inline_for(quotes))
    sections = parser.sections("\n".join(lines[end + 1 :]), end + 2)
    if meta is None:
        return None, (*findings, *parser.findings)
    title = parser.convert(meta.title, file.at("title"))
    objectives = tuple(
        parser.convert(text, file.at("objectives", number)) for number, text in enumerate(meta.objectives)
    )
    head = {str(place[0]): file.at(*place) for place in file.places if len(place) == 1}
    module = Module(slug, locale, path, meta, title, objectives, sections, head)
    return module, tuple(parser.findings)
