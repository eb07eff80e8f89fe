"""Writes `data/datapackage.json` from the row models, with a description of every column.

python -m tools.build_datapackage
"""

import json
import re
from pathlib import Path
from typing import Any

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.model import FOREIGN_KEYS, PRIMARY_KEYS, ROWS

TARGET = Path(__file__).resolve().parent.parent / "data" / "datapackage.json"
TYPES = {"text": "string", "list": "string", "date": "date", "integer": "integer", "decimal": "number"}
LEAST = {"paragraph": 1, "start": 0, "end": 1}
LIST_ZH, LIST_EN = "多个值以分号分隔。", "Several values are separated by semicolons."

Words = tuple[str, str]

TITLES: dict[str, Words] = {
    "sources": ("来源", "Sources"),
    "indicators": ("指标", "Indicators"),
    "areas": ("地区", "Areas"),
    "facts": ("事实：一行一个数字", "Facts: one row, one figure"),
    "paired_counties": ("80个对口帮扶县", "The 80 paired counties"),
    "cases": ("案例", "Cases"),
    "exclusions": ("原文中不作为事实的数字", "Numerals of the source document that are not facts"),
    "adcode_crosswalk": ("区划代码对照", "Division codes across years"),
}

# What a column of this name holds in every file, unless SPECIAL says otherwise.
COLUMNS: dict[str, Words] = {
    "address": (
        "读取该来源的网址；没有网址或不宜链接时为空。",
        "Where the source was read; empty when there is no address or it must not be linked.",
    ),
    "area_id": (
        "地区编号：2018—2019年六位行政区划代码，或以group-开头的组合。",
        "The area: its six-digit division code of 2018–2019, or a combination whose id begins with group-.",
    ),
    "basis": (
        "口径，如纯收入或可支配收入；没有区别时为空。",
        "The concept, such as net or disposable income; may be empty.",
    ),
    "case_id": ("案例编号。", "The case."),
    "class_evidence": (
        "类别的依据：有来源、推断或未知。",
        "Whether the class is stated, inferred or unknown.",
    ),
    "class_source_ids": ("类别与摘帽年度的来源。", "The sources of the class and of the year of delisting."),
    "code_2018": ("2018年初的代码。", "The code at the start of 2018."),
    "code_2021": (
        "2021年的代码；拆分时一县多行。",
        "The code in 2021; a county that was split has several rows.",
    ),
    "counterpart_id": (
        "帮扶方：东西部扶贫协作数字的浙江一方。",
        "Who helps: the Zhejiang side of a figure of east–west cooperation.",
    ),
    "county_class": (
        "类别：国家级贫困县、省级贫困县、非贫困县或未知。",
        "National-level poor county, provincial-level poor county, not a poor county, or unknown.",
    ),
    "deep_evidence": (
        "深度贫困县的依据；未知时为空。",
        "Whether deep poverty is stated or inferred; empty when unknown.",
    ),
    "deep_poverty": (
        "是否深度贫困县；没有来源的为未知，不是“否”。",
        "Whether it is a deep-poverty county; without a source it is unknown, never no.",
    ),
    "definition_zh": ("中文定义。", "Definition in Chinese."),
    "definition_en": ("英文定义。", "Definition in English."),
    "delisted_evidence": (
        "摘帽年度的依据。",
        "Whether the year of delisting is stated, inferred, unknown or does not apply.",
    ),
    "delisted_year": (
        "摘帽的考核年度；<=2018表示不晚于2018年度；不知道或不适用时为空。",
        "The assessment year of delisting; <=2018 means that year or earlier; empty when unknown or not applicable.",
    ),
    "end": (
        "数字最后一个字之后的位置，从该段行首起算，行首为0。",
        "The position after the last character, counted in code points from 0 at the start of the raw line.",
    ),
    "evidence": (
        "依据：有来源或推断；不适用时为空。",
        "Whether this is stated or inferred; empty when it does not apply.",
    ),
    "fact_id": ("事实编号。", "The fact."),
    "grade": (
        "来源等级：A为发布者自己的网页或原文，B为媒体或政府转载，C为镜像、机器翻译或不明网站。",
        "A: the publisher's own page or the source document. B: reposted by press or government. "
        "C: a mirror, a machine translation or an unknown host.",
    ),
    "helper_ids": ("帮扶的浙江市县。", "The Zhejiang places that help."),
    "indicator_id": ("指标编号。", "The indicator."),
    "kind": ("来源类型。", "What kind of source it is."),
    "level": ("级别。", "The level of the area."),
    "measure": (
        "计量类别：金额、人、面积、产出、个数或比率。",
        "What is measured: money, people, area, output, count or rate.",
    ),
    "membership_evidence": (
        "列入80个县的依据：有来源或按排除法推断。",
        "Whether belonging to the 80 counties is stated, or inferred by elimination.",
    ),
    "name_zh": ("中文名称。", "Name in Chinese."),
    "name_en": ("英文名称。", "Name in English."),
    "name_2018": ("2018年初的名称。", "The name at the start of 2018."),
    "name_2021": ("2021年的名称。", "The name in 2021."),
    "note_zh": ("中文说明或提醒。", "Note or caution in Chinese."),
    "note_en": ("英文说明或提醒。", "Note or caution in English."),
    "paragraph": (
        "所在段落：来源文本的非空行，从1起数。",
        "The paragraph: the non-blank lines of the source text, from 1.",
    ),
    "parent_id": ("上一级地区。", "The area it lies in."),
    "partner_city_id": ("结对的浙江设区市。", "The Zhejiang city it is paired with."),
    "partner_county_ids": (
        "结对的浙江县（市、区）。",
        "The Zhejiang counties or districts it is paired with.",
    ),
    "partner_evidence": ("结对关系的依据。", "Whether the pairing is stated, inferred or unknown."),
    "partner_source_ids": ("结对关系的来源。", "The sources of the pairing."),
    "period_end": ("期末或时点。", "The end of the period, or the moment."),
    "period_kind": (
        "时间类型：时点、一段时间、累计、自某时起、未注明。",
        "A moment, within a period, total over a period, since a start, or undated.",
    ),
    "period_start": ("期初。", "The start of the period."),
    "pinyin": ("不带声调的拼音，供检索。", "Pinyin without tones, for searching."),
    "place_ids": (
        "案例所在的县；原文没有写明时为空。",
        "The counties of the case; empty when the document names none.",
    ),
    "place_zh": ("案例地点的中文写法。", "The place of the case in Chinese."),
    "place_en": ("案例地点的英文写法。", "The place of the case in English."),
    "printed": ("数字及其单位在来源中的写法。", "The figure with its unit, as printed in the source."),
    "published": ("来源给出的发布时间。", "When it was published, as the source gives it."),
    "publisher_zh": ("发布者中文名称。", "The publisher in Chinese."),
    "publisher_en": ("发布者英文名称。", "The publisher in English."),
    "qualifier": (
        "限定：等于、不少于、多于、约，或只有定性说法。",
        "Exact, at least, more than, about, or qualitative (no value).",
    ),
    "reason": (
        "不作为事实的理由：日期、名称、序数或习语。",
        "Why it is not a fact: a date, a name, an ordinal or an idiom.",
    ),
    "recipient_id": ("受帮扶的地区。", "The area that receives help."),
    "same_as": (
        "重复提及时，第一次提及的事实编号。",
        "For a repeated mention, the fact that mentions it first.",
    ),
    "series": (
        "只有同一系列的指标可以共用坐标轴或连线。",
        "Only indicators of one series may share an axis or a line.",
    ),
    "sha256": (
        "来源文本的sha256；没有文本时为空。",
        "The sha256 of the source text; empty when there is no text.",
    ),
    "side": ("省内扶贫开发或东西部扶贫协作。", "In-province work or east–west cooperation."),
    "source_id": ("来源编号。", "The source."),
    "source_ids": ("来源。", "The sources."),
    "start": (
        "第一个字的位置，从该段行首起算，行首为0。",
        "The first character, counted in code points from 0 at the start of the raw line.",
    ),
    "statement_zh": ("用自己的话写的一句中文说明。", "What the figure says, in our own words, in Chinese."),
    "statement_en": ("用自己的话写的一句英文说明。", "What the figure says, in our own words, in English."),
    "status": ("实际或规划。", "Actual or planned."),
    "summary_zh": ("用自己的话写的中文摘要。", "Summary in our own words, in Chinese."),
    "summary_en": ("用自己的话写的英文摘要。", "Summary in our own words, in English."),
    "support": (
        "省内扶持范围：26个加快发展县之一，或部分乡镇；其他地区为空。",
        "One of the 26 accelerated-development counties, or supported in some townships; else empty.",
    ),
    "theme": ("主题。", "The theme."),
    "title_zh": ("中文标题。", "Title in Chinese."),
    "title_en": ("英文标题。", "Title in English."),
    "topic": ("所属专题。", "The topic it belongs to."),
    "unit": ("单位。", "The unit."),
    "value": (
        "数值，按来源的写法和单位；定性说法时为空。",
        "The value in the unit printed; empty when qualitative.",
    ),
}

