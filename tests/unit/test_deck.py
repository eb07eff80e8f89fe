"""The PowerPoint file: reopened, its charts hold the figures of the selections, and nothing is lost around them."""

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from itertools import chain, pairwise
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from dashboard.deck.cards import CardSizes, bands_fitting
from dashboard.deck.tables import GAP, PlacedTable, clause_lines
from dashboard.exhibits.charts import Card, CardGroup, Cards, Cell, Table
from dashboard.exhibits.kind import Selection
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import FactRow, Member
from dashboard.figures.words import LANGS, Amount, Lang, Ref, half_widths, plain, say
from dashboard.files.pptx import make_pptx
from dashboard.layout.box import Box
from dashboard.layout.text import BOLD, clean, lines_taken, spaced, text_width, wrapped
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, Item, parse_view
from dashboard.render.figure import why_empty
from dashboard.render.site import Site
from tests.pages import EXHIBITS

CONTEXT = ExportContext(made=date(2026, 11, 23), origin="https://example.org")
MAIN = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
MOST_POINTS = 6_000
EVERYTHING = ""
VIEWS = (
    EVERYTHING,
    "years=2014-2018&page=in-province",
    "city=331100,330100&grade=B&page=in-province",
    "page=east-west&province=510000,220000&year=2018",
    "page=east-west&class=national&q=a",
    "page=cases&side=east-west",
)


class Deck:
    """A deck as it is read again, and the view it was made for."""

    def __init__(self, query: str, lang: Lang, site: Site) -> None:
        self.site = site
        self.lang = lang
        self.view = parse_view(query, site, lang)
        self.content = make_pptx(site, self.view, CONTEXT)
        file = Presentation(BytesIO(self.content))
        self.slides: list[Any] = list(file.slides)
        self.width = file.slide_width

    def of(self, item: Item) -> list[Any]:
        """The slides of an exhibit, by the link in their notes."""
        link = CONTEXT.origin + item.href(self.site, self.lang)
        return [one for one in self.slides[1:] if link in one.notes_slide.notes_text_frame.text.split("\n")]

    def charts(self, key: str) -> list[Any]:
        item = self.item(key)
        return [shape.chart for slide in self.of(item) for shape in slide.shapes if shape.has_chart]

    def item(self, key: str) -> Item:
        return next(item for item in self.view.items if item.exhibit.key == key)

    def selection(self, key: str) -> Selection[Any]:
        return self.item(key).shown(self.lang).selection


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


@pytest.fixture(scope="module")
def deck(site: Site) -> Callable[[str, Lang], Deck]:
    return cache(lambda query, lang: Deck(query, lang, site))


def xml_parts(content: bytes) -> Iterator[tuple[str, Any]]:
    from pptx.oxml import parse_xml

    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                yield name, parse_xml(package.read(name))


