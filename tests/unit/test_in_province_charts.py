"""The in-province page draws what is stated, where it is stated, and nothing in between."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from dashboard.charts.population import COLUMN
from dashboard.charts.series import FIRST_NEW_YEAR
from dashboard.drawing import Cards, Passages, Plot, Table
from dashboard.exhibit import Shown, show
from dashboard.figures.amounts import figure_text
from dashboard.figures.words import LANGS, Lang, Ref
from dashboard.package.load import Package
from dashboard.pages.in_province import EXHIBITS, INCOME_LINES, series_of

EXHIBIT = {exhibit.key: exhibit for exhibit in EXHIBITS}
LISHUI, ZHOUSHAN = "331100", "330900"
ALL: Mapping[str, Any] = {}
SOME: tuple[Mapping[str, Any], ...] = (
    ALL,
    {"city": (LISHUI,)},
    {"city": (ZHOUSHAN,), "years": (2013, 2017)},
    {"city": ()},
    {"grade": "A"},
    {"grade": "B", "years": (2018, 2018)},
    {"years": (2003, 2003)},
    {"years": (2012, 2013)},
)


def shown(package: Package, key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Shown:
    return show(EXHIBIT[key], package, choices, lang)


def plot_of(package: Package, key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Plot:
    drawing = shown(package, key, choices, lang).drawing
    assert isinstance(drawing, Plot)
    return drawing


def table_of(package: Package, key: str, choices: Mapping[str, Any] = ALL) -> Table:
    drawing = shown(package, key, choices).drawing
    assert isinstance(drawing, Table)
    return drawing


def cards_of(package: Package, key: str, choices: Mapping[str, Any] = ALL) -> Cards:
    drawing = shown(package, key, choices).drawing
    assert isinstance(drawing, Cards)
    return drawing


def traces(plot: Plot, kind: str) -> list[Mapping[str, Any]]:
    return [trace for trace in plot.figure["data"] if trace["type"] == kind]


def marks(plot: Plot) -> Iterator[Ref]:
    for trace in plot.figure["data"]:
        for mark in trace.get("customdata", []):
            kind, _, ref_id = mark.partition(":")
            yield Ref("fact" if kind == "fact" else "derived", ref_id)


def facts(plot: Plot) -> set[str]:
    return {ref.id for ref in marks(plot) if ref.kind == "fact"}


def hatched(plot: Plot) -> list[Mapping[str, Any]]:
    return [trace for trace in traces(plot, "bar") if "pattern" in trace["marker"]]


def texts(plot: Plot) -> str:
    return " ".join(note["text"] for note in plot.figure["layout"]["annotations"])


def days(milliseconds: float) -> timedelta:
    return timedelta(milliseconds=milliseconds)


# Every exhibit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.key)
def test_marks_lead_somewhere_and_plots_are_plain_json(
    package: Package, exhibit: Any, choices: Mapping[str, Any], lang: Lang
) -> None:
    drawing = shown(package, exhibit.key, choices, lang).drawing
    if not isinstance(drawing, Plot):
        return
    assert json.dumps([drawing.figure, drawing.narrow], allow_nan=False)
    assert list(marks(drawing))
    assert all(figure_text(package, ref, lang) for ref in marks(drawing))


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.key)
def test_the_height_kept_free_is_the_height_drawn(package: Package, exhibit: Any) -> None:
    drawing = shown(package, exhibit.key).drawing
    assert exhibit.plot_height == (drawing.height if isinstance(drawing, Plot) else None)


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.key)
def test_an_undated_figure_stands_on_no_axis(package: Package, exhibit: Any) -> None:
    drawing = shown(package, exhibit.key).drawing
    undated = package.facts.loc[package.facts["period_kind"] == "undated", "fact_id"]
    if isinstance(drawing, Plot):
        assert facts(drawing).isdisjoint(undated)


# Population ---------------------------------------------------------------------------------------------------


def test_population_is_two_columns_at_their_dates_and_no_line(package: Package) -> None:
    plot = plot_of(package, "low-income-population")
    columns = next(trace for trace in traces(plot, "bar") if "customdata" in trace)
    assert columns["x"] == ["2012-12-31", "2018-12-31"]
    assert columns["y"] == [317.49, 101.4]
    assert plot.figure["layout"]["yaxis"]["range"][0] == 0
    assert {trace["mode"] for trace in traces(plot, "scatter")} == {"markers"}


def test_the_hatch_between_touches_neither_column_and_suggests_no_path(package: Package) -> None:
    (block,) = hatched(plot_of(package, "low-income-population"))
    assert block["y"] == [101.4]
    middle, half = date.fromisoformat(block["x"][0]), days(block["width"][0]) / 2
    assert date(2012, 12, 31) + COLUMN / 2 < middle - half
    assert middle + half < date(2018, 12, 31) - COLUMN / 2
    assert "customdata" not in block


def test_a_change_needs_both_counts(package: Package) -> None:
    both, one = (
        plot_of(package, "low-income-population", choices) for choices in (ALL, {"years": (2018, 2018)})
    )
    assert "216.09" in texts(both)
    assert "68.06" in texts(both)
    assert {ref.kind for ref in marks(one)} == {"fact"}
    assert not hatched(one)
    assert "216.09" not in texts(one)


# Incomes ------------------------------------------------------------------------------------------------------


def test_incomes_on_one_axis_are_one_concept_of_one_year(package: Package) -> None:
    plot = plot_of(package, "income-2018")
    rows = package.facts[package.facts["fact_id"].isin(facts(plot))]
    assert len(rows) == 3
    assert set(rows["series"]) == {"disposable-income"}
    assert set(rows["year_end"]) == {2018}
    assert plot.figure["layout"]["xaxis"]["range"][0] == 0


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.key)
def test_the_poverty_line_stands_alone(package: Package, exhibit: Any) -> None:
    drawing = shown(package, exhibit.key).drawing
    if isinstance(drawing, Plot) and "poverty-line-cleared-2015" in facts(drawing):
        assert facts(drawing) == {"poverty-line-cleared-2015"}


@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("key", ["income-series", "urban-rural-ratio"])
def test_no_line_crosses_a_gap_or_the_change_of_definition(
    package: Package, key: str, choices: Mapping[str, Any]
) -> None:
    drawing = shown(package, key, choices).drawing
    if not isinstance(drawing, Plot):
        return
    for run in traces(drawing, "scatter"):
        if "lines" not in run["mode"]:
            continue
        first, last = run["x"][0], run["x"][-1]
        assert run["x"] == list(range(first, last + 1))
        assert last < FIRST_NEW_YEAR or first >= FIRST_NEW_YEAR
        assert run["marker"]["symbol"] == ("square" if last < FIRST_NEW_YEAR else "circle")


def test_the_break_is_drawn_where_both_sides_are_on_show(package: Package) -> None:
    def breaks(choices: Mapping[str, Any]) -> list[float]:
        shapes = plot_of(package, "income-series", choices).figure["layout"]["shapes"]
        return [shape["x0"] for shape in shapes if shape["type"] == "line" and shape.get("yref") == "paper"]

    assert breaks(ALL) == [2013.5]
    assert breaks({"years": (2014, 2020)}) == []


def test_hatched_is_what_was_not_found_not_what_a_filter_hides(package: Package) -> None:
    missing = {(2015, "rural"), (2016, "rural"), (2012, "urban"), (2015, "urban")}
    for choices in (ALL, {"grade": "A"}):
        frame = series_of(INCOME_LINES)(package, choices)
        assert frame["not_found"].iloc[0] == missing
    (year,) = hatched(plot_of(package, "income-series"))
    assert year["x"] == [2015]


def test_each_year_and_line_has_one_cell(package: Package) -> None:
    shapes = plot_of(package, "income-series").figure["layout"]["shapes"]
    cells = [(shape["xanchor"], shape["yanchor"]) for shape in shapes if shape["type"] == "rect"]
    assert sorted(cells) == [(year, line) for year in range(2011, 2021) for line in (0, 1)]


@pytest.mark.parametrize("city", [None, (LISHUI,), (LISHUI, "330800")])
def test_city_incomes_are_of_nine_months_only(package: Package, city: tuple[str, ...] | None) -> None:
    plot = plot_of(package, "city-incomes", {"city": city})
    rows = package.facts[package.facts["fact_id"].isin(facts(plot))]
    assert set(rows["series"]) == {"income-q3"}
    assert len(rows) == 2 * (len(city) if city else 11)
    assert set(rows["area_id"]) == set(city or rows["area_id"])


# Spans --------------------------------------------------------------------------------------------------------


def bar_path(plot: Plot) -> str:
    paths = [str(shape["path"]) for shape in plot.figure["layout"]["shapes"] if shape["type"] == "path"]
    return paths[0]


def test_a_span_covers_its_period_and_nothing_more(package: Package) -> None:
    assert {"2013-01-01", "2020-01-01"} == dates_in(bar_path(plot_of(package, "relocation")))
    assert {"2015-01-01", "2016-01-01"} == dates_in(bar_path(plot_of(package, "poverty-line-cleared")))


def dates_in(path: str) -> set[str]:
    return {part.split(",")[0] for part in path.split() if "," in part}


def test_growth_has_an_open_end_and_no_base(package: Package) -> None:
    plot = plot_of(package, "income-growth")
    tip = [part for part in bar_path(plot).split() if part.endswith(",0.5")]
    assert len(tip) == 1
    assert facts(plot) == {"low-income-growth"}
    assert "11,086" not in texts(plot)


# Areas --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("city", "count"), [(None, 29), ((LISHUI,), 9), (("330700", "330800"), 10)])
def test_the_areas_table_has_one_row_an_area(
    package: Package, city: tuple[str, ...] | None, count: int
) -> None:
    table = table_of(package, "areas-table", {"city": city})
    assert table.html_id == "areas-table"
    assert len({row[0].text for row in table.rows}) == len(table.rows) == count


def test_the_list_of_26_says_it_is_inferred(package: Package) -> None:
    rows = table_of(package, "areas-table").rows
    assert sum("推断" in row[3].text for row in rows) == 26


def test_the_map_fills_26_and_outlines_three(package: Package) -> None:
    plot = plot_of(package, "supported-areas")
    areas = [trace for trace in traces(plot, "choropleth") if "customdata" in trace]
    assert [len(trace["locations"]) for trace in areas] == [26, 3]
    assert [trace["marker"]["line"]["color"] for trace in areas] == ["@page", "@teal"]
    assert len(plot.figure["layout"]["template"]["data"]["scattergeo"]) == len(traces(plot, "scattergeo"))


def test_counts_by_city_tell_shown_from_all(package: Package) -> None:
    rows = table_of(package, "areas-by-city").rows
    assert sum(int(row[1].text) for row in rows) == 29
    narrowed = table_of(package, "areas-by-city", {"city": (LISHUI, "330700")}).rows
    assert [row[1].text for row in narrowed] == ["9", "2", "2/3"]


def test_every_case_of_the_province_stands_in_a_line_of_work(package: Package) -> None:
    drawing = shown(package, "lines-of-work").drawing
    assert isinstance(drawing, Passages)
    linked = {link.href.removeprefix("/cases/") for item in drawing.items for link in item.links}
    own = package.cases.loc[package.cases["side"] == "in-province", "case_id"]
    assert linked == set(own)


# Cooperation and villages -------------------------------------------------------------------------------------


def test_mountain_sea_keeps_its_dates_apart(package: Package) -> None:
    groups = [{card.ref.id for card in group.cards} for group in cards_of(package, "mountain-sea").groups]
    funds = next(group for group in groups if "mountain-sea-2014-funds" in group)
    assert "mountain-sea-2023-investment" not in funds
    for group in groups:
        rows = package.facts[package.facts["fact_id"].isin(group)]
        assert rows["period_end"].nunique() == 1


def test_taobao_columns_show_the_lower_bound_and_the_stricter_definition(package: Package) -> None:
    layout = plot_of(package, "taobao-villages").figure["layout"]
    columns = [shape for shape in layout["shapes"] if shape["type"] == "path"]
    pointed = ["2019,1500.0" in shape["path"] for shape in columns if is_pointed(shape["path"])]
    assert pointed == [True]
    fills = [shape["fillcolor"] for shape in columns]
    assert len(set(fills[:-1])) == 1
    assert fills[-1] != fills[0]
    assert [shape["x0"] for shape in layout["shapes"] if shape["line"].get("dash") == "dash"] == [2019.5]
    assert layout["yaxis"]["range"][0] == 0


def is_pointed(path: str) -> bool:
    return len({part.split(",")[1] for part in path.split() if "," in part and not part.endswith(",0")}) > 1


def test_taobao_places_follow_the_city_and_invent_no_zero(package: Package) -> None:
    one = plot_of(package, "taobao-places", {"city": (LISHUI,), "years": (2014, 2014)})
    assert facts(one) == {f"taobao-2014-{LISHUI}"}
    assert shown(package, "taobao-places", {"city": (ZHOUSHAN,)}).drawing is None


def test_the_undated_processing_figure_stands_apart_and_leaves_with_the_years(package: Package) -> None:
    first, *others = cards_of(package, "outsourced-processing").groups
    assert [card.ref.id for card in first.cards] == ["outsourced-income"]
    assert all(card.ref.id != "outsourced-income" for group in others for card in group.cards)
    narrowed = cards_of(package, "outsourced-processing", {"years": (2009, 2010)})
    assert "outsourced-income" not in {card.ref.id for group in narrowed.groups for card in group.cards}


def test_processing_of_another_city_leaves_and_the_province_stays(package: Package) -> None:
    groups = cards_of(package, "outsourced-processing", {"city": (LISHUI,)}).groups
    ids = {card.ref.id for group in groups for card in group.cards}
    assert "outsourced-2021-fees-lishui" in ids
    assert "outsourced-2009-workers" in ids
    assert "outsourced-2016-fees-panan" not in ids
