"""Makes `datapackage.json` from the row models and from `site.toml`, with a description of every column."""

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.reading import unreadable
from dashboard.package.site import SiteDeclaration, Wording
from dashboard.package.tables import PRIMARY_KEYS, REGISTERS, Layout

DESCRIPTOR = "datapackage.json"
WORDS = Path(__file__).with_name("columns.toml")
TYPES = {"text": "string", "list": "string", "date": "date", "integer": "integer", "decimal": "number"}
LEAST = {"paragraph": 1, "start": 0, "end": 1, "decimals": 0}
LIST = Wording(zh="多个值以分号分隔。", en=" Several values are separated by semicolons.")
FORM = {
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
}


def describe(directory: Path, site: SiteDeclaration, layouts: Iterable[Layout]) -> dict[str, Any]:
    """The description of the files that the folder holds; a column that a file leaves out is not described."""
    about, title = site.package, site.package.title.otherwise(site.name)
    present = [layout for layout in layouts if not unreadable(directory / layout.file)]
    licences = [one.model_dump(exclude_defaults=True) for one in about.licences]
    return {
        "profile": "tabular-data-package",
        "name": about.name,
        "title": title.zh,
        "title_en": title.en,
        "description": about.description.zh,
        "description_en": about.description.en,
        **({"licenses": licences} if licences else {}),
        "sources": [{"title": "sources.csv", "path": "sources.csv"}],
        "resources": [_resource(directory, layout, site) for layout in present],
    }


def dump(description: Mapping[str, Any]) -> str:
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def _resource(directory: Path, layout: Layout, site: SiteDeclaration) -> dict[str, Any]:
    title = _title(layout, site)
    return {
        "profile": "tabular-data-resource",
        "name": _resource_name(layout.name),
        "path": layout.file,
        "title": title.zh,
        "title_en": title.en,
        **FORM,
        "schema": _schema(layout, _header(directory / layout.file), site),
    }


def _resource_name(table: str) -> str:
    return table.replace("_", "-").replace("/", "-")


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return next(csv.reader(handle))


def _title(layout: Layout, site: SiteDeclaration) -> Wording:
    folder, _, key = layout.name.rpartition("/")
    if folder == REGISTERS:
        return site.register(key).name
    return Wording(**_words()["title"][layout.name])


def _schema(layout: Layout, header: list[str], site: SiteDeclaration) -> dict[str, Any]:
    kinds, rules = column_kinds(layout.row), layout.row.model_json_schema()["properties"]
    keys = [
        {
            "fields": column,
            "reference": {"resource": _referred(layout, target), "fields": PRIMARY_KEYS[target][0]},
        }
        for column, target in layout.refers.items()
        if column in header and kinds[column].base != "list"
    ]
    schema = {
        "fields": [
            _field(column, kinds[column], rules[column], _meaning(layout, column, site)) for column in header
        ],
        "missingValues": [""],
        "primaryKey": list(layout.key),
    }
    return {**schema, "foreignKeys": keys} if keys else schema


def _referred(layout: Layout, target: str) -> str:
    """The standard calls a file's own key the key of the resource without a name."""
    return "" if target == layout.name else _resource_name(target)


def _meaning(layout: Layout, column: str, site: SiteDeclaration) -> Wording:
    folder, _, key = layout.name.rpartition("/")
    known = {**_words()["column"], **_words().get("of", {}).get(layout.name, {})}
    if folder == REGISTERS and column not in ("area_id", "member_evidence", "member_sources"):
        for declared in site.register(key).columns:
            if column == declared.key:
                return _sentence(declared.name)
            if column.startswith(f"{declared.key}_"):
                beside = _words()["beside"][column.removeprefix(f"{declared.key}_")]
                return Wording(
                    **{lang: text.format(name=declared.name.pick(lang)) for lang, text in beside.items()}
                )
    return Wording(**known[column])


def _sentence(name: Wording) -> Wording:
    return Wording(zh=f"{name.pick('zh')}。", en=f"{name.pick('en')}.")


def _field(column: str, kind: Kind, rule: dict[str, Any], meaning: Wording) -> dict[str, Any]:
    zh, en = meaning.zh, meaning.en
    if kind.base == "list":
        zh, en = zh + LIST.zh, en + LIST.en
    field = {"name": column, "type": TYPES[kind.base], "description": zh, "description_en": en}
    constraints = {} if kind.base == "list" else _constraints(column, rule)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(column: str, rule: dict[str, Any]) -> dict[str, Any]:
    """From the JSON schema of a cell; `anyOf` is a cell that may be empty."""
    filled = rule["anyOf"][0] if "anyOf" in rule else rule
    choices, pattern = filled.get("enum", []), filled.get("pattern")
    may_be_empty = "anyOf" in rule or "default" in rule or _allows_empty(filled)
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
