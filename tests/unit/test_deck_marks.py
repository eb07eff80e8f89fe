"""Each mark on a slide: where it lies and how it is drawn, by its shape or in a native chart."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.deck.drawingml import EMU, Canvas
from dashboard.deck.file import blank_file
from dashboard.deck.plot import draw_plot
from dashboard.exhibits.marks import (
    NARROW,
    Axis,
    Bar,
    Bracket,
    Cell,
    Gap,
    Label,
    Margins,
    Mark,
    Meaning,
    Panel,
    Piece,
    Plot,
    Point,
    Rule,
    Run,
    Tick,
    lines,
)
from dashboard.layout.box import Box
from dashboard.package.model import Qualifier

AREA = Box(100, 50, 400, 200)  # one unit of either axis is 40 points across, 20 up
AXIS = Axis(low=0, high=10)
YEARS = Axis(low=-0.5, high=3.5, ticks=tuple(Tick(at, f"year {at}") for at in range(4)))


def drawn(*marks: Mark, x: Axis = AXIS, y: Axis = AXIS, lying: bool = False) -> list[Any]:
    """The shapes of a plot of the marks."""
    file = blank_file("en")
    slide = file.slides.add_slide(file.slide_layouts[0])
    margins = Margins(left=0, right=0, top=0, bottom=0)
    panel = Panel(x=x, y=y, marks=marks, lying=lying)
    plot = Plot(panels=(panel,), height=200, margins=margins)
    about: Any = {"title": "Title", "alt": "Words", "leads": lambda _ref: ""}
    draw_plot(Canvas(slide, "en"), AREA, plot, page_width=460, made=date(2031, 2, 3), **about)
    return list(alone(shape for shape in slide.shapes if not shape.is_placeholder))


def alone(shapes: Iterable[Any]) -> Iterator[Any]:
    """Those in groups too, without the groups."""
    for shape in shapes:
        yield from alone(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]


def one(mark: Mark, **how: Any) -> Any:
    (shape,) = drawn(mark, **how)
    return shape


def chart_of(*marks: Mark, **how: Any) -> Any:
    (shape,) = [shape for shape in drawn(*marks, **how) if shape.has_chart]
    return shape.chart._chartSpace


def box(shape: Any) -> tuple[float, ...]:
    return tuple(round(side / EMU, 2) for side in (shape.left, shape.top, shape.width, shape.height))


def points(shape: Any) -> list[tuple[float, float]]:
    """The corners of a freeform, on the slide."""
    left, top, *_ = box(shape)
    found = shape._element.iter("{*}pt")
    return [
        (round(int(one.get("x")) / EMU + left, 1), round(int(one.get("y")) / EMU + top, 1)) for one in found
    ]


def asked(shape: Any, path: str) -> list[str]:
    return list(getattr(shape, "_element", shape).xpath(path))


def text(shape: Any) -> str:
    return str(shape.text_frame.text)


def column(at: float, end: float, qualifier: Qualifier = "exact", **more: Any) -> Bar:
    bar: Any = {"start": 0, "thick": 0.5, "accent": "teal", "series": "Series"}
    meaning = Meaning(qualifier=qualifier, says=f"{end}", planned=more.pop("planned", False))
    return Bar(of=meaning, at=at, end=end, **bar | more)


# Shapes -------------------------------------------------------------------------------------------------------


def span(**more: Any) -> Bar:
    return Bar(of=Meaning(says="span", **more), at=5, start=2, end=7, thick=2, accent="teal")


def test_a_time_is_a_bar_from_its_start_to_its_end() -> None:
    shape = one(span(period="during"), lying=True)
    assert box(shape) == (180, 130, 200, 40)
    assert asked(shape, ".//a:prstGeom/@prst") == ["rect"]


def test_a_time_without_a_stated_end_is_pointed() -> None:
    corners = points(one(span(period="since"), lying=True))
    assert len(corners) == 5
    assert max(corners) == (380, 150)  # the tip lies at the end, in the middle
    assert corners.count((352, 130)) == corners.count((352, 170)) == 1


def test_a_point_has_its_symbol_in_its_place() -> None:
    shape = one(Point(of=Meaning(says="here"), x=5, y=5, accent="brick", symbol="diamond", size=10))
    left, top, width, height = box(shape)
    assert (left + width / 2, top + height / 2) == (300, 150)
    assert asked(shape, ".//a:prstGeom/@prst") == ["diamond"]
    assert shape.name == "here"


def test_what_is_planned_is_hollow_and_dashed() -> None:
    point = Point(of=Meaning(planned=True), x=5, y=5, accent="teal")
    bar = span(period="during", planned=True)
    for shape in (one(point), one(bar, lying=True)):
        assert asked(shape, "./p:spPr/a:noFill")
        assert asked(shape, "./p:spPr/a:ln/a:prstDash/@val") == ["dash"]
    assert not asked(one(span(period="during"), lying=True), ".//a:prstDash")


def test_a_gap_is_a_pale_band_over_the_whole_height() -> None:
    shape = one(Gap(start=2, end=4))
    assert box(shape) == (180, 50, 80, 200)
    assert asked(shape, "./p:spPr/a:solidFill/a:schemeClr/@val") == ["bg2"]
    assert asked(shape, "./p:spPr/a:ln/a:noFill")


def test_a_cell_has_its_letter_and_hatches_what_was_not_found() -> None:
    shape = one(Cell(of=Meaning(), x=5, y=5, letter="B"))
    left, top, width, height = box(shape)
    assert (left + width / 2, top + height / 2) == (300, 150)
    assert width == height
    assert text(shape) == "B"
    assert not asked(shape, ".//a:pattFill")
    hatched = one(Cell(x=5, y=5, tone="hatched"))
    assert asked(hatched, ".//a:pattFill/@prst")
    assert text(hatched) == ""


def test_a_bracket_stands_on_both_its_feet() -> None:
    shape = one(Bracket(start=1, end=3, height=8, foot=6))
    assert points(shape) == [(140, 130), (140, 90), (220, 90), (220, 130)]
    assert asked(shape, "./p:spPr/a:noFill")


def test_a_label_is_moved_and_keeps_its_pieces() -> None:
    label = Label(
        words=lines((Piece("= "), Piece("40%", computed=True, bold=True))),
        x=5,
        y=5,
        across="left",
        shift=(8, 0),
    )
    shape = one(label)
    assert box(shape)[0] == 308
    assert text(shape) == "= 40%"
    assert asked(shape, ".//a:rPr/@u") == ["dotted"]
    assert asked(shape, ".//a:rPr/@b") == ["0", "1"]


def test_a_piece_may_have_the_ink_of_an_accent() -> None:
    shape = one(Label(words=lines((Piece("a", accent="brick"), Piece("b"))), x=5, y=5))
    assert asked(shape, ".//a:rPr/a:solidFill/a:schemeClr/@val") == ["accent2", "tx1"]


def test_a_label_of_a_phone_is_left_out() -> None:
    assert drawn(Label(words=lines("phone"), x=5, y=5, on=NARROW)) == []


def test_a_place_that_is_none_is_the_edge() -> None:
    corner = one(Label(words=lines("corner"), x=None, y=None, across="left", along="top"))
    assert box(corner)[:2] == (100, 50)
    rule = one(Rule(x=(5, 5), y=(None, None), style="break"))
    assert box(rule) == (300, 50, 0, 200)
    assert asked(rule, ".//a:prstDash/@val") == ["dash"]


def test_an_arrow_ends_where_it_points() -> None:
    shape = one(Rule(x=(5, 5), y=(8, 2), arrow=True))
    assert asked(shape, ".//a:tailEnd/@type") == ["arrow"]
    assert box(shape) == (300, 90, 0, 120)
    assert not asked(shape, ".//a:xfrm/@flipV")  # downwards


# Charts -------------------------------------------------------------------------------------------------------


def values(chart: Any) -> list[list[tuple[str, str]]]:
    """By series the slots that have a value."""
    return [
        [(point.get("idx"), point.findtext("{*}v")) for point in one.xpath("c:val//c:pt")]
        for one in chart.xpath(".//c:ser")
    ]


def test_bars_of_a_series_are_a_chart_with_a_slot_for_each_tick() -> None:
    chart = chart_of(column(0, 4), column(2, 7.5), x=YEARS)
    assert values(chart) == [[("0", "4"), ("2", "7.5")]]
    assert chart.xpath(".//c:cat//c:v/text()") == ["year 0", "year 1", "year 2", "year 3"]
    assert chart.xpath(".//c:gapWidth/@val") == ["100"]
    assert chart.xpath(".//c:barDir/@val") == ["col"]


def test_years_that_are_not_written_are_slots_too() -> None:
    ticks = tuple(Tick(year, str(year)) for year in (2011, 2013))
    run = Run(points=points_of((2011, 1), (2012, 2)), series="Line", accent="teal")
    chart = chart_of(run, x=Axis(low=2010.5, high=2014.5, ticks=ticks))
    assert chart.xpath(".//c:cat//c:v/text()") == ["2011", "2012", "2013", "2014"]
    assert chart.xpath(".//c:tickLblSkip/@val") == ["2"]


def points_of(*places: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(of=Meaning(), x=x, y=y, accent="teal", series="Line") for x, y in places)


def test_runs_of_one_name_are_one_line_with_a_gap() -> None:
    runs = [
        Run(points=points_of((0, 1), (1, 2)), series="Line", accent="teal"),
        Run(points=points_of((3, 4)), series="Line", accent="teal"),
    ]
    chart = chart_of(*runs, x=YEARS)
    assert values(chart) == [[("0", "1"), ("1", "2"), ("3", "4")]]
    assert chart.xpath(".//c:dispBlanksAs/@val") == ["gap"]


def test_bars_that_lie_have_the_first_category_on_top() -> None:
    names = Axis(low=3.5, high=-0.5, ticks=YEARS.ticks)
    chart = chart_of(column(0, 4), y=names, lying=True)
    assert chart.xpath(".//c:barDir/@val") == ["bar"]
    assert chart.xpath(".//c:catAx//c:orientation/@val") == ["maxMin"]


def test_bars_that_follow_each_other_are_stacked() -> None:
    chart = chart_of(column(1, 4, series="A"), column(1, 6, start=4, series="B"), x=YEARS)
    assert chart.xpath(".//c:grouping/@val") == ["stacked"]
    assert values(chart) == [[("1", "4")], [("1", "2")]]


def test_series_that_share_no_slot_are_no_stack() -> None:
    """So their labels are the chart's own."""
    chart = chart_of(column(0, 4, series="A"), column(1, 6, series="B", label=lines("6")), x=YEARS)
    assert chart.xpath(".//c:grouping/@val") == ["clustered"]
    assert written(chart) == ["6"]


