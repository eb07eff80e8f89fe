"""Counts the rows of a register that meet criteria; the id of such a figure spells the criteria out.

    counties:by=2018;class=national;province=510000

The keys are sorted, so that a figure has one id only. `none` stands for an empty cell; `among` lists counties, `+`
between them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from dashboard.figures.derived import Derived, DerivedFigure
from dashboard.package.load import Package

EMPTY = "none"
SEPARATOR = "+"

Words = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """`words` names a value in Chinese and English and raises KeyError for a value there cannot be."""

    name: Words
    matches: Callable[[pd.DataFrame, str], "pd.Series[bool]"]
    words: Callable[[Package, str], Words]
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Register:
    name: Words
    counted: Words
    rows: Callable[[Package], pd.DataFrame]
    criteria: Mapping[str, Criterion]


def _equal(column: str) -> Callable[[pd.DataFrame, str], "pd.Series[bool]"]:
    return lambda rows, value: rows[column].fillna("") == ("" if value == EMPTY else value)


def _delisted_by(rows: pd.DataFrame, year: str) -> "pd.Series[bool]":
    return (rows["delisted_by"] <= int(year)).fillna(False).astype(bool)


def _area(level: str, *, may_be_empty: bool = False) -> Callable[[Package, str], Words]:
    def words(package: Package, value: str) -> Words:
        if may_be_empty and value == EMPTY:
            return "未知", "unknown"
        area = package.area(value)
        if area.level != level:
            raise KeyError(value)
        return area.name_zh, area.name_en

    return words


def _listed_counties(package: Package, value: str) -> Words:
    """For choices that no other criterion spells out, such as a search: the counties themselves, sorted."""
    area_ids = value.split(SEPARATOR)
    if area_ids != sorted(set(area_ids)):
        raise KeyError(value)
    for area_id in area_ids:
        package.county(area_id)
    return f"所选的{len(area_ids)}个县", f"the {len(area_ids)} counties chosen"


def _choice(choices: Mapping[str, Words]) -> Callable[[Package, str], Words]:
    return lambda _, value: choices[value]


def _year(pattern: str) -> Callable[[Package, str], Words]:
    def words(_: Package, value: str) -> Words:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise KeyError(value)
        if value == EMPTY:
            return "无", "none"
        year = value[-4:]
        return (f"{year}年或更早", f"{year} or earlier") if value != year else (f"{year}年", year)

    return words


CLASSES = {
    "national": ("国家级贫困县", "national-level poor county"),
    "provincial": ("省级贫困县", "provincial-level poor county"),
    "none": ("非贫困县", "not a poor county"),
    "unknown": ("未知", "unknown"),
}

REGISTERS: Mapping[str, Register] = {
    "counties": Register(
        name=("县表", "the county table"),
        counted=("对口帮扶县", "Paired counties"),
        rows=lambda package: package.paired_counties,
        criteria={
            "among": Criterion(
                name=("范围", "among"),
                matches=lambda rows, value: rows["area_id"].isin(value.split(SEPARATOR)),
                words=_listed_counties,
                evidence="membership_evidence",
            ),
            "by": Criterion(
                name=("摘帽年度不晚于", "delisted by assessment year"),
                matches=_delisted_by,
                words=_year(r"20\d\d"),
                evidence="delisted_evidence",
            ),
            "city": Criterion(
                name=("浙江结对市", "Zhejiang partner city"),
                matches=_equal("partner_city_id"),
                words=_area("city", may_be_empty=True),
                evidence="partner_evidence",
            ),
            "class": Criterion(
                name=("类别", "class"),
                # A class may itself be called none, so the value is compared as it stands.
                matches=lambda rows, value: rows["county_class"] == value,
                words=_choice(CLASSES),
                evidence="class_evidence",
            ),
            "deep": Criterion(
                name=("深度贫困县", "deep-poverty county"),
                matches=_equal("deep_poverty"),
                words=_choice({"yes": ("是", "yes"), "unknown": ("未知", "unknown")}),
                evidence="deep_evidence",
            ),
            "prefecture": Criterion(
                name=("市州", "prefecture"),
                matches=_equal("prefecture_id"),
                words=_area("city"),
                evidence="membership_evidence",
            ),
            "province": Criterion(
                name=("省", "province"),
                matches=_equal("province_id"),
                words=_area("province"),
                evidence="membership_evidence",
            ),
            "year": Criterion(
                name=("摘帽年度", "assessment year of delisting"),
                matches=_equal("delisted_year"),
                words=_year(r"20\d\d|<=2018|none"),
                evidence="delisted_evidence",
            ),
        },
    ),
    "areas": Register(
        name=("地区表", "the table of areas"),
        counted=("省内重点扶持的县（市、区）", "Counties supported in Zhejiang"),
        rows=lambda package: package.areas.loc[package.areas["support"] != ""],
        criteria={
            "city": Criterion(
                name=("设区市", "city"), matches=_equal("parent_id"), words=_area("city"), evidence="evidence"
            ),
            "support": Criterion(
                name=("扶持范围", "support"),
                matches=_equal("support"),
                words=_choice({"key26": ("26县", "one of the 26"), "part": ("部分乡镇", "some townships")}),
                evidence="evidence",
            ),
        },
    ),
}


def count_id(register: str = "counties", /, **criteria: str | int) -> str:
    """`class_` stands for the key `class`, which Python keeps for itself; raises KeyError for an unknown key."""
    named = {key.rstrip("_"): str(value) for key, value in criteria.items()}
    if unknown := sorted(named.keys() - REGISTERS[register].criteria.keys()):
        raise KeyError(unknown[0])
    return f"{register}:" + ";".join(f"{key}={named[key]}" for key in sorted(named))


def count(package: Package, derived_id: str) -> DerivedFigure:
    register, criteria = _parse(derived_id)
    words = [
        (register.criteria[key], *register.criteria[key].words(package, criteria[key])) for key in criteria
    ]
    rows = register.rows(package)
    for key, value in criteria.items():
        rows = rows.loc[register.criteria[key].matches(rows, value)]
    zh = "，".join(f"{criterion.name[0]}：{value}" for criterion, value, _ in words)
    en = ", ".join(f"{criterion.name[1]}: {value}" for criterion, _, value in words)
    return DerivedFigure(
        value=Decimal(len(rows)),
        derived=_derived(derived_id, register, zh, en, _inferred(rows, register, criteria)),
        formula_zh=f"{register.name[0]}中符合条件的行数{_bracketed(zh, '（', '）')}：{len(rows)}",
        formula_en=f"Rows of {register.name[1]} that match{_bracketed(en, ' (', ')')}: {len(rows)}",
        inputs=tuple(rows["area_id"]),
    )


def _parse(derived_id: str) -> tuple[Register, dict[str, str]]:
    name, _, listed = derived_id.partition(":")
    criteria = {}
    for part in listed.split(";") if listed else ():
        key, _, value = part.partition("=")
        criteria[key] = value
    if count_id(name, **criteria) != derived_id:
        raise KeyError(derived_id)
    return REGISTERS[name], criteria


def _inferred(rows: pd.DataFrame, register: Register, criteria: Mapping[str, str]) -> int:
    columns = sorted({register.criteria[key].evidence for key in criteria})
    return int((rows[columns] == "inferred").any(axis="columns").sum()) if columns else 0


def _derived(derived_id: str, register: Register, zh: str, en: str, inferred: int) -> Derived:
    return Derived(
        derived_id=derived_id,
        operation="count",
        inputs=(),
        unit_zh="个",
        unit_en="counties",
        decimals=0,
        label_zh=f"{register.counted[0]}数{_bracketed(zh, '（', '）')}",
        label_en=f"{register.counted[1]}{_bracketed(en, ' (', ')')}",
        caution_zh=f"其中{inferred}行的归类含推断。" if inferred else "",
        caution_en=f"Placing {inferred} of these rows rests partly on inference." if inferred else "",
    )


def _bracketed(words: str, opening: str, closing: str) -> str:
    return f"{opening}{words}{closing}" if words else ""
