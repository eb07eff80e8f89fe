"""The workbook, reopened: its numbers are those of the filtered frames, its text is text, and it says what it is."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pandas.api.types import is_datetime64_any_dtype, is_integer_dtype, is_numeric_dtype
from xlsxwriter import Workbook as Writer

from dashboard.exhibits.rows import Member, fact_row
from dashboard.exhibits.rows import members_of as every_member
from dashboard.figures.words import LANGS, Lang, quantity, say
from dashboard.files import xlsx
from dashboard.files.grid import Grid, typed
from dashboard.files.reference import registers, used
from dashboard.files.xlsx import make_workbook
from dashboard.package.load import Package
from dashboard.package.model import Fact, Source
from dashboard.pages.uses import said
from dashboard.pages.view import ExportContext, Item, View, parse_view
from dashboard.render.site import Site
from dashboard.settings import Settings
from tests.pages import EXHIBITS
from tests.unit.hostile import HOSTILE, hostile_package

CONTEXT = ExportContext(made=date(2031, 2, 3), origin="https://example.org")
QUERIES = (
    "",
    "page=in-province&city=330700,331100&years=2012-2016",
    "page=in-province&grade=A",
    "page=east-west&province=520000&year=2018",
    "page=cases&side=east-west",
    "page=in-province,east-west&city=330100",
)
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LISTING = re.compile("[、，,;；]")
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def made(site: Site, query: str = "", lang: Lang = "zh") -> tuple[View, Workbook]:
    view = parse_view(query, site, lang)
    return view, openpyxl.load_workbook(BytesIO(make_workbook(site, view, CONTEXT)))


def notes(book: Workbook) -> Worksheet:
    """The last sheet: a row for each exhibit, in the order of the view."""
    found: Worksheet = book.worksheets[-1]
    return found


def sheet_of(view: View, book: Workbook, key: str) -> Worksheet:
    """The notes name the sheet of each exhibit."""
    at = [item.exhibit.key for item in view.items].index(key)
    found: Worksheet = book[notes(book).cell(2 + at, 2).value]
    return found


def table(sheet: Worksheet) -> Rows:
    """The rows of the one table that a sheet is."""
    (own,) = sheet.tables.values()
    assert own.ref == sheet.dimensions
    head, *rows = sheet[own.ref]
    names = [str(cell.value) for cell in head]
    assert names == own.column_names
    assert len({name.casefold() for name in names}) == len(names)
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def facts_of(item: Item, site: Site) -> list[Fact]:
    """The facts on show."""
    return [site.package.fact(one) for one in item.shown("zh").selection.fact_ids()]


def members_of(item: Item) -> list[Member]:
    return [row for row in item.shown("zh").selection.rows if isinstance(row, Member)]


def numbers(facts: list[Fact], lang: Lang) -> Counter[float]:
    """The values of facts, in the unit of the language."""
    valued = [(fact.value, fact.unit) for fact in facts if fact.value is not None]
    return Counter(float(quantity(value, unit, lang)[0]) for value, unit in valued)


def stated(rows: Rows, lang: Lang) -> Counter[float]:
    """The numbers of a sheet with a column of figures, without those that were computed."""
    columns = list(rows[0])
    value, status = (
        columns[columns.index(say("sheet.column.unit", lang)) - 1],
        say("sheet.column.status", lang),
    )
    given = [row for row in rows if row[status] != say("proof.computed", lang)]
    return Counter(float(row[value]) for row in given if row[value] is not None)


# Numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", QUERIES)
def test_the_numbers_of_a_sheet_are_those_of_its_filtered_frame(query: str, lang: Lang, site: Site) -> None:
    view, book = made(site, query, lang)
    compared = 0
    for item in view.items:
        facts = facts_of(item, site)
        rows = table(sheet_of(view, book, item.exhibit.key)) if facts else [{}]
        if say("sheet.column.unit", lang) in rows[0]:
            assert stated(rows, lang) == numbers(facts, lang), item.exhibit.key
            compared += 1
    assert compared


@pytest.mark.parametrize(
    "query", ["page=east-west", "page=east-west&province=510000&class=national", "page=east-west&q=恩施"]
)
def test_counts_of_counties_are_those_of_the_filtered_frame(query: str, site: Site) -> None:
    view, book = made(site, query)
    items = {item.exhibit.key: item for item in view.items}
    pairs = [row for row in members_of(items["pairing-links"]) if row.partners]
    rows = table(sheet_of(view, book, "pairing-links"))
    partners = Counter(site.package.area(row.value("partner")).name_zh for row in pairs)
    summed = _summed(rows, "浙江结对市", "县数")
    assert {name: summed[name] for name in partners} == partners
    assert sum(summed.values()) == len(members_of(items["pairing-links"]))
    years = [row.value("delisted_year") for row in members_of(items["delisting"])]
    counted = {row["摘帽考核年度"]: row["县数"] for row in table(sheet_of(view, book, "delisting"))}
    assert {name: counted.get(int(name)) for name in ("2016", "2017", "2019")} == {
        name: years.count(name) or None for name in ("2016", "2017", "2019")
    }


def _summed(rows: Rows, by: str, what: str) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[by]] += row[what]
    return sums


@pytest.mark.parametrize(
    "query", ["page=in-province", "page=in-province&grade=A", "page=in-province&city=330700"]
)
def test_a_count_under_a_filter_is_what_is_on_show(query: str, site: Site) -> None:
    """Where the page writes 4/9, the number is 4."""
    view, book = made(site, query)
    (item,) = (item for item in view.items if item.exhibit.key == "areas-by-city")
    rows = table(sheet_of(view, book, item.exhibit.key))
    assert sum(row["县数"] for row in rows) == len(members_of(item))


@pytest.mark.parametrize(
    ("shown", "number", "unit", "qualifier", "status"),
    [
        ("约4500亩", 4500, "亩", "约数", "规划"),
        ("200余万元", 200, "万元", "略多（余、多、过）", "已发生"),
        ("千亩", None, None, "非定量表述", "已发生"),
    ],
)
def test_a_qualifier_has_a_cell_of_its_own(
    shown: str, number: int | None, unit: str | None, qualifier: str, status: str, site: Site
) -> None:
    view, book = made(site, "show=case-matrix")
    (row,) = (row for row in table(sheet_of(view, book, "case-matrix")) if row["页面写法"] == shown)
    assert (row["数值"], row["单位"], row["限定"], row["状态"]) == (number, unit, qualifier, status)


def test_what_is_planned_says_so(site: Site) -> None:
    view, book = made(site, "show=case-matrix,aid-funds", "en")
    for key in ("case-matrix", "aid-funds"):
        statuses = {row["Status"] for row in table(sheet_of(view, book, key))}
        assert say("status.planned", "en") in statuses, key


def test_what_is_not_stated_is_empty_and_not_zero(site: Site) -> None:
    view, book = made(site, "show=case-matrix")
    silent = [row for row in table(sheet_of(view, book, "case-matrix")) if row["页面写法"] == "未说明"]
    assert silent
    assert all(row["数值"] is None for row in silent)


# What they rest on --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", QUERIES)
def test_the_sheet_of_facts_has_just_those_in_use(query: str, site: Site) -> None:
    view, book = made(site, query)
    rows = {row["编号"]: row for row in table(book["事实"])}
    on_show = {fact.fact_id for item in view.items for fact in facts_of(item, site)}
    named = {ref.id for item in view.items for ref in said(item.exhibit) if ref.kind == "fact"}
    assert on_show | named <= set(rows)
    shown = {item.exhibit.short.pick("zh") for item in view.items}
    for fact_id, row in rows.items():
        fact = site.package.fact(fact_id)
        assert row["数值"] == (None if fact.value is None else float(fact.value))
        assert (row["原文写法"], row["段落"], row["含义（本站表述）"]) == (
            fact.printed,
            fact.paragraph,
            fact.statement_zh,
        )
        assert (row["起字"], row["止字"]) == (None if fact.start is None else fact.start + 1, fact.end)
        assert set(row["用于"].split("、")) <= shown


def test_a_filter_takes_facts_out(site: Site) -> None:
    gone = "city-urban-q3-330800"
    assert gone in used(parse_view("page=in-province", site, "zh"), site).facts
    assert gone not in used(parse_view("page=in-province&city=330700", site, "zh"), site).facts


def test_a_computed_figure_brings_its_inputs(site: Site) -> None:
    """Even where a filter hides them, while the finding still states what was computed from them."""
    found = used(parse_view("show=income-2018&years=2012", site, "zh"), site)
    assert {"low-income-income-2018", "rural-income-2018"} <= set(found.facts)
    _, book = made(site, "show=low-income-population")
    rows = {row["编号"]: row for row in table(book["计算值"])}
    change = rows["low-income-population-change"]
    assert change["数值"] == -216.09
    assert "−" in change["算式"]
    assert "low-income-population-2012 = 317.49万人" in change["所用数据"]


@pytest.mark.parametrize("query", ["", "page=east-west&province=520000", "page=in-province&city=330700"])
def test_counties_and_areas_stand_one_a_row_with_every_name_in_its_cell(query: str, site: Site) -> None:
    view, book = made(site, query)
    shown = [item.shown("zh").selection for item in view.items]
    for title, register in (
        ("对口帮扶县", "paired_counties"),
        ("省内重点扶持的县（市、区）", "supported_areas"),
    ):
        expected = {
            one for selection in shown if selection.register_key == register for one in selection.member_ids()
        }
        rows = table(book[title]) if title in book.sheetnames else []
        assert {row["编号"] for row in rows} == expected
        assert all(row["名称"] == site.package.area(row["编号"]).name_zh for row in rows)
    counties = table(book["对口帮扶县"]) if "对口帮扶县" in book.sheetnames else []
    partners = [
        value for row in counties for column, value in row.items() if column.startswith("结对县") and value
    ]
    assert not any(LISTING.search(name) for name in partners)
    ids = {row["编号"] for row in counties}
    named = [member for member in every_member(site.package, "paired_counties") if member.id in ids]
    assert len(partners) == sum(one.level == "county" for member in named for one in member.partners)


@pytest.mark.parametrize("lang", LANGS)
def test_every_register_has_rows_as_wide_as_its_head(lang: Lang, site: Site) -> None:
    for one in registers(used(parse_view("", site, lang), site), site, lang):
        assert {len(row) for row in one.grid.rows} == {len(one.grid.head)}, one.title


# What it says of itself ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_sheet_tells_what_this_is(lang: Lang, site: Site) -> None:
    query = "page=east-west&province=520000&year=2018"
    view, book = made(site, query, lang)
    lines = [str(cell.value) for row in book.worksheets[0] for cell in row if cell.value is not None]
    address = f"https://example.org{site.href('/east-west', lang)}?province=520000&year=2018"
    wanted = [view.filters(site), site.package.version, "2031-02-03", address, say("sheet.citing-text", lang)]
    assert set(wanted) <= set(lines)
    assert any("MIT" in line for line in lines)
    for item in view.items:
        assert item.title(lang) in lines
    links = {cell.hyperlink.location for row in book.worksheets[0] for cell in row if cell.hyperlink}
    assert {f"'{name}'!A1" for name in book.sheetnames[1:]} <= links


@pytest.mark.parametrize("lang", LANGS)
def test_the_notes_say_what_each_exhibit_shows_and_under_which_filters(lang: Lang, site: Site) -> None:
    view, book = made(site, "page=in-province&city=330700", lang)
    rows = table(notes(book))
    assert len(rows) == len(view.items)
    for item, row in zip(view.items, rows, strict=True):
        assert row[say("download.title", lang)] == item.title(lang)
        assert row[say("sheet.subtitle", lang)] == (item.subtitle(lang) or None)
        assert row[say("download.filters", lang)] == item.filters(site, lang)
        assert row[say("download.note", lang)] == (" ".join(item.notes(lang)) or None)


def test_exhibits_with_one_table_share_its_sheet(site: Site) -> None:
    view, book = made(site, "show=pairing-map,pairing-links,relation-map,delisting")
    shared = {sheet_of(view, book, key).title for key in ("pairing-map", "pairing-links", "relation-map")}
    assert len(shared) == 1
    assert sheet_of(view, book, "delisting").title not in shared
    contents = [sheet.title for sheet in book.worksheets]
    assert len(contents) == len(set(contents))
    bodies = [str(table(sheet)) for sheet in book.worksheets[1:]]
    assert len(bodies) == len(set(bodies))


def test_no_row_is_higher_than_a_spreadsheet_allows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell may hold the names of forty counties; here the columns are narrow and the lines high."""
    monkeypatch.setattr(xlsx, "LINE", 80)
    _, book = made(site, "show=county-waffle", "en")
    heights = [row.height for one in book.worksheets for row in one.row_dimensions.values() if row.height]
    assert xlsx.TALLEST - 1 < max(heights) <= xlsx.TALLEST


