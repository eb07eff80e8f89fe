"""Work spread over processes that share all that is read already; each takes the next piece when it is free."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")
FORK = "fork"  # so that a package is not read anew by each process

TASKS: list[Callable[[], Any]] = []  # of a process that works for another


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(tasks: Sequence[Callable[[], Result]], processes: int) -> Iterator[Result]:
    """The results in order; made here where there is no other process to be had. Raises BrokenProcessPool where a
    process ends before its work is done."""
    if processes < 2 or FORK not in multiprocessing.get_all_start_methods():
        yield from (task() for task in tasks)
        return
    context = multiprocessing.get_context(FORK)
    with ProcessPoolExecutor(processes, context, TASKS.extend, (tasks,)) as pool:
        yield from pool.map(_run, range(len(tasks)))


def _run(at: int) -> Any:
    return TASKS[at]()