SPECIAL: dict[tuple[str, str], Words] = {
    ("cases", "start"): (
        "案例文字第一个字的位置，行首为0。",
        "The first character of the case's text, from 0.",
    ),
    ("cases", "end"): (
        "案例文字最后一个字之后的位置。",
        "The position after the last character of the case's text.",
    ),
    ("facts", "case_id"): ("数字所属的案例；没有时为空。", "The case the figure belongs to, if any."),
    ("facts", "unit"): ("按来源写法的单位，如万人。", "The unit as printed, such as 万人."),
    ("exclusions", "printed"): ("数字在来源中的写法。", "The numeral as printed in the source."),
}


def build() -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "zhejiang-poverty-alleviation",
        "title": "浙江扶贫开发与东西部扶贫协作数据",
        "title_en": "Zhejiang poverty alleviation and east–west cooperation: data",
        "description": (
            "浙江省内扶贫开发和东西部扶贫协作的公开数字，每个数字都注明来源；来源文本中的数字还注明段落和字位。"
            "只收录数字、位置和自拟的说明，不收录来源的句子。"
        ),
        "description_en": (
            "Public figures of poverty alleviation in Zhejiang and of its east–west cooperation, each with its source, "
            "and with paragraph and characters where the text of the source is known. Only figures, places in the text "
            "and wording of our own are recorded, no sentence of a source."
        ),
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "sources": [{"title": "sources.csv", "path": "sources.csv"}],
        "resources": [_resource(name) for name in ROWS],
    }