def test_an_empty_exhibit_says_why_and_has_no_sheet(site: Site) -> None:
    _, book = made(site, "page=east-west&show=county-table&class=")
    (row,) = table(notes(book))
    assert row["工作表"] is None
    assert "起作用的筛选：县的类别" in row["说明"]
    assert "县表" not in book.sheetnames


@pytest.mark.parametrize("lang", LANGS)
def test_names_of_sheets_are_valid_and_unlike(lang: Lang, site: Site) -> None:
    _, book = made(site, "", lang)
    names = book.sheetnames
    assert len(names) > len(EXHIBITS) - 3  # four exhibits have the table of another
    assert len({name.casefold() for name in names}) == len(names)
    assert [
        name for name in names if len(name) > 31 or FORBIDDEN.search(name) or name.casefold() == "history"
    ] == []


def test_an_exhibit_twice_has_two_sheets_and_two_tables(site: Site) -> None:
    views = [parse_view(f"show=county-table&province={one}", site, "zh") for one in ("510000", "520000")]
    twice = replace(views[0], items=tuple(item for view in views for item in view.items))
    book = openpyxl.load_workbook(BytesIO(make_workbook(site, twice, CONTEXT)))
    names = [name for sheet in book for name in sheet.tables]
    assert names[:2] == ["table_county_table", "table_county_table_2"]
    assert book.sheetnames[1:3] == ["县表", "县表 2"]


