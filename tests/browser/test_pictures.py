"""Pictures on a page: the SVG that the server draws under the filters in force, and PNG that the browser makes."""

import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.test_journeys import open_drawn
from tests.pages import EXHIBITS

SVG = "{http://www.w3.org/2000/svg}"
DOTS = 0.0254  # m an inch
# Lines of words that lie over another, or reach out of the picture, as a browser draws them.
MEASURE = """async address => {
  const text = await (await fetch(address)).text();
  const holder = document.createElement("div");
  holder.style.cssText = "position: absolute; left: 0; top: 0";
  holder.innerHTML = text;
  document.body.append(holder);
  const svg = holder.firstElementChild;
  const [width, height] = [svg.width.baseVal.value, svg.height.baseVal.value];
  const lines = [...svg.querySelectorAll("text:not([aria-hidden])")].map(one => [one.textContent, one.getBBox()]);
  const beyond = lines.filter(([, box]) =>
    box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1);
  const over = [];
  lines.forEach(([one, a], at) => lines.slice(at + 1).forEach(([other, b]) => {
    const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    if (across > 2 && down > 0.55 * Math.min(a.height, b.height)) over.push(one + " / " + other);
  }));
  holder.remove();
  return { beyond: beyond.map(([one]) => one), over };
}"""


def saved(page: Page, key: str, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"#x-{key} {button}").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def size_of(png: Path) -> tuple[int, int, int]:
    """Width and height in pixels, and pixels to an inch."""
    content = png.read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    dots = content.index(b"pHYs") + 4
    return width, height, round(struct.unpack(">I", content[dots : dots + 4])[0] * DOTS)


def test_files_are_named_after_the_filters_and_png_has_the_size_asked_for(
    page: Page, site: str, tmp_path: Path
) -> None:
    open_drawn(page, f"{site}/en/east-west?province=520000")
    svg = saved(page, "delisting", "[data-picture]", tmp_path)
    assert svg.name.startswith("zhejiang-delisting-east-west-province-520000-en-")
    root = ElementTree.fromstring(svg.read_text("utf-8"))
    width, height = (int(root.get(name, "0")) for name in ("width", "height"))
    assert root.findtext(f"{SVG}title") == page.locator("#x-delisting .finding").inner_text()
    sizes = {"1": (width, height, 96), "2": (2 * width, 2 * height, 192), "slide": (1920, 1080, 144)}
    endings = {"1": ".png", "2": "-2x.png", "slide": "-slide.png"}
    for size, expected in sizes.items():
        png = saved(page, "delisting", f"[data-png='{size}']", tmp_path)
        assert png.name == f"{svg.stem}{endings[size]}"
        assert size_of(png) == expected
        assert png.stat().st_size > 8_000
    expect(page.locator("#x-delisting .downloads [role=status]")).to_have_text("")


def test_a_picture_follows_a_choice_that_is_made_after_it_was_drawn(
    page: Page, site: str, tmp_path: Path
) -> None:
    open_drawn(page, f"{site}/en/chart/delisting")
    before = saved(page, "delisting", "[data-picture]", tmp_path)
    open_drawn(page, f"{site}/en/chart/delisting?province=420000")
    after = saved(page, "delisting", "[data-picture]", tmp_path)
    assert "province-420000" in after.name
    assert before.read_text("utf-8") != after.read_text("utf-8")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_words_of_a_picture_lie_over_others_or_outside(page: Page, site: str, prefix: str) -> None:
    page.goto(f"{site}/en/search")
    for key in EXHIBITS:
        found = page.evaluate(MEASURE, f"{prefix}/export/{key}.svg")
        assert found["beyond"] == [], key
        assert found["over"] == [], key


def test_a_busy_server_is_asked_again_and_a_failure_is_told(page: Page, site: str, watch: Watch) -> None:
    open_drawn(page, f"{site}/en/east-west")
    answers = iter([429, 429])

    def answer(route: Any) -> None:
        status = next(answers, 0)
        if status:
            route.fulfill(
                status=status, headers={"Retry-After": "0.01"}, content_type="text/plain", body="busy"
            )
        else:
            route.continue_()

    watch.allow("429")
    page.route("**/export/delisting.svg*", answer)
    with page.expect_download():
        page.locator("#x-delisting [data-png='1']").click()
    page.unroute("**/export/delisting.svg*")
    watch.allow("500")
    page.route("**/export/delisting.svg*", lambda route: route.fulfill(status=500, body="no"))
    page.locator("#x-delisting [data-png='1']").click()
    expect(page.locator("#x-delisting .downloads [role=status]")).to_contain_text("500")


def test_nothing_to_show_is_no_picture(page: Page, site: str) -> None:
    page.goto(f"{site}/cases?q=nothing-is-called-this")
    expect(page.locator(".empty").first).to_be_visible()
    expect(page.locator("[data-picture], [data-png]")).to_have_count(0)
