"""Matrix: facts by two of their sides; a cell that nothing is stated for is hatched, and says so."""

import pytest

from dashboard.exhibits.case_rows import MEASURES
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.rows import cases_of
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.package.load import Package
from dashboard.render.drawing import draw_html
from dashboard.render.site import Site
from tests.unit.marked import drawn, table
from tests.unit.small import declared
from tests.unit.tree import refs


def matrix(lang: Lang = "zh") -> dict[str, dict[str, Cell]]:
    """The cells of each case by measure."""
    told = table("case-matrix", lang=lang)
    named = {say(f"case.measure.{name}", lang): name for name in MEASURES}
    measures = [named[head] for head in told.head[1:]]
    return {
        row[0].href.removeprefix("/cases/"): dict(zip(measures, row[1:], strict=True)) for row in told.rows
    }


def test_cases_of_which_nothing_is_stated_have_all_columns_hatched() -> None:
    told = table("case-matrix", {"province": ("522630",)})
    (row,) = told.rows
    assert len(told.head) == len(table("case-matrix").head)
    assert all("not_stated" in cell.marks for cell in row[1:])


def test_it_has_a_column_for_every_measure_of_a_case(package: Package) -> None:
    figures = [figure for case in cases_of(package) for figure in case.figures]
    told = {
        (case_id, measure, part.ref.id)
        for case_id, row in matrix().items()
        for measure, cell in row.items()
        for part in cell.parts
        if part.ref
    }
    assert told == {(row.fact.case_id, row.indicator.measure, row.id) for row in figures}


def test_hatching_means_not_stated_and_nothing_else() -> None:
    for row in matrix().values():
        for cell in row.values():
            assert ("not_stated" in cell.marks) == (not cell.parts)
            assert cell.text


def test_one_cell_holds_both_job_figures_of_a_case() -> None:
    cell = matrix()["pingshan-textile"]["people"]
    assert [part.ref for part in cell.parts] == [
        Ref("fact", "pingshan-jobs"),
        Ref("fact", "pingshan-poor-jobs"),
    ]
    assert cell.text == "18,000人；2000人以上"


def test_it_keeps_every_reference_in_html(site: Site) -> None:
    facts = site.package.facts
    html = draw_html(table("case-matrix", lang="en"), site, "en")
    assert {ref.id for ref in refs(html)} == set(
        facts.loc[facts["case_id"].notna() & (facts["source_id"] == "document"), "fact_id"]
    )


def test_areas_along_dates_are_briefly_the_ends_of_one_quantity() -> None:
    """The first declared that has several years; what has one year only is left out."""
    brief = table("outcomes-before-after", lang="en").brief
    assert brief
    assert brief.head == ("Area", "Measure", "Earliest", "Latest")
    told = {row[0].text: tuple(cell.text for cell in row[1:]) for row in brief.rows}
    assert told["Sichuan"] == ("Poverty rate", "9.6% (2013)", "1.1% (2018)")
    assert told["Guizhou"][0] == "Poverty rate (dates inferred)"
    assert told["Qiandongnan"][0] == "Poor people (dates inferred)"
    assert "Pingshan" not in told
    refs_of_row = [cell.ref.id for cell in brief.rows[0][2:] if cell.ref]
    assert refs_of_row == ["poverty-rate-sichuan-2013", "poverty-rate-sichuan-2018"]
    assert table("case-matrix", lang="en").brief is None


@pytest.mark.parametrize(
    ("rows", "columns", "head"),
    [
        ("area", "period", ["end of 2010", "2012", "2013", "2014", "end of 2014", "2015", "end of 2015"]),
        ("period", "measure", ["Other counts"]),
        ("measure", "area", ["Jia", "Zi", "Hai"]),
    ],
)
def test_any_two_sides_cross(small: Package, rows: str, columns: str, head: list[str]) -> None:
    """A year and the end of that year are two columns."""
    told = declared(small, "matrix", rows=rows, columns=columns).show({}, "en").chart
    assert isinstance(told, Table)
    assert list(told.head[1:]) == head
    shown = {part.ref.id for row in told.rows for cell in row for part in cell.parts if part.ref}
    assert len(shown) == 10


def test_a_cell_says_what_neither_its_row_nor_its_column_does(small: Package) -> None:
    def labels(rows: str, columns: str) -> set[str]:
        told = declared(small, "matrix", rows=rows, columns=columns, indicators=["aid"]).show({}, "en").chart
        assert isinstance(told, Table)
        return {part.label for row in told.rows for cell in row for part in cell.parts}

    assert labels("area", "indicator") == {"2014 · planned", "2015", "year not stated"}
    assert labels("indicator", "period") == {"planned", ""}
    assert labels("area", "measure") == {
        *("Indicator aid · 2014 · planned", "Indicator aid · 2015", "Indicator aid · year not stated")
    }


def test_indicators_stand_in_their_order_and_the_year_in_the_cell() -> None:
    for lang in LANGS:
        told = table("outsourced-processing", lang=lang)
        assert len(told.head) == 5
        lishui = [[part.label[:4] for part in cell.parts] for cell in told.rows[-1][1:]]
        assert lishui == [["2004", "2021"], ["2004", "2021"], [], []]
        assert told.rows[0][4].parts[0].label == say("period.undated", lang)


def test_facts_by_giver(small: Package) -> None:
    told = declared(small, "matrix", rows="giver", columns="period", indicators=["aid"]).show({}, "en").chart
    assert isinstance(told, Table)
    assert [row[0].text for row in told.rows] == ["Jia", "Zi"]
    assert say("case.not-stated", "en") in [cell.text for cell in told.rows[0]]


def test_every_case_has_a_row_with_figures_or_without(small: Package) -> None:
    told = declared(small, "matrix", rows="case", columns="measure", indicators=[]).show({}, "en").chart
    assert isinstance(told, Table)
    assert [(row[0].text, bool(row[1].parts)) for row in told.rows] == [("Sanhe", True), ("Chou", False)]


def test_every_measure_has_a_head(small: Package) -> None:
    told = declared(small, "matrix", rows="area", columns="measure", indicators=["growth", "towns"])
    chart = told.show({}, "en").chart
    assert isinstance(chart, Table)
    assert list(chart.head[1:]) == ["Other counts", "Rates"]
    assert {say(f"case.measure.{one}", "en") for one in MEASURES}


def test_a_time_has_one_column_whether_it_is_inferred_or_not() -> None:
    shown = drawn("outcomes-before-after")
    assert isinstance(shown, Table)
    assert len(shown.head) == len(set(shown.head))
    assert not any("推断" in head for head in shown.head)
    assert any("推断" in part.label for row in shown.rows for cell in row for part in cell.parts)
