"""A small invented data package with its invented source text, made to be broken by the tests."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.__main__ import describe
from dashboard.package.tables import ROWS

TEXT = """甲省帮扶乙省12个县；三河县有3户，2015年完成。看！其中2个县先行。

  全省共有1.5万人，争取双赢。
"""

SOURCES = [
    {
        "source_id": "report",
        "title_zh": "甲省报告",
        "title_en": "Report of Jia",
        "publisher_zh": "甲省",
        "publisher_en": "Jia Province",
        "published": "2016-01-02",
        "kind": "document",
        "grade": "A",
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    },
    {
        "source_id": "paper",
        "title_zh": "《晨报》消息",
        "title_en": "Morning paper",
        "publisher_zh": "晨报",
        "publisher_en": "Morning Paper",
        "kind": "press",
        "grade": "B",
    },
]
INDICATORS = [
    {
        "indicator_id": indicator_id,
        "name_zh": "指标",
        "name_en": "Indicator",
        "unit": unit,
        "topic": "population",
        "measure": "count",
        "definition_zh": "定义。",
        "definition_en": "Definition.",
        "series": indicator_id,
    }
    for indicator_id, unit in (("helped", "个"), ("households", "户"), ("people", "人"))
]
AREAS = [
    {"area_id": "100000", "name_zh": "国", "name_en": "Country", "level": "country"},
    {"area_id": "110000", "name_zh": "甲省", "name_en": "Jia", "level": "province", "parent_id": "100000"},
    {"area_id": "110100", "name_zh": "子市", "name_en": "Zi", "level": "city", "parent_id": "110000"},
    {"area_id": "110101", "name_zh": "丑区", "name_en": "Chou", "level": "county", "parent_id": "110100"},
    {"area_id": "110102", "name_zh": "寅区", "name_en": "Yin", "level": "county", "parent_id": "110100"},
    {"area_id": "120000", "name_zh": "乙省", "name_en": "Yi", "level": "province", "parent_id": "100000"},
    {"area_id": "120100", "name_zh": "卯州", "name_en": "Mao", "level": "city", "parent_id": "120000"},
    {"area_id": "120101", "name_zh": "三河县", "name_en": "Sanhe", "level": "county", "parent_id": "120100"},
    {"area_id": "120102", "name_zh": "辰县", "name_en": "Chen", "level": "county", "parent_id": "120100"},
]
COUNTIES = [
    {
        "area_id": "120101",
        "county_class": "national",
        "county_class_evidence": "inferred",
        "county_class_sources": "report;paper",
        "deep_poverty": "yes",
        "deep_poverty_evidence": "stated",
        "delisted_year": "<=2018",
        "delisted_year_evidence": "stated",
        "member_evidence": "stated",
        "member_sources": "paper",
    },
    {
        "area_id": "120102",
        "county_class": "none",
        "county_class_evidence": "stated",
        "county_class_sources": "report",
        "deep_poverty": "unknown",
        "delisted_year_evidence": "not_applicable",
        "member_evidence": "inferred",
    },
]
SUPPORTED = [
    {"area_id": "110101", "support": "key26", "support_evidence": "inferred", "member_evidence": "inferred"}
]
PAIRINGS = [
    {"receiver": "120101", "partner": partner, "level": level, "evidence": "stated", "source_ids": "paper"}
    for partner, level in (("110100", "city"), ("110101", "county"), ("110102", "county"))
]


def _place(printed: str, mention: int = 1) -> dict[str, str]:
    """Where the text prints this for the n-th time."""
    for number, line in enumerate((line for line in TEXT.split("\n") if line.strip()), 1):
        start = -1
        for _ in range(mention):
            start = line.find(printed, start + 1)
        if start >= 0:
            end = start + len(printed)
            return {"paragraph": str(number), "start": str(start), "end": str(end), "printed": printed}
    raise ValueError(printed)


def _fact(
    fact_id: str, indicator_id: str, value: str, unit: str, place: Mapping[str, str], **other: str
) -> dict[str, str]:
    return {
        "fact_id": fact_id,
        "indicator_id": indicator_id,
        "area_id": "110000",
        "period_kind": "undated",
        "value": value,
        "unit": unit,
        "qualifier": "exact",
        "status": "actual",
        "source_id": "report",
        "statement_zh": "说明。",
        "statement_en": "Statement.",
        **place,
        **other,
    }


FACTS = [
    _fact("helped-counties", "helped", "12", "个", _place("12个"), counterpart_id="110000", area_id="120000"),
    _fact("sanhe-households", "households", "3", "户", _place("3户"), area_id="120101", case_id="sanhe"),
    _fact("first-counties", "helped", "2", "个", _place("2个", 2)),
    _fact(
        "people",
        "people",
        "1.5",
        "万人",
        _place("1.5万人"),
        period_kind="during",
        period_start="2015-01-01",
        period_end="2015-12-31",
    ),
    _fact(
        "people-elsewhere",
        "people",
        "1.50",
        "万人",
        {"printed": "1.5万人"},
        source_id="paper",
        same_as="people",
    ),
]
CASES = [
    {
        "case_id": "sanhe",
        "side": "east-west",
        "theme": "farming",
        "place_ids": "120101",
        "helper_ids": "110101",
        "recipient_id": "120101",
        "place_zh": "三河县",
        "place_en": "Sanhe",
        "title_zh": "三河",
        "title_en": "Sanhe",
        "pinyin": "sanhe",
        "summary_zh": "摘要。",
        "summary_en": "Summary.",
        "source_id": "report",
        **{key: value for key, value in _place("三河县有3户").items() if key != "printed"},
    }
]
EXCLUSIONS = [
    {"source_id": "report", "reason": reason, "note_zh": "说明。", "note_en": "Note.", **_place(printed)}
    for printed, reason in (("2015年", "date"), ("双赢", "idiom"))
]
CROSSWALK = [{"area_id": "120101", "code_before": "120101", "name_before": "三河县", "code_after": "120109"}]

GLOSSARY = [
    {"term_id": "household", "term_zh": "户", "term_en": "household", "text_zh": "家。", "text_en": "A home."}
]
COMPUTED = [
    {
        "computed_id": "counties-together",
        "operation": "sum",
        "inputs": "helped-counties;first-counties",
        "unit": "个",
        "unit_en": "counties",
        "decimals": "0",
        "label_zh": "合计",
        "label_en": "Together",
    }
]
CHECKS = [
    {
        "check_id": "rows",
        "left": "counties:",
        "right": "helped-counties",
        "gap": "10",
        "explanation_zh": "只记了两个县。",
        "explanation_en": "Only two counties are recorded.",
    }
]

PHRASES = [
    {
        "phrase_id": "look",
        "source_id": "report",
        **_place("看"),
        "statement_zh": "引起注意的话。",
        "statement_en": "a call to attention",
    }
]

TABLES: dict[str, list[dict[str, str]]] = {
    "sources": SOURCES,
    "indicators": INDICATORS,
    "areas": [{"pinyin": "pinyin", **area} for area in AREAS],
    "facts": FACTS,
    "cases": CASES,
    "case_events": [],
    "pairings": PAIRINGS,
    "computed": COMPUTED,
    "checks": CHECKS,
    "phrases": PHRASES,
    "glossary": GLOSSARY,
    "exclusions": EXCLUSIONS,
    "crosswalk": CROSSWALK,
    "registers/paired_counties": COUNTIES,
    "registers/supported_areas": SUPPORTED,
}

SITE = """format = 2
name = { zh = "甲省帮扶", en = "Jia helps" }
short = { zh = "甲省", en = "Jia" }
home = "110000"
document = "report"

