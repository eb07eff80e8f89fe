"""The addresses of files, `/export/NAME?…` and `/en/export/NAME?…`: read the view, make the file, remember it.

Making is bounded: one file at a time in a process, a short queue behind it, 429 beyond; what was made is kept, so that
asking again costs nothing.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import flask

from dashboard.export.facts import SCHEMA, make_facts, make_schema
from dashboard.export.plain import make_csv
from dashboard.export.sheet import make_workbook
from dashboard.export.snapshot import make_snapshot
from dashboard.export.view import Making, View, ViewError, parse_exhibit, parse_view
from dashboard.figures.words import HTML_LANG, LANGS, Lang, say
from dashboard.render.site import Site

MAX_WAITING = 2  # requests for a file in one process, the one being made included; fewer than its threads
MAX_KEPT = 64  # files kept in one process
MAX_KEPT_BYTES = 24 * 2**20  # of all kept files together
RETRY_SECONDS = 5

Make = Callable[[Site, View, Making], bytes]
Parse = Callable[[str], View]
Key = tuple[str, View, Making]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file: `make` gives its bytes for a view; one that is `inline` is shown by a browser, not saved."""

    name: str  # as in the address, such as `deck.pptx`
    mimetype: str
    make: Make
    inline: bool = False


def _make_deck(site: Site, view: View, making: Making) -> bytes:
    """Imports what it needs only then: most processes never make slides."""
    from dashboard.export.deck import make_deck

    return make_deck(site, view, making)


FORMATS: tuple[Format, ...] = (
    Format(
        name="deck.pptx",
        mimetype="application/vnd.openxmlformats-officedocument.presentationml.presentation",
        make=_make_deck,
    ),
    Format(
        name="data.xlsx",
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        make=make_workbook,
    ),
    Format(name="snapshot.html", mimetype="text/html", make=make_snapshot),
    Format(name="facts.json", mimetype="application/json", make=make_facts),
    Format(name=SCHEMA, mimetype="application/schema+json", make=make_schema, inline=True),
)
TABLE = Format(name="table.csv", mimetype="text/csv", make=make_csv)  # its address has the key of an exhibit


def register_exports(server: flask.Flask, site: Site) -> None:
    """Answer the addresses of all formats, and of each exhibit's table, in both languages."""
    desk = Desk(site)
    for lang in LANGS:
        for form in FORMATS:
            server.add_url_rule(
                site.href(f"/export/{form.name}", lang),
                endpoint=f"export-{lang}-{form.name}",
                view_func=_answer(desk, form, lang),
            )
        server.add_url_rule(
            site.href("/export/<key>.csv", lang),
            endpoint=f"export-{lang}-{TABLE.name}",
            view_func=_answer_table(desk, lang),
        )


def _answer(desk: "Desk", form: Format, lang: Lang) -> Callable[[], flask.Response]:
    return lambda: _respond(desk, form, lang, lambda query: parse_view(query, desk.site, lang))


def _answer_table(desk: "Desk", lang: Lang) -> Callable[[str], flask.Response]:
    def answer(key: str) -> flask.Response:
        form = replace(TABLE, name=f"{key}.csv")
        return _respond(desk, form, lang, lambda query: parse_exhibit(key, query, desk.site, lang))

    return answer


def _respond(desk: "Desk", form: Format, lang: Lang, parse: Parse) -> flask.Response:
    try:
        view = parse(flask.request.query_string.decode("utf-8", "replace"))
    except ViewError as error:
        return _sentence(str(error), error.status)
    making = Making(made=datetime.now(UTC).date(), origin=flask.request.host_url.rstrip("/"))
    content = desk.file(form, view, making)
    if content is None:
        busy = _sentence(say("view.busy", lang), 429)
        busy.headers["Retry-After"] = str(RETRY_SECONDS)
        return busy
    return _file(form, view, making, content)


def _sentence(sentence: str, status: int) -> flask.Response:
    refused = flask.Response(f"{sentence}\n", status=status, mimetype="text/plain")
    refused.headers["Cache-Control"] = "no-store"
    return refused


def _file(form: Format, view: View, making: Making, content: bytes) -> flask.Response:
    """A browser may keep it, but asks each time whether it is still the same."""
    response = flask.Response(content, mimetype=form.mimetype)
    disposition = "inline" if form.inline else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{file_name(form, view, making)}"'
    response.headers["Content-Language"] = HTML_LANG[view.lang]
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(flask.request)
    return response


def file_name(form: Format, view: View, making: Making) -> str:
    """A name that tells page, language and day apart in a folder of downloads, in plain letters."""
    stem, _, ending = form.name.rpartition(".")
    pages = "-".join(page.key for page in view.pages)
    return f"zhejiang-{stem}-{pages}-{view.lang}-{making.made.isoformat()}.{ending}"


class Desk:
    """Where files are made, one at a time, and kept; `file` gives None where too many wait already."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._line = threading.BoundedSemaphore(MAX_WAITING)
        self._making = threading.Lock()
        self._shelf = Shelf(MAX_KEPT, MAX_KEPT_BYTES)

    def file(self, form: Format, view: View, making: Making) -> bytes | None:
        """What is kept is given at once, however many wait."""
        key = (form.name, view, making)
        return self._shelf.get(key) or self._queue(form, key)

    def _queue(self, form: Format, key: Key) -> bytes | None:
        if not self._line.acquire(blocking=False):
            return None
        try:
            with self._making:
                # The one before may have asked for the same.
                return self._shelf.get(key) or self._make(form, key)
        finally:
            self._line.release()

    def _make(self, form: Format, key: Key) -> bytes:
        _, view, making = key
        content = form.make(self.site, view, making)
        self._shelf.put(key, content)
        return content


class Shelf:
    """The files asked for last, as many as fit; safe to use from several threads."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._bytes = 0
        self._files: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        with self._lock:
            content = self._files.get(key)
            if content is not None:
                self._files.move_to_end(key)
            return content

    def put(self, key: Key, content: bytes) -> None:
        with self._lock:
            self._bytes += len(content) - len(self._files.pop(key, b""))
            self._files[key] = content
            while len(self._files) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._files.popitem(last=False)[1])
