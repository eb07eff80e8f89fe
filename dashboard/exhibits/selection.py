"""Which rows the choices of a page leave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.filters import found
from dashboard.exhibits.rows import CaseRow, FactRow, Member, Rows, ancestry
from dashboard.package.load import Package
from dashboard.package.model import Area, split_list
from dashboard.package.site import Wording

Row = TypeVar("Row")

# What each choice keeps; a document that nobody has published has no grade to be held against it.
GRADES: Mapping[str, tuple[str, ...]] = {"A": ("D", "A"), "B": ("D", "A", "B"), "C": ("D", "A", "B", "C")}


@dataclass(frozen=True)
class Asked:
    """One filter in force: its name, what it asks of a row, and what is chosen. One that `compares` narrows rows to
    places that stand side by side; `like` is the name of the filter that narrows to one or more of them."""

    name: str
    on: str
    choice: Any
    compares: bool = False
    like: str = ""


def places_chosen(asked: Iterable[Asked]) -> tuple[str, ...]:
    """The ids of the areas that filters narrow rows to."""
    return tuple(one for own in asked if own.on in PLACE_COLUMNS for one in own.choice)


PLACE_COLUMNS = ("province", "prefecture", "place")
FACT_COLUMNS = ("period", "grade", "place", "giver", "receiver")


def _fact_stays(declared: Declaration, rows: Rows, row: FactRow, column: str, choice: Any) -> bool:
    match column:
        case "period":
            # A fact without a stated year belongs to no narrower choice than all.
            first = row.first_day or row.last_day
            lasts = row.last_day is None or row.last_day.year >= choice[0]
            return first is not None and first.year <= choice[1] and lasts
        case "grade":
            return row.source.grade in GRADES[choice]
        case "giver":
            return row.counterpart is not None and rows.within(row.counterpart.area_id, choice)
        case "place" if declared.wider == "stay" and row.area.level in ("country", "province", "group"):
            return True  # a figure for more than one of the places
    return rows.within(row.area.area_id, choice)


Following = Sequence[tuple[str, Asked]]


def followed(declared: Declaration, asked: Iterable[Asked], columns: Iterable[str]) -> Following:
    """The filters in force that an exhibit follows, each with the column that it asks of its rows."""
    asked = [one for one in asked if declared.compares or not one.compares]
    if declared.follows is None:
        return [(one.on, one) for one in asked if one.on in set(columns)]
    return [
        (declared.follows[name], one) for one in asked if (name := one.like or one.name) in declared.follows
    ]


def comparison(following: Following) -> tuple[str, tuple[str, ...]]:
    """The column by which an exhibit compares, and the places that it compares; both empty where it does not."""
    return next(((column, one.choice) for column, one in following if one.compares), ("", ()))


def look_of(asked: Iterable[Asked], on: str) -> str:
    """What is chosen of how rows are drawn; empty where nothing is."""
    return next((one.choice for one in asked if one.on == on), "")


def _left(found: Iterable[Row], asking: Following, stays: Callable[[Row, str, Any], bool]) -> tuple[Row, ...]:
    """Of the rows found those that the choices leave."""
    return tuple(row for row in found if all(stays(row, column, one.choice) for column, one in asking))


def facts_left(
    declared: Declaration, rows: Rows, asked: Sequence[Asked], found: Iterable[FactRow]
) -> tuple[FactRow, ...]:
    """Of facts found those that the choices leave."""
    left = _left(found, followed(declared, asked, FACT_COLUMNS), partial(_fact_stays, declared, rows))
    register = (declared.follows or {}).get("through")
    members = members_left(FOLLOWING, rows, asked, register) if register else ()
    if register and len(members) < len(rows.members(register)):
        covered = _covered(rows, members)
        return tuple(row for row in left if row.area.area_id in covered)
    return left


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
    return (*own, "province", "prefecture", "partner", "place", "giver", "grade", "text")


def members_left(
    declared: Declaration, rows: Rows, asked: Sequence[Asked], register: str
) -> tuple[Member, ...]:
    """Of the members of a register those that the choices leave."""
    asking = followed(declared, asked, register_columns(rows.package, register))
    return _left(rows.members(register), asking, partial(_member_stays, rows))


def _member_stays(rows: Rows, member: Member, column: str, choice: Any) -> bool:
    match column:
        case "text":
            areas = (member.area, *member.places, *(partner.area for partner in member.partners))
            return found(choice, _names(one for one in areas if one.level != "country"))
        case "place" | "province":
            return rows.within(member.id, choice)
        case "giver":
            return any(rows.within(partner.area.area_id, choice) for partner in member.partners)
        case "grade":
            return best_grade(rows.package, member) in GRADES[choice]
    value = member.value(column)
    if isinstance(choice, tuple):
        return value in choice
    return bool(value) and value[-4:] <= choice  # a year: up to and with it


def _names(areas: Iterable[Area]) -> Iterator[str]:
    """What areas are found by."""
    return (name for one in areas for name in (one.name_zh, one.name_en, one.pinyin))


def member_sources(member: Member, columns: Iterable[str] = ()) -> tuple[str, ...]:
    """Ids of the sources of a member, or of those columns of it."""
    every = (name for name in member.cells if name.endswith("_sources"))
    names = [f"{column}_sources" for column in columns] or every
    return tuple(dict.fromkeys(one for name in names for one in split_list(member.cells.get(name, ""))))


def best_grade(package: Package, member: Member) -> str:
    """The best of its sources'."""
    return best_of(package, member_sources(member))


def best_of(package: Package, source_ids: Iterable[str]) -> str:
    """The best grade of some sources; the worst where there are none."""
    grades = (package.source(one).grade for one in source_ids)
    return min(grades, key=GRADES["C"].index, default="C")


FOLLOWING = Declaration(key="every", kind="every", name=Wording(zh="·"))  # follows every filter it can
CASE_COLUMNS = ("side", "theme", "place", "city", "province", "giver", "measure", "text")


def cases_left(declared: Declaration, rows: Rows, asked: Sequence[Asked]) -> tuple[CaseRow, ...]:
    """Of the cases those that the choices leave."""
    columns = (*CASE_COLUMNS, "case")  # one case is asked for by its page alone, and by no filter
    return _left(rows.cases(), followed(declared, asked, columns), partial(_case_stays, rows))


def _case_stays(rows: Rows, row: CaseRow, column: str, choice: Any) -> bool:
    case = row.case
    match column:
        case "case":
            return case.case_id in choice
        case "side":
            return case.side in choice
        case "theme":
            return case.theme in choice
        case "place" | "province":
            return any(rows.within(place.area_id, choice) for place in row.places)
        case "city":
            return any(rows.within(area.area_id, choice) for area in (*row.places, *row.helpers))
        case "giver":
            return any(rows.within(helper.area_id, choice) for helper in row.helpers)
        case "measure":
            return not row.measures.isdisjoint(choice)
    titles = (case.title_zh, case.title_en, case.pinyin, case.summary_zh, case.summary_en)
    return found(choice, (*titles, case.place_zh, case.place_en, *_names((*row.places, *row.helpers))))
