"""What stands in for a map where a package has no shapes: a grid of equal squares, one an area, with its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.exhibits.marks import Axis, Bar, LegendItem, Margins, Meaning, Panel, Plot, lines
from dashboard.package.site import Accent

ACROSS = 8
SIDE = 0.94  # of a square, the rest is the gap between two
ROW = 76  # pixels


@dataclass(frozen=True, kw_only=True)
class Tile:
    name: str
    of: Meaning
    accent: Accent
    dotted: bool = False


def tiles(shown: Sequence[Tile], legend: tuple[LegendItem, ...] = ()) -> Plot:
    """In their order, row by row from the top."""
    rows = ceil(len(shown) / ACROSS)
    panel = Panel(
        x=Axis(low=-0.5, high=ACROSS - 0.5),
        y=Axis(low=rows, high=0),
        marks=tuple(_square(tile, number) for number, tile in enumerate(shown)),
    )
    return Plot(panels=(panel,), height=rows * ROW + 8, margins=Margins(top=4, bottom=4), legend=legend)


def _square(tile: Tile, number: int) -> Bar:
    row, column = divmod(number, ACROSS)
    return Bar(
        of=tile.of,
        at=column,
        start=row,
        end=row + SIDE,
        thick=SIDE,
        accent=tile.accent,
        dotted=tile.dotted,
        series=tile.name,
        label=lines(tile.name),
        labelled="inside",
        label_size="small",
    )
