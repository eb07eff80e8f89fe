"""Reads a TOML file of the package, and says of what is wrong with it on which line it stands."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dashboard.package.cells import UNSEEN, allowed_reason
from dashboard.package.reading import file_faults
from dashboard.package.remarks import Fault, Reason, RuleError, because, nearest

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
Lines = Mapping[Place, int]

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*")(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*=\s*(.*)""")
LINE = re.compile(r"\(at line (\d+), column \d+\)")
# What pydantic says of a value of another type, and what is said of it here.
TYPES = {
    "string_type": "text",
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "float_type"), "number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "truth"),
    **dict.fromkeys(("list_type", "tuple_type"), "list"),
}
SOME = 4  # keys named as an example


def read_toml(path: Path, name: str, model: type[Model]) -> tuple[Model | None, Lines, list[Fault]]:
    """A file as a declaration, None where it has faults; the line of each of its places; and its faults, which call the
    file by that name."""
    if unreadable := file_faults(path, name):
        return None, {}, unreadable
    line, reason = None, None
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        reason = because("toml.not-utf8", offset=error.start)
    except tomllib.TOMLDecodeError as error:
        line, message = LINE.search(str(error)), LINE.sub("", str(error)).strip()
        reason = because("toml.malformed", message=message)
    except (RecursionError, ValueError, OSError) as error:
        reason = because("file.unread", message=error)
    if reason:
        return None, {}, [Fault(name, reason, int(line[1]) if line else None)]
    unseen = [
        Fault(name, because("cell.unseen", code=ord(found[0])), number)
        for number, line in enumerate(text.split("\n"), 1)
        if (found := UNSEEN.search(line))
    ]
    if unseen:
        return None, {}, unseen
    lines = dict(_places(text))
    try:
        return model.model_validate(data), lines, []
    except ValidationError as error:
        return None, lines, model_faults(name, lines, model, error)


def model_faults(
    name: str, lines: Lines, model: type[BaseModel], error: ValidationError, under: Place = ()
) -> list[Fault]:
    """`under` is the place in the file of what was to be such a model."""
    schema, faults = model.model_json_schema(), list[Fault]()
    for detail in error.errors(include_url=False):
        place: Place = (*under, *detail["loc"])
        is_told = isinstance(detail["input"], str | int | float) and detail["type"] != "extra_forbidden"
        value = str(detail["input"]) if is_told else None
        faults.append(Fault(name, _reason(detail, schema), line_of(lines, place), key_of(place), value))
    return faults


def line_of(lines: Lines, place: Place) -> int:
    """The line of a place, or of the nearest around it that begins a line."""
    return next((lines[place[:end]] for end in range(len(place), 0, -1) if place[:end] in lines), 1)


def key_of(place: Place) -> str | None:
    return ".".join(str(part) for part in place if isinstance(part, str)) or None


def _reason(detail: ErrorDetails, schema: Mapping[str, Any]) -> Reason:
    if reason := allowed_reason(detail):
        return reason
    context, kind = detail.get("ctx", {}), detail["type"]
    match kind:
        case "missing":
            return because("toml.missing")
        case "extra_forbidden":
            known = _known(schema, detail["loc"][:-1])
            others = because("known", names=", ".join(known)) if known else ""
            return because("toml.unknown", near=nearest(str(detail["loc"][-1]), known) or others)
        case "value_error" if isinstance(context["error"], RuleError):
            return context["error"].reason
        case "model_type" | "dict_type":
            return because("toml.table", example=", ".join(_known(schema, detail["loc"])[:SOME]))
        case "too_short":
            return because("toml.short", least=context["min_length"])
        case "too_long":
            return because("toml.long", most=context["max_length"])
        case "date_from_datetime_parsing" | "date_parsing" | "date_type":
            return because("cell.date")
    message = detail["msg"][0].lower() + detail["msg"][1:]
    return because(f"toml.{TYPES[kind]}") if kind in TYPES else because("other", message=message)


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
