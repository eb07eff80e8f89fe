"""What a reader is told when the server fails: a page with a number, or the words that `assets/src/faults.js` shows."""

import html as markup
import json
import logging

import flask
from werkzeug.exceptions import InternalServerError

from dashboard import theme
from dashboard.access_log import request_id
from dashboard.exhibits.net import Net
from dashboard.figures.words import HTML_LANG, LANGS, say

log = logging.getLogger("dashboard.faults")

IN_PAGE = ("gone", "back", "failed", "stale", "renewed", "number", "retry", "reload", "close")


class ServingNet(Net):
    """The net of a server: a failure is logged with its traceback, and told by the id of the request."""

    def caught(self, what: str, error: Exception) -> str:
        log.error({"message": "an exhibit failed", "exhibit": what}, exc_info=error)
        if flask.has_request_context():
            flask.g.has_caught = True
        return request_id.get()

    @property
    def has_caught(self) -> bool:
        return flask.has_request_context() and bool(flask.g.get("has_caught"))


def answer_faults(server: flask.Flask) -> None:
    """An exception nobody expected is logged by Flask; the answer has the number that stands in that line."""

    @server.errorhandler(InternalServerError)
    def _tell(_error: InternalServerError) -> flask.Response:
        if flask.request.method == "POST":
            return flask.make_response({"number": request_id.get()}, 500)
        return flask.make_response(_page(request_id.get()), 500)


def region() -> str:
    """Where a page tells of faults, in either language, even before anything else of it stands."""
    words = {lang: {name: say(f"fault.{name}", lang) for name in IN_PAGE} for lang in LANGS}
    data = markup.escape(json.dumps(words, ensure_ascii=False, separators=(",", ":")))
    return f'<div id="faults" class="faults" data-words="{data}"><p role="status"></p><div role="alert"></div></div>'


def _page(number: str) -> str:
    said = "".join(
        f'<section lang="{HTML_LANG[lang]}"><h1>{say("fault.page.title", lang)}</h1>'
        f"<p>{say('fault.page.text', lang, number=number)}</p></section>"
        for lang in LANGS
    )
    return PAGE.format(title=say("fault.page.title", "zh"), colours=theme.stylesheet(), said=said)


PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{colours}
body {{ background: var(--page); color: var(--ink); font: var(--type-body)/1.7 system-ui, sans-serif; }}
main {{ max-width: 40em; margin: 10vh auto; padding: 0 var(--space-10); }}
h1 {{ font-size: var(--type-head-8); line-height: 1.4; }}
</style>
</head>
<body><main>{said}</main></body>
</html>"""
