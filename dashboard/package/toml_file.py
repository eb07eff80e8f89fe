"""Reads a TOML file of the package, and says of what is wrong with it on which line it stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboard.package.cells import PATTERNS, UNSEEN
from dashboard.package.reading import Fault, file_faults, nearest
from dashboard.package.site import COLUMN, REFERENCE

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=\s*(.*)""")
LINE = re.compile(r"\(at line (\d+), column \d+\)")
NAMES = {
    **PATTERNS,
    COLUMN: "must be lowercase letters and digits joined by single underscores",
    REFERENCE: "must be lowercase letters and digits joined by single hyphens or underscores",
}


def read_toml(path: Path, name: str, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    """The file as a declaration, or what is wrong with it; `name` is what faults call the file."""
    if unreadable := file_faults(path, name):
        return None, unreadable
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return None, [Fault(name, None, None, None, f"is not UTF-8: byte offset {error.start}")]
    except tomllib.TOMLDecodeError as error:
        return None, [_malformed(name, str(error))]
    except (RecursionError, ValueError, OSError) as error:
        return None, [Fault(name, None, None, None, f"cannot be read: {error}")]
    if unseen := _unseen(name, text):
        return None, unseen
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, model_faults(name, text, model, error)


def _malformed(name: str, message: str) -> Fault:
    place = LINE.search(message)
    return Fault(
        name, int(place[1]) if place else None, None, None, f"is not TOML: {LINE.sub('', message).strip()}"
    )


def _unseen(name: str, text: str) -> list[Fault]:
    return [
        Fault(name, number, None, None, f"holds the unseen character U+{ord(found[0]):04X}; take it out")
        for number, line in enumerate(text.split("\n"), 1)
        if (found := UNSEEN.search(line))
    ]


def model_faults(name: str, text: str, model: type[BaseModel], error: ValidationError) -> list[Fault]:
    lines, schema = dict(_places(text)), model.model_json_schema()
    return [_fault(name, lines, schema, detail) for detail in error.errors(include_url=False)]


def _fault(name: str, lines: Mapping[Place, int], schema: Mapping[str, Any], detail: ErrorDetails) -> Fault:
    place: Place = detail["loc"]
    key = ".".join(str(part) for part in place if isinstance(part, str)) or None
    value = detail["input"] if isinstance(detail["input"], str | int | float | bool) else None
    return Fault(
        name,
        next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), 1),
        key,
        None if value is None or detail["type"] == "extra_forbidden" else str(value),
        _reason(detail, schema),
    )


def _reason(detail: ErrorDetails, schema: Mapping[str, Any]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "the key is missing"
        case "extra_forbidden":
            return "the key is unknown" + _alike(str(detail["loc"][-1]), _known(schema, detail["loc"][:-1]))
        case "literal_error":
            return f"is not allowed; allowed: {context['expected']}"
        case "string_pattern_mismatch":
            return NAMES.get(context["pattern"], f"does not have the form {context['pattern']}")
        case "value_error":
            return str(context["error"])
    return detail["msg"][0].lower() + detail["msg"][1:]


def _alike(key: str, known: Sequence[str]) -> str:
    return nearest(key, known) or (f"; known: {', '.join(known)}" if known else "")


def _known(schema: Mapping[str, Any], place: Place) -> list[str]:
    """The keys that the table at this place may have."""
    node: Mapping[str, Any] = schema
    for part in place:
        node = _resolved(schema, node)
        node = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
    return list(_resolved(schema, node).get("properties", ()))


def _resolved(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = str(node.get("$ref", ""))
    return schema["$defs"][reference.rpartition("/")[2]] if reference else node


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """The line of each table, key and line of an array, as far as they begin a line."""
    table: Place = ()
    array: Place | None = None
    counts: dict[Place, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if array is not None and line.lstrip().startswith("{"):
            counts[array] = counts.get(array, -1) + 1
            yield (*array, counts[array]), number
        elif key := KEY.match(line):
            place = (*table, *_parts(key[1]))
            array = place if key[2].startswith("[") else None
            yield place, number
        elif header := HEADER.match(line):
            table, array = _table(_parts(header[2]), counts, is_array=header[1] == "[["), None
            yield table, number


def _parts(dotted: str) -> Place:
    return tuple(part.strip().strip('"') for part in dotted.split("."))


def _table(parts: Place, counts: dict[Place, int], *, is_array: bool) -> Place:
    """The place of a table; of an array of tables the one that this header, or the last one, began."""
    place: Place = ()
    for number, part in enumerate(parts, 1):
        place = (*place, part)
        if is_array and number == len(parts):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place
