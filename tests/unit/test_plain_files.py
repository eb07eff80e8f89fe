"""CSV and JSON: the tables of the page with their provenance, and facts that keep to their published schema."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pandas as pd
import pytest
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from dashboard.figures.words import LANGS, Lang, quantity, say
from dashboard.files.facts_json import FactsFile, make_facts, make_schema
from dashboard.files.grid import grid_of, table_of
from dashboard.files.reference import used
from dashboard.files.tables import csv_lines, make_csv
from dashboard.files.xlsx import make_workbook
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, parse_exhibit, parse_view
from dashboard.render.site import Site
from dashboard.settings import Settings
from tests.pages import EXHIBITING
from tests.unit.hostile import HOSTILE, hostile_package

CONTEXT = ExportContext(made=date(2031, 2, 3), origin="https://example.org")
KEYS = [exhibit.key for page in EXHIBITING for exhibit in page.exhibits]
RUNS = re.compile(r"[=+\-@\t\r＝＋－＠]")

Lines = list[list[str]]


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def lines_of(content: bytes) -> Lines:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def parts_of(lines: Lines) -> tuple[dict[str, str], Lines]:
    gap = lines.index([])
    return {line[0]: line[1] for line in lines[:gap]}, lines[gap + 1 :]


def made(key: str, site: Site, query: str = "", lang: Lang = "zh") -> tuple[dict[str, str], Lines]:
    return parts_of(lines_of(make_csv(site, parse_exhibit(key, query, site, lang), CONTEXT)))


# CSV ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", KEYS)
def test_every_exhibit_has_a_table_with_its_provenance(key: str, lang: Lang, site: Site) -> None:
    (item,) = parse_exhibit(key, "", site, lang).items
    head, rows = made(key, site, lang=lang)
    named = {
        name: head[f"# {say(f'download.{name}', lang)}"] for name in ("title", "filters", "version", "made")
    }
    assert item.title(lang) in named["title"]
    assert named["filters"] == say("view.unfiltered", lang)
    assert (named["version"], named["made"]) == (site.package.version, "2031-02-03")
    assert head[f"# {say('download.address', lang)}"] == f"https://example.org{item.href(site, lang)}"
    table = table_of(item.shown(lang), lang)
    assert table is not None
    grid = grid_of(table, site.package, lang)
    assert rows[0] == list(grid.head)
    assert len(rows) == len(grid.rows) + 1
    assert {len(row) for row in rows} == {len(grid.head)}


@pytest.mark.parametrize("key", ["aid-funds", "delisting", "case-matrix", "county-classes"])
def test_a_program_reads_the_columns_of_the_workbook(key: str, site: Site) -> None:
    """Without the head, in plain UTF-8, and with the types of the sheet."""
    view = parse_exhibit(key, "", site, "en")
    content = make_csv(site, view, replace(CONTEXT, head=False))
    assert not content.startswith(b"\xef\xbb\xbf")
    frame = pd.read_csv(io.BytesIO(content))
    sheet = pd.read_excel(io.BytesIO(make_workbook(site, view, CONTEXT)), sheet_name=1)
    assert list(frame.columns) == list(sheet.columns)
    for name in frame.columns:
        if is_datetime64_any_dtype(sheet[name]):
            assert pd.to_datetime(frame[name], format="%Y-%m-%d").equals(sheet[name]), name
        else:
            assert is_numeric_dtype(frame[name]) == is_numeric_dtype(sheet[name]), name
            assert frame[name].equals(sheet[name]), name


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", KEYS)
def test_no_column_of_the_page_is_lost(key: str, lang: Lang, site: Site) -> None:
    """But for the grade, which each figure brings, and for the heads of columns that became rows."""
    (item,) = parse_exhibit(key, "", site, lang).items
    table = table_of(item.shown(lang), lang)
    assert table is not None
    head, rows = made(key, site, lang=lang)[1][0], made(key, site, lang=lang)[1][1:]
    told = {*head, *(cell for row in rows for cell in row), say("sheet.column.grade", lang)}
    assert [name for name in table.head if name not in told] == []
    assert say("sheet.column.grade", lang) in head or say("sheet.column.grade", lang) not in table.head


def test_a_figure_has_its_parts_in_columns_of_their_own(site: Site) -> None:
    _, rows = made("low-income-population", site)
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["数值"], first["单位"], first["限定"], first["状态"]) == ("317.49", "万人", "", "已发生")
    assert (first["页面写法"], first["起始日"], first["截止日"], first["等级"]) == (
        "317.49万人",
        "",
        "2012-12-31",
        "文",
    )
    assert first["来源"] == site.package.source("document").title_zh
    computed = dict(zip(rows[0], rows[3], strict=True))
    assert (computed["数值"], computed["状态"], computed["来源"]) == ("-216.09", "计算值", "")


def test_filters_narrow_the_table_and_stand_in_its_head(site: Site) -> None:
    query = "province=520000&year=2018"
    (item,) = parse_exhibit("county-table", query, site, "zh").items
    head, rows = made("county-table", site, query)
    assert [row[0] for row in rows[1:]] == [one.area.name_zh for one in item.shown("zh").selection.rows]
    assert "贵州省" in head["# 筛选"]
    assert "2018" in head["# 筛选"]
    assert head["# 网址"].endswith("/east-west?province=520000&year=2018#x-county-table")


def test_an_empty_exhibit_says_why_and_has_no_row(site: Site) -> None:
    head, rows = made("county-table", site, "class=")
    assert rows == []
    assert "县的类别" in head["# 说明"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-12,345.6", '"-12,345.6"'),
        ("-5%", "-5%"),
        ('a "b", c', '"a ""b"", c"'),
        ("two\nlines", '"two\nlines"'),
        ("−216.09万人", "−216.09万人"),
    ],
)
def test_a_cell_is_quoted_and_never_runs(text: str, written: str) -> None:
    assert csv_lines([[text]]) == f"{written}\r\n"


def test_no_cell_of_hostile_data_runs(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    package = hostile_package(settings.data, tmp_path_factory.mktemp("hostile") / "data")
    hostile = Site(package=package, texts={})
    for key in ("county-table", "case-cards", "areas-table", "case-matrix"):
        content = make_csv(hostile, parse_exhibit(key, "", hostile, "zh"), CONTEXT)
        cells = [cell for line in lines_of(content) for cell in line]
        assert not [cell for cell in cells if RUNS.match(cell)], key
        assert any(start.strip() in cell for start in HOSTILE for cell in cells)


# JSON ---------------------------------------------------------------------------------------------------------


def facts_file(site: Site, query: str = "", lang: Lang = "zh") -> Any:
    return json.loads(make_facts(site, parse_view(query, site, lang), CONTEXT))


@pytest.fixture(scope="module")
def schema(site: Site) -> Any:
    return json.loads(make_schema(site, parse_view("", site, "zh"), CONTEXT))


@pytest.mark.parametrize("query", ["", "page=cases", "page=in-province&city=330700&grade=A", "show=approach"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_file_of_facts_keeps_to_the_schema(query: str, lang: Lang, site: Site, schema: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    content = facts_file(site, query, lang)
    jsonschema.validate(content, schema, jsonschema.Draft202012Validator)
    assert FactsFile.model_validate(content)
    assert (content["made"], content["data_version"]) == ("2031-02-03", site.package.version)
    assert content["filters"] == parse_view(query, site, lang).filters(site)


@pytest.mark.parametrize(
    "broken",
    [{"value": "4500"}, {"period": {}}, {"sentence": "…"}, {"grade": "E"}, {"locator": {"paragraph": 0}}],
    ids=str,
)
def test_the_schema_refuses_another_form(broken: dict[str, Any], site: Site, schema: Any) -> None:
    content = facts_file(site, "page=cases")
    content["facts"][0] |= broken
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(content, schema, jsonschema.Draft202012Validator)


def test_the_schema_explains_what_names_do_not_tell(schema: Any) -> None:
    fields = schema["$defs"]["FactEntry"]["properties"]
    assert all(
        fields[name].get("description") for name in ("value", "value_en", "unit", "printed", "used_in")
    )


def test_without_a_view_all_facts_are_given(site: Site) -> None:
    content = facts_file(site)
    assert content["scope"] == "all"
    assert [fact["id"] for fact in content["facts"]] == list(site.package.facts["fact_id"])
    for fact in content["facts"]:
        stated = site.package.fact(fact["id"])
        assert fact["value"] == (None if stated.value is None else float(stated.value))
        assert fact["printed"] == stated.printed
        if stated.value is not None:
            assert Decimal(str(fact["value_en"])) == quantity(stated.value, stated.unit, "en")[0]


@pytest.mark.parametrize("query", ["page=cases", "page=in-province&city=330700", "show=delisting&year=2017"])
def test_a_view_gives_just_its_facts_and_their_sources(query: str, site: Site) -> None:
    view = parse_view(query, site, "zh")
    content = facts_file(site, query)
    ids = {fact["id"] for fact in content["facts"]}
    on_show = {one for item in view.items for one in item.shown("zh").selection.fact_ids()}
    assert content["scope"] == "view"
    assert on_show <= ids == set(used(view, site).facts)
    assert ids < set(site.package.facts["fact_id"])
    assert {fact["source"] for fact in content["facts"]} <= {source["id"] for source in content["sources"]}
    assert {key for fact in content["facts"] for key in fact["used_in"]} <= set(content["exhibits"])


def test_characters_count_from_one(site: Site) -> None:
    (fact,) = (fact for fact in facts_file(site)["facts"] if fact["id"] == "low-income-population-2012")
    assert fact["locator"] == {"paragraph": 3, "first_character": 50, "last_character": 57}
