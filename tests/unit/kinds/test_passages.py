"""Passages: what a document says in words of our own, with the cases that show it."""

from dashboard.exhibits.charts import Passages
from dashboard.figures.words import Mention, Ref
from dashboard.package.load import Package
from tests.unit.marked import drawn
from tests.unit.small import declared


def test_every_case_of_the_province_stands_in_a_line_of_work(package: Package) -> None:
    chart = drawn("lines-of-work")
    assert isinstance(chart, Passages)
    linked = {link.href.removeprefix("/cases/") for item in chart.items for link in item.links}
    assert linked == set(package.cases.loc[package.cases["side"] == "in-province", "case_id"])


def test_a_figure_in_a_passage_leads_to_its_proof(small: Package) -> None:
    chart = declared(small, "passages").show({}, "en").chart
    assert isinstance(chart, Passages)
    (item,) = chart.items
    assert [run.ref for run in item.text if isinstance(run, Mention)] == [Ref("fact", "moved")]


def test_a_passage_without_its_figure_leaves_the_others(small: Package) -> None:
    items = [
        {
            "key": "one",
            "name": {"zh": "一", "en": "One"},
            "text": {"zh": "有{fact:nothing}。", "en": "{fact:nothing}."},
        },
        {"key": "two", "name": {"zh": "二", "en": "Two"}, "text": {"zh": "有。", "en": "There are."}},
    ]
    chart = declared(small, "passages", items=items).show({}, "en").chart
    assert isinstance(chart, Passages)
    assert [item.heading for item in chart.items] == ["Two"]


def test_sources_and_paragraphs_are_those_of_its_items(small: Package) -> None:
    item = {"key": "one", "name": {"zh": "一"}, "text": {"zh": "有。"}, "source": "report", "paragraph": 2}
    items = [item, {**item, "key": "two", "source": "nothing", "paragraph": 7}]
    selection = declared(small, "passages", items=items).show({}, "en").selection
    assert selection.sources == ("report",)
