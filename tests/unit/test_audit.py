"""The audit of dependencies, against a service of our own."""

import json
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from tools.audit import main

Answer = Callable[[dict[str, Any]], Any]


@pytest.fixture
def service() -> Iterator[tuple[str, list[Answer]]]:
    """The address of a service, and what it answers: the last function given, called with the question."""
    answers: list[Answer] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(answers[-1](question)).encode())

        def log_message(self, *_arguments: object) -> None:
            """Says nothing: the test tells enough."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", answers
    server.shutdown()
    thread.join()
    server.server_close()


def vulnerable(name: str) -> Answer:
    def answer(question: dict[str, Any]) -> Any:
        named = [one["package"]["name"] == name for one in question["queries"]]
        return {"results": [{"vulns": [{"id": "GHSA-x"}]} if hit else {} for hit in named]}

    return answer


def test_nothing_known(service: tuple[str, list[Answer]], capsys: pytest.CaptureFixture[str]) -> None:
    address, answers = service
    answers.append(vulnerable("no-such-package"))
    assert main(address) == 0
    assert "0 with a known vulnerability" in capsys.readouterr().out


def test_a_vulnerability_is_named(
    service: tuple[str, list[Answer]], capsys: pytest.CaptureFixture[str]
) -> None:
    address, answers = service
    answers.append(vulnerable("flask"))
    assert main(address) == 1
    assert re.search(r"^flask \d\S+: GHSA-x$", capsys.readouterr().out, re.MULTILINE)


def test_an_answer_for_other_packages_is_no_answer(service: tuple[str, list[Answer]]) -> None:
    address, answers = service
    answers.append(lambda _question: {"results": []})
    with pytest.raises(ValueError, match="shorter"):
        main(address)


def test_out_of_reach_is_said_and_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("http://127.0.0.1:9/") == 0
    assert capsys.readouterr().out.startswith("NOT AUDITED")
