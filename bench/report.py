"""The numbers as tables: on the screen, and as Markdown for docs/performance.md."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.browser import Visit, median, percentile
from bench.topics import TOPICS, Topic


@dataclass(frozen=True, kw_only=True)
class Server:
    page_loads: (
        float  # a second and core: the document of a page, which is all that a repeated visit asks for
    )
    cold_loads: float  # the same with every file of a first visit
    filter_calls: float
    memory_mb: float
    start_s: float


Visits = dict[str, list[Visit]]

HEAD = (
    "page",
    "wire KB",
    "repeat KB",
    "drawn ms",
    "LCP ms",
    "CLS",
    "TBT ms",
    "filter p50 ms",
    "filter p95 ms",
)


def markdown(app: Visits, static: Visits, server: Server, runs: int) -> str:
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {_machine()}; medians of {runs} cold loads a page, app",
        "and static page in turn. Each cell: the app / the static page, and their ratio.",
        "",
        *_table(HEAD, [_row(topic, app[topic.name], static[topic.name]) for topic in TOPICS]),
        "",
        *_table(("on the server", "measured", "target"), _server_rows(server)),
    ]
    return "\n".join(lines)


def _machine() -> str:
    model = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), "unknown"
    )
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}, loopback"


def _cpuinfo() -> list[str]:
    return Path("/proc/cpuinfo").read_text("utf-8").splitlines()


def _row(topic: Topic, app: list[Visit], static: list[Visit]) -> list[str]:
    measured = ("wire_kb", "repeat_kb", "drawn", "lcp", "cls", "tbt")
    cells = [_pair(name, median(app, name), median(static, name)) for name in measured]
    shares = (50, 95)
    if not topic.control:
        return [topic.path, *cells, *("–" for _ in shares)]
    filters = [_pair("filter", percentile(app, share), percentile(static, share)) for share in shares]
    return [topic.path, *cells, *filters]


def _pair(name: str, app: float, static: float) -> str:
    if name == "cls":
        return f"{app:.3f} / {static:.3f}"
    ratio = f" = {app / static:.2f}" if static >= 1 and name != "repeat_kb" else ""
    return f"{app:.0f} / {static:.0f}{ratio}"


def _server_rows(server: Server) -> list[list[str]]:
    return [
        ["page loads a second and core", f"{server.page_loads:.0f}", "≥ 500"],
        ["first visits a second and core, every file sent", f"{server.cold_loads:.0f}", ""],
        ["filter calls a second and core", f"{server.filter_calls:.0f}", "≥ 300"],
        ["memory of 2 workers after 200 users, MB", f"{server.memory_mb:.0f}", "≤ 220"],
        ["cold start to the first page, s", f"{server.start_s:.2f}", "≤ 2"],
    ]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
