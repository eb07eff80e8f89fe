"""Safety towards the outside: what every answer tells the browser, and which requests are heard at all."""

import json
import logging
import re
from collections.abc import Iterable
from typing import Any, NoReturn

import dash
import flask

from dashboard.dash_internals import CALLBACKS, may_answer, no_callback

MAX_BODY = 256 * 1024  # bytes; a page's filters need a hundredth of it
MAX_DEPTH = 24  # of a callback request; ours need a third of it
HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Nothing from elsewhere, and no script in a page. Plotly and Dash set inline styles.
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
HSTS = "max-age=31536000"
HALF_CHARACTER = re.compile("[\ud800-\udfff]")

TOO_DEEP = "the request is nested too deeply"

log = logging.getLogger(__name__)


def secure(app: dash.Dash, frame_ancestors: Iterable[str]) -> None:
    """Put the policy on every response, and refuse requests that no page of ours would send."""
    server: flask.Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    ancestors = " ".join(frame_ancestors) or "'none'"

    @server.before_request
    def _refuse() -> flask.Response | None:
        request, reason = flask.request, None
        host = request.headers.get("Host", "")
        if host and not HOST.fullmatch(host):
            reason = "the Host header is not a host name"
        elif request.method == "POST" and request.path.endswith(CALLBACKS):
            reason = refusal(request.get_data(), app)
        if reason:
            log.warning("request refused: %s", reason)
            return flask.Response(f"{reason}\n", status=400, mimetype="text/plain")
        if not may_answer(app):
            flask.abort(404)
        return None

    @server.after_request
    def _headers(response: flask.Response) -> flask.Response:
        response.headers.update(FIXED_HEADERS)
        framing = "*" if flask.g.get("may_be_framed") else ancestors
        response.headers["Content-Security-Policy"] = "; ".join((*POLICY, f"frame-ancestors {framing}"))
        if flask.request.is_secure:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def refusal(body: bytes, app: dash.Dash) -> str | None:
    """Why a request is not one of ours, or None; its shape is checked, and that it calls a callback that exists."""
    try:
        content = json.loads(body, parse_constant=_no_number)
    except ValueError:
        return "the request is not JSON"
    except RecursionError:
        return TOO_DEEP
    return _unfit(content) or no_callback(content, app)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"JSON has no number {name}")


def _unfit(content: Any) -> str | None:
    """JSON may say what no later step can hold: nesting without end, and halves of characters."""
    level = [content]
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                below += [*value, *value.values()]
            elif isinstance(value, list):
                below += value
            elif isinstance(value, str) and HALF_CHARACTER.search(value):
                return "the request holds text that is not Unicode"
        if not below:
            return None
        level = below
    return TOO_DEEP
