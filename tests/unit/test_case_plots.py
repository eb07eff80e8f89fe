"""The plots of the cases page: a place is drawn only where the document names one."""

import json

import pytest

from dashboard.charts.case_places import draw_case_map
from dashboard.charts.case_themes import draw_case_themes
from dashboard.package import Package
from dashboard.pages.cases import EXHIBITS, select_case_places, select_named_cases
from dashboard.words import LANGS, Lang


def marks(figure: object) -> list[str]:
    drawn = json.loads(json.dumps(figure, allow_nan=False))
    return [mark for trace in drawn["data"] for mark in trace.get("customdata", [])]


@pytest.mark.parametrize("lang", LANGS)
def test_every_case_has_a_mark_among_the_themes(package: Package, lang: Lang) -> None:
    plot = draw_case_themes(select_named_cases(package, {}), lang)
    assert sorted(marks(plot.figure)) == sorted(f"case:{one}" for one in package.cases["case_id"])


def test_the_height_reserved_is_that_of_all_themes(package: Package) -> None:
    reserved = {exhibit.key: exhibit.plot_height for exhibit in EXHIBITS}
    assert reserved["case-themes"] == draw_case_themes(select_named_cases(package, {}), "zh").height


def test_a_case_without_a_county_is_not_on_the_map(package: Package) -> None:
    drawn = marks(draw_case_map(select_case_places(package, {}), "en").figure)
    assert "case:chen-liqun-teaching" not in drawn
    assert drawn.count("case:lin-an-fuyang-ecommerce") == 2
    assert len(set(drawn)) == len(package.cases) - 1


def test_a_line_starts_only_at_a_county_that_is_named(package: Package) -> None:
    places = select_case_places(package, {})
    helped = set(places.loc[places["helper_id"].notna(), "case_id"])
    assert helped == {"qingchuan-tea", "nanjiang-water-bamboo", "pingchang-pepper"}


def test_no_case_lies_in_guizhou(package: Package) -> None:
    assert select_case_places(package, {"place": ("520000",)}).empty
