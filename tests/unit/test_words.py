"""Both languages say the same things, and numbers are translated without rounding."""

import ast
import re
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from dashboard.figures import words
from dashboard.figures.words import LANGS
from dashboard.package.load import Package
from dashboard.package.model import PeriodKind, Qualifier
from tests.conftest import ROOT

PLACEHOLDER = re.compile(r"\{([a-z][a-z_0-9]*)[^}:]*(?::[^}]*)?\}")
FIGURE = re.compile(r"\{(?:fact|computed|count|derived):[^}|]+\}")  # not `{count:county|counties}`
# A month is a number in Chinese and has a name in English; only Chinese counts with a word for what is counted.
OWN_VALUES = {"period.month-short", "counted.named"}


@pytest.mark.parametrize("key", sorted(words.catalogue()))
def test_every_entry_has_both_languages_with_the_same_values(key: str) -> None:
    entry = words.catalogue()[key]
    assert set(entry) == set(LANGS)
    assert all(text.strip() for text in entry.values())
    same = set(PLACEHOLDER.findall(entry["zh"])) == set(PLACEHOLDER.findall(entry["en"]))
    assert same == (key not in OWN_VALUES)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 figure"), ("1", "1 figure"), (0, "0 figures"), (21, "21 figures")]
)
def test_one_of_a_kind_is_singular(count: int | str, said: str) -> None:
    assert words.say("sources.count.figures", "en", count=count) == said
    assert words.say("sources.count.figures", "zh", count=count) == f"{count}项"


def test_the_catalogue_holds_no_figure() -> None:
    """Sentences with figures are a package's own."""
    said = [text for entry in words.catalogue().values() for text in entry.values()]
    assert not [text for text in said if FIGURE.search(text)]


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "zh", "en"),
    [
        ("317.49", "万人", "exact", "317.49万人", "3.1749 million people"),
        ("101.4", "万人", "exact", "101.4万人", "1.014 million people"),
        ("30.53", "万人", "exact", "30.53万人", "305,300 people"),
        ("4600", "元", "exact", "4600元", "4,600 yuan"),
        ("11086", "元", "exact", "11,086元", "11,086 yuan"),
        ("13", "%", "at_least", "13%以上", "at least 13%"),
        ("9000", "元", "more_than", "9000余元", "more than 9,000 yuan"),
        ("4500", "亩", "about", "约4500亩", "about 4,500 mu"),
        ("200", "亿元", "exact", "200亿元", "20 billion yuan"),
        ("28.31", "亿元", "exact", "28.31亿元", "2.831 billion yuan"),
        ("1.2", "万亿元", "exact", "1.2万亿元", "1200 billion yuan"),
        ("-216.09", "万人", "exact", "−216.09万人", "−2.1609 million people"),
    ],
)
def test_amounts(value: str, unit: str, qualifier: Qualifier, zh: str, en: str) -> None:
    assert str(words.amount(Decimal(value), unit, "zh", qualifier)) == zh
    assert str(words.amount(Decimal(value), unit, "en", qualifier)) == en


def test_what_is_printed_without_digits_reads_as_printed(package: Package) -> None:
    fact = package.fact("low-income-income-over")
    assert [str(words.fact_amount(fact, lang)) for lang in LANGS] == ["过万", "over 10,000 yuan"]


@pytest.mark.parametrize(
    ("fact_id", "zh"), [("outsourced-income", "9000余元"), ("pingchang-output", "3000余万元")]
)
def test_what_is_not_exact_reads_in_chinese_as_printed(package: Package, fact_id: str, zh: str) -> None:
    fact = package.fact(fact_id)
    assert str(words.fact_amount(fact, "zh")) == fact.printed == zh
    assert str(words.fact_amount(fact, "en")).startswith("more than ")


@pytest.mark.parametrize(
    ("lang", "name", "short"),
    [
        ("zh", "剑河县", "剑河"),
        ("zh", "理县", "理县"),
        ("zh", "黔东南苗族侗族自治州", "黔东南"),
        ("en", "Jianhe County", "Jianhe"),
        ("en", "Li County", "Li County"),
        ("en", "Barkam (Ma'erkang) City", "Barkam"),
    ],
)
def test_a_short_name_is_still_a_name(lang: words.Lang, name: str, short: str) -> None:
    assert words.short_name(name, lang) == short


