"""Rules for numbers to call: they stand in the registry alone, and there they are well formed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.check.passages import Passage, module_passages, place_of, strings, words_passages
from toolkit.findings import Finding
from toolkit.load.library import Library

_PHONE = re.compile(
    r"""(?<![\w$€£.,/:+-]) (?:
      (?:\+?1[ .-]?)? (?:\(\d{3}\)\ ?|\d{3}[ .-]) \d{3}[ .-]\d{4}   # 617-555-0100, (617) 555-0100
    | \d{3}[.-]\d{4}                                                # 555-0100
    | \+\d[\d ().-]{6,}\d                                           # +44 20 7946 0000
    | 1-?8\d\d-[A-Z][A-Z-]{5,}                                      # 1-800-A-WORD-HERE
    | \d{10,11}
    | (?<![A-Z]{2}\ ) \d{5,6}                                       # a code to text, not a postal code
    ) (?![\w%]|[.,-]\d)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_BRAND_NUMBERS = (("defaults", "toolkit", "contact"), ("defaults", "toolkit", "local_line"))


def typed_numbers(library: Library, today: date) -> Iterable[Finding]:
    """No number to call is typed into a text: who changes it in the registry would miss it there."""
    registry = {
        number: entry.slug
        for group in library.lines.values()
        for entry in group
        for number in (entry.value.phone, entry.value.text)
        if number
    }
    short = "|".join(re.escape(number) for number in registry if len(number) < 5)
    known = re.compile(rf"(?<![\w$€£.,/:+-])(?:{short})(?![\w%]|[.,-]\d)") if short else None
    for place, passage in _everything(library):
        if not _DIGIT.search(passage.text):
            continue
        matches = [*_PHONE.finditer(passage.text)]
        names_a_line = place[:1] == ("lines",) and place[2:] == ("name",)
        if known and not names_a_line:
            matches += known.finditer(passage.text)
        for number in dict.fromkeys(match[0] for match in matches):
            line = f"[[{registry[number]}]]" if number in registry else "[[the-line]]"
            hint = f"write {line}: numbers stand in helplines.yml alone, with a source and a day"
            origin = place_of(library.files, passage.origin, number)
            yield Finding("C103", f'this looks like a number to call: "{number}"', origin, hint)


def _everything(library: Library) -> Iterator[tuple[tuple[str | int, ...], Passage]]:
    for module in library.modules.values():
        for passage in module_passages(module):
            yield (), passage
    yield from words_passages(library)
    for brand in library.brands.values():
        said = {key: brand.file.data.get(key) for key in ("meta", "logo", "defaults")}
        for place, text in strings(said):
            if not any(place[: len(own)] == own for own in _BRAND_NUMBERS) and "://" not in text:
                yield place, Passage(text, "", brand.at(*place))


def misdialled_numbers(library: Library, today: date) -> Iterable[Finding]:
    """A number of the registry can be dialled in its country; one digit too many or too few is found here."""
    for code, lines in library.lines.items():
        country = library.jurisdictions[code].value.country
        for entry in lines:
            for key in ("phone", "text", "relay"):
                number = getattr(entry.value, key)
                if number and not _can_be_dialled(number, country):
                    message = f'"{number}" cannot be dialled in {country}'
                    yield Finding("C104", message, entry.at(key), "compare the digits with the source, one by one")


def _can_be_dialled(number: str, country: str) -> bool:
    """Whether a number is one of the country's plan (or, with a +, of any), or one of its short numbers."""
    from phonenumbers import NumberParseException, is_valid_number, is_valid_number_for_region, parse
    from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

    try:
        parsed = parse(number, country)
    except NumberParseException:
        return False
    if number.startswith("+"):
        return is_valid_number(parsed)
    return is_valid_number_for_region(parsed, country) or is_valid_short_number_for_region(parsed, country)
