"""Cuts the text of a source into clauses, and holds each of them against what the package says of it.

A clause is what stands between two marks of punctuation. It belongs to what has a place in it: a figure, a phrase, a
passage of a page, an exclusion; or to the case in whose passage it lies. What the text itself sets in quotation marks
is a phrase or a name: a row of its own has to hold all of it, and neither case nor passage tells it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.package.load import Package
from dashboard.package.model import Case, Phrase

MARKS = ",，。;；:：!！?？、()（）“”•"
CLAUSE = re.compile(rf"[^\s{MARKS}](?:[^{MARKS}]*[^\s{MARKS}])?")
OPENING = "“"
HEADING_PART = re.compile("[,，]")  # a heading may be put together from clauses


class Span(NamedTuple):
    """Characters of a paragraph, as the tables count them."""

    paragraph: int
    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        return self.paragraph == other.paragraph and self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.paragraph == other.paragraph and self.start <= other.start and other.end <= self.end


def within_passage(phrase: Phrase, case: Case) -> bool:
    """Whether a phrase stands where the case does."""
    whole, part = (Span(one.paragraph, one.start, one.end) for one in (case, phrase))
    return phrase.source_id == case.source_id and whole.holds(part)


class Clause(NamedTuple):
    span: Span
    quoted: bool


def clauses(lines: Sequence[str]) -> Iterator[Clause]:
    for number, line in enumerate(lines, 1):
        for match in CLAUSE.finditer(line):
            yield Clause(Span(number, *match.span()), line[: match.start()].endswith(OPENING))


def belonging(package: Package, source_id: str, lines: Sequence[str]) -> Iterator[tuple[Clause, str]]:
    """Each clause with what it belongs to, the name of a table or `passages`; with "" where that is nothing."""
    tables = ("facts", "phrases", "cases", "exclusions")
    spans = {name: list(spans_of(package, name, source_id)) for name in tables}
    spans["passages"] = list(passages(package, source_id))
    for clause in clauses(lines):
        yield clause, next((name for name, own in spans.items() if _tells(name, own, clause)), "")


def _tells(name: str, spans: Iterable[Span], clause: Clause) -> bool:
    if clause.quoted:
        return name not in ("cases", "passages") and any(span.holds(clause.span) for span in spans)
    if name == "cases":
        return any(span.holds(clause.span) for span in spans)
    return any(clause.span.meets(span) for span in spans)


def counted(package: Package, source_id: str, lines: Sequence[str]) -> Counter[str]:
    """How many clauses belong to what."""
    return Counter(name for _, name in belonging(package, source_id, lines))


def spans_of(package: Package, table: str, source_id: str) -> Iterator[Span]:
    rows = getattr(package, table)
    own = rows.loc[(rows["source_id"] == source_id) & rows["start"].notna(), ["paragraph", "start", "end"]]
    yield from (Span(*map(int, place)) for place in own.itertuples(index=False))


def passages(package: Package, source_id: str) -> Iterator[Span]:
    """What the exhibits of the pages retell, where they say from which character to which."""
    for page in package.story.pages.values():
        for exhibit in page.exhibits:
            for item in _items(exhibit):
                match [item.get(name) for name in ("source", "paragraph", "start", "end")]:
                    case [one, int(paragraph), int(start), int(end)] if one == source_id:
                        yield Span(paragraph, start, end)


def _items(exhibit: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    items = exhibit.get("items")
    return [one for one in items if isinstance(one, dict)] if isinstance(items, list) else ()


def headings_left(package: Package, source_id: str) -> Iterator[tuple[Case, str]]:
    """The parts of headings of cases that are no phrase of the text within the case's passage."""
    phrases = list(map(package.phrase, package.phrases["phrase_id"]))
    for case in map(package.case, package.cases.loc[package.cases["source_id"] == source_id, "case_id"]):
        own = {phrase.printed for phrase in phrases if within_passage(phrase, case)}
        yield from ((case, part) for part in HEADING_PART.split(case.heading_zh) if part and part not in own)
