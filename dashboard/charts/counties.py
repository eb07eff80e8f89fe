"""The paired counties as cells, as classes, by the year they were delisted, and one by one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Any

import pandas as pd

from dashboard.charts.geo import short_name
from dashboard.charts.parts import Row, Rows, grouped
from dashboard.drawing import Cell, Table, Waffle, WaffleCell, WaffleGroup
from dashboard.figures.cite import count_id
from dashboard.figures.words import Lang, Mention, Prose, Ref, amount, say

PROVINCES = {
    "510000": "paired-sichuan",
    "520000": "paired-guizhou",
    "420000": "paired-hubei",
    "220000": "paired-jilin",
}
CLASSES = ("national", "provincial", "none", "unknown")

Trace = dict[str, Any]


def joined(parts: Sequence[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


# Counts -------------------------------------------------------------------------------------------------------


def count_ref(frame: pd.DataFrame, **criteria: str) -> Ref:
    """The computed count of those rows of the frame that meet criteria.

    A frame under filters has `scope`, the criteria that tell its rows from all eighty (`by=2018;province=510000`).
    """
    return Ref("derived", count_id(**(_scope(frame) | criteria)))


def _scope(frame: pd.DataFrame) -> dict[str, str]:
    text = str(frame["scope"].iloc[0]) if "scope" in frame else ""
    return dict(part.split("=") for part in text.split(";")) if text else {}


def is_filtered(frame: pd.DataFrame) -> bool:
    return bool(_scope(frame))


def count_text(number: float, lang: Lang) -> str:
    return str(amount(Decimal(int(number)), "个", lang))


def key_of(ref: Ref) -> str:
    """A reference as marks carry it."""
    return f"{ref.kind}:{ref.id}"


def stated(frame: pd.DataFrame, fact_id: str) -> int:
    """A total of the document; it stands on every row and no filter changes it."""
    return int(frame[f"stated_{fact_id}"].iloc[0])


def count_cell(frame: pd.DataFrame, number: int, lang: Lang, **criteria: str) -> Cell:
    """A count in a column whose head says what is counted."""
    return Cell(text=str(amount(Decimal(number), "", lang)), ref=count_ref(frame, **criteria))


def stated_cell(frame: pd.DataFrame, fact_id: str, lang: Lang) -> Cell:
    return Cell(text=str(amount(Decimal(stated(frame, fact_id)), "", lang)), ref=Ref("fact", fact_id))


# Looks --------------------------------------------------------------------------------------------------------

HATCH: Mapping[str, Any] = {
    "shape": "/",
    "fgcolor": "@hatch",
    "bgcolor": "@hatch-ground",
    "size": 7,
    "solidity": 0.15,
}
DOTS: Mapping[str, Any] = {
    "shape": ".",
    "fgcolor": "@on-fill",
    "bgcolor": "@east-west",
    "size": 7,
    "solidity": 0.25,
}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "national": {"color": "@east-west", "line": {"color": "@east-west", "width": 0}},
    "provincial": {"color": "@east-west-mid", "line": {"color": "@east-west", "width": 1.5}},
    "none": {"color": "@clear", "line": {"color": "@second", "width": 1.5}},
    "unknown": {"color": "@hatch-ground", "pattern": HATCH, "line": {"color": "@hatch", "width": 1.5}},
}
# Words stand on the fill of the national class, beside or on a pale ground for the others.
INK_ON = {"national": "@on-fill", "provincial": "@on-mid", "none": "@ink", "unknown": "@ink"}


def bare_axis(longest: float) -> dict[str, Any]:
    return {"visible": False, "range": [0, longest], "fixedrange": True}


# Waffle -------------------------------------------------------------------------------------------------------

MOST_COLUMNS = {"zh": 20, "en": 16}  # side by side on a wide screen; English names need more room


def draw_waffle(frame: pd.DataFrame, lang: Lang) -> Waffle:
    """Frame: county rows with `stated_` totals of the provinces."""
    groups = grouped(frame.to_dict("records"), "province_id")
    shown = [(province, groups[province]) for province in PROVINCES if province in groups]
    height = _cells_high([len(rows) for _, rows in shown], MOST_COLUMNS[lang])
    return Waffle(
        tuple(
            WaffleGroup(
                title=_group_title(frame, province, rows, lang),
                columns=ceil(len(rows) / height),
                cells=tuple(_waffle_cell(row, lang) for row in rows),
            )
            for province, rows in shown
        )
    )


def _cells_high(sizes: Sequence[int], most_columns: int) -> int:
    """How many cells stand on each other so that all groups fit side by side."""
    return next(
        height
        for height in range(1, sum(sizes) + 1)
        if sum(ceil(size / height) for size in sizes) <= most_columns
    )


def _group_title(frame: pd.DataFrame, province: str, rows: Rows, lang: Lang) -> Prose:
    name = short_name(rows[0][f"province_{lang}"], lang)
    fact_id = PROVINCES[province]
    total = Mention(count_text(stated(frame, fact_id), lang), Ref("fact", fact_id))
    if not is_filtered(frame):
        return (f"{name} ", total)
    shown = Mention(count_text(len(rows), lang), count_ref(frame, province=province))
    return (f"{name} ", shown, say("counties.of-stated", lang), total)


def _waffle_cell(row: Row, lang: Lang) -> WaffleCell:
    return WaffleCell(
        text=short_name(row[f"name_{lang}"], lang),
        ref=Ref("county", row["area_id"]),
        look=row["county_class"],
        dotted=row["deep_poverty"] == "yes",
        title=county_title(row, lang),
    )


def county_title(row: Row, lang: Lang) -> str:
    """A county in one line: name, class, and deep poverty where it is named."""
    parts = [row[f"name_{lang}"], say(f"class.{row['county_class']}", lang)]
    if row["deep_poverty"] == "yes":
        parts.append(say("counties.deep", lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def table_waffle(frame: pd.DataFrame, lang: Lang) -> Table:
    rows = tuple(
        (
            Cell(text=row[f"name_{lang}"], ref=Ref("county", row["area_id"])),
            Cell(text=row[f"province_{lang}"]),
            Cell(text=class_text(row, lang)),
            Cell(text=say(f"deep.{row['deep_poverty']}", lang)),
        )
        for row in frame.to_dict("records")
    )
    head = ("counties.county", "filter.province.label", "class.label", "deep.label")
    return Table(head=tuple(say(key, lang) for key in head), rows=rows)


def class_text(row: Row, lang: Lang) -> str:
    text = say(f"class.{row['county_class']}", lang)
    return text + inferred(lang) if row["class_evidence"] == "inferred" else text


def inferred(lang: Lang) -> str:
    return say("counties.inferred", lang)


# One row a county ---------------------------------------------------------------------------------------------


CLASS_RANKS = {"national": "1", "provincial": "2", "none": "3", "unknown": ""}
DEEP_RANKS = {"yes": "1", "unknown": ""}


def draw_county_table(frame: pd.DataFrame, lang: Lang) -> Table:
    head = (
        "counties.county",
        "counties.place",
        "class.label",
        "deep.label",
        "county.delisted",
        "county.partner",
        "counties.evidence",
    )
    return Table(
        head=tuple(say(key, lang) for key in head),
        rows=tuple(_county_row(row, lang) for row in frame.to_dict("records")),
        html_id="county-table",
        sortable=True,
    )


def _county_row(row: Row, lang: Lang) -> tuple[Cell, ...]:
    ref = Ref("county", row["area_id"])
    place = f"{short_name(row[f'province_{lang}'], lang)} · {short_name(row[f'prefecture_{lang}'], lang)}"
    return (
        Cell(text=row[f"name_{lang}"], ref=ref, sort=row["pinyin"] if lang == "zh" else None),
        Cell(text=place),
        Cell(text=class_text(row, lang), sort=CLASS_RANKS[row["county_class"]]),
        Cell(text=say(f"deep.{row['deep_poverty']}", lang), sort=DEEP_RANKS[row["deep_poverty"]]),
        Cell(text=delisted_text(row, lang), ref=ref, sort=row["delisted_year"][-4:]),
        Cell(text=partner_text(row, lang), sort=None if row[f"partner_city_{lang}"] else ""),
        Cell(text=evidence_text(row, lang)),
    )


def delisted_text(row: Row, lang: Lang) -> str:
    year = row["delisted_year"]
    if not year:
        return say(f"evidence.{row['delisted_evidence']}", lang)
    text = say("counties.or-earlier", lang, year=year[-4:]) if year.startswith("<=") else str(year)
    return text + inferred(lang) if row["delisted_evidence"] == "inferred" else text


def partner_text(row: Row, lang: Lang) -> str:
    """The Zhejiang city, and its county where one was found."""
    if not row[f"partner_city_{lang}"]:
        return say("county.no-partner", lang)
    county = row[f"partner_county_{lang}"] or say("counties.no-county-partner", lang)
    text = f"{row[f'partner_city_{lang}']} · {county}"
    return text + inferred(lang) if row["partner_evidence"] == "inferred" else text


def evidence_text(row: Row, lang: Lang) -> str:
    """What of a row is inferred; what is unknown says so in its own column."""
    parts = {
        "membership_evidence": "counties.membership",
        "class_evidence": "class.label",
        "deep_evidence": "deep.label",
        "delisted_evidence": "counties.year",
        "partner_evidence": "county.partner",
    }
    guessed = [say(key, lang) for column, key in parts.items() if row[column] == "inferred"]
    if not guessed:
        return say("evidence.stated", lang)
    return say("counties.inferred-parts", lang, parts=joined(guessed, lang))
