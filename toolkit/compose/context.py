"""Everything a template may use, for one edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from toolkit import __version__
from toolkit.compose.assets import Assets, qr_svg, short_digest
from toolkit.compose.branding import brand_view
from toolkit.compose.content import Content, Sources, anchor
from toolkit.compose.speech import Speech, WordTree, fill, number_markup
from toolkit.compose.views import EditionView, LineView, ModuleView, PlanView, StepView, TrimView
from toolkit.edition import Edition, LineState
from toolkit.load.library import Library
from toolkit.markup.tree import Module


def context_for(edition: Edition, library: Library, assets: Assets) -> dict[str, Any]:
    """The variables of a kind's template."""
    lines = {state.line.slug: state.line.value for state in edition.all_lines}
    speech = Speech(edition.locale, lines, edition.jurisdiction_words.get("lines", {}))
    words = WordTree(edition.words, speech)
    kit_words = WordTree(edition.kit_words, speech, edition.words_path(edition.kit.folder))
    sources = Sources(library, speech, words)
    content = Content(edition, library, speech, sources, assets)
    parts = {name: tuple(content.section(excerpt) for excerpt in excerpts) for name, excerpts in edition.parts.items()}
    views = {state.line.slug: _line(state, edition, speech, words) for state in edition.all_lines}
    helplines = tuple(views[state.line.slug] for state in edition.lines)
    for state in edition.lines:
        sources.numbers(state.line.value.sources)
    document = kit_words.documents[edition.document.name]
    context = {
        "lang": edition.locale.slug,
        "dir": edition.locale.value.direction,
        "title": document.title,
        "promise": document.promise,
        "kind": edition.kind.slug,
        "audience": _audience_words(edition, speech).name,
        "role": _role(edition, speech),
        "jurisdiction": _jurisdiction_words(edition, speech).name,
        "words": words,
        "parts": parts,
        "modules": tuple(_module(module, speech) for module in edition.modules),
        "agenda": tuple(_plan(edition, plan.steps, plan.minutes, library, speech) for plan in edition.document.agenda),
        "helplines": helplines,
        "line": views.get,
        "laws": tuple(content.laws_used.values()),
        "sources": sources,
        "brand": brand_view(edition.brand, edition.spoken, library.files, assets, mono=_mono(edition)),
        "qr": _qr(assets),
        "icon": icon,
        "trim": TrimView(*edition.trim),
        "stock": edition.stock.value.system,
    }
    if edition.kind.value.rows:
        context["rows"] = tuple(_row(edition, row, speech) for row in edition.rows or ({},))
    if edition.kind.value.services:
        context["services"] = content.services
    printed = [state for state in edition.all_lines if state in edition.lines or state.line.slug in speech.numbers_said]
    context["edition"] = _edition(edition, printed, kit_words, speech)
    context["bands"] = _bands(edition, printed, library, words, speech)
    return context


def _row(edition: Edition, row: Mapping[str, str | date], speech: Speech) -> Mapping[str, Markup]:
    """A row ready to print; a field that is blank is empty, so that the page can leave a line to write on."""
    return {name: speech.given(row.get(name, "")) for name in edition.kind.value.rows}


def mode_words(edition: Edition) -> WordTree:
    """The words of the edition's mode."""
    folder = edition.mode.folder if edition.mode else ""
    return WordTree(edition.mode_words, Speech(edition.locale, {}, {}), edition.words_path(folder))


def _audience_words(edition: Edition, speech: Speech) -> WordTree:
    return WordTree(edition.audience_words, speech, edition.words_path(edition.audience.folder))


def _jurisdiction_words(edition: Edition, speech: Speech) -> WordTree:
    path = edition.words_path(f"content/jurisdictions/{edition.jurisdiction}")
    return WordTree(edition.jurisdiction_words, speech, path)


def _role(edition: Edition, speech: Speech) -> Markup:
    role = edition.document.role
    return _audience_words(edition, speech).roles[role] if role else Markup()


