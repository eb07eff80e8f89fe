"""Writes docs/licences.md: what requirements.txt brings, each under which licence, as the packages themselves say.

.venv/bin/python -m tools.list_licences
"""

import re
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
HEAD = """# Licences of what the dashboard is run with

The packages of `requirements.txt`, with the licence that each names. Written by `python -m tools.list_licences`; a
test holds it against `requirements.txt`. Licences of vendored scripts and styles lie beside them in `assets/vendor/`,
those of the boundaries are in [NOTICE](../data/boundaries/NOTICE.md). The dashboard itself is under the
[MIT licence](../LICENSE).

| package | version | licence |
|---|---|---|
"""
LONGEST = 60  # characters; some packages give the whole text of their licence where its name belongs
MIT = "Permission is hereby granted, free of charge, to any person"


def locked() -> list[tuple[str, str]]:
    """Name and version of every package in requirements.txt."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    return re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE)


def licence(name: str) -> str:
    """The licence's name: as an expression, from the classifiers, as the author put it, or by its text."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return "not read: only for other systems than the one this was written on"
    about = cast(Message, package.metadata)
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [str(one) for one in about.get_all("Classifier", [])]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    given = (about.get("License") or "").strip()
    short = given if len(given) < LONGEST else ""
    return ", ".join(one for one in named if one != "OSI Approved") or short or _by_text(package)


def _by_text(package: Distribution) -> str:
    """By the grant that the text of the licence holds, where the package names none."""
    texts = [one.read_text("utf-8") for one in package.files or () if one.name.startswith("LICEN")]
    return "MIT License (by its text)" if any(MIT in text for text in texts) else ""


def table() -> str:
    return HEAD + "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in locked())


if __name__ == "__main__":
    TARGET.write_text(table(), "utf-8")
    print(f"{TARGET.name}: {len(locked())} packages")