def test_one_view_of_one_day_gives_the_same_bytes(site: Site) -> None:
    view = parse_view("page=cases", site, "zh")
    content = make_workbook(site, view, CONTEXT)
    assert make_workbook(site, view, CONTEXT) == content
    assert openpyxl.load_workbook(BytesIO(content)).properties.created.date() == CONTEXT.made


# Types --------------------------------------------------------------------------------------------------------


def framed(site: Site, key: str, query: str = "", lang: Lang = "zh") -> "pd.DataFrame":
    """A sheet as pandas reads it, with nothing said of how."""
    view = parse_view(f"show={key}&{query}", site, lang)
    content = make_workbook(site, view, CONTEXT)
    return pd.read_excel(BytesIO(content), sheet_name=1)


def test_pandas_reads_a_sheet_without_cleaning(site: Site) -> None:
    frame = framed(site, "aid-funds")
    assert is_numeric_dtype(frame["数值"])
    assert is_integer_dtype(frame["年份"])
    assert all(is_datetime64_any_dtype(frame[name]) for name in ("起始日", "截止日"))
    assert not frame[["单位", "状态", "页面写法", "等级", "来源"]].isna().any(axis=None)
    by_year = frame[frame["单位"] == "亿元"].pivot_table(index="年份", values="数值", aggfunc="sum")
    facts = (fact_row(site.package, one) for one in site.package.facts["fact_id"])
    wanted = sum(
        row.value for row in facts if row.year == 2018 and row.fact.unit == "亿元" and row.id in shown(site)
    )
    assert by_year.loc[2018, "数值"] == pytest.approx(wanted)


