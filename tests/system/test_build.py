"""What a build leaves behind: folder, manifest, index; and what a second, failed or killed build does to them."""

from __future__ import annotations

import contextlib
import datetime
import html.parser
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
import pypdfium2
import pytest

from toolkit import build as builder
from toolkit.build import Built as Outcome
from toolkit.build import build
from toolkit.check import memory
from toolkit.check.check import check
from toolkit.findings import Finding, Stopped
from toolkit.resolve import Request

from .workshop import (
    KIT,
    ROOT,
    TODAY,
    Built,
    Program,
    data_of,
    documents_of,
    hashes,
    kit_files,
    manifests_in,
    module_text,
    only,
    stamps,
    text_of,
    tiny_files,
    write,
)

DAY = datetime.date.fromisoformat(TODAY)
LAST_LINE = re.compile(r"^(\d+) files? made(, (\d+) unchanged)? in \d+\.\d s\. Open (.+)$")
FOLDER = f"neutral/{KIT}/en"
SOME = only(documents_of("en"))


def assert_whole(output: Path) -> None:
    """The folder holds what its manifests say, byte for byte, thumbnails, an index, what the check found; no more."""
    expected = {"index.html", memory.NAME}
    found = hashes(output)
    for folder, manifest in manifests_in(output).items():
        expected.add(f"{folder}/manifest.json")
        for document in manifest["documents"]:
            expected.add(f"{folder}/thumbnails/{document['name']}.png")
            for file in document["files"]:
                path = f"{folder}/{file['path']}"
                expected.add(path)
                assert found.get(path) == file["sha256"], path
    assert set(found) == expected


