"""What is known of places beside their help lines: the rules for posters."""

from __future__ import annotations

from toolkit.load.library import Library
from toolkit.survey.names import Rows


def posters(library: Library) -> Rows:
    """Every rule for posters: what it says, where that was read, and until when it may be trusted."""
    for code, rules in library.posters.items():
        for entry in rules:
            rule = entry.value
            law = f" {rule.cite}." if rule.cite else ""
            read = f"Read in {', '.join(rule.sources)} on {rule.verified_on}, good until {rule.expires}."
            yield {
                "name": f"{code}/{entry.slug}",
                "about": f"{rule.says}{law} {read} Not legal advice.",
                **rule.model_dump(mode="json", exclude={"id"}),
            }
