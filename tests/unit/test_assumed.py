"""A package may lack most of its tables, its declaration, and one of the two languages."""

import csv
from pathlib import Path

import pytest

from dashboard.check.declarations import figure_notes
from dashboard.figures.computed import derive, reconcile
from dashboard.package.load import load_package
from dashboard.package.tables import REQUIRED, ROWS
from dashboard.package.validation import read_package
from tests.unit.tiny import SITE, TABLES, TinyPackage


def without_columns(path: Path, ending: str) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    kept = [at for at, name in enumerate(rows[0]) if not name.endswith(ending)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([row[at] for at in kept] for row in rows)


def drop(tiny: TinyPackage, *names: str) -> None:
    for name in names:
        (tiny.folder / name).unlink()


@pytest.fixture
def alone(tiny: TinyPackage) -> TinyPackage:
    """Nothing but the four tables that a package must have."""
    tiny.change("facts", 1, case_id="")
    drop(tiny, "site.toml", "datapackage.json", *(f"{name}.csv" for name in TABLES.keys() - {*REQUIRED}))
    return tiny


@pytest.mark.parametrize("name", sorted(ROWS.keys() - {*REQUIRED, "cases"}))
def test_a_table_may_be_absent(tiny: TinyPackage, name: str) -> None:
    drop(tiny, f"{name}.csv")
    tiny.describe()
    package = load_package(tiny.folder)
    frame = getattr(package, name)
    assert frame.empty
    assert set(ROWS[name].model_fields) <= set(frame.columns)
    assert package.notes == []


@pytest.mark.parametrize("name", REQUIRED)
def test_four_tables_may_not(tiny: TinyPackage, name: str) -> None:
    drop(tiny, f"{name}.csv")
    assert [str(fault) for fault in read_package(tiny.folder).faults] == [f"{name}.csv: the file is missing"]


def test_a_register_without_a_file_has_no_rows(tiny: TinyPackage) -> None:
    drop(tiny, "registers/paired_counties.csv")
    tiny.describe()
    package = load_package(tiny.folder)
    assert package.registers["paired_counties"].empty
    assert derive(package, "counties:class=national").value == 0


def test_a_package_without_registers_counts_none(alone: TinyPackage) -> None:
    package = load_package(alone.folder)
    assert list(package.registers) == []
    assert reconcile(package) == ()
    with pytest.raises(KeyError):
        derive(package, "counties:")


def test_of_tables_alone_the_rest_is_assumed(alone: TinyPackage) -> None:
    package = load_package(alone.folder)
    site = package.site
    assert (site.home, site.short.pick("zh"), site.languages) == ("110000", "甲省", ("zh", "en"))
    assert [topic.key for topic in site.topics] == ["population"]
    assert [str(note) for note in package.notes] == [
        "datapackage.json: there is none for outside tools; python -m dashboard describe writes it",
        "site.toml: there is none; names, topics and home follow from the tables",
    ]
    assert [one["path"] for one in package.descriptor["resources"]] == [f"{name}.csv" for name in REQUIRED]


def test_a_home_without_a_short_name_has_its_own(tiny: TinyPackage) -> None:
    tiny.replace("site.toml", 'short = { zh = "甲省", en = "Jia" }'.encode(), b'short = { en = "J." }')
    short = load_package(tiny.folder).site.short
    assert (short.zh, short.en) == ("甲省", "J.")


def test_a_register_without_a_declaration_is_read_by_its_looks(tiny: TinyPackage) -> None:
    drop(tiny, "site.toml")
    package = load_package(tiny.folder)
    counties, supported = package.site.registers
    assert (counties.key, counties.of) == ("paired_counties", "receivers")
    assert (supported.key, supported.of) == ("supported_areas", "home")
    types = {column.key: column.type for column in counties.columns}
    assert types == {"county_class": "class", "deep_poverty": "flag", "delisted_year": "year"}
    assert derive(package, "paired_counties:county_class=national").value == 1
    assert derive(package, "paired_counties:by=2018").value == 1
    assert [note.column for note in figure_notes(package)] == ["check_id"]


# Facts that do not contradict each other where all are of one area.
APART = [row for row in TABLES["facts"] if row["fact_id"] != "first-counties"]


def test_the_home_is_where_most_figures_are_of_or_help_comes_from(alone: TinyPackage) -> None:
    rows = [{**row, "area_id": "120101", "counterpart_id": ""} for row in APART]
    alone.rewrite("facts", [{**row, "case_id": ""} for row in rows])
    assert load_package(alone.folder).site.home == "120000"
    alone.rewrite("facts", [{**row, "case_id": "", "counterpart_id": "110100"} for row in rows])
    assert load_package(alone.folder).site.home == "110000"


def test_without_a_province_or_city_there_is_no_home(alone: TinyPackage) -> None:
    country = TABLES["areas"][0]
    alone.rewrite("areas", [country])
    alone.rewrite(
        "facts",
        [{**row, "case_id": "", "area_id": "100000", "counterpart_id": ""} for row in APART],
    )
    assert [str(fault) for fault in read_package(alone.folder).faults] == [
        "areas.csv: holds no province or city that could be the home"
    ]


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_one_language_is_enough(tiny: TinyPackage, lang: str, other: str) -> None:
    (tiny.folder / "site.toml").write_text(SITE.replace("home =", f'languages = ["{lang}"]\nhome ='), "utf-8")
    for path in tiny.folder.rglob("*.csv"):
        without_columns(path, f"_{other}")
    tiny.describe()
    package = load_package(tiny.folder)
    assert package.area("120101").name_en == package.area("120101").name_zh
    assert package.site.languages == (lang,)
    (areas,) = [one for one in package.descriptor["resources"] if one["name"] == "areas"]
    assert f"name_{other}" not in [field["name"] for field in areas["schema"]["fields"]]


def test_a_column_of_an_offered_language_may_not_be_absent(tiny: TinyPackage) -> None:
    without_columns(tiny.folder / "areas.csv", "_en")
    told = [str(fault) for fault in read_package(tiny.folder).faults]
    assert "areas.csv line 1, column name_en: the column is missing" in told


@pytest.mark.parametrize("name", [name for name in ROWS if TABLES[name]])
def test_a_column_that_is_empty_in_every_row_may_be_absent(tiny: TinyPackage, name: str) -> None:
    rows = TABLES[name]
    filled = sorted({column for row in rows for column, cell in row.items() if cell})
    with (tiny.folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, filled, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    tiny.describe()
    assert len(load_package(tiny.folder).tables[name]) == len(rows)


def test_a_column_that_every_row_needs_may_not_be_absent(tiny: TinyPackage) -> None:
    without_columns(tiny.folder / "facts.csv", "printed")
    assert [str(fault) for fault in read_package(tiny.folder).faults if fault.column == "printed"] == [
        "facts.csv line 1, column printed: the column is missing"
    ]


def test_tables_alone_tell_their_languages(alone: TinyPackage) -> None:
    for path in alone.folder.rglob("*.csv"):
        without_columns(path, "_en")
    assert load_package(alone.folder).site.languages == ("zh",)


def test_files_that_are_no_tables_are_noted(tiny: TinyPackage) -> None:
    for name in ("figures.csv", "registers/towns.csv"):
        (tiny.folder / name).write_text("area_id\n", "utf-8")
    assert [str(note) for note in read_package(tiny.folder).notes] == [
        "figures.csv: is no table of a package; it is left out",
        "registers/towns.csv: is no register of site.toml; it is left out",
    ]


def test_what_a_declaration_names_may_be_missing(tiny: TinyPackage) -> None:
    tiny.replace("site.toml", b'document = "report"', b'document = "reports"\npages = ["home"]')
    tiny.replace("site.toml", b'key = "population"', b'key = "population"\npage = "house"')
    checked = read_package(tiny.folder)
    assert checked.faults == []
    assert [str(note) for note in checked.notes] == [
        "site.toml, key document, value 'reports': names no row of sources.csv; the nearest is report",
        "site.toml, key topic.page, value 'house': names no page of pages; the nearest is home",
    ]


def test_a_first_mention_that_is_gone_leaves_the_others(tiny: TinyPackage) -> None:
    tiny.rewrite("facts", [row for row in TABLES["facts"] if row["fact_id"] != "people"])
    package = load_package(tiny.folder)
    assert package.fact("people-elsewhere").same_as is None
    assert package.facts["same_as"].isna().all()
    assert [note.column for note in package.notes] == ["same_as"]
