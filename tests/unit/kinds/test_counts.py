"""Counts: stated totals stay what they are, our own counts follow the filters, and what was not found stands apart."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from dashboard.exhibits.marks import Bar, Bracket, Plot
from dashboard.figures.computed import value_of
from dashboard.figures.words import LANGS, Lang, Ref
from dashboard.package.load import Package
from tests.unit.marked import bars, derived, facts, lengths, of_type, plot, refs, shown, table, words
from tests.unit.small import declared

SOME: tuple[Mapping[str, Any], ...] = (
    {},
    {"province": ("510000",)},
    {"province": ("510000", "220000"), "class": ("national",)},
    {"year": "2018", "city": ("330100",)},
    {"city": ("330100", "330200"), "year": "2019"},
    {"q": "阿坝"},
    {"class": ("unknown",)},
)
JILIN, GUIZHOU = {"province": ("220000",)}, {"province": ("520000",)}
under_filters = pytest.mark.parametrize("choices", SOME, ids=str)


def stated(chart: Plot) -> dict[str, float]:
    return {ref.id: length for ref, length in lengths(chart).items() if ref.kind == "fact"}


@under_filters
@pytest.mark.parametrize("key", ["county-classes", "delisting"])
def test_a_bar_is_as_long_as_the_figure_it_leads_to(
    package: Package, key: str, choices: Mapping[str, Any]
) -> None:
    """Under every filter: a proof that tells another number than the bar would be a false one."""
    for ref, length in lengths(plot(key, choices)).items():
        assert value_of(package, ref.id) == Decimal(length), ref


@under_filters
@pytest.mark.parametrize("key", ["county-classes", "delisting", "pairing-links"])
def test_a_figure_in_words_is_the_figure_it_leads_to(
    package: Package, key: str, choices: Mapping[str, Any]
) -> None:
    for cell in (cell for row in table(key, choices).rows for cell in row if cell.ref):
        assert cell.ref
        assert cell.text == str(value_of(package, cell.ref.id)), cell


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_subtracted_from_the_eighty(lang: Lang) -> None:
    """38 of 80 are stated; that 42 are left is not, and is not so."""
    for key in ("delisting", "county-classes", "county-waffle"):
        texts = [cell.text for row in table(key, lang=lang).rows for cell in row]
        chart = shown(key, lang=lang).chart
        texts += words(chart).split("\n") if isinstance(chart, Plot) else []
        assert not [text for text in texts if re.search(r"(?<!\d)42(?!\d)", text)]


# By a class ---------------------------------------------------------------------------------------------------


def test_stated_totals_do_not_follow_the_filters() -> None:
    every, few = plot("county-classes"), plot("county-classes", JILIN)
    assert sorted(stated(every).values()) == [2, 3, 5, 25, 72]
    assert stated(few) == stated(every)
    assert len(bars(few)) < len(bars(every))


def test_a_class_that_was_not_found_is_hatched_and_by_itself() -> None:
    found = {bar.of.ref.id: bar for bar in bars(plot("county-classes", JILIN)) if bar.of.ref}
    (unknown,) = [bar for one, bar in found.items() if "class=unknown" in one]
    assert (unknown.end, unknown.accent) == (8, "hatched")
    assert unknown.start == 4, "behind those of a class that is known"
    assert not [one for one, bar in found.items() if "class=national" in one and bar.accent == "hatched"]


def test_groups_keep_their_place_under_filters() -> None:
    axes = [plot("county-classes", choices).panels[-1].y for choices in ({}, JILIN)]
    assert axes[0].ticks == axes[1].ticks
    assert (axes[0].low, axes[0].high) == (axes[1].low, axes[1].high)


def test_without_stated_totals_the_counts_have_the_whole_room(small: Package) -> None:
    alone = declared(small, "counts").show({}, "en").chart
    assert isinstance(alone, Plot)
    assert [panel.room for panel in alone.panels] == [(0, 1)]
    total = {"value": "national", "fact": "helped-counties"}
    both = declared(small, "counts", stated=[total]).show({}, "en").chart
    assert isinstance(both, Plot)
    assert len(both.panels) == 2
    assert stated(both) == {"helped-counties": 12}


# By a year ----------------------------------------------------------------------------------------------------


def test_the_bracket_stands_only_over_all_members() -> None:
    every, few = plot("delisting"), plot("delisting", GUIZHOU)
    assert len(of_type(every, Bracket)) == 1
    assert {Ref("fact", "delisted-by-2018"), Ref("derived", "counties:by=2018")} <= refs(every)
    assert not of_type(few, Bracket)
    assert not facts(few)


def test_unknown_years_and_counties_never_poor_have_columns_of_their_own() -> None:
    found = {ref.id: length for ref, length in lengths(plot("delisting")).items()}
    assert found["counties:class=unknown;year=none"] == 4
    assert found["counties:class=none;year=none"] == 2
    assert found["counties:year=2018"] == 25
    assert sum(found.values()) == 80


def test_what_has_no_year_stands_apart_from_the_years() -> None:
    places: list[Any] = [bar.at for bar in bars(plot("delisting", lang="en"))]
    assert places == sorted(places)
    assert places[5] - places[4] > places[4] - places[3]


def test_years_keep_their_place_under_filters() -> None:
    every, few = (
        {bar.of.says.partition(":")[0]: bar.at for bar in bars(plot("delisting", one))} for one in ({}, JILIN)
    )
    assert few.items() <= every.items()


def test_the_table_of_years_keeps_the_stated_number_under_filters() -> None:
    last = table("delisting", JILIN).rows[-1]
    assert (last[1].text, last[1].ref) == ("38", Ref("fact", "delisted-by-2018"))


def test_a_year_or_earlier_stands_before_that_year(small: Package) -> None:
    chart = declared(small, "counts", by="delisted_year", split="").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert derived(chart) == {"counties:year=<=2018", "counties:class=none;year=none"}
    assert [tick.text for tick in chart.panels[0].x.ticks] == ["≤2018", "not\napplicable"]


@under_filters
@pytest.mark.parametrize("lang", LANGS)
def test_of_what_is_unknown_no_number_is_told(choices: Mapping[str, Any], lang: Lang) -> None:
    """None of some counties is named as in deep poverty: that they are none is not known."""
    told = [row[3].text for row in table("county-classes", choices, lang=lang).rows]
    assert told
    assert "0" not in told
    if not choices:
        assert ("未查明" if lang == "zh" else "not found") in told


def test_years_are_split_by_province_on_one_scale() -> None:
    chart = plot("delisting-provinces")
    assert [panel.x.written for panel in chart.panels] == [False, False, False, True]
    assert len({panel.y.high for panel in chart.panels}) == 1
    assert len({round(high - low, 9) for low, high in (panel.room for panel in chart.panels)}) == 1
    above, below = chart.panels[:2]
    assert above.room[0] - below.room[1] > 0.02, "a name stands off the axis above it"
    found = {ref.id: length for ref, length in lengths(chart).items()}
    assert found["counties:province=220000;year=2018"] == 2
    assert sum(found.values()) == 80
    one = plot("delisting-provinces", JILIN)
    assert [panel.x.written for panel in one.panels] == [True]
    assert [[cell.text for cell in row] for row in table("delisting-provinces", JILIN).rows] == [
        ["吉林省", "2018", "2"],
        ["吉林省", "2019", "2"],
        ["吉林省", "未查明", "4"],
    ]


def test_dates_are_counted_by_their_year() -> None:
    """By those on a list, since no count asks by a date."""
    found = {
        bar.of.says.split(": ")[0].split(" ")[-1]: bar.end
        for bar in bars(plot("delisting-approved", lang="en"))
    }
    assert (found["2018"], found["2019"], found["2020"]) == (10, 23, 32)
    assert sum(lengths(plot("delisting-approved")).values()) == 80
    assert all(ref.id.startswith("counties:among=") for ref in lengths(plot("delisting-approved")))


def test_words_stand_between_bars_and_numbers_within_them() -> None:
    """On a slide too, where a row is little higher than its type."""
    stated, own = (
        [mark for mark in panel.marks if isinstance(mark, Bar)] for panel in plot("county-classes", {}).panels
    )
    assert all(bar.thick < 0.4 for bar in stated)
    assert all(bar.thick >= 0.7 for bar in own if bar.label)