def test_bars_of_one_slot_stand_side_by_side() -> None:
    beside = [column(0.8, 4, series="A", thick=0.4), column(1.2, 6, series="B", thick=0.4)]
    chart = chart_of(*beside, x=YEARS)
    assert chart.xpath(".//c:grouping/@val") == ["clustered"]
    assert chart.xpath(".//c:overlap") == []
    assert chart.xpath(".//c:gapWidth/@val") == ["50"]


def test_a_taken_slot_makes_another_series_of_the_name() -> None:
    chart = chart_of(column(1, 4), column(1, 6, start=4), x=YEARS)
    assert values(chart) == [[("1", "4")], [("1", "2")]]


@pytest.mark.parametrize("qualifier", ["at_least", "more_than"])
def test_a_pointed_column_lacks_its_corners(qualifier: Qualifier) -> None:
    shapes = drawn(column(1, 5, qualifier), column(2, 5), x=YEARS)
    corners = [points(shape) for shape in shapes if not shape.has_chart and "point" in shape.name]
    assert [corner[0] for corner in corners] == [
        (225, 150),
        (275, 150),
    ]  # the upper corners of the first column
    assert {corner[1] for corner in corners} == {(250, 150)}  # and its tip


def test_no_other_column_is_pointed() -> None:
    flat: list[Qualifier] = ["exact", "about", "nearly"]
    shapes = drawn(*(column(at, 5, one) for at, one in enumerate(flat)), x=YEARS)
    assert [shape.name for shape in shapes if "point" in shape.name] == []


