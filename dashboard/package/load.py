"""The data package as checked, typed frames, with every row at hand by its id."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from dashboard.package.boundaries import Sheet
from dashboard.package.cells import Kind, column_kinds
from dashboard.package.describe import DESCRIPTOR, describe
from dashboard.package.model import (
    Area,
    Case,
    Check,
    Computed,
    Fact,
    Indicator,
    Phrase,
    Row,
    Source,
    split_list,
)
from dashboard.package.reading import Table
from dashboard.package.relations import enclosing
from dashboard.package.remarks import Fault, Note
from dashboard.package.site import Register, SiteDeclaration, Wording
from dashboard.package.story import Story
from dashboard.package.tables import REGISTERS, ROWS
from dashboard.package.validation import read_package

AnyRow = TypeVar("AnyRow", bound=Row)


class PackageError(Exception):
    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, eq=False, kw_only=True)
class Package:
    """Frames have one row per row of their file; an empty optional cell is missing, an empty text is `""`."""

    site: SiteDeclaration
    story: Story
    sources: pd.DataFrame
    indicators: pd.DataFrame
    areas: pd.DataFrame
    facts: pd.DataFrame
    cases: pd.DataFrame
    case_events: pd.DataFrame
    pairings: pd.DataFrame
    computed: pd.DataFrame
    checks: pd.DataFrame
    phrases: pd.DataFrame
    glossary: pd.DataFrame
    exclusions: pd.DataFrame
    crosswalk: pd.DataFrame
    registers: Mapping[str, pd.DataFrame]  # by the key of the register, in the declared order
    version: str
    sheets: Mapping[str, Sheet]  # the maps by their keys, in the declared order
    notes: Sequence[Note]  # what the check has to say of it
    descriptor: Mapping[str, Any]  # `datapackage.json`
    tables: Mapping[str, Table]  # the same rows as text

    @cached_property
    def indicator_rows(self) -> Mapping[str, Sequence[int]]:
        """The row numbers of each indicator's facts, rising."""
        groups = self.facts.groupby("indicator_id").indices
        return {str(indicator_id): list(map(int, rows)) for indicator_id, rows in groups.items()}

    def fact(self, fact_id: str) -> Fact:
        return self._row(Fact, "facts", fact_id)

    def area(self, area_id: str) -> Area:
        return self._row(Area, "areas", area_id)

    def source(self, source_id: str) -> Source:
        return self._row(Source, "sources", source_id)

    def indicator(self, indicator_id: str) -> Indicator:
        return self._row(Indicator, "indicators", indicator_id)

    def case(self, case_id: str) -> Case:
        return self._row(Case, "cases", case_id)

    def computed_row(self, computed_id: str) -> Computed:
        return self._row(Computed, "computed", computed_id)

    def phrase(self, phrase_id: str) -> Phrase:
        return self._row(Phrase, "phrases", phrase_id)

    def check(self, check_id: str) -> Check:
        return self._row(Check, "checks", check_id)

    def _row(self, model: type[AnyRow], table: str, key: str) -> AnyRow:
        return model.model_validate(self.tables[table].row(key))


def load_package(directory: Path) -> Package:
    """Raises `PackageError` with every fault when anything at all is wrong."""
    checked = read_package(directory)
    if checked.faults or checked.site is None:
        raise PackageError(checked.faults)
    areas, facts = checked.tables["areas"], checked.tables["facts"]
    # A repeated mention whose first is not in the package stands for itself.
    facts.columns["same_as"][:] = [one if one in facts.index else "" for one in facts.columns["same_as"]]
    frames = {layout.name: _frame(layout.row, checked.tables[layout.name]) for layout in checked.layouts}
    registers = {one.key: _joined(one, frames, areas) for one in checked.site.registers}
    # The short name of the home, where none is declared, is its name.
    home = areas.row(checked.site.home)
    short = checked.site.short.otherwise(Wording(zh=home["name_zh"], en=home["name_en"]))
    path = directory / DESCRIPTOR
    return Package(
        site=checked.site.model_copy(update={"short": short}),
        story=checked.story,
        registers=registers,
        version=checked.version,
        sheets=checked.sheets,
        notes=checked.notes,
        descriptor=json.loads(path.read_text("utf-8-sig"))
        if path.exists()
        else describe(directory, checked.site, checked.layouts),
        tables=checked.tables,
        **{name: frames[name] for name in ROWS},
    )


def _frame(model: type[Row], table: Table) -> pd.DataFrame:
    kinds = column_kinds(model)
    return pd.DataFrame({name: _typed(kinds[name], cells) for name, cells in table.columns.items()})


def _typed(kind: Kind, cells: list[str]) -> "pd.Series[Any]":
    """The cells have been checked already, so their conversion cannot fail."""
    filled = [cell or None for cell in cells]
    match kind.base:
        case "list":
            return pd.Series([split_list(cell) for cell in cells], dtype="object")
        case "date":
            return pd.to_datetime(pd.Series(filled, dtype="str"), format="%Y-%m-%d")
        case "decimal":
            return pd.Series([float(cell) if cell else None for cell in cells], dtype="float64")
        case "integer":
            numbers = [int(cell) if cell else None for cell in cells]
            return pd.Series(numbers, dtype="Int64" if kind.optional else "int64")
    return pd.Series(filled if kind.optional else cells, dtype="str")


def _joined(register: Register, frames: Mapping[str, pd.DataFrame], areas: Table) -> pd.DataFrame:
    """With what its rows are counted by: `prefecture_id` and `province_id`, `COLUMN_last` of each column of years, the
    `partner_city_ids` with their `partner_evidence`, and the `grade`, the best of their sources."""
    frame, sources = frames[f"{REGISTERS}/{register.key}"], frames["sources"]
    pairings: dict[str, list[dict[Any, Any]]] = {}
    for row in frames["pairings"].to_dict("records"):
        pairings.setdefault(row["receiver"], []).append(row)
    paired = [pairings.get(area_id, []) for area_id in frame["area_id"]]
    lists, texts = (partial(pd.Series, index=frame.index, dtype=one) for one in ("object", "str"))
    years = [column.key for column in register.columns if column.type == "year"]
    joined = frame.assign(
        prefecture_id=texts([_within(areas, one, "city") for one in frame["area_id"]]),
        province_id=texts([_within(areas, one, "province") for one in frame["area_id"]]),
        **{f"{key}_last": _last_year(frame[key]) for key in years},
        partner_city_ids=lists(
            [_unique(one["partner"] for one in own if one["level"] == "city") for own in paired]
        ),
        # The weakest of several, which is the first of the alphabet too.
        partner_evidence=texts([min((one["evidence"] for one in own), default="unknown") for own in paired]),
        partner_sources=lists([_unique(one for row in own for one in row["source_ids"]) for own in paired]),
    )
    grades = dict(zip(sources["source_id"], sources["grade"], strict=True))
    cells = [joined[column] for column in joined.columns if column.endswith("_sources")]
    best = [min((grades[one] for ids in row for one in ids), default="") for row in zip(*cells, strict=True)]
    return joined.assign(grade=texts(best))


def _within(areas: Table, area_id: str, level: str) -> str | None:
    """The area of that level that it lies in, or is."""
    return next((one for one in enclosing(areas, area_id) if areas.cell(one, "level") == level), None)


def _last_year(years: "pd.Series[str]") -> "pd.Series[int]":
    """`<=2018` counts as 2018, a blank as missing."""
    return pd.Series([int(year[-4:]) if year else None for year in years], index=years.index, dtype="Int64")


def _unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
