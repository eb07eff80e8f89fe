"""The traps of the data: for each, the rule that keeps its figures honest, on what the app draws from the real data."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import geo
from dashboard.charts.series import FIRST_NEW_YEAR
from dashboard.drawing import Card, Cards, CaseCards, Cell, Drawing, Plot, Table, Waffle
from dashboard.exhibit import Exhibit, Site, render, show
from dashboard.figures.amounts import figure_amount
from dashboard.figures.cite import derive
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.package.load import Package
from dashboard.pages import case, cases, frame
from dashboard.pages.contents import PAGES
from dashboard.pages.in_province import INCOME_LINES, series_of
from dashboard.pages.overview import LANES
from dashboard.pages.proof import proof
from tests.unit.tree import classes, components, ref_of, text, with_class, with_id

EXHIBITS = {exhibit.key: exhibit for page in PAGES for exhibit in page.exhibits}
POVERTY_LINE = {"poverty-line-cleared-2015", "poverty-line-cleared-again"}
TEXTILE_PARK = (
    "pingshan-area",
    "pingshan-investment",
    "pingshan-output",
    "pingshan-jobs",
    "pingshan-poor-jobs",
)
NOT_VALUES = ("nanjiang-mu", "yilong-pay")
YEARLY_WITHOUT_A_YEAR = ("outsourced-income", "changting-income")
DISAGREEING = {
    "aid": ("aid-hangzhou-enshi-2020-hbrb", "aid-hangzhou-enshi-2020-dskb"),
    "jobs": ("labour-hangzhou-2020-12", "labour-hangzhou-2020-10"),
}
ALL: Mapping[str, Any] = {}

every_exhibit = pytest.mark.parametrize("exhibit", EXHIBITS.values(), ids=EXHIBITS)
in_both_languages = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def drawn(package: Package, key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Drawing | None:
    return show(EXHIBITS[key], package, choices, lang).drawing


def plot(package: Package, key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Plot:
    drawing = drawn(package, key, choices, lang)
    assert isinstance(drawing, Plot)
    return drawing


def plots(package: Package, lang: Lang = "zh") -> dict[str, Plot]:
    found = {key: drawn(package, key, lang=lang) for key in EXHIBITS}
    return {key: drawing for key, drawing in found.items() if isinstance(drawing, Plot)}


def marks(drawing: Plot) -> Iterator[tuple[Mapping[str, Any], int, str]]:
    """Every mark that can be chosen: its trace, its place there, and what it leads to."""
    for trace in drawing.figure["data"]:
        for place, mark in enumerate(trace.get("customdata", [])):
            if mark is not None:
                yield trace, place, mark


def facts(drawing: Plot) -> set[str]:
    return {mark.removeprefix("fact:") for _, _, mark in marks(drawing) if mark.startswith("fact:")}


def to_scale(package: Package, drawing: Plot) -> dict[str, set[str]]:
    """The facts whose value is a length or a height, by axis."""
    axes: dict[str, set[str]] = {}
    for trace, place, mark in marks(drawing):
        kind, _, fact_id = mark.partition(":")
        value = package.fact(fact_id).value if kind == "fact" else None
        for letter in "xy":
            at = trace.get(letter, [None] * (place + 1))[place]
            if value is not None and isinstance(at, int | float) and at == float(value):
                axes.setdefault(str(trace.get(f"{letter}axis", letter)), set()).add(fact_id)
    return axes


def shapes(drawing: Plot) -> list[Mapping[str, Any]]:
    return list(drawing.figure["layout"].get("shapes", []))


def outlines(drawing: Plot) -> list[str]:
    return [shape["path"] for shape in shapes(drawing) if shape["type"] == "path"]


def corners(path: str) -> list[tuple[str, float]]:
    pairs = [part.split(",") for part in path.split() if "," in part]
    return [(x, float(y)) for x, y in pairs]


def lines(drawing: Plot) -> list[Mapping[str, Any]]:
    return [trace for trace in drawing.figure["data"] if "lines" in trace.get("mode", "")]


def hatched(trace: Mapping[str, Any]) -> bool:
    return bool(trace.get("marker", {}).get("pattern", {}).get("shape") == "/")


def labels(drawing: Plot) -> str:
    return " ".join(note["text"] for note in drawing.figure["layout"].get("annotations", []))


def cards(drawing: Drawing | None) -> list[Card]:
    if isinstance(drawing, Cards):
        return [card for group in drawing.groups for card in group.cards]
    if isinstance(drawing, CaseCards):
        return [card for group in drawing.groups for one in group.cases for card in one.cards]
    return []


def all_cards(package: Package, lang: Lang = "zh") -> list[Card]:
    return [card for key in EXHIBITS for card in cards(drawn(package, key, lang=lang))]


def cells(drawing: Drawing | None) -> list[Cell]:
    if not isinstance(drawing, Table):
        return []
    return [part for row in drawing.rows for cell in row for part in (cell, *cell.parts)]


def page_text(site: Site, lang: Lang) -> str:
    """Everything the pages about the paired counties say, in their plots too."""
    pages = [page for page in PAGES if page.key in ("overview", "east-west")]
    said = [text(frame.body(page, site, "", lang)) for page in pages]
    own = {exhibit.key for page in pages for exhibit in page.exhibits}
    for drawing in (drawing for key, drawing in plots(site.package, lang).items() if key in own):
        said += [labels(drawing), *(one for trace in drawing.figure["data"] for one in trace.get("text", []))]
    return "\n".join(said)


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
    drawing = plot(package, "low-income-population")
    assert to_scale(package, drawing)["y"] == {"low-income-population-2012", "low-income-population-2018"}
    columns = [(t["x"][place], mark) for t, place, mark in marks(drawing) if mark.startswith("fact:")]
    assert columns == [
        ("2012-12-31", "fact:low-income-population-2012"),
        ("2018-12-31", "fact:low-income-population-2018"),
    ]
    assert not lines(drawing)
    (between,) = [trace for trace in drawing.figure["data"] if hatched(trace)]
    assert "2012-12-31" < between["x"][0] < "2018-12-31"
    assert {mark for _, _, mark in marks(drawing) if mark.startswith("derived:")} == {
        "derived:low-income-population-change",
        "derived:low-income-population-change-percent",
    }
    assert say("population.between", "zh") in labels(drawing)


@in_both_languages
def test_households_by_name_are_persons_by_count(site: Site, lang: Lang) -> None:
    unit, word = ("人", "农户") if lang == "zh" else ("persons", "households")
    exhibit = EXHIBITS["low-income-population"]
    (note,) = with_class(render(exhibit, site, ALL, lang), "note")
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
    incomes = set(package.facts.loc[package.facts["series"] == "disposable-income", "fact_id"])
    for key, drawing in plots(package, lang).items():
        for together in to_scale(package, drawing).values():
            assert not (together & POVERTY_LINE and together & incomes), key
        for line in lines(drawing):
            assert not {f"fact:{one}" for one in POVERTY_LINE} & set(line.get("customdata", [])), key
    assert not computed_from(package, *POVERTY_LINE)


def test_incomes_of_2018_share_an_axis_because_they_are_one_concept(package: Package) -> None:
    together = to_scale(package, plot(package, "income-2018"))["x"]
    rows = package.facts[package.facts["fact_id"].isin(together)]
    assert sorted(rows["value"]) == [11086, 27302, 55574]
    assert set(rows["series"]) == {"disposable-income"}
    assert set(rows["year_end"]) == {2018}


@pytest.mark.parametrize("key", ["income-series", "urban-rural-ratio"])
def test_incomes_before_and_after_2014_are_broken_apart(package: Package, key: str) -> None:
    drawing = plot(package, key)
    for run in lines(drawing):
        assert max(run["x"]) < FIRST_NEW_YEAR or min(run["x"]) >= FIRST_NEW_YEAR
    symbols = {run["x"][0] < FIRST_NEW_YEAR: run["marker"]["symbol"] for run in lines(drawing)}
    assert symbols[True] != symbols[False]
    breaks = [one["x0"] for one in shapes(drawing) if one.get("yref") == "paper" and one["type"] == "line"]
    assert breaks == [FIRST_NEW_YEAR - 0.5]


def test_growth_of_at_least_13_percent_has_no_base_and_is_not_back_cast(package: Package) -> None:
    assert not computed_from(package, "low-income-growth")
    own = package.facts[package.facts["indicator_id"] == "low-income-disposable-income"]
    assert set(own["fact_id"]) == {"low-income-income-2018"}
    assert facts(plot(package, "income-growth")) == {"low-income-growth"}
    for key, drawing in plots(package).items():
        assert "low-income-growth" not in set().union(*to_scale(package, drawing).values()), key


@in_both_languages
def test_of_38_of_80_no_remainder_is_told(site: Site, lang: Lang) -> None:
    assert not re.search(r"(?<![\d.,])42(?![\d.,])", page_text(site, lang))
    computed = site.package.computed
    compared = {one for inputs in computed.loc[computed["operation"] != "sum", "inputs"] for one in inputs}
    assert not {"paired-counties", "delisted-by-2018"} & compared
    never_poor = "derived:counties:class=none;year=none"
    assert never_poor in {mark for _, _, mark in marks(plot(site.package, "delisting"))}


@in_both_languages
def test_by_the_end_of_2018_means_the_assessment_year(site: Site, lang: Lang) -> None:
    told = text(proof(site, "fact", "delisted-by-2018", lang))
    assert ("考核年度" if lang == "zh" else "assessment year") in told
    assert "2019" in told, "most were announced in 2019"


def test_class_totals_are_stated_and_their_split_has_the_unknown_apart(package: Package) -> None:
    drawing = plot(package, "county-classes")
    stated = {mark.removeprefix("fact:"): t["x"][0] for t, _, mark in marks(drawing) if mark[:5] == "fact:"}
    assert stated == {
        "national-counties": 72,
        "national-deep": 25,
        "provincial-counties": 3,
        "provincial-deep": 2,
        "non-poor-counties": 5,
    }
    split = [(t, mark) for t, _, mark in marks(drawing) if mark.startswith("derived:")]
    assert all("province=" in mark and "class=" in mark for _, mark in split)
    assert sum(trace["x"][0] for trace, _ in split) == 80
    unknown = [trace["x"][0] for trace, mark in split if "class=unknown" in mark]
    assert unknown == [int((package.paired_counties["county_class"] == "unknown").sum())]
    assert all(package.paired_counties["class_evidence"] != "")


@pytest.mark.parametrize(("key", "axis_of_dates"), [("relocation", "x"), ("timeline", "x")])
def test_relocation_is_one_span_and_never_divided(package: Package, key: str, axis_of_dates: str) -> None:
    drawing = plot(package, key)
    assert any({x for x, _ in corners(path)} == {"2013-01-01", "2020-01-01"} for path in outlines(drawing))
    assert axis_of_dates not in to_scale(package, drawing)
    assert not computed_from(package, "relocation-2013-2019")
    told = [cell.text for cell in cells(show(EXHIBITS[key], package, ALL, "zh").table)]
    assert "2013–2019年累计" in told


@in_both_languages
def test_the_textile_park_is_planned_wherever_it_stands(site: Site, lang: Lang) -> None:
    shown = [card for card in all_cards(site.package, lang) if card.ref.id in TEXTILE_PARK]
    assert {card.ref.id for card in shown} == set(TEXTILE_PARK)
    assert all("planned" in card.marks for card in shown)
    matrix = [cell for cell in cells(drawn(site.package, "case-matrix", lang=lang)) if cell.ref]
    own = [cell for cell in matrix if cell.ref and cell.ref.id in TEXTILE_PARK]
    assert len(own) == len(TEXTILE_PARK)
    assert all("is-planned" in cell.look.split() for cell in own)
    page = with_class(case.body(site, "pingshan-textile", lang), "big")
    assert {ref.id for one in page if (ref := ref_of(one)) and "is-planned" in classes(one)} == set(
        TEXTILE_PARK
    )


@in_both_languages
@pytest.mark.parametrize("fact_id", NOT_VALUES)
def test_a_name_and_a_manner_of_speaking_are_no_values(site: Site, fact_id: str, lang: Lang) -> None:
    package = site.package
    fact = package.fact(fact_id)
    assert (fact.value, fact.qualifier) == (None, "qualitative")
    shown = [card for card in all_cards(package, lang) if card.ref.id == fact_id]
    assert shown
    assert all("qualitative" in card.marks and not re.search(r"\d", str(card.amount)) for card in shown)
    assert not any(fact_id in facts(drawing) for drawing in plots(package, lang).values())
    case_id = str(fact.case_id)
    measure = package.facts.set_index("fact_id").loc[fact_id, "measure"]
    stating = cases.select_case_figures(package, {"stated": (measure,)})
    assert case_id not in set(stating["case_id"])


@in_both_languages
@pytest.mark.parametrize("province", ["520000", "220000", "420000"])
def test_no_case_by_county_in_three_provinces_is_said_in_words(site: Site, province: str, lang: Lang) -> None:
    page = frame.body(cases.PAGE, site, f"?place={province}", lang)
    names = ("贵州", "吉林", "湖北") if lang == "zh" else ("Guizhou", "Jilin", "Hubei")
    for key in ("case-cards", "case-map"):
        told = text(with_class(with_id(page, f"x-{key}"), "empty"))
        assert all(name in told for name in names), key
    assert not with_class(page, "case-card")


def test_taobao_villages_of_2020_stand_behind_a_break(package: Package) -> None:
    drawing = plot(package, "taobao-villages")
    assert not lines(drawing)
    assert [one["x0"] for one in shapes(drawing) if one["line"].get("dash") == "dash"] == [2019.5]
    fills = [one["fillcolor"] for one in shapes(drawing) if one["type"] == "path"]
    assert fills[-1] not in fills[:-1]
    series = package.facts.set_index("fact_id")["series"]
    assert series["taobao-2020"] != series["taobao-2019"]


def test_the_26_delisted_counties_have_no_place_in_time(package: Package) -> None:
    assert package.fact("key-counties-delisted").period_kind == "undated"
    assert "key-counties-delisted" not in LANES
    for key, drawing in plots(package).items():
        assert "key-counties-delisted" not in facts(drawing), key
    dated = {row["fact_id"] for row in package.facts.to_dict("records") if row["period_kind"] != "undated"}
    assert set(LANES) <= dated


@in_both_languages
@pytest.mark.parametrize("fact_id", YEARLY_WITHOUT_A_YEAR)
def test_a_yearly_amount_without_a_year_says_both(site: Site, fact_id: str, lang: Lang) -> None:
    package = site.package
    fact = package.fact(fact_id)
    assert fact.period_kind == "undated"
    page = with_class(case.body(site, str(fact.case_id), lang), "card-figure")
    (card,) = [one for one in page if any(ref_of(part) == Ref("fact", fact_id) for part in components(one))]
    assert say("period.undated", lang) in text(card)
    assert ("年" if lang == "zh" else "year") in text(with_class(card, "label")).lower()
    assert not any(fact_id in facts(drawing) for drawing in plots(package, lang).values())


def test_a_yearly_amount_without_a_year_leaves_with_a_choice_of_years(package: Package) -> None:
    key, undated = "outsourced-processing", "outsourced-income"
    assert undated in {card.ref.id for card in cards(drawn(package, key))}
    for year in range(2009, 2022):
        assert undated not in {card.ref.id for card in cards(drawn(package, key, {"years": (year, year)}))}


@every_exhibit
def test_nine_months_never_stand_beside_whole_years(package: Package, exhibit: Exhibit) -> None:
    drawing = drawn(package, exhibit.key)
    if not isinstance(drawing, Plot):
        return
    rows = package.facts.set_index("fact_id")
    for together in to_scale(package, drawing).values():
        nine_months = {one for one in together if rows.loc[one, "series"] == "income-q3"}
        assert nine_months in (set(), together)


def test_city_incomes_are_drawn_for_nine_months(package: Package) -> None:
    (together,) = to_scale(package, plot(package, "city-incomes")).values()
    rows = package.facts[package.facts["fact_id"].isin(together)]
    assert set(rows["period_end"].dt.month) == {9}


def test_years_without_a_figure_are_hatched_and_not_crossed(package: Package) -> None:
    missing = {(2015, "rural"), (2016, "rural"), (2012, "urban"), (2015, "urban")}
    rows = series_of(INCOME_LINES)(package, ALL)
    assert rows["not_found"].iloc[0] == missing
    drawing = plot(package, "income-series")
    order = sorted(set(rows["line"]))
    boxes = [one for one in shapes(drawing) if one["type"] == "rect" and one["fillcolor"] == "@hatch-ground"]
    assert {(one["xanchor"], order[one["yanchor"]]) for one in boxes} == missing
    for run in lines(drawing):
        assert run["x"] == list(range(run["x"][0], run["x"][-1] + 1))


@in_both_languages
@pytest.mark.parametrize("fact_ids", DISAGREEING.values(), ids=DISAGREEING)
def test_sources_that_disagree_are_both_shown(
    package: Package, fact_ids: tuple[str, ...], lang: Lang
) -> None:
    drawing = drawn(package, "aid-funds", lang=lang)
    assert isinstance(drawing, Cards)
    groups = [[card.ref.id for card in group.cards] for group in drawing.groups]
    assert [group for group in groups if set(fact_ids) <= set(group)]
    sources = {package.fact(one).source_id for one in fact_ids}
    assert len(sources) == len(fact_ids)


def test_overlapping_periods_are_never_added(package: Package) -> None:
    aid = {card.ref.id for card in cards(drawn(package, "aid-funds"))}
    assert not computed_from(package, *aid)
    assert {card.ref.kind for card in cards(drawn(package, "aid-funds"))} == {"fact"}


@in_both_languages
def test_deep_poverty_not_named_is_unknown_and_never_no(package: Package, lang: Lang) -> None:
    assert derive(package, "deep-sum").value == Decimal(27)
    told = [cell.text for cell in (row[3] for row in table(package, "county-table", lang).rows)]
    assert told.count(say("deep.yes", lang)) == 15
    assert told.count(say("deep.unknown", lang)) == 80 - 15
    waffle = drawn(package, "county-waffle", lang=lang)
    assert isinstance(waffle, Waffle)
    assert sum(cell.dotted for group in waffle.groups for cell in group.cells) == 15


def table(package: Package, key: str, lang: Lang) -> Table:
    drawing = drawn(package, key, lang=lang)
    assert isinstance(drawing, Table)
    return drawing


@in_both_languages
def test_three_hundred_carers_found_work_and_were_not_just_trained(site: Site, lang: Lang) -> None:
    found, trained = (("就业", "工作"), "培训") if lang == "zh" else (("work", "jobs"), "train")
    fact = site.package.fact("yilong-employed")
    shown = [card for card in all_cards(site.package, lang) if card.ref.id == "yilong-employed"]
    assert shown
    statement = fact.statement_zh if lang == "zh" else fact.statement_en
    for said in (statement, *(card.label for card in shown)):
        assert any(word in said for word in found)
        assert trained not in said
    remark = text(with_class(case.body(site, "yilong-carers", lang), "remark"))
    assert trained in remark, "the page says in words that this is not the number trained"


def test_mountain_sea_funds_in_place_and_investment_completed_are_no_series(package: Package) -> None:
    early, late = "mountain-sea-2014-funds", "mountain-sea-2023-investment"
    series = package.facts.set_index("fact_id")["series"]
    assert series[early] != series[late]
    drawing = drawn(package, "mountain-sea")
    assert isinstance(drawing, Cards)
    groups = [{card.ref.id for card in group.cards} for group in drawing.groups]
    assert any(early in group for group in groups)
    assert any(late in group for group in groups)
    assert not any({early, late} <= group for group in groups)
    assert not any({early, late} & facts(one) for one in plots(package).values())


# The marks ----------------------------------------------------------------------------------------------------


@in_both_languages
@every_exhibit
def test_planned_figures_are_hollow_and_dashed(package: Package, exhibit: Exhibit, lang: Lang) -> None:
    planned = set(package.facts.loc[package.facts["status"] == "planned", "fact_id"])
    drawing = drawn(package, exhibit.key, lang=lang)
    for card in cards(drawing):
        assert ("planned" in card.marks) == (card.ref.id in planned)
    if isinstance(drawing, Plot):
        assert not facts(drawing) & planned, "no plot has a hollow, dashed mark yet"


def test_every_planned_figure_is_on_show(package: Package) -> None:
    planned = set(package.facts.loc[package.facts["status"] == "planned", "fact_id"])
    assert planned <= {card.ref.id for card in all_cards(package)}


def test_the_planned_mark_is_a_dashed_frame_without_a_fill() -> None:
    rules = [body for names, body in style_rules() if names == ".is-planned"]
    assert rules
    assert all("dashed" in body and "background" not in body for body in rules)


@in_both_languages
@every_exhibit
def test_a_lower_bound_has_an_open_end(package: Package, exhibit: Exhibit, lang: Lang) -> None:
    open_ended = package.facts["qualifier"].isin(["at_least", "more_than"])
    bounds = set(package.facts.loc[open_ended, "fact_id"])
    drawing = drawn(package, exhibit.key, lang=lang)
    for card in cards(drawing):
        assert bool({"at_least", "more_than"} & set(card.marks)) == (card.ref.id in bounds)
    if isinstance(drawing, Plot):
        pointed = [path for path in outlines(drawing) if is_pointed(path)]
        assert len(pointed) == len(facts(drawing) & bounds)


def is_pointed(path: str) -> bool:
    """Five corners: a bar has four, and its open end is a tip of one more."""
    return len(corners(path)) == 5 and len(set(corners(path))) == 5 and not is_flat(corners(path))


def is_flat(points: list[tuple[str, float]]) -> bool:
    """Whether the corner between the shoulders lies on the line between them."""
    return len({x for x, _ in points}) == 2 or points[1][1] == points[2][1] == points[3][1]


def test_an_open_end_is_drawn_in_cards_too() -> None:
    pointed = selectors(r'content:\s*"(\\2060)?▸"')
    assert {".fig.is-at_least::after", ".fig.is-more_than::after"} <= pointed


def test_about_has_a_faded_end_in_cards_too() -> None:
    faded = selectors(r"linear-gradient\(90deg, (var\(--accent\)|#000 45%), transparent\)")
    assert {".fig.is-about:not(.is-planned)::after", ".fig.is-planned.is-about::before"} <= faded


def test_a_dashed_frame_means_planned_and_nothing_else() -> None:
    dashed = selectors(r"border[^;]*:[^;]*dashed")
    assert dashed
    assert all("planned" in name for name in dashed)


@in_both_languages
@every_exhibit
def test_computed_figures_are_underlined_with_dots(package: Package, exhibit: Exhibit, lang: Lang) -> None:
    drawing = drawn(package, exhibit.key, lang=lang)
    if not isinstance(drawing, Plot):
        return
    for trace, place, mark in marks(drawing):
        written = "text" in trace.get("mode", "") or trace.get("textposition") not in (None, "none")
        if mark.startswith("derived:") and written:
            assert "underline dotted" in trace["text"][place], (mark, trace["text"][place])


@pytest.mark.parametrize("key", ["low-income-population", "income-2018"])
def test_a_computed_figure_beside_a_mark_is_dotted(package: Package, key: str) -> None:
    drawing = plot(package, key)
    derived = {mark.removeprefix("derived:") for _, _, mark in marks(drawing) if mark.startswith("derived:")}
    dotted = " ".join(re.findall(r"underline dotted\">(.*?)</span>", labels(drawing)))
    assert derived
    for one in derived:
        assert figure_amount(package, Ref("derived", one), "zh").number in dotted


def test_computed_figures_in_sentences_and_tables_are_dotted() -> None:
    assert ".fig[data-derived]" in selectors(r"text-decoration-style:\s*dotted")


@every_exhibit
def test_hatching_means_not_stated_or_unknown(package: Package, exhibit: Exhibit) -> None:
    """In a plot of counts, bars of the unknown class; elsewhere what leads to no figure."""
    drawing = drawn(package, exhibit.key)
    if not isinstance(drawing, Plot):
        return
    for trace in filter(hatched, drawing.figure["data"]):
        assert all("class=unknown" in mark for mark in trace.get("customdata", []))
    counties = package.paired_counties
    unknown = set(counties.loc[counties["county_class"] == "unknown", "area_id"])
    assert textured(drawing, "hatch") <= unknown


def textured(drawing: Plot, kind: str) -> set[str]:
    """The areas whose hatching or dots a map draws."""
    points = {
        (lon, lat)
        for trace in drawing.figure["data"]
        if trace["type"] == "scattergeo"
        for lon, lat in zip(trace["lon"], trace["lat"], strict=True)
        if lon is not None
    }
    patches = {code: [one for one in texture[kind] if one] for code, texture in geo.textures().items()}
    return {code for code, patch in patches.items() if patch and {tuple(one) for one in patch} <= points}


def test_the_style_sheet_hatches_nothing_else() -> None:
    assert selectors(r"repeating-linear-gradient") == {":root"}
    assert selectors(r"var\(--hatching\)") == {
        ".swatch-not_stated",
        ".swatch-not_found",
        ".swatch-unknown",
        ".look-unknown",
        ".not-stated",
    }


@every_exhibit
def test_dots_mean_deep_poverty(package: Package, exhibit: Exhibit) -> None:
    counties = package.paired_counties
    deep = set(counties.loc[counties["deep_poverty"] == "yes", "area_id"])
    drawing = drawn(package, exhibit.key)
    if isinstance(drawing, Waffle):
        dotted = {cell.ref.id for group in drawing.groups for cell in group.cells if cell.dotted}
        assert dotted == deep
    if isinstance(drawing, Plot):
        for trace in drawing.figure["data"]:
            if trace.get("marker", {}).get("pattern", {}).get("shape") == ".":
                assert set(trace["customdata"]) <= {"fact:national-deep", "fact:provincial-deep"}
        assert textured(drawing, "dots") <= deep


def test_the_style_sheet_dots_nothing_else() -> None:
    assert selectors(r"radial-gradient") == {".swatch-deep", ".cell.dotted"}
