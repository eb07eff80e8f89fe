"""Making files, one at a time in a process with a short queue behind it; what was made is kept, so that asking again
costs nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.pages.view import ExportContext, View
from dashboard.render.site import Site

MAX_WAITING = 2  # requests for a file in one process, the one being made included; fewer than its threads
MAX_KEPT = 64  # files kept in one process
MAX_KEPT_BYTES = 24 * 2**20  # of all kept files together

Make = Callable[[Site, View, ExportContext], bytes]
Key = tuple[str, View, ExportContext]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file: `make` gives its bytes for a view; one that is `inline` is shown by a browser, not saved."""

    name: str  # as in the address, such as `deck.pptx`
    mimetype: str
    make: Make
    inline: bool = False


class ExportQueue:
    """Where files are made, one at a time, and kept; `file` gives None where too many wait already."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._line = threading.BoundedSemaphore(MAX_WAITING)
        self._making = threading.Lock()
        self._cache = FileCache(MAX_KEPT, MAX_KEPT_BYTES)

    def file(self, form: Format, view: View, context: ExportContext) -> bytes | None:
        """What is kept is given at once, however many wait."""
        key = (form.name, view, context)
        return self._cache.get(key) or self._queue(form, key)

    def _queue(self, form: Format, key: Key) -> bytes | None:
        if not self._line.acquire(blocking=False):
            return None
        try:
            with self._making:
                # The one before may have asked for the same.
                return self._cache.get(key) or self._make(form, key)
        finally:
            self._line.release()

    def _make(self, form: Format, key: Key) -> bytes:
        _, view, context = key
        content = view.attempt(lambda one: form.make(self.site, one, context), self.site)
        if self.site.keeps():
            self._cache.put(key, content)
        return content


class FileCache:
    """The files asked for last, as many as fit; safe to use from several threads."""

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._bytes = 0
        self._files: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> bytes | None:
        with self._lock:
            content = self._files.get(key)
            if content is not None:
                self._files.move_to_end(key)
            return content

    def put(self, key: Key, content: bytes) -> None:
        with self._lock:
            self._bytes += len(content) - len(self._files.pop(key, b""))
            self._files[key] = content
            while len(self._files) > self._most or self._bytes > self._most_bytes:
                self._bytes -= len(self._files.popitem(last=False)[1])
