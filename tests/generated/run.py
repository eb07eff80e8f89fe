"""Many generated packages in two processes.

    .venv/bin/python -m tests.generated.run --small 5000 --full 200

Seeds that were found sound are remembered in `--done`, so that a run can be taken up where it stopped.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from tests.generated.asked import Outcome, ask, count_titles, described, summary
from tests.generated.changes import changed, smaller
from tests.generated.draft import Draft, read_draft
from tests.served import INVENTED, ROOT

PROCESSES = 2
FULL = 1_000_000  # seeds from here on are of changes of our own package


@cache
def _base(folder: Path) -> Draft:
    draft = read_draft(folder)
    count_titles(draft)
    return draft


def outcome_of(seed: int) -> Outcome:
    base = _base(ROOT / "data") if seed >= FULL else smaller(_base(INVENTED), seed)
    draft, changes = changed(base, seed)
    return ask(draft, seed, changes)


def outcomes_of(seeds: Sequence[int]) -> Iterator[Outcome]:
    with ProcessPoolExecutor(min(PROCESSES, os.cpu_count() or 1)) as pool:
        yield from pool.map(outcome_of, seeds, chunksize=5)


def main() -> None:
    parser = argparse.ArgumentParser(description="Packages that nobody thought of.")
    parser.add_argument("--small", type=int, default=5000, help="changes of the invented package")
    parser.add_argument("--full", type=int, default=200, help="changes of our own package")
    parser.add_argument("--done", type=Path, default=ROOT / "build" / "fuzz-packages.txt")
    options = parser.parse_args()
    options.done.parent.mkdir(parents=True, exist_ok=True)
    options.done.touch()
    known = set(map(int, options.done.read_text().split()))
    seeds = [*range(options.small), *range(FULL, FULL + options.full)]
    asked = list[Outcome]()
    with options.done.open("a") as done:
        for one in outcomes_of([seed for seed in seeds if seed not in known]):
            asked.append(one)
            if one.failures:
                sys.stdout.write(f"{described(one)}\n")
            else:
                done.write(f"{one.seed}\n")
                done.flush()
    sys.stdout.write(f"{len(known)} were found sound before\n{summary(asked)}\n")
    if any(one.failures for one in asked):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
