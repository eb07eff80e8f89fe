"""The addresses of files, `/export/NAME?…` and `/en/export/NAME?…`: read the view, and give its file.

Files are made one at a time in a process, and kept, so that asking again costs nothing. Who asks while others are made
has a place in the queue and is told it with the answer 429; asking again, after as long as that says, keeps it.
"""

import io
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import flask
import segno

from dashboard.delivery import ASK_AGAIN, NEVER_KEEP, Kept
from dashboard.exhibits.filters import Query
from dashboard.figures.words import HTML_LANG, Lang, Ref, RefKind, say
from dashboard.files.citations import FORMS, CitationForm, records
from dashboard.files.facts_json import SCHEMA, make_facts, make_schema
from dashboard.files.naming import file_name
from dashboard.files.picture import make_picture
from dashboard.files.snapshot import make_snapshot
from dashboard.files.tables import make_csv
from dashboard.files.turns import Place, Turns
from dashboard.files.xlsx import make_workbook
from dashboard.pages.frame import LONGEST_CODED, QR
from dashboard.pages.view import ExportContext, View, ViewError, parse_exhibit, parse_view
from dashboard.render.site import Site

CITED: tuple[RefKind, ...] = ("fact", "derived")  # what an address may name to cite
HEAD = "head"  # the name in an address that asks for a table without what it says of itself
MAX_KEPT = 64  # files kept in one process
MAX_KEPT_BYTES = 24 * 2**20  # of all kept files together


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file: `make` gives its bytes for a view; one that is `inline` is shown by a browser, not saved."""

    name: str  # as in the address, such as `deck.pptx`
    mimetype: str
    make: Callable[[Site, View, ExportContext], bytes]
    inline: bool = False


def _make_deck(site: Site, view: View, context: ExportContext) -> bytes:
    """Imports what it needs only then: most processes never make slides."""
    from dashboard.files.pptx import make_pptx

    return make_pptx(site, view, context)


def _make_briefing(site: Site, view: View, context: ExportContext) -> bytes:
    from dashboard.files.briefing import make_briefing

    return make_briefing(site, view, context)


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: tuple[Format, ...] = (
    Format(name="deck.pptx", mimetype=f"{OFFICE}.presentationml.presentation", make=_make_deck),
    Format(name="data.xlsx", mimetype=f"{OFFICE}.spreadsheetml.sheet", make=make_workbook),
    Format(name="briefing.docx", mimetype=f"{OFFICE}.wordprocessingml.document", make=_make_briefing),
    Format(name="snapshot.html", mimetype="text/html", make=make_snapshot),
    Format(name="facts.json", mimetype="application/json", make=make_facts),
    Format(name=SCHEMA, mimetype="application/schema+json", make=make_schema, inline=True),
)
# Of the exhibit with that key.
OF_EXHIBIT = (
    Format(name="<key>.csv", mimetype="text/csv", make=make_csv),
    Format(name="<key>.svg", mimetype="image/svg+xml", make=make_picture),
)


FileKey = tuple[str, View, ExportContext]


class ExportQueue:
    """Where files are made, one at a time in a process, and kept."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._turns = Turns()
        self._making = threading.Lock()
        self._kept = Kept[FileKey, bytes](MAX_KEPT, MAX_KEPT_BYTES)

    def file(self, form: Format, view: View, context: ExportContext) -> bytes | Place:
        """What is kept is given at once, however many wait."""
        key = (form.name, view, context)

        def make() -> bytes:
            return view.attempt(lambda one: form.make(self.site, one, context), self.site)

        if kept := self._kept.get(key):
            return kept
        if place := self._turns.take(key):
            return place
        try:
            with self._making:  # the one before may have asked for the same
                return self._kept.given(key, make, self.site.keeps)
        finally:
            self._turns.give_back(key)


def register_exports(server: flask.Flask, site: Site) -> None:
    """Answer the addresses of all formats, and of each exhibit's table, in every language offered."""
    queue = ExportQueue(site)
    for lang in site.languages:
        for form in (*FORMATS, *OF_EXHIBIT):
            server.add_url_rule(
                site.href(f"/export/{form.name}", lang),
                endpoint=f"export-{lang}-{form.name}",
                view_func=partial(_answer, queue, form, lang),
            )
        for cited in FORMS:
            server.add_url_rule(
                site.href(f"/export/citation.{cited.ending}", lang),
                endpoint=f"export-{lang}-citation.{cited.ending}",
                view_func=partial(_cite, site, cited, lang),
            )
        server.add_url_rule(
            site.href(f"/export/{QR}", lang),
            endpoint=f"export-{lang}-{QR}",
            view_func=partial(_qr, site, lang),
        )


