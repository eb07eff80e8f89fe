"""Native charts: the traces of a plot that have a `name`, each name a series, with the workbook they are edited in.

The plotting area is placed by hand, so that what a chart cannot draw itself lies over it in the right place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from io import BytesIO
from itertools import pairwise
from math import ceil, floor
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from dashboard.export.deck_canvas import (
    FONTS,
    TAGS,
    Box,
    Canvas,
    Look,
    Run,
    clean,
    emu,
    fill_xml,
    line_xml,
    solid,
)
from dashboard.export.deck_markup import plain_markup, read_markup
from dashboard.export.deck_stage import Part, Scale, Stage, each, number
from dashboard.figures.words import Lang
from dashboard.pages.view import ExportContext

Trace = Mapping[str, Any]
Slot = int
PATTERNS = {"/": "wdUpDiag", ".": "dotGrid"}
_PLAIN_AXIS = (
    '<c:numFmt formatCode="General" sourceLinked="0"/>'
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
)
_BASE = Run(text="", size=13)
CROWDED = 0.66  # of its slot: a higher name of a category would be left out
LABEL_PLACES = {"inside": "ctr", "outside": "outEnd"}


@dataclass(frozen=True)
class Series:
    name: str
    trace: Trace  # the first of its traces, for what they share
    values: Mapping[Slot, float] = field(default_factory=dict)
    bases: Mapping[Slot, float] = field(default_factory=dict)  # where bars begin
    marks: Mapping[Slot, Part] = field(default_factory=dict)  # how each mark looks

    def with_trace(self, axes: "Axes", trace: Trace) -> "Series":
        places, values = (trace["y"], trace["x"]) if axes.lying else (trace["x"], trace["y"])
        slots = [axes.slot(place) for place in places]
        marker = trace.get("marker", {})
        looks = [{**marker, "color": one} for one in each(marker.get("color", ""), len(slots))]
        return replace(
            self,
            values={**self.values, **dict(zip(slots, map(float, values), strict=True))},
            bases={**self.bases, **dict(zip(slots, each(trace.get("base", 0), len(slots)), strict=True))},
            marks={**self.marks, **dict(zip(slots, looks, strict=True))},
        )


@dataclass(frozen=True, kw_only=True)
class Axes:
    """Categories stand in slots of one width along one axis, values along the other."""

    stage: Stage
    along: str  # short name of the axis of the categories
    upwards: str
    first: float  # the place of the first slot
    step: float
    names: tuple[str, ...]

    @property
    def lying(self) -> bool:
        """Whether categories stand above each other, and bars lie."""
        return self.along[0] == "y"

    @property
    def values(self) -> Scale:
        return self.stage.scale(self.upwards)

    @property
    def reversed(self) -> bool:
        """Whether the first category lies at the top, or at the right."""
        low, high = self.stage.axis(self.along)["range"]
        return number(low) > number(high)

    @property
    def labelled(self) -> bool:
        axis = self.stage.axis(self.along)
        return bool(axis.get("visible", True) and axis.get("showticklabels", True))

    def slot(self, place: Any) -> Slot:
        return round((number(place) - self.first) / self.step)

    @property
    def box(self) -> Box:
        """From the outer edge of the first slot to that of the last, and over all values."""
        scale, half = self.stage.scale(self.along), self.step / 2
        last = self.first + self.step * (len(self.names) - 1)
        start, end = sorted((scale.place(self.first - half), scale.place(last + half)))
        low, high = sorted((self.values.start, self.values.end))
        if self.lying:
            return Box(low, start, high - low, end - start)
        return Box(start, low, end - start, high - low)

    @property
    def frame(self) -> Box:
        """The plotting area with the room that the names of the categories take beside it."""
        box, area = self.box, self.stage.area
        if self.lying:
            return Box(area.left, box.top, area.right - area.left, box.height)
        bottom = area.bottom if self.labelled else box.bottom
        return Box(area.left, box.top, area.width, bottom - box.top)


def draw_charts(
    canvas: Canvas, stage: Stage, data: Sequence[Trace], *, title: str, alt: str, context: ExportContext
) -> set[str]:
    """A chart for each pair of axes that has named traces; gives the axes whose labels the charts write."""
    pairs: dict[tuple[str, str], list[Trace]] = {}
    for trace in data:
        if "name" in trace:
            pairs.setdefault((trace.get("xaxis", "x"), trace.get("yaxis", "y")), []).append(trace)
    written = set()
    for (x, y), traces in pairs.items():
        lying = traces[0].get("orientation") == "h"
        axes = _axes(stage, *((y, x) if lying else (x, y)), traces)
        content: Any = _Content(axes, _series(axes, traces), canvas.lang, context)
        left, top, width, height = (Emu(emu(length)) for length in _corners(axes.frame))
        frame: Any = canvas.slide.shapes.add_chart(content.kind, left, top, width, height, content)
        properties = frame._element.nvGraphicFramePr.cNvPr
        properties.set("id", str(canvas.next_id()))
        properties.set("name", clean(title))
        properties.set("descr", clean(alt or title))
        written.add(axes.along)
    return written


def _corners(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.width, box.height


def _axes(stage: Stage, along: str, upwards: str, traces: Sequence[Trace]) -> Axes:
    """Slots reach from the first category to the last; a place between two that has none stays empty."""
    axis = stage.axis(along)
    places = [number(value) for value in axis["tickvals"]]
    texts = axis.get("ticktext")
    every = sorted({*places, *(number(place) for trace in traces for place in trace[along[0]])})
    step = min((after - before for before, after in pairwise(every)), default=1.0)
    first, last = (every[0], every[-1]) if texts else _reach(axis["range"], step)
    slots = [first + step * slot for slot in range(round((last - first) / step) + 1)]
    named = {
        round((place - first) / step): text for place, text in zip(places, texts or (), strict=bool(texts))
    }
    names = [named.get(at, "") if texts else f"{place:g}" for at, place in enumerate(slots)]
    plain_names = tuple(plain_markup(name, "\n") for name in names)
    return Axes(stage=stage, along=along, upwards=upwards, first=first, step=step, names=plain_names)


def _reach(ends: Sequence[Any], step: float) -> tuple[float, float]:
    """The first and the last round place of an axis."""
    low, high = sorted(map(number, ends))
    return ceil(low / step) * step, floor(high / step) * step


def _series(axes: Axes, traces: Sequence[Trace]) -> list[Series]:
    """Traces of one name are one series, in which a slot without a value is a gap."""
    found: dict[str, Series] = {}
    for trace in traces:
        known = found.get(trace["name"], Series(trace["name"], trace))
        found[trace["name"]] = known.with_trace(axes, trace)
    return list(found.values())


def _is_stacked(series: Sequence[Series]) -> bool:
    """Whether the bars of one place follow each other; else they lie over each other, all from zero."""
    reached: dict[Slot, float] = {}
    for one in series:
        for slot, value in one.values.items():
            if one.bases[slot] != reached.get(slot, 0):
                return False
            reached[slot] = reached.get(slot, 0) + value
    return len(series) > 1


# What the file holds ------------------------------------------------------------------------------------------


def mark_look(marker: Part) -> Look:
    """How a bar or a point of plotly's looks on a slide."""
    line, pattern = marker.get("line", {}), marker.get("pattern")
    width = line.get("width", 0)
    edge = line.get("color", "") if width else ""
    if not pattern:
        return Look(fill=marker.get("color", ""), line=edge, width=width or 1)
    ground, ink = pattern["bgcolor"], pattern["fgcolor"]
    return Look(fill=ground, line=edge, width=width or 1, pattern=PATTERNS[pattern["shape"]], ink=ink)


