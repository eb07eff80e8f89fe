"""The numbers as tables: on the screen, and as Markdown for docs/performance.md."""

import os
import platform
from collections.abc import Mapping, Sequence
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
    "wire KB",
    "repeat KB",
    "drawn ms",
    "LCP ms",
    "CLS",
    "TBT ms",
    "filter p50 ms",
    "filter p95 ms",
)


def markdown(visits: Mapping[str, Visits], servers: Mapping[str, Server], runs: int) -> str:
    """`visits` of the app, the static page and perhaps the base; `servers` of the app and perhaps the base."""
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {_machine()}; medians of {runs} cold loads a page, in",
        "turn. Each cell: the app / the other, and their ratio.",
    ]
    others = {"static": "beside the static page", "base": "beside the base"}
    for side, title in others.items():
        if side in visits:
            rows = [_row(topic, visits["app"][topic.name], visits[side][topic.name]) for topic in TOPICS]
            lines += ["", *_table((title, *HEAD), rows)]
    return "\n".join([*lines, "", *_server_table(servers)])


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
    if not topic.filter:
        return [topic.path, *cells, *("–" for _ in shares)]
    filters = [_pair("filter", percentile(app, share), percentile(static, share)) for share in shares]
    return [topic.path, *cells, *filters]


def _pair(name: str, app: float, static: float) -> str:
    if name == "cls":
        return f"{app:.3f} / {static:.3f}"
    ratio = f" = {app / static:.2f}" if static >= 1 and name != "repeat_kb" else ""
    return f"{app:.0f} / {static:.0f}{ratio}"


SERVED = (
    ("page loads a second and core", "page_loads", ".0f", "≥ 500"),
    ("first visits a second and core, every file sent", "cold_loads", ".0f", ""),
    ("filter calls a second and core", "filter_calls", ".0f", "≥ 300"),
    ("memory of 2 workers after 200 users, MB", "memory_mb", ".0f", "≤ 220"),
    ("cold start to the first page, s", "start_s", ".2f", "≤ 2"),
)


def _server_table(servers: Mapping[str, Server]) -> list[str]:
    rows = [
        [said, *(format(getattr(one, name), form) for one in servers.values()), target]
        for said, name, form, target in SERVED
    ]
    return _table(("on the server", *servers, "target"), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
