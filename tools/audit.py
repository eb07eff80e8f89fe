"""Asks the Open Source Vulnerabilities service about every package of the locks.

.venv/bin/python -m tools.audit

Ends with 1 where a package has a known vulnerability, or where the answer makes no sense. Where the service cannot be
reached nothing was checked: that is said, and ends with 0, so that a machine without a network can run all else.
"""

import json
import re
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
SERVICE = "https://api.osv.dev/v1/querybatch"
PATIENCE = 10  # seconds
Package = tuple[str, str]


def packages(locks: Sequence[Path]) -> list[Package]:
    """Name and version of all packages that the locks name, each once."""
    text = "\n".join(lock.read_text("utf-8") for lock in locks)
    return sorted(set(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)))


def known(wanted: Sequence[Package], service: str) -> list[tuple[Package, list[str]]]:
    """The packages with known vulnerabilities, and their names; raises OSError where the service is out of reach."""
    queries = [
        {"package": {"ecosystem": "PyPI", "name": name}, "version": version} for name, version in wanted
    ]
    body = json.dumps({"queries": queries}).encode()
    request = urllib.request.Request(service, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        results: list[dict[str, Any]] = json.load(answer)["results"]
    found = [
        (one, [vuln["id"] for vuln in result.get("vulns", ())])
        for one, result in zip(wanted, results, strict=True)
    ]
    return [(one, names) for one, names in found if names]


def main(service: str = SERVICE) -> int:
    wanted = packages([ROOT / name for name in LOCKS])
    try:
        found = known(wanted, service)
    except OSError as error:
        print(
            f"NOT AUDITED: the service for vulnerabilities cannot be reached ({error}); nothing was checked."
        )
        return 0
    for (name, version), names in found:
        print(f"{name} {version}: {', '.join(names)}")
    print(f"{len(wanted)} packages, {len(found)} with a known vulnerability.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
