"""All cross-file checks: a plain list of small rules, each a function from the library to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from toolkit.check.audit import fact_references, questions_are_settled
from toolkit.check.brands import brand_colour_contrast, brand_fonts, brand_pictures
from toolkit.check.characters import characters_without_shape
from toolkit.check.folders import days_to_come, unread_files
from toolkit.check.kits import (
    agendas_add_up,
    cards_fit_their_stocks,
    file_names_differ,
    kinds_can_be_laid_out,
    kit_references,
    kit_words,
)
from toolkit.check.modules import (
    module_lines,
    module_pictures,
    module_questions,
    module_references,
    module_sections,
    module_sources,
)
from toolkit.check.registry import confirmations, jurisdiction_words, registry_references, stale_lines, stale_services
from toolkit.check.translations import stale_translations, translation_references, translations_mirror
from toolkit.check.words import complete_words, locale_references, words_markup
from toolkit.findings import Finding, ordered
from toolkit.load.library import Library

Rule = Callable[[Library, date], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    locale_references,
    complete_words,
    words_markup,
    module_references,
    module_sections,
    module_sources,
    module_lines,
    module_pictures,
    module_questions,
    fact_references,
    questions_are_settled,
    translation_references,
    stale_translations,
    translations_mirror,
    kit_references,
    kit_words,
    file_names_differ,
    kinds_can_be_laid_out,
    agendas_add_up,
    cards_fit_their_stocks,
    registry_references,
    jurisdiction_words,
    confirmations,
    stale_lines,
    stale_services,
    brand_colour_contrast,
    brand_pictures,
    brand_fonts,
    characters_without_shape,
    unread_files,
    days_to_come,
)


def check(library: Library, *, today: date) -> tuple[Finding, ...]:
    """The findings of every rule, ordered by place."""
    return ordered(finding for rule in RULES for finding in rule(library, today))
