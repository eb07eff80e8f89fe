"""The data package as checked, typed frames, with every row at hand by its id."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from dashboard.package.cells import Kind, column_kinds, split_list
from dashboard.package.descriptor import DESCRIPTOR
from dashboard.package.model import ROWS, Area, Case, Fact, Indicator, PairedCounty, Row, Source
from dashboard.package.reading import Fault, Table
from dashboard.package.validation import read_package

LEVELS_ABOVE_COUNTY = 4
AnyRow = TypeVar("AnyRow", bound=Row)


class PackageError(Exception):
    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, eq=False)
class Package:
    """Frames have one row per row of their file; an empty optional cell is missing, an empty text is `""`."""

    sources: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    facts: pd.DataFrame
    paired_counties: pd.DataFrame
    cases: pd.DataFrame
    exclusions: pd.DataFrame
    crosswalk: pd.DataFrame
    version: str
    descriptor: Mapping[str, Any]  # `datapackage.json`
    tables: Mapping[str, Table]  # the same rows as text

    @cached_property
    def fact_rows(self) -> Mapping[str, int]:
        """The row number of each fact: a search through all of them would take longer the more there are."""
        return {fact_id: row for row, fact_id in enumerate(self.facts["fact_id"])}

    @cached_property
    def indicator_rows(self) -> Mapping[str, Sequence[int]]:
        """The row numbers of each indicator's facts, rising."""
        rows: dict[str, list[int]] = {}
        for row, indicator_id in enumerate(self.facts["indicator_id"]):
            rows.setdefault(indicator_id, []).append(row)
        return rows

    @cached_property
    def supported_areas(self) -> pd.DataFrame:
        """The areas with support, with `city_id`, `city_zh`, `city_en` and `grade`, the best of their sources."""
        frame = self.areas[self.areas["support"] != ""]
        names = self.areas.set_index("area_id")
        return frame.assign(
            city_id=frame["parent_id"],
            city_zh=frame["parent_id"].map(names["name_zh"]),
            city_en=frame["parent_id"].map(names["name_en"]),
            grade=frame["source_ids"].map(lambda ids: min(self.source(one).grade for one in ids)),
        )

    def fact(self, fact_id: str) -> Fact:
        return self._row(Fact, "facts", fact_id)

    def area(self, area_id: str) -> Area:
        return self._row(Area, "areas", area_id)

    def source(self, source_id: str) -> Source:
        return self._row(Source, "sources", source_id)

    def indicator(self, indicator_id: str) -> Indicator:
        return self._row(Indicator, "indicators", indicator_id)

    def case(self, case_id: str) -> Case:
        return self._row(Case, "cases", case_id)

    def county(self, area_id: str) -> PairedCounty:
        return self._row(PairedCounty, "paired_counties", area_id)

    def _row(self, model: type[AnyRow], table: str, key: str) -> AnyRow:
        return model.model_validate(self.tables[table].row(key))


def load_package(directory: Path) -> Package:
    """Raises `PackageError` with every fault when anything at all is wrong."""
    checked = read_package(directory)
    if checked.faults:
        raise PackageError(checked.faults)
    frames = {name: _frame(ROWS[name], table) for name, table in checked.tables.items()}
    facts = _joined_facts(frames["facts"], frames["indicators"], frames["sources"], frames["areas"])
    return Package(
        sources=frames["sources"],
        indicators=frames["indicators"],
        areas=frames["areas"],
        facts=facts,
        paired_counties=_joined_counties(frames["paired_counties"], frames["areas"]),
        cases=_joined_cases(frames["cases"], facts),
        exclusions=frames["exclusions"],
        crosswalk=frames["adcode_crosswalk"],
        version=checked.version,
        descriptor=json.loads((directory / DESCRIPTOR).read_text("utf-8-sig")),
        tables=checked.tables,
    )


def _frame(model: type[Row], table: Table) -> pd.DataFrame:
    kinds = column_kinds(model)
    return pd.DataFrame({name: _typed(kinds[name], cells) for name, cells in table.columns.items()})


