"""Small changes of our own package as an office would make them: each is served whole, or refused in a sentence."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest

from dashboard.package.validation import read_package
from tests.generated.draft import Draft, Row, read_draft
from tests.served import ROOT, app_of, paths
from tests.unit import test_office

DATA = ROOT / "data"
RECEIVERS = "registers/paired_counties"
NEW_CASE = {"case_id": "new-case", "title_zh": "新案例", "title_en": "A new case"}

Change = Callable[[Draft], None]


@cache
def own() -> Draft:
    return read_draft(DATA)


def row(draft: Draft, table: str, key: str, value: str) -> Row:
    return next(row for row in draft.tables[table] if row[key] == value)


# Served -----------------------------------------------------------------------------------------------------------


def a_case_more(draft: Draft) -> None:
    draft.tables["cases"].append(draft.tables["cases"][1] | NEW_CASE)


def a_case_more_of_the_other_side(draft: Draft) -> None:
    draft.tables["cases"].append(
        row(draft, "cases", "side", "east-west") | NEW_CASE | {"case_id": "new-case-east"}
    )


def a_case_of_another_name(draft: Draft) -> None:
    for one in (*draft.tables["cases"], *draft.tables["case_events"], *draft.tables["facts"]):
        one.update({key: "bees" for key, cell in one.items() if cell == "qingyuan-bees"})


def a_fact_withdrawn(draft: Draft) -> None:
    draft.withdraw("facts", [row(draft, "facts", "fact_id", "aid-haiyan-pingshan-2017-2018")])


def five_facts_and_no_case(draft: Draft) -> None:
    draft.withdraw("cases", list(draft.tables["cases"]))
    draft.withdraw("facts", draft.tables["facts"][5:])


def a_province_left(draft: Draft) -> None:
    draft.withdraw("areas", [one for one in draft.tables["areas"] if one["area_id"].startswith("22")])


def a_county_more(draft: Draft, parent: str = "513200") -> None:
    name = {"name_zh": "新县", "name_en": "New County", "pinyin": "xinxian"}
    county = (
        row(draft, "areas", "level", "county") | name | {"area_id": f"{parent[:4]}99", "parent_id": parent}
    )
    draft.tables["areas"].append(county)
    draft.tables[RECEIVERS].append(draft.tables[RECEIVERS][1] | {"area_id": county["area_id"]})


def a_province_more(draft: Draft) -> None:
    name = {"name_zh": "新省区", "name_en": "Another Province", "pinyin": "xinshengqu"}
    draft.tables["areas"].append(row(draft, "areas", "area_id", "510000") | name | {"area_id": "650000"})
    a_county_more(draft, parent="650000")


def no_county_of_the_largest_province(draft: Draft) -> None:
    draft.tables[RECEIVERS] = [one for one in draft.tables[RECEIVERS] if not one["area_id"].startswith("51")]


# Those of a tuple in one package: what one of them takes down is found all the same.
SERVED = (
    (a_case_more, a_case_more_of_the_other_side, a_case_of_another_name),
    (a_fact_withdrawn, a_province_left, no_county_of_the_largest_province),
    (five_facts_and_no_case,),
    (a_county_more, a_province_more),
)


def changed(folder: Path, *changes: Change) -> Path:
    draft = deepcopy(own())
    for change in changes:
        change(draft)
    return draft.write(folder)


@pytest.mark.parametrize("changes", SERVED, ids=lambda changes: changes[-1].__name__)
def test_it_is_served_whole(changes: tuple[Change, ...], tmp_path: Path) -> None:
    app = app_of(changed(tmp_path, *changes))
    client = app.server.test_client()
    files = [app.site.href("/export/", "zh") + name for name in ("deck.pptx", "data.xlsx")]
    asked = [app.site.href(path, lang) for lang in app.site.languages for path in paths(app.site)]
    assert [address for address in (*asked, *files) if client.get(address).status_code != 200] == []


def test_what_is_new_stands_on_its_page(tmp_path: Path) -> None:
    client = app_of(changed(tmp_path, a_province_more)).server.test_client()
    page = client.get("/east-west").get_data(as_text=True)
    assert "新省区" in page
    assert "新县" in page


def test_counts_follow_what_is_gone(tmp_path: Path) -> None:
    app = app_of(changed(tmp_path, no_county_of_the_largest_province))
    left = len(app.site.package.registers["paired_counties"])
    assert left == sum(not one["area_id"].startswith("51") for one in own().tables[RECEIVERS])
    page = app.server.test_client().get("/east-west").get_data(as_text=True)
    assert f"正在显示{left}个县中的{left}个。" in page


# Refused ----------------------------------------------------------------------------------------------------------


def a_theme_unknown(draft: Draft) -> None:
    draft.tables["cases"].append(draft.tables["cases"][1] | NEW_CASE | {"theme": "health"})


def people_for_ten_thousands(draft: Draft) -> None:
    row(draft, "facts", "fact_id", "low-income-population-2018")["unit"] = "人"


def the_year_9999(draft: Draft) -> None:
    years = {"fact_id": "new-year", "period_start": "9999-01-01", "period_end": "9999-12-31"}
    draft.tables["facts"].append(row(draft, "facts", "fact_id", "rural-income-2020") | years)


def not_poor_but_delisted(draft: Draft) -> None:
    row(draft, RECEIVERS, "area_id", "522601")["delisted_year"] = "2019"


REFUSED: dict[Change, str] = {
    a_theme_unknown: "cases.csv 第18行，theme 列，值“health”：site.toml 里没有声明这个 theme",
    people_for_ten_thousands: "facts.csv 第9行，unit 列，值“人”：不是原文印的单位：“101.4万人”",
    the_year_9999: "facts.csv 第304行，period_end 列，值“9999-12-31”："
    "是实际数，却晚于数据截止日 2026-11-23（site.toml 的 date）；计划数请把 status 写成 planned",
    not_poor_but_delisted: "registers/paired_counties.csv 第2行，delisted_year 列，值“2019”："
    "county_class 为“none”时 delisted_year 没有意义；请留空",
}


@pytest.mark.parametrize(
    ("change", "sentence"), REFUSED.items(), ids=lambda one: getattr(one, "__name__", "")
)
def test_it_is_refused_in_a_sentence(change: Change, sentence: str, tmp_path: Path) -> None:
    assert [fault.said("zh") for fault in read_package(changed(tmp_path, change)).faults][:1] == [sentence]


def slashed(path: Path) -> None:
    """As Excel writes the dates of two columns."""
    head, *rows = test_office.rows_of(path)
    dates = [head.index(name) for name in ("period_start", "period_end")]
    for row in rows:
        for at in dates:
            row[at] = "/".join(part.lstrip("0") for part in row[at].split("-"))
    test_office.write(path, [head, *rows])


@pytest.mark.parametrize(
    "spoil",
    [test_office.gbk, test_office.semicolons, test_office.empty_rows, slashed],
    ids=lambda spoil: spoil.__name__,
)
def test_one_cause_is_told_in_few_sentences(spoil: test_office.Spoil, tmp_path: Path) -> None:
    """Where hundreds of rows are spoilt at once."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    spoil(folder / "facts.csv")
    assert 1 <= len(read_package(folder).faults) <= 2
