"""What a print mode adds to a composition: its drawings as assets, and the rules that follow from its record."""

from __future__ import annotations

import posixpath

from jinja2 import Environment

from toolkit.brands import families
from toolkit.compose.assets import Assets
from toolkit.compose.context import mode_words
from toolkit.compose.views import TrimView
from toolkit.edition import Edition
from toolkit.load.layers import Files
from toolkit.schema.mode import Mode

DRAWING = ".svg.j2"
PT_PER_MM = 72 / 25.4


def mode_drawings(edition: Edition, files: Files, environment: Environment, assets: Assets) -> str:
    """The drawings of the mode's folder, filled with its words: one custom property each, such as --drawing-mark."""
    if edition.mode is None:
        return ""
    fonts = (*families(edition.brand.value), *edition.locale.value.fonts)
    context = {
        "words": mode_words(edition),
        "lang": edition.locale.slug,
        "dir": edition.locale.value.direction,
        "trim": TrimView(*edition.trim),
        "font": ", ".join(f"'{name}'" for name in fonts),
    }
    tokens = []
    for path in files.under(edition.mode.folder):
        if path.endswith(DRAWING):
            name = posixpath.basename(path).removesuffix(DRAWING)
            drawing = environment.get_template(path).render(context).strip().encode()
            tokens.append(f"--drawing-{name}:url({assets.add(f'mode/{name}.svg', drawing)});")
    return f":root{{{''.join(tokens)}}}" if tokens else ""


def mode_rules(mode: Mode) -> str:
    """The size of the text, and of text that may be smaller."""
    rules = []
    if mode.text:
        rules.append(f"html{{font-size:{mode.text * PT_PER_MM:.3f}pt}}")
    if mode.fine:
        size = f"{mode.fine.size * PT_PER_MM:.3f}pt"
        names = ",".join(f".{name},.{name} *" for name in mode.fine.of)
        rules.append(f"{names}{{font-size:{size}!important}}")
    return "\n".join(rules)
