"""What every answer says to the browser about safety."""

from functools import cache

import dash
import flask

FIXED_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def add_headers(app: dash.Dash) -> None:
    """Put the policy on every response; the hashes are taken at the first request, when all callbacks are known."""
    policy = cache(lambda: content_policy(app))

    server: flask.Flask = app.server

    @server.after_request
    def _headers(response: flask.Response) -> flask.Response:
        response.headers.update(FIXED_HEADERS)
        response.headers["Content-Security-Policy"] = policy()
        return response


def content_policy(app: dash.Dash) -> str:
    """Nothing from elsewhere; Dash's own inline scripts by their hash. Plotly and Dash set inline styles."""
    scripts = " ".join(
        ["'self'", *(f"'{one}'" if not one.startswith("'") else one for one in app.csp_hashes())]
    )
    parts = {
        "default-src": "'none'",
        "script-src": scripts,
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
