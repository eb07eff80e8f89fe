"""Each mark as the browser draws it, and that the grammar can be told from the drawing alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.exhibits.charts import Plot as Drawn
from dashboard.exhibits.marks import (
    NARROW,
    WIDE,
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
from dashboard.figures.words import Ref
from dashboard.package.model import PeriodKind
from dashboard.render.plotly import figure
from dashboard.render.plotly_traces import words

SOME = Meaning(ref=Ref("fact", "some"), says="some figure")
OTHER = Meaning(ref=Ref("derived", "other"), says="another", computed=True)
BAR = Bar(of=SOME, at=1, start=0, end=8, thick=0.5, accent="teal", series="Figures")
AXIS = Axis(low=0, high=10)

Part = Mapping[str, Any]


def drawn(*marks: Mark, lying: bool = False, x: Axis = AXIS) -> Drawn:
    return figure(Plot(panels=(Panel(x=x, y=AXIS, marks=marks, lying=lying),), height=100))


def traces(*marks: Mark, **options: Any) -> list[Part]:
    return list(drawn(*marks, **options).figure["data"])


def shapes(*marks: Mark, **options: Any) -> list[Part]:
    return list(drawn(*marks, **options).figure["layout"]["shapes"])


def corners(path: str) -> list[tuple[str, str]]:
    return [(x, y) for x, _, y in (part.partition(",") for part in path.split() if "," in part)]


def with_meaning(**changes: Any) -> Bar:
    return replace(BAR, of=replace(SOME, **changes))


# Bars ---------------------------------------------------------------------------------------------------------


def test_an_exact_bar_is_a_filled_bar_with_a_flat_end() -> None:
    (bar,) = traces(BAR)
    assert (bar["x"], bar["y"], bar["base"], bar["width"]) == ([1], [8], [0], [0.5])
    assert bar["marker"] == {"color": "@teal"}
    assert bar["customdata"] == ["fact:some"]
    assert bar["text"] == ["some figure"]
    assert bar["name"] == "Figures"
    assert not shapes(BAR)


def test_a_lying_bar_lies() -> None:
    (bar,) = traces(BAR, lying=True)
    assert (bar["orientation"], bar["x"], bar["y"]) == ("h", [8], [1])


@pytest.mark.parametrize("qualifier", ["at_least", "more_than"])
def test_a_lower_bound_ends_in_a_point(qualifier: str) -> None:
    bar = with_meaning(qualifier=qualifier)
    (shape,) = shapes(bar)
    assert corners(shape["path"]) == [
        ("0.75", "0"),
        ("0.75", "7.3"),
        ("1", "8"),
        ("1.25", "7.3"),
        ("1.25", "0"),
    ]
    assert shape["fillcolor"] == "@teal"
    (chosen,) = traces(bar)
    assert chosen["marker"] == {"color": "@clear"}
    assert chosen["customdata"] == ["fact:some"]


def test_a_point_reaches_no_further_back_than_its_bar() -> None:
    short = replace(with_meaning(qualifier="at_least"), end=0.2)
    (shape,) = shapes(short)
    assert corners(shape["path"])[1] == ("0.75", "0.0")


@pytest.mark.parametrize("qualifier", ["about", "nearly"])
def test_an_estimate_fades(qualifier: str) -> None:
    parts = shapes(with_meaning(qualifier=qualifier))
    opacities = [part["opacity"] for part in parts]
    assert opacities[0] == 1
    assert opacities == sorted(opacities, reverse=True)
    assert opacities[-1] < 0.2
    ends = [float(corners(part["path"])[2][1]) for part in parts]
    starts = [float(corners(part["path"])[0][1]) for part in parts]
    assert starts == [0, *ends[:-1]], "one strip begins where the other ends"
    assert ends[-1] == 8


def test_a_planned_bar_is_hollow_and_dashed() -> None:
    (shape,) = shapes(with_meaning(planned=True))
    assert shape["fillcolor"] == "@clear"
    assert (shape["line"]["dash"], shape["line"]["color"]) == ("dash", "@teal")
    assert [trace["marker"] for trace in traces(with_meaning(planned=True))] == [{"color": "@clear"}]


@pytest.mark.parametrize(
    ("accent", "marker"),
    [
        ("hatched", {"color": "@hatch-ground", "pattern": "/"}),
        ("hollow", {"color": "@clear", "line": "@second"}),
        ("teal-tint", {"color": "@teal-tint", "line": "@teal"}),
        ("stone", {"color": "@stone"}),
    ],
)
def test_an_accent_is_a_fill_and_its_edge(accent: Any, marker: Part) -> None:
    (bar,) = traces(replace(BAR, accent=accent))
    found = bar["marker"]
    assert found["color"] == marker["color"]
    assert found.get("pattern", {}).get("shape") == marker.get("pattern")
    if "line" in marker:
        assert found["line"]["color"] == marker["line"]


def test_dots_lie_over_a_fill() -> None:
    (bar,) = traces(replace(BAR, dotted=True))
    assert bar["marker"]["pattern"]["shape"] == "."
    assert bar["marker"]["pattern"]["bgcolor"] == bar["marker"]["color"] == "@teal"


def test_a_bar_of_time_is_a_shape_between_days_and_pointed_where_it_has_no_end() -> None:
    days = Axis(low=date(2010, 1, 1), high=date(2020, 1, 1))
    bar = replace(BAR, start=date(2012, 1, 1), end=date(2015, 1, 1), series="")
    ends: list[tuple[PeriodKind, str]] = [("cumulative", "2015-01-01"), ("since", "2014-04-20")]
    for period, neck in ends:
        (shape,) = shapes(replace(bar, of=replace(SOME, period=period)), lying=True, x=days)
        assert [x for x, _ in corners(shape["path"])] == [
            "2012-01-01",
            neck,
            "2015-01-01",
            neck,
            "2012-01-01",
        ]
    (trace,) = traces(bar, lying=True, x=days)
    assert (trace["base"], trace["x"]) == (["2012-01-01"], [1096 * 86_400_000])
    assert drawn(bar, lying=True, x=days).figure["layout"]["xaxis"]["type"] == "date"


@pytest.mark.parametrize(
    ("labelled", "lying", "across", "along"),
    [
        ("outside", False, "center", "bottom"),
        ("end", False, "center", "top"),
        ("outside", True, "left", "middle"),
        ("end", True, "right", "middle"),
    ],
)
def test_a_label_stands_beyond_the_end_of_its_bar_or_within_it(
    labelled: Any, lying: bool, across: str, along: str
) -> None:
    bar = replace(BAR, label=lines("8"), labelled=labelled)
    (note,) = drawn(bar, lying=lying).figure["layout"]["annotations"]
    assert (note["text"], note["xanchor"], note["yanchor"]) == ("8", across, along)
    assert (note["x"], note["y"]) == ((8, 1) if lying else (1, 8))
    assert note["font"]["color"] == ("@ink" if labelled == "outside" else "@on-fill")


def test_a_label_in_the_middle_is_the_text_of_the_bar() -> None:
    (bar,) = traces(replace(BAR, label=lines(Piece("8", computed=True)), labelled="inside"))
    assert bar["textposition"] == "inside"
    assert "underline dotted" in bar["text"][0]
    assert bar["hovertext"] == ["some figure"]
    assert bar["textfont"]["color"] == "@on-fill"


# Points, runs, gaps and cells ---------------------------------------------------------------------------------


def test_a_point_has_its_symbol_and_leads_somewhere() -> None:
    (trace,) = traces(Point(of=SOME, x=3, y=4, accent="brick", symbol="diamond", size=11, series="S"))
    assert (trace["mode"], trace["x"], trace["y"]) == ("markers", [3], [4])
    assert trace["marker"] == {"color": "@brick", "symbol": "diamond", "size": 11}
    assert (trace["customdata"], trace["name"]) == (["fact:some"], "S")


def test_a_planned_point_is_hollow_alone_and_in_a_run() -> None:
    actual = Point(of=SOME, x=1, y=1, accent="teal", symbol="square")
    planned = replace(actual, of=replace(SOME, planned=True), x=2)
    assert traces(planned)[0]["marker"]["symbol"] == "square-open"
    (run,) = traces(Run(points=(actual, planned), series="S", accent="teal"))
    assert run["marker"]["symbol"] == ["square", "square-open"]


def test_a_run_is_one_line_and_two_runs_are_two() -> None:
    points = tuple(Point(of=SOME, x=x, y=x, accent="teal") for x in range(4))
    found = traces(
        Run(points=points[:2], series="S", accent="teal"), Run(points=points[2:], series="S", accent="teal")
    )
    assert [trace["mode"] for trace in found] == ["lines+markers"] * 2
    assert [trace["x"] for trace in found] == [[0, 1], [2, 3]]
    assert found[0]["line"] == {"color": "@teal", "width": 2}


def test_a_gap_is_a_pale_band_over_the_whole_height_and_opens_nothing() -> None:
    (gap,) = shapes(Gap(start=2, end=4))
    assert (gap["x0"], gap["x1"], gap["y0"], gap["y1"]) == (2, 4, 0, 1)
    assert gap["yref"] == "y domain"
    assert (gap["fillcolor"], gap["layer"]) == ("@missing", "below")
    assert not traces(Gap(start=2, end=4))


def test_a_cell_has_a_letter_or_is_hatched() -> None:
    letter = Cell(of=SOME, x=1, y=2, letter="A", tone="full")
    (box,), (trace,) = shapes(letter), traces(letter)
    assert (box["type"], box["xanchor"], box["yanchor"], box["fillcolor"]) == ("rect", 1, 2, "@second")
    assert (trace["text"], trace["customdata"], trace["textfont"]["color"]) == (["A"], ["fact:some"], "@page")
    hatched = Cell(x=1, y=2, tone="hatched")
    box, *strokes = shapes(hatched)
    assert box["fillcolor"] == "@hatch-ground"
    assert [stroke["line"]["color"] for stroke in strokes] == ["@hatch"] * 3
    assert not traces(hatched)


# Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("piece", "written"),
    [
        (Piece("1"), "1"),
        (Piece("1", bold=True), "<b>1</b>"),
        (Piece("1", computed=True), '<span style="text-decoration:underline dotted">1</span>'),
        (Piece("ƒ", italic=True), "<i>ƒ</i>"),
        (Piece("1", size="small"), '<span style="font-size:13px">1</span>'),
        (Piece("<b>&"), "&lt;b&gt;&amp;"),
    ],
)
def test_words_are_markup_and_texts_are_not(piece: Piece, written: str) -> None:
    assert words(lines(piece)) == written


def test_lines_are_parted() -> None:
    assert words(lines("a", (Piece("b"), Piece("c")))) == "a<br>bc"


def test_labels_of_wide_and_narrow_screens_are_apart() -> None:
    plot = drawn(
        Label(words=lines("both"), x=1, y=1),
        Label(words=lines("wide"), x=1, y=1, on=WIDE),
        Label(words=lines("narrow"), x=1, y=1, on=NARROW),
    )
    assert [note["text"] for note in plot.figure["layout"]["annotations"]] == ["both", "wide"]
    assert [note["text"] for note in plot.narrow["annotations"]] == ["both", "narrow"]
    assert (
        plot.figure["layout"]["annotations"][0]["font"]["size"]
        > plot.narrow["annotations"][0]["font"]["size"]
    )


def test_a_label_lies_at_the_edge_where_it_is_counted_on_no_axis() -> None:
    (note,) = drawn(Label(words=lines("a"), x=None, y=None)).figure["layout"]["annotations"]
    assert (note["xref"], note["x"], note["yref"], note["y"]) == ("paper", 0, "paper", 1)


def test_words_that_lead_somewhere_can_be_chosen() -> None:
    (trace,) = traces(Label(words=lines("a", "b"), x=2, y=3, opens=(SOME, OTHER)))
    assert trace["customdata"] == ["fact:some", "derived:other"]
    assert trace["marker"]["color"] == "@clear"
    assert trace["marker"]["size"] >= 24, "large enough to be hit"


def test_ink_and_ground_of_a_label() -> None:
    marks = [
        Label(words=lines("a"), x=1, y=1, ink="accent", accent="brick"),
        Label(words=lines("b"), x=1, y=1, ground="page"),
    ]
    first, second = drawn(*marks).figure["layout"]["annotations"]
    assert first["font"]["color"] == "@brick-text"
    assert second["bgcolor"] == "@page"


# Rules and brackets -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "dash"), [("axis", "solid"), ("break", "dash"), ("help", "dot"), ("grid", "solid")]
)
def test_a_rule_runs_over_the_whole_plot_where_it_has_no_ends(style: Any, dash: str) -> None:
    (rule,) = shapes(Rule(x=(3, 3), y=(None, None), style=style))
    assert (rule["x0"], rule["x1"], rule["y0"], rule["y1"], rule["yref"]) == (3, 3, 0, 1, "y domain")
    assert rule["line"]["dash"] == dash
    assert (rule.get("layer") == "below") == (style == "grid")


def test_an_arrow_points_from_the_first_place_to_the_last() -> None:
    plot = drawn(Rule(x=(2, 2), y=(8, 3), arrow=True))
    for (note,) in (plot.figure["layout"]["annotations"], plot.narrow["annotations"]):
        assert (note["ax"], note["ay"], note["x"], note["y"]) == (2, 8, 2, 3)
        assert note["showarrow"]


def test_a_bracket_spans_its_places() -> None:
    (shape,) = shapes(Bracket(start=1, end=4, height=9, foot=8))
    assert corners(shape["path"]) == [("1", "8"), ("1", "9"), ("4", "9"), ("4", "8")]


# Axes and traces ----------------------------------------------------------------------------------------------


def test_an_axis_has_its_ends_and_ticks_and_others_on_a_phone() -> None:
    ticks, few = (Tick(0, "a\nb"), Tick(5, "<c>", bold=True)), (Tick(0, "a"),)
    plot = drawn(x=Axis(low=-1, high=6, ticks=ticks, narrow_ticks=few, line=True))
    axis = plot.figure["layout"]["xaxis"]
    assert (axis["range"], axis["tickvals"]) == ([-1, 6], [0, 5])
    assert axis["ticktext"] == ["a<br>b", "<b>&lt;c&gt;</b>"]
    assert axis["showline"]
    assert plot.narrow["xaxis"]["ticktext"] == ["a"]
    assert not plot.figure["layout"]["yaxis"]["showticklabels"], "no ticks, nothing written"


def test_panels_stand_on_axes_of_their_own() -> None:
    low = Panel(x=AXIS, y=AXIS, marks=(BAR,), room=(0, 0.4), inset=0.1)
    plot = figure(Plot(panels=(low, replace(low, room=(0.5, 1))), height=100, margins=Margins(left=3)))
    assert [trace["yaxis"] for trace in plot.figure["data"]] == ["y", "y2"]
    assert plot.figure["layout"]["yaxis2"]["domain"] == [0.5, 1]
    assert plot.figure["layout"]["xaxis"]["domain"] == [0.1, 1]
    assert plot.figure["layout"]["margin"]["l"] == 3


def test_neighbours_alike_are_one_trace() -> None:
    bars = [replace(BAR, at=at, end=at, of=SOME if at % 2 else OTHER) for at in range(1, 4)]
    (trace,) = traces(*bars)
    assert (trace["x"], trace["y"]) == ([1, 2, 3], [1, 2, 3])
    assert trace["customdata"] == ["fact:some", "derived:other", "fact:some"]


def test_neighbours_that_differ_in_colour_or_name_stay_apart() -> None:
    assert len(traces(BAR, replace(BAR, accent="brick"))) == 2
    assert len(traces(BAR, replace(BAR, series="Others"))) == 2
    assert len(traces(BAR, with_meaning(qualifier="at_least"))) == 2
