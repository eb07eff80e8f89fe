"""One order of files for all workers: in processes of its own, forked as gunicorn forks them."""

import subprocess
import sys

WORKERS = """
import os
from dashboard.files.turns import PLACE_KEPT, Turns

turns = Turns()

def told(name):
    place = turns.take(name)
    return place.ahead if place else "now"

def in_worker(act):
    if not os.fork():
        print(*act(), flush=True)
        os._exit(0)
    os.wait()
"""


def run(script: str) -> list[str]:
    """What the workers of a script say, a line each."""
    command = [sys.executable, "-c", WORKERS + script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    return done.stdout.splitlines()


def test_a_place_is_that_of_all_workers() -> None:
    """Of four that two workers have in hand, and of one that waits; who asks another worker keeps the place."""
    said = run("""
print(*map(told, "abcd"), flush=True)
in_worker(lambda: map(told, "cdef"))
print(*map(told, "fe"), flush=True)
""")
    assert said == ["now now 2 3", "now now 4 5", "3 2"]


def test_a_turn_is_given_back_for_all() -> None:
    said = run("""
print(*map(told, "abc"), flush=True)
turns.give_back("a")
turns.give_back("b")
in_worker(lambda: map(told, "dc"))
""")
    assert said == ["now now 2", "now now"]


def test_what_a_dead_worker_had_in_hand_holds_nobody_up() -> None:
    said = run("""
in_worker(lambda: map(told, "abc"))
print(*map(told, "cd"), flush=True)
""")
    assert said == ["now now 2", "now now"]