def shown(site: Site) -> tuple[str, ...]:
    (item,) = parse_view("show=aid-funds", site, "zh").items
    return item.shown("zh").selection.fact_ids()


@pytest.mark.parametrize("key", ["delisting", "county-table"])
def test_a_year_is_a_number_and_what_is_said_of_it_stands_beside(key: str, site: Site) -> None:
    frame = framed(site, key)
    assert is_numeric_dtype(frame["摘帽考核年度"])
    assert {"不适用", "未查明"} <= set(frame["摘帽考核年度 · 限定"].dropna())


@pytest.mark.parametrize(
    ("texts", "years", "said"),
    [
        (["2018", "2018或更早", "未查明"], [2018, 2018, None], [None, "≤", "未查明"]),
        (["2018（推断）", "2018或更早（推断）"], [2018, 2018], ["推断", "≤ · 推断"]),
    ],
)
def test_a_year_or_earlier(texts: list[str], years: list[int | None], said: list[str | None]) -> None:
    assert list(typed("年度", texts, "zh")) == [("年度", years), ("年度 · 限定", said)]


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["2018", "2019"], [2018, 2019]),
        (["2018-01-02", ""], [date(2018, 1, 2), None]),
        (["2018年底", "2019"], ["2018年底", "2019"]),
        (["2018-01", "2018-01-02"], ["2018-01", "2018-01-02"]),
        (["2018-02-30"], ["2018-02-30"]),
        (["20180", "x"], ["20180", "x"]),
    ],
)
def test_only_a_column_of_years_or_of_days_is_typed(texts: list[str], values: list[Any]) -> None:
    assert list(typed("n", texts, "zh")) == [("n", values)]


