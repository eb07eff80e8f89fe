"""Reads one CSV file of the data package as text and says, record by record, what is wrong with it.

Rows are checked one at a time and only their text is kept, column by column: a large file stays small in memory.
"""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.package.cells import column_forms, row_faults
from dashboard.package.remarks import Fault, Note, Reason, because, nearest
from dashboard.package.tables import REQUIRED, Layout

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

    file: str
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

    def rows(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The line of each row, and its cells of these columns."""
        return zip(self.lines, *(self.columns[name] for name in columns), strict=True)

    def fault(self, line: int, column: str, value: str, key: str, /, **values: object) -> Fault:
        return Fault(self.file, because(key, **values), line, column, value)

    def note(self, line: int, column: str, value: str, key: str, /, **values: object) -> Note:
        return Note(self.file, because(key, **values), line, column, value)


Tables = Mapping[str, Table]


def read_table(directory: Path, layout: Layout) -> tuple[Table | None, list[Fault]]:
    """None where the file cannot be read as a table at all. One that may be absent, and is, has no rows."""
    path = directory / layout.file
    if layout.name not in REQUIRED and not path.exists():
        return _empty(layout), []
    if faults := file_faults(path, layout.file) or _text_faults(path, layout.file):
        return None, faults
    table = _read_rows(path, layout, faults)
    return table, gathered(faults)


def _empty(layout: Layout) -> Table:
    return Table(layout.file, {column: [] for column in layout.row.model_fields})


def file_faults(path: Path, name: str) -> list[Fault]:
    reason = unreadable(path)
    return [Fault(name, reason)] if reason else []


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


def _text_faults(path: Path, name: str) -> list[Fault]:
    """The first place where the bytes of the file are not the UTF-8 text they should be."""
    offset = 0
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, 1):
                if reason := _byte_fault(path, line, offset):
                    return [Fault(name, reason, number)]
                offset += len(line)
    except OSError as error:
        return [Fault(name, because("file.unread", message=error.strerror))]
    return []


def _byte_fault(path: Path, line: bytes, offset: int) -> Reason | None:
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
        if _is_gbk(path):
            return because("file.gbk")
        return because("file.not-utf8", byte=line[error.start], offset=offset + error.start)
    return None


def _is_gbk(path: Path) -> bool:
    """Excel and WPS write GBK in a Chinese Windows; as that, the whole file is text with Chinese in it."""
    try:
        return CHINESE.search(path.read_bytes().decode("gb18030")) is not None
    except (UnicodeDecodeError, OSError):
        return False


def _read_rows(path: Path, layout: Layout, faults: list[Fault]) -> Table | None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            records = _records(csv.reader(handle, strict=True))
            line, header = next(records, (1, []))
            faults += _header_faults(layout, line, header)
            if any(header.count(column) != 1 for column in layout.row.model_fields.keys() - layout.absent):
                return None
            return _fill(records, header, layout, faults)
    except csv.Error as error:
        line, message = error.args
        faults.append(Fault(layout.file, because("file.quotes", message=message), line))
        return None


def _records(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not a blank line, with the physical line it starts on; so has an error of a broken one."""
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise csv.Error(line, error) from error


def _header_faults(layout: Layout, line: int, header: list[str]) -> Iterator[Fault]:
    file, wanted = layout.file, layout.row.model_fields
    if not header:
        yield Fault(file, because("header.none"), line)
        return
    for mark, name in SEPARATORS.items():
        if len(header) == 1 and not wanted.keys().isdisjoint(header[0].split(mark)):
            yield Fault(file, because("header.separated", separator=because(f"header.{name}")), line)
            return
    if nameless := sum(not column.strip() for column in header):
        yield Fault(file, because("header.empty", count=nameless), line)
    missing = [column for column in wanted if column not in header and column not in layout.absent]
    yield from (Fault(file, because("header.missing"), line, column) for column in missing)
    for column in filter(str.strip, dict.fromkeys(header)):
        if column not in wanted:
            yield Fault(file, because("header.unknown", near=nearest(column, missing)), line, column)
        if (times := header.count(column)) > 1:
            yield Fault(file, because("header.twice", times=times), line, column)


def _fill(
    records: Iterator[tuple[int, list[str]]], header: list[str], layout: Layout, faults: list[Fault]
) -> Table:
    table, fields, forms = _empty(layout), layout.row.model_fields, column_forms(layout.row)
    positions = {column: header.index(column) for column in fields if column in header}
    # What a register does not record stays unrecorded, so that it is not checked.
    blank = {column: "" for column in layout.absent if fields[column].is_required()}
    memos: dict[str, dict[str, str]] = {column: {} for column in positions}
    for line, cells in records:
        if reason := _shape_reason(cells, len(header)):
            faults.append(Fault(layout.file, reason, line))
            continue
        row = blank | {name: _shared(memos[name], cells[position]) for name, position in positions.items()}
        row |= {own: row.get(twin, "") for own, twin in layout.twins.items() if not row.get(own)}
        for column, cell, reason in row_faults(layout.row, forms, row):
            faults.append(Fault(layout.file, reason, line, column, cell))
        key = KEY_SEPARATOR.join([row[column] for column in layout.key])
        if (first := table.index.setdefault(key, len(table))) != len(table):
            faults.append(table.fault(line, ", ".join(layout.key), key, "row.key", line=table.lines[first]))
        for column, own in table.columns.items():
            own.append(row.get(column, ""))
        table.lines.append(line)
    return table


def _shape_reason(cells: Sequence[str], wanted: int) -> Reason | None:
    """Why a record is no row; None where it is one."""
    if not any(cell.strip() for cell in cells):
        return because("row.empty")
    if len(cells) == wanted:
        return None
    return because("row.wide" if len(cells) > wanted else "row.width", cells=len(cells), wanted=wanted)


def gathered(faults: Iterable[Fault]) -> list[Fault]:
    """Of the faults of a file, those that one cause has made are told once, at the first, with their number."""
    groups: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        key = (fault.column, fault.reason.key) if fault.reason.key in ONE_CAUSE else number
        groups.setdefault(key, []).append(fault)
    return [group[0] if isinstance(key, int) else _counted(group) for key, group in groups.items()]


def _counted(faults: Sequence[Fault]) -> Fault:
    first, count = faults[0], len(faults)
    more = because("cell.and-more", count=count) if count > 1 else ""
    return replace(first, reason=because(first.reason.key, **first.reason.values, count=count, more=more))


def _shared(memo: dict[str, str], cell: str) -> str:
    return memo.setdefault(cell, cell) if len(memo) < MEMO_SIZE else memo.get(cell, cell)