def alone(shapes: Iterable[Any]) -> Iterator[Any]:
    """Those in groups too, without the groups."""
    for shape in shapes:
        yield from alone(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else [shape]


def words_of(slide: Any) -> str:
    """All words of a slide, tables and groups included."""
    return "\n".join("".join(one.itertext("{*}t")) for one in slide.element.iter("{*}p"))


# Figures ------------------------------------------------------------------------------------------------------

Columns = list[list[float | None]]
Rows = Sequence[FactRow]


def spread(values: dict[int, float], years: range) -> list[float | None]:
    return [values.get(year) for year in years]


def by(rows: Rows, key: Callable[[FactRow], Any]) -> list[list[FactRow]]:
    groups: dict[Any, list[FactRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def yearly(rows: Rows, years: range, key: Callable[[FactRow], Any]) -> Columns:
    return [spread({row.year or 0: row.value for row in group}, years) for group in by(rows, key)]


def of_columns(_key: str, selection: Any) -> list[Columns]:
    """A column a year; each indicator is a series of its own."""
    found = [row.year for row in selection.rows]
    return [yearly(selection.rows, range(min(found), max(found) + 1), lambda row: row.indicator)]


def of_bars(_key: str, selection: Any) -> list[Columns]:
    """A bar each; each indicator is a series of its own."""
    rows = selection.rows
    return [[[row.value if row is one else None for row in rows] for one in rows]]


def of_series(key: str, selection: Any) -> list[Columns]:
    declared: Any = EXHIBITS[key].declared
    places = {
        indicator: (line.name, part.name)
        for line in declared.lines
        for part in line.parts
        for indicator in part.indicators
    }
    years = range(selection.first, selection.last + 1)

    def series(row: Any) -> Any:
        return places[row.indicator.indicator_id] if isinstance(row, FactRow) else "computed"

    return [yearly(selection.rows, years, series)]


def of_ranked(_key: str, selection: Any) -> list[Columns]:
    return [[[row.value for row in selection.rows]]]


def of_classes(key: str, selection: Any) -> list[Columns]:
    """What is stated of each class, then the members of each by province."""
    declared: Any = EXHIBITS[key].declared
    stated = {fact: row.value for fact, row in selection.stated.items()}
    totals = [stated[one.fact] for one in declared.stated]
    marked = [stated.get(one.of_them) for one in declared.stated]
    members: list[Member] = list(selection.rows)
    classes = [value.key for value in selection.register.column(declared.by).values]
    counts = Counter((one.value(declared.by), one.value("province")) for one in members)
    split = [[counts.get((value, place)) for place in selection.order_of("province")] for value in classes]
    return [[totals, marked], [column for column in split if any(column)]]


def of_years(members: Sequence[Member]) -> list[float | None]:
    values = [member.value("delisted_year") for member in members]
    dated = [values.count(year) or None for year in ("2016", "2017", "2018", "2019", "2020")]
    classes = [member.value("county_class") for member in members if not member.value("delisted_year")]
    undated = [classes.count(value) or None for value in ("unknown", "none")]
    return [*dated, None, *undated]


def of_delisting(_key: str, selection: Any) -> list[Columns]:
    return [[of_years(selection.rows)]]


def of_provinces(_key: str, selection: Any) -> list[Columns]:
    return [[of_years(members)] for _, _, members in selection.grouped("province")]


def of_approval(_key: str, selection: Any) -> list[Columns]:
    years = [member.value("delisted_approved")[:4] for member in selection.rows]
    none = sum(member.value("county_class") == "none" for member in selection.rows)
    dated = [years.count(year) or None for year in ("2018", "2019", "2020")]
    return [[[*dated, None, years.count("") - none or None, none or None]]]


CHARTED: dict[str, Callable[[str, Any], list[Columns]]] = {
    "low-income-population": of_columns,
    "income-2018": of_bars,
    "income-series": of_series,
    "urban-rural-ratio": of_series,
    "taobao-villages": of_columns,
    "taobao-places": of_ranked,
    "county-classes": of_classes,
    "delisting": of_delisting,
    "delisting-provinces": of_provinces,
    "delisting-approved": of_approval,
}


def drawn(chart: Any, key: str) -> Columns:
    """The numbers of a chart by series; where slots are left free for headings, those left out."""
    columns = floats([list(one.values) for one in chart.series])
    return (
        [[one for one in column if one is not None] for column in columns]
        if key == "taobao-places"
        else columns
    )


def floats(columns: Columns) -> Columns:
    return [[None if one is None else float(one) for one in column] for column in columns]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_charts_hold_the_figures_of_the_selection(query: str, lang: Lang, deck: Any) -> None:
    made = deck(query, lang)
    keys = [item.exhibit.key for item in made.view.items if item.exhibit.key in CHARTED]
    shown = [key for key in keys if made.selection(key).rows]
    assert shown or "cases" in query
    for key in shown:
        charts = [drawn(chart, key) for chart in made.charts(key)]
        if key == "taobao-places":  # its rows go over several slides
            charts = [[list(chain.from_iterable(chain.from_iterable(charts)))]]
        expected = [floats(columns) for columns in CHARTED[key](key, made.selection(key))]
        assert sorted(charts, key=str) == sorted(expected, key=str), key


def test_no_chart_is_left_unchecked(deck: Any) -> None:
    made = deck(EVERYTHING, "zh")
    assert {item.exhibit.key for item in made.view.items if made.charts(item.exhibit.key)} == set(CHARTED)


@pytest.mark.parametrize("key", CHARTED)
def test_the_workbook_holds_what_the_chart_shows(key: str, deck: Any) -> None:
    for chart in deck(EVERYTHING, "en").charts(key):
        book = pd.read_excel(
            BytesIO(chart.part.chart_workbook.xlsx_part.blob), index_col=0, keep_default_na=False
        )
        assert list(book.columns) == [one.name for one in chart.series]
        for one in chart.series:
            assert [None if value == "" else float(value) for value in book[one.name]] == list(one.values)
        names = [point.findtext("{*}v") or "" for point in chart._chartSpace.xpath(".//c:ser[1]/c:cat//c:pt")]
        assert [str(name) for name in book.index] == names


def test_gaps_stay_gaps(deck: Any) -> None:
    chart = deck(EVERYTHING, "zh").charts("income-series")[0]
    assert chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]
    assert any(value is None for one in chart.series for value in one.values)


@pytest.mark.parametrize("lang", LANGS)
def test_cards_stand_as_printed_and_planned_ones_are_dashed(lang: Lang, deck: Any) -> None:
    made = deck(EVERYTHING, lang)
    groups = [
        (item, group)
        for item in made.view.items
        if isinstance(drawing := item.shown(lang).chart, Cards)
        for group in drawing.groups
    ]
    assert any("planned" in card.marks for _, group in groups for card in group.cards)
    for item in {item.exhibit.key: item for item, _ in groups}.values():
        shapes = {shape.name: shape for slide in made.of(item) for shape in alone(slide.shapes)}
        for card in (card for one, group in groups if one is item for card in group.cards):
            shape = shapes[str(card.amount)]
            assert shape.text_frame.text == str(card.amount)
            if "planned" in card.marks:
                assert shape._element.xpath(".//a:prstDash/@val") == ["dash"]
                assert say("status.planned", lang) in "".join(words_of(slide) for slide in made.of(item))


@pytest.mark.parametrize("lang", LANGS)
def test_tables_have_all_their_rows(lang: Lang, deck: Any) -> None:
    made = deck(EVERYTHING, lang)
    for item in made.view.items:
        table = item.shown(lang).chart
        if isinstance(table, Table):
            frames = [shape for slide in made.of(item) for shape in slide.shapes if shape.has_table]
            first = [
                row.cells[0].text.replace("\n", "") for one in frames for row in list(one.table.rows)[1:]
            ]
            pairs = list(zip(first, table.rows, strict=True))
            assert all(text.startswith(row[0].text) for text, row in pairs)
            assert {cell.text for one in frames for cell in one.table.rows[0].cells} == set(table.head)


def test_tables_of_the_appendix_take_as_few_slides_as_the_file_has_room_for(deck: Any) -> None:
    """Whole, and cut alike in both languages; what an address names is cut as in a browser."""
    counts = {}
    for lang in LANGS:
        made = deck(EVERYTHING, lang)
        counts[lang] = {one.exhibit.key: len(made.of(one)) for one in made.view.items}
    assert counts["zh"] == counts["en"]
    assert counts["en"]["county-table"] < 20
    assert len(deck("show=county-table", "en").slides) > 20
    words = "\n".join(
        words_of(one)
        for one in deck(EVERYTHING, "en").of(deck(EVERYTHING, "en").item("outcomes-before-after"))
    )
    assert "…" not in words
    assert "0.85%" in words


def test_a_long_table_says_which_part_it_is(deck: Any) -> None:
    slides = deck(EVERYTHING, "zh").of(deck(EVERYTHING, "zh").item("county-table"))
    assert len(slides) > 1
    assert [one.shapes.title.text_frame.text.split()[-1] for one in slides] == [
        f"{number}/{len(slides)}" for number in range(1, len(slides) + 1)
    ]


def test_a_title_with_the_number_of_its_part_takes_a_line_where_it_has_room(deck: Any) -> None:
    slides = deck("page=east-west&show=people-sent&compare=520000,510000", "en").slides[1:]
    assert len(slides) > 1
    assert all(one.shapes.title.height < Pt(33) for one in slides)


def sizes_of(slide: Any, words: Iterable[str]) -> list[float]:
    runs = [
        run
        for shape in alone(slide.shapes)
        if shape.has_text_frame
        for one in shape.text_frame.paragraphs
        for run in one.runs
    ]
    return [run.font.size.pt for run in runs if run.text in words]


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_figure_makes_no_words_of_a_line_small(lang: Lang, deck: Any) -> None:
    made = deck("show=people-sent", lang)
    labels = {card.label for group in made.view.items[0].shown(lang).chart.groups for card in group.cards}
    for slide in made.slides[1:]:
        assert min(sizes_of(slide, labels)) >= 20


@pytest.mark.parametrize("lang", LANGS)
def test_long_figures_side_by_side_stand_below_each_other_rather_than_small(lang: Lang, deck: Any) -> None:
    made = deck("preset=five&province=420000", lang)
    (item,) = (one for one in made.view.items if one.exhibit.key == "people-sent")
    (slide,) = made.of(item)
    numbers = {card.amount.number for group in item.shown(lang).chart.groups for card in group.cards}
    assert min(sizes_of(slide, numbers)) >= 40


@pytest.mark.parametrize("lang", LANGS)
def test_passages_are_as_large_as_they_have_room(lang: Lang, deck: Any) -> None:
    made = deck("show=lines-of-work", lang)
    headings = {one.heading for one in made.view.items[0].shown(lang).chart.items}
    assert min(sizes_of(made.slides[1], headings)) > 22


def runs_of(cell: Any) -> list[Any]:
    return [run for one in cell.text_frame.paragraphs for run in one.runs]


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_has_one_type_on_all_its_slides(lang: Lang, deck: Any) -> None:
    made = deck(EVERYTHING, lang)
    several = 0
    for item in made.view.items:
        tables = [one.table for slide in made.of(item) for one in slide.shapes if one.has_table]
        for rows in (slice(1), slice(1, None)):
            cells = (cell for table in tables for row in list(table.rows)[rows] for cell in row.cells)
            assert len({run.font.size for cell in cells for run in runs_of(cell)}) <= 1, item.exhibit.key
        several += len(tables) > 1
    assert several > 5


@pytest.mark.parametrize("query", ["show=people-sent", "show=outcomes-lifted", "show=headlines"])
@pytest.mark.parametrize("lang", LANGS)
def test_figures_have_one_type_on_all_slides_of_an_exhibit(query: str, lang: Lang, deck: Any) -> None:
    made = deck(query, lang)
    groups = made.view.items[0].shown(lang).chart.groups
    numbers = {card.amount.number for group in groups for card in group.cards}
    assert len({size for slide in made.slides[1:] for size in sizes_of(slide, numbers)}) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_each_clause_beside_a_figure_has_a_line_of_its_own(lang: Lang, deck: Any) -> None:
    made = deck("show=people-sent", lang)
    groups = made.view.items[0].shown(lang).chart.groups
    said = [[card.label, *card.detail.split(" · ")] for group in groups for card in group.cards]
    boxes = [one for slide in made.slides[1:] for one in alone(slide.shapes) if one.has_text_frame]
    told = [[one.text for one in box.text_frame.paragraphs] for box in boxes]
    assert all(lines in told for lines in said)


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_that_is_a_statement_is_not_much_larger_than_its_title(lang: Lang, deck: Any) -> None:
    made = deck("page=cases", lang)
    told = {one.summary for group in made.item("case-cards").shown(lang).chart.groups for one in group.cases}
    sizes = [size for slide in made.slides[1:] for size in sizes_of(slide, told)]
    assert 30 < max(sizes) <= 40


@pytest.mark.parametrize(("lang", "most"), [("zh", 4), ("en", 5)])
def test_the_list_beside_a_map_has_the_room_that_the_map_leaves(lang: Lang, most: int, deck: Any) -> None:
    """In English one of its lines is longer than that."""
    (slide,) = deck("show=pairing-map", lang).slides[1:]
    (box,) = (one for one in slide.shapes if one.name == "note")
    texts = [spaced(one.text.replace("\u3000", "   ")) for one in box.text_frame.paragraphs]
    assert len(texts) == 4
    assert sum(lines_taken(text, 14, box.width.pt) for text in texts) == most


@pytest.mark.parametrize("lang", LANGS)
def test_sources_stay_on_the_slide(lang: Lang, deck: Any) -> None:
    made = deck(EVERYTHING, lang)
    for slide in made.slides[1:]:
        (foot,) = (one for one in slide.shapes if one.name == "source")
        _filters, *sources = [one.text for one in foot.text_frame.paragraphs]
        taken = sum(lines_taken(spaced(text), 10, 0.95 * foot.width.pt) for text in sources)
        assert taken <= 2, sources


def test_what_leads_somewhere_is_a_run_for_each_word(deck: Any) -> None:
    made = deck(EVERYTHING, "en")
    linked = [
        [run.text for run in one.runs if run.hyperlink.address]
        for item in made.view.items
        for slide in made.of(item)
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for one in cell.text_frame.paragraphs
    ]
    assert ["Jiulitang ", "Resettlement ", "Estate, ", "Pan'an ", "County"] in linked
    assert ["Zhejiang–", "Sichuan ", "textile ", "park ", "in ", "Pingshan ", "County"] in linked
    assert all(" " not in word.rstrip() for words in linked for word in words)


def test_no_stop_hangs_over_the_edge_of_its_words(deck: Any) -> None:
    paragraphs = [one for slide in deck(EVERYTHING, "zh").slides for one in slide.element.iter("{*}pPr")]
    assert {one.get("hangingPunct") for one in paragraphs} == {"0"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_cover_speaks_of_several_slides_only_where_an_exhibit_takes_them(lang: Lang, deck: Any) -> None:
    over = say("deck.over", lang)
    assert over in words_of(deck(EVERYTHING, lang).slides[0])
    assert over not in words_of(deck("preset=five&province=520000", lang).slides[0])


def test_all_groups_of_cells_lie_on_the_slide_whatever_their_titles_say(deck: Any) -> None:
    (slide,) = deck("show=county-waffle&year=2018", "en").slides[1:]
    shapes = [one for one in alone(slide.shapes) if one.has_text_frame]
    titles = [one for one in shapes if "on show" in one.text_frame.text]
    assert [one.text_frame.text.split()[0] for one in titles] == ["Sichuan", "Guizhou", "Hubei", "Jilin"]
    assert max(one.left + one.width for one in shapes) <= Pt(912.1)
    assert all(first.left + first.width < second.left for first, second in pairwise(titles))
    for one in titles:
        assert lines_taken(one.text_frame.text, 14 * BOLD, one.width.pt) <= 2


@pytest.mark.parametrize("lang", LANGS)
def test_tiles_are_shapes_with_their_names_in_rows_as_wide_as_the_slide(lang: Lang, deck: Any) -> None:
    (slide,) = deck("show=relation-map&maps=tiles", lang).slides[1:]
    assert not any(one.has_chart for one in slide.shapes)
    names = {"zh": {"凯里", "黄平", "龙井"}, "en": {"Kaili", "Huangping", "Longjing"}}[lang]
    shapes = {one.text_frame.text: one for one in alone(slide.shapes) if one.has_text_frame}
    assert names <= set(shapes)
    tiles = [one for one in alone(slide.shapes) if one.name in shapes and one.height < Pt(60)]
    assert len({one.left for one in tiles}) >= 8


def test_a_label_in_bold_takes_the_lines_that_it_needs() -> None:
    card = Card(amount=Amount("", "13", "%"), label="Low-income rural households", ref=Ref("fact", "one"))
    sizes = CardSizes(60, 22, 20, 18, 3)
    width = text_width(card.label, sizes.label) + 5
    assert sizes.height([card], width) > sizes.height([card], width * BOLD) + sizes.label


def test_five_figures_stand_as_three_and_two() -> None:
    card = Card(amount=Amount("", "45", ""), label="Cadres", ref=Ref("fact", "one"))
    group = CardGroup(title="Sent by cities", cards=(card,) * 5, accent="brick")
    assert bands_fitting(Box(0, 0, 816, 420), Cards((group,), columns=4)).columns == 3


def test_chinese_words_take_their_height_in_an_english_table() -> None:
    heights = [
        PlacedTable(
            Box(0, 0, 900, 400), Table(head=("As printed",), rows=((Cell(text=text),),)), (100,), "en"
        )
        for text in ("低收入农户", "low-income households")
    ]
    chinese, english = (one.row_heights(20)[0] for one in heights)
    assert chinese > 1.15 * english


@pytest.mark.parametrize(("province", "lang"), [("522630", "en"), ("510000", "zh"), ("510000", "en")])
def test_no_short_text_of_a_table_is_parted(province: str, lang: Lang, deck: Any) -> None:
    """Where its type need not be the smallest for that."""
    made = deck(f"show=county-table,case-matrix&province={province}", lang)
    for slide in made.slides[1:]:
        for table in (one.table for one in slide.shapes if one.has_table):
            widths = [one.width.pt - GAP for one in table.columns]
            for row in list(table.rows)[1:]:
                for cell, room in list(zip(row.cells, widths, strict=True))[1:]:
                    for run in (run for run in runs_of(cell) if half_widths(run.text) <= 10):
                        assert text_width(run.text, run.font.size.pt) < room, run.text


def test_years_of_a_chart_never_meet(deck: Any) -> None:
    """LibreOffice writes all of them."""
    made = deck("show=urban-rural-ratio&ratio=4:3", "en")
    (chart,) = made.charts("urban-rural-ratio")
    size = int(chart._chartSpace.xpath(".//c:catAx//a:defRPr/@sz")[0]) / 100
    assert 12 * text_width("2010 ", size) < 646


@pytest.mark.parametrize("query", ["show=lines-of-work", "page=cases&show=case-cards"])
def test_no_paragraph_that_is_enlarged_leaves_a_character_alone(query: str, deck: Any) -> None:
    made = deck(query, "zh")
    told = [one for slide in made.slides[1:] for one in slide.shapes if one.has_text_frame]
    said = [(one, box.width.pt) for box in told for one in box.text_frame.paragraphs if len(one.text) > 12]
    for one, width in said:
        *_, last = wrapped(spaced(one.text), one.runs[0].font.size.pt, width)
        assert len(last.rstrip("。”")) > 1, one.text


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (400, ["China Youth Daily · 2020-10-14 · C"]),
        (200, ["China Youth Daily ·", "2020-10-14 · C"]),
        (60, ["China Youth Daily ·", "2020-10-14 · C"]),
    ],
)
def test_a_cell_is_parted_between_its_clauses(room: float, lines: list[str]) -> None:
    """So no date is, and a grade stays with its date."""
    assert clause_lines("China Youth Daily · 2020-10-14 · C", 16, room) == lines
    inferred = ["2018年至2020年9月累计", "（时间为推断）"]
    assert clause_lines("".join(inferred), 16, room) == (["".join(inferred)] if room == 400 else inferred)


# Maps ---------------------------------------------------------------------------------------------------------

MAPS = ("relation-map", "supported-areas", "pairing-map", "case-map")


@pytest.mark.parametrize("key", MAPS)
def test_maps_are_few_points_of_named_freeforms(key: str, deck: Any) -> None:
    (slide,) = deck(EVERYTHING, "zh").of(deck(EVERYTHING, "zh").item(key))
    points = len(slide.element.findall(".//a:custGeom//a:pt", MAIN))
    assert 1_000 < points <= MOST_POINTS


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", ["pairing-map", "supported-areas"])
def test_areas_are_named_after_their_places(key: str, lang: Lang, deck: Any) -> None:
    made = deck(EVERYTHING, lang)
    (slide,) = made.of(made.item(key))
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6 and shape.name != "legend"]
    freeforms = {shape.name for shape in group.shapes if shape._element.findall(".//a:custGeom", MAIN)}
    assert {name_of(row.area, lang) for row in made.selection(key).rows} <= freeforms
    assert group._element.nvGrpSpPr.cNvPr.get("descr") == made.item(key).shown(lang).alt


