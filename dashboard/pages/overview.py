"""Exhibits of the overview that no kind draws yet."""

from dashboard.charts.links import draw_links, draw_relation_map
from dashboard.legacy import LegacyExhibit

EXHIBITS = (
    LegacyExhibit(
        key="relation-map",
        select=lambda package, _choices: package.paired_counties,
        draw=draw_relation_map,
        table=draw_links,
        plots=True,
        legend=("line", "city"),
    ),
)
