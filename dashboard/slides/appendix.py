"""Tables are the appendix of a presentation: off at first, and after all that is drawn."""

from dataclasses import replace

from dashboard.exhibits.charts import Table
from dashboard.exhibits.exhibit import Exhibit
from dashboard.figures.words import LANGS
from dashboard.pages.view import View


def is_table(exhibit: Exhibit) -> bool:
    """Whatever is chosen."""
    return isinstance(exhibit.show({}, LANGS[0]).chart, Table)


def with_appendix_last(view: View) -> View:
    """Where the address names no exhibits."""
    if view.named:
        return view
    return replace(view, items=tuple(sorted(view.items, key=lambda item: is_table(item.exhibit))))


def without_appendix(view: View) -> View:
    """Where the address names no exhibits; a view of nothing but tables keeps them."""
    drawn = tuple(item for item in view.items if not is_table(item.exhibit))
    return view if view.named or not drawn else replace(view, items=drawn)
