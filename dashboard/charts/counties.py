"""The paired counties as cells, as classes, by the year they were delisted, and one by one."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.charts.parts import Row
from dashboard.drawing import Cell
from dashboard.figures.cite import count_id
from dashboard.figures.words import Lang, Ref, amount, say

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
    "bgcolor": "@brick",
    "size": 7,
    "solidity": 0.25,
}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "national": {"color": "@brick", "line": {"color": "@brick", "width": 0}},
    "provincial": {"color": "@brick-mid", "line": {"color": "@brick", "width": 1.5}},
    "none": {"color": "@clear", "line": {"color": "@second", "width": 1.5}},
    "unknown": {"color": "@hatch-ground", "pattern": HATCH, "line": {"color": "@hatch", "width": 1.5}},
}
# Words stand on the fill of the national class, beside or on a pale ground for the others.
INK_ON = {"national": "@on-fill", "provincial": "@on-mid", "none": "@ink", "unknown": "@ink"}


def bare_axis(longest: float) -> dict[str, Any]:
    return {"visible": False, "range": [0, longest], "fixedrange": True}


def county_title(row: Row, lang: Lang) -> str:
    """A county in one line: name, class, and deep poverty where it is named."""
    parts = [row[f"name_{lang}"], say(f"class.{row['county_class']}", lang)]
    if row["deep_poverty"] == "yes":
        parts.append(say("counties.deep", lang))
    return ("，" if lang == "zh" else ", ").join(parts)


def class_text(row: Row, lang: Lang) -> str:
    text = say(f"class.{row['county_class']}", lang)
    return text + inferred(lang) if row["class_evidence"] == "inferred" else text


def inferred(lang: Lang) -> str:
    return say("counties.inferred", lang)


def partner_text(row: Row, lang: Lang) -> str:
    """The Zhejiang city, and its county where one was found."""
    if not row[f"partner_city_{lang}"]:
        return say("county.no-partner", lang)
    county = row[f"partner_county_{lang}"] or say("counties.no-county-partner", lang)
    text = f"{row[f'partner_city_{lang}']} · {county}"
    return text + inferred(lang) if row["partner_evidence"] == "inferred" else text
