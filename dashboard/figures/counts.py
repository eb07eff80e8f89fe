"""Counts the rows of a register that meet criteria; the id of such a figure spells the criteria out.

    counties:by=2018;class=national;province=510000

The register and its columns stand there by their `ref`. The keys are sorted, so that a figure has one id only. `none`
stands for an empty cell; `among` lists areas, `+` between them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import pandas as pd

from dashboard.figures.derived import Derived, DerivedFigure, NotComputedError
from dashboard.package.load import Package
from dashboard.package.site import Column, Register, Wording

EMPTY = "none"
SEPARATOR = "+"
YEAR = r"(19|20)\d\d"

Matches = Callable[[pd.DataFrame, str], "pd.Series[bool]"]
Worded = Callable[[Package, str], Wording]


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """`words` names a value and raises KeyError for a value there cannot be."""

    name: Wording
    matches: Matches
    words: Worded
    evidence: str


def is_count(figure_id: str) -> bool:
    return ":" in figure_id


def count_id(register: str = "counties", /, **criteria: str | int) -> str:
    """`class_` stands for the key `class`, which Python keeps for itself."""
    named = {key.rstrip("_"): str(value) for key, value in criteria.items()}
    return f"{register}:" + ";".join(f"{key}={named[key]}" for key in sorted(named))


def count(package: Package, figure_id: str) -> DerivedFigure:
    """Raises KeyError for an id that is malformed, or names what the package does not declare."""
    register, chosen = _parse(package, figure_id)
    known = criteria_of(package, register.ref)
    words = [(known[key].name, known[key].words(package, value)) for key, value in chosen.items()]
    rows = counted_rows(package, figure_id)
    zh = "，".join(f"{name.pick('zh')}：{value.pick('zh')}" for name, value in words)
    en = ", ".join(f"{name.pick('en')}: {value.pick('en')}" for name, value in words)
    table = register.table.otherwise(register.name)
    columns = sorted({known[key].evidence for key in chosen})
    inferred = int((rows[columns] == "inferred").any(axis="columns").sum()) if columns else 0
    return DerivedFigure(
        value=Decimal(len(rows)),
        derived=_derived(figure_id, register, zh, en, inferred),
        formula_zh=f"{table.pick('zh')}中符合条件的行数{_bracketed(zh, '（', '）')}：{len(rows)}",
        formula_en=f"Rows of {table.pick('en')} that match{_bracketed(en, ' (', ')')}: {len(rows)}",
        inputs=tuple(rows["area_id"]),
    )


def counted_rows(package: Package, figure_id: str) -> pd.DataFrame:
    """The rows of the register that a count counts."""
    register, chosen = _parse(package, figure_id)
    rows = package.registers[register.key]
    for key, value in chosen.items():
        rows = rows.loc[criteria_of(package, register.ref)[key].matches(rows, value)]
    return rows


def _parse(package: Package, figure_id: str) -> tuple[Register, dict[str, str]]:
    name, _, listed = figure_id.partition(":")
    register = package.site.register_named(name)
    chosen = {}
    for part in listed.split(";") if listed else ():
        key, _, value = part.partition("=")
        chosen[key] = value
    known = criteria_of(package, register.ref)
    if unknown := [key for key in chosen if key not in known]:
        raise NotComputedError(figure_id, "criterion", criterion=unknown[0], register=name)
    if count_id(name, **chosen) != figure_id:
        raise NotComputedError(figure_id, "spelling")
    return register, chosen


def _derived(figure_id: str, register: Register, zh: str, en: str, inferred: int) -> Derived:
    counted = register.counted.otherwise(register.name)
    return Derived(
        derived_id=figure_id,
        operation="count",
        inputs=(),
        unit_zh="个",
        unit_en=register.noun.english(),
        decimals=0,
        label_zh=f"{counted.pick('zh')}数{_bracketed(zh, '（', '）')}",
        label_en=f"{counted.pick('en')}{_bracketed(en, ' (', ')')}",
        caution_zh=f"其中{inferred}行的归类含推断。" if inferred else "",
        caution_en=f"Placing {inferred} of these rows rests partly on inference." if inferred else "",
    )


def _bracketed(words: str, opening: str, closing: str) -> str:
    return f"{opening}{words}{closing}" if words else ""


# Criteria -----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def criteria_of(package: Package, ref: str) -> Mapping[str, Criterion]:
    """What rows of a register can be counted by: where they lie, who helps them, and the columns declared."""
    register = package.site.register_named(ref)
    found = dict(_places(register, package.site.short))
    for column in register.columns:
        found |= dict(_declared(column))
    return found


def _places(register: Register, home: Wording) -> Iterator[tuple[str, Criterion]]:
    yield "among", _criterion("范围", "among", _among, _listed(register))
    yield "province", _criterion("省", "province", _equal("province_id"), _area("province"))
    at_home = register.of == "home"
    here, partner = ("city", "partner") if at_home else ("prefecture", "city")
    yield here, _criterion("设区市" if at_home else "市州", here, _equal("prefecture_id"), _area("city"))
    yield (
        partner,
        Criterion(
            name=Wording(zh=f"{home.pick('zh')}结对市", en=f"{home.pick('en')} partner city".strip()),
            matches=_partner,
            words=_area("city"),
            evidence="partner_evidence",
        ),
    )


def _criterion(zh: str, en: str, matches: Matches, words: Worded) -> Criterion:
    return Criterion(name=Wording(zh=zh, en=en), matches=matches, words=words, evidence="member_evidence")


def _declared(column: Column) -> Iterator[tuple[str, Criterion]]:
    name, evidence = column.counted.otherwise(column.name), f"{column.key}_evidence"

    def made(matches: Matches, words: Worded, name: Wording = name) -> Criterion:
        return Criterion(name=name, matches=matches, words=words, evidence=evidence)

    match column.type:
        case "class" | "flag":
            # A class may itself be called none, so the value is compared as it stands.
            yield column.ref, made(lambda rows, value: rows[column.key] == value, _valued(column))
        case "year":
            yield column.ref, made(_equal(column.key), _year(rf"(<=)?{YEAR}|{EMPTY}"))
            yield column.up_to.ref, made(_up_to(column.key), _year(YEAR), column.up_to.name.otherwise(name))
        case "area":
            yield column.ref, made(_equal(column.key), _area(""))
        case "areas":
            yield column.ref, made(_holds(column.key), _area(""))


def _equal(column: str) -> Matches:
    return lambda rows, value: rows[column].fillna("") == ("" if value == EMPTY else value)


def _up_to(column: str) -> Matches:
    return lambda rows, year: (rows[f"{column}_last"] <= int(year)).fillna(False).astype(bool)


def _holds(column: str) -> Matches:
    return lambda rows, value: (
        rows[column].map(lambda ids: not ids if value == EMPTY else value in ids).astype(bool)
    )


def _among(rows: pd.DataFrame, value: str) -> "pd.Series[bool]":
    return rows["area_id"].isin(value.split(SEPARATOR))


def _partner(rows: pd.DataFrame, value: str) -> "pd.Series[bool]":
    cities = rows["partner_city_ids"]
    return cities.map(lambda ids: not ids if value == EMPTY else value in ids).astype(bool)


# The words of a value -----------------------------------------------------------------------------------------

FLAG = {
    "yes": Wording(zh="是", en="yes"),
    "no": Wording(zh="否", en="no"),
    "unknown": Wording(zh="未知", en="unknown"),
}


def _valued(column: Column) -> Worded:
    words = {value.key: value.counted.otherwise(value.name) for value in column.values}
    return lambda _package, value: (words or FLAG)[value]


def _area(level: str) -> Worded:
    def words(package: Package, value: str) -> Wording:
        if value == EMPTY:
            return FLAG["unknown"]
        area = package.area(value)
        if level and area.level != level:
            raise KeyError(value)
        return Wording(zh=area.name_zh, en=area.name_en)

    return words


def _listed(register: Register) -> Worded:
    """For choices that no other criterion spells out, such as a search: the areas themselves, sorted."""

    def words(package: Package, value: str) -> Wording:
        area_ids = value.split(SEPARATOR)
        known = package.tables[f"registers/{register.key}"].index
        if area_ids != sorted(set(area_ids)) or not all(one in known for one in area_ids):
            raise KeyError(value)
        size, noun = len(area_ids), register.noun
        return Wording(zh=f"所选的{size}个{noun.zh}", en=f"the {size} {noun.english()} chosen")

    return words


def _year(pattern: str) -> Worded:
    def words(_package: Package, value: str) -> Wording:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise KeyError(value)
        if value == EMPTY:
            return Wording(zh="无", en="none")
        year = value[-4:]
        if value != year:
            return Wording(zh=f"{year}年或更早", en=f"{year} or earlier")
        return Wording(zh=f"{year}年", en=year)

    return words
