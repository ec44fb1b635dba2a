"""Rows of people in a template: one page-set each, blank where nothing was given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.example_project import TODAY, loaded
from toolkit.compose.compose import Composer
from toolkit.edition import Edition
from toolkit.load.library import Library
from toolkit.resolve import Request, resolve

KIND = """\
trim: {us: [100mm, 60mm], iso: [100mm, 60mm]}
margins: {top: 5mm, bottom: 5mm, inside: 5mm, outside: 5mm}
parts: []
blocks: []
pages: {least: 1, most: 1}
rows: {name: {needed: yes, most: 30}, day: {type: date}, job-title: {}}
print: {sides: one}
"""
PAGE = """\
{% extends "base.html.j2" %}
{% block body %}
<h1>{{ title }}</h1>
{% for row in rows %}<p class="name">{{ row.name or "…" }}|{{ row.day }}|{{ row["job-title"] }}</p>{% endfor %}
{% endblock %}
"""
TAG = {
    "templates/kinds/tag/kind.yml": KIND,
    "templates/kinds/tag/page.html.j2": PAGE,
    "templates/kinds/tag/words/en.yml": "name: Tag\nfields: {name: Full name, day: Day, job-title: Job}\n",
    "content/kits/tags/kit.yml": (
        'audience: clinic\njurisdiction: north\nversion: "1"\ndocuments:\n  - {name: tag, kind: tag}\n'
    ),
    "content/kits/tags/words/en.yml": "title: T\nsummary: S.\ndocuments:\n  tag: {title: Hello, promise: P.}\n",
}


def library() -> Library:
    return loaded(dict(TAG))


def edition(known: Library) -> Edition:
    editions, findings = resolve(known, Request(kits=("tags",), locales=("en",)), today=TODAY)
    assert not findings
    return editions[0]


def html(*rows: dict[str, str | date]) -> str:
    known = library()
    made, findings = Composer(known).compose(replace(edition(known), rows=rows))
    assert made, findings
    return made.html


def test_without_a_table_there_is_one_blank_row():
    assert '<p class="name">…||</p>' in html()
    assert html().count('class="name"') == 1


def test_each_row_comes_in_order_with_days_in_the_way_of_the_locale():
    page = html({"name": "Ana", "day": date(2026, 3, 4)}, {"name": "Bo", "job-title": "Night desk"})
    assert '<p class="name">Ana|March 4, 2026|</p><p class="name">Bo||Night desk</p>' in page


def test_a_row_cannot_bring_markup_or_marks():
    page = html({"name": "<b>*A*</b> & {{ title }} [[emergency]]"})
    assert "&lt;b&gt;*A*&lt;/b&gt; &amp; {{ title }} [[emergency]]" in page


def test_the_limits_of_pages_count_for_each_row():
    known = library()
    made, _ = Composer(known).compose(replace(edition(known), rows=({"name": "A"}, {"name": "B"}, {"name": "C"})))
    assert made
    assert (made.kind.pages.least, made.kind.pages.most) == (3, 3)


def test_a_blank_fills_its_sheet_and_people_lie_side_by_side():
    changes = {**TAG, "templates/kinds/tag/kind.yml": KIND + "imposition: {arrange: n-up}\n"}
    known = loaded(changes)
    for rows, arrange in (
        ((), "step-and-repeat"),
        (({"name": "A"},), "n-up"),
        (({"name": "A"}, {"name": "B"}), "n-up"),
    ):
        made, _ = Composer(known).compose(replace(edition(known), rows=rows))
        assert made
        assert made.kind.imposition
        assert made.kind.imposition.arrange == arrange
