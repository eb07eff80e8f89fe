"""Counts the rows of a register that meet criteria; the id of such a figure spells the criteria out.

    counties:by=2018;class=national;province=510000

The register and its columns stand there by their `ref`. The keys are sorted, so that a figure has one id only. `none`
stands for an empty cell; `among` lists areas, `+` between them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

import pandas as pd

from dashboard.figures.words import name_wording
from dashboard.package.load import Package
from dashboard.package.model import Operation
from dashboard.package.remarks import because
from dashboard.package.site import Column, Register, Wording

EMPTY = "none"
SEPARATOR = "+"
YEAR = r"(19|20)\d\d"
MEMBERS = "member_evidence"  # the column that says how it is known that an area is a member

Matches = Callable[[pd.DataFrame, str], "pd.Series[bool]"]


@dataclass(frozen=True, kw_only=True)
class DerivedFigure:
    """What is computed, and what a reader must know of it. `inputs` are facts, other computed figures or counts, by id;
    those of a count are the ids of the rows counted."""

    derived_id: str
    value: Decimal
    operation: Operation
    inputs: tuple[str, ...]
    unit_zh: str
    unit_en: str
    label: Wording
    formula: Wording
    caution: Wording
    inferred: int = 0  # rows that are counted and rest on inference


class NotComputedError(KeyError):
    """A figure that cannot be computed from this package, with the reason."""

    def __init__(self, figure_id: str, reason: str, **values: object) -> None:
        super().__init__(figure_id)
        self.reason = because(f"figure.{reason}", name=figure_id, **values)

    def __str__(self) -> str:
        return self.reason.said("en")


@dataclass(frozen=True)
class Criterion:
    """`words` names a value and raises KeyError for a value there cannot be."""

    name: Wording
    matches: Matches
    words: Callable[[str], Wording]
    evidence: str


def is_count(figure_id: str) -> bool:
    return ":" in figure_id and "~" not in figure_id


def count_id(register: str = "counties", /, **criteria: str | int) -> str:
    """`class_` stands for the key `class`, which Python keeps for itself."""
    named = {key.rstrip("_"): str(value) for key, value in criteria.items()}
    return f"{register}:" + ";".join(f"{key}={named[key]}" for key in sorted(named))


def count(package: Package, figure_id: str) -> DerivedFigure:
    """Raises KeyError for an id that is malformed, or names what the package does not declare."""
    register, criteria = parse_count(package, figure_id)
    known = criteria_of(package, register.ref)
    chosen = [(known[key], value) for key, value in criteria.items()]
    words = [(one.name, one.words(value)) for one, value in chosen]
    zh = "，".join(f"{name.pick('zh')}：{value.pick('zh')}" for name, value in words)
    en = ", ".join(f"{name.pick('en')}: {value.pick('en')}" for name, value in words)
    zh, en = f"（{zh}）" if zh else "", f" ({en})" if en else ""
    rows = package.registers[register.key]
    for one, value in chosen:
        rows = rows.loc[one.matches(rows, value)]
    size, evidence = len(rows), rows[sorted({MEMBERS, *(one.evidence for one, _ in chosen)})]
    table, counted = (one.otherwise(register.name) for one in (register.table, register.counted))
    formula = Wording(
        zh=f"{table.pick('zh')}中符合条件的行数{zh}：{size}",
        en=f"Rows of {table.pick('en')} that match{en}: {size}",
    )
    caution = {}
    if inferred := int((evidence == "inferred").any(axis="columns").sum()):
        caution["zh"] = f"其中{inferred}行的列入或归类含推断。"
        caution["en"] = f"Listing or placing {inferred} of these rows rests partly on inference."
    return DerivedFigure(
        derived_id=figure_id,
        value=Decimal(size),
        operation="count",
        inputs=tuple(rows["area_id"]),
        unit_zh="个",
        unit_en=register.noun.english(),
        label=Wording(zh=f"{counted.pick('zh')}数{zh}", en=f"{counted.pick('en')}{en}"),
        formula=formula,
        caution=Wording(**caution),
        inferred=inferred,
    )


def parse_count(package: Package, figure_id: str) -> tuple[Register, Mapping[str, str]]:
    """The register, and the criteria with their values."""
    name, _, listed = figure_id.partition(":")
    register = package.site.register_named(name)
    parts = [part.partition("=") for part in listed.split(";")] if listed else []
    chosen = {key: value for key, _, value in parts}
    if unknown := [key for key in chosen if key not in criteria_of(package, register.ref)]:
        raise NotComputedError(figure_id, "criterion", criterion=unknown[0], register=name)
    if count_id(name, **chosen) != figure_id:
        raise NotComputedError(figure_id, "spelling")
    return register, chosen


# Criteria -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def criteria_of(package: Package, ref: str) -> Mapping[str, Criterion]:
    """What rows of a register can be counted by: where they lie, who helps them, and the columns declared."""
    register = package.site.register_named(ref)
    home, at_home = package.site.short, register.of == "home"
    listed = partial(_listed, package, register)
    province, city = (partial(_area, package, level) for level in ("province", "city"))
    here, partner, zh = ("city", "partner", "设区市") if at_home else ("prefecture", "city", "市州")
    helping = Wording(zh=f"{home.pick('zh')}结对市", en=f"{home.pick('en')} partner city".strip())
    found = {
        "among": Criterion(Wording(zh="范围", en="among"), _among, listed, MEMBERS),
        "province": Criterion(Wording(zh="省", en="province"), _equal("province_id"), province, MEMBERS),
        here: Criterion(Wording(zh=zh, en=here), _equal("prefecture_id"), city, MEMBERS),
        partner: Criterion(helping, _holds("partner_city_ids"), city, "partner_evidence"),
    }
    for column in register.columns:
        found |= _declared(package, column)
    return found


def _declared(package: Package, column: Column) -> dict[str, Criterion]:
    name, key, evidence = column.counted.otherwise(column.name), column.key, f"{column.key}_evidence"
    area = partial(_area, package, "")
    match column.type:
        case "class" | "flag":
            # A class may itself be called none, so the value is compared as it stands.
            valued = partial(_valued, column)
            return {column.ref: Criterion(name, lambda rows, value: rows[key] == value, valued, evidence)}
        case "year":
            year, any_year = partial(_year, YEAR), partial(_year, rf"(<=)?{YEAR}|{EMPTY}")
            up_to = column.up_to.name.otherwise(name)
            return {
                column.ref: Criterion(name, _equal(key), any_year, evidence),
                column.up_to.ref: Criterion(up_to, partial(_up_to, key), year, evidence),
            }
        case "area":
            return {column.ref: Criterion(name, _equal(key), area, evidence)}
        case "areas":
            return {column.ref: Criterion(name, _holds(key), area, evidence)}
    return {}


def _equal(column: str) -> Matches:
    return lambda rows, value: rows[column].fillna("") == ("" if value == EMPTY else value)


def _up_to(column: str, rows: pd.DataFrame, year: str) -> "pd.Series[bool]":
    last = rows[column].str[-4:]  # `<=2018` counts as 2018, a blank as no year
    return (last != "") & (last <= year)


def _holds(column: str) -> Matches:
    return lambda rows, value: (
        rows[column].map(lambda ids: not ids if value == EMPTY else value in ids).astype(bool)
    )


def _among(rows: pd.DataFrame, value: str) -> "pd.Series[bool]":
    return rows["area_id"].isin(value.split(SEPARATOR))


# The words of a value -----------------------------------------------------------------------------------------


def _valued(column: Column, value: str) -> Wording:
    found = column.value(value)
    return found.counted.otherwise(found.name)


def _area(package: Package, level: str, value: str) -> Wording:
    if value == EMPTY:
        return Wording(zh="未知", en="unknown")
    area = package.area(value)
    if level and area.level != level:
        raise KeyError(value)
    return name_wording(area)


def _listed(package: Package, register: Register, value: str) -> Wording:
    """For choices that no other criterion spells out, such as a search: the areas themselves, sorted."""
    area_ids = value.split(SEPARATOR)
    known = package.tables[f"registers/{register.key}"].index
    if area_ids != sorted(set(area_ids)) or not all(one in known for one in area_ids):
        raise KeyError(value)
    size, noun = len(area_ids), register.noun
    return Wording(zh=f"所选的{size}个{noun.zh}", en=f"the {size} {noun.english()} chosen")


def _year(pattern: str, value: str) -> Wording:
    if not re.fullmatch(pattern, value, re.ASCII):
        raise KeyError(value)
    if value == EMPTY:
        return Wording(zh="无", en="none")
    year = value[-4:]
    if value != year:
        return Wording(zh=f"{year}年或更早", en=f"{year} or earlier")
    return Wording(zh=f"{year}年", en=year)
