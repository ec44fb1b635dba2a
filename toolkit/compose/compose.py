"""An edition to a composition: HTML, style sheet and asset bytes. Pure; nothing is fetched or written."""

from __future__ import annotations

import hashlib
import json
import posixpath
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.exceptions import TemplateSyntaxError
from markupsafe import Markup

from toolkit.brands import face
from toolkit.compose.assets import Assets
from toolkit.compose.branding import root_tokens, style_tokens
from toolkit.compose.context import context_for
from toolkit.compose.modes import mode_drawings, mode_rules, press_sheet
from toolkit.compose.speech import MissingWord, field_name, fill, no_runt
from toolkit.edition import Edition
from toolkit.findings import Finding, Origin
from toolkit.inks import PressSheet
from toolkit.load.layers import Files
from toolkit.load.library import Library
from toolkit.schema.mode import Mode
from toolkit.schema.paper import Kind, Size, for_rows

BASE = "templates/base"
FLOW = "flow.html.j2"
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
    family: str = ""

    @property
    def form(self) -> bool:
        """Whether it is a form to fill in on a screen; a print house gets paper."""
        return self.kind.form and self.press is None

    @cached_property
    def key(self) -> str:
        """SHA-256 over everything that shapes the pages: equal keys mean equal bytes."""
        digest = hashlib.sha256()
        for text in (self.html, self.css, json.dumps(self.kind.model_dump(mode="json"), sort_keys=True)):
            digest.update(text.encode())
        if self.mode:
            digest.update(f"{self.mode.model_dump_json()} {self.press}".encode())
        digest.update(repr((self.trim, self.family)).encode())
        for address in sorted(self.assets):
            digest.update(address.encode())
            digest.update(self.assets[address][0])
        return digest.hexdigest()


@dataclass(frozen=True)
class FlowPage:
    """A document's words as one web page in reading order, and the pictures that it shows by their addresses."""

    path: str
    html: str
    assets: dict[str, tuple[bytes, str]]


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
        self._environment.filters["field_name"] = field_name
        self._environment.filters["no_runt"] = no_runt

    def compose(self, edition: Edition) -> tuple[Composition | None, tuple[Finding, ...]]:
        """The composition of an edition, or the word or template fault that stands against it."""
        assets = Assets()
        html, findings = self._filled(edition, f"{edition.kind.folder}/page.html.j2", assets)
        if html is None:
            return None, findings
        css, findings = self._guarded(edition, edition.kind.folder, lambda: self._style(edition, assets))
        if css is None:
            return None, findings
        return Composition(
            label=edition.label,
            html=html,
            css=css,
            assets=assets.held,
            trim=edition.trim,
            kind=for_rows(edition.kind.value, len(edition.rows)),
            identifier=hashlib.sha256(edition.label.encode()).hexdigest()[:32],
            mode=edition.mode.value if edition.mode else None,
            press=press_sheet(edition),
            family=face(edition.brand.value.typography.base).family or "",
        ), ()

    def flow_path(self, edition: Edition) -> str:
        """The template of an edition's words in reading order: its kind's, one it stands for's, or the usual one."""
        kinds = (edition.kind, *(self.library.kinds[name] for name in edition.kind.value.stands_for))
        own = (f"{kind.folder}/{FLOW}" for kind in kinds)
        return next((path for path in own if path in self.library.files), f"{BASE}/{FLOW}")

    def flow(self, edition: Edition) -> tuple[FlowPage | None, tuple[Finding, ...]]:
        """An edition's words in reading order, without the layout of its pages."""
        assets = Assets()
        tokens = root_tokens(edition.brand, edition.locale.value.fonts)
        style = Markup(tokens + self.library.files.text(f"{BASE}/flow.css"))
        path = self.flow_path(edition)
        html, findings = self._filled(edition, path, assets, style=style)
        return (FlowPage(path, html, assets.held) if html is not None else None), findings

    def _filled(
        self, edition: Edition, path: str, assets: Assets, **more: object
    ) -> tuple[str | None, tuple[Finding, ...]]:
        """A template with the context of an edition, or the fault that stands against it."""

        def filled() -> str:
            context = context_for(edition, self.library, assets)
            return self._environment.get_template(path).render({**context, **more})

        return self._guarded(edition, path, filled)

    def _guarded(self, edition: Edition, path: str, make: Callable[[], str]) -> tuple[str | None, tuple[Finding, ...]]:
        """What is made of templates, or the fault that stands against it."""
        try:
            return make(), ()
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

    def _style(self, edition: Edition, assets: Assets) -> str:
        """What all share, then the kind, then the mode, then what the kind and those it borrows from say for it."""
        files, mode, kind = self.library.files, edition.mode, edition.kind

        def read(*paths: str) -> list[str]:
            return [files.text(path) for path in paths if path in files]

        fonts, instead = edition.locale.value.fonts, mode.value.colours if mode else {}
        sheets = [page_rules(edition), style_tokens(edition.brand, fonts, files, assets, instead)]
        own = [*(f"templates/{path}" for path in kind.value.styles), f"{kind.folder}/page.css"]
        sheets += read(f"{BASE}/base.css", *own)
        if mode:
            sheets += [mode_rules(mode.value), mode_drawings(edition, files, self._environment, assets)]
            folders = dict.fromkeys(posixpath.dirname(path) for path in own)
            sheets += read(f"{mode.folder}/{MODE_STYLE}", *(f"{folder}/{mode.slug}.css" for folder in folders))
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
