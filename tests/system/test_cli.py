"""The command line: help, lists, codes, starters, help lines, proofs, exit statuses, preview."""

from __future__ import annotations

import ast
import json
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import toolkit.cli
from toolkit import __version__
from toolkit.cli import COMMANDS, main
from toolkit.cli.listing import TABLES
from toolkit.codes import CODES
from toolkit.fonts import shipped_folders

from .workshop import LATE, PACKAGE, ROOT, TODAY, Program, data_of, module_text, names_of, text_of, tiny_files, write

CODE = re.compile(r"[YSMKBLJCTPVD]\d{3}")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def call(*words: str | Path, today: str = TODAY, code: int = 0) -> Result:
    """Run a command in this process; the exit status must be the one expected, and no traceback may reach anybody."""
    result = CliRunner().invoke(main, ["--today", today, *map(str, words)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result


# --- help, lists, codes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(name: str, here: Path) -> None:
    """With what it does first, and no more than fits a screen."""
    result = call(name, "--help")
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"Usage: main {name}") or lines[0].startswith(f"Usage: toolkit {name}")
    assert len(result.stdout.split()) > 12
    assert max(map(len, lines)) <= 80
    assert list(here.iterdir()) == []


def test_the_help_names_every_command_and_exit_status(here: Path) -> None:
    """One screen."""
    for words in (("--help",), ("-h",), ()):
        result = CliRunner().invoke(main, list(words))
        text = result.output
        for name, (_, about) in COMMANDS.items():
            assert re.search(rf"^  {name} +{re.escape(about.split()[0])}", text, re.M), name
        for status in ("0 done", "1 findings", "2 wrong use", "3", "4 refused"):
            assert status in " ".join(text.split())


def test_version(program: Program, here: Path) -> None:
    """Of the program that is installed, by both of its names."""
    assert call("--version").stdout.strip().endswith(__version__)
    script = Path(sys.executable).parent / "toolkit"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True, cwd=here)
    assert done.stdout == program.run("--version", cwd=here).done().out
    assert done.stdout.strip() == f"toolkit, version {__version__}"


SHIPPED = {
    "audiences": ROOT / "content/audiences",
    "brands": ROOT / "content/brands",
    "jurisdictions": ROOT / "content/jurisdictions",
    "kinds": ROOT / "templates/kinds",
    "kits": ROOT / "content/kits",
    "locales": ROOT / "templates/locales",
    "modes": ROOT / "templates/modes",
    "modules": ROOT / "content/modules",
    "stocks": ROOT / "templates/stocks",
}


SOURCES = [ROOT / "content/sources.yml", *sorted((ROOT / "content/sources").glob("*.yml"))]
FOLLOWED = {"exceptions", "facts", "questions", "reading", "translations"}
"""Tables that are no axis: what an auditor or a writer follows."""


def test_list_names_the_tables(here: Path) -> None:
    """And each of them can be listed."""
    tables = call("list").stdout.split()
    assert tables == list(TABLES)
    assert set(SHIPPED) | {"fonts", "posters", "printers", "sources"} | FOLLOWED == set(tables)


@pytest.mark.parametrize("table", sorted(FOLLOWED))
def test_list_what_is_followed(table: str, here: Path) -> None:
    """One line a record, as text and as JSON."""
    records = json.loads(call("--format", "json", "list", table).stdout)
    lines = call("list", table).stdout.splitlines()
    assert len(records) == len(lines) > 5
    assert all(line.startswith(record["name"]) for record, line in zip(records, lines, strict=True))


@pytest.mark.parametrize("axis", sorted(set(TABLES) - FOLLOWED))
def test_list_each_axis(axis: str, here: Path) -> None:
    """What there is, each with a few words, as text and as JSON."""
    expected = {
        "fonts": lambda: set(shipped_folders()),
        "sources": lambda: {name for path in SOURCES for name in data_of(path)},
        "printers": lambda: set[str](),
        "posters": lambda: {
            f"{path.parent.name}/{rule['id']}"
            for path in SHIPPED["jurisdictions"].glob("*/posters.yml")
            for rule in data_of(path)["posters"]
        },
    }.get(axis, lambda: set(names_of(SHIPPED[axis])))()
    records = json.loads(call("--format", "json", "list", axis).stdout)
    assert {record["name"] for record in records} == expected
    assert all(record["about"].strip() for record in records)
    text = call("list", axis).stdout.splitlines()
    assert len(text) == len(expected)
    for record, line in zip(records, text, strict=True):
        assert line.startswith(record["name"])
        assert record["about"].strip() in line


