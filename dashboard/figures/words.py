"""Two languages: how numbers, units, dates, periods and names are written in each."""

import re
from calendar import month_name, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal
from unicodedata import east_asian_width

from dashboard.catalogue import HTML_LANG as HTML_LANG
from dashboard.catalogue import LANGS as LANGS
from dashboard.catalogue import Lang as Lang
from dashboard.catalogue import catalogue as catalogue
from dashboard.catalogue import has as has
from dashboard.catalogue import say as say
from dashboard.package.model import Area, Fact, Indicator, PeriodKind, Qualifier
from dashboard.package.site import Wording

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


def plain(text: Prose) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in text)


@lru_cache(maxsize=8192)
def half_widths(text: str) -> int:
    """How wide a text is, in half-width characters; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def say_all(key: str, /, **values: Wording) -> Wording:
    """The sentence of a key in all languages."""
    said = {lang: say(key, lang, **{name: one.pick(lang) for name, one in values.items()}) for lang in LANGS}
    return Wording(**said)


def text_of(row: object, column: str, lang: Lang) -> str:
    """What a row says in one language, of a column that it has in both."""
    text: str = getattr(row, f"{column}_{lang}")
    return text


def quoted(words: str) -> str:
    """Words of a source in quotation marks, set as Chinese sets them: marks within are single, and commas wide."""
    return f"“{words.translate(_WITHIN)}”"


def listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def all_of(parts: Sequence[str], lang: Lang) -> str:
    """A list that a sentence ends with: 1、3、9, or 1, 3 and 9."""
    if lang == "zh" or len(parts) == 1:
        return listed(parts, lang)
    return f"{listed(parts[:-1], lang)} and {parts[-1]}"


def in_clauses(parts: Iterable[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def figure_ref(kind: str, written: str) -> Ref:
    """What `{kind:written}` leads to: a fact, a computed figure, or the count of a register by criteria."""
    if kind == "fact":
        return Ref("fact", written)
    register, _, criteria = written.partition(" ")
    return Ref("derived", f"{register}:{criteria}" if kind == "count" else written)


def grade_letter(grade: str, lang: Lang) -> str:
    """The badge of a grade: its letter, and 文 for a document."""
    return say("grade.document", lang) if grade == "D" else grade


_WITHIN = str.maketrans("“”,", "‘’，")


# Numbers ------------------------------------------------------------------------------------------------------

# Not by Babel: it says the same in three times the time, and what is to read as printed would stay ours.
# The English of plain units as printed; a size before one, as in 万元, is multiplied out by translation.
_UNITS: dict[str, str] = {
    "元": "yuan",
    **dict.fromkeys("人名位", "people"),
    "人次": "person-times",
    "户": "households",
    "亩": "mu",
    "期": "courses",
    "倍": "times",
    "个": "",
    **dict.fromkeys(("县", "个县"), "counties"),
    "个省": "provinces",
    "个百分点": "percentage points",
    "家": "firms",
    "所": "schools",
    "套": "homes",
    "株": "seedlings",
    "锭": "spindles",
    "个县市区": "counties and districts",
}
_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}
_BEFORE: dict[Lang, dict[Qualifier, str]] = {
    "zh": {"about": "约", "nearly": "近"},
    "en": {"at_least": "at least ", "more_than": "more than ", "about": "about ", "nearly": "nearly "},
}


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
    runs = re.compile(r"(?<![\d.])\d+(?!\d)")
    return runs.sub(lambda run: f"{int(run[0]):,}" if len(run[0]) > longest_plain else run[0], text)


def amount(value: Decimal, unit: str, lang: Lang, qualifier: Qualifier = "exact") -> Amount:
    """A number in its unit; Chinese keeps the unit as printed, English multiplies 万 and 亿 out without rounding."""
    before = _BEFORE[lang].get(qualifier, "")
    if lang == "zh":
        around = {"more_than": f"余{unit}", "at_least": f"{unit}以上"}
        return Amount(before, separated(value, lang), around.get(qualifier, unit))
    multiplied, name = quantity(value, unit, lang)
    number, scale = _scaled(multiplied)
    joint = "" if name in ("%", "") else " "
    return Amount(before, number, f"{scale}{joint}{name}")


def quantity(value: Decimal, unit: str, lang: Lang) -> tuple[Decimal, str]:
    """A number and its unit to compute with: in Chinese as printed, in English with 万 and 亿 multiplied out."""
    if lang == "zh":
        return value, unit
    factor, name = _unit(unit)
    return value * factor, name


def _unit(unit: str) -> tuple[int, str]:
    """Its factor and its English name; of a unit that is not known, as it stands."""
    size = next(one for one in _SIZES if unit.startswith(one))
    plain_unit = unit.removeprefix(size)
    return _SIZES[size], _UNITS.get(plain_unit, plain_unit)


def unit_factor(unit: str) -> int:
    """How many of the plain unit one of this unit is: 10,000 for 万人."""
    return _unit(unit)[0]


def english_unit(unit: str) -> str:
    """A unit that is not translated number by number: 10,000 people for 万人; empty where things are only counted."""
    factor, name = _unit(unit)
    return f"{factor:,} {name}" if factor > 1 else name


def signed(value: Decimal) -> str:
    """A number without thousands separators."""
    return f"{value:f}".replace("-", "\N{MINUS SIGN}")


def separated(value: Decimal, lang: Lang) -> str:
    return group_digits(signed(value), lang)


def _scaled(value: Decimal) -> tuple[str, str]:
    for size, word in ((10**9, " billion"), (10**6, " million")):
        if abs(value) >= size:
            return signed((value / size).normalize()), word
    plain = value.normalize() if value == value.to_integral_value() else value
    return separated(plain, "en"), ""


def fact_amount(fact: Fact, lang: Lang) -> Amount:
    """A stated figure; one printed without digits reads as printed, as does in Chinese one that is not exact: 过万,
    200余万元, 约4500亩, 近21亿元, 超16万人."""
    if fact.value is None or fact.printed_en:
        return Amount("", fact.printed if lang == "zh" else fact.printed_en or fact.printed, "")
    around_number = re.fullmatch(r"(\D*)(\d[\d.]*)(\D*)", fact.printed)
    if lang == "zh" and fact.qualifier != "exact" and around_number and fact.unit in around_number[3]:
        before, number, after = around_number.groups()
        return Amount(before, group_digits(number, "zh"), after)
    return amount(fact.value, fact.unit, lang, fact.qualifier)


# Dates --------------------------------------------------------------------------------------------------------


def year_range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def period(kind: PeriodKind, start: date | None, end: date | None, lang: Lang) -> str:
    """When a figure holds, in words: 2018年底, 2015年, 2013–2019年累计, 至2014年9月累计, 2016年以来, 未注明年份."""
    if kind == "at" and end:
        if _is_last(end):
            return say("period.year-end", lang, year=end.year)
        return say("period.at", lang, date=_day(end, lang))
    if kind == "since" and start:
        return say("period.since", lang, start=_first(start, lang))
    if kind == "undated" or end is None:
        return say("period.undated", lang)
    if kind == "cumulative":
        span = _span(start, end, lang) if start else say("period.until", lang, end=_last(end, lang))
        return say("period.cumulative", lang, span=span)
    return _span(start or end, end, lang)


def fact_period(fact: Fact, lang: Lang) -> str:
    """When a fact holds, and whether that is the source's own word."""
    told = period(fact.period_kind, fact.period_start, fact.period_end, lang)
    return say("period.inferred", lang, period=told) if fact.period_evidence == "inferred" else told


