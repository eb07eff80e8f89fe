"""Native charts as DrawingML, with the workbooks they are edited in.

The plotting area is placed by hand, so that what a chart cannot draw itself lies over it in the right place.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import date, datetime, time
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
from pptx.oxml.ns import nsdecls
from xlsxwriter.utility import xl_col_to_name

from dashboard import theme
from dashboard.deck import drawingml, scheme
from dashboard.deck.charted import Charted, Series, Slot
from dashboard.deck.drawingml import BARE, Style, emu, fill_xml, line_xml, run_properties
from dashboard.deck.layouts import SMALLEST
from dashboard.deck.stage import bar_style, mark_style, run_style
from dashboard.exhibits.marks import Bar, Point, distance, number
from dashboard.figures.words import Lang
from dashboard.layout.panel import BETWEEN
from dashboard.layout.text import TextLine, clean, text_width

CROWDED = 0.66  # of its slot: a higher name of a category would be left out
WIDEST_GAP = 500  # per cent of a bar that the format allows
NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_FIELD = (  # without it no program looks for fields in a label
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    "<c15:dlblFieldTable/></c:ext></c:extLst>"
)


def draw_chart(chart: Charted, made: date, *, title: str, alt: str) -> None:
    canvas, box = chart.stage.canvas, chart.frame
    # What python-pptx asks for to make a chart, whose kind stands in the XML.
    content = SimpleNamespace(xml_bytes=lambda _kind: _xml(chart), xlsx_blob=_workbook(chart, made))
    shapes: Any = canvas.slide.shapes
    frame = shapes.add_chart(None, *map(emu, astuple(box)), content)
    properties = frame._element.nvGraphicFramePr.cNvPr
    for name, value in {"id": str(next(canvas.ids)), "name": title, "descr": alt or title}.items():
        properties.set(name, clean(value))


def _workbook(chart: Charted, made: date) -> bytes:
    """The numbers as they are edited: a row a category, a column a series."""
    content = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, plain) as book:
        book.set_properties({"created": datetime.combine(made, time())})
        sheet = book.add_worksheet("Sheet1")
        sheet.write_column(1, 0, chart.slots.names)
        for column, one in enumerate(chart.series, 1):
            sheet.write(0, column, one.name)
            for slot in one.marks:
                sheet.write_number(slot + 1, column, one.value(slot))
    return content.getvalue()


def _xml(chart: Charted) -> bytes:
    lang = chart.stage.canvas.lang
    text = _text(lang, chart.stage.type_size(theme.SIZES["small"]), "second")
    area = f"{_layout(chart)}{_plot(chart)}{_category_axis(chart)}{_value_axis(chart)}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<c:chartSpace {nsdecls('c', 'a', 'r')}>"
        f"{_values(date1904=0, lang='zh-CN' if lang == 'zh' else 'en-US', roundedCorners=0)}"
        f"<c:chart>{_values(autoTitleDeleted=1)}<c:plotArea>{area}</c:plotArea>"
        f"{_values(plotVisOnly=1, dispBlanksAs='gap')}</c:chart>{_style_xml(BARE)}{text}</c:chartSpace>"
    ).encode()


def _values(**values: object) -> str:
    """Elements that have nothing but a value."""
    return "".join(f'<c:{name} val="{value}"/>' for name, value in values.items())


def _layout(chart: Charted) -> str:
    box, frame = chart.box, chart.frame
    left, top = (box.left - frame.left) / frame.width, (box.top - frame.top) / frame.height
    shares = {"x": left, "y": top, "w": box.width / frame.width, "h": box.height / frame.height}
    places = _values(**{name: f"{share:.6f}" for name, share in shares.items()})
    modes = _values(layoutTarget="inner", xMode="edge", yMode="edge")
    return f"<c:layout><c:manualLayout>{modes}{places}</c:manualLayout></c:layout>"


def _plot(chart: Charted) -> str:
    series = "".join(_series_xml(chart, at, one) for at, one in enumerate(chart.series))
    ids = '<c:axId val="1"/><c:axId val="2"/>'
    if chart.lined:
        head = _values(grouping="standard", varyColors=0)
        return f"<c:lineChart>{head}{series}{_values(marker=1)}{ids}</c:lineChart>"
    direction, grouping = "bar" if chart.lying else "col", "stacked" if chart.stacked else "clustered"
    head = _values(barDir=direction, grouping=grouping, varyColors=0)
    # The space between the bars of two slots, in per cent of the width of one.
    beside = len(chart.series) if chart.side_by_side else 1
    space = round((chart.slots.step / chart.bars[0].thick - beside) * 100)
    gap = _values(gapWidth=max(0, min(WIDEST_GAP, space)))
    overlap = _values(overlap=100) if len(chart.series) > 1 and not chart.side_by_side else ""
    return f"<c:barChart>{head}{series}{gap}{overlap}{ids}</c:barChart>"


def _series_xml(chart: Charted, at: int, one: Series) -> str:
    column, names = xl_col_to_name(at + 1), chart.slots.names
    last = len(names) + 1
    title = _cached("str", f"${column}$1", [(0, one.name)], 1)
    categories = _cached("str", f"$A$2:$A${last}", enumerate(names), len(names))
    numbers = [(slot, one.value(slot)) for slot in sorted(one.marks)]
    values = _cached("num", f"${column}$2:${column}${last}", numbers, len(names))
    smooth = _values(smooth=0) if chart.lined else ""
    return (
        f"<c:ser>{_values(idx=at, order=at)}<c:tx>{title}</c:tx>{_styles(chart, one)}{_labels(chart, at, one)}"
        f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
    )


def _cached(kind: str, cells: str, values: Iterable[tuple[int, object]], count: int) -> str:
    """Cells of the workbook, with the values that they have."""
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    points = [f'<c:pt idx="{at}"><c:v>{escape(clean(str(value)))}</c:v></c:pt>' for at, value in values]
    cache = f"<c:{kind}Cache>{form}{_values(ptCount=count)}{''.join(points)}</c:{kind}Cache>"
    return f"<c:{kind}Ref><c:f>Sheet1!{cells}</c:f>{cache}</c:{kind}Ref>"


def _styles(chart: Charted, one: Series) -> str:
    """The style of the first figure for the series, and their own for those that differ."""
    looks = {slot: _look(chart, mark) for slot, mark in sorted(one.marks.items())}
    marker, shape = common = looks[next(iter(one.marks))]
    own = [
        f"<c:dPt>{_values(idx=slot)}{its_marker}{_values(bubble3D=0)}{its_shape}</c:dPt>"
        for slot, (its_marker, its_shape) in looks.items()
        if (its_marker, its_shape) != common
    ]
    if chart.lined:
        shape = f"<c:spPr>{line_xml(run_style(next(iter(one.marks.values())).accent, chart.stage.factor))}</c:spPr>"
    return f"{shape}{marker}{''.join(own)}"


def _look(chart: Charted, mark: Bar | Point) -> tuple[str, str]:
    """The marker of a point; of a bar, that it keeps its fill below zero, and its shape."""
    if isinstance(mark, Bar):
        return _values(invertIfNegative=0), _style_xml(bar_style(mark, lying=chart.lying))
    about = _values(symbol=mark.symbol, size=max(2, round(mark.size * chart.stage.factor)))
    return f"<c:marker>{about}{_style_xml(mark_style(mark))}</c:marker>", ""


def _labels(chart: Charted, at: int, one: Series) -> str:
    labels = [
        _label(chart, f"{{{at:08X}-{slot:04X}-4000-8000-000000000000}}", slot, said, one.value(slot))
        for slot, mark in sorted(one.marks.items())
        if (said := chart.label_of(mark))
    ]
    return f"<c:dLbls>{''.join(labels)}{_shown(0)}</c:dLbls>" if labels else ""


def _label(chart: Charted, field: str, slot: Slot, said: tuple[Sequence[TextLine], str], value: float) -> str:
    """The words of a mark, in which its number is a field: it follows when the chart is edited."""
    (lines, place), paragraphs, format_code = said, [], "General"
    for line in lines:
        runs = []
        for run in line:
            before, figure, after = _parted(run.text, value)
            if figure:  # the format in which a number is written as it is
                whole, point, decimals = figure.partition(".")
                format_code = f"{'#,##0' if ',' in whole else '0'}{point}{'0' * len(decimals)}"
            look = run_properties(run, chart.stage.canvas.lang)
            field_xml = f'<a:fld id="{field}" type="VALUE">{look}<a:pPr/><a:t>{figure}</a:t></a:fld>'
            runs += [_words(look, before), field_xml if figure else "", _words(look, after)]
        paragraphs.append(f"<a:p>{''.join(runs)}</a:p>")
    rich = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{"".join(paragraphs)}</c:rich></c:tx>'
    about = f"{_number_format(format_code)}{_style_xml(BARE)}{_values(dLblPos=place)}"
    return f"<c:dLbl>{_values(idx=slot)}{rich}{about}{_shown(1)}{_FIELD}</c:dLbl>"


def _words(look: str, text: str) -> str:
    return f"<a:r>{look}{drawingml.text_xml(text)}</a:r>" if text else ""


def _parted(text: str, value: float) -> tuple[str, str, str]:
    """A text before, at and after the number that is the value, if it is there."""
    for found in NUMBER.finditer(text):
        if float(found[0].replace(",", "")) == value:
            return text[: found.start()], found[0], text[found.end() :]
    return text, "", ""


def _number_format(code: str) -> str:
    return f'<c:numFmt formatCode="{code}" sourceLinked="0"/>'


def _shown(value: int) -> str:
    return _values(**{f"show{name}": value if name == "Val" else 0 for name in _SHOWN})


def _category_axis(chart: Charted) -> str:
    axis = chart.stage.along.axis
    size = theme.TICK_SIZES[axis.ink] * chart.stage.factor
    if chart.lying:
        size = min(size, chart.box.height / len(chart.slots.names) * CROWDED)
    elif all(name.isdecimal() for name in chart.slots.names if name):  # LibreOffice writes all years
        widest = max(text_width(name, 1) for name in chart.slots.names) + BETWEEN
        size = min(size, chart.box.width / len(chart.slots.names) / widest)
    size = max(SMALLEST, size)
    line = line_xml(Style(line="second" if axis.line else ""))
    reversed_ = number(axis.low) > number(axis.high)  # the first category lies at the top, or at the right
    look = f"<c:spPr>{line}</c:spPr>{_text(chart.stage.canvas.lang, size, axis.ink)}"
    names = _values(tickLblPos="low" if chart.labelled else "none")
    more = _values(auto=0, lblAlgn="ctr", lblOffset=40, tickLblSkip=chart.slots.written, noMultiLvlLbl=1)
    head = _axis_head(1, "maxMin" if reversed_ else "minMax", "l" if chart.lying else "b")
    return f"<c:catAx>{head}{names}{look}{_values(crossAx=2, crosses='autoZero')}{more}</c:catAx>"


def _value_axis(chart: Charted) -> str:
    axis = chart.stage.values.axis
    grid = f"<c:majorGridlines><c:spPr>{line_xml(Style(line='grid', width=0.75))}</c:spPr></c:majorGridlines>"
    unit = ""
    if axis.grid and len(axis.ticks) > 1:
        unit = _values(majorUnit=f"{distance(axis.ticks[0].at, axis.ticks[1].at):g}")
    ends = _values(max=f"{number(axis.high):.10g}", min=f"{number(axis.low):.10g}")
    head = _axis_head(2, "minMax", "b" if chart.lying else "l", ends, grid if axis.grid else "")
    look = f"{_values(tickLblPos='none')}<c:spPr>{line_xml(BARE)}</c:spPr>"
    cross = _values(crossAx=1, crosses="autoZero", crossBetween="between")
    return f"<c:valAx>{head}{look}{cross}{unit}</c:valAx>"


def _axis_head(axis: int, direction: str, side: str, ends: str = "", grid: str = "") -> str:
    scaling = f"<c:scaling>{_values(orientation=direction)}{ends}</c:scaling>"
    ticks = f"{_number_format('General')}{_values(majorTickMark='none', minorTickMark='none')}"
    return f"{_values(axId=axis)}{scaling}{_values(delete=0, axPos=side)}{grid}{ticks}"


def _text(lang: Lang, size: float, colour: str) -> str:
    look = f"{drawingml.solid(colour)}{scheme.fonts()}"
    run = f'<a:defRPr {drawingml.TAGS[lang]} sz="{round(size * 100)}" b="0">{look}</a:defRPr>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{run}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def _style_xml(style: Style) -> str:
    return f"<c:spPr>{fill_xml(style)}{line_xml(style)}</c:spPr>"
