"""Some quantities of one concept at one time, compared as lying bars, with what is computed from two of them."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from dashboard.exhibits import declaration, reading, selection
from dashboard.exhibits.kind import FactSelection, Kind
from dashboard.exhibits.marks import Axis, Bar, Label, Mark, Panel, Piece, Plot, Rule, categories, lines
from dashboard.exhibits.rows import Need, Rows, on_one_scale
from dashboard.figures.counts import DerivedFigure
from dashboard.figures.words import Lang
from dashboard.package.site import NO_WORDS, Accent, Declared, Name, Wording

ROW = 92  # pixels that a bar and its name take
THICK = 0.36  # of a row
LONG = 0.75  # of the longest bar: from here on its figure stands inside


class BarsItem(Declared):
    fact: declaration.FactId = Field(description="The id of a fact.")
    short: Wording = Field(NO_WORDS, description="What it is called; default: the name of its indicator.")
    accent: Accent | None = Field(None, description="Its colour; default: that of the exhibit.")


class Annotation(Declared):
    computed: declaration.ComputedId = Field(description="The id of a computed figure.")
    at: declaration.FactId = Field(description="The fact beside whose bar it stands.")
    words: Name = Field(description="What is said of it; holds {amount}.")


class Bars(Kind):
    """Some quantities at one time, compared; only facts of one series of indicators belong together."""

    kind: Literal["bars"]
    items: tuple[BarsItem, ...] = Field(min_length=1, description="The bars, from the top.")
    annotate: tuple[Annotation, ...] = Field((), description="What is computed from them.")

    def needs(self) -> Need:
        return Need(facts=frozenset(item.fact for item in self.items))

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Compared":
        every = on_one_scale(rows.facts(item.fact for item in self.items))
        return Compared(self, rows, asked, selection.facts_left(self, rows, asked, every))


class Compared(FactSelection):
    declared: Bars

    def draw(self, lang: Lang) -> Plot:
        low, high = reading.reach((row.value for row in self.rows), 1.02)
        items = {item.fact: item for item in self.declared.items}
        names = [items[row.id].short.pick(lang) or reading.name_of(row.indicator, lang) for row in self.rows]
        marks: list[Mark] = []
        for at, row in enumerate(self.rows):
            bar = Bar(
                of=reading.meaning_of(row, lang),
                at=at,
                end=row.value,
                thick=THICK,
                accent=items[row.id].accent or self.declared.marks_accent,
                series=reading.name_of(row.indicator, lang),
                label=lines(Piece(reading.figure_of(row, lang), bold=True)),
                labelled="end" if row.value > high * LONG else "outside",
                label_size="large",
            )
            name = Label(words=lines(names[at]), x=0, y=at - THICK / 2, across="left", along="bottom")
            marks += [bar, name]
        panel = Panel(
            x=Axis(low=low, high=high),
            y=Axis(low=len(names) - 0.3, high=-0.5, ticks=categories(names), written=False),
            marks=(*marks, *self._notes(lang), Rule(x=(0, 0), y=(None, None))),
            lying=True,
        )
        return Plot(panels=(panel,), height=len(names) * ROW + 30)

    def _annotated(self) -> Iterator[tuple[Annotation, DerivedFigure]]:
        """What is computed from facts on show, beside the bar of one on show."""
        shown = {row.id for row in self.rows}
        for one in self.declared.annotate:
            if one.at in shown:
                yield from (
                    (one, figure) for figure in reading.computed_figures(self.source, (one.computed,), shown)
                )

    def _notes(self, lang: Lang) -> Iterator[Label]:
        places = {row.id: (row.value, at + 0.5) for at, row in enumerate(self.rows)}
        for one, figure in self._annotated():
            (x, y), of = places[one.at], reading.meaning_of_computed(figure, lang)
            text = one.words.pick(lang).replace("{amount}", of.says)
            words = ((Piece("= "), Piece(text, computed=True), Piece(" ƒ", italic=True)),)
            yield Label(words=words, x=x, y=y, across="left", shift=(8, 0), ink="second", opens=(of,))

    def computed(self) -> Iterator[DerivedFigure]:
        return (figure for _, figure in self._annotated())
