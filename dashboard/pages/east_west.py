"""East–west cooperation: the eighty paired counties, their classes and years, their partners and the aid they got."""

import pandas as pd

from dashboard.charts.classes import STATED_CLASSES, draw_classes, table_classes
from dashboard.charts.counties import PROVINCES, draw_county_table, draw_waffle, table_waffle
from dashboard.charts.delisting import STATED_DELISTED, draw_delisting, table_delisting
from dashboard.charts.funds import GROUPS, draw_funds, table_funds
from dashboard.charts.links import draw_links, draw_pairing_map
from dashboard.figures.counts import SEPARATOR
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit, Select
from dashboard.package.load import Package
from dashboard.selection import ancestry, select_counties, select_facts, within

CLASS_FACTS = tuple(fact_id for pair in STATED_CLASSES.values() for fact_id in pair if fact_id)


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


def _with_stated(*fact_ids: str, without: tuple[str, ...]) -> Select:
    """The county rows with the totals the document states, the same on every row whatever the filters."""

    def select(package: Package, choices: Choices) -> pd.DataFrame:
        facts = [package.fact(fact_id) for fact_id in fact_ids]
        totals = {f"stated_{fact.fact_id}": float(fact.value or 0) for fact in facts}
        frame = select_scoped(package, choices).drop(columns=list(without))
        return frame.assign(source_id="document", paragraph=facts[0].paragraph, **totals)

    return select


def select_funds(package: Package, choices: Choices) -> pd.DataFrame:
    """Aid to the places in which the chosen counties lie; under a city, only what that city or its counties gave.

    Columns: those of a facts frame, with `group` and the giver's name as `giver_zh`, `giver_en`.
    """
    group_of = {fact_id: group for group, fact_ids in GROUPS.items() for fact_id in fact_ids}
    covered = _covered(package, select_counties(package, choices))
    frame = select_facts(package, {}, ids=group_of)
    keep = frame["area_id"].isin(covered)
    if choices.get("city") is not None:
        keep &= frame["counterpart_id"].map(lambda giver: within(package, giver, choices["city"]))
    names = package.areas.set_index("area_id")
    frame = frame[keep]
    return frame.assign(
        group=frame["fact_id"].map(group_of),
        giver_zh=frame["counterpart_id"].map(names["name_zh"]),
        giver_en=frame["counterpart_id"].map(names["name_en"]),
    )


def _covered(package: Package, counties: pd.DataFrame) -> set[str]:
    """The counties, what they lie in, and the groups that any of it belongs to."""
    areas = {area for county in counties["area_id"] for area in ancestry(package, county)}
    groups = zip(package.areas["area_id"], package.areas["members"], strict=True)
    return areas | {group for group, members in groups if areas & set(members)}


EXHIBITS = (
    LegacyExhibit(
        key="county-waffle",
        select=_with_stated(*PROVINCES.values(), without=("partner_source_ids",)),
        draw=draw_waffle,
        table=table_waffle,
        legend=("national", "deep", "provincial", "none", "unknown"),
    ),
    LegacyExhibit(
        key="county-classes",
        select=_with_stated(*CLASS_FACTS, without=("partner_source_ids",)),
        draw=draw_classes,
        table=table_classes,
        plots=True,
        legend=("national", "provincial", "none", "unknown", "computed"),
    ),
    LegacyExhibit(
        key="delisting",
        select=_with_stated(STATED_DELISTED, without=("partner_source_ids",)),
        draw=draw_delisting,
        table=table_delisting,
        plots=True,
        legend=("computed",),
    ),
    LegacyExhibit(
        key="pairing-map",
        select=select_scoped,
        draw=draw_pairing_map,
        table=draw_links,
        plots=True,
        legend=("line", "city", "national", "deep", "provincial", "none", "unknown"),
    ),
    LegacyExhibit(
        key="pairing-links",
        select=lambda package, choices: select_scoped(package, choices).drop(columns="class_source_ids"),
        draw=draw_links,
        table=None,
    ),
    LegacyExhibit(
        key="aid-funds",
        select=select_funds,
        draw=draw_funds,
        table=table_funds,
        legend=("planned", "at_least"),
    ),
    LegacyExhibit(key="county-table", select=select_scoped, draw=draw_county_table, table=None),
)