def test_a_scrap_of_an_area_at_the_edge_of_a_map_is_left_out(deck: Any) -> None:
    (slide,) = deck("show=pairing-map&province=510000", "zh").slides[1:]
    lands = Counter(one.name for one in alone(slide.shapes) if one.name in ("吉林省", "湖北省"))
    assert lands == {"吉林省": 1, "湖北省": 2}  # Jilin is in the corner alone


@pytest.mark.parametrize("lang", LANGS)
def test_names_stand_on_the_fill_that_their_ink_is_for(lang: Lang, deck: Any) -> None:
    (slide,) = deck("show=supported-areas", lang).slides[1:]
    shapes = list(alone(slide.shapes))
    areas = [
        one for one in shapes if one._element.xpath(".//a:custGeom") and one.click_action.hyperlink.address
    ]
    white = [one for one in shapes if one._element.xpath(".//a:rPr/a:solidFill/a:schemeClr[@val='bg1']")]
    assert len(white) > 8
    for name in white:
        middle = name.top + name.height / 2
        for end in (name.left + Pt(1), name.left + name.width - Pt(1)):
            assert any(
                one.left <= end <= one.left + one.width and one.top <= middle <= one.top + one.height
                for one in areas
            ), name.name


def test_links_on_a_map_are_named_after_their_ends(deck: Any) -> None:
    made = deck(EVERYTHING, "zh")
    (slide,) = made.of(made.item("pairing-map"))
    names = [shape.name for shape in slide.shapes if shape.shape_type == 6 for shape in shape.shapes]
    ends = {
        (partner.area.name_zh, prefecture.name_zh)
        for row in made.selection("pairing-map").rows
        for partner in row.partners
        if partner.level == "city" and (prefecture := row.enclosing("city"))
    }
    links = [f"{city} – {prefecture}" for city, prefecture in ends]
    assert sorted(name for name in names if " – " in name) == sorted(links)


