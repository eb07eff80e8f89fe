"""A figure is followed to its sentence, to its formula, to the rows it counts and to what it must agree with."""

from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.check.declarations import figure_notes
from dashboard.figures.cite import citation, load_texts, locate
from dashboard.figures.computed import derive, is_computed, reconcile
from dashboard.figures.counts import count_id
from dashboard.package.load import Package, load_package
from tests.unit.tiny import TEXT, TinyPackage


@pytest.fixture
def package(tiny: TinyPackage) -> Package:
    return load_package(tiny.folder)


def test_a_sentence_ends_where_it_says(package: Package) -> None:
    def sentence(fact_id: str) -> tuple[str, str, str]:
        fact = package.fact(fact_id)
        assert fact.paragraph is not None
        assert fact.start is not None
        assert fact.end is not None
        return locate(TEXT, fact.paragraph, fact.start, fact.end)

    assert sentence("helped-counties") == ("甲省帮扶乙省", "12个", "县；")
    assert sentence("sanhe-households") == ("三河县有", "3户", "，2015年完成。")
    assert sentence("first-counties") == ("其中", "2个", "县先行。")
    assert sentence("people") == ("全省共有", "1.5万人", "，争取双赢。")


def test_a_line_end_ends_a_sentence() -> None:
    assert locate("没有句号的一行5个\n下一行", 1, 7, 9) == ("没有句号的一行", "5个", "")
    assert locate("半角;也算5个!", 1, 5, 7) == ("也算", "5个", "!")


@pytest.mark.parametrize("place", [(0, 0, 1), (3, 0, 1), (1, 5, 5), (1, 30, 99), (1, -1, 2)])
def test_a_place_the_text_does_not_have(place: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="the text has no characters"):
        locate(TEXT, *place)


def test_texts_are_known_by_what_they_hold(package: Package, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "any name at all").write_bytes(TEXT.encode())
    (folder / "other.txt").write_text("另一篇", "utf-8")
    (folder / "empty.txt").touch()
    (folder / "inner").mkdir()
    assert load_texts(folder, package) == {"report": TEXT}
    assert load_texts(None, package) == {}


def test_a_citation_counts_from_one(package: Package) -> None:
    version = package.version
    assert citation(package, "helped-counties", "zh") == (
        f"甲省：《甲省报告》，2016-01-02，第1段第7—9字；数据版本{version}。"
    )
    assert citation(package, "helped-counties", "en") == (
        f"Jia Province: “Report of Jia”, 2016-01-02, paragraph 1, characters 7–9; data version {version}."
    )
    assert "characters 16–17;" in citation(package, "sanhe-households", "en")


def test_a_citation_without_place_or_date(package: Package) -> None:
    assert citation(package, "people-elsewhere", "zh") == f"晨报：《晨报》消息；数据版本{package.version}。"
    assert citation(package, "people-elsewhere", "en") == (
        f"Morning Paper: “Morning paper”; data version {package.version}."
    )


@pytest.mark.parametrize("publisher", ["not stated in the text", "original publisher unknown"])
def test_a_citation_without_publisher_begins_with_the_title(tiny: TinyPackage, publisher: str) -> None:
    tiny.change("sources", 0, publisher_zh="文中未注明", publisher_en=publisher, published="undated")
    package = load_package(tiny.folder)
    assert citation(package, "helped-counties", "zh").startswith("《甲省报告》，未注明日期，第1段")
    assert citation(package, "helped-counties", "en").startswith("“Report of Jia”, undated, paragraph 1")


def computed_row(
    operation: str, *inputs: str, decimals: int, unit: str = "个", unit_en: str = "counties"
) -> dict[str, str]:
    return {
        "computed_id": operation.replace("_", "-"),
        "operation": operation,
        "inputs": ";".join(inputs),
        "unit": unit,
        "unit_en": unit_en,
        "decimals": str(decimals),
        "label_zh": "标签",
        "label_en": "label",
    }