class Links(html.parser.HTMLParser):
    """Gathers what a page refers to, and its elements."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "srcset", "poster", "action")
        ]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


# --- the whole kit, through the command line ---------------------------------------------------------------------


@pytest.fixture(scope="session")
def kit(edition_of: Callable[[str, str], Built]) -> Built:
    """The whole shipped kit in its default brand and locale."""
    built = edition_of("neutral", "en")
    built.run.done()
    return built


CARDS, BADGES, PLAIN = ("letter", "letter-cards-10"), ("letter", "letter-badges-8"), ("letter",)
PRINTED_ON = {
    "wallet-card": CARDS,
    "help-card": CARDS,
    "contact-card": CARDS,
    "name-badge": BADGES,
    "scenario-cards": PLAIN,
    "guide-booklet": PLAIN,
    "tent-card": PLAIN,
    "folded-card": PLAIN,
    "accordion-card": PLAIN,
}
"""The kinds of the kit that are cut, folded or torn apart, and the sheets that they are usually printed on."""
DOUBLED = {"poster": "tabloid"}
"""Kinds that are made on a larger sheet too."""


def kit_documents() -> list[dict[str, Any]]:
    """The documents built of the shipped kit, with the names of their files; one on two sheets is there twice."""
    documents = []
    imposed = set()
    for document in documents_of("en"):
        if "imposition" in data_of(ROOT / f"templates/kinds/{document.kind}/kind.yml"):
            imposed.add(document.kind)
        usual = document.kind if document.name == document.kind else f"{document.kind}-{document.name}"
        prints = [f"{usual}-print-{sheet}.pdf" for sheet in PRINTED_ON.get(document.kind, ())]
        sections = [section for part in document.parts.values() for section in part]
        agenda = () if document.like else document.agenda  # what is like a guide takes its agenda, and shows none
        steps = [step.section for plan in agenda for step in plan.steps]
        modules = {section.partition("#")[0] for section in (*sections, *steps)}
        larger = [f"{usual}-{DOUBLED[document.kind]}"] if document.kind in DOUBLED else []
        for base in (usual, *larger):
            documents.append({"base": base, "files": {f"{base}.pdf", *prints}, "modules": modules, "record": document})
    assert imposed == set(PRINTED_ON)
    assert len(documents) > 20
    return documents


def test_the_output_folder(kit: Built) -> None:
    """Readable names: <kind>-<document>.pdf, print sheets beside them, thumbnails, a manifest and one index."""
    documents = kit_documents()
    expected = {"index.html", memory.NAME, f"{FOLDER}/manifest.json"}
    for document in documents:
        expected |= {f"{FOLDER}/{name}" for name in document["files"]}
        expected.add(f"{FOLDER}/thumbnails/{document['base']}.png")
    assert set(hashes(kit.output)) == expected
    assert_whole(kit.output)


def test_results_stand_alone_on_standard_output(kit: Built) -> None:
    """Paths of what was made there, everything else on standard error, and a last line that says it all."""
    pdfs = {str(path) for path in kit.output.rglob("*.pdf")}
    assert len(kit.run.lines) == len(pdfs)
    assert set(kit.run.lines) == pdfs
    *progress, last = kit.run.err.splitlines()
    match = LAST_LINE.match(last)
    assert match, last
    assert int(match[1]) == len(pdfs)
    assert match[3] is None
    assert Path(match[4]) == kit.output / "index.html"
    count = len(kit_documents())
    steps = [re.fullmatch(r"\[(\d+)/(\d+)\] (.+)", line) for line in progress]
    assert all(steps), progress
    assert [(int(step[1]), int(step[2])) for step in steps if step] == [(n, count) for n in range(1, count + 1)]
    assert {step[3] for step in steps if step} == {f"{FOLDER}/{document['base']}" for document in kit_documents()}


def test_the_manifest_says_what_was_made_of_what(kit: Built, program: Program) -> None:
    """Hashes of outputs and inputs are true; page counts too; versions stand there."""
    manifest = kit.manifests()[FOLDER]
    assert manifest["made_with"]["weasyprint"].startswith("70")
    assert {"trainers-toolkit", "pydyf", "pikepdf"} <= set(manifest["made_with"])
    assert [name for name in manifest["made_with"] if name.startswith("fontpkg-")], "fonts shape pages too"
    assert (manifest["brand"], manifest["kit"], manifest["locale"]) == ("neutral", KIT, "en")
    assert [record["name"] for record in manifest["documents"]] == [document["base"] for document in kit_documents()]
    used = set()
    for path, record, file in kit.files():
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) == file["pages"], path.name
        assert record["title"]
        assert record["jurisdiction"] == "us-ma"
    shipped = hashes(program.root)
    for record, document in zip(manifest["documents"], kit_documents(), strict=True):
        assert record["inputs"]
        for path, digest in record["inputs"].items():
            assert shipped.get(path) == digest, path
        kind = document["record"].kind
        modules = {f"content/modules/{module}/en.md" for module in document["modules"]}
        own = {f"templates/kinds/{kind}/page.html.j2", f"content/kits/{KIT}/kit.yml", "templates/locales/en.yml"}
        assert modules | own <= set(record["inputs"]), record["name"]
        used |= set(record["inputs"])
    foreign = [path for path in used if "fernlight" in path or "XA" in path or "XB" in path or "starters" in path]
    assert not foreign


def test_nothing_says_when_or_where_it_was_made(kit: Built, shared: Path) -> None:
    """No time of day and no path of this machine, in manifest, index or PDFs."""
    places = {str(shared), str(ROOT), str(Path.home()) + "/", "/tmp/", "/home/", "/root/", "file:/"}
    texts = [
        path.read_text(encoding="utf-8") for path in (kit.output / "index.html", kit.output / FOLDER / "manifest.json")
    ]
    for text in texts:
        assert not re.search(r"\d\d:\d\d:\d\d|T\d\d:\d\d", text)
        assert not [place for place in places if place in text]
    walked = 0
    for path, _, _ in kit.files():
        with pikepdf.open(path) as pdf:
            info = {key: str(value) for key, value in pdf.docinfo.items()}
            pieces = [str(info).encode()]
            for thing in pdf.objects:
                walked += 1
                if isinstance(thing, pikepdf.Stream):
                    pieces.append(thing.get_stream_buffer().__bytes__() if readable(thing) else b"")
                    pieces.append(str(dict(thing.stream_dict)).encode())
                elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Array, pikepdf.String)):
                    pieces.append(thing.unparse())
        data = re.sub(rb"https?://[^\s()<>\"]+", b"", b"\n".join(pieces))
        assert not [place for place in places if place.encode() in data], path.name
        dates = re.findall(rb"D:(\d{4})|<xmp:\w+Date>(\d{4})|xmp:\w+Date=\"(\d{4})", data)
        assert {year for found in dates for year in found if year} <= {b"1980"}, path.name
    assert walked > 500


def readable(stream: pikepdf.Stream) -> bool:
    """Whether a stream can be unpacked: pictures cannot, and hold no text."""
    return str(stream.stream_dict.get("/Filter", "")) in ("", "/FlateDecode")


def test_the_index_works_from_anywhere(kit: Built, tmp_path: Path) -> None:
    """Links are relative and lead to every file; nothing is fetched and nothing runs."""
    stick = tmp_path / "stick"
    shutil.copytree(kit.output, stick)
    page = Links(stick / "index.html")
    assert "script" not in page.tags
    assert "link" not in page.tags
    assert page.addresses
    targets = []
    for address in page.addresses:
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc) == ("", ""), address
        assert not parts.path.startswith("/"), address
        targets.append((stick / unquote(parts.path)).resolve())
        assert targets[-1].is_file(), address
    pdfs = sorted(path.resolve() for path in stick.rglob("*.pdf"))
    assert sorted(target for target in targets if target.suffix == ".pdf") == pdfs
    pictures = sorted(path.resolve() for path in stick.rglob("*.png"))
    assert sorted(target for target in targets if target.suffix == ".png") == pictures
    text = " ".join(" ".join(page.words).split())
    words = data_of(ROOT / f"content/kits/{KIT}/words/en.yml")["documents"]
    for document in documents_of("en"):
        assert words[document.name]["title"] in text
    assert "Flip on the long edge." in text
    style = re.findall(r"<style>(.*?)</style>", (stick / "index.html").read_text(encoding="utf-8"), re.S)
    assert len(style) == 1
    assert "url(" not in style[0]


def test_thumbnails_are_pictures_of_first_pages(kit: Built) -> None:
    """Of their right shape, and not blank."""
    from PIL import Image

    walked = 0
    for path, record, _ in kit.files("reading"):
        picture = path.parent / "thumbnails" / f"{record['name']}.png"
        with pypdfium2.PdfDocument(path) as document, Image.open(picture) as image:
            width, height = document.get_page_size(0)
            assert image.width / image.height == pytest.approx(width / height, rel=0.02)
            assert len(image.convert("RGB").getcolors(1 << 16) or ()) > 4
            walked += 1
    assert walked == len(kit_documents())


def test_a_second_build_makes_nothing(kit: Built, program: Program, tmp_path: Path) -> None:
    """And writes nothing either."""
    before = stamps(kit.output)
    run = program.run(
        "--today", TODAY, "build", KIT, *SOME, "--locale", "en", "--output", kit.output, cwd=tmp_path
    ).done()
    assert run.out == ""
    match = LAST_LINE.match(run.err.splitlines()[-1])
    assert match
    assert (match[1], match[3]) == ("0", str(len(list(kit.output.rglob("*.pdf")))))
    assert stamps(kit.output) == before


def test_a_changed_module_makes_only_its_documents_anew(kit: Built, program: Program, tmp_path: Path) -> None:
    """The others keep their files as they are."""
    output = tmp_path / "output"
    shutil.copytree(kit.output, output)
    documents = kit_documents()
    uses = {module: [d for d in documents if module in d["modules"]] for d in documents for module in d["modules"]}
    module = min((m for m, found in uses.items() if len(found) > 1), key=lambda m: (len(uses[m]), m))
    assert len(uses[module]) < len(documents)
    path = f"content/modules/{module}/en.md"
    head, body = (program.root / path).read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
    assert body.count(" the ") > 3
    changed = body.replace(" the ", " teh ")
    write(tmp_path / "project", {path: f"---\n{head}\n---\n{changed}"})
    before = stamps(output)
    options = ("--project", tmp_path / "project", "--today", TODAY)
    run = program.run(*options, "build", KIT, *SOME, "--locale", "en", "--output", output, cwd=tmp_path).done()
    expected = {f"{FOLDER}/{name}" for document in uses[module] for name in document["files"]}
    assert {Path(line).relative_to(output).as_posix() for line in run.lines} == expected
    after = stamps(output)
    rewritten = {path for path in after if after[path] != before.get(path)}
    thumbnails = {f"{FOLDER}/thumbnails/{document['base']}.png" for document in uses[module]}
    assert expected | {f"{FOLDER}/manifest.json"} <= rewritten
    assert rewritten <= expected | thumbnails | {f"{FOLDER}/manifest.json", "index.html", memory.NAME}
    assert_whole(output)
    for document in uses[module]:
        assert " teh " in text_of(output / FOLDER / f"{document['base']}.pdf"), document["base"]


# --- a tiny kit: what becomes of a folder over several builds ----------------------------------------------------


class Workspace:
    """A project with a tiny kit, and builds of it in this process."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.roots = (program.root, folder)
        self.folder = folder
        self.output = folder / "output"

    def build(self, output: Path | None = None, **options: Any) -> Outcome:
        """Build the tiny kit."""
        what = {"kits": ("tiny",), **options.pop("what", {})}
        return build(self.roots, Request(**what), output or self.output, today=DAY, jobs=1, **options)

    def path(self, name: str, *, locale: str = "en", brand: str = "neutral") -> Path:
        """A file of the output folder."""
        return self.output / brand / "tiny" / locale / name


