"""The rows that exhibits are made of, typed.

A kind says what it needs, and gets that and no more; so what stands behind it may one day be an engine.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from pandas import isna

from dashboard.figures.computed import derive, is_computed, why_not
from dashboard.figures.counts import DerivedFigure
from dashboard.figures.words import Ref, unit_factor
from dashboard.package.load import Package
from dashboard.package.model import Area, Case, CaseEvent, Fact, Indicator, Source, split_list
from dashboard.package.tables import REGISTERS

MOST_PACKAGES = 16  # of which rows are remembered; an app has one
MOST_FACTS = 8192
# Of the areas in columns of no file.
LEVELS = {"province": "province", "prefecture": "city", "partner": "city"}

Row = TypeVar("Row")
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with all that it names."""

    fact: Fact
    indicator: Indicator
    area: Area
    counterpart: Area | None
    source: Source
    scale: float = 1  # that brings its number into the unit of the rows it is drawn with

    @property
    def id(self) -> str:
        return self.fact.fact_id

    @property
    def ref(self) -> Ref:
        return Ref("fact", self.fact.fact_id)

    @property
    def value(self) -> float:
        """The number that an axis shows: in the unit as printed, but for its scale; raises TypeError for a word."""
        if self.fact.value is None:
            raise TypeError(f"{self.id} has no value")
        return float(self.fact.value) * self.scale

    @property
    def first_day(self) -> date | None:
        return self.fact.period_start

    @property
    def last_day(self) -> date | None:
        return self.fact.period_end

    @property
    def year(self) -> int | None:
        """The last year of its period; the first where no end is stated."""
        day = self.fact.period_end or self.fact.period_start
        return day.year if day else None


@dataclass(frozen=True, slots=True)
class ComputedRow:
    """A computed figure that stands for a year of an indicator, with the facts that it is computed from."""

    figure: DerivedFigure
    indicator: Indicator
    area: Area
    year: int
    inputs: tuple[FactRow, ...]

    @property
    def value(self) -> float:
        return float(self.figure.value)


@dataclass(frozen=True, slots=True)
class Partner:
    """Who helps the members of a register: a city, a county or a province at home, when, and what says so."""

    area: Area
    level: str
    evidence: str
    sources: tuple[str, ...]
    since: int | None = None  # years, as far as a source states them
    until: int | None = None
    told: str = ""  # the year that the first of the sources is of
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A row of a register: an area, the cells of the declared columns as text, and its partners."""

    area: Area
    cells: Mapping[str, str] = field(hash=False)
    partners: tuple[Partner, ...]
    places: tuple[Area, ...]  # what it lies in, from the nearest
    named: Mapping[str, tuple[Area, ...]] = field(default_factory=dict, hash=False)  # in columns of areas

    @property
    def id(self) -> str:
        return self.area.area_id

    def enclosing(self, level: str) -> Area | None:
        """The nearest area of a level that it is or lies in."""
        return next((one for one in (self.area, *self.places) if one.level == level), None)

    def partners_at(self, level: str) -> list[Area]:
        return [one.area for one in self.partners if one.level == level]

    def area_in(self, column: str) -> Area | None:
        """Its province, its prefecture or its first partner city."""
        level = LEVELS[column]
        return next(iter(self.partners_at(level)), None) if column == "partner" else self.enclosing(level)

    def value(self, column: str) -> str:
        """The cell of a declared column, or the id of its province, prefecture or partner city; else empty."""
        if column not in LEVELS:
            return self.cells.get(column, "")
        area = self.area_in(column)
        return area.area_id if area else ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A project case with who helps, and its places and figures as its own source states them; what other sources
    say of it stands apart."""

    case: Case
    stated_places: tuple[Area, ...]
    found_places: tuple[Area, ...]
    helpers: tuple[Area, ...]
    figures: tuple[FactRow, ...]
    found_figures: tuple[FactRow, ...]
    events: tuple[CaseEvent, ...]

    @property
    def id(self) -> str:
        return self.case.case_id

    @property
    def places(self) -> tuple[Area, ...]:
        return self.stated_places + self.found_places

    @property
    def measures(self) -> frozenset[str]:
        """What its figures state a value of."""
        return frozenset(row.indicator.measure for row in self.figures if row.fact.value is not None)