class _Content:
    """What python-pptx asks for to make a chart: its XML and its workbook."""

    kind: Any = None

    def __init__(self, axes: Axes, series: Sequence[Series], lang: Lang, context: ExportContext) -> None:
        self._axes = axes
        self._series = series
        self._lang = lang
        self._context = context

    @property
    def _workbook_writer(self) -> "_Content":
        return self

    @property
    def xlsx_blob(self) -> bytes:
        """The numbers as they are edited: a row a category, a column a series."""
        content = BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(content, plain) as book:
            book.set_properties({"created": datetime.combine(self._context.made, time())})
            sheet = book.add_worksheet("Sheet1")
            sheet.write_column(1, 0, self._axes.names)
            for column, one in enumerate(self._series, 1):
                sheet.write(0, column, one.name)
                for slot, value in one.values.items():
                    sheet.write_number(slot + 1, column, value)
        return content.getvalue()

    def xml_bytes(self, _kind: Any) -> bytes:
        axes = self._axes
        names = nsdecls("c", "a", "r")
        lang = "zh-CN" if self._lang == "zh" else "en-US"
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {names}><c:date1904 val="0"/>'
            f'<c:lang val="{lang}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea>{self._layout()}{self._plot()}{self._category_axis()}{self._value_axis()}</c:plotArea>"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            f"{self._text(13 * axes.stage.factor, 'second')}</c:chartSpace>"
        ).encode()

    def _layout(self) -> str:
        box, frame = self._axes.box, self._axes.frame
        shares = {
            "x": (box.left - frame.left) / frame.width,
            "y": (box.top - frame.top) / frame.height,
            "w": box.width / frame.width,
            "h": box.height / frame.height,
        }
        places = "".join(f'<c:{name} val="{share:.6f}"/>' for name, share in shares.items())
        modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        return f"<c:layout><c:manualLayout>{modes}{places}</c:manualLayout></c:layout>"

    def _plot(self) -> str:
        series = "".join(self._series_xml(at, one) for at, one in enumerate(self._series))
        ids = '<c:axId val="1"/><c:axId val="2"/>'
        if self._series[0].trace["type"] == "scatter":
            head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
            return f'<c:lineChart>{head}{series}<c:marker val="1"/>{ids}</c:lineChart>'
        stacked = _is_stacked(self._series)
        direction, grouping = "bar" if self._axes.lying else "col", "stacked" if stacked else "clustered"
        head = f'<c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        overlap = '<c:overlap val="100"/>' if len(self._series) > 1 else ""
        return f'<c:barChart>{head}{series}<c:gapWidth val="{self._gap()}"/>{overlap}{ids}</c:barChart>'

    def _gap(self) -> int:
        """The space between bars in per cent of their width."""
        scale = self._axes.stage.scale(self._axes.along)
        width = scale.width(each(self._series[0].trace["width"], 1)[0])
        return min(500, round((self._axes.step / width - 1) * 100))

    def _series_xml(self, at: int, one: Series) -> str:
        column = chr(ord("B") + at)
        title = f"<c:strRef><c:f>Sheet1!${column}$1</c:f>{_strings([one.name])}</c:strRef>"
        last = len(self._axes.names) + 1
        categories = f"<c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_strings(self._axes.names)}</c:strRef>"
        values = f"<c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{_numbers(one.values, last - 1)}</c:numRef>"
        lined = one.trace["type"] == "scatter"
        look = self._line_look(one) if lined else self._bar_look(one)
        smooth = '<c:smooth val="0"/>' if lined else ""
        return (
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{title}</c:tx>{look}{self._labels(one)}'
            f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
        )

    def _bar_look(self, one: Series) -> str:
        """The look of most bars for the series, and their own for those that differ."""
        looks = {slot: mark_look(mark) for slot, mark in one.marks.items()}
        common = next(iter(looks.values()))
        keep = '<c:invertIfNegative val="0"/>'
        points = "".join(
            f'<c:dPt><c:idx val="{slot}"/>{keep}<c:bubble3D val="0"/>{_look_xml(look)}</c:dPt>'
            for slot, look in sorted(looks.items())
            if look != common
        )
        return f"{_look_xml(common)}{keep}{points}"

    def _line_look(self, one: Series) -> str:
        factor = self._axes.stage.factor
        line, marker = one.trace["line"], one.trace["marker"]
        stroke = line_xml(Look(line=line["color"], width=line["width"] * factor))
        point = _look_xml(Look(fill=marker["color"], line=marker["color"], width=0.75))
        size = round(marker["size"] * factor)
        symbol = f'<c:symbol val="{marker["symbol"]}"/><c:size val="{size}"/>'
        return f"<c:spPr>{stroke}</c:spPr><c:marker>{symbol}{point}</c:marker>"

    def _labels(self, one: Series) -> str:
        """Values written by the chart itself, where the plot writes nothing else beside its bars."""
        trace = one.trace
        place = LABEL_PLACES.get(trace.get("textposition", ""))
        if place is None or not any(trace["text"]):
            return ""
        font = trace.get("textfont", {})
        run = next(iter(read_markup(trace["text"][0], _BASE)[0]))
        text = self._text(
            font.get("size", 13) * self._axes.stage.factor, font.get("color", "ink"), run.bold, run.computed
        )
        shown = {"LegendKey": 0, "Val": 1, "CatName": 0, "SerName": 0, "Percent": 0, "BubbleSize": 0}
        flags = "".join(f'<c:show{name} val="{flag}"/>' for name, flag in shown.items())
        bare = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        number_format = '<c:numFmt formatCode="General" sourceLinked="0"/>'
        return f'<c:dLbls>{number_format}{bare}{text}<c:dLblPos val="{place}"/>{flags}</c:dLbls>'

    def _category_axis(self) -> str:
        axes = self._axes
        axis = axes.stage.axis(axes.along)
        font = axis.get("tickfont", {})
        line = line_xml(Look(line=axis.get("linecolor", "") if axis.get("showline") else "", width=1))
        size = font.get("size", 13) * axes.stage.factor
        slot = axes.box.height / len(axes.names) if axes.lying else size / CROWDED
        text = self._text(min(size, slot * CROWDED), font.get("color", "ink"))
        direction, side = "maxMin" if axes.reversed else "minMax", "l" if axes.lying else "b"
        return (
            f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{direction}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{side}"/>{_PLAIN_AXIS}'
            f'<c:tickLblPos val="{"low" if axes.labelled else "none"}"/><c:spPr>{line}</c:spPr>{text}'
            '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            '<c:lblOffset val="40"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        axes = self._axes
        axis, scale = axes.stage.axis(axes.upwards), axes.values
        ticks = axis.get("tickvals", ())
        grid = line_xml(Look(line=axis["gridcolor"], width=0.75)) if axis.get("showgrid") else ""
        lines = f"<c:majorGridlines><c:spPr>{grid}</c:spPr></c:majorGridlines>" if grid else ""
        unit = f'<c:majorUnit val="{ticks[1] - ticks[0]:g}"/>' if grid and len(ticks) > 1 else ""
        ends = f'<c:max val="{scale.high:.10g}"/><c:min val="{scale.low:.10g}"/>'
        return (
            f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"b" if axes.lying else "l"}"/>{lines}{_PLAIN_AXIS}'
            '<c:tickLblPos val="none"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1"/>'
            f'<c:crosses val="autoZero"/><c:crossBetween val="between"/>{unit}</c:valAx>'
        )

    def _text(self, size: float, token: str, bold: bool = False, computed: bool = False) -> str:
        names = f'{TAGS[self._lang]} sz="{round(size * 100)}" b="{int(bold)}"' + (
            ' u="dotted"' if computed else ""
        )
        run = f"<a:defRPr {names}>{solid(token)}{FONTS}</a:defRPr>"
        return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _look_xml(look: Look) -> str:
    return f"<c:spPr>{fill_xml(look)}{line_xml(look)}</c:spPr>"


def _strings(texts: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(clean(text))}</c:v></c:pt>' for at, text in enumerate(texts)
    )
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(values: Mapping[Slot, float], slots: int) -> str:
    points = "".join(
        f'<c:pt idx="{slot}"><c:v>{value!r}</c:v></c:pt>' for slot, value in sorted(values.items())
    )
    return f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{slots}"/>{points}</c:numCache>'
