"""The frames of paired counties and supported areas in the shape that pages and charts read.

Both are made from registers of these keys; a package without such a register has frames without rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.package.frames import LANGUAGES, last_year, listed, looked_up, names_of, unique

PAIRED, SUPPORTED = "paired_counties", "supported_areas"
# What a column of the former frame is called in the register.
CALLED = {
    "class_evidence": "county_class_evidence",
    "deep_evidence": "deep_poverty_evidence",
    "delisted_evidence": "delisted_year_evidence",
    "membership_evidence": "member_evidence",
}
OWN = (
    *("area_id", "county_class", "class_evidence", "deep_poverty", "deep_evidence"),
    *("delisted_year", "delisted_evidence"),
)
PLACES = ("name_zh", "name_en", "pinyin", "prefecture_id", "province_id")


@dataclass(frozen=True, kw_only=True)
class PairedCounty:
    area_id: str
    county_class: str
    class_evidence: str
    deep_poverty: str
    deep_evidence: str
    delisted_year: str
    delisted_evidence: str
    partner_city_id: str | None
    partner_county_ids: tuple[str, ...]
    partner_evidence: str
    membership_evidence: str
    class_source_ids: tuple[str, ...]
    partner_source_ids: tuple[str, ...]
    note_zh: str
    note_en: str


@dataclass(frozen=True, kw_only=True)
class SupportedArea:
    area_id: str
    support: str
    evidence: str
    source_ids: tuple[str, ...]
    note_zh: str
    note_en: str


# Paired counties ----------------------------------------------------------------------------------------------


def paired_counties(
    registers: Mapping[str, pd.DataFrame], pairings: pd.DataFrame, areas: pd.DataFrame
) -> pd.DataFrame:
    frame = registers.get(PAIRED, pd.DataFrame())
    cities, counties = (_partners(frame, pairings, level) for level in ("city", "county"))
    made: dict[str, pd.Series[Any]] = {name: _text(frame, CALLED.get(name, name)) for name in OWN}
    made["partner_city_id"] = pd.Series(
        [ids[0] if ids else None for ids in cities], index=frame.index, dtype="str"
    )
    made["partner_county_ids"] = listed(counties, frame)
    made["partner_evidence"] = _text(frame, "partner_evidence")
    made["membership_evidence"] = _text(frame, "member_evidence")
    made["class_source_ids"] = _lists(frame, "county_class_sources")
    made["partner_source_ids"] = _partner_sources(frame)
    made |= {name: _text(frame, name) for name in ("note_zh", "note_en", *PLACES)}
    made["delisted_by"] = last_year(made["delisted_year"])
    for lang in LANGUAGES:
        made |= {f"{name}_{lang}": _text(frame, f"{name}_{lang}") for name in ("prefecture", "province")}
    return pd.DataFrame(made | _partner_names(made, areas))


def county(frame: pd.DataFrame, area_id: str) -> PairedCounty:
    """Raises KeyError for an area that is not in the register."""
    rows = frame[frame["area_id"] == area_id].to_dict("records")
    if not rows:
        raise KeyError(area_id)
    row = {name: rows[0][name] for name in PairedCounty.__dataclass_fields__}
    if not isinstance(row["partner_city_id"], str):
        row["partner_city_id"] = None
    return PairedCounty(**row)


def _partners(frame: pd.DataFrame, pairings: pd.DataFrame, level: str) -> list[tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    own = pairings[pairings["level"] == level]
    for receiver, partner in zip(own["receiver"], own["partner"], strict=True):
        found[receiver] = unique((*found.get(receiver, ()), partner))
    return [found.get(area_id, ()) for area_id in _text(frame, "area_id")]


def _partner_sources(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Where no partner was found, the sources that say that there is one."""
    pairs = zip(_lists(frame, "partner_sources"), _lists(frame, "member_sources"), strict=True)
    return listed([partner or member for partner, member in pairs], frame)


def _partner_names(made: Mapping[str, "pd.Series[Any]"], areas: pd.DataFrame) -> dict[str, "pd.Series[Any]"]:
    names: dict[str, pd.Series[Any]] = {}
    for column, suffix, comma in (
        ("name_zh", "zh", "、"),
        ("name_en", "en", ", "),
        ("pinyin", "pinyin", ", "),
    ):
        by_id = dict(zip(areas["area_id"], areas[column], strict=True))
        names[f"partner_city_{suffix}"] = looked_up(made["partner_city_id"], by_id)
        joined = [comma.join(by_id[one] for one in ids) for ids in made["partner_county_ids"]]
        names[f"partner_county_{suffix}"] = pd.Series(joined, index=made["area_id"].index, dtype="str")
    return names


# Supported areas ----------------------------------------------------------------------------------------------


def with_support(areas: pd.DataFrame, registers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    frame = registers.get(SUPPORTED, pd.DataFrame())
    support = dict(zip(_text(frame, "area_id"), _text(frame, "support"), strict=True))
    return areas.assign(support=looked_up(areas["area_id"], support))


def supported_areas(
    registers: Mapping[str, pd.DataFrame], areas: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """The areas with support, in the order of the areas."""
    register = registers.get(SUPPORTED, pd.DataFrame())
    own = areas[areas["support"] != ""].reset_index(drop=True)
    rows = dict(zip(_text(register, "area_id"), register.index, strict=True))
    frame = register.reindex([rows[one] for one in own["area_id"]]).reset_index(drop=True)
    made = {
        name: own[name]
        for name in ("area_id", "name_zh", "name_en", "pinyin", "level", "parent_id", "support")
    }
    made["evidence"] = _text(frame, "support_evidence")
    made["source_ids"] = _lists(frame, "support_sources")
    for lang, joint in (("zh", ""), ("en", " ")):
        pairs = zip(_text(frame, f"note_{lang}"), own[f"note_{lang}"], strict=True)
        notes = [joint.join(filter(None, pair)) for pair in pairs]
        made[f"note_{lang}"] = pd.Series(notes, index=own.index, dtype="str")
    made["city_id"] = own["parent_id"]
    made |= names_of(own["parent_id"], areas, "city")
    grades = dict(zip(sources["source_id"], sources["grade"], strict=True))
    best = [min((grades[one] for one in ids), default="C") for ids in made["source_ids"]]
    return pd.DataFrame(made | {"grade": pd.Series(best, index=own.index, dtype="str")})


def supported(frame: pd.DataFrame, area_id: str) -> SupportedArea | None:
    rows = frame[frame["area_id"] == area_id].to_dict("records")
    fields = SupportedArea.__dataclass_fields__
    return SupportedArea(**{name: rows[0][name] for name in fields}) if rows else None


def _text(frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    return frame[column] if column in frame else pd.Series("", index=frame.index, dtype="str")


def _lists(frame: pd.DataFrame, column: str) -> "pd.Series[Any]":
    return frame[column] if column in frame else listed([()] * len(frame), frame)