def test_list_refuses_another_axis(here: Path) -> None:
    assert "colours" in call("list", "colours", code=2).stderr


@pytest.mark.parametrize("code", CODES)
def test_explain_each_code(code: str, here: Path) -> None:
    """The title and more, whatever the case it is typed in."""
    title, more = CODES[code]
    assert call("explain", code.lower()).stdout == f"{code}: {title}\n\n{more}\n"
    assert json.loads(call("--format", "json", "explain", code).stdout) == {"code": code, "title": title, "more": more}
    assert more.endswith((".", "…"))


def test_explain_lists_the_codes_and_refuses_others(here: Path) -> None:
    listed = call("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted(CODES)
    refused = call("explain", "M999", code=2)
    assert 'no code "M999"' in refused.stderr


def test_each_code_is_raised_and_each_raised_code_is_known() -> None:
    """Codes are stable: one that nobody raises is a mistake, and so is one that nobody explains."""
    raised: dict[str, str] = {}
    walked = 0
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        walked += 1
        if path.name == "codes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                raised.setdefault(node.value, f"{path.relative_to(ROOT)}:{node.lineno}")
    assert walked > 50
    assert all(CODE.fullmatch(code) for code in CODES)
    assert {code: place for code, place in raised.items() if code not in CODES} == {}
    assert set(CODES) - set(raised) == set()


# --- starting a project ------------------------------------------------------------------------------------------

AXES_TO_START = [name for name in names_of(ROOT / "templates/starters") if name != "project"]
STARTERS = [name for name in AXES_TO_START if not (ROOT / f"templates/starters/{name}/starter.yml").exists()]
"""Starters that are complete as they are; the others copy words for somebody to translate."""


def test_init_starts_a_project_that_checks(here: Path) -> None:
    """And a second time it touches nothing."""
    result = call("init", "mine")
    written = [Path(line) for line in result.stdout.splitlines()]
    assert written
    assert all(path.is_file() for path in written)
    assert {path.relative_to("mine").parts[0] for path in written} <= {
        "README.md",
        "content",
        "templates",
        ".gitignore",
    }
    assert "cd mine" in result.stderr
    assert "no findings" in call("--project", "mine", "--strict", "check").stderr
    before = {path: path.read_bytes() for path in written}
    refused = call("init", "mine", code=4)
    assert "already there" in refused.stderr
    assert {path: path.read_bytes() for path in written} == before


@pytest.mark.parametrize("axis", STARTERS)
def test_new_writes_a_starter_that_checks(axis: str, here: Path) -> None:
    """Commented, under its name, without a placeholder left; a second time it touches nothing."""
    call("init", ".")
    result = call("new", axis, "first-try")
    written = [Path(line) for line in result.stdout.splitlines()]
    assert written
    for path in written:
        assert "first-try" in path.as_posix()
        assert "__" not in path.read_text(encoding="utf-8")
    assert "no findings" in call("--strict", "check").stderr
    assert "already there" in call("new", axis, "first-try", code=4).stderr
    plural = f"{axis}s"
    assert "first-try" in [record["name"] for record in json.loads(call("--format", "json", "list", plural).stdout)]


def test_new_refuses_what_it_does_not_know(here: Path) -> None:
    assert 'did you mean "brand"' in call("new", "brnd", "x", code=2).stderr
    for name in ("../outside", "a b", "", "-x", "ö"):
        call("new", "brand", "--", name, code=2)
    assert list(here.iterdir()) == []


def test_each_axis_has_a_starter_or_says_why_not(here: Path) -> None:
    """What a trainer adds, `new` can start."""
    assert set(STARTERS) >= {"audience", "brand", "jurisdiction", "kind", "kit", "module", "stock"}


def test_a_new_locale_is_refused_until_every_word_is_there(here: Path) -> None:
    """Its files hold every word as a comment; each empty one is a finding; written out, nothing is left to say."""
    call("init", ".")
    written = [Path(line) for line in call("new", "locale", "fr").stdout.splitlines()]
    assert {path.name for path in written} == {"fr.yml"}
    places = [path for path in ROOT.glob("*/*/*/words/en.yml") if "starters" not in path.parts]
    assert len(written) == len(places) + 1
    findings = json.loads(call("--format", "json", "check", code=1).stdout)["findings"]
    assert {finding["path"] for finding in findings} == {
        path.resolve().relative_to(here).as_posix() for path in written
    }
    empty = r"^( *[\w-]+):  # (.*)$"
    words = sum(len(re.findall(empty, path.read_text(encoding="utf-8"), re.M)) for path in written)
    assert len(findings) == words > 100
    for path in written:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(empty, written_out, text, flags=re.M), encoding="utf-8")
    assert "no findings" in call("--strict", "check").stderr


