"""The package as typed frames and as rows, and its description for other tools."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.package.cells import Kind, column_kinds
from dashboard.package.describe import describe, dump
from dashboard.package.load import PackageError, load_package
from dashboard.package.tables import ROWS
from dashboard.package.validation import read_package
from dashboard.settings import Settings
from tests.unit.tiny import TABLES, TinyPackage


def test_every_table_becomes_a_frame(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    for name, model in ROWS.items():
        frame = getattr(package, name)
        assert len(frame) == len(TABLES[name])
        assert list(frame.columns)[: len(model.model_fields)] == list(model.model_fields)
    assert {key: len(frame) for key, frame in package.registers.items()} == {
        "paired_counties": 2,
        "supported_areas": 1,
    }


def test_columns_have_their_types(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    facts, counties = package.facts, package.registers["paired_counties"]
    assert facts["value"].dtype == "float64"
    assert pd.api.types.is_datetime64_dtype(facts["period_start"])
    assert facts["paragraph"].dtype == "Int64"
    assert package.cases["paragraph"].dtype == "int64"
    assert facts["fact_id"].dtype == "str"
    assert counties["partner_city_ids"].tolist() == [("110100",), ()]


def test_empty_cells_are_missing_only_where_the_model_says_so(tiny: TinyPackage) -> None:
    facts = load_package(tiny.folder).facts.set_index("fact_id")
    assert facts["case_id"].isna()["people"]
    assert facts["paragraph"].isna()["people-elsewhere"]
    assert facts["period_end"].isna()["helped-counties"]
    assert facts["note_zh"]["people"] == ""


def test_rows_of_a_register_know_what_they_are_counted_by(tiny: TinyPackage) -> None:
    counties = load_package(tiny.folder).registers["paired_counties"].set_index("area_id")
    sanhe, chen = counties.loc["120101"], counties.loc["120102"]
    assert (sanhe["prefecture_id"], sanhe["province_id"]) == ("120100", "120000")
    assert (sanhe["partner_evidence"], chen["partner_evidence"]) == ("stated", "unknown")


def test_rows_are_at_hand_by_id(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    assert str(package.fact("people").value) == "1.5"
    assert package.fact("people-elsewhere").paragraph is None
    assert package.area("110101").parent_id == "110100"
    assert package.source("paper").grade == "B"
    assert package.indicator("helped").unit == "个"
    assert package.case("sanhe").place_ids == ("120101",)


@pytest.mark.parametrize("look_up", ["fact", "area", "source", "indicator", "case"])
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
    for name in TABLES.keys() - {"sources", "indicators", "areas"}:
        tiny.rewrite(name, [])
    package = load_package(tiny.folder)
    assert package.facts.empty
    assert "value" in package.facts
    assert "prefecture_id" in package.registers["paired_counties"]


def test_kinds_follow_the_model() -> None:
    kinds = column_kinds(ROWS["facts"])
    assert kinds["fact_id"] == kinds["status"] == Kind("text", optional=False)
    assert kinds["case_id"] == Kind("text", optional=True)
    assert kinds["period_start"] == Kind("date", optional=True)
    assert kinds["value"] == Kind("decimal", optional=True)
    assert kinds["start"] == Kind("integer", optional=True)
    assert column_kinds(ROWS["cases"])["start"] == Kind("integer", optional=False)
    assert column_kinds(ROWS["cases"])["place_ids"] == Kind("list", optional=False)


def described(folder: Path) -> dict[str, Any]:
    checked = read_package(folder)
    assert checked.site
    return describe(folder, checked.site, checked.layouts)


def test_the_descriptor_is_the_one_that_describe_writes(settings: Settings) -> None:
    written = (settings.data / "datapackage.json").read_text("utf-8")
    assert written == dump(described(settings.data)), "run python -m dashboard describe data"


def test_the_descriptor_describes_every_column_in_both_languages(settings: Settings) -> None:
    resources = described(settings.data)["resources"]
    assert [resource["path"] for resource in resources] == [
        *(f"{name}.csv" for name in ROWS),
        "registers/paired_counties.csv",
        "registers/supported_areas.csv",
    ]
    for resource in resources:
        for field in resource["schema"]["fields"]:
            assert field["description"].endswith("。")
            assert field["description_en"].endswith(".")


def test_the_descriptor_carries_the_rules_of_the_model(tiny: TinyPackage) -> None:
    schemas = {one["name"]: one["schema"] for one in described(tiny.folder)["resources"]}
    facts = schemas["facts"]
    fields = {field["name"]: field for field in facts["fields"]}
    assert facts["primaryKey"] == ["fact_id"]
    assert {
        "fields": "area_id",
        "reference": {"resource": "areas", "fields": "area_id"},
    } in facts["foreignKeys"]
    assert {
        "fields": "parent_id",
        "reference": {"resource": "", "fields": "area_id"},
    } in schemas["areas"]["foreignKeys"]
    assert fields["status"]["constraints"] == {"required": True, "enum": ["actual", "planned", "allocated"]}
    assert fields["value"]["type"] == "number"
    assert "constraints" not in fields["value"]
    assert fields["paragraph"]["constraints"] == {"minimum": 1}
    county = {field["name"]: field for field in schemas["registers-paired-counties"]["fields"]}
    assert county["county_class"]["constraints"] == {"enum": ["national", "none", "unknown"]}
    assert county["county_class_evidence"]["description_en"].startswith("class: ")


def test_the_descriptor_tells_only_of_what_is_there(tiny: TinyPackage) -> None:
    (tiny.folder / "cases.csv").unlink()
    tiny.replace("registers/paired_counties.csv", b",member_sources", b"")
    tiny.replace("registers/paired_counties.csv", b",paper,,", b",,")
    resources = {one["path"]: one["schema"] for one in described(tiny.folder)["resources"]}
    assert "cases.csv" not in resources
    names = [field["name"] for field in resources["registers/paired_counties.csv"]["fields"]]
    assert "member_evidence" in names
    assert "member_sources" not in names


def test_a_column_may_begin_with_the_name_of_another(tiny: TinyPackage) -> None:
    site = tiny.folder / "site.toml"
    size = '[[register.column]]\nkey = "support_size"\ntype = "text"\nname = { en = "size" }\n'
    site.write_text(site.read_text("utf-8") + size, "utf-8")
    tiny.replace("registers/supported_areas.csv", b"note_zh", b"support_size")
    schema = described(tiny.folder)["resources"][-1]["schema"]
    told = {field["name"]: field["description_en"] for field in schema["fields"]}
    assert told["support_size"] == "size."
    assert told["support_evidence"].startswith("support: ")
