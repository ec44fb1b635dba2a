"""Speed figures, each a ratio of two things measured in this one run: `make bench`.

start-up   toolkit --help against python -c "import click"                       (aim: at most 4)
cold       building the hotel kit against rendering its documents one after
           another with fresh fonts and style sheets                             (aim: at most 0.6)
unchanged  a second build with nothing changed against the cold build            (aim: at most 0.15)
one module documents made anew after one module changed, of all documents
memory     largest worker over 120 renders against 40                            (aim: about 1)
print sheet  each sort of card with its print sheet of many against it alone      (aim: at most 1.3)
batch      certificates a second, of a table of 1,000                            (aim: at least 40)
batch memory  largest process over 1,000 rows against 250                        (aim: about 1)
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-21"
ROUNDS = 2
KIT = "hotel"

SEQUENTIAL = """
from datetime import date
from toolkit.build import load_checked
from toolkit.compose.compose import Composer
from toolkit.load.layers import roots_for
from toolkit.resolve import Request, resolve
library, _ = load_checked(roots_for(None), today=date.fromisoformat("{today}"))
editions, _ = resolve(library, Request(kits=("{kit}",), locales=("en",)), today=date.fromisoformat("{today}"))
for edition in editions:
    composition, _ = Composer(library).compose(edition)
    from toolkit.render import draft, engine
    from toolkit.render.render import render
    engine.sheet.cache_clear()
    draft.fonts = engine.fonts = engine.FontConfiguration()
    assert render(composition)[0], edition.label
"""

MEMORY = """
import os, pathlib, re, threading, time
from datetime import date
from toolkit.build import load_checked
from toolkit.compose.compose import Composer
from toolkit.job import Job
from toolkit.load.layers import roots_for
from toolkit.resolve import Request, resolve
from toolkit.workers import run
peak = 0
def watch():
    global peak
    while True:
        for place in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if int(place.name) != os.getpid() and os.getsid(int(place.name)) == os.getsid(0):
                    found = re.search(r"VmRSS:\\s+(\\d+)", (place / "status").read_text())
                    peak = max(peak, int(found[1]) if found else 0)
            except (OSError, ValueError):
                continue
        time.sleep(0.1)
threading.Thread(target=watch, daemon=True).start()
library, _ = load_checked(roots_for(None), today=date.fromisoformat("{today}"))
editions, _ = resolve(library, Request(kits=("{kit}",), locales=("en",)), today=date.fromisoformat("{today}"))
compositions = [Composer(library).compose(edition)[0] for edition in editions]
small = [c for c in compositions if len(c.html) < 60_000]
jobs = [Job(small[number % len(small)], "", ()) for number in range({count})]
assert sum(1 for _ in run(jobs)) == {count}
print(peak / 1024)
"""


SHEET = """
import statistics, time
from dataclasses import replace
from datetime import date
from toolkit.build import job_for, load_checked
from toolkit.compose.compose import Composer
from toolkit.job import work
from toolkit.load.layers import roots_for
from toolkit.resolve import Request, resolve
library, _ = load_checked(roots_for(None), today=date.fromisoformat("{today}"))
editions, _ = resolve(library, Request(kits=("{kit}",), locales=("en",)), today=date.fromisoformat("{today}"))

def seconds(job):
    start = time.perf_counter()
    assert work(job)[0]
    return time.perf_counter() - start

found = []
for edition in editions:
    if not (edition.kind.value.imposition and edition.print_stocks) or edition.kind.value.pages.most is None:
        continue
    whole = job_for(edition, Composer(library).compose(edition)[0])
    sheet, card = replace(whole, print_stocks=whole.print_stocks[:1]), replace(whole, print_stocks=())
    seconds(sheet)
    pairs = [(seconds(sheet), seconds(card)) for _ in range(7)]
    sides = [statistics.median(side) for side in zip(*pairs)]
    found.append((statistics.median(a / b for a, b in pairs), *sides, edition.label.split("/")[-1]))
for line in sorted(found, reverse=True):
    print(*line)
"""

CERTIFICATES = {
    "content/kits/bench/kit.yml": """audience: hotel
jurisdiction: us-ma
version: "1"
documents:
  - {name: certificate, kind: certificate, helplines: [], parts: {covered: [respond]}}
""",
    "content/kits/bench/words/en.yml": """title: Bench
summary: For measuring.
documents:
  certificate: {title: Certificate of attendance, promise: Noticing and responding.}
