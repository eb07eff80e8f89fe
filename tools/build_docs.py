"""Writes docs/kinds.md: what a package may declare, from the models that check it.

    .venv/bin/python -m tools.build_docs

Each example is an exhibit of our own package; its picture is made by tools/take_pictures.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.exhibits.declaration import Declaration, OfFacts
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.members import OfRegister
from dashboard.exhibits.schema import PAGE, SITE, Schema, schemas
from dashboard.exhibits.wording import FIGURES, VALUES
from dashboard.package.model import AREA_ID, SLUG
from dashboard.package.site import COLUMN, REFERENCE

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "kinds.md"
PICTURES = "pictures/kinds"
STORY = ROOT / "data" / "story"
LEFT_OUT = ("note", "alt", "empty")  # of examples: sentences that are like any other
FORMS = {
    SLUG: "letters, digits, hyphens",
    COLUMN: "letters, digits, underscores",
    REFERENCE: "letters, digits, hyphens or underscores",
    AREA_ID: "an area's id",
    rf"^home$|{AREA_ID}": "an area's id, or `home`",
}
BASES = {"every exhibit": Declaration, "exhibits of facts": OfFacts, "exhibits of a register": OfRegister}


@dataclass(frozen=True)
class Example:
    page: str
    key: str
    text: str


# What there is to show ----------------------------------------------------------------------------------------


def examples() -> Mapping[str, Example]:
    """The shortest exhibit of each kind; none of a kind that our package does without."""
    found: dict[str, Example] = {}
    for path in sorted(STORY.glob("*.toml")):
        for text in re.findall(r"^\[\[exhibit\]\]\n(?:.+\n)+", path.read_text("utf-8"), re.MULTILINE):
            kind, one = _value(text, "kind"), Example(path.stem, _value(text, "key"), _shortened(text))
            if kind not in found or len(one.text) < len(found[kind].text):
                found[kind] = one
    return {kind: found[kind] for kind in KINDS if kind in found}


def _value(text: str, key: str) -> str:
    found = re.search(rf'^{key} = "(.+)"$', text, re.MULTILINE)
    return found[1] if found else ""


def _shortened(text: str) -> str:
    """Without its sentences; of an array of tables that runs over lines the first line is kept."""
    for key in LEFT_OUT:
        text = re.sub(rf"^{key} = (\[\n(?:  .+\n)*\]|.+)\n", "", text, flags=re.MULTILINE)
    return text.strip()


# Keys ---------------------------------------------------------------------------------------------------------


def keys_of(schema: Schema, node: Schema, left: frozenset[str] = frozenset(), inside: str = "") -> Iterator[str]:
    """A line of a table for each key, and below a key that holds tables the keys of these."""
    needed = set(node.get("required", ()))
    for key, value in node.get("properties", {}).items():
        if key in left:
            continue
        default = "**needed**" if key in needed else _default(value.get("default"))
        yield f"| `{inside}{key}` | {_cell(value.get('description', ''))} | {default} | {_cell(may_be(schema, value))} |"
        held = _resolved(schema, value.get("items", value))
        if "properties" in held and not _is_words(held):
            yield from keys_of(schema, held, inside=f"{inside}{key}.")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _default(default: Any) -> str:
    if default is None or isinstance(default, dict):
        return ""
    return " ".join(f"`{one}`" for one in (default if isinstance(default, list) else [default]))


def may_be(schema: Schema, value: Schema) -> str:
    """What may stand there, in words."""
    node = _resolved(schema, value)
    if "anyOf" in node:
        return " or ".join(may_be(schema, one) for one in node["anyOf"] if one.get("type") != "null")
    if "properties" in node:
        return "words" if _is_words(node) else "a table"
    if "const" in node or "enum" in node:
        return ", ".join(f"`{one}`" if one else "nothing" for one in node.get("enum", [node.get("const")]))
    match node.get("type"):
        case "array":
            return _list(schema, node)
        case "object":
            return f"a table of {may_be(schema, node['additionalProperties'])}"
        case "string":
            return {"date": "a date"}.get(node.get("format", ""), FORMS.get(node.get("pattern", ""), "text"))
    return {"integer": "a whole number"}.get(node.get("type", ""), "anything")


def _list(schema: Schema, node: Schema) -> str:
    if "prefixItems" in node:
        return f"{len(node['prefixItems'])} of: {may_be(schema, node['prefixItems'][0])}"
    held, most = _resolved(schema, node["items"]), node.get("maxItems")
    of = "tables" if "properties" in held and not _is_words(held) else may_be(schema, held)
    return f"a list of {of}" + (f", at most {most}" if most else "")


def _resolved(schema: Schema, node: Schema) -> Schema:
    reference = str(node.get("$ref", ""))
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node


def _is_words(node: Schema) -> bool:
    return set(node["properties"]) == {"zh", "en"} and "singular" not in str(node)