def written_out(match: re.Match[str]) -> str:
    """An emptied word as somebody would write it: a list stays a list."""
    return f"{match[1]}: {match[2] if match[2].startswith('[') else json.dumps(match[2])}"


def test_all_starters_build_together_as_they_are(program: Program, here: Path) -> None:
    """A new brand, a new jurisdiction, a new stock and kind for a new audience with a new module, in a new kit."""
    call("init", ".")
    for axis in STARTERS:
        call("new", axis, f"my-{axis}")
    run = program.run("--strict", "--today", TODAY, "build", "my-kit", "--brand", "my-brand", cwd=here).done()
    assert len(run.lines) == 1
    text = text_of(Path(run.lines[0]))
    assert "My brand" in text
    write(
        here,
        {
            "content/kits/whole/kit.yml": """
                audience: my-audience
                jurisdiction: my-jurisdiction
                version: "1"
                documents:
                  - {name: all, kind: my-kind, parts: {body: [my-module]}}
                """,
            "content/kits/whole/words/en.yml": """
                title: Whole
                summary: Of starters only.
                documents: {all: {title: Everything new, promise: Made of starters.}}
                """,
        },
    )
    module = here / "content/modules/my-module/en.md"
    words = module.read_text(encoding="utf-8")
    assert "audiences: [hotel]" in words
    module.write_text(words.replace("audiences: [hotel]", "audiences: [hotel, my-audience]"), encoding="utf-8")
    options = ("--brand", "my-brand", "--stock", "my-stock")
    run = program.run("--strict", "--today", TODAY, "build", "whole", *options, cwd=here).done()
    (made,) = run.lines
    assert made.endswith("my-brand/whole/en/my-kind-all-my-stock.pdf")
    text = text_of(Path(made))
    assert "Everything new" in text
    assert "First section" in text
    assert "such as 911" in text


def test_names_that_new_takes_can_be_used(here: Path) -> None:
    """A starter under a name with capitals would be refused by the schemas that have to name it."""
    call("init", ".")
    result = CliRunner().invoke(main, ["new", "audience", "Night-Staff"])
    if result.exit_code == 0:
        kit = here / "content/kits/night/kit.yml"
        write(here, {kit.relative_to(here).as_posix(): data_free_kit("Night-Staff")})
        write(
            here, {"content/kits/night/words/en.yml": "title: N\nsummary: N\ndocuments: {x: {title: X, promise: X}}\n"}
        )
        call("check")
    else:
        assert result.exit_code == 2


def data_free_kit(audience: str) -> str:
    """A kit for an audience, of one handout."""
    return (
        f'audience: {audience}\njurisdiction: us\nversion: "1"\n'
        "documents: [{name: x, kind: handout, parts: {front: [respond#steps]}}]\n"
    )


# --- help lines --------------------------------------------------------------------------------------------------


def registry() -> dict[str, dict[str, Any]]:
    """Every shipped help line, by id."""
    found = {}
    for path in sorted((ROOT / "content/jurisdictions").glob("*/helplines.yml")):
        found |= {line["id"]: line for line in data_of(path)["lines"]}
    assert len(found) > 8
    return found


