"""The traps of the data: for each, the rule that keeps its figures honest, on what the app draws from the real data."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.exhibits.charts import Cards, Waffle
from dashboard.exhibits.kinds.timeline import Timeline
from dashboard.exhibits.marks import Bar, Cell, Point, Run
from dashboard.exhibits.marks_map import Map, MapArea
from dashboard.exhibits.rows import fact_row
from dashboard.figures.computed import derive, figure_amount
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.package.load import Package
from dashboard.pages import case, frame
from dashboard.pages.proof import proof
from dashboard.render.figure import render
from dashboard.render.site import Site
from tests.pages import EXHIBITS, PAGES, exhibit
from tests.unit.marked import (
    ALL,
    all_cards,
    all_meanings,
    bars,
    cards,
    cells,
    derived,
    drawn,
    facts,
    gaps,
    lengths,
    of_type,
    pieces,
    plot,
    plots,
    points,
    rules,
    shown,
    table,
    to_scale,
    words,
)
from tests.unit.tree import classes, components, ref_of, text, with_class, with_id

POVERTY_LINE = {"poverty-line-cleared-2015", "poverty-line-cleared-again"}
TEXTILE_PARK = (
    "pingshan-area",
    "pingshan-investment",
    "pingshan-output",
    "pingshan-jobs",
    "pingshan-poor-jobs",
)
NOT_VALUES = ("nanjiang-mu", "yilong-pay")
DISAGREEING = {
    "aid": ("aid-hangzhou-enshi-2020-hbrb", "aid-hangzhou-enshi-2020-dskb"),
    "jobs": ("labour-hangzhou-2020-12", "labour-hangzhou-2020-10"),
}
OVER_TIME = ("series", "columns", "span", "timeline")  # kinds with an axis of time
FIRST_NEW_YEAR = 2014  # of the new definition of incomes

every_exhibit = pytest.mark.parametrize("key", EXHIBITS)
in_both_languages = pytest.mark.parametrize("lang", LANGS)


def page_text(site: Site, lang: Lang) -> str:
    """Everything the pages about the paired counties say, in their plots too."""
    pages = [page for page in PAGES if page.key in ("overview", "east-west")]
    said = [text(frame.body(page, site, "", lang)) for page in pages]
    own = {one.key for page in pages for one in page.exhibits}
    return "\n".join([*said, *(words(chart) for key, chart in plots(lang).items() if key in own)])


def computed_from(package: Package, *fact_ids: str) -> set[str]:
    rows = zip(package.computed["computed_id"], package.computed["inputs"], strict=True)
    return {one for one, inputs in rows if set(inputs) & set(fact_ids)}


@cache
def style_rules() -> tuple[tuple[str, str], ...]:
    """Selector and declarations of every rule of our style sheets."""
    folder = Path(__file__).parents[2] / "assets"
    sheets = "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.css")))
    plain = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    return tuple((names.strip(), body) for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain))


def selectors(declares: str) -> set[str]:
    found = (names for names, body in style_rules() if re.search(declares, body))
    return {name.strip() for names in found for name in names.split(",")}


# The traps, in the order of the table -------------------------------------------------------------------------


def test_two_counts_six_years_apart_are_two_columns_and_no_path(package: Package) -> None:
    chart = plot("low-income-population")
    assert to_scale(package, chart)["y0"] == {"low-income-population-2012", "low-income-population-2018"}
    columns = [(bar.at, bar.of.ref) for bar in bars(chart)]
    assert columns == [
        (2012, Ref("fact", "low-income-population-2012")),
        (2018, Ref("fact", "low-income-population-2018")),
    ]
    assert not of_type(chart, Run)
    (between,) = gaps(chart)
    assert between.why == "not_stated"
    assert isinstance(between.start, float)
    assert isinstance(between.end, float)
    assert 2012 < between.start < 2013 < 2017 < between.end < 2018
    changes = {"low-income-population-change", "low-income-population-change-percent"}
    assert derived(chart) == changes
    assert say("columns.not-stated", "zh") in words(chart)


def series_of(package: Package) -> dict[Any, str]:
    """Of each fact."""
    by_indicator = package.indicators.set_index("indicator_id")["series"]
    return package.facts.set_index("fact_id")["indicator_id"].map(by_indicator).to_dict()


@in_both_languages
def test_households_by_name_are_persons_by_count(site: Site, lang: Lang) -> None:
    unit, word = ("人", "农户") if lang == "zh" else ("persons", "households")
    (note,) = with_class(render(exhibit("low-income-population"), site, ALL, lang), "note")
    assert word in text(note)
    assert unit in text(note)
    for fact_id in ("low-income-population-2012", "low-income-population-2018"):
        fact = site.package.fact(fact_id)
        caution = fact.note_zh if lang == "zh" else fact.note_en
        assert fact.unit == "万人"
        assert word in caution
        assert unit in caution
        assert caution in text(proof(site, "fact", fact_id, lang))


def test_a_change_over_six_years_is_turned_into_no_yearly_rate(package: Package) -> None:
    changes = {"low-income-population-change", "low-income-population-change-percent"}
    assert computed_from(package, "low-income-population-2012", "low-income-population-2018") == changes
    assert not computed_from(package, *changes)


@in_both_languages
def test_the_poverty_line_and_a_mean_income_share_no_axis_and_no_ratio(package: Package, lang: Lang) -> None:
    incomes = {one for one, series in series_of(package).items() if series == "disposable-income"}
    for key, chart in plots(lang).items():
        for together in to_scale(package, chart).values():
            assert not (together & POVERTY_LINE and together & incomes), key
        for run in of_type(chart, Run):
            assert not {Ref("fact", one) for one in POVERTY_LINE} & {one.of.ref for one in run.points}, key
    assert not computed_from(package, *POVERTY_LINE)


def test_incomes_of_2018_share_an_axis_because_they_are_one_concept(package: Package) -> None:
    together = to_scale(package, plot("income-2018"))["x0"]
    rows = [fact_row(package, one) for one in together]
    assert sorted(row.value for row in rows) == [11086, 27302, 55574]
    assert {(row.indicator.series, row.year) for row in rows} == {("disposable-income", 2018)}


@pytest.mark.parametrize("key", ["income-series", "urban-rural-ratio"])
def test_incomes_before_and_after_2014_are_broken_apart(key: str) -> None:
    chart = plot(key)
    symbols: dict[bool, set[str]] = {True: set(), False: set()}
    for run in of_type(chart, Run):
        new = {point.x >= FIRST_NEW_YEAR for point in run.points}  # type: ignore[operator]
        assert len(new) == 1
        symbols[new.pop()] |= {point.symbol for point in run.points}
    assert symbols[True]
    assert symbols[False]
    assert not symbols[True] & symbols[False]
    assert [rule.x for rule in rules(chart, "break")] == [(FIRST_NEW_YEAR - 0.5,) * 2]


def test_growth_of_at_least_13_percent_has_no_base_and_is_not_back_cast(package: Package) -> None:
    assert not computed_from(package, "low-income-growth")
    own = package.facts[package.facts["indicator_id"] == "low-income-disposable-income"]
    assert set(own["period_end"].dt.year) == {2018, 2022, 2023}
    assert facts(plot("income-growth")) == {"low-income-growth"}
    for key, chart in plots().items():
        assert "low-income-growth" not in set().union(*to_scale(package, chart).values()), key


@in_both_languages
def test_of_38_of_80_no_remainder_is_told(site: Site, lang: Lang) -> None:
    # A fold may hold as many items.
    assert not re.search(r"(?<![\d.,共])(?<!of )42(?![\d.,])", page_text(site, lang))
    computed = site.package.computed
    compared = {one for inputs in computed.loc[computed["operation"] != "sum", "inputs"] for one in inputs}
    assert not {"paired-counties", "delisted-by-2018"} & compared
    assert "counties:class=none;year=none" in derived(plot("delisting")), "counties never poor stand apart"


@in_both_languages
def test_by_the_end_of_2018_means_the_assessment_year(site: Site, lang: Lang) -> None:
    told = text(proof(site, "fact", "delisted-by-2018", lang))
    assert ("考核年度" if lang == "zh" else "assessment year") in told
    assert "2019" in told, "most were announced in 2019"


def test_class_totals_are_stated_and_their_split_has_the_unknown_apart(package: Package) -> None:
    long = lengths(plot("county-classes"))
    assert {ref.id: length for ref, length in long.items() if ref.kind == "fact"} == {
        "national-counties": 72,
        "national-deep": 25,
        "provincial-counties": 3,
        "provincial-deep": 2,
        "non-poor-counties": 5,
    }
    split = {ref.id: length for ref, length in long.items() if ref.kind == "derived"}
    assert all("province=" in one and "class=" in one for one in split)
    assert sum(split.values()) == 80
    unknown = [length for one, length in split.items() if "class=unknown" in one]
    assert unknown == [int((package.registers["paired_counties"]["county_class"] == "unknown").sum())]


@pytest.mark.parametrize("key", ["relocation", "timeline"])
def test_relocation_is_one_span_and_never_divided(package: Package, key: str) -> None:
    (bar,) = [one for one in bars(plot(key)) if one.of.ref == Ref("fact", "relocation-2013-2019")]
    assert (bar.start, bar.end) == (date(2013, 1, 1), date(2020, 1, 1))
    assert bar.of.period == "cumulative"
    assert not to_scale(package, plot(key))
    assert not computed_from(package, "relocation-2013-2019")
    told = shown(key).table
    assert told
    assert "2013–2019年累计" in [cell.text for cell in cells(told)]


@in_both_languages
def test_the_textile_park_is_planned_wherever_it_stands(site: Site, lang: Lang) -> None:
    stands = [card for card in all_cards(lang) if card.ref.id in TEXTILE_PARK]
    assert {card.ref.id for card in stands} == set(TEXTILE_PARK)
    assert all("planned" in card.marks for card in stands)
    own = [
        cell for cell in cells(table("case-matrix", lang=lang)) if cell.ref and cell.ref.id in TEXTILE_PARK
    ]
    assert len(own) == len(TEXTILE_PARK)
    assert all("planned" in cell.marks for cell in own)
    page = with_class(case.body(site, "pingshan-textile", lang), "big")
    assert {ref.id for one in page if (ref := ref_of(one)) and "is-planned" in classes(one)} == set(
        TEXTILE_PARK
    )


@in_both_languages
@pytest.mark.parametrize("fact_id", NOT_VALUES)
def test_a_name_and_a_manner_of_speaking_are_no_values(package: Package, fact_id: str, lang: Lang) -> None:
    fact = package.fact(fact_id)
    assert (fact.value, fact.qualifier) == (None, "qualitative")
    stands = [card for card in all_cards(lang) if card.ref.id == fact_id]
    assert stands
    assert all("qualitative" in card.marks and not re.search(r"\d", str(card.amount)) for card in stands)
    assert not any(fact_id in facts(chart) for chart in plots(lang).values())
    measure = package.indicator(fact.indicator_id).measure
    stating = exhibit("case-cards").select({"stated": (measure,)}).rows
    assert fact.case_id not in {row.id for row in stating}


@in_both_languages
@pytest.mark.parametrize("province", ["220000", "420000"])
def test_no_case_by_county_in_two_provinces_is_said_in_words(site: Site, province: str, lang: Lang) -> None:
    (cases,) = [page for page in PAGES if page.key == "cases"]
    page = frame.body(cases, site, f"?place={province}", lang)
    names = ("贵州", "吉林", "湖北") if lang == "zh" else ("Guizhou", "Jilin", "Hubei")
    for key in ("case-cards", "case-map"):
        told = text(with_class(with_id(page, f"x-{key}"), "empty"))
        assert all(name in told for name in names), key
    assert not with_class(page, "case-card")


def test_taobao_villages_of_2020_stand_behind_a_break(package: Package) -> None:
    chart = plot("taobao-villages")
    assert not of_type(chart, Run)
    assert [rule.x for rule in rules(chart, "break")] == [(2019.5, 2019.5)]
    accents = {bar.at: bar.accent for bar in bars(chart)}
    assert accents.pop(2020) not in accents.values()
    series = series_of(package)
    assert series["taobao-2020"] != series["taobao-2019"]


def test_the_26_delisted_counties_have_no_place_in_time(package: Package) -> None:
    assert package.fact("key-counties-delisted").period_kind == "undated"
    declared = exhibit("timeline").declared
    assert isinstance(declared, Timeline)
    assert "key-counties-delisted" not in {item.fact for lane in declared.lanes for item in lane.items}
    undated = set(package.facts.loc[package.facts["period_kind"] == "undated", "fact_id"])
    for key, chart in plots().items():
        assert "key-counties-delisted" not in facts(chart), key
        if exhibit(key).declared.kind in OVER_TIME:
            assert not undated & facts(chart), key


@in_both_languages
def test_a_yearly_amount_without_a_year_says_both(site: Site, lang: Lang) -> None:
    fact_id = "changting-income"
    fact = site.package.fact(fact_id)
    assert fact.period_kind == "undated"
    page = with_class(case.body(site, str(fact.case_id), lang), "card-figure")
    (card,) = [one for one in page if any(ref_of(part) == Ref("fact", fact_id) for part in components(one))]
    assert say("period.undated", lang) in text(card)
    assert ("年" if lang == "zh" else "year") in text(with_class(card, "label")).lower()
    assert not any(fact_id in facts(chart) for chart in plots(lang).values())


def test_a_yearly_amount_without_a_year_leaves_with_a_choice_of_years() -> None:
    key, undated = "outsourced-processing", "outsourced-income"
    assert undated in shown(key).selection.fact_ids()
    for year in range(2009, 2022):
        assert undated not in shown(key, {"years": (year, year)}).selection.fact_ids()


def test_nine_months_never_stand_beside_whole_years(package: Package) -> None:
    series = series_of(package)
    for key, chart in plots().items():
        for together in to_scale(package, chart).values():
            nine_months = {one for one in together if series[one] == "income-q3"}
            assert nine_months in (set(), together), key


def test_city_incomes_are_drawn_for_nine_months(package: Package) -> None:
    (together,) = to_scale(package, plot("city-incomes")).values()
    rows = package.facts[package.facts["fact_id"].isin(together)]
    assert set(rows["period_end"].dt.month) == {9}


def test_years_without_a_figure_are_hatched_and_not_crossed() -> None:
    rural, urban = 0, 1
    chart = plot("income-series")
    hatched = {(cell.x, cell.y) for cell in of_type(chart, Cell) if cell.tone == "hatched"}
    assert hatched == {(2015, rural), (2016, rural), (2015, urban)}
    assert [(gap.start, gap.end, gap.why) for gap in gaps(chart)] == [(2014.5, 2015.5, "not_found")]
    for run in of_type(chart, Run):
        years = [point.x for point in run.points]
        assert years == [years[0] + number for number in range(len(years))]  # type: ignore[operator]


@in_both_languages
@pytest.mark.parametrize("fact_ids", DISAGREEING.values(), ids=DISAGREEING)
def test_sources_that_disagree_are_both_shown(
    package: Package, fact_ids: tuple[str, ...], lang: Lang
) -> None:
    chart = plot("aid-funds", lang=lang)
    every: list[Bar | Point] = [*bars(chart), *points(chart)]
    marks = [one for one in every if one.of.ref and one.of.ref.id in fact_ids]
    assert len(marks) == len(fact_ids), "a line each"
    assert len({mark.of.says.split(" · ")[0] for mark in marks}) == 1, "in one row"
    sources = {package.fact(one).source_id for one in fact_ids}
    assert len(sources) == len(fact_ids)


def test_overlapping_periods_are_never_added(package: Package) -> None:
    aid = plot("aid-funds")
    assert not computed_from(package, *facts(aid))
    assert not derived(aid)


@in_both_languages
def test_deep_poverty_not_named_is_unknown_and_never_no(package: Package, lang: Lang) -> None:
    assert derive(package, "deep-sum").value == Decimal(27)
    deep = package.site.register("paired_counties").column("deep_poverty")
    yes, unknown = (value.name.pick(lang) for value in deep.values)
    assert [value.key for value in deep.values] == ["yes", "unknown"]
    told = [row[3].text for row in table("county-table", lang=lang).rows]
    assert sum(one.startswith(yes) for one in told) == 25
    assert told.count(unknown) == 80 - 25
    waffle = drawn("county-waffle", lang=lang)
    assert isinstance(waffle, Waffle)
    assert sum(cell.dotted for group in waffle.groups for cell in group.cells) == 25


@in_both_languages
def test_three_hundred_carers_found_work_and_were_not_just_trained(site: Site, lang: Lang) -> None:
    found, trained = (("就业", "工作"), "培训") if lang == "zh" else (("work", "jobs"), "train")
    fact = site.package.fact("yilong-employed")
    stands = [card for card in all_cards(lang) if card.ref.id == "yilong-employed"]
    assert stands
    statement = fact.statement_zh if lang == "zh" else fact.statement_en
    for said in (statement, *(card.label for card in stands)):
        assert any(word in said for word in found)
        assert trained not in said
    remark = text(with_class(case.body(site, "yilong-carers", lang), "remark"))
    assert trained in remark, "the page says in words that this is not the number trained"


def test_mountain_sea_funds_in_place_and_investment_completed_are_no_series(package: Package) -> None:
    early, late = "mountain-sea-2014-funds", "mountain-sea-2023-investment"
    series = series_of(package)
    assert series[early] != series[late]
    chart = drawn("mountain-sea")
    assert isinstance(chart, Cards)
    groups = [{card.ref.id for card in group.cards} for group in chart.groups]
    assert any(early in group for group in groups)
    assert any(late in group for group in groups)
    assert not any({early, late} <= group for group in groups)
    assert not any({early, late} & facts(one) for one in plots().values())


# The marks ----------------------------------------------------------------------------------------------------


@in_both_languages
@every_exhibit
def test_planned_figures_are_hollow_and_dashed(package: Package, key: str, lang: Lang) -> None:
    """So is what is allocated, which is called by its own name."""
    status = dict(zip(package.facts["fact_id"], package.facts["status"], strict=True))
    planned = {fact for fact, one in status.items() if one != "actual"}
    chart = drawn(key, lang=lang)
    for card in cards(chart):
        assert ("planned" in card.marks) == (card.ref.id in planned)
        assert card.status == ("" if card.ref.id not in planned else status[card.ref.id])
    for meaning in meanings_of(key, lang):
        if meaning.ref and meaning.ref.kind == "fact":
            assert meaning.planned == (meaning.ref.id in planned)


def meanings_of(key: str, lang: Lang = "zh") -> Iterator[Any]:
    chart = plots(lang).get(key)
    return all_meanings(chart) if chart else iter(())


def test_every_planned_figure_is_on_show(package: Package) -> None:
    planned = set(package.facts.loc[package.facts["status"] == "planned", "fact_id"])
    assert planned <= {card.ref.id for card in all_cards()}.union(*map(facts, plots().values()))


def test_the_planned_mark_is_a_dashed_frame_without_a_fill() -> None:
    rules = [body for names, body in style_rules() if names == ".is-planned"]
    assert rules
    assert all("dashed" in body and "background" not in body for body in rules)


@in_both_languages
@every_exhibit
def test_a_lower_bound_has_an_open_end(package: Package, key: str, lang: Lang) -> None:
    open_ended = package.facts["qualifier"].isin(["at_least", "more_than"])
    bounds = set(package.facts.loc[open_ended, "fact_id"])
    for card in cards(drawn(key, lang=lang)):
        assert bool({"at_least", "more_than"} & set(card.marks)) == (card.ref.id in bounds)
    pointed = [one for one in meanings_of(key, lang) if one.open_end == "pointed"]
    assert {one.ref.id for one in pointed} == {
        one.ref.id for one in meanings_of(key, lang) if one.ref and one.ref.id in bounds
    }


def test_an_open_end_is_drawn_in_cards_too() -> None:
    pointed = selectors(r'content:\s*"(\\2060)?▸"')
    assert {".fig.is-at_least::after", ".fig.is-more_than::after"} <= pointed


def test_about_has_a_faded_end_in_cards_too() -> None:
    faded = selectors(r"linear-gradient\(90deg, (var\(--accent\)|var\(--ink\) 45%), transparent\)")
    assert {".fig.is-about:not(.is-planned)::after", ".fig.is-planned.is-about::before"} <= faded


def test_a_dashed_frame_means_planned_and_nothing_else() -> None:
    dashed = selectors(r"border[^;]*:[^;]*dashed")
    assert dashed
    assert all("planned" in name for name in dashed)


@in_both_languages
@every_exhibit
def test_computed_figures_are_underlined_with_dots(package: Package, key: str, lang: Lang) -> None:
    """What leads to a computed figure says so, and its number is dotted where it stands in words."""
    for meaning in meanings_of(key, lang):
        if meaning.ref and meaning.ref.kind in ("fact", "derived"):
            assert meaning.computed == (meaning.ref.kind == "derived"), meaning
    chart = plots(lang).get(key)
    dotted = " ".join(piece.text for piece in pieces(chart) if piece.computed) if chart else ""
    for one in derived(chart) if chart else ():
        assert figure_amount(package, Ref("derived", one), lang).number in dotted, one


def test_computed_figures_in_sentences_and_tables_are_dotted() -> None:
    assert ".fig[data-derived]" in selectors(r"text-decoration-style:\s*dotted")


@every_exhibit
def test_hatching_means_not_stated_or_unknown(package: Package, key: str) -> None:
    """Bars and areas of the unknown class or year, cells and gaps that lead to no figure."""
    chart: object = drawn(key)
    counties = package.registers["paired_counties"]
    if isinstance(chart, Map):
        unknown = set(counties.loc[counties["county_class"] == "unknown", "area_id"])
        areas = [mark for mark in chart.marks() if isinstance(mark, MapArea)]
        assert {area.area_id for area in areas if area.accent == "hatched"} <= unknown
    for mark in plots()[key].marks() if key in plots() else ():
        if isinstance(mark, Bar) and mark.accent == "hatched":
            assert mark.of.ref
            among = mark.of.ref.id.removeprefix("counties:among=").split("+")
            undated = set(counties.loc[counties["delisted_approved"].isna(), "area_id"])
            assert "class=unknown" in mark.of.ref.id or set(among) <= undated
        if isinstance(mark, Cell) and mark.tone == "hatched":
            assert mark.of.ref is None


def test_the_style_sheet_hatches_nothing_else() -> None:
    assert selectors(r"repeating-linear-gradient") == {":root"}
    assert selectors(r"var\(--hatching\)") == {
        ".swatch-not_stated",
        ".swatch-not_found",
        ".carded > tbody > tr > .not-stated::after",
        ".fill-hatched",
        ".not-stated",
    }


@every_exhibit
def test_dots_mean_deep_poverty(package: Package, key: str) -> None:
    counties = package.registers["paired_counties"]
    deep = set(counties.loc[counties["deep_poverty"] == "yes", "area_id"])
    chart: object = drawn(key)
    if isinstance(chart, Waffle):
        assert {cell.ref.id for group in chart.groups for cell in group.cells if cell.dotted} == deep
    if isinstance(chart, Map):
        areas = [mark for mark in chart.marks() if isinstance(mark, MapArea)]
        assert {area.area_id for area in areas if area.dotted} <= deep
    for bar in bars(plots()[key]) if key in plots() else ():
        stated = bar.of.ref in {Ref("fact", "national-deep"), Ref("fact", "provincial-deep")}
        assert bar.dotted == stated


def test_the_style_sheet_dots_nothing_else() -> None:
    assert selectors(r"radial-gradient") == {".swatch-dotted", ".cell.dotted"}
