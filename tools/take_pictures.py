"""Takes the pictures of the README: the top of three pages, as Chromium shows them.

Starts the dashboard itself, on a free port of this machine, and needs the environment of `make test`:

    .venv/bin/python tools/take_pictures.py
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a tool runs from its own folder

from dashboard.app import create_app  # noqa: E402
from dashboard.settings import Settings  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
PATHS = {"overview": "/", "in-province": "/in-province", "east-west": "/east-west"}
WIDTH, HEIGHT = 1366, 1700
LARGEST = 400_000  # bytes
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
# Every plot of the page has been painted, and the fonts stand.
READY = """() => document.fonts.status === "loaded" && document.querySelector("main h1")
  && window.dash_clientside.dashboard.drawAll()
  && [...document.querySelectorAll(".exhibit:not(.is-empty) .plot")].every((one) => one.querySelector(".main-svg"))"""


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """No line for a request."""


@contextmanager
def served() -> Iterator[str]:
    server = make_server(
        "127.0.0.1", 0, create_app(Settings.from_env({})).server, threaded=True, request_handler=Silent
    )
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def take(page: Page, address: str, file: Path) -> None:
    page.goto(address)
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")  # boundaries of the maps
    page.screenshot(path=file, clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{file.name} is larger than {LARGEST:,} bytes: take less of the page.")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="zh-CN"
        )
        for name, path in PATHS.items():
            take(page, f"{site}{path}", FOLDER / f"{name}.png")
        chromium.close()


if __name__ == "__main__":
    main()
