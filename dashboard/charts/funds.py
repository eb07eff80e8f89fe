"""Aid in money and in jobs: each figure in its own unit and period, from one giver to one place, never added up."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts.geo import short_name
from dashboard.charts.parts import Row, days, grouped
from dashboard.drawing import Card, CardGroup, Cards, Cell, Table
from dashboard.figures import words
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say

# What stands side by side, in the order of the page; `enshi` and `jobs` hold figures of sources that disagree.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "four-provinces": (
        "aid-2018",
        "aid-2018-planned",
        "aid-per-county-2018",
        "aid-deep-2018",
        "aid-2018-2020",
    ),
    "sichuan": (
        "aid-sichuan-2016-2020",
        "aid-sichuan-2016-2020-thepaper",
        "aid-sichuan-2018-2020",
        "aid-per-county-sichuan-2016",
        "aid-per-county-sichuan-2020",
    ),
    "enshi": (
        "aid-hangzhou-enshi-2020-hbrb",
        "aid-hangzhou-enshi-2020-dskb",
        "aid-hangzhou-enshi-2017-2018",
    ),
    "jobs": ("labour-hangzhou-2020-12", "labour-hangzhou-2020-10", "labour-qiandongnan-2018-2020"),
    "hangzhou": (
        "aid-hangzhou-2019",
        "aid-hangzhou-qiandongnan-2019",
        "aid-hangzhou-enshi-2019",
        "aid-hangzhou-2020",
        "aid-hangzhou-qiandongnan-2013-2017",
        "aid-hangzhou-qiandongnan-2018-2020",
    ),
    "ningbo": (
        "aid-ningbo-2017-2019",
        "aid-ningbo-yanbian-2017-2020",
        "aid-ningbo-yanbian-2017-planned",
        "aid-ningbo-qianxinan-2017-planned",
        "aid-ningbo-qianxinan-1996-2016",
    ),
    "counties": (
        "aid-zhoushan-dazhou-2018-2020",
        "aid-xiacheng-badong-2017-2020",
        "aid-gongshu-huangping-2018-2020",
        "aid-binjiang-majiang-2018-2020",
        "aid-yueqing-rangtang-2018-2020",
        "aid-jiande-cengong-2018",
        "aid-luqiao-chaotian-2019-planned",
        "aid-haiyan-pingshan-2017-2018",
    ),
}


def draw_funds(frame: pd.DataFrame, lang: Lang) -> Cards:
    """Frame: a facts frame with `group`, and the giver's name as `giver_zh`, `giver_en`."""
    return Cards(
        tuple(
            CardGroup(
                title=say(f"funds.{group}", lang),
                cards=tuple(_card(row, lang) for row in rows),
                accent="brick",
            )
            for group, rows in grouped(frame.to_dict("records"), "group").items()
        )
    )


def _card(row: Row, lang: Lang) -> Card:
    return Card(
        amount=row_amount(row, lang),
        ref=Ref("fact", row["fact_id"]),
        label=f"{_name(row, 'giver', lang)} → {_name(row, 'area', lang)}",
        detail=f"{row[f'indicator_{lang}']} · {when(row, lang)}",
        marks=_marks(row),
        grade=row["grade"],
    )


def _name(row: Row, part: str, lang: Lang) -> str:
    """Short for an area with a code; a group of areas has no shorter name, but for the four provinces."""
    name: str = row[f"{part}_{lang}"]
    area_id = row["area_id" if part == "area" else "counterpart_id"]
    if area_id == "group-four-provinces":
        return say("funds.all-four", lang)
    return name if area_id.startswith("group-") else short_name(name, lang)


def _marks(row: Row) -> tuple[str, ...]:
    marks = [row["qualifier"]] if row["qualifier"] != "exact" else []
    if row["status"] == "planned":
        marks.append("planned")
    return tuple(marks)


def when(row: Row, lang: Lang) -> str:
    """The period, and the month it was counted to where that is not the end of a year."""
    start, end = days(row)
    period = words.period(row["period_kind"], start, end, lang)
    if row["period_kind"] != "cumulative" or end is None or (end.month, end.day) == (12, 31):
        return period
    comma = "，" if lang == "zh" else ", "
    return f"{period}{comma}{words.period('at', None, end, lang)}"


def table_funds(frame: pd.DataFrame, lang: Lang) -> Table:
    head = (
        "funds.giver",
        "funds.receiver",
        "column.indicator",
        "column.period",
        "column.figure",
        "column.grade",
    )
    return Table(
        head=tuple(say(key, lang) for key in head),
        rows=tuple(_fund_row(row, lang) for row in frame.to_dict("records")),
    )


def _fund_row(row: Row, lang: Lang) -> tuple[Cell, ...]:
    planned = f"（{say('status.planned', lang)}）" if lang == "zh" else f" ({say('status.planned', lang)})"
    return (
        Cell(text=row[f"giver_{lang}"]),
        Cell(text=row[f"area_{lang}"]),
        Cell(text=row[f"indicator_{lang}"] + (planned if row["status"] == "planned" else "")),
        Cell(text=when(row, lang)),
        Cell(text=str(row_amount(row, lang)), ref=Ref("fact", row["fact_id"])),
        Cell(text=row["grade"]),
    )
