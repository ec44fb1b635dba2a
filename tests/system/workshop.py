"""What the system tests work with: runs of the program, readings of its output, a tiny kit that renders fast."""

from __future__ import annotations

import fcntl
import functools
import hashlib
import json
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import page as validator
import pypdfium2
import yaml

from toolkit.load.layers import roots_for
from toolkit.load.load import load
from toolkit.schema.kit import Kit, KitDocument

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-21"
LATE = "2030-01-01"
PACKAGE = "toolkit"
KIT = "hotel"
"""The kit that is looked at most closely: it has every kind that a card or a guide can show."""

MOST_OF_A_KIND = 3
LONG_KINDS = frozenset({"guide-booklet", "slides", "slide-notes"})
"""Kinds that take as long as all others together: they are built in two locales, one each way."""
LONG_IN = frozenset({"en", "he-XB"})


@dataclass(frozen=True)
class Run:
    """A finished run of the command line."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What stands on standard output, line by line."""
        return self.out.splitlines()

    def done(self) -> Run:
        """The same run, once it is known to have gone well."""
        assert self.code == 0, f"exit {self.code}\n{self.err[-4000:]}"
        return self


@dataclass(frozen=True)
class Program:
    """A copy of the program and of what ships with it: others may edit the repository while tests run."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        """An environment in which this copy is the program."""
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "FONTCONFIG"))}
        keep.pop("SOURCE_DATE_EPOCH", None)
        return {**keep, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"}

    def command(self, *words: str | Path) -> list[str]:
        """The command line that runs this copy."""
        return [sys.executable, "-m", PACKAGE, *map(str, words)]

    def run(self, *words: str | Path, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 900) -> Run:
        """Run a command in a folder, as somebody would by hand."""
        done = subprocess.run(
            self.command(*words),
            cwd=cwd,
            env={**self.environment, **(env or {})},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)


def manifests_in(output: Path) -> dict[str, dict[str, Any]]:
    """Every manifest of an output folder, by its own folder."""
    found = {
        path.parent.relative_to(output).as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(output.rglob("manifest.json"))
    }
    assert found, "there is no manifest"
    return found


@dataclass(frozen=True)
class Built:
    """An output folder and the run that made it."""

    output: Path
    run: Run

    def manifests(self) -> dict[str, dict[str, Any]]:
        """Every manifest below the folder, by its folder."""
        return manifests_in(self.output)

    def files(self, use: str | None = None) -> list[tuple[Path, dict[str, Any], dict[str, Any]]]:
        """Each PDF with the records of its document and of itself."""
        found = [
            (self.output / folder / file["path"], document, file)
            for folder, manifest in self.manifests().items()
            for document in manifest["documents"]
            for file in document["files"]
            if use in (None, file["use"])
        ]
        assert found, f"there are no files for {use}"
        return found


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write text files; their paths count from the folder."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")


def hashes(folder: Path, pattern: str = "*") -> dict[str, str]:
    """SHA-256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When every file below a folder was written, and as which file."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def page_texts(pdf: Path) -> list[str]:
    """The text of each page, as a reader would copy it, with all white space made single spaces."""
    state = pdf.stat()
    return list(_page_texts(pdf, state.st_mtime_ns, state.st_ino))


@functools.lru_cache(maxsize=500)
def _page_texts(pdf: Path, written: int, node: int) -> tuple[str, ...]:
    """The same, read once for each state of the file: many tests look at the same pages."""
    texts = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            words = page.get_textpage()
            try:
                texts.append(" ".join(words.get_text_bounded().replace("\ufffe", "-").split()))
            finally:
                words.close()
                page.close()
    finally:
        document.close()
    return tuple(texts)


def text_of(pdf: Path) -> str:
    """The text of a whole PDF."""
    return " ".join(page_texts(pdf))