@dataclass(frozen=True)
class Need:
    """What a kind asks for: facts by id or by indicator, registers by key, cases."""

    facts: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    cases: bool = False

    def __or__(self, other: "Need") -> "Need":
        return Need(*(getattr(self, one.name) | getattr(other, one.name) for one in fields(self)))


def on_one_scale(rows: Iterable[FactRow]) -> list[FactRow]:
    """Those with a value, for one axis: where some are printed in 万 and others are not, in the unit of the first."""
    valued = [row for row in rows if row.fact.value is not None]
    factors = [unit_factor(row.fact.unit) for row in valued]
    return [
        row if factor == factors[0] else replace(row, scale=factor / factors[0])
        for row, factor in zip(valued, factors, strict=True)
    ]


def by_key(things: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    """What has the same key, in the order in which each key is first seen."""
    groups: dict[Key, list[Row]] = {}
    for one in things:
        groups.setdefault(key(one), []).append(one)
    return groups


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a need, whatever is chosen; an id that no row has is passed over."""

    package: Package = field(repr=False)
    need: Need

    def facts(self, ids: Iterable[str] = (), indicators: Iterable[str] = ()) -> list[FactRow]:
        """By id in that order, else by indicator in the order of the file. Raises KeyError for what was not needed."""
        table, wanted, kinds = self.package.tables["facts"], list(ids), set(indicators)
        if beyond := (set(wanted) - self.need.facts) | (kinds - self.need.indicators):
            raise KeyError(f"not among what the kind needs: {sorted(beyond)}")
        if not wanted:
            rows = sorted(chain.from_iterable(self.package.indicator_rows.get(one, ()) for one in kinds))
            wanted = [table.columns["fact_id"][row] for row in rows]
        return [fact_row(self.package, one) for one in wanted if one in table.index]

    def computed(self, indicators: Iterable[str]) -> list[ComputedRow]:
        """Rows of computed.csv that name one of the indicators and can be computed, in the order of the file."""
        kinds = set(indicators) & self.need.indicators
        return [row for row in computed_rows(self.package) if row.indicator.indicator_id in kinds]

    def members(self, register: str) -> tuple[Member, ...]:
        """The rows of a register in the order of the file; none where the package has no such register."""
        if register not in self.need.registers:
            raise KeyError(f"not among what the kind needs: {register}")
        return members_of(self.package, register)

    def cases(self) -> tuple[CaseRow, ...]:
        """All cases in the order of the file."""
        if not self.need.cases:
            raise KeyError("cases are not among what the kind needs")
        return cases_of(self.package)

    def within(self, area_id: str, places: Iterable[str]) -> bool:
        """Whether an area is one of the places or lies in one."""
        return not set(places).isdisjoint(ancestry(self.package, area_id))

    def area(self, declared: str) -> str:
        """The area that a declaration means."""
        return self.package.site.home if declared == "home" else declared


@lru_cache(maxsize=MOST_FACTS)
def fact_row(package: Package, fact_id: str) -> FactRow:
    fact = package.fact(fact_id)
    return FactRow(
        fact=fact,
        indicator=package.indicator(fact.indicator_id),
        area=package.area(fact.area_id),
        counterpart=package.area(fact.counterpart_id) if fact.counterpart_id else None,
        source=package.source(fact.source_id),
    )


@lru_cache(maxsize=MOST_PACKAGES)
def computed_rows(package: Package) -> tuple[ComputedRow, ...]:
    """The computed figures that name an indicator and an area: of the year declared, else of the one that all facts
    they are computed from have in common."""
    found = []
    for row in map(package.computed_row, package.computed["computed_id"]):
        if not (row.indicator_id and row.area_id) or why_not(package, row.computed_id):
            continue
        figure = derive(package, row.computed_id)
        inputs = tuple(fact_row(package, one) for one in figure.inputs if not is_computed(package, one))
        last = row.period_end or row.period_start
        years = {last.year} if last else {one.year for one in inputs}
        year = years.pop() if len(years) == 1 else None
        if year is not None:
            area, indicator = package.area(row.area_id), package.indicator(row.indicator_id)
            found.append(ComputedRow(figure, indicator, area, year, inputs))
    return tuple(found)


@lru_cache(maxsize=MOST_PACKAGES)
def cases_of(package: Package) -> tuple[CaseRow, ...]:
    of_cases = package.facts.loc[package.facts["case_id"].notna(), "fact_id"]
    figures = by_key((fact_row(package, one) for one in of_cases), lambda row: row.fact.case_id)
    told = package.tables["case_events"]
    events = by_key((CaseEvent.model_validate(told.row(key)) for key in told.index), lambda row: row.case_id)
    return tuple(
        _case_row(package, case, figures.get(case.case_id, ()), events.get(case.case_id, ()))
        for case in map(package.case, package.cases["case_id"])
    )


def partner_of(package: Package, pairing: Mapping[Hashable, Any], area_id: str) -> Partner:
    """One end of a row of the pairings, as the other end sees it."""
    first, last = pairing["since"], pairing["until"]
    sources = tuple(pairing["source_ids"])
    told = package.source(sources[0]).published[:4] if sources else ""
    return Partner(
        area=package.area(area_id),
        level=pairing["level"],
        evidence=pairing["evidence"],
        sources=sources,
        since=None if isna(first) else first.year,
        until=None if isna(last) else last.year,
        told=told if told.isdigit() else "",
        note_zh=pairing["note_zh"],
        note_en=pairing["note_en"],
    )


def _case_row(
    package: Package, case: Case, figures: Sequence[FactRow], events: Sequence[CaseEvent]
) -> CaseRow:
    lying = dict.fromkeys(area for event in events if event.what == "place" for area in event.area_ids)
    own = [figure for figure in figures if figure.source.source_id == case.source_id]
    return CaseRow(
        case=case,
        stated_places=tuple(map(package.area, case.place_ids)),
        found_places=tuple(package.area(one) for one in lying if one not in case.place_ids),
        helpers=tuple(map(package.area, case.helper_ids)),
        figures=tuple(own),
        found_figures=tuple(figure for figure in figures if figure not in own),
        events=tuple(sorted(events, key=lambda event: (event.what == "open", event.date or "9"))),
    )


@lru_cache(maxsize=MOST_PACKAGES)
def members_of(package: Package, register: str) -> tuple[Member, ...]:
    if register not in package.registers:
        return ()
    table = package.tables[f"{REGISTERS}/{register}"]
    rows = [table.row(area_id) for area_id in table.columns["area_id"]]
    helping = by_key(package.pairings.to_dict("records"), itemgetter("receiver"))
    columns = package.site.register(register).columns
    of_areas = [one.key for one in columns if one.type in ("area", "areas")]
    return tuple(
        Member(
            area=package.area(row["area_id"]),
            cells=row,
            partners=tuple(
                partner_of(package, one, one["partner"]) for one in helping.get(row["area_id"], ())
            ),
            places=tuple(map(package.area, ancestry(package, row["area_id"])[1:])),
            named={key: tuple(map(package.area, split_list(row[key]))) for key in of_areas},
        )
        for row in rows
    )


@lru_cache(maxsize=MOST_FACTS)
def ancestry(package: Package, area_id: str) -> tuple[str, ...]:
    """The area itself, then what it lies in, up to the country."""
    found = [area_id]
    while (parent := package.area(found[-1]).parent_id) is not None:
        found.append(parent)
    return tuple(found)
