"""A view as a PowerPoint file: a cover, then one exhibit a slide, all of it native and open to editing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pptx.slide import Slide

from dashboard.drawing import Cards, CaseCardGroup, CaseCards, Passages, Plot, Table, Waffle
from dashboard.exhibits.exhibit import Shown
from dashboard.export.deck_blocks import (
    CardRow,
    CardSizes,
    card_pages,
    case_pages,
    draw_cards,
    draw_cases,
    draw_passages,
    draw_waffle,
)
from dashboard.export.deck_canvas import (
    Box,
    Canvas,
    Line,
    Look,
    Run,
    text_width,
)
from dashboard.export.deck_file import blank_file, file_bytes
from dashboard.export.deck_frame import (
    FOOT_SIZE,
    FOOT_TOP,
    INNER,
    MARGIN,
    WIDTH,
    Frame,
    Words,
    draw_frame,
    frame_of,
)
from dashboard.export.deck_maps import draw_map, map_factor, map_width
from dashboard.export.deck_notes import BACK, Block, item_notes, version_line, write_notes
from dashboard.export.deck_plots import draw_plot, type_factor
from dashboard.export.deck_tables import Grid, draw_table, measure, pages
from dashboard.figures.words import Lang, say
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import drawing_of, map_note, titled_sources
from dashboard.render.site import Site

PAGE_WIDTHS = {"full": 1160, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # of exhibits, in pixels
NARROW_MAP = 0.5  # of the width there is
Draw = Callable[[Canvas, Box], None]


def make_deck(site: Site, view: View, context: ExportContext) -> bytes:
    return _Deck(site, view, context).made()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A slide to be made: the words around it, and what draws the rest."""

    item: Item
    frame: Frame
    draw: Draw


