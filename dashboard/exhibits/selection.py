"""The rows that exhibits are made of, typed, and which of them the choices of a page leave.

A kind says what it needs, and gets that and no more; so what stands behind it may one day be an engine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, TypeVar

from dashboard.exhibits.declaration import Declaration, OfFacts, OfPlaces
from dashboard.figures.words import Ref, unit_factor
from dashboard.filters import found
from dashboard.package.load import Package
from dashboard.package.model import Area, Case, Fact, Indicator, Source, split_list
from dashboard.package.site import Wording
from dashboard.package.tables import REGISTERS

MOST_PACKAGES = 16  # of which rows are remembered; an app has one
MOST_FACTS = 8192
GRADES: Mapping[str, tuple[str, ...]] = {"A": ("A",), "B": ("A", "B"), "C": ("A", "B", "C")}
NEVER = 9999  # the year of an end that is not stated

Row = TypeVar("Row")


# Rows ---------------------------------------------------------------------------------------------------------


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
class Partner:
    """Who helps the members of a register: a city, a county or a province at home, and what says so."""

    area: Area
    level: str
    evidence: str
    sources: tuple[str, ...]


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

    def value(self, column: str) -> str:
        """The cell of a declared column, or the id of its province, prefecture or partner city; else empty."""
        match column:
            case "province":
                found = self.enclosing("province")
            case "prefecture":
                found = self.enclosing("city")
            case "partner":
                found = next((one.area for one in self.partners if one.level == "city"), None)
            case _:
                return self.cells.get(column, "")
        return found.area_id if found else ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A project case with its places, who helps, and its figures."""

    case: Case
    places: tuple[Area, ...]
    helpers: tuple[Area, ...]
    figures: tuple[FactRow, ...]

    @property
    def id(self) -> str:
        return self.case.case_id

    @property
    def measures(self) -> frozenset[str]:
        """What its figures state a value of."""
        return frozenset(row.indicator.measure for row in self.figures if row.fact.value is not None)


@dataclass(frozen=True)
class Need:
    """What a kind asks for: facts by id or by indicator, registers by key, pairings, cases."""

    facts: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    pairings: bool = False
    cases: bool = False

    def __or__(self, other: "Need") -> "Need":
        return Need(
            self.facts | other.facts,
            self.indicators | other.indicators,
            self.registers | other.registers,
            self.pairings or other.pairings,
            self.cases or other.cases,
        )


def on_one_scale(rows: Sequence[FactRow]) -> list[FactRow]:
    """For one axis: where some are printed in 万 and others are not, in the unit of the first."""
    factors = [unit_factor(row.fact.unit) for row in rows]
    return [
        row if factor == factors[0] else replace(row, scale=factor / factors[0])
        for row, factor in zip(rows, factors, strict=True)
    ]


def need_of_facts(declared: OfFacts) -> Need:
    return Need(facts=frozenset(declared.facts), indicators=frozenset(declared.indicators))


def following(declared: Declaration) -> Need:
    """The register through which an exhibit follows the filters."""
    register = (declared.follows or {}).get("through")
    return Need(registers=frozenset((register,) if register else ()))


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a need, whatever is chosen; an id that no row has is passed over."""

    package: Package = field(repr=False)
    need: Need

    def facts(self, ids: Iterable[str] = (), indicators: Iterable[str] = ()) -> list[FactRow]:
        """By id in that order, else by indicator in the order of the file. Raises KeyError for what was not needed."""
        wanted, kinds = list(ids), set(indicators)
        if beyond := (set(wanted) - self.need.facts) | (kinds - self.need.indicators):
            raise KeyError(f"not among what the kind needs: {sorted(beyond)}")
        if not wanted:
            rows = sorted(chain.from_iterable(self.package.indicator_rows.get(one, ()) for one in kinds))
            wanted = [str(self.package.facts["fact_id"].iat[row]) for row in rows]
        return [fact_row(self.package, one) for one in wanted if one in self.package.fact_rows]

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
def cases_of(package: Package) -> tuple[CaseRow, ...]:
    figures: dict[str, list[FactRow]] = {}
    for fact_id, case_id in zip(package.facts["fact_id"], package.facts["case_id"], strict=True):
        if isinstance(case_id, str):
            figures.setdefault(case_id, []).append(fact_row(package, fact_id))
    return tuple(_case(package, case_id, figures.get(case_id, ())) for case_id in package.cases["case_id"])


def _case(package: Package, case_id: str, figures: Sequence[FactRow]) -> CaseRow:
    case = package.case(case_id)
    return CaseRow(
        case=case,
        places=tuple(map(package.area, case.place_ids)),
        helpers=tuple(map(package.area, case.helper_ids)),
        figures=tuple(figures),
    )


@lru_cache(maxsize=MOST_PACKAGES)
def members_of(package: Package, register: str) -> tuple[Member, ...]:
    if register not in package.registers:
        return ()
    table = package.tables[f"{REGISTERS}/{register}"]
    rows = [table.row(area_id) for area_id in table.columns["area_id"]]
    helping = _helping(package)
    columns = package.site.register(register).columns
    of_areas = [one.key for one in columns if one.type in ("area", "areas")]
    return tuple(
        Member(
            area=package.area(row["area_id"]),
            cells=row,
            partners=helping.get(row["area_id"], ()),
            places=tuple(map(package.area, ancestry(package, row["area_id"])[1:])),
            named={key: tuple(map(package.area, split_list(row[key]))) for key in of_areas},
        )
        for row in rows
    )


def _helping(package: Package) -> dict[str, tuple[Partner, ...]]:
    """The partners of each receiver, in the order of the file."""
    found: dict[str, list[Partner]] = {}
    for row in package.pairings.to_dict("records"):
        partner = Partner(
            package.area(row["partner"]), row["level"], row["evidence"], tuple(row["source_ids"])
        )
        found.setdefault(row["receiver"], []).append(partner)
    return {receiver: tuple(partners) for receiver, partners in found.items()}


@lru_cache(maxsize=MOST_FACTS)
def ancestry(package: Package, area_id: str) -> tuple[str, ...]:
    """The area itself, then what it lies in, up to the country."""
    found = [area_id]
    while (parent := package.area(found[-1]).parent_id) is not None:
        found.append(parent)
    return tuple(found)


# Choices ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One filter in force: its name, what it asks of a row, and what is chosen."""

    name: str
    on: str
    choice: Any


