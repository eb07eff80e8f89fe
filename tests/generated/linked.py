"""Packages that differ from a written one in some tables: the other files are links, and what was read of a link is not
read again.

The written one is read for the first of them as any package is; what is read of a file depends on the file, and on what
its declaration says, alone.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from dashboard.package import boundaries, load
from dashboard.package.reading import Table, read_table
from dashboard.package.story import read_story
from dashboard.package.tables import Layout, RegisterRow
from tests.generated.draft import Draft, read_draft


@cache
def written(folder: Path) -> Draft:
    return read_draft(folder)


def draft_of(folder: Path) -> Draft:
    """A draft whose tables may be changed; its declarations are those of every other draft of the folder."""
    whole = written(folder)
    tables = {name: [dict(row) for row in rows] for name, rows in whole.tables.items()}
    return Draft(tables, whole.heads, whole.site, whole.story, whole.boundaries)


def write_linked(draft: Draft, source: Path, folder: Path) -> Path:
    """The draft, with links in place of the files that are as they are in `source`."""
    (folder / "registers").mkdir()
    whole = written(source)
    for name, rows in draft.tables.items():
        if rows == whole.tables[name]:
            (folder / f"{name}.csv").symlink_to(source / f"{name}.csv")
        else:
            draft.write_table(name, folder)
    for name in ("site.toml", "datapackage.json", "story", "boundaries"):
        (folder / name).symlink_to(source / name)
    return folder


@contextmanager
def read_once() -> Iterator[None]:
    """While packages are loaded."""
    with (
        patch("dashboard.package.validation.read_table", _table),
        patch("dashboard.package.validation.read_story", _story),
        patch("dashboard.package.boundaries.read_boundaries", _maps),
        patch("dashboard.package.load._frame", _frame),
    ):
        yield


_make_frame, _read_maps = load._frame, boundaries.read_boundaries
_known: dict[object, Any] = {}
_linked: set[int] = set()  # the tables among them


def _once(asked: Hashable, read: Callable[[], Any]) -> Any:
    if asked not in _known:
        _known[asked] = read()
    return _known[asked]


def _table(directory: Path, layout: Layout) -> Any:
    path = directory / layout.file
    if not path.is_symlink():
        return read_table(directory, layout)
    declared = layout.row.declared.model_dump_json() if issubclass(layout.row, RegisterRow) else ""
    asked = (path.resolve(), frozenset(layout.absent), declared)
    found = _once(asked, lambda: read_table(directory, layout))
    _linked.add(id(found[0]))
    return found


def _story(directory: Path) -> Any:
    return _once((directory / "story").resolve(), lambda: read_story(directory))


def _maps(directory: Path, declared: Any) -> Any:
    return _once(((directory / "boundaries").resolve(), declared), lambda: _read_maps(directory, declared))


def _frame(model: Any, table: Table) -> Any:
    if id(table) not in _linked:
        return _make_frame(model, table)
    return _once(id(table), lambda: _make_frame(model, table))
