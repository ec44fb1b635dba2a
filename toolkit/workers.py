"""Runs jobs on all cores: workers share one warm start and are recycled, so memory stays level."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

from toolkit.findings import Finding
from toolkit.job import Job, Made, work

TASKS_PER_WORKER = 40
AHEAD = 2
Result = tuple[Made | None, tuple[Finding, ...]]


def run(jobs: Sequence[Job], processes: int = 0) -> Iterator[tuple[int, Result]]:
    """The results as they come, each with its number; `processes` 0 means one for each core."""
    processes = min(processes or os.cpu_count() or 1, len(jobs))
    if processes <= 1:
        for number, job in enumerate(jobs):
            yield number, work(job)
        return
    with ProcessPoolExecutor(processes, _context(), max_tasks_per_child=TASKS_PER_WORKER) as pool:
        waiting = iter(_longest_first(jobs))
        running: dict[Future[Result], int] = {}
        while True:
            for number in waiting:
                running[pool.submit(work, jobs[number])] = number
                if len(running) >= processes * AHEAD:
                    break
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), future.result()


def _longest_first(jobs: Sequence[Job]) -> list[int]:
    return sorted(range(len(jobs)), key=lambda number: -len(jobs[number].composition.html))


def _context() -> multiprocessing.context.BaseContext:
    """Workers forked from a server that has imported the engine once, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["toolkit.render.engine", "toolkit.impose.draw"])
    return context
