"""The supported areas: 26 accelerated-development counties, and three listed beside them, wholly or in part."""

import pandas as pd

from dashboard.charts import geo
from dashboard.charts.parts import Row, Rows
from dashboard.drawing import Cell, Plot, Table
from dashboard.figures.cite import count_id
from dashboard.figures.words import Lang, Ref, say

ZHEJIANG = "33"
# Fill, edge and width of the edge; hatching stays with what is unknown.
LOOKS = {"key26": ("@teal", "@page", 0.7), "part": ("@teal-tint", "@teal", 2.0)}
VIEW = {"lonaxis": {"range": [117.95, 122.95]}, "lataxis": {"range": [27.02, 31.22]}}

# Where names would meet, one of them moves off its point.
SIDES: dict[Lang, dict[str, str]] = {
    "zh": {},
    "en": {
        "330702": "middle right",  # Wucheng
        "330727": "top center",  # Pan'an
        "330781": "top right",  # Lanxi
        "330802": "top left",  # Kecheng
        "330803": "bottom center",  # Qujiang
        "330822": "middle left",  # Changshan
        "330825": "top left",  # Longyou
        "330328": "bottom center",  # Wencheng
        "330881": "bottom center",  # Jiangshan
        "331123": "top center",  # Suichang
        "331124": "bottom center",  # Songyang
    },
}


def draw_supported_map(frame: pd.DataFrame, lang: Lang) -> Plot:
    """Frame: supported areas; every county is drawn as land beneath them."""
    groups = {str(support): rows.to_dict("records") for support, rows in frame.groupby("support")}
    counties = [code for code in geo.places()["counties"] if code.startswith(ZHEJIANG)]
    land = geo.areas("zhejiang", counties, fill="@land", edge="@page", width=0.7)
    filled = [_supported(rows, support, lang) for support, rows in groups.items()]
    layers = [_names(rows, support, lang) for support, rows in groups.items()]
    layout = {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "geo": {**VIEW, "visible": False, "bgcolor": "@clear", "projection": {"type": "mercator"}},
        "template": geo.template([layer.wide for layer in layers]),
    }
    return Plot(
        figure={"data": [land, *filled, *(layer.trace for layer in layers)], "layout": layout},
        height=620,
        narrow={"template": geo.template([layer.narrow for layer in layers])},
        narrow_height=350,
    )


def _names(rows: Rows, support: str, lang: Lang) -> geo.Layer:
    points = [geo.places()["counties"][row["area_id"]] for row in rows]
    names = [geo.short_name(row[f"name_{lang}"], lang) for row in rows]
    sides = [SIDES[lang].get(row["area_id"], "middle center") for row in rows]
    words = geo.texts(points, names, sides)
    size = 13 if lang == "zh" else 11.5
    style = _on_fill(size) if support == "key26" else geo.text_style("@ink", size)
    return geo.Layer(words, style, geo.UNSEEN_TEXT)


def _on_fill(size: float) -> geo.Style:
    """Where a name reaches over its county, the county's colour reaches with it."""
    halo = ", ".join(["0 0 2px var(--teal)"] * 4 + ["0 0 4px var(--teal)"] * 2)
    return {"textfont": {"color": "@on-fill", "size": size, "shadow": halo}}


def _supported(rows: Rows, support: str, lang: Lang) -> geo.Trace:
    codes = [row["area_id"] for row in rows]
    answers = {
        "customdata": [f"derived:{_count_of(row)}" for row in rows],
        "text": [_hover(row, lang) for row in rows],
        "hoverinfo": "text",
        "hovertemplate": "%{text}<extra></extra>",
    }
    fill, edge, width = LOOKS[support]
    return geo.areas("zhejiang", codes, fill=fill, edge=edge, width=width) | answers


def _hover(row: Row, lang: Lang) -> str:
    support = say(f"support.{row['support']}", lang)
    return f"{row[f'name_{lang}']} · {row[f'city_{lang}']}<br>{support}"


def _count_of(row: Row) -> str:
    """The computed count an area is part of; its proof lists the rows and their evidence."""
    if row["support"] == "part":
        return count_id("areas", support="part")
    return count_id("areas", city=row["city_id"], support="key26")


def draw_areas_by_city(frame: pd.DataFrame, lang: Lang) -> Table:
    """Frame: supported areas with `counted`, how many its count stands for; fewer may be on show."""
    groups = [
        rows.to_dict("records") for _, rows in frame.groupby(frame.apply(_count_of, axis=1), sort=False)
    ]
    groups.sort(key=lambda rows: (rows[0]["support"], -rows[0]["counted"]))
    return Table(
        head=tuple(say(f"areas.{name}", lang) for name in ("city", "count", "names")),
        rows=tuple(_city_row(rows, lang) for rows in groups),
    )


def _city_row(rows: Rows, lang: Lang) -> tuple[Cell, ...]:
    counted, first = rows[0]["counted"], rows[0]
    part = first["support"] == "part"
    name = say("areas.part", lang) if part else geo.short_name(first[f"city_{lang}"], lang)
    names = [geo.short_name(row[f"name_{lang}"], lang) for row in rows]
    text = str(counted) if len(rows) == counted else f"{len(rows)}/{counted}"
    return (
        Cell(text=name),
        Cell(text=text, ref=Ref("derived", _count_of(first)), number=len(rows)),
        Cell(text=("、" if lang == "zh" else ", ").join(names)),
    )


def draw_areas_table(frame: pd.DataFrame, lang: Lang) -> Table:
    """Frame: supported areas with `case_ids` and the cases' `titles_zh`, `titles_en`; one row for each area."""
    columns = ("area", "city", "support", "evidence", "cases")
    return Table(
        head=tuple(say(f"areas.{name}", lang) for name in columns),
        rows=tuple(_area_row(row, lang) for row in frame.to_dict("records")),
        html_id="areas-table",
        sortable=True,
    )


def _area_row(row: Row, lang: Lang) -> tuple[Cell, ...]:
    evidence = say(f"evidence.{row['evidence']}", lang)
    return (
        Cell(text=row[f"name_{lang}"]),
        Cell(text=row[f"city_{lang}"]),
        Cell(text=say(f"support.{row['support']}", lang)),
        Cell(text=f"{evidence} · {row['grade']}"),
        _cases(row, lang),
    )


def _cases(row: Row, lang: Lang) -> Cell:
    ids = row["case_ids"]
    if not ids:
        return Cell(text="—")
    href = f"/cases/{ids[0]}" if len(ids) == 1 else f"/cases?place={row['area_id']}"
    return Cell(text=("、" if lang == "zh" else ", ").join(row[f"titles_{lang}"]), href=href)
