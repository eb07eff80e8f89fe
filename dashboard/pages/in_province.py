"""Exhibits within the province that no kind draws yet."""

from collections import Counter

import pandas as pd

from dashboard.charts.supported import draw_areas_by_city, draw_supported_map
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit
from dashboard.package.load import Package
from dashboard.selection import select_supported_areas


def select_areas_by_city(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_supported_areas(package, choices)
    every = package.supported_areas
    sizes = Counter(zip(every["support"], every["city_id"], strict=True))
    parts = int((every["support"] == "part").sum())
    pairs = zip(frame["support"], frame["city_id"], strict=True)
    return frame.assign(counted=[parts if pair[0] == "part" else sizes[pair] for pair in pairs])


EXHIBITS = (
    LegacyExhibit(
        key="supported-areas",
        select=select_areas_by_city,
        draw=draw_supported_map,
        table=draw_areas_by_city,
        plots=True,
        legend=("key26", "part"),
    ),
)
