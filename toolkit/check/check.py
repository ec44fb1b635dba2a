"""All cross-file checks: a plain list of small rules, each a function from the library to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from toolkit.check.audit import fact_references, questions_are_settled
from toolkit.check.brands import brand_colour_contrast, brand_fonts, brand_inks_have_names, brand_pictures
from toolkit.check.characters import characters_without_shape
from toolkit.check.claims import old_reviews, unsourced_claims
from toolkit.check.documents import audiences_are_spared, printed_signs_have_a_caution, readers_are_addressed
from toolkit.check.exemptions import CONTENT, exemptions_name_checks, without_exempted
from toolkit.check.folders import days_to_come, unread_files
from toolkit.check.kits import (
    agendas_add_up,
    file_names_differ,
    kit_references,
    kit_words,
)
from toolkit.check.modes import kinds_in_modes, mode_colours, mode_references
from toolkit.check.modules import (
    module_lines,
    module_pictures,
    module_questions,
    module_references,
    module_sections,
    module_sources,
)
from toolkit.check.numbers import misdialled_numbers, typed_numbers
from toolkit.check.paper import (
    kinds_can_be_laid_out,
    kinds_fit_a_sheet,
    kinds_for_people,
    paper_has_one_name,
    places_have_paper,
    stocks_hold_together,
)
from toolkit.check.quiz import answers_are_supported, answers_are_taught
from toolkit.check.reading import documents_can_be_read
from toolkit.check.registry import (
    confirmations,
    jurisdiction_words,
    poster_references,
    registry_references,
    stale_lines,
    stale_posters,
    stale_services,
)
from toolkit.check.translations import stale_translations, translation_references, translations_mirror
from toolkit.check.wording import (
    glossary_terms,
    picture_subjects,
    signs_have_a_caution,
    signs_without_profiling,
    wording_locales,
    words_to_avoid,
)
from toolkit.check.words import complete_words, locale_references, words_markup
from toolkit.edition import Edition
from toolkit.findings import Finding, Severity, ordered
from toolkit.load.library import Library
from toolkit.resolve import Request, resolve

Rule = Callable[[Library, date], Iterable[Finding]]
DocumentRule = Callable[[Library, tuple[Edition, ...]], Iterable[Finding]]

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
    stocks_hold_together,
    kinds_fit_a_sheet,
    kinds_for_people,
    paper_has_one_name,
    places_have_paper,
    registry_references,
    jurisdiction_words,
    confirmations,
    stale_lines,
    stale_services,
    poster_references,
    stale_posters,
    brand_colour_contrast,
    brand_inks_have_names,
    mode_references,
    mode_colours,
    kinds_in_modes,
    brand_pictures,
    brand_fonts,
    characters_without_shape,
    unread_files,
    days_to_come,
    wording_locales,
)
"""Rules for how files hang together."""

CONTENT_RULES: tuple[Rule, ...] = (
    unsourced_claims,
    old_reviews,
    typed_numbers,
    misdialled_numbers,
    words_to_avoid,
    signs_without_profiling,
    signs_have_a_caution,
    picture_subjects,
    glossary_terms,
    answers_are_supported,
    exemptions_name_checks,
)
"""Rules for what the words say; all their findings are of content."""

DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    printed_signs_have_a_caution,
    documents_can_be_read,
    answers_are_taught,
    readers_are_addressed,
    audiences_are_spared,
)
"""Rules for what the documents of every kit say, findings of content too; they run once all names are right."""


def check(library: Library, *, today: date, content: bool = True) -> tuple[Finding, ...]:
    """The findings of every rule, ordered by place, without those that a written exception covers.

    Without `content` nobody looks at what the words say, which takes most of the time.
    """
    findings = [finding for rule in RULES for finding in rule(library, today)]
    if not content:
        return ordered(finding for finding in findings if not finding.code.startswith(CONTENT))
    findings += [finding for rule in CONTENT_RULES for finding in rule(library, today)]
    complete = can_be_resolved(findings)
    if complete:
        editions = every_edition(library, today=today)
        findings += [finding for rule in DOCUMENT_RULES for finding in rule(library, editions)]
    return ordered(without_exempted(library, findings, complete=complete))


def can_be_resolved(findings: Iterable[Finding]) -> bool:
    """Whether nothing but content is at fault."""
    return all(finding.code.startswith(CONTENT) for finding in findings if finding.severity is Severity.ERROR)


def every_edition(library: Library, *, today: date) -> tuple[Edition, ...]:
    """Every document of every kit in each locale that has texts of its own, as far as it is translated."""
    locales = tuple(name for name, entry in library.locales.items() if not entry.value.pseudo)
    return resolve(library, Request(locales=locales), today=today)[0]
