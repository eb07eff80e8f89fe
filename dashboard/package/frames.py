"""Tables as typed frames; those of registers with what their rows are counted by."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.model import Row, split_list
from dashboard.package.reading import Table
from dashboard.package.site import Register

LEVELS_ABOVE_COUNTY = 4


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


# Registers ----------------------------------------------------------------------------------------------------


def joined_register(
    frame: pd.DataFrame, register: Register, frames: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """With what its rows are counted by: `prefecture_id` and `province_id`, `COLUMN_last` of each column of years, the
    `partner_city_ids` with their `partner_evidence`, and the `grade`, the best of their sources."""
    places = {
        f"{name}_id": _looked_up(frame["area_id"], enclosing(frames["areas"], level))
        for name, level in (("prefecture", "city"), ("province", "province"))
    }
    years = {
        f"{column.key}_last": last_year(frame[column.key])
        for column in register.columns
        if column.type == "year"
    }
    joined = frame.assign(**places, **years, **_partners(frame["area_id"], frames["pairings"]))
    grades = dict(zip(frames["sources"]["source_id"], frames["sources"]["grade"], strict=True))
    cells = [joined[column] for column in joined.columns if column.endswith("_sources")]
    best = [min((grades[one] for ids in row for one in ids), default="") for row in zip(*cells, strict=True)]
    return joined.assign(grade=pd.Series(best, index=joined.index, dtype="str"))


def _looked_up(ids: "pd.Series[str]", by_id: Mapping[str, str]) -> "pd.Series[str]":
    """`Series.map` would change the type of a series without rows."""
    return pd.Series([by_id.get(one) for one in ids], index=ids.index, dtype="str")


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