def test_helplines_is_a_checklist_for_dialling(here: Path) -> None:
    """Every number once, what it is for, when it was checked, what to type afterwards."""
    result = call("helplines")
    text = result.stdout
    lines = registry()
    assert text.count("[ ]") == len(lines)
    for name, line in lines.items():
        assert re.search(rf"^\[ \] {re.escape(line['phone'])}  ", text, re.M), name
        assert f'toolkit confirm {name} --by "' in text
        assert f"last checked {line['verified_on']}" in text
        assert f"good until {line['expires']}" in text
        block = text.split(f"toolkit confirm {name} ")[0].rpartition("[ ]")[2]
        assert ("DO NOT DIAL" in block) == ("emergency" in line["tags"]), "nobody dials for help to try the number"
    assert "PAST ITS DAY" not in text
    assert f"{len(lines)} lines" in result.stderr
    late = call("helplines", today=LATE).stdout
    assert late.count("PAST ITS DAY") == len(lines)
    records = {record["line"]: record for record in json.loads(call("--format", "json", "helplines").stdout)}
    assert {name: record["phone"] for name, record in records.items()} == {n: x["phone"] for n, x in lines.items()}
    assert not any(record["stale"] or record["dialled_by"] for record in records.values())


def test_helplines_of_one_place(here: Path) -> None:
    wide = {line["id"] for line in data_of(ROOT / "content/jurisdictions/us/helplines.yml")["lines"]}
    records = json.loads(call("--format", "json", "helplines", "--jurisdiction", "us").stdout)
    assert {record["line"] for record in records} == wide
    assert 'no jurisdiction "us-m"' in call("helplines", "--jurisdiction", "us-m", code=2).stderr


def test_confirm_records_who_dialled_and_when(here: Path) -> None:
    """In the project folder; a later record replaces an earlier one, an earlier one never a later."""
    result = call("confirm", "emergency", "--by", "Kim Example")
    assert [Path(line).resolve() for line in result.stdout.splitlines()] == [here / "confirmations.yml"]
    assert "Kim Example" in result.stderr
    call("confirm", "crisis-line", "--by", "Ann O'Test: 007", "--on", "2026-11-20")
    call("confirm", "emergency", "--by", "Lee Example", today="2027-01-05")
    call("confirm", "emergency", "--by", "Old Example", "--on", "2026-12-01", today="2027-01-05")
    records = {r["line"]: r for r in json.loads(call("--format", "json", "helplines", today="2027-01-05").stdout)}
    assert records["emergency"]["dialled_by"] == "Lee Example"
    assert records["emergency"]["checked_on"] == "2027-01-05"
    assert records["crisis-line"]["dialled_by"] == "Ann O'Test: 007"
    assert [name for name, record in records.items() if record["dialled_by"]] == ["emergency", "crisis-line"]
    assert "no findings" in call("--strict", "check", today="2027-01-05").stderr


def test_confirm_refuses_what_cannot_be_true(here: Path) -> None:
    """An unknown line, a day that has not come, nobody: exit 2, and nothing is written."""
    assert 'did you mean "emergency"' in call("confirm", "emergancy", "--by", "Kim", code=2).stderr
    assert "has not come yet" in call("confirm", "emergency", "--by", "Kim", "--on", "2026-11-22", code=2).stderr
    assert "--by" in call("confirm", "emergency", code=2).stderr
    for nobody in ("", "  ", "\t"):
        call("confirm", "emergency", "--by", nobody, code=2)
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("name", ["Kim\nExample", "yes", "null", "007", "#1", "- a", "Zoë", "'", '"', "2026-11-21"])
def test_any_name_can_be_recorded(name: str, here: Path) -> None:
    """What is written can be read again, as it was typed."""
    call("confirm", "emergency", "--by", name)
    records = json.loads(call("--format", "json", "helplines").stdout)
    assert [record["dialled_by"] for record in records if record["line"] == "emergency"] == [name]


# --- proofs and machines -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(bare: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a small kit that has been built: one leaflet and one card."""
    folder = tmp_path_factory.mktemp("made") / "project"
    card = "  - {name: wallet-card, kind: wallet-card, helplines: [emergency], parts: {front: [alpha]}}\n"
    files = tiny_files("alpha")
    files["content/kits/tiny/kit.yml"] += card
    files["content/kits/tiny/words/en.yml"] += "  wallet-card: {title: Short words, promise: Short.}\n"
    write(folder, files)
    bare.run("--today", TODAY, "build", "tiny", cwd=folder).done()
    return folder


@pytest.fixture
def good(made: Path, tmp_path: Path) -> Path:
    """A copy of its output folder."""
    return Path(shutil.copytree(made / "output", tmp_path / "output"))


