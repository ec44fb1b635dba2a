"""The base of every schema: strict, frozen, and built from text. Owns the value types they share."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def millimetres(value: object) -> float:
    """A length such as "3.5in", "12mm" or "8pt" as millimetres; ValueError for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(mm|cm|in|pt)", str(value).strip(), re.ASCII)
    if not match:
        raise ValueError('a length needs a number and a unit (mm, cm, in or pt), such as "12mm"')
    return float(match[1]) * MM_PER_UNIT[match[2]]


def signed_millimetres(value: object) -> float:
    """A length that may have a sign, such as "-0.5mm", as millimetres."""
    text = str(value).strip()
    return -millimetres(text[1:]) if text[:1] in ("-", "\u2212") else millimetres(text.removeprefix("+"))


def iso_date(value: object) -> date:
    """A date written 2026-11-21; ValueError for anything else."""
    if isinstance(value, date):
        return value
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
        raise ValueError("a date is written year-month-day, such as 2026-11-21")
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"there is no day {value}") from None


def colour(value: object) -> str:
    """A hexadecimal colour as #rrggbb; ValueError for anything else."""
    text = str(value).strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(letter * 2 for letter in text[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", text):
        raise ValueError('a colour is written with # and six digits 0-9 a-f, such as "#1f5c57" (in quotes)')
    return text


def yes_or_no(value: object) -> object:
    """yes/no and true/false as a truth value; other text is left for the schema to refuse."""
    return {"yes": True, "true": True, "no": False, "false": False}.get(str(value).lower(), value)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Length = Annotated[float, BeforeValidator(millimetres)]
SignedLength = Annotated[float, BeforeValidator(signed_millimetres)]
IsoDate = Annotated[date, BeforeValidator(iso_date)]
Colour = Annotated[str, BeforeValidator(colour)]
YesNo = Annotated[bool, BeforeValidator(yes_or_no)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
