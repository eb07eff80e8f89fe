"""JSON Schemas of `site.toml` and of `story/*.toml`, from the models that check them, so that an editor completes keys.

Each TOML file names its schema in its first line, as `HEAD` has it.
"""

import json
from collections.abc import Mapping
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from dashboard.exhibits.kinds import KINDS
from dashboard.package.site import SiteDeclaration
from dashboard.package.story import PageDeclaration

FOLDER = "schemas"
SITE, PAGE = "site.schema.json", "page.schema.json"
HEAD = {"site.toml": f"#:schema ./{FOLDER}/{SITE}", "story/*.toml": f"#:schema ../{FOLDER}/{PAGE}"}
DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}

Schema = dict[str, Any]


class Brief(GenerateJsonSchema):
    """Without what tells an editor nothing: titles made of the keys, and empty defaults."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if not _says_something(made.get("default")):
            made.pop("default", None)
        return made


def _says_something(default: Any) -> bool:
    return any(map(_says_something, default.values())) if isinstance(default, dict) else bool(default)


def schemas() -> Mapping[str, Schema]:
    """The schemas by the names of their files; that of a page has those of the kinds for its exhibits."""
    told_apart: Any = Annotated[reduce(or_, KINDS.values()), Field(discriminator="kind")]
    page, exhibit = schema_of(PageDeclaration), schema_of(told_apart)
    page["$defs"] |= exhibit.pop("$defs")
    page["properties"]["exhibit"]["items"] = exhibit
    return {SITE: DIALECT | schema_of(SiteDeclaration), PAGE: DIALECT | page}


def schema_of(model: Any) -> Schema:
    """The schema of a model, or of a union of models."""
    schema: Schema = _shown(TypeAdapter(model).json_schema(schema_generator=Brief))
    return schema


def _shown(node: Any) -> Any:
    """With each reference below `allOf`: editors pass over a description that stands beside a reference itself."""
    if isinstance(node, list):
        return list(map(_shown, node))
    if not isinstance(node, dict):
        return node
    shown = {key: _shown(value) for key, value in node.items()}
    if "$ref" in shown and len(shown) > 1:
        shown["allOf"] = [{"$ref": shown.pop("$ref")}]
    return shown


def write_schemas(directory: Path) -> list[Path]:
    """Writes the schemas into a package. Raises OSError where that cannot be done."""
    folder = directory / FOLDER
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(dump(schema), encoding="utf-8")
    return [folder / name for name in schemas()]


def dump(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
