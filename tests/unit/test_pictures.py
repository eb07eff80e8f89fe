"""Pictures: every exhibit has one, with its words inside; plain SVG that any program draws, and PNG of it."""

import struct
from collections.abc import Iterator
from datetime import date
from math import ceil
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import resvg_py

from dashboard.figures.words import LANGS, Lang, plain, say
from dashboard.files import picture_files, png
from dashboard.files.picture import credit, picture_of
from dashboard.files.picture_files import PicturesError, write_pictures
from dashboard.layout.text import TextRun, text_width, width_of, wrapped
from dashboard.package.load import Package, load_package
from dashboard.pages.sources import terms
from dashboard.pages.view import ExportContext, Item, parse_exhibit, parse_view
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.render.svg.canvas import Canvas
from dashboard.render.svg.table import MOST_ROWS
from dashboard.theme import LIGHT
from tests.hostile_package import PAYLOADS, write_hostile_package
from tests.pages import EXHIBITING, EXHIBITS, SITE
from tests.served import INVENTED
from tests.unit.small import DECLARED, declared

CONTEXT = ExportContext(made=date(2031, 2, 3), origin="https://dashboard.example")
NAME = "{http://www.w3.org/2000/svg}"
# What every program draws; nothing that an office program leaves out.
ELEMENTS = {
    *("svg", "title", "desc", "defs", "pattern", "linearGradient", "stop", "clipPath", "g"),
    *("rect", "circle", "path", "text", "tspan"),
}
LEFT_OUT = {
    "class",
    "style",
    "dominant-baseline",
    "alignment-baseline",
    "textLength",
    "paint-order",
    "marker-end",
}
every_lang = pytest.mark.parametrize("lang", LANGS)


def squeezed(text: str) -> str:
    """Without white space, which a picture has where a line ends."""
    return "".join(text.split())


def words_in(root: Element) -> str:
    return squeezed("".join("".join(one.itertext()) for one in root.iter(f"{NAME}text")))


def drawn(item: Item, lang: Lang, site: Site = SITE) -> Element:
    return ElementTree.fromstring(picture_of(item, site, lang, CONTEXT))


def of(key: str, query: str = "", lang: Lang = "zh", site: Site = SITE) -> Element:
    return drawn(parse_exhibit(key, query, site, lang).items[0], lang, site)


