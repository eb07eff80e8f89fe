"""The plots of the cases page: a place is drawn only where the document names one."""

import json

import pytest

from dashboard.charts.case_places import draw_case_map, draw_case_place
from dashboard.charts.case_themes import draw_case_themes
from dashboard.drawing import Plot
from dashboard.figures.words import LANGS, Lang
from dashboard.package.load import Package
from dashboard.pages.cases import EXHIBITS, select_case_places, select_named_cases


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


# The map of one case ------------------------------------------------------------------------------------------


def place_of(package: Package, case_id: str, lang: Lang = "zh") -> Plot:
    places = select_case_places(package, {})
    return draw_case_place(places[places["case_id"] == case_id], lang)


def drawn_lines(plot: Plot) -> int:
    traces = [trace for trace in plot.figure["data"] if trace.get("mode") == "lines"]
    return sum(trace["lon"].count(None) for trace in traces)


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_is_marked_at_each_of_its_places_and_nowhere_else(package: Package, lang: Lang) -> None:
    for case in package.cases.to_dict("records"):
        if case["place_ids"]:
            plot = place_of(package, case["case_id"], lang)
            assert marks(plot.figure) == [f"case:{case['case_id']}"] * len(case["place_ids"])


@pytest.mark.parametrize(
    ("case_id", "boundaries", "lines"),
    [
        ("pan-an-relocation", "zhejiang", 0),
        ("qingchuan-tea", "five-provinces", 1),
        ("yilong-carers", "five-provinces", 0),
    ],
)
def test_a_case_has_the_map_of_its_side_and_a_line_from_a_county_that_helps(
    package: Package, case_id: str, boundaries: str, lines: int
) -> None:
    plot = place_of(package, case_id)
    land = [trace["geojson"] for trace in plot.figure["data"] if trace["type"] == "choropleth"]
    assert land == [f"@asset:boundaries/{boundaries}.json"]
    assert drawn_lines(plot) == lines


@pytest.mark.parametrize("case_id", ["pan-an-relocation", "qingchuan-tea", "yilong-carers"])
def test_the_small_map_lays_out_the_map_its_traces_are_on(package: Package, case_id: str) -> None:
    """And hands out as many styles as it has traces to dress."""
    plot = place_of(package, case_id)
    used = {trace.get("geo", "geo") for trace in plot.figure["data"]}
    assert used == {key for key in plot.figure["layout"] if key.startswith("geo")}
    dressed = [trace for trace in plot.figure["data"] if trace["type"] == "scattergeo"]
    assert len(plot.figure["layout"]["template"]["data"]["scattergeo"]) == len(dressed)
