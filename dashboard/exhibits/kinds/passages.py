"""What a document says, in words of our own: short texts, each with its place and the cases that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits.casewords import case_link
from dashboard.exhibits.charts import Passage, Passages
from dashboard.exhibits.declaration import Declaration, PhraseId, SourceId
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.rows import CaseRow, Need, Rows
from dashboard.exhibits.selection import CASE_COLUMNS, Asked, Selection, cases_left
from dashboard.exhibits.wording import prose_for
from dashboard.figures.words import LANGS, Lang, Prose
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Declared, Key, Name, Wording


class PassagesItem(Declared):
    key: Key = Field(description="The passage; cases name it in the column that sorts them.")
    name: Name = Field(description="Its heading.")
    text: Wording = Field(NO_WORDS, description="What it says, in words of our own.")
    source: SourceId | None = Field(None, description="The id of the source it rests on.")
    paragraph: int | None = Field(None, ge=1, description="The paragraph of the source.")
    start: int | None = Field(None, ge=0, description="Where in the paragraph it begins.")
    end: int | None = Field(None, ge=1, description="Where in the paragraph it ends.")
    phrases: tuple[PhraseId, ...] = Field((), description="Ids of phrases that it quotes.")


class PassageTexts(Declaration):
    """What a document says in words; never a whole paragraph of it."""

    kind: Literal["passages"]
    items: tuple[PassagesItem, ...] = Field(min_length=1, description="The passages, in their order.")
    cases_by: Literal["", "lines"] = Field(
        "", description="The column of cases that names the passage they show."
    )


@dataclass(frozen=True)
class Told:
    """A passage with its words in each language and the cases that show it."""

    item: PassagesItem
    text: tuple[tuple[Lang, Prose], ...]
    cases: tuple[CaseRow, ...]


@dataclass(frozen=True, kw_only=True)
class Retold(Selection[Told]):
    pass


def needs(declared: PassageTexts) -> Need:
    return Need(cases=bool(declared.cases_by))


def columns(declared: PassageTexts, _package: Package) -> Iterable[str]:
    return CASE_COLUMNS if declared.cases_by else ()


def select(declared: PassageTexts, rows: Rows, asked: tuple[Asked, ...]) -> Retold:
    """A passage with a figure that is missing is left out."""
    cases = cases_left(declared, rows, asked) if declared.cases_by else ()
    told = [
        Told(item, text, tuple(row for row in cases if item.key in row.case.lines))
        for item in declared.items
        if (text := _text(item, rows.package)) is not None
    ]
    cited = [(one.item.source, one.item.paragraph) for one in told]
    cited += [(row.case.source_id, row.case.paragraph) for one in told for row in one.cases]
    known = [source for source, _ in cited if source and source in rows.package.tables["sources"].index]
    return Retold(
        rows=tuple(told),
        sources=tuple(dict.fromkeys(known)),
        paragraphs=tuple(sorted({paragraph for _, paragraph in cited if paragraph is not None})),
    )


def _text(item: PassagesItem, package: Package) -> tuple[tuple[Lang, Prose], ...] | None:
    told = [(lang, prose_for(item.text.pick(lang), package, lang)) for lang in LANGS]
    found = tuple((lang, text) for lang, text in told if text is not None)
    return found if len(found) == len(told) else None


def draw(_declared: PassageTexts, selection: Retold, lang: Lang) -> Passages:
    return Passages(tuple(_passage(one, lang) for one in selection.rows))


def _passage(told: Told, lang: Lang) -> Passage:
    return Passage(
        heading=told.item.name.pick(lang),
        text=dict(told.text)[lang],
        links=tuple(case_link(row, lang) for row in told.cases),
    )


KIND = Kind(declaration=PassageTexts, needs=needs, columns=columns, select=select, draw=draw)
