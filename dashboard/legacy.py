"""Exhibits that no kind draws yet: a selection of a frame and a drawing of it, until their kind is there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pydantic import ConfigDict

from dashboard.drawing import Drawing, Table
from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.selection import Asked, Need, Rows, Selection
from dashboard.figures.words import Lang, say
from dashboard.filters import Choices
from dashboard.package.load import Package

Select = Callable[[Package, Choices], pd.DataFrame]
Draw = Callable[[pd.DataFrame, Lang], Drawing]
Tabulate = Callable[[pd.DataFrame, Lang], Table]


@dataclass(frozen=True, kw_only=True)
class LegacyExhibit:
    """`select` gives the rows on show, with `source_id` (or `class_source_ids`) so that sources can be named;
    `table` tells the same as `draw` in words and figures, and is None where the drawing itself is a table."""

    key: str
    select: Select
    draw: Draw
    table: Tabulate | None
    plots: bool = False
    legend: tuple[str, ...] = ()
    province_wide: bool = False  # its figures cannot be split by city


class LegacyDeclaration(Declaration):
    """The keys of its kind-to-be are let through."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True, kw_only=True)
class FrameSelection(Selection[int]):
    frame: pd.DataFrame = field(compare=False)
    legend: tuple[str, ...] = ()
    province_wide: bool = False

    def reaches_beyond(self, package: Package, places: Sequence[str]) -> bool:
        del package, places  # it was written down for each exhibit
        return self.province_wide

    def fact_ids(self) -> tuple[str, ...]:
        return tuple(self.frame["fact_id"].dropna()) if "fact_id" in self.frame else ()

    def member_ids(self) -> tuple[str, ...]:
        return tuple(map(str, self.frame["area_id"])) if self.register else ()

    def same(self, other: Selection[Any]) -> bool:
        return isinstance(other, FrameSelection) and self.frame.equals(other.frame)


def kind_of(exhibit: LegacyExhibit) -> Kind[Any, Any]:
    def select(_declared: Declaration, rows: Rows, asked: tuple[Asked, ...]) -> FrameSelection:
        frame = exhibit.select(rows.package, {one.name: one.choice for one in asked})
        return FrameSelection(
            rows=tuple(range(len(frame))),
            sources=_sources(frame),
            paragraphs=_paragraphs(frame),
            register=_register(frame),
            frame=frame,
            legend=exhibit.legend,
            province_wide=exhibit.province_wide,
        )

    def draw(_declared: Declaration, selection: FrameSelection, lang: Lang) -> Drawing:
        return exhibit.draw(selection.frame, lang)

    def table(_declared: Declaration, selection: FrameSelection, lang: Lang) -> Table:
        assert exhibit.table is not None
        return exhibit.table(selection.frame, lang)

    return Kind(
        declaration=LegacyDeclaration,
        needs=lambda _declared: Need(),
        columns=lambda _declared, _package: EVERY_COLUMN,
        select=select,
        draw=draw,
        table=table if exhibit.table else None,
        plots=lambda _declared: exhibit.plots,
        legend=legend,
    )


EVERY_COLUMN = (
    *("period", "grade", "place", "province", "county_class", "delisted_year", "partner", "text"),
    *("side", "theme", "measure"),
)


def _register(frame: pd.DataFrame) -> str:
    if "county_class" in frame:
        return "paired_counties"
    return "supported_areas" if "support" in frame else ""


def legend(selection: FrameSelection, lang: Lang) -> tuple[LegendItem, ...]:
    return tuple(LegendItem(name, say(f"mark.{name}", lang)) for name in selection.legend)


def _sources(frame: pd.DataFrame) -> tuple[str, ...]:
    """Source ids of the rows, first seen first."""
    ids: dict[str, None] = {}
    for column in ("source_id", "source_ids", "class_source_ids", "partner_source_ids"):
        if column in frame:
            for value in frame[column]:
                ids.update(dict.fromkeys((value,) if isinstance(value, str) else value))
    return tuple(ids)


def _paragraphs(frame: pd.DataFrame) -> tuple[int, ...]:
    if "paragraph" not in frame:
        return ()
    return tuple(sorted({int(number) for number in frame["paragraph"].dropna()}))
