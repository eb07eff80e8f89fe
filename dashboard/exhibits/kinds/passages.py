"""What a document says: short texts in words of our own, or its set phrases, each with its place and its cases."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, selection, wording
from dashboard.exhibits.case_rows import case_link
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.kind import Chart, Kind, Selection
from dashboard.exhibits.reading import table_of
from dashboard.exhibits.rows import CaseRow, Need, Rows
from dashboard.figures.words import LANGS, Lang, Prose, plain, quoted, say, text_of
from dashboard.package.clauses import within_passage
from dashboard.package.load import Package
from dashboard.package.model import Phrase
from dashboard.package.site import NO_WORDS, Declared, Key, Name, Wording


class PassagesItem(Declared):
    key: Key = Field(description="The passage; cases name it in the column that sorts them.")
    name: Name = Field(description="Its heading.")
    text: Wording = Field(NO_WORDS, description="What it says, in words of our own.")
    source: declaration.SourceId | None = Field(None, description="The id of the source it rests on.")
    paragraph: int | None = Field(None, ge=1, description="The paragraph of the source.")
    start: int | None = Field(None, ge=0, description="Where in the paragraph it begins.")
    end: int | None = Field(None, ge=1, description="Where in the paragraph it ends.")
    phrases: tuple[declaration.PhraseId, ...] = Field(
        (), description="Ids of phrases that it quotes; then a table of them is drawn."
    )


class PassageTexts(Kind):
    """What a document says in words: retold side by side, or as a table of phrases; never a whole paragraph of it."""

    without_plot = True
    kind: Literal["passages"]
    items: tuple[PassagesItem, ...] = Field(min_length=1, description="The passages, in their order.")
    cases_by: Literal["", "lines", "place"] = Field(
        "",
        description="Which cases stand with it: those that name it in their column `lines`, or those in whose "
        "passage a quoted phrase has its `place`.",
    )

    def needs(self) -> Need:
        return Need(cases=bool(self.cases_by))

    def answers(self, _package: Package) -> Iterable[str]:
        return selection.CASE_COLUMNS if self.cases_by else ()

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Retold":
        """A passage with a figure that is missing is left out."""
        cases = selection.cases_left(self, rows, asked) if self.cases_by else ()
        known = rows.package.tables["phrases"].index
        told = (
            Told(item, text, cases, tuple(rows.package.phrase(one) for one in item.phrases if one in known))
            for item in self.items
            if (text := _text(item, rows.package)) is not None
        )
        return Retold(self, rows, asked, tuple(told))


@dataclass(frozen=True)
class Told:
    """A passage with its words in each language, the phrases it quotes, and all cases that may show it."""

    item: PassagesItem
    text: Mapping[Lang, Prose]
    cases: tuple[CaseRow, ...]
    phrases: tuple[Phrase, ...]

    @property
    def in_line(self) -> tuple[CaseRow, ...]:
        return tuple(row for row in self.cases if self.item.key in row.case.lines)

    def at(self, phrase: Phrase) -> tuple[CaseRow, ...]:
        return tuple(row for row in self.cases if within_passage(phrase, row.case))


def _text(item: PassagesItem, package: Package) -> dict[Lang, Prose] | None:
    told = {lang: wording.prose_for(item.text.pick(lang), package, lang) for lang in LANGS}
    found = {lang: text for lang, text in told.items() if text is not None}
    return found if len(found) == len(told) else None


class Retold(Selection[Told]):
    declared: PassageTexts

    def draw(self, lang: Lang) -> Chart:
        if any(one.phrases for one in self.rows):
            return self._quoted(lang)
        return charts.Passages(tuple(_passage(one, lang) for one in self.rows))

    def cited(self) -> Iterable[tuple[str, int | None]]:
        known = self.package.tables["sources"].index
        for one in self.rows:
            yield one.item.source if one.item.source in known else "", one.item.paragraph
            yield from ((phrase.source_id, phrase.paragraph) for phrase in one.phrases)
        shown = (row.case for one in self.rows for row in one.in_line)
        yield from ((case.source_id, case.paragraph) for case in shown)

    @property
    def _has_cases(self) -> bool:
        return any(one.cases for one in self.rows)

    def _quoted(self, lang: Lang) -> Table:
        """A row a phrase; a passage that is told in words of our own too has a row for these."""
        heads = ["words", "meaning", "subject", *(["cases"] if self._has_cases else []), "place"]
        return table_of((say(f"phrase.{name}", lang) for name in heads), self._rows(lang))

    def _rows(self, lang: Lang) -> Iterator[tuple[str | Cell, ...]]:
        for one in self.rows:
            name = one.item.name.pick(lang)
            if text := plain(one.text[lang]):
                yield (name, text, "", *self._links(one.in_line, lang), "")
            for phrase in one.phrases:
                words = Cell(text=quoted(phrase.printed), marks=("quoted",))
                place = say("phrase.place-of", lang, paragraph=phrase.paragraph)
                linked = Cell(text=place, href=f"/sources#phrase-{phrase.phrase_id}")
                yield (
                    words,
                    text_of(phrase, "statement", lang),
                    name,
                    *self._links(one.at(phrase), lang),
                    linked,
                )

    def _links(self, rows: tuple[CaseRow, ...], lang: Lang) -> tuple[Cell, ...]:
        """The cell of the cases, where the table has one."""
        links = tuple(case_link(row, lang) for row in rows)
        listed = links[0] if len(links) == 1 else Cell(text="; ".join(one.text for one in links), parts=links)
        return (listed,) if self._has_cases else ()


def _passage(told: Told, lang: Lang) -> charts.Passage:
    links = tuple(case_link(row, lang) for row in told.in_line)
    return charts.Passage(heading=told.item.name.pick(lang), text=told.text[lang], links=links)
