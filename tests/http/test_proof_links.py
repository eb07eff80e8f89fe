"""What an address may ask of the proof panel, where a figure says it is used, and that words keep to one language."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.figures.cite import citation
from dashboard.figures.words import Lang, Ref
from dashboard.package.load import Package
from dashboard.pages.uses import Use, uses
from tests.http.conftest import Callbacks
from tests.http.test_pages import components, page_of, text, with_id
from tests.pages import EXHIBITING, SITE

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
CASE = "pingshan-textile"


def proof_of(callbacks: Callbacks, kind: str, ref_id: str, lang: Lang) -> Any:
    request = {"kind": kind, "id": ref_id, "lang": lang}
    answer = callbacks.post("proof-body.children", {"proof-request.data": request})
    assert answer.status_code == 200
    return answer.get_json()["response"]["proof-body"]["children"]


def hrefs(tree: Any) -> list[str]:
    return [one["props"]["href"] for one in components(tree) if "href" in one["props"]]


def marked_facts(tree: Any) -> Iterator[str]:
    """Facts that the figures and marks of an exhibit lead to."""
    for one in components(tree):
        props = one["props"]
        if "data-fact" in props:
            yield props["data-fact"]
        if one["type"] == "Store" and props.get("data"):
            for trace in props["data"]["figure"]["data"]:
                yield from (mark[5:] for mark in trace.get("customdata", ()) if (mark or "")[:5] == "fact:")


@pytest.mark.parametrize("page", EXHIBITING, ids=lambda page: page.key)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_figure_knows_every_exhibit_that_shows_it(callbacks: Callbacks, page: Any, prefix: str) -> None:
    tree = page_of(callbacks, prefix + page.path)
    for exhibit in page.exhibits:
        shown = set(marked_facts(with_id(tree, f"x-{exhibit.key}")))
        use = Use(page.path, page.key, exhibit.key)
        known = {ref.id for ref, where in uses(SITE).items() if ref.kind == "fact" and use in where}
        assert known == shown, exhibit.key


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_sources_link_each_figure_to_where_it_is_used(
    callbacks: Callbacks, package: Package, prefix: str
) -> None:
    tree = page_of(callbacks, f"{prefix}/sources")
    for fact_id in package.facts["fact_id"]:
        wanted = uses(SITE).get(Ref("fact", fact_id), ())
        places = [prefix + use.path + (f"#x-{use.exhibit}" if use.exhibit else "") for use in wanted]
        links = hrefs(with_id(tree, f"fact-{fact_id}"))
        assert [one for one in links if not one.startswith("#fact-")] == places


def test_a_figure_of_a_case_leads_to_the_page_of_the_case() -> None:
    assert uses(SITE)[Ref("fact", "pingshan-jobs")][-1] == Use(f"/cases/{CASE}", "cases")


def test_a_figure_at_the_head_of_a_page_leads_there() -> None:
    assert uses(SITE)[Ref("fact", "partner-provinces")][0] == Use("/", "overview")


def test_the_proof_says_where_a_figure_is_used(callbacks: Callbacks) -> None:
    links = hrefs(proof_of(callbacks, "fact", "low-income-population-2012", "en"))
    assert links[:2] == ["/en/", "/en/#x-timeline"]
    assert "/en/in-province#x-low-income-population" in links
    links = hrefs(proof_of(callbacks, "derived", "low-income-population-change", "zh"))
    assert "/in-province#x-low-income-population" in links


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["fact", "derived", "county", "case", "nonsense"])
@pytest.mark.parametrize("ref_id", ["nowhere", "", "<script>", "counties:class=x", "a" * 5000])
def test_an_unknown_id_is_a_sentence_with_a_way_out(
    callbacks: Callbacks, kind: str, ref_id: str, lang: Lang
) -> None:
    found = proof_of(callbacks, kind, ref_id, lang)
    assert ("没有这个数" if lang == "zh" else "There is no such figure") in text(found)
    assert hrefs(found) == ["/sources" if lang == "zh" else "/en/sources"]


@pytest.mark.parametrize("parameter", ["fact=paired-counties", "county=511529", "derived=nowhere", "case="])
def test_the_parameter_is_no_filter_and_not_complained_of(callbacks: Callbacks, parameter: str) -> None:
    plain, asked = (
        page_of(callbacks, "/east-west", search) for search in ("?year=2018", f"?year=2018&{parameter}")
    )
    assert asked == plain


@pytest.mark.parametrize(
    ("kind", "ref_id"),
    [
        ("fact", "paired-counties"),
        ("derived", "counties:class=national"),
        ("county", "511529"),
        ("case", CASE),
    ],
)
def test_every_proof_can_be_linked_to(callbacks: Callbacks, kind: str, ref_id: str) -> None:
    found = proof_of(callbacks, kind, ref_id, "en")
    (button,) = [one["props"] for one in components(found) if "data-copy-address" in one["props"]]
    assert button["data-copied"] == "Link copied."
    assert "select this line" in button["data-refused"]
    assert [one for one in components(found) if one["props"].get("role") == "status"]


@pytest.mark.parametrize(
    ("lang", "start"), [("zh", "《浙江省扶贫开发工作"), ("en", "“Poverty alleviation and")]
)
def test_a_citation_of_the_document_begins_with_its_title(package: Package, lang: Lang, start: str) -> None:
    assert citation(package, "paired-counties", lang).startswith(start)


def chinese_texts(tree: Any) -> Iterator[str]:
    """Chinese outside what is told to be Chinese: printed figures, quotes, terms given in both languages."""
    if isinstance(tree, list):
        for child in tree:
            yield from chinese_texts(child)
    elif isinstance(tree, dict) and "props" in tree:
        props = tree["props"]
        if props.get("lang") == "zh-CN" or props.get("className") == "other-language":
            return
        yield from chinese_texts(list(props.values()))
    elif isinstance(tree, str) and CHINESE.search(tree):
        yield tree


EXPLAINED = {"The unit as printed, such as 万人."}


def test_english_sources_have_no_chinese_but_what_is_printed(callbacks: Callbacks, package: Package) -> None:
    """The glossary may give the term that it explains."""
    main = with_id(page_of(callbacks, "/en/sources"), "main")
    terms = " ".join(package.glossary["text_en"])
    assert {one for one in chinese_texts(main) if one not in terms} <= EXPLAINED


def test_english_proofs_have_no_chinese_but_what_is_printed(callbacks: Callbacks, package: Package) -> None:
    asked = [("fact", one) for one in package.facts["fact_id"]]
    asked += [("county", one) for one in package.registers["paired_counties"]["area_id"][::8]]
    asked += [("case", one) for one in package.cases["case_id"]]
    asked += [("derived", ref.id) for ref in uses(SITE) if ref.kind == "derived"]
    for kind, ref_id in asked:
        assert list(chinese_texts(proof_of(callbacks, kind, ref_id, "en"))) == [], ref_id


def test_chinese_pages_say_undated_in_chinese(callbacks: Callbacks) -> None:
    assert "undated" not in text(page_of(callbacks, "/sources"))
