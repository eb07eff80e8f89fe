"""The selections that exhibits share: the rows of a frame under a page's choices."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import cast

import numpy as np
import pandas as pd

from dashboard.filters import Choices, found
from dashboard.package.load import Package

MOST_PACKAGES = 4  # of which something is remembered; an app has one
MOST_PLACES = 8192  # whose ancestry is remembered
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

    Ids give the order of the rows. Columns: those of `Package.facts`.
    """
    wanted = tuple(ids)
    if wanted:
        rows = [package.fact_rows[one] for one in wanted]
    else:
        rows = sorted(chain.from_iterable(package.indicator_rows.get(one, ()) for one in set(indicators)))
    # What is asked of a row stands in few columns; the others are fetched for the rows that stay.
    asked = package.facts[["grade", "year_start", "year_end", "area_id"]].take(rows)
    keep = asked["grade"].isin(GRADES[choices.get("grade")]) & in_years(asked, choices.get("years"))
    if by_city and choices.get("city") is not None:
        # A map over no rows gives no truth values, and a frame would take them for names of columns.
        keep &= asked["area_id"].map(lambda area: within(package, area, choices["city"])).astype(bool)
    return package.facts.take([row for row, stays in zip(rows, keep, strict=True) if stays])


def in_years(frame: pd.DataFrame, years: tuple[int, int] | None) -> pd.Series:
    """Whether a fact's period meets the years; one without a stated year belongs to no narrower choice than all."""
    if years is None:
        return pd.Series(True, index=frame.index)
    first, last = years
    start = frame["year_start"].fillna(frame["year_end"])
    end = frame["year_end"].fillna(9999)
    return cast(pd.Series, (start <= last).fillna(False) & (end >= first) & start.notna())


@lru_cache(maxsize=MOST_PLACES)
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
        keep &= np.array([found(choices["q"], names) for names in _county_names(package)])
    return frame[keep]


@lru_cache(maxsize=MOST_PACKAGES)
def _county_names(package: Package) -> tuple[tuple[str, ...], ...]:
    """What each county is found by."""
    parts = ("name", "prefecture", "province", "partner_city", "partner_county")
    columns = ["pinyin", "partner_city_pinyin", "partner_county_pinyin"]
    columns += [f"{part}_{lang}" for part in parts for lang in ("zh", "en")]
    return tuple(package.paired_counties[columns].itertuples(index=False, name=None))


def select_supported_areas(package: Package, choices: Choices) -> pd.DataFrame:
    """The 26 counties and the three part-supported areas, under city and grade.

    Columns: those of `Package.supported_areas`.
    """
    frame = package.supported_areas
    frame = frame[frame["grade"].isin(GRADES[choices.get("grade")])]
    if choices.get("city") is not None:
        frame = frame[frame["city_id"].isin(choices["city"])]
    return frame


def select_cases(package: Package, choices: Choices) -> pd.DataFrame:
    """Cases under side, theme, place, what is stated (money, people, area, output) and search.

    Columns: those of `Package.cases`.
    """
    frame = package.cases
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
        keep &= np.array([found(choices["q"], names) for names in _case_names(package)])
    return frame[keep]


@lru_cache(maxsize=MOST_PACKAGES)
def _case_names(package: Package) -> tuple[tuple[str, ...], ...]:
    """What each case is found by."""
    columns = ["title_zh", "title_en", "pinyin", "summary_zh", "summary_en", "place_zh", "place_en"]
    named = package.cases[columns].itertuples(index=False, name=None)
    places = zip(package.cases["place_ids"], package.cases["helper_ids"], strict=True)
    areas = ([package.area(one) for one in (*ids, *helpers)] for ids, helpers in places)
    return tuple(
        (*own, *(name for area in listed for name in (area.name_zh, area.name_en, area.pinyin)))
        for own, listed in zip(named, areas, strict=True)
    )
