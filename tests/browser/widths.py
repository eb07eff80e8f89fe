"""One page at several widths of the window."""

from collections.abc import Callable, Iterable, Iterator

from playwright.sync_api import Page, ViewportSize

NARROW = 960  # below it plots are painted for a phone, as in figures.js
# Plots follow the window a moment after it has changed.
FOLLOWED = """
    () => [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.getClientRects().length)
        .every((plot) => Math.abs(plot._fullLayout?.width - plot.clientWidth) < 1
            && Math.abs(plot._fullLayout.height - plot.clientHeight) < 1)
"""


def at_each(page: Page, sizes: Iterable[ViewportSize], opened: Callable[[], None]) -> Iterator[int]:
    """Each width in turn; the page is opened anew only where plots are painted otherwise."""
    painted: bool | None = None
    for size in sizes:
        page.set_viewport_size(size)
        narrow = size["width"] < NARROW
        if narrow is painted:
            page.wait_for_function(FOLLOWED)
        else:
            opened()
        painted = narrow
        yield size["width"]
