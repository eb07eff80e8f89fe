"""What the server writes while it runs: JSON, a line an event, and nothing about who asked.

A line of a request names method, path, status, bytes, milliseconds and an id; no address, no query string (a search
stands in it), no browser. Every other line written during a request carries the same id.
"""

import json
import logging
import secrets
import sys
import time
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_PATH = 200

request_id: ContextVar[str] = ContextVar("request_id", default="")  # of the request being answered, if any
log = logging.getLogger("dashboard.access")


def write_json(level: str) -> None:
    """Send all that the dashboard logs to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("dashboard")
    logger.handlers = [handler]
    logger.setLevel(level.upper())
    logger.propagate = False


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": moment, "level": record.levelname.lower()}
        line |= {"request": number} if (number := request_id.get()) else {}
        line |= record.msg if isinstance(record.msg, dict) else {"message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


class AccessLog:
    """WSGI middleware: gives each request its id, and writes its line once the answer is made.

    The body is passed on untouched, so that the server can still send files without reading them.
    """

    def __init__(self, app: "WSGIApplication") -> None:
        self.app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        asked = request_id.set(secrets.token_hex(8))
        start = time.perf_counter()
        told: dict[str, Any] = {}

        def start_and_note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told.update(status=int(status[:3]), bytes=Headers(headers).get("Content-Length", type=int))
            return start_response(status, headers, *rest)

        try:
            body = self.app(environ, start_and_note)
            path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
            took = round((time.perf_counter() - start) * 1000, 1)
            log.info({"method": environ["REQUEST_METHOD"], "path": path[:LONGEST_PATH], **told, "ms": took})
        finally:
            request_id.reset(asked)
        return body
