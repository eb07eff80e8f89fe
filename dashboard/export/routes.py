"""The addresses of files, `/export/NAME?…` and `/en/export/NAME?…`: read the view, make the file, remember it.

Making is bounded: one file at a time in a process, a short queue behind it, 429 beyond; what was made is kept, so that
asking again costs nothing.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import flask

from dashboard.exhibit import Site
from dashboard.export.view import Making, View, ViewError, parse_view
from dashboard.words import LANGS, Lang, say

MAX_WAITING = 2  # requests for a file in one process, the one being made included; fewer than its threads
MAX_KEPT = 16  # files kept in one process


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file: `make` gives its bytes for a view."""

    name: str  # as in the address, such as `deck.pptx`
    mimetype: str
    make: Callable[[Site, View, Making], bytes]


FORMATS: tuple[Format, ...] = ()


def register_exports(server: flask.Flask, site: Site) -> None:
    """Answer the addresses of all formats, in both languages."""
    desk = Desk(site)
    for form in FORMATS:
        for lang in LANGS:
            server.add_url_rule(
                site.href(f"/export/{form.name}", lang),
                endpoint=f"export-{lang}-{form.name}",
                view_func=_answer(desk, form, lang),
            )


def _answer(desk: "Desk", form: Format, lang: Lang) -> Callable[[], flask.Response]:
    def answer() -> flask.Response:
        try:
            view = parse_view(flask.request.query_string.decode("utf-8", "replace"), desk.site, lang)
        except ViewError as error:
            return _sentence(str(error), error.status)
        made = Making(made=datetime.now(UTC).date(), origin=flask.request.host_url.rstrip("/"))
        content = desk.file(form, view, made)
        if content is None:
            busy = _sentence(say("view.busy", lang), 429)
            busy.headers["Retry-After"] = "5"
            return busy
        response = flask.Response(content, mimetype=form.mimetype)
        response.headers["Content-Disposition"] = f'attachment; filename="{file_name(form, view, made)}"'
        return response

    return answer


def _sentence(sentence: str, status: int) -> flask.Response:
    return flask.Response(f"{sentence}\n", status=status, mimetype="text/plain")


def file_name(form: Format, view: View, made: Making) -> str:
    """A name that tells page, language and day apart in a folder of downloads, in plain letters."""
    stem, _, ending = form.name.rpartition(".")
    pages = "-".join(page.key for page in view.pages)
    return f"zhejiang-{stem}-{pages}-{view.lang}-{made.made.isoformat()}.{ending}"


class Desk:
    """Where files are made, one at a time, and kept; `file` gives None where too many wait already."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._line = threading.BoundedSemaphore(MAX_WAITING)
        self._making = threading.Lock()
        self._kept = lru_cache(maxsize=MAX_KEPT)(self._make)

    def file(self, form: Format, view: View, made: Making) -> bytes | None:
        if not self._line.acquire(blocking=False):
            return None
        try:
            with self._making:
                return self._kept(form, view, made)
        finally:
            self._line.release()

    def _make(self, form: Format, view: View, made: Making) -> bytes:
        return form.make(self.site, view, made)
