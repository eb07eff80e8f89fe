"""Pictures of exhibits: each has its words inside, says what the page says, and comes as SVG and as PNG."""

import struct
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from dashboard.exhibits.exhibit import Exhibit
from tests.browser.test_journeys import open_drawn
from tests.pages import EXHIBITING

SVG = "{http://www.w3.org/2000/svg}"
SCALE = 2
DRAW = """async keys => {
  const drawn = [];
  const { dashboard } = window.dash_clientside;
  await dashboard.loadScript('pictures');
  for (const key of keys) {
    const figure = document.getElementById('x-' + key);
    const words = JSON.parse(figure.querySelector('[data-download]').dataset.words);
    const svg = await dashboard.picture(figure, words);
    const line = [...figure.querySelectorAll('.finding, .subtitle, .source-line, .note, .legend li')];
    drawn.push({
      file: new XMLSerializer().serializeToString(svg),
      said: line.map(one => one.textContent),
      table: [...figure.querySelectorAll('.drawing td, .drawing .cell, .drawing .number')]
        .filter(one => one.getClientRects().length).map(one => one.textContent),
      plot: [...figure.querySelectorAll('.main-svg text')].map(one => one.textContent),
    });
  }
  return drawn;
}"""


def squeezed(text: str) -> str:
    """Without white space, which a picture has where a line ends."""
    return "".join(text.split())


def text_of(file: str) -> str:
    root = ElementTree.fromstring(file)
    return squeezed("".join("".join(one.itertext()) for one in root.iter(f"{SVG}text")))


def drawn(page: Page, exhibits: tuple[Exhibit, ...]) -> list[Any]:
    pictures: list[Any] = page.evaluate(DRAW, [exhibit.key for exhibit in exhibits])
    return pictures


@pytest.mark.parametrize("shown", EXHIBITING, ids=lambda page: page.key)
def test_every_exhibit_has_a_picture_with_its_words_inside(page: Page, site: str, shown: Any) -> None:
    open_drawn(page, f"{site}{shown.path}")
    version = page.locator("[data-download]").first.evaluate("one => JSON.parse(one.dataset.words).data")
    for exhibit, picture in zip(shown.exhibits, drawn(page, shown.exhibits), strict=True):
        text = text_of(picture["file"]).replace("▸", "")  # stands behind "at least"
        missing = [one for one in map(squeezed, picture["said"]) if one not in text]
        assert missing == [], exhibit.key
        assert "筛选：没有筛选" in text
        assert f"数据版本：{version}" in text
        assert len(picture["table"] + picture["plot"]) > 0 or exhibit.key in ("approach", "lines-of-work")
        assert [one for one in map(squeezed, picture["table"]) if one not in text] == [], exhibit.key
        if exhibit.plots:
            assert picture["file"].count('class="main-svg"') >= 1
    expect(page.locator(".pictured")).to_have_count(0)


def test_a_picture_names_the_filters_and_follows_them(page: Page, site: str) -> None:
    open_drawn(page, f"{site}/en/east-west?year=2018&province=520000")
    words = page.locator(".summary-line > span:has(strong)").all_inner_texts()
    (waffle,) = drawn(page, (EXHIBITING[2].exhibits[0],))
    text = text_of(waffle["file"])
    assert len(words) == 2
    assert all(squeezed(one) in text.partition("Filters:")[2] for one in words)
    assert "Guizhou" in text
    assert "Jilin" not in squeezed("".join(waffle["table"]))


def test_files_are_named_and_a_png_has_twice_the_size(page: Page, site: str, tmp_path: Path) -> None:
    open_drawn(page, f"{site}/en/east-west")
    for key in ("delisting", "county-waffle", "pairing-map"):
        svg, png = (saved(page, key, kind, tmp_path) for kind in ("svg", "png"))
        root = ElementTree.fromstring(svg.read_text("utf-8"))
        width, height = (int(root.get(name, "0")) for name in ("width", "height"))
        head = png.read_bytes()[:24]
        assert head.startswith(b"\x89PNG"), key
        assert struct.unpack(">II", head[16:24]) == (width * SCALE, height * SCALE), key
        assert png.stat().st_size > 30_000, key
        finding = page.locator(f"#x-{key} .finding").inner_text()
        assert root.findtext(f"{SVG}title") == finding


def saved(page: Page, key: str, kind: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(f"#x-{key} [data-picture={kind}]").click()
    assert waiting.value.suggested_filename == f"zhejiang-{key}-en.{kind}"
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_theme_in_force_colours_the_picture(page: Page, site: str) -> None:
    grounds = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        open_drawn(page, f"{site}/east-west?year=2018")
        (picture,) = drawn(page, (EXHIBITING[2].exhibits[2],))
        paper = ElementTree.fromstring(picture["file"]).find(f"{SVG}rect")
        assert paper is not None
        assert paper.get("fill") == page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds.append(paper.get("fill"))
    assert grounds[0] != grounds[1]


def test_nothing_to_show_is_no_picture(page: Page, site: str) -> None:
    page.goto(f"{site}/cases?q=nothing-is-called-this")
    expect(page.locator(".empty").first).to_be_visible()
    expect(page.locator("[data-picture]")).to_have_count(0)
