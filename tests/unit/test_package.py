"""The package as typed frames and as rows, and its description for other tools."""

import json

import pandas as pd
import pytest

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.load import PackageError, load_package
from dashboard.package.model import ROWS
from tests.conftest import ROOT
from tests.unit.tiny import TABLES, TinyPackage
from tools.build_datapackage import build, dump


def test_every_table_becomes_a_frame(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    for name, rows in TABLES.items():
        frame = getattr(package, "crosswalk" if name == "adcode_crosswalk" else name)
        assert len(frame) == len(rows)
        assert list(frame.columns)[: len(ROWS[name].model_fields)] == list(ROWS[name].model_fields)


def test_columns_have_their_types(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    facts, counties = package.facts, package.paired_counties
    assert facts["value"].dtype == "float64"
    assert pd.api.types.is_datetime64_dtype(facts["period_start"])
    assert facts["year_end"].dtype == facts["paragraph"].dtype == "Int64"
    assert package.cases["paragraph"].dtype == "int64"
    assert facts["fact_id"].dtype == facts["grade"].dtype == "str"
    assert counties["partner_county_ids"].tolist() == [("110101", "110102"), ()]


def test_empty_cells_are_missing_only_where_the_model_says_so(tiny: TinyPackage) -> None:
    facts = load_package(tiny.folder).facts.set_index("fact_id")
    assert facts["case_id"].isna()["people"]
    assert facts["paragraph"].isna()["people-elsewhere"]
    assert facts["period_end"].isna()["helped-counties"]
    assert facts["note_zh"]["people"] == ""


def test_facts_know_their_years_and_their_grade(tiny: TinyPackage) -> None:
    facts = load_package(tiny.folder).facts.set_index("fact_id")
    assert facts["year_start"]["people"] == facts["year_end"]["people"] == 2015
    assert facts["year_start"].isna()["helped-counties"]
    assert facts["grade"].tolist() == ["A", "A", "A", "A", "B"]
    assert facts.at["people", "series"] == "people"
    assert set(facts["topic"]) == {"population"}
    assert set(facts["measure"]) == {"count"}


def test_counties_know_their_names_and_partners(tiny: TinyPackage) -> None:
    counties = load_package(tiny.folder).paired_counties.set_index("area_id")
    sanhe, chen = counties.loc["120101"], counties.loc["120102"]
    assert (sanhe["name_zh"], sanhe["name_en"], sanhe["pinyin"]) == ("三河县", "Sanhe", "pinyin")
    assert (sanhe["prefecture_id"], sanhe["prefecture_zh"], sanhe["prefecture_en"]) == (
        "120100",
        "卯州",
        "Mao",
    )
    assert (sanhe["province_id"], sanhe["province_zh"], sanhe["province_en"]) == ("120000", "乙省", "Yi")
    assert (sanhe["partner_city_zh"], sanhe["partner_city_en"]) == ("子市", "Zi")
    assert (sanhe["partner_county_zh"], sanhe["partner_county_en"]) == ("丑区、寅区", "Chou, Yin")
    assert (sanhe["partner_city_pinyin"], sanhe["partner_county_pinyin"]) == ("pinyin", "pinyin, pinyin")
    assert (chen["partner_city_zh"], chen["partner_county_zh"]) == ("", "")
    assert sanhe["delisted_by"] == 2018
    assert pd.isna(chen["delisted_by"])


def test_rows_are_at_hand_by_id(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    assert str(package.fact("people").value) == "1.5"
    assert package.fact("people-elsewhere").paragraph is None
    assert package.area("110101").parent_id == "110100"
    assert package.source("paper").grade == "B"
    assert package.indicator("helped").unit == "个"
    assert package.case("sanhe").place_ids == ("120101",)
    assert package.county("120101").partner_county_ids == ("110101", "110102")


@pytest.mark.parametrize("look_up", ["fact", "area", "source", "indicator", "case", "county"])
def test_an_unknown_id_is_a_key_error(tiny: TinyPackage, look_up: str) -> None:
    with pytest.raises(KeyError, match="nowhere"):
        getattr(load_package(tiny.folder), look_up)("nowhere")


def test_a_faulty_package_is_refused_with_all_its_faults(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, status="hoped", area_id="999999")
    with pytest.raises(PackageError) as refused:
        load_package(tiny.folder)
    assert [fault.column for fault in refused.value.faults] == ["status", "area_id"]
    assert str(refused.value).count("facts.csv line 2") == 2


def test_a_table_without_rows_is_still_a_frame(tiny: TinyPackage) -> None:
    for name in ("facts", "paired_counties", "cases", "exclusions", "adcode_crosswalk"):
        tiny.rewrite(name, [])
    package = load_package(tiny.folder)
    assert package.facts.empty
    assert "year_end" in package.facts
    assert "delisted_by" in package.paired_counties


def test_kinds_follow_the_model() -> None:
    kinds = column_kinds(ROWS["facts"])
    assert kinds["fact_id"] == kinds["status"] == Kind("text", optional=False)
    assert kinds["case_id"] == Kind("text", optional=True)
    assert kinds["period_start"] == Kind("date", optional=True)
    assert kinds["value"] == Kind("decimal", optional=True)
    assert kinds["start"] == Kind("integer", optional=True)
    assert column_kinds(ROWS["cases"])["start"] == Kind("integer", optional=False)
    assert column_kinds(ROWS["cases"])["place_ids"] == Kind("list", optional=False)


def test_the_descriptor_is_the_one_the_model_gives() -> None:
    written = (ROOT / "data" / "datapackage.json").read_text("utf-8")
    assert written == dump(), "run python -m tools.build_datapackage"


def test_the_descriptor_describes_every_column_in_both_languages() -> None:
    descriptor = json.loads(json.dumps(build()))
    assert [resource["path"] for resource in descriptor["resources"]] == [f"{name}.csv" for name in ROWS]
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            assert field["description"].endswith("。")
            assert field["description_en"].endswith(".")


def test_the_descriptor_carries_the_rules_of_the_model() -> None:
    facts = next(resource for resource in build()["resources"] if resource["name"] == "facts")["schema"]
    fields = {field["name"]: field for field in facts["fields"]}
    assert facts["primaryKey"] == ["fact_id"]
    assert {"fields": "same_as", "reference": {"resource": "", "fields": "fact_id"}} in facts["foreignKeys"]
    assert fields["status"]["constraints"] == {"required": True, "enum": ["actual", "planned"]}
    assert fields["value"]["type"] == "number"
    assert "constraints" not in fields["value"]
    assert fields["paragraph"]["constraints"] == {"minimum": 1}
