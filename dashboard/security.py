"""Safety towards the outside: what every answer tells the browser, and which requests are heard at all."""

import json
import logging
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import dash
import flask
from dash.fingerprint import check_fingerprint
from pydantic import BaseModel, ValidationError

MAX_BODY = 256 * 1024  # bytes; a page's filters need a hundredth of it
MAX_DEPTH = 24  # of a callback request; ours need a third of it
CALLBACKS = "_dash-update-component"
RELOADING = "_reload-hash"  # Dash's own, for development; it lists what is installed
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
    "form-action 'none'",
)
HSTS = "max-age=31536000"
HALF_CHARACTER = re.compile("[\ud800-\udfff]")

TOO_DEEP = "the request is nested too deeply"

log = logging.getLogger(__name__)


def secure(app: dash.Dash, frame_ancestors: Iterable[str]) -> None:
    """Put the policy on every response, and refuse requests that no page of ours would send."""
    server: flask.Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    framing = " ".join(frame_ancestors) or "'none'"
    policy = "; ".join((*POLICY, f"frame-ancestors {framing}"))

    @server.before_request
    def _refuse() -> flask.Response | None:
        request, reason = flask.request, None
        host = request.headers.get("Host", "")
        if host and not HOST.fullmatch(host):
            reason = "the Host header is not a host name"
        elif request.method == "POST" and request.path.endswith(CALLBACKS):
            reason = refusal(request.get_data(), app.callback_map)
        if reason:
            log.warning("request refused: %s", reason)
            return flask.Response(f"{reason}\n", status=400, mimetype="text/plain")
        if not _served(app):
            flask.abort(404)
        return None

    @server.after_request
    def _headers(response: flask.Response) -> flask.Response:
        response.headers.update(FIXED_HEADERS)
        response.headers["Content-Security-Policy"] = policy
        if flask.request.is_secure:
            response.headers["Strict-Transport-Security"] = HSTS
        return response


def _served(app: dash.Dash) -> bool:
    """Whether Dash may answer: it raises for a script it does not know, and tells developers what is installed."""
    given = flask.request.view_args or {}
    if "fingerprinted_path" in given:
        path, _ = check_fingerprint(given["fingerprinted_path"])
        return path in app.registered_paths.get(given["package_name"], ())
    return not flask.request.path.endswith(RELOADING)


class Named(BaseModel):
    """A property of a component; what else Dash sends, the value above all, is the callback's own to judge."""

    id: str | dict[str, str]
    property: str

    def __str__(self) -> str:
        if isinstance(self.id, str):
            return f"{self.id}.{self.property}"
        return f"{json.dumps(self.id, sort_keys=True, separators=(',', ':'))}.{self.property}"


class CallbackRequest(BaseModel):
    output: str
    outputs: Named | list[Named]
    inputs: list[Named]
    state: list[Named] = []
    changedPropIds: list[str] = []  # noqa: N815 - Dash's own name


def refusal(body: bytes, callbacks: Mapping[str, Any]) -> str | None:
    """Why a request is not one of ours, or None; its shape is checked, and that it calls a callback that exists."""
    try:
        content = json.loads(body, parse_constant=_no_number)
    except ValueError:
        return "the request is not JSON"
    except RecursionError:
        return TOO_DEEP
    if reason := _unfit(content):
        return reason
    try:
        request = CallbackRequest.model_validate(content)
    except ValidationError:
        return "the request does not have the form of a callback"
    declared = callbacks.get(request.output)
    if declared is None:
        return "there is no such callback"
    for part, given in (("inputs", request.inputs), ("state", request.state)):
        if [str(one) for one in given] != [f"{one['id']}.{one['property']}" for one in declared[part]]:
            return "the callback takes other inputs"
    # In Dash's notation: `..id.property...id.property..`, or `id.property` for one output.
    outputs = request.output.removeprefix("..").removesuffix("..").split("...")
    several = request.outputs if isinstance(request.outputs, list) else [request.outputs]
    if [str(one) for one in several] != outputs:
        return "the callback has other outputs"
    return None


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