@pytest.mark.parametrize("qualifier", ["about", "nearly"])
def test_about_fades_towards_its_end(qualifier: Qualifier) -> None:
    up = chart_of(column(0, 5), column(1, 5, qualifier), x=YEARS)
    assert up.xpath(".//c:dPt/c:idx/@val") == ["1"]
    assert up.xpath(".//c:dPt//a:lin/@ang") == ["16200000"]
    lying = chart_of(column(1, 5, qualifier), y=YEARS, lying=True)
    assert lying.xpath(".//c:ser/c:spPr//a:lin/@ang") == ["0"]


def test_planned_columns_and_points_of_a_chart_are_hollow_and_dashed() -> None:
    bars = [
        column(0, 5),
        Bar(of=Meaning(planned=True), at=1, start=0, end=5, thick=0.5, accent="teal", series="Series"),
    ]
    chart = chart_of(*bars, x=YEARS)
    assert chart.xpath(".//c:dPt/c:spPr/a:noFill")
    assert chart.xpath(".//c:dPt/c:spPr/a:ln/a:prstDash/@val") == ["dash"]
    first, last = points_of((0, 1), (1, 2))
    planned = Point(of=Meaning(planned=True), x=last.x, y=last.y, accent="teal", series="Line")
    line = chart_of(Run(points=(first, planned), series="Line", accent="teal"), x=YEARS)
    assert line.xpath(".//c:dPt/c:marker//a:prstDash/@val") == ["dash"]


def test_unknown_is_hatched_and_a_part_dotted() -> None:
    chart = chart_of(column(0, 5), column(1, 5, accent="hatched"), column(2, 5, dotted=True), x=YEARS)
    assert chart.xpath(".//c:dPt//a:pattFill/@prst") == ["wdUpDiag", "dotGrid"]


# Labels of charts ---------------------------------------------------------------------------------------------


