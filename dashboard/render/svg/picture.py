"""An exhibit as one picture: what it says, its chart, and below it what it rests on and how it may be used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.exhibits import charts, marks
from dashboard.exhibits.charts import LegendItem
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks_map import Map
from dashboard.figures.words import HTML_LANG, Lang
from dashboard.layout.box import Box
from dashboard.layout.text import TextRun
from dashboard.render.svg.blocks import draw_passages, draw_waffle
from dashboard.render.svg.canvas import PAPER, Canvas, Style, element, written
from dashboard.render.svg.cards import draw_cards, draw_cases
from dashboard.render.svg.legend import draw_legend
from dashboard.render.svg.map import draw_map
from dashboard.render.svg.plot import draw_plot
from dashboard.render.svg.table import draw_table
from dashboard.theme import SIZES, ink_of

SVG = "http://www.w3.org/2000/svg"
MARGIN = 28.0
WIDTHS = {"full": 1256.0}  # pixels, of exhibits as wide as a page
PART = 800.0  # of all others
FOOT = SIZES["small"]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What is said around a chart; where there is none, the notes say why."""

    lang: Lang
    width: str  # as the exhibit declares it
    accent: str
    title: str
    subtitle: str
    alt: str
    chart: Chart | None
    legend: Sequence[LegendItem]
    notes: Sequence[str]
    foot: Sequence[str]


def draw_picture(picture: Picture) -> str:
    canvas = Canvas(picture.lang)
    width = WIDTHS.get(picture.width, PART)
    area = Box(MARGIN, MARGIN, width - 2 * MARGIN, 0)
    area = replace(area, top=_head(canvas, picture, area))
    area = replace(area, top=_body(canvas, picture, area))
    height = round(_foot(canvas, picture, area) + MARGIN * 0.7)
    about = element("title", written(picture.title))
    if picture.alt:
        about += element("desc", written(picture.alt))
    return _svg(canvas, (width, height), about)


def draw_bare(plot: marks.Plot, legend: Sequence[LegendItem], accent: str, lang: Lang, width: float) -> str:
    """A plot below its legend, for a text that says the rest."""
    canvas = Canvas(lang)
    area = Box(0, 0, width, plot.height)
    top = draw_legend(canvas, area, legend, accent)
    draw_plot(canvas, replace(area, top=top), plot)
    return _svg(canvas, (width, top + plot.height))


def _svg(canvas: Canvas, size: tuple[float, float], about: str = "") -> str:
    width, height = size
    defs = element("defs", "".join(canvas.patterns.values())) if canvas.patterns else ""
    paper = element("rect", width=width, height=height, fill=theme.LIGHT[PAPER])
    return element(
        "svg",
        "\n".join([about, defs, paper, *canvas.parts, ""]),
        xmlns=SVG,
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}",
        font_family=theme.MEASURED_FONTS[canvas.lang],
        role="img",
        lang=HTML_LANG[canvas.lang],
    )


def _head(canvas: Canvas, picture: Picture, area: Box) -> float:
    ink = ink_of(picture.accent)
    canvas.line([(area.left, area.top), (area.right, area.top)], Style(line="ink"))
    canvas.box(Box(area.left, area.top - 1, 44, 5), Style(fill=ink))
    title = TextRun("", SIZES["head-7"], bold=True)
    top = canvas.paragraph(
        (area.left, area.top + 14), area.width, picture.title, title, leading=1.4, serif=True
    )
    if picture.subtitle:
        subtitle = TextRun("", SIZES["text"], "muted")
        top = canvas.paragraph((area.left, top + 2), area.width, picture.subtitle, subtitle)
    return draw_legend(canvas, replace(area, top=top + 6), picture.legend, picture.accent) + 10


def _body(canvas: Canvas, picture: Picture, area: Box) -> float:
    """The chart; gives where it ends."""
    match picture.chart:
        case None:
            return area.top
        case marks.Plot() as plot:
            draw_plot(canvas, replace(area, height=plot.height), plot)
            return area.top + plot.height
        case Map() as chart:
            draw_map(canvas, replace(area, height=chart.height), chart)
            return area.top + chart.height
        case charts.Cards(groups):
            return draw_cards(canvas, area, groups)
        case charts.CaseCards(groups=cases):
            return draw_cases(canvas, area, cases)
        case charts.Waffle(groups=cells):
            return draw_waffle(canvas, area, cells)
        case charts.Table() as table:
            return draw_table(canvas, area, table)
        case charts.Passages(items):
            return draw_passages(canvas, area, items, picture.accent)


def _foot(canvas: Canvas, picture: Picture, area: Box) -> float:
    top = area.top + 16
    canvas.line([(area.left, top), (area.right, top)], Style(line="rule"))
    top += 8
    for texts, colour in ((picture.notes, "second"), (picture.foot, "muted")):
        for text in texts:
            top = canvas.paragraph((area.left, top), area.width, text, TextRun("", FOOT, colour)) + 2
    return top
