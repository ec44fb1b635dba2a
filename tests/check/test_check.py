"""The list of rules: complete, ordered, and quiet about a good project."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

import toolkit.check
from tests.example_project import BRAND, KIT, TODAY, edited, extra_module, loaded
from toolkit.check.check import CONTENT_RULES, DOCUMENT_RULES, RULES, check, every_edition
from toolkit.codes import CODES


def rules_written(arguments: list[str]) -> set[str]:
    """Every public function of toolkit.check that takes these."""
    found = set()
    for module in pkgutil.iter_modules(toolkit.check.__path__):
        if module.name == "check":
            continue
        source = importlib.import_module(f"toolkit.check.{module.name}")
        for name, function in inspect.getmembers(source, inspect.isfunction):
            if function.__module__ == source.__name__ and list(inspect.signature(function).parameters) == arguments:
                found.add(name)
    return found


def test_every_rule_that_is_written_is_run():
    written = rules_written(["library", "today"])
    assert len(written) > 15
    rules = (*RULES, *CONTENT_RULES)
    assert {rule.__name__ for rule in rules} == written
    assert len(set(rules)) == len(rules)
    assert {rule.__name__ for rule in DOCUMENT_RULES} | {"readings"} == rules_written(["library", "editions"])


@pytest.mark.parametrize("rule", (*RULES, *CONTENT_RULES), ids=lambda rule: rule.__name__)
def test_rule_is_quiet_about_a_good_project(rule):
    assert rule.__doc__
    assert list(rule(loaded(), TODAY)) == []


@pytest.mark.parametrize("rule", DOCUMENT_RULES, ids=lambda rule: rule.__name__)
def test_rule_for_documents_is_quiet_about_a_good_project(rule):
    editions = every_edition(loaded(), today=TODAY)
    assert rule.__doc__
    assert len(editions) == 2
    assert list(rule(loaded(), editions)) == []


def test_findings_come_in_order_and_once():
    changes = {
        **edited(KIT, ("    role: nurse", "    role: nurze"), ("audience: clinic", "audience: clinic")),
        **edited(BRAND, ("primary: blue", "primary: bleu"), ('danger: "#a11d1d"', 'danger: "#fff"')),
    }
    found = check(loaded(changes), today=TODAY)
    assert len(found) > 2
    assert list(found) == sorted(set(found), key=lambda f: (f.origin, f.code, f.message))
    assert {finding.code for finding in found} <= set(CODES)


def test_without_content_the_other_findings_are_the_same():
    body = '## Signs {: #signs .signs }\n\n- In 2019 it was 75%.\n  {: role="nurze" fact="none" }\n'
    library = loaded(extra_module(body))
    everything = check(library, today=TODAY)
    assert {f.code[0] for f in everything} > {"C"}
    assert check(library, today=TODAY, content=False) == tuple(f for f in everything if not f.code.startswith("C"))


def test_checking_twice_gives_the_same():
    library = loaded(edited(KIT, ("    role: nurse", "    role: nurze")))
    assert check(library, today=TODAY) == check(library, today=TODAY)
