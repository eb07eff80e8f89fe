"""The ids of counts under filters name the same rows as the choices leave."""

from typing import Any

import pytest

from dashboard.exhibits.kinds.register import Listed
from dashboard.exhibits.members import Scope, count_ref
from dashboard.exhibits.rows import Rows
from dashboard.exhibits.selection import Asked
from dashboard.figures.computed import derive
from dashboard.package.load import Package

REGISTER = "paired_counties"


def scope(package: Package, *asked: Asked, register: str = REGISTER) -> tuple[Scope, list[str]]:
    """What tells the members of an exhibit that follows every filter, and their ids."""
    keys = {"key": "every", "kind": "register", "name": {"zh": "·", "en": "·"}, "register": register}
    declared = Listed.model_validate(keys)
    selection = declared.select(Rows(package, declared.needs()), asked)
    return selection.scope, list(selection.member_ids())


def test_without_filters_the_count_is_of_the_whole_register(package: Package) -> None:
    assert scope(package)[0] == {}
    register = package.site.register(REGISTER)
    assert count_ref(register, {}).id == "counties:"
    assert count_ref(register, {}, class_="national").id == "counties:class=national"


@pytest.mark.parametrize(
    ("name", "on", "choice", "criteria"),
    [
        ("province", "province", ("220000",), {"province": "220000"}),
        ("class", "county_class", ("national",), {"class": "national"}),
        ("city", "partner", ("330100",), {"city": "330100"}),
        ("year", "delisted_year", "2018", {"by": "2018"}),
    ],
)
def test_one_value_is_a_criterion(
    package: Package, name: str, on: str, choice: Any, criteria: dict[str, str]
) -> None:
    assert scope(package, Asked(name, on, choice))[0] == criteria


@pytest.mark.parametrize(
    "asked",
    [
        Asked("province", "province", ("220000", "420000")),
        Asked("q", "text", "yanbian"),
        Asked("grade", "grade", "A"),
    ],
)
def test_any_other_choice_lists_the_members(package: Package, asked: Asked) -> None:
    criteria, left = scope(package, asked)
    assert criteria == {"among": "+".join(sorted(left))}


@pytest.mark.parametrize(
    "asked",
    [
        (Asked("province", "province", ("510000",)), Asked("year", "delisted_year", "2018")),
        (Asked("class", "county_class", ("national", "none")),),
    ],
)
def test_the_count_counts_the_members_left(package: Package, asked: tuple[Asked, ...]) -> None:
    criteria, left = scope(package, *asked)
    counted = derive(package, count_ref(package.site.register(REGISTER), criteria).id)
    assert sorted(counted.inputs) == sorted(left)


def test_at_home_a_place_is_a_city(package: Package) -> None:
    asked = Asked("city", "place", ("331100",))
    assert scope(package, asked, register="supported_areas")[0] == {"city": "331100"}
