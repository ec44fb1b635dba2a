"""The documents are true: generated pages, links, commands, names, and every example that names its file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Container, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

from tests.docs import reference
from toolkit.build import build, load_checked
from toolkit.cli import COMMANDS, main
from toolkit.cli.frame import Exit
from toolkit.codes import CODES
from toolkit.compose import views
from toolkit.load.layers import roots_for, shipped_root
from toolkit.load.library import Library
from toolkit.project import starter_axes
from toolkit.resolve import Request
from toolkit.schema.record import Record

ROOT = reference.ROOT
TODAY = date(2026, 11, 21)
FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^ *```$", re.M | re.S)
LINK = re.compile(r"(?<!\\)!?\[[^\]\[]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|[\s(])(?:[\w.]+[/\\])*toolkit (?P<rest>\S.*)")
EXAMPLE = re.compile(
    r"^<!-- (?P<how>file|add to): (?P<path>\S+) -->\n+(?P<fence>`{3,})\w*\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)
PLACEHOLDER = re.compile(r"YOUR[A-Z -]*|[A-Z][A-Z-]*")


def documents() -> tuple[Path, ...]:
    """Every Markdown page for readers, at the top and in docs/."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))


def hand_written() -> tuple[Path, ...]:
    return tuple(path for path in documents() if path.parent != reference.FOLDER)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = load_checked(roots_for(None), today=TODAY)
    return found


def test_there_are_documents() -> None:
    names = {name_of(path) for path in documents()}
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"} <= names
    assert len(names) > 10
    assert all(text_of(path).startswith(("#", reference.NOTE)) for path in documents())


# Generated pages


@pytest.mark.parametrize("page", sorted(reference.pages()))
def test_reference_is_up_to_date(page: str) -> None:
    """Mended by `make docs`."""
    assert text_of(reference.FOLDER / page) == reference.pages()[page]


def test_reference_holds_no_other_page() -> None:
    assert {path.name for path in reference.FOLDER.iterdir()} == set(reference.pages())


def test_every_schema_is_in_the_reference() -> None:
    def below(schema: type[Record]) -> Iterator[type[Record]]:
        for inner in schema.__subclasses__():
            yield inner
            yield from below(inner)

    def reached(schema: Any, seen: set[Any]) -> set[Any]:
        if schema not in seen:
            seen.add(schema)
            for field in schema.model_fields.values():
                for inner in reference.models_in(field.annotation):
                    reached(inner, seen)
        return seen

    shown: set[Any] = set()
    for _, _, schema in reference.FILES:
        reached(schema, shown)
    schemas = [s for s in below(Record) if s.__module__.startswith("toolkit.schema.") and not s.__subclasses__()]
    whole_files = {"Sources", "Facts", "Printers"}
    assert len(schemas) > 20
    assert {s.__name__ for s in schemas} - {s.__name__ for s in shown} == whole_files


# What must be mentioned


def test_every_command_and_option_is_mentioned() -> None:
    readme, commands = text_of(ROOT / "README.md"), text_of(reference.FOLDER / "commands.md")
    for name in COMMANDS:
        assert f"`toolkit {name}" in readme, name
        command = main.get_command(click.Context(main), name)
        assert command is not None
        for parameter in (*command.params, *main.params):
            for option in parameter.opts:
                assert option in commands or isinstance(parameter, click.Argument), f"{name} {option}"


def test_every_exit_status_is_mentioned() -> None:
    readme = text_of(ROOT / "README.md")
    for status in Exit:
        assert re.search(rf"^\| {status.value} \| \S", readme, re.M), status


def test_every_code_is_mentioned_by_family() -> None:
    families = reference.families()
    assert families.keys() == {code[0] for code in CODES}
    findings = text_of(reference.FOLDER / "findings.md")
    assert all(f"| {code} |" in findings for code in CODES)
    line = re.search(r"^The letter tells .*?\.\s", text_of(ROOT / "README.md"), re.M | re.S)
    assert line
    for letter in families:
        assert re.search(rf"\b{letter}\b", line[0]), letter


