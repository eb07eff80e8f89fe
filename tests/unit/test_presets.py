"""Presets: slides for a meeting that a package declares, under the filters of their address."""

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard.check.report import check
from dashboard.figures.words import LANGS, Lang
from dashboard.files.pptx import make_pptx
from dashboard.package.load import Package
from dashboard.pages.view import View, ViewError, parse_view
from dashboard.render.site import Site
from tests.served import INVENTED
from tests.unit.test_deck import CONTEXT

GUIZHOU, HUBEI, PINGSHAN, TAIJIANG, CANGXI = "520000", "420000", "511529", "522630", "510824"


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def five(place: str, site: Site, lang: Lang = "zh") -> View:
    return parse_view(f"preset=five&province={place}", site, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", [GUIZHOU, TAIJIANG])
def test_the_slides_of_a_place_answer_in_the_declared_order(place: str, site: Site, lang: Lang) -> None:
    view, name = five(place, site, lang), site.package.area(place).name_zh
    (preset,) = (one for one in site.package.site.presets if one.key == "five")
    assert len(view.items) == len(preset.slides) == 5
    for item, declared in zip(view.items, preset.slides, strict=True):
        assert item.exhibit.key == declared.exhibit or not declared.exhibit
        assert item.eyebrow(lang) == declared.question.pick(lang)
        assert lang == "en" or name in item.filters(site, lang)
    assert view.title(site).startswith(preset.name.pick(lang))
    assert lang == "en" or view.title(site).endswith(name)


@pytest.mark.parametrize(
    ("place", "case"),
    [(GUIZHOU, "chen-liqun-teaching"), (TAIJIANG, "chen-liqun-teaching"), (PINGSHAN, "pingshan-textile")],
)
def test_the_case_is_one_of_the_place(place: str, case: str, site: Site) -> None:
    item = five(place, site).items[-1]
    assert [row.id for row in item.shown("zh").selection.rows] == [case]
    assert item.page.path == f"/cases/{case}"


@pytest.mark.parametrize("place", [HUBEI, CANGXI])
def test_a_place_without_a_case_is_told_of_as_such(place: str, site: Site) -> None:
    shown = five(place, site).items[-1].shown("zh")
    assert shown.chart is None
    assert shown.empty


def test_a_county_is_one_of_a_province(site: Site) -> None:
    """It is named by links and not offered, and its label is not that of provinces."""
    waffle = parse_view(f"show=county-waffle&province={TAIJIANG}", site, "zh").items[0]
    assert waffle.shown("zh").selection.member_ids() == (TAIJIANG,)
    assert waffle.filters(site, "zh") == "地区 台江县"
    assert parse_view(f"show=delisting&province={GUIZHOU}", site, "zh").filters(site) == "省份 贵州省"


def test_its_slides_may_be_chosen_one_by_one(site: Site) -> None:
    keys = [item.exhibit.key for item in five(PINGSHAN, site).items][::-1]
    view = parse_view(f"show={','.join(keys)}&province={PINGSHAN}", site, "zh")
    assert [item.exhibit.key for item in view.items] == keys
    assert parse_view(view.query, site, "zh") == view


def test_a_cover_says_what_is_asked_for(site: Site) -> None:
    view = parse_view("show=delisting&title=%20A%09meeting&date=2026-12-01&ratio=4:3", site, "en")
    assert view.title(site) == "A meeting"
    assert view.query == "show=delisting&title=A%20meeting&date=2026-12-01&ratio=4%3A3"
    slides = Presentation(BytesIO(make_pptx(site, view, CONTEXT))).slides
    said = "".join(slides[0].element.itertext())
    assert "A meeting" in said
    assert "2026-12-01" in said


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("preset=six", 404, "six"),
        ("preset=five,ten", 400, "page"),
        ("preset=five&show=delisting", 400, "show"),
        ("preset=five&page=east-west", 400, "page"),
        ("preset=five&province=330100", 400, "330100"),
        ("preset=five&ratio=3:2", 400, "16:9, 4:3"),
        ("preset=five&date=27.11.2026", 400, "27.11.2026"),
        ("preset=five&date=2026-13-01", 400, "2026-13-01"),
    ],
)
def test_what_cannot_be_given_is_refused(site: Site, query: str, status: int, word: str) -> None:
    with pytest.raises(ViewError, match=word) as told:
        parse_view(query, site, "zh")
    assert told.value.status == status


def test_check_refuses_a_slide_of_no_exhibit(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(INVENTED, tmp_path / "package"))
    with (folder / "site.toml").open("a", encoding="utf-8") as written:
        written.write('\n[[preset]]\nkey = "short"\nname = { zh = "几页" }\n')
        written.writelines(f'[[preset.slide]]\nexhibit = "{key}"\n' for key in ("tiers", "tierz"))
    found = [str(fault) for fault in check(folder, quick=True).faults]
    assert [fault for fault in found if "preset" in fault] == [
        "site.toml, key preset.slide.exhibit, value 'tierz': is no exhibit, but a slide of the preset “short” is to "
        "show it; the nearest is tiers"
    ]
