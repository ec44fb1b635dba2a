"""Runs jobs on all cores: workers share one warm start and are recycled, so memory stays level."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from toolkit import COLLECT_SELDOM
from toolkit.findings import EnvironmentFault, Finding
from toolkit.job import Job, Made, work

TASKS_PER_WORKER = 40
AHEAD = 2
M = TypeVar("M")
Result = tuple[M | None, tuple[Finding, ...]]
Task = Callable[[Job], Result[M]]


def run(jobs: Sequence[Job], processes: int = 0) -> Iterator[tuple[int, Result[Made]]]:
    """The finished documents as they come, each with its number; `processes` 0 means one for each core."""
    return spread(work, jobs, processes)


def warm_up(processes: int = 0) -> None:
    """Let the server that workers are forked from import the engine meanwhile, where there will be workers."""
    context = _context()
    if (processes or os.cpu_count() or 1) > 1 and context.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


def spread(
    task: Task[M], jobs: Sequence[Job], processes: int = 0, *, in_order: bool = False
) -> Iterator[tuple[int, Result[M]]]:
    """The results of a task as they come, each with its number; the longest jobs begin first, or all in order."""
    processes = min(processes or os.cpu_count() or 1, len(jobs))
    if processes <= 1:
        for number, job in enumerate(jobs):
            yield number, task(job)
        return
    numbers = list(range(len(jobs))) if in_order else _longest_first(jobs)
    pool = ProcessPoolExecutor(processes, _context(), _quiet, max_tasks_per_child=TASKS_PER_WORKER)
    try:
        yield from _results(pool, task, jobs, numbers, processes)
    except BrokenProcessPool:
        advice = "close other programs and build again, perhaps with --jobs 1"
        raise EnvironmentFault("the system stopped a worker, most often for lack of memory", advice) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _quiet() -> None:
    """Ctrl-C is for the parent alone, which stops the workers; they do not outlive it either."""
    gc.set_threshold(*COLLECT_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _results(
    pool: ProcessPoolExecutor, task: Task[M], jobs: Sequence[Job], numbers: Sequence[int], processes: int
) -> Iterator[tuple[int, Result[M]]]:
    waiting = iter(numbers)
    running: dict[Future[Result[M]], int] = {}
    while True:
        for number in waiting:
            running[pool.submit(task, jobs[number])] = number
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
    context.set_forkserver_preload(["toolkit.warm"])
    return context