@pytest.mark.parametrize(
    ("shown", "form"),
    [("28.31亿元", "#,##0.00"), ("3933万元", "#,##0"), ("24.7亿元", "#,##0.0")],
)
def test_a_number_shows_the_decimals_it_has(shown: str, form: str, site: Site) -> None:
    view, book = made(site, "show=aid-funds")
    sheet = sheet_of(view, book, "aid-funds")
    names = [cell.value for cell in sheet[1]]
    (row,) = (row for row in sheet.iter_rows(2) if row[names.index("页面写法")].value == shown)
    assert row[names.index("数值")].number_format == form
    assert row[names.index("年份")].number_format == "0"
    assert row[names.index("起始日")].number_format == "yyyy-mm-dd"


def test_what_is_in_per_cent_says_so(site: Site) -> None:
    view, book = made(site, "show=growth-compared")
    formats = {cell.number_format for cell in sheet_of(view, book, "growth-compared")["C"][1:]}
    assert formats == {'#,##0"%"', '#,##0.0"%"'}


def test_tables_have_names_and_sources_lead_to_their_pages(site: Site) -> None:
    view, book = made(site, "page=east-west")
    tables = [table for sheet in book.worksheets for table in sheet.tables]
    assert {"table_aid_funds", "from_facts", "from_paired_counties", "notes"} <= set(tables)
    assert len(set(tables)) == len(tables)
    sheet = sheet_of(view, book, "aid-funds")
    names = [cell.value for cell in sheet[1]]
    addresses = {text: source.address for source in sources(site) for text in [source.title_zh]}
    linked = 0
    for row in sheet.iter_rows(2):
        cell = row[names.index("来源")]
        wanted = addresses[cell.value]
        assert (cell.hyperlink.target if cell.hyperlink else "") == wanted
        linked += bool(wanted)
    assert linked


def sources(site: Site) -> list[Source]:
    return [site.package.source(one) for one in site.package.sources["source_id"]]


def test_author_title_and_print_are_set(site: Site) -> None:
    view, book = made(site, "page=cases")
    told = book.properties
    assert told.creator == site.name("zh")
    assert site.name("zh") in told.title
    assert view.filters(site) in told.subject
    for sheet in book.worksheets[1:]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == "A2"
        assert sheet.oddHeader.left.text


def test_a_day_before_the_calendar_of_excel_is_text() -> None:
    old = Grid(("day",), ((date(1899, 12, 31),), (date(1900, 3, 1),)))
    buffer = BytesIO()
    with Writer(buffer, xlsx.OPTIONS) as book:
        sheet = xlsx.Sheet(name="s", key="s", says="", grid=old)
        xlsx._write_sheet(book.add_worksheet("s"), sheet, xlsx.Styles(book))
    written = openpyxl.load_workbook(buffer)["s"]
    assert [written["A2"].value, written["A3"].value.date()] == ["1899-12-31", date(1900, 3, 1)]


# What stands in the data is text ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Site:
    package = hostile_package(settings.data, tmp_path_factory.mktemp("hostile") / "data")
    return Site(package=package, texts={})


def test_no_text_of_the_data_becomes_a_formula_or_a_link(hostile: Site) -> None:
    content = make_workbook(hostile, parse_view("page=cases,east-west&q==1%2B1", hostile, "zh"), CONTEXT)
    with ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in sheets)
        links = [parts.read(name).decode() for name in parts.namelist() if "worksheets/_rels" in name]
    assert not any("x.example" in one for one in links)


def test_hostile_texts_arrive_as_they_are(hostile: Site) -> None:
    _, book = made(hostile, "page=cases,east-west")
    texts = {
        cell.value for sheet in book.worksheets for row in sheet for cell in row if cell.data_type == "s"
    }
    formulas = [
        cell.coordinate for sheet in book.worksheets for row in sheet for cell in row if cell.data_type == "f"
    ]
    assert formulas == []
    for start in HOSTILE:
        assert any(isinstance(text, str) and text.startswith(start) for text in texts), start


def test_a_search_with_control_characters_is_survived(site: Site) -> None:
    _, book = made(site, "page=cases&q=%01%0b茶%ef%bf%bf_x0041_")
    assert book.sheetnames[0] == say("sheet.about-title", "zh")
