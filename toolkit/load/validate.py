"""Data to records: runs a schema and says every fault in our own words, at its place.

The sentences are chosen by pydantic's error *type*, never by matching its English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from toolkit.findings import Finding, did_you_mean
from toolkit.load.strict_yaml import Place, YamlFile

R = TypeVar("R", bound=BaseModel)

_LIST = "a list is needed here (lines that start with -)"
_GROUP = "a group of keys is needed here"
_SENTENCES: Mapping[str, str] = {
    "string_type": "a text is needed here",
    "string_too_short": "this may not be empty",
    "string_pattern_mismatch": "this is not written the way it must be",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "int_parsing": "a whole number is needed here",
    "int_type": "a whole number is needed here",
    "float_type": "a number is needed here",
    "float_parsing": "a number is needed here",
    "bool_parsing": "yes or no is needed here",
    "bool_type": "yes or no is needed here",
    "too_short": "at least {min_length} entries are needed here",
    "too_long": "at most {max_length} entries may stand here",
    "greater_than_equal": "this must be {ge} or more",
    "greater_than": "this must be more than {gt}",
    "less_than_equal": "this must be {le} or less",
}

_GROUP_TYPES = ("dict_type", "mapping_type", "model_type", "model_attributes_type")
_PATTERN_HINTS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "use small letters a-z, digits and single hyphens, such as front-desk",
    r"^https?://\S+$": "write the whole address, such as https://example.org/page",
}


def validate(file: YamlFile, schema: type[R]) -> tuple[R | None, tuple[Finding, ...]]:
    """A record, or None and one finding for each fault of the file."""
    data = {} if file.data is None else file.data
    try:
        return schema.model_validate(data), ()
    except ValidationError as fault:
        found = {_finding(error, file, schema) for error in _telling(fault.errors(include_url=False))}
        return None, tuple(found)


def _telling(errors: list[Any]) -> list[Any]:
    """Errors without "not this word" for a value that was meant as the other branch of a choice."""

    def drowned(error: Any) -> bool:
        parent = error["loc"][:-1]
        others = [other for other in errors if other is not error and other["loc"][: len(parent)] == parent]
        if isinstance(error.get("input"), str):
            return error["type"] in _GROUP_TYPES and any(other["type"] == "literal_error" for other in others)
        return error["type"] == "literal_error" and any(other["type"] != "literal_error" for other in others)

    return [error for error in errors if not drowned(error)]


def _finding(error: Any, file: YamlFile, schema: type[BaseModel]) -> Finding:
    kind, context = error["type"], error.get("ctx") or {}
    place: Place = _known(error["loc"], file)
    key = str(error["loc"][-1]) if error["loc"] else ""
    origin = file.at(*place)
    if kind == "extra_forbidden":
        known = _keys(schema, error["loc"][:-1])
        return Finding("S101", f'unknown key "{key}"', origin, did_you_mean(key, known))
    if kind == "missing" and isinstance(error["loc"][-1], int):
        return Finding("S103", "there are too few values here", origin, f"{error['loc'][-1] + 1} are needed")
    if kind == "missing":
        return Finding("S102", f'the key "{key}" is missing', origin, f'add a line "{key}: …" here')
    if kind in ("value_error", "assertion_error"):
        return Finding("S103", str(context.get("error", "this value cannot be used")), origin)
    if kind in ("literal_error", "enum"):
        return Finding("S103", "this value is not one of those known", origin, f"use {context.get('expected')}")
    sentence = _SENTENCES.get(kind, "this value cannot be used here").format_map(context)
    hint = _PATTERN_HINTS.get(str(context.get("pattern")), "")
    if isinstance(error.get("input"), str) and kind != "string_too_short":
        sentence += f', not "{error["input"]}"'
    return Finding("S103", sentence, origin, hint)


def _known(loc: Place, file: YamlFile) -> Place:
    """The part of pydantic's path that the file knows (it adds names of types for unions)."""
    place: Place = ()
    for step in loc:
        if (*place, step) in file.places:
            place = (*place, step)
    return place


def _keys(schema: type[BaseModel], loc: Place) -> list[str]:
    """The keys that the group at `loc` may hold, found by walking the schema."""
    current: Any = schema
    for step in loc:
        for candidate in _models(current):
            if isinstance(step, int) or step not in candidate.model_fields:
                continue
            current = candidate.model_fields[step].annotation
            break
    return [field.alias or name for model in _models(current) for name, field in model.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The schemas named in a type, however deep (tuple[Step, ...] | None gives Step)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in getattr(annotation, "__args__", ()) for model in _models(part)]
