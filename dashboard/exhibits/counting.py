"""The ids of counts: of a register's members on show, as the filters in force tell them from the others."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.rows import Member
from dashboard.exhibits.selection import Asked, followed, register_columns
from dashboard.figures.counts import SEPARATOR, count_id
from dashboard.figures.words import Ref
from dashboard.package.load import Package
from dashboard.package.site import Register

Scope = Mapping[str, str]  # criteria of a count, by their refs


def count_ref(register: Register, scope: Scope, **criteria: str) -> Ref:
    """The count of those members in a scope that meet criteria too (`class_` stands for the criterion `class`)."""
    return Ref("derived", count_id(register.ref, **{**scope, **criteria}))


def scope_of(
    declared: Declaration, package: Package, asked: Iterable[Asked], register: str, left: Sequence[Member]
) -> Scope:
    """The criteria that tell the members left from all: a filter with one value is one of them; where a choice is not
    to be told by one value, the members themselves are listed. Empty where no filter is in force."""
    asking = followed(declared, asked, register_columns(package, register))
    criteria: dict[str, str] = {}
    for column, one in asking.items():
        criterion = _criterion(package, package.site.register(register), column, one)
        if criterion is None:
            return {"among": SEPARATOR.join(sorted(member.id for member in left))}
        criteria |= [criterion]
    return criteria


def _criterion(package: Package, register: Register, column: str, asked: Asked) -> tuple[str, str] | None:
    """A filter as a criterion with its value; None where it has several values, or none that is counted by."""
    if isinstance(asked.choice, str):
        year = next((one for one in register.columns if one.key == column and one.type == "year"), None)
        return (year.up_to.ref, asked.choice) if year else None
    if len(asked.choice) != 1:
        return None
    (value,) = asked.choice
    ref = _ref(package, register, column, value)
    return (ref, value) if ref else None


def _ref(package: Package, register: Register, column: str, value: str) -> str:
    """The criterion that a value of a column stands for; empty where there is none."""
    at_home = register.of == "home"
    match column:
        case "place":
            return "city" if at_home and package.area(value).level == "city" else ""
        case "partner":
            return "partner" if at_home else "city"
        case "province":
            return "province"
        case "prefecture":
            return "city" if at_home else "prefecture"
    declared = next((one for one in register.columns if one.key == column), None)
    return declared.ref if declared and declared.criteria() else ""