def _line(state: LineState, edition: Edition, speech: Speech, words: WordTree) -> LineView:
    line = state.line.value
    own = _jurisdiction_words(edition, speech).lines[line.id]

    def more(count: str) -> str:
        return str(fill(words.more_languages, count=count))

    return LineView(
        id=line.id,
        name=own.name,
        purpose=own.purpose,
        confidentiality=own.confidentiality if "confidentiality" in own else Markup(),
        phone=number_markup(line.phone),
        text=number_markup(line.text),
        text_keyword=line.text_keyword or "",
        relay=number_markup(line.relay),
        web=line.web or "",
        web_label=(line.web or "").split("://")[-1].removeprefix("www.").rstrip("/"),
        hours=_jurisdiction_words(edition, speech).hours[line.hours],
        languages=speech.languages(line.languages, more),
        text_languages=speech.languages(line.text_languages, more),
        checked=speech.date(state.checked_on),
        stale=state.stale,
        confirmed_by=state.confirmation.by if state.confirmation else "",
        tags=line.tags,
    )


def _module(module: Module, speech: Speech) -> ModuleView:
    objectives = tuple(speech.fill(text) for text in module.objectives)
    title = speech.fill(module.title)
    return ModuleView(module.slug, title, module.meta.topic, objectives, module.meta.minutes, anchor(module.slug))


def _plan(edition: Edition, steps: Any, minutes: int, library: Library, speech: Speech) -> PlanView:
    views, start = [], 0
    for step in steps:
        slug, _, section = step.section.partition("#")
        module = library.module(slug, edition.locale.slug)
        assert module is not None
        title = next((s.title for s in module.sections if s.tags.id == section), module.title)
        views.append(StepView(speech.fill(title), step.minutes, start, anchor(slug, section)))
        start += step.minutes
    return PlanView(minutes, tuple(views))


def _edition(edition: Edition, printed: list[LineState], kit_words: WordTree, speech: Speech) -> EditionView:
    reviewed = max((module.meta.reviewed for module in edition.modules), default=None)
    dialled = [state for state in printed if state.line.value.dial] or printed
    checked = min((state.checked_on for state in dialled), default=None)

    def said(day: date | None) -> str:
        return speech.date(day) if day else ""

    return EditionView(
        version=edition.kit.value.version,
        reviewed=said(reviewed),
        checked=said(checked),
        confirmed=_confirmed(printed),
        kit=kit_words.title,
        built_with=f"{__package__.split('.')[0]} {__version__}",
    )


def _confirmed(printed: list[LineState]) -> bool:
    """Whether somebody dialled every line that may be dialled."""
    states = [state for state in printed if state.line.value.dial]
    return bool(states) and all(state.confirmation and not state.stale for state in states)


def _bands(
    edition: Edition, printed: list[LineState], library: Library, words: WordTree, speech: Speech
) -> tuple[tuple[str, Markup], ...]:
    bands = []
    stale = [state for state in printed if state.stale]
    if stale:
        day = speech.date(min(state.checked_on for state in stale))
        bands.append(("stale", fill(words.band_stale, date=day)))
    if any(_unreviewed(module) for module in edition.modules) or _unreviewed_words(edition, library):
        bands.append(("unreviewed", words.band_unreviewed))
    return tuple(bands)


def _unreviewed(module: Module) -> bool:
    translation = module.meta.translation
    return module.derived or (translation is not None and translation.reviewed_by is None)


def _unreviewed_words(edition: Edition, library: Library) -> bool:
    kinds = (edition.kind, *(library.kinds[name] for name in edition.kind.value.stands_for))
    folders = [*(kind.folder for kind in kinds), edition.kit.folder, edition.audience.folder]
    folders += [edition.mode.folder] if edition.mode else []
    folders += [library.jurisdictions[code].folder for code in library.lineage(edition.jurisdiction)]
    files = [library.words_files.get((folder, edition.locale.slug)) for folder in folders]
    made = [edition.locale.value.translation, *(words.translation for words in files if words)]
    return any(translation is not None and translation.reviewed_by is None for translation in made)


def _mono(edition: Edition) -> bool:
    return edition.mode is not None and edition.mode.value.logo == "mono"


def _qr(assets: Assets) -> Callable[[str, str], Markup]:
    def qr(data: str, alt: str) -> Markup:
        drawing = qr_svg(data)
        url = assets.add(f"qr/{short_digest(drawing)}.svg", drawing)
        return Markup('<img class="qr" src="{}" alt="{}">').format(url, alt)

    return qr


def icon(name: str) -> Markup:
    """A decoration: it carries no meaning alone and is passed over when the page is read aloud."""
    return Markup('<span class="icon icon-{}"></span>').format(name)
