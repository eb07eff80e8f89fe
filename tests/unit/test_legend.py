"""A legend explains the marks that are drawn, each once, and no other."""

from collections.abc import Iterator

import pytest

from dashboard.exhibits.charts import Card, CardGroup, Cards, Cell, LegendItem, Table
from dashboard.exhibits.legend import GRAMMAR, legend_of
from dashboard.exhibits.marks import Axis, Bar, Gap, Meaning, Panel, Plot, Point
from dashboard.exhibits.marks import Cell as Square
from dashboard.figures.words import LANGS, Amount, Lang, Ref, say
from tests.pages import EXHIBITS, exhibit
from tests.unit.marked import all_meanings, bars, cards, cells, gaps, of_type

AXIS = Axis(low=0, high=10)
REF = Ref("fact", "some")


def named(items: tuple[LegendItem, ...]) -> list[str]:
    return [item.swatch for item in items]


def plot(*marks: Bar | Point | Gap | Square) -> Plot:
    return Plot(panels=(Panel(x=AXIS, y=AXIS, marks=marks),), height=1)


def bar(meaning: Meaning, series: str = "S") -> Bar:
    return Bar(of=meaning, at=1, start=0, end=2, thick=1, accent="teal", series=series)


@pytest.mark.parametrize(
    ("mark", "explained"),
    [
        (bar(Meaning()), []),
        (bar(Meaning(computed=True)), ["computed"]),
        (bar(Meaning(planned=True)), ["planned"]),
        (bar(Meaning(qualifier="at_least")), ["at_least"]),
        (bar(Meaning(qualifier="more_than")), ["at_least"]),
        (bar(Meaning(qualifier="about")), ["about"]),
        (bar(Meaning(qualifier="nearly")), ["about"]),
        (bar(Meaning(period="cumulative")), []),
        (bar(Meaning(period="cumulative"), series=""), ["cumulative"]),
        (bar(Meaning(period="during"), series=""), ["within"]),
        (bar(Meaning(period="since"), series=""), ["open_end"]),
        (Point(of=Meaning(planned=True), x=1, y=1, accent="teal"), ["planned"]),
        (Gap(start=1, end=2), ["gap_not_stated"]),
        (Gap(start=1, end=2, why="not_found"), ["gap_not_found"]),
        (Square(x=1, y=1, tone="hatched"), ["not_found"]),
        (Square(x=1, y=1, letter="A"), []),
    ],
)
def test_a_mark_is_explained_by_what_it_shows(mark: Bar | Point | Gap | Square, explained: list[str]) -> None:
    assert named(legend_of(plot(mark), "zh")) == explained


@pytest.mark.parametrize("lang", LANGS)
def test_what_colours_mean_comes_first_and_each_mark_is_explained_once(lang: Lang) -> None:
    chart = plot(*[bar(Meaning(qualifier="about", computed=True))] * 3)
    own = LegendItem("fill", "Ours", "teal")
    coloured = Plot(panels=chart.panels, height=1, legend=(own,))
    assert named(legend_of(coloured, lang)) == ["fill", "computed", "about"]
    assert [item.label for item in legend_of(chart, lang)] == [
        say(f"mark.{one}", lang) for one in ("computed", "about")
    ]


@pytest.mark.parametrize(
    ("marks", "explained"),
    [
        (("exact", "actual"), []),
        (("more_than", "planned"), ["at_least", "planned"]),
        (("nearly", "planned", "allocated"), ["about", "planned"]),
        (("qualitative", "actual"), []),
    ],
)
def test_cards_and_cells_are_explained_alike(marks: tuple[str, ...], explained: list[str]) -> None:
    card = Card(amount=Amount("", "1", ""), ref=REF, label="", marks=marks)
    table = Table(head=("a",), rows=((Cell(text="1", parts=(Cell(text="1", marks=marks),)),),))
    for chart in (Cards((CardGroup(title="", cards=(card,)),)), table):
        assert named(legend_of(chart, "en")) == explained


def test_a_cell_that_nothing_is_stated_for_is_explained() -> None:
    table = Table(head=("a",), rows=((Cell(text="", marks=("not_stated",)),),))
    assert named(legend_of(table, "en")) == ["not_stated"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", EXHIBITS)
def test_our_own_legends_explain_what_is_drawn(key: str, lang: Lang) -> None:
    shown = exhibit(key).show({}, lang)
    items = named(shown.legend)
    told = [one for one in items if one in GRAMMAR]
    assert told == sorted(set(told), key=GRAMMAR.index)
    assert set(told) == set(on_show(shown.chart))
    assert all(item.label for item in shown.legend)


def on_show(chart: object) -> Iterator[str]:
    """What of the grammar a chart shows, found by looking at its marks one by one."""
    if isinstance(chart, Plot):
        yield from ("computed" for one in all_meanings(chart) if one.computed)
        yield from ("planned" for one in all_meanings(chart) if one.planned)
        yield from (f"gap_{gap.why}" for gap in gaps(chart))
        yield from ("not_found" for cell in of_type(chart, Square) if cell.tone == "hatched")
        for one in bars(chart):
            ends = {"pointed": "at_least", "faded": "about"} if one.series else {}
            times = (
                {} if one.series else {"cumulative": "cumulative", "during": "within", "since": "open_end"}
            )
            yield from (ends[end] for end in (one.of.open_end,) if end in ends)
            yield from (times[time] for time in (one.of.period,) if time in times)
    marks = [mark for card in cards(chart) for mark in card.marks]  # type: ignore[arg-type]
    marks += [mark for cell in cells(chart) for mark in cell.marks]  # type: ignore[arg-type]
    same = {"more_than": "at_least", "nearly": "about"}
    yield from (same.get(mark, mark) for mark in marks if same.get(mark, mark) in GRAMMAR)