@pytest.mark.parametrize("query", ["page=east-west&province=520000", "page=east-west&q=a&year=2019"])
def test_a_map_shows_the_counties_that_filters_leave(query: str, deck: Any) -> None:
    made = deck(query, "zh")
    (slide,) = made.of(made.item("pairing-map"))
    names = {shape.name for shape in slide.shapes if shape.shape_type == 6 for shape in shape.shapes}
    whole = EXHIBITS["pairing-map"].show({}, "zh").selection.rows
    left = {row.area.name_zh for row in made.selection("pairing-map").rows}
    assert left
    assert names & {row.area.name_zh for row in whole} == left


# What stands around -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_every_slide_says_what_it_is(query: str, lang: Lang, deck: Any) -> None:
    made = deck(query, lang)
    for item in made.view.items:
        if item.shown(lang).emptied_by:
            continue  # all of these stand on one slide
        slides = made.of(item)
        assert slides, item.exhibit.key
        for slide in slides:
            said, note = words_of(slide), slide.notes_slide.notes_text_frame.text
            assert slide.shapes.title.text_frame.text.startswith(item.title(lang))
            assert item.subtitle(lang) in said
            assert item.filters(made.site, lang) in said
            assert f"{made.slides.index(slide) + 1} / {len(made.slides)}" in said
            shown = item.shown(lang)
            for text in (item.title(lang), item.subtitle(lang), plain(shown.note), shown.alt):
                assert text in note
            assert made.site.package.version in note
            for source_id in item.shown(lang).selection.sources:
                source = made.site.package.source(source_id)
                assert (source.title_zh if lang == "zh" else source.title_en) in note
                assert source.address in note
            links = [one.target_ref for one in slide.part.rels.values() if one.is_external]
            assert CONTEXT.origin + item.href(made.site, lang) in links