def reaches(root: Element) -> Iterator[tuple[str, float, float]]:
    """Of each line of words how far it reaches, as it is measured."""
    for text in root.iter(f"{NAME}text"):
        spans = [one for one in (text, *text) if one.get("font-size")]
        told = ["".join(one.itertext()) for one in spans]
        sizes = [float(one.get("font-size", "0")) for one in spans]
        width, x = sum(map(text_width, told, sizes)), float(text.get("x", "0"))
        before = {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
        yield "".join(told), x - before, x - before + width


def assert_plain(root: Element) -> None:
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    assert width in (800, 1256)
    assert 150 < height < 9000
    assert {one.tag.removeprefix(NAME) for one in root.iter()} <= ELEMENTS
    assert {name for one in root.iter() for name in one.attrib} & LEFT_OUT == set()
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    beyond = [told for told, left, right in reaches(root) if left < 0 or right > width]
    assert beyond == []
    below = [one for one in root.iter(f"{NAME}text") if not 0 < float(one.get("y", "0")) < height]
    assert below == []


@every_lang
@pytest.mark.parametrize("key", EXHIBITS)
def test_every_exhibit_has_a_picture_with_its_words_inside(key: str, lang: Lang) -> None:
    item = parse_exhibit(key, "", SITE, lang).items[0]
    root, shown = drawn(item, lang), item.shown(lang)
    assert_plain(root)
    text = words_in(root)
    said = [plain(shown.title), plain(shown.subtitle), *item.notes(lang)]
    said += [one.label for one in shown.legend]
    said += [say("view.unfiltered", lang), SITE.package.version, "2031-02-03", credit(shown, SITE, lang)]
    said += [f"https://dashboard.example{item.href(SITE, lang)}", SITE.package.site.terms.picture.pick(lang)]
    assert [one for one in said if squeezed(one) not in text] == []
    assert root.findtext(f"{NAME}title") == plain(shown.title)
    assert (root.findtext(f"{NAME}desc") or "") == shown.alt


@every_lang
@pytest.mark.parametrize("kind", DECLARED)
def test_every_kind_of_a_small_package_has_a_picture(small: Package, kind: str, lang: Lang) -> None:
    exhibit, site = declared(small, kind), Site(package=small, texts={})
    root = drawn(Item(page=EXHIBITING[0], exhibit=exhibit, choices={}), lang, site)
    assert_plain(root)
    assert squeezed(say("terms.picture", lang)) in words_in(root)


def test_every_exhibit_of_an_invented_package_has_a_picture() -> None:
    site = Site(package=load_package(INVENTED), texts={})
    for lang in site.languages:
        for item in parse_view("", site, lang).items:
            root = drawn(item, lang, site)
            assert_plain(root)
            assert squeezed(item.title(lang)) in words_in(root)


def numbers(root: Element) -> list[str]:
    return [text for one in root.iter(f"{NAME}text") if (text := "".join(one.itertext())).isdecimal()]


def test_a_picture_follows_the_filters_and_names_them() -> None:
    root = of("county-waffle", "province=520000&year=2018", "en")
    text = words_in(root)
    assert "Guizhou" in text
    assert "Antu" not in text
    item = parse_exhibit("county-waffle", "province=520000&year=2018", SITE, "en").items[0]
    assert squeezed(f"Filters: {item.filters(SITE, 'en')}") in text
    assert item.filters(SITE, "en").count(" · ") == 1


def test_a_cell_says_what_its_colour_means_and_those_left_out_stay_pale() -> None:
    text = words_in(of("county-waffle", "colour=year&province=520000&rest=fade", "en"))
    assert {"2018", "2019"} <= {text[at : at + 4] for at in range(len(text))}
    pale = list(of("county-waffle", "province=520000&rest=fade").iter(f"{NAME}rect"))
    assert sum(one.get("fill") == LIGHT["grid"] for one in pale) > 40


def test_where_nothing_is_left_it_says_why() -> None:
    root = of("county-table", "class=", "en")
    assert "Filters that do this" in " ".join("".join(one.itertext()) for one in root.iter(f"{NAME}text"))


def test_a_line_of_several_kinds_of_words_keeps_its_spaces_and_begins_where_it_is_counted_to() -> None:
    canvas = Canvas("en")
    runs = [TextRun("differ by ", 10), TextRun("1", 10, bold=True)]
    canvas.label((100, 20), [runs], across="right")
    (line,) = (ElementTree.fromstring(part) for part in canvas.parts)
    assert line.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert line.get("text-anchor") is None
    assert float(line.get("x", "")) == pytest.approx(100 - width_of(runs), abs=0.1)
    assert [one.text for one in line] == ["differ by ", "1"]


def test_a_quote_of_an_english_title_has_no_chinese_font() -> None:
    """There it would be as wide as a character."""
    spans = [
        one
        for one in of("income-growth", lang="en").iter()
        if one.text == "’" and "font-family" in one.attrib
    ]
    assert spans
    assert not any("CJK" in one.attrib["font-family"].split(",")[0] for one in spans)


def test_numbers_of_columns_stand_over_them() -> None:
    """A label is as far above its column as it is on the page, and the columns stand on one line."""
    root = of("delisting")
    assert {"2", "10", "25", "33"} <= set(numbers(root))
    heights = [float(one.get("y", "0")) + float(one.get("height", "0")) for one in root.iter(f"{NAME}rect")]
    assert max(heights.count(one) for one in heights) >= 6


def test_a_figure_that_is_planned_is_dashed_and_one_not_stated_is_hatched() -> None:
    dashed = [one for one in of("weak-villages").iter(f"{NAME}rect") if one.get("stroke-dasharray")]
    assert len(dashed) >= 2
    root = of("case-matrix")
    hatched = [one for one in root.iter(f"{NAME}rect") if (one.get("fill") or "").startswith("url(#hatch")]
    assert len(hatched) > 20
    (pattern,) = root.iter(f"{NAME}pattern")
    assert hatched[0].get("fill") == f"url(#{pattern.get('id')})"


def test_a_year_that_is_missing_is_a_band_as_high_as_the_plot() -> None:
    bands = [one for one in of("income-series").iter(f"{NAME}rect") if one.get("fill") == LIGHT["missing"]]
    legend, band = sorted(bands, key=lambda one: float(one.get("height", "0")))
    assert legend.get("height") == "13"
    assert float(band.get("height", "0")) > 200


def test_credit_names_each_publisher_once_and_no_more_than_four() -> None:
    said = credit(EXHIBITS["aid-funds"].show({}, "en"), SITE, "en")
    head, _, names = said.partition(": ")
    assert head == "Source"
    *first, last = names.split("; ")
    assert len(first) == len(set(first)) == 4
    assert last.startswith("and ")
    assert "; and" not in credit(EXHIBITS["income-2018"].show({}, "en"), SITE, "en")


def test_a_hostile_package_comes_out_as_text(tmp_path: Path) -> None:
    site = Site(package=load_package(write_hostile_package(tmp_path / "data")), texts={})
    found = ""
    for key in ("headlines", "county-waffle", "pairing-map", "county-table", "case-cards", "case-matrix"):
        root = of(key, "", "en", site)
        assert {one.tag.removeprefix(NAME) for one in root.iter()} <= ELEMENTS
        found += words_in(root)
    assert [one for one in PAYLOADS if squeezed(one)[:12] not in found] == []


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    root = of("county-table", "q=%01%ef%bf%be", "en")
    assert root.tag == f"{NAME}svg"


def test_a_long_table_names_how_many_rows_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS >= 80
    monkeypatch.setattr("dashboard.render.svg.table.MOST_ROWS", 5)
    assert squeezed(say("table.first", "en", first=5, count=80)) in words_in(of("county-table", "", "en"))


# Words --------------------------------------------------------------------------------------------------------


def test_chinese_breaks_anywhere_but_before_a_stop() -> None:
    lines = wrapped("一二三四，五六七八。九", 10, 40)
    assert lines == ("一二三", "四，五六", "七八。九")
    assert wrapped("one two three", 10, 45) == ("one two", "three")
    assert "".join(wrapped("a" * 50, 10, 60)) == "a" * 50
    assert max(text_width(one, 10) for one in wrapped("a" * 50, 10, 60)) <= 60


# Files --------------------------------------------------------------------------------------------------------


def test_files_are_written_for_what_is_asked(tmp_path: Path) -> None:
    asked = {"filters": "province=520000", "origin": "", "scale": 1.5}
    (told,) = write_pictures(SITE.package, tmp_path, show="delisting", lang="en", **asked)  # type: ignore[arg-type]
    assert "1 exhibit " in told
    svg, image = sorted(tmp_path.iterdir(), key=lambda one: one.suffix, reverse=True)
    assert svg.name.startswith("zhejiang-delisting-east-west-province-520000-en-")
    assert image.name == svg.with_suffix(".png").name
    root = ElementTree.fromstring(svg.read_text("utf-8"))
    assert "https://" not in words_in(root)
    head = image.read_bytes()
    size = struct.unpack(">II", head[16:24])
    assert size == (1200, ceil(float(root.get("height", "0")) * 1.5))
    dots = head.index(b"pHYs")
    assert struct.unpack(">IIB", head[dots + 4 : dots + 13]) == (round(144 / 0.0254),) * 2 + (1,)


def test_without_a_chinese_font_there_is_no_png_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_files, "draws_chinese", lambda: False)
    told = write_pictures(SITE.package, tmp_path, show="delisting", filters="", lang="en", scale=1, origin="")
    assert told[1:] == [say("picture.no-font", "en")]
    assert [one.suffix for one in tmp_path.iterdir()] == [".svg"]


