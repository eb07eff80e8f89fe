"""Which tables a package may hold, what keys their rows and what they refer to; of a register, as it is declared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import ValidationError

from dashboard.catalogue import LANGS, Lang
from dashboard.package import model
from dashboard.package.model import Row
from dashboard.package.register import row_model
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

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source_id",),
    "indicators": ("indicator_id",),
    "areas": ("area_id",),
    "facts": ("fact_id",),
    "cases": ("case_id",),
    "case_events": ("case_id", "what", "date"),
    "pairings": ("receiver", "partner", "since"),
    "computed": ("computed_id",),
    "checks": ("check_id",),
    "phrases": ("phrase_id",),
    "glossary": ("term_id",),
    "exclusions": ("source_id", "paragraph", "start"),
    "crosswalk": ("area_id", "code_after"),
}

FOREIGN_KEYS: dict[str, dict[str, str]] = {
    "areas": {"parent_id": "areas", "members": "areas", "source_ids": "sources"},
    "facts": {
        "indicator_id": "indicators",
        "area_id": "areas",
        "counterpart_id": "areas",
        "case_id": "cases",
        "source_id": "sources",
    },
    "cases": {"place_ids": "areas", "helper_ids": "areas", "recipient_id": "areas", "source_id": "sources"},
    "case_events": {"case_id": "cases", "area_ids": "areas", "source_id": "sources"},
    "pairings": {"receiver": "areas", "partner": "areas", "source_ids": "sources"},
    "computed": {"indicator_id": "indicators", "area_id": "areas"},
    "phrases": {"source_id": "sources"},
    "exclusions": {"source_id": "sources"},
    "crosswalk": {"area_id": "areas"},
}


@dataclass(frozen=True)
class Layout:
    """How a table is read: its columns as a row model, those that may be absent, its key, and what it refers to."""

    name: str  # `facts`, or `registers/paired_counties`
    row: type[Row]
    absent: frozenset[str]
    key: tuple[str, ...]
    refers: Mapping[str, str]
    unoffered: tuple[Lang, ...]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"


def table_layout(name: str, languages: Collection[Lang] = LANGS) -> Layout:
    row, unoffered = ROWS[name], _unoffered(languages)
    other = {column for column in row.model_fields if column.endswith(_endings(unoffered))}
    return Layout(
        name=name,
        row=row,
        absent=_may_be_empty(row) | other,
        key=PRIMARY_KEYS[name],
        refers=FOREIGN_KEYS.get(name, {}),
        unoffered=unoffered,
    )


@cache
def _may_be_empty(row: type[Row]) -> frozenset[str]:
    """The columns whose cells may all be empty."""
    columns = frozenset(row.model_fields)
    try:
        row.model_validate(dict.fromkeys(columns, ""))
    except ValidationError as error:
        return columns - {str(place) for one in error.errors() for place in one["loc"]}
    return columns


def register_layout(register: Register, languages: Collection[Lang] = LANGS) -> Layout:
    row, own = row_model(register), {column.key for column in register.columns}
    areas = {column.key: "areas" for column in register.columns if column.type in ("area", "areas")}
    sources = {column: "sources" for column in row.model_fields if column.endswith("_sources")}
    return Layout(
        name=f"{REGISTERS}/{register.key}",
        row=row,
        absent=frozenset(row.model_fields.keys() - own - {"area_id"}),
        key=("area_id",),
        refers={"area_id": "areas", **areas, **sources},
        unoffered=_unoffered(languages),
    )


def _unoffered(languages: Collection[Lang]) -> tuple[Lang, ...]:
    return tuple(one for one in LANGS if one not in languages)


def _endings(languages: Collection[Lang]) -> tuple[str, ...]:
    return tuple(f"_{one}" for one in languages)