def data_of(path: Path) -> Any:
    """A YAML file with every scalar as text, as the program reads it."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@functools.cache
def kit_of(name: str) -> Kit:
    """A shipped kit, with what its documents take from others."""
    library, findings = load(roots_for(None))
    assert library is not None, findings
    return library.kits[name].value


@functools.cache
def documents_of(locale: str) -> tuple[KitDocument, ...]:
    """The documents of the kit that are built in a locale: each kind, and a few of those that it has many of."""
    chosen: list[KitDocument] = []
    for document in kit_of(KIT).documents:
        few = [other.kind for other in chosen].count(document.kind) < MOST_OF_A_KIND
        if few and (locale in LONG_IN or document.kind not in LONG_KINDS):
            chosen.append(document)
    assert {document.kind for document in chosen} >= {one.kind for one in kit_of(KIT).documents} - LONG_KINDS
    return tuple(chosen)


def only(documents: Iterable[KitDocument]) -> tuple[str, ...]:
    """The options that build just these documents."""
    return tuple(word for document in documents for word in ("--only", document.name))


def names_of(folder: Path) -> list[str]:
    """What an axis holds: its folders, or its .yml files."""
    found = sorted(path.stem if path.is_file() else path.name for path in folder.iterdir() if path.name[0] != ".")
    assert found, f"{folder} is empty"
    return found


NEVER = {
    "organisations not found": (
        "Massachusetts Coalition to End Human Trafficking",
        "Massachusetts Alliance to End Sexual Exploitation",
        "Rescue and Restore",
        "Women's Center for Wellness and Recovery",
        "Cambridge Human Trafficking Initiative",
        "Trauma Center at Justice Resource Institute",
        "Anti-Trafficking Division",
        "State Police Trafficking Unit",
        "Massachusetts Human Trafficking Task Force",
        "Massachusetts County",
    ),
    "numbers without a source": (
        "300,000",
        "14,500",
        "17,500",
        "12-14",
        "12 to 14",
        "average age",
        "second-largest",
        "second largest",
        "$150 billion",
        "150 billion",
        "75%",
        "75 percent",
        "75 per cent",
        "10,359",
    ),
    "a wrong digit": ("1-800-792-5900", "800-792-5900", "792-5900"),
    "speculation": ("blockchain", "cryptocurrency", "dark web", "AI monitoring", "artificial intelligence"),
    "profiling": ("language barrier", "poor eye contact", "submissive", "unrelated people", "avoids eye contact"),
    "another topic": ("Temporary Protected Status", "TPS", "COVID", "pandemic", "background check"),
    "the wrong frame": ("rescue", "commercial sex work", "sex slave", "modern slave", "prostitute", "success stor"),
    "law that is none": ("are required to teach", "Human Trafficking Bill", "may have to register"),
}
"""Shared facts, section 10 and STAT-12: what must not be printed as it stands."""


@functools.cache
def source_titles() -> tuple[str, ...]:
    """The titles of all sources, with straight and with round apostrophes."""
    paths = (ROOT / "content/sources.yml", *sorted((ROOT / "content/sources").glob("*.yml")))
    titles = [source["title"] for path in paths for source in data_of(path).values()]
    return tuple(form for title in titles for form in (title.replace("'", "’"), title))


@functools.lru_cache(maxsize=500)
def without_titles(text: str) -> str:
    """The text of a document without the titles of its sources: how others named their pages is not ours to say."""
    for title in source_titles():
        text = text.replace(title, "")
    return text


def assert_accessible(files: Iterable[Path]) -> None:
    """Each of these PDFs keeps to PDF/UA-1."""
    faults = []
    for path in files:
        report = validator.validate_pdf(str(path), profile="ua1")
        if not report.is_compliant:
            rules = sorted({f"{failure.rule_id} {failure.message}" for failure in report.failures})
            faults.append(f"{path.parent.name}/{path.name}: {rules}")
    assert not faults, "\n".join(faults)


def never_said(text: str, phrases: tuple[str, ...]) -> list[str]:
    """The phrases that stand in a text as whole words, in small or capital letters; abbreviations as they are."""
    plain = without_titles(text).replace("’", "'")
    found = []
    for phrase in phrases:
        start, end = (r"(?<!\w)" if phrase[0].isalnum() else ""), (r"(?!\d)" if phrase[-1].isdigit() else "")
        flags = 0 if phrase.isupper() else re.IGNORECASE
        found += [match[0] for match in re.finditer(start + re.escape(phrase) + end, plain, flags)]
    return found


LEAFLET = {
    "templates/kinds/leaflet/kind.yml": """
        trim: sheet
        margins: {top: 20mm, bottom: 20mm, inside: 20mm, outside: 20mm}
        safe: 5mm
        pages: {least: 1, most: 2}
        parts: [body]
        blocks: [caution, note, law]
        bookmarks: yes
        print: {sides: two, flip: long-edge}
        """,
    "templates/kinds/leaflet/page.css": "h1 { margin-block-end: 4mm; }\n",
    "templates/kinds/leaflet/page.html.j2": """
        {% extends "base.html.j2" %}
        {% import "macros.html.j2" as m with context %}
        {% block body %}
        <div class="logos">{{ m.logos() }}</div>
        <h1>{{ title }}</h1>
        {{ m.bands_of() }}
        <p>{{ promise }} {{ audience }} {{ role }} {{ jurisdiction }} {{ words.sheet }}</p>
        {% for section in parts.body %}<h2>{{ section.title }}</h2>{{ m.nodes(section.nodes, 3) }}{% endfor %}
        {% for one in helplines %}<p>{{ one.name }} {{ one.phone }} {{ one.languages }}</p>{% endfor %}
        <p>{{ words.help_lines }}. {{ words.license }} {{ m.edition_facts() }} {{ brand.credit }}</p>
        {% for one in sources %}<p>{{ one.number }} {{ one.title }}</p>{% endfor %}
        {% endblock %}
        """,
    "templates/kinds/leaflet/words/en.yml": "name: Leaflet\nsheet: One plain sheet\n",
}
"""A kind of the tests' own: plain, so that it renders in a blink."""

