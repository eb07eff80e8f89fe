"""An exhibit of a package: its declaration, its kind, and what it shows and says under the choices of its page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from dashboard.exhibits.charts import Table
from dashboard.exhibits.filters import Choices, Filter
from dashboard.exhibits.kind import Chart, Kind, Selection, need_of
from dashboard.exhibits.legend import legend_of
from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.net import Made, Net, attempt
from dashboard.exhibits.options import TOPIC, asked_of
from dashboard.exhibits.rows import Need, Rows
from dashboard.exhibits.scope import scope_words, values_of
from dashboard.exhibits.selection import Asked
from dashboard.exhibits.wording import Values, all_told, first_told
from dashboard.figures.words import LANGS, Lang, Prose, plain, say
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Wording

Frozen = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Exhibit:
    """`filters` are those of its page, `side` is the side of the work it tells of; of one that `failed`, that is the
    number under which the failure is told."""

    package: Package
    declared: Kind
    filters: tuple[Filter, ...]
    side: str
    net: Net | None = None
    failed: str = ""

    def attempt(self, make: Callable[["Exhibit"], Made]) -> Made:
        """What is made of it; where that fails, what is made of the sentence that it failed."""
        return attempt(
            lambda: make(self), lambda number: make(replace(self, failed=number)), self.key, self.net
        )

    @property
    def key(self) -> str:
        return self.declared.key

    @property
    def short(self) -> Wording:
        return self.declared.short or self.declared.name

    @property
    def plots(self) -> bool:
        """Whether it draws a plot, for which a page keeps room."""
        return self.declared.plots()

    def on_topic(self, choices: Choices) -> bool:
        """Whether it belongs to the chosen topics; where none is chosen, or it has none, it does."""
        chosen = [
            choices[item.name]
            for item in self.filters
            if item.on == TOPIC and choices.get(item.name) is not None
        ]
        return not (chosen and self.declared.topic) or not set(chosen[0]).isdisjoint(self.declared.topic)

    def asked(self, choices: Choices) -> tuple[Asked, ...]:
        """The filters in force that ask something of rows."""
        return asked_of(self.filters, choices)

    def reaches_beyond(self, choices: Choices) -> bool:
        """Whether a place is chosen, and the figures on show are all for more than that place."""
        places = [one.choice for one in self.asked(choices) if one.on == "place"]
        if not places:
            return False
        return self.show(choices, LANGS[0]).selection.reaches_beyond(places[0])

    def select(self, choices: Choices) -> Selection[Any]:
        return self.declared.select(Rows(self.package, need_of(self.declared)), self.asked(choices))

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

    selection: Selection[Any]
    chart: Chart | None
    table: Table | None
    title: Prose
    subtitle: Prose
    note: Prose
    alt: str
    empty: Prose  # why nothing is left; empty where rows are
    whole: bool
    legend: tuple[LegendItem, ...] = ()
    emptied_by: tuple[str, ...] = ()


def _failed(exhibit: Exhibit, lang: Lang) -> Shown:
    return Shown(
        selection=Selection(exhibit.declared, Rows(exhibit.package, Need()), (), ()),
        chart=None,
        table=None,
        title=(exhibit.declared.name.pick(lang),),
        subtitle=(),
        note=(),
        alt="",
        empty=(say("exhibit.failed", lang, number=exhibit.failed),),
        whole=True,  # what its page says of the others still stands
    )


def _shown(exhibit: Exhibit, choices: Frozen, lang: Lang) -> Shown:
    every = _whole(exhibit, lang)
    chosen = dict(choices)
    if not exhibit.asked(chosen):
        return every
    selection = exhibit.select(chosen)
    if selection.rows == every.selection.rows:
        return every
    shown = _told(exhibit, selection, every.selection, chosen, lang)
    return shown if selection.rows else replace(shown, emptied_by=_emptied_by(exhibit, chosen))


_remembered = lru_cache(maxsize=512)(_shown)


@lru_cache(maxsize=256)
def _whole(exhibit: Exhibit, lang: Lang) -> Shown:
    """All rows and their drawing, which stands for every choice that leaves the rows as they are."""
    selection = exhibit.select({})
    return _told(exhibit, selection, selection, {}, lang)


def _told(
    exhibit: Exhibit, selection: Selection[Any], every: Selection[Any], choices: Choices, lang: Lang
) -> Shown:
    declared, package = exhibit.declared, exhibit.package
    columns = declared.answers(package)
    scope = scope_words(declared, exhibit.filters, columns, choices, package, lang)
    values = values_of(selection, every, scope, package, lang)
    whole = selection is every
    chart = selection.draw(lang) if selection.rows else None
    return Shown(
        selection=selection,
        chart=chart,
        table=selection.table(lang) if selection.rows else None,
        title=_title(exhibit, values, lang, whole=whole and bool(selection.rows)),
        subtitle=first_told([declared.subtitle], package, lang, values) or (),
        note=all_told(declared.note, package, lang, values),
        alt=plain(first_told([declared.alt], package, lang, values) or ()),
        empty=() if selection.rows else _empty(exhibit, every, lang),
        whole=whole,
        legend=legend_of(chart, lang) if chart else (),
    )


def _title(exhibit: Exhibit, values: Values, lang: Lang, *, whole: bool) -> Prose:
    """The finding while the rows are those of the whole, else what is said of a part, else the name and the choices."""
    declared = exhibit.declared
    truest = declared.finding if whole else declared.finding_filtered if values["n"] else NO_WORDS
    told = first_told([truest], exhibit.package, lang, values)
    if told is not None:
        return told
    name = declared.name.pick(lang)
    return (f"{name} · {values['scope']}" if values["scope"] else name,)


def _empty(exhibit: Exhibit, every: Selection[Any], lang: Lang) -> Prose:
    """Told of the rows there would be without a choice."""
    values = values_of(every, every, "", exhibit.package, lang)
    told = first_told([exhibit.declared.empty], exhibit.package, lang, values)
    return told or (say("exhibit.empty", lang),)


def _emptied_by(exhibit: Exhibit, choices: Choices) -> tuple[str, ...]:
    """The filters of which one alone could be dropped to leave rows; all in force where no single one would do."""
    active = tuple(one.name for one in exhibit.asked(choices))
    alone = (name for name in active if exhibit.select({**choices, name: None}).rows)
    return tuple(alone) or active
