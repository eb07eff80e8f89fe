"""The dashboard as it is hosted: started by the Procfile's own command, on a core of its own, and its memory."""

import os
import re
import shlex
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 60
GRACE_S = 15
SHORTEST_WAIT_S = 0.005


@dataclass(frozen=True)
class Served:
    site: str  # without a slash at the end
    port: int
    pid: int
    start_s: float  # from the command to the first page

    def memory_mb(self) -> float:
        """The proportional set size of the whole family of processes."""
        return sum(map(_pss_kb, family(self.pid))) / 1024


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """The files of a revision, beside this checkout; it runs with what is installed here."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "base"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(root), revision], check=True)
        try:
            yield root
        finally:
            subprocess.run([*git, "remove", "--force", str(root)], check=True)


@contextmanager
def dashboard(
    *, root: Path = ROOT, workers: int = 1, core: int | None = None, **settings: str
) -> Iterator[Served]:
    """Of the checkout at `root`. Without `core` the system decides where it runs."""
    port = free_port()
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    environment = {
        **os.environ,
        "PATH": f"{ROOT / '.venv/bin'}:{os.environ['PATH']}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_CONCURRENCY": str(workers),
        "LOG_LEVEL": "warning",
        **settings,
    }
    start = time.monotonic()
    process = subprocess.Popen(
        [*pinned, *_command(root)], cwd=root, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        site = f"http://127.0.0.1:{port}"
        _await(site, process)
        yield Served(site, port, process.pid, time.monotonic() - start)
    finally:
        process.terminate()
        process.wait(GRACE_S)


def _command(root: Path) -> list[str]:
    web = re.search(r"^web: *(.+)$", (root / "Procfile").read_text("utf-8"), re.MULTILINE)
    if web is None:
        raise ValueError("the Procfile has no line that begins with web:")
    return shlex.split(web[1])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(site: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended with code {process.returncode} before it answered")
        try:
            urllib.request.urlopen(f"{site}/").close()
        except urllib.error.URLError:
            time.sleep(SHORTEST_WAIT_S)
        else:
            return
    raise RuntimeError(f"no answer from {site} within {PATIENCE_S} s")


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(one for child in children for one in family(int(child)))]


def _pss_kb(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    found = re.search(r"^Pss: +(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) if found else 0