def test_notes_tell_where_in_its_source_a_figure_stands(deck: Any) -> None:
    made = deck(EVERYTHING, "en")
    (slide,) = made.of(made.item("relocation"))
    fact = made.site.package.fact("relocation-2013-2019")
    place = say("proof.place-of", "en", paragraph=fact.paragraph, first=fact.start + 1, last=fact.end)
    assert place in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", ["show=case-pingshan-textile-card", "show=case-chen-liqun-teaching-card"])
def test_a_case_alone_has_its_words_and_figures_beside_each_other(query: str, lang: Lang, deck: Any) -> None:
    """Without figures, its words take the width; they have not the title again."""
    made = deck(query, lang)
    slide, (item,) = made.slides[1], made.view.items
    (case,) = item.shown(lang).chart.groups[0].cases
    shapes = {shape.name: shape for shape in alone(slide.shapes)}
    words = next(one for one in shapes.values() if one.has_text_frame and case.summary in one.text_frame.text)
    assert case.title not in words.text_frame.text
    right = words.left + words.width
    assert all(shapes[str(card.amount)].left > right for card in case.cards)
    assert case.cards or words.width > 0.85 * made.width


def test_no_words_of_a_cover_lie_on_others(deck: Any) -> None:
    shapes = [one for one in deck("preset=ten&province=520000", "en").slides[0].shapes if one.has_text_frame]
    filled = [one for one in shapes if one.text_frame.text]
    about, contents, *_ = sorted(filled, key=lambda one: one.top)[2:]
    columns = [one for one in filled if one.name == "contents"]
    assert len(columns) == 2
    assert about.top + about.height <= contents.top
    filters = next(one for one in filled if one.name == "filters")
    for one in columns:
        lines = len(one.text_frame.paragraphs)
        assert one.top + lines * Pt(16 * 1.25 + 4) < filters.top


