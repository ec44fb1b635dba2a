"""Templates and style sheets of a kind: faults are findings, and nothing from outside gets onto a page."""

from __future__ import annotations

import pytest

from tests.example_project import TODAY, assert_finding, edited, findings_of, loaded
from toolkit.compose.compose import Composer
from toolkit.findings import Finding
from toolkit.resolve import Request, resolve

PAGE = "templates/kinds/leaflet/page.html.j2"
STYLE = "templates/kinds/leaflet/page.css"
LABEL = "larch/clinic/en/leaflet-nurse"


def composed(changes: dict[str, str | bytes | None]) -> tuple[Finding, ...]:
    """What composing the leaflet finds."""
    library = loaded(changes)
    editions, _ = resolve(library, Request(), today=TODAY)
    leaflets = [edition for edition in editions if edition.kind.slug == "leaflet"]
    assert len(leaflets) == 1
    composition, findings = Composer(library).compose(leaflets[0])
    assert (composition is None) == bool(findings)
    return findings


def rendered(changes: dict[str, str | bytes | None]) -> tuple[Finding, ...]:
    """What laying out the leaflet finds."""
    from toolkit.render.render import render

    library = loaded(changes)
    editions, _ = resolve(library, Request(), today=TODAY)
    leaflets = [edition for edition in editions if edition.kind.slug == "leaflet"]
    composition, findings = Composer(library).compose(leaflets[0])
    assert composition, findings
    made, findings = render(composition)
    assert (made is None) == bool(findings)
    return findings


@pytest.mark.parametrize("template", ["\n{% if", "\n{{ }}", "\n{% endfor %}", "\n{{ title|nofilter }}"])
def test_template_that_cannot_be_read(template):
    assert_finding(composed({PAGE: template}), "T101", PAGE, 2)


@pytest.mark.parametrize("name", ["none.html.j2", "../../../etc/passwd", "/etc/passwd"])
def test_template_that_includes_what_is_not_there(name):
    assert_finding(composed({PAGE: f"{{% include '{name}' %}}"}), "T102", PAGE, message=name)


@pytest.mark.parametrize(
    "template",
    [
        "\n{{ nope }}",
        "\n{{ brand.nope }}",
        "\n{{ parts.body[99].title }}",
        "\n{{ 5 + 'x' }}",
        "\n{{ 1 / 0 }}",
        "\n{% for x in 5 %}{% endfor %}",
        "\n{{ icon() }}",
        "\n{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "\n{{ qr('x' * 5000, 'much') }}",
    ],
)
def test_template_that_uses_something_unknown_or_wrongly(template):
    assert_finding(composed({PAGE: template}), "T103", PAGE, 2)


def test_template_that_asks_for_a_word_nobody_has():
    found = composed({PAGE: "{{ words.nope }}"})
    path = "templates/kinds/leaflet/words/en.yml"
    assert_finding(found, "L104", path, hint="templates/locales/en.yml", message='"nope"')


def test_template_that_leaves_a_placeholder_open():
    found = composed({PAGE: "{{ words.checked_on | fill(day=1) }}"})
    assert [f.code for f in found] == ["L104"]
    assert "{date}" in found[0].message


def test_missing_template():
    found = findings_of({PAGE: None})
    if not found:
        found = composed({PAGE: None})
    assert [(f.code, f.origin.path) for f in found] == [("T102", PAGE)]


@pytest.mark.parametrize(
    "style",
    [
        "body { background: url(file:///etc/passwd) }",
        "h1 { background: url(https://example.org/a.png) }",
        "@font-face { font-family: x; src: url(https://example.org/a.ttf) } body { font-family: x }",
    ],
)
def test_style_sheet_that_asks_for_something_outside(style):
    found = rendered({STYLE: style})
    assert_finding(found, "P121", LABEL, hint="only files of the project")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/a.png"])
