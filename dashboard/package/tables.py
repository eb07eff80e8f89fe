"""Which tables a package may hold, what their rows are and refer to; of a register, as `site.toml` declares it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError, create_model, model_validator

from dashboard.catalogue import Lang
from dashboard.package import model
from dashboard.package.model import AreaId, AreaList, Evidence, Row, SourceList
from dashboard.package.remarks import RuleError
from dashboard.package.site import Register

REGISTERS = "registers"

ROWS: dict[str, type[Row]] = {
    "sources": model.Source,
    "indicators": model.Indicator,
    "areas": model.Area,
    "facts": model.Fact,
    "cases": model.Case,
    "case_events": model.CaseEvent,
    "pairings": model.Pairing,
    "computed": model.Computed,
    "checks": model.Check,
    "phrases": model.Phrase,
    "glossary": model.Term,
    "exclusions": model.Exclusion,
    "crosswalk": model.Crosswalk,
}
# A package has these; any other table may be absent, and is then empty.
REQUIRED = ("sources", "indicators", "areas", "facts")
# The keys of tables whose first column alone is none.
KEYS: dict[str, tuple[str, ...]] = {
    "case_events": ("case_id", "what", "date"),
    "pairings": ("receiver", "partner", "since"),
    "exclusions": ("source_id", "paragraph", "start"),
    "crosswalk": ("area_id", "code_after"),
}


@dataclass(frozen=True)
class Layout:
    """How a table is read: its columns as a row model, those of them that may be absent, and the `twins` of texts in a
    language that is not offered, which stand for them where they are empty."""

    name: str  # `facts`, or `registers/paired_counties`
    row: type[Row]
    absent: Collection[str]
    twins: Mapping[str, str]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def key(self) -> tuple[str, ...]:
        return KEYS.get(self.name) or (next(iter(self.row.model_fields)),)

    @cached_property
    def refers(self) -> Mapping[str, str]:
        """The tables whose rows a column names."""
        return {
            column: marked.table
            for column, info in self.row.model_fields.items()
            for marked in info.metadata
            if isinstance(marked, model.Of)
        }


def table_layout(name: str, unoffered: Collection[Lang]) -> Layout:
    row, twins = ROWS[name], _twins(ROWS[name], unoffered)
    return Layout(name, row, may_be_empty(row) | twins.keys(), twins)


def _twins(row: type[Row], unoffered: Iterable[Lang]) -> Mapping[str, str]:
    other = {"zh": "en", "en": "zh"}
    columns = ((lang, one) for lang in unoffered for one in row.model_fields if one.endswith(f"_{lang}"))
    return {one: f"{one.removesuffix(lang)}{other[lang]}" for lang, one in columns}


def may_be_empty(row: type[Row]) -> frozenset[str]:
    """The columns whose cells may all be empty."""
    columns = frozenset(row.model_fields)
    try:
        row.model_validate(dict.fromkeys(columns, ""))
    except ValidationError as error:
        return columns - {str(place) for one in error.errors() for place in one["loc"]}
    return columns


YEAR = r"^((<=)?(19|20)\d\d)?$"
FOUND = ("stated", "inferred")
NOTHING = (None, "", "unknown", ())
TYPES: dict[str, Any] = {
    "year": Annotated[str, Field(pattern=YEAR)],
    "area": model.OptionalArea,
    "areas": AreaList,
    "date": model.OptionalDate,
    "text": str,
}


class RegisterRow(Row):
    """A row of any register: an area, the columns declared, and what each of them rests on."""

    declared: ClassVar[Register]

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        for column in self.declared.columns:
            name, found = f"{column.key}_evidence", getattr(self, column.key) not in NOTHING
            for other, values in column.applies.items():
                if found and (value := getattr(self, other)) not in values:
                    raise RuleError(column.key, "rule.applies", column=column.key, other=other, value=value)
            if (evidence := getattr(self, name)) is not None and found != (evidence in FOUND):
                rule = "rule.found" if found else "rule.not-found"
                raise RuleError(name, rule, name=name, column=column.key)
        return self


def register_layout(register: Register, unoffered: Collection[Lang]) -> Layout:
    """Evidence, sources and notes may be left out of the file; what is not recorded is then not checked."""
    fields: dict[str, Any] = {"area_id": (AreaId, ...)}
    for column in register.columns:
        values = ("", *(value.key for value in column.values))
        fields[column.key] = (TYPES.get(column.type) or Literal[values], ...)
        fields[f"{column.key}_evidence"] = (Evidence, None)
        fields[f"{column.key}_sources"] = (SourceList, ())
    fields["member_evidence"] = (Literal["", "stated", "inferred"], None)
    fields["member_sources"] = (SourceList, ())
    fields |= {"note_zh": (str, ""), "note_en": (str, "")}
    row = create_model(f"Row of {register.key}", __base__=RegisterRow, **fields)
    row.declared = register
    absent = {column for column, info in row.model_fields.items() if not info.is_required()}
    return Layout(f"{REGISTERS}/{register.key}", row, absent, _twins(row, unoffered))