def test_verify_proves_what_was_built(good: Path) -> None:
    assert "4 files verified, no findings" in call("verify", good).stderr
    assert json.loads(call("--format", "json", "verify", good).stdout) == {"files": 4, "findings": []}
    pdf = good / "neutral/tiny/en/leaflet-alpha.pdf"
    assert "1 files verified" in call("verify", pdf).stderr or "1 file verified" in call("verify", pdf).stderr


def test_verify_uses_the_output_of_the_project(made: Path) -> None:
    assert "4 files verified" in call("--project", made, "verify").stderr


def append_to_card(folder: Path) -> None:
    """Still a PDF, yet not the one that was built."""
    with (folder / "wallet-card.pdf").open("ab") as file:
        file.write(b"\n%")


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda folder: (folder / "wallet-card.pdf").unlink(), "V101"),
        (append_to_card, "V101"),
        (lambda folder: (folder / "wallet-card.pdf").write_bytes(b"%PDF-1.7 nothing"), "V102"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "V103"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"\xff\xfe"), "V103"),
        (lambda folder: (folder / "manifest.json").unlink(), "V104"),
    ],
    ids=["gone", "changed", "unreadable", "manifest of another sort", "manifest damaged", "nothing there"],
)
def test_verify_finds_tampering(damage: Callable[[Path], object], code: str, good: Path) -> None:
    """Each with its code, its place and a hint; exit 1."""
    damage(good / "neutral/tiny/en")
    result = call("verify", good, code=1)
    assert code in result.stderr
    assert "hint:" in result.stderr
    findings = json.loads(call("--format", "json", "verify", good, code=1).stdout)["findings"]
    assert code in [finding["code"] for finding in findings]
    assert all(str(good) in finding["path"] for finding in findings)


def test_verify_finds_a_reading_file_that_is_not_accessible(good: Path) -> None:
    """A print sheet under the name of a reading file, and the other way round."""
    folder = good / "neutral/tiny/en"
    reading, sheet = folder / "wallet-card.pdf", folder / "wallet-card-print-letter.pdf"
    data = reading.read_bytes(), sheet.read_bytes()
    reading.write_bytes(data[1])
    sheet.write_bytes(data[0])
    findings = json.loads(call("--format", "json", "verify", good, code=1).stdout)["findings"]
    found = {(Path(finding["path"]).name, finding["code"]) for finding in findings}
    assert {(reading.name, "V102"), (sheet.name, "V102"), (reading.name, "V101"), (sheet.name, "V101")} <= found


