"""Writes docs/kinds.md: what a package may declare, from the models that check it.

    .venv/bin/python -m tools.build_docs

Each example is an exhibit of our own package; its picture is made by tools/take_pictures.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.kind import OfFacts, OfPlaces
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.members import OfRegister
from dashboard.exhibits.schema import PAGE, SITE, Schema, schema_of, schemas
from dashboard.exhibits.wording import FIGURES, VALUES
from dashboard.package.model import AREA_ID, SLUG
from dashboard.package.site import COLUMN, REFERENCE, Accent

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "kinds.md"
PICTURES = "pictures/kinds"
STORY = ROOT / "data" / "story"
LEFT_OUT = ("note", "alt", "empty")  # of examples: sentences that are like any other
FORMS = {
    SLUG: "an id",
    COLUMN: "a name",
    REFERENCE: "an id or a name",
    AREA_ID: "an area's id",
    rf"^home$|{AREA_ID}": "an area's id, or `home`",
}
SHARED: Mapping[str, type[Declaration]] = {
    "every exhibit": Declaration,
    "exhibits of places": OfPlaces,
    "exhibits of facts": OfFacts,
    "exhibits of a register": OfRegister,
}
ACCENTS = get_args(Accent)
NONE: Mapping[str, Any] = {}


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


def table(schema: Schema, left: Mapping[str, Any] = NONE) -> str:
    """The keys of a table of TOML, but for those that are declared in the same way elsewhere."""
    rows = list(_rows(schema, schema, left))
    head = ["| key | what it says | default | what it may be |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) if rows else "No keys of its own."


def _rows(schema: Schema, node: Schema, left: Mapping[str, Any] = NONE, inside: str = "") -> Iterator[str]:
    """A row for each key, and below a key that holds tables the keys of these."""
    needed = set(node.get("required", ()))
    for key, value in node.get("properties", {}).items():
        if left.get(key) == value:
            continue
        default = "**needed**" if key in needed else _default(value.get("default"))
        yield _line(f"`{inside}{key}`", value.get("description", ""), default, may_be(schema, value))
        held = _resolved(schema, value.get("items", value))
        if _is_table(held):
            yield from _rows(schema, held, inside=f"{inside}{key}.")


def _line(*cells: str) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


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
        return "a table" if _is_table(node) else "words"
    if tuple(node.get("enum", ())) == ACCENTS:
        return "an accent"
    if "const" in node or "enum" in node:
        return ", ".join(f"`{one}`" if one else "nothing" for one in node.get("enum", [node.get("const")]))
    match node.get("type"):
        case "array":
            return _list(schema, node)
        case "object":
            held = next(
                iter(node.get("patternProperties", {}).values()), node.get("additionalProperties", {})
            )
            return f"a table of {may_be(schema, held)}"
        case "string":
            return {"date": "a date"}.get(node.get("format", ""), FORMS.get(node.get("pattern", ""), "text"))
    return {"integer": "a whole number", "boolean": "`true` or `false`"}.get(node.get("type", ""), "anything")


def _list(schema: Schema, node: Schema) -> str:
    if "prefixItems" in node:
        return f"{len(node['prefixItems'])} of: {may_be(schema, node['prefixItems'][0])}"
    held, most = _resolved(schema, node["items"]), node.get("maxItems")
    of = "tables" if _is_table(held) else may_be(schema, held)
    return f"a list of {of}" + (f", at most {most}" if most else "")


def _resolved(schema: Schema, node: Schema) -> Schema:
    reference = str({**node, **node.get("allOf", [{}])[0]}.get("$ref", ""))
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node


def _is_table(node: Schema) -> bool:
    """Whether it has keys; words have a key a language, which is told once."""
    return bool(set(node.get("properties", ())) - {"zh", "en"})


# The page -----------------------------------------------------------------------------------------------------


def text() -> str:
    parts = (_head(), *_kinds(), *_shared(), *_pages(), *_site(), _words())
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _head() -> str:
    listed = ", ".join(f"[`{name}`](#{name})" for name in KINDS)
    accents = ", ".join(f"`{one}`" for one in ACCENTS)
    return f"""
