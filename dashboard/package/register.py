"""The rows of a register, as `site.toml` declares its columns: one check for every register."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, create_model, model_validator

from dashboard.package.model import AreaId, AreaList, Evidence, OptionalArea, OptionalDate, Row, SlugList
from dashboard.package.remarks import RuleError
from dashboard.package.site import Column, Register

YEAR = r"^((<=)?(19|20)\d\d)?$"
UNKNOWN = "unknown"
FLAG = ("yes", "no", UNKNOWN)
FOUND = ("stated", "inferred")
NOTHING = (None, "", UNKNOWN, ())

TYPES: dict[str, Any] = {
    "year": Annotated[str, Field(pattern=YEAR)],
    "area": OptionalArea,
    "areas": AreaList,
    "date": OptionalDate,
    "text": str,
}


class RegisterRow(Row):
    """A row of any register: an area, the columns declared, and what each of them rests on."""

    declared: ClassVar[Register]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        cells = {name: getattr(self, name) for name in type(self).model_fields}
        for column in self.declared.columns:
            for broken in (*_applied(column, cells), *_evidenced(column, cells)):
                raise broken
        return self


def row_model(register: Register) -> type[RegisterRow]:
    """Evidence, sources and notes may be left out of the file; what is not recorded is then not checked."""
    fields: dict[str, Any] = {"area_id": (AreaId, ...)}
    for column in register.columns:
        fields[column.key] = (_cell(column), ...)
        fields[f"{column.key}_evidence"] = (Evidence, None)
        fields[f"{column.key}_sources"] = (SlugList, ())
    fields["member_evidence"] = (Literal["", "stated", "inferred"], None)
    fields["member_sources"] = (SlugList, ())
    fields |= {"note_zh": (str, ""), "note_en": (str, "")}
    model = create_model(f"Row of {register.key}", __base__=RegisterRow, **fields)
    model.declared = register
    return model


def _cell(column: Column) -> Any:
    if column.type in TYPES:
        return TYPES[column.type]
    declared = tuple(value.key for value in column.values)
    return Literal[("", *(declared or FLAG))]


def _applied(column: Column, cells: dict[str, Any]) -> Iterator[RuleError]:
    for other, values in column.applies.items():
        if cells[column.key] not in NOTHING and cells[other] not in values:
            yield RuleError(column.key, "rule.applies", column=column.key, other=other, value=cells[other])


def _evidenced(column: Column, cells: dict[str, Any]) -> Iterator[RuleError]:
    name = f"{column.key}_evidence"
    evidence, found = cells[name], cells[column.key] not in NOTHING
    if evidence is not None and found != (evidence in FOUND):
        yield RuleError(name, f"rule.{'found' if found else 'not-found'}", name=name, column=column.key)
