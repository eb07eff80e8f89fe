"""Makes `datapackage.json` from the row models and from `site.toml`, with a description of every column; and checks
that one which is there already can be read and lists exactly the files of the package."""

import csv
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.catalogue import LANGS
from dashboard.package.cells import Kind, column_kinds
from dashboard.package.reading import file_faults, unreadable
from dashboard.package.remarks import Fault, Note, because
from dashboard.package.site import SiteDeclaration
from dashboard.package.tables import REQUIRED, ROWS, Layout, RegisterRow, may_be_empty

DESCRIPTOR = "datapackage.json"
WORDS = Path(__file__).with_name("columns.toml")
TYPES = {"text": "string", "list": "string", "date": "date", "integer": "integer", "decimal": "number"}
LEAST = {"paragraph": 1, "start": 0, "end": 1, "decimals": 0}
LIST = {"zh": "多个值以分号分隔。", "en": " Several values are separated by semicolons."}
DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
FORM = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": DIALECT}


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
        "resources": [_resource(directory, layout) for layout in present],
    }


def dump(description: Mapping[str, Any]) -> str:
    return json.dumps(description, ensure_ascii=False, indent=2) + "\n"


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def _resource(directory: Path, layout: Layout) -> dict[str, Any]:
    known = _words()["title"].get(layout.name)
    title = layout.row.declared.name.model_dump() if issubclass(layout.row, RegisterRow) else known
    with (directory / layout.file).open(encoding="utf-8-sig", newline="") as handle:
        header = next(csv.reader(handle))
    return {
        "profile": "tabular-data-resource",
        "name": _resource_name(layout.name),
        "path": layout.file,
        "title": title["zh"],
        "title_en": title["en"],
        **FORM,
        "schema": _schema(layout, header),
    }


def _resource_name(table: str) -> str:
    return table.replace("_", "-").replace("/", "-")


def _schema(layout: Layout, header: Sequence[str]) -> dict[str, Any]:
    kinds, meanings, optional = column_kinds(layout.row), _meanings(layout), may_be_empty(layout.row)
    rules = layout.row.model_json_schema()["properties"]
    keys = []
    for column, target in layout.refers.items():
        if column in header and kinds[column].base != "list":
            # The standard calls a file's own key the key of the resource without a name.
            resource = "" if target == layout.name else _resource_name(target)
            named = {"resource": resource, "fields": next(iter(ROWS[target].model_fields))}
            keys.append({"fields": column, "reference": named})
    fields = [
        _field(column, kinds[column], rules[column], meanings[column], may_be_empty=column in optional)
        for column in header
    ]
    schema = {"fields": fields, "missingValues": [""], "primaryKey": list(layout.key)}
    return {**schema, "foreignKeys": keys} if keys else schema


def _meanings(layout: Layout) -> Mapping[str, Mapping[str, str]]:
    words = _words()
    known = {**words["column"], **words["of"].get(layout.name, {})}
    for column in layout.row.declared.columns if issubclass(layout.row, RegisterRow) else ():
        name = column.name
        known[column.key] = {"zh": f"{name.pick('zh')}。", "en": f"{name.pick('en')}."}
        for beside, texts in words["beside"].items():
            told = {lang: texts[lang].format(name=name.pick(lang)) for lang in LANGS}
            known[f"{column.key}_{beside}"] = told
    return known


def _field(
    column: str, kind: Kind, rule: Mapping[str, Any], meaning: Mapping[str, str], *, may_be_empty: bool
) -> dict[str, Any]:
    """The rule is the JSON schema of a cell; `anyOf` is one that may be empty."""
    zh, en = (meaning[lang] + (LIST[lang] if kind.base == "list" else "") for lang in LANGS)
    filled = rule["anyOf"][0] if "anyOf" in rule else rule
    constraints: dict[str, Any] = {} if may_be_empty else {"required": True}
    if choices := filled.get("enum"):
        constraints["enum"] = [choice for choice in choices if choice]
    if pattern := filled.get("pattern"):
        constraints["pattern"] = pattern
    if column in LEAST:
        constraints["minimum"] = LEAST[column]
    field = {"name": column, "type": TYPES[kind.base], "description": zh, "description_en": en}
    return {**field, "constraints": constraints} if constraints else field


def descriptor_remarks(directory: Path, known: Sequence[str]) -> list[Fault] | list[Note]:
    """`known` are the files that a package like this may have."""
    path = directory / DESCRIPTOR
    if not path.exists():
        return [Note(DESCRIPTOR, because("descriptor.none"))]
    if unreadable := file_faults(path, DESCRIPTOR):
        return unreadable
    line = None
    try:
        return _resource_faults(directory, json.loads(path.read_text(encoding="utf-8-sig")), known)
    except UnicodeDecodeError as error:
        reason = because("toml.not-utf8", offset=error.start)
    except json.JSONDecodeError as error:
        line, reason = error.lineno, because("descriptor.not-json", message=error.msg)
    except ValueError as error:
        reason = because("file.unread", message=error)
    except RecursionError:
        reason = because("descriptor.deep")
    except OSError as error:
        reason = because("file.unread", message=error.strerror)
    return [Fault(DESCRIPTOR, reason, line)]


def _resource_faults(directory: Path, descriptor: Any, known: Sequence[str]) -> list[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        return [Fault(DESCRIPTOR, because("descriptor.no-list"), column="resources")]
    paths = [str(resource.get("path")) for resource in resources]
    required = [f"{name}.csv" for name in REQUIRED]  # their absence is a fault already
    missing = [path for path in paths if path not in required and not (directory / path).is_file()]
    foreign = [path for path in paths if path not in known and path not in missing]
    left_out = [path for path in known if path not in paths and (directory / path).is_file()]
    wrong = {"no-file": missing, "foreign": foreign, "left-out": left_out}
    return [
        Fault(DESCRIPTOR, because(f"descriptor.{reason}"), column="path", value=path)
        for reason, listed in wrong.items()
        for path in listed
    ]
