"""Registers as tables: a row a member, a group or a pairing; what is unknown or inferred says so in words."""

import pytest

from dashboard.exhibits.rows import members_of
from dashboard.figures.words import LANGS, Lang
from dashboard.package.load import Package
from tests.unit.marked import table
from tests.unit.small import COUNTY, declared

LISHUI, JINHUA, QUZHOU = "331100", "330700", "330800"


# Members ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_county_table_says_unknown_in_words(lang: Lang) -> None:
    rows = table("county-table", lang=lang).rows
    assert len(rows) == 80
    assert all(cell.text for row in rows for cell in row)
    assert not {"no", "否", "不是"} & {cell.text for row in rows for cell in row}
    for row in rows:
        assert row[0].ref == row[4].ref
        assert row[0].ref
        assert row[0].ref.kind == "county"


@pytest.mark.parametrize(("city", "count"), [(None, 29), ((LISHUI,), 9), ((JINHUA, QUZHOU), 10)])
def test_the_areas_table_has_one_row_an_area(city: tuple[str, ...] | None, count: int) -> None:
    told = table("areas-table", {"city": city})
    assert told.html_id == "areas-table"
    assert told.sortable
    assert len({row[0].text for row in told.rows}) == len(told.rows) == count


def test_the_list_of_26_says_that_a_source_states_it() -> None:
    assert {row[3].text[:5] for row in table("areas-table").rows} == {"有来源写明"}


def test_columns_are_those_declared(small: Package) -> None:
    told = declared(small, "register").show({}, "en").chart
    assert told == declared(small, "register").show({"years": (2010, 2010)}, "en").chart
    first, other = told.rows  # type: ignore[union-attr]
    assert [cell.text for cell in first] == [
        "Sanhe",
        "national-level poor county",
        "2018 or earlier",
        "stated by a source · A",
    ]
    assert [cell.text for cell in other][2] == "not applicable"


def test_what_is_unknown_stands_last_where_it_is_sorted() -> None:
    years = {row[4].text: row[4].sort for row in table("county-table").rows}
    assert years["未查明"] == years["不适用"] == ""
    assert years["2018"] == "2018"


def test_rows_stand_as_they_are_sorted(small: Package) -> None:
    for column, first in (("county_class", "Sanhe"), ("delisted_year", "Chen")):
        told = declared(small, "register", sort=[column]).show({}, "en").chart
        assert told.rows[0][0].text == first  # type: ignore[union-attr]


# Groups -------------------------------------------------------------------------------------------------------


def test_counts_by_city_tell_shown_from_all() -> None:
    rows = table("areas-by-city").rows
    assert sum(int(row[1].text) for row in rows) == 29
    narrowed = table("areas-by-city", {"city": (LISHUI, JINHUA)}).rows
    assert [row[1].text for row in narrowed] == ["9", "2", "2/3"]


def test_a_group_apart_comes_last(small: Package) -> None:
    keys = {"columns": [], "group": ["prefecture"], "apart": {"county_class": "none"}}
    told = declared(small, "register", **keys, apart_name={"zh": "其他", "en": "Others"}).show({}, "en").chart
    names = [(row[0].text, row[1].text, row[2].text) for row in told.rows]  # type: ignore[union-attr]
    assert names == [("Mao", "1", "Sanhe"), ("Others", "1", "Chen")]


# Pairings -----------------------------------------------------------------------------------------------------


def test_every_county_has_a_city_and_the_years_of_its_pairing(package: Package) -> None:
    missing = sum(not member.value("partner") for member in members_of(package, "paired_counties"))
    assert missing == 0
    rows = table("pairing-links").rows
    assert sum(int(row[4].text) for row in rows) == 80
    assert all(row[3].text for row in rows)
    assert {row[3].text for row in rows if row[0].text == "黔东南"} == {"2013–2021"}


def test_a_pairing_names_the_counties_on_either_side(small: Package) -> None:
    told = declared(small, "register", register="", pairings="paired_counties", columns=[]).show({}, "en")
    (known, unknown) = told.chart.rows  # type: ignore[union-attr]
    assert [cell.text for cell in known] == ["Mao", "Yi", "Zi", "source undated", "1", "Sanhe – Chou, Yin"]
    assert unknown[2].text == "not found"
    assert COUNTY in told.selection.member_ids()