def test_verify_says_so_for_each_empty_folder(good: Path, tmp_path: Path) -> None:
    """One good folder does not speak for an empty one."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "V104" in call("verify", good, empty, code=1).stderr
    assert "V104" in call("verify", empty, good, code=1).stderr


def test_verify_without_any_output(here: Path) -> None:
    assert "V104" in call("verify", code=1).stderr


def test_doctor_finds_this_machine_well(here: Path) -> None:
    result = call("doctor")
    assert re.search(r"^ok +Pango: \d+\.\d+", result.stdout, re.M)
    assert "NO" not in result.stdout.split()
    looks = json.loads(call("--format", "json", "doctor").stdout)
    assert {look["what"] for look in looks} >= {"Python", "libraries", "Pango", "fonts"}
    assert all(look["good"] for look in looks)


WITHOUT_PANGO = "raise OSError(\"cannot load library 'libpango-1.0-0'\")\n"


@pytest.fixture
def without_pango(program: Program, tmp_path: Path) -> dict[str, str]:
    """An environment in which WeasyPrint cannot load its native library."""
    write(tmp_path / "broken", {"weasyprint/__init__.py": WITHOUT_PANGO})
    return {"PYTHONPATH": f"{tmp_path / 'broken'}:{program.root}"}


def test_doctor_names_the_command_that_mends_it(program: Program, without_pango: dict[str, str], here: Path) -> None:
    run = program.run("doctor", cwd=here, env=without_pango)
    assert run.code == 3
    assert re.search(r"^NO +Pango", run.out, re.M)
    assert re.search(r"apt-get install|brew install|winget install", run.out)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_missing_library_is_exit_3(bare: Program, without_pango: dict[str, str], project: Path, jobs: str) -> None:
    """With the command that installs it, no traceback and nothing written, in one process or several."""
    run = bare.run("--today", TODAY, "build", "tiny", "--jobs", jobs, cwd=project, env=without_pango)
    assert "Traceback" not in run.err, run.err
    assert run.code == 3
    assert re.search(r"apt-get install|brew install|winget install", run.err)
    assert run.out == ""
    assert not [path for path in (project / "output").rglob("*") if path.is_file()]


def test_what_needs_no_engine_works_without_it(bare: Program, without_pango: dict[str, str], project: Path) -> None:
    """Lists, checks and help come from the files alone."""
    for words in (("--help",), ("list", "kits"), ("--today", TODAY, "check"), ("explain", "M104")):
        bare.run(*words, cwd=project, env=without_pango).done()


# --- wrong use, refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "hotle"), 'did you mean "hotel"'),
        (("build", "--brand", "neutrl"), 'did you mean "neutral"'),
        (("build", "--locale", "en-AX"), 'did you mean "en-XA"'),
        (("build", "--jurisdiction", "us-m"), "us-ma"),
        (("build", "--stock", "leter"), 'did you mean "letter"'),
        (("build", "--jobs", "-1"), "--jobs"),
        (("build", "--speed"), "--speed"),
        (("--format", "xml", "check"), "xml"),
        (("--today", "tomorrow", "check"), "tomorrow"),
        (("--project", "nowhere", "check"), "nowhere"),
        (("biuld",), "biuld"),
        (("verify", "nowhere"), "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_exit_2(words: tuple[str, ...], said: str, here: Path) -> None:
    """The message names what was wrong and what is known; nothing is made."""
    result = call(*words, code=2)
    assert said in result.stderr
    assert result.stdout == ""
    assert list(here.iterdir()) == []


def test_findings_are_exit_1_and_the_same_as_json(project: Path) -> None:
    """A place, a code, a hint; the records of --format json say the same."""
    write(project, {"content/modules/alpha/en.md": module_text("alpha").replace("audiences:", "audiance:")})
    result = call("--project", project, "check", code=1)
    assert result.stdout == ""
    assert 'content/modules/alpha/en.md:4:1: error S101: unknown key "audiance"' in result.stderr
    assert 'hint: did you mean "audiences"?' in result.stderr
    records = json.loads(call("--project", project, "--format", "json", "check", code=1).stdout)["findings"]
    (record,) = [record for record in records if record["code"] == "S101"]
    assert (record["path"], record["line"], record["column"]) == ("content/modules/alpha/en.md", 4, 1)
    assert record["severity"] == "error"
    assert record["hint"] == 'did you mean "audiences"?'


def test_warnings_stop_only_when_asked(project: Path) -> None:
    """A stale help line is a warning."""
    relaxed = call("--project", project, "check", today=LATE)
    assert "warning J105" in relaxed.stderr
    assert re.search(r"files checked, \d+ warnings", relaxed.stderr)
    strict = call("--project", project, "--strict", "check", today=LATE, code=1)
    assert "J105" in strict.stderr


def test_a_place_that_cannot_be_written_is_exit_4(bare: Program, project: Path) -> None:
    """A file stands where the folder should be."""
    blocked = project / "blocked"
    blocked.write_text("a file", encoding="utf-8")
    run = bare.run("--today", TODAY, "build", "tiny", "--output", blocked / "deeper", cwd=project)
    assert run.code == 4
    assert "cannot be written" in run.err
    assert "Traceback" not in run.err
    assert blocked.read_text(encoding="utf-8") == "a file"


def test_a_project_in_another_folder(bare: Program, project: Path, here: Path) -> None:
    """Its output goes there too, not here."""
    run = bare.run("--project", project, "--today", TODAY, "build", "tiny", cwd=here).done()
    assert all(Path(line).is_relative_to(project / "output") for line in run.lines)
    assert list(here.iterdir()) == []


# --- preview -----------------------------------------------------------------------------------------------------


class Preview:
    """A running preview and what it says, line by line."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.process = subprocess.Popen(
            program.command("--today", TODAY, "preview", "tiny", "--jobs", "1"),
            cwd=folder,
            env=program.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            for line in stream:
                self.lines.put(line.rstrip())

    def heard(self, pattern: str, seconds: float) -> str:
        """The next line that matches, or nothing when there is none in time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            self.said.append(line)
            if re.search(pattern, line):
                return line
        return ""

    def until(self, pattern: str, seconds: float = 60) -> None:
        """Wait for a line."""
        if not self.heard(pattern, seconds):
            pytest.fail(f"waited in vain for {pattern!r}; it said:\n" + "\n".join(self.said))

    def save(self, path: Path, text: str) -> None:
        """Save a file (again and again, should the machine be too busy to notice) until the preview has seen it."""
        for _ in range(20):
            path.write_text(text, encoding="utf-8")
            if self.heard(rf"^changed: .*{re.escape(path.name)}$", seconds=3):
                return
        pytest.fail("it saw no change; it said:\n" + "\n".join(self.said))

    def stop(self) -> int:
        """Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=30)
        self.reader.join(timeout=30)
        while not self.lines.empty():
            self.said.append(self.lines.get())
        return code