def test_every_unit_of_the_data_has_an_english_name(package: Package) -> None:
    units = set(package.facts.loc[package.facts["value"].notna(), "unit"])
    english = {unit: str(words.amount(Decimal(1), unit, "en")) for unit in units}
    assert not {unit: text for unit, text in english.items() if re.search(r"[\u4e00-\u9fff]", text)}


@pytest.mark.parametrize(
    ("kind", "start", "end", "zh", "en"),
    [
        ("at", None, date(2018, 12, 31), "2018年底", "end of 2018"),
        ("during", date(2015, 1, 1), date(2015, 12, 31), "2015年", "2015"),
        ("during", date(2020, 1, 1), date(2020, 9, 30), "2020年1–9月", "January–September 2020"),
        ("during", date(2020, 5, 1), date(2020, 5, 31), "2020年5月", "May 2020"),
        (
            "during",
            date(2020, 1, 1),
            date(2020, 12, 24),
            "2020年1月1日至12月24日",
            "1 January to 24 December 2020",
        ),
        ("at", None, date(2019, 6, 30), "截至2019年6月", "as of June 2019"),
        ("at", None, date(2021, 8, 2), "截至2021年8月2日", "as of 2 August 2021"),
        ("cumulative", None, date(2014, 9, 30), "至2014年9月累计", "to September 2014, cumulative"),
        ("cumulative", None, date(2014, 12, 31), "至2014年累计", "to 2014, cumulative"),
        (
            "cumulative",
            date(2003, 1, 1),
            date(2023, 9, 13),
            "2003年至2023年9月13日累计",
            "2003 to 13 September 2023, cumulative",
        ),
        ("cumulative", date(2013, 1, 1), date(2019, 12, 31), "2013–2019年累计", "2013–2019, cumulative"),
        ("since", date(2016, 1, 1), None, "2016年以来", "since 2016"),
        ("since", date(2016, 5, 8), None, "2016年5月8日以来", "since 8 May 2016"),
        ("undated", None, None, "未注明年份", "year not stated"),
    ],
)
def test_periods(kind: PeriodKind, start: date | None, end: date | None, zh: str, en: str) -> None:
    assert words.period(kind, start, end, "zh") == zh
    assert words.period(kind, start, end, "en") == en


def test_a_period_that_is_inferred_says_so(package: Package) -> None:
    stated, inferred = package.fact("aid-2018"), package.fact("aid-sichuan-2016-2020")
    assert words.fact_period(stated, "zh") == "2018年"
    assert words.fact_period(inferred, "zh") == "2016–2020年累计（时间为推断）"
    assert words.fact_period(inferred, "en") == "2016–2020, cumulative (dates inferred)"


@pytest.mark.parametrize(
    ("parts", "zh", "en"), [(("1",), "1", "1"), (("1", "3", "9"), "1、3、9", "1, 3 and 9")]
)
def test_a_list_ends_with_and(parts: tuple[str, ...], zh: str, en: str) -> None:
    assert words.all_of(parts, "zh") == zh
    assert words.all_of(parts, "en") == en


ANY = r"[\w.-]+"


@cache
def asked_for() -> re.Pattern[str]:
    """The keys that code asks for, as it writes them: whole, or with a part that is filled in."""
    written: set[str] = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                written.add(re.escape(node.value))
            if isinstance(node, ast.JoinedStr):
                written.add("".join(map(_part, node.values)))
    return re.compile("|".join(one for one in written if one.count(ANY) < 2 and one != ANY))


def _part(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANY


@pytest.mark.parametrize("key", sorted(words.catalogue()))
def test_every_entry_is_asked_for(key: str) -> None:
    assert asked_for().fullmatch(key)


def test_a_chinese_character_is_as_wide_as_two_others() -> None:
    assert [words.half_widths(one) for one in ("", "ab", "县（", "3县")] == [0, 2, 4, 3]


def test_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        words.say("no.such.key", "zh")