def test_every_room_is_in_the_architecture() -> None:
    text = text_of(ROOT / "ARCHITECTURE.md")
    package = ROOT / "toolkit"
    rooms = [path for path in package.iterdir() if not path.name.startswith(("_", "shipped"))]
    assert len(rooms) > 20
    for room in rooms:
        name = f"{room.name}/" if room.is_dir() else room.name
        assert f"`{name}" in text or f"`toolkit/{name}" in text, name
    for named in re.findall(r"`(?:toolkit/)?([a-z_]+(?:/[a-z_]+)*\.py)`", text):
        assert (package / named).is_file(), named


def test_every_axis_has_a_way_to_add_to_it(library: Library) -> None:
    readme, contributing = text_of(ROOT / "README.md"), text_of(ROOT / "CONTRIBUTING.md")
    axes = starter_axes(library.files)
    assert len(axes) > 5
    for axis in axes:
        assert f"`{axis}`" in readme, axis
        assert f"toolkit new {axis} " in contributing, axis


def test_every_block_is_in_write_a_module(library: Library) -> None:
    page = text_of(ROOT / "docs" / "write-a-module.md")
    assert library.rules
    for block in library.rules:
        assert f"| `{block}`" in page, block


def test_every_variable_of_a_template_is_in_design_a_kind() -> None:
    source = text_of(ROOT / "toolkit" / "compose" / "context.py")
    body = source[source.index("def context_for") :]
    names = re.findall(r'^        "(\w+)":', body[: body.index("\n    }\n")], re.M)
    page = text_of(ROOT / "docs" / "design-a-kind.md")
    assert len(names) > 15
    for name in names:
        assert re.search(rf"^\| .*`{name}`.* \| ", page, re.M), name


def test_every_field_of_a_view_is_in_design_a_kind() -> None:
    page = text_of(ROOT / "docs" / "design-a-kind.md")
    shapes = [shape for shape in vars(views).values() if is_dataclass(shape) and shape is not views.LogoView]
    assert len(shapes) > 8
    for shape in shapes:
        for field in fields(shape):
            assert f"`{field.name}`" in page, f"{shape.__name__}.{field.name}"


def test_macros_that_are_shown_exist() -> None:
    macros = set(re.findall(r"macro (\w+)\(", text_of(ROOT / "templates" / "base" / "macros.html.j2")))
    shown = set(re.findall(r"\bm\.(\w+)\(", text_of(ROOT / "docs" / "design-a-kind.md")))
    assert len(shown) > 8
    assert shown <= macros


def test_every_key_of_a_brand_and_of_a_kind_is_explained() -> None:
    from toolkit.schema import brand, paper

    pages = {
        "rebrand.md": (brand.Meta, brand.Logo, brand.Colors, brand.Typography, brand.Font, brand.ToolkitExtras),
        "design-a-kind.md": (paper.Kind, paper.Margins, paper.Copyfit, paper.PrintAdvice),
    }
    for page, schemas in pages.items():
        text = text_of(ROOT / "docs" / page)
        for schema in schemas:
            for name, field in schema.model_fields.items():
                assert re.search(rf"\b{field.alias or name}\b", text), f"{page}: {name}"


# Links