Test = Callable[[Rows, FactRow, Any, Declaration], bool]


def _in_period(_rows: Rows, row: FactRow, years: tuple[int, int], _declared: Declaration) -> bool:
    """A fact without a stated year belongs to no narrower choice than all."""
    first = row.first_day or row.last_day
    if first is None:
        return False
    return first.year <= years[1] and (row.last_day.year if row.last_day else NEVER) >= years[0]


def _of_grade(_rows: Rows, row: FactRow, grade: str, _declared: Declaration) -> bool:
    return row.source.grade in GRADES[grade]


def _at_place(rows: Rows, row: FactRow, places: Sequence[str], declared: Declaration) -> bool:
    """Within the places; a figure for more than one of them stays where the exhibit says so."""
    area_id = row.area.area_id
    return rows.within(area_id, places) or (declared.wider == "stay" and is_wider(rows, row, places))


def is_wider(rows: Rows, row: FactRow, places: Sequence[str]) -> bool:
    """Whether a figure is for an area, or a group of areas, that reaches beyond each of the places."""
    return row.area.level in ("country", "province", "group") and not rows.within(row.area.area_id, places)


def _given_by(rows: Rows, row: FactRow, places: Sequence[str], _declared: Declaration) -> bool:
    return row.counterpart is not None and rows.within(row.counterpart.area_id, places)


def _received_by(rows: Rows, row: FactRow, places: Sequence[str], _declared: Declaration) -> bool:
    return rows.within(row.area.area_id, places)


FACT_TESTS: Mapping[str, Test] = {
    "period": _in_period,
    "grade": _of_grade,
    "place": _at_place,
    "giver": _given_by,
    "receiver": _received_by,
}


def followed(declared: Declaration, asked: Iterable[Asked], columns: Iterable[str]) -> dict[str, Asked]:
    """The filters in force that an exhibit follows, by the column that each asks of its rows."""
    if declared.follows is None:
        return {one.on: one for one in asked if one.on in set(columns)}
    return {declared.follows[one.name]: one for one in asked if one.name in declared.follows}


def facts_left(
    declared: Declaration, rows: Rows, asked: Sequence[Asked], found: Iterable[FactRow]
) -> tuple[FactRow, ...]:
    """Of facts found those that the choices leave."""
    asking = followed(declared, asked, FACT_TESTS)
    tests = [(FACT_TESTS[column], one.choice) for column, one in asking.items()]
    left = (row for row in found if all(test(rows, row, choice, declared) for test, choice in tests))
    register = (declared.follows or {}).get("through")
    members = members_left(FOLLOWING, rows, asked, register) if register else ()
    if register is None or len(members) == len(rows.members(register)):
        return tuple(left)
    covered = _covered(rows, members)
    return tuple(row for row in left if row.area.area_id in covered)


def _covered(rows: Rows, members: Iterable[Member]) -> set[str]:
    """Members of a register, what they lie in, and the groups that any of it belongs to."""
    areas = {area for member in members for area in ancestry(rows.package, member.id)}
    groups = zip(rows.package.areas["area_id"], rows.package.areas["members"], strict=True)
    return areas | {group for group, members in groups if areas & set(members)}


def declared_facts(declared: OfFacts, rows: Rows) -> list[FactRow]:
    """The facts a declaration names, whatever is chosen."""
    found = rows.facts(declared.facts) if declared.facts else rows.facts(indicators=declared.indicators)
    return of_places(declared, rows, found)


def of_places(declared: OfPlaces, rows: Rows, found: list[FactRow]) -> list[FactRow]:
    """Of facts found those of the places that a declaration names."""
    if declared.area is not None:
        found = [row for row in found if row.area.area_id == rows.area(declared.area)]
    return [row for row in found if not declared.level or row.area.level in declared.level]


