"""Your own folder: starting one, writing starters into it, recording who dialled a line and what a printer does.

Starters are files of templates/starters/<axis>/, so a new sort of starter needs no change here. A starter.yml
among them names files of the library to copy under the new name with their words emptied, for translators.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from toolkit.findings import WriteRefused, did_you_mean
from toolkit.load.layers import CONFIRMATIONS, PRINTERS, Files
from toolkit.load.library import Library
from toolkit.load.strict_yaml import parse_yaml
from toolkit.publish.store import replace_text, write_new
from toolkit.resolve import UnknownName
from toolkit.translations import states, with_translation

STARTERS = "templates/starters"
PROJECT = "project"
COPIES = "starter.yml"
NAME, TITLE, TODAY = "NAME", "TITLE", "TODAY"


def starter_axes(files: Files) -> tuple[str, ...]:
    """What `toolkit new` can write."""
    return tuple(name for name in files.names(STARTERS) if name != PROJECT)


def name_pattern(files: Files, axis: str) -> str:
    """What a new name of an axis must look like: as its starter says, or a slug."""
    path = f"{STARTERS}/{axis}/{COPIES}"
    recipe = parse_yaml(files.text(path), path)[0].data if path in files else {}
    return str(recipe.get("names", r"[a-z0-9]+(-[a-z0-9]+)*"))


def start_project(files: Files, folder: Path) -> tuple[Path, ...]:
    """Write a project folder; WriteRefused when one of its files is already there."""
    return _write(files, PROJECT, folder, {})


def write_starter(files: Files, axis: str, name: str, folder: Path, *, today: date) -> tuple[Path, ...]:
    """Write the starter of an axis under a name; the paths written."""
    title = name.replace("-", " ").capitalize()
    return _write(files, axis, folder, {NAME: name, TITLE: title, TODAY: today.isoformat()})


def _write(files: Files, axis: str, folder: Path, values: dict[str, str]) -> tuple[Path, ...]:
    base = f"{STARTERS}/{axis}"
    texts: dict[Path, str] = {}
    for path in files.under(base):
        if path == f"{base}/{COPIES}":
            texts |= _copies(files, path, folder, values)
        else:
            texts[folder / _filled(path[len(base) + 1 :], values)] = files.text(path)
    taken = [path for path in texts if path.exists()]
    if taken:
        raise WriteRefused(f"{taken[0]} is already there; nothing was changed")
    for target, text in texts.items():
        write_new(target, _filled(text, values))
    return tuple(sorted(texts))


def _copies(files: Files, recipe: str, folder: Path, values: dict[str, str]) -> dict[Path, str]:
    """Files of the library that match the recipe's patterns, renamed, their words emptied."""
    file, _ = parse_yaml(files.text(recipe), recipe)
    patterns: list[str] = file.data["copy"]
    chosen = [
        path
        for path in files.contents
        if not path.startswith(STARTERS) and any(fnmatchcase(path, pattern) for pattern in patterns)
    ]
    name = f"{values[NAME]}.yml"
    return {folder / path.rsplit("/", 1)[0] / name: _emptied(files.text(path), path) for path in chosen}


def _emptied(text: str, path: str) -> str:
    """Words without their text, which stays beside them as a comment for the translator."""
    head, words, _ = text.rpartition("\nwords:\n")
    file, _ = parse_yaml(text, path)
    return head + words + "".join(_empty_lines(file.data["words"] if words else file.data, "  " if words else ""))


def _empty_lines(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{key}:\n"
            yield from _empty_lines(value, indent + "  ")
        elif isinstance(value, dict):
            yield f"{indent}{key}: {{}}\n"
        else:
            said = f"[{', '.join(value)}]" if isinstance(value, list) else " ".join(str(value).split())
            yield f"{indent}{key}:  # {said}\n"


def _filled(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace(f"__{key}__", value)
    return text


def record_translation(
    library: Library, folder: Path, locale: str, names: tuple[str, ...], *, by: str | None = None, on: date
) -> tuple[Path, ...]:
    """Record that texts of a locale match their sources as they stand now, and who reviewed them if `by` is given.

    Names are modules or folders of words; none means all. UnknownName for one without a translation; WriteRefused for a
    file that does not lie in the project folder.
    """
    found = {state.source.name: state for state in states(library) if state.locale == locale and state.made}
    if not found:
        known = {state.locale for state in states(library)}
        raise UnknownName("translation into", locale, did_you_mean(locale, known))
    texts: dict[Path, str] = {}
    for name in names or tuple(found):
        if name not in found:
            raise UnknownName("translated text", name, did_you_mean(name, found))
        state = found[name]
        assert state.made and state.made.translation
        made_from = {part: digest for part, digest in state.source.parts.items() if part in state.made.parts}
        review = {"reviewed_by": by, "reviewed_on": on.isoformat()} if by else {}
        old = state.made.translation.model_dump(mode="json", exclude_none=True, exclude={"made_from"})
        path = folder / state.made.path
        if not path.is_file():
            raise WriteRefused(f"{state.made.path} ships with the program; copy it into your folder to change it")
        record = {**old, **review, "made_from": made_from}
        texts[path] = with_translation(library.files.text(state.made.path), record)
    changed = {path: text for path, text in texts.items() if text != library.files.text(_below(path, folder))}
    for path, text in changed.items():
        replace_text(path, text)
    return tuple(sorted(changed))


def _below(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def confirm(library: Library, folder: Path, line: str, *, by: str, on: date) -> Path:
    """Record who dialled a line and when; UnknownName for a line that does not exist."""
    import yaml

    known = {entry.slug for group in library.lines.values() for entry in group}
    if line not in known:
        raise UnknownName("help line", line, did_you_mean(line, known))
    records = [
        {"line": entry.value.line, "by": entry.value.by, "on": entry.value.on.isoformat()}
        for entry in library.confirmations
        if entry.value.line != line or entry.value.on > on
    ]
    records.append({"line": line, "by": by.strip(), "on": on.isoformat()})
    records.sort(key=lambda record: (record["line"], record["on"]))
    head = "# Who dialled which help line, and when. Written by `toolkit confirm`.\n"
    path = folder / CONFIRMATIONS
    replace_text(path, head + yaml.safe_dump({"confirmations": records}, allow_unicode=True, sort_keys=False))
    return path


def record_printer(library: Library, folder: Path, name: str, **known: str | float | None) -> Path:
    """Record what is known of a printer: lengths in millimetres, `flip`; what is None stays as it was."""
    import yaml

    records = {slug: entry.value.model_dump(exclude_none=True) for slug, entry in library.printers.items()}
    records[name] = {**records.get(name, {}), **{key: value for key, value in known.items() if value is not None}}
    data = {
        slug: {key: value if isinstance(value, str) else f"{round(value, 3):g}mm" for key, value in record.items()}
        for slug, record in sorted(records.items())
    }
    head = "# How far the backs of print sheets are moved for your printers. Written by `toolkit printer`.\n"
    path = folder / PRINTERS
    replace_text(path, head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return path
