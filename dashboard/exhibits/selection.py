"""Which rows the choices of a page leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.filters import found
from dashboard.exhibits.rows import CaseRow, FactRow, Member, Rows, ancestry
from dashboard.package.load import Package
from dashboard.package.model import split_list
from dashboard.package.site import Wording

GRADES: Mapping[str, tuple[str, ...]] = {"A": ("A",), "B": ("A", "B"), "C": ("A", "B", "C")}
NEVER = 9999  # the year of an end that is not stated

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