def _anchors(path: Path) -> set[str]:
    text = FENCE.sub("", text_of(path))
    titles = re.findall(r"^#{1,6} (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title).lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("path", documents(), ids=name_of)
def test_links_and_pictures_resolve(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", text_of(path)))
    for target in LINK.findall(text):
        if target.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        aim = (path.parent / file).resolve() if file else path
        assert aim.is_relative_to(ROOT), target
        assert aim.exists(), f"{target} is not there"
        if anchor:
            assert anchor in _anchors(aim), target


def test_pictures_are_shown_and_small() -> None:
    folder = ROOT / "docs" / "pictures"
    pictures = sorted(folder.iterdir())
    readme = text_of(ROOT / "README.md")
    assert pictures
    for picture in pictures:
        assert f"(docs/pictures/{picture.name})" in readme, f"{picture.name} is shown nowhere"
        assert picture.stat().st_size < 250_000, picture.name


def test_pictures_have_words() -> None:
    for path in documents():
        assert not re.search(r"!\[\s*\]\(", text_of(path)), name_of(path)


# Commands


@dataclass(frozen=True)
class Shown:
    """A command line of the program as a page shows it."""

    page: str
    line: str
    words: tuple[str, ...]


def _shown(path: Path) -> Iterator[Shown]:
    text = text_of(path)
    lines = [
        line for fence in FENCE.finditer(text) if fence["language"] != "text" for line in fence["text"].split("\n")
    ]
    lines += re.findall(r"`([^`\n]+)`", FENCE.sub("", text))
    for line in lines:
        match = COMMAND.search(line.split(" #")[0])
        if match and not match["rest"].startswith(("…", ".")):
            yield Shown(name_of(path), line, tuple(shlex.split(match["rest"])))


def _commands() -> list[Shown]:
    return [shown for path in hand_written() for shown in _shown(path)]


def _parse(command: click.Command, words: list[str], context: click.Context) -> tuple[dict[str, Any], list[str]]:
    values, rest, _ = command.make_parser(context).parse_args(args=words)
    return dict(values), list(rest)


def _call(shown: Shown) -> list[str]:
    """The command and what follows it, without the options that stand before it."""
    return _parse(main, list(shown.words), click.Context(main, info_name="toolkit"))[1]


@pytest.mark.parametrize("shown", _commands(), ids=lambda shown: f"{shown.page}: {shown.line.strip()}")
def test_command_lines_parse(shown: Shown) -> None:
    context = click.Context(main, info_name="toolkit")
    values, rest = _parse(main, list(shown.words), context)
    if {"--version", "--help"} & set(shown.words) or PLACEHOLDER.fullmatch(" ".join(rest)):
        return
    assert rest, f"no command in: {shown.line}"
    command = main.get_command(context, rest[0])
    assert command is not None, f"there is no command {rest[0]}"
    inner, left = _parse(command, rest[1:], click.Context(command, info_name=rest[0], parent=context))
    assert not left, f"too much: {left}"
    for owner, given in ((main, values), (command, inner)):
        for parameter in owner.params:
            value = given.get(str(parameter.name))
            one_of = isinstance(parameter.type, click.Choice)
            for word in value if isinstance(value, tuple | list) else (value,):
                if isinstance(word, str) and one_of and not PLACEHOLDER.fullmatch(word):
                    assert word in parameter.type.choices, word


def test_commands_are_found() -> None:
    shown = _commands()
    assert len(shown) > 40
    assert {word for one in shown for word in one.words} >= set(COMMANDS)


def test_names_in_command_lines_exist(library: Library) -> None:
    """--brand fernlight names a brand that ships, or one that the page makes with `toolkit new brand`."""
    products = {product for stock in library.stocks.values() for product in stock.value.products}
    axes: dict[str, Container[str]] = {
        "--only": {document.name for kit in library.kits.values() for document in kit.value.documents},
        "--brand": library.brands,
        "--locale": library.locales,
        "--jurisdiction": library.jurisdictions,
        "--stock": {*library.stocks, *products, *(product.rpartition(" ")[2] for product in products)},
    }
    lines = {entry.slug for group in library.lines.values() for entry in group}
    looked = 0
    for path in hand_written():
        calls = [call for call in map(_call, _shown(path)) if call]
        started = {call[2] for call in calls if call[0] == "new" and len(call) > 2}
        started |= {part for _, name, _ in _examples(path) for part in name.split("/")[2:3]}
        for call in calls:
            named = [(axes[option], value) for option, value in pairwise(call) if option in axes]
            named += [(lines, call[1])] if call[0] == "confirm" and len(call) > 1 else []
            named += [(CODES, call[1])] if call[0] == "explain" and len(call) > 1 else []
            named += (
                [(library.kits, call[1])] if call[0] in ("build", "preview") and call[1:] and call[1][0] != "-" else []
            )
            for known, value in named:
                looked += 1
                assert value in known or value in started or PLACEHOLDER.fullmatch(value), f"{name_of(path)}: {value}"
    assert looked > 10


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.M))
    named = {name for path in hand_written() for name in re.findall(r"(?:^|`)make ([a-z]+)\b", text_of(path), re.M)}
    assert {"kit", "test"} <= named <= targets


