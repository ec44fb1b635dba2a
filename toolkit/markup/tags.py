"""Tags: the `{: … }` of headings, blocks and list items. Owns their grammar and their findings."""

from __future__ import annotations

import re

from toolkit.findings import Finding, Origin, did_you_mean
from toolkit.markup.tree import Tags

TAGS_AT_END = re.compile(r"\s*\{:(?P<inside>[^{}]*)\}\s*$")
_TOKEN = re.compile(
    r"""\s*(?:\#(?P<id>[^\s"=]+)|\.(?P<cls>[^\s"=]+)
    |(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"'“”‘’]+)))""",
    re.VERBOSE,
)

_LISTS = {
    "role": "roles",
    "audience": "audiences",
    "kind": "kinds",
    "needs": "needs",
    "source": "sources",
    "fact": "facts",
    "topics": "topics",
}
SUBJECT = "subject"
"""What a picture shows, for the rule on what no picture may show."""

_KNOWN = (*_LISTS, "card", "minutes", SUBJECT)


def parse_tags(inside: str, origin: Origin) -> tuple[Tags, tuple[Finding, ...]]:
    """The words between `{:` and `}`; `origin` is where they begin."""
    values: dict[str, object] = {}
    classes: list[str] = []
    places: dict[str, Origin] = {}
    findings: list[Finding] = []
    position = 0
    while inside[position:].strip():
        match = _TOKEN.match(inside, position)
        start = position + len(inside[position:]) - len(inside[position:].lstrip())
        place = Origin(origin.path, origin.line, origin.column + start)
        if not match:
            hint = 'write #id, .class or key="value", with spaces between'
            findings.append(Finding("M104", "these tags cannot be read", place, hint))
            break
        position = match.end()
        if match["id"]:
            values["id"], places["id"] = match["id"], place
        elif match["cls"]:
            classes.append(match["cls"])
        else:
            value = match["quoted"] if match["quoted"] is not None else match["bare"]
            places[match["key"]] = place
            findings += _set(values, match["key"], value, place)
    return Tags(classes=tuple(classes), places=places, **values), tuple(findings)  # type: ignore[arg-type]


def _set(values: dict[str, object], key: str, value: str, place: Origin) -> list[Finding]:
    if key in _LISTS:
        values[_LISTS[key]] = tuple(value.split())
    elif key in ("card", SUBJECT):
        values[key] = value
    elif key == "minutes":
        if not value.isdecimal():
            return [Finding("M104", f'minutes needs a whole number, not "{value}"', place)]
        values["minutes"] = int(value)
    else:
        return [Finding("M104", f'unknown tag "{key}"', place, did_you_mean(key, _KNOWN))]
    return []
