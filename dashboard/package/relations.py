"""Checks what the files of the package promise about each other: keys, places in a text, repeated mentions.

What a row names that is no key (see `NAMED`) may be missing: that is noted, and the package is served without it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping

from dashboard.package.cells import FORMS, SPACE, column_kinds
from dashboard.package.model import split_list
from dashboard.package.reading import Table
from dashboard.package.remarks import Fault, Note, Reason, Remark, because, nearest
from dashboard.package.tables import Layout

LOCATED = ("facts", "cases", "exclusions", "phrases")
MEASURED = (
    "exclusions",
    "phrases",
)  # a row of facts says itself whether its place is as long as what is printed
# Columns that name figures, and the tables that hold them; a count of a register is checked where it is counted.
NAMED = {
    ("facts", "same_as"): ("facts",),
    ("computed", "inputs"): ("facts", "computed"),
    ("checks", "left"): ("facts", "computed"),
    ("checks", "right"): ("facts", "computed"),
}

Tables = dict[str, Table]


def relation_remarks(tables: Tables, layouts: Iterable[Layout], cut: Container[str] = ()) -> Iterator[Remark]:
    """`cut` names tables of which rows could not be read: what refers to one of these is no fault of its own."""
    for layout in layouts:
        if layout.name in tables:
            yield from _foreign_key_faults(tables, layout, cut)
    for (name, column), targets in NAMED.items():
        if all(one in tables for one in (name, *targets)):
            yield from _named_notes(tables, name, column, targets)
    for name, table in tables.items():
        if name in LOCATED and "sources" in tables and "sources" not in cut:
            yield from _locator_faults(name, table, _hashed_sources(tables["sources"]))
        if name in MEASURED:
            yield from _length_faults(name, table)
    if "facts" in tables:
        yield from _fact_faults(tables["facts"], tables.get("computed"))


def _fact_faults(facts: Table, computed: Table | None) -> Iterator[Fault]:
    yield from _repetition_faults(facts)
    if computed is not None:
        yield from _computed_faults(computed, facts)


def _foreign_key_faults(tables: Tables, layout: Layout, cut: Container[str]) -> Iterator[Fault]:
    table, kinds = tables[layout.name], column_kinds(layout.row)
    for column, target in layout.refers.items():
        if target not in tables or target in cut:
            continue
        known, is_list = tables[target].index, kinds[column].base == "list"
        wrong = {cell: _unknown(cell, known, is_list=is_list) for cell in set(table.columns[column])}
        if any(wrong.values()):
            for line, cell in zip(table.lines, table.columns[column], strict=True):
                for part in wrong[cell]:
                    if SPACE.search(part):  # told with its row
                        continue
                    reason = because("relation.row", table=f"{target}.csv", near="")
                    yield Fault(layout.file, line, column, part, reason)


def _named_notes(tables: Tables, name: str, column: str, targets: tuple[str, ...]) -> Iterator[Note]:
    table = tables[name]
    known = {one for target in targets for one in tables[target].index}
    for line, cell in zip(table.lines, table.columns[column], strict=True):
        for part in split_list(cell) if cell else ():
            if part not in known and ":" not in part:
                reason = because("relation.row", table=_either(targets), near=nearest(part, known))
                yield Note(f"{name}.csv", line, column, part, reason)


def _either(names: tuple[str, ...]) -> Reason | str:
    first, *others = (f"{one}.csv" for one in names)
    return because("relation.or", first=first, second=others[0]) if others else first


def _unknown(cell: str, known: Mapping[str, int], *, is_list: bool) -> tuple[str, ...]:
    parts = split_list(cell) if is_list else (cell,)
    return tuple(part for part in parts if part and part not in known)


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
            yield Fault(f"{name}.csv", line, "source_id", source_id, because("relation.no-text"))


def _misplaced(paragraph: str, start: str, end: str) -> Iterator[tuple[str, str, Reason]]:
    """Cells that are no numbers at all are reported with their row, not here."""
    if _is_number(paragraph) and int(paragraph) < 1:
        yield "paragraph", paragraph, because("relation.paragraph")
    if _is_number(start) and int(start) < 0:
        yield "start", start, because("relation.start")
    if _is_number(start) and _is_number(end) and int(end) <= int(start):
        yield "end", end, because("relation.end", start=start)


def _is_number(cell: str) -> bool:
    return FORMS["integer"].fullmatch(cell) is not None


def _length_faults(name: str, table: Table) -> Iterator[Fault]:
    columns = (table.columns[column] for column in ("start", "end", "printed"))
    for line, start, end, printed in zip(table.lines, *columns, strict=True):
        if _is_number(start) and _is_number(end) and int(end) - int(start) != len(printed):
            reason = because("relation.length", count=len(printed), length=int(end) - int(start))
            yield Fault(f"{name}.csv", line, "printed", printed, reason)


def _computed_faults(computed: Table, facts: Table) -> Iterator[Fault]:
    for line, computed_id in zip(computed.lines, computed.columns["computed_id"], strict=True):
        if computed_id in facts.index:
            yield Fault("computed.csv", line, "computed_id", computed_id, because("relation.fact-already"))
        if computed_id in _made_from(computed, computed_id):
            yield Fault("computed.csv", line, "inputs", computed_id, because("relation.from-itself"))


def _made_from(computed: Table, computed_id: str) -> set[str]:
    """All computed figures that one is made from, directly or not."""
    found: set[str] = set()
    open_ids = [computed_id]
    while open_ids:
        inputs = split_list(computed.cell(open_ids.pop(), "inputs"))
        new = {one for one in inputs if one in computed.index} - found
        found |= new
        open_ids += new
    return found


def _repetition_faults(facts: Table) -> Iterator[Fault]:
    same_as, indicators = facts.columns["same_as"], facts.columns["indicator_id"]
    for position, target in enumerate(same_as):
        first = facts.index.get(target) if target else None
        if first is None:
            continue
        place = "facts.csv", facts.lines[position], "same_as", target
        if first == position:
            yield Fault(*place, because("relation.own-row"))
            continue
        there, here = indicators[first], indicators[position]
        if there != here:
            yield Fault(*place, because("relation.other-indicator", there=there, here=here))
        if same_as[first]:
            yield Fault(*place, because("relation.repeats", first=same_as[first]))
