"""Whatever stands in a data file, a run ends in findings or in pages, never in a traceback.

Every value of every data file of the example is replaced by values of the wrong sort; loading, checking, resolving and
composing go on as far as they can.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.example_project import TODAY, example_contents, project, text_of
from toolkit.check.check import check
from toolkit.compose.compose import Composer
from toolkit.findings import Severity
from toolkit.load.library import Library
from toolkit.load.load import load_files
from toolkit.resolve import Request, UnknownName, resolve

GONE = object()
WRONG: tuple[Any, ...] = ("", [], {}, "x", GONE, "-1", ["x"], {"x": "y"}, [{"x": "y"}], None)
MOST = 30
"""How many wrong values are tried in one file; which of them at which place is fixed."""
FILES = sorted(path for path in example_contents() if path.endswith((".yml", ".md")))
WRITTEN = {
    "content/wording/en.yml": """\
avoid:
  - {term: rescue, forms: [rescued], better: help, because: It is theirs.}
profiling:
  - {term: accent, because: It is no sign.}
glossary:
  - {source: a, say: b, not: [c]}
address: {formal: [thee], informal: [sir]}
claims: ["# percent", M.G.L.]
""",
    "content/pictures.yml": "not_shown:\n  - {term: chains, forms: [chain], because: They are rare.}\n",
    "content/exceptions/a.yml": "exceptions:\n  - {check: C105, file: a.md, text: x, because: y}\n",
    "content/audiences/clinic/words/en.yml": "name: C\nroles: {nurse: N, porter: P}\navoid: [storm]\n",
    "content/audiences/clinic/audience.yml": "reading_grade: 8\naddress: formal\nroles: [nurse, porter]\n",
    "confirmations.yml": "confirmations:\n  - {line: emergency, by: Robin, on: 2026-11-20}\n",
}
"""Files that the example does without."""
PRINT_SHOP = {
    "templates/kinds/leaflet/kind.yml": """\
trim: {us: [100mm, 150mm], iso: [100mm, 90mm]}
margins: {top: 9mm, bottom: 9mm, inside: 9mm, outside: 9mm}
safe: 3mm
bleed: 3mm
pages: {least: 2, most: 2, once: yes}
parts: [body]
blocks: [caution]
styles: [base/base.css]
stands_for: [pocket]
copyfit: {largest: 11pt, smallest: 9pt, step: 1pt, save: 10pt}
boxes: {title: {largest: 30pt, smallest: 9pt, step: 1pt}}
imposition: {arrange: n-up, fold: fold-over}
rows: {name: {needed: yes, most: 9}, day: {type: date}}
sheets: [single, double]
reading_grade: 8
print: {sides: two, flip: short-edge}
modes: {dusk: {made: yes, trim: sheet, imposition: no, copyfit: {largest: 30pt, smallest: 18pt, step: 1pt}}}
""",
    "templates/stocks/letter.yml": """\
name: Letter
system: us
size: [8.5in, 11in]
unprintable: 4mm
double: tabloid
""",
    "templates/stocks/tabloid.yml": "name: T\nsystem: us\nsize: [11in, 17in]\nunprintable: 4mm\n",
    "templates/stocks/letter-cards-10.yml": """\
name: Cards
system: us
size: [8.5in, 11in]
unprintable: 4mm
sheet: letter
usual: yes
products: [Maker 1, Other 1]
grid: {columns: 2, rows: 5, origin: [0.75in, 0.5in], pitch: [3.5in, 2in], cell: [3.5in, 2in]}
""",
    "templates/modes/dusk/mode.yml": """\
text: 18pt
fine: {size: 14pt, of: [fine]}
widest_table: 2
colours: {primary: "#000000"}
logo: mono
kinds: {safe: 4mm, margins: {top: 9mm, bottom: 9mm, inside: 9mm, outside: 9mm}, print: {sides: one}}
print_house:
  bleed: {us: 3mm, iso: 3mm}
  marks: 5mm
  registry: r
  conditions: {us: {identifier: a, name: b}, iso: {identifier: a, name: b}}
""",
    "templates/modes/dusk/words/en.yml": "name: Dusk\nnote: N\nmark: M\n",
    "content/jurisdictions/north/posters.yml": """\
posters:
  - {id: a, says: b, cite: c, audiences: [clinic], sheet: [8in, 10in], type: 9pt, languages: [en], wording: {en: [x]},
     sources: [field-guide], verified_on: 2026-11-01, expires: 2027-11-01}
""",
    "printers.yml": "hall: {right: 1mm, down: -0.5mm, unprintable: 3mm, flip: long-edge}\n",
}
"""The leaflet and its paper with all that belongs to printing."""


def places(data: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, (*place, key))


def replaced(data: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    data = copy.deepcopy(data)
    current = data
    for step in place[:-1]:
        current = current[step]
    if value is GONE:
        del current[place[-1]]
    else:
        current[place[-1]] = value
    return data


def written(data: Any) -> str:
    """YAML with plain nothing where a value is None, as a person leaves it out."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).replace(": null\n", ":\n")


def first(library: Library) -> str | None:
    return next(iter(library.printers), None)