# What a package may declare

Written by `make docs` from the models that check a package: descriptions are changed there. [A package](package.md)
leads from an empty folder to a first page; [the data package](../data/README.md) tells of the tables.

A page is a file `story/KEY.toml`, an exhibit one `[[exhibit]]` in it, and its `kind` says how its rows are drawn:
{listed}. A declaration selects rows and gives words; what it does not say has the default. A key that is not listed
here is refused. An id that no row has is left out, and `check` notes it.

*Words* are a text in each language that the site offers: `{{ zh = "…", en = "…" }}`; a language without a text has that
of the other. *An id* is lower-case letters and digits joined by hyphens, *a name* the same with underscores.
*An accent* is a colour by its part in the design: {accents}."""


def _kinds() -> Iterator[str]:
    yield "## Kinds"
    shown, schema = examples(), schemas()[PAGE]
    for name, kind in KINDS.items():
        declared = schema | schema["$defs"][kind.__name__]
        also = [_link(of) for of, base in SHARED.items() if issubclass(kind, base)]
        yield f"### {name}\n\n{declared['description']}"
        yield from _shown(name, shown.get(name))
        yield table(declared, _keys_of_bases(kind))
        yield f"Besides these: the keys of {', of '.join(reversed(also))}."


def _link(name: str) -> str:
    return f"[{name}](#keys-of-{name.replace(' ', '-')})"


def _shown(name: str, example: Example | None) -> Iterator[str]:
    if example:
        yield f"![{name}: {example.key} of {example.page}]({PICTURES}/{name}.png)"
        yield f"```toml\n{example.text}\n```"


def _keys_of_bases(declaration: type[Declaration]) -> Mapping[str, Any]:
    bases = [base for base in SHARED.values() if issubclass(declaration, base)]
    shared = {key: value for base in bases for key, value in schema_of(base)["properties"].items()}
    return shared | {"kind": schema_of(declaration)["properties"]["kind"]}


def _shared() -> Iterator[str]:
    yield "## Keys that kinds share"
    above: dict[str, Any] = {}
    for name, base in SHARED.items():
        schema = schema_of(base)
        yield f"### Keys of {name}\n\n{table(schema, above)}"
        above |= schema["properties"]


def _pages() -> Iterator[str]:
    schema = schemas()[PAGE]
    tables = {key: schema["properties"][key] for key in ("filter", "exhibit")}
    yield f"## A page\n\n{schema['description']}\n\n{table(schema, tables)}"
    filters = schema["$defs"]["FilterDeclaration"]
    yield f"### A filter\n\n{filters['description']}\n\n{table(schema | filters, {})}"


def _site() -> Iterator[str]:
    schema = schemas()[SITE]
    apart = {key: schema["properties"][key] for key in ("map", "package", "register")}
    yield f"## site.toml\n\n{schema['description']}\n\n{table(schema, apart)}"
    for key, name in (("register", "Register"), ("map", "Maps"), ("package", "About")):
        of, value = schema["$defs"][name], schema["properties"][key]
        head = f"[[{key}]]" if value.get("type") == "array" else f"[{key}]"
        yield f"### {head}\n\n{of.get('description') or value['description']}\n\n{table(schema | of)}"


def _words() -> str:
    figures = "\n".join(f"- {meaning}" for meaning in FIGURES.values())
    values = "\n".join(_line(f"`{{{name}}}`", meaning) for name, meaning in VALUES.items())
    return f"""
## Placeholders in words

Figures are never typed into a sentence; a placeholder stands for each, and leads to its source:

{figures}

and words that follow from the rows on show, in all words of an exhibit and in the titles of pages:

| placeholder | what stands there |
|---|---|
{values}

A sentence with a placeholder that cannot be filled is not told: of a `note` that sentence is left out, and in place of
a `finding` the `name` stands. Other placeholders, such as {{amount}} beside a mark, are told with their key."""


def main() -> None:
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {len(KINDS)} kinds")


if __name__ == "__main__":
    main()
