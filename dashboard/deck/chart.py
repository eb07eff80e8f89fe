"""Native charts as DrawingML, with the workbooks they are edited in.

The plotting area is placed by hand, so that what a chart cannot draw itself lies over it in the right place.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from dashboard import theme
from dashboard.deck.canvas import Canvas
from dashboard.deck.charted import Charted, Series, Slot
from dashboard.deck.drawingml import (
    FONTS,
    TAGS,
    Style,
    TextRun,
    clean,
    emu,
    fill_xml,
    line_xml,
    run_properties,
    solid,
)
from dashboard.deck.meaning import bar_style, point_style
from dashboard.deck.stage import SIZES, TICK_SIZE, number
from dashboard.exhibits.marks import Bar, Point
from dashboard.figures.words import Lang

CROWDED = 0.66  # of its slot: a higher name of a category would be left out
WIDEST_GAP = 500  # per cent of a bar that the format allows
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
PLACES = {"inside": "ctr", "end": "inEnd", "outside": "outEnd"}
SYMBOLS = {"circle": "circle", "square": "square", "diamond": "diamond"}
_PLAIN_AXIS = (
    '<c:numFmt formatCode="General" sourceLinked="0"/>'
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
)
_BARE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_FIELD = (  # without it no program looks for fields in a label
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:dlblFieldTable/><c15:showDataLabelsRange val="0"/></c:ext></c:extLst>'
)


def draw_chart(canvas: Canvas, chart: Charted, made: date, *, title: str, alt: str) -> None:
    content: Any = _Content(chart, canvas.lang, made)
    box = chart.frame
    left, top, width, height = (Emu(emu(length)) for length in (box.left, box.top, box.width, box.height))
    frame: Any = canvas.slide.shapes.add_chart(content.kind, left, top, width, height, content)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("id", str(canvas.next_id()))
    properties.set("name", clean(title))
    properties.set("descr", clean(alt or title))


class _Content:
    """What python-pptx asks for to make a chart: its XML and its workbook."""

    kind: Any = None

    def __init__(self, chart: Charted, lang: Lang, made: date) -> None:
        self._chart = chart
        self._lang = lang
        self._made = made

    @property
    def _workbook_writer(self) -> "_Content":
        return self

    @property
    def xlsx_blob(self) -> bytes:
        """The numbers as they are edited: a row a category, a column a series."""
        content = BytesIO()
        plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(content, plain) as book:
            book.set_properties({"created": datetime.combine(self._made, time())})
            sheet = book.add_worksheet("Sheet1")
            sheet.write_column(1, 0, self._chart.slots.names)
            for column, one in enumerate(self._chart.series, 1):
                sheet.write(0, column, one.name)
                for slot in one.marks:
                    sheet.write_number(slot + 1, column, one.value(slot))
        return content.getvalue()

    def xml_bytes(self, _kind: Any) -> bytes:
        names = nsdecls("c", "a", "r")
        lang = "zh-CN" if self._lang == "zh" else "en-US"
        text = _text(TAGS[self._lang], SIZES["small"] * self._chart.stage.factor, "second")
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {names}><c:date1904 val="0"/>'
            f'<c:lang val="{lang}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea>{self._layout()}{self._plot()}{self._category_axis()}{self._value_axis()}</c:plotArea>"
            f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_BARE}{text}</c:chartSpace>'
        ).encode()

    def _layout(self) -> str:
        box, frame = self._chart.box, self._chart.frame
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
        chart = self._chart
        series = "".join(self._series_xml(at, one) for at, one in enumerate(chart.series))
        ids = '<c:axId val="1"/><c:axId val="2"/>'
        if chart.lined:
            head = '<c:grouping val="standard"/><c:varyColors val="0"/>'
            return f'<c:lineChart>{head}{series}<c:marker val="1"/>{ids}</c:lineChart>'
        direction, grouping = "bar" if chart.lying else "col", "stacked" if chart.stacked else "clustered"
        head = f'<c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        together = len(chart.series) > 1 and not chart.side_by_side
        overlap = '<c:overlap val="100"/>' if together else ""
        return f'<c:barChart>{head}{series}<c:gapWidth val="{self._gap()}"/>{overlap}{ids}</c:barChart>'

    def _gap(self) -> int:
        """The space between the bars of two slots, in per cent of the width of one."""
        chart = self._chart
        thick = next(bar.thick for bar in chart.bars)
        beside = len(chart.series) if chart.side_by_side else 1
        return max(0, min(WIDEST_GAP, round((chart.slots.step / thick - beside) * 100)))

    # Series ---------------------------------------------------------------------------------------------------

    def _series_xml(self, at: int, one: Series) -> str:
        column, names = chr(ord("B") + at), self._chart.slots.names
        title = f"<c:strRef><c:f>Sheet1!${column}$1</c:f>{_strings([one.name])}</c:strRef>"
        last = len(names) + 1
        categories = f"<c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f>{_strings(names)}</c:strRef>"
        numbers = _numbers({slot: one.value(slot) for slot in one.marks}, len(names))
        values = f"<c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>{numbers}</c:numRef>"
        lined = self._chart.lined
        style = self._line_styles(one) if lined else self._bar_styles(one)
        smooth = '<c:smooth val="0"/>' if lined else ""
        return (
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{title}</c:tx>{style}{self._labels(at, one)}'
            f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
        )

    def _bar_styles(self, one: Series) -> str:
        """The style of the first bar for the series, and their own for those that differ."""
        lying = self._chart.lying
        styles = {
            slot: bar_style(bar, lying=lying) for slot, bar in one.marks.items() if isinstance(bar, Bar)
        }
        common = next(iter(styles.values()))
        keep = '<c:invertIfNegative val="0"/>'
        points = "".join(
            f'<c:dPt><c:idx val="{slot}"/>{keep}<c:bubble3D val="0"/>{_style_xml(style)}</c:dPt>'
            for slot, style in sorted(styles.items())
            if style != common
        )
        return f"{_style_xml(common)}{keep}{points}"

    def _line_styles(self, one: Series) -> str:
        points = {slot: point for slot, point in one.marks.items() if isinstance(point, Point)}
        first = next(iter(points.values()))
        line = Style(line=theme.FILLS[first.accent], width=2 * self._chart.stage.factor)
        own = "".join(
            f'<c:dPt><c:idx val="{slot}"/>{self._marker(point)}<c:bubble3D val="0"/></c:dPt>'
            for slot, point in sorted(points.items())
            if point_style(point) != point_style(first)
        )
        return f"<c:spPr>{line_xml(line)}</c:spPr>{self._marker(first)}{own}"

    def _marker(self, point: Point) -> str:
        size = max(2, round(point.size * self._chart.stage.factor))
        symbol = f'<c:symbol val="{SYMBOLS[point.symbol]}"/><c:size val="{size}"/>'
        return f"<c:marker>{symbol}{_style_xml(point_style(point))}</c:marker>"

    # Labels ---------------------------------------------------------------------------------------------------

    def _labels(self, at: int, one: Series) -> str:
        labels = "".join(
            self._label(at, slot, bar, one.value(slot))
            for slot, bar in sorted(one.marks.items())
            if isinstance(bar, Bar) and self._chart.labels(bar)
        )
        return f"<c:dLbls>{labels}{_shown(0)}</c:dLbls>" if labels else ""

    def _label(self, at: int, slot: Slot, bar: Bar, value: float) -> str:
        """The words of a bar, in which its number is a field: it follows when the chart is edited."""
        inside = bar.labelled != "outside"
        colour = theme.ON_FILLS.get(bar.accent, "ink") if inside else "ink"
        paragraphs, format_code = [], "General"
        for line in self._chart.stage.words(bar.label, SIZES[bar.label_size], colour):
            runs = []
            for run in line:
                before, figure, after = _parted(run.text, value)
                format_code = _format(figure) or format_code
                runs += [
                    self._words(run, before),
                    self._field(run, figure, at, slot),
                    self._words(run, after),
                ]
            paragraphs.append(f"<a:p>{''.join(runs)}</a:p>")
        rich = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{"".join(paragraphs)}</c:rich></c:tx>'
        number_format = f'<c:numFmt formatCode="{format_code}" sourceLinked="0"/>'
        place = f'<c:dLblPos val="{PLACES[bar.labelled]}"/>'
        return f'<c:dLbl><c:idx val="{slot}"/>{rich}{number_format}{_BARE}{place}{_shown(1)}{_FIELD}</c:dLbl>'

    def _words(self, run: TextRun, text: str) -> str:
        if not text:
            return ""
        return f"<a:r>{run_properties(run, TAGS[self._lang])}<a:t>{escape(clean(text))}</a:t></a:r>"

    def _field(self, run: TextRun, figure: str, at: int, slot: Slot) -> str:
        if not figure:
            return ""
        name = f"{{{at:08X}-{slot:04X}-4000-8000-000000000000}}"
        properties = run_properties(run, TAGS[self._lang])
        return f'<a:fld id="{name}" type="VALUE">{properties}<a:pPr/><a:t>{figure}</a:t></a:fld>'

    # Axes -----------------------------------------------------------------------------------------------------

    def _category_axis(self) -> str:
        chart, axis = self._chart, self._chart.axis
        line = line_xml(Style(line="second" if axis.line else "", width=1))
        size = TICK_SIZE[axis.ink] * chart.stage.factor
        if chart.lying:
            size = min(size, chart.box.height / len(chart.slots.names) * CROWDED)
        text = _text(TAGS[self._lang], size, axis.ink)
        direction, side = "maxMin" if chart.reversed else "minMax", "l" if chart.lying else "b"
        return (
            f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{direction}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{side}"/>{_PLAIN_AXIS}'
            f'<c:tickLblPos val="{"low" if chart.labelled else "none"}"/><c:spPr>{line}</c:spPr>{text}'
            '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            f'<c:lblOffset val="40"/><c:tickLblSkip val="{chart.slots.written}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        chart, axis, scale = self._chart, self._chart.value_axis, self._chart.stage.values
        grid = f"<c:majorGridlines><c:spPr>{line_xml(Style(line='grid', width=0.75))}</c:spPr></c:majorGridlines>"
        unit = ""
        if axis.grid and len(axis.ticks) > 1:
            first, second = (number(tick.at) for tick in axis.ticks[:2])
            unit = f'<c:majorUnit val="{second - first:g}"/>'
        ends = f'<c:max val="{scale.high:.10g}"/><c:min val="{scale.low:.10g}"/>'
        return (
            f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{"b" if chart.lying else "l"}"/>{grid if axis.grid else ""}{_PLAIN_AXIS}'
            '<c:tickLblPos val="none"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="1"/>'
            f'<c:crosses val="autoZero"/><c:crossBetween val="between"/>{unit}</c:valAx>'
        )


def _parted(text: str, value: float) -> tuple[str, str, str]:
    """A text before, at and after the number that is the value, if it is there."""
    for found in NUMBER.finditer(text):
        if float(found[0].replace(",", "")) == value:
            return text[: found.start()], found[0], text[found.end() :]
    return text, "", ""


def _format(figure: str) -> str:
    """The format in which a number is written as it is."""
    if not figure:
        return ""
    decimals = len(figure.partition(".")[2])
    return ("#,##0" if "," in figure else "0") + (f".{'0' * decimals}" if decimals else "")


def _shown(value: int) -> str:
    return "".join(f'<c:show{name} val="{value if name == "Val" else 0}"/>' for name in _SHOWN)


def _text(tags: str, size: float, colour: str) -> str:
    run = f'<a:defRPr {tags} sz="{round(size * 100)}" b="0">{solid(colour)}{FONTS}</a:defRPr>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _style_xml(style: Style) -> str:
    return f"<c:spPr>{fill_xml(style)}{line_xml(style)}</c:spPr>"


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
