"""A figure is followed to its sentence, to its formula, to the rows it counts and to what it must agree with."""

from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.figures import derivation, derived
from dashboard.figures.cite import Sentence, citation, count_id, derive, load_texts, locate, reconcile
from dashboard.figures.derived import DERIVED, Derived
from dashboard.figures.reconciliation import RECONCILIATIONS
from dashboard.package.load import Package, load_package
from tests.unit.tiny import TEXT, TinyPackage


@pytest.fixture
def package(tiny: TinyPackage) -> Package:
    return load_package(tiny.folder)


def test_a_sentence_ends_where_it_says(package: Package) -> None:
    def sentence(fact_id: str) -> Sentence:
        fact = package.fact(fact_id)
        assert fact.paragraph is not None
        assert fact.start is not None
        assert fact.end is not None
        return locate(TEXT, fact.paragraph, fact.start, fact.end)

    assert sentence("helped-counties") == Sentence("甲省帮扶乙省", "12个", "县；")
    assert sentence("sanhe-households") == Sentence("三河县有", "3户", "，2015年完成。")
    assert sentence("first-counties") == Sentence("其中", "2个", "县先行。")
    assert sentence("people") == Sentence("全省共有", "1.5万人", "，争取双赢。")


def test_a_line_end_ends_a_sentence() -> None:
    assert locate("没有句号的一行5个\n下一行", 1, 7, 9) == Sentence("没有句号的一行", "5个", "")
    assert locate("半角;也算5个!", 1, 5, 7) == Sentence("也算", "5个", "!")


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


def figure(operation: derived.Operation, *inputs: str, decimals: int, unit: tuple[str, str]) -> Derived:
    return Derived(
        derived_id=operation,
        operation=operation,
        inputs=inputs,
        unit_zh=unit[0],
        unit_en=unit[1],
        decimals=decimals,
        label_zh="标签",
        label_en="label",
        caution_zh="",
        caution_en="",
    )


COUNTIES = ("个", "counties")
PERCENT = ("%", "%")
FIGURES = [
    (
        figure("sum", "helped-counties", "first-counties", decimals=0, unit=COUNTIES),
        "14",
        "12 + 2 = 14个",
        "12 + 2 = 14 counties",
    ),
    (
        figure("difference", "first-counties", "helped-counties", decimals=0, unit=COUNTIES),
        "-10",
        "2 − 12 = −10个",
        "2 − 12 = −10 counties",
    ),
    (
        figure("change_percent", "first-counties", "helped-counties", decimals=2, unit=PERCENT),
        "-83.33",
        "（2 − 12） ÷ 12 × 100% ≈ −83.33%",
        "(2 − 12) ÷ 12 × 100% ≈ −83.33%",
    ),
    (
        figure("share_percent", "sanhe-households", "helped-counties", decimals=1, unit=PERCENT),
        "25.0",
        "3 ÷ 12 × 100% = 25.0%",
        "3 ÷ 12 × 100% = 25.0%",
    ),
    (
        figure("sum", "people", "people-elsewhere", decimals=1, unit=("万人", "10,000 people")),
        "3.0",
        "1.5 + 1.50 = 3.0万人",
        "1.5 + 1.50 = 3.0 × 10,000 people",
    ),
]


@pytest.mark.parametrize(("made", "value", "formula_zh", "formula_en"), FIGURES)
def test_a_derived_figure_shows_its_formula(
    package: Package,
    monkeypatch: pytest.MonkeyPatch,
    made: Derived,
    value: str,
    formula_zh: str,
    formula_en: str,
) -> None:
    monkeypatch.setattr(derivation, "DERIVED", {made.derived_id: made})
    result = derive(package, made.derived_id)
    assert (str(result.value), result.formula_zh, result.formula_en) == (value, formula_zh, formula_en)
    assert result.inputs == made.inputs


def test_a_derived_figure_may_stand_on_another(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = figure("sum", "helped-counties", "first-counties", decimals=0, unit=COUNTIES)
    outer = figure("share_percent", "first-counties", "sum", decimals=0, unit=PERCENT)
    monkeypatch.setattr(derivation, "DERIVED", {"sum": inner, "share_percent": outer})
    assert derive(package, "share_percent").value == Decimal(14)


def test_a_fact_without_a_value_cannot_be_computed_with(
    tiny: TinyPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny.change("facts", 0, value="", qualifier="qualitative")
    made = figure("sum", "helped-counties", decimals=0, unit=COUNTIES)
    monkeypatch.setattr(derivation, "DERIVED", {"sum": made})
    with pytest.raises(ValueError, match="helped-counties has no value"):
        derive(load_package(tiny.folder), "sum")


def test_an_id_spells_its_criteria_out_in_order() -> None:
    assert (
        count_id(province=510000, class_="national", by=2018)
        == "counties:by=2018;class=national;province=510000"
    )
    assert count_id("areas", support="key26", city="331100") == "areas:city=331100;support=key26"
    assert count_id() == "counties:"
    with pytest.raises(KeyError):
        count_id(colour="red")
    with pytest.raises(KeyError):
        count_id("towns")


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
    assert result.derived.derived_id == derived_id


def test_a_count_says_what_it_counts(package: Package) -> None:
    result = derive(package, "counties:class=national;province=120000")
    assert result.formula_zh == "县表中符合条件的行数（类别：国家级贫困县，省：乙省）：1"
    assert result.formula_en == (
        "Rows of the county table that match (class: national-level poor county, province: Yi): 1"
    )
    assert result.derived.label_zh == "对口帮扶县数（类别：国家级贫困县，省：乙省）"
    assert result.derived.caution_zh == "其中1行的归类含推断。"
    assert result.derived.caution_en == "Placing 1 of these rows rests partly on inference."
    assert derive(package, "counties:").derived.caution_en == ""


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


def test_derived_figures_say_themselves_in_both_languages() -> None:
    for derived_id, made in DERIVED.items():
        assert made.derived_id == derived_id
        assert made.label_zh
        assert made.label_en
        assert bool(made.caution_zh) == bool(made.caution_en)


def test_checks_without_their_figures_are_left_out(package: Package) -> None:
    assert reconcile(package) == ()
    assert len({check.check_id for check in RECONCILIATIONS}) == len(RECONCILIATIONS)


def test_a_check_tells_whether_it_holds(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, fact_id="paired-counties", printed="12个", value="12")
    (rows,) = reconcile(load_package(tiny.folder))
    assert rows.check_id == "rows"
    assert (int(rows.computed), int(rows.stated)) == (2, 12)
    assert not rows.holds
    assert not rows.explained