@pytest.mark.parametrize("lang", LANGS)
def test_the_cover_says_what_is_in_the_file(lang: Lang, deck: Any) -> None:
    made = deck("page=east-west&province=520000", lang)
    said = words_of(made.slides[0])
    for text in (
        made.view.title(made.site),
        made.view.filters(made.site),
        made.site.package.version,
        "2026-11-23",
    ):
        assert text in said
    contents = made.slides[0].notes_slide.notes_text_frame.text
    assert all(item.title(lang) in contents for item in made.view.items)
    links = [one.target_ref for one in made.slides[0].part.rels.values() if one.is_external]
    assert links == [CONTEXT.origin + made.site.href("/east-west", lang) + "?province=520000"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_filters_empty_says_so(lang: Lang, deck: Any) -> None:
    """On one slide, the last; the notes say why."""
    made = deck("page=east-west&class=provincial&province=220000", lang)
    emptied = [item for item in made.view.items if item.shown(lang).emptied_by]
    assert len(emptied) > 1
    assert [one for one in made.slides if say("deck.emptied", lang) in words_of(one)] == made.slides[-1:]
    said, notes = words_of(made.slides[-1]), made.slides[-1].notes_slide.notes_text_frame.text
    for item in emptied:
        assert item.title(lang) in said
        assert why_empty(item.exhibit, item.shown(lang), lang) in notes
        assert not made.of(item)


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_view_is_one_slide(lang: Lang, deck: Any) -> None:
    made = deck("page=east-west&q=zzzz&show=county-waffle,county-table", lang)
    (slide,) = made.slides
    assert slide.shapes.title.text_frame.text == say("deck.emptied", lang)
    assert "zzzz" in words_of(slide)
    assert CONTEXT.origin + made.site.href("/east-west", lang) in words_of(slide)
    assert "1 / 1" in words_of(slide)


@pytest.mark.parametrize("lang", LANGS)
def test_runs_name_fonts_and_language(lang: Lang, deck: Any) -> None:
    tag = {"zh": "zh-CN", "en": "en-US"}[lang]
    checked = 0
    for name, root in xml_parts(deck(EVERYTHING, lang).content):
        if name.startswith(("ppt/slides/", "ppt/charts/", "ppt/notesSlides/")):
            for run in (*root.iter("{*}rPr"), *root.iter("{*}defRPr")):
                assert run.get("lang") == tag, name
                assert run.find("a:ea", MAIN).get("typeface") in ("+mn-ea", "+mj-ea")
                assert run.find("a:latin", MAIN).get("typeface") in ("+mn-lt", "+mj-lt")
                checked += 1
    assert checked > 1_000


@pytest.mark.parametrize("lang", LANGS)
def test_no_picture_stands_in_the_file(lang: Lang, deck: Any) -> None:
    content = deck(EVERYTHING, lang).content
    with zipfile.ZipFile(BytesIO(content)) as package:
        kinds = package.read("[Content_Types].xml").decode()
        assert "image/" not in kinds
        assert not [name for name in package.namelist() if "media" in name or "thumbnail" in name]
    for _, root in xml_parts(content):
        assert not [*root.iter("{*}pic"), *root.iter("{*}blip")]


def test_charts_and_tables_are_told_in_words(deck: Any) -> None:
    for slide in deck(EVERYTHING, "zh").slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                assert shape._element[0][0].get("descr")


def test_shapes_of_a_slide_have_their_own_ids(deck: Any) -> None:
    for slide in deck(EVERYTHING, "en").slides:
        ids = [one.get("id") for one in slide.element.iter("{*}cNvPr")]
        assert len(ids) == len(set(ids))


def test_everything_lies_on_the_slide(deck: Any) -> None:
    """A label may reach over the edge of its drawing, but not off the slide."""
    for lang in LANGS:
        for slide in deck(EVERYTHING, lang).slides:
            for shape in slide.shapes:
                assert shape.left >= 0, shape.name
                assert shape.top >= 0, shape.name
                assert shape.left + shape.width <= 12_192_000, shape.name
                assert shape.top + shape.height <= 6_858_000, shape.name


def test_the_same_view_gives_the_same_bytes(site: Site) -> None:
    view = parse_view("show=delisting,timeline,supported-areas", site, "zh")
    content = make_pptx(site, view, CONTEXT)
    assert make_pptx(site, view, CONTEXT) == content
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert {part.date_time for part in package.infolist()} == {(2026, 11, 23, 0, 0, 0)}


def test_properties_name_title_language_and_day(deck: Any) -> None:
    about = Presentation(BytesIO(deck(EVERYTHING, "en").content)).core_properties
    assert about.title == "Zhejiang Poverty Alleviation Data"
    assert about.language == "en"
    assert about.created is not None
    assert about.created.date() == CONTEXT.made


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert clean("a\x00\x0b\ufffe\ud800茶\U0001f375") == "a茶\U0001f375"


def test_control_characters_and_markup_do_not_break_the_file(site: Site) -> None:
    made = Deck("page=east-west&q=%3Cb%3E%22%26%01%0B%EF%BF%BE%5Bs", "zh", site)
    assert made.view.items[0].choices["q"]
    assert all('<b>"&' in words_of(slide) for slide in made.slides[1:])


@pytest.mark.parametrize("query", ["page=in-province&years=2012-2012", "page=in-province&years=2023-2023"])
def test_years_that_leave_next_to_nothing_make_slides_too(
    query: str, deck: Callable[[str, Lang], Deck]
) -> None:
    assert deck(query, "zh").view.items
