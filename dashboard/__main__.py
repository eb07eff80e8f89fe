"""The command line: `python -m dashboard check`, `describe`, `schema`, `verify`, `pictures` and `serve`."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dashboard.catalogue import LANGS, Lang, say
from dashboard.settings import Settings, SettingsError, language, spare_memory

DATA = Path(__file__).resolve().parent.parent / "data"
FAILED, PASSED = 1, 0
MEMORY = Path("/dev/shm")  # where a worker's sign of life goes: it can be written to where no disk can


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 when all is well, 1 when something is wrong; argparse itself leaves with 2."""
    options = vars(_parser().parse_args(arguments))
    commands: dict[str, Callable[..., int]] = {
        run.__name__: run for run in (check, describe, schema, verify, pictures, serve)
    }
    try:
        code = commands[options.pop("command")](**options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read the output has read enough; nothing more may be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="A dashboard of a data package.")
    commands = parser.add_subparsers(dest="command", required=True)
    data: dict[str, Any] = {"type": Path, "default": DATA, "help": "default: the data of the repository"}

    command = commands.add_parser("check", help="check the data package")
    command.add_argument("directory", nargs="?", **data)
    strict = "a name that no row has, an empty exhibit and a text missing in a language are faults"
    command.add_argument("--strict", action="store_true", help=strict)
    quick = "rows, declarations, and each exhibit as it stands; no files"
    command.add_argument("--quick", action="store_true", help=quick)
    lang = "the language of what is said; default: that of LANG"
    command.add_argument("--lang", choices=LANGS, default=language(), help=lang)

    command = commands.add_parser("describe", help="write datapackage.json, for tools that know the standard")
    command.add_argument("directory", type=Path, help="the folder of the data package")

    command = commands.add_parser("schema", help="write JSON Schemas, with which an editor completes keys")
    command.add_argument("directory", nargs="?", **data)

    command = commands.add_parser("verify", help="check every figure against the text of its source")
    command.add_argument("--text", type=Path, required=True, help="the source text, UTF-8")
    command.add_argument("--data", **data)

    command = commands.add_parser("pictures", help="write exhibits as pictures, SVG and PNG")
    command.add_argument("directory", type=Path, help="the folder that they go to")
    command.add_argument("--data", **data)
    command.add_argument("--show", default="", help="the keys of exhibits, with commas; default: all")
    command.add_argument("--filters", default="", help="as in an address, NAME=VALUE&NAME=VALUE")
    command.add_argument("--lang", choices=LANGS, help="default: the first of the package")
    command.add_argument(
        "--scale", type=float, default=2, help="pixels of a PNG for each of an SVG; default: 2"
    )
    command.add_argument("--address", default="", help="where the dashboard is, such as https://example.org")

    commands.add_parser("serve", help="start the server; docs/deploy.md lists its settings")
    return parser


# `serve` does without the data, so the modules that load it wait until a command needs them: half a second at a start.


def check(directory: Path, lang: Lang, *, strict: bool, quick: bool) -> int:
    from dashboard.check.report import check

    start = time.perf_counter()
    report = check(directory, strict=strict, quick=quick)
    for note in report.notes:
        print(say("check.said.note", lang, note=note.said(lang)))
    if drawn := report.drawn:
        seconds = ", ".join(f"{renderer} {taken / 1e9:.1f}" for renderer, taken in drawn.nanoseconds.items())
        wall, drawings, distinct = time.perf_counter() - start, f"{drawn.drawings:,}", f"{drawn.distinct:,}"
        told = {"drawings": drawings, "distinct": distinct, "seconds": seconds, "wall": f"{wall:.0f}"}
        print(say("check.said.drawn", lang, **told))
    if report.faults or report.package is None:
        return _failed([fault.said(lang) for fault in report.faults], lang)
    counts = []
    for name, table in report.package.tables.items():
        spoken = name.rpartition("/")[2].replace("_", " ") if lang == "en" else name
        counts.append(say("check.said.count", lang, table=spoken, count=f"{len(table):,}"))
    listed = say("check.said.between", lang).join(counts)
    print(say("check.said.sound", lang, counts=listed, version=report.package.version))
    return PASSED


def describe(directory: Path) -> int:
    from dashboard.package.describe import DESCRIPTOR, describe, dump
    from dashboard.package.validation import read_package

    checked = read_package(directory)
    faults = [fault for fault in checked.faults if fault.file != DESCRIPTOR]
    if faults or checked.site is None:
        return _failed([str(fault) for fault in faults])
    description = describe(directory, checked.site, checked.layouts)
    try:
        (directory / DESCRIPTOR).write_text(dump(description), encoding="utf-8")
    except OSError as error:
        return _failed([f"{directory / DESCRIPTOR}: cannot be written: {error.strerror}"])
    print(f"{DESCRIPTOR}: {len(description['resources'])} files")
    return PASSED


def schema(directory: Path) -> int:
    from dashboard.exhibits.schema import HEAD, write_schemas

    try:
        write_schemas(directory)
    except OSError as error:
        return _failed([f"{directory}: the schemas cannot be written: {error.strerror}"])
    for file, line in HEAD.items():
        print(f"first line of {file}: {line}")
    return PASSED


def verify(text: Path, data: Path) -> int:
    from dashboard.package.load import PackageError, load_package
    from dashboard.package.verification import verify_file

    try:
        package = load_package(data)
    except PackageError as error:
        return _failed([str(fault) for fault in error.faults])
    report = verify_file(package, text)
    if report.problems:
        return _failed(report.problems)
    print(report.summary)
    return PASSED


def pictures(
    directory: Path, data: Path, show: str, filters: str, lang: Lang | None, scale: float, address: str
) -> int:
    from dashboard.files.picture_files import PicturesError, write_pictures
    from dashboard.package.load import PackageError, load_package

    try:
        package = load_package(data)
        told = write_pictures(
            package,
            directory,
            show=show,
            filters=filters,
            lang=lang or package.site.languages[0],
            scale=scale,
            origin=address.rstrip("/"),
        )
    except PackageError as error:
        return _failed([str(fault) for fault in error.faults])
    except (PicturesError, OSError) as error:
        print(error)
        return FAILED
    for line in told:
        print(line)
    return PASSED


def serve() -> int:
    """Becomes gunicorn, once the settings are known to be sound; it would answer a bad one with a traceback.

    Not by a gunicorn.conf.py, before which gunicorn reads WEB_CONCURRENCY.
    """
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return FAILED
    spare_memory()
    sys.stdout.flush()
    arguments = [
        *(sys.executable, "-m", "gunicorn", "dashboard.app:create_server()"),
        f"--bind={settings.host}:{settings.port}",
        f"--workers={settings.workers}",
        f"--log-level={settings.log_level}",
        "--threads=4",
        "--preload",  # reads the data once, before any worker, so that a faulty package ends the start
        "--no-control-socket",  # it would be made in the home folder, which may be read-only
        "--forwarded-allow-ips=",  # TRUST_PROXY alone decides whom to believe
        *(["--worker-tmp-dir", str(MEMORY)] if os.access(MEMORY, os.W_OK) else []),
    ]
    return os.execv(sys.executable, arguments)


def _failed(problems: Sequence[str], lang: Lang = "en") -> int:
    for problem in problems:
        print(problem)
    count = len(problems)
    print(say("check.said.fault", lang) if count == 1 else say("check.said.faults", lang, count=f"{count:,}"))
    return FAILED


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
