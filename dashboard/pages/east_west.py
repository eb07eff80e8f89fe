"""Exhibits of the paired counties that no kind draws yet."""

import pandas as pd

from dashboard.charts.links import draw_links, draw_pairing_map
from dashboard.figures.counts import SEPARATOR
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit
from dashboard.package.load import Package
from dashboard.selection import select_counties


def select_scoped(package: Package, choices: Choices) -> pd.DataFrame:
    """The county rows with `scope`, the criteria of a count that tell them from all eighty (see `count_ref`)."""
    frame = select_counties(package, choices)
    return frame.assign(scope=_scope(frame, choices))


def _scope(frame: pd.DataFrame, choices: Choices) -> str:
    chosen = {name: choices[name] for name in ("province", "class", "city") if choices.get(name) is not None}
    if choices.get("q") or any(len(values) != 1 for values in chosen.values()):
        return f"among={SEPARATOR.join(sorted(frame['area_id']))}"
    criteria = {name: values[0] for name, values in chosen.items()}
    if choices.get("year"):
        criteria["by"] = choices["year"]
    return ";".join(f"{key}={value}" for key, value in criteria.items())


EXHIBITS = (
    LegacyExhibit(
        key="pairing-map",
        select=select_scoped,
        draw=draw_pairing_map,
        table=draw_links,
        plots=True,
        legend=("line", "city", "national", "deep", "provincial", "none", "unknown"),
    ),
)