def _resource(name: str) -> dict[str, Any]:
    title_zh, title_en = TITLES[name]
    return {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "title": title_zh,
        "title_en": title_en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": _schema(name),
    }


def _schema(name: str) -> dict[str, Any]:
    kinds, rules = column_kinds(ROWS[name]), ROWS[name].model_json_schema()["properties"]
    keys = [
        {
            "fields": column,
            "reference": {"resource": _referred(name, target), "fields": PRIMARY_KEYS[target][0]},
        }
        for column, target in FOREIGN_KEYS.get(name, {}).items()
        if kinds[column].base != "list"
    ]
    schema = {
        "fields": [_field(name, column, kind, rules[column]) for column, kind in kinds.items()],
        "missingValues": [""],
        "primaryKey": list(PRIMARY_KEYS[name]),
    }
    return {**schema, "foreignKeys": keys} if keys else schema


def _referred(name: str, target: str) -> str:
    """The standard calls a file's own key the key of the resource without a name."""
    return "" if target == name else target.replace("_", "-")


def _field(name: str, column: str, kind: Kind, rule: dict[str, Any]) -> dict[str, Any]:
    zh, en = SPECIAL.get((name, column)) or COLUMNS[column]
    if kind.base == "list":
        zh, en = zh + LIST_ZH, f"{en} {LIST_EN}"
    field = {"name": column, "type": TYPES[kind.base], "description": zh, "description_en": en}
    constraints = {} if kind.base == "list" else _constraints(column, rule)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(column: str, rule: dict[str, Any]) -> dict[str, Any]:
    """From the JSON schema of a cell; `anyOf` is a cell that may be empty."""
    filled = rule["anyOf"][0] if "anyOf" in rule else rule
    choices, pattern = filled.get("enum", []), filled.get("pattern")
    may_be_empty = "anyOf" in rule or _allows_empty(filled)
    constraints: dict[str, Any] = {} if may_be_empty else {"required": True}
    if choices:
        constraints["enum"] = [choice for choice in choices if choice]
    if pattern:
        constraints["pattern"] = pattern
    if column in LEAST:
        constraints["minimum"] = LEAST[column]
    return constraints


def _allows_empty(rule: dict[str, Any]) -> bool:
    if rule["type"] != "string" or "enum" in rule:
        return "" in rule.get("enum", [])
    return not rule.get("minLength") and re.search(rule.get("pattern", ""), "") is not None


def dump() -> str:
    return json.dumps(build(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(dump(), encoding="utf-8")
    print(f"{TARGET.name}: {len(ROWS)} resources")
