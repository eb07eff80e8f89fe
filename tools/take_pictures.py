"""Takes the pictures of the README, the top of three pages, and those of docs/kinds.md, an exhibit a kind, as Chromium
shows them.

Starts the dashboard itself, on a free port of this machine, and needs the environment of `make test`:

    .venv/bin/python tools/take_pictures.py
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a tool runs from its own folder

from dashboard.app import create_app  # noqa: E402
from dashboard.package.load import Package, load_package  # noqa: E402
from dashboard.settings import Settings  # noqa: E402
from dashboard.theme import LIGHT  # noqa: E402
from tools.build_docs import PICTURES, examples  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
PATHS = {"overview": "/", "in-province": "/in-province", "east-west": "/east-west"}
WIDTH, HEIGHT = 1366, 1300
LARGEST = 400_000  # bytes
KINDS = ROOT / "docs" / PICTURES
KIND_HEIGHT, LARGEST_KIND, COLOURS, EDGE = 640, 60_000, 128, 12
PAPER = LIGHT["page"]
CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
# The first paint has given way to Dash, every plot of the page has been painted, and the fonts stand.
READY = """() => document.fonts.status === "loaded"
  && !document.getElementById("first") && document.querySelector("main h1")
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


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function(READY)
    page.wait_for_load_state("networkidle")  # boundaries of the maps


def take(page: Page, address: str, file: Path) -> None:
    opened(page, address)
    page.screenshot(path=file, clip={"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT})
    weigh(file, LARGEST)


UNCOVERED = "form.filters { position: static !important }"  # the bar would stand before what is below it


def take_kinds(page: Page, site: str, package: Package) -> None:
    """The exhibits that docs/kinds.md has as examples, in English where it is offered; of a long one the top."""
    language = "/en" if package.site.languages[0] != "en" and "en" in package.site.languages else ""
    for kind, example in examples().items():
        opened(page, f"{site}{language}{package.story.pages[example.page].path}")
        shot = Image.open(BytesIO(page.locator(f"#x-{example.key}").screenshot(style=UNCOVERED))).convert(
            "RGB"
        )
        picture = Image.new("RGB", (shot.width + 2 * EDGE, min(shot.height + 2 * EDGE, KIND_HEIGHT)), PAPER)
        picture.paste(shot, (EDGE, EDGE))
        file = KINDS / f"{kind}.png"
        picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
        weigh(file, LARGEST_KIND)


def weigh(file: Path, largest: int) -> None:
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size:,} bytes")
    if size > largest:
        sys.exit(f"{file.name} is larger than {largest:,} bytes: take less of the page.")


def main() -> None:
    KINDS.mkdir(parents=True, exist_ok=True)
    with served() as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", locale="zh-CN"
        )
        for name, path in PATHS.items():
            take(page, f"{site}{path}", FOLDER / f"{name}.png")
        take_kinds(page, site, load_package(Settings.from_env({}).data))
        chromium.close()


if __name__ == "__main__":
    main()