@pytest.fixture
def tiny(bare: Program, project: Path) -> Workspace:
    return Workspace(bare, project)


LEAFLETS = tuple(f"neutral/tiny/en/leaflet-{name}.pdf" for name in ("alpha", "beta", "gamma"))


def test_what_was_checked_is_checked_again_only_by_force(tiny: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at every word takes most of a build in which nothing changed."""
    checks: list[str] = []

    def counted(*given: Any, **options: Any) -> tuple[Finding, ...]:
        checks.append("made")
        return check(*given, **options)

    monkeypatch.setattr(builder, "check", counted)
    first = tiny.build()
    again = tiny.build()
    assert (again.made, again.findings) == ((), first.findings)
    assert len(checks) == 1
    tiny.build(force=True)
    assert len(checks) == 2
    write(tiny.folder, {"content/modules/alpha/en.md": module_text("alpha", "One more sentence.")})
    assert tiny.build().made == (LEAFLETS[0],)
    assert len(checks) == 3


def test_json_for_a_program(bare: Program, project: Path) -> None:
    """One JSON value on standard output, with the same facts."""
    options = ("--project", project, "--today", TODAY, "--format", "json")
    run = bare.run(*options, "build", "tiny", cwd=project).done()
    answer = json.loads(run.out)
    assert answer["made"] == list(LEAFLETS)
    assert answer["kept"] == []
    assert answer["findings"] == []
    assert Path(answer["index"]).resolve() == (project / "output/index.html").resolve()
    again = json.loads(bare.run(*options, "build", "tiny", cwd=project).done().out)
    assert (again["made"], again["kept"]) == ([], list(LEAFLETS))
    assert_whole(project / "output")


def test_verbose_names_what_stays_unchanged(bare: Program, project: Path) -> None:
    """Only with -v, and on standard error."""
    bare.run("build", "tiny", cwd=project).done()
    quiet = bare.run("build", "tiny", cwd=project).done()
    told = bare.run("-v", "build", "tiny", cwd=project).done()
    assert "unchanged: " not in quiet.err
    assert [line for line in told.err.splitlines() if line.startswith("unchanged: ")] == [
        f"unchanged: {path}" for path in LEAFLETS
    ]
    assert told.out == ""


def test_a_deleted_file_is_made_again_alone(tiny: Workspace) -> None:
    """The others stay as they are."""
    assert tiny.build().made == LEAFLETS
    first, before = hashes(tiny.output), stamps(tiny.output)
    tiny.path("leaflet-beta.pdf").unlink()
    built = tiny.build()
    assert built.made == (LEAFLETS[1],)
    assert built.kept == (LEAFLETS[0], LEAFLETS[2])
    assert hashes(tiny.output) == first
    after = stamps(tiny.output)
    assert all(after[path] == before[path] for path in (LEAFLETS[0], LEAFLETS[2]))


def test_a_damaged_file_is_made_again_alone(tiny: Workspace) -> None:
    """A flipped byte is enough."""
    tiny.build()
    first = hashes(tiny.output)
    path = tiny.path("leaflet-gamma.pdf")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert tiny.build().made == (LEAFLETS[2],)
    assert hashes(tiny.output) == first


@pytest.mark.parametrize("name", ["index.html", "neutral/tiny/en/thumbnails/leaflet-alpha.png"])
def test_a_deleted_page_or_picture_comes_back(tiny: Workspace, name: str) -> None:
    """The index would show a hole otherwise."""
    tiny.build()
    first = hashes(tiny.output)
    (tiny.output / name).unlink()
    tiny.build()
    assert hashes(tiny.output) == first


BROKEN = {
    "empty": b"",
    "cut off": b'{"format": 1, "documents": [',
    "not text": b"\xff\xfe\x00garbage",
    "a text": b'"manifest"',
    "a list": b"[]",
    "another format": b'{"format": 99}',
    "documents of another shape": b'{"format": 1, "documents": 7}',
    "a document of another shape": b'{"format": 1, "documents": [7]}',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_damaged_manifest_costs_a_build_and_no_more(tiny: Workspace, data: bytes) -> None:
    """Everything in its folder is made again."""
    tiny.build()
    first = hashes(tiny.output)
    tiny.path("manifest.json").write_bytes(data)
    assert tiny.build().made == LEAFLETS
    assert hashes(tiny.output) == first


def test_force_makes_everything_anew_with_the_same_bytes(tiny: Workspace) -> None:
    tiny.build()
    first, before = hashes(tiny.output), stamps(tiny.output)
    assert tiny.build(force=True).made == LEAFLETS
    assert hashes(tiny.output) == first
    after = stamps(tiny.output)
    assert all(after[path] != before[path] for path in LEAFLETS)


def test_two_processes_in_two_folders_make_the_same_bytes(program: Program, tmp_path: Path) -> None:
    """Whatever the folder, the working directory and the number of jobs."""
    found = []
    for name, jobs in (("one", "1"), ("another place/deeper", "2")):
        folder = tmp_path / name
        write(folder, tiny_files("alpha", "beta", "gamma"))
        options = ("--today", TODAY, "build", "tiny", "--locale", "he-XB", "--jobs", jobs)
        program.run(*options, cwd=folder).done()
        found.append(hashes(folder / "output"))
    assert len(found[0]) == 9
    assert found[0] == found[1]


def test_a_failing_build_leaves_the_last_good_files(tiny: Workspace) -> None:
    """One text too long: nothing is written, not even the documents that came out well."""
    tiny.build()
    first, before = hashes(tiny.output), stamps(tiny.output)
    long = "\n\n".join(f"Paragraph x{number}x goes on and on, as some people do." for number in range(400))
    write(tiny.folder, {"content/modules/alpha/en.md": module_text("alpha", "Changed.")})
    write(tiny.folder, {"content/modules/beta/en.md": module_text("beta", long)})
    with pytest.raises(Stopped) as stopped:
        tiny.build()
    (finding,) = stopped.value.findings
    assert finding.code == "P101"
    assert finding.origin.path == "neutral/tiny/en/leaflet-beta"
    assert "too long" in finding.message
    assert finding.hint
    assert hashes(tiny.output) == first
    assert stamps(tiny.output) == before
    assert not list(tiny.output.glob(".staging-*"))
    write(tiny.folder, {"content/modules/beta/en.md": module_text("beta")})
    assert tiny.build().made == (LEAFLETS[0],)


def test_a_failing_build_says_so_and_exits_with_1(bare: Program, project: Path) -> None:
    """Every fault at once, at its place, and nothing on standard output."""
    write(project, {"content/modules/alpha/en.md": module_text("alpha", "See [here](file:///etc/passwd).")})
    write(project, {"content/modules/beta/en.md": module_text("beta", "<b>Bold</b>")})
    run = bare.run("--project", project, "--today", TODAY, "build", "tiny", cwd=project)
    assert run.code == 1
    assert run.out == ""
    assert "content/modules/alpha/en.md:12:12: error M109" in run.err
    assert "content/modules/beta/en.md:12:1: error M108" in run.err
    assert run.err.splitlines()[-1].endswith("nothing was written")
    assert not (project / "output").exists()


def test_a_document_taken_out_of_the_kit_goes_from_the_folder(tiny: Workspace) -> None:
    """With its picture, from manifest and index too."""
    tiny.build()
    kept = {path: stamp for path, stamp in stamps(tiny.output).items() if path in LEAFLETS[:2]}
    write(tiny.folder, kit_files(("alpha", "beta")))
    built = tiny.build()
    assert (built.made, built.kept) == ((), LEAFLETS[:2])
    assert_whole(tiny.output)
    assert not tiny.path("leaflet-gamma.pdf").exists()
    assert "gamma" not in (tiny.output / "index.html").read_text(encoding="utf-8")
    assert {path: stamp for path, stamp in stamps(tiny.output).items() if path in LEAFLETS} == kept


CARD = {
    "content/kits/tiny/kit.yml": """
        audience: hotel
        jurisdiction: us-ma
        version: "1"
        documents:
          - {name: alpha, kind: leaflet, helplines: [emergency], parts: {body: [alpha]}}
          - {name: wallet-card, kind: wallet-card, helplines: [emergency], parts: {front: [alpha]}}
        """,
    "content/kits/tiny/words/en.yml": """
        title: Tiny kit
        summary: A kit for tests.
        documents:
          alpha: {title: About alpha, promise: Short.}
          wallet-card: {title: Short words, promise: Short.}
        """,
}


def test_another_paper_stands_beside_the_first(tiny: Workspace) -> None:
    """Its name is in the file names, and each build leaves the other's files alone."""
    write(tiny.folder, CARD)
    us = set(tiny.build().made)
    folder = "neutral/tiny/en"
    assert us == {
        f"{folder}/leaflet-alpha.pdf",
        f"{folder}/wallet-card.pdf",
        f"{folder}/wallet-card-print-letter.pdf",
        f"{folder}/wallet-card-print-letter-cards-10.pdf",
    }
    iso = set(tiny.build(what={"stocks": ("a4", "a4-cards-10")}).made)
    assert iso == {
        f"{folder}/leaflet-alpha-a4.pdf",
        f"{folder}/wallet-card-a4.pdf",
        f"{folder}/wallet-card-print-a4.pdf",
        f"{folder}/wallet-card-print-a4-cards-10.pdf",
    }
    assert_whole(tiny.output)
    assert {path.relative_to(tiny.output).as_posix() for path in tiny.output.rglob("*.pdf")} == us | iso
    assert tiny.build().made == ()


def test_another_jurisdiction_stands_beside_the_first(tiny: Workspace) -> None:
    """Its code is in the file names."""
    write(tiny.folder, CARD)
    here = set(tiny.build().made)
    built = tiny.build(what={"jurisdiction": "us"})
    folder = "neutral/tiny/en"
    assert set(built.made) == {
        f"{folder}/leaflet-alpha-us.pdf",
        f"{folder}/wallet-card-us.pdf",
        f"{folder}/wallet-card-print-letter-us.pdf",
        f"{folder}/wallet-card-print-letter-cards-10-us.pdf",
    }
    assert_whole(tiny.output)
    assert here <= {path.relative_to(tiny.output).as_posix() for path in tiny.output.rglob("*.pdf")}


def test_a_print_sheet_no_longer_made_goes(tiny: Workspace) -> None:
    """Nobody may print last year's numbers from a sheet that a build left lying about."""
    shipped = (tiny.roots[0] / "templates/stocks/letter-cards-10.yml").read_text(encoding="utf-8")
    lines = shipped.splitlines(keepends=True)
    stock = "".join(line for line in lines if "Avery" not in line and "products" not in line)
    write(tiny.folder, {**CARD, "templates/stocks/letter-cards-old.yml": stock})
    assert "neutral/tiny/en/wallet-card-print-letter-cards-old.pdf" in tiny.build().made
    (tiny.folder / "templates/stocks/letter-cards-old.yml").unlink()
    tiny.build()
    assert_whole(tiny.output)


def test_one_document_alone_is_made_anew_and_the_others_stay(tiny: Workspace) -> None:
    """By its name in kit.yml or that of its file; the manifest and the index still have them all, in the same order."""
    names = ("alpha", "beta", "gamma")
    for asked in ("beta", "leaflet-beta"):
        first = tiny.build(tiny.folder / asked, what={"documents": (asked,)})
        assert first.made == (LEAFLETS[1],), "before the rest of the kit is there, too"
        assert_whole(tiny.folder / asked)
    tiny.build()
    before = stamps(tiny.output)
    write(tiny.folder, {f"content/modules/{name}/en.md": module_text(name, "Fresh words.") for name in names})
    built = tiny.build(what={"documents": ("beta",)})
    assert (built.made, built.kept) == ((LEAFLETS[1],), ())
    after = stamps(tiny.output)
    assert {path for path in LEAFLETS if after[path] != before[path]} == {LEAFLETS[1]}
    assert_whole(tiny.output)
    (manifest,) = manifests_in(tiny.output).values()
    assert [record["name"] for record in manifest["documents"]] == [f"leaflet-{name}" for name in names]
    assert tiny.build().made == (LEAFLETS[0], LEAFLETS[2])


def test_sheets_that_were_asked_for_stay_when_another_kind_is_usual_on_them(tiny: Workspace) -> None:
    """The leaflet on tabloid was asked for; a placard is made on tabloid anyway."""
    kind = tiny.folder / "templates/kinds/leaflet"
    shutil.copytree(kind, kind.with_name("placard"))
    text = (kind / "kind.yml").read_text(encoding="utf-8")
    files = {"templates/kinds/placard/kind.yml": f"sheets: [single, double]\n{text}", **CARD}
    write(
        tiny.folder,
        {
            path: text.replace("kind: wallet-card", "kind: placard").replace("front", "body")
            for path, text in files.items()
        },
    )
    usual = set(tiny.build().made)
    assert {Path(path).name for path in usual} == {
        "leaflet-alpha.pdf",
        "placard-wallet-card.pdf",
        "placard-wallet-card-tabloid.pdf",
    }
    (asked,) = tiny.build(what={"stocks": ("tabloid",)}).made
    assert asked.endswith("/leaflet-alpha-tabloid.pdf")
    assert tiny.build().made == ()
    assert (tiny.output / asked).is_file()
    assert_whole(tiny.output)


def test_one_stock_asked_for_leaves_the_folder_whole(tiny: Workspace) -> None:
    """Whether the other sheet stays or goes, manifest, index and folder agree."""
    write(tiny.folder, CARD)
    tiny.build()
    tiny.build(what={"stocks": ("letter-cards-10",)})
    assert_whole(tiny.output)
    tiny.build()
    assert_whole(tiny.output)


def test_two_brands_and_locales_share_one_index(tiny: Workspace) -> None:
    """Everything built stands there, also what another run made."""
    tiny.build()
    tiny.build(what={"brand": "fernlight"})
    tiny.build(what={"locales": ("en-XA",)})
    assert_whole(tiny.output)
    addresses = Links(tiny.output / "index.html").addresses
    for folder in ("neutral/tiny/en", "fernlight/tiny/en", "neutral/tiny/en-XA"):
        for name in ("alpha", "beta", "gamma"):
            assert f"{folder}/leaflet-{name}.pdf" in addresses


def test_names_that_meet_are_refused_or_kept_apart(tiny: Workspace) -> None:
    """leaflet + large-x and leaflet-large + x would both be leaflet-large-x.pdf."""
    kind = tiny.folder / "templates/kinds/leaflet"
    shutil.copytree(kind, kind.with_name("leaflet-large"))
    write(
        tiny.folder,
        {
            "content/kits/tiny/kit.yml": """
                audience: hotel
                jurisdiction: us-ma
                version: "1"
                documents:
                  - {name: large-x, kind: leaflet, parts: {body: [alpha]}}
                  - {name: x, kind: leaflet-large, parts: {body: [beta]}}
                """,
            "content/kits/tiny/words/en.yml": """
                title: Tiny kit
                summary: A kit for tests.
                documents: {large-x: {title: One, promise: Short.}, x: {title: Two, promise: Short.}}
                """,
        },
    )
    try:
        built = tiny.build()
    except Stopped as stopped:
        assert [finding.code for finding in stopped.findings] == ["K106"]
    else:
        assert len(set(built.made)) == 2
        assert len(manifests_in(tiny.output)["neutral/tiny/en"]["documents"]) == 2
        assert_whole(tiny.output)


INPUTS = {
    "content/sources.yml": ("Human trafficking and the hospitality", "Trafficking and the hospitality"),
    "content/modules/alpha/en.md": ("Plain words", "Other words"),
    "content/jurisdictions/us/helplines.yml": ("1-888-373-7888", "1-888-555-0123"),
    "content/jurisdictions/us-ma/words/en.yml": ("name: Massachusetts", "name: The Bay State"),
    "content/audiences/hotel/words/en.yml": ("Hotel staff", "Hotel people"),
    "content/kits/tiny/words/en.yml": ("About alpha", "Of alpha"),
    "templates/locales/en.yml": ("Version {version}", "Issue {version}"),
    "templates/base/base.css": ("}", "}\n.nothing { color: red }"),
}


@pytest.mark.parametrize("path", INPUTS)
def test_what_changes_a_document_is_among_its_inputs(tiny: Workspace, path: str) -> None:
    """A file whose change makes a document anew is one that the manifest names, with its hash."""
    tiny.build()
    old, new = INPUTS[path]
    here = tiny.folder / path
    text = (here if here.exists() else tiny.roots[0] / path).read_text(encoding="utf-8")
    assert old in text
    write(tiny.folder, {path: text.replace(old, new)})
    built = tiny.build()
    assert LEAFLETS[0] in built.made, "the change makes no difference, so this case proves nothing"
    record = manifests_in(tiny.output)["neutral/tiny/en"]["documents"][0]
    assert record["inputs"].get(path) == hashes(tiny.folder)[path]


def test_confirmations_are_among_the_inputs(tiny: Workspace) -> None:
    """Who dialled is printed, so the file that says so is an input."""
    write(
        tiny.folder,
        {"confirmations.yml": f"confirmations:\n  - {{line: emergency, by: Kim Example, on: {TODAY}}}\n"},
    )
    tiny.build()
    record = manifests_in(tiny.output)["neutral/tiny/en"]["documents"][0]
    assert "confirmations.yml" in record["inputs"]


def test_the_inputs_stay_true_when_nothing_is_made(tiny: Workspace) -> None:
    """A comment changes no page, yet the manifest's hashes are those of the files as they are."""
    tiny.build()
    path = tiny.folder / "content/kits/tiny/kit.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# A remark.\n", encoding="utf-8")
    assert tiny.build().made == ()
    digest = hashes(tiny.folder)["content/kits/tiny/kit.yml"]
    for record in manifests_in(tiny.output)["neutral/tiny/en"]["documents"]:
        assert record["inputs"]["content/kits/tiny/kit.yml"] == digest


