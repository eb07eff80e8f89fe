"""A province that does not exist, in Chinese alone: it is served whole, and nothing says a word of our own package."""

import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.catalogue import Lang
from dashboard.figures.words import short_name
from dashboard.package.load import Package, load_package
from dashboard.package.validation import read_package
from dashboard.package.verification import verify_file
from dashboard.pages.contents import pages_of
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site
from dashboard.wiring import DashboardApp
from tests.served import INVENTED, REPORT, addresses, app_of, exports, paths, unserved, words_in

OF_THEM = ("pairings.csv", "registers/far_counties.csv", "story/far.toml")  # what tells of receivers


@pytest.fixture(scope="module")
def app() -> DashboardApp:
    return app_of(INVENTED)


@pytest.fixture(scope="module")
def client(app: DashboardApp) -> FlaskClient:
    client: FlaskClient = app.server.test_client()
    return client


def test_it_is_sound_and_stands_in_its_text() -> None:
    assert read_package(INVENTED).faults == []
    assert verify_file(load_package(INVENTED), REPORT).problems == ()


def test_every_address_is_answered(app: DashboardApp) -> None:
    assert unserved(app) == []


@pytest.mark.parametrize(
    "path", ["/en", "/en/", "/en/far", "/en/sources", "/en/export/data.xlsx", "/zh", "/zh/far"]
)
def test_a_language_that_is_not_offered_has_no_address(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_there_is_no_switch_of_language(app: DashboardApp, client: FlaskClient) -> None:
    for path in paths(app.site):
        page = client.get(path).text
        assert '<html lang="zh-CN">' in page
        assert "language-link" not in page.partition('<script id="_dash-config"')[0], path
        assert 'lang="en"' not in page


def test_pages_stand_in_their_own_order(app: DashboardApp) -> None:
    assert [page.key for page in pages_of(app.site)] == ["start", "far", "sources", "near", "stories"]


# Not a word of another package --------------------------------------------------------------------------------


def names_of(package: Package) -> set[str]:
    """The names of its areas, in both languages; of provinces and cities in short too."""
    names: set[str] = set()
    for area in package.areas.to_dict("records"):
        languages: tuple[Lang, ...] = ("zh", "en")
        for lang in languages:
            name = area[f"name_{lang}"]
            names |= {name, short_name(name, lang)} if area["level"] in ("province", "city") else {name}
    return names


@pytest.fixture(scope="module")
def foreign(package: Package) -> set[str]:
    """Names that only our own package has."""
    shared = names_of(load_package(INVENTED)) | {"全国", "China"}
    return {*(names_of(package) - shared), package.site.short.zh, package.site.short.en, package.site.slug}


def says(text: str, word: str) -> bool:
    """Whether it is said as a word; a Chinese name has no ends."""
    return word in text and bool(not word.isascii() or re.search(rf"\b{re.escape(word)}\b", text))


def test_no_page_and_no_file_says_a_name_of_our_own_package(
    app: DashboardApp, client: FlaskClient, foreign: set[str]
) -> None:
    said: dict[str, set[str]] = {}
    for address in addresses(app):
        answer = client.get(address)
        text = words_in(answer.data) + answer.headers.get("Content-Disposition", "")
        if found := {word for word in foreign if says(text, word)}:
            said[address] = found
    assert said == {}


def test_files_are_named_after_the_site(app: DashboardApp, client: FlaskClient) -> None:
    names = [client.get(address).headers["Content-Disposition"] for address in exports(app.site)]
    wanted = re.compile(r'filename="canglan-[a-z0-9.-]+-zh-[0-9a-f]{12}-\d{4}-\d\d-\d\d\.\w+"')
    assert all(map(wanted.search, names))


# Less of it ---------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(INVENTED, tmp_path / "data")
    return tmp_path / "data"


def drop(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).unlink()


def without(path: Path, table: str, key: str) -> None:
    """Of a TOML file without one of its tables, the one with this key."""
    parts = re.split(r"(?m)^(?=\[\[)", path.read_text("utf-8"))
    kept = [part for part in parts if not (part.startswith(f"[[{table}]]") and f'key = "{key}"' in part)]
    assert len(kept) == len(parts) - 1
    path.write_text("".join(kept), "utf-8")


def all_said(app: DashboardApp) -> str:
    """What its pages say; the page of sources describes every table there may be."""
    client = app.server.test_client()
    said = [path for path in paths(app.site) if path != "/sources"]
    documents = (client.get(path).text.partition('<script id="_dash-config"')[0] for path in said)
    return re.sub(r"<[^>]+>", " ", "\n".join(documents))


def test_without_receivers_nothing_is_said_of_them(folder: Path) -> None:
    drop(folder, *OF_THEM)
    site = folder / "site.toml"
    text = site.read_text("utf-8")
    start = text.index('[[register]]\nkey = "far_counties"')
    site.write_text(text[:start], "utf-8")
    app = app_of(folder)
    assert unserved(app) == []
    assert "受援县" not in all_said(app).replace("两省受援县名单", "")


def test_without_cases_nothing_is_said_of_them(folder: Path) -> None:
    drop(folder, "cases.csv", "case_events.csv", "story/stories.toml")
    facts = folder / "facts.csv"
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("case-")]
    facts.write_text("\n".join(kept) + "\n", "utf-8")
    app = app_of(folder)
    assert unserved(app) == []
    assert not re.search("案例|故事", all_said(app))


def test_without_a_topic_its_figures_are_not_said_to_be_further(folder: Path) -> None:
    facts = folder / "facts.csv"
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("forest-")]
    facts.write_text("\n".join(kept) + "\n", "utf-8")
    app = app_of(folder)
    assert unserved(app) == []
    keys = [exhibit.key for page in exhibiting(app.site) for exhibit in page.exhibits]
    assert not any("forest" in key or "nature" in key for key in keys)


# Tables alone -------------------------------------------------------------------------------------------------


@pytest.fixture
def alone(folder: Path) -> Path:
    drop(folder, "site.toml")
    shutil.rmtree(folder / "story")
    return folder


def test_tables_alone_are_served_with_pages_made_from_them(alone: Path) -> None:
    app = app_of(alone)
    assert unserved(app) == []
    pages = [(page.key, page.path) for page in pages_of(app.site)]
    assert pages == [
        ("overview", "/"),
        ("register-far-counties", "/register-far-counties"),
        ("register-key-counties", "/register-key-counties"),
        ("cases", "/cases"),
        ("sources", "/sources"),
    ]


def test_pages_of_tables_alone_show_every_fact_and_every_member(alone: Path) -> None:
    package = load_package(alone)
    pages = exhibiting(Site(package=package, texts={}))
    shown = [exhibit.select({}) for page in pages for exhibit in page.exhibits]
    facts = {one for selection in shown for one in selection.fact_ids()}
    first = package.facts[package.facts["same_as"].isna()]
    assert facts == set(first["fact_id"])
    members = {one for selection in shown for one in selection.member_ids()}
    assert members == {one for frame in package.registers.values() for one in frame["area_id"]}


def test_tables_alone_say_nothing_of_what_they_have_not(alone: Path) -> None:
    shutil.rmtree(alone / "registers")
    drop(alone, "cases.csv", "case_events.csv", "pairings.csv")
    facts = alone / "facts.csv"
    kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith("case-")]
    facts.write_text("\n".join(kept) + "\n", "utf-8")
    app = app_of(alone)
    assert unserved(app) == []
    assert [page.key for page in pages_of(app.site)] == ["overview", "sources"]