# Examples


def _examples(path: Path) -> tuple[tuple[str, str, str], ...]:
    return tuple((match["how"], match["path"], match["text"]) for match in EXAMPLE.finditer(text_of(path)))


def _pages_with_examples() -> list[Path]:
    return [path for path in hand_written() if _examples(path)]


def _write(project: Path, path: Path) -> None:
    for how, name, text in _examples(path):
        before = text_of(shipped_root() / name) if how == "add to" else ""
        target = project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(before + text, encoding="utf-8")
    for line in re.findall(r"^<!-- drawing: (\S+) -->$", text_of(path), re.M):
        (project / line).write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h120v40H0z"/></svg>', "utf-8"
        )


def test_pages_with_examples_are_found() -> None:
    names = {path.name for path in _pages_with_examples()}
    assert {"rebrand.md", "help-lines.md", "design-a-kind.md", "write-a-module.md"} <= names


@pytest.mark.parametrize("path", _pages_with_examples(), ids=name_of)
def test_examples_pass_the_check(path: Path, tmp_path: Path) -> None:
    _write(tmp_path, path)
    load_checked(roots_for(tmp_path), today=TODAY, strict=True)


@pytest.mark.parametrize("path", _pages_with_examples(), ids=name_of)
def test_examples_build(path: Path, tmp_path: Path) -> None:
    """A kit that a page shows is made, in the brand that it shows."""
    examples = _examples(path)
    kits = tuple(name.split("/")[2] for _, name, _ in examples if name.endswith("/kit.yml"))
    brands = [name.split("/")[2] for _, name, _ in examples if name.endswith("/_brand.yml")]
    if not kits and not brands:
        pytest.skip("shows neither a kit nor a brand")
    _write(tmp_path, path)
    if not kits:
        kits = ("tiny",)
        folder = tmp_path / "content" / "kits" / "tiny"
        (folder / "words").mkdir(parents=True)
        starter = shipped_root() / "templates" / "starters" / "kit" / "content" / "kits" / "__NAME__"
        (folder / "kit.yml").write_text(text_of(starter / "kit.yml"), encoding="utf-8")
        (folder / "words" / "en.yml").write_text(text_of(starter / "words" / "en.yml"), encoding="utf-8")
    brand = brands[0] if brands else None
    built = build(roots_for(tmp_path), Request(kits=kits, brand=brand), tmp_path / "output", today=TODAY, jobs=1)
    assert built.made


# What may not stand in a page


@pytest.mark.parametrize("path", (*documents(), ROOT / "LICENSE", ROOT / "LICENSE-CONTENT"), ids=name_of)
def test_no_machine_and_no_registry_is_named(path: Path) -> None:
    text = text_of(path)
    folders = re.findall(r"(?<![\w.:/<>*\]-])/(?:home|work|tmp|root|usr|opt|var|etc|mnt|srv|Users)\b\S*", text)
    drives = re.findall(r"\b[A-Z]:\\\S*", text)
    registries = re.findall(r"https?://\S*(?:/simple/|/packages/|registry|index-url)\S*|--(?:extra-)?index-url", text)
    assert not folders + drives + registries
