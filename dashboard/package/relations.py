"""Checks what the files of the package promise about each other: keys, places in a text, repeated mentions."""

import re
import unicodedata
from collections.abc import Iterator

from dashboard.package.cells import FORMS, column_kinds, split_list
from dashboard.package.model import FOREIGN_KEYS, PRIMARY_KEYS, ROWS
from dashboard.package.reading import Fault, Table

LOCATED = ("facts", "cases", "exclusions")
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")

Tables = dict[str, Table]


def relation_faults(tables: Tables) -> Iterator[Fault]:
    for name in tables:
        yield from _foreign_key_faults(tables, name)
    for name in LOCATED:
        if name in tables and "sources" in tables:
            yield from _locator_faults(name, tables[name], _hashed_sources(tables["sources"]))
    if "exclusions" in tables:
        yield from _exclusion_faults(tables["exclusions"])
    if "facts" in tables:
        yield from _repetition_faults(tables["facts"])
        yield from _printed_value_faults(tables["facts"])


def _foreign_key_faults(tables: Tables, name: str) -> Iterator[Fault]:
    table, kinds = tables[name], column_kinds(ROWS[name])
    for column, target in FOREIGN_KEYS.get(name, {}).items():
        if target not in tables:
            continue
        known, is_list = tables[target].index, kinds[column].base == "list"
        wrong = {cell: _unknown(cell, known, is_list=is_list) for cell in set(table.columns[column])}
        if any(wrong.values()):
            for line, cell in zip(table.lines, table.columns[column], strict=True):
                for part in wrong[cell]:
                    yield Fault(f"{name}.csv", line, column, part, f"names no row of {target}.csv")
        if target == name:
            yield from _self_reference_faults(name, table, column)


def _unknown(cell: str, known: dict[str, int], *, is_list: bool) -> tuple[str, ...]:
    parts = split_list(cell) if is_list else (cell,)
    return tuple(part for part in parts if part and part not in known)


def _self_reference_faults(name: str, table: Table, column: str) -> Iterator[Fault]:
    keys = table.columns[PRIMARY_KEYS[name][0]]
    for line, key, target in zip(table.lines, keys, table.columns[column], strict=True):
        if target and key == target:
            yield Fault(f"{name}.csv", line, column, target, "names its own row")


def _hashed_sources(sources: Table) -> set[str]:
    pairs = zip(sources.columns["source_id"], sources.columns["sha256"], strict=True)
    return {source_id for source_id, sha256 in pairs if sha256}


def _locator_faults(name: str, table: Table, hashed: set[str]) -> Iterator[Fault]:
    columns = (table.columns[column] for column in ("source_id", "paragraph", "start", "end"))
    for line, source_id, paragraph, start, end in zip(table.lines, *columns, strict=True):
        if not paragraph:
            continue
        for column, value, reason in _misplaced(paragraph, start, end):
            yield Fault(f"{name}.csv", line, column, value, reason)
        if source_id not in hashed:
            reason = "a place in the text is given, but the source has no sha256 to know its text by"
            yield Fault(f"{name}.csv", line, "source_id", source_id, reason)


def _misplaced(paragraph: str, start: str, end: str) -> Iterator[tuple[str, str, str]]:
    """Cells that are no numbers at all are reported with their row, not here."""
    if _is_number(paragraph) and int(paragraph) < 1:
        yield "paragraph", paragraph, "paragraphs are counted from 1"
    if _is_number(start) and int(start) < 0:
        yield "start", start, "characters are counted from 0"
    if _is_number(start) and _is_number(end) and int(end) <= int(start):
        yield "end", end, f"does not lie after start {start}"


def _is_number(cell: str) -> bool:
    return FORMS["integer"][0].fullmatch(cell) is not None


def _exclusion_faults(table: Table) -> Iterator[Fault]:
    columns = (table.columns[column] for column in ("start", "end", "printed"))
    for line, start, end, printed in zip(table.lines, *columns, strict=True):
        if _is_number(start) and _is_number(end) and int(end) - int(start) != len(printed):
            reason = f"has {len(printed)} characters, end - start is {int(end) - int(start)}"
            yield Fault("exclusions.csv", line, "printed", printed, reason)


def _repetition_faults(facts: Table) -> Iterator[Fault]:
    same_as, indicators = facts.columns["same_as"], facts.columns["indicator_id"]
    for position, target in enumerate(same_as):
        first = facts.index.get(target) if target else None
        if first is None or first == position:
            continue
        fault = Fault("facts.csv", facts.lines[position], "same_as", target, "")
        if indicators[first] != indicators[position]:
            reason = f"is a fact of {indicators[first]}, this row is a fact of {indicators[position]}"
            yield _because(fault, reason)
        if same_as[first]:
            yield _because(fault, f"repeats {same_as[first]} itself; name the first mention")


def _because(fault: Fault, reason: str) -> Fault:
    return Fault(fault.file, fault.line, fault.column, fault.value, reason)


def _printed_value_faults(facts: Table) -> Iterator[Fault]:
    """A figure printed in digits is the value; one printed in words cannot be compared."""
    columns = facts.columns["value"], facts.columns["printed"], facts.columns["paragraph"]
    for line, value, printed, paragraph in zip(facts.lines, *columns, strict=True):
        if not FORMS["decimal"][0].fullmatch(value):
            continue
        comparable = _plain if paragraph else _significant
        numbers = {comparable(number) for number in NUMBER.findall(unicodedata.normalize("NFKC", printed))}
        if numbers and comparable(value) not in numbers:
            yield Fault("facts.csv", line, "value", value, f"is not the number printed, '{printed}'")


def _plain(number: str) -> str:
    """One spelling for 1,200 and 1200.0."""
    digits = number.replace(",", "").removeprefix("-")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _significant(number: str) -> str:
    """The digits alone: a figure read in another language may have other marks, or another power of ten."""
    return re.sub(r"[^0-9]", "", number).strip("0")
