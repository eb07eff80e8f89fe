"""The east–west page tells stated totals from our own counts, and never takes what was not found for a no."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from dashboard.charts import geo, links
from dashboard.charts.classes import draw_classes
from dashboard.charts.counties import PROVINCES, draw_county_table, draw_waffle
from dashboard.charts.delisting import draw_delisting, table_delisting
from dashboard.charts.funds import GROUPS, draw_funds
from dashboard.drawing import Cards, Cell, Plot, Table, Waffle
from dashboard.exhibit import show
from dashboard.figures.amounts import figure_amount
from dashboard.figures.cite import value_of
from dashboard.figures.words import LANGS, Lang, Ref
from dashboard.package.load import Package
from dashboard.pages.east_west import EXHIBITS, PAGE, select_funds

EXHIBIT = {exhibit.key: exhibit for exhibit in EXHIBITS}
ALL: Mapping[str, Any] = {}
SOME: tuple[Mapping[str, Any], ...] = (
    ALL,
    {"province": ("510000",)},
    {"province": ("510000", "220000"), "class": ("national",)},
    {"year": "2018", "city": ("330100",)},
    {"city": ("330100", "330200"), "year": "2019"},
    {"q": "阿坝"},
    {"class": ("unknown",)},
)


def plot_of(package: Package, key: str, choices: Mapping[str, Any], lang: Lang = "zh") -> Plot:
    drawing = show(EXHIBIT[key], package, choices, lang).drawing
    assert isinstance(drawing, Plot)
    return drawing


def marks(plot: Plot) -> Iterator[str]:
    for trace in plot.figure["data"]:
        yield from (mark for mark in trace.get("customdata", []) if mark is not None)


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from numbers(part)


def written(plot: Plot) -> list[str]:
    """What a plot says in words."""
    texts = [text for trace in plot.figure["data"] for text in trace.get("text", [])]
    hovers = [trace.get("hovertemplate", "") for trace in plot.figure["data"]]
    return [*texts, *hovers, *(note["text"] for note in plot.figure["layout"].get("annotations", []))]


def bars(plot: Plot) -> dict[str, float]:
    """The length of every bar by what it leads to."""
    traces = [trace for trace in plot.figure["data"] if trace["type"] == "bar"]
    return {
        trace["customdata"][0]: trace["x" if trace.get("orientation") == "h" else "y"][0] for trace in traces
    }


# Marks --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("key", ["county-classes", "delisting", "pairing-map"])
def test_marks_lead_somewhere_and_plots_are_plain_json(
    package: Package, key: str, choices: Mapping[str, Any]
) -> None:
    for lang in LANGS:
        plot = plot_of(package, key, choices, lang)
        json.dumps(plot.figure, allow_nan=False)
        assert not any(math.isnan(number) for number in numbers(plot.figure))
        found = list(marks(plot))
        assert found
        for mark in found:
            kind, _, ref_id = mark.partition(":")
            if kind == "county":
                assert package.county(ref_id)
            else:
                assert figure_amount(package, Ref("fact" if kind == "fact" else "derived", ref_id), lang)


@pytest.mark.parametrize("choices", SOME, ids=str)
@pytest.mark.parametrize("key", ["county-classes", "delisting"])
def test_a_bar_is_as_long_as_the_figure_it_leads_to(
    package: Package, key: str, choices: Mapping[str, Any]
) -> None:
    """Under every filter: a proof that tells another number than the bar would be a false one."""
    for mark, length in bars(plot_of(package, key, choices)).items():
        assert value_of(package, mark.partition(":")[2]) == Decimal(length), mark


@pytest.mark.parametrize("choices", SOME, ids=str)
def test_a_figure_in_words_is_the_figure_it_leads_to(package: Package, choices: Mapping[str, Any]) -> None:
    for key in ("county-classes", "delisting", "pairing-links"):
        shown = show(EXHIBIT[key], package, choices, "zh")
        table = shown.table or shown.drawing
        assert isinstance(table, Table)
        for cell in (cell for row in table.rows for cell in row if cell.ref):
            assert cell.ref
            assert cell.text == str(value_of(package, cell.ref.id)), cell


# Totals and classes -------------------------------------------------------------------------------------------


def test_stated_totals_do_not_follow_the_filters(package: Package) -> None:
    every, few = (bars(plot_of(package, "county-classes", one)) for one in (ALL, {"province": ("220000",)}))
    stated = {mark: length for mark, length in every.items() if mark.startswith("fact:")}
    assert sorted(stated.values()) == [2, 3, 5, 25, 72]
    assert {mark: length for mark, length in few.items() if mark.startswith("fact:")} == stated
    assert len(few) < len(every)


def test_a_class_that_was_not_found_is_hatched_and_by_itself(package: Package) -> None:
    plot = plot_of(package, "county-classes", {"province": ("220000",)})
    unknown = [
        trace for trace in plot.figure["data"] if "class=unknown" in str(trace.get("customdata", [""])[0])
    ]
    assert [trace["x"] for trace in unknown] == [[4]]
    assert unknown[0]["marker"]["pattern"]["shape"] == "/"
    known = [trace for trace in plot.figure["data"] if "class=national" in str(trace["customdata"][0])]
    assert all("pattern" not in trace["marker"] for trace in known)


def test_the_waffle_has_a_cell_for_every_county_in_the_order_of_the_provinces(package: Package) -> None:
    waffle = show(EXHIBIT["county-waffle"], package, ALL, "zh").drawing
    assert isinstance(waffle, Waffle)
    assert [len(group.cells) for group in waffle.groups] == [40, 24, 8, 8]
    cells = [cell for group in waffle.groups for cell in group.cells]
    assert sum(cell.dotted for cell in cells) == 15
    assert sum(cell.look == "unknown" for cell in cells) == 4
    titles = [run for group in waffle.groups for run in group.title if not isinstance(run, str)]
    assert [run.ref for run in titles] == [Ref("fact", fact_id) for fact_id in PROVINCES.values()]


def test_a_filtered_waffle_tells_what_is_on_show_from_what_is_stated(package: Package) -> None:
    waffle = show(EXHIBIT["county-waffle"], package, {"class": ("provincial",)}, "zh").drawing
    assert isinstance(waffle, Waffle)
    (group,) = waffle.groups
    shown, stated = (run for run in group.title if not isinstance(run, str))
    assert (shown.text, shown.ref.kind) == ("2个", "derived")
    assert (stated.text, stated.ref) == ("40个", Ref("fact", "paired-sichuan"))


# Delisting ----------------------------------------------------------------------------------------------------


def test_the_bracket_stands_only_over_all_counties(package: Package) -> None:
    every = plot_of(package, "delisting", ALL)
    assert every.figure["layout"]["shapes"]
    assert {"fact:delisted-by-2018", "derived:counties:by=2018"} <= set(marks(every))
    few = plot_of(package, "delisting", {"province": ("520000",)})
    assert not few.figure["layout"]["shapes"]
    assert "fact:delisted-by-2018" not in set(marks(few))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_subtracted_from_the_eighty(package: Package, lang: Lang) -> None:
    """38 of 80 are stated; that 42 are left is not, and is not so."""
    for key in ("delisting", "county-classes", "county-waffle"):
        shown = show(EXHIBIT[key], package, ALL, lang)
        assert shown.table
        texts = [cell.text for row in shown.table.rows for cell in row]
        texts += written(shown.drawing) if isinstance(shown.drawing, Plot) else []
        assert not [text for text in texts if re.search(r"(?<!\d)42(?!\d)", text)]


def test_unknown_years_and_counties_never_poor_have_columns_of_their_own(package: Package) -> None:
    lengths = bars(plot_of(package, "delisting", ALL))
    assert lengths["derived:counties:class=unknown;year=none"] == 4
    assert lengths["derived:counties:class=none;year=none"] == 2
    assert lengths["derived:counties:year=<=2018"] == 2
    assert sum(lengths.values()) == 80


def test_the_table_of_years_keeps_the_stated_number_under_filters(package: Package) -> None:
    frame = EXHIBIT["delisting"].select(package, {"province": ("220000",)})
    last: tuple[Cell, ...] = table_delisting(frame, "zh").rows[-1]
    assert (last[1].text, last[1].ref) == ("38", Ref("fact", "delisted-by-2018"))


# Links --------------------------------------------------------------------------------------------------------


def test_counties_without_a_known_city_have_no_line_and_say_so(package: Package) -> None:
    frame = package.paired_counties
    missing = frame[frame["partner_city_id"].isna()]
    assert len(missing) == 9
    assert not {(row["prefecture_id"], None) for row in missing.to_dict("records")} & set(
        links.pairings(frame.to_dict("records"))
    )
    rows = links.draw_links(frame, "zh").rows
    assert sum(int(row[3].text) for row in rows) == 80
    assert sum(int(row[3].text) for row in rows if row[2].text == "未查到") == 9


def test_every_pairing_has_one_curved_line(package: Package) -> None:
    plot = links.draw_relation_map(package.paired_counties, "zh")
    lines = [trace for trace in plot.figure["data"] if trace.get("mode") == "lines"]
    pens = [trace["lon"].count(None) for trace in lines]
    assert len(links.pairings(package.paired_counties.to_dict("records"))) in pens
    curve = geo.curve((120.0, 30.0), (104.0, 32.0))
    assert len(curve) == geo.CURVE_POINTS
    assert curve[0] == (120.0, 30.0)
    assert curve[-1] == (104.0, 32.0)
    assert max(lat for _, lat in curve) > 32.0


def test_every_place_on_the_map_is_known(package: Package) -> None:
    frame = package.paired_counties
    assert set(frame["partner_city_id"].dropna()) <= set(geo.places()["cities"]) & set(links.CITY_LABELS)
    assert set(frame["prefecture_id"]) == set(links.PREFECTURE_LABELS)
    assert set(frame["prefecture_id"]) <= set(geo.places()["prefectures"])


def test_unknown_is_hatched_and_named_deep_poverty_is_dotted(package: Package) -> None:
    plot = plot_of(package, "pairing-map", {"province": ("220000",)})
    (unknown,) = [
        trace
        for trace in plot.figure["data"]
        if trace["type"] == "choropleth"
        and len(trace["locations"]) == 4
        and trace["colorscale"][0][1] == "@hatch-ground"
    ]
    assert unknown["customdata"] == [f"county:22240{number}" for number in (1, 2, 3, 4)]
    assert geo.texture("hatch", unknown["locations"])
    deep = package.paired_counties.loc[package.paired_counties["deep_poverty"] == "yes", "area_id"]
    assert all(geo.texture("dots", [area_id]) for area_id in deep)


def test_styles_of_a_map_match_its_traces_in_number(package: Package) -> None:
    """Plotly hands styles of a template out by position; one too few would dress every trace after it wrongly."""
    for plot in (
        links.draw_relation_map(package.paired_counties, "en"),
        links.draw_pairing_map(package.paired_counties, "en"),
    ):
        traces = sum(trace["type"] == "scattergeo" for trace in plot.figure["data"])
        for layout in (plot.figure["layout"], plot.narrow):
            assert len(layout["template"]["data"]["scattergeo"]) == traces


# Funds --------------------------------------------------------------------------------------------------------


def test_sources_that_disagree_stand_side_by_side(package: Package) -> None:
    cards = draw_funds(select_funds(package, ALL), "zh")
    groups = {group.title: [str(card.amount) for card in group.cards] for group in cards.groups}
    (enshi,) = [amounts for title, amounts in groups.items() if title.startswith("杭州对恩施")]
    assert enshi[:2] == ["12亿元", "10.9亿元"]
    (jobs,) = [amounts for title, amounts in groups.items() if title.startswith("到浙江就业")]
    assert jobs[:2] == ["10,506名", "1.2万人"]


def test_no_card_is_a_sum(package: Package) -> None:
    cards = show(EXHIBIT["aid-funds"], package, ALL, "en").drawing
    assert isinstance(cards, Cards)
    found = [card for group in cards.groups for card in group.cards]
    assert len(found) == sum(map(len, GROUPS.values()))
    assert {card.ref.kind for card in found} == {"fact"}
    assert all(card.grade and card.detail for card in found)
    assert sum("planned" in card.marks for card in found) == 4


def test_funds_follow_the_places_and_the_giver(package: Package) -> None:
    hubei = set(select_funds(package, {"province": ("420000",)})["fact_id"])
    assert {"aid-2018", "aid-hangzhou-enshi-2019", "aid-hangzhou-2019"} <= hubei
    assert not {"aid-sichuan-2016-2020", "aid-hangzhou-qiandongnan-2019"} & hubei
    ningbo = select_funds(package, {"city": ("330200",)})
    assert set(ningbo["counterpart_id"]) == {"330200"}
    jiaxing = select_funds(package, {"city": ("330400",)})
    assert list(jiaxing["fact_id"]) == ["aid-haiyan-pingshan-2017-2018"]


# Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_county_table_says_unknown_in_words(package: Package, lang: Lang) -> None:
    table = draw_county_table(package.paired_counties, lang)
    assert len(table.rows) == 80
    assert all(cell.text for row in table.rows for cell in row)
    negatives = {"no", "否", "不是"}
    assert not negatives & {cell.text for row in table.rows for cell in row}
    for row in table.rows:
        assert row[0].ref == row[4].ref
        assert row[0].ref
        assert row[0].ref.kind == "county"


def test_no_filter_leaves_an_empty_frame_unexplained(package: Package) -> None:
    for key, exhibit in EXHIBIT.items():
        shown = show(exhibit, package, {"province": ("220000",), "class": ("provincial",)}, "zh")
        assert shown.drawing is None, key


def test_a_page_counts_what_it_shows(package: Package) -> None:
    class HasPackage:
        def __init__(self) -> None:
            self.package = package

    assert PAGE.count
    assert PAGE.count(HasPackage(), {"province": ("220000",)}) == {"shown": 8, "all": 80}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "lang", "short"),
    [
        ("黔东南苗族侗族自治州", "zh", "黔东南"),
        ("木里藏族自治县", "zh", "木里"),
        ("理县", "zh", "理县"),
        ("金口河区", "zh", "金口河"),
        ("Barkam (Ma'erkang) City", "en", "Barkam"),
        ("Ngawa (Aba) Tibetan and Qiang Autonomous Prefecture", "en", "Ngawa"),
        ("Li County (Lixian)", "en", "Li County"),
        ("Hangzhou City", "en", "Hangzhou"),
    ],
)
def test_short_names(name: str, lang: Lang, short: str) -> None:
    assert geo.short_name(name, lang) == short


def test_columns_of_a_waffle_fit_side_by_side(package: Package) -> None:
    for lang, most in (("zh", 20), ("en", 16)):
        for choices in SOME:
            frame = EXHIBIT["county-waffle"].select(package, choices)
            waffle = draw_waffle(frame, "zh" if lang == "zh" else "en")
            assert sum(group.columns for group in waffle.groups) <= most


def test_provinces_keep_their_place_in_the_split(package: Package) -> None:
    frames = [EXHIBIT["county-classes"].select(package, one) for one in (ALL, {"province": ("220000",)})]
    axes = [draw_classes(frame, "zh").figure["layout"]["yaxis2"] for frame in frames]
    assert axes[0] == axes[1]


def test_delisting_takes_the_years_apart_from_what_has_none(package: Package) -> None:
    frame = EXHIBIT["delisting"].select(package, ALL)
    places = [trace["x"][0] for trace in draw_delisting(frame, "en").figure["data"] if trace["type"] == "bar"]
    assert places == sorted(places)
    assert places[6] - places[5] > places[5] - places[4]
