"""Nothing comes from outside: no network while building, and no page may ask for anything but its own assets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.compose.compose import Composition
from toolkit.findings import Finding
from toolkit.job import Job, work
from toolkit.schema.paper import Kind
from toolkit.workers import run

from .workshop import KIT, LONG_KINDS, Built, Program, documents_of, hashes, only

LONG = LONG_KINDS | {"facilitator-guide", "poster", "scenario-cards"}


NO_NETWORK = """
import socket

def _refused(*arguments, **options):
    raise OSError("the network is cut off")

class _NoSocket(socket.socket):
    def __init__(self, family=socket.AF_INET, *arguments, **options):
        if family != getattr(socket, "AF_UNIX", None):
            _refused()
        super().__init__(family, *arguments, **options)

socket.socket = _NoSocket
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = _refused
"""
"""Read by every Python process at its start, workers included. They talk over AF_UNIX, which leaves no machine."""


@pytest.fixture
def cut_off(tmp_path: Path, program: Program) -> dict[str, str]:
    """An environment in which every attempt to reach the network fails."""
    folder = tmp_path / "cut-off"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    proxy = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return {"PYTHONPATH": f"{folder}:{program.root}", **proxy}


def test_the_network_is_really_cut_off(program: Program, cut_off: dict[str, str], tmp_path: Path) -> None:
    """The wrapper itself works."""
    code = "import socket; socket.create_connection(('192.0.2.1', 80))"
    env = {**program.environment, **cut_off}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the network is cut off" in done.stderr


def test_a_kit_builds_without_a_network(
    cut_off: dict[str, str], built_once: Callable[..., Built], edition_of: Callable[[str, str], Built]
) -> None:
    """In another process and folder, one document after another: made, and the same bytes."""
    online = edition_of("neutral", "en")
    online.run.done()
    some = only(document for document in documents_of("en") if document.kind not in LONG)
    offline = built_once("offline", KIT, *some, "--locale", "en", "--force", "--jobs", "1", env=cut_off)
    offline.run.done()
    made, whole = hashes(offline.output, "*.p*"), hashes(online.output)
    expected = {path: whole[path] for path in made}
    assert len(expected) > 20
    assert [path for path in expected if made[path] != expected[path]] == []


KIND = Kind.model_validate(
    {
        "trim": {"us": ["100mm", "60mm"]},
        "margins": dict.fromkeys(("top", "bottom", "inside", "outside"), "10mm"),
        "parts": ["body"],
        "blocks": [],
        "print": {"sides": "one"},
    }
)
PAGE = '<html lang="en"><head><title>Test</title>{head}</head><body><h1>Test</h1>{body}</body></html>'
SIZE = "@page{size:100mm 60mm;margin:10mm}"


def composition(head: str = "", body: str = "", css: str = "") -> Composition:
    """A page that holds what no template of ours would."""
    html = PAGE.format(head=head, body=body)
    return Composition("test/page", html, SIZE + css, {}, (100.0, 60.0), KIND, "0" * 32)


OUTSIDE = {
    "a picture of the network": ("", '<img src="http://example.org/a.png" alt="A">', ""),
    "a picture behind https": ("", '<img src="https://example.org/a.png" alt="A">', ""),
    "a picture of the disk": ("", '<img src="file:///etc/hostname" alt="A">', ""),
    "a picture of the disk, short": ("", '<img src="file:/etc/hostname" alt="A">', ""),
    "an embedded page": ("", '<embed src="http://example.org/a.svg">', ""),
    "an object": ("", '<object data="file:///etc/hostname">A</object>', ""),
    "a style sheet": ('<link rel="stylesheet" href="http://example.org/a.css">', "", ""),
    "a style sheet of the disk": ('<link rel="stylesheet" href="file:///etc/hostname">', "", ""),
    "an attachment": ('<link rel="attachment" href="file:///etc/hostname">', "", ""),
    "an attachment in a link": ("", '<p><a rel="attachment" href="file:///etc/hostname">A</a></p>', ""),
    "an import in the page": ('<style>@import "http://example.org/a.css";</style>', "", ""),
    "an import in the style sheet": ("", "", '@import "http://example.org/a.css";'),
    "a background": ("", "<p style=\"background:url('http://example.org/a.png')\">A</p>", ""),
    "a background in the style sheet": ("", "", "body{background:url(file:///etc/hostname)}"),
    "a font": ("", "", "@font-face{font-family:X;src:url(http://example.org/a.ttf)} body{font-family:X}"),
    "a picture in content": (
        "",
        "",
        "h1::before{content:url(file:/etc/hostname)}",
    ),
}


def asked(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of findings, each at the label of the composition."""
    assert {finding.origin.path for finding in findings} <= {"test/page"}
    return [finding.code for finding in findings]


@pytest.mark.parametrize("what", OUTSIDE)
def test_a_page_that_asks_for_something_outside_is_refused(what: str) -> None:
    """Nothing is made, and the finding says what was asked for."""
    head, body, css = OUTSIDE[what]
    if css.startswith("@import"):
        page = Composition("test/page", PAGE.format(head="", body=""), css + SIZE, {}, (100.0, 60.0), KIND, "0" * 32)
    else:
        page = composition(head, body, css)
    made, findings = work(Job(page, "Test", ()))
    assert made is None
    assert "P121" in asked(findings)
    address = next(finding.message for finding in findings if finding.code == "P121")
    assert "example.org" in address or "file:" in address


def test_the_same_page_without_it_is_made() -> None:
    """The refusals above are not for another reason."""
    made, findings = work(Job(composition(), "Test", ()))
    assert findings == ()
    assert made is not None
    assert made.pages == 1


def test_a_page_after_a_refused_one_is_made() -> None:
    """A refusal leaves nothing behind."""
    work(Job(composition(body='<img src="http://example.org/a.png" alt="A">'), "Test", ()))
    made, findings = work(Job(composition(), "Test", ()))
    assert findings == ()
    assert made is not None


def test_a_refusal_in_a_worker_is_a_finding_too() -> None:
    """In other processes it is the same finding, and the other pages are made."""
    pages = [composition(), composition(body='<img src="file:///etc/hostname" alt="A">'), composition()]
    results = dict(run([Job(page, "Test", ()) for page in pages], processes=2))
    assert sorted(results) == [0, 1, 2]
    assert asked(results[1][1]) == ["P121"]
    assert results[1][0] is None
    assert all(results[number][0] is not None for number in (0, 2))


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<img src="missing.png" alt="A">', "P120"),
        ('<p style="colr: red">A</p>', "P120"),
        ('<svg viewBox="0 0 9 9" width="9" height="9"><title>A</title><image href="file:/a"/></svg>', "P120"),
    ],
    ids=["relative address", "unknown style", "a picture in an inline drawing, where WeasyPrint only logs the refusal"],
)
def test_messages_of_the_engine_are_faults(html: str, code: str) -> None:
    """What WeasyPrint would only log stops the page."""
    made, findings = work(Job(composition(body=html), "Test", ()))
    assert made is None
    assert asked(findings) == [code]
