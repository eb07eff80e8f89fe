"""Checks the cells of one row and says in plain words what is wrong with each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dashboard.package.model import ADDRESS, AREA_ID, FIGURE, SHA256, SLUG, Row
from dashboard.package.remarks import Reason, because
from dashboard.package.site import COLUMN, PATH, REFERENCE
from dashboard.package.tables import YEAR

Base = Literal["text", "date", "integer", "decimal", "list"]
BASES: dict[type, Base] = {date: "date", int: "integer", Decimal: "decimal"}


@dataclass(frozen=True, slots=True)
class Kind:
    base: Base
    optional: bool


def column_kinds(model: type[Row]) -> dict[str, Kind]:
    return {name: _kind(info.annotation) for name, info in model.model_fields.items()}


def _kind(annotation: Any) -> Kind:
    if get_origin(annotation) is tuple:
        return Kind("list", optional=False)
    kinds = get_args(annotation) or (annotation,)
    bases: list[Base] = [base for known, base in BASES.items() if known in kinds]
    return Kind(bases[0] if bases else "text", type(None) in kinds)


# Pydantic alone would take "86400" for a date and " 1e3" for a number.
FORMS = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "integer": re.compile(r"-?[0-9]{1,9}"),
    "decimal": re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?"),
}
# What programs of tables make of dates and numbers.
SLASHED = re.compile(
    r"[0-9]{4}[/.年-][0-9]{1,2}[/.月-][0-9]{1,2}日?( [0-9:]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( [0-9:]+)?"
)
SEPARATED = re.compile(r"-?[0-9]{1,3}([,，'\u00a0\u202f ][0-9]{3})+(\.[0-9]+)?")
# Spaces that are not seen at the ends of a cell, or anywhere in it.
SPACE = re.compile(r"^\s|\s$|[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")
FIRST_YEAR = 1900
# Control characters, and those that turn the direction of writing: text that holds them reads other than it is.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
What = tuple[str, str, Reason]


def column_forms(model: type[Row]) -> dict[str, str]:
    return {column: kind.base for column, kind in column_kinds(model).items() if kind.base in FORMS}


def row_faults(model: type[Row], forms: Mapping[str, str], row: Mapping[str, str]) -> Iterator[What]:
    """Column, value and reason of everything wrong with one row."""
    if UNSEEN.search("".join(row.values())):
        for column, cell in row.items():
            if found := UNSEEN.search(cell):
                yield column, cell, because("cell.unseen", code=ord(found[0]))
    misshapen = set()
    for column, form in forms.items():
        if row.get(column) and (reason := _misshapen(row[column], form)):
            misshapen.add(column)
            yield column, row[column], reason
    try:
        model.model_validate(row)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if not misshapen.intersection(detail["loc"]):
                yield _explained(detail, row)


def _misshapen(cell: str, form: str) -> Reason | None:
    if FORMS[form].fullmatch(cell):
        early = form == "date" and int(cell[:4]) < FIRST_YEAR
        return because("cell.early", year=FIRST_YEAR) if early else None
    if form == "date" and SLASHED.fullmatch(cell):
        return because("cell.slashed")
    if form != "date" and SEPARATED.fullmatch(cell):
        return because("cell.separators")
    return _spaced(cell) or because(f"cell.{form}")


def _spaced(cell: str) -> Reason | None:
    space = SPACE.search(cell)
    return because("cell.space", code=ord(space[0])) if space else None


PATTERNS = {
    SLUG: "slug",
    AREA_ID: "area",
    FIGURE: "figure",
    ADDRESS: "address",
    SHA256: "sha256",
    YEAR: "year",
    COLUMN: "column",
    REFERENCE: "reference",
    PATH: "path",
}


def _explained(detail: ErrorDetails, row: Mapping[str, str]) -> What:
    if not detail["loc"]:
        # A rule over several cells is told at one column; a file need not have each.
        broken = detail["ctx"]["error"]
        return broken.column, row.get(broken.column, ""), broken.reason
    column = str(detail["loc"][0])
    value = str(detail["input"]) if len(detail["loc"]) > 1 else row[column]
    if reason := _spaced(value):
        return column, value, reason
    if value == "" and detail["type"] != "literal_error":
        return column, value, because("cell.empty")
    is_date = detail["type"] in ("date_from_datetime_parsing", "date_parsing")
    other = because("cell.day") if is_date else because("other", message=detail["msg"])
    return column, value, allowed_reason(detail) or other


def allowed_reason(detail: ErrorDetails) -> Reason | None:
    """Why a value is none of those allowed, or does not have the form that it must."""
    context = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        # As pydantic writes what it expects: `'a', 'b' or 'c'`.
        first, _, last = context["expected"].rpartition(" or ")
        return because("cell.allowed", values=because("cell.or", first=first, second=last) if first else last)
    if detail["type"] == "string_pattern_mismatch":
        name = PATTERNS.get(context["pattern"])
        return because(f"cell.{name}") if name else because("cell.form", pattern=context["pattern"])
    return None
