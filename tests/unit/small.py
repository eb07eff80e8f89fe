"""A small invented package with figures of every shape that a kind draws, and exhibits declared on it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import Filter, Option
from dashboard.exhibits.kinds import KINDS
from dashboard.package.load import Package, load_package
from dashboard.package.site import Wording
from tests.unit import tiny
from tests.unit.tiny import TinyPackage

HOME, CITY, OTHER_CITY, PARTNER = "110000", "110100", "110200", "120000"
COUNTY, OTHER_COUNTY, COUNTY_AT_HOME = "120101", "120102", "110101"

SOURCES = [
    *tiny.SOURCES,
    {**tiny.SOURCES[1], "source_id": "gazette", "kind": "government", "grade": "A"},
]
AREAS = [
    *tiny.AREAS,
    {"area_id": OTHER_CITY, "name_zh": "亥市", "name_en": "Hai", "level": "city", "parent_id": HOME},
]
UNITS = {"income-old": "元", "income": "元", "towns": "个", "growth": "%", "moved": "万人", "aid": "亿元"}
INDICATORS = [
    *tiny.INDICATORS,
    *(
        {
            **tiny.INDICATORS[0],
            "indicator_id": name,
            "series": name,
            "unit": unit,
            "measure": "rate" if unit == "%" else "count",
            "name_zh": f"指标{name}",
            "name_en": f"Indicator {name}",
        }
        for name, unit in UNITS.items()
    ),
]


def fact(fact_id: str, value: str, *, during: int = 0, at: int = 0, **other: str) -> dict[str, str]:
    """A figure of the province from a newspaper, without a year unless it is `during` or `at` the end of one."""
    indicator = next(name for name in sorted(UNITS, key=len, reverse=True) if fact_id.startswith(name))
    period = {"period_kind": "undated"}
    if during:
        days = {"period_start": f"{during}-01-01", "period_end": f"{during}-12-31"}
        period = {"period_kind": "during", **days}
    elif at:
        period = {"period_kind": "at", "period_end": f"{at}-12-31"}
    return {
        "fact_id": fact_id,
        "indicator_id": indicator,
        "area_id": HOME,
        "value": value,
        "unit": UNITS[indicator],
        "qualifier": "exact",
        "status": "actual",
        "source_id": "paper",
        "printed": f"{value}{UNITS[indicator]}",
        "statement_zh": "说明。",
        "statement_en": "Statement.",
        **period,
        **other,
    }


FACTS = [
    *tiny.FACTS,
    fact("income-old-2010", "100", during=2010),
    fact("income-old-2011", "110", during=2011, source_id="gazette"),
    fact("income-2012", "200", during=2012),
    fact("income-2013", "210", during=2013),
    fact("income-2015", "400", during=2015, source_id="gazette"),
    fact("income-zi", "30", during=2014, area_id=CITY),
    fact("income-hai", "20", during=2014, area_id=OTHER_CITY),
    fact("towns-2010", "10", at=2010),
    fact("towns-2014", "40", at=2014, qualifier="at_least"),
    fact("towns-2015", "25", at=2015, qualifier="about", source_id="gazette"),
    fact("towns-zi", "3", at=2014, area_id=CITY),
    fact("towns-hai", "2", at=2014, area_id=OTHER_CITY),
    fact(
        "moved",
        "5",
        period_kind="cumulative",
        period_start="2011-01-01",
        period_end="2013-12-31",
    ),
    fact("growth", "13", period_kind="since", period_start="2012-01-01", qualifier="at_least"),
    fact("aid-2014", "7", during=2014, area_id=PARTNER, counterpart_id=HOME, status="planned"),
    fact("aid-zi", "2", during=2015, area_id=COUNTY, counterpart_id=CITY, qualifier="more_than"),
    fact("aid-once", "1", area_id=COUNTY, counterpart_id=CITY),
]
CASES = [
    *tiny.CASES,
    {
        **tiny.CASES[0],
        "case_id": "zi",
        "side": "in-province",
        "place_ids": COUNTY_AT_HOME,
        "helper_ids": "",
        "recipient_id": "",
        "title_zh": "丑区",
        "title_en": "Chou",
        "pinyin": "chou",
    },
]
COMPUTED = [
    *tiny.COMPUTED,
    {
        **tiny.COMPUTED[0],
        "computed_id": "towns-more",
        "operation": "difference",
        "inputs": "towns-2015;towns-2010",
        "label_zh": "增加",
        "label_en": "More",
    },
    {
        **tiny.COMPUTED[0],
        "computed_id": "income-share",
        "operation": "share_percent",
        "inputs": "income-2012;income-2013",
        "unit": "%",
        "unit_en": "%",
        "label_zh": "占比",
        "label_en": "Share",
    },
]


def make(folder: Path, times: int = 1) -> Package:
    """The package; each value of its figures taken so many times."""
    made = TinyPackage(folder / "data")
    made.write()
    made.rewrite("sources", SOURCES)
    made.rewrite("areas", [{"pinyin": "pinyin", **area} for area in AREAS])
    made.rewrite("indicators", INDICATORS)
    made.rewrite("facts", [_grown(row, times) for row in FACTS])
    made.rewrite("cases", CASES)
    made.rewrite("computed", COMPUTED)
    made.describe()
    return load_package(made.folder)


def _grown(row: dict[str, str], times: int) -> dict[str, str]:
    if times == 1 or row["indicator_id"] not in UNITS:
        return row
    value = str(int(row["value"]) * times)
    return {**row, "value": value, "printed": f"{value}{row['unit']}"}


# Exhibits -----------------------------------------------------------------------------------------------------


def _many(name: str, on: str, *values: str) -> Filter:
    options = tuple(Option(value, Wording(zh=value, en=value)) for value in values)
    return Filter(name=name, kind="many", on=on, options=options, label=Wording(zh=name, en=name))


FILTERS = (
    _many("city", "place", CITY, OTHER_CITY),
    _many("giver", "giver", CITY, OTHER_CITY),
    Filter(
        name="years",
        kind="range",
        on="period",
        options=tuple(Option(str(year), Wording(zh=str(year), en=str(year))) for year in range(2010, 2016)),
    ),
    Filter(
        name="grade",
        kind="one",
        on="grade",
        options=tuple(Option(one, Wording(zh=one, en=one)) for one in "BA"),
    ),
    _many("class", "county_class", "national", "none"),
    _many("side", "side", "in-province", "east-west"),
    Filter(name="q", kind="text", on="text"),
)
WORDS = {
    "name": {"zh": "名称", "en": "Name"},
    "finding": {"zh": "发现", "en": "Found"},
    "finding_filtered": {"zh": "{total}中的{n}", "en": "{n} of {total}"},
    "empty": {"zh": "没有了。", "en": "None left."},
}
LINES = [
    {
        "name": {"zh": "收入", "en": "Income"},
        "parts": [
            {"indicators": ["income-old"], "name": {"zh": "旧", "en": "old"}},
            {"indicators": ["income"], "name": {"zh": "新", "en": "new"}},
        ],
    }
]
ITEM = {
    "name": {"zh": "一", "en": "One"},
    "text": {"zh": "有{fact:moved}。", "en": "There are {fact:moved}."},
}

# By kind: the keys of its own.
DECLARED: Mapping[str, Mapping[str, Any]] = {
    "figures": {"indicators": ["towns", "aid"], "group": ["area", "dated"]},
    "matrix": {"rows": "area", "columns": "period", "indicators": ["towns", "income"]},
    "series": {"lines": LINES},
    "columns": {"indicators": ["towns"], "area": "home", "change": ["towns-more"]},
    "counts": {"register": "paired_counties", "by": "county_class", "split": "province"},
    "bars": {
        "items": [{"fact": "income-2012"}, {"fact": "income-2013"}, {"fact": "income-2015"}],
        "annotate": [{"computed": "income-share", "at": "income-2012", "words": {"zh": "{amount}"}}],
    },
    "ranked": {"items": [{"indicators": ["towns"]}], "level": ["city"]},
    "span": {"facts": ["moved", "growth"]},
    "timeline": {
        "lanes": [
            {"name": {"zh": "一", "en": "One"}, "items": [{"fact": "towns-2010"}, {"fact": "towns-2015"}]},
            {"name": {"zh": "二", "en": "Two"}, "items": [{"fact": "growth"}, {"fact": "aid-once"}]},
        ]
    },
    "periods": {"items": [{"indicators": ["aid", "moved", "growth"]}], "rows": ["giver", "area"]},
    "waffle": {"register": "paired_counties", "group": "prefecture", "colour": "county_class"},
    "register": {
        "register": "paired_counties",
        "columns": ["area", "county_class", "delisted_year", "basis"],
    },
    "cases": {},
    "passages": {"items": [{"key": "one", **ITEM}]},
}


def exhibit(package: Package, kind: str, **keys: Any) -> Exhibit:
    """An exhibit of a kind; `keys` besides the words, or in place of those of `DECLARED`."""
    written = {"key": "small", "kind": kind, **WORDS, **keys}
    return Exhibit(
        package=package,
        declared=KINDS[kind].model_validate(written),
        filters=FILTERS,
        side="in-province",
    )


def declared(package: Package, kind: str, **others: Any) -> Exhibit:
    return exhibit(package, kind, **{**DECLARED[kind], **others})