[[side]]
key = "in-province"
name = { zh = "省内", en = "At home" }

[[side]]
key = "east-west"
name = { zh = "省外", en = "Away" }

[[topic]]
key = "population"
name = { zh = "人口", en = "Population" }

[[theme]]
key = "farming"
name = { zh = "种养", en = "Farming" }

[[register]]
key = "paired_counties"
ref = "counties"
name = { zh = "结对县", en = "Paired counties" }
table = { zh = "县表", en = "the county table" }
counted = { zh = "对口帮扶县", en = "Paired counties" }
noun = { zh = "县", en = "county|counties" }
of = "receivers"

[[register.column]]
key = "county_class"
ref = "class"
type = "class"
name = { zh = "类别", en = "class" }
values = [
  { key = "national", name = { zh = "国家级贫困县", en = "national-level poor county" } },
  { key = "none", name = { zh = "非贫困县", en = "not a poor county" } },
  { key = "unknown", name = { zh = "未知", en = "unknown" } },
]

[[register.column]]
key = "deep_poverty"
ref = "deep"
type = "flag"
name = { zh = "深度贫困县", en = "deep-poverty county" }
values = [
  { key = "yes", name = { zh = "是", en = "yes" } },
  { key = "unknown", name = { zh = "未知", en = "unknown" } },
]

[[register.column]]
key = "delisted_year"
ref = "year"
type = "year"
name = { zh = "摘帽年度", en = "year of delisting" }
applies = { county_class = ["national"] }
sources_of = "county_class"

[[register]]
key = "supported_areas"
ref = "areas"
name = { zh = "扶持地区", en = "Supported areas" }
of = "home"

[[register.column]]
key = "support"
type = "class"
name = { zh = "扶持", en = "support" }
values = [
  { key = "key26", name = { zh = "26县", en = "one of the 26" } },
  { key = "part", name = { zh = "部分乡镇", en = "some townships" } },
]
"""


def columns(name: str) -> list[str]:
    """Of a register the columns that its rows fill, besides those it must have."""
    if name in ROWS:
        return list(ROWS[name].model_fields)
    notes = ["note_zh", "note_en"]
    return list(dict.fromkeys([*(column for row in TABLES[name] for column in row), *notes]))


@dataclass(frozen=True)
class TinyPackage:
    folder: Path

    @property
    def text_file(self) -> Path:
        return self.folder.parent / "report.txt"

    def write(self) -> None:
        (self.folder / "registers").mkdir(parents=True)
        for name, rows in TABLES.items():
            self.rewrite(name, rows)
        (self.folder / "site.toml").write_text(SITE, "utf-8")
        self.describe()
        self.text_file.write_bytes(TEXT.encode())

    def describe(self) -> None:
        assert describe(self.folder) == 0

    def rewrite(self, name: str, rows: list[dict[str, str]]) -> None:
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, columns(name), restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, name: str, row: int, **cells: str) -> None:
        """Rows count from 0, so that row n stands on line n + 2."""
        rows = [dict(one) for one in TABLES[name]]
        rows[row].update(cells)
        self.rewrite(name, rows)

    def replace(self, name: str, old: bytes, new: bytes) -> None:
        path = self.folder / name
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))
