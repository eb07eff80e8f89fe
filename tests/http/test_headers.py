"""What every answer says besides its content, the answers for a platform's probes, and what is told of a fault."""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.access_log import JsonLines
from dashboard.app import create_app
from dashboard.figures.words import say
from dashboard.package.load import Package
from dashboard.settings import Settings
from tests.http.conftest import Callbacks

EVERYWHERE = [
    "/",
    "/en/cases",
    "/nowhere",
    "/healthz",
    "/readyz",
    "/assets/icon.svg",
    "/assets/none",
    "/_dash-layout",
]


def client_with(**env: str) -> FlaskClient:
    server: Flask = create_app(Settings.from_env(env)).server
    return server.test_client()


def policy(answer: Any) -> Mapping[str, str]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not any(
        re.search(r"\d+\.\d+", value) for name, value in headers if name in {"Server", "X-Powered-By"}
    )


def test_the_policy_is_strict(client: FlaskClient) -> None:
    told = policy(client.get("/"))
    assert told["default-src"] == told["base-uri"] == told["frame-ancestors"] == "'none'"
    assert "unsafe" not in told["script-src"]
    assert not any("http" in value or "*" in value for value in told.values())


def test_frames_are_allowed_where_the_operator_says() -> None:
    answer = client_with(FRAME_ANCESTORS="self https://*.example.org").get("/")
    assert policy(answer)["frame-ancestors"] == "'self' https://*.example.org"


@pytest.mark.parametrize(
    ("trust", "scheme", "told"), [("1", "https", True), ("1", "http", False), ("0", "https", False)]
)
def test_strict_transport_is_asked_for_behind_a_trusted_proxy(trust: str, scheme: str, told: bool) -> None:
    headers = {"X-Forwarded-Proto": scheme, "X-Forwarded-Host": "elsewhere.example"}
    answer = client_with(TRUST_PROXY=trust).get("/", headers=headers)
    assert ("Strict-Transport-Security" in answer.headers) is told
    assert "elsewhere.example" not in answer.text


def test_versions_are_nobodys_business(client: FlaskClient) -> None:
    page = client.get("/").text
    assert not re.search(r'"(python|dash|plotly)_version":\s*"[^"]', page)
    assert client.get("/_reload-hash").status_code == 404


def test_ready_names_the_version_of_the_data(client: FlaskClient, package: Package) -> None:
    answer = client.get("/readyz")
    assert answer.get_json() == {"ready": True, "data_version": package.version}
    assert client_with(URL_PREFIX="/a/").get("/a/readyz").status_code == 200


# Faults ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What is logged, as it would be written."""
    written: list[dict[str, Any]] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(self.format(record)))

    keeper, logger = Keeper(), logging.getLogger("dashboard")
    keeper.setFormatter(JsonLines())
    logger.addHandler(keeper)
    before = logger.level
    logger.setLevel(logging.INFO)
    yield written
    logger.setLevel(before)
    logger.removeHandler(keeper)


def broken(*_arguments: object) -> NoReturn:
    raise RuntimeError("a secret of the server")


def test_a_callback_that_raises_answers_with_the_number_of_its_line(
    callbacks: Callbacks, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.wiring.proof", broken)
    answer = callbacks.post("proof-body.children", {"proof-request.data": {"kind": "fact", "id": "x"}})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    told = next(line for line in lines if "traceback" in line)
    assert answer.get_json() == {"number": told["request"]}
    assert "a secret of the server" in told["traceback"]


def test_a_page_that_raises_says_so_in_both_languages(
    client: FlaskClient, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.application.view_functions, "readyz", broken)
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    number = next(line for line in lines if "traceback" in line)["request"]
    for lang in ("zh", "en"):
        assert say("fault.page.text", lang, number=number) in answer.text
    assert "secret" not in answer.text


def test_a_line_of_the_log_tells_nothing_of_the_reader(
    client: FlaskClient, lines: list[dict[str, Any]]
) -> None:
    client.get("/en/cases?q=private", headers={"User-Agent": "browser-x", "X-Forwarded-For": "192.0.2.1"})
    (line,) = lines
    assert {name: line[name] for name in ("method", "path", "status")} == {
        "method": "GET",
        "path": "/en/cases",
        "status": 200,
    }
    assert not re.search(r"private|browser-x|192\.0\.2|127\.0\.0", json.dumps(line))
