"""The addresses of files: what they answer, what they refuse and how, and that making files stays bounded."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import flask
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.delivery import Kept
from dashboard.files import routes, turns
from dashboard.files.facts_json import SCHEMA
from dashboard.files.naming import file_name
from dashboard.files.routes import FORMATS, Format, register_exports
from dashboard.files.turns import MAX_QUEUED, MAX_WAITING, Place
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, View, parse_view
from dashboard.render.site import Site
from tests.http.conftest import Callbacks
from tests.http.test_pages import components, page_of
from tests.pages import EXHIBITING

NAMES = tuple(form.name for form in FORMATS)
PREFIXES = {"zh": "", "en": "/en"}
CONTEXT = ExportContext(made=date(2031, 2, 3), origin="https://example.org")
PATIENCE = 10  # seconds


# What is answered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", PREFIXES)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_is_answered_as_a_file(client: FlaskClient, form: Format, lang: str) -> None:
    answer = client.get(f"{PREFIXES[lang]}/export/{form.name}?show=headlines")
    assert answer.status_code == 200
    assert answer.mimetype == form.mimetype
    assert answer.data
    kind, _, rest = answer.headers["Content-Disposition"].partition("; ")
    stem, _, ending = form.name.rpartition(".")
    assert kind == ("inline" if form.inline else "attachment")
    version = client.get("/readyz").get_json()["data_version"]
    assert rest.startswith(f'filename="zhejiang-{stem}-overview-headlines-{lang}-{version}-20')
    assert rest.endswith(f'.{ending}"')
    assert answer.headers["Content-Language"].startswith(lang)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_file_that_is_still_the_same_is_not_sent_again(client: FlaskClient) -> None:
    address = "/export/facts.json?page=cases"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{address}&side=east-west", headers={"If-None-Match": tag}).status_code == 200


def test_head_tells_the_same_without_the_file(client: FlaskClient) -> None:
    address = "/export/data.xlsx?page=cases"
    whole, head = client.get(address), client.head(address)
    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize("key", ["delisting", "headlines", "case-matrix", "lines-of-work"])
def test_the_table_of_an_exhibit_has_its_own_address(client: FlaskClient, key: str) -> None:
    answer = client.get(f"/en/export/{key}.csv")
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf# Title,")
    assert f'filename="zhejiang-{key}-' in answer.headers["Content-Disposition"]
    bare = client.get(f"/en/export/{key}.csv?head=0")
    assert answer.data.endswith(bare.data)
    assert not bare.data.startswith((b"\xef\xbb\xbf", b"#"))
    assert client.get(f"/en/export/{key}.csv?head=1").data == answer.data


@pytest.mark.parametrize("path", [page.path for page in EXHIBITING])
@pytest.mark.parametrize("lang", PREFIXES)
def test_every_file_that_a_page_offers_is_there(callbacks: Callbacks, path: str, lang: str) -> None:
    tree = page_of(callbacks, f"{PREFIXES[lang]}{path}".rstrip("/") or "/")
    offered = [one["props"]["href"] for one in components(tree) if "data-take" in one["props"]]
    key = next(page.key for page in EXHIBITING if page.path == path)
    assert len(offered) == 5
    for address in offered:
        name = address.partition("?")[0].rpartition("/")[2]
        assert name in NAMES
        assert address == f"{PREFIXES[lang]}/export/{name}?page={key}"


def test_the_menu_asks_for_the_filters_in_force(callbacks: Callbacks) -> None:
    tree = page_of(callbacks, "/east-west", "?year=2018&province=520000&class=nonsense&fact=paired-counties")
    offered = [one["props"]["href"] for one in components(tree) if "data-take" in one["props"]]
    assert {one.partition("?")[2] for one in offered} == {"page=east-west&province=520000&year=2018"}
    (mark,) = (one["props"]["data-view"] for one in components(tree) if "data-view" in one["props"])
    assert mark == "province=520000&year=2018"


@pytest.mark.parametrize("lang", PREFIXES)
def test_the_downloads_of_the_sources_page_are_there(
    callbacks: Callbacks, client: FlaskClient, lang: str
) -> None:
    tree = page_of(callbacks, f"{PREFIXES[lang]}/sources")
    links = [one["props"]["href"] for one in components(tree) if "download" in one["props"]]
    assert len(links) == 9
    known = {f"{PREFIXES[lang]}/export/{name}" for name in NAMES}
    table, bare, package = [link for link in links if link not in known]
    assert bare == f"{table}?head=0"
    assert [client.get(link).mimetype for link in (table, bare)] == ["text/csv"] * 2
    assert client.get(package).get_json()["resources"]


# What is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("page=nowhere", 404, "nowhere"),
        ("page=", 200, ""),
        ("page=cases,,", 404, ""),
        ("show=nothing", 404, "nothing"),
        ("page=cases&show=delisting", 404, "delisting"),
        ("page=cases&year=2018", 400, "year"),
        ("nonsense=1", 400, "nonsense"),
        ("page=east-west&province=atlantis", 400, "atlantis"),
        ("page=east-west&class=royal", 400, "royal"),
        ("page=east-west&year=1066", 400, "1066"),
        ("page=east-west&city=999999", 400, "999999"),
        ("page=in-province&years=2018-2012", 400, "2018-2012"),
        ("page=in-province&years=x", 400, "x"),
        ("page=in-province&grade=D", 400, "D"),
        ("page=in-province&topic=war", 400, "war"),
        ("page=cases&side=moon", 400, "moon"),
        ("page=cases&theme=war", 400, "war"),
        ("page=cases&city=000000", 400, "000000"),
        ("page=cases&stated=lies", 400, "lies"),
        ("page=cases&q=" + "x" * 5000, 400, "4000"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_unknown_is_refused_with_a_sentence(
    client: FlaskClient, query: str, status: int, named: str
) -> None:
    for prefix, word in (("", "。"), ("/en", ".")):
        answer = client.get(f"{prefix}/export/{SCHEMA}?{query}")
        assert answer.status_code == status
        if status != 200:
            assert answer.content_type == "text/plain; charset=utf-8"
            assert answer.text.endswith(f"{word}\n")
            assert named in answer.text
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/export/no-such.csv", 404),
        ("/en/export/no-such.csv", 404),
        ("/export/%00.csv", 404),
        ("/export/delisting.csv?page=cases", 400),
        ("/export/delisting.csv?show=cases", 400),
        ("/export/delisting.csv?years=2012", 400),
        ("/export/delisting.csv?year=1066", 400),
        ("/export/headlines.csv?q=x", 400),
        ("/export/headlines.csv?head=no", 400),
        ("/export/delisting.csv?q=" + "x" * 5000, 400),
    ],
)
def test_a_table_that_is_not_there_is_refused(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"


@pytest.mark.parametrize("path", ["/export/data.zip", "/export/", "/export/data.xlsx/more", "/en/export"])
def test_another_address_is_a_page_that_does_not_exist(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["data.xlsx", "facts.json", "delisting.csv"])
@pytest.mark.parametrize(
    "query",
    [
        "%",
        "=",
        "&&&",
        "q=%00",
        "q=%FF%FE",
        "q=%F0%28%8C",
        "q=%0d%0aX-Evil:1",
        "q=%22%3E%3Cscript%3E",
        "q=%3D1%2B1",
        "year=%00",
        "year[]=2018",
        "year=2018&year=2017",
        "province=" + ",".join(["520000"] * 500),
        "city=%F0%9F%98%80",
        "a=b&" * 900,
    ],
    ids=lambda value: str(value)[:20],
)
def test_hostile_queries_are_no_fault_of_the_server(client: FlaskClient, name: str, query: str) -> None:
    page = "" if name.endswith(".csv") else "show=county-table&page=east-west&"
    answer = client.get(f"/export/{name}?{page}{query}")
    assert answer.status_code in (200, 400, 404)
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_only_read(client: FlaskClient, name: str) -> None:
    assert client.post(f"/export/{name}").status_code == 405


# Bounded work -------------------------------------------------------------------------------------------------


class Workshop:
    """A format whose context waits until it is let go."""

    def __init__(self) -> None:
        self.made = 0
        self.days: list[date] = []
        self.go = threading.Event()
        self.form = Format(name="slow.txt", mimetype="text/plain", make=self._make)

    def _make(self, _site: Site, view: View, making: ExportContext) -> bytes:
        self.days.append(making.made)
        self.made += 1
        assert self.go.wait(PATIENCE)
        if view.query == "page=cases":
            raise RuntimeError("this one cannot be made")
        return f"{view.query} {self.made}".encode()


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.go.set()


@pytest.fixture
def site(package: Package) -> Site:
    return Site(package=package, texts={})


@pytest.fixture
def slow(workshop: Workshop, site: Site, monkeypatch: pytest.MonkeyPatch) -> flask.Flask:
    monkeypatch.setattr(routes, "FORMATS", (workshop.form,))
    server = flask.Flask("slow")
    register_exports(server, site)
    return server


def ask_at_once(server: flask.Flask, queries: list[str]) -> tuple[list[threading.Thread], list[TestResponse]]:
    answers: list[TestResponse] = []
    threads = [
        threading.Thread(target=lambda query: answers.append(get(server, query)), args=(query,))
        for query in queries
    ]
    for thread in threads:
        thread.start()
    return threads, answers


def get(server: flask.Flask, query: str) -> TestResponse:
    return server.test_client().get(f"/export/slow.txt?{query}")


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_one_is_made_one_waits_and_the_rest_are_told_to_come_back(
    slow: flask.Flask, workshop: Workshop
) -> None:
    threads, answers = ask_at_once(slow, ["page=overview", "page=in-province", "page=east-west"])
    wait_for(lambda: bool(answers))
    refused = answers[0]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "2"
    assert refused.headers["Cache-Control"] == "no-store"
    assert refused.text == "前面还有 2 个文件要做；约 2 秒后再取，位置会保留。\n"
    assert workshop.made == 1
    workshop.go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [answer.status_code for answer in answers[1:]] == [200, 200]
    assert workshop.made == 2
    assert get(slow, "page=cases,overview").status_code == 200


ASKED = [f"page=east-west&year={year}" for year in (2017, 2018, 2019, 2020)]


def test_who_waits_keeps_a_place_and_gets_the_file(slow: flask.Flask, workshop: Workshop) -> None:
    """Six ask at once: two are in hand, four are told their places, in whatever order these come back."""
    threads, answers = ask_at_once(slow, ["page=overview", "page=in-province"])
    wait_for(lambda: workshop.made == 1)
    time.sleep(0.1)  # until the second holds its thread
    told = [get(slow, query) for query in ASKED]
    assert [answer.headers["Retry-After"] for answer in told] == ["2", "3", "4", "5"]
    assert get(slow, ASKED[2]).headers["Retry-After"] == "4"
    workshop.go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [get(slow, query).status_code for query in (ASKED[3], ASKED[2], *ASKED)] == [429, 429, *[200] * 4]
    assert get(slow, ASKED[3]).status_code == 200
    assert workshop.made == 6


def test_the_queue_is_bounded_and_a_place_that_nobody_asks_for_is_given_up(
    slow: flask.Flask, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads, _ = ask_at_once(slow, ["page=overview", "page=in-province"])
    wait_for(lambda: workshop.made == 1)
    time.sleep(0.1)
    searches = [f"page=cases&q={number}" for number in range(MAX_QUEUED + 1)]
    *told, refused = [get(slow, query) for query in searches]
    assert all("位置会保留" in answer.text for answer in told)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "10")
    assert refused.text == "等着做的文件太多，排不进去；请过 10 秒再试。\n"
    monkeypatch.setattr(turns, "PLACE_KEPT", -1)
    assert get(slow, searches[-1]).headers["Retry-After"] == "2"
    workshop.go.set()
    for thread in threads:
        thread.join(PATIENCE)


def test_nobody_is_told_to_wait_longer_than_a_place_is_kept() -> None:
    assert max(Place(None).seconds, Place(1000).seconds) < turns.PLACE_KEPT


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", 4), ("UTC", 3), ("America/New_York", 3)])
def test_the_day_of_a_file_is_that_of_the_place(
    zone: str, day: int, package: Package, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        """Half past four in the afternoon of the third, in UTC."""

        @staticmethod
        def now(zone: tzinfo) -> datetime:
            return datetime(2031, 2, 3, 16, 30, tzinfo=UTC).astimezone(zone)

    monkeypatch.setattr(routes, "FORMATS", (workshop.form,))
    monkeypatch.setattr(routes, "datetime", Clock)
    server = flask.Flask("slow")
    register_exports(server, Site(package=package, texts={}, time_zone=ZoneInfo(zone)))
    workshop.go.set()
    assert get(server, "").status_code == 200
    assert workshop.days == [date(2031, 2, day)]


def test_the_same_file_is_made_once(slow: flask.Flask, workshop: Workshop) -> None:
    threads, answers = ask_at_once(slow, ["page=east-west&year=2018", "page=east-west&year=2018"])
    workshop.go.set()
    for thread in threads:
        thread.join(PATIENCE)
    answers.append(get(slow, "year=2018&page=east-west&q="))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({answer.data for answer in answers}) == 1
    assert workshop.made == 1


def test_what_is_kept_is_given_while_others_are_made(slow: flask.Flask, workshop: Workshop) -> None:
    workshop.go.set()
    kept = get(slow, "page=overview").data
    workshop.go.clear()
    threads, answers = ask_at_once(slow, ["page=in-province", "page=east-west", "page=east-west&year=2018"])
    wait_for(lambda: bool(answers))
    assert get(slow, "page=overview").data == kept
    workshop.go.set()
    for thread in threads:
        thread.join(PATIENCE)


def test_a_file_is_kept_for_its_language_host_and_view_alone(slow: flask.Flask, workshop: Workshop) -> None:
    workshop.go.set()
    client = slow.test_client()
    addresses = ("/export/slow.txt", "/en/export/slow.txt", "/export/slow.txt?page=overview")
    answers = [client.get(address).data for address in addresses]
    answers.append(client.get("/export/slow.txt", headers={"Host": "other.example"}).data)
    assert len(set(answers)) == 4
    assert client.get("/export/slow.txt").data == answers[0]
    assert workshop.made == 4


def test_a_fault_in_making_blocks_nobody(slow: flask.Flask, workshop: Workshop) -> None:
    workshop.go.set()
    for _ in range(MAX_WAITING + 1):
        assert get(slow, "page=cases").status_code == 500
    assert get(slow, "page=overview").status_code == 200


def test_no_more_is_kept_than_there_is_room_for(site: Site) -> None:
    keys = [("a.txt", parse_view(f"page=cases&q={number}", site, "zh"), CONTEXT) for number in range(4)]
    cache = Kept[Any, bytes](3, 100)
    for key in keys:
        cache.put(key, b"x" * 30)
    assert [cache.get(key) is not None for key in keys] == [False, True, True, True]
    cache.get(keys[1])
    cache.put(keys[0], b"x" * 60)
    assert [cache.get(key) is not None for key in keys] == [True, True, False, False]
    cache.put(keys[2], b"x" * 101)
    assert [cache.get(key) is not None for key in keys] == [True, True, False, False]
    cache.put(keys[3], b"again")
    assert cache.get(keys[3]) == b"again"


def test_names_of_files_are_plain_letters(site: Site) -> None:
    for form in FORMATS:
        name = file_name(form.name, parse_view("page=cases&q=%22%0d%0a茶", site, "zh"), CONTEXT, site)
        assert re.fullmatch(r"[a-z.-]+-cases-q-[0-9a-f]{6}-zh-[0-9a-f]{12}-2031-02-03\.[a-z]+", name)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("page=east-west", "east-west"),
        ("page=east-west&province=520000,510000&year=2018", "east-west-province-510000-520000-year-2018"),
        ("page=place-330784", "place-330784"),
        ("page=cases&show=case-map,case-themes", "cases-case-map-case-themes"),
    ],
)
def test_a_name_tells_page_place_and_filters(query: str, told: str, site: Site) -> None:
    name = file_name(FORMATS[1].name, parse_view(query, site, "en"), CONTEXT, site)
    assert name == f"zhejiang-data-{told}-en-{site.package.version}-2031-02-03.xlsx"


def test_views_that_differ_have_names_that_differ(site: Site) -> None:
    queries = ["q=茶", "q=药", f"q={'a' * 90}", f"q={'a' * 91}", "q=a%20b", "q=a-b", "q=", ""]
    views = [parse_view(f"page=cases&{query}", site, "zh") for query in queries]
    assert len({file_name("table.csv", view, CONTEXT, site) for view in views}) == len(
        {view.query for view in views}
    )
