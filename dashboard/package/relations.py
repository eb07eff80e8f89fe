"""Checks what the files of the package promise about each other: keys, places in a text, repeated mentions, the tree of
areas, and what `site.toml` declares.

What a row names that is no key (see `NAMED`) may be missing: that is noted, and the package is served without it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import get_args

from dashboard.package.cells import FORMS, SPACE, column_kinds
from dashboard.package.model import Grade, split_list
from dashboard.package.reading import Table, Tables
from dashboard.package.remarks import Fault, Note, Remark, because, nearest
from dashboard.package.site import SITE, SiteDeclaration
from dashboard.package.tables import REGISTERS, Layout

LOCATED = ("facts", "cases", "exclusions", "phrases")
# A row of facts says itself whether its place is as long as what is printed.
MEASURED = ("exclusions", "phrases")
GRADES = get_args(Grade)
# Columns that name figures, and the tables that hold them; a count of a register is checked where it is counted.
NAMED = {
    ("facts", "same_as"): ("facts",),
    ("computed", "inputs"): ("facts", "computed"),
    ("checks", "left"): ("facts", "computed"),
    ("checks", "right"): ("facts", "computed"),
}


def relation_remarks(tables: Tables, layouts: Iterable[Layout], cut: Container[str]) -> Iterator[Remark]:
    """`cut` names tables of which rows could not be read: what refers to one of these is no fault of its own."""
    whole = {name: table for name, table in tables.items() if name not in cut}
    for layout in (one for one in layouts if one.name in tables):
        yield from _foreign_key_faults(tables[layout.name], layout, whole)
    for (name, column), targets in NAMED.items():
        if tables.keys() >= {name, *targets}:
            yield from _named_notes(tables, name, column, targets)
    for name, table in tables.items():
        if name in LOCATED and "sources" in whole:
            yield from _locator_faults(table, whole["sources"])
        if name in MEASURED:
            yield from _length_faults(table)
        yield from _grade_faults(table) if name == "sources" else ()
    if "facts" in tables:
        yield from _repetition_faults(tables["facts"])
        if "computed" in tables:
            yield from _computed_faults(tables["computed"], tables["facts"])
    if "areas" in tables:
        yield from _area_faults(tables["areas"], tables.get("pairings"))


def _foreign_key_faults(table: Table, layout: Layout, whole: Tables) -> Iterator[Fault]:
    kinds = column_kinds(layout.row)
    for column, target in ((one, target) for one, target in layout.refers.items() if target in whole):
        known, is_list = whole[target].index, kinds[column].base == "list"
        cells = {cell: split_list(cell) if is_list else (cell,) for cell in set(table.columns[column])}
        # A part with a space in it is told with its row.
        wrong = {
            cell: unknown
            for cell, parts in cells.items()
            if (unknown := [one for one in parts if one and one not in known and not SPACE.search(one)])
        }
        for line, cell in table.rows(column) if wrong else ():
            for part in wrong.get(cell, ()):
                yield table.fault(line, column, part, "relation.row", table=f"{target}.csv", near="")


def _named_notes(tables: Tables, name: str, column: str, targets: Iterable[str]) -> Iterator[Note]:
    table, known = tables[name], {one for target in targets for one in tables[target].index}
    first, *others = (f"{one}.csv" for one in targets)
    files = because("relation.or", first=first, second=others[0]) if others else first
    for line, cell in table.rows(column):
        for part in split_list(cell):
            if part not in known and ":" not in part:
                yield table.note(line, column, part, "relation.row", table=files, near=nearest(part, known))


def _locator_faults(table: Table, sources: Table) -> Iterator[Fault]:
    """Cells that are no numbers at all are reported with their row, not here."""
    hashed = {source_id for _, source_id, sha256 in sources.rows("source_id", "sha256") if sha256}
    for line, source_id, paragraph, start, end in table.rows("source_id", "paragraph", "start", "end"):
        if not paragraph:
            continue
        at, first, last = map(_number, (paragraph, start, end))
        if at is not None and at < 1:
            yield table.fault(line, "paragraph", paragraph, "relation.paragraph")
        if first is not None and first < 0:
            yield table.fault(line, "start", start, "relation.start")
        if first is not None and last is not None and last <= first:
            yield table.fault(line, "end", end, "relation.end", start=start)
        if source_id not in hashed:
            yield table.fault(line, "source_id", source_id, "relation.no-text")


# The grades that a source of a kind may have: a repost is not the publisher's own page, a mirror is no better than C.
GRADED: Mapping[str, tuple[str, ...]] = {
    "document": ("A", "D"),
    "government": ("A", "B"),
    "press": ("A", "B"),
    "reference": ("A", "B"),
    "repost": ("B", "C"),
    "mirror": ("C",),
}


def _grade_faults(sources: Table) -> Iterator[Fault]:
    for line, kind, grade in sources.rows("kind", "grade"):
        allowed = GRADED.get(kind, ())
        if allowed and grade in GRADES and grade not in allowed:
            yield sources.fault(line, "grade", grade, "relation.grade", kind=kind, grades=" / ".join(allowed))


def _number(cell: str) -> int | None:
    return int(cell) if FORMS["integer"].fullmatch(cell) else None


def _length_faults(table: Table) -> Iterator[Fault]:
    for line, start, end, printed in table.rows("start", "end", "printed"):
        first, last, count = _number(start), _number(end), len(printed)
        if first is not None and last is not None and last - first != count:
            yield table.fault(line, "printed", printed, "relation.length", count=count, length=last - first)


def _computed_faults(computed: Table, facts: Table) -> Iterator[Fault]:
    for line, computed_id in computed.rows("computed_id"):
        if computed_id in facts.index:
            yield computed.fault(line, "computed_id", computed_id, "relation.fact-already")
        if computed_id in _made_from(computed, computed_id):
            yield computed.fault(line, "inputs", computed_id, "relation.from-itself")


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
    for position, (line, target, here) in enumerate(facts.rows("same_as", "indicator_id")):
        first = facts.index.get(target) if target else None
        if first is None:
            continue
        if first == position:
            yield facts.fault(line, "same_as", target, "relation.own-row")
            continue
        there, again = facts.cell(target, "indicator_id"), facts.cell(target, "same_as")
        if there != here:
            yield facts.fault(line, "same_as", target, "relation.other-indicator", there=there, here=here)
        if again:
            yield facts.fault(line, "same_as", target, "relation.repeats", first=again)


# Areas --------------------------------------------------------------------------------------------------------

# The levels of the areas in which an area of a level may lie; a group may lie in any.
ENCLOSING: Mapping[str, tuple[str, ...]] = {
    "country": (),
    "province": ("country",),
    "city": ("province",),
    "county": ("city", "province"),
    "group": ("country", "province", "city", "county", "group"),
}


def enclosing(areas: Table, area_id: str | None) -> tuple[str, ...]:
    """The area, and what it lies in, from near to far; a circle is left where it closes."""
    chain: dict[str, None] = {}
    while area_id in areas.index and area_id not in chain:
        chain[area_id] = None
        area_id = areas.cell(area_id, "parent_id")
    return tuple(chain)


def _area_faults(areas: Table, pairings: Table | None) -> Iterator[Fault]:
    """The areas are a tree with sensible levels, in which pairings have their place."""
    for line, area_id, level, parent in areas.rows("area_id", "level", "parent_id"):
        if parent not in areas.index:
            continue
        above = areas.cell(parent, "level")
        if parent == area_id:
            yield areas.fault(line, "parent_id", parent, "relation.own-row")
        elif area_id in enclosing(areas, parent):
            yield areas.fault(line, "parent_id", parent, "area.circle")
        elif above not in ENCLOSING.get(level, (above,)):
            yield areas.fault(line, "parent_id", parent, "area.level", above=above, level=level)
    if pairings:
        yield from _pairing_faults(pairings, areas)


def _pairing_faults(pairings: Table, areas: Table) -> Iterator[Fault]:
    """A partner county lies in the partner city of the same receiver and years, where one is given."""
    columns = ("receiver", "partner", "level", "since", "until")
    cities: dict[tuple[str, str, str], set[str]] = {}
    for _, receiver, partner, level, since, until in pairings.rows(*columns):
        if level == "city":
            cities.setdefault((receiver, since, until), set()).add(partner)
    for line, receiver, partner, level, since, until in pairings.rows(*columns):
        if partner in areas.index and (actual := areas.cell(partner, "level")) != level:
            yield pairings.fault(line, "level", level, "area.pairing-level", partner=partner, level=actual)
        given = cities.get((receiver, since, until))
        if level == "county" and given and given.isdisjoint(enclosing(areas, partner)):
            told = " / ".join(sorted(given))
            yield pairings.fault(line, "partner", partner, "area.outside", receiver=receiver, cities=told)


# Declarations -------------------------------------------------------------------------------------------------

HOMES = ("province", "city")
# Lists of the declaration, and the columns that hold their keys.
LISTED = {"sides": ("cases", "side"), "topics": ("indicators", "topic"), "themes": ("cases", "theme")}


def declaration_remarks(site: SiteDeclaration, tables: Tables) -> Iterator[Remark]:
    if "areas" in tables:
        yield from _home_faults(site, tables)
    if "sources" in tables and site.document and site.document not in tables["sources"].index:
        near = nearest(site.document, tables["sources"].index)
        reason = because("relation.row", table="sources.csv", near=near)
        yield Note(SITE, reason, column="document", value=site.document)
    for declared, (name, column) in LISTED.items():
        known = [one.key for one in getattr(site, declared)]
        for line, cell in tables[name].rows(column) if name in tables and known else ():
            if cell and cell not in known:
                near = nearest(cell, known)
                yield tables[name].fault(line, column, cell, "declared.unlisted", column=column, near=near)
    for topic in site.topics:
        if topic.page and site.pages and topic.page not in site.pages:
            reason = because("declared.page", near=nearest(topic.page, site.pages))
            yield Note(SITE, reason, column="topic.page", value=topic.page)


def _home_faults(site: SiteDeclaration, tables: Tables) -> Iterator[Fault]:
    areas, home = tables["areas"], site.home
    if home not in areas.index:
        yield Fault(SITE, because("declared.home-row"), column="home", value=home)
    elif (level := areas.cell(home, "level")) not in HOMES:
        yield Fault(SITE, because("declared.home-level", level=level), column="home", value=home)
    receivers = (tables.get(f"{REGISTERS}/{one.key}") for one in site.registers if one.of == "receivers")
    for table in filter(None, receivers):
        for line, area_id in table.rows("area_id"):
            if home in enclosing(areas, area_id):
                yield table.fault(line, "area_id", area_id, "area.at-home", home=home)
