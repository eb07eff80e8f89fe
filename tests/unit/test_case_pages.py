"""The page of a case: its figures lead to their facts, and what is not stated stays open."""

import re
from dataclasses import replace

import pytest

from dashboard.exhibits.wording import figures_in
from dashboard.figures.computed import figure_text
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.package.load import Package
from dashboard.pages import case
from dashboard.render.site import Site
from tests.unit.tree import components, ids, loose_texts, refs, text, with_class

AMOUNT = re.compile(r"\d+(?:[.,]\d+)+|\d+\s*(?:万|亿|元|人|户|亩|%|MW|yuan|people|million|billion)")
EXEMPT = frozenset({"locator", "grade", "legend", "case-events", "detail"})


def without_events(site: Site) -> Site:
    table = site.package.tables["case_events"]
    none = replace(table, index={})
    return replace(site, package=replace(site.package, tables=site.package.tables | {"case_events": none}))


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
    (figure,) = with_class(case.body(site, "yilong-carers", lang), "small-map")
    assert say("case.map.unhelped", lang) in text(figure)


@pytest.mark.parametrize("lang", LANGS)
def test_a_case_without_a_county_says_so_where_its_map_would_be(site: Site, lang: Lang) -> None:
    page = case.body(without_events(site), "chen-liqun-teaching", lang)
    row = site.package.case("chen-liqun-teaching")
    assert text(with_class(page, "small-map")) == (row.no_place_zh if lang == "zh" else row.no_place_en)
    assert not with_class(page, "plot")


@pytest.mark.parametrize("lang", LANGS)
def test_a_county_that_only_other_sources_name_is_on_the_map(site: Site, lang: Lang) -> None:
    (plot,) = with_class(case.body(site, "chen-liqun-teaching", lang), "plot")
    assert ("台江县" if lang == "zh" else "Taijiang") in getattr(plot, "aria-label")


@pytest.mark.parametrize("lang", LANGS)
def test_what_other_sources_say_names_them_and_their_grade(site: Site, lang: Lang) -> None:
    for case_id in site.package.cases["case_id"]:
        page = case.body(site, case_id, lang)
        (told,) = with_class(page, "case-events")
        own = site.package.case_events[site.package.case_events["case_id"] == case_id]
        assert len(with_class(told, "told")) == len(own)
        assert (
            len(with_class(told, "told-by"))
            == len(with_class(told, "grade"))
            == own["source_id"].notna().sum()
        )


def test_the_recipient_leads_to_the_county_table(site: Site) -> None:
    page = case.body(site, "qingchuan-tea", "zh")
    assert Ref("county", "510822") in refs(page)
    assert "吴兴区" in text(page)
    assert say("case.pairing-source", "zh") in text(page)


def test_a_partner_named_by_the_document_is_not_called_an_outside_find(site: Site) -> None:
    assert say("case.pairing-source", "zh") not in text(case.body(site, "pingchang-pepper", "zh"))


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", ""), ("en", "Putting in more funds, helping to build industrial bases")]
)
def test_the_documents_own_heading_stands_beside_our_title(site: Site, lang: Lang, said: str) -> None:
    told = text(with_class(case.body(site, "pingchang-pepper", lang), "case-about"))
    assert f"{say('case.heading', lang)}{said} “加大资金投入，援建产业基地”" in told


def test_the_words_of_its_passage_are_quoted_and_no_others(site: Site) -> None:
    told = text(with_class(case.body(site, "yilong-carers", "zh"), "words"))
    assert "“洋订单”来自国外的雇用邀约" in told.replace(" ", "")
    assert "“免费培训、就业推介、定向培养、补助路费”" in told
    assert "时代楷模" not in told


def test_characters_are_counted_from_one(site: Site) -> None:
    told = with_class(case.body(site, "pingshan-textile", "zh"), "locator")
    assert text(told) == "来源文件第14段，字符位置191–326"


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
        assert all(ref.id in package.tables["facts"].index for ref in figures_in(zh))
