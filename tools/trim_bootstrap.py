"""Makes bootstrap.trimmed.css of the vendored Bootstrap: only the rules that some page of the dashboard can meet.

    .venv/bin/python tools/trim_bootstrap.py

A rule stays where each of its classes is one that our form controls carry, or it has none; a custom property where a
rule that stays uses it. A test compares the file with what this makes.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "assets" / "vendor"
FULL, TRIMMED = VENDOR / "bootstrap.min.css", VENDOR / "bootstrap.trimmed.css"

# What dash-bootstrap-components gives the controls in use, and the one class that pages write themselves.
CLASSES = {
    "form-label",
    "form-control",
    "form-select",
    "visually-hidden",
}
LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
HEAD = """{licence}
/* Derived by tools/trim_bootstrap.py from bootstrap.min.css beside it: a selection of its rules, none of them changed.
   The licence is the same, in LICENSE-bootstrap.txt. */
"""
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
DECLARED = re.compile(r"(--[\w-]+):[^;{}\"]*(?:\"[^\"]*\"[^;{}\"]*)*(?:;|(?=\}))")
USE = re.compile(r"var\((--[\w-]+)")


def trimmed(css: str) -> str:
    licence = LICENCE.search(css)
    if licence is None:
        raise ValueError("the stylesheet does not begin with its licence")
    kept = "".join(_kept(css[licence.end() :]))
    return HEAD.format(licence=licence[0]) + _without_unused(kept) + "\n"


def _kept(css: str) -> Iterator[str]:
    """The rules that stay, of a stylesheet or of what an @-rule holds."""
    for head, body in rules(css):
        if head.startswith("@media"):
            inner = "".join(_kept(body))
            if inner:
                yield f"{head}{{{inner}}}"
        elif not head.startswith("@"):
            selectors = [one for one in split(head) if set(CLASS.findall(_unquoted(one))) <= CLASSES]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Pairs of what stands before a brace and what stands in it; statements without braces are passed over."""
    start = depth = opened = 0
    for found in re.finditer(r'"[^"]*"|[{};]', css):
        mark = found[0]
        if mark == "{":
            opened = opened if depth else found.start()
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : found.start()]
                start = found.end()
        elif mark == ";" and depth == 0:
            start = found.end()


def split(selectors: str) -> list[str]:
    """A list of selectors at its commas, but not at those in brackets, as in `:not(a,b:nth-child(2))`."""
    return re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", selectors)


def _unquoted(selector: str) -> str:
    return re.sub(r'"[^"]*"|\[[^\]]*\]', "", selector)


def _without_unused(css: str) -> str:
    """Custom properties that no rule uses are left out, until none is left that another one's absence set free."""
    before = ""
    while before != css:
        before, used = css, set(USE.findall(css))
        css = DECLARED.sub(partial(_if_used, used), css)
    return re.sub(r"[^{}]+\{\}", "", css)


def _if_used(used: set[str], declared: re.Match[str]) -> str:
    return declared[0] if declared[1] in used else ""


if __name__ == "__main__":
    TRIMMED.write_text(trimmed(FULL.read_text("utf-8")), "utf-8")
    print(f"{TRIMMED.name}: {TRIMMED.stat().st_size:,} bytes of {FULL.stat().st_size:,}")
