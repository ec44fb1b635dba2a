"""What a writer asks for: how hard every document is to read, and which checks are overridden, and why."""

from __future__ import annotations

from datetime import date

from toolkit.check.check import every_edition
from toolkit.check.reading import readings
from toolkit.load.library import Library
from toolkit.survey.names import Rows

ANY_DAY = date.min
"""How hard a text is does not depend on the day."""


def reading(library: Library) -> Rows:
    """The reading grade of every document in each locale that has a formula, and its ceiling."""
    for one in readings(library, every_edition(library, today=ANY_DAY)):
        mark = "TOO HARD, " if one.grade > one.ceiling else ""
        size = f"{one.words} words, {len(one.said)} sentences"
        yield {
            "name": f"{one.edition.kit.slug}/{one.edition.name}",
            "about": f"{one.edition.locale.slug}: grade {one.grade:g} of {one.ceiling:g}, {mark}{size}",
            "locale": one.edition.locale.slug,
            "grade": one.grade,
            "ceiling": one.ceiling,
            "words": one.words,
            "sentences": len(one.said),
        }


def exceptions(library: Library) -> Rows:
    """Every written exception to a check of content, with its reason."""
    for entry in library.exemptions:
        rule = entry.value
        yield {
            "name": str(entry.at()),
            "about": f'{rule.check} {rule.file} "{rule.text}": {rule.because}',
            **dict(rule),
        }