def _span(start: date, end: date, lang: Lang) -> str:
    """From a day to a day, as short as whole years and months allow."""
    if _is_first(start) and _is_last(end):
        return say("period.during", lang, years=year_range(start.year, end.year))
    if start.year != end.year:
        return say("period.span", lang, first=_first(start, lang), last=_last(end, lang))
    if start.day == 1 and _ends_month(end):
        if start.month == end.month:
            return _day(end, lang)
        return say("period.months", lang, year=end.year, first=_month(start, lang), last=_month(end, lang))
    days = (say("period.day", lang, month=_month(day, lang), day=day.day) for day in (start, end))
    return say("period.days", lang, year=end.year, first=next(days), last=next(days))


def _is_first(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _is_last(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _month(day: date, lang: Lang) -> str:
    return str(day.month) if lang == "zh" else month_name[day.month]


def _first(day: date, lang: Lang) -> str:
    """The day from which something holds: its year alone where that is the first of it."""
    return say("period.year", lang, year=day.year) if _is_first(day) else _day(day, lang)


def _last(day: date, lang: Lang) -> str:
    return say("period.year", lang, year=day.year) if _is_last(day) else _day(day, lang)


def _day(day: date, lang: Lang) -> str:
    """A day, or the month where it is the last of it."""
    month = _month(day, lang)
    if _ends_month(day):
        return say("period.month", lang, year=day.year, month=month)
    written = say("period.day", lang, month=month, day=day.day)
    return say("period.date", lang, year=day.year, day=written)


# Names of areas -----------------------------------------------------------------------------------------------

_PEOPLES = "畲族|藏族|羌族|彝族|苗族|侗族|布依族|土家族|朝鲜族"
_AUTONOMOUS = re.compile(f"(?:{_PEOPLES})+自治[州县]$")
_LEVELS = ("City", "County", "District", "Province")
SHORTEST_ZH = 2  # characters; what is left of a name must be one
SHORTEST_EN = 4  # letters; of Li County only "Li" would be left


def name_wording(thing: Area | Indicator) -> Wording:
    return Wording(zh=thing.name_zh, en=thing.name_en)


def short_name(name: str, lang: Lang) -> str:
    """A name for a tight label: 黔东南苗族侗族自治州 becomes 黔东南, Barkam (Ma'erkang) City becomes Barkam."""
    if lang == "zh":
        plain = _AUTONOMOUS.sub("", name)
        return plain if plain != name or len(name) <= SHORTEST_ZH else name[:-1]
    plain = re.sub(r" \(.*?\)", "", name)
    if "Autonomous" in plain:
        return plain.split()[0]
    first, _, level = plain.rpartition(" ")
    return first if level in _LEVELS and len(first) >= SHORTEST_EN else plain
