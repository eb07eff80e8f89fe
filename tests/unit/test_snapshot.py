"""The file to take away: all that it needs is in it, and nothing that could do harm or leaves the machine."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dashboard.figures.words import LANGS, Lang
from dashboard.files.picture import picture_of
from dashboard.files.snapshot import make_snapshot
from dashboard.files.tables import item_csv
from dashboard.package.load import Package, load_package
from dashboard.pages.view import ExportContext, View, parse_view
from dashboard.render.site import Site
from tests.hostile_package import PAYLOADS, write_hostile_package

CONTEXT = ExportContext(made=date(2026, 11, 23), origin="https://dashboard.example")
EVERYTHING = 3_000_000  # bytes; the plotly bundle has 1.14 million of them
PACKED = "text/plain"  # the type of the script that holds what is packed
EVENT = re.compile(r"on[a-z]+")


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


@pytest.fixture(scope="module")
def whole(site: Site) -> str:
    return made("", site, "en")


@pytest.fixture(scope="module")
def elements(whole: str) -> "Elements":
    return Elements(whole)


def made(query: str, site: Site, lang: Lang) -> str:
    return make_snapshot(site, view(query, site, lang), CONTEXT).decode()


@pytest.fixture(scope="module")
def everything(whole: str, elements: "Elements") -> "Elements":
    """The file with what it holds packed."""
    return Elements(whole + markup_of(data_of(elements)))


def view(query: str, site: Site, lang: Lang) -> View:
    return parse_view(query, site, lang)


class Elements(HTMLParser):
    """Every start tag with its attributes, and the text of every script, as a browser takes a document apart."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[str, str]] = []
        self.text = ""
        self._in_script = False
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.tags.append((tag, named))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append((named.get("type", ""), ""))

    def handle_endtag(self, _tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)
        else:
            self.text += data


def data_of(elements: Elements) -> Any:
    """What the file holds besides what is read at once."""
    (written,) = [text for kind, text in elements.scripts if kind == PACKED]
    return json.loads(zlib.decompress(base64.b64decode(written)))


def markup_of(data: Any) -> str:
    """All that is shown later."""
    rows = (row[1] for row in data["found"]["rows"])
    return "\n".join((*data["proofs"].values(), data["unknown"], data["deck"], *rows))


def test_it_says_what_it_is(site: Site) -> None:
    text = Elements(made("page=east-west&year=2018", site, "zh")).text
    assert "东西部协作：离线网页" in text
    assert "摘帽考核年度 2018年度及以前摘帽" in text
    assert site.package.version in text
    assert "2026-11-23" in text
    assert "https://dashboard.example/east-west?year=2018" in text


def test_every_figure_shown_has_its_proof(site: Site, whole: str, elements: Elements) -> None:
    proofs_are_held(whole, elements, 300)
    part = made("show=delisting", site, "en")
    proofs_are_held(part, Elements(part), 20)


def proofs_are_held(document: str, elements: Elements, least: int) -> None:
    data = data_of(elements)
    asked = re.findall(r' data-(fact|derived|county|case)="([^"]*)"', document + markup_of(data))
    marks = re.findall(r'"((?:fact|derived|county|case):[^"]+)"', json.dumps(data["plots"]))
    wanted = {f"proof {kind} {unescape(name)}" for kind, name in asked}
    wanted |= {"proof " + mark.replace(":", " ", 1) for mark in marks}
    assert len(wanted) > least
    assert wanted <= set(data["proofs"])


def test_maps_bring_their_boundaries(elements: Elements, site: Site) -> None:
    data = data_of(elements)
    asked = set(re.findall(r'"file": "@asset:([^"]+)"', json.dumps(data["plots"])))
    assert {site.asset(path) for path in asked} == set(data["boundaries"])
    assert all(set(one) == {"bounds", "land", "areas"} for one in data["boundaries"].values())


def test_only_maps_on_show_bring_boundaries(site: Site) -> None:
    assert data_of(Elements(made("show=delisting", site, "zh")))["boundaries"] == {}


def test_it_loads_nothing(whole: str, everything: Elements) -> None:
    tags = everything.tags
    assert [named for _, named in tags if named.keys() & {"src", "srcset", "action", "poster"}] == []
    assert [tag for tag, _ in tags if tag in {"link", "iframe", "object", "embed", "base"}] == []
    assert "@import" not in whole
    (style,) = re.findall(r"<style>(.*?)</style>", whole, re.DOTALL)
    assert re.findall(r"""url\((?!["']?data:)""", style) == []


