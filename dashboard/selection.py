"""The selections that exhibits share: the rows of a frame under a page's choices, names joined on."""

from collections.abc import Iterable
from itertools import chain
from typing import cast

import pandas as pd

from dashboard.filters import Choices, found
from dashboard.package import Package

GRADES = {None: ("A", "B", "C"), "B": ("A", "B"), "A": ("A",)}


def select_facts(
    package: Package,
    choices: Choices,
    *,
    ids: Iterable[str] = (),
    indicators: Iterable[str] = (),
    by_city: bool = False,
) -> pd.DataFrame:
    """Facts by id or indicator, within the chosen years and grades; `by_city` keeps those of the chosen cities.

    Ids give the order of the rows. Columns: those of `Package.facts`, with the area's and indicator's names joined as
    `area_zh`, `area_en`, `indicator_zh`, `indicator_en`.
    """
    facts = package.facts
    wanted = tuple(ids)
    if wanted:
        frame = facts.iloc[[package.fact_rows[one] for one in wanted]].reset_index(drop=True)
    else:
        rows = (package.indicator_rows.get(one, ()) for one in set(indicators))
        frame = facts.iloc[sorted(chain.from_iterable(rows))]
    frame = frame[frame["grade"].isin(GRADES[choices.get("grade")]) & in_years(frame, choices.get("years"))]
    if by_city and choices.get("city") is not None:
        # A map over no rows gives no truth values, and a frame would take them for names of columns.
        inside = frame["area_id"].map(lambda area: within(package, area, choices["city"])).astype(bool)
        frame = frame[inside]
    return with_names(package, frame)


def in_years(frame: pd.DataFrame, years: tuple[int, int] | None) -> pd.Series:
    """Whether a fact's period meets the years; one without a stated year belongs to no narrower choice than all."""
    if years is None:
        return pd.Series(True, index=frame.index)
    first, last = years
    start = frame["year_start"].fillna(frame["year_end"])
    end = frame["year_end"].fillna(9999)
    return cast(pd.Series, (start <= last).fillna(False) & (end >= first) & start.notna())


def with_names(package: Package, frame: pd.DataFrame) -> pd.DataFrame:
    areas = package.areas.set_index("area_id")
    indicators = package.indicators.set_index("indicator_id")
    return frame.assign(
        area_zh=frame["area_id"].map(areas["name_zh"]),
        area_en=frame["area_id"].map(areas["name_en"]),
        indicator_zh=frame["indicator_id"].map(indicators["name_zh"]),
        indicator_en=frame["indicator_id"].map(indicators["name_en"]),
    )


def ancestry(package: Package, area_id: str) -> tuple[str, ...]:
    """The area itself, then what it lies in, up to its province."""
    chain = [area_id]
    while (parent := package.area(chain[-1]).parent_id) is not None:
        chain.append(parent)
    return tuple(chain)


def within(package: Package, area_id: str, places: Iterable[str]) -> bool:
    return not set(places).isdisjoint(ancestry(package, area_id))


def select_counties(package: Package, choices: Choices) -> pd.DataFrame:
    """The county table under province, class, year (delisted by the end of that assessment year), city and search."""
    frame = package.paired_counties
    keep = pd.Series(True, index=frame.index)
    for name, column in (("province", "province_id"), ("class", "county_class"), ("city", "partner_city_id")):
        if choices.get(name) is not None:
            keep &= frame[column].isin(choices[name])
    if choices.get("year") is not None:
        keep &= (frame["delisted_by"] <= int(choices["year"])).fillna(False).astype(bool)
    if choices.get("q"):
        keep &= frame.apply(lambda row: found(choices["q"], _county_names(row)), axis=1)
    return frame[keep]


def _county_names(row: pd.Series) -> tuple[str, ...]:
    parts = ("name", "prefecture", "province", "partner_city", "partner_county")
    columns = [f"{part}_{form}" for part in parts for form in ("zh", "en", "pinyin")] + ["pinyin"]
    return tuple(value for column in columns if isinstance(value := row.get(column), str))


def select_supported_areas(package: Package, choices: Choices) -> pd.DataFrame:
    """The 26 counties and the three part-supported areas, under city and grade.

    Columns: those of `Package.areas`, with `city_id`, `city_zh`, `city_en` and `grade` (the best of its sources).
    """
    frame = package.areas[package.areas["support"] != ""]
    names = package.areas.set_index("area_id")
    grade = frame["source_ids"].map(lambda ids: min(package.source(one).grade for one in ids))
    frame = frame.assign(
        city_id=frame["parent_id"],
        city_zh=frame["parent_id"].map(names["name_zh"]),
        city_en=frame["parent_id"].map(names["name_en"]),
        grade=grade,
    )
    frame = frame[frame["grade"].isin(GRADES[choices.get("grade")])]
    if choices.get("city") is not None:
        frame = frame[frame["city_id"].isin(choices["city"])]
    return frame


def select_cases(package: Package, choices: Choices) -> pd.DataFrame:
    """Cases under side, theme, place, what is stated (money, people, area, output) and search.

    Columns: those of `Package.cases`, with `stated`, the measures of the values its figures give.
    """
    facts = package.case_facts
    stated: dict[str, tuple[str, ...]] = {}
    for case_id, measure in zip(facts["case_id"], facts["measure"], strict=True):
        stated[case_id] = tuple(dict.fromkeys((*stated.get(case_id, ()), measure)))
    frame = package.cases.assign(
        stated=package.cases["case_id"].map(lambda case: stated.get(case, ())),
    )
    keep = pd.Series(True, index=frame.index)
    for name in ("side", "theme"):
        if choices.get(name) is not None:
            keep &= frame[name].isin(choices[name])
    if choices.get("place") is not None:
        places = choices["place"]
        keep &= frame["place_ids"].map(lambda ids: any(within(package, one, places) for one in ids))
    if choices.get("stated") is not None:
        keep &= frame["stated"].map(lambda measures: not set(measures).isdisjoint(choices["stated"]))
    if choices.get("q"):
        keep &= frame.apply(lambda row: found(choices["q"], _case_names(package, row)), axis=1)
    return frame[keep]


def _case_names(package: Package, row: pd.Series) -> tuple[str, ...]:
    own = [
        row[name]
        for name in ("title_zh", "title_en", "pinyin", "summary_zh", "summary_en", "place_zh", "place_en")
    ]
    areas = [package.area(one) for one in (*row["place_ids"], *row["helper_ids"])]
    return (*own, *(name for area in areas for name in (area.name_zh, area.name_en, area.pinyin)))
