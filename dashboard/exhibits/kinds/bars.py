"""Some quantities of one concept at one time, compared as lying bars, with what is computed from two of them."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import ComputedId, Declaration, FactId
from dashboard.exhibits.kind import Kind, always
from dashboard.exhibits.marks import Axis, Bar, Label, Mark, Panel, Piece, Plot, Rule, Tick, lines
from dashboard.exhibits.reading import (
    ComputedFigure,
    computed_figures,
    figure_of,
    meaning_of,
    name_of,
    reach,
    table_of_facts,
)
from dashboard.exhibits.rows import FactRow, Need, Rows, on_one_scale
from dashboard.exhibits.selection import Asked, Selection, fact_columns, facts_left, paragraphs_of, sources_of
from dashboard.figures.words import Lang
from dashboard.package.site import NO_WORDS, Accent, Declared, Name, Wording

ROW = 92  # pixels that a bar and its name take
THICK = 0.36  # of a row
LONG = 0.75  # of the longest bar: from here on its figure stands inside


class BarsItem(Declared):
    fact: FactId = Field(description="The id of a fact.")
    short: Wording = Field(NO_WORDS, description="What it is called; default: the name of its indicator.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Annotation(Declared):
    computed: ComputedId = Field(description="The id of a computed figure.")
    at: FactId = Field(description="The fact beside whose bar it stands.")
    words: Name = Field(description="What is said of it; holds {amount}.")


class Bars(Declaration):
    """Some quantities at one time, compared; only facts of one series of indicators belong together."""

    kind: Literal["bars"]
    items: tuple[BarsItem, ...] = Field(min_length=1, description="The bars, from the top.")
    annotate: tuple[Annotation, ...] = Field((), description="What is computed from them.")


@dataclass(frozen=True, kw_only=True)
class Compared(Selection[FactRow]):
    notes: tuple[tuple[str, Wording, ComputedFigure], ...]  # the fact, the words, and the figure in them


def needs(declared: Bars) -> Need:
    return Need(facts=frozenset(item.fact for item in declared.items))


def select(declared: Bars, rows: Rows, asked: tuple[Asked, ...]) -> Compared:
    found = rows.facts(item.fact for item in declared.items)
    every = on_one_scale([row for row in found if row.fact.value is not None])
    left = facts_left(declared, rows, asked, every)
    shown = {row.id for row in left}
    notes = [
        (one.at, one.words, figure)
        for one in declared.annotate
        if one.at in shown
        for figure in computed_figures(rows, (one.computed,), shown)
    ]
    return Compared(rows=left, sources=sources_of(left), paragraphs=paragraphs_of(left), notes=tuple(notes))


def draw(declared: Bars, selection: Compared, lang: Lang) -> Plot:
    low, high = reach((row.value for row in selection.rows), 1.02)
    items = {item.fact: item for item in declared.items}
    marks: list[Mark] = []
    for at, row in enumerate(selection.rows):
        marks += _bar(items[row.id], row, at, high, lang, declared.marks_accent)
    places = {row.id: at for at, row in enumerate(selection.rows)}
    by_id = {row.id: row for row in selection.rows}
    for fact_id, words, figure in selection.notes:
        marks.append(_note(by_id[fact_id], places[fact_id], words, figure, lang))
    names = tuple(Tick(at, _name(items[row.id], row, lang)) for at, row in enumerate(selection.rows))
    panel = Panel(
        x=Axis(low=low, high=high),
        y=Axis(low=len(selection.rows) - 0.3, high=-0.5, ticks=names, written=False),
        marks=(*marks, Rule(x=(0, 0), y=(None, None))),
        lying=True,
    )
    return Plot(panels=(panel,), height=len(selection.rows) * ROW + 30)


def _name(item: BarsItem, row: FactRow, lang: Lang) -> str:
    return item.short.pick(lang) or name_of(row.indicator, lang)


def _bar(
    item: BarsItem, row: FactRow, at: int, longest: float, lang: Lang, accent: Accent
) -> tuple[Bar, Label]:
    """The name stands above the bar, the figure behind it; inside where the bar is too long to leave room."""
    bar = Bar(
        of=meaning_of(row, lang),
        at=at,
        start=0,
        end=row.value,
        thick=THICK,
        accent=item.accent or accent,
        series=name_of(row.indicator, lang),
        label=lines(Piece(figure_of(row, lang), bold=True)),
        labelled="end" if row.value > longest * LONG else "outside",
        label_size="large",
    )
    title = Label(words=lines(_name(item, row, lang)), x=0, y=at - THICK / 2, across="left", along="bottom")
    return bar, title


def _note(row: FactRow, at: int, words: Wording, figure: ComputedFigure, lang: Lang) -> Label:
    text = words.pick(lang).replace("{amount}", figure.text(lang))
    line = (Piece("= "), Piece(text, computed=True), Piece(" ƒ", italic=True))
    return Label(
        words=(line,),
        x=row.value,
        y=at + 0.5,
        across="left",
        shift=(8, 0),
        ink="second",
        opens=(figure.meaning(lang),),
    )


def table(_declared: Bars, selection: Compared, lang: Lang) -> Table:
    return table_of_facts(selection.rows, lang, [figure for _, _, figure in selection.notes])


KIND = Kind(
    declaration=Bars,
    needs=needs,
    columns=fact_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