def test_links_lead_to_the_dashboard_or_into_the_file(elements: Elements, everything: Elements) -> None:
    tags = everything.tags
    links = {named["href"] for _, named in tags if "href" in named}
    assert {link for link in links if not link.startswith(("https://", "http://", "#"))} == set()
    assert "https://dashboard.example/en/sources#source-document" in links
    ids = {named["id"] for _, named in tags if "id" in named}
    inside = {link[1:] for link in links if link.startswith("#")}
    proofs = {name.removeprefix("proof ").replace(" ", "=", 1) for name in data_of(elements)["proofs"]}
    assert inside - ids <= proofs
    assert "#x-county-waffle" in links


def test_the_tables_are_those_that_the_dashboard_gives(site: Site) -> None:
    view = parse_view("show=delisting,headlines", site, "en")
    told = Elements(made("show=delisting,headlines", site, "en"))
    links = [named for _, named in told.tags if "download" in named]
    assert [one["download"] for one in links[::2]] == ["delisting.csv", "headlines.csv"]
    assert [one["data-download"] for one in links[::2]] == ["delisting", "headlines"]
    tables = data_of(told)["tables"]
    assert list(tables) == [item.exhibit.key for item in view.items]
    for item in view.items:
        assert tables[item.exhibit.key].encode() == item_csv(item, site, "en", CONTEXT)


def test_the_pictures_are_those_that_the_dashboard_gives(site: Site) -> None:
    view = parse_view("show=delisting,headlines&province=520000", site, "en")
    told = Elements(made("show=delisting,headlines&province=520000", site, "en"))
    links = [named for _, named in told.tags if named.get("data-picture")]
    made_of = {"delisting": "east-west-province-520000", "headlines": "overview"}
    ending = f"en-{site.package.version}-{CONTEXT.made}.svg"
    assert [one["download"] for one in links] == [
        f"zhejiang-{key}-{of}-{ending}" for key, of in made_of.items()
    ]
    pictures = data_of(told)["pictures"]
    assert [one["data-picture"] for one in links] == list(pictures)
    for item in view.items:
        assert pictures[item.exhibit.key] == picture_of(item, site, "en", CONTEXT)


def test_what_can_be_found_is_in_the_file(site: Site, elements: Elements) -> None:
    data = data_of(elements)
    found = data["found"]["rows"]
    assert {group for group, _, _ in found} == {"place", "case", "fact", "derived", "exhibit"}
    assert {group for group, _, _ in found} == set(data["found"]["groups"])
    (kaili,) = [told for _, told, words in found if "kailishi" in words.split(" | ")]
    assert kaili.startswith('<a href="#place=522601"><strong>Kaili City</strong>')
    part = data_of(Elements(made("show=delisting", site, "en")))["found"]["rows"]
    assert [told for group, told, _ in part if group == "exhibit"] == [
        one for _, one, _ in found if 'href="#x-delisting"' in one
    ]
    assert 0 < len(part) < len(found)


def test_only_its_own_scripts_may_run(elements: Elements) -> None:
    (policy,) = [named["content"] for tag, named in elements.tags if tag == "meta" and "http-equiv" in named]
    scripts = programs(elements)
    assert len(scripts) == 3
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_sentences_of_a_source_stay_at_home(site: Site, lang: Lang) -> None:
    told = replace(site, texts={"document": "一句\n" * 40})
    assert "<blockquote" not in made("show=headlines", told, lang)


def test_its_size_is_bounded(whole: str) -> None:
    assert len(whole.encode()) < EVERYTHING


def test_hostile_data_comes_out_as_text(tmp_path: Path, elements: Elements, everything: Elements) -> None:
    package = load_package(write_hostile_package(tmp_path / "data"))
    query = "show=headlines,county-waffle,pairing-map,county-table,case-cards"
    document = made(query, Site(package=package, texts={}), "en")
    hostile = Elements(document + markup_of(data_of(Elements(document))))
    assert [payload for payload in PAYLOADS if payload not in hostile.text] == []
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in everything.tags}
    assert [name for _, named in hostile.tags for name in named if EVENT.fullmatch(name)] == []
    assert programs(hostile) == programs(elements)
    links = [named["href"] for _, named in hostile.tags if "href" in named]
    assert [link for link in links if not link.startswith(("http://", "https://", "#"))] == []


def programs(elements: Elements) -> list[str]:
    return [text for kind, text in elements.scripts if not kind]
