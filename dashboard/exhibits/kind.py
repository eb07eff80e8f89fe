"""What a kind of exhibit is: a declaration that selects rows, and the selection, which draws and tells them."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import Field

from dashboard.exhibits import charts, marks, reading, selection
from dashboard.exhibits.declaration import AreaKey, Declaration, FactId, IndicatorId
from dashboard.exhibits.marks_map import Map
from dashboard.exhibits.rows import CaseRow, FactRow, Member, Need, Rows
from dashboard.figures.counts import DerivedFigure
from dashboard.figures.words import Lang
from dashboard.package.load import Package
from dashboard.package.model import Level
from dashboard.package.site import Wording

Chart = marks.Plot | Map | charts.Cards | charts.CaseCards | charts.Waffle | charts.Table | charts.Passages

Row = TypeVar("Row")


class Kind(Declaration):
    """What an exhibit of one kind declares; its `kind` has the name of the kind."""

    without_plot: ClassVar[bool] = False  # it is cards, cells or a table, never a plot
    keeps_the_rest: ClassVar[bool] = False  # it can show, pale, what filters leave out

    @abstractmethod
    def needs(self) -> Need:
        """The rows it may ask for."""

    def answers(self, _package: Package) -> Iterable[str]:
        """What a filter may ask of its rows."""
        return selection.CASE_COLUMNS if self.needs().cases else selection.FACT_COLUMNS

    def colours(self, _package: Package) -> Iterable[tuple[str, Wording]]:
        """By what a reader may colour its marks, and what that is called; what it is coloured by itself comes first."""
        return ()

    @abstractmethod
    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Selection[Any]":
        """Of the rows it names those that the filters in force leave."""

    @property
    def plots(self) -> bool:
        """Whether it draws a plot."""
        return not self.without_plot


def need_of(declared: Kind) -> Need:
    """What an exhibit asks for, and the register through which it follows filters."""
    register = (declared.follows or {}).get("through")
    return declared.needs() | Need(registers=frozenset((register,) if register else ()))


class OfPlaces(Kind):
    """An exhibit of the facts of some places."""

    area: AreaKey | None = Field(None, description="Only facts for this area; `home` is the site's own.")
    level: tuple[Level, ...] = Field((), description="Only facts for areas of these levels.")

    def of_places(self, rows: Rows, found: Iterable[FactRow]) -> list[FactRow]:
        """Of facts found those of the places that it names."""
        area = rows.area(self.area) if self.area is not None else None
        return [
            row
            for row in found
            if area in (None, row.area.area_id) and (not self.level or row.area.level in self.level)
        ]


class OfFacts(OfPlaces):
    """An exhibit of facts: by their ids in that order, else by indicator."""

    facts: tuple[FactId, ...] = Field((), description="Ids of facts, in the order they stand in.")
    indicators: tuple[IndicatorId, ...] = Field(
        (), description="Ids of indicators whose facts it shows, where it names no facts."
    )

    def needs(self) -> Need:
        return Need(facts=frozenset(self.facts), indicators=frozenset(self.indicators))

    def named(self, rows: Rows) -> list[FactRow]:
        """The facts it names, whatever is chosen."""
        found = rows.facts(self.facts) if self.facts else rows.facts(indicators=self.indicators)
        return self.of_places(rows, found)


@dataclass(frozen=True)
class Selection(Generic[Row]):
    """The rows of an exhibit that the filters in force leave; `draw` and `table` are only asked where any are left."""

    declared: Kind
    source: Rows  # all that it may ask for, whatever is chosen
    asked: tuple[selection.Asked, ...]
    rows: tuple[Row, ...]

    def draw(self, lang: Lang) -> Chart:
        raise NotImplementedError

    def table(self, _lang: Lang) -> charts.Table | None:
        """What tells the same in words and figures; None where the chart itself does."""
        return None

    @property
    def package(self) -> Package:
        return self.source.package

    @property
    def restyled(self) -> bool:
        """Whether the choices change how the same rows are drawn."""
        return False

    @property
    def register_key(self) -> str:
        """The key of the register that its members are of."""
        return ""

    def cited(self) -> Iterable[tuple[str, int | None]]:
        """The sources that the rows rest on, each with the paragraph of the source document; "" is none."""
        for row in self.filed():
            if isinstance(row, FactRow):
                yield row.source.source_id, row.fact.paragraph
            elif isinstance(row, CaseRow):
                yield row.case.source_id, row.case.paragraph

    def filed(self) -> Sequence[Row]:
        """The rows in the order in which their sources are told."""
        return self.rows

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Their ids, first seen first."""
        return tuple(dict.fromkeys(source for source, _ in self.cited() if source))

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        return tuple(sorted({paragraph for _, paragraph in self.cited() if paragraph is not None}))

    def fact_ids(self) -> tuple[str, ...]:
        """The facts among the rows, and those of the cases among them."""
        return tuple(row.id for one in self.rows for row in facts_of(one))

    def member_ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows if isinstance(row, Member))

    def reaches_beyond(self, places: Sequence[str]) -> bool:
        """Whether all figures are for more than the places."""
        facts = [row for row in self.rows if isinstance(row, FactRow)]
        return bool(facts) and not any(self.source.within(row.area.area_id, places) for row in facts)


def facts_of(row: object) -> Iterable[FactRow]:
    """The facts that a row is or holds."""
    if isinstance(row, FactRow):
        return (row,)
    return row.figures if isinstance(row, CaseRow) else ()


class FactSelection(Selection[FactRow]):
    """Facts, told by a table of them and of what is computed from them."""

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The ids of the places that filters narrow the rows to."""
        return () if self.declared.follows == {} else selection.places_chosen(self.asked)

    @cached_property
    def wider(self) -> frozenset[str]:
        """The ids of figures for more than these places."""
        beyond = (row.id for row in self.rows if not self.source.within(row.area.area_id, self.places))
        return frozenset(beyond if self.places else ())

    def computed(self) -> Iterable[DerivedFigure]:
        return ()

    def table(self, lang: Lang) -> charts.Table | None:
        return reading.table_of_facts(self.rows, lang, self.computed())
