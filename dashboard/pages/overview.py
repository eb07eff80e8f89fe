"""The overview: the two sides in one screen, when things happened, who is paired with whom, and ways in."""

import pandas as pd

from dashboard.charts.links import draw_links, draw_relation_map
from dashboard.charts.timeline import draw_timeline, table_timeline
from dashboard.drawing import Card, CardGroup, Cards, Passage, Passages
from dashboard.figures.amounts import row_amount
from dashboard.figures.words import Lang, Ref, say
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit
from dashboard.package.load import Package
from dashboard.selection import select_facts

HEADLINES = {
    "low-income-population-2018": "in-province",
    "poverty-line-cleared-2015": "in-province",
    "low-income-income-2018": "in-province",
    "relocation-2013-2019": "in-province",
    "paired-counties": "east-west",
    "delisted-by-2018": "east-west",
}

# Each dated figure of the document and the row of the timeline it stands in; undated ones never stand here.
LANES = {
    "low-income-population-2012": 0,
    "low-income-population-2018": 0,
    "relocation-2013-2019": 1,
    "poverty-line-cleared-2015": 2,
    "low-income-growth": 3,
    "low-income-income-2018": 4,
    "delisted-by-2018": 5,
}

FOUR_ONES = ("principle", "mechanism", "road", "pattern")


def select_headlines(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, ids=HEADLINES)
    return frame.assign(side=frame["fact_id"].map(HEADLINES))


def draw_headlines(frame: pd.DataFrame, lang: Lang) -> Cards:
    groups = []
    for side, rows in frame.groupby("side", sort=False):
        cards = tuple(
            Card(
                amount=row_amount(row, lang),
                ref=Ref("fact", row["fact_id"]),
                label=say(f"headline.{row['fact_id']}.label", lang),
                detail=say(f"headline.{row['fact_id']}.detail", lang),
            )
            for row in rows.to_dict("records")
        )
        groups.append(
            CardGroup(
                title=say(f"headline.{side}", lang),
                cards=cards,
                accent={"in-province": "teal"}.get(str(side), "brick"),
            )
        )
    return Cards(tuple(groups))


def select_timeline(package: Package, choices: Choices) -> pd.DataFrame:
    frame = select_facts(package, choices, ids=LANES)
    side = frame["fact_id"].map({"delisted-by-2018": "east-west"}).fillna("in-province")
    return frame.assign(lane=frame["fact_id"].map(LANES), side=side)


def select_approach(_package: Package, _choices: Choices) -> pd.DataFrame:
    """The passage of the document that the four parts of the approach stand in."""
    return pd.DataFrame({"source_id": ["document"], "paragraph": [13]})


def draw_approach(_frame: pd.DataFrame, lang: Lang) -> Passages:
    return Passages(
        tuple(
            Passage(heading=say(f"approach.{part}.heading", lang), text=(say(f"approach.{part}.text", lang),))
            for part in FOUR_ONES
        )
    )


EXHIBITS = (
    LegacyExhibit(key="headlines", select=select_headlines, draw=draw_headlines, table=None),
    LegacyExhibit(
        key="timeline",
        select=select_timeline,
        draw=draw_timeline,
        table=table_timeline,
        plots=True,
        legend=("cumulative", "within", "at_least"),
    ),
    LegacyExhibit(
        key="relation-map",
        select=lambda package, _choices: package.paired_counties,
        draw=draw_relation_map,
        table=draw_links,
        plots=True,
        legend=("line", "city"),
    ),
    LegacyExhibit(key="approach", select=select_approach, draw=draw_approach, table=None),
)