def _typed(kind: Kind, cells: list[str]) -> "pd.Series[Any]":
    """The cells have been checked already, so their conversion cannot fail."""
    filled = [cell or None for cell in cells]
    if kind.base == "list":
        return pd.Series([split_list(cell) for cell in cells], dtype="object")
    if kind.base == "date":
        return pd.to_datetime(pd.Series(filled, dtype="str"), format="%Y-%m-%d")
    if kind.base == "decimal":
        return pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
    if kind.base == "integer":
        numbers = [int(cell) if cell else None for cell in cells]
        return pd.Series(numbers, dtype="Int64" if kind.optional else "int64")
    return pd.Series(filled if kind.optional else cells, dtype="str")


def _joined_facts(
    facts: pd.DataFrame, indicators: pd.DataFrame, sources: pd.DataFrame, areas: pd.DataFrame
) -> pd.DataFrame:
    """Adds the years of the period, what is known of source and indicator, and the names of area and indicator."""
    by_indicator, by_area = indicators.set_index("indicator_id"), areas.set_index("area_id")
    return facts.assign(
        year_start=facts["period_start"].dt.year.astype("Int64"),
        year_end=facts["period_end"].dt.year.astype("Int64"),
        grade=facts["source_id"].map(sources.set_index("source_id")["grade"]),
        **{name: facts["indicator_id"].map(by_indicator[name]) for name in ("topic", "measure", "series")},
        **{f"area_{lang}": facts["area_id"].map(by_area[f"name_{lang}"]) for lang in ("zh", "en")},
        **{
            f"indicator_{lang}": facts["indicator_id"].map(by_indicator[f"name_{lang}"])
            for lang in ("zh", "en")
        },
    )


def _joined_cases(cases: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Adds `stated`, the measures of the values that a case's figures give."""
    valued = facts[facts["case_id"].notna() & facts["value"].notna()]
    stated: dict[str, dict[str, None]] = {}
    for case_id, measure in zip(valued["case_id"], valued["measure"], strict=True):
        stated.setdefault(case_id, {})[measure] = None
    lists = [tuple(stated.get(case_id, ())) for case_id in cases["case_id"]]
    return cases.assign(stated=pd.Series(lists, index=cases.index, dtype="object"))


def _joined_counties(counties: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Adds the names of the county, of what encloses it and of its partners (`""` when there is none)."""
    names = {
        column: dict(zip(areas["area_id"], areas[column], strict=True))
        for column in ("name_zh", "name_en", "pinyin")
    }
    joined = counties.assign(
        **{column: counties["area_id"].map(by_id) for column, by_id in names.items()},
        prefecture_id=counties["area_id"].map(_enclosing(areas, "city")),
        province_id=counties["area_id"].map(_enclosing(areas, "province")),
        delisted_by=_last_year(counties["delisted_year"]),
    )
    for column, by_id in names.items():
        language, comma = column.removeprefix("name_"), "、" if column == "name_zh" else ", "
        if column != "pinyin":
            joined[f"prefecture_{language}"] = joined["prefecture_id"].map(by_id).fillna("")
            joined[f"province_{language}"] = joined["province_id"].map(by_id).fillna("")
        joined[f"partner_city_{language}"] = joined["partner_city_id"].map(by_id).fillna("")
        joined[f"partner_county_{language}"] = pd.Series(
            [comma.join(by_id[area_id] for area_id in ids) for ids in joined["partner_county_ids"]],
            dtype="str",
        )
    return joined


def _enclosing(areas: pd.DataFrame, level: str) -> dict[str, str]:
    """For each area the nearest area of that level it lies in, or is."""
    parents = dict(zip(areas["area_id"], areas["parent_id"], strict=True))
    levels = dict(zip(areas["area_id"], areas["level"], strict=True))
    found = {}
    for area_id in parents:
        above = area_id
        for _ in range(LEVELS_ABOVE_COUNTY):
            if levels.get(above) == level:
                found[area_id] = above
            above = parents.get(above)
    return found


def _last_year(delisted_year: "pd.Series[str]") -> "pd.Series[int]":
    """`<=2018` counts as 2018, a blank as missing."""
    return pd.Series([int(year[-4:]) if year else None for year in delisted_year], dtype="Int64")