""",
}
GIVEN = ("Ana", "José", "Ngozi", "Wilhelmina", "Li", "Søren", "Bo", "Guadalupe", "Jean-Baptiste", "Oluwaseun", "Zoë")
FAMILY = ("López", "O’Brien", "Featherstonehaugh", "Núñez", "Lee", "Oppenheimer-Bloom", "van der Berg", "Müller", "Ng")


def people(path: Path, count: int) -> Path:
    """A table of so many people, short names and long ones."""
    names = [f"{GIVEN[n % 11]} {GIVEN[n // 11 % 11]} {FAMILY[n // 7 % 9]}" for n in range(count)]
    path.write_text("name,date\n" + "".join(f"{name},2026-11-21\n" for name in names), encoding="utf-8")
    return path


def watched(command: tuple[str, ...]) -> tuple[float, float]:
    """Wall time of a command, and the memory of its largest process in MB."""
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while process.poll() is None:
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if os.getsid(int(place.name)) == process.pid:
                    found = re.search(r"VmRSS:\s+(\d+)", (place / "status").read_text())
                    peak = max(peak, int(found[1]) if found else 0)
            except (OSError, ValueError):
                continue
        time.sleep(0.1)
    assert process.returncode == 0
    return time.perf_counter() - start, peak / 1024


def seconds(*command: str, cwd: Path = ROOT) -> float:
    """Wall time of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=cwd, capture_output=True)
    return time.perf_counter() - start


def paired(first: tuple[str, ...], second: tuple[str, ...], rounds: int) -> tuple[float, float, float]:
    """Medians of two commands run in turn, and the median of their ratio."""
    pairs = [(seconds(*first), seconds(*second)) for _ in range(rounds)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def show(name: str, ratio: float, aim: str, detail: str) -> None:
    """One line of the report."""
    print(f"{name:12} {ratio:6.2f}   aim {aim:8} {detail}")


def main() -> None:
    """Measure and print."""
    python = sys.executable
    toolkit = (python, "-m", "toolkit", "--today", TODAY)
    help_time, click_time, ratio = paired((*toolkit, "--help"), (python, "-c", "import click"), 15)
    show("start-up", ratio, "<= 4", f"{help_time * 1000:.0f} ms against {click_time * 1000:.0f} ms")

    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        build = (*toolkit, "build", KIT, "--locale", "en", "--output", str(output))
        sequential = (python, "-c", SEQUENTIAL.format(kit=KIT, today=TODAY))
        cold, fresh, ratio = paired((*build, "--force"), sequential, ROUNDS)
        show("cold", ratio, "<= 0.6", f"{cold:.2f} s against {fresh:.2f} s")

        again, made, ratio = paired(build, (*build, "--force"), ROUNDS)
        show("unchanged", ratio, "<= 0.15", f"{again:.2f} s against {made:.2f} s")

        project = Path(folder) / "project"
        module = ROOT / f"content/modules/quiz-{KIT}/en.md"
        copy = project / module.relative_to(ROOT)
        copy.parent.mkdir(parents=True)
        shutil.copy(module, copy)
        command = (*toolkit, "--project", str(project), "--format", "json", *build[len(toolkit) :])
        subprocess.run(command, check=True, capture_output=True)
        copy.write_text(copy.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        total = len(report["made"]) + len(report["kept"])
        show("one module", len(report["made"]) / total, "few", f"{len(report['made'])} of {total} files made anew")

    peaks = []
    for count in (40, 120):
        script = MEMORY.format(kit=KIT, today=TODAY, count=count)
        done = subprocess.run(
            (python, "-c", script), check=True, capture_output=True, text=True, start_new_session=True
        )
        peaks.append(float(done.stdout))
    show("memory", peaks[1] / peaks[0], "about 1", f"{peaks[1]:.0f} MB after 120, {peaks[0]:.0f} MB after 40")

    done = subprocess.run(
        (python, "-c", SHEET.format(kit=KIT, today=TODAY)), check=True, capture_output=True, text=True
    )
    for line in done.stdout.splitlines():
        ratio, sheet, card, name = line.split()
        show(
            "print sheet",
            float(ratio),
            "<= 1.3",
            f"{float(sheet) * 1000:.0f} ms against {float(card) * 1000:.0f} ms, {name}",
        )
    batch(toolkit)


def batch(toolkit: tuple[str, ...]) -> None:
    """A batch of certificates, small and large."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in CERTIFICATES.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        found = []
        for count in (250, 1000):
            data = people(Path(folder) / f"people-{count}.csv", count)
            command = (
                *toolkit,
                "--project",
                folder,
                "build",
                "bench",
                "--force",
                "--locale",
                "en",
                "--data",
                str(data),
            )
            found.append(watched((*command, "--output", str(Path(folder) / "out"))))
        (_, small), (wall, large) = found
        show("batch", 1000 / wall, ">= 40", f"certificates a second: 1,000 in {wall:.1f} s")
        show("batch memory", large / small, "about 1", f"{large:.0f} MB at 1,000 rows, {small:.0f} MB at 250")


if __name__ == "__main__":
    main()
