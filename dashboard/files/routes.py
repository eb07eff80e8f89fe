"""The addresses of files, `/export/NAME?…` and `/en/export/NAME?…`: read the view, and give its file.

Where too many wait for one already, the answer is 429.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import flask

from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.files.csv import make_csv
from dashboard.files.facts_json import SCHEMA, make_facts, make_schema
from dashboard.files.queue import ExportQueue, Format
from dashboard.files.snapshot import make_snapshot
from dashboard.files.xlsx import make_workbook
from dashboard.pages.view import ExportContext, View, ViewError, parse_exhibit, parse_view
from dashboard.render.site import Site

RETRY_SECONDS = 5

Parse = Callable[[str], View]


def _make_deck(site: Site, view: View, context: ExportContext) -> bytes:
    """Imports what it needs only then: most processes never make slides."""
    from dashboard.files.pptx import make_pptx

    return make_pptx(site, view, context)


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
    """Answer the addresses of all formats, and of each exhibit's table, in every language offered."""
    queue = ExportQueue(site)
    for lang in site.languages:
        for form in FORMATS:
            server.add_url_rule(
                site.href(f"/export/{form.name}", lang),
                endpoint=f"export-{lang}-{form.name}",
                view_func=_answer(queue, form, lang),
            )
        server.add_url_rule(
            site.href("/export/<key>.csv", lang),
            endpoint=f"export-{lang}-{TABLE.name}",
            view_func=_answer_table(queue, lang),
        )


def _answer(queue: ExportQueue, form: Format, lang: Lang) -> Callable[[], flask.Response]:
    return lambda: _respond(queue, form, lang, lambda query: parse_view(query, queue.site, lang))


def _answer_table(queue: ExportQueue, lang: Lang) -> Callable[[str], flask.Response]:
    def answer(key: str) -> flask.Response:
        form = replace(TABLE, name=f"{key}.csv")
        return _respond(queue, form, lang, lambda query: parse_exhibit(key, query, queue.site, lang))

    return answer


def _respond(queue: ExportQueue, form: Format, lang: Lang, parse: Parse) -> flask.Response:
    try:
        view = parse(flask.request.query_string.decode("utf-8", "replace"))
    except ViewError as error:
        return _sentence(str(error), error.status)
    context = ExportContext(made=datetime.now(UTC).date(), origin=flask.request.host_url.rstrip("/"))
    content = queue.file(form, view, context)
    if content is None:
        busy = _sentence(say("view.busy", lang), 429)
        busy.headers["Retry-After"] = str(RETRY_SECONDS)
        return busy
    name = file_name(form, view, context, queue.site.package.site.slug)
    return _file(form, view, name, content)


def _sentence(sentence: str, status: int) -> flask.Response:
    refused = flask.Response(f"{sentence}\n", status=status, mimetype="text/plain")
    refused.headers["Cache-Control"] = "no-store"
    return refused


def _file(form: Format, view: View, name: str, content: bytes) -> flask.Response:
    """A browser may keep it, but asks each time whether it is still the same."""
    response = flask.Response(content, mimetype=form.mimetype)
    disposition = "inline" if form.inline else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response.headers["Content-Language"] = HTML_LANG[view.lang]
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(flask.request)
    return response


def file_name(form: Format, view: View, context: ExportContext, slug: str) -> str:
    """A name that tells site, page, language and day apart in a folder of downloads, in plain letters."""
    stem, _, ending = form.name.rpartition(".")
    pages = "-".join(page.key for page in view.pages)
    return f"{slug}-{stem}-{pages}-{view.lang}-{context.made.isoformat()}.{ending}"
