"""Requests that no page of ours would send are refused with a sentence; nothing is a server error."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.security import MAX_BODY
from tests.http.conftest import Callbacks

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
    hostile = {f"east-west-{name}.value": value for name in names} | {"east-west-lang.data": value}
    assert callbacks.post("east-west-summary.children", hostile).status_code == 200
    assert callbacks.post("page.children", {"url.pathname": value, "url.search": value}).status_code == 200
    assert callbacks.post("proof-body.children", {"proof-request.data": value}).status_code == 200


@pytest.mark.parametrize(
    "query", ["?" + "a=b&" * 3000, "?province=%00", "?q=%F0%28%8C", "?years=9999-0000", "?%%%", "?="]
)
def test_hostile_addresses_are_answered(callbacks: Callbacks, query: str) -> None:
    for path in ("/in-province", "/east-west", "/cases"):
        assert callbacks.post("page.children", {"url.pathname": path, "url.search": query}).status_code == 200
