"""Work spread over processes that share all that is read already; each takes the next piece when it is free."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

Result = TypeVar("Result")
FORK = "fork"  # so that a package is not read anew by each process


class WorkerError(RuntimeError):
    """A process ended before its work was done."""


def processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(tasks: Sequence[Callable[[], Result]], processes: int) -> Iterator[Result]:
    """The results, as they come; here and one after the other where there is no other process to be had."""
    if processes < 2 or FORK not in multiprocessing.get_all_start_methods():
        yield from (task() for task in tasks)
        return
    context: Any = multiprocessing.get_context(FORK)
    taken = context.Value("i", 0)
    workers, ends = [], []
    for _ in range(processes):
        receiving, sending = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(tasks, taken, sending))
        worker.start()
        sending.close()
        workers.append(worker)
        ends.append(receiving)
    yield from _received(ends)
    for worker in workers:
        worker.join()
        if worker.exitcode:
            raise WorkerError(f"a process of the check ended with {worker.exitcode}")


def _work(tasks: Sequence[Callable[[], Any]], taken: Any, sending: Connection) -> None:
    while True:
        with taken.get_lock():
            at, taken.value = taken.value, taken.value + 1
        if at >= len(tasks):
            return
        sending.send(tasks[at]())


def _received(ends: list[Connection]) -> Iterator[Any]:
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            try:
                yield end.recv()
            except EOFError:
                ends.remove(end)