def test_template_that_asks_for_something_outside(address):
    swap = ("<h1>{{ title }}</h1>", f'<h1>{{{{ title }}}}</h1><img src="{address}" alt="x">')
    assert_finding(rendered(edited(PAGE, swap)), "P121", LABEL, message=address[:20])


def test_picture_in_the_words_of_a_kit_reads_no_file():
    path = "content/kits/clinic/words/en.yml"
    changes = edited(path, ("promise: Learn what to notice.", 'promise: "![x](file:///etc/passwd)"'))
    found = findings_of(changes) or rendered(changes)
    assert found
    assert {f.code for f in found} <= {"M110", "P121"}


@pytest.mark.parametrize("text", ["[x](javascript:alert)", "[x](file:///etc/passwd)", "a <script>x</script>"])
def test_words_of_a_kit_keep_the_rules_of_modules(text):
    path = "content/kits/clinic/words/en.yml"
    found = findings_of(edited(path, ("promise: Learn what to notice.", f'promise: "{text}"')))
    assert found, "printed as it stands"
    assert {(f.code, f.origin.path, f.origin.line) for f in found} <= {("M108", path, 6), ("M109", path, 6)}


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("h1 { colour: red }", "colour"),
        ("h1 { background: url(none.png) }", "none.png"),
        ("@import 'a.css';", "@import"),
    ],
)
def test_message_of_the_layout_engine_is_a_fault(style, words):
    found = rendered({STYLE: style})
    assert_finding(found, "P120", LABEL, message=words, hint="counts as a fault")


def test_embedded_picture_of_a_logo_is_judged_alike_by_check_and_build():
    import base64

    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d494844520000000100000001080200000090"
        "7753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    )
    image = f'<image width="9" height="9" href="data:image/png;base64,{base64.b64encode(dot).decode()}"/>'
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{image}</svg>'
    changes = {"content/brands/larch/logo.svg": logo}
    checked = findings_of(changes)
    assert [f.code for f in checked] == ["B104"] if checked else rendered(changes) == ()


def test_drawing_inside_a_drawing_reads_no_file():
    import base64

    inner = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>'
    data = base64.b64encode(inner.encode()).decode()
    image = f'<image width="9" height="9" href="data:image/svg+xml;base64,{data}"/>'
    outer = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{image}</svg>'
    changes = {"content/brands/larch/logo.svg": outer}
    found = findings_of(changes) or rendered(changes)
    assert found
    assert {finding.code for finding in found} <= {"B104", "P120", "P121"}


@pytest.mark.parametrize("name", ["my logo.svg", "logö.svg", "a%20b.svg", "a&b.svg", "a(b).svg", "a'b.svg"])
def test_odd_name_of_a_logo_is_printed_or_refused_by_the_check(name):
    import json

    changes = {
        **edited("content/brands/larch/_brand.yml", ("path: logo.svg", f"path: {json.dumps(name)}")),
        f"content/brands/larch/{name}": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    }
    found = findings_of(changes)
    assert [finding.code for finding in found] == ["B103"] if found else rendered(changes) == ()


def test_pictures_of_one_name_in_two_folders_are_two_pictures():
    from tests.example_project import KIT, extra_module

    changes = {
        **extra_module(
            '## One {: #one }\n\n![A](media/a/p.svg) {: subject="a" }\n\n![B](media/b/p.svg) {: subject="b" }\n'
        ),
        **edited(KIT, ("body: [noticing, acting#steps]", "body: [extra]")),
    }
    for folder, side in (("a", 1), ("b", 2)):
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} 9"/>'
        changes[f"content/modules/extra/media/{folder}/p.svg"] = drawing
    library = loaded(changes)
    editions, _ = resolve(library, Request(), today=TODAY)
    composition, findings = Composer(library).compose(editions[0])
    assert composition, findings
    drawings = {data for address, (data, _) in composition.assets.items() if "/media/" in address}
    assert len(drawings) == 2
    assert all(address in composition.html for address in composition.assets if "/media/" in address)
