"""Tables as typed frames, joined with what other tables know of their rows."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.model import Row, split_list
from dashboard.package.reading import Table
from dashboard.package.site import Register

LEVELS_ABOVE_COUNTY = 4
LANGUAGES = ("zh", "en")


def table_frame(model: type[Row], table: Table) -> pd.DataFrame:
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


def joined_facts(
    facts: pd.DataFrame, indicators: pd.DataFrame, sources: pd.DataFrame, areas: pd.DataFrame
) -> pd.DataFrame:
    """Adds the years of the period, what is known of source and indicator, and the names of area and indicator."""
    by_indicator, by_area = indicators.set_index("indicator_id"), areas.set_index("area_id")
    return facts.assign(
        year_start=facts["period_start"].dt.year.astype("Int64"),
        year_end=facts["period_end"].dt.year.astype("Int64"),
        grade=facts["source_id"].map(sources.set_index("source_id")["grade"]),
        **{name: facts["indicator_id"].map(by_indicator[name]) for name in ("topic", "measure", "series")},
        **{f"area_{lang}": facts["area_id"].map(by_area[f"name_{lang}"]) for lang in LANGUAGES},
        **{
            f"indicator_{lang}": facts["indicator_id"].map(by_indicator[f"name_{lang}"]) for lang in LANGUAGES
        },
    )


def joined_cases(cases: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Adds `stated`, the measures of the values that a case's figures give."""
    valued = facts[facts["case_id"].notna() & facts["value"].notna()]
    stated: dict[str, dict[str, None]] = {}
    for case_id, measure in zip(valued["case_id"], valued["measure"], strict=True):
        stated.setdefault(case_id, {})[measure] = None
    lists = [tuple(stated.get(case_id, ())) for case_id in cases["case_id"]]
    return cases.assign(stated=listed(lists, cases))


# Registers ----------------------------------------------------------------------------------------------------


def joined_register(
    frame: pd.DataFrame, register: Register, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Adds names, what encloses each area, the last year of each year column, the partners and the best grade."""
    areas = frames["areas"]
    pinyin = dict(zip(areas["area_id"], areas["pinyin"], strict=True))
    joined = frame.assign(
        **names_of(frame["area_id"], areas, "name"), pinyin=looked_up(frame["area_id"], pinyin)
    )
    for name, level in (("prefecture", "city"), ("province", "province")):
        joined[f"{name}_id"] = looked_up(joined["area_id"], enclosing(areas, level), missing=None)
        joined = joined.assign(**names_of(joined[f"{name}_id"], areas, name))
    for column in register.columns:
        if column.type == "year":
            joined[f"{column.key}_last"] = last_year(joined[column.key])
        if column.sources_of:
            pairs = zip(joined[f"{column.key}_sources"], joined[f"{column.sources_of}_sources"], strict=True)
            joined[f"{column.key}_sources"] = listed([unique((*own, *other)) for own, other in pairs], joined)
    joined = joined.assign(**_partners(joined["area_id"], frames["pairings"]))
    grades = dict(zip(frames["sources"]["source_id"], frames["sources"]["grade"], strict=True))
    listing = [joined[column] for column in joined.columns if column.endswith("_sources")]
    best = [
        min((grades[one] for ids in row for one in ids), default="") for row in zip(*listing, strict=True)
    ]
    return joined.assign(grade=pd.Series(best, index=joined.index, dtype="str"))


def names_of(ids: "pd.Series[str]", areas: pd.DataFrame, name: str) -> dict[str, "pd.Series[str]"]:
    """`NAME_zh` and `NAME_en` of each area; `""` where there is none."""
    by_lang = {lang: dict(zip(areas["area_id"], areas[f"name_{lang}"], strict=True)) for lang in LANGUAGES}
    return {f"{name}_{lang}": looked_up(ids, by_id) for lang, by_id in by_lang.items()}


def looked_up(ids: "pd.Series[str]", by_id: Mapping[str, str], missing: str | None = "") -> "pd.Series[str]":
    """`Series.map` would change the type of a series without rows."""
    return pd.Series([by_id.get(one, missing) for one in ids], index=ids.index, dtype="str")


def enclosing(areas: pd.DataFrame, level: str) -> dict[str, str]:
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


def last_year(years: "pd.Series[str]") -> "pd.Series[int]":
    """`<=2018` counts as 2018, a blank as missing."""
    return pd.Series([int(year[-4:]) if year else None for year in years], index=years.index, dtype="Int64")


def _partners(area_ids: "pd.Series[str]", pairings: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    """Who is paired with each receiver; without a pairing the partner is unknown."""
    found: dict[str, list[dict[Any, Any]]] = {}
    for row in pairings.to_dict("records"):
        found.setdefault(row["receiver"], []).append(row)
    rows = [found.get(area_id, []) for area_id in area_ids]
    frame = area_ids.to_frame()
    return {
        "partner_ids": listed([unique(one["partner"] for one in own) for own in rows], frame),
        "partner_city_ids": listed([_of_level(own, "city") for own in rows], frame),
        "partner_evidence": pd.Series([_evidence(own) for own in rows], index=frame.index, dtype="str"),
        "partner_sources": listed(
            [unique(i for one in own for i in one["source_ids"]) for own in rows], frame
        ),
    }


def _of_level(pairings: list[dict[Any, Any]], level: str) -> tuple[str, ...]:
    return unique(one["partner"] for one in pairings if one["level"] == level)


def _evidence(pairings: list[dict[Any, Any]]) -> str:
    """The weakest of several."""
    if not pairings:
        return "unknown"
    return "inferred" if any(one["evidence"] == "inferred" for one in pairings) else "stated"


def unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def listed(values: list[tuple[Any, ...]], frame: pd.DataFrame) -> "pd.Series[Any]":
    return pd.Series(values, index=frame.index, dtype="object")
