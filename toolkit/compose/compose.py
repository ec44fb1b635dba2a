"""An edition to a composition: HTML, style sheet and asset bytes. Pure; nothing is fetched or written."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.exceptions import TemplateSyntaxError

from toolkit.compose.assets import Assets
from toolkit.compose.branding import style_tokens
from toolkit.compose.context import context_for
from toolkit.compose.modes import mode_drawings, mode_rules, press_sheet
from toolkit.compose.speech import MissingWord, fill
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.inks import PressSheet
from toolkit.load.layers import Files
from toolkit.load.library import Library
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Size

BASE = "templates/base"
MODE_STYLE = "mode.css"


_TEMPLATE_FAULTS = (UndefinedError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)


def _template_place(fault: BaseException, path: str) -> Origin:
    """The line of the template in which a fault came up."""
    frames = [frame for frame in traceback.extract_tb(fault.__traceback__) if frame.filename.startswith("templates/")]
    return Origin(frames[-1].filename, frames[-1].lineno or 1) if frames else Origin(path)


@dataclass(frozen=True)
class Composition:
    """All that rendering needs, as plain data that can go to another process."""

    label: str
    html: str
    css: str
    assets: dict[str, tuple[bytes, str]]
    trim: Size
    kind: Kind
    identifier: str
    mode: Mode | None = None
    press: PressSheet | None = None

    @cached_property
    def key(self) -> str:
        """SHA-256 over everything that shapes the pages: equal keys mean equal bytes."""
        digest = hashlib.sha256()
        for text in (self.html, self.css, json.dumps(self.kind.model_dump(mode="json"), sort_keys=True)):
            digest.update(text.encode())
        if self.mode:
            digest.update(f"{self.mode.model_dump_json()} {self.press}".encode())
        digest.update(repr(self.trim).encode())
        for address in sorted(self.assets):
            digest.update(address.encode())
            digest.update(self.assets[address][0])
        return digest.hexdigest()


class _Templates(BaseLoader):
    """Templates by their name, out of the files already read."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = template if template.startswith("templates/") else f"{BASE}/{template}"
        if path not in self.files:
            raise TemplateNotFound(template)
        return self.files.text(path), path, lambda: True


class Composer:
    """Composes editions of one library; templates are compiled once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = Environment(
            loader=_Templates(library.files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["fill"] = fill

    def compose(self, edition: Edition) -> tuple[Composition | None, tuple[Finding, ...]]:
        """The composition of an edition, or the word or template fault that stands against it."""
        assets = Assets()
        path = f"{edition.kind.folder}/page.html.j2"
        try:
            context = context_for(edition, self.library, assets)
            html = self._environment.get_template(path).render(context)
            drawings = mode_drawings(edition, self.library.files, self._environment, assets)
        except MissingWord as missing:
            place = missing.path or edition.words_path(edition.kind.folder)
            hint = "add it there" if missing.path else f"add it there, or to {edition.locale.file.path}"
            message = f'the word "{missing.key}" is missing in the locale "{edition.locale.slug}"'
            return None, (Finding("L104", message, Origin(place), hint),)
        except TemplateSyntaxError as fault:
            return None, (Finding("T101", str(fault.message), Origin(fault.filename or path, fault.lineno)),)
        except TemplateNotFound as fault:
            return None, (Finding("T102", f'the template "{fault.name}" is missing', Origin(path)),)
        except _TEMPLATE_FAULTS as fault:
            hint = "see docs/design-a-kind.md for what templates may use"
            return None, (
                Finding("T103", f"the template cannot be filled: {fault}", _template_place(fault, path), hint),
            )
        mode = edition.mode.value if edition.mode else None
        return Composition(
            label=edition.label,
            html=html,
            css=self._style(edition, assets, drawings),
            assets=assets.held,
            trim=edition.trim,
            kind=edition.kind.value,
            identifier=hashlib.sha256(edition.label.encode()).hexdigest()[:32],
            mode=mode,
            press=press_sheet(edition),
        ), ()

    def _style(self, edition: Edition, assets: Assets, drawings: str) -> str:
        """What all share, then the kind, then the mode, then what the kind says for this mode."""
        files, mode = self.library.files, edition.mode

        def read(*paths: str) -> list[str]:
            return [files.text(path) for path in paths if path in files]

        fonts, instead = edition.locale.value.fonts, mode.value.colours if mode else {}
        sheets = [page_rules(edition), style_tokens(edition.brand, fonts, files, assets, instead)]
        sheets += read(f"{BASE}/base.css", f"{edition.kind.folder}/page.css")
        if mode:
            sheets += [mode_rules(mode.value), drawings]
            sheets += read(f"{mode.folder}/{MODE_STYLE}", f"{edition.kind.folder}/{mode.slug}.css")
        return "\n".join(sheets)

    def page(self, template: str, **context: Any) -> str:
        """A page of the base folder, such as the index."""
        return self._environment.get_template(template).render(context)


def page_rules(edition: Edition) -> str:
    """The @page rules that follow from the kind's margins and the finished size."""
    kind, (width, height) = edition.kind.value, edition.trim
    margins, press = kind.margins, press_sheet(edition)
    bleed = press.bleed if press else kind.bleed
    start, end = ("left", "right") if edition.locale.value.direction == "ltr" else ("right", "left")
    rules = [
        f"@page{{size:{width:.4f}mm {height:.4f}mm;bleed:{bleed:.4f}mm;"
        f"margin-top:{margins.top:.4f}mm;margin-bottom:{margins.bottom:.4f}mm;"
        f"margin-{start}:{margins.inside:.4f}mm;margin-{end}:{margins.outside:.4f}mm}}"
    ]
    if not kind.bookmarks:
        rules.append("h1,h2,h3,h4,h5,h6{bookmark-level:none!important}")
    if margins.inside != margins.outside:
        for side, inner, outer in (("right", "left", "right"), ("left", "right", "left")):
            rules.append(
                f"@page:{side}{{margin-{inner}:{margins.inside:.4f}mm;margin-{outer}:{margins.outside:.4f}mm}}"
            )
    return "\n".join(rules)
