"""An exhibit of a package: its declaration, its kind, and what it shows and says under the choices of its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from statistics import multimode
from typing import Any

from dashboard.exhibits import charts, kind, reading, wording
from dashboard.exhibits.filters import LOOKS, Choices, Filter, chosen_label, in_force
from dashboard.exhibits.legend import legend_of
from dashboard.exhibits.net import Made, Net, attempt
from dashboard.exhibits.options import TOPIC, asked_of, like
from dashboard.exhibits.rows import CaseRow, FactRow, Need, Rows
from dashboard.exhibits.selection import PLACE_COLUMNS, Asked, followed, register_columns
from dashboard.figures.words import LANGS, Lang, Prose, listed, plain, say, year_range
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Accent, Wording

MOST_SHOWN = 128  # under choices, all of a page's several times over; answers themselves are kept elsewhere
Frozen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Exhibit:
    """`filters` are those of its page, which stands at `path`; `side` is the side of the work it tells of, `fixed` is
    asked whatever is chosen; of one that `failed`, that is the number under which the failure is told."""

    package: Package
    declared: kind.Kind
    filters: tuple[Filter, ...]
    side: str
    net: Net | None = None
    failed: str = ""
    fixed: tuple[Asked, ...] = ()
    path: str = ""

    def attempt(self, make: Callable[["Exhibit"], Made]) -> Made:
        """What is made of it; where that fails, what is made of the sentence that it failed."""
        return attempt(
            lambda: make(self), lambda number: make(replace(self, failed=number)), self.key, self.net
        )

    @property
    def key(self) -> str:
        return self.declared.key

    @cached_property
    def wholes(self) -> dict[Lang, "Shown"]:
        """It without choices, once shown: kept as long as itself, since what choices leave as it is, is the same."""
        return {}

    @property
    def short(self) -> Wording:
        return self.declared.short or self.declared.name

    @property
    def plots(self) -> bool:
        """Whether it draws a plot, for which a page keeps room."""
        return self.declared.plots

    def on_topic(self, choices: Choices) -> bool:
        """Whether it belongs to the chosen topics; where none is chosen, or it has none, it does."""
        chosen = [choice for item, choice in in_force(self.filters, choices) if item.on == TOPIC]
        return not (chosen and self.declared.topic) or not set(chosen[0]).isdisjoint(self.declared.topic)

    def asked(self, choices: Choices) -> tuple[Asked, ...]:
        """The filters in force that ask something of rows, and what is fixed."""
        return (*self.fixed, *asked_of(self.filters, choices))

    def reaches_beyond(self, choices: Choices) -> bool:
        """Whether a place is chosen, and the figures on show are all for more than that place."""
        places = [one.choice for one in self.asked(choices) if one.on == "place"]
        if not places:
            return False
        return self.show(choices, LANGS[0]).selection.reaches_beyond(places[0])

    def is_unmoved(self, choices: Choices) -> bool:
        """Whether filters are in force, and none of them asks anything of its rows, or these are all for more than
        the places chosen."""
        narrowing = [item for item in self.filters if item.narrows]
        asked, package = asked_of(narrowing, choices), self.package
        through = (self.declared.follows or {}).get("through")
        beyond = register_columns(package, through) if through else ()
        moved = followed(self.declared, asked, self.declared.answers(package))
        if moved or any(one.on in beyond for one in asked):
            return self.reaches_beyond(choices) and self.show(choices, LANGS[0]).whole
        return bool(asked)

    def select(self, choices: Choices) -> kind.Selection[Any]:
        return self.declared.select(Rows(self.package, kind.need_of(self.declared)), self.asked(choices))

    def show(self, choices: Choices, lang: Lang) -> "Shown":
        """Select, draw and tell; remembered by choices, but for a free search, which would fill the memory with what
        is typed."""
        frozen = tuple(sorted((name, choice) for name, choice in choices.items() if choice is not None))
        typed = any(item.kind == "text" and choices.get(item.name) for item in self.filters)
        show = _shown if typed else _remembered
        return self.attempt(lambda one: _failed(one, lang) if one.failed else show(one, frozen, lang))


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """An exhibit under certain choices, with its words; `chart` is None when no row is left, by the filters
    `emptied_by`. `whole` says that the rows are those of no choice."""

    selection: kind.Selection[Any]
    title: Prose
    empty: Prose  # why nothing is left; empty where rows are
    whole: bool
    chart: kind.Chart | None = None
    table: charts.Table | None = None
    subtitle: Prose = ()
    note: Prose = ()
    alt: str = ""
    legend: tuple[charts.LegendItem, ...] = ()
    emptied_by: tuple[str, ...] = ()


def _failed(exhibit: Exhibit, lang: Lang) -> Shown:
    return Shown(
        selection=kind.Selection(exhibit.declared, Rows(exhibit.package, Need()), (), ()),
        title=(exhibit.declared.name.pick(lang),),
        empty=(say("exhibit.failed", lang, number=exhibit.failed),),
        whole=True,  # what its page says of the others still stands
    )


def _shown(exhibit: Exhibit, choices: Frozen, lang: Lang) -> Shown:
    every = _whole(exhibit, lang)
    chosen = dict(choices)
    if not asked_of(exhibit.filters, chosen):
        return every
    selection = exhibit.select(chosen)
    if selection.rows == every.selection.rows and not selection.restyled:
        return every
    shown = _told(exhibit, selection, every.selection, chosen, lang)
    return shown if selection.rows else replace(shown, emptied_by=_emptied_by(exhibit, chosen))


_remembered = lru_cache(maxsize=MOST_SHOWN)(_shown)


def _whole(exhibit: Exhibit, lang: Lang) -> Shown:
    """All rows and their drawing, which stands for every choice that leaves the rows as they are."""
    if lang not in exhibit.wholes:
        selection = exhibit.select({})
        exhibit.wholes[lang] = _told(exhibit, selection, selection, {}, lang)
    return exhibit.wholes[lang]


def _told(
    exhibit: Exhibit, selection: kind.Selection[Any], every: kind.Selection[Any], choices: Choices, lang: Lang
) -> Shown:
    declared, package = exhibit.declared, exhibit.package
    whole = selection.rows == every.rows
    values = _values(exhibit, selection, every, choices, lang)
    chart = selection.draw(lang) if selection.rows else None
    return Shown(
        selection=selection,
        chart=chart,
        table=selection.table(lang) if chart else None,
        title=_title(exhibit, values, lang, whole=whole),
        subtitle=wording.sentence_for(declared.subtitle, package, lang, values) or (),
        note=wording.all_told(declared.note, package, lang, values),
        alt=plain(wording.sentence_for(declared.alt, package, lang, values) or ()),
        empty=() if chart else _empty(exhibit, every, lang),
        whole=whole,
        legend=legend_of(chart, lang),
    )


def _title(exhibit: Exhibit, values: wording.Values, lang: Lang, *, whole: bool) -> Prose:
    """The finding while the rows are those of the whole, else what is said of a part, else the name and the choices."""
    declared = exhibit.declared
    truest = (declared.finding if whole else declared.finding_filtered) if values["n"] else NO_WORDS
    said = wording.sentence_for(truest, exhibit.package, lang, values)
    return said or (wording.scoped(declared.name, values, lang),)


def _empty(exhibit: Exhibit, every: kind.Selection[Any], lang: Lang) -> Prose:
    """Told of the rows there would be without a choice."""
    values = _values(exhibit, every, every, {}, lang)
    return wording.sentence_for(exhibit.declared.empty, exhibit.package, lang, values) or (
        say("exhibit.empty", lang),
    )


def _emptied_by(exhibit: Exhibit, choices: Choices) -> tuple[str, ...]:
    """The filters of which one alone could be dropped to leave rows; all in force where no single one would do."""
    active = tuple(one.name for one in exhibit.asked(choices) if one.on not in LOOKS)
    alone = (name for name in active if exhibit.select({**choices, name: None}).rows)
    return tuple(alone) or active


# What may be said of its rows ---------------------------------------------------------------------------------


def _scope(exhibit: Exhibit, selection: kind.Selection[Any], choices: Choices, lang: Lang) -> str:
    """The choices that an exhibit follows, as in “Guizhou · by 2018”; no place that all its figures reach beyond.
    Figures that follow members of a register are for where these lie, whatever else is asked of them."""
    follows = exhibit.declared.follows
    columns = set(exhibit.declared.answers(exhibit.package))
    if follows is not None:
        columns = set(PLACE_COLUMNS if "through" in follows else ())
    return " · ".join(
        chosen_label(item, choice, exhibit.package, lang)
        for item, choice in in_force(exhibit.filters, choices)
        if exhibit.declared.compares or item.kind != "compare"
        if item.on in columns or like(exhibit.filters, item) in (follows or ())
        if not (item.on == "place" and selection.reaches_beyond(choice))
    )


def _values(
    exhibit: Exhibit, selection: kind.Selection[Any], every: kind.Selection[Any], choices: Choices, lang: Lang
) -> wording.Values:
    """The words of the rows on show by their placeholders; one that the rows do not agree on is left out."""
    values: dict[str, str | int] = {"n": len(selection.rows), "total": len(every.rows)}
    if scope := _scope(exhibit, selection, choices, lang):
        values["scope"] = scope
    facts = [row for row in selection.rows if isinstance(row, FactRow)]
    units, areas = {row.fact.unit for row in facts}, {reading.name_of(row.area, lang) for row in facts}
    values |= {name: found.pop() for name, found in (("unit", units), ("area", areas)) if len(found) == 1}
    if len(facts) == 1:
        values["amount"] = reading.figure_of(facts[0], lang)
    if top := _top(selection.rows, exhibit.package, lang):
        values["top"] = top
    if years := sorted({day.year for row in facts for day in (row.first_day, row.last_day) if day}):
        values |= {"first": years[0], "last": years[-1], "years": year_range(years[0], years[-1])}
        values["dates"] = listed(map(str, years), lang)
    return values


def _top(rows: Sequence[Any], package: Package, lang: Lang) -> str:
    """The theme with most cases, where one has more than any other."""
    most = multimode(row.case.theme for row in rows if isinstance(row, CaseRow))
    return package.site.theme(most[0]).name.pick(lang) if len(most) == 1 else ""


def accent_of(package: Package, side: str) -> Accent | None:
    """The accent of a side of the work; none of what tells of several."""
    return next((one.accent for one in package.site.sides if one.key == side), None)