def test_a_machine_without_fonts_draws_no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_fonts(svg_string: str) -> bytes:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg_string, skip_system_fonts=True))

    monkeypatch.setattr(png, "resvg_py", SimpleNamespace(svg_to_bytes=without_fonts))
    assert not png.draws_chinese.__wrapped__()


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"show": "nothing"}, "nothing"),
        ({"filters": "province=nowhere"}, "nowhere"),
        ({"scale": 0}, "--scale"),
    ],
)
def test_what_cannot_be_drawn_is_told(tmp_path: Path, keys: dict[str, object], sentence: str) -> None:
    asked = {"show": "delisting", "filters": "", "lang": "en", "scale": 1, "origin": "", **keys}
    with pytest.raises(PicturesError, match=sentence):
        write_pictures(SITE.package, tmp_path, **asked)  # type: ignore[arg-type]
    assert not any(tmp_path.iterdir())


@every_lang
def test_terms_stand_on_sources_as_the_package_says_them_or_as_of_any(small: Package, lang: Lang) -> None:
    own = to_html(terms(SITE, lang))
    assert SITE.package.site.terms.ours.pick(lang) in own
    assert 'href="https://opensource.org/license/mit"' in own
    assert say("terms.others", lang) in to_html(terms(Site(package=small, texts={}), lang))