def test_a_manifest_from_elsewhere_deletes_nothing_outside(tiny: Workspace) -> None:
    """Paths in a manifest are believed only inside its own folder."""
    tiny.build()
    victim = tiny.folder / "precious.pdf"
    victim.write_bytes(b"mine")
    path = tiny.path("manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["documents"][2] |= {"name": "leaflet-old"}
    manifest["documents"][2]["files"][0]["path"] = "../../../../precious.pdf"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with contextlib.suppress(Stopped):
        tiny.build()
    assert victim.read_bytes() == b"mine"


# --- killed ------------------------------------------------------------------------------------------------------

MANY = tuple(f"part-{number}" for number in range(12))


def staged(output: Path) -> list[Path]:
    """What a running build has finished and not yet moved."""
    return [path for folder in output.glob(".staging-*") for path in folder.rglob("*.pdf")]


def wait_for(what: Callable[[], Any], seconds: float = 60) -> Any:
    """What a condition gives once it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.004)
    pytest.fail("waited in vain")


def descendants(pid: int) -> set[int]:
    """The processes that a process has started, and theirs."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pid: int) -> bool:
    """Whether a process runs (one that only waits to be buried does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(scope="module")
def dozen(bare: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a kit of a dozen leaflets, built."""
    folder = tmp_path_factory.mktemp("dozen") / "project"
    write(folder, tiny_files(*MANY))
    bare.run("--today", TODAY, "build", "tiny", cwd=folder).done()
    return folder


@pytest.fixture
def many(dozen: Path, tmp_path: Path) -> Path:
    """A copy of that project whose modules have changed since."""
    folder = Path(shutil.copytree(dozen, tmp_path / "project"))
    write(folder, {f"content/modules/{name}/en.md": module_text(name, "Fresh words.") for name in MANY})
    return folder


def start(program: Program, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """A build that runs on its own."""
    return subprocess.Popen(
        program.command("--today", TODAY, "build", "tiny", *words),
        cwd=folder,
        env=program.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see what is left running")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_build_leaves_the_old_files_whole(bare: Program, many: Path, jobs: str) -> None:
    """Nothing is half new, nobody is left running, and the next build clears up."""
    output = many / "output"
    first, before = hashes(output), stamps(output)
    process = start(bare, many, "--jobs", jobs)
    wait_for(lambda: staged(output) or process.poll() is not None)
    children = descendants(process.pid)
    process.send_signal(signal.SIGKILL)
    assert process.wait(timeout=60) == -signal.SIGKILL, "the build was over before it could be killed"
    assert staged(output), "what was finished is still where it was staged"
    visible = {path: digest for path, digest in hashes(output).items() if not path.startswith(".staging-")}
    assert visible == first
    assert {path: stamp for path, stamp in stamps(output).items() if path in first} == before
    try:
        wait_for(lambda: not any(alive(child) for child in children), seconds=20)
    finally:
        for child in filter(alive, children):
            os.kill(child, signal.SIGKILL)
    run = bare.run("--today", TODAY, "build", "tiny", cwd=many).done()
    assert len(run.lines) == len(MANY)
    assert not list(output.glob(".staging-*"))
    assert_whole(output)
    assert "Fresh words." in text_of(output / "neutral/tiny/en/leaflet-part-3.pdf")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see what is left running")
def test_an_interrupted_build_stops_and_clears_up(bare: Program, many: Path) -> None:
    """Ctrl-C: no traceback, no new file, nothing left behind."""
    output = many / "output"
    first = hashes(output)
    with (many / "err.txt").open("w+b") as err:
        process = subprocess.Popen(
            bare.command("--today", TODAY, "build", "tiny", "--jobs", "2"),
            cwd=many,
            env=bare.environment,
            stdout=subprocess.DEVNULL,
            stderr=err,
        )
        wait_for(lambda: staged(output) or process.poll() is not None)
        children = descendants(process.pid)
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=60)
        err.seek(0)
        said = err.read().decode()
    assert code not in (0, -signal.SIGKILL)
    assert "Traceback" not in said
    assert hashes(output) == first
    wait_for(lambda: not any(alive(child) for child in children), seconds=20)


def test_a_build_killed_while_it_moves_files_is_mended_by_the_next(
    tiny: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some documents are new then, and the manifest is still the old one: the next build sees it."""
    tiny.build()
    names = ("alpha", "beta", "gamma")
    write(tiny.folder, {f"content/modules/{name}/en.md": module_text(name, "Fresh words.") for name in names})
    moved: list[str] = []
    real = os.replace

    def replace(source: Any, target: Any, **options: Any) -> None:
        if Path(target).suffix == ".pdf" and "output" in Path(target).parts:
            if len(moved) == 1:
                raise KeyboardInterrupt
            moved.append(str(target))
        real(source, target, **options)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(Path, "replace", lambda self, target: replace(self, target))
    with pytest.raises(KeyboardInterrupt):
        tiny.build()
    monkeypatch.undo()
    assert len(moved) == 1
    assert all(text_of(tiny.path(f"leaflet-{name}.pdf")) for name in names), "every file is one or the other, whole"
    tiny.build()
    assert_whole(tiny.output)
    assert all("Fresh words." in text_of(tiny.path(f"leaflet-{name}.pdf")) for name in names)
    clean = tiny.folder / "clean"
    tiny.build(clean)
    assert hashes(tiny.output) == hashes(clean)
