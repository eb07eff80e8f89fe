"""What filters offer, from the rows."""

from typing import Any

from dashboard.exhibits.filters import Filter
from dashboard.exhibits.options import filters_of
from dashboard.package.load import Package
from dashboard.package.site import Wording
from dashboard.package.story import FilterDeclaration, PageDeclaration
from tests.pages import EXHIBITING
from tests.unit.small import declared

OFFERED = {(page.key, item.name): item for page in EXHIBITING for item in page.filters}


def offered(
    package: Package, *kinds: str, register: str = "", counts: str = "", **keys: Any
) -> Filter | None:
    """The one filter of a page with exhibits of these kinds; None where it is left out."""
    written = {"name": "one", "label": {"zh": "一", "en": "One"}, **keys}
    page = PageDeclaration(
        path="/x",
        name=Wording(zh="页"),
        title=Wording(zh="页"),
        register=register,
        counts=counts,
        filter=(FilterDeclaration.model_validate(written),),
    )
    exhibits = [declared(package, kind).declared for kind in kinds]
    found = filters_of(package, page, exhibits)
    return found[0] if found else None


def values(item: Filter | None) -> list[str]:
    assert item is not None
    return list(item.values)


def test_values_of_a_column_stand_in_declared_order() -> None:
    assert list(OFFERED["east-west", "class"].values) == ["national", "provincial", "none", "unknown"]


def test_areas_stand_by_how_many_members_lie_in_them() -> None:
    assert list(OFFERED["east-west", "province"].values) == ["510000", "520000", "420000", "220000"]


def test_a_value_that_no_row_has_is_not_offered(small: Package) -> None:
    item = offered(small, register="paired_counties", kind="many", on="county_class")
    assert values(item) == ["national", "none"], "none is unknown"


def test_a_filter_without_two_options_is_left_out(small: Package) -> None:
    for keys in ({"on": "partner"}, {"on": "province"}, {"on": "nothing"}):
        assert offered(small, register="paired_counties", kind="many", **keys) is None, keys
    assert offered(small, register="nothing", kind="many", on="county_class") is None
    assert offered(small, kind="range", on="period") is None, "no exhibit has a year"


def test_years_run_from_the_first_to_the_last_of_the_rows(small: Package) -> None:
    item = offered(small, "columns", "series", kind="range", on="period")
    assert values(item) == [str(year) for year in range(2010, 2016)]


def test_a_filter_of_one_value_begins_with_all(small: Package) -> None:
    assert values(offered(small, kind="one", on="grade")) == ["all", "B", "A"]
    years = OFFERED["east-west", "year"]
    assert years.values[0] == "all"
    assert years.options[1].label.pick("en") == "Delisted by 2016"


def test_places_are_the_cities_of_the_home(small: Package) -> None:
    assert values(offered(small, kind="many", on="place")) == ["110100", "110200"]


def test_places_of_cases_are_cities_with_a_case_and_receiving_provinces(small: Package) -> None:
    item = offered(small, "cases", counts="cases", kind="many", on="place")
    assert values(item) == ["110100", "120000"]
    assert item is not None
    assert "110101" in item.also, "a county of a case is valid too"


def test_sides_themes_and_measures_of_cases(small: Package) -> None:
    assert values(offered(small, "cases", counts="cases", kind="many", on="side")) == [
        "in-province",
        "east-west",
    ]
    assert offered(small, "cases", counts="cases", kind="many", on="theme") is None, "there is but one"
    assert list(OFFERED["cases", "stated"].values) == ["money", "people", "area", "output"]


def test_topics_are_those_of_the_exhibits() -> None:
    topics = {
        topic
        for page in EXHIBITING
        if page.key == "in-province"
        for one in page.exhibits
        for topic in one.declared.topic
    }
    assert set(OFFERED["in-province", "topic"].values) == topics


def test_a_search_needs_no_options(small: Package) -> None:
    item = offered(small, kind="text", hint={"zh": "找", "en": "find"})
    assert item is not None
    assert (item.values, item.on, item.hint.pick("en")) == ((), "text", "find")
