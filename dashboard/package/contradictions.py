"""What one package cannot mean at once: figures that contradict what is printed, their unit, time, or each other.

Cells that have no form at all are told with their row, and passed over here.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dashboard.package.cells import FORMS
from dashboard.package.reading import Table, Tables
from dashboard.package.remarks import Fault, Note, Remark
from dashboard.package.site import SiteDeclaration
from dashboard.package.units import NUMBER, SIGNED, is_printed, read_unit, simplified

# What a figure is of, whoever states it.
SUBJECT = (
    *("indicator_id", "area_id", "counterpart_id", "case_id"),
    *("period_kind", "period_start", "period_end", "status"),
)
MINUS = re.compile("[-−–负減减降亏虧跌少]")
# A year, perhaps with month and day, as sources write them: 2019-05, 2019年5月8日, 2019.5.8.
PUBLISHED = re.compile(
    r"([12][0-9]{3})(?:\s*[-/.年]\s*([0-9]{1,2})(?:\s*[-/.月]\s*([0-9]{1,2}))?)?\s*[年月日]?"
)
ROUNDED = ("about", "nearly")
OPEN = ("at_least", "more_than")


@dataclass(frozen=True, slots=True)
class Stated:
    """A row of facts: its cells stay in the table."""

    facts: Table
    position: int

    def __getitem__(self, column: str) -> str:
        return self.facts.columns[column][self.position]

    @property
    def line(self) -> int:
        return self.facts.lines[self.position]

    @property
    def number(self) -> Decimal:
        return Decimal(self["value"])

    @property
    def size(self) -> tuple[str, Decimal]:
        """What is measured, and how many of its smallest unit."""
        unit = read_unit(self["unit"])
        return unit.measure, self.number * unit.factor

    def fault(self, column: str, key: str, **values: object) -> Fault:
        return self.facts.fault(self.line, column, self[column], key, **values)

    def note(self, column: str, key: str, **values: object) -> Note:
        return self.facts.note(self.line, column, self[column], key, **values)


@lru_cache(maxsize=4096)
def day(cell: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(cell) if FORMS["date"].fullmatch(cell) else None
    except ValueError:
        return None


def contradictions(tables: Tables, site: SiteDeclaration | None) -> Iterator[Remark]:
    if not {"facts", "indicators", "sources"} <= tables.keys():
        return
    facts = tables["facts"]
    units = {key: unit for _, key, unit in tables["indicators"].rows("indicator_id", "unit")}
    published = {key: when for _, key, when in tables["sources"].rows("source_id", "published")}
    for row in (Stated(facts, position) for position in range(len(facts))):
        if FORMS["decimal"].fullmatch(row["value"]):
            yield from _printed(row)
            yield from _measured(row, units.get(row["indicator_id"], ""))
        if row["status"] == "actual":
            if site and site.date:
                yield from _later(row, site.date)
            if told := published_by(published.get(row["source_id"], "")):
                source = {"source": row["source_id"], "published": published[row["source_id"]]}
                yield from _before(row, told, source)
    for group in _of_one_subject(facts):
        yield from _disagreeing(group)


def _printed(row: Stated) -> Iterator[Remark]:
    """A figure printed in digits is the value, in the unit behind it; one printed in words cannot be compared."""
    comparable = _plain if row["paragraph"] else _significant
    numbers = NUMBER.findall(simplified(row["printed"]))
    same = [number for number in numbers if comparable(number) == comparable(row["value"])]
    if numbers and not same:
        yield row.fault("value", "relation.not-printed", printed=row["printed"])
    elif not is_printed(row["unit"], row["printed"], same):
        yield row.fault("unit", "contradiction.unit", printed=row["printed"])


def _plain(number: str) -> str:
    """One spelling for 1,200 and 1200.0."""
    digits = number.replace(",", "").removeprefix("-")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _significant(number: str) -> str:
    """The digits alone: a figure read in another language may have other marks, or another power of ten."""
    return re.sub(r"[^0-9]", "", number).strip("0")


def _measured(row: Stated, wanted: str) -> Iterator[Remark]:
    unit, own = read_unit(row["unit"]), read_unit(wanted)
    if wanted and row["unit"] and unit.measure != own.measure and unit.is_known and own.is_known:
        yield row.fault("unit", "contradiction.dimension", indicator=row["indicator_id"], unit=wanted)
    if row.number >= 0:
        return
    if unit.is_known and unit.measure not in SIGNED:
        yield row.fault("value", "contradiction.sign", unit=row["unit"])
    elif NUMBER.search(simplified(row["printed"])) and not MINUS.search(row["printed"]):
        yield row.note("value", "contradiction.minus", printed=row["printed"])


def _later(row: Stated, closed: datetime.date) -> Iterator[Fault]:
    """What has happened, has happened before the data was closed; a year may be told before it is over."""
    first, last = day(row["period_start"]), day(row["period_end"])
    over = last is not None and (last > closed if row["period_kind"] == "at" else last.year > closed.year)
    if over or (first is not None and first > closed):
        column = "period_end" if over else "period_start"
        yield row.fault(column, "contradiction.later", date=closed)


def _before(row: Stated, told: datetime.date, source: Mapping[str, str]) -> Iterator[Remark]:
    start, last = day(row["period_start"]), day(row["period_end"])
    first = start or (last if row["period_kind"] == "at" else None)
    if first is not None and told < first:
        column = "period_start" if start else "period_end"
        yield row.fault(column, "contradiction.before-begin", start=first, **source)
    elif last is not None and told < last:
        yield row.note("period_end", "contradiction.before-end", end=last, **source)


@lru_cache(maxsize=4096)
def published_by(written: str) -> datetime.date | None:
    """The last day on which a source can have been published; None where it says nothing of that."""
    match = PUBLISHED.fullmatch(written.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return datetime.date(year, month, int(match[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def _of_one_subject(facts: Table) -> Iterator[list[Stated]]:
    """Rows that state a value of the same thing, but for repeated mentions; in memory only where there are several."""
    first: dict[tuple[str, ...], int] = {}
    several: dict[tuple[str, ...], list[int]] = {}
    for position, (_, value, same_as, *of) in enumerate(facts.rows("value", "same_as", *SUBJECT)):
        if not same_as and FORMS["decimal"].fullmatch(value):
            subject = tuple(of)
            if (at := first.setdefault(subject, position)) != position:
                several.setdefault(subject, [at]).append(position)
    for positions in several.values():
        yield [Stated(facts, position) for position in positions]


def _disagreeing(rows: Sequence[Stated]) -> Iterator[Remark]:
    """One source gives one value for one thing; where two sources give two, both are shown."""
    first_of: dict[str, Stated] = {}
    for row in rows:
        first = first_of.setdefault(row["source_id"], row)
        if row.size != first.size:
            yield row.fault("value", "contradiction.values", **_other(first))
    shown = list(first_of.values())
    for at, row in enumerate(shown):
        other = next((one for one in shown[:at] if not _may_agree(one, row)), None)
        if other is not None:
            yield row.note("value", "contradiction.sources", **_other(other))


def _other(row: Stated) -> dict[str, object]:
    return {"line": row.line, "fact": row["fact_id"], "other": f"{row['value']} {row['unit']}"}


def _may_agree(one: Stated, other: Stated) -> bool:
    """Whether both can be true: as one is rounded more than the other, or is only a bound of it."""
    if one.size[0] != other.size[0] or {one["qualifier"], other["qualifier"]} & set(ROUNDED):
        return True
    smaller, larger = sorted((one, other), key=lambda row: row.size[1])
    if smaller["qualifier"] in OPEN:
        return True
    return larger.size[1] - smaller.size[1] <= max(map(_rounding, (one, other)))


def _rounding(row: Stated) -> Decimal:
    """Half of the last digit that is given."""
    exponent = int(row.number.as_tuple().exponent)
    return Decimal(1).scaleb(exponent) * read_unit(row["unit"]).factor / 2
