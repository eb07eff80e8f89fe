"""What each slide of a view shows, in the browser and in PowerPoint alike, so that a number means one slide."""

from dataclasses import dataclass, replace

from dashboard.exhibits.charts import Table
from dashboard.exhibits.exhibit import Shown
from dashboard.figures.words import Lang, plain, say
from dashboard.layout.paging import paged, things_in
from dashboard.layout.room import room_below
from dashboard.pages.view import Item, View
from dashboard.slides.appendix import is_table


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a slide shows of an exhibit: `shown` has this part of the chart; `why` says why there are several."""

    item: Item
    shown: Shown
    number: int = 1
    count: int = 1
    why: str = ""


def parts_of(view: View) -> tuple[list[Part], list[Item]]:
    """The slides of what there is to show, and the exhibits that the filters leave nothing of, which share a slide.
    A preset gives each exhibit one, and so do tables that are no appendix, since nothing else is there."""
    emptied = [item for item in view.items if item.shown(view.lang).emptied_by]
    left = (item for item in view.items if item not in emptied)
    only_tables = not view.named and all(is_table(item.exhibit) for item in view.items)
    one = view.preset is not None or only_tables
    return [part for item in left for part in _parts_of(item, view.lang, one=one)], emptied


def _parts_of(item: Item, lang: Lang, *, one: bool) -> list[Part]:
    """One, unless the exhibit says why it takes more or is a table of the appendix; one that has no room for all of it
    says how much that is. It is cut at the same places in every language."""
    shown, twin = item.shown(lang), item.shown(item.exhibit.package.site.other(lang) or lang)
    if shown.chart is None or twin.chart is None:
        return [Part(item=item, shown=shown)]
    why = item.exhibit.declared.slides.pick(lang)
    one = one or not (why or isinstance(shown.chart, Table))
    high = room_below((plain(shown.title), plain(twin.title)), legend=bool(shown.legend))
    charts = paged(shown.chart, twin.chart, high, even=not one)
    if one and len(charts) > 1:
        told = {"count": things_in(charts[0]), "total": things_in(shown.chart)}
        rest = (*(" · " if shown.subtitle else ()), say("present.rest", lang, **told))
        return [Part(item=item, shown=replace(shown, chart=charts[0], subtitle=(*shown.subtitle, *rest)))]
    return [
        Part(item=item, shown=replace(shown, chart=chart), number=number, count=len(charts), why=why)
        for number, chart in enumerate(charts, 1)
    ]