MODULE = """---
title: {title}
topic: testing
audiences: [hotel]
minutes: 5
sources: [dhs-hospitality]
reviewed: 2026-11-21
---

## {title} at work {{: #work }}

{body}

- A first point of {slug}.
  {{: card="First point" source="dhs-hospitality" }}
- A second point of {slug}.
  {{: card="Second point" role="security" }}
"""


def module_text(slug: str, body: str = "Plain words.") -> str:
    """A module of one section."""
    return MODULE.format(slug=slug, title=slug.replace("-", " ").capitalize(), body=body)


def kit_files(
    modules: tuple[str, ...], *, slug: str = "tiny", lines: str = "[emergency, trafficking-hotline]"
) -> dict[str, str]:
    """A kit of one leaflet a module, with the help lines named (all of them when none are)."""
    wanted = f"    helplines: {lines}\n" if lines else ""
    documents = "".join(
        f"  - name: {name}\n    kind: leaflet\n    parts: {{body: [{name}]}}\n{wanted}" for name in modules
    )
    head = 'audience: hotel\njurisdiction: us-ma\nversion: "7.3"\n'
    words = "".join(f"  {name}: {{title: About {name}, promise: One page on {name}.}}\n" for name in modules)
    return {
        f"content/kits/{slug}/kit.yml": f"{head}documents:\n{documents}",
        f"content/kits/{slug}/words/en.yml": f"title: Tiny kit\nsummary: A kit for tests.\ndocuments:\n{words}",
    }


def tiny_files(*modules: str) -> dict[str, str]:
    """A project with the leaflet, the modules named and a kit of them."""
    files = {**LEAFLET, **kit_files(modules)}
    return files | {f"content/modules/{name}/en.md": module_text(name) for name in modules}
