"""Writes docs/reference/ from the program itself: `python -m tests.docs.reference`.

Owns the shape of those pages, none of their facts: commands come from click, findings from the table of codes,
keys from the schemas. tests/docs/test_docs.py compares what is there with what this would write.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Union

import click
from annotated_types import Ge, Gt, Le, Lt, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

import toolkit.codes
from toolkit.cli import COMMANDS, main
from toolkit.cli.frame import Exit
from toolkit.load.library import Library
from toolkit.load.load import load
from toolkit.schema import audit, brand, kit, mode, paper, people, posters, printer, record, registry, wording, words

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
WIDTH = 96
NOTE = "<!-- Written by `python -m tests.docs.reference`. Do not change it by hand. -->\n"

FILES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("content/brands/<brand>/_brand.yml", "", brand.Brand),
    ("content/modules/<module>/<locale>.md", "This is the head, between the two lines `---`.", kit.FrontMatter),
    ("content/kits/<kit>/kit.yml", "", kit.Kit),
    ("content/kits/<kit>/words/<locale>.yml", "", words.KitWords),
    ("content/audiences/<audience>/audience.yml", "", people.Audience),
    ("content/audiences/<audience>/words/<locale>.yml", "", words.AudienceWords),
    ("content/jurisdictions/<code>/jurisdiction.yml", "", registry.Jurisdiction),
    ("content/jurisdictions/<code>/helplines.yml", "", registry.HelpLines),
    ("content/jurisdictions/<code>/law.yml", "", registry.Law),
    ("content/jurisdictions/<code>/services.yml", "", registry.Services),
    ("content/jurisdictions/<code>/posters.yml", "", posters.Posters),
    ("content/jurisdictions/<code>/words/<locale>.yml", "", words.JurisdictionWords),
    ("content/sources.yml", "These keys stand under the id of each source.", registry.Source),
    ("content/facts/*.yml", "These keys stand under the id of each fact.", audit.Fact),
    ("content/questions.yml", "", audit.Questions),
    ("content/wording/<locale>.yml", "", wording.Wording),
    ("content/pictures.yml", "", wording.Pictures),
    ("content/exceptions/*.yml", "Files add to each other.", wording.Exemptions),
    ("content/defaults.yml", "", people.Settings),
    ("confirmations.yml", "In your project folder; `toolkit confirm` writes it.", registry.Confirmations),
    (
        "printers.yml",
        "In your project folder; `toolkit printer` writes it. These keys stand under the name of each printer.",
        printer.Printer,
    ),
    ("templates/kinds/<kind>/kind.yml", "", paper.Kind),
    ("templates/kinds/<kind>/words/<locale>.yml", "Keys of your own may stand here too.", words.KindWords),
    ("templates/modes/<mode>/mode.yml", "", mode.Mode),
    ("templates/modes/<mode>/words/<locale>.yml", "Keys of your own may stand here too.", words.ModeWords),
    ("templates/stocks/<stock>.yml", "", paper.Stock),
    ("templates/locales/<locale>.yml", "", people.Locale),
    ("templates/base/blocks.yml", "These keys stand under the name of each block.", kit.BlockRule),
    ("templates/base/pairs.yml", "", words.Pairs),
)

NAMED: tuple[tuple[Any, str, str], ...] = (
    (record.Slug, "a name", "names"),
    (record.Text, "text", "texts"),
    (record.Length, "a length", "lengths"),
    (record.SignedLength, "a length that may have a sign", "lengths that may have a sign"),
    (record.IsoDate, "a day", "days"),
    (record.YesNo, "`yes` or `no`", "`yes` or `no`"),
    (record.WebAddress, "a web address", "web addresses"),
    (registry.Phone, "a number to dial: digits, spaces and hyphens", "numbers to dial"),
    (audit.FactId, "a fact's id, such as `SIGN-ALL-03`", "ids of facts"),
    (audit.Digest, "eight hexadecimal digits", "digests"),
    (audit.SectionName, "`module` or `module#section`", "`module` or `module#section`"),
    (brand.Inks, "four numbers from 0 to 100: cyan, magenta, yellow, black", "four numbers from 0 to 100"),
    (paper.Size, "two lengths, across and down: `[3.5in, 2in]`", "pairs of lengths"),
)

PATTERNS: Mapping[str, str] = {
    r"^\+?[0-9()][0-9() .-]*[0-9]$": "a number to dial",
    r"^[A-Z]{2}$": "two capital letters, such as `US`",
    r"^[a-z0-9]+(-[a-z0-9]+)*\??$": "names; a `?` at the end marks one that may stay empty",
}
SHORT_GROUP = 3

EXITS: Mapping[Exit, str] = {
    Exit.DONE: "done",
    Exit.FINDINGS: "findings: something in the files must be changed; nothing was written",
    Exit.USAGE: "wrong use: a command, an option or a name that does not exist",
    Exit.ENVIRONMENT: "something of the machine is missing; the message names the command that installs it",
    Exit.REFUSED: "refused to write: a file is already there, or the folder cannot be written",
}


def pages() -> Mapping[str, str]:
    """Every page by its file name."""
    return {"commands.md": commands(), "findings.md": findings(), "keys.md": keys(), "questions.md": questions()}


# Commands


def commands() -> str:
    """Each command as its own --help says it."""
    out = [NOTE, "# Commands\n", "What `--help` says, command by command.\n"]
    out.append(_help("toolkit", main))
    for name in sorted(COMMANDS):
        command = main.get_command(click.Context(main), name)
        assert command is not None
        out.append(f"## toolkit {name}\n\n{_help(f'toolkit {name}', command)}")
    out.append("## Exit statuses\n\n| status | meaning |\n|---|---|")
    out.append("\n".join(f"| {status.value} | {EXITS[status]} |" for status in Exit) + "\n")
    return "\n".join(out)


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    return f"```text\n{command.get_help(context)}\n```\n"


# Findings


def families() -> Mapping[str, str]:
    """What each letter of a code stands for, as the table of codes says at its head."""
    text = " ".join((toolkit.codes.__doc__ or "").split())
    return {letter: said.strip() for letter, said in re.findall(r"(?:^|[.·] )([A-Z]) ([^·.]+?)(?= ·|\.)", text)}


def findings() -> str:
    """Every code, by family."""
    out = [NOTE, "# Findings\n"]
    out.append("`toolkit explain M104` says the same at the prompt. Codes never change their meaning.\n")
    for letter, said in families().items():
        out.append(f"## {letter}: {said}\n\n| code | what | more |\n|---|---|---|")
        rows = [(code, *text) for code, text in sorted(toolkit.codes.CODES.items()) if code.startswith(letter)]
        out.append("\n".join(f"| {code} | {_cell(title)} | {_cell(more)} |" for code, title, more in rows) + "\n")
    return "\n".join(out)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


# Questions


def questions() -> str:
    """What people ask, and where the modules answer it or why they do not."""
    library, _ = load([ROOT])
    assert library is not None
    out = [NOTE, "# Questions that people ask\n"]
    out.append(
        "Every question that this toolkit was started from, in our words: where it is answered, or why it is not. The\n"
        "table is `content/questions.yml`; `toolkit check` sees to it that each answer is there and is printed, and\n"
        "`toolkit list questions` shows it at the prompt.\n"
    )
    out.append("| id | question | where it is answered | what is not printed, and why |\n|---|---|---|---|")
    for entry in library.questions:
        question = entry.value
        places = ", ".join(_place(name, library) for name in question.answered_by)
        out.append(f"| {question.id} | {_cell(question.asks)} | {places} | {_cell(question.not_printed or '')} |")
    return "\n".join(out) + "\n"


def _place(name: str, library: Library) -> str:
    module = library.module(name.partition("#")[0], library.settings.value.locale)
    assert module is not None
    return f"[{name}](../../{module.path})"


# Keys


def keys() -> str:
    """Every file and every key that a schema knows."""
    out = [NOTE, "# Keys of every file\n"]
    out.append(
        "A key that is not listed here is refused. Everything in a file is text until the program reads it, so a\n"
        "number such as `0700` stays as you typed it.\n\n"
        "- **a name**: small letters, digits and single hyphens, such as `front-desk`\n"
        "- **a day**: `2026-11-21`\n"
        "- **a length**: a number and a unit, such as `12mm`; units are `mm`, `cm`, `in` and `pt`\n"
        "- **text**: anything but nothing; put it in quotes when it holds a colon or `#`\n\n"
        "What a file `words/<locale>.yml` has in one locale, it must have in every locale.\n"
    )
    for path, where, schema in FILES:
        out.append(f"## {path.replace('<', '&lt;')}\n")
        if where:
            out.append(f"{where}\n")
        out += _tables(schema)
    return "\n".join(out)


def _tables(schema: type[BaseModel]) -> Iterator[str]:
    """The table of a schema, then those of the groups within it, each once."""
    seen: list[type[BaseModel]] = []
    waiting: list[tuple[str, type[BaseModel]]] = [("", schema)]
    while waiting:
        prefix, model = waiting.pop(0)
        if model in seen:
            continue
        seen.append(model)
        title = f"### {prefix}\n\n" if prefix else ""
        about = inspect.getdoc(model) or ""
        about = f"{about}\n\n" if " " in about else ""  # a bare file name says nothing new
        yield f"{title}{about}| key | needed | what it is |\n|---|---|---|"
        hints = typing.get_type_hints(model, include_extras=True)
        rows = []
        for name, field in model.model_fields.items():
            key = field.alias or name
            rows.append(f"| `{key}` | {_needed(field, hints[name])} | {_cell(words_for(hints[name]))} |")
            waiting += [(f"{prefix}.{key}".lstrip("."), inner) for inner in models_in(hints[name])]
        yield "\n".join(rows) + "\n"


def _needed(field: FieldInfo, hint: Any) -> str:
    if field.is_required():
        return "yes"
    default = field.default
    if hint == record.Length:
        return f"no: `{default:g}mm`"
    if default in (None, PydanticUndefined, ()) or isinstance(default, BaseModel | dict):
        return "no"
    return f"no: {_default(default)}"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    return f"`{value}`" if value != "" else "empty"


def models_in(hint: Any) -> list[type[BaseModel]]:
    """The schemas within a type, however deep."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [model for part in typing.get_args(hint) for model in models_in(part)]


