"""Requests that nobody thought of: none may end in an exception.

A few hundred run with every test; `make fuzz` runs 10,000, others each time, and prints what was answered. Whatever it
finds becomes a plain test in test_hostile.py.
"""

import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import quote, unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.exhibits.filters import LONGEST
from dashboard.files.routes import FORMATS
from dashboard.settings import Settings
from tests.http.conftest import Callbacks
from tests.pages import PAGES

ENDPOINT = "/_dash-update-component"
ASKED = int(os.environ.get("FUZZ_CASES", "0"))
ALL = ASKED or 120


def cases(percent: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A share of all cases; the same ones each time, but for a run that was asked for by number."""
    return settings(
        max_examples=max(1, ALL * percent // 100),
        deadline=None,
        derandomize=not ASKED,
        database=None,
        phases=[Phase.generate],  # what fails is shown as it is: making it smaller takes minutes
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module")
def answers() -> Iterator[Counter[tuple[str, int]]]:
    counted: Counter[tuple[str, int]] = Counter()
    yield counted
    print(f"\n{counted.total()} requests")  # noqa: T201 - `make fuzz` shows it
    for (kind, status), number in sorted(counted.items()):
        print(f"{kind:10} {status} {number:7}")  # noqa: T201


@pytest.fixture(scope="module")
def raising() -> Iterator[FlaskClient]:
    """A client at which an exception in the server is raised in the test."""
    log = logging.getLogger("dashboard.security")
    log.setLevel(logging.ERROR)  # its line a refusal is many lines here
    server: Flask = create_app(Settings()).server
    server.config["PROPAGATE_EXCEPTIONS"] = True
    yield server.test_client()
    log.setLevel(logging.NOTSET)


# Callback requests ----------------------------------------------------------------------------------------------

HALVES = st.text(st.characters(min_codepoint=0xD7F0, max_codepoint=0xE010, exclude_categories=()), max_size=4)
WORDS = st.sampled_from(
    ["all", "en", "zh", "2018", "520000", "330100", "", "fact", "children", "\x00", "a" * 5000]
)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**400, max_value=10**401),
    st.floats(),
    st.text(max_size=20),
    HALVES,
    WORDS,
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6) | HALVES, inner, max_size=4)
    ),
    max_leaves=8,
)
DEEP = st.integers(1, 60).map(lambda depth: json.loads("[" * depth + "]" * depth))


@pytest.fixture(scope="module")
def honest(raising: FlaskClient) -> list[dict[str, Any]]:
    """A request for each callback that the server answers."""
    callbacks = Callbacks(raising)
    summaries = [f"{page.key}-summary.children" for page in PAGES if page.filters]
    return [callbacks.body(output, {}) for output in ("page.children", "proof-body.children", *summaries)]


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [at, *(place for key in keys for place in places(value[key], (*at, key)))]


def put(body: Any, at: tuple[Any, ...], value: Any, how: str) -> Any:
    """The body with something else, nothing, or the same twice at a place."""
    if not at:
        return value
    holder = body
    for key in at[:-1]:
        holder = holder[key]
    if how == "change":
        holder[at[-1]] = value
    elif how == "drop":
        del holder[at[-1]]
    elif isinstance(holder, list):
        holder.append(deepcopy(holder[at[-1]]))
    else:
        holder[f"{at[-1]}x"] = value
    return body


@st.composite
def mutated(draw: st.DrawFn, bodies: list[dict[str, Any]]) -> bytes:
    body: Any = deepcopy(draw(st.sampled_from(bodies)))
    only_values = draw(st.integers(0, 2)) > 0
    for _ in range(draw(st.integers(1, 4))):
        here = [place for place in places(body) if not only_values or place[-1:] == ("value",)]
        how = "change" if only_values else draw(st.sampled_from(["change", "drop", "add"]))
        body = put(body, draw(st.sampled_from(here)), draw(VALUES | DEEP), how)
    return json.dumps(body).encode()


@cases(50)
@given(data=st.data())
def test_changed_callback_requests(
    raising: FlaskClient, answers: Counter[tuple[str, int]], honest: list[dict[str, Any]], data: st.DataObject
) -> None:
    body = data.draw(mutated(honest))
    answer = raising.post(ENDPOINT, data=body, content_type="application/json")
    answers["callback", answer.status_code] += 1
    assert answer.status_code in {200, 400}
    if answer.status_code == 200:
        json.loads(answer.text, parse_constant=pytest.fail)


@cases(10)
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(["application/json", "text/plain", "", "a/b; charset=x"]),
)
def test_callback_requests_of_anything(
    raising: FlaskClient, answers: Counter[tuple[str, int]], body: bytes, kind: str
) -> None:
    answer = raising.post(ENDPOINT, data=body, content_type=kind)
    answers["anything", answer.status_code] += 1
    assert answer.status_code == 400


# Addresses ------------------------------------------------------------------------------------------------------

NAMES = sorted({item.name for page in PAGES for item in page.filters})
PARAMETERS = [*NAMES, "page", "show", "fact", "derived", "county", "case", "from", "auto", "lang"]
KNOWN = [
    "all",
    "in-province,east-west",
    "delisting",
    "520000",
    "330100,331100",
    "2013-2018",
    "2018",
    "A",
    "money",
    "none",
]
TEXTS = st.one_of(st.sampled_from(KNOWN), st.text(max_size=30), WORDS, st.integers().map(str))
RAW = st.text("%&=+;,#?-0123456789abcdefFG\x00é县", max_size=60)


def written(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name)}={quote(value, safe=',-')}" for name, value in pairs)


PAIRS = st.lists(st.tuples(st.sampled_from(PARAMETERS) | st.text(max_size=8), TEXTS), max_size=5).map(written)
QUERIES = PAIRS | RAW.map(lambda text: quote(text, safe="%&=+;,?-")) | st.just("q=" + "a" * (LONGEST + 1))
READ = [f"{lang}{page.path}" for lang in ("", "/en") for page in PAGES] + ["/present", "/en/present"]
MADE = [f"{lang}/export/{form.name}" for lang in ("", "/en") for form in FORMATS]


@cases(12)
@given(path=st.sampled_from(READ), query=QUERIES)
def test_queries_of_pages(
    raising: FlaskClient, answers: Counter[tuple[str, int]], path: str, query: str
) -> None:
    first = raising.get(f"{path}?{query}")
    answers["page", first.status_code] += 1
    assert first.status_code < 500
    drawn = content(raising, path, f"?{query}")
    answers["content", drawn.status_code] += 1
    assert drawn.status_code == 200


def content(client: FlaskClient, path: str, search: str) -> TestResponse:
    return Callbacks(client).post("page.children", {"url.pathname": path, "url.search": search})


@pytest.mark.skipif(not MADE, reason="no files are made")
@cases(8)
@given(path=st.sampled_from(MADE or [""]), query=QUERIES)
def test_queries_of_files(
    raising: FlaskClient, answers: Counter[tuple[str, int]], path: str, query: str
) -> None:
    answer = raising.get(f"{path}?{query}")
    answers["file", answer.status_code] += 1
    assert answer.status_code in {200, 400, 404}


@cases(20)
@given(
    path=st.text(max_size=40)
    | st.lists(
        st.sampled_from(["..", ".", "%2e%2e", "%2f", "assets", "cases", "en"]) | st.text(max_size=6)
    ).map("/".join),
    start=st.sampled_from(
        [
            "/",
            "/assets/",
            "/_dash-component-suites/dash/",
            "/_dash-component-suites/",
            "/cases/",
            "/en/",
            "/export/",
        ]
    ),
    method=st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]),
    host=st.sampled_from(["localhost"] * 3 + ["", "a b", "[::1]:80", "x" * 300, "..", "a:b", "é"]),
)
def test_paths_methods_and_hosts(
    raising: FlaskClient, answers: Counter[tuple[str, int]], path: str, start: str, method: str, host: str
) -> None:
    # As a server hands it over: the client would take a path that begins with two slashes for a host.
    handed = {"PATH_INFO": unquote_to_bytes(start + path).decode("latin-1"), "HTTP_HOST": host}
    answer = raising.open("/", method=method, environ_overrides=handed)
    answers["path", answer.status_code] += 1
    assert answer.status_code < 500
