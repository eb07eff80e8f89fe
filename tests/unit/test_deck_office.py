"""The file as programs of an office take it: by the schemas of ISO 29500, by what a checker of accessibility asks, by
its theme, its layouts and its properties."""

import re
import zipfile
from collections.abc import Callable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from datetime import date
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml import parse_xml

from dashboard import theme
from dashboard.deck import scheme
from dashboard.figures.words import LANGS, Lang, say
from dashboard.files.pptx import make_pptx
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, parse_view
from dashboard.render.site import Site
from tests.unit.test_theme import contrast

CONTEXT = ExportContext(made=date(2026, 11, 23), origin="https://example.org")
VIEWS = (
    "",
    "page=east-west&province=510000&class=national",
    "page=in-province&years=2014-2018",
    "page=east-west&q=zz",
    HIGH := "preset=ten&province=520000&ratio=4:3",
)
MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SMALLEST, SOURCE = 1400, 1000  # hundredths of a point
WIDTH, HEIGHT = 12_192_000, 6_858_000
READABLE, LARGE = 4.5, 3.0
DRAWN = ("sp", "grpSp", "graphicFrame", "cxnSp")

Files = Callable[[str, Lang], bytes]


@pytest.fixture(scope="module")
def files(package: Package) -> Files:
    site = Site(package=package, texts={})
    return cache(lambda query, lang: make_pptx(site, parse_view(query, site, lang), CONTEXT))


def parts(content: bytes, pattern: str) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            if re.fullmatch(pattern, name):
                yield name, parse_xml(package.read(name))


SLIDES, CHARTS = r"ppt/slides/slide\d+\.xml", r"ppt/charts/chart\d+\.xml"


