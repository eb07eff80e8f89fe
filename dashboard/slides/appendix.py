"""Tables are the appendix of a presentation: off at first, and after all that is drawn."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.exhibits.charts import Table
from dashboard.exhibits.exhibit import Exhibit
from dashboard.figures.words import LANGS
from dashboard.pages.view import View


def is_table(exhibit: Exhibit) -> bool:
    """Whatever is chosen."""
    return isinstance(exhibit.show({}, LANGS[0]).chart, Table)


def with_appendix_last(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    return sorted(exhibits, key=is_table)


def without_appendix(view: View) -> View:
    """Where the address names no exhibits; a view of nothing but tables keeps them."""
    drawn = tuple(item for item in view.items if not is_table(item.exhibit))
    return view if view.named or not drawn else replace(view, items=drawn)
