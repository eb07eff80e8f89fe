"""What each slide of a view shows, in the browser and in PowerPoint alike, so that a number means one slide."""

from dataclasses import dataclass, replace
from functools import partial

from dashboard.exhibits.charts import Table
from dashboard.exhibits.exhibit import Shown
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.legend import legend_of
from dashboard.exhibits.marks import Plot
from dashboard.figures.words import Lang, plain, say, text_of
from dashboard.layout.paging import column_shares, paged, texts_in, things_in
from dashboard.layout.room import HIGH, WIDE, Around, Room, room_among
from dashboard.package.load import Package
from dashboard.pages.view import Item, View
from dashboard.slides.appendix import is_table


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a slide shows of an exhibit: `shown` has this part of the chart; `why` says why there are several, or that
    there is more than one has room for; `whole` is the chart of which it is a part."""

    item: Item
    shown: Shown
    number: int = 1
    count: int = 1
    why: str = ""
    whole: Chart | None = None

    def shares(self, *, alone: bool = False) -> list[float]:
        """The widths of the columns of its table, in per cent, on all slides of that the same, but for a row that
        stands `alone`."""
        own, whole = self.shown.chart, self.whole
        if not isinstance(own, Table) or not isinstance(whole, Table):
            return []
        is_alone = alone and len(own.rows) == 1
        return column_shares(own if is_alone or whole.head != own.head else whole)


def parts_of(view: View) -> tuple[list[Part], list[Item]]:
    """The slides of what there is to show, and the exhibits that the filters leave nothing of, which share a slide.
    A preset gives each exhibit one, and so do tables that are no appendix, since nothing else is there."""
    emptied = [item for item in view.items if item.shown(view.lang).emptied_by]
    left = (item for item in view.items if item not in emptied)
    only_tables = not view.named and all(is_table(item.exhibit) for item in view.items)
    one, room = view.preset is not None or only_tables, WIDE if view.is_wide else HIGH
    return [part for item in left for part in _parts_of(item, view.lang, room, one=one)], emptied


def _parts_of(item: Item, lang: Lang, room: Room, *, one: bool) -> list[Part]:
    """One, unless the exhibit says why it takes more or is a table of the appendix. It is cut at the same places in
    every language."""
    langs = (lang, item.exhibit.package.site.other(lang) or lang)
    shown, twin = (_slim(item.shown(one)) for one in langs)
    if shown.chart is None or twin.chart is None:
        return [Part(item=item, shown=shown, whole=shown.chart)]
    why = item.exhibit.declared.slides.pick(lang)
    one = one or not (why or isinstance(shown.chart, Table))
    arounds = [_around(*each, item.exhibit.package) for each in zip((shown, twin), langs, strict=True)]
    cut = partial(paged, shown.chart, twin.chart, even=not one, chosen=any(item.choices.values()))
    charts = cut(room=room_among(arounds, room))
    if one and len(charts) > 1:
        return [_first(item, (shown, twin), charts[0], langs, room)]
    return [
        Part(
            item=item,
            shown=_with(shown, chart, lang),
            number=number,
            count=len(charts),
            whole=shown.chart,
            why=_shortness(chart, shown.chart, lang) or why * (len(charts) > 1),
        )
        for number, chart in enumerate(charts, 1)
    ]


def _shortness(part: Chart, whole: Chart, lang: Lang) -> str:
    """That cells of it are not whole."""
    is_whole = not (isinstance(part, Table) and isinstance(whole, Table)) or set(part.rows) <= set(whole.rows)
    return "" if is_whole else say("present.shortened", lang)


def _slim(shown: Shown) -> Shown:
    """Its table without columns of which the title says what stands in every row, or in which nothing does."""
    table, title = shown.chart, plain(shown.title)
    if not isinstance(table, Table) or len(table.rows) < 2:
        return shown
    columns = [{tuple(texts_in(cell)) for cell in column} for column in zip(*table.rows, strict=True)]
    left = [
        at
        for at, said in enumerate(columns)
        if len(said) > 1 or not all(text in title for text in said.pop())
    ]
    if len(left) == len(columns) or not left:
        return shown
    rows = tuple(tuple(row[at] for at in left) for row in table.rows)
    return replace(shown, chart=replace(table, head=tuple(table.head[at] for at in left), rows=rows))


def _around(shown: Shown, lang: Lang, package: Package) -> Around:
    others = (
        one for one in shown.selection.sources[:1] if one != package.site.document
    )  # whose name is short
    return Around(
        title=plain(shown.title),
        subtitle=plain(shown.subtitle),
        legend=[item.label for item in shown.legend],
        source="".join(text_of(package.source(one), "title", lang) for one in others),
    )


def _first(item: Item, both: tuple[Shown, Shown], chart: Chart, langs: tuple[Lang, Lang], room: Room) -> Part:
    """A slide that has no room for all says how much it has, or shows the chief figures."""
    (shown, twin), (lang, _), rest, each = both, langs, "present.rest", "present.rest"
    whole, total = shown.chart, things_in(shown.chart or chart)
    match whole, twin.chart:
        case Plot(brief=Plot() as brief), _:
            chart, rest, each = brief, "present.brief", "present.brief-each"
        case Table(brief=Table() as brief), Table(brief=Table() as other):
            # What a subtitle says of the columns is not true of its own.
            shown, twin = (replace(one, subtitle=()) for one in both)
            pairs = zip((_with(shown, brief, langs[0]), _with(twin, other, langs[1])), langs, strict=True)
            arounds = (_around(*pair, item.exhibit.package) for pair in pairs)
            chart = paged(brief, other, room_among(arounds, room), even=False)[0]
            rest, each = "present.ends", "present.ends-each"
    count = things_in(chart)
    why = say(each if count == total else rest, lang, count=count, total=total)
    return Part(item=item, shown=_with(shown, chart, lang), why=why, whole=whole)


def _with(shown: Shown, chart: Chart, lang: Lang) -> Shown:
    """A part of its chart in place of it, and the marks that this has."""
    return replace(shown, chart=chart, legend=legend_of(chart, lang))
