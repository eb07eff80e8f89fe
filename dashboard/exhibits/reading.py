"""How rows read on a chart: a figure as a mark, as a line of a table, and the time it holds for."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.marks import Meaning, Tick
from dashboard.exhibits.rows import FactRow, Rows
from dashboard.figures import words
from dashboard.figures.computed import derive
from dashboard.figures.counts import DerivedFigure
from dashboard.figures.words import Amount, Lang, Ref, half_widths, listed, say, short_name
from dashboard.package.model import Area, Indicator

PLACES = "/places/"  # the folder of pages of places
WITH_PAGE = ("province", "city", "county")  # levels of areas that have one, but for the home


def names_of(areas: Iterable[Area], lang: Lang) -> str:
    return listed((name_of(area, lang) for area in areas), lang)


def name_of(thing: Area | Indicator, lang: Lang) -> str:
    return thing.name_zh if lang == "zh" else thing.name_en


def amount_of(row: FactRow, lang: Lang) -> Amount:
    return words.fact_amount(row.fact, lang)


def figure_of(row: FactRow, lang: Lang) -> str:
    return str(amount_of(row, lang))


def period_of(row: FactRow, lang: Lang) -> str:
    return words.fact_period(row.fact, lang)


def date_of(row: FactRow, lang: Lang) -> str:
    """The period alone, for an axis."""
    return words.period(row.fact.period_kind, row.first_day, row.last_day, lang)


def short_of(area: Area, lang: Lang) -> str:
    """Its name for a tight label; a group has no shorter one, nor has a county that is called as what it lies in."""
    name = name_of(area, lang)
    return name if area.level == "group" or area.is_namesake else short_name(name, lang)


def shorts_of(areas: Iterable[Area], lang: Lang) -> str:
    return listed((short_of(area, lang) for area in areas), lang)


def total_as_of(row: FactRow, lang: Lang) -> str:
    """A total by the day it runs to, whether its beginning is stated or not."""
    if row.fact.period_kind != "cumulative" or row.last_day is None:
        return period_of(row, lang)
    return words.fact_period(row.fact.model_copy(update={"period_start": None}), lang)


def meaning_of(row: FactRow, lang: Lang, says: str = "") -> Meaning:
    """A fact as a mark stands for it; `says` tells more than the figure alone."""
    return Meaning(
        ref=row.ref,
        says=says or figure_of(row, lang),
        qualifier=row.fact.qualifier,
        planned=row.fact.status != "actual",
        period=row.fact.period_kind,
    )


def marks_of(row: FactRow) -> tuple[str, ...]:
    """The marks of a figure in words: what is allocated is drawn as planned, and called by its own name."""
    status = row.fact.status
    return (row.fact.qualifier, *(("planned",) if status == "allocated" else ()), status)


def fact_cell(row: FactRow, lang: Lang) -> Cell:
    return Cell(text=figure_of(row, lang), ref=row.ref)


def table_of(heads: Iterable[str], rows: Iterable[Iterable[str | Cell]]) -> Table:
    """A table; a cell that is no more than words is given as these."""
    cells = (tuple(Cell(text=one) if isinstance(one, str) else one for one in row) for row in rows)
    return Table(head=tuple(heads), rows=tuple(cells))


GIVEN = (
    "funds.giver",
    "funds.receiver",
    "column.indicator",
    "column.period",
    "column.figure",
    "column.grade",
)
LEVELS = ("country", "province", "group", "city", "county")


def place_order(area: Area) -> tuple[int, str]:
    """What places are ordered by: the larger first."""
    return LEVELS.index(area.level), area.area_id


def area_told(row: FactRow, wider: Container[str], lang: Lang) -> str:
    """The area of a figure, and whether it is more than was asked for."""
    name = name_of(row.area, lang)
    return say("figures.wider-area", lang, area=name) if row.id in wider else name


def table_of_facts(
    rows: Iterable[FactRow], lang: Lang, computed: Iterable[DerivedFigure] = (), wider: Container[str] = ()
) -> Table:
    """The stated figures, those for more than was asked for last, then what is computed from them."""
    told: list[tuple[str | Cell, ...]] = []
    for row in sorted(rows, key=lambda one: one.id in wider):
        subject = (name_of(row.indicator, lang), area_told(row, wider, lang))
        grade = words.grade_letter(row.source.grade, lang)
        told.append((*subject, fact_cell(row, lang), period_of(row, lang), grade))
    for one in computed:
        of = meaning_of_computed(one, lang)
        told.append(
            (one.label.pick(lang), "", Cell(text=of.says, ref=of.ref), say("proof.computed", lang), "")
        )
    columns = ("indicator", "area", "figure", "period", "grade")
    return table_of((say(f"column.{name}", lang) for name in columns), told)


def table_of_given(rows: Iterable[FactRow], lang: Lang, wider: Container[str] = ()) -> Table:
    """With the givers where there are any; figures for more than was asked for last."""
    ordered = sorted(rows, key=lambda row: row.id in wider)
    if not any(row.counterpart for row in ordered):
        return table_of_facts(ordered, lang, wider=wider)
    return table_of((say(key, lang) for key in GIVEN), (_given(row, lang, wider) for row in ordered))


def _given(row: FactRow, lang: Lang, wider: Container[str]) -> tuple[str | Cell, ...]:
    status = say(f"status.{row.fact.status}", lang)
    tag = "" if row.fact.status == "actual" else f"（{status}）" if lang == "zh" else f" ({status})"
    return (
        name_of(row.counterpart, lang) if row.counterpart else "",
        area_told(row, wider, lang),
        name_of(row.indicator, lang) + tag,
        period_of(row, lang),
        fact_cell(row, lang),
        words.grade_letter(row.source.grade, lang),
    )


# Computed figures ---------------------------------------------------------------------------------------------


def meaning_of_computed(figure: DerivedFigure, lang: Lang) -> Meaning:
    text = str(words.amount(figure.value, figure.unit_zh, lang))
    return Meaning(ref=Ref("derived", figure.derived_id), says=text, computed=True)


def computed_figures(rows: Rows, ids: Iterable[str], shown: Container[str]) -> tuple[DerivedFigure, ...]:
    """Those that are computed from rows on show alone; one that cannot be computed is passed over."""
    found = []
    for one in ids:
        try:
            figure = derive(rows.package, one)
        except (KeyError, ValueError):  # an input is missing, or has no number
            continue
        if all(name in shown for name in figure.inputs):
            found.append(figure)
    return tuple(found)


# Axes ---------------------------------------------------------------------------------------------------------

STEPS = (1, 2, 5, 10)
WORD = re.compile(r"[!-~’–]+ *|.[，。；：、！？）”]* *")


def parted(text: str, most: int) -> list[str]:
    """A text in lines of at most so many half-width characters: between words, or in Chinese between characters."""
    found = [""]
    for word in WORD.findall(text):
        if found[-1] and half_widths(found[-1] + word.rstrip()) > most:
            found.append("")
        found[-1] += word
    return [line.strip() for line in found]


def pixels(texts: Iterable[str], size: float = 13, spare: float = 12) -> float:
    """The room that the longest of some texts takes, with some to spare."""
    return max((half_widths(text) for text in texts), default=0) * size * 0.56 + spare


def reach(values: Iterable[float], room: float = 1) -> tuple[float, float]:
    """The ends of an axis: zero and the values, with room beyond these; where all are zero, one."""
    found = [0.0, *values]
    low, high = min(found) * room, max(found) * room
    return (low, high) if low < high else (0.0, 1.0)


def round_ticks(low: float, high: float, lang: Lang, most: int = 4) -> tuple[Tick, ...]:
    """Round values within these ends, zero among them; at most so many steps to either side."""
    top = max(high, -low)
    size = 10.0 ** floor(log10(top / most))
    step = next(size * one for one in STEPS if size * one * most >= top)
    steps = range(-int(-low / step), int(high / step) + 1)
    return tuple(Tick(step * at, _round_text(step * at, lang)) for at in steps)


def _round_text(value: float, lang: Lang) -> str:
    sign, size = "\N{MINUS SIGN}" if value < 0 else "", abs(value)
    if lang == "zh" and size and size % 10_000 == 0:
        return f"{sign}{size / 10_000:g}万"
    return sign + words.group_digits(f"{size:g}" if size < 1e6 else str(int(size)), lang)


# Time ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TimeAxis:
    """Whole years, up to and without `end`; what has no stated end stops at `open_end`, short of it."""

    start: date
    end: date

    @property
    def open_end(self) -> date:
        return date(self.end.year - 1, 1, 1)

    @property
    def years(self) -> range:
        return range(self.start.year, self.end.year)

    def first(self, row: FactRow) -> date:
        return row.first_day or row.last_day or self.start

    def after(self, row: FactRow) -> date:
        """The day at which a period ends on the axis."""
        return date(row.last_day.year + 1, 1, 1) if row.last_day else self.open_end


def time_axis(rows: Rows, shown: tuple[FactRow, ...]) -> TimeAxis:
    """The period of the site, or more where a row reaches beyond it."""
    years = [day.year for row in shown for day in (row.first_day, row.last_day) if day]
    first, last = rows.package.site.period or (
        min(years, default=date.min.year),
        max(years, default=date.min.year),
    )
    ends = [row.last_day or row.first_day for row in shown if row.fact.period_kind == "since"]
    open_ends = [day.year + 1 for day in ends if day]  # room for an arrow
    return TimeAxis(date(min([first, *years]), 1, 1), date(max([last, *years, *open_ends]) + 1, 1, 1))