class _Deck:
    def __init__(self, site: Site, view: View, context: ExportContext) -> None:
        self.site = site
        self.view = view
        self.lang: Lang = view.lang
        self.context = context
        self.names = dict(
            zip(site.package.areas["area_id"], site.package.areas[f"name_{view.lang}"], strict=True)
        )

    def made(self) -> bytes:
        self.file = blank_file()
        sheets = [sheet for item in self.view.items for sheet in self._sheets(item)]
        self._cover(sheets)
        said = {
            item.exhibit.key: item_notes(item, self.site, self.lang, self.context) for item in self.view.items
        }
        for number, sheet in enumerate(sheets, 2):
            slide = self._slide(sheet, number, len(sheets) + 1)
            write_notes(slide, said[sheet.item.exhibit.key], self.lang)
        return file_bytes(self.file, self.view, self.site, self.context)

    def _address(self, path: str) -> str:
        return self.context.origin + self.site.href(path, self.lang)

    def _home(self) -> str:
        """Where the whole view can be seen on the web."""
        if len(self.view.pages) == 1:
            return self.context.origin + self.view.items[0].href(self.site, self.lang).partition("#")[0]
        query = f"?{self.view.query}" if self.view.query else ""
        return self._address("/present") + query

    # Planning -------------------------------------------------------------------------------------------------

    def _sheets(self, item: Item) -> list[Sheet]:
        """The slides of an exhibit, each with its place among them where there are several."""
        shown = item.shown(self.lang)
        frame = frame_of(self._words(item, shown))
        draws = self._draws(item, shown, frame.area)
        if len(draws) == 1:
            return [Sheet(item=item, frame=frame, draw=draws[0])]
        longest = frame_of(replace(frame.words, part="99/99"))
        draws = self._draws(item, shown, longest.area)
        return [
            Sheet(
                item=item,
                frame=replace(longest, words=replace(frame.words, part=f"{at}/{len(draws)}")),
                draw=draw,
            )
            for at, draw in enumerate(draws, 1)
        ]

    def _words(self, item: Item, shown: Shown) -> Words:
        lang = self.lang
        drawing = drawing_of(shown)
        is_map = isinstance(drawing, Plot) and bool(drawing.boundaries)
        lines = [
            self._source_line(shown, 1 if is_map else 2),
            *([map_note(self.site, lang)] if is_map else []),
        ]
        return Words(
            eyebrow=item.page.name(lang),
            title=item.title(lang),
            subtitle=item.subtitle(lang),
            filters=say("deck.filters", lang, filters=item.filters(self.site, lang)),
            sources="\n".join(line for line in lines if line),
            link=self.context.origin + item.href(self.site, lang),
            side=item.exhibit.side,
            marks=shown.legend,
        )

    def _source_line(self, shown: Shown, lines: int) -> str:
        """As many sources as there is room for, and how many more there are."""
        if not shown.selection.sources:
            return ""
        lang, between = self.lang, "；" if self.lang == "zh" else "; "
        named = [f"{title} {source.grade}" for source, title in titled_sources(shown, self.site, lang)]
        for count in range(len(named), 0, -1):
            rest = len(named) - count
            more = say("deck.more-sources", lang, count=rest) if rest else ""
            line = say("deck.sources", lang, sources=between.join(named[:count]) + more)
            if count == 1 or text_width(line, FOOT_SIZE) < (INNER - 160) * lines * 0.95:
                break
        return line

    def _draws(self, item: Item, shown: Shown, area: Box) -> list[Draw]:
        """What draws each slide of an exhibit."""
        side, drawing = item.exhibit.side, drawing_of(shown)
        words = {
            "title": item.title(self.lang),
            "alt": shown.alt or item.subtitle(self.lang),
        }
        match drawing:
            case None:
                return [partial(self._draw_empty, item)]
            case Plot():
                return [partial(self._draw_plot, item, drawing, words)]
            case Table():
                parts = pages(measure(drawing, area.width, self.lang), area.height)
                return [partial(self._draw_table, part, words) for part in parts]
            case Cards():
                runs = card_pages(drawing.groups, area)
                return [partial(self._draw_cards, rows, sizes) for sizes, rows in runs]
            case CaseCards():
                groups = case_pages(drawing.groups)
                return [partial(self._draw_cases, group) for group in groups]
            case Waffle():
                return [lambda canvas, box: draw_waffle(canvas, drawing, box, **words)]
            case Passages():
                return [lambda canvas, box: draw_passages(canvas, drawing, box, side, self._address)]

    # Drawing --------------------------------------------------------------------------------------------------

    def _draw_plot(self, item: Item, plot: Plot, words: dict[str, str], canvas: Canvas, area: Box) -> None:
        if plot.boundaries:
            self._draw_map(item, plot, words, canvas, area)
        else:
            factor = type_factor(plot, area, PAGE_WIDTHS[item.exhibit.declared.width])
            draw_plot(canvas, plot, area, factor=factor, context=self.context, **words)

    def _draw_map(self, item: Item, plot: Plot, words: dict[str, str], canvas: Canvas, area: Box) -> None:
        """A map that leaves half of the slide free has its note beside it."""
        area = replace(area, height=area.height - 6)
        factor, width = map_factor(plot, area, self.lang), map_width(plot, area)
        naming = partial(_name_in, self.names)
        if width > NARROW_MAP * area.width:
            draw_map(canvas, plot, area, factor=factor, naming=naming, **words)
            return
        left = replace(area, width=width + 2 * MARGIN)
        draw_map(canvas, plot, left, factor=factor, naming=naming, **words)
        beside = Box(left.right + MARGIN, area.top, area.right - left.right - MARGIN, area.height)
        lines = [[Run(text=text, size=14, colour="second")] for text in item.notes(self.lang)]
        canvas.text(beside, lines, "note", along="ctr", after=8, spacing=110)

    def _draw_table(self, grid: Grid, words: dict[str, str], canvas: Canvas, area: Box) -> None:
        draw_table(canvas, grid, (area.left, area.top), address=self._address, **words)

    def _draw_cards(self, rows: list[CardRow], sizes: CardSizes, canvas: Canvas, area: Box) -> None:
        draw_cards(canvas, rows, sizes, area)

    def _draw_cases(self, group: CaseCardGroup, canvas: Canvas, area: Box) -> None:
        draw_cases(canvas, group, area, self._address)

    def _draw_empty(self, item: Item, canvas: Canvas, area: Box) -> None:
        """That nothing is left, by which filters, and the way out."""
        why = item.notes(self.lang)[0]
        page = self._address(item.page.path)
        lines: list[Line] = [
            [Run(text=say("deck.emptied", self.lang), size=20, bold=True)],
            [Run(text=why, size=16, colour="second")],
            [Run(text=say("deck.clear", self.lang), size=14), Run(text=page, size=14, link=page)],
        ]
        canvas.text(
            Box(area.left, area.top + 20, area.width * 0.8, area.height - 20), lines, "empty", after=10
        )

    def _slide(self, sheet: Sheet, number: int, slides: int) -> Slide:
        slide: Slide = self.file.slides.add_slide(self.file.slide_layouts[0])
        canvas = Canvas(slide, self.lang)
        draw_frame(canvas, sheet.frame, number, slides)
        sheet.draw(canvas, sheet.frame.area)
        return slide

    def _cover(self, sheets: Sequence[Sheet]) -> None:
        slide = self.file.slides.add_slide(self.file.slide_layouts[0])
        canvas = Canvas(slide, self.lang)
        lang, count = self.lang, len(self.view.items)
        canvas.shape(Box(MARGIN, 0, 60, 7), Look(fill="in-province"), "accent")
        canvas.shape(Box(MARGIN + 60, 0, 60, 7), Look(fill="east-west"), "accent")
        name = [Run(text=self.site.name(lang), size=14, bold=True, colour="second")]
        canvas.text(Box(MARGIN, 70, INNER, 20), [name], "site")
        size = 46 if text_width(self.view.title(self.site), 46) < INNER else 34
        canvas.title(
            Box(MARGIN, 96, INNER, 2 * size * 1.2),
            [Run(text=self.view.title(self.site), size=size, bold=True)],
        )
        holds = say("deck.holds", lang, exhibits=count, slides=len(sheets) + 1)
        lines: list[Line] = [[Run(text=holds, size=16, colour="second")], [Run(text="", size=8)]]
        lines += [[Run(text=line, size=16)] for line in self._page_counts()]
        canvas.text(Box(MARGIN, 220, INNER * 0.86, 200), lines, "about", after=4, spacing=110)
        canvas.rule(
            (MARGIN, FOOT_TOP - 48), (WIDTH - MARGIN, FOOT_TOP - 48), Look(line="rule", width=0.75), "rule"
        )
        home = self._home()
        facts: list[Line] = [
            [Run(text=say("deck.filters", lang, filters=self.view.filters(self.site)), size=12)],
            [Run(text=self._version(), size=12, colour="second")],
            [Run(text=say("deck.open", lang, address=home), size=12, colour="second", link=home)],
        ]
        canvas.text(Box(MARGIN, FOOT_TOP - 40, INNER, 84), facts, "filters", after=3)
        write_notes(slide, self._cover_notes(sheets, holds), lang)

    def _page_counts(self) -> list[str]:
        counts = {page: sum(item.page is page for item in self.view.items) for page in self.view.pages}
        return [
            say("deck.page-count", self.lang, page=page.name(self.lang), count=count)
            for page, count in counts.items()
        ]

    def _version(self) -> str:
        return version_line(self.site, self.context, self.lang)

    def _cover_notes(self, sheets: Sequence[Sheet], holds: str) -> list[Block]:
        contents = [
            f"{number}  {sheet.frame.words.title}  {sheet.frame.words.part}"
            for number, sheet in enumerate(sheets, 2)
        ]
        return [
            ("about", [holds]),
            ("notes.filters", [self.view.filters(self.site), self._version()]),
            (BACK, [self._home()]),
            ("notes.contents", contents),
        ]


def _name_in(names: dict[str, str], code: str) -> str:
    return names.get(code, "")
