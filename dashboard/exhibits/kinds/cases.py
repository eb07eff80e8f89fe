"""Project cases: a card each with its figures in their own units, or one mark a case in a row a theme."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pydantic import Field

from dashboard.exhibits import case_rows, reading, selection
from dashboard.exhibits.charts import CaseCard, CaseCardGroup, CaseCards, Cell, Table
from dashboard.exhibits.kind import Chart, Kind, Selection
from dashboard.exhibits.marks import WIDE, Axis, Label, Margins, Mark, Panel, Plot, Point, categories, lines
from dashboard.exhibits.rows import CaseRow, Need, Rows
from dashboard.figures.words import Lang, quoted, say, text_of
from dashboard.package.model import CaseEvent
from dashboard.package.site import SiteDeclaration

ROW = 40  # pixels
ACROSS = 4  # marks in a row, each with room for a name
MARK = 20  # pixels


class Cases(Kind):
    """Project cases: a card each with its figures, by side; or one mark each, in rows; or what became of them."""

    kind: Literal["cases"]
    by: Literal["", "theme", "event"] = Field(
        "",
        description="`theme`: marks, in rows by theme; `event`: a table of what became of them; else cards.",
    )

    def needs(self) -> Need:
        return Need(cases=True)

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Chosen":
        """In the order of their sides."""
        sides = [side.key for side in rows.package.site.sides]
        ordered = sorted(selection.cases_left(self, rows, asked), key=lambda row: sides.index(row.case.side))
        return Chosen(self, rows, asked, tuple(ordered))

    @property
    def plots(self) -> bool:
        return self.by == "theme"


class Chosen(Selection[CaseRow]):
    declared: Cases

    @property
    def site(self) -> SiteDeclaration:
        return self.package.site

    def draw(self, lang: Lang) -> Chart:
        match self.declared.by:
            case "theme":
                return self._plot(lang)
            case "event":
                return replace(self.table(lang), html_id=f"{self.declared.key}-table")
        return self._cards(lang)

    def table(self, lang: Lang) -> Table:
        names, told = {
            "": (("case", "place", "figure", "about", "status"), self._by_figure),
            "theme": (("theme", "case", "side", "place"), self._by_theme),
            "event": (("case", "when", "after", "figure", "source"), self._by_event),
        }[self.declared.by]
        return reading.table_of((say(f"case.column.{name}", lang) for name in names), told(lang))

    def _theme(self, row: CaseRow, lang: Lang) -> str:
        return self.site.theme(row.case.theme).name.pick(lang)

    # Cards ----------------------------------------------------------------------------------------------------

    def _cards(self, lang: Lang) -> CaseCards:
        groups = []
        for side in self.site.sides:
            if cards := tuple(self._card(row, lang) for row in self.rows if row.case.side == side.key):
                groups.append(CaseCardGroup(title=side.name.pick(lang), accent=side.accent, cases=cards))
        return CaseCards(tuple(groups))

    def _card(self, row: CaseRow, lang: Lang) -> CaseCard:
        return CaseCard(
            place=case_rows.way_of(row, lang),
            theme=self._theme(row, lang),
            title=case_rows.title_of(row, lang),
            heading=row.case.heading_zh and quoted(row.case.heading_zh),
            heading_said=row.case.heading_en if lang == "en" else "",
            href=f"/cases/{row.id}",
            summary=row.case.summary_zh if lang == "zh" else row.case.summary_en,
            cards=tuple(case_rows.figure_card(row, figure, lang) for figure in row.figures),
            missing="" if row.measures else say("case.no-figure", lang),
        )

    def _by_figure(self, lang: Lang) -> Iterator[tuple[str | Cell, ...]]:
        """A row for each figure, and one for each case without any."""
        for row in self.rows:
            case = (case_rows.case_link(row, lang), case_rows.way_of(row, lang))
            for figure in row.figures:
                status = say(f"status.{figure.fact.status}", lang)
                wording = say(f"qualifier.{figure.fact.qualifier}", lang)
                about = case_rows.figure_label(row, figure, lang)
                yield (*case, reading.fact_cell(figure, lang), about, f"{status} · {wording}")
            if not row.figures:
                yield (*case, say("case.no-figure", lang), "", "")

    def cited(self) -> Iterator[tuple[str, int | None]]:
        """Of what became of them, those who tell it."""
        if self.declared.by != "event":
            yield from super().cited()
            return
        for row in self.rows:
            yield from ((event.source_id or "", None) for event in row.events)
            yield from ((figure.source.source_id, None) for figure in row.found_figures)

    def fact_ids(self) -> tuple[str, ...]:
        if self.declared.by != "event":
            return super().fact_ids()
        return tuple(figure.id for row in self.rows for figure in row.found_figures)

    # What became of them --------------------------------------------------------------------------------------

    def _by_event(self, lang: Lang) -> Iterator[tuple[str | Cell, ...]]:
        """What is told, then what other sources count, then what nobody says."""
        for row in self.rows:
            case = case_rows.case_link(row, lang)
            told = [event for event in row.events if event.what != "open"]
            for event in told:
                yield (case, *self._event(event, lang))
            for figure in row.found_figures:
                yield (
                    case,
                    reading.period_of(figure, lang),
                    text_of(figure.fact, "statement", lang),
                    reading.fact_cell(figure, lang),
                    case_rows.graded_name(figure.source, lang),
                )
            for event in row.events[len(told) :]:
                yield (case, *self._event(event, lang))

    def _event(self, event: CaseEvent, lang: Lang) -> tuple[str, str, str, str]:
        source = self.package.source(event.source_id) if event.source_id else None
        return (event.date, case_rows.event_text(event, lang), "", case_rows.graded_name(source, lang))

    # Marks ----------------------------------------------------------------------------------------------------

    def _plot(self, lang: Lang) -> Plot:
        """The theme with most cases stands first."""
        counted = Counter(row.case.theme for row in self.rows)
        themes = [theme for theme, _ in counted.most_common()]
        places: Counter[str] = Counter()
        marks: list[Mark] = []
        for row in self.rows:
            places[row.case.theme] += 1
            marks += self._mark(row, places[row.case.theme], themes.index(row.case.theme), lang)
        names = [self.site.theme(theme).name.pick(lang) for theme in themes]
        panel = Panel(
            x=Axis(low=0.7, high=max(ACROSS, *counted.values()) + 0.9),
            y=Axis(low=len(themes) - 0.5, high=-0.5, ticks=categories(names), ink="ink"),
            marks=tuple(marks),
        )
        return Plot(
            panels=(panel,),
            height=len(themes) * ROW + 8,
            margins=Margins(left=reading.pixels(names, 14, 24), top=4, bottom=4),
            legend=case_rows.side_legend(self.site, self.rows, lang),
        )

    def _mark(self, row: CaseRow, place: int, at: int, lang: Lang) -> Iterator[Mark]:
        look = case_rows.look_of(self.site, row.case.side)
        of = case_rows.meaning_of_case(row, lang)
        yield Point(of=of, x=place, y=at, accent=look.accent, symbol=look.symbol, size=MARK)
        words = lines(case_rows.where_of(row, lang))
        yield Label(words=words, x=place, y=at, across="left", shift=(18, 0), ink="second", on=WIDE)

    def _by_theme(self, lang: Lang) -> Iterator[tuple[str | Cell, ...]]:
        for row in self.rows:
            side = self.site.side(row.case.side).name.pick(lang)
            yield (
                self._theme(row, lang),
                case_rows.case_link(row, lang),
                side,
                case_rows.where_of(row, lang),
            )