PERCENT = {"unit": "%", "unit_en": ""}
FIGURES = [
    (
        computed_row("sum", "helped-counties", "first-counties", decimals=0),
        "14",
        "12 + 2 = 14个",
        "12 + 2 = 14 counties",
    ),
    (
        computed_row("difference", "first-counties", "helped-counties", decimals=0, unit_en=""),
        "-10",
        "2 − 12 = −10个",
        "2 − 12 = −10",
    ),
    (
        computed_row("sum", "helped-counties", "first-counties", decimals=0, unit="吨", unit_en="t"),
        "14",
        "12 + 2 = 14吨",
        "12 + 2 = 14 t",
    ),
    (
        computed_row("quotient", "helped-counties", "sanhe-households", decimals=0, unit="倍", unit_en=""),
        "4",
        "12 ÷ 3 = 4倍",
        "12 ÷ 3 = 4 times",
    ),
    (
        computed_row("change_percent", "first-counties", "helped-counties", decimals=2, **PERCENT),
        "-83.33",
        "（2 − 12） ÷ 12 × 100% ≈ −83.33%",
        "(2 − 12) ÷ 12 × 100% ≈ −83.33%",
    ),
    (
        computed_row("share_percent", "sanhe-households", "helped-counties", decimals=1, **PERCENT),
        "25.0",
        "3 ÷ 12 × 100% = 25.0%",
        "3 ÷ 12 × 100% = 25.0%",
    ),
    (
        computed_row("sum", "people", "people-elsewhere", decimals=1, unit="万人", unit_en=""),
        "3.0",
        "1.5 + 1.50 = 3.0万人",
        "1.5 + 1.50 = 3.0 × 10,000 people",
    ),
    (
        computed_row("sum", "counties:class=national;province=120000", "first-counties", decimals=0),
        "3",
        "1 + 2 = 3个",
        "1 + 2 = 3 counties",
    ),
    (
        computed_row("count", "counties:class=national", decimals=0),
        "1",
        "县表中符合条件的行数（类别：国家级贫困县）：1",
        "Rows of the county table that match (class: national-level poor county): 1",
    ),
]


@pytest.mark.parametrize(("row", "value", "formula_zh", "formula_en"), FIGURES)
def test_a_computed_figure_shows_its_formula(
    tiny: TinyPackage, row: dict[str, str], value: str, formula_zh: str, formula_en: str
) -> None:
    tiny.rewrite("computed", [row])
    package = load_package(tiny.folder)
    result = derive(package, row["computed_id"])
    assert (str(result.value), result.formula.zh, result.formula.en) == (value, formula_zh, formula_en)
    assert result.label.en == "label"
    assert figure_notes(package) == []


def test_a_computed_figure_may_stand_on_another(tiny: TinyPackage) -> None:
    inner = computed_row("sum", "helped-counties", "first-counties", decimals=0)
    outer = computed_row("share_percent", "first-counties", "sum", decimals=0, **PERCENT)
    tiny.rewrite("computed", [inner, outer])
    package = load_package(tiny.folder)
    assert derive(package, "share-percent").value == Decimal(14)
    assert is_computed(package, "sum")
    assert is_computed(package, "counties:")
    assert not is_computed(package, "people")


UNCOMPUTED = {
    "a word for a value": (
        {"value": "", "qualifier": "qualitative"},
        "helped-counties has no value to compute with",
    ),
    "nought to divide by": (
        {"value": "0", "printed": "0个", "paragraph": "", "start": "", "end": ""},
        "share-percent cannot be divided, or is too long a number",
    ),
    "another id": ({"fact_id": "others"}, "there is no helped-counties"),
}


@pytest.mark.parametrize(("cells", "reason"), UNCOMPUTED.values(), ids=UNCOMPUTED.keys())
def test_what_cannot_be_computed_is_left_out_and_noted(
    tiny: TinyPackage, cells: dict[str, str], reason: str
) -> None:
    tiny.change("facts", 0, **cells)
    row = computed_row("share_percent", "people", "helped-counties", decimals=0, **PERCENT)
    tiny.rewrite("computed", [row])
    tiny.change("checks", 0, right="share-percent")
    package = load_package(tiny.folder)
    with pytest.raises(KeyError):
        derive(package, "share-percent")
    assert [str(note) for note in figure_notes(package)] == [
        f"computed.csv line 2, column computed_id, value 'share-percent': is left out: {reason}",
        f"checks.csv line 2, column check_id, value 'rows': is left out: {reason}",
    ]
    assert reconcile(package) == ()


def test_an_id_spells_its_criteria_out_in_order() -> None:
    assert (
        count_id(province=510000, class_="national", by=2018)
        == "counties:by=2018;class=national;province=510000"
    )
    assert count_id("areas", support="key26", city="331100") == "areas:city=331100;support=key26"
    assert count_id() == "counties:"


COUNTS = {
    "counties:": ("120101", "120102"),
    "counties:province=120000": ("120101", "120102"),
    "counties:prefecture=120100": ("120101", "120102"),
    "counties:class=national": ("120101",),
    "counties:class=none": ("120102",),
    "counties:class=unknown": (),
    "counties:year=<=2018": ("120101",),
    "counties:year=2018": (),
    "counties:year=none": ("120102",),
    "counties:by=2018": ("120101",),
    "counties:by=2017": (),
    "counties:deep=yes": ("120101",),
    "counties:deep=unknown": ("120102",),
    "counties:city=110100": ("120101",),
    "counties:city=none": ("120102",),
    "counties:by=2020;city=110100;class=national;deep=yes;province=120000;year=<=2018": ("120101",),
    "areas:support=key26": ("110101",),
    "areas:city=110100;support=key26": ("110101",),
    "areas:support=part": (),
}


