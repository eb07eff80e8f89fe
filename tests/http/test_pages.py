"""Pages and callbacks as the server answers them, no browser."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.http.conftest import Callbacks
from tests.pages import PAGES

PATHS = ["/", "/in-province", "/east-west", "/cases", "/cases/pingshan-textile", "/sources"]
EVERY_PATH = PATHS + [f"/en{path}" for path in PATHS]
UNKNOWN = ["/nowhere", "/en/nowhere", "/cases/nowhere", "/EAST-WEST", "/cases/pingshan-textile/x"]


def page_of(callbacks: Callbacks, path: str, search: str = "") -> Any:
    """The components of a page, as the browser gets them."""
    answer = callbacks.post("page.children", {"url.pathname": path, "url.search": search})
    assert answer.status_code == 200
    return answer.get_json()["response"]["page"]["children"]


def components(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, list):
        for child in tree:
            yield from components(child)
    elif isinstance(tree, dict) and "props" in tree:
        yield tree
        yield from components(tree["props"].get("children"))


def with_id(tree: Any, component_id: object) -> dict[str, Any]:
    return next(one for one in components(tree) if one["props"].get("id") == component_id)


def text(tree: Any) -> str:
    if isinstance(tree, list):
        return "".join(map(text, tree))
    if isinstance(tree, dict):
        return text(tree["props"].get("children"))
    return "" if tree is None else str(tree)


def rows(tree: Any, table: str) -> list[dict[str, Any]]:
    body = next(one for one in components(with_id(tree, table)) if one["type"] == "Tbody")
    return [one for one in components(body) if one["type"] == "Tr"]


class Head(HTMLParser):
    lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.lang = dict(attrs).get("lang") or ""


@pytest.mark.parametrize("path", EVERY_PATH)
def test_the_first_answer_has_language_title_and_headline(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    head = Head()
    head.feed(answer.text)
    assert head.lang == ("en" if path.startswith("/en") else "zh-CN")
    assert re.search(r"<title>[^<]+ · [^<]+</title>", answer.text)
    assert re.search(r'<meta name="description" content="[^"]{20,}"', answer.text)
    assert re.search(r"<h1[^>]*>.+?</h1>", answer.text)


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_page_is_a_404_with_a_way_out(
    client: FlaskClient, callbacks: Callbacks, path: str
) -> None:
    assert client.get(path).status_code == 404
    links = [one["props"].get("href") for one in components(page_of(callbacks, path))]
    assert ("/en/" if path.startswith("/en") else "/") in links


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies", "/healthz", "/nowhere"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_answers_are_compressed(client: FlaskClient) -> None:
    answer = client.get("/_dash-layout", headers={"Accept-Encoding": "br"})
    assert answer.headers.get("Content-Encoding") == "br"


@pytest.mark.parametrize("path", EVERY_PATH)
def test_ids_are_unique_on_a_page(callbacks: Callbacks, path: str) -> None:
    ids = [
        json.dumps(one["props"]["id"]) for one in components(page_of(callbacks, path)) if "id" in one["props"]
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("page", [page for page in PAGES if page.filters], ids=lambda page: page.key)
def test_every_id_of_a_callback_stands_in_its_page(
    client: FlaskClient, callbacks: Callbacks, page: Any
) -> None:
    ids = {
        json.dumps(one["props"]["id"], sort_keys=True, separators=(",", ":")).strip('"')
        for one in components(page_of(callbacks, page.path))
        if "id" in one["props"]
    }
    declared = client.get("/_dash-dependencies").get_json()
    own = next(one for one in declared if f"{page.key}-summary.children" in one["output"])
    wanted = {one["id"] for one in own["inputs"] + own["state"]}
    wanted |= {part.rpartition(".")[0].replace("\\", "") for part in own["output"].strip(".").split("...")}
    assert wanted <= ids


@pytest.mark.parametrize("page", [page for page in PAGES if page.filters], ids=lambda page: page.key)
def test_a_page_has_one_callback_and_at_least_three_exhibits(client: FlaskClient, page: Any) -> None:
    declared = client.get("/_dash-dependencies").get_json()
    served = [
        one
        for one in declared
        if not one["clientside_function"]
        and any(item["id"].startswith(f"{page.key}-") for item in one["inputs"])
    ]
    assert len(served) == 1
    assert len(page.exhibits) >= 3


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("", 80),
        ("?province=520000", 24),
        ("?province=510000,220000", 48),
        ("?class=none", 2),
        ("?class=", 0),
        ("?year=2016", 2),
        ("?year=2017", 12),
        ("?year=2018", 37),
        ("?year=2020", 74),
        ("?q=qingchuan", 1),
        ("?q=Pu%27an", 1),
        ("?city=330100&province=420000", 8),
    ],
)
def test_the_county_table_follows_the_address(callbacks: Callbacks, search: str, count: int) -> None:
    tree = page_of(callbacks, "/east-west", search)
    if count == 0:
        assert not any(one["props"].get("id") == "county-table" for one in components(tree))
    else:
        assert len(rows(tree, "county-table")) == count


@pytest.mark.parametrize(("search", "count"), [("", 29), ("?city=331100", 9), ("?city=330800,330700", 10)])
def test_the_areas_table_follows_the_address(callbacks: Callbacks, search: str, count: int) -> None:
    assert len(rows(page_of(callbacks, "/in-province", search), "areas-table")) == count


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ("", 16),
        ("?side=in-province", 10),
        ("?side=east-west", 6),
        ("?place=520000", 2),
        ("?place=510000", 5),
        ("?stated=area", 1),
        ("?stated=output", 3),
        ("?q=solar", 1),
        ("?q=longyou", 1),
    ],
)
def test_the_cases_follow_the_address(callbacks: Callbacks, search: str, count: int) -> None:
    tree = page_of(callbacks, "/cases", search)
    cards = [one for one in components(tree) if "case-card" in (one["props"].get("className") or "").split()]
    assert len(cards) == count


def test_an_empty_result_names_the_reason(callbacks: Callbacks) -> None:
    tree = page_of(callbacks, "/cases", "?place=520000")
    assert "苗乡" in text(tree)


def test_nonsense_in_the_address_is_told(callbacks: Callbacks) -> None:
    notices = with_id(page_of(callbacks, "/east-west", "?year=1066&province=x"), "east-west-notices")
    assert "1066" in text(notices)
    assert len(notices["props"]["children"]) == 2


def test_a_travelling_city_is_told(callbacks: Callbacks) -> None:
    notices = with_id(page_of(callbacks, "/east-west", "?city=330100&from=in-province"), "east-west-notices")
    assert "杭州" in text(notices)
    (origin,) = [page for page in PAGES if page.key == "in-province"]
    assert origin.name("zh") in text(notices)


def test_a_filter_change_answers_with_the_narrowed_page(callbacks: Callbacks) -> None:
    values = {
        "east-west-province.data": ["520000"],
        "east-west-class.data": ["national,provincial,none,unknown"],
        "east-west-year.data": ["all"],
        "east-west-city.data": None,
        "east-west-q.data": [],
        "east-west-lang.data": "en",
    }
    answer = callbacks.post("east-west-summary.children", values, triggered="east-west-province.data")
    response = answer.get_json()["response"]
    assert "Guizhou" in text(response["east-west-summary"]["children"])
    assert len(rows(response["x-county-table-body"]["children"], "county-table")) == 24
    assert text(response["east-west-chips"]["children"]) == "Guizhou Province×"
    assert text(response["east-west-show"]["children"]) == "Show 24 counties"
    assert response["east-west-counts"]["data"]["province"]["510000"] == 40


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (
            {"kind": "fact", "id": "low-income-population-2012", "lang": "zh"},
            ["317.49", "第3段，字符位置50–57"],
        ),
        ({"kind": "fact", "id": "pingshan-jobs", "lang": "en"}, ["18,000", "planned"]),
        (
            {"kind": "derived", "id": "low-income-population-change-percent", "lang": "zh"},
            ["68.06", "317.49"],
        ),
        ({"kind": "county", "id": "510822", "lang": "en"}, ["Qingchuan", "2018", "Wuxing"]),
        ({"kind": "case", "id": "nanjiang-water-bamboo", "lang": "en"}, ["Nanjiang", "paragraph 14"]),
        ({"kind": "fact", "id": "no-such-fact", "lang": "en"}, ["no such figure"]),
        ({"kind": "spell", "id": "x", "lang": "zh"}, ["没有这个数"]),
        (5, ["没有这个数"]),
    ],
)
def test_proof(callbacks: Callbacks, request_: object, words: list[str]) -> None:
    answer = callbacks.post("proof-body.children", {"proof-request.data": request_})
    assert answer.status_code == 200
    told = text(answer.get_json()["response"]["proof-body"]["children"])
    assert all(word in told for word in words), told