def words_for(hint: Any, *, many: bool = False) -> str:
    """A type in words; `many` where the words follow "a list of"."""
    for known, one, several in NAMED:
        if hint == known:
            return several if many else one
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Required, typing.NotRequired):
        return words_for(arguments[0], many=many)
    if hasattr(hint, "__metadata__"):
        return _annotated(arguments[0], hint.__metadata__)
    if origin in (Union, types.UnionType):
        return ", or ".join(words_for(part) for part in arguments if part is not type(None))
    if origin is Literal:
        return _either(map(str, arguments))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return f"a list of {words_for(arguments[0], many=True)}"
    if origin is tuple:
        return f"a list of {len(arguments)} {words_for(arguments[0], many=True)}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"names of your own, each with {words_for(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        fields = [f"`{field.alias or name}`" for name, field in hint.model_fields.items()]
        listed = f": {', '.join(fields)}" if len(fields) <= SHORT_GROUP else ""
        return f"groups of keys{listed}" if many else f"a group of keys{listed}"
    return {str: "text", int: "a whole number", float: "a number", bool: "`yes` or `no`"}.get(hint, "anything")


def _either(choices: Iterable[str]) -> str:
    quoted = [f"`{choice}`" for choice in choices]
    return " or ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else quoted[0]


def _annotated(base: Any, metadata: tuple[Any, ...]) -> str:
    said = [words_for(base)]
    for item in metadata:
        for part in item.metadata if isinstance(item, FieldInfo) else (item,):
            if isinstance(part, Ge | Gt | Le | Lt | MinLen):
                said.append(_limit(part))
            elif pattern := getattr(part, "pattern", None):
                said = [_pattern(str(pattern))]
    return ", ".join(said)


def _limit(part: Ge | Gt | Le | Lt | MinLen) -> str:
    match part:
        case Ge():
            return f"{part.ge} or more"
        case Gt():
            return f"more than {part.gt}"
        case Le():
            return f"{part.le} or less"
        case Lt():
            return f"less than {part.lt}"
    return "at least one" if part.min_length == 1 else f"at least {part.min_length}"


def _pattern(pattern: str) -> str:
    """A pattern such as ^(none|optional)$ as the words it lets in; another one as it stands."""
    match = re.fullmatch(r"\^\(([a-z-]+(?:\|[a-z-]+)+)\)\$", pattern)
    return _either(match[1].split("|")) if match else PATTERNS.get(pattern, f"text like `{pattern}`")


def write() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        print((FOLDER / name).relative_to(ROOT))


if __name__ == "__main__":
    write()