def written(chart: Any) -> list[str]:
    return ["".join(one.itertext("{*}t")) for one in chart.xpath(".//c:dLbl")]


def test_the_label_of_a_bar_is_the_charts_own_with_its_number_as_a_field() -> None:
    label = lines(Piece(">1,500", bold=True))
    chart = chart_of(column(1, 1500, "more_than", label=label), x=YEARS, y=Axis(low=0, high=2000))
    assert written(chart) == [">1,500"]
    assert ["".join(one.itertext("{*}t")) for one in chart.xpath(".//c:dLbl//a:r")] == [">"]
    assert chart.xpath(".//c:dLbl//a:fld/@type") == ["VALUE"]
    assert chart.xpath(".//c:dLbl/c:numFmt/@formatCode") == ["#,##0"]
    assert chart.xpath(".//c:dLbl/c:dLblPos/@val") == ["outEnd"]


@pytest.mark.parametrize(("value", "words", "code"), [(35.50, "35.50%", "0.00"), (12, "12", "0")])
def test_a_number_keeps_its_form(value: float, words: str, code: str) -> None:
    chart = chart_of(column(1, value, label=lines(words)), x=YEARS)
    assert written(chart) == [words]
    assert chart.xpath(".//c:dLbl/c:numFmt/@formatCode") == [code]


def test_a_number_in_another_unit_is_a_word() -> None:
    chart = chart_of(column(1, 317.49, label=lines("3.1749 million")), x=YEARS)
    assert written(chart) == ["3.1749 million"]
    assert chart.xpath(".//c:dLbl//a:fld") == []


def test_a_computed_number_is_underlined_with_dots() -> None:
    chart = chart_of(column(1, 5, label=lines(Piece("5", computed=True)), labelled="inside"), x=YEARS)
    assert chart.xpath(".//c:dLbl//a:fld/a:rPr/@u") == ["dotted"]
    assert chart.xpath(".//c:dLbl/c:dLblPos/@val") == ["ctr"]
    end = chart_of(column(1, 5, label=lines("5"), labelled="end"), x=YEARS)
    assert end.xpath(".//c:dLbl/c:dLblPos/@val") == ["inEnd"]


def test_behind_a_stack_a_label_is_a_shape() -> None:
    """The format has no place for it there: PowerPoint would call the file broken."""
    stack: Sequence[Mark] = (
        column(1, 4, series="A"),
        column(1, 6, start=4, series="B", label=lines("6 in all")),
    )
    shapes = drawn(*stack, x=YEARS)
    assert [text(shape) for shape in shapes if shape.has_text_frame and text(shape)] == ["6 in all"]
    assert not chart_of(*stack, x=YEARS).xpath(".//c:dLbl")


def test_ticks_that_are_not_written_name_the_categories_alone() -> None:
    silent = Axis(low=-0.5, high=3.5, ticks=YEARS.ticks, written=False)
    shapes = drawn(column(1, 4), x=silent)
    assert len(shapes) == 1
    chart = shapes[0].chart._chartSpace
    assert chart.xpath(".//c:cat//c:v/text()")[0] == "year 0"
    assert chart.xpath(".//c:catAx/c:tickLblPos/@val") == ["none"]


def test_ticks_without_a_chart_are_shapes() -> None:
    lanes = Axis(low=0, high=10, ticks=(Tick(5, "lane"),))
    (label,) = [shape for shape in drawn(span(period="during"), y=lanes, lying=True) if text(shape) == "lane"]
    left, top, width, height = box(label)
    assert 85 < left + width < 100
    assert top + height / 2 == pytest.approx(150, abs=0.01)
    silent = Axis(low=0, high=10, ticks=lanes.ticks, written=False)
    assert len(drawn(span(period="during"), y=silent, lying=True)) == 1


@pytest.mark.parametrize(("step", "written"), [(1, 11), (2, 6), (4, 3)])
def test_of_years_side_by_side_every_nth_is_written_so_that_none_meets(step: int, written: int) -> None:
    """Eleven of them 40 points apart have room, 20 points apart every second; names all stay."""
    ticks = tuple(Tick(at / step, str(2010 + at)) for at in range(11))
    shapes = drawn(span(period="during"), x=Axis(low=0, high=10, ticks=ticks), lying=True)
    years = sorted((shape for shape in shapes if text(shape).isdecimal()), key=lambda one: one.left)
    assert [int(text(one)) - 2010 for one in years] == list(range(0, 11, step))[:written]
    assert all(first.left + first.width < second.left for first, second in pairwise(years))
    named = Axis(low=0, high=10, ticks=tuple(Tick(one.at, f"lane {one.text}") for one in ticks))
    lanes = [one for one in drawn(span(period="during"), x=named, lying=True) if "lane" in text(one)]
    assert len(lanes) == 11
