"""Cases: each is told once, its figures lead to their facts, and what is not stated stays open."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dashboard.charts.cases import MEASURES, draw_case_cards, draw_case_matrix, table_case_cards
from dashboard.drawing import CaseCard, Cell
from dashboard.exhibit import Site, draw_html
from dashboard.figures.amounts import figure_text
from dashboard.figures.words import LANGS, Lang, Ref, catalogue, figures_in, say
from dashboard.package.load import Package
from dashboard.pages import case
from dashboard.pages.cases import EXHIBITS, PAGE, select_case_figures
from tests.unit.tree import components, ids, loose_texts, refs, text, with_class

PINGSHAN = ("pingshan-area", "pingshan-investment", "pingshan-output", "pingshan-jobs", "pingshan-poor-jobs")
AMOUNT = re.compile(r"\d+(?:[.,]\d+)+|\d+\s*(?:万|亿|元|人|户|亩|%|MW|yuan|people|million|billion)")
EXEMPT = frozenset({"locator", "grade", "legend"})


@pytest.fixture
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def cards(package: Package, choices: Mapping[str, Any], lang: Lang = "zh") -> dict[str, CaseCard]:
    frame = select_case_figures(package, choices)
    found = [card for group in draw_case_cards(frame, lang).groups for card in group.cases]
    return {card.href.removeprefix("/cases/"): card for card in found}


def matrix(package: Package, lang: Lang = "zh") -> dict[str, dict[str, Cell]]:
    """The cells of each case by measure."""
    drawn = draw_case_matrix(select_case_figures(package, {}), lang)
    return {
        row[0].href.removeprefix("/cases/"): dict(zip(MEASURES, row[1:], strict=True)) for row in drawn.rows
    }


# The list of cases --------------------------------------------------------------------------------------------


def test_every_case_has_one_card_in_the_order_of_the_document(package: Package) -> None:
    assert list(cards(package, {})) == list(package.cases["case_id"])


@pytest.mark.parametrize("lang", LANGS)
def test_cards_become_elements_of_their_class(site: Site, lang: Lang) -> None:
    drawing = draw_case_cards(select_case_figures(site.package, {}), lang)
    elements = with_class(draw_html(drawing, site, lang), "case-card")
    links = [one.href for element in elements for one in components(element) if hasattr(one, "href")]
    assert links == [site.href(f"/cases/{case_id}", lang) for case_id in site.package.cases["case_id"]]


def test_every_figure_of_a_case_stands_on_its_card(package: Package) -> None:
    facts = package.facts[package.facts["case_id"].notna()]
    shown = {(case_id, one.ref.id) for case_id, card in cards(package, {}).items() for one in card.cards}
    assert shown == set(zip(facts["case_id"], facts["fact_id"], strict=True))


def test_a_case_without_a_value_says_so(package: Package) -> None:
    valued = package.facts[package.facts["value"].notna()]
    silent = {case_id for case_id, card in cards(package, {}).items() if card.missing}
    assert silent == set(package.cases["case_id"]) - set(valued["case_id"].dropna())
    assert "nanjiang-water-bamboo" in silent


def test_the_headline_counts_what_the_data_holds(package: Package) -> None:
    silent = sum(bool(card.missing) for card in cards(package, {}).values())
    zh, en = {8: "八", 16: "十六"}, {8: "eight", 16: "sixteen"}
    told = len(package.cases), len(package.cases) - silent, silent
    assert catalogue()["page.cases.title"] == {
        "zh": "{}个案例：{}个写明了数，{}个没有".format(*(zh[count] for count in told)),
        "en": "{} cases: {} give figures, {} do not".format(*(en[count] for count in told)).capitalize(),
    }


def test_the_subtitle_may_say_that_no_figure_has_a_year(package: Package) -> None:
    facts = package.facts[package.facts["case_id"].notna()]
    assert set(facts["period_kind"]) == {"undated"}


def test_planned_figures_are_marked_and_words_are_no_values(package: Package) -> None:
    marks = {one.ref.id: one.marks for card in cards(package, {}).values() for one in card.cards}
    assert {fact for fact, told in marks.items() if "planned" in told} == set(PINGSHAN)
    assert "about" in marks["pingshan-area"]
    assert "at_least" in marks["pingshan-poor-jobs"]
    assert "qualitative" in marks["nanjiang-mu"]
    assert "more_than" in marks["yilong-employed"]


def test_a_figure_for_the_province_names_the_province(package: Package) -> None:
    labels = {one.ref.id: one.label for card in cards(package, {}).values() for one in card.cards}
    assert "浙江省" in labels["outsourced-income"]
    assert not any("浙江省" in label for fact, label in labels.items() if fact != "outsourced-income")


def test_the_teacher_is_placed_nowhere_and_the_helper_leads_to_the_recipient(package: Package) -> None:
    shown = cards(package, {})
    assert shown["chen-liqun-teaching"].place.startswith("杭州市 → 苗乡")
    assert shown["qingchuan-tea"].place == "安吉县 → 青川县"
    assert shown["lin-an-fuyang-ecommerce"].place == "临安区、富阳区"


@pytest.mark.parametrize("province", ["520000", "220000", "420000"])
def test_no_case_lies_in_the_other_three_provinces(package: Package, province: str) -> None:
    choices = {"place": (province,)}
    assert all(exhibit.select(package, choices).empty for exhibit in EXHIBITS)


@pytest.mark.parametrize(
    ("lang", "names"), [("zh", ["贵州", "吉林", "湖北", "苗乡"]), ("en", ["Guizhou", "苗乡"])]
)
def test_the_empty_sentence_says_where_no_case_is_placed(lang: Lang, names: list[str]) -> None:
    assert all(name in say("exhibit.case-cards.empty", lang) for name in names)


@pytest.mark.parametrize(
    ("choices", "count"),
    [
        ({}, 16),
        ({"side": ("in-province",)}, 10),
        ({"theme": ("farming",)}, 4),
        ({"place": ("510000",)}, 5),
        ({"stated": ("area",)}, 1),
        ({"stated": ("output",)}, 3),
        ({"q": "solar"}, 1),
        ({"side": ()}, 0),
    ],
)
def test_the_count_follows_the_choices(site: Site, choices: Mapping[str, Any], count: int) -> None:
    assert len(cards(site.package, choices)) == count
    assert PAGE.count is not None
    assert PAGE.count(site, choices) == {"shown": count, "total": 16}


def test_the_table_has_a_row_for_each_figure_and_for_each_case_without_any(package: Package) -> None:
    facts = package.facts[package.facts["case_id"].notna()]
    without = set(package.cases["case_id"]) - set(facts["case_id"])
    table = table_case_cards(select_case_figures(package, {}), "en")
    assert len(table.rows) == len(facts) + len(without)
    assert {row[2].ref.id for row in table.rows if row[2].ref} == set(facts["fact_id"])


# The matrix ---------------------------------------------------------------------------------------------------


def test_the_matrix_has_a_column_for_every_measure_of_a_case(package: Package) -> None:
    facts = package.facts[package.facts["case_id"].notna()]
    told = {
        (case_id, measure, part.ref.id)
        for case_id, row in matrix(package).items()
        for measure, cell in row.items()
        for part in cell.parts
        if part.ref
    }
    assert told == set(zip(facts["case_id"], facts["measure"], facts["fact_id"], strict=True))


def test_hatching_means_not_stated_and_nothing_else(package: Package) -> None:
    for row in matrix(package).values():
        for cell in row.values():
            assert (cell.look == "not-stated") == (not cell.parts)
            assert cell.text


def test_one_cell_holds_both_job_figures_of_pingshan(package: Package) -> None:
    cell = matrix(package)["pingshan-textile"]["people"]
    assert [part.ref for part in cell.parts] == [
        Ref("fact", "pingshan-jobs"),
        Ref("fact", "pingshan-poor-jobs"),
    ]
    assert cell.text == "18,000人；2000人以上"


def test_the_matrix_keeps_every_reference_in_html(site: Site) -> None:
    drawing = draw_case_matrix(select_case_figures(site.package, {}), "en")
    facts = site.package.facts
    assert {ref.id for ref in refs(draw_html(drawing, site, "en"))} == set(
        facts.loc[facts["case_id"].notna(), "fact_id"]
    )


# One case -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_case_has_its_page(site: Site, lang: Lang) -> None:
    facts = site.package.facts
    for case_id in site.package.cases["case_id"]:
        page = case.body(site, case_id, lang)
        told = refs(page)
        own = set(facts.loc[facts["case_id"] == case_id, "fact_id"])
        assert own <= {ref.id for ref in told}
        assert all(ref.kind == "county" or figure_text(site.package, ref, lang) for ref in told)
        assert case.title(site, case_id, lang) in text(page)
        assert len(ids(page)) == len(set(ids(page)))
        assert not [loose for loose in loose_texts(page, EXEMPT) if AMOUNT.search(loose)], case_id


@pytest.mark.parametrize("lang", LANGS)
def test_a_map_tells_in_words_what_it_shows(site: Site, lang: Lang) -> None:
    (plot,) = with_class(case.body(site, "qingchuan-tea", lang), "plot")
    told = getattr(plot, "aria-label")
    assert all(name in told for name in (("青川县", "安吉县") if lang == "zh" else ("Qingchuan", "Anji")))
    (figure,) = with_class(case.body(site, "yilong-carers", lang), "case-map")
    assert say("case.map.unhelped", lang) in text(figure)


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_without_a_county_says_so_where_its_map_would_be(site: Site, lang: Lang) -> None:
    page = case.body(site, "chen-liqun-teaching", lang)
    assert text(with_class(page, "case-map")) == say("case.map.none", lang)
    assert not with_class(page, "plot")


def test_the_recipient_leads_to_the_county_table(site: Site) -> None:
    page = case.body(site, "qingchuan-tea", "zh")
    assert Ref("county", "510822") in refs(page)
    assert "吴兴区" in text(page)
    assert say("case.pairing-source", "zh") in text(page)


def test_a_partner_named_by_the_document_is_not_called_an_outside_find(site: Site) -> None:
    assert say("case.pairing-source", "zh") not in text(case.body(site, "pingchang-pepper", "zh"))


def test_characters_are_counted_from_one(site: Site) -> None:
    told = with_class(case.body(site, "pingshan-textile", "zh"), "locator")
    assert text(told) == "来源文件第14段，第191–326字"


def test_nested_jobs_are_said_in_words(site: Site) -> None:
    (remark,) = with_class(case.body(site, "pingshan-textile", "zh"), "remark")
    assert [ref.id for ref in refs(remark)] == ["pingshan-jobs", "pingshan-poor-jobs"]


@pytest.mark.parametrize(
    ("case_id", "heading"),
    [
        ("pan-an-relocation", "none"),
        ("nanjiang-water-bamboo", "qualitative"),
        ("pingshan-textile", "planned"),
        ("yilong-carers", "actual"),
    ],
)
def test_the_heading_fits_what_is_stated(site: Site, case_id: str, heading: str) -> None:
    (finding,) = with_class(case.body(site, case_id, "zh"), "finding")
    assert text(finding) == say(f"case.finding.{heading}", "zh")


@pytest.mark.parametrize(
    ("case_id", "neighbours"),
    [
        ("pan-an-relocation", ["qingyuan-bees"]),
        ("pingshan-textile", ["pingchang-pepper", "yilong-carers"]),
        ("chen-liqun-teaching", ["yilong-carers"]),
    ],
)
def test_neighbours(site: Site, case_id: str, neighbours: list[str]) -> None:
    ways = with_class(case.body(site, case_id, "en"), "way")
    assert [way.href for way in ways] == [f"/en/cases/{one}" for one in neighbours]


def test_the_passage_is_shown_only_from_the_operators_own_text(site: Site) -> None:
    row = site.package.case("pinghu-villages")
    line = "".join(chr(0x4E00 + number) for number in range(row.end + 5))
    own = replace(site, texts={"document": "\n".join(["x"] * (row.paragraph - 1) + [line])})
    (quoted,) = [
        one for one in components(case.body(own, row.case_id, "zh")) if type(one).__name__ == "Blockquote"
    ]
    assert text(quoted) == line[row.start : row.end]
    assert say("case.no-text", "zh") in text(case.body(site, row.case_id, "zh"))


def test_remarks_name_figures_of_the_package_in_both_languages(package: Package) -> None:
    cases = package.cases[package.cases["remark_zh"] != ""]
    assert len(cases)
    for zh, en in zip(cases["remark_zh"], cases["remark_en"], strict=True):
        assert {ref.id for ref in figures_in(zh)} == {ref.id for ref in figures_in(en)}
        assert all(ref.id in package.fact_rows for ref in figures_in(zh))
