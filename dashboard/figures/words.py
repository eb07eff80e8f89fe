"""Two languages: how numbers, units, dates and periods are written in each, and which figures a sentence mentions:
`{fact:ID}`, `{computed:ID}` or `{count:REGISTER CRITERIA}`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from unicodedata import east_asian_width

from dashboard.catalogue import HTML_LANG as HTML_LANG
from dashboard.catalogue import LANGS as LANGS
from dashboard.catalogue import Lang as Lang
from dashboard.catalogue import catalogue as catalogue
from dashboard.catalogue import has as has
from dashboard.catalogue import say as say
from dashboard.package.model import Fact, PeriodKind, Qualifier

RefKind = Literal["fact", "derived", "county", "case"]


@dataclass(frozen=True)
class Ref:
    """What a figure or mark on screen leads to: a fact, a derived figure, a row of the county table, or a case."""

    kind: RefKind
    id: str


@dataclass(frozen=True)
class Mention:
    """A figure inside a sentence."""

    text: str
    ref: Ref


Prose = tuple[str | Mention, ...]

_FIGURE = re.compile(r"\{(fact|computed|count):([^{}]+)\}")


def plain(text: Prose) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in text)


def half_widths(text: str) -> int:
    """How wide a text is, in half-width characters; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def text_of(row: object, column: str, lang: Lang) -> str:
    """What a row says in one language, of a column that it has in both."""
    text: str = getattr(row, f"{column}_{lang}")
    return text


def listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def in_clauses(parts: Iterable[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def figures_in(sentence: str) -> tuple[Ref, ...]:
    """The figures that a sentence of the catalogue mentions."""
    return tuple(_mentioned(match) for match in _FIGURE.finditer(sentence))


def _mentioned(match: re.Match[str]) -> Ref:
    return figure_ref(match[1], match[2])


def figure_ref(kind: str, written: str) -> Ref:
    """What `{kind:written}` leads to: a fact, a computed figure, or the count of a register by criteria."""
    if kind == "fact":
        return Ref("fact", written)
    register, _, criteria = written.partition(" ")
    return Ref("derived", f"{register}:{criteria}" if kind == "count" else written)


# Numbers ------------------------------------------------------------------------------------------------------

# A unit as printed: the factor that translation multiplies out, and the key of its English name.
_UNITS: dict[str, tuple[int, str]] = {
    "元": (1, "yuan"),
    "万元": (10**4, "yuan"),
    "亿元": (10**8, "yuan"),
    "人": (1, "people"),
    "名": (1, "people"),
    "位": (1, "people"),
    "万人": (10**4, "people"),
    "人次": (1, "person-times"),
    "万人次": (10**4, "person-times"),
    "户": (1, "households"),
    "亩": (1, "mu"),
    "MW": (1, "MW"),
    "期": (1, "courses"),
    "倍": (1, "times"),
    "%": (1, "%"),
    "个": (1, ""),
    "县": (1, "counties"),
    "个县": (1, "counties"),
    "个省": (1, "provinces"),
    "个百分点": (1, "percentage points"),
    "家": (1, "firms"),
    "所": (1, "schools"),
    "套": (1, "homes"),
    "个县市区": (1, "counties and districts"),
}

_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4}


@dataclass(frozen=True)
class Amount:
    """A figure as it is written: what stands before the number, the number, and its unit."""

    prefix: str
    number: str
    unit: str

    def __str__(self) -> str:
        return f"{self.prefix}{self.number}{self.unit}"


def group_digits(text: str, lang: Lang) -> str:
    """Thousands separators: from five digits in Chinese, from four in English."""
    longest_plain = 4 if lang == "zh" else 3
    return re.sub(
        r"(?<![\d.])\d+(?!\d)",
        lambda run: f"{int(run[0]):,}" if len(run[0]) > longest_plain else run[0],
        text,
    )


def amount(value: Decimal, unit: str, lang: Lang, qualifier: Qualifier = "exact") -> Amount:
    """A number in its unit; Chinese keeps the unit as printed, English multiplies 万 and 亿 out without rounding."""
    if lang == "zh":
        return _chinese_amount(value, unit, qualifier)
    multiplied, name = quantity(value, unit, lang)
    prefix = {"at_least": "at least ", "more_than": "more than ", "about": "about ", "nearly": "nearly "}.get(
        qualifier, ""
    )
    number, scale = _scaled(multiplied)
    joint = "" if name in ("%", "") else " "
    return Amount(prefix, number, f"{scale}{joint}{name}")


def quantity(value: Decimal, unit: str, lang: Lang) -> tuple[Decimal, str]:
    """A number and its unit to compute with: in Chinese as printed, in English with 万 and 亿 multiplied out."""
    if lang == "zh":
        return value, unit
    factor, name = _unit(unit)
    return value * factor, name


def _unit(unit: str) -> tuple[int, str]:
    """Its factor and its English name; of a unit that is not known, and of what it counts, as it stands."""
    if unit in _UNITS:
        return _UNITS[unit]
    size = next((one for one in _SIZES if unit.startswith(one)), "")
    return _SIZES.get(size, 1), _UNITS.get(unit.removeprefix(size), (1, unit.removeprefix(size)))[1]


def unit_factor(unit: str) -> int:
    """How many of the plain unit one of this unit is: 10,000 for 万人."""
    return _unit(unit)[0]


def english_unit(unit: str) -> str:
    """A unit that is not translated number by number: 10,000 people for 万人; empty where things are only counted."""
    factor, name = _unit(unit)
    return f"{factor:,} {name}" if factor > 1 else name


def _chinese_amount(value: Decimal, unit: str, qualifier: Qualifier) -> Amount:
    number = group_digits(_minus(value), "zh")
    if qualifier == "more_than":
        return Amount("", number, f"余{unit}")
    if qualifier == "at_least":
        return Amount("", number, f"{unit}以上")
    return Amount({"about": "约", "nearly": "近"}.get(qualifier, ""), number, unit)


def _minus(value: Decimal) -> str:
    return f"{value:f}".replace("-", "\N{MINUS SIGN}")


def _scaled(value: Decimal) -> tuple[str, str]:
    for size, word in ((10**9, " billion"), (10**6, " million")):
        if abs(value) >= size:
            return _minus((value / size).normalize()), word
    plain = value.normalize() if value == value.to_integral_value() else value
    return group_digits(_minus(plain), "en"), ""


def fact_amount(fact: Fact, lang: Lang) -> Amount:
    return stated_amount(
        value=fact.value,
        unit=fact.unit,
        qualifier=fact.qualifier,
        printed=fact.printed,
        printed_en=fact.printed_en,
        lang=lang,
    )


def stated_amount(
    *,
    value: Decimal | None,
    unit: str,
    qualifier: Qualifier,
    printed: str,
    printed_en: str,
    lang: Lang,
) -> Amount:
    """A stated figure; in Chinese one that is not exact reads as printed: 200余万元, 约4500亩, 近21亿元, 超16万人."""
    if value is None:
        return Amount("", printed if lang == "zh" else printed_en or printed, "")
    around_number = re.fullmatch(r"(\D*)(\d[\d.]*)(\D*)", printed)
    if lang == "zh" and qualifier != "exact" and around_number and unit in around_number[3]:
        before, number, after = around_number.groups()
        return Amount(before, group_digits(number, "zh"), after)
    return amount(value, unit, lang, qualifier)


# Dates --------------------------------------------------------------------------------------------------------


def year_range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def period(kind: PeriodKind, start: date | None, end: date | None, lang: Lang) -> str:
    """When a figure holds, in words: 2018年底, 2015年内, 2013–2019年累计, 2016年以来, 未注明年份."""
    if kind == "at" and end:
        return _moment(end, lang)
    if kind == "since" and start:
        return say("period.since", lang, year=start.year)
    if kind == "undated" or end is None:
        return say("period.undated", lang)
    if kind == "cumulative":
        years = year_range(start.year, end.year) if start else say("period.until", lang, year=end.year)
        return say("period.cumulative", lang, years=years)
    return _during(start or end, end, lang)


def _moment(day: date, lang: Lang) -> str:
    if (day.month, day.day) == (12, 31):
        return say("period.year-end", lang, year=day.year)
    return say("period.month-end", lang, year=day.year, month=day.month)


def _during(start: date, end: date, lang: Lang) -> str:
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years:
        return say("period.during", lang, years=year_range(start.year, end.year))
    return say("period.months", lang, year=end.year, first=start.month, last=end.month)
