"""The kinds of exhibits, one file a kind; a new one is its file and a line here."""

from collections.abc import Mapping
from typing import Any

from dashboard.exhibits.kind import Kind
from dashboard.exhibits.kinds import bars, columns, figures, ranked, series, span, timeline

KINDS: Mapping[str, Kind[Any, Any]] = {
    "figures": figures.KIND,
    "series": series.KIND,
    "columns": columns.KIND,
    "bars": bars.KIND,
    "ranked": ranked.KIND,
    "span": span.KIND,
    "timeline": timeline.KIND,
}
