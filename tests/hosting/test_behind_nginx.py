"""Two replicas behind nginx, run with the example configuration: no request fails while replicas come and go."""

import http.client
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from dashboard.app import create_app
from dashboard.settings import Settings
from tests.conftest import ROOT
from tests.hosting.conftest import BIN, LOOPBACK, PATIENCE, Server, children, environment, free_port, wait_for
from tests.http.conftest import Callbacks

HOST = "dashboard.example.org"
READERS = 3
PAUSE = 0.04  # seconds; a reader's, between two requests
TIMES = 10
PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin")
FILTERS: dict[str, dict[str, Any]] = {
    "Guizhou": {"east-west-province.data": ["520000"]},
    "Qingchuan": {"east-west-q.data": ["Qingchuan"]},
    "2016": {"east-west-year.data": ["2016"]},
}

pytestmark = pytest.mark.skipif(
    not PROGRAM or not shutil.which("openssl"), reason="nginx or openssl is not installed"
)


class Replica(Server):
    """A replica as a platform runs it: the Procfile's process under a process manager."""

    def __init__(self, number: int, folder: Path) -> None:
        super().__init__([], environment(TRUST_PROXY="1"), folder / f"replica-{number}.log")
        self.command = [str(BIN / "honcho"), "start", "--port", str(self.port), "web"]

    def _shell(self) -> int:
        """The process that the manager runs the command in, at the head of a group of its own."""
        (keeper,) = children(self.process.pid)
        (shell,) = children(keeper)
        return shell

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        """Of the command, all its processes at once; the manager ends after it. The manager itself, told to end while
        it writes a line, fails in its handler (a reentrant write) and then waits for the command for good."""
        os.killpg(self._shell(), with_signal)
        return self.process.wait(PATIENCE)

    def reload(self) -> None:
        (server,) = children(self._shell())
        os.kill(server, signal.SIGHUP)


@dataclass
class Readers:
    """Who reads pages and changes filters the whole time, and tells every answer that is not the right one."""

    port: int
    trusted: ssl.SSLContext
    wanted: dict[str, tuple[str, str]]  # by name: the body of a callback request, and its right answer
    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Readers":
        self.threads = [threading.Thread(target=self._read, args=(number,)) for number in range(READERS)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def read_on(self) -> None:
        """Until each question was answered several times more."""
        before = Counter(self.answers)
        names = [*self.wanted, "page"]
        wait_for(
            lambda: all(self.answers[one] >= before[one] + TIMES for one in names), lambda: str(self.faults)
        )

    def _read(self, number: int) -> None:
        names = [*self.wanted, "page"]
        while not self.over.is_set():
            connection = http.client.HTTPSConnection(LOOPBACK, self.port, timeout=30, context=self.trusted)
            for turn in range(20):
                self._ask(connection, names[(turn + number) % len(names)])
                time.sleep(PAUSE)
            connection.close()

    def _ask(self, connection: http.client.HTTPSConnection, name: str) -> None:
        try:
            if name == "page":
                connection.request("GET", "/en/east-west?year=2016", headers={"Host": HOST})
            else:
                headers = {"Host": HOST, "Content-Type": "application/json"}
                connection.request("POST", "/_dash-update-component", self.wanted[name][0], headers)
            answer = connection.getresponse()
            told = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            self.faults.append(f"{name}: {error!r}")
            return
        self.answers[name] += 1
        if answer.status != 200 or not self._right(name, told):
            self.faults.append(f"{name}: {answer.status} {told[:80]!r}")

    def _right(self, name: str, told: str) -> bool:
        return "</html>" in told if name == "page" else json.loads(told) == json.loads(self.wanted[name][1])


def right_answers() -> dict[str, tuple[str, str]]:
    """What the readers ask for, and what the dashboard answers when nothing disturbs it."""
    callbacks = Callbacks(create_app(Settings()).server.test_client())
    wanted = {}
    for name, values in FILTERS.items():
        given = {**values, "east-west-lang.data": "en"}
        answer = callbacks.post("east-west-summary.children", given).text
        assert name in answer
        wanted[name] = (json.dumps(callbacks.body("east-west-summary.children", given)), answer)
    return wanted


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    made = tmp_path / "dashboard.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-batch"]
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=IP:{LOOPBACK}"]
    files = ["-out", str(made), "-keyout", str(made.with_suffix(".key"))]
    subprocess.run([*command, *names, *files], check=True, capture_output=True)
    return made


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[list[Replica]]:
    made = [Replica(number, tmp_path) for number in (1, 2)]
    with ExitStack() as after:
        for replica in made:
            replica.start()
            after.callback(replica.stop)
        for replica in made:
            replica.wait_until_ready()
        yield made


@pytest.fixture
def nginx(tmp_path: Path, certificate: Path, replicas: list[Replica]) -> Iterator[int]:
    """The port at which nginx answers by TLS."""
    port, plain = free_port(), free_port()
    changes = {
        "127.0.0.1:8051": f"{LOOPBACK}:{replicas[0].port}",
        "127.0.0.1:8052": f"{LOOPBACK}:{replicas[1].port}",
        "listen 80;": f"listen {LOOPBACK}:{plain};",
        "listen 443 ssl;": f"listen {LOOPBACK}:{port} ssl;",
        "/etc/ssl/dashboard.pem": str(certificate),
        "/etc/ssl/dashboard.key": str(certificate.with_suffix(".key")),
    }
    example = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    for old, new in changes.items():
        assert example.count(old) == 1, old
        example = example.replace(old, new)
    (tmp_path / "dashboard.conf").write_text(example, "utf-8")
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path), "utf-8")
    command = [cast(str, PROGRAM), "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "nginx.log")]
    process = subprocess.Popen(command)
    wait_for((tmp_path / "nginx.pid").exists, (tmp_path / "nginx.log").read_text)
    yield port
    process.terminate()
    process.wait(10)


MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dashboard.conf;
}}
"""


def test_replicas_come_and_go_and_no_request_fails(
    replicas: list[Replica], nginx: int, certificate: Path
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate))
    with Readers(nginx, trusted, right_answers()) as readers:
        readers.read_on()
        replicas[0].stop(signal.SIGKILL)  # a machine is lost, and with it the answers that it had begun
        readers.read_on()
        begun = [one for one in readers.faults if "IncompleteRead" in one]
        replicas[0].start()
        replicas[0].wait_until_ready()
        for replica in replicas:  # a rolling restart
            replica.stop()
            replica.start()
            replica.wait_until_ready()
        replicas[1].reload()
        readers.read_on()
    assert readers.faults == begun
    assert len(begun) <= READERS
    assert len(readers.answers) == len(FILTERS) + 1
    assert min(readers.answers.values()) > 20
    assert all(re.search(r'"path": "/en/east-west"', replica.written()) for replica in replicas)
    assert "Traceback" not in "".join(replica.written() for replica in replicas)


def test_tls_ends_at_nginx_and_the_dashboard_knows(
    replicas: list[Replica], nginx: int, certificate: Path
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate))
    connection = http.client.HTTPSConnection(LOOPBACK, nginx, timeout=30, context=trusted)
    connection.request("GET", "/en/", headers={"Host": HOST, "X-Forwarded-Proto": "http"})
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 200
    assert answer.headers["Strict-Transport-Security"]
    assert answer.headers["Server"] == "nginx"
    # A file that one replica does not know, perhaps because it is of another release, is asked of the other.
    connection.request("GET", "/files/none.js", headers={"Host": HOST})
    assert connection.getresponse().status == 404
    connection.close()
    wait_for(lambda: all("/files/none.js" in one.written() for one in replicas), replicas[0].written)
