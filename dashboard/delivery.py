"""How answers travel: files under addresses that change with their content, and answers that repeat, compressed once.

A file is kept by the browser for a year, since another content has another address. What takes long to compress well
is compressed beforehand by `tools/compress_assets.py`, and found by the hash of its content; the rest is done at the
start.
"""

import gzip
import hashlib
import threading
from collections.abc import Callable, Hashable, Mapping, Sized
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Generic, TypeVar

import brotli
import flask
from cachetools import LRUCache

FILES = "files"  # the folder of the addresses
A_YEAR = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NEVER_KEEP = "no-store"
HASH_DIGITS = 16
QUICK = 5  # quality of brotli for what is made while a reader waits
THOROUGH = 9  # for what is made once, at the start; above this brotli takes twenty times as long
MAX_ANSWERS = 256  # kept in one process; one takes 10 to 40 KB
MIMETYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

Asked = TypeVar("Asked", bound=Hashable)
Answer = TypeVar("Answer", bound=Sized)


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:HASH_DIGITS]


@dataclass(frozen=True)
class Packed:
    """A content with its brotli form; the others are made from it where somebody asks for them."""

    mimetype: str
    brotli: bytes
    etag: str

    @classmethod
    def of(cls, content: bytes, mimetype: str, quality: int = QUICK) -> "Packed":
        return cls(mimetype, brotli.compress(content, quality=quality), fingerprint(content))

    def __len__(self) -> int:
        return len(self.brotli)

    @property
    def plain(self) -> bytes:
        content: bytes = brotli.decompress(self.brotli)
        return content

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.plain, 6, mtime=0)

    def response(self, caching: str) -> flask.Response:
        """In the best form that the browser takes; 304 where it has this content already."""
        encoding = flask.request.accept_encodings.best_match(("br", "gzip", "identity"), "identity")
        content = {"br": lambda: self.brotli, "gzip": lambda: self.gzip}.get(encoding, lambda: self.plain)()
        response = flask.Response(content, mimetype=self.mimetype)
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = caching
        response.set_etag(f"{self.etag}-{encoding}")
        response.make_conditional(flask.request)
        return response


class Files:
    """Files with fingerprinted addresses; `prepared` is the folder of what was compressed beforehand.

    Not WhiteNoise: it serves folders, and some of these are made of Dash, the theme and the data at the start.
    """

    def __init__(self, prefix: str, prepared: Path) -> None:
        self._root = f"{prefix}{FILES}/"
        self._prepared = prepared
        self._packed: dict[str, Packed] = {}

    def publish(self, name: str, content: bytes) -> str:
        """The address of a content that is asked for by `name`."""
        return self._publish(f"{fingerprint(content)}/{name}", content)

    def publish_folder(self, contents: Mapping[str, bytes]) -> str:
        """The address that the paths of several files are put behind."""
        mark = fingerprint(b"".join(fingerprint(one).encode() for one in contents.values()))
        for path, content in contents.items():
            self._publish(f"{mark}/{path}", content)
        return f"{self._root}{mark}/"

    def _publish(self, path: str, content: bytes) -> str:
        mimetype = MIMETYPES[Path(path).suffix]
        prepared = prepared_path(self._prepared, content)
        if prepared.exists():
            self._packed[path] = Packed(mimetype, prepared.read_bytes(), fingerprint(content))
        else:
            self._packed[path] = Packed.of(content, mimetype, THOROUGH)
        return f"{self._root}{path}"

    def serve(self, server: flask.Flask) -> None:
        @server.get(f"{self._root}<path:path>")
        def published(path: str) -> flask.Response:
            packed = self._packed.get(path)
            if packed is None:
                flask.abort(404)
            return packed.response(A_YEAR)


def prepared_path(folder: Path, content: bytes) -> Path:
    return folder / f"{fingerprint(content)}.br"


class Kept(Generic[Asked, Answer]):
    """The latest answers by what was asked, as many as fit; safe to use from several threads."""

    def __init__(self, most: int, most_bytes: float = inf) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers = LRUCache[Asked, Answer](most_bytes, len)

    def get(self, asked: Asked) -> Answer | None:
        with self._lock:
            return self._answers.get(asked)

    def put(self, asked: Asked, answer: Answer) -> None:
        with self._lock, suppress(ValueError):  # of one that is larger than all the room there is
            self._answers[asked] = answer
            if len(self._answers) > self._most:
                self._answers.popitem()

    def given(self, asked: Asked, make: Callable[[], Answer], keeps: Callable[[], bool]) -> Answer:
        """`keeps` says of an answer just made whether it may be given again."""
        answer = self.get(asked)
        if answer is None:
            answer = make()
            if keeps():
                self.put(asked, answer)
        return answer


def keep_callback_answers(server: flask.Flask, path: str, keeps: Callable[[], bool]) -> None:
    """Callbacks are pure, so a request of the same body has the same answer; it is kept, and compressed, once.

    Registered after what may refuse a request, and so asked after it.
    """
    kept = Kept[bytes, Packed](MAX_ANSWERS)

    @server.before_request
    def _repeat() -> flask.Response | None:
        if flask.request.method != "POST" or flask.request.path != path:
            return None
        flask.g.asked = hashlib.sha256(flask.request.get_data()).digest()
        known = kept.get(flask.g.asked)
        return known.response(NEVER_KEEP) if known else None

    @server.after_request
    def _keep(response: flask.Response) -> flask.Response:
        asked: bytes | None = flask.g.get("asked")
        if asked is None or response.status_code != 200 or "Content-Encoding" in response.headers:
            return response
        packed = Packed.of(response.get_data(), "application/json")
        if keeps():
            kept.put(asked, packed)
        return packed.response(NEVER_KEEP)
