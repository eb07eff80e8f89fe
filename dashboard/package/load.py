"""The data package as checked, typed frames, with every row at hand by its id."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

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
from dashboard.package.remarks import Fault
from dashboard.package.site import Register, SiteDeclaration, Wording
from dashboard.package.tables import REGISTERS, ROWS
from dashboard.package.validation import Checked, read_package

MOST_ROWS = 8192  # of a table that are remembered typed, of all packages together

AnyRow = TypeVar("AnyRow", bound=Row)


class PackageError(Exception):
    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def _row_of(table: str, model: type[AnyRow]) -> Callable[["Package", str], AnyRow]:
    """A method that gives the row of a key."""

    @lru_cache(maxsize=MOST_ROWS)
    def row(package: "Package", key: str) -> AnyRow:
        return model.model_validate(package.tables[table].row(key))

    return row


@dataclass(frozen=True, eq=False, kw_only=True)
class Package(Checked):
    """Frames have one row per row of their file; an empty optional cell is missing, an empty text is `""`."""

    site: SiteDeclaration
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
    descriptor: Mapping[str, Any]  # `datapackage.json`

    @cached_property
    def indicator_rows(self) -> Mapping[str, Sequence[int]]:
        """The row numbers of each indicator's facts, rising."""
        groups = self.facts.groupby("indicator_id").indices
        return {str(indicator_id): list(map(int, rows)) for indicator_id, rows in groups.items()}

    @lru_cache(maxsize=MOST_ROWS)  # noqa: B019 - a process has one package; tests, a few at a time
    def area(self, key: str) -> Area:
        areas = self.tables["areas"]
        row = areas.row(key)
        known = row["parent_id"] in areas.index
        return Area.model_validate(row).in_area(areas.cell(row["parent_id"], "name_zh") if known else "")

    fact = _row_of("facts", Fact)
    source = _row_of("sources", Source)
    indicator = _row_of("indicators", Indicator)
    case = _row_of("cases", Case)
    computed_row = _row_of("computed", Computed)
    phrase = _row_of("phrases", Phrase)
    check = _row_of("checks", Check)


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
    written = json.loads(path.read_text("utf-8-sig")) if path.exists() else None
    made = {
        "site": checked.site.model_copy(update={"short": short}),
        "registers": registers,
        "descriptor": written or describe(directory, checked.site, checked.layouts),
    }
    return Package(**vars(checked) | made | {name: frames[name] for name in ROWS})


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
    """With what its rows are counted by besides its own columns: `prefecture_id` and `province_id`, and the
    `partner_city_ids` with their `partner_evidence`."""
    frame = frames[f"{REGISTERS}/{register.key}"]
    pairings: dict[str, list[dict[Any, Any]]] = {}
    for row in frames["pairings"].to_dict("records"):
        pairings.setdefault(row["receiver"], []).append(row)
    paired = [pairings.get(area_id, []) for area_id in frame["area_id"]]
    cities = [dict.fromkeys(one["partner"] for one in own if one["level"] == "city") for own in paired]
    # The weakest of several, which is the first of the alphabet too.
    evidence = [min((one["evidence"] for one in own), default="unknown") for own in paired]
    texts = partial(pd.Series, index=frame.index, dtype="str")
    return frame.assign(
        prefecture_id=texts([_within(areas, one, "city") for one in frame["area_id"]]),
        province_id=texts([_within(areas, one, "province") for one in frame["area_id"]]),
        partner_city_ids=pd.Series(map(tuple, cities), index=frame.index, dtype="object"),
        partner_evidence=texts(evidence),
    )


def _within(areas: Table, area_id: str, level: str) -> str | None:
    """The area of that level that it lies in, or is."""
    return next((one for one in enclosing(areas, area_id) if areas.cell(one, "level") == level), None)