def run_through(changes: dict[str, str | bytes | None]) -> str:
    """How far a run comes: load, check, resolve or compose; whatever is raised is a fault."""
    library, findings = load_files(project(changes))
    if library is None or any(finding.severity is Severity.ERROR for finding in findings):
        return "load"
    if any(finding.severity is Severity.ERROR for finding in check(library, today=TODAY)):
        return "check"
    stocks = (*library.stocks, *(number for stock in library.stocks.values() for number in stock.value.products))
    for request in (Request(), Request(modes=tuple(library.modes)), Request(stocks=stocks, printer=first(library))):
        try:
            editions, _ = resolve(library, request, today=TODAY)
        except UnknownName:
            return "resolve"
        for edition in editions:
            composition, _ = Composer(library).compose(edition)
            assert composition is None or " object at 0x" not in composition.html
    return "compose"


@pytest.mark.parametrize("path", FILES)
def test_wrong_value_anywhere(path):
    text = text_of(path)
    before, after = "", ""
    if path.endswith(".md"):
        _, text, body = text.split("---\n", 2)
        before, after = "---\n", f"---\n{body}"
    data = yaml.load(text, Loader=yaml.BaseLoader)
    spots = list(places(data))
    assert len(spots) > 1
    pairs = [(place, value) for place in spots for value in WRONG if place or value is not GONE]
    reached = set()
    for place, value in pairs[:: max(1, len(pairs) // MOST) | 1]:
        wrong = f"{before}{written(replaced(data, place, value))}{after}"
        try:
            reached.add(run_through({path: wrong}))
        except Exception as fault:
            raise AssertionError(f"{path}: {place} = {value!r} raised {fault!r}") from fault
    assert reached & {"load", "check"}


def test_the_files_for_printing_are_right_as_they_are():
    assert run_through(PRINT_SHOP) == "compose"


@pytest.mark.parametrize("key", ["trim", "margins", "print", "copyfit", "imposition", "pages", "boxes"])
def test_a_key_of_a_mode_with_nothing_behind_it(key):
    for path, said in (("templates/modes/dusk/mode.yml", "kinds"), ("templates/kinds/leaflet/kind.yml", "modes")):
        data = yaml.load(PRINT_SHOP[path], Loader=yaml.BaseLoader)
        (data[said]["dusk"] if said == "modes" else data[said])[key] = None
        run_through({**PRINT_SHOP, path: written(data)})


@pytest.mark.parametrize("path", [*WRITTEN, *PRINT_SHOP])
def test_wrong_value_in_a_file_that_the_example_does_without(path):
    files = WRITTEN if path in WRITTEN else PRINT_SHOP
    data = yaml.load(files[path], Loader=yaml.BaseLoader)
    pairs = [(place, value) for place in places(data) for value in (*WRONG, "#", "(") if place or value is not GONE]
    for place, value in pairs[:: max(1, len(pairs) // MOST) | 1]:
        try:
            run_through({**files, path: written(replaced(data, place, value))})
        except Exception as fault:
            raise AssertionError(f"{path}: {place} = {value!r} raised {fault!r}") from fault


BODIES = [
    "",
    "\x00",
    "#",
    "##",
    "## ",
    "## x",
    "## {: #x }",
    "## x {: #x }\n///",
    "## x {: #x }\n////////",
    "## x {: #x }\n/// note\n///\n///",
    "## x {: #x }\n- \n-\n- [ ]\n1.",
    "## x {: #x }\n|\n|-|\n||||",
    "## x {: #x }\n![]()\n![",
    "## x {: #x }\n[[",
    "## x {: #x }\n[[]]\n[x]()",
    "## x {: #x }\n- a\n  /// note\n- b",
    "## x {: #x }\n    - deep first\n- then not",
    "## x {: #x }\n- a\n\t- b\n\t\t{: card=1 }",
    "## x {: #x }\n//// scenario | t\n/// answer\n////\n///",
    "## x {: #x }\n{: }\n{:\n:}\n{{ title }}\n{% if %}",
    "## x {: #x #y .a .b }\n" + "**" * 500 + "\n" + "[" * 500 + "\n" + "- " * 200 + "x",
    "## x {: #x }\n&#0; &#xFFFFFFFF; &nope; \\",
    "## x {: #x }\n### y {: #x }\n### y {: #x }\nText",
    "\u2028## x {: #x }\x85\x0c\x1c",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_odd_module_body(body, newline):
    head = "---\ntitle: Odd\ntopic: odd\naudiences: [clinic]\nsources: [field-guide]\nreviewed: 2026-11-01\n---\n"
    kit = text_of("content/kits/clinic/kit.yml").replace("[noticing, acting#steps]", "[noticing, odd]")
    changes = {"content/modules/odd/en.md": (head + body).replace("\n", newline), "content/kits/clinic/kit.yml": kit}
    assert run_through(changes) in {"load", "check", "compose"}


@pytest.mark.parametrize(
    "path",
    [
        "content/kits/clinic.yml",
        "content/kits/readme.md",
        "content/modules/readme.md",
        "content/stray",
        "templates/x/y",
    ],
)
def test_stray_file_does_no_harm(path):
    assert run_through({path: "x: [\n"}) == "compose"


SMALL_STEPS = "{largest: 99pt, smallest: 1pt, step: 0.001pt}"


@pytest.mark.parametrize("key", [f"boxes: {{title: {SMALL_STEPS}}}", f"copyfit: {SMALL_STEPS}"])
def test_steps_too_small_to_see_would_be_tried_for_ever(key):
    name = key.split(":")[0]
    lines = [line for line in PRINT_SHOP["templates/kinds/leaflet/kind.yml"].splitlines() if not line.startswith(name)]
    assert run_through({**PRINT_SHOP, "templates/kinds/leaflet/kind.yml": "\n".join((*lines, key, ""))}) == "load"
