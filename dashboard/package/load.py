"""The data package as checked, typed frames, with every row at hand by its id."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from dashboard.package.boundaries import Sheet
from dashboard.package.describe import DESCRIPTOR, describe
from dashboard.package.frames import joined_register, table_frame
from dashboard.package.model import Area, Case, Check, Computed, Fact, Indicator, Row, Source
from dashboard.package.reading import Table
from dashboard.package.remarks import Fault, Note
from dashboard.package.site import SiteDeclaration, Wording
from dashboard.package.story import Story
from dashboard.package.tables import REGISTERS, ROWS, Layout
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
    def fact_rows(self) -> Mapping[str, int]:
        """The row number of each fact: a search through all of them would take longer the more there are."""
        return {fact_id: row for row, fact_id in enumerate(self.facts["fact_id"])}

    @cached_property
    def indicator_rows(self) -> Mapping[str, Sequence[int]]:
        """The row numbers of each indicator's facts, rising."""
        rows: dict[str, list[int]] = {}
        for row, indicator_id in enumerate(self.facts["indicator_id"]):
            rows.setdefault(indicator_id, []).append(row)
        return rows

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

    def check(self, check_id: str) -> Check:
        return self._row(Check, "checks", check_id)

    def _row(self, model: type[AnyRow], table: str, key: str) -> AnyRow:
        return model.model_validate(self.tables[table].row(key))


def load_package(directory: Path) -> Package:
    """Raises `PackageError` with every fault when anything at all is wrong."""
    checked = read_package(directory)
    if checked.faults or checked.site is None:
        raise PackageError(checked.faults)
    _drop_unknown_mentions(checked.tables["facts"])
    frames = {layout.name: table_frame(layout.row, checked.tables[layout.name]) for layout in checked.layouts}
    registers = {
        register.key: joined_register(frames[f"{REGISTERS}/{register.key}"], register, frames)
        for register in checked.site.registers
    }
    return Package(
        site=_named(checked.site, checked.tables["areas"]),
        story=checked.story,
        registers=registers,
        version=checked.version,
        sheets=checked.sheets,
        notes=checked.notes,
        descriptor=_descriptor(directory, checked.site, checked.layouts),
        tables=checked.tables,
        **{name: frames[name] for name in ROWS},
    )


def _named(site: SiteDeclaration, areas: Table) -> SiteDeclaration:
    """The short name of the home, where none is declared, is its name."""
    full = Wording(zh=areas.cell(site.home, "name_zh"), en=areas.cell(site.home, "name_en"))
    return site.model_copy(update={"short": site.short.otherwise(full)})


def _drop_unknown_mentions(facts: Table) -> None:
    """A repeated mention whose first is not in the package stands for itself."""
    same_as = facts.columns["same_as"]
    same_as[:] = [first if first in facts.index else "" for first in same_as]


def _descriptor(directory: Path, site: SiteDeclaration, layouts: Sequence[Layout]) -> dict[str, Any]:
    path = directory / DESCRIPTOR
    if path.exists():
        return dict(json.loads(path.read_text("utf-8-sig")))
    return describe(directory, site, layouts)
