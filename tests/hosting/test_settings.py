"""One server, run as the Procfile says: its settings, its log, its memory, its end."""

import json
import re
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hosting.conftest import LOOPBACK, PATIENCE, Server, children, wait_for
from tests.unit.tiny import TinyPackage

LIMIT = 512 * 1024  # kB of memory, all processes together
PATHS = ("/", "/in-province", "/east-west", "/cases", "/cases/pingshan-textile", "/sources")
READ_ONLY = ("unshare", "--mount", "/bin/sh", "-c", 'mount -o remount,bind,ro / && exec "$@"', "-")

Serve = Callable[..., Server]


def memory(process: int) -> int:
    """What a process adds to the memory in use, in kB; what it shares is divided among those who share it."""
    smaps = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
    return int(re.findall(r"^Pss:\s+(\d+) kB", smaps, re.MULTILINE)[0])


def events(server: Server) -> list[dict[str, object]]:
    return [json.loads(line) for line in server.written().splitlines() if line.startswith("{")]


def test_a_server_below_a_path_and_behind_a_proxy(serve: Serve) -> None:
    server = serve(
        URL_PREFIX="/a/b/", WEB_CONCURRENCY="2", TRUST_PROXY="1", FRAME_ANCESTORS="https://x.example"
    )
    wait_for(lambda: len(children(server.process.pid)) == 2, server.written)
    assert server.get("/a/b/en/cases").status == 200
    assert server.get("/a/b/healthz").text == "OK"
    assert server.get("/a/b/assets/icon.svg").status == 200
    assert {server.get(path).status for path in ("/", "/en/cases", "/healthz", "/readyz")} == {404}
    page = server.get("/a/b/", {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "elsewhere.example"})
    assert page.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "frame-ancestors https://x.example" in page.headers["Content-Security-Policy"]
    assert "elsewhere.example" not in page.text
    addresses = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert addresses
    assert all(address.startswith("/a/b/") for address in addresses)


def test_two_workers_stay_within_the_memory(serve: Serve) -> None:
    server = serve(WEB_CONCURRENCY="2")
    for path in PATHS * 2:
        assert server.get(path).status == 200
        assert server.get(f"/en{path}?q=a").status == 200
    assert sum(memory(process) for process in (server.process.pid, *children(server.process.pid))) < LIMIT


def test_a_header_is_not_believed_and_nothing_is_told_of_versions(serve: Serve) -> None:
    server = serve(DASH_DEBUG="true", FLASK_DEBUG="1")
    page = server.get("/", {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"})
    assert "Strict-Transport-Security" not in page.headers
    assert page.headers["Server"] == "gunicorn"
    config = re.findall(r'<script id="_dash-config" type="application/json">(.*?)</script>', page.text)
    assert {json.loads(config[0])[f"{name}_version"] for name in ("python", "dash", "plotly")} == {""}
    assert server.get("/_reload-hash").status == 404
    unheard = server.get("/nowhere", method="DELETE")
    assert unheard.status == 405
    assert not re.search(r"\d\.\d", unheard.text)


def test_the_log_tells_what_was_asked_and_not_by_whom(serve: Serve) -> None:
    server = serve()
    server.get("/east-west?q=secret", {"User-Agent": "browser-x", "X-Forwarded-For": "192.0.2.1"})
    wait_for(lambda: "/east-west" in server.written(), server.written)
    line = next(one for one in events(server) if one.get("path") == "/east-west")
    assert set(line) == {"time", "level", "request", "method", "path", "status", "bytes", "ms"}
    assert (line["method"], line["status"]) == ("GET", 200)
    assert not re.search(r"secret|browser-x|192\.0\.2\.1|127\.0\.0\.1 ", server.written())
    server.get("/", {"Host": "not a name"})
    wait_for(lambda: "host name" in server.written(), server.written)
    refusal, answer = events(server)[-2:]
    assert refusal["request"] == answer["request"]
    assert answer["status"] == 400


def test_it_runs_where_nothing_can_be_written(serve: Serve) -> None:
    if subprocess.run([*READ_ONLY, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let a test make its file system read-only")
    server = serve(*READ_ONLY, HOME="/nonexistent")
    assert server.get("/en/cases").status == 200
    assert "Read-only" not in server.written()
    assert server.stop() == 0


def test_the_end_waits_for_what_is_running(serve: Serve) -> None:
    """A request whose body is still on its way is running; it gets its answer although the server was told to end."""
    server = serve()
    body = b'{"output": "unknown"}'
    head = (
        "POST /_dash-update-component HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
    )
    with socket.create_connection((LOOPBACK, server.port), PATIENCE) as connection:
        connection.sendall(head.encode())
        assert b"100 Continue" in connection.recv(4096)
        connection.sendall(body[:5])
        server.process.terminate()
        # The one wait by the clock: a server that does not wait for its requests is gone by then.
        time.sleep(0.5)
        assert server.process.poll() is None
        connection.sendall(body[5:])
        assert b"400 BAD REQUEST" in connection.recv(4096)
    assert server.process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB_CONCURRENCY", "many"),
        ("PORT", "99999"),
        ("URL_PREFIX", "poverty"),
        ("DATA_DIR", "/nowhere"),
        ("TRUST_PROXY", "perhaps"),
        ("FRAME_ANCESTORS", "*"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_setting_ends_the_start_with_a_sentence(serve: Serve, name: str, value: str) -> None:
    server = serve(ready=False, **{name: value})
    assert server.process.wait(PATIENCE) == 1
    assert re.fullmatch(rf"dashboard: {name} .+\n", server.written())


def test_a_faulty_package_ends_the_start_with_the_report(serve: Serve, tiny: TinyPackage) -> None:
    facts = tiny.folder / "facts.csv"
    facts.write_bytes(facts.read_bytes()[:-20])
    (tiny.folder / "cases.csv").unlink()
    server = serve(ready=False, DATA_DIR=str(tiny.folder))
    assert server.process.wait(PATIENCE) == 1
    assert "value 'cases.csv': the resource has no file" in server.written()
    assert re.search(r"facts\.csv line \d+", server.written())
    assert "Traceback" not in server.written()


def test_a_package_of_another_kind_ends_the_start(serve: Serve, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    server = serve(ready=False, DATA_DIR=str(empty))
    assert server.process.wait(PATIENCE) == 1
    assert "areas.csv: the file is missing" in server.written()
    assert "Traceback" not in server.written()