@pytest.fixture
def preview(bare: Program, project: Path) -> Iterator[Preview]:
    running = Preview(bare, project)
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait()
    running.reader.join(timeout=30)


def test_preview_builds_again_when_a_file_is_saved(preview: Preview, project: Path) -> None:
    """Only what changed; a fault leaves the last good files and the preview running; Ctrl-C ends it quietly."""
    preview.until(r"^3 files made")
    folder = project / "output/neutral/tiny/en"
    path = project / "content/modules/beta/en.md"
    preview.save(path, module_text("beta", "Saved a second time."))
    preview.until(r"^1 file made, 2 unchanged")
    assert "Saved a second time." in text_of(folder / "leaflet-beta.pdf")
    preview.save(path, module_text("beta", "<script>No</script>"))
    preview.until(r"last good files stay")
    assert any("M108" in line for line in preview.said)
    assert "Saved a second time." in text_of(folder / "leaflet-beta.pdf")
    preview.save(path, module_text("beta", "Saved a third time."))
    preview.until(r"^1 file made, 2 unchanged")
    assert "Saved a third time." in text_of(folder / "leaflet-beta.pdf")
    assert preview.stop() == 0
    assert not [line for line in preview.said if "Traceback" in line]
    assert not list((project / "output").glob(".staging-*"))


def test_preview_shows_files_added_and_taken_away(preview: Preview, project: Path) -> None:
    """A file that is new is a change, and so is one deleted."""
    preview.until(r"^3 files made")
    added = project / "content/kits/tiny/notes.yml"
    preview.save(added, "a: b\n")
    preview.until(r"3 unchanged")
    added.unlink()
    preview.until(r"^changed: content/kits/tiny/notes\.yml$")
    preview.until(r"3 unchanged")
    assert preview.stop() == 0


def test_preview_sees_what_is_saved_while_it_builds(preview: Preview, project: Path) -> None:
    """The first build of a kit takes a while, and nobody waits with saving."""
    preview.until(r"^\[1/3\]")
    path = project / "content/modules/gamma/en.md"
    path.write_text(module_text("gamma", "Saved meanwhile."), encoding="utf-8")
    preview.until(r"^changed: content/modules/gamma/en\.md$", seconds=20)
    preview.until(r"^(1 file made, 2|0 files made, 3) unchanged")
    assert "Saved meanwhile." in text_of(project / "output/neutral/tiny/en/leaflet-gamma.pdf")
    assert preview.stop() == 0


def test_preview_sees_a_line_confirmed(preview: Preview, bare: Program, project: Path) -> None:
    """confirmations.yml comes into being while it watches; every sheet that prints the line is made anew."""
    preview.until(r"^3 files made")
    for _ in range(4):
        bare.run("--today", TODAY, "confirm", "emergency", "--by", "Kim Example", cwd=project).done()
        if preview.heard(r"^changed: confirmations\.yml$", seconds=5):
            break
    else:
        pytest.fail("it saw no confirmation; it said:\n" + "\n".join(preview.said))
    preview.until(r"files made|unchanged")
    assert preview.stop() == 0


def test_the_package_of_commands_is_the_one_under_test() -> None:
    """These tests look at this repository, whatever else is installed."""
    assert Path(toolkit.cli.__file__).is_relative_to(ROOT)