def _answer(queue: ExportQueue, form: Format, lang: Lang, key: str = "") -> flask.Response:
    """`key` is that of the exhibit whose table is asked for."""
    query, site = flask.request.query_string.decode("utf-8", "replace"), queue.site
    try:
        view = parse_exhibit(key, query, site, lang, (HEAD,)) if key else parse_view(query, site, lang)
        context = ExportContext(
            made=datetime.now(site.time_zone).date(),
            origin=flask.request.host_url.rstrip("/"),
            head=_wants_head(query, lang),
        )
    except ViewError as error:
        return _sentence(str(error), error.status)
    form = replace(form, name=form.name.replace("<key>", key))
    content = queue.file(form, view, context)
    if isinstance(content, Place):
        return _come_again(content, lang)
    name = file_name(form.name, view, context, site)
    headers = {
        "Content-Disposition": f'{"inline" if form.inline else "attachment"}; filename="{name}"',
        "Content-Language": HTML_LANG[lang],
        "Cache-Control": ASK_AGAIN,  # a browser may keep it, but asks each time whether it is still the same
    }
    response = flask.Response(content, headers=headers, mimetype=form.mimetype)
    response.add_etag()
    response.make_conditional(flask.request)
    return response


def _wants_head(query: str, lang: Lang) -> bool:
    """Whether a table says above itself what it is: unless its address has `head=0`."""
    asked = Query.read(query).first(HEAD)
    if asked not in (None, "", "0", "1"):
        raise ViewError(400, say("view.head", lang, value=asked[:40]))
    return asked != "0"


def _come_again(place: Place, lang: Lang) -> flask.Response:
    key = "full" if place.ahead is None else "queued"
    response = _sentence(say(f"view.{key}", lang, ahead=place.ahead, seconds=place.seconds), 429)
    response.headers["Retry-After"] = str(place.seconds)
    return response


def _cite(site: Site, form: CitationForm, lang: Lang) -> flask.Response:
    """The citation of the figure that the address names, `?fact=ID` or `?derived=ID`; a text is shown, not saved."""
    asked = Query.read(flask.request.query_string.decode("utf-8", "replace"))
    named = next(((kind, one) for kind in CITED if (one := asked.first(kind))), None)
    if named is None:
        return _sentence(say("cite.what", lang), 400)
    try:
        found = records(site, Ref(*named), lang, flask.request.host_url.rstrip("/"))
    except KeyError:
        return _sentence(say("proof.unknown", lang), 404)
    shown = "inline" if form.ending == "txt" else "attachment"
    name = f"{site.package.site.slug}-{found[0].key.partition(':')[0]}.{form.ending}"
    headers = {
        "Content-Disposition": f'{shown}; filename="{name}"',
        "Content-Language": HTML_LANG[lang],
        "Cache-Control": ASK_AGAIN,
    }
    return flask.Response(form.write(found, lang), headers=headers, mimetype=form.mimetype)


def _qr(site: Site, lang: Lang) -> flask.Response:
    """The QR code of an address of this site, `?to=/en/cases`, for a phone."""
    to = Query.read(flask.request.query_string.decode("utf-8", "replace")).first("to") or ""
    if not to.startswith(site.prefix) or to.startswith("//") or len(to) > LONGEST_CODED:
        return _sentence(say("share.no-code", lang, longest=LONGEST_CODED), 400)
    drawn = io.BytesIO()
    code = segno.make_qr(flask.request.host_url.rstrip("/") + to, error="m")
    code.save(drawn, kind="svg", scale=4, light="white")
    headers = {"Cache-Control": ASK_AGAIN}
    return flask.Response(drawn.getvalue(), headers=headers, mimetype="image/svg+xml")


def _sentence(sentence: str, status: int) -> flask.Response:
    return flask.Response(f"{sentence}\n", status, {"Cache-Control": NEVER_KEEP}, mimetype="text/plain")
