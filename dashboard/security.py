"""Safety towards the outside: what every answer tells the browser, and which callback requests are heard at all."""

import json
import logging
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import dash
import flask
from pydantic import BaseModel, ValidationError

MAX_BODY = 256 * 1024  # bytes; a page's filters need a hundredth of it
CALLBACKS = "_dash-update-component"
FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

log = logging.getLogger(__name__)


def secure(app: dash.Dash) -> None:
    """Put the policy on every response, and refuse callback requests that no page of ours would send."""
    server: flask.Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    policy = cache(
        lambda: content_policy(app)
    )  # at the first response all callbacks, and so all hashes, are known

    @server.before_request
    def _refuse() -> flask.Response | None:
        if flask.request.method != "POST" or not flask.request.path.endswith(CALLBACKS):
            return None
        reason = refusal(flask.request.get_data(), app.callback_map)
        if reason is None:
            return None
        log.warning("callback request refused: %s", reason)
        return flask.Response(f"{reason}\n", status=400, mimetype="text/plain")

    @server.after_request
    def _headers(response: flask.Response) -> flask.Response:
        response.headers.update(FIXED_HEADERS)
        response.headers["Content-Security-Policy"] = policy()
        return response


def content_policy(app: dash.Dash) -> str:
    """Nothing from elsewhere; Dash's own inline scripts by their hash. Plotly and Dash set inline styles."""
    hashes = (one if one.startswith("'") else f"'{one}'" for one in app.csp_hashes())
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


# The shape of a callback request --------------------------------------------------------------------------------


class Named(BaseModel):
    """A property of a component; what else Dash sends, the value above all, is the callback's own to judge."""

    id: str | dict[str, str]
    property: str

    def __str__(self) -> str:
        name = (
            self.id
            if isinstance(self.id, str)
            else json.dumps(self.id, sort_keys=True, separators=(",", ":"))
        )
        return f"{name}.{self.property}"


class CallbackRequest(BaseModel):
    output: str
    outputs: Named | list[Named]
    inputs: list[Named]
    state: list[Named] = []
    changedPropIds: list[str] = []  # noqa: N815 - Dash's own name


def refusal(body: bytes, callbacks: Mapping[str, Any]) -> str | None:
    """Why a request is not one of ours, or None; its shape is checked, and that it calls a callback that exists."""
    try:
        request = CallbackRequest.model_validate(json.loads(body))
    except (UnicodeDecodeError, json.JSONDecodeError):
        return "the request is not JSON"
    except RecursionError:
        return "the request is nested too deeply"
    except ValidationError:
        return "the request does not have the form of a callback"
    declared = callbacks.get(request.output)
    if declared is None:
        return "there is no such callback"
    if not _same(request.inputs, declared["inputs"]) or not _same(request.state, declared["state"]):
        return "the callback takes other inputs"
    several = request.outputs if isinstance(request.outputs, list) else [request.outputs]
    if [str(one) for one in several] != output_names(request.output):
        return "the callback has other outputs"
    return None


def _same(given: Iterable[Named], declared: Iterable[Mapping[str, Any]]) -> bool:
    return [str(one) for one in given] == [f"{one['id']}.{one['property']}" for one in declared]


def output_names(declared: str) -> list[str]:
    """Dash's notation `..id.property...id.property..`, or `id.property` for one output, taken apart."""
    return declared.removeprefix("..").removesuffix("..").split("...")
