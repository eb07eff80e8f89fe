"""Where the label of a bar stands."""

from datetime import date, timedelta

from dashboard.exhibits.marks import Across, Along, Bar, Label, Panel, Place, distance

NEAR_EDGE = 0.2  # of an axis
BEHIND, ABOVE = 8, 2  # pixels between a bar and its label


def moved(place: Place, by: float) -> Place:
    """A place so many units of its axis further; a unit of an axis of days is a day."""
    return place + timedelta(days=by) if isinstance(place, date) else place + by


def bar_label(bar: Bar, panel: Panel) -> Label:
    """That of a bar which is labelled beyond its end, or within it; not in its middle."""
    beyond, lying = bar.labelled == "outside", panel.lying
    x, y = (bar.end, bar.at) if lying else (bar.at, bar.end)
    across: Across = ("left" if beyond else "right") if lying else "center"
    along: Along = "middle" if lying else "bottom" if beyond else "top"
    if bar.label_size == "large" and not lying:
        # Long words near an edge of the plot begin or end at that edge of the column.
        low, high = panel.x.low, panel.x.high
        share = distance(low, bar.at) / distance(low, high)
        if share < NEAR_EDGE:
            x, across = moved(bar.at, -bar.thick / 2), "left"
        elif share > 1 - NEAR_EDGE:
            x, across = moved(bar.at, bar.thick / 2), "right"
    away = 1 if beyond else -1
    shift = (BEHIND * away, 0) if lying else (0, ABOVE * away)
    return Label(words=bar.label, x=x, y=y, across=across, along=along, shift=shift, size=bar.label_size)
