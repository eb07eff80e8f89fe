"""Within the province: people, incomes, areas, villages, and the work done there."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import Any

import pandas as pd

from dashboard.charts.cooperation import draw_lines_of_work, draw_mountain_sea
from dashboard.charts.income import SHARE, draw_city_incomes, draw_incomes
from dashboard.charts.listing import table_facts
from dashboard.charts.population import CHANGES, draw_population, table_population
from dashboard.charts.series import draw_series
from dashboard.charts.spans import draw_span
from dashboard.charts.supported import draw_areas_by_city, draw_areas_table, draw_supported_map
from dashboard.charts.villages import draw_outsourced, draw_taobao, draw_taobao_places
from dashboard.figures.cite import derive
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit, Select
from dashboard.package.load import Package
from dashboard.selection import MOST_PACKAGES, select_facts, select_supported_areas, within

ZHEJIANG = "330000"
POPULATION = ("low-income-population-2012", "low-income-population-2018")
INCOMES = ("low-income-income-2018", "rural-income-2018", "urban-income-2018")

# Which line a yearly figure belongs to, and on which definition.
INCOME_LINES = {
    "rural-net-income": ("rural", "old"),
    "rural-disposable-income": ("rural", "new"),
    "urban-disposable-income-old": ("urban", "old"),
    "urban-disposable-income": ("urban", "new"),
}
RATIO_LINES = {"urban-rural-ratio-old": ("ratio", "old"), "urban-rural-ratio": ("ratio", "new")}

TAOBAO = ("taobao-villages", "taobao-villages-2020")
LEVELS = ("province", "group", "city", "county")
OUTSOURCED = ("outsourced-income", "outsourced-workers", "outsourced-fees", "outsourced-income-per-worker")

LINES_OF_WORK = ("people", "areas", "villages")
LINES_PARAGRAPH = 8  # where the document names the three lines


def one_fact(fact_id: str) -> Select:
    return lambda package, choices: select_facts(package, choices, ids=(fact_id,))


def select_population(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, ids=POPULATION)
    if len(frame) < len(POPULATION):
        return frame
    return frame.assign(**{name: str(derive(package, id_).value) for name, id_ in CHANGES.items()})


def select_incomes(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, ids=INCOMES)
    if not set(INCOMES[:2]) <= set(frame["fact_id"]):
        return frame
    return frame.assign(share=str(derive(package, SHARE).value))


# Yearly series ------------------------------------------------------------------------------------------------


def series_of(lines: Mapping[str, tuple[str, str]]) -> Select:
    """A year a filter hides is left blank; only one without any figure in the data counts as not found."""

    @lru_cache(maxsize=MOST_PACKAGES)
    def known(package: Package) -> tuple[range, tuple[str, ...], frozenset[tuple[int, str]]]:
        """The years from first to last, the lines, and the year and line of each figure."""
        frame = _yearly(select_facts(package, {}, indicators=lines), lines)
        years = range(int(frame["year"].min()), int(frame["year"].max()) + 1)
        return years, tuple(frame["line"].unique()), frozenset(zip(frame["year"], frame["line"], strict=True))

    def select(package: Package, choices: Choices) -> pd.DataFrame:
        years, names, found = known(package)
        first, last = choices.get("years") or (years[0], years[-1])
        first, last = max(first, years[0]), min(last, years[-1])
        missing = frozenset(product(range(first, last + 1), names)) - found
        shown = _yearly(select_facts(package, choices, indicators=lines), lines)
        return shown.assign(
            first=first, last=last, not_found=pd.Series([missing] * len(shown), index=shown.index)
        )

    return select


def _yearly(frame: pd.DataFrame, lines: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    own = frame[frame["area_id"] == ZHEJIANG]
    return own.assign(
        line=own["indicator_id"].map({indicator: line for indicator, (line, _) in lines.items()}),
        basis=own["indicator_id"].map({indicator: basis for indicator, (_, basis) in lines.items()}),
        year=own["year_end"].astype("int64"),
    )


# Areas --------------------------------------------------------------------------------------------------------


def select_areas_by_city(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_supported_areas(package, choices)
    every = package.supported_areas
    sizes = Counter(zip(every["support"], every["city_id"], strict=True))
    parts = int((every["support"] == "part").sum())
    pairs = zip(frame["support"], frame["city_id"], strict=True)
    return frame.assign(counted=[parts if pair[0] == "part" else sizes[pair] for pair in pairs])


def select_areas_table(package: Package, choices: Choices) -> pd.DataFrame:
    """The 26 by city, then the three supported in part; each with the cases that lie in it."""
    frame = select_supported_areas(package, choices).sort_values(["support", "city_id", "area_id"])
    cases = package.cases
    places = list(cases["place_ids"])

    def lying_in(name: str) -> "pd.Series[Any]":
        lists = [
            tuple(value for value, ids in zip(cases[name], places, strict=True) if area_id in ids)
            for area_id in frame["area_id"]
        ]
        return pd.Series(lists, index=frame.index, dtype="object")

    return frame.assign(
        case_ids=lying_in("case_id"), titles_zh=lying_in("title_zh"), titles_en=lying_in("title_en")
    )


# Work, villages and cities ------------------------------------------------------------------------------------


def select_lines_of_work(package: Package, choices: Choices) -> pd.DataFrame:
    """One row for each line, then one for each case that shows it."""
    lines = pd.DataFrame(
        {"line": LINES_OF_WORK, "case_id": None, "source_id": "document", "paragraph": LINES_PARAGRAPH}
    )
    cases = package.cases[package.cases["side"] == "in-province"]
    if choices.get("city") is not None:
        places = choices["city"]
        cases = cases[cases["place_ids"].map(lambda ids: any(within(package, one, places) for one in ids))]
    supported = set(package.areas.loc[package.areas["support"] != "", "area_id"])
    shown = [
        (*own, *(("areas",) if supported & set(ids) else ()))
        for own, ids in zip(cases["lines"], cases["place_ids"], strict=True)
    ]
    cases = cases.assign(line=pd.Series(shown, index=cases.index, dtype="object")).explode("line")
    columns = ["line", "case_id", "source_id", "paragraph", "title_zh", "title_en"]
    return pd.concat([lines, cases.reindex(columns=columns)], ignore_index=True)


def select_mountain_sea(package: Package, choices: Choices) -> pd.DataFrame:
    indicators = package.indicators["indicator_id"]
    return select_facts(package, choices, indicators=indicators[indicators.str.startswith("mountain-sea")])


def select_taobao(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, indicators=TAOBAO)
    own = frame[frame["area_id"] == ZHEJIANG]
    return own.assign(year=own["period_end"].dt.year, month=own["period_end"].dt.month)


def select_taobao_places(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, indicators=TAOBAO, by_city=True)
    own = frame[frame["area_id"] != ZHEJIANG]
    return own.assign(level=own["area_id"].map(package.areas.set_index("area_id")["level"]))


def select_city_incomes(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, indicators=("rural-income-q3", "urban-income-q3"), by_city=True)
    return frame[frame["area_id"] != ZHEJIANG]


def select_outsourced(package: Package, choices: Choices) -> pd.DataFrame:
    """Figures of one place follow the city; those of the province and of the 29 counties stay."""
    frame = select_facts(package, choices, indicators=OUTSOURCED)
    levels = package.areas.set_index("area_id")["level"]
    if choices.get("city") is not None:
        frame = frame.loc[[_stays(package, area, choices["city"]) for area in frame["area_id"]]]
    ranked = frame.assign(
        dated=frame["period_end"].notna(), rank=[LEVELS.index(levels[area]) for area in frame["area_id"]]
    )
    return ranked.sort_values(["dated", "rank", "period_end"], kind="stable")


def _stays(package: Package, area_id: str, cities: tuple[str, ...]) -> bool:
    """An area larger than a city stays, whichever cities are chosen."""
    return package.area(area_id).level not in ("city", "county") or within(package, area_id, cities)


EXHIBITS = (
    LegacyExhibit(
        key="low-income-population",
        select=select_population,
        draw=draw_population,
        table=table_population,
        plots=True,
        legend=("computed", "not_stated"),
        province_wide=True,
    ),
    LegacyExhibit(
        key="income-2018",
        select=select_incomes,
        draw=draw_incomes,
        table=table_facts,
        plots=True,
        legend=("computed",),
        province_wide=True,
    ),
    LegacyExhibit(
        key="income-series",
        select=series_of(INCOME_LINES),
        draw=draw_series,
        table=table_facts,
        plots=True,
        legend=("old_basis", "new_basis", "not_found"),
        province_wide=True,
    ),
    LegacyExhibit(
        key="poverty-line-cleared",
        select=one_fact("poverty-line-cleared-2015"),
        draw=draw_span,
        table=table_facts,
        plots=True,
        legend=("within",),
        province_wide=True,
    ),
    LegacyExhibit(
        key="income-growth",
        select=one_fact("low-income-growth"),
        draw=draw_span,
        table=table_facts,
        plots=True,
        legend=("open_end",),
        province_wide=True,
    ),
    LegacyExhibit(
        key="relocation",
        select=one_fact("relocation-2013-2019"),
        draw=draw_span,
        table=table_facts,
        plots=True,
        legend=("cumulative",),
        province_wide=True,
    ),
    LegacyExhibit(
        key="supported-areas",
        select=select_areas_by_city,
        draw=draw_supported_map,
        table=draw_areas_by_city,
        plots=True,
        legend=("key26", "part"),
    ),
    LegacyExhibit(
        key="areas-by-city",
        select=select_areas_by_city,
        draw=draw_areas_by_city,
        table=None,
    ),
    LegacyExhibit(
        key="areas-table",
        select=select_areas_table,
        draw=draw_areas_table,
        table=None,
    ),
    LegacyExhibit(
        key="lines-of-work",
        select=select_lines_of_work,
        draw=draw_lines_of_work,
        table=None,
    ),
    LegacyExhibit(
        key="mountain-sea",
        select=select_mountain_sea,
        draw=draw_mountain_sea,
        table=table_facts,
        province_wide=True,
    ),
    LegacyExhibit(
        key="taobao-villages",
        select=select_taobao,
        draw=draw_taobao,
        table=table_facts,
        plots=True,
        legend=("at_least",),
    ),
    LegacyExhibit(
        key="taobao-places",
        select=select_taobao_places,
        draw=draw_taobao_places,
        table=table_facts,
        plots=True,
    ),
    LegacyExhibit(
        key="city-incomes",
        select=select_city_incomes,
        draw=draw_city_incomes,
        table=table_facts,
        plots=True,
    ),
    LegacyExhibit(
        key="urban-rural-ratio",
        select=series_of(RATIO_LINES),
        draw=draw_series,
        table=table_facts,
        plots=True,
        legend=("old_basis", "new_basis", "not_found"),
        province_wide=True,
    ),
    LegacyExhibit(
        key="outsourced-processing",
        select=select_outsourced,
        draw=draw_outsourced,
        table=table_facts,
    ),
)
