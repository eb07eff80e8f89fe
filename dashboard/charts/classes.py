"""The classes of the paired counties: the totals the document states, and how the county table splits by province."""

from collections import Counter
from typing import Any

import pandas as pd

from dashboard.charts.counties import (
    CLASSES,
    DOTS,
    INK_ON,
    LOOKS,
    PROVINCES,
    Trace,
    bare_axis,
    count_cell,
    count_ref,
    count_text,
    key_of,
    stated,
    stated_cell,
)
from dashboard.charts.parts import computed, grouped
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures.words import Lang, Ref, say

STATED_CLASSES = {
    "national": ("national-counties", "national-deep"),
    "provincial": ("provincial-counties", "provincial-deep"),
    "none": ("non-poor-counties", None),
}
WIDEST_STATED = 76
WIDEST_PROVINCE = 43


def draw_classes(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: county rows with `stated_` totals of the classes."""
    traces = [*_stated_bars(frame, lang), *_province_bars(frame, lang)]
    labels = _class_labels(frame, lang)
    layout = {
        "barmode": "overlay",
        "margin": {"l": 2, "r": 8, "t": 24, "b": 4},
        "xaxis": bare_axis(WIDEST_STATED),
        "xaxis2": {
            **bare_axis(WIDEST_PROVINCE),
            "anchor": "y2",
            "domain": [0.1 if lang == "zh" else 0.14, 1],
        },
        "yaxis": {**_class_axis(lang), "domain": [0.52, 1]},
        "yaxis2": {**_province_axis(lang), "anchor": "x2", "domain": [0, 0.4]},
        "annotations": labels,
    }
    narrow = {
        "xaxis2": {"domain": [0.18, 1]},
        "annotations": [{**label, "font": {**label["font"], "size": 12.5}} for label in labels],
    }
    return Plot(figure={"data": traces, "layout": layout}, height=430, narrow=narrow)


def _class_axis(lang: Lang) -> dict[str, Any]:
    names = [say(f"class.{look}", lang) for look in reversed(STATED_CLASSES)]
    places = list(range(len(names)))
    return {**bare_axis(3.1), "range": [-0.4, 2.75], "tickvals": places, "ticktext": names}


def _province_axis(lang: Lang) -> dict[str, Any]:
    """All four provinces keep their place, so that a filter does not shift them."""
    return {
        "range": [-0.6, len(PROVINCES) - 0.4],
        "tickvals": list(range(len(PROVINCES))),
        "ticktext": [say(f"counties.province-{province}", lang) for province in reversed(PROVINCES)],
        "tickfont": {"size": 14},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _bar(*, name: str, x: int, y: float, base: int, ref: Ref, look: str, hover: str, text: str = "") -> Trace:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": [x],
        "y": [y],
        "base": [base],
        "width": 0.46,
        "marker": dict(LOOKS[look]),
        "text": [text],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": 14, "color": INK_ON[look]},
        "cliponaxis": False,
        "customdata": [key_of(ref)],
        "hovertemplate": f"{hover}<extra></extra>",
    }


def _stated_bars(frame: pd.DataFrame, lang: Lang) -> list[Trace]:
    """A bar for each stated total; its deep-poverty counties are its dotted end."""
    bars = []
    for place, (look, (total_id, deep_id)) in enumerate(reversed(STATED_CLASSES.items())):
        total = stated(frame, total_id)
        hover = f"{say(f'class.{look}', lang)} {count_text(total, lang)}"
        name = say("counties.stated-total", lang)
        bars.append(
            _bar(name=name, x=total, y=place, base=0, ref=Ref("fact", total_id), look=look, hover=hover)
        )
        if deep_id:
            deep = stated(frame, deep_id)
            ref, hover = Ref("fact", deep_id), _deep_text(deep, lang)
            name = say("counties.of-them-deep", lang)
            dotted = _bar(name=name, x=deep, y=place, base=total - deep, ref=ref, look=look, hover=hover)
            bars.append({**dotted, "marker": _dotted(look)})
    return bars


def _dotted(look: str) -> dict[str, Any]:
    ink = "@on-fill" if look == "national" else "@east-west"
    ground = LOOKS[look]["color"]
    return {**LOOKS[look], "pattern": {**DOTS, "fgcolor": ink, "bgcolor": ground}}


def _deep_text(number: int, lang: Lang) -> str:
    return say("counties.deep-of", lang, count=count_text(number, lang))


def _province_bars(frame: pd.DataFrame, lang: Lang) -> list[Trace]:
    """Class by class, each bar after those of the classes before it."""
    counts = Counter(zip(frame["province_id"], frame["county_class"], strict=True))
    bars = []
    for at, look in enumerate(CLASSES):
        for place, province in enumerate(reversed(PROVINCES)):
            number = counts[province, look]
            if number:
                bar = _bar(
                    name=say(f"class.{look}", lang),
                    x=number,
                    y=place,
                    base=sum(counts[province, before] for before in CLASSES[:at]),
                    ref=count_ref(frame, **{"province": province, "class": look}),
                    look=look,
                    hover=f"{say(f'class.{look}', lang)} {count_text(number, lang)}",
                    text=computed(str(number)),
                )
                bars.append({**bar, "xaxis": "x2", "yaxis": "y2"})
    return bars


def _class_labels(frame: pd.DataFrame, lang: Lang) -> list[dict[str, Any]]:
    labels = [
        _heading(say("counties.stated-totals", lang), 1.0),
        _heading(say("counties.by-province", lang), 0.42),
    ]
    for place, (look, (total_id, deep_id)) in enumerate(reversed(STATED_CLASSES.items())):
        total = count_text(stated(frame, total_id), lang)
        text = f"{say(f'class.{look}', lang)} <b>{total}</b>"
        if deep_id:
            text += f"{say('counties.comma', lang)}{_deep_text(stated(frame, deep_id), lang)}"
        labels.append({**_plain_label(text), "x": 0, "y": place + 0.27, "xref": "x", "yref": "y"})
    return labels


def _plain_label(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "borderpad": 0,
        "font": {"size": 14, "color": "@ink"},
    }


def _heading(text: str, height: float) -> dict[str, Any]:
    font = {"size": 13, "color": "@muted"}
    return {**_plain_label(text), "x": 0, "y": height, "xref": "paper", "yref": "paper", "font": font}


def table_classes(frame: pd.DataFrame, lang: Lang) -> Table:
    totals = [
        (
            Cell(text=say(f"class.{look}", lang)),
            Cell(text=say("counties.stated-total", lang)),
            stated_cell(frame, total_id, lang),
            stated_cell(frame, deep_id, lang) if deep_id else Cell(text=say("evidence.not_applicable", lang)),
        )
        for look, (total_id, deep_id) in STATED_CLASSES.items()
    ]
    head = ("class.label", "counties.place", "counties.number", "counties.of-them-deep")
    rows = (*totals, *_class_rows(frame, lang))
    return Table(head=tuple(say(key, lang) for key in head), rows=rows)


def _class_rows(frame: pd.DataFrame, lang: Lang) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    provinces = grouped(frame.to_dict("records"), "province_id")
    for province in PROVINCES:
        classes = grouped(provinces.get(province, ()), "county_class")
        for look in (one for one in CLASSES if one in classes):
            found, criteria = classes[look], {"province": province, "class": look}
            deep = sum(row["deep_poverty"] == "yes" for row in found)
            rows.append(
                (
                    Cell(text=say(f"class.{look}", lang)),
                    Cell(text=found[0][f"province_{lang}"]),
                    count_cell(frame, len(found), lang, **criteria),
                    count_cell(frame, deep, lang, **criteria, deep="yes"),
                )
            )
    return rows
