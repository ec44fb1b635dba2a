"""The shape of the program: one direction, one reader, one writer, no names and no words where they do not belong."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from .workshop import PACKAGE, ROOT, data_of, names_of

SOURCE = ROOT / PACKAGE
TEMPLATES = ROOT / "templates"
LONGEST_MODULE = 300

LAYERS: tuple[tuple[str, ...], ...] = (
    ("__init__", "schema", "findings", "codes"),
    ("load", "markup", "fonts", "engines", "colour", "brands", "pictures", "imposition", "reading", "modes", "inks"),
    ("edition", "selection", "translations", "check", "papers", "resolve", "survey", "days", "rows"),
    ("compose",),
    ("render",),
    ("export",),
    ("impose", "job", "warm", "workers"),
    ("publish",),
    ("build", "batch", "assembly", "naming", "posters", "project", "preview", "verify", "doctor", "handoff"),
    ("cli", "__main__"),
)
"""First to last: a module may use its own layer and those before it."""

READERS = {
    "load/layers.py": "the reader of project files",
    "load/table.py": "reads the table of people that a command names",
    "publish/store.py": "reads its own output: manifests, and files to see whether they are whole",
    "verify.py": "reads built files and their manifests",
    "fonts.py": "reads font packages and its own fontconfig file",
    "engines.py": "reads the program's own code, whose digest is part of every key",
}
WRITERS = {
    "publish/store.py": "the writer",
    "fonts.py": "writes its fontconfig file into the cache",
}
SOLE_IMPORTERS = {
    "weasyprint": {"render/engine.py"},
    "pikepdf": {"impose/draw.py", "impose/forms.py", "impose/merge.py", "impose/press.py"},
    "docx": {"export/docx.py"},
}

READING = {"read_text", "read_bytes", "iterdir", "glob", "rglob", "listdir", "scandir"}
WRITING = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "touch", "unlink", "rmdir", "rmtree", "rename", "symlink_to"),
    *("mkdtemp", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "copy2", "copyfile"),
    *("copytree", "chmod", "fdopen", "hardlink_to", "truncate"),
}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the program, by its path in the package."""
    found = {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
        if "shipped" not in path.relative_to(SOURCE).parts
    }
    assert len(found) > 30
    return found


def dotted(path: str) -> str:
    """`load/layers.py` as `toolkit.load.layers`."""
    return ".".join([PACKAGE, *path.removesuffix(".py").removesuffix("/__init__").split("/")]).removesuffix(".__init__")


@cache
def module_names() -> dict[str, str]:
    """The path of each module, by its dotted name."""
    return {dotted(path): path for path in trees()}


def imports(path: str) -> Iterator[tuple[str, int]]:
    """The modules of the program that one imports anywhere in its text, functions and TYPE_CHECKING included."""
    for node in ast.walk(trees()[path]):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by a relative name"
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name for name in inside if name in module_names()] or [node.module or ""]
        else:
            continue
        for name in names:
            if name.split(".")[0] == PACKAGE:
                yield module_names()[name], node.lineno


def layer_of(path: str) -> int:
    """The place of a module in the order of layers."""
    top = path.split("/")[0].removesuffix(".py")
    return next(index for index, names in enumerate(LAYERS) if top in names)


def test_every_folder_and_module_has_its_layer() -> None:
    """A new part of the program says where it stands."""
    tops = {path.split("/")[0].removesuffix(".py") for path in trees()}
    known = [name for names in LAYERS for name in names]
    assert len(known) == len(set(known))
    assert tops == set(known)


def test_imports_go_one_way() -> None:
    """load → check → resolve → compose → render → limits → impose → publish → build → cli."""
    walked = 0
    against = []
    for path in trees():
        for other, line in imports(path):
            walked += 1
            if layer_of(other) > layer_of(path):
                against.append(f"{path}:{line} imports {other}, which comes later")
    assert walked > 100
    assert not against, "\n".join(against)