@pytest.mark.parametrize(("derived_id", "rows"), COUNTS.items())
def test_rows_are_counted(package: Package, derived_id: str, rows: tuple[str, ...]) -> None:
    result = derive(package, derived_id)
    assert result.inputs == rows
    assert result.value == len(rows)
    assert result.derived_id == derived_id


def test_a_count_says_what_it_counts(package: Package) -> None:
    result = derive(package, "counties:class=national;province=120000")
    assert result.formula.zh == "县表中符合条件的行数（类别：国家级贫困县，省：乙省）：1"
    assert result.formula.en == (
        "Rows of the county table that match (class: national-level poor county, province: Yi): 1"
    )
    assert result.label.zh == "对口帮扶县数（类别：国家级贫困县，省：乙省）"
    assert result.caution.zh == "其中1行的归类含推断。"
    assert result.caution.en == "Placing 1 of these rows rests partly on inference."
    assert derive(package, "counties:").caution.en == ""


@pytest.mark.parametrize(
    "derived_id",
    [
        "",
        "wealth",
        ":",
        "towns:",
        "counties:;",
        "counties:province",
        "counties:province=",
        "counties:province=999999",
        "counties:province=120100",
        "counties:class=rich",
        "counties:deep=no",
        "counties:by=soon",
        "counties:by=<=2018",
        "counties:by=２０１８",
        "counties:year=2018 ",
        "counties:city=110000",
        "counties:class_=national",
        "counties:province=120000;class=national",
        "counties:class=national;class=none",
        "areas:support=",
        "areas:class=national",
    ],
)
def test_a_malformed_id_is_a_key_error(package: Package, derived_id: str) -> None:
    with pytest.raises(KeyError):
        derive(package, derived_id)


TOWNS = """
[[register]]
key = "towns"
name = { en = "Towns" }
noun = { en = "town|towns" }
of = "home"
[[register.column]]
key = "chosen_in"
ref = "chosen"
type = "year"
name = { en = "chosen in" }
up_to = { ref = "until", name = { en = "chosen by" } }
[[register.column]]
key = "twins"
type = "areas"
name = { en = "twin" }
[[register.column]]
key = "mayor"
type = "flag"
name = { en = "has a mayor" }
"""


def test_a_declared_register_is_counted_by_its_own_columns(tiny: TinyPackage) -> None:
    path = tiny.folder / "site.toml"
    path.write_text(path.read_text("utf-8") + TOWNS, "utf-8")
    rows = "area_id,chosen_in,twins,mayor\n110101,2014,120101;120102,yes\n110102,,120102,no\n"
    (tiny.folder / "registers" / "towns.csv").write_text(rows, "utf-8")
    tiny.describe()
    package = load_package(tiny.folder)
    counted = {
        "towns:": 2,
        "towns:city=110100": 2,
        "towns:province=110000": 2,
        "towns:chosen=2014": 1,
        "towns:chosen=none": 1,
        "towns:until=2015": 1,
        "towns:until=2013": 0,
        "towns:twins=120102": 2,
        "towns:mayor=no": 1,
        "towns:among=110101+110102;mayor=yes;twins=120101": 1,
    }
    assert {one: int(derive(package, one).value) for one in counted} == counted
    assert derive(package, "towns:until=2015").formula.en == "Rows of Towns that match (chosen by: 2015): 1"
    assert derive(package, "towns:").unit_en == "towns"
    for unknown in ("towns:prefecture=110100", "towns:by=2014", "towns:mayor=maybe", "towns:among=120101"):
        with pytest.raises(KeyError):
            derive(package, unknown)


def test_a_check_tells_whether_it_holds(tiny: TinyPackage) -> None:
    (rows,) = reconcile(load_package(tiny.folder))
    assert rows.check.check_id == "rows"
    assert (int(rows.computed), int(rows.stated)) == (2, 12)
    assert not rows.holds
    assert rows.explained
    tiny.change("checks", 0, gap="")
    (rows,) = reconcile(load_package(tiny.folder))
    assert not rows.explained
    tiny.change("checks", 0, left="counties:class=national;province=120000;people", right="helped-counties")
    (rows,) = reconcile(load_package(tiny.folder))
    assert rows.check.left == ("counties:class=national;province=120000", "people")
    assert str(rows.computed) == "2.5"
