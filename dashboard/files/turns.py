"""Whose turn it is to have a file made: one order for all workers that were forked from a process.

Threads are few, so most who wait hold a place and no thread, and keep it by asking again. The order is a list in memory
that workers share, behind a lock which the system takes back from one that dies.
"""

import fcntl
import json
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

MAX_WAITING = 2  # requests for a file in one process, the one being made included; fewer than its threads
MAX_QUEUED = 8  # that have a place without a thread, and come back for their file
SECONDS_A_PLACE = 1  # about as long as a file takes; who asks too early keeps the place
PLACE_KEPT = 30  # seconds without being asked for again, more than anybody is told to wait
LONGEST = 2**16  # bytes of the list, more than it can have


@dataclass(frozen=True)
class Place:
    """How many files are made before this one; none is told where the queue is full."""

    ahead: int | None

    @property
    def seconds(self) -> int:
        """After how long to ask again."""
        most = MAX_WAITING + MAX_QUEUED
        return SECONDS_A_PLACE * (most if self.ahead is None else min(self.ahead, most))


@dataclass
class Asked:
    """A file that somebody waits for, and when it was last asked for; `worker` has it in hand, if one has."""

    file: int
    when: float
    worker: int = 0

    def stands(self) -> bool:
        """Whether it is made, or will be: nobody may have asked again, and a worker may have died."""
        return _lives(self.worker) if self.worker else time.monotonic() - self.when <= PLACE_KEPT


class Turns:
    """A name has one number in all workers, since these were forked from one process."""

    def __init__(self) -> None:
        self._thread = threading.Lock()
        self._list = _memory()
        weakref.finalize(self, os.close, self._list)

    def take(self, name: Hashable) -> Place | None:
        """The place of a file; None once it is its turn, and then it is in hand until it is given back."""
        with self._order() as order:
            waiting = [one for one in order if not one.worker]
            asked = next((one for one in waiting if one.file == hash(name)), None)
            if asked is None and len(waiting) >= MAX_QUEUED:
                return Place(None)
            if asked is None:
                asked = Asked(hash(name), 0)
                order.append(asked)
                waiting.append(asked)
            asked.when = time.monotonic()
            ahead, mine = waiting.index(asked), sum(one.worker == os.getpid() for one in order)
            if ahead + mine >= MAX_WAITING:
                return Place(ahead + len(order) - len(waiting))
            asked.worker = os.getpid()
            return None

    def give_back(self, name: Hashable) -> None:
        with self._order() as order:
            order.remove(next(one for one in order if (one.file, one.worker) == (hash(name), os.getpid())))

    @contextmanager
    def _order(self) -> Iterator[list[Asked]]:
        """First those in hand and those who came first; what is changed in it is changed for all."""
        with self._thread:  # the lock of a file is that of the whole process
            fcntl.lockf(self._list, fcntl.LOCK_EX)
            try:
                kept = (Asked(**one) for one in json.loads(os.pread(self._list, LONGEST, 0) or "[]"))
                order = [one for one in kept if one.stands()]
                yield order
                content = json.dumps([asdict(one) for one in order]).encode()
                os.pwrite(self._list, content, 0)
                os.ftruncate(self._list, len(content))
            finally:
                fcntl.lockf(self._list, fcntl.LOCK_UN)


def _memory() -> int:
    """A file that has no name, and is gone with the last process that knows it."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("turns")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
