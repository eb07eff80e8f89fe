"""The work within the province: Mountain–Sea cooperation by date, and the lines of work with their cases."""

import pandas as pd

from dashboard.charts.listing import fact_card, period_text
from dashboard.charts.parts import Row
from dashboard.drawing import CardGroup, Cards, Cell, Passage, Passages
from dashboard.figures.words import Lang, say


def draw_mountain_sea(frame: pd.DataFrame, lang: Lang) -> Cards:
    """Frame: facts; one group for each date, since funds in place and investment completed make no series."""
    groups = []
    for _, rows in frame.sort_values("period_end", kind="stable").groupby("period_end", sort=False):
        listed = rows.to_dict("records")
        title = f"{_as_of(listed[0], lang)} · {listed[0][f'area_{lang}']}"
        details = ["" if row["area_id"] == listed[0]["area_id"] else row[f"area_{lang}"] for row in listed]
        cards = tuple(fact_card(row, lang, detail=text) for row, text in zip(listed, details, strict=True))
        groups.append(CardGroup(title=title, cards=cards, accent="teal"))
    return Cards(tuple(groups))


def _as_of(row: Row, lang: Lang) -> str:
    """A total with the month it runs to; the source gives "twenty years", or no beginning at all."""
    if row["period_kind"] != "cumulative":
        return period_text(row, lang)
    end = row["period_end"]
    return say("mountain-sea.cumulative", lang, year=end.year, month=end.month)


def draw_lines_of_work(frame: pd.DataFrame, lang: Lang) -> Passages:
    """Frame: `line` with its cases, a case in each line it shows; a row without a case stands for the line itself."""
    items = []
    for line, rows in frame.groupby("line", sort=False):
        cases = rows[rows["case_id"].notna()]
        links = tuple(
            Cell(text=row[f"title_{lang}"], href=f"/cases/{row['case_id']}")
            for row in cases.to_dict("records")
        )
        text = say(f"work.{line}.text", lang)
        items.append(Passage(heading=say(f"work.{line}.heading", lang), text=(text,), links=links))
    return Passages(tuple(items))
