"""Tells what the next releases break: the newest one of each direct dependency, and the unit and http tests with them.

    .venv/bin/python -m tools.newest

It makes `build/newest` for that, an environment of its own, anew each time. Ends as the tests do.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECLARED = ("requirements.in", "requirements-dev.in")
HOME = ROOT / "build/newest"
PYTHON = str(HOME / "bin/python")
TESTS = ("-q", "-n", "2", "tests/unit", "tests/http")


def pins(text: str) -> dict[str, str]:
    """The version of each name, with its extras, that a requirements*.in declares."""
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)$", text, re.MULTILINE))


def moved(pinned: dict[str, str], installed: dict[str, str]) -> list[str]:
    """A line for each dependency of which another version is installed."""
    here = {name: installed.get(name.split("[")[0].lower(), "nothing") for name in pinned}
    return [f"{name} {pin} -> {here[name]}" for name, pin in pinned.items() if here[name] != pin]


def install(names: list[str]) -> dict[str, str]:
    """Installs the newest releases; answers with the version of all that is there then."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], check=True)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-qq", *names], check=True)
    told = subprocess.run([*pip, "list", "--format", "json"], check=True, capture_output=True, text=True)
    return {one["name"].lower(): one["version"] for one in json.loads(told.stdout)}


def main() -> int:
    pinned = pins("\n".join((ROOT / name).read_text("utf-8") for name in DECLARED))
    changes = moved(pinned, install(list(pinned)))
    print(
        "\n".join(["Newer than pinned:", *changes] if changes else ["Nothing is newer than pinned."]),
        flush=True,
    )
    return subprocess.run([PYTHON, "-m", "pytest", *TESTS], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