def test_no_module_is_imported_in_a_circle() -> None:
    """Inside a layer too, imports make no circle."""
    graph = {path: sorted({other for other, _ in imports(path)} - {path}) for path in trees()}
    assert sum(map(len, graph.values())) > 100
    done: set[str] = set()
    circles = []

    def visit(path: str, trail: tuple[str, ...]) -> None:
        if path in trail:
            circles.append(" → ".join((*trail[trail.index(path) :], path)))
        elif path not in done:
            for other in graph[path]:
                visit(other, (*trail, path))
            done.add(path)

    for path in graph:
        visit(path, ())
    assert not circles, "\n".join(circles)


def buffers(tree: ast.Module) -> set[str]:
    """Names that hold an io.BytesIO: what is read from or saved to them is no file."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "BytesIO" in ast.unparse(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Each call with its last name and its first argument as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield node, name, ast.unparse(node.args[0]) if node.args else ""


def in_memory(first: str, held: set[str]) -> bool:
    """Whether a first argument is bytes in memory."""
    return "BytesIO" in first or first in held or "devnull" in first


def reads(tree: ast.Module) -> list[int]:
    """The lines that read files or list folders."""
    held = buffers(tree)
    lines = []
    for node, name, first in calls(tree):
        mode = ast.unparse(node.args[1]) if len(node.args) > 1 else "'r'"
        opens = name in ("open", "TTFont", "ZipFile") and not in_memory(first, held) and "w" not in mode
        if name in READING or opens:
            lines.append(node.lineno)
    return lines


def writes(tree: ast.Module) -> list[int]:
    """The lines that write, move or delete files."""
    held = buffers(tree)
    lines = []
    for node, name, first in calls(tree):
        owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        moves = name == "replace" and (owner == "os" or (len(node.args) == 1 and not node.keywords and owner != ""))
        modes = [ast.unparse(argument) for argument in node.args[:2]] + [ast.unparse(k.value) for k in node.keywords]
        opens = name == "open" and not in_memory(first, held) and any(re.fullmatch(r"'[wax]b?\+?'", m) for m in modes)
        saves = name in ("save", "write_pdf", "write_png") and node.args and not in_memory(first, held)
        shell = owner in ("shutil", "subprocess") or (owner == "os" and name in ("remove", "removedirs", "link"))
        if name in WRITING or moves or opens or saves or shell:
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(("find", "allowed"), [(reads, READERS), (writes, WRITERS)], ids=["reader", "writer"])
def test_one_place_reads_and_one_writes(find: object, allowed: dict[str, str]) -> None:
    """Each exception stands in the list with its reason, and each reason is still needed."""
    assert callable(find)
    found = {path: lines for path, tree in trees().items() if (lines := find(tree))}
    strangers = {path: lines for path, lines in found.items() if path not in allowed}
    assert not strangers
    assert set(found) == set(allowed)


@pytest.mark.parametrize("text", ["p.read_text()", "open('x')", "Path('x').open()", "TTFont(path)", "os.listdir('x')"])
def test_the_search_for_readers_finds_them(text: str) -> None:
    """The search itself is not blind."""
    assert reads(ast.parse(text)) == [1]
    assert reads(ast.parse("io.open(io.BytesIO(b''))\nx.text.replace('a', 'b')")) == []


@pytest.mark.parametrize(
    "text", ["p.write_text('x')", "p.open('w')", "open('x', 'ab')", "os.replace(a, b)", "p.replace(q)", "i.save('x')"]
)
def test_the_search_for_writers_finds_them(text: str) -> None:
    """The search itself is not blind."""
    assert writes(ast.parse(text)) == [1]
    assert writes(ast.parse("text.replace('a', 'b')\nreplace(node, x=1)\nopen('y')\no = io.BytesIO()\nm.save(o)")) == []


@pytest.mark.parametrize(("name", "owners"), SOLE_IMPORTERS.items())
def test_few_places_import_the_engine(name: str, owners: set[str]) -> None:
    """WeasyPrint and python-docx are each known to one module, pikepdf to those that finish PDFs."""
    found = set()
    for path, tree in trees().items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
                names += [ast.unparse(argument).strip("'\"") for argument in node.args]
            if any(other.split(".")[0] == name for other in names):
                found.add(path)
    assert found == owners


@cache
def slugs() -> dict[str, set[str]]:
    """Every shipped name, by axis, read from the folders."""
    content = ROOT / "content"
    audiences = names_of(content / "audiences")
    found = {
        "kind": set(names_of(TEMPLATES / "kinds")),
        "locale": set(names_of(TEMPLATES / "locales")),
        "stock": set(names_of(TEMPLATES / "stocks")),
        "mode": set(names_of(TEMPLATES / "modes")),
        "audience": set(audiences),
        "role": {r for name in audiences for r in data_of(content / "audiences" / name / "audience.yml")["roles"]},
        "brand": set(names_of(content / "brands")),
        "kit": set(names_of(content / "kits")),
        "jurisdiction": set(names_of(content / "jurisdictions")),
    }
    assert all(found.values())
    assert sum(map(len, found.values())) >= 18
    return found


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings, or texts standing alone."""
    return {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def literals(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every text in the code, docstrings left out."""
    passed = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value, node.lineno


def test_no_shipped_name_in_the_code() -> None:
    """A new value adds files and edits none, so no text in the code is the name of one."""
    names = {name: axis for axis, found in slugs().items() for name in found}
    walked = 0
    found = []
    for path, tree in trees().items():
        for text, line in literals(tree):
            walked += 1
            if text in names:
                found.append(f'{path}:{line} names the {names[text]} "{text}"')
    assert walked > 500
    assert not found, "\n".join(found)


def jinja_files() -> list[Path]:
    """Every template."""
    found = sorted(TEMPLATES.rglob("*.j2"))
    assert len(found) >= 6
    assert all(path.name.endswith((".html.j2", ".svg.j2")) for path in found)
    return found


def test_no_shipped_name_in_the_templates() -> None:
    """A template that asks for a brand, a locale or an audience by name would have to be edited for a new one."""
    names = {name: axis for axis, found in slugs().items() if axis != "kind" for name in found}
    walked = 0
    found = []
    for path in jinja_files():
        for node in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Const):
            walked += 1
            if node.value in names:
                found.append(f'{path.relative_to(ROOT)}:{node.lineno} names the {names[node.value]} "{node.value}"')
    assert walked > 50
    assert not found, "\n".join(found)


HOLE = "\ufffc"
SPOKEN_ATTRIBUTES = {"alt", "title", "aria-label", "aria-description", "placeholder", "label", "summary", "content"}
FIXED_META = {"viewport"}


class Words(HTMLParser):
    """Gathers what a reader would see or hear; expressions are holes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.elements = 0
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements += 1
        self._silent = tag if tag in ("style", "script") else ""
        known = dict(attrs)
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and not (tag == "meta" and known.get("name") in FIXED_META):
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            for text in re.findall(r"content:\s*([^;}]*)", data):
                self._take(" ".join(re.findall(r'"([^"]*)"', text)))
        else:
            self._take(data)

    def _take(self, text: str) -> None:
        if any(letter.isalpha() or letter.isdigit() for letter in text.replace(HOLE, "")):
            self.found.append((self.getpos()[0], " ".join(text.split())))


@cache
def attribute_blocks() -> frozenset[str]:
    """The blocks that stand inside an attribute: what fills them is markup."""
    found = {
        name
        for path in jinja_files()
        for name in re.findall(r'="[^"<>]*{%-?\s*block (\w+)', path.read_text(encoding="utf-8"))
    }
    assert found
    return frozenset(found)


def outside_expressions(source: str) -> str:
    """A template's own text: each expression is a hole, tags and comments are gone, lines keep their numbers."""
    for name in attribute_blocks():
        source = re.sub(rf"(?s)({{%-? *block {name} *%}}).*?({{%-? *endblock *-?%}})", r"\1\2", source)
    out: list[str] = []
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind == "data":
            out.append(value)
        else:
            if kind == "variable_begin":
                names_a_tag = out and out[-1].endswith(("<", "</"))
                out.append("element" if names_a_tag else HOLE)
            out.append("\n" * value.count("\n"))
    return "".join(out)


def words_in(source: str) -> Words:
    """What a template says by itself."""
    words = Words()
    words.feed(outside_expressions(source))
    words.close()
    return words


def test_no_words_in_templates() -> None:
    """Text outside expressions is white space or punctuation, spoken attributes included."""
    found = []
    elements = 0
    for path in jinja_files():
        words = words_in(path.read_text(encoding="utf-8"))
        elements += words.elements
        found += [f"{path.relative_to(ROOT)}:{line}: {text}" for line, text in words.found]
    assert elements > 100
    assert not found, "\n".join(found)


def test_the_search_for_words_finds_them() -> None:
    """The search itself is not blind."""
    bad = '<p class="wide">{{ x }} Page</p>\n<img alt="A logo"><style>p::before{content:"Note"}</style>{# No #}'
    assert words_in(bad).found == [(1, f"{HOLE} Page"), (2, "A logo"), (2, "Note")]
    good = '<p class="a{% if b %} first{% endif %}">{{ x }} · {{ y }}.</p><img alt="{{ z }}" src="a.svg">'
    assert words_in(good).found == []


def said(node: nodes.Node) -> Iterator[nodes.Const]:
    """The constants that an expression may print."""
    match node:
        case nodes.Const():
            yield node
        case nodes.CondExpr():
            for inner in (node.expr1, node.expr2):
                if inner is not None:
                    yield from said(inner)
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from said(node.left)
            yield from said(node.right)
        case nodes.Concat():
            for inner in node.nodes:
                yield from said(inner)
        case nodes.Filter():
            if node.node is not None:
                yield from said(node.node)
            if node.name in ("default", "d"):
                for inner in node.args:
                    yield from said(inner)


def test_no_words_inside_the_expressions_of_templates() -> None:
    """`{{ "Page" if x }}` would be a word too. Names for class attributes are small and stand inside a tag."""
    found = []
    walked = 0
    for path in jinja_files():
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for block in list(tree.find_all(nodes.Block)):
            if block.name in attribute_blocks():
                block.body = []
        for output in tree.find_all(nodes.Output):
            inside_tag = False
            for inner in output.nodes:
                walked += 1
                if isinstance(inner, nodes.TemplateData):
                    inside_tag = inner.data.rfind("<") > inner.data.rfind(">") or (inside_tag and ">" not in inner.data)
                    continue
                for constant in said(inner):
                    text = str(constant.value)
                    if not inside_tag and any(letter.isalpha() for letter in text):
                        found.append(f"{path.relative_to(ROOT)}:{constant.lineno}: {text}")
    assert walked > 200
    assert not found, "\n".join(found)


def test_no_words_in_style_sheets() -> None:
    """`content: "Page"` would be English in every locale."""
    walked = 0
    found = []
    for path in sorted(TEMPLATES.rglob("*.css")):
        css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        for value in re.findall(r"content:\s*([^;}]*)", css):
            walked += 1
            if any(
                letter.isalpha() for text in re.findall(r'"([^"]*)"|\'([^\']*)\'', value) for letter in "".join(text)
            ):
                found.append(f"{path.relative_to(ROOT)}: content: {value}")
    assert walked >= 3
    assert not found, "\n".join(found)


def test_modules_stay_short() -> None:
    """A module fits in the head."""
    lengths = {path: len((SOURCE / path).read_text(encoding="utf-8").splitlines()) for path in trees()}
    assert max(lengths.values()) > 50
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}
