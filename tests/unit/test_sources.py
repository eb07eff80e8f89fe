"""Sources: every fact and every source stands on the page once, in order, and nothing unsafe is linked."""

import re
from dataclasses import replace

import pytest
from dash import html
from dash.html import Th

from dashboard.figures.computed import reconcile
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.package.load import Package
from dashboard.package.tables import ROWS
from dashboard.pages import frame
from dashboard.pages.source_list import web_link
from dashboard.pages.sources import ORDER, entries, sections
from dashboard.render.html import Children
from dashboard.render.site import Site
from tests.unit.tree import components, ids, refs, text, with_class, with_id


@pytest.fixture(scope="module")
def page(site: Site) -> Children:
    return sections(site, "", "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_every_fact_and_every_source_has_its_anchor(site: Site, lang: Lang) -> None:
    found = ids(sections(site, "", lang))
    assert len(found) == len(set(found))
    facts = {f"fact-{fact_id}" for fact_id in site.package.facts["fact_id"]}
    sources = {f"source-{source_id}" for source_id in site.package.sources["source_id"]}
    assert {one for one in found if one.startswith("fact-")} == facts
    assert {one for one in found if one.startswith("source-")} == sources


def test_the_figure_of_a_row_leads_to_its_fact(page: Children, package: Package) -> None:
    for fact_id in package.facts["fact_id"]:
        row = with_id(page, f"fact-{fact_id}")
        assert Ref("fact", fact_id) in refs(row)
        assert package.fact(fact_id).printed in text(row)


def test_the_document_is_read_from_top_to_bottom(page: Children, package: Package) -> None:
    own = [one for one in ids(with_id(page, "document")) if one.startswith("fact-")]
    places = [package.fact(one.removeprefix("fact-")) for one in own]
    order = [(fact.paragraph or 0, fact.start or 0) for fact in places]
    assert order == sorted(order)
    assert len(own) == (package.facts["source_id"] == "document").sum()


def test_a_fact_stands_in_its_paragraph_with_characters_from_one(page: Children) -> None:
    row = with_id(with_id(page, "paragraph-3"), "fact-low-income-population-2012")
    assert text(with_class(row, "locator")) == "字符50–57"


def register(site: Site, query: str, lang: Lang = "zh") -> list[html.Li]:
    """The rows of the register that are not hidden."""
    (items,) = with_class(sections(site, query, lang), "register")
    return [one for one in items.children if not getattr(one, "hidden", False)]


def test_a_fact_of_a_public_source_stands_below_that_source(site: Site, package: Package) -> None:
    for one in register(site, ""):
        names = ids(one)
        facts = [package.fact(name.removeprefix("fact-")) for name in names if name.startswith("fact-")]
        source_ids = {fact.source_id for fact in facts}
        assert source_ids <= {names[0].removeprefix("source-"), "document"}


def test_the_register_is_narrowed_by_the_address(site: Site, package: Package) -> None:
    every = len(register(site, ""))
    assert every >= len(package.sources) - 1
    for query in ("grade=A", "kind=government", "topic=income", "q=%E6%B5%99%E6%B1%9F"):
        assert 0 < len(register(site, query)) < every
    press = register(site, "grade=B&kind=press")
    graded = {package.source(ids(one)[0].removeprefix("source-")) for one in press}
    assert {(one.grade, one.kind) for one in graded} == {("B", "press")}
    assert register(site, "q=nothing+has+this") == []
    told = text(with_class(sections(site, "grade=A", "zh"), "register-count"))
    assert told.startswith(f"{len(register(site, 'grade=A'))}个来源")


@pytest.mark.parametrize("query", ["grade=Z", "kind=", "topic=%FF", "other=1"])
def test_what_the_register_does_not_know_narrows_nothing(site: Site, query: str) -> None:
    assert len(register(site, query)) == len(register(site, ""))


def test_exclusions_give_their_reason(page: Children, package: Package) -> None:
    told = text(with_id(page, "exclusions"))
    assert all(note in told for note in package.exclusions["note_zh"])


def test_reconciliations_say_whether_they_hold(page: Children, package: Package) -> None:
    for one in reconcile(package):
        check = one.check
        row = with_id(page, f"check-{check.check_id}")
        assert text(row).startswith("✓" if one.holds else "≠")
        assert len(refs(row)) == len(check.left) + 1
        assert check.explanation_zh in text(row)


@pytest.mark.parametrize("lang", LANGS)
def test_only_web_addresses_are_linked_and_safely(site: Site, lang: Lang) -> None:
    outside = [
        one for one in components(sections(site, "", lang)) if "://" in (getattr(one, "href", None) or "")
    ]
    named = {one for one in site.package.sources["address"] if one} | {
        one.path for one in site.package.site.package.licences
    }
    assert {one.href for one in outside} == named
    assert all(one.rel == "noopener noreferrer" for one in outside)


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://x"]
)
def test_anything_else_is_not_linked(address: str) -> None:
    assert web_link(address, "x", "en") == []


