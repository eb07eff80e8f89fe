"""The repository keeps its promises to whoever clones it."""

import re
import subprocess
from pathlib import Path

import pytest

# One letter of each stands in brackets, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.-])/([w]ork|[r]oot|opt/[p]ypi)/",
    "a package registry's address": r"[p]ypi\.org|[p]ythonhosted|[p]ypi-more|[r]egistry\.npmjs",
    "how the code was written": r"(?i)\b[c]laude\b|\b[c]hatgpt\b|\b[s]ubagent|[c]o-authored-by",
}
VENDORED = "assets/vendor/"


def tracked(root: Path) -> list[str]:
    """Files that git knows, or would take; vendored files are their authors' own."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith(VENDORED)]
    return [name for name in names if (root / name).is_file()]


def pinned(requirements: Path) -> list[str]:
    """The requirements of a lock file, one string each, continuation lines joined."""
    lines = requirements.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def test_nothing_is_kept_that_git_is_told_to_ignore(root: Path) -> None:
    """Least of all a link to installed packages: merged, it takes the place of the packages."""
    command = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    kept = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    assert kept.split() == []


def test_readme_begins_with_the_two_commands(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    block = re.search(r"^```\w*\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert block, "README.md has no code block"
    assert "make run" in block[1]
    assert "make test" in block[1]


def test_pictures_of_the_readme_are_there_and_light(root: Path) -> None:
    pictures = re.findall(r"!\[[^]]+\]\((docs/pictures/[^)]+)\)", (root / "README.md").read_text("utf-8"))
    assert len(pictures) == 3
    assert all(0 < (root / name).stat().st_size < 400_000 for name in pictures)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_and_hashed(root: Path, name: str) -> None:
    requirements = pinned(root / name)
    assert requirements
    hashed = re.compile(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")
    assert [one for one in requirements if not hashed.match(one)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wish_is_in_the_lock(root: Path, name: str) -> None:
    """Whoever edits a `.in` file runs `make lock`; extras such as `[compress]` are not repeated in the lock."""
    written = (root / f"{name}.in").read_text("utf-8")
    wishes = re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", written, re.MULTILINE)
    locked = {tuple(one.split()[0].split("==")) for one in pinned(root / f"{name}.txt")}
    assert set(wishes) <= locked


def test_make_run_starts_what_the_procfile_starts(root: Path) -> None:
    (web,) = re.findall(r"^web: (.+)$", (root / "Procfile").read_text("utf-8"), re.MULTILINE)
    command = ["make", "--no-print-directory", "--dry-run", "run"]
    told = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    assert told.strip().endswith(f"exec {web}")


def test_hooks_run_the_parts_of_the_check_and_fetch_nothing(root: Path) -> None:
    hooks = (root / ".pre-commit-config.yaml").read_text("utf-8")
    (parts,) = re.findall(r"^parts := (.+)$", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert re.findall(r"entry: make --no-print-directory (.+)", hooks) == parts.split()
    assert re.findall(r"repo: (.+)", hooks) == ["local"]
    assert set(re.findall(r"language: (.+)", hooks)) == {"system"}


def test_make_help_names_every_target(root: Path) -> None:
    makefile = (root / "Makefile").read_text("utf-8")
    targets = re.findall(r"^([a-z][\w-]*):(?!=)", makefile, re.MULTILINE)
    helped = " ".join(re.findall(r"^\t@echo '(.+)'$", makefile, re.MULTILINE))
    assert [one for one in targets if one != "help" and not re.search(rf"make {one}\b", helped)] == []


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=FORBIDDEN.keys())
def test_nothing_tells_of_where_it_was_made(root: Path, what: str, pattern: str) -> None:
    telling = [
        name
        for name in tracked(root)
        if re.search(pattern, (root / name).read_bytes().decode("utf-8", errors="ignore"))
    ]
    assert telling == [], f"these hold {what}"
