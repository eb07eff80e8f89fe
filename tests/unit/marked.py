"""What the tests ask of charts of marks: which figures they hold, where these lie, and how they are drawn."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from dashboard.exhibits.charts import Card, Cards, CaseCards, Cell, Table
from dashboard.exhibits.exhibit import Shown
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Bar, Gap, Label, Meaning, Piece, Plot, Point, Rule, Run, meanings, plain
from dashboard.figures.words import Lang, Ref
from dashboard.package.load import Package
from tests.pages import EXHIBITS, exhibit

ALL: Mapping[str, Any] = {}
Of = TypeVar("Of")


def shown(key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Shown:
    return exhibit(key).show(choices, lang)


def drawn(key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Chart | None:
    return shown(key, choices, lang).chart


def plot(key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Plot:
    chart = drawn(key, choices, lang)
    assert isinstance(chart, Plot)
    return chart


def plots(lang: Lang = "zh") -> dict[str, Plot]:
    found = {key: drawn(key, lang=lang) for key in EXHIBITS}
    return {key: chart for key, chart in found.items() if isinstance(chart, Plot)}


def table(key: str, choices: Mapping[str, Any] = ALL, lang: Lang = "zh") -> Table:
    """The chart itself where it is a table, else the table that tells the same."""
    found = shown(key, choices, lang)
    told = found.chart if isinstance(found.chart, Table) else found.table
    assert told is not None
    return told


# Marks --------------------------------------------------------------------------------------------------------


def of_type(chart: Plot, kind: type[Of]) -> list[Of]:
    return [mark for mark in chart.marks() if isinstance(mark, kind)]


def bars(chart: Plot) -> list[Bar]:
    return of_type(chart, Bar)


def points(chart: Plot) -> list[Point]:
    return [*of_type(chart, Point), *(point for run in of_type(chart, Run) for point in run.points)]


def gaps(chart: Plot) -> list[Gap]:
    return of_type(chart, Gap)


def rules(chart: Plot, style: str) -> list[Rule]:
    return [rule for rule in of_type(chart, Rule) if rule.style == style]


def all_meanings(chart: Plot) -> Iterator[Meaning]:
    for mark in chart.marks():
        yield from meanings(mark)


def refs(chart: Plot) -> set[Ref]:
    return {meaning.ref for meaning in all_meanings(chart) if meaning.ref}


def facts(chart: Plot) -> set[str]:
    return {ref.id for ref in refs(chart) if ref.kind == "fact"}


def derived(chart: Plot) -> set[str]:
    return {ref.id for ref in refs(chart) if ref.kind == "derived"}


def lengths(chart: Plot) -> dict[Ref, float]:
    """How long the bar of each figure is."""
    found: dict[Ref, float] = {}
    for bar in bars(chart):
        assert bar.of.ref is not None
        assert isinstance(bar.start, int | float)
        assert isinstance(bar.end, int | float)
        found[bar.of.ref] = bar.end - bar.start
    return found


def to_scale(package: Package, chart: Plot) -> dict[str, set[str]]:
    """The facts whose value is a length or a height, by the axis that measures it."""
    axes: dict[str, set[str]] = {}
    for number, panel in enumerate(chart.panels):
        single = Plot(panels=(panel,), height=0)
        placed = [(bar.of.ref, "x" if panel.lying else "y", _length(bar)) for bar in bars(single)]
        placed += [(point.of.ref, axis, getattr(point, axis)) for point in points(single) for axis in "xy"]
        for ref, axis, length in placed:
            value = package.fact(ref.id).value if ref and ref.kind == "fact" else None
            if ref and value is not None and length == float(value):
                axes.setdefault(f"{axis}{number}", set()).add(ref.id)
    return axes


def _length(bar: Bar) -> Any:
    return (bar.end - bar.start) if isinstance(bar.end, int | float) else None  # type: ignore[operator]


def labels(chart: Plot) -> list[Label]:
    return of_type(chart, Label)


def words(chart: Plot) -> str:
    """All that stands on a plot in words."""
    said = [plain(label.words) for label in labels(chart)]
    said += [plain(bar.label) for bar in bars(chart)]
    return "\n".join([*said, *(meaning.says for meaning in all_meanings(chart))])


def pieces(chart: Plot) -> Iterator[Piece]:
    for mark in chart.marks():
        lines = mark.words if isinstance(mark, Label) else mark.label if isinstance(mark, Bar) else ()
        for line in lines:
            yield from line


# Cards and cells ----------------------------------------------------------------------------------------------


def cards(chart: Chart | None) -> list[Card]:
    if isinstance(chart, Cards):
        return [card for group in chart.groups for card in group.cards]
    if isinstance(chart, CaseCards):
        return [card for group in chart.groups for one in group.cases for card in one.cards]
    return []


def all_cards(lang: Lang = "zh") -> list[Card]:
    return [card for key in EXHIBITS for card in cards(drawn(key, lang=lang))]


def cells(chart: Chart | None) -> list[Cell]:
    if not isinstance(chart, Table):
        return []
    return [part for row in chart.rows for cell in row for part in (cell, *cell.parts)]
