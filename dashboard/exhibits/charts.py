"""What a chart function returns: pure data that page, slide, deck, print and snapshot each render in their own way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.figures.words import Amount, Prose, Ref


@dataclass(frozen=True)
class LegendItem:
    """What a mark means: one of the grammar, a symbol, or `fill` for what is filled with the accent."""

    swatch: str
    label: str
    accent: str = ""


@dataclass(frozen=True, kw_only=True)
class Plot:
    """A plotly figure as a plain dict; colours are `@tokens`, marks carry `fact:ID`, `derived:ID` or `county:ID` in
    `customdata`. `narrow` is laid over `figure["layout"]` on a phone, and so is `narrow_height`."""

    figure: Mapping[str, Any]
    height: int
    narrow: Mapping[str, Any] = field(default_factory=dict)
    narrow_height: int | None = None

    @property
    def boundaries(self) -> tuple[str, ...]:
        """The files that its areas are drawn from; a plot that has any is a map."""
        named = (
            trace["shapes"]["file"].removeprefix("@asset:")
            for trace in self.figure["data"]
            if "shapes" in trace
        )
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True)
class Card:
    """A figure in its own unit. `marks` are mark names (`planned`, `more_than`, `cumulative` ...) it is drawn with."""

    amount: Amount
    ref: Ref
    label: str
    detail: str = ""
    marks: tuple[str, ...] = ()
    grade: str = ""

    @property
    def status(self) -> str:
        """What is said of a figure that is not actual; empty of one that is."""
        return next((status for status in ("allocated", "planned") if status in self.marks), "")


@dataclass(frozen=True, kw_only=True)
class CardGroup:
    """One that is `minor` stands last and smaller: its figures cover more than was asked for."""

    title: str
    cards: tuple[Card, ...]
    accent: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Cards:
    """On a slide so many `columns` side by side; those that are not `key`, in one, are lines."""

    groups: tuple[CardGroup, ...]
    columns: int = 0
    key: bool = False  # few, so that their figures are large

    @property
    def lined(self) -> bool:
        return self.columns == 1 and not self.key


@dataclass(frozen=True, kw_only=True)
class CaseCard:
    """A project case in brief; `missing` says so where the source gives it no value.

    `heading` is the document's own, as printed, and `heading_said` what it means in another language.
    """

    place: str
    theme: str
    title: str
    href: str  # a page path such as `/cases/x`
    summary: str
    heading: str
    heading_said: str
    cards: tuple[Card, ...]
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseCardGroup:
    title: str
    accent: str
    cases: tuple[CaseCard, ...]


@dataclass(frozen=True)
class CaseCards:
    groups: tuple[CaseCardGroup, ...]


@dataclass(frozen=True, kw_only=True)
class WaffleCell:
    text: str
    ref: Ref
    accent: str
    dotted: bool = False
    title: str = ""
    tag: str = ""  # what it says besides its name


@dataclass(frozen=True, kw_only=True)
class WaffleGroup:
    title: Prose
    columns: int
    cells: tuple[WaffleCell, ...]
    place: str = ""  # the id of the area that it is of


@dataclass(frozen=True)
class Waffle:
    groups: tuple[WaffleGroup, ...]
    legend: tuple[LegendItem, ...] = ()


NONE = "—"  # a cell of which there is nothing to name


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A table cell: a word, or a figure with what it leads to; `href` is a page path such as `/cases/x`.

    `label` says below the text what it is; a cell of several figures has them as `parts`, and all of them in `text`.
    `sort` is what a sortable table goes by where the text will not do; empty is unknown, and stands last. `number` is
    what the text counts where that is not the figure of `ref`.
    """

    text: str
    ref: Ref | None = None
    accent: str = ""
    marks: tuple[str, ...] = ()
    href: str = ""
    label: str = ""
    parts: tuple["Cell", ...] = ()
    sort: str | None = None
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    html_id: str = ""
    sortable: bool = False
    brief: "Table | None" = None  # with the chief figures of each row, for a slide that has to do for all


@dataclass(frozen=True, kw_only=True)
class Passage:
    """`links` are cells with an `href`, listed below the text."""

    heading: str
    text: Prose
    links: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Passages:
    """Short texts side by side."""

    items: tuple[Passage, ...]


Drawing = Plot | Cards | CaseCards | Waffle | Table | Passages
