"""Checks the cells of one row and says in plain words what is wrong with each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dashboard.package.model import ADDRESS, AREA_ID, FIGURE, SLUG, Row
from dashboard.package.register import YEAR


@dataclass(frozen=True, slots=True)
class Kind:
    base: Literal["text", "date", "integer", "decimal", "list"]
    optional: bool


def column_kinds(model: type[Row]) -> dict[str, Kind]:
    return {name: _kind(info.annotation) for name, info in model.model_fields.items()}


def _kind(annotation: Any) -> Kind:
    if get_origin(annotation) is tuple:
        return Kind("list", optional=False)
    kinds = get_args(annotation) or (annotation,)
    optional = type(None) in kinds
    if date in kinds:
        return Kind("date", optional)
    if int in kinds:
        return Kind("integer", optional)
    return Kind("decimal" if Decimal in kinds else "text", optional)


# Pydantic alone would take "86400" for a date and " 1e3" for a number.
FORMS = {
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "is not a date written YYYY-MM-DD"),
    "integer": (re.compile(r"-?[0-9]{1,9}"), "is not a whole number of at most 9 digits"),
    "decimal": (re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?"), "is not a plain decimal number"),
}
# Control characters, and those that turn the direction of writing: text that holds them reads other than it is.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Forms = dict[str, tuple[re.Pattern[str], str]]
What = tuple[str, str, str]


def column_forms(model: type[Row]) -> Forms:
    return {column: FORMS[kind.base] for column, kind in column_kinds(model).items() if kind.base in FORMS}


def row_faults(model: type[Row], forms: Forms, row: dict[str, str]) -> Iterator[What]:
    """Column, value and reason of everything wrong with one row."""
    if UNSEEN.search("".join(row.values())):
        yield from _unseen(row)
    misshapen = set()
    for column, (form, reason) in forms.items():
        if row.get(column) and not form.fullmatch(row[column]):
            misshapen.add(column)
            yield column, row[column], reason
    try:
        model.model_validate(row)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not misshapen.intersection(detail["loc"]):
                yield (
                    _explained(detail, row)
                    if detail["loc"]
                    else _rule_broken(str(detail["ctx"]["error"]), row)
                )


def _unseen(row: dict[str, str]) -> Iterator[What]:
    for column, cell in row.items():
        if found := UNSEEN.search(cell):
            yield column, cell, f"holds the unseen character U+{ord(found[0]):04X}; take it out"


PATTERNS = {
    SLUG: "must be lowercase letters and digits joined by single hyphens",
    AREA_ID: "must be a six-digit area code, or group- and a name",
    FIGURE: "must be the id of a fact or computed figure, or a count such as counties:class=national",
    ADDRESS: "must be empty or an address that begins with http:// or https://, without spaces",
    r"^([0-9a-f]{64})?$": "must be empty or the 64 hexadecimal digits of a sha256",
    YEAR: "must be empty, a year such as 2018, or <= and a year",
}


def _explained(detail: ErrorDetails, row: dict[str, str]) -> What:
    column = str(detail["loc"][0])
    value = str(detail["input"]) if len(detail["loc"]) > 1 else row[column]
    context = detail.get("ctx", {})
    match detail["type"]:
        case "literal_error":
            reason = f"is not allowed; allowed: {context['expected']}"
        case _ if value == "":
            reason = "must not be empty"
        case "string_pattern_mismatch":
            reason = PATTERNS.get(context["pattern"], f"does not have the form {context['pattern']}")
        case "date_from_datetime_parsing" | "date_parsing":
            reason = "is not a day of the calendar"
        case _:
            reason = detail["msg"]
    return column, value, reason


def _rule_broken(message: str, row: dict[str, str]) -> What:
    """A rule over several cells is reported at the first column its message names."""
    column = next(word for word in re.findall(r"\w+", message) if word in row)
    return column, row[column], message.removeprefix(f"{column} {row[column]} ")
