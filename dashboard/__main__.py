"""The command line: `python -m dashboard check` and `python -m dashboard verify`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dashboard.package import Package, PackageError, load_package
from dashboard.verification import verify_file

DATA = Path(__file__).resolve().parent.parent / "data"
FAILED, PASSED = 1, 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when all is well, 1 when something is wrong; argparse itself leaves with 2."""
    options = _parser().parse_args(arguments)
    try:
        code = check(options.directory) if options.command == "check" else verify(options.text, options.data)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has read enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="The Zhejiang dashboard.")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check the data package")
    checking.add_argument(
        "directory", nargs="?", type=Path, default=DATA, help="default: the data of the repository"
    )
    verifying = commands.add_parser("verify", help="check every figure against the text of its source")
    verifying.add_argument("--text", type=Path, required=True, help="the source text, UTF-8")
    verifying.add_argument("--data", type=Path, default=DATA, help="default: the data of the repository")
    return parser


def check(directory: Path) -> int:
    try:
        package = load_package(directory)
    except PackageError as error:
        return _failed([str(fault) for fault in error.faults])
    print(_counts(package))
    return PASSED


def verify(text: Path, data: Path) -> int:
    try:
        package = load_package(data)
    except PackageError as error:
        return _failed([str(fault) for fault in error.faults])
    report = verify_file(package, text)
    if report.problems:
        return _failed(report.problems)
    print(report.summary)
    return PASSED


def _failed(problems: Sequence[str]) -> int:
    for problem in problems:
        print(problem)
    print("1 fault." if len(problems) == 1 else f"{len(problems):,} faults.")
    return FAILED


def _counts(package: Package) -> str:
    counts = ", ".join(f"{len(table):,} {name.replace('_', ' ')}" for name, table in package.tables.items())
    return f"The data package is sound: {counts}; version {package.version}."


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
