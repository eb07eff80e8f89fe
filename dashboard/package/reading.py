"""Reads one CSV file of the data package as text and says, record by record, what is wrong with it.

Rows are checked one at a time and only their text is kept, column by column: a large file stays small in memory.
"""

import csv
import difflib
import hashlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dashboard.package.cells import column_forms, row_faults
from dashboard.package.tables import Layout

LARGEST_FILE = 512 * 1024**2  # bytes
LONGEST_SHOWN = 60  # characters of a faulty cell
MOST_COMPARED = 2000  # names of which the nearest is looked for
MEMO_SIZE = 4096  # distinct cells of a column that share one string
BOM = b"\xef\xbb\xbf"
KEY_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say of a place in the package; `line` is the line of the file on which the record starts."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    reason: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file} line {self.line}"
        part = "key" if self.file.endswith(".toml") else "column"
        column = "" if self.column is None else f", {part} {_shortened(self.column)}"
        value = "" if self.value is None else f", value '{_shortened(self.value)}'"
        return _on_one_line(f"{place}{column}{value}: {self.reason}")


class Fault(Remark):
    """Something wrong: the package is refused."""


class Note(Remark):
    """Something to look at: the package is served without it, or as it is."""


def nearest(name: str, known: Iterable[str]) -> str:
    """What to add to the reason where a name is unknown and another is much like it; nothing among very many."""
    known = list(islice(known, MOST_COMPARED + 1))
    near = difflib.get_close_matches(name, known, n=1) if len(known) <= MOST_COMPARED else []
    return f"; the nearest is {near[0]}" if near else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def _on_one_line(text: str) -> str:
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


@dataclass(frozen=True, slots=True)
class Table:
    """A file's rows as text: the cells by column, the line each row starts on, and the row of each key."""

    columns: dict[str, list[str]]
    lines: "array[int]" = field(default_factory=lambda: array("L"))
    index: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)

    def row(self, key: str) -> dict[str, str]:
        position = self.index[key]
        return {name: cells[position] for name, cells in self.columns.items()}

    def cell(self, key: str, column: str) -> str:
        return self.columns[column][self.index[key]]


@dataclass(frozen=True, slots=True)
class Reading:
    table: Table | None  # None when the file could not be read as a table at all
    faults: list[Fault]
    digest: bytes


class BrokenRecordError(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def read_table(directory: Path, layout: Layout) -> Reading:
    path = directory / layout.file
    faults = file_faults(path, layout.file)
    if faults:
        return Reading(None, faults, b"")
    digest, faults = _scan(path, layout.file)
    table = None if faults else _read_rows(path, layout, faults)
    return Reading(table, faults, digest)


def empty_table(layout: Layout) -> Table:
    return Table({column: [] for column in layout.row.model_fields})


def file_faults(path: Path, name: str) -> list[Fault]:
    reason = unreadable(path)
    return [Fault(name, None, None, None, reason)] if reason else []


def unreadable(path: Path) -> str:
    """Why a file cannot be read, seen from outside; empty when it can."""
    try:
        if not path.exists():
            return "the file is missing"
        if not path.is_file():
            return "is not a file"
        size = path.stat().st_size
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if size == 0:
        return "the file is empty"
    return f"the file has {size:,} bytes, the limit is {LARGEST_FILE:,}" if size > LARGEST_FILE else ""


def _scan(path: Path, name: str) -> tuple[bytes, list[Fault]]:
    """The sha256 of the file, and the first place where its bytes are not the UTF-8 text they should be."""
    digest, faults, offset = hashlib.sha256(), list[Fault](), 0
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, 1):
                digest.update(line)
                reason = "" if faults else _byte_fault(line, offset)
                if reason:
                    faults.append(Fault(name, number, None, None, reason))
                offset += len(line)
    except OSError as error:
        faults.append(Fault(name, None, None, None, f"cannot be read: {error.strerror}"))
    return digest.digest(), faults


