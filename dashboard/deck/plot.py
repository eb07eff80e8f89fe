"""A plot on a slide: what a native chart can hold is one, every other mark is a shape in its place. One mark, one
function."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import filterfalse
from typing import Any

from dashboard import theme
from dashboard.deck.chart import draw_chart
from dashboard.deck.charted import Charted, charted
from dashboard.deck.content import Leads
from dashboard.deck.drawingml import EDGE, HATCH, MISSING, PRESETS, Align, Anchor, Canvas, Style
from dashboard.deck.stage import Stage, bar_style, mark_style, run_style
from dashboard.exhibits import marks
from dashboard.figures.words import say
from dashboard.layout.box import Box, bounds
from dashboard.layout.panel import axis_rules
from dashboard.layout.text import TextRun

LARGEST = 1.8  # points a pixel of the page may become
ROOM = 1.5  # how much larger type may grow than the plot, whose rows have air between them
WIDER = 1.15  # how much larger it may grow than the width
TICK_GAP = 6.0  # pixels between an axis and its labels
BESIDE = 4.0  # pixels between a bar and its label
LETTER = 12.5  # pixels
ACROSS: Mapping[marks.Across, Align] = {"left": "l", "center": "ctr", "right": "r"}
ALONG: Mapping[marks.Along, Anchor] = {"top": "t", "middle": "ctr", "bottom": "b"}
# What part of the label of a bar lies where it is to stand.
LYING: Mapping[str, Any] = {"inside": "ctr", "end": "r", "outside": "l"}
STANDING: Mapping[str, Any] = {"inside": "ctr", "end": "t", "outside": "b"}
RULES: Mapping[str, Style] = {
    "axis": Style(line="second", width=1),
    "grid": Style(line="grid", width=0.75),
    "light": Style(line="rule", width=0.75),
    "break": Style(line="second", width=1.5, dash="dash"),
    "help": Style(line="muted", width=1, dash="sysDot"),
}


def draw_plot(
    canvas: Canvas,
    area: Box,
    plot: marks.Plot,
    *,
    page_width: float,
    made: date,
    title: str,
    alt: str,
    leads: Leads,
) -> None:
    """Of each panel what lies below its chart first, then the chart, then what lies over it."""
    factor = min(LARGEST, ROOM * area.height / plot.height, WIDER * area.width / page_width)
    for at, panel in enumerate(plot.panels):
        stage = Stage(canvas, plot, panel, area, factor, leads)
        chart = charted(stage)
        held = {id(mark) for mark in (*chart.held, *chart.beside.values())} if chart else set()
        if not chart:
            with canvas.group(title, area, "" if at else alt or title) as inner:
                _draw_over(stage.on(inner), chart, panel.marks)
            continue
        below, over = (
            [mark for mark in panel.marks if id(mark) not in held and _is_below(mark) is low]
            for low in (True, False)
        )
        with canvas.group("below", area) as inner:
            for mark in below:
                _draw(stage.on(inner), mark)
        draw_chart(chart, made, title=title, alt=alt)
        with canvas.group("labels", area) as inner:
            _draw_over(stage.on(inner), chart, over)


def _draw_over(stage: Stage, chart: Charted | None, left: Sequence[marks.Mark]) -> None:
    """What no chart holds, in the order in which it lies."""
    if chart:
        _open_ends(stage, chart)
    else:
        _grids(stage)
    for mark in () if chart else filter(_is_below, left):
        _draw(stage, mark)
    _ticks(stage, chart)
    for mark in left if chart else filterfalse(_is_below, left):
        _draw(stage, mark)


def _is_below(mark: marks.Mark) -> bool:
    return (
        isinstance(mark, marks.Gap)
        or (isinstance(mark, marks.Bar) and not mark.series)
        or (isinstance(mark, marks.Rule) and mark.style in ("grid", "light"))
    )


def _draw(stage: Stage, mark: marks.Mark) -> None:
    match mark:
        case marks.Bar():
            _bar(stage, mark)
        case marks.Point():
            box = Box.around(stage.spot(mark.x, mark.y), mark.size * stage.factor)
            name, link = mark.of.says or "point", stage.leads(mark.of.ref)
            stage.canvas.shape(
                box, mark_style(mark), name, preset=PRESETS[mark.symbol], alt=mark.of.says, link=link
            )
        case marks.Run():
            _run(stage, mark)
        case marks.Gap():
            start, end = stage.along.at(mark.start), stage.along.at(mark.end)
            box = bounds([stage.turned(start, stage.values.start), stage.turned(end, stage.values.end)])
            said = say(f"mark.{mark.why}", stage.canvas.lang)
            stage.canvas.shape(box, MISSING, mark.why.replace("_", " "), alt=said)
        case marks.Cell():
            _cell(stage, mark)
        case marks.Label():
            _label(stage, mark)
        case marks.Rule():
            _rule(stage, mark)
        case marks.Bracket():
            foot, height = mark.foot, mark.height
            places = ((mark.start, foot), (mark.start, height), (mark.end, height), (mark.end, foot))
            spots = [stage.place(*place) for place in places]
            stage.canvas.polygon(spots, Style(line="second", width=1.2), "bracket", closed=False)


def _run(stage: Stage, run: marks.Run) -> None:
    if len(run.points) > 1:
        spots = [stage.spot(point.x, point.y) for point in run.points]
        stage.canvas.polygon(spots, run_style(run.accent, stage.factor), run.series, closed=False)
    for point in run.points:
        _draw(stage, point)


def _bar(stage: Stage, bar: marks.Bar) -> None:
    """With a pointed end it is a polygon: from one shoulder over the tip to the other."""
    name = bar.of.says or bar.series or "bar"
    style = bar_style(bar, lying=stage.panel.lying)
    (near, middle, far), (start, neck, end) = stage.edges(bar)
    corners = [(near, start), (near, neck), (middle, end), (far, neck), (far, start)]
    spots = [stage.turned(*corner) for corner in corners]
    if bar.pointed:
        stage.canvas.polygon(spots, style, name, closed=True, alt=bar.of.says)
    else:
        stage.canvas.shape(bounds(spots), style, name, alt=bar.of.says, link=stage.leads(bar.of.ref))
    if bar.label:
        _bar_label(stage, bar)


def _bar_label(stage: Stage, bar: marks.Bar) -> None:
    (_, middle, _), (start, _, end) = stage.edges(bar)
    gap = BESIDE * stage.factor * (1 if end > start else -1)
    value = {"inside": (start + end) / 2, "end": end - gap, "outside": end + gap}[bar.labelled]
    side = {"across": LYING[bar.labelled]} if stage.panel.lying else {"along": STANDING[bar.labelled]}
    stage.canvas.label(stage.turned(middle, value), stage.label_of(bar), **side)


def _cell(stage: Stage, cell: marks.Cell) -> None:
    """The hatching of a shape is too wide to show in a cell."""
    paint, factor = theme.CELLS[cell.tone], stage.factor
    style = Style(fill=paint.fill, line=paint.edge)
    if cell.tone == "hatched":
        style = replace(HATCH, pattern="ltUpDiag")
    letter = [[TextRun(cell.letter, stage.type_size(LETTER), paint.words)]] if cell.letter else []
    box = Box.around(stage.spot(cell.x, cell.y), 2 * theme.CELL * factor)
    name = cell.of.says or cell.letter or "cell"
    said = cell.of.says or (say("mark.not_found", stage.canvas.lang) if cell.tone == "hatched" else "")
    how: Any = {"across": "ctr", "along": "ctr", "wrap": False, "link": stage.leads(cell.of.ref)}
    stage.canvas.shape(box, style, name, lines=letter, alt=said, **how)


def _label(stage: Stage, label: marks.Label) -> None:
    if "wide" not in label.on:
        return
    x, y = stage.spot(label.x, label.y)
    across, up = label.shift
    stage.canvas.label(
        (x + across * stage.factor, y - up * stage.factor),
        stage.words(label.words, theme.SIZES[label.size], theme.ink(label.ink, label.accent)),
        across=ACROSS[label.across],
        along=ALONG[label.along],
        style=Style(fill=label.ground),
    )


def _rule(stage: Stage, rule: marks.Rule) -> None:
    start, end = zip(stage.x.ends(rule.x), stage.y.ends(rule.y), strict=True)
    style = Style(line="ink", width=1.4, arrow=True) if rule.arrow else RULES[rule.style]
    stage.canvas.rule(start, end, style, "arrow" if rule.arrow else "line")


def _open_ends(stage: Stage, chart: Charted) -> None:
    """Over the bars of a chart that have a pointed end, the corners they lack; and labels it cannot write."""
    page = Style(fill="page", line="page", width=EDGE / 3)
    for bar in chart.bars:
        if bar.label and not chart.labels(bar):
            _bar_label(stage, bar)
        (near, middle, far), (_, neck, end) = stage.edges(bar)
        for edge in (near, far) if bar.pointed else ():
            spots = [stage.turned(*corner) for corner in ((edge, end), (middle, end), (edge, neck))]
            stage.canvas.polygon(spots, page, "point", closed=True)


def _grids(stage: Stage) -> None:
    """Lines of axes, which a chart would draw."""
    for line in axis_rules(stage.panel):
        _rule(stage, line)


def _ticks(stage: Stage, chart: Charted | None) -> None:
    """The labels of the axes, but for those that a chart writes."""
    box, gap, panel = stage.box, TICK_GAP * stage.factor, stage.panel
    for axis in (panel.x, panel.y):
        covered = chart is not None and axis is stage.along.axis
        for at, lines in stage.written(axis) if axis.written and not covered else ():
            if axis is panel.y:
                stage.canvas.label((box.left - gap, at), lines, across="r")
            elif axis.side == "top":
                stage.canvas.label((at, box.top - gap), lines, along="b")
            else:
                stage.canvas.label((at, box.bottom + gap), lines, along="t")
