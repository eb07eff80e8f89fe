"""Further figures: exhibits made for the facts that nobody claims, so that a row of facts.csv is enough to see it.

A fact is claimed where an exhibit shows it or says it, and where its case has a page. What is left stands with its
topic, in the kind that its shape asks for: a line of some years a series, one indicator for some areas at one time
ranked, all else figures; of a topic with many indicators those beyond the first stand in a table.
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from dashboard.exhibits.kind import Kind, need_of
from dashboard.exhibits.rows import FactRow, Rows, by_key, fact_row
from dashboard.exhibits.wording import PLACEHOLDER, prose_for
from dashboard.figures.words import LANGS, Mention, name_wording, say_all
from dashboard.package.load import Package
from dashboard.package.site import Topic, Wording

LEAST_YEARS, LEAST_AREAS = 4, 3  # of a series, and of a ranked list
MOST_INDICATORS = 12  # of a topic that are drawn

Written = dict[str, Any]  # a declaration as a file has it
Of = Callable[[FactRow], Hashable]  # what a row is grouped by


def claims(package: Package, declared: Kind) -> set[str]:
    """The facts that an exhibit shows, and those it names in its words."""
    selection = declared.select(Rows(package, need_of(declared)), ())
    return {*selection.fact_ids(), *said(package, (declared.finding, declared.subtitle, *declared.note))}


def said(package: Package, texts: Iterable[Wording]) -> Iterator[str]:
    """The facts in sentences, as far as these are told."""
    for text in (one.pick(LANGS[0]) for one in texts):
        values = {found[1]: "" for found in PLACEHOLDER.finditer(text)}
        for run in prose_for(text, package, LANGS[0], values) or ():
            if isinstance(run, Mention) and run.ref.kind == "fact":
                yield run.ref.id


def unclaimed(package: Package, claimed: Container[str]) -> list[FactRow]:
    """In the order of the file; a repeated mention stands with its first, and a figure of a case on its page."""
    facts = package.facts
    free = facts.loc[facts["case_id"].isna() & facts["same_as"].isna(), "fact_id"]
    return [fact_row(package, one) for one in free if one not in claimed]


def further(package: Package, rows: Iterable[FactRow], named: str) -> Iterator[tuple[Topic, list[Written]]]:
    """For each topic the exhibits of its rows; one that is not declared comes last, under its own key.

    `named` is the sentence of the catalogue that makes their names from those of topics and indicators.
    """
    by_topic = by_key(rows, lambda row: row.indicator.topic)
    declared = {one.key: one for one in package.site.topics}
    for key in dict.fromkeys((*declared, *by_topic)):
        topic = declared.get(key) or Topic(key=key, name=Wording(zh=key, en=key))
        if key in by_topic:
            exhibits = _of_topic(topic, by_topic[key])
            yield topic, [one | {"name": say_all(named, name=one["name"])} for one in exhibits]


def _of_topic(topic: Topic, rows: Sequence[FactRow]) -> Iterator[Written]:
    by_indicator = list(by_key(rows, lambda row: row.indicator.indicator_id).values())
    figures: list[FactRow] = []
    for own in by_indicator[:MOST_INDICATORS]:
        valued = [row for row in own if row.fact.value is not None and not row.counterpart]
        dated = (row for row in valued if row.year)
        lines = _alike(dated, _line, lambda row: row.year, LEAST_YEARS)
        drawn = {row.id for line in lines for row in line}
        free = (row for row in valued if row.id not in drawn)
        lists = _alike(free, _time, lambda row: row.area.area_id, LEAST_AREAS)
        drawn |= {row.id for listed in lists for row in listed}
        yield from (_series(topic, line) for line in lines)
        yield from (_ranked(topic, listed) for listed in lists)
        figures += [row for row in own if row.id not in drawn]
    if figures:
        yield _figures(topic, figures, "further", listed=False)
    if rest := list(chain.from_iterable(by_indicator[MOST_INDICATORS:])):
        yield _figures(topic, rest, "further-table", listed=True)


def _line(row: FactRow) -> Hashable:
    return row.area.area_id, row.fact.period_kind


def _time(row: FactRow) -> Hashable:
    return row.fact.period_kind, row.first_day, row.last_day


def _alike(rows: Iterable[FactRow], shared: Of, apart: Of, least: int) -> list[list[FactRow]]:
    """Rows that share one thing and are one for each value of another, where they are enough."""
    groups = by_key(rows, shared).values()
    return [own for own in groups if len(own) == len(set(map(apart, own))) >= least]


def _written(topic: Topic, kind: str, key: str, name: Wording, rows: Sequence[FactRow]) -> Written:
    return {
        "key": key,
        "kind": kind,
        "topic": topic.key,
        "name": name,
        "facts" if kind == "figures" else "only": [row.id for row in rows],
    }


def _subtitle(*names: str) -> Wording:
    text = " · ".join(f"{{{name}}}" for name in names)
    return Wording(zh=text, en=text)


def _series(topic: Topic, rows: Sequence[FactRow]) -> Written:
    first = rows[0]
    name, parts = name_wording(first.indicator), [{"indicators": [first.indicator.indicator_id]}]
    return _written(topic, "series", f"further-line-{first.id}", name, rows) | {
        "area": first.area.area_id,
        "lines": [{"name": name, "parts": parts}],
        "subtitle": _subtitle("unit", "area", "years"),
    }


def _ranked(topic: Topic, rows: Sequence[FactRow]) -> Written:
    first = rows[0].indicator
    return _written(topic, "ranked", f"further-list-{rows[0].id}", name_wording(first), rows) | {
        "items": [{"indicators": [first.indicator_id]}],
        "subtitle": _subtitle("unit", "years"),
    }


def _figures(topic: Topic, rows: Sequence[FactRow], stem: str, *, listed: bool) -> Written:
    written = _written(topic, "figures", f"{stem}-{topic.key}", topic.name, rows)
    return written | {"group": ["area"], "listed": listed}
