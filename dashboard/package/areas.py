"""What the table of areas promises: a tree with sensible levels; and where pairings and registers lie in it."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.package.reading import Table
from dashboard.package.remarks import Fault, because
from dashboard.package.site import Register
from dashboard.package.tables import REGISTERS

# The levels of the areas in which an area of a level may lie; a group may lie in any.
ENCLOSING: Mapping[str, tuple[str, ...]] = {
    "country": (),
    "province": ("country",),
    "city": ("province",),
    "county": ("city", "province"),
    "group": ("country", "province", "city", "county", "group"),
}

Tables = Mapping[str, Table]


def enclosing(areas: Table, area_id: str) -> tuple[str, ...]:
    """The area, and what it lies in, from near to far; a circle is left where it closes."""
    chain: dict[str, None] = {}
    while area_id in areas.index and area_id not in chain:
        chain[area_id] = None
        area_id = areas.cell(area_id, "parent_id")
    return tuple(chain)


def area_faults(tables: Tables, registers: Sequence[Register], home: str) -> Iterator[Fault]:
    areas = tables["areas"]
    yield from _tree_faults(areas)
    if "pairings" in tables:
        yield from _pairing_faults(tables["pairings"], areas)
    for register in registers:
        table = tables.get(f"{REGISTERS}/{register.key}")
        if table is not None and register.of == "receivers":
            yield from _home_faults(table, register.key, areas, home)


def _tree_faults(areas: Table) -> Iterator[Fault]:
    levels, parents = areas.columns["level"], areas.columns["parent_id"]
    for line, area_id, level, parent in zip(
        areas.lines, areas.columns["area_id"], levels, parents, strict=True
    ):
        if parent not in areas.index:
            continue
        above = areas.cell(parent, "level")
        if parent == area_id:
            yield Fault("areas.csv", line, "parent_id", parent, because("relation.own-row"))
        elif area_id in _above(areas, parent):
            yield Fault("areas.csv", line, "parent_id", parent, because("area.circle"))
        elif above not in ENCLOSING.get(level, (above,)):
            reason = because("area.level", above=above, level=level)
            yield Fault("areas.csv", line, "parent_id", parent, reason)


def _above(areas: Table, area_id: str) -> tuple[str, ...]:
    """What is met on the way up from an area, the place included at which a circle closes."""
    chain = enclosing(areas, area_id)
    return (*chain, areas.cell(chain[-1], "parent_id"))


def _pairing_faults(pairings: Table, areas: Table) -> Iterator[Fault]:
    """A partner county lies in the partner city of the same receiver and years, where one is given."""
    columns = [pairings.columns[name] for name in ("receiver", "partner", "level", "since", "until")]
    cities: dict[tuple[str, str, str], set[str]] = {}
    for receiver, partner, level, since, until in zip(*columns, strict=True):
        if level == "city":
            cities.setdefault((receiver, since, until), set()).add(partner)
    for line, receiver, partner, level, since, until in zip(pairings.lines, *columns, strict=True):
        if partner in areas.index and (actual := areas.cell(partner, "level")) != level:
            reason = because("area.pairing-level", partner=partner, level=actual)
            yield Fault("pairings.csv", line, "level", level, reason)
        given = cities.get((receiver, since, until))
        if level == "county" and given and given.isdisjoint(enclosing(areas, partner)):
            reason = because("area.outside", receiver=receiver, cities=" / ".join(sorted(given)))
            yield Fault("pairings.csv", line, "partner", partner, reason)


def _home_faults(table: Table, key: str, areas: Table, home: str) -> Iterator[Fault]:
    for line, area_id in zip(table.lines, table.columns["area_id"], strict=True):
        if home in enclosing(areas, area_id):
            reason = because("area.at-home", home=home)
            yield Fault(f"{REGISTERS}/{key}.csv", line, "area_id", area_id, reason)
