"""What a kind of exhibit is: a declaration, the rows it needs, which of them are left, and what these say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dashboard.exhibits.charts import Cards, CaseCards, Passages, Table, Waffle
from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.marks import LegendItem, Plot
from dashboard.exhibits.marks_map import Map
from dashboard.exhibits.rows import Need, Rows, following
from dashboard.exhibits.selection import Asked, Selection
from dashboard.figures.words import Lang
from dashboard.package.load import Package

Chart = Plot | Map | Cards | CaseCards | Waffle | Table | Passages

Declared = TypeVar("Declared", bound=Declaration)
Selected = TypeVar("Selected", bound=Selection[Any])


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[Declared, Selected]):
    """`table` tells the same as `draw` in words and figures; it is None where the chart itself does.

    `draw` and `table` are only asked where rows are left.
    """

    declaration: type[Declared]
    needs: Callable[[Declared], Need]
    columns: Callable[[Declared, Package], Iterable[str]]  # what a filter may ask of its rows
    select: Callable[[Declared, Rows, tuple[Asked, ...]], Selected]
    draw: Callable[[Declared, Selected, Lang], Chart]
    table: Callable[[Declared, Selected, Lang], Table | None] | None = None
    legend: Callable[[Any, Lang], tuple[LegendItem, ...]] | None = (
        None  # of a drawing that is no chart of marks
    )
    plots: Callable[[Declared], bool] = lambda _declared: False  # whether it draws a plot


def need_of(declared: Declaration, kind: Kind[Any, Any]) -> Need:
    """What a kind asks for, and the register through which the exhibit follows filters."""
    need: Need = kind.needs(declared)
    return need | following(declared)


def always(_declared: Declaration) -> bool:
    """For kinds that draw nothing but plots."""
    return True
