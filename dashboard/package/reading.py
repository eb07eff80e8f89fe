"""Reads one CSV file of the data package as text and says, record by record, what is wrong with it.

Rows are checked one at a time and only their text is kept, column by column: a large file stays small in memory.
"""

import csv
import hashlib
import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.package.cells import column_forms, row_faults
from dashboard.package.remarks import Fault, Reason, because, nearest
from dashboard.package.tables import Layout

LARGEST_FILE = 512 * 1024**2  # bytes
MEMO_SIZE = 4096  # distinct cells of a column that share one string
BOM = b"\xef\xbb\xbf"
KEY_SEPARATOR = ";"
SEPARATORS = {";": "semicolons", "\t": "tabs"}
CHINESE = re.compile("[\u4e00-\u9fff]")
# Reasons that one slip of a program of tables gives many cells or rows of a file.
ONE_CAUSE = {"row.empty", "cell.slashed", "cell.separators", "cell.space"}


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
    def __init__(self, line: int, reason: Reason) -> None:
        super().__init__(reason.key)
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


def unreadable(path: Path) -> Reason | None:
    """Why a file cannot be read, seen from outside; None when it can."""
    try:
        if not path.exists():
            return because("file.missing")
        if not path.is_file():
            return because("file.not-a-file")
        size = path.stat().st_size
    except OSError as error:
        return because("file.unread", message=error.strerror)
    if size == 0:
        return because("file.empty")
    if size > LARGEST_FILE:
        return because("file.large", size=f"{size:,}", limit=f"{LARGEST_FILE:,}")
    return None


def _scan(path: Path, name: str) -> tuple[bytes, list[Fault]]:
    """The sha256 of the file, and the first place where its bytes are not the UTF-8 text they should be."""
    digest, faults, offset = hashlib.sha256(), list[Fault](), 0
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, 1):
                digest.update(line)
                reason = None if faults else _byte_fault(line, offset)
                if reason:
                    faults.append(Fault(name, number, None, None, _as_gbk(path, reason)))
                offset += len(line)
    except OSError as error:
        faults.append(Fault(name, None, None, None, because("file.unread", message=error.strerror)))
    return digest.digest(), faults


def _byte_fault(line: bytes, offset: int) -> Reason | None:
    if offset == 0 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        return because("file.utf16")
    start = len(BOM) if offset == 0 and line.startswith(BOM) else 0
    if b"\0" in line:
        return because("file.nul", offset=offset + line.index(0))
    if BOM in line[start:]:
        return because("file.mark", offset=offset + line.index(BOM, start))
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return because("file.not-utf8", byte=line[error.start], offset=offset + error.start)
    return None


def _as_gbk(path: Path, reason: Reason) -> Reason:
    """Excel and WPS write GBK in a Chinese Windows; as that, the whole file is text with Chinese in it."""
    if reason.key != "file.not-utf8":
        return reason
    try:
        text = path.read_bytes().decode("gb18030")
    except (UnicodeDecodeError, OSError):
        return reason
    return because("file.gbk") if CHINESE.search(text) else reason


def _read_rows(path: Path, layout: Layout, faults: list[Fault]) -> Table | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            records = _records(csv.reader(handle, strict=True))
            line, header = next(records, (1, []))
            faults += _header_faults(layout, line, header)
            if any(header.count(column) != 1 for column in layout.row.model_fields.keys() - layout.absent):
                return None
            table = _fill(records, header, layout, faults)
            faults[:] = gathered(faults)
            return table
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
        raise BrokenRecordError(line, because("file.quotes", message=error)) from error


def _header_faults(layout: Layout, line: int, header: list[str]) -> Iterator[Fault]:
    file, wanted = layout.file, layout.row.model_fields
    if not header:
        yield Fault(file, line, None, None, because("header.none"))
        return
    if separator := _separator(header, wanted):
        yield Fault(file, line, None, None, because("header.separated", separator=separator))
        return
    if nameless := sum(not column.strip() for column in header):
        yield Fault(file, line, None, None, because("header.empty", count=nameless))
    missing = [column for column in wanted if column not in header and column not in layout.absent]
    for column in missing:
        yield Fault(file, line, column, None, because("header.missing"))
    for column in filter(str.strip, dict.fromkeys(header)):
        if column not in wanted:
            reason = because("header.unknown", near=nearest(column, missing))
            yield Fault(file, line, column, None, reason)
        if (times := header.count(column)) > 1:
            yield Fault(file, line, column, None, because("header.twice", times=times))


def _separator(header: Sequence[str], wanted: Collection[str]) -> Reason | None:
    """What stands between the names of a header that has not one comma."""
    for mark, name in SEPARATORS.items():
        if len(header) == 1 and not set(wanted).isdisjoint(header[0].split(mark)):
            return because(f"header.{name}")
    return None


def _fill(
    records: Iterator[tuple[int, list[str]]], header: list[str], layout: Layout, faults: list[Fault]
) -> Table:
    table, forms = empty_table(layout), column_forms(layout.row)
    positions = {column: header.index(column) for column in table.columns if column in header}
    fields = layout.row.model_fields
    # What a register does not record stays unrecorded, so that it is not checked.
    blank = dict.fromkeys((column for column in layout.absent if fields[column].is_required()), "")
    memos: dict[str, dict[str, str]] = {column: {} for column in positions}
    for line, cells in records:
        if reason := _shape_reason(cells, len(header)):
            faults.append(Fault(layout.file, line, None, None, reason))
            continue
        row = dict(blank)
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


def _shape_reason(cells: Sequence[str], wanted: int) -> Reason | None:
    """Why a record is no row; None where it is one."""
    if not any(cell.strip() for cell in cells):
        return because("row.empty")
    if len(cells) == wanted:
        return None
    return because("row.wide" if len(cells) > wanted else "row.width", cells=len(cells), wanted=wanted)


def gathered(faults: Iterable[Fault]) -> list[Fault]:
    """Of the faults of a file, those that one cause has made are told once, at the first, with their number."""
    found: dict[tuple[str | None, str], list[Fault]] = {}
    told: list[Fault | tuple[str | None, str]] = []
    for fault in faults:
        key = fault.column, fault.reason.key
        if fault.reason.key not in ONE_CAUSE:
            told.append(fault)
        elif key in found:
            found[key].append(fault)
        else:
            found[key] = [fault]
            told.append(key)
    return [one if isinstance(one, Fault) else _counted(found[one]) for one in told]


def _counted(faults: Sequence[Fault]) -> Fault:
    first, count = faults[0], len(faults)
    more = because("cell.and-more", count=count) if count > 1 else ""
    reason = because(first.reason.key, **{**first.reason.values, "count": count, "more": more})
    return replace(first, reason=reason)


def _shared(memo: dict[str, str], cell: str) -> str:
    return memo.setdefault(cell, cell) if len(memo) < MEMO_SIZE else memo.get(cell, cell)


def _append(table: Table, row: dict[str, str], line: int, layout: Layout, faults: list[Fault]) -> None:
    key = KEY_SEPARATOR.join([row[column] for column in layout.key])
    first = table.index.setdefault(key, len(table))
    if first != len(table):
        reason = because("row.key", line=table.lines[first])
        faults.append(Fault(layout.file, line, ", ".join(layout.key), key, reason))
    for column, cells in table.columns.items():
        cells.append(row.get(column, ""))
    table.lines.append(line)
