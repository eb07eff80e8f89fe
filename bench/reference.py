"""The static reference: each page as one file of HTML made from the app's own exhibits, with the same style sheet and
the same plotly bundle, its filters answered in the browser from results computed beforehand. No framework, no server.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import brotli

from bench.topics import TOPICS, Topic
from dashboard import theme
from dashboard.delivery import A_YEAR, ASK_AGAIN, fingerprint
from dashboard.exhibits.filters import parse_query
from dashboard.pages import frame
from dashboard.pages.contents import resolve
from dashboard.render.figure import slots
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.wiring import about, layout, page_of

HERE = Path(__file__).parent
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
<script defer src="{plotly}"></script>
<script defer src="{script}"></script>
</head>
<body>
<div id="static">{content}</div>
<script id="data" type="application/json">{data}</script>
</body>
</html>"""


class Reference:
    """Files by address, compressed as well as brotli can."""

    def __init__(self, site: Site, assets: Path) -> None:
        self.files: dict[str, tuple[str, bytes]] = {}
        self._site = site
        self._style = self._add("page.css", theme.page_styles(assets).encode())
        self._plotly = self._add("plotly.min.js", (assets / "vendor/plotly.min.js").read_bytes())
        self._script = self._add("page.js", (HERE / "built/reference.js").read_bytes())
        for sheet in site.package.sheets.values():
            self.files[f"/kept/{sheet.path}"] = ("json", _packed(sheet.content))
        for topic in TOPICS:
            self.files[topic.path] = ("html", _packed(self._page(topic).encode()))

    def _add(self, name: str, content: bytes) -> str:
        address = f"/kept/{fingerprint(content)}/{name}"
        self.files[address] = (name.rpartition(".")[2], _packed(content))
        return address

    def _page(self, topic: Topic) -> str:
        site, route = self._site, resolve(topic.path, self._site)
        page, told = page_of(route, site, ""), about(route, site, "")
        plots = {
            one.id["key"]: one.data
            for one in components(page)
            if isinstance(getattr(one, "id", None), dict) and one.id.get("role") == "plot"
        }
        base = {"layout": theme.PLOT_LAYOUT, "config": theme.PLOT_CONFIG, "assets": "/kept/"}
        answers = self._add(f"{topic.name}.json", _json(self._answers(topic)).encode())
        data = {
            "base": base,
            "plots": plots,
            "answers": answers,
            "filter": topic.filter,
            "option": topic.option,
        }
        return PAGE.format(
            title=told["title"],
            style=self._style,
            plotly=self._plotly,
            script=self._script,
            content=to_html(layout(site, {}, page, told)),
            data=_json(data).replace("<", "\\u003c"),
        )

    def _answers(self, topic: Topic) -> Mapping[str, Any]:
        """What a page shows under each value of its filter."""
        page = resolve(topic.path, self._site).page
        if page is None:
            raise ValueError(f"{topic.path} is not a page")
        found = {}
        for state, query in topic.answers.items():
            choices = parse_query(page.filters, query).choices
            exhibits = {one.key: _slots(slots(one, self._site, choices, "zh")) for one in page.exhibits}
            summary = to_html(frame.summary_line(page, self._site, choices, "zh"))
            found[state] = {"exhibits": exhibits, "summary": {"id": f"{page.key}-summary", "html": summary}}
        return found


def components(part: Any) -> Iterator[Any]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from components(one)
    elif hasattr(part, "to_plotly_json"):
        yield part
        yield from components(getattr(part, "children", None))


def _slots(parts: list[Any]) -> dict[str, Any]:
    return {
        "className": parts[0],
        "head": to_html(parts[1]),
        "body": to_html(parts[2]),
        "foot": to_html(parts[3]),
        "plot": parts[4] if len(parts) > 4 else None,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _packed(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, quality=11 if len(content) < 500_000 else 10)
    return packed


# Serving it ---------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Sends what lies ready in memory, and answers 304 where the browser has a page already."""

    protocol_version = "HTTP/1.1"
    files: ClassVar[Mapping[str, tuple[str, bytes]]] = {}
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        kind, content = self.files.get(self.path.partition("?")[0], ("", b""))
        mark = f'"{fingerprint(content)}"'
        if not kind:
            self.send_response(404)
        elif self.headers.get("If-None-Match") == mark:
            self.send_response(304)
            content = b""
        else:
            self.send_response(200)
            self.send_header("Content-Type", f"{TYPES['.' + kind]}; charset=utf-8")
            self.send_header("Content-Encoding", "br")
        self.send_header("ETag", mark)
        self.send_header("Cache-Control", ASK_AGAIN if kind == "html" else A_YEAR)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """No line for a request."""


@contextmanager
def served(reference: Reference) -> Iterator[str]:
    """The address of the static pages, without a slash at the end."""
    handler = type("Files", (Handler,), {"files": reference.files})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
