"""The kinds of exhibits, one file a kind; a new one is its file and a line here."""

from collections.abc import Mapping
from typing import Any

from dashboard.exhibits.kind import Kind
from dashboard.exhibits.kinds import (
    bars,
    cases,
    columns,
    counts,
    figures,
    map,
    matrix,
    pairs,
    passages,
    ranked,
    register,
    series,
    span,
    timeline,
    waffle,
)

KINDS: Mapping[str, Kind[Any, Any]] = {
    "figures": figures.KIND,
    "map": map.KIND,
    "matrix": matrix.KIND,
    "pairs": pairs.KIND,
    "series": series.KIND,
    "columns": columns.KIND,
    "counts": counts.KIND,
    "bars": bars.KIND,
    "ranked": ranked.KIND,
    "span": span.KIND,
    "timeline": timeline.KIND,
    "waffle": waffle.KIND,
    "register": register.KIND,
    "cases": cases.KIND,
    "passages": passages.KIND,
}
