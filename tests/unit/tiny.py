"""A small invented data package with its invented source text, made to be broken by the tests."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.package.model import ROWS
from tools.build_datapackage import dump

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
    {
        "area_id": "110101",
        "name_zh": "丑区",
        "name_en": "Chou",
        "level": "county",
        "parent_id": "110100",
        "support": "key26",
        "evidence": "inferred",
    },
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
        "class_evidence": "inferred",
        "deep_poverty": "yes",
        "deep_evidence": "stated",
        "delisted_year": "<=2018",
        "delisted_evidence": "stated",
        "partner_city_id": "110100",
        "partner_county_ids": "110101;110102",
        "partner_evidence": "stated",
        "membership_evidence": "stated",
        "class_source_ids": "report;paper",
        "partner_source_ids": "paper",
    },
    {
        "area_id": "120102",
        "county_class": "none",
        "class_evidence": "stated",
        "deep_poverty": "unknown",
        "delisted_evidence": "not_applicable",
        "partner_evidence": "unknown",
        "membership_evidence": "inferred",
        "class_source_ids": "report",
    },
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
CROSSWALK = [{"area_id": "120101", "code_2018": "120101", "name_2018": "三河县", "code_2021": "120109"}]

TABLES = {
    "sources": SOURCES,
    "indicators": INDICATORS,
    "areas": [{"pinyin": "pinyin", **area} for area in AREAS],
    "facts": FACTS,
    "paired_counties": COUNTIES,
    "cases": CASES,
    "exclusions": EXCLUSIONS,
    "adcode_crosswalk": CROSSWALK,
}


@dataclass(frozen=True)
class TinyPackage:
    folder: Path

    @property
    def text_file(self) -> Path:
        return self.folder.parent / "report.txt"

    def write(self) -> None:
        self.folder.mkdir()
        for name, rows in TABLES.items():
            self.rewrite(name, rows)
        (self.folder / "datapackage.json").write_text(dump(), "utf-8")
        self.text_file.write_bytes(TEXT.encode())

    def rewrite(self, name: str, rows: list[dict[str, str]]) -> None:
        with (self.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(ROWS[name].model_fields), restval="", lineterminator="\n")
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