# Members of registers and cases -------------------------------------------------------------------------------


def register_columns(package: Package, register: str) -> tuple[str, ...]:
    """What a filter may ask of the members of a register."""
    declared = [one for one in package.site.registers if one.key == register]
    own = (column.key for one in declared for column in one.columns)
    return (*own, "province", "prefecture", "partner", "place", "grade", "text")


def members_left(
    declared: Declaration, rows: Rows, asked: Sequence[Asked], register: str
) -> tuple[Member, ...]:
    """Of the members of a register those that the choices leave."""
    asking = followed(declared, asked, register_columns(rows.package, register))
    return tuple(
        member
        for member in rows.members(register)
        if all(_member_stays(rows.package, member, column, one.choice) for column, one in asking.items())
    )


def _member_stays(package: Package, member: Member, column: str, choice: Any) -> bool:
    match column:
        case "text":
            return found(choice, _names(member))
        case "place":
            return not set(choice).isdisjoint(ancestry(package, member.id))
        case "grade":
            return best_grade(package, member) in GRADES[choice]
    value = member.value(column)
    if isinstance(choice, tuple):
        return value in choice
    return bool(value) and value[-4:] <= choice  # a year: up to and with it


def _names(member: Member) -> tuple[str, ...]:
    """What a member is found by."""
    areas = (member.area, *member.places, *(partner.area for partner in member.partners))
    named = (one for one in areas if one.level != "country")
    return tuple(name for one in named for name in (one.name_zh, one.name_en, one.pinyin))


def member_sources(member: Member, columns: Iterable[str] = ()) -> tuple[str, ...]:
    """Ids of the sources of a member, or of those columns of it."""
    wanted = [f"{column}_sources" for column in columns]
    cells = (cell for name, cell in member.cells.items() if name.endswith("_sources"))
    found_in = (member.cells.get(name, "") for name in wanted) if wanted else cells
    return tuple(dict.fromkeys(one for cell in found_in for one in split_list(cell)))


def best_grade(package: Package, member: Member) -> str:
    """The best of its sources'; the worst where it names none."""
    return min((package.source(one).grade for one in member_sources(member)), default="C")


FOLLOWING = Declaration(key="every", kind="every", name=Wording(zh="·"))  # follows every filter it can
CASE_COLUMNS = ("side", "theme", "place", "measure", "text")


def cases_left(declared: Declaration, rows: Rows, asked: Sequence[Asked]) -> tuple[CaseRow, ...]:
    """Of the cases those that the choices leave."""
    asking = followed(declared, asked, CASE_COLUMNS)
    return tuple(
        row
        for row in rows.cases()
        if all(_case_stays(rows, row, on, one.choice) for on, one in asking.items())
    )


def _case_stays(rows: Rows, row: CaseRow, column: str, choice: Any) -> bool:
    match column:
        case "side":
            return row.case.side in choice
        case "theme":
            return row.case.theme in choice
        case "place":
            return any(rows.within(place.area_id, choice) for place in row.places)
        case "measure":
            return not row.measures.isdisjoint(choice)
    case = row.case
    areas = (*row.places, *row.helpers)
    texts = (
        case.title_zh,
        case.title_en,
        case.pinyin,
        case.summary_zh,
        case.summary_en,
        case.place_zh,
        case.place_en,
    )
    return found(
        choice, (*texts, *(name for one in areas for name in (one.name_zh, one.name_en, one.pinyin)))
    )


# What is selected ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Selection(Generic[Row]):
    """The rows on show; `sources` are ids, first seen first, and `paragraphs` those of the source document."""

    rows: tuple[Row, ...]
    sources: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    register: str = ""  # the key of the register that its members are of

    def fact_ids(self) -> tuple[str, ...]:
        """The facts among the rows, and those of the cases among them."""
        return tuple(row.id for one in self.rows for row in _facts_of(one))

    def member_ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows if isinstance(row, Member))

    def reaches_beyond(self, package: Package, places: Sequence[str]) -> bool:
        """Whether all figures are for more than the places."""
        facts = [row for row in self.rows if isinstance(row, FactRow)]
        return bool(facts) and not any(
            set(places) & set(ancestry(package, row.area.area_id)) for row in facts
        )

    def same(self, other: "Selection[Any]") -> bool:
        """Whether the rows are the same ones."""
        return self.rows == other.rows


def _facts_of(row: object) -> Iterable[FactRow]:
    match row:
        case FactRow():
            return (row,)
        case CaseRow():
            return row.figures
    return ()


def sources_of(rows: Iterable[FactRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.source.source_id for row in rows))


def paragraphs_of(rows: Iterable[FactRow]) -> tuple[int, ...]:
    return tuple(sorted({row.fact.paragraph for row in rows if row.fact.paragraph is not None}))


def fact_columns(_declared: Declaration, _package: Package) -> Iterable[str]:
    """What a filter may ask of facts."""
    return FACT_TESTS


def of_facts(rows: Sequence[FactRow]) -> Selection[FactRow]:
    return Selection(rows=tuple(rows), sources=sources_of(rows), paragraphs=paragraphs_of(rows))
