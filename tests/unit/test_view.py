"""What an address asks for: pages, exhibits, their order, their filters; and what is refused, with which sentence."""

import pytest

from dashboard.package.load import Package
from dashboard.pages.view import ViewError, parse_view
from dashboard.render.site import Site
from tests.pages import EXHIBITING


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def keys(query: str, site: Site) -> list[str]:
    return [item.exhibit.key for item in parse_view(query, site, "zh").items]


def test_without_a_word_everything_is_asked_for(site: Site) -> None:
    assert keys("", site) == [exhibit.key for page in EXHIBITING for exhibit in page.exhibits]


def test_no_exhibit_key_stands_on_two_pages() -> None:
    every = [exhibit.key for page in EXHIBITING for exhibit in page.exhibits]
    assert len(set(every)) == len(every)


def test_exhibits_come_in_the_order_asked_for(site: Site) -> None:
    view = parse_view("?show=delisting,headlines,county-waffle&year=2018", site, "zh")
    assert [item.exhibit.key for item in view.items] == ["delisting", "headlines", "county-waffle"]
    assert [page.key for page in view.pages] == ["east-west", "overview"]
    assert view.items[0].choices["year"] == "2018"


def test_topics_that_are_not_chosen_stay_away_unless_asked_for(site: Site) -> None:
    topic = parse_view("page=in-province", site, "zh").pages[0].filters[0].options[0].value
    chosen = keys(f"page=in-province&topic={topic}", site)
    away = next(key for key in keys("page=in-province", site) if key not in chosen)
    assert keys(f"page=in-province&topic={topic}&show={away}", site) == [away]


def test_two_spellings_of_one_view_are_the_same_view(site: Site) -> None:
    first = parse_view("page=east-west&year=2018&province=520000", site, "zh")
    second = parse_view("?province=520000&page=east-west&q=&year=2018", site, "zh")
    assert first == second
    assert hash(first) == hash(second)
    assert first != parse_view("page=east-west&year=2017&province=520000", site, "zh")
    assert first != parse_view(first.query, site, "en")


def test_the_shortest_address_reads_as_the_same_view(site: Site) -> None:
    for query in (
        "",
        "page=cases&q=茶",
        "show=timeline",
        "page=in-province,east-west&city=330800&years=2012-2018",
    ):
        view = parse_view(query, site, "zh")
        again = parse_view(view.query, site, "zh")
        assert again == view
        assert again.items == view.items


def test_the_filter_line_names_pages_only_where_they_differ(site: Site) -> None:
    assert "：" not in parse_view("page=east-west&year=2018", site, "zh").filters(site)
    both = parse_view("page=in-province,east-west&year=2018", site, "zh").filters(site)
    assert both.startswith("省内扶贫：没有筛选；东西部协作：")
    assert "2018" in both


def test_an_item_leads_back_to_its_page_under_its_filters(site: Site) -> None:
    item = parse_view("page=east-west&year=2018", site, "en").items[0]
    assert item.href(site, "en") == "/en/east-west?year=2018#x-county-waffle"


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("page=nowhere", 404, "nowhere"),
        ("page=cases&show=delisting", 404, "delisting"),
        ("page=cases&year=2018", 400, "year"),
        ("page=in-province&years=1900", 400, "1900"),
        ("page=east-west&province=atlantis", 400, "atlantis"),
        ("q=" + "x" * 5000, 400, "4000"),
        ("page=in-province&topic=", 400, "topic"),
        ("page=%ff%fe", 404, "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_is_unknown_is_refused_by_name(query: str, status: int, word: str, site: Site) -> None:
    with pytest.raises(ViewError, match=word) as refused:
        parse_view(query, site, "en")
    assert refused.value.status == status
