"""`make bench`: measures the app and the static reference in turn, then the server under load, and prints both.

With `BASE=REV` an earlier revision is measured in the same run.

The lines that tell how far it is go to standard error, the result, as Markdown, to standard output.
"""

import os
import re
import statistics
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import brotli
from playwright.sync_api import Browser, Request

from bench.browser import CHANGE, QUIET_MS, Visit, chromium, visit
from bench.load import Asked, load
from bench.reference import Reference
from bench.reference import served as static_pages
from bench.report import Server, Visits, markdown
from bench.server import ROOT, Served, checkout, dashboard
from bench.topics import TOPICS, Topic
from dashboard.app import create_app
from dashboard.document import BUNDLES, WHERE_USED
from dashboard.settings import Settings

RUNS = int(os.environ.get("BENCH_RUNS", "5"))
USERS = 50
SECONDS = 5.0
MANY_USERS = 200
CORE, OTHER_CORE = 0, 1
STARTS = 3
CHANGING_RUNS = (1, 2)  # 40 changes a page, app and static page each


def main() -> None:
    settings = Settings.from_env({})
    reference = Reference(create_app(settings).site, settings.assets)
    with _roots() as roots:
        with chromium() as browser:
            visits = _visits(browser, roots, reference)
            calls = {side: _calls(browser, root) for side, root in roots.items()}
        servers = {side: _server(root, calls[side]) for side, root in roots.items()}
    print(markdown(visits, servers, RUNS))


@contextmanager
def _roots() -> Iterator[Mapping[str, Path]]:
    """The checkouts to measure: this one, and that of an earlier revision."""
    revision = os.environ.get("BASE")
    if not revision:
        yield {"app": ROOT}
        return
    with checkout(revision) as base:
        yield {"app": ROOT, "base": base}


def _visits(browser: Browser, roots: Mapping[str, Path], reference: Reference) -> Mapping[str, Visits]:
    """By app, base and static page. One run warms all up and is not counted."""
    with ExitStack() as stack:
        sites = {side: stack.enter_context(dashboard(root=root)).site for side, root in roots.items()}
        sites["static"] = stack.enter_context(static_pages(reference))
        visits: Mapping[str, Visits] = {side: {topic.name: [] for topic in TOPICS} for side in sites}
        for run in range(RUNS + 1):
            for topic in TOPICS:
                for side, site in sites.items():
                    seen = visit(browser, site, topic, changing=run in CHANGING_RUNS)
                    _tell(run, topic, side, seen)
                    if run:
                        visits[side][topic.name].append(seen)
    return visits


def _tell(run: int, topic: Topic, side: str, seen: Visit) -> None:
    change = statistics.median(seen.changes) if seen.changes else 0
    print(
        f"run {run} of {RUNS}, {topic.path:12} {side:6} drawn {seen.drawn:5.0f}  LCP {seen.lcp:5.0f}  "
        f"TBT {seen.tbt:5.0f}  filter {change:4.0f} ms  {seen.wire_kb:4.0f} KB",
        file=sys.stderr,
    )


def _calls(browser: Browser, root: Path) -> list[Asked]:
    """The callback requests that the browser sends when filters change."""
    with dashboard(root=root, core=CORE) as served:
        return _noted(browser, served.site)


def _noted(browser: Browser, site: str) -> list[Asked]:
    calls: list[Asked] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            calls.append(("POST", request.url.removeprefix(site), request.post_data or ""))

    context = browser.new_context()
    context.add_init_script("window.__bench = {}")
    for topic in (one for one in TOPICS if one.filter):
        page = context.new_page()
        page.on("request", note)
        page.goto(f"{site}{topic.path}")
        page.wait_for_function("() => !document.getElementById('first')")
        for state in topic.answers:
            page.evaluate(
                CHANGE.replace("5000", "300"), [topic.filter, topic.option, topic.former, state, QUIET_MS]
            )
        page.close()
    context.close()
    return calls


def _server(root: Path, calls: Sequence[Asked]) -> Server:
    pages: list[Asked] = [("GET", topic.path, "") for topic in TOPICS]
    with dashboard(root=root, core=CORE) as served:
        first = _first_visit(served)
        rates = [
            load(served.port, asked, users=USERS, seconds=SECONDS, core=OTHER_CORE)
            for asked in (pages, first, calls)
        ]
    failed = sum(one.failed for one in rates)
    if failed:
        raise RuntimeError(f"{failed} requests of the load test failed")
    page_loads, files, filter_calls = (one.rate for one in rates)
    return Server(
        page_loads=page_loads,
        cold_loads=files / len(first),
        filter_calls=filter_calls,
        memory_mb=_memory(root, [*pages, *calls]),
        start_s=statistics.median(_start(root) for _ in range(STARTS)),
    )


def _first_visit(served: Served) -> list[Asked]:
    """A page and every file that it names, but for those that it loads when they are used."""
    path = "/in-province"
    request = urllib.request.Request(f"{served.site}{path}", headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request) as answer:
        document = brotli.decompress(answer.read()).decode()
    files = sorted(set(re.findall(r'"(/files/[^"]+[.](?:js|css|svg))"', document)))
    later = tuple(BUNDLES[part] for part in WHERE_USED)
    return [("GET", path, ""), *(("GET", file, "") for file in files if not file.endswith(later))]


def _memory(root: Path, asked: Sequence[Asked]) -> float:
    """Of two workers, after so many users have each asked for something."""
    with dashboard(root=root, workers=2) as served:
        load(served.port, asked, users=MANY_USERS, seconds=SECONDS)
        return served.memory_mb()


def _start(root: Path) -> float:
    with dashboard(root=root) as served:
        return served.start_s


if __name__ == "__main__":
    main()
