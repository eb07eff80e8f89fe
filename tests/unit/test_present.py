"""Slides: what an address asks for, what is refused, how long exhibits are cut, and that nothing is lost by it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from math import ceil
from typing import Any
from urllib.parse import unquote

import pytest
from pptx import Presentation

from dashboard.exhibits import marks
from dashboard.exhibits.charts import (
    Cards,
    CaseCards,
    Cell,
    Passages,
    Table,
    Waffle,
    WaffleCell,
    WaffleGroup,
)
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.marks import Bar, Label, Plot, Point
from dashboard.exhibits.marks_map import Map, MapName
from dashboard.figures import words
from dashboard.figures.words import LANGS, Lang, Ref, plain
from dashboard.files.pptx import make_pptx
from dashboard.layout.paging import HALF, column_shares, paged, things_in
from dashboard.layout.room import spans
from dashboard.package.load import Package
from dashboard.pages.frame import LONGEST_CODED
from dashboard.pages.view import Item, ViewError, parse_view
from dashboard.render.site import Site
from dashboard.slides import presentation
from dashboard.slides.parts import Part, parts_of
from tests.unit.test_deck import CONTEXT


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def walk(part: Any) -> Iterator[Any]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from walk(one)
    elif hasattr(part, "to_plotly_json"):
        yield part
        yield from walk(getattr(part, "children", None))


def properties(part: Any) -> dict[str, Any]:
    found: dict[str, Any] = part.to_plotly_json()["props"]
    return found


def slides(query: str, site: Site, lang: Lang = "zh") -> list[Any]:
    deck = presentation.deck(presentation.read(query, site, lang), site)
    return [part for part in walk(deck) if "data-slide" in properties(part)]


def keys(query: str, site: Site, lang: Lang = "zh") -> list[str]:
    return [properties(slide).get("data-exhibit", "cover") for slide in slides(query, site, lang)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_cover_and_then_all_that_is_drawn_in_the_order_of_the_pages(site: Site, lang: Lang) -> None:
    """Tables are an appendix: left out where none is named, last in the list to choose from, and called so there."""
    view = parse_view("", site, lang)
    shown = keys("", site, lang)
    assert shown[0] == "cover"
    tables = [item.exhibit.key for item in view.items if isinstance(item.shown(lang).chart, Table)]
    drawn = [item.exhibit.key for item in view.items if item.exhibit.key not in tables]
    assert tables
    assert list(dict.fromkeys(shown[1:])) == drawn
    deck = presentation.deck(presentation.read("", site, lang), site)
    rows = [part for part in walk(deck) if "data-key" in properties(part)]
    assert [properties(part)["data-key"] for part in rows] == drawn + tables
    named = [
        words.say("present.appendix", lang) in " ".join(text for one in walk(part) for text in texts(one))
        for part in rows
    ]
    assert named == [False] * len(drawn) + [True] * len(tables)


def test_an_address_too_long_for_a_phone_has_no_code(site: Site) -> None:
    every = ",".join(item.exhibit.key for item in parse_view("", site, "zh").items)
    long = f"show={every}&q={'很' * 60}"
    assert len(parse_view(long, site, "zh").query) > LONGEST_CODED
    assert not [part for part in walk(slides(long, site)[0]) if "data-code" in properties(part)]


def test_tiles_take_the_place_of_maps_where_the_address_asks_for_them(site: Site) -> None:
    """The counties stay, with their names and their proofs; no file of shapes is asked for."""
    query = "show=pairing-map,supported-areas,case-map&maps=tiles"
    deck = presentation.deck(presentation.read(query, site, "zh"), site)
    assert json.loads(properties(deck)["data-load"]) == []
    assert presentation.read(query, site, "zh").view.query == query
    for slide in slides(query, site)[1:]:
        said = " ".join(text for part in walk(slide) for text in texts(part))
        assert site.package.site.maps.note.zh not in said
    (tick,) = [part for part in walk(deck) if properties(part).get("data-ask") == "maps=tiles"]
    assert properties(tick)["aria-checked"] == "true"
    plain_deck = presentation.deck(presentation.read("show=pairing-map", site, "zh"), site)
    assert json.loads(properties(plain_deck)["data-load"])


def test_tables_come_where_they_are_asked_for_or_where_there_is_nothing_else(site: Site) -> None:
    assert keys("show=county-table,delisting", site)[1] == "county-table"
    assert keys("show=county-table,delisting", site)[-1] == "delisting"
    place = keys("page=place-522629", site)
    assert len(place) > 1


def test_the_cover_leads_back_to_what_is_shown(site: Site) -> None:
    for query, address in {
        "page=east-west&province=510000": "to=/east-west?province%3D510000",
        "show=delisting,timeline": "to=/present?show%3Ddelisting,timeline",
    }.items():
        (code,) = [part for part in walk(slides(query, site)[0]) if "data-code" in properties(part)]
        source = properties(code)["data-code"]
        assert source.startswith("/export/qr.svg?")
        assert unquote(source) == unquote(f"/export/qr.svg?{address}")
        assert properties(code)["alt"]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", ["四川", "贵州", "湖北", "吉林", "浙江"]),
        ("&province=520000", ["黔东南", "黔西南", "杭州", "宁波", "贵州 24个县", "浙江"]),
    ],
)
def test_a_map_beside_a_list_has_at_most_seven_names(site: Site, query: str, named: list[str]) -> None:
    (part,), _ = parts_of(parse_view(f"show=pairing-map{query}", site, "zh"))
    chart = part.shown.chart
    assert isinstance(chart, Map)
    found = [
        marks.plain(mark.words)
        for mark in chart.marks()
        if isinstance(mark, MapName) and "wide" in mark.screens
    ]
    assert found == named


def test_the_place_of_a_name_on_a_phone_is_none_of_the_seven_of_a_slide(site: Site) -> None:
    (item,) = parse_view("show=pairing-map&city=330800", site, "zh").items
    chart = item.shown("zh").chart
    assert isinstance(chart, Map)
    (panel,) = chart.panels
    names = [mark for mark in panel.marks if isinstance(mark, MapName)]
    assert len(names) == 7
    seventh = replace(next(one for one in names if one.size != "large"), words=((marks.Piece("seventh"),),))
    with_it = replace(chart, panels=(replace(panel, marks=(*panel.marks, seventh)),))
    (shown,) = paged(with_it, with_it)
    assert isinstance(shown, Map)
    assert seventh in shown.panels[0].marks


def test_exhibits_come_in_the_order_asked_for(site: Site) -> None:
    assert keys("show=delisting,timeline&year=2018", site) == ["cover", "delisting", "timeline"]


def test_a_slide_has_the_same_number_in_both_languages(site: Site) -> None:
    assert keys("", site, "zh") == keys("", site, "en")
    assert keys("page=east-west&province=510000", site, "zh") == keys(
        "page=east-west&province=510000", site, "en"
    )


def every_chart(site: Site, lang: Lang) -> Iterator[tuple[Item, Chart, list[Chart]]]:
    other: Lang = "en" if lang == "zh" else "zh"
    for item in parse_view("", site, lang).items:
        chart, twin = item.shown(lang).chart, item.shown(other).chart
        assert chart is not None
        assert twin is not None
        yield item, chart, paged(chart, twin)


def contents(chart: Chart) -> list[Any]:
    match chart:
        case Table():
            return [[cell.text[:40] for cell in row] for row in chart.rows]
        case Cards():
            return [card for group in chart.groups for card in group.cards]
        case CaseCards():
            return [case for group in chart.groups for case in group.cases]
        case Passages():
            return [item.heading for item in chart.items]
        case Map() | Waffle():
            return []
        case Plot():
            return [tick.text.replace("\n", " ") for tick in chart.panels[0].y.ticks]


@pytest.mark.parametrize("lang", LANGS)
def test_a_long_exhibit_goes_over_several_slides_with_all_its_rows(site: Site, lang: Lang) -> None:
    """But for the end of a cell that is higher than a slide."""
    for item, chart, parts in every_chart(site, lang):
        together = [one for part in parts for one in contents(part)]
        assert together == contents(chart), item.exhibit.key
        assert sum(map(things_in, parts)) == things_in(chart), item.exhibit.key
    assert keys("show=county-table", site, lang).count("county-table") > 1


@pytest.mark.parametrize("lang", LANGS)
def test_few_figures_are_key_figures(site: Site, lang: Lang) -> None:
    for exhibit, key in {"headlines": True, "mountain-sea": False}.items():
        parts, _ = parts_of(parse_view(f"show={exhibit}", site, lang))
        assert {isinstance(one.shown.chart, Cards) and one.shown.chart.key for one in parts} == {key}, exhibit


def test_runs_are_as_few_and_as_even_as_can_be() -> None:
    assert spans([1, 1, 1, 1, 1, 1], 4) == [(0, 3), (3, 6)]
    assert spans([5, 1, 1], 4) == [(0, 1), (1, 3)]
    assert spans([2], 9) == [(0, 1)]
    assert spans([1, 1, 9, 1, 1], 2) == [(0, 2), (2, 3), (3, 5)]


def test_columns_share_the_width_by_what_they_hold() -> None:
    row = (Cell(text="四川"), Cell(text="a" * 400), Cell(text="2018"))
    shares = column_shares(Table(head=("省", "县", "年"), rows=(row,)))
    assert sum(shares) == pytest.approx(100, abs=0.1)
    assert shares[1] > 80 > shares[0] > 0


@pytest.mark.parametrize(
    ("page", "left_out"), [("case-pingshan-textile", "案例"), ("place-330100", "帮扶方")]
)
def test_a_table_has_no_column_that_says_what_its_title_says(page: str, left_out: str, site: Site) -> None:
    parts, _ = parts_of(parse_view(f"page={page}", site, "zh"))
    wholes = [(part, part.item.shown("zh").chart) for part in parts]
    found = [(one, whole) for one, whole in wholes if isinstance(whole, Table) and whole.head[0] == left_out]
    assert found
    for part, whole in found:
        assert isinstance(part.shown.chart, Table)
        assert (left_out, *part.shown.chart.head) == whole.head
        assert len(part.shares()) == len(part.shown.chart.head) == len(part.shown.chart.rows[0])


def test_a_short_chinese_text_has_room_on_one_line() -> None:
    """Whatever is long beside it."""
    row = (Cell(text="黔西南"), Cell(text="国家级贫困县"), Cell(text="凯里、黄平、施秉、三穗" * 30))
    table = Table(head=("州", "类别", "县"), rows=(row,))
    rooms = [share / 100 * 733 - 10 for share in column_shares(table)]
    assert rooms[:2] == [pytest.approx(6 * HALF, abs=2), pytest.approx(12 * HALF, abs=2)]


def test_columns_give_room_where_that_saves_a_line() -> None:
    """A row with one long cell leaves the other rows their lines."""
    long = (Cell(text="杭州市"), Cell(text="浙江省" * 100))
    rows = (long, *((Cell(text="宁波市、温州市、嘉兴市、湖州市、绍兴市"), Cell(text="浙江省")),) * 5)
    first, _ = column_shares(Table(head=("市", "省"), rows=rows))
    assert first / 100 * 733 - 10 >= 37.5 * HALF


def test_two_columns_of_a_row_that_are_as_high_both_get_wider(site: Site) -> None:
    """Though one of them alone would save no line."""
    (item,) = parse_view("show=outcomes-before-after&province=522630", site, "en").items
    chart = item.shown("en").chart
    assert isinstance(chart, Table)
    *_, first, second, third = column_shares(chart, 570)
    assert first == second == third


def test_lying_bars_are_parted_where_a_group_ends(site: Site) -> None:
    """So that each part begins with the heading of its group."""
    parts, _ = parts_of(parse_view("show=taobao-places&grade=A", site, "zh"))
    assert len(parts) == 2
    for part in parts:
        assert isinstance(part.shown.chart, Plot)
        (panel,) = part.shown.chart.panels
        headings = [
            marks.number(mark.y) for mark in panel.marks if isinstance(mark, Label) and mark.y is not None
        ]
        assert min(headings) < min(marks.number(tick.at) for tick in panel.y.ticks)


@pytest.mark.parametrize(
    "exhibit", ["outcomes-before-after", "people-sent", "projects-and-people", "outcomes-lifted"]
)
def test_a_higher_slide_holds_more(exhibit: str, site: Site) -> None:
    counts = [
        things_in(part_of(exhibit, f"preset=ten{ratio}", site).shown.chart or Cards(()))
        for ratio in ("", "&ratio=4:3")
    ]
    assert counts[0] < counts[1]


def test_a_name_takes_more_of_a_narrower_slide() -> None:
    table = Table(head=("Area", "Says"), rows=((Cell(text="Qiandongnan"), Cell(text="so it is " * 40)),))
    assert column_shares(table, 733)[0] < column_shares(table, 570)[0]


def test_a_cell_higher_than_a_slide_ends_with_what_has_room_and_is_told(site: Site) -> None:
    parts, _ = parts_of(parse_view("show=pairing-links", site, "en"))
    tables = [(one.why, one.shown.chart) for one in parts if isinstance(one.shown.chart, Table)]
    cut = [(why, table.rows) for why, table in tables if any("…" in cell.text for cell in table.rows[0])]
    whys, rows = zip(*cut, strict=True)
    assert set(whys) == {words.say("present.shortened", "en")}
    *_, last = next(row for (row,) in rows if row[0].text == "Qiandongnan")
    assert last.text.startswith("Kaili – Qiantang District; ")
    assert not any(why for why, table in tables if (why, table.rows) not in cut)


def test_a_figure_of_many_parts_ends_with_those_that_have_room() -> None:
    figures = Cell(text="", parts=tuple(Cell(text=str(at), label="people") for at in range(9)))
    chart = Table(head=("a", "b"), rows=((Cell(text="c"), figures),))
    (part,) = paged(chart, chart)
    assert isinstance(part, Table)
    kept = [one.text for one in part.rows[0][1].parts]
    assert kept == ["0", "1", "2", "3", "…"]


def test_what_has_no_room_for_a_later_figure_is_large_on_the_one_slide_it_has(site: Site) -> None:
    """Only the figures on the slide need room."""
    part = part_of("people-sent", "preset=ten&province=510000", site)
    assert isinstance(part.shown.chart, Cards)
    assert part.shown.chart.key
    assert part.why.startswith("the first 3 of 11;")


def test_of_columns_as_high_both_get_wider_and_no_other() -> None:
    row = (Cell(text="凯里"), Cell(text="国家级贫困县" * 6), Cell(text="浙江省杭州市" * 6))
    first, second, third = column_shares(Table(head=("县", "类别", "市"), rows=(row,)))
    assert first < 15
    assert second == pytest.approx(third, rel=0.25)


@pytest.mark.parametrize("lang", LANGS)
def test_one_exhibit_is_one_slide_unless_it_says_why(site: Site, lang: Lang) -> None:
    for query in ("", "page=in-province", "page=cases&side=east-west"):
        parts, _ = parts_of(parse_view(query, site, lang))
        several = [part for part in parts if part.count > 1]
        assert all(part.why or isinstance(part.shown.chart, Table) for part in several)
        assert several


def test_a_case_and_a_place_are_few_slides(site: Site) -> None:
    """A place of which there are only tables too."""
    cases = [f"case-{one}" for one in site.package.cases["case_id"]]
    for page in (*cases, "place-513400", "place-522630", "place-520000", "place-330100"):
        view = presentation.read(f"page={page}", site, "zh").view
        parts, _ = parts_of(view)
        assert 1 <= len(parts) <= (1 if page in cases else 4), page
        assert len(parts) == len(view.items), page


def test_what_has_no_room_on_one_slide_is_counted(site: Site) -> None:
    """A preset gives each exhibit one slide."""
    part = part_of("people-sent", "preset=five&province=520000", site)
    shown, whole = things_in(part.shown.chart or Cards(())), part.item.shown("en").chart
    assert whole is not None
    assert 1 < shown < things_in(whole)
    assert part.why.startswith(f"the first {shown} of {things_in(whole)};")


def part_of(exhibit: str, query: str, site: Site) -> Part:
    (part,) = (one for one in parts_of(parse_view(query, site, "en"))[0] if one.item.exhibit.key == exhibit)
    return part


@pytest.mark.parametrize(
    ("query", "rows", "total", "told"),
    [
        ("", 7, 18, "the largest figure of 7 of 18 rows;"),
        ("&province=520000", 5, 9, "the largest figure of 5 of 9 rows;"),
        ("&province=522629", 4, 4, "the largest figure of each row;"),
    ],
)
def test_one_slide_of_many_periods_has_the_largest_figure_of_each_row(
    query: str, rows: int, total: int, told: str, site: Site
) -> None:
    """What is planned only where there is nothing else; its legend tells what it shows."""
    part = part_of("aid-funds", f"preset=five{query}", site)
    chart, whole = part.shown.chart, part.item.shown("en").chart
    assert isinstance(chart, Plot)
    assert isinstance(whole, Plot)
    drawn = [one for one in chart.marks() if isinstance(one, Bar | Point)]
    assert len(drawn) == len(chart.panels[0].y.ticks) == rows
    assert len(whole.panels[0].y.ticks) == total
    assert part.why.startswith(told)
    assert "aid-hangzhou-qiandongnan-2018-2020" in {one.of.ref.id for one in drawn if one.of.ref}
    assert set(part.shown.legend) < set(part.item.shown("en").legend)


@pytest.mark.parametrize("lang", LANGS)
def test_one_slide_of_many_dates_has_the_earliest_and_the_latest_figure_of_each_row(
    site: Site, lang: Lang
) -> None:
    """Above its title stands of how many; the widths of its columns are its own."""
    query = "preset=ten"
    (number,) = (at for at, key in enumerate(keys(query, site, lang)) if key == "outcomes-before-after")
    part, _ = parts_of(parse_view(query, site, lang))
    (own,) = (one for one in part if one.item.exhibit.key == "outcomes-before-after")
    chart, whole = own.shown.chart, own.item.shown(lang).chart
    assert isinstance(chart, Table)
    assert isinstance(whole, Table)
    assert own.shares() == column_shares(chart) != column_shares(whole)
    assert 4 < len(chart.rows) < len(whole.rows)
    slide = slides(query, site, lang)[number]
    eyebrow = next(one for one in walk(slide) if properties(one).get("className") == "slide-eyebrow")
    assert own.why in [text for one in walk(eyebrow) for text in texts(one)]
    assert own.why == words.say("present.ends", lang, count=len(chart.rows), total=len(whole.rows))


@pytest.mark.parametrize(
    ("choices", "cells", "named"),
    [
        ({}, 8, False),
        ({}, 7, True),
        *(({"province": ("510000",)}, cells, named) for cells, named in ((8, True), (40, True), (41, False))),
    ],
)
def test_more_than_seven_cells_have_no_names_unless_they_are_chosen(
    choices: dict[str, tuple[str, ...]], cells: int, named: bool
) -> None:
    made = tuple(WaffleCell(text=str(at), ref=Ref("county", str(at)), accent="brick") for at in range(cells))
    chart = Waffle((WaffleGroup(title=("a",), columns=4, cells=made),))
    (part,) = paged(chart, chart, chosen=bool(choices))
    assert isinstance(part, Waffle)
    assert all(bool(cell.text) == named for group in part.groups for cell in group.cells)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("province", "rows"), [("510000", 5), ("520000", 2)])
def test_many_cells_that_are_chosen_stand_in_rows_that_their_names_have_room_in(
    province: str, rows: int, lang: Lang, site: Site
) -> None:
    (part,), _ = parts_of(parse_view(f"show=county-waffle&province={province}", site, lang))
    chart = part.shown.chart
    assert isinstance(chart, Waffle)
    (group,) = chart.groups
    assert all(cell.text for cell in group.cells)
    assert ceil(len(group.cells) / group.columns) == (rows if lang == "zh" else max(rows, 3))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "query", ["page=east-west&province=510000", "preset=five&province=420000", "preset=ten&province=522630"]
)
def test_a_slide_has_its_number_in_powerpoint(site: Site, query: str, lang: Lang) -> None:
    """There the appendix follows, which the browser leaves out at first."""
    heads = [one for slide in slides(query, site, lang) for one in walk(slide) if properties(one).get("id")]
    titles = ["".join(map(str, texts(one))) for one in heads if "slide-" in properties(one)["id"]]
    made = make_pptx(site, parse_view(query, site, lang), CONTEXT)
    told = [one.shapes.title.text_frame.text for one in Presentation(BytesIO(made)).slides]
    for number, (said, title) in enumerate(zip(told, titles, strict=False), 1):
        assert number == 1 or said.startswith(title[:12].replace("\N{NO-BREAK SPACE}", " ")), number
    assert len(told) >= len(titles)


def test_what_filters_leave_nothing_of_shares_the_last_slide(site: Site) -> None:
    for query, before in {"preset=five&province=420000": 5, "page=cases&q=zzz": 0}.items():
        found = slides(query, site)
        assert len(found) == before + 1
        assert "shows-nothing" in properties(found[-1])["className"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_slide_says_its_finding_source_filters_and_number(site: Site, lang: Lang) -> None:
    found = slides("page=in-province&city=330800", site, lang)
    for number, slide in enumerate(found[1:], 2):
        text = " ".join(one for part in walk(slide) for one in texts(part))
        assert f"{number} / {len(found)}" in text
        assert "衢州" in text or "Quzhou" in text
        assert (
            words.say("exhibit.source", lang).strip() in text
            or "is-empty" in text
            or "empty" in classes(slide)
        )


def texts(part: Any) -> list[str]:
    children = getattr(part, "children", None)
    several = children if isinstance(children, list | tuple) else [children]
    return [one for one in several if isinstance(one, str)]


def classes(slide: Any) -> set[str]:
    return {name for part in walk(slide) for name in str(properties(part).get("className", "")).split()}


def test_maps_say_what_they_are_and_are_loaded_at_the_start(site: Site) -> None:
    deck = presentation.deck(presentation.read("show=pairing-map,timeline", site, "zh"), site)
    loaded = json.loads(properties(deck)["data-load"])
    assert loaded
    assert all(address.endswith(".json") for address in loaded)
    of_map, of_chart = (
        " ".join(text for part in walk(slide) for text in texts(part))
        for slide in slides("show=pairing-map,timeline", site)[1:]
    )
    note = site.package.site.maps.note.zh
    assert note in of_map
    assert note not in of_chart


def test_an_exhibit_that_the_filters_empty_says_so(site: Site) -> None:
    found = slides("page=cases&q=xyzxyz&show=case-cards", site)
    assert len(found) == 1
    assert "empty" in classes(found[0])


def test_notes_have_what_the_slide_says_and_all_its_sources(site: Site) -> None:
    slide = slides("show=low-income-population", site)[1]
    notes = next(part for part in walk(slide) if properties(part).get("className") == "slide-notes")
    said = " ".join(text for part in walk(notes) for text in texts(part))
    item = parse_view("show=low-income-population", site, "zh").items[0]
    shown = item.shown("zh")
    for text in (item.title("zh"), item.subtitle("zh"), shown.alt, plain(shown.note)):
        assert text in said
    assert "段第" in said  # the place of a figure in its source


@pytest.mark.parametrize("value", ["15", "3", "600"])
def test_seconds_a_slide(site: Site, value: str) -> None:
    assert presentation.read(f"auto={value}", site, "zh").settings == {"auto": value}


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("auto=2", 400, "auto=2"),
        ("auto=601", 400, "600"),
        ("auto=", 400, "auto="),
        ("auto=1e2", 400, "1e2"),
        ("auto=-5", 400, "-5"),
        ("auto=" + "9" * 4000, 400, "4000"),
        ("auto=１５", 400, "１５"),
        ("mode=pink", 400, "pink"),
        ("maps=hexagons", 400, "maps=tiles"),
        ("page=nowhere", 404, "nowhere"),
        ("show=nothing", 404, "nothing"),
        ("province=atlantis", 400, "atlantis"),
        ("colour=red", 400, "colour"),
    ],
)
def test_what_is_unknown_is_refused_by_name(query: str, status: int, word: str, site: Site) -> None:
    with pytest.raises(ViewError, match=word) as refused:
        presentation.read(query, site, "en")
    assert refused.value.status == status


def test_the_choice_of_exhibits_keeps_pages_filters_and_seconds(site: Site) -> None:
    query = "page=east-west,cases&province=520000&show=delisting&auto=20&mode=dark&maps=tiles"
    deck = presentation.deck(presentation.read(query, site, "en"), site)
    form = next(part for part in walk(deck) if "data-chooser" in properties(part))
    assert properties(form)["data-base"] == (
        "/en/present?page=east-west,cases&province=520000&auto=20&mode=dark"
    )
    rows = [properties(part)["data-key"] for part in walk(form) if "data-key" in properties(part)]
    assert rows[0] == "delisting"
    (shown_unnamed,) = json.loads(properties(form)["data-known"])
    every = shown_unnamed.split(",")
    assert set(every) < set(rows)
    assert "county-table" in rows
    assert "county-table" not in every
    assert "case-map" in rows
    assert "headlines" not in rows
