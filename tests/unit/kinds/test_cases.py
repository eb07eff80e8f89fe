"""Cases: a card or a mark each, and a table that has all their figures and those without any."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from dashboard.exhibits.charts import CaseCard, CaseCards
from dashboard.exhibits.marks import Plot, distance
from dashboard.figures.words import LANGS, Lang, Ref, plain, say
from dashboard.package.load import Package
from dashboard.pages import frame
from dashboard.pages.exhibiting import page_title
from dashboard.render.drawing import draw_html
from dashboard.render.site import Site
from tests.pages import PAGES, exhibit
from tests.unit.marked import drawn, plot, points, refs, table
from tests.unit.small import declared
from tests.unit.tree import components, with_class

PHONE = 350  # pixels across

TEXTILE_PARK = {
    "pingshan-area",
    "pingshan-investment",
    "pingshan-output",
    "pingshan-jobs",
    "pingshan-poor-jobs",
}
(PAGE,) = [page for page in PAGES if page.key == "cases"]


def cards(choices: Mapping[str, Any] = MappingProxyType({}), lang: Lang = "zh") -> dict[str, CaseCard]:
    chart = drawn("case-cards", choices, lang)
    found = chart.groups if isinstance(chart, CaseCards) else ()
    return {card.href.removeprefix("/cases/"): card for group in found for card in group.cases}


def test_a_card_has_the_documents_own_heading_beside_our_theme() -> None:
    chinese, english = (cards(lang=lang)["pingshan-textile"] for lang in LANGS)
    assert chinese.heading == english.heading == "“提升产业协作，增强‘造血’功能”"
    assert (chinese.heading_said, english.heading_said[:7]) == ("", "Raising")


def with_case(package: Package) -> Any:
    """Figures of cases that the source document states."""
    facts = package.facts
    return facts[facts["case_id"].notna() & (facts["source_id"] == "document")]


# Cards --------------------------------------------------------------------------------------------------------


def test_every_case_has_one_card_in_the_order_of_the_document(package: Package) -> None:
    assert list(cards({})) == list(package.cases["case_id"])


@pytest.mark.parametrize("lang", LANGS)
def test_cards_become_elements_of_their_class(site: Site, lang: Lang) -> None:
    chart = drawn("case-cards", lang=lang)
    assert isinstance(chart, CaseCards)
    elements = with_class(draw_html(chart, site, lang), "case-card")
    links = [one.href for element in elements for one in components(element) if hasattr(one, "href")]
    assert links == [site.href(f"/cases/{case_id}", lang) for case_id in site.package.cases["case_id"]]


def test_every_figure_of_a_case_stands_on_its_card(package: Package) -> None:
    shown = {(case_id, one.ref.id) for case_id, card in cards({}).items() for one in card.cards}
    own = with_case(package)
    assert shown == set(zip(own["case_id"], own["fact_id"], strict=True))


def test_a_case_without_a_value_says_so(package: Package) -> None:
    own = with_case(package)
    valued = own[own["value"].notna()]
    silent = {case_id for case_id, card in cards({}).items() if card.missing}
    assert silent == set(package.cases["case_id"]) - set(valued["case_id"].dropna())
    assert "nanjiang-water-bamboo" in silent


def test_the_subtitle_may_say_that_no_figure_has_a_year(package: Package) -> None:
    assert set(with_case(package)["period_kind"]) == {"undated"}


def test_planned_figures_are_marked_and_words_are_no_values() -> None:
    marks = {one.ref.id: one.marks for card in cards({}).values() for one in card.cards}
    assert {fact for fact, told in marks.items() if "planned" in told} == TEXTILE_PARK
    assert "about" in marks["pingshan-area"]
    assert "at_least" in marks["pingshan-poor-jobs"]
    assert "qualitative" in marks["nanjiang-mu"]
    assert "more_than" in marks["yilong-employed"]


def test_a_figure_for_the_province_is_no_figure_of_a_case(package: Package) -> None:
    home, own = package.site.home, with_case(package)
    assert not set(own.loc[own["area_id"] == home, "fact_id"])
    silent = {case_id for case_id, card in cards({}).items() if not card.cards}
    assert {"pan-an-relocation", "changshan-processing"} <= silent
    assert sum(not card.missing for card in cards({}).values()) == 7


def test_the_teacher_is_placed_nowhere_and_the_helper_leads_to_the_recipient() -> None:
    shown = cards({})
    assert shown["chen-liqun-teaching"].place.startswith("杭州市 → 苗乡")
    assert shown["qingchuan-tea"].place == "安吉县 → 青川县"
    assert shown["lin-an-fuyang-ecommerce"].place == "临安区、富阳区"


@pytest.mark.parametrize("province", ["220000", "420000"])
def test_no_case_lies_in_the_other_two_provinces(province: str) -> None:
    assert all(one.show({"province": (province,)}, "zh").chart is None for one in PAGE.exhibits)


@pytest.mark.parametrize(
    ("lang", "names"), [("zh", ["贵州", "吉林", "湖北", "台江县"]), ("en", ["Guizhou", "Taijiang"])]
)
def test_the_empty_sentence_says_where_no_case_is_placed(lang: Lang, names: list[str]) -> None:
    said = exhibit("case-cards").show({"province": ("220000",)}, lang).empty
    assert all(name in plain(said) for name in names)


@pytest.mark.parametrize(
    ("choices", "count"),
    [
        ({}, 16),
        ({"side": ("in-province",)}, 10),
        ({"theme": ("farming",)}, 4),
        ({"province": ("510000",)}, 5),
        ({"stated": ("area",)}, 1),
        ({"stated": ("output",)}, 3),
        ({"q": "solar"}, 1),
        ({"side": ()}, 0),
    ],
)
def test_the_count_follows_the_choices(site: Site, choices: Mapping[str, Any], count: int) -> None:
    assert len(cards(choices)) == count
    assert frame.count_line(PAGE, site, choices, "en") == f"Showing {count} of 16 cases."


def test_the_table_has_a_row_for_each_figure_and_for_each_case_without_any(package: Package) -> None:
    own = with_case(package)
    without = set(package.cases["case_id"]) - set(own["case_id"])
    told = table("case-cards", lang="en")
    assert len(told.rows) == len(own) + len(without)
    assert {row[2].ref.id for row in told.rows if row[2].ref} == set(own["fact_id"])


def test_a_card_says_that_nothing_is_stated(small: Package) -> None:
    chart = declared(small, "cases").show({}, "en").chart
    assert isinstance(chart, CaseCards)
    found = {group.title: group.cases for group in chart.groups}
    assert [card.missing for card in found["At home"]] == [say("case.no-figure", "en")]
    assert [card.missing for card in found["Away"]] == [""]
    assert [card.place for card in found["Away"]] == ["Chou → Sanhe"]


# Marks by theme -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_case_has_a_mark_among_the_themes(package: Package, lang: Lang) -> None:
    assert refs(plot("case-themes", lang=lang)) == {Ref("case", one) for one in package.cases["case_id"]}


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_mark_of_a_theme_is_whole_on_a_phone(lang: Lang) -> None:
    chart = plot("case-themes", lang=lang)
    (panel,) = chart.panels
    first = min(distance(panel.x.low, mark.x) for mark in points(chart))
    room = first / distance(panel.x.low, panel.x.high) * (PHONE - chart.margins.left)
    assert room > max(mark.size for mark in points(chart)) / 2


def test_the_theme_with_most_cases_stands_first_and_sides_differ_in_shape() -> None:
    chart = plot("case-themes", lang="en")
    sizes = [sum(point.y == at for point in points(chart)) for at in range(len(chart.panels[0].y.ticks))]
    assert sizes == sorted(sizes, reverse=True)
    assert chart.panels[0].y.ticks[0].text == "Farming"
    assert {(point.symbol, point.accent) for point in points(chart)} == {
        ("square", "teal"),
        ("diamond", "brick"),
    }


def test_a_row_of_many_cases_keeps_its_marks_apart(small: Package) -> None:
    chart = declared(small, "cases", by="theme").show({}, "en").chart
    assert isinstance(chart, Plot)
    assert [(point.x, point.y) for point in points(chart)] == [(1, 0), (2, 0)]


# Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_headline_counts_what_the_data_holds(package: Package, lang: Lang) -> None:
    title = plain(page_title(PAGE, package, {}, lang))
    assert str(len(package.cases)) in title
