"""What stands in for a map where a package has no shapes: a grid of equal tiles, one an area, with its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from dashboard.exhibits.marks import Axis, Bar, LegendItem, Margins, Meaning, Panel, Plot, lines
from dashboard.package.site import Accent

ACROSS = 4  # as many as a phone has room for, with their names
MOST_ACROSS, WIDER, LEAST_ROWS = 8, 1.5, 3  # on a slide, whose tiles are wider than high
SIDE = 0.94  # of a tile, the rest is the gap between two
DOTTED = 0.74  # of a tile, from where it is dotted
ROW = 44  # pixels


@dataclass(frozen=True, kw_only=True)
class Tile:
    name: str
    of: Meaning
    accent: Accent
    dotted: bool = False


def tiles(shown: Sequence[Tile], legend: tuple[LegendItem, ...] = ()) -> Plot:
    """In their order, row by row from the top; on a slide in longer rows."""
    across = max(ACROSS, min(MOST_ACROSS, ceil(sqrt(WIDER * len(shown)))))
    wide = _grid(shown, legend, across, LEAST_ROWS)
    return replace(_grid(shown, legend, ACROSS, 1), parts=(wide,))


def _grid(shown: Sequence[Tile], legend: tuple[LegendItem, ...], across: int, least: int) -> Plot:
    rows = max(least, ceil(len(shown) / across))
    panel = Panel(
        x=Axis(low=-0.5, high=across - 0.5),
        y=Axis(low=rows, high=0),
        marks=tuple(bar for number, tile in enumerate(shown) for bar in _bars(tile, number, across)),
    )
    return Plot(panels=(panel,), height=rows * ROW + 8, margins=Margins(top=4, bottom=4), legend=legend)


def _bars(tile: Tile, number: int, across: int) -> Iterator[Bar]:
    """The tile with its name and, where it is marked, a dotted edge, which leaves the name its ground."""
    row, column = divmod(number, across)
    whole = Bar(
        of=tile.of,
        at=column,
        start=row,
        end=row + SIDE,
        thick=SIDE,
        accent=tile.accent,
        series=tile.name,
        label=lines(tile.name),
        labelled="inside",
        label_size="small",
    )
    yield whole
    if tile.dotted:
        yield replace(whole, start=row + DOTTED, dotted=True, label=())