# Of all slides in one language: the parts are the same.
@pytest.mark.parametrize(("query", "lang"), [one for one in product(VIEWS, LANGS) if one != ("", LANGS[-1])])
def test_no_part_breaks_a_schema(query: str, lang: Lang, files: Files, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(files(query, lang))
    result = validate_pptx(path)
    assert [str(error) for error in result.errors] == []
    assert result.is_valid


# What a checker of accessibility asks -------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_every_slide_has_a_title_of_its_own_which_is_read_first(query: str, lang: Lang, files: Files) -> None:
    titles = []
    for slide in Presentation(BytesIO(files(query, lang))).slides:
        first = next(iter(slide.shapes))
        assert slide.shapes.title is not None
        assert first.shape_id == slide.shapes.title.shape_id
        titles.append(slide.shapes.title.text_frame.text)
    assert all(titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_what_is_drawn_is_described_or_decoration(query: str, lang: Lang, files: Files) -> None:
    for name, slide in parts(files(query, lang), SLIDES):
        for shape in slide.find("{*}cSld").find("{*}spTree"):
            kind = shape.tag.partition("}")[2]
            if kind not in DRAWN:
                continue
            about = shape[0][0]
            words = "".join(shape.itertext(f"{MAIN}t")) if kind == "sp" else ""
            decoration = about.xpath(".//*[local-name()='decorative' and @val='1']")
            assert about.get("descr") or words or decoration, (name, about.get("name"))
            assert not (about.get("descr") and decoration), (name, about.get("name"))


@pytest.mark.parametrize("lang", LANGS)
def test_sources_and_number_are_read_last(lang: Lang, files: Files) -> None:
    for name, slide in list(parts(files("", lang), SLIDES))[1:]:
        kinds = [
            (one.get("type"), number)
            for number, shape in enumerate(slide.find("{*}cSld").find("{*}spTree"))
            for one in shape.iter("{*}ph")
        ]
        order = [kind for kind, _ in kinds]
        assert order[0] == "title", name
        assert order[-2:] == ["ftr", "sldNum"], name
        last = dict(kinds)["ftr"]
        drawn = [
            at
            for at, shape in enumerate(slide.find("{*}cSld").find("{*}spTree"))
            if shape.tag.endswith(("grpSp", "graphicFrame"))
        ]
        assert all(at < last for at in drawn), name


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_no_type_is_smaller_than_14_but_a_source_line(query: str, lang: Lang, files: Files) -> None:
    checked = 0
    for name, root in (*parts(files(query, lang), SLIDES), *parts(files(query, lang), CHARTS)):
        small = set(root.xpath("//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='ftr']//a:rPr"))
        for run in (*root.iter(f"{MAIN}rPr"), *root.iter(f"{MAIN}defRPr")):
            size = int(run.get("sz", SMALLEST))
            assert size >= (SOURCE if run in small else SMALLEST), (
                name,
                run.getparent().xpath("string()"),
            )
            checked += 1
    assert checked


def test_words_stand_out_from_the_page() -> None:
    """As the theme makes them, which is not to the last digit what a page has."""
    page = resolved("page")
    for token in ("ink", "second", "muted", "teal-text", "brick-text"):
        assert contrast(resolved(token), page) >= READABLE, token
        assert contrast(resolved(token), resolved("band")) >= READABLE, token
    for paint in theme.PAINTS.values():
        fill = paint.fill if scheme.is_seen(paint.fill) else "page"
        assert contrast(resolved(paint.words), resolved(fill)) >= LARGE, paint


# Its theme ----------------------------------------------------------------------------------------------------


def resolved(token: str) -> str:
    """A colour as a program makes it of the theme's."""
    slot = scheme.MADE_OF[token]
    red, green, blue = (part / 255 for part in bytes.fromhex(scheme.value(scheme.SLOTS[slot])))
    hue, light, full = rgb_to_hls(red, green, blue)
    for name, part in scheme.changes_of(scheme.SLOTS[slot], token):
        share = part / scheme.WHOLE
        match name:
            case "hueOff":
                hue = (hue + part / scheme.TURN) % 1
            case "satMod":
                full = min(1.0, full * share)
            case "lumMod":
                light *= share
            case "lumOff":
                light += share
    return "#" + "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, light, full))


@pytest.mark.parametrize("token", scheme.MADE_OF)
def test_a_colour_of_the_theme_is_that_of_the_page(token: str) -> None:
    made, wanted = (bytes.fromhex(one.removeprefix("#")) for one in (resolved(token), theme.LIGHT[token]))
    if token in ("on-fill", "surface", "on-mid"):
        return  # the page and its ink stand for white and for the ink on a fill
    assert max(abs(one - other) for one, other in zip(made, wanted, strict=True)) <= 24


@pytest.mark.parametrize("lang", LANGS)
def test_no_colour_and_no_font_stands_beside_the_theme(lang: Lang, files: Files) -> None:
    for name, root in (*parts(files("", lang), SLIDES), *parts(files("", lang), CHARTS)):
        assert not [
            *root.iter(f"{MAIN}srgbClr"),
            *root.iter(f"{MAIN}sysClr"),
            *root.iter(f"{MAIN}prstClr"),
        ], name
        for script in ("latin", "ea", "cs"):
            assert {one.get("typeface")[:2] for one in root.iter(f"{MAIN}{script}")} <= {"+m"}, name
    themes = dict(parts(files("", lang), r"ppt/theme/theme\d\.xml"))
    assert len(themes) == 2  # that of the notes too
    for root in themes.values():
        assert root.find(f".//{MAIN}accent1/{MAIN}srgbClr").get("val") == scheme.value("teal")
        assert root.find(f".//{MAIN}minorFont/{MAIN}ea").get("typeface") == scheme.EAST_ASIAN


# Its layouts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("query", "height"), [("page=cases", HEIGHT), (HIGH, WIDTH * 3 // 4)])
def test_a_person_can_go_on_with_its_layouts(query: str, height: int, lang: Lang, files: Files) -> None:
    file: Any = Presentation(BytesIO(files(query, lang)))
    assert (file.slide_width, file.slide_height) == (WIDTH, height)
    names = ("title", "content", "section", "columns", "exhibit", "blank")
    assert [one.name for one in file.slide_layouts] == [say(f"deck.layout.{name}", lang) for name in names]
    assert [len(list(one.placeholders)) for one in file.slide_layouts] == [2, 4, 2, 5, 4, 2]
    for layout in file.slide_layouts:
        slide = file.slides.add_slide(layout)
        for holder in (*layout.placeholders, *slide.placeholders):
            assert 0 <= holder.left < holder.left + holder.width <= WIDTH, layout.name
            assert 0 <= holder.top < holder.top + holder.height <= height, layout.name
            assert holder.height > 0
        if slide.shapes.title is not None:
            slide.shapes.title.text_frame.text = "Added"
    saved = BytesIO()
    file.save(saved)
    assert len(Presentation(saved).slides) == len(file.slides)


# Its properties -----------------------------------------------------------------------------------------------


def test_its_properties_are_those_of_this_file(files: Files) -> None:
    content = files("", "zh")
    file: Any = Presentation(BytesIO(content))
    ((_, app),) = parts(content, r"docProps/app\.xml")
    told = {one.tag.partition("}")[2]: one.text for one in app}
    assert told["Slides"] == told["Notes"] == str(len(file.slides))
    assert told["PresentationFormat"] == "Widescreen"
    assert "Application" not in told
    titles = [one.text for one in app.iter("{*}lpstr")][1:]
    assert titles == [slide.shapes.title.text_frame.text for slide in file.slides]
    ((_, root),) = parts(content, r"ppt/presentation\.xml")
    assert dict(root.find("{*}sldSz").attrib) == {"cx": str(WIDTH), "cy": str(HEIGHT)}


@pytest.mark.parametrize(("query", "ratio"), [("page=cases", 16 / 9), (HIGH, 4 / 3)])
def test_the_master_of_notes_is_listed_and_has_room_for_a_slide(
    query: str, ratio: float, files: Files
) -> None:
    content = files(query, "zh")
    ((_, root),) = parts(content, r"ppt/presentation\.xml")
    assert len(root.find("{*}notesMasterIdLst")) == 1
    file: Any = Presentation(BytesIO(content))
    holders = {one.placeholder_format.type: one for one in file.notes_master.placeholders}
    picture = holders[PP_PLACEHOLDER.SLIDE_IMAGE]
    assert picture.width / picture.height == pytest.approx(ratio, abs=0.01)


# Links --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_cells_and_areas_lead_to_the_page_of_their_place(lang: Lang, files: Files) -> None:
    file: Any = Presentation(
        BytesIO(files("page=east-west&show=county-waffle,pairing-map,county-table", lang))
    )
    home = "https://example.org" + ("" if lang == "zh" else "/en")
    for slide in list(file.slides)[1:]:
        links = {one.target_ref for one in slide.part.rels.values() if one.is_external}
        assert [link for link in links if link.startswith(f"{home}/places/")], (
            slide.shapes.title.text_frame.text
        )
