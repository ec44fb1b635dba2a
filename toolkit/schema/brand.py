"""Schema of _brand.yml: the public brand.yml format, with ours under `defaults.toolkit`.

Format: https://posit-dev.github.io/brand-yml/ (read by our own strict model, because the public
package accepts misspelt colours in silence).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from toolkit.schema.record import Record, Text

COLOUR_ROLES = (
    "foreground",
    "background",
    "primary",
    "secondary",
    "tertiary",
    "success",
    "info",
    "warning",
    "danger",
    "light",
    "dark",
)
OFFLINE_SOURCES = ("file", "system")


Named = Annotated[Mapping[str, Text], Field(min_length=1)]
"""Texts by name, at least one."""


class Meta(Record):
    """Who the brand is."""

    name: Text | Named
    link: Text | Named | None = None

    def full_name(self) -> str:
        """The name to print: the full one where there are two."""
        return self.name if isinstance(self.name, str) else self.name.get("full", next(iter(self.name.values())))

    def address(self) -> str:
        """The web address to print, or nothing."""
        if self.link is None or isinstance(self.link, str):
            return self.link or ""
        return self.link.get("home", next(iter(self.link.values())))


class LogoImage(Record):
    """A picture file of the brand folder and its words."""

    path: Text
    alt: Text


class LightDark(Record):
    """One picture for light backgrounds, one for dark ones."""

    light: Text
    dark: Text


class Logo(Record):
    """Named pictures, and which of them is used at which size."""

    images: Mapping[str, LogoImage | Text] = {}
    small: Text | LightDark | None = None
    medium: Text | LightDark | None = None
    large: Text | LightDark | None = None


class Colors(Record):
    """A palette of free names and the roles that the templates use; of a light and dark pair, light is printed."""

    palette: Mapping[str, Text] = {}
    foreground: Text | LightDark
    background: Text | LightDark
    primary: Text | LightDark
    secondary: Text | LightDark
    tertiary: Text | LightDark | None = None
    success: Text | LightDark | None = None
    info: Text | LightDark | None = None
    warning: Text | LightDark | None = None
    danger: Text | LightDark
    light: Text | LightDark
    dark: Text | LightDark

    def on_paper(self, role: str) -> str | None:
        """The colour or palette name of a role, as printed."""
        value: str | LightDark | None = getattr(self, role)
        return value.light if isinstance(value, LightDark) else value


Family = Annotated[str, Field(pattern=r"^[\w .+-]+$")]
"""The name of a font family: letters, digits, spaces, and . + - between them."""


class FontFile(Record):
    """One file of a family in the brand folder."""

    path: Text
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    style: Literal["normal", "italic"] = "normal"


class Font(Record):
    """A family, and where it comes from."""

    family: Family
    source: Literal["file", "system", "google", "bunny"]
    files: tuple[FontFile | Text, ...] = ()
    weight: Any = None
    style: Any = None
    display: Any = None


class Face(Record):
    """How a piece of text is set."""

    family: Family | None = None
    weight: Annotated[int, Field(ge=100, le=900)] | None = None
    style: Text | None = None
    size: Text | None = None
    line_height: Annotated[float, Field(gt=0)] | None = Field(default=None, alias="line-height")
    color: Text | None = None
    background_color: Text | None = Field(default=None, alias="background-color")
    decoration: Text | None = None


class Typography(Record):
    """Families and where they are used."""

    fonts: tuple[Font, ...] = ()
    base: Face | Family
    headings: Face | Family | None = None
    monospace: Face | Text | None = None
    monospace_inline: Face | Text | None = Field(default=None, alias="monospace-inline")
    monospace_block: Face | Text | None = Field(default=None, alias="monospace-block")
    link: Face | None = None


Said = Text | Mapping[str, Text]
"""Words of a brand: one text for all locales, or one for each."""


def said_in(words: Said | None, locale: str) -> str:
    """The words of a brand in a locale: where it has none of its own, the first of them."""
    if isinstance(words, Mapping):
        return words.get(locale) or next(iter(words.values()), "")
    return words or ""


class LocalLine(Record):
    """A number of the brand's own, printed under the help lines."""

    label: Said
    number: Annotated[str, Field(pattern=r"^\+?[0-9()][0-9() .-]*[0-9]$")]


class Cobrand(Record):
    """A partner shown beside the brand."""

    name: Text
    logo: Text | None = None
    mono_logo: Text | None = None


Share = Annotated[float, Field(ge=0, le=100)]
Inks = tuple[Share, Share, Share, Share]
"""Per cent of cyan, magenta, yellow and black."""


class ToolkitExtras(Record):
    """What print work needs and brand.yml has no key for."""

    contact: tuple[Text, ...] = ()
    credit: Said | None = None
    local_line: LocalLine | None = None
    print_logo: Text | None = None
    mono_logo: Text | None = None
    mono_mark: Text | None = None
    cmyk: Mapping[str, Inks] = {}
    cobrand: Cobrand | None = None


class Defaults(Record):
    """The one open place of brand.yml; other programs' parts are left alone."""

    model_config = ConfigDict(**{**Record.model_config, "extra": "ignore"})

    toolkit: ToolkitExtras = ToolkitExtras()


class Brand(Record):
    """Colour roles, type, logo, contact block and credit."""

    meta: Meta
    logo: Logo | Text | None = None
    color: Colors
    typography: Typography
    defaults: Defaults = Defaults()
