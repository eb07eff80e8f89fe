"""Passages: what a document says, in words of our own or in its own, with the cases that show it."""

from dashboard.exhibits.charts import Cell, Passages, Table
from dashboard.exhibits.kinds.passages import PassageTexts
from dashboard.figures.words import Mention, Ref
from dashboard.package.load import Package
from dashboard.pages.exhibiting import exhibiting
from tests.pages import SITE
from tests.unit.marked import drawn
from tests.unit.small import declared


def test_every_case_of_the_province_stands_in_a_line_of_work(package: Package) -> None:
    chart = drawn("lines-of-work")
    assert isinstance(chart, Passages)
    linked = {link.href.removeprefix("/cases/") for item in chart.items for link in item.links}
    assert linked == set(package.cases.loc[package.cases["side"] == "in-province", "case_id"])


def rows(key: str) -> tuple[tuple[Cell, ...], ...]:
    chart = drawn(key)
    assert isinstance(chart, Table)
    return chart.rows


def test_phrases_are_quoted_as_printed_with_what_they_mean_and_the_way_to_their_place() -> None:
    words, meaning, subject, place = rows("approach")[5]
    assert words.text == "“输血与造血结合，帮扶与合作并举”"
    assert meaning.text.startswith("既给资金物资")
    assert (subject.text, place.text, place.href) == ("路子", "第13段", "/sources#phrase-road-words")
    inner = {row[0].text for row in rows("policy")}
    assert "“省内扶贫开发和省外脱贫攻坚‘两手抓’”" in inner


def test_a_phrase_names_the_cases_in_whose_passage_it_stands() -> None:
    cases = {row[0].text: row[3] for row in rows("home-measures")}
    assert cases["“抱团发展”"].href == "/cases/pinghu-villages"
    both = cases["“加大农村基础设施建设力度”"]
    assert [part.href for part in both.parts] == ["/cases/xianju-roads", "/cases/suichang-bridge"]
    assert cases["“人群扶贫”"].text == ""


def test_every_phrase_stands_on_a_page(package: Package) -> None:
    exhibits = (one.declared for page in exhibiting(SITE) for one in page.exhibits)
    quoting = (item for one in exhibits if isinstance(one, PassageTexts) for item in one.items)
    assert {phrase for item in quoting for phrase in item.phrases} == set(package.phrases["phrase_id"])


def test_a_phrase_that_is_missing_takes_its_row_only(small: Package) -> None:
    item = {"key": "one", "name": {"zh": "一", "en": "One"}, "text": {"zh": "有。", "en": "There are."}}
    chart = declared(small, "passages", items=[{**item, "phrases": ["nothing"]}]).show({}, "en").chart
    assert isinstance(chart, Passages)


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