def test_every_file_and_column_is_described(page: Children) -> None:
    told = with_id(page, "dictionary")
    codes = {text(one) for one in components(told) if type(one).__name__ == "Code"}
    assert {f"{name}.csv" for name in ROWS} <= codes
    assert {column for model in ROWS.values() for column in model.model_fields} <= codes


@pytest.mark.parametrize("lang", LANGS)
def test_every_term_of_the_glossary_is_explained_in_both_languages(site: Site, lang: Lang) -> None:
    told = text(with_id(sections(site, "", lang), "glossary"))
    for term in site.package.glossary.to_dict("records"):
        assert term["term_zh"] in told
        assert term["term_en"] in told


def test_every_section_has_its_name(site: Site, page: Children) -> None:
    assert tuple(name for name, _ in entries(site, "zh")) == ORDER
    assert all(with_id(page, name) for name in ORDER)


@pytest.mark.parametrize("lang", LANGS)
def test_links_within_the_page_have_their_target(site: Site, lang: Lang) -> None:
    tree = sections(site, "", lang)
    inner = {one.href[1:] for one in components(tree) if (getattr(one, "href", None) or "").startswith("#")}
    assert inner <= set(ids(tree))


def test_every_table_is_cards_on_a_phone(page: Children) -> None:
    tables = [one for one in components(page) if type(one).__name__ == "Table"]
    assert tables
    assert with_class(page, "carded") == tables


def test_the_data_version_stands_on_the_page(page: Children, package: Package) -> None:
    assert package.version in text(with_id(page, "version"))
    assert package.version in text(with_id(page, "citing"))


def test_english_has_no_chinese_but_names_and_printed_figures(site: Site) -> None:
    """Terms in both languages and printed figures aside, an English section holds no Chinese."""
    tree = sections(site, "", "en")
    for name in ("reconciliations", "dictionary", "citing", "errors", "version"):
        assert not re.search(r"[\u4e00-\u9fff]{4,}", text(with_id(tree, name))), name


def test_a_sum_that_rests_on_inference_says_so_beside_its_sign(site: Site, page: Children) -> None:
    for result in reconcile(site.package):
        (head,) = [
            one for one in components(with_id(page, f"check-{result.check.check_id}")) if isinstance(one, Th)
        ]
        assert text(head).startswith("✓" if result.holds else "≠")
        assert ("推断" in text(head)) == (result.holds and result.inferred > 0)
    assert any(result.holds and result.inferred for result in reconcile(site.package))


@pytest.mark.parametrize("lang", LANGS)
def test_the_footer_says_who_answers_only_where_that_is_known(site: Site, lang: Lang) -> None:
    silent, told = frame.footer(site, lang), frame.footer(replace(site, operator="甲单位"), lang)
    assert "甲单位" in text(told)
    assert "甲单位" not in text(silent)
    for footer in (silent, told):
        assert str(site.package.site.date) in text(footer)
        assert say("sources.errors.heading", lang) in text(footer)
        assert site.package.version in text(footer)
