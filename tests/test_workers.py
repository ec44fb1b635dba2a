"""Jobs on one or several processes: each result once, with its number, and the same bytes either way."""

from __future__ import annotations

import pytest

from tests.example_project import NOTICING, TODAY, edited, loaded
from toolkit.compose.compose import Composer
from toolkit.job import Job
from toolkit.resolve import Request, resolve
from toolkit.workers import run


def jobs() -> list[Job]:
    made = []
    for words in (1, 200):
        library = loaded(edited(NOTICING, ('card="Someone else talks"', f'card="{"Someone talks " * words}"')))
        editions, _ = resolve(library, Request(), today=TODAY)
        for edition in editions:
            composition, findings = Composer(library).compose(edition)
            assert composition, findings
            made.append(Job(composition, "Title", tuple((stock.slug, stock.value) for stock in edition.print_stocks)))
    return made


@pytest.fixture(scope="module")
def alone() -> dict[int, tuple]:
    return dict(run(jobs(), 1))


def test_nothing_to_do():
    assert list(run([], 0)) == []
    assert list(run([], 4)) == []


def test_every_job_has_one_result_and_faults_are_findings(alone):
    assert set(alone) == {0, 1, 2, 3}
    assert [made is not None for _, (made, _) in sorted(alone.items())] == [True, True, True, False]
    assert [finding.code for finding in alone[3][1]] == ["P101"]


def test_two_processes_give_the_same_bytes(alone):
    together = list(run(jobs(), 2))
    assert sorted(number for number, _ in together) == [0, 1, 2, 3]
    assert dict(together) == alone
