"""Requests that no page of ours would send are refused with a sentence; nothing is a server error."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.security import MAX_BODY
from dashboard.settings import Settings
from tests.hostile_package import PAYLOADS, write_hostile_package
from tests.http.conftest import Callbacks
from tests.http.test_pages import EVERY_PATH, page_of, text

ENDPOINT = "/_dash-update-component"
PROOF: dict[str, Any] = {
    "output": "proof-body.children",
    "outputs": {"id": "proof-body", "property": "children"},
    "inputs": [{"id": "proof-request", "property": "data", "value": None}],
    "changedPropIds": ["proof-request.data"],
}
HOSTILE_VALUES: list[Any] = [
    None,
    5,
    True,
    "x" * 5000,
    [],
    {},
    [[["a"]]],
    {"kind": {}},
    ["510000", None],
    "\x00",
]


def changed(**parts: Any) -> dict[str, Any]:
    return PROOF | parts


def test_the_honest_request_is_answered(client: FlaskClient) -> None:
    assert client.post(ENDPOINT, json=PROOF).status_code == 200


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "deeply"),
        (b"[" * 30 + b"]" * 30, "deeply"),
        (b"1" * 5000, "not JSON"),
        (b'{"output": NaN}', "not JSON"),
        (b'{"output": "\\ud800"}', "not Unicode"),
        (b'{"\\udfff": 1}', "not Unicode"),
        (b"null", "form"),
        (b"[]", "form"),
        (b"5", "form"),
        (b"{}", "form"),
        (json.dumps(changed(output="no-such.children")).encode(), "no such callback"),
        (json.dumps(changed(output=5)).encode(), "form"),
        (json.dumps(changed(inputs=[])).encode(), "other inputs"),
        (json.dumps(changed(inputs=[5])).encode(), "form"),
        (json.dumps(changed(inputs=PROOF["inputs"] * 2)).encode(), "other inputs"),
        (json.dumps(changed(state=PROOF["inputs"])).encode(), "other inputs"),
        (json.dumps(changed(outputs={"id": "page", "property": "children"})).encode(), "other outputs"),
        (json.dumps(changed(outputs=[])).encode(), "other outputs"),
        (json.dumps(changed(changedPropIds=[{}])).encode(), "form"),
    ],
)
def test_another_shape_is_refused_with_its_reason(client: FlaskClient, body: bytes, reason: str) -> None:
    answer = client.post(ENDPOINT, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert reason in answer.text
    assert "Traceback" not in answer.text


def test_a_huge_request_is_refused(client: FlaskClient) -> None:
    body = json.dumps(changed(padding="x" * MAX_BODY))
    assert client.post(ENDPOINT, data=body, content_type="application/json").status_code == 413


@pytest.mark.parametrize("value", HOSTILE_VALUES, ids=lambda value: repr(value)[:20])
def test_hostile_values_are_answered_without_an_error(callbacks: Callbacks, value: Any) -> None:
    names = ("province", "class", "year", "city", "q")
    hostile = {f"east-west-{name}.data": value for name in names} | {"east-west-lang.data": value}
    assert callbacks.post("east-west-summary.children", hostile).status_code == 200
    assert callbacks.post("page.children", {"url.pathname": value, "url.search": value}).status_code == 200
    assert callbacks.post("proof-body.children", {"proof-request.data": value}).status_code == 200


@pytest.mark.parametrize(
    "query", ["?" + "a=b&" * 3000, "?province=%00", "?q=%F0%28%8C", "?years=9999-0000", "?%%%", "?="]
)
def test_hostile_addresses_are_answered(callbacks: Callbacks, query: str) -> None:
    for path in ("/in-province", "/east-west", "/cases"):
        assert callbacks.post("page.children", {"url.pathname": path, "url.search": query}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/%2e%2e/dash.py",
        "/_dash-component-suites/dash/deps/..%2f..%2fdash.py",
        "/assets/../Procfile",
        "/assets/%2e%2e%2fProcfile",
        "/assets/%00",
        "/assets/" + "a" * 5000,
        "/assets/vendor",
        "/%00",
        "/%ff",
        "/cases/%00",
        "/cases/" + "x" * 3000,
        "/a" * 3000,
        "/_mcp",
        "/export/",
        "/export/..%2fapp.py",
        "/_dash-update-component",
    ],
    ids=lambda path: path[:40],
)
def test_an_address_that_leads_nowhere_is_a_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/assets/icon.svg", "/nowhere"])
def test_another_method_is_refused(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method).status_code == 405


@pytest.mark.parametrize(
    "host", ["a b", "<script>", 'a"b', "[::1", "a:b", "a:999999", "a/b", "user@host", "x" * 300, ".."]
)
def test_a_host_that_is_no_host_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "a.example.org:8050", "[::1]:80", "my_service", "192.0.2.1"])
def test_a_host_is_heard(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_a_refusal_is_one_line_of_the_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    client.post(ENDPOINT, data=b"{", content_type="application/json")
    (line,) = caplog.messages
    assert line == "request refused: the request is not JSON"


# A package whose texts try to be more than text -------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = write_hostile_package(tmp_path_factory.mktemp("hostile") / "data")
    server: Flask = create_app(Settings(data=folder)).server
    return server.test_client()


@pytest.mark.parametrize("path", EVERY_PATH)
def test_no_text_of_the_data_becomes_markup(hostile: FlaskClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.status_code == 200
    assert not re.search(r"<script>window|<img src=./x|<svg onload|<!--(?!\S)", answer.text)
    assert answer.text.count("<script") == answer.text.count("</script>")
    assert 'href="javascript' not in answer.text


def test_texts_of_the_data_reach_the_page_as_they_are(hostile: FlaskClient) -> None:
    callbacks = Callbacks(hostile)
    told = text(page_of(callbacks, "/en/cases")) + text(page_of(callbacks, "/en/sources"))
    assert [payload for payload in PAYLOADS if payload not in told] == []