def _byte_fault(line: bytes, offset: int) -> str:
    if offset == 0 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is UTF-16; it must be saved as UTF-8"
    start = len(BOM) if offset == 0 and line.startswith(BOM) else 0
    if b"\0" in line:
        return f"holds a NUL byte at byte offset {offset + line.index(0)}; the file must be UTF-8 text"
    if BOM in line[start:]:
        place = offset + line.index(BOM, start)
        return f"holds a byte order mark at byte offset {place}; it may only stand at the start of the file"
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"is not UTF-8: byte 0x{line[error.start]:02x} at byte offset {offset + error.start}"
    return ""


def _read_rows(path: Path, layout: Layout, faults: list[Fault]) -> Table | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            records = _records(csv.reader(handle, strict=True))
            line, header = next(records, (1, []))
            faults += _header_faults(layout, line, header)
            if any(header.count(column) != 1 for column in layout.row.model_fields.keys() - layout.absent):
                return None
            return _fill(records, header, layout, faults)
    except BrokenRecordError as broken:
        faults.append(Fault(layout.file, broken.line, None, None, broken.reason))
        return None


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not a blank line, with the physical line it starts on."""
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"the record cannot be read ({error}); is a quotation mark open or not doubled?"
        raise BrokenRecordError(line, reason) from error


def _header_faults(layout: Layout, line: int, header: list[str]) -> Iterator[Fault]:
    file, wanted = layout.file, layout.row.model_fields
    if not header:
        yield Fault(file, line, None, None, "the file has no header")
        return
    for column in wanted:
        if column not in header and column not in layout.absent:
            yield Fault(file, line, column, None, "the column is missing")
    for column in dict.fromkeys(header):
        if column not in wanted:
            yield Fault(file, line, column, None, "the column is unknown")
        if header.count(column) > 1:
            reason = f"the column stands {header.count(column)} times in the header"
            yield Fault(file, line, column, None, reason)


def _fill(
    records: Iterator[tuple[int, list[str]]], header: list[str], layout: Layout, faults: list[Fault]
) -> Table:
    table, forms = empty_table(layout), column_forms(layout.row)
    positions = {column: header.index(column) for column in table.columns if column in header}
    memos: dict[str, dict[str, str]] = {column: {} for column in positions}
    for line, cells in records:
        if len(cells) != len(header):
            reason = _width_reason(len(cells), len(header))
            faults.append(Fault(layout.file, line, None, None, reason))
            continue
        row = dict.fromkeys(layout.absent, "")
        row |= {column: _shared(memos[column], cells[position]) for column, position in positions.items()}
        if layout.unoffered:
            _fill_unoffered(row, layout)
        faults += [Fault(layout.file, line, *what) for what in row_faults(layout.row, forms, row)]
        _append(table, row, line, layout, faults)
    return table


def _fill_unoffered(row: dict[str, str], layout: Layout) -> None:
    """A text of a language that is not offered and not given is that of the other language."""
    for column in layout.row.model_fields:
        stem, _, lang = column.rpartition("_")
        if lang in layout.unoffered and not row.get(column):
            row[column] = row.get(f"{stem}_{'en' if lang == 'zh' else 'zh'}", "")


def _width_reason(cells: int, wanted: int) -> str:
    hint = "; a cell with a comma in it needs quotation marks" if cells > wanted else ""
    return f"the row has {cells} cells, the header has {wanted}{hint}"


def _shared(memo: dict[str, str], cell: str) -> str:
    return memo.setdefault(cell, cell) if len(memo) < MEMO_SIZE else memo.get(cell, cell)


def _append(table: Table, row: dict[str, str], line: int, layout: Layout, faults: list[Fault]) -> None:
    key = KEY_SEPARATOR.join([row[column] for column in layout.key])
    first = table.index.setdefault(key, len(table))
    if first != len(table):
        reason = f"is the key of line {table.lines[first]} already"
        faults.append(Fault(layout.file, line, ", ".join(layout.key), key, reason))
    for column, cells in table.columns.items():
        cells.append(row.get(column, ""))
    table.lines.append(line)
