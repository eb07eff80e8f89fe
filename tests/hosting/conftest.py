"""The dashboard as an operator runs it: the command of the Procfile, with its settings in the environment."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.tiny import TinyPackage

LOOPBACK = "127.0.0.1"
PATIENCE = 20  # seconds
BIN = Path(sys.executable).parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(what: Callable[[], bool], told: Callable[[], str]) -> None:
    """Wait until something is so; `told` says, when it does not come, what there is instead."""
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, f"waited in vain; {told()}"
        time.sleep(0.05)


def environment(**settings: str) -> dict[str, str]:
    """What an operator's shell would hold: the settings given, and nothing that this machine happens to hold."""
    return {"PATH": f"{BIN}{os.pathsep}{os.defpath}", "HOST": LOOPBACK, **settings}


def children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def procfile_command() -> str:
    command: list[str] = re.findall(r"^web: (.+)$", (ROOT / "Procfile").read_text("utf-8"), re.MULTILINE)
    return command[0]


@dataclass
class Server:
    """A running command, and what it wrote so far."""

    command: list[str]
    env: Mapping[str, str]
    log: Path
    port: int = field(default_factory=free_port)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={"PORT": str(self.port), **self.env},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        prefix = self.env.get("URL_PREFIX", "/")
        wait_for(lambda: self._status(f"{prefix}readyz") == 200, self.written)

    def _status(self, path: str) -> int:
        with suppress(OSError, http.client.HTTPException):
            return self.get(path).status
        return 0

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> "Answer":
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        with suppress(ProcessLookupError):
            self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)

    def written(self) -> str:
        return self.log.read_text("utf-8")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str


@pytest.fixture
def tiny(tmp_path: Path) -> TinyPackage:
    made = TinyPackage(tmp_path / "data")
    made.write()
    return made


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts the Procfile's command with settings, and a command before it; ends what still runs after the test."""
    started: list[Server] = []

    def start(*before: str, ready: bool = True, **settings: str) -> Server:
        command = [*before, "/bin/sh", "-c", f"exec {procfile_command()}"]
        server = Server(command, environment(**settings), tmp_path / f"server-{len(started)}.log")
        started.append(server)
        server.start()
        if ready:
            server.wait_until_ready()
        return server

    yield start
    for server in started:
        if server.process.poll() is None:
            server.stop(signal.SIGKILL)
