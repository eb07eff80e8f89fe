"""Writes anew what the dashboard says, into tests/golden, and prints what changed since the last commit.

.venv/bin/python -m tools.golden

The summary belongs into the commit that changes it. It names, for each file, which units changed (exhibits, pages,
kinds of proof ...), then the changes, the same change in many places once: how often, the first place, old -> new.
"""

import json
import subprocess
from collections.abc import Iterator

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.golden_record import (
    GOLDEN,
    RECORDS,
    Change,
    Dashboard,
    Record,
    changes,
    read_golden,
    summary,
    write_golden,
)

NAMED = 20  # units that a summary names


def main() -> None:
    dashboard = Dashboard(create_app(Settings.from_env({})).server.test_client())
    unchanged = []
    for name, make in RECORDS.items():
        old, new = committed(name), make(dashboard)
        lines = list(report(old, new))
        if lines:
            print(f"{name}.json: {lines[0]}", *(f"  {line}" for line in lines[1:]), sep="\n")
        else:
            unchanged.append(name)
        write_golden(name, new)
    print(f"unchanged: {', '.join(unchanged) or 'nothing'}", f"written to {GOLDEN}", sep="\n")


def committed(name: str) -> Record:
    """The record of the last commit; the file itself where git does not know it."""
    command = ["git", "show", f"HEAD:./{name}.json"]
    shown = subprocess.run(command, cwd=GOLDEN, capture_output=True, encoding="utf-8", check=False)
    if shown.returncode:
        return read_golden(name)
    record: Record = json.loads(shown.stdout)
    return record


def report(old: Record, new: Record) -> Iterator[str]:
    """Which units of a record are new, gone, moved or changed, then what changed in them."""
    both = [key for key in old if key in new]
    changed = [key for key in both if old[key] != new[key]]
    counted = {
        "changed": changed,
        "new": [key for key in new if key not in old],
        "gone": [key for key in old if key not in new],
        "in another order": [] if both == [key for key in new if key in old] else both,
    }
    present = {what: keys for what, keys in counted.items() if keys}
    if present:
        counts = ", ".join(f"{len(keys)} {what}" for what, keys in present.items())
        yield f"{counts} of {len(old)}"
        yield from (f"{what}: {_named(keys)}" for what, keys in present.items())
        found: list[Change] = [one for key in changed for one in changes(old[key], new[key], key)]
        yield from (f"- {line}" for line in summary(found))


def _named(keys: list[str]) -> str:
    rest = len(keys) - NAMED
    return ", ".join(keys[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


if __name__ == "__main__":
    main()
