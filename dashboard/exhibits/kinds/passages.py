"""What a document says, in words of our own: short texts, each with its place and the cases that show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits import case_rows, charts, declaration, selection, wording
from dashboard.exhibits.kind import Kind, Selection
from dashboard.exhibits.rows import CaseRow, Need, Rows
from dashboard.figures.words import LANGS, Lang, Prose
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Declared, Key, Name, Wording


class PassagesItem(Declared):
    key: Key = Field(description="The passage; cases name it in the column that sorts them.")
    name: Name = Field(description="Its heading.")
    text: Wording = Field(NO_WORDS, description="What it says, in words of our own.")
    source: declaration.SourceId | None = Field(None, description="The id of the source it rests on.")
    paragraph: int | None = Field(None, ge=1, description="The paragraph of the source.")
    start: int | None = Field(None, ge=0, description="Where in the paragraph it begins.")
    end: int | None = Field(None, ge=1, description="Where in the paragraph it ends.")
    phrases: tuple[declaration.PhraseId, ...] = Field((), description="Ids of phrases that it quotes.")


class PassageTexts(Kind):
    """What a document says in words; never a whole paragraph of it."""

    without_plot = True
    kind: Literal["passages"]
    items: tuple[PassagesItem, ...] = Field(min_length=1, description="The passages, in their order.")
    cases_by: Literal["", "lines"] = Field(
        "", description="The column of cases that names the passage they show."
    )

    def needs(self) -> Need:
        return Need(cases=bool(self.cases_by))

    def answers(self, _package: Package) -> Iterable[str]:
        return selection.CASE_COLUMNS if self.cases_by else ()

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Retold":
        """A passage with a figure that is missing is left out."""
        cases = selection.cases_left(self, rows, asked) if self.cases_by else ()
        told = (
            Told(item, text, tuple(row for row in cases if item.key in row.case.lines))
            for item in self.items
            if (text := _text(item, rows.package)) is not None
        )
        return Retold(self, rows, asked, tuple(told))


@dataclass(frozen=True)
class Told:
    """A passage with its words in each language and the cases that show it."""

    item: PassagesItem
    text: Mapping[Lang, Prose]
    cases: tuple[CaseRow, ...]


def _text(item: PassagesItem, package: Package) -> dict[Lang, Prose] | None:
    told = {lang: wording.prose_for(item.text.pick(lang), package, lang) for lang in LANGS}
    found = {lang: text for lang, text in told.items() if text is not None}
    return found if len(found) == len(told) else None


class Retold(Selection[Told]):
    def draw(self, lang: Lang) -> charts.Passages:
        return charts.Passages(tuple(_passage(one, lang) for one in self.rows))

    def cited(self) -> Iterable[tuple[str, int | None]]:
        known = self.package.tables["sources"].index
        items = [one.item for one in self.rows]
        yield from ((one.source if one.source in known else "", one.paragraph) for one in items)
        yield from ((row.case.source_id, row.case.paragraph) for one in self.rows for row in one.cases)


def _passage(told: Told, lang: Lang) -> charts.Passage:
    links = tuple(case_rows.case_link(row, lang) for row in told.cases)
    return charts.Passage(heading=told.item.name.pick(lang), text=told.text[lang], links=links)
