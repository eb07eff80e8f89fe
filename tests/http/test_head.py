"""What a page tells before it is opened: titles, addresses, the list of all pages; and an exhibit by itself."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import segno
from flask.testing import FlaskClient

from tests.http.test_headers import policy
from tests.pages import EXHIBITS
from tests.served import app_of

INVENTED = Path(__file__).parent.parent / "invented/package"
ORIGIN = "http://localhost"

TOLD = [  # an address, words of its title, words of its description
    ("/en/east-west", "East–west", "counties"),
    ("/en/east-west?province=520000", "Guizhou Province · East–west", "24"),
    ("/en/east-west?province=510000", "Sichuan Province · East–west", "40"),
    ("/en/?fact=low-income-income-2018", "11,086 yuan", "In 2018"),
    ("/en/?derived=ratio-2018-computed", "", ""),
    ("/en/?county=522629", "Jianhe County", "Guizhou"),
    ("/en/?case=pingshan-textile", "Pingshan", "Pingshan"),
    ("/en/cases/pingshan-textile", "Pingshan", ""),
    ("/en/chart/delisting?province=520000", "24 counties", "Guizhou"),
    ("/en/present?page=east-west&province=520000", "Presentation · East–west", "Guizhou"),
    ("/en/places/522629", "Jianhe County", ""),
]


def head(client: FlaskClient, address: str) -> str:
    return client.get(address).text.partition("</head>")[0]


def said(text: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', text)
    assert found, f"no {name}"
    return found[1]


@pytest.mark.parametrize(("address", "title", "description"), TOLD)
def test_the_title_names_what_the_address_shows(
    client: FlaskClient, address: str, title: str, description: str
) -> None:
    text = head(client, address)
    assert title in said(text, "og:title")
    assert description in said(text, "og:description")
    assert f"<title>{said(text, 'og:title')}</title>" in text


def test_no_two_addresses_that_show_something_else_have_one_title(client: FlaskClient) -> None:
    titles = [said(head(client, address), "og:title") for address, _, _ in TOLD]
    assert len(set(titles)) == len(titles)


def test_a_figure_that_is_not_there_leaves_the_page_its_title(client: FlaskClient) -> None:
    for kind in ("fact", "derived", "county", "case"):
        assert said(head(client, f"/en/cases?{kind}=nothing"), "og:title").startswith("Cases")


def test_an_address_is_known_by_its_shortest_form_in_each_language(client: FlaskClient) -> None:
    text = head(client, "/en/east-west?x=1&province=520000&fact=low-income-income-2018")
    known = {
        "canonical": f"{ORIGIN}/en/east-west?province=520000",
        "zh-CN": f"{ORIGIN}/east-west?province=520000",
        "en": f"{ORIGIN}/en/east-west?province=520000",
    }
    links = re.findall(r'<link rel="(?:alternate" hreflang=")?([^"]+)" href="([^"]+)"', text)
    assert known.items() <= dict(links).items()
    assert said(text, "og:url") == known["canonical"]


def test_the_address_follows_the_host_that_was_asked(client: FlaskClient) -> None:
    for host in ("one.example", "two.example"):
        text = client.get("/en/cases", headers={"Host": host}).text
        assert f'<link rel="canonical" href="http://{host}/en/cases">' in text


def test_what_is_not_there_has_no_address_to_be_known_by(client: FlaskClient) -> None:
    for address in ("/nowhere", "/chart/nothing", "/chart/delisting?province=nowhere", "/present?show=x"):
        assert "canonical" not in head(client, address)


def test_the_list_holds_every_page_once_and_each_is_there(client: FlaskClient) -> None:
    answer = client.get("/sitemap.xml")
    assert answer.mimetype == "application/xml"
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [one.text or "" for one in ElementTree.fromstring(answer.text).iterfind("s:url/s:loc", names)]
    assert len(set(found)) == len(found) > 300
    paths = [one.removeprefix(ORIGIN) for one in found]
    assert {"/", "/en/", "/sources", "/en/cases/pingshan-textile", "/places/522629"} <= set(paths)
    for path in paths[:: len(paths) // 12]:
        assert client.get(path).status_code == 200


def test_files_slides_and_single_exhibits_need_no_visit(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /export/", "Disallow: /en/present", "Disallow: /chart/"} <= set(lines)
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines


def test_one_language_has_no_alternates() -> None:
    client = app_of(INVENTED).server.test_client()
    assert "hreflang" not in head(client, "/")
    assert "x:link" not in client.get("/sitemap.xml").text


# An exhibit by itself -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("key", sorted(EXHIBITS))
def test_each_exhibit_has_an_address_of_its_own(client: FlaskClient, key: str, lang: str) -> None:
    answer = client.get(f"{lang}/chart/{key}")
    assert answer.status_code == 200
    assert re.findall(r'<figure id="x-([^"]+)"', answer.text) == [key]
    assert "<h1>" in answer.text


def test_an_exhibit_of_a_place_has_one_too(client: FlaskClient) -> None:
    assert client.get("/en/chart/place-522629-wider").status_code == 200


def test_any_site_may_show_an_exhibit_and_none_a_page(client: FlaskClient) -> None:
    assert policy(client.get("/chart/delisting"))["frame-ancestors"] == "*"
    for path in ("/east-west", "/chart/nothing", "/present", "/export/delisting.csv"):
        assert policy(client.get(path))["frame-ancestors"] == "'none'"


def test_an_exhibit_on_a_page_leads_to_itself_under_the_filters(client: FlaskClient) -> None:
    text = client.get("/en/east-west?province=520000").text
    assert 'href="/en/chart/delisting?province=520000"' in text
    assert (
        'href="/en/east-west?province=520000#x-delisting"'
        in client.get("/en/chart/delisting?province=520000").text
    )


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/en/chart/nothing", 404, "No such page"),
        ("/en/chart/", 404, "No such page"),
        ("/en/chart/delisting?province=nowhere", 400, "has no value “nowhere”"),
        ("/en/chart/delisting?flavour=sweet", 400, "no filter “flavour”"),
        ("/en/chart/delisting?page=cases", 400, "no filter “page”"),
    ],
)
def test_what_cannot_be_shown_is_told_with_a_way_out(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert 'href="/en/"' in answer.text


def test_an_open_proof_may_stand_in_the_address_of_an_exhibit(client: FlaskClient) -> None:
    assert client.get("/chart/delisting?fact=paired-counties").status_code == 200


# The code of an address ---------------------------------------------------------------------------------------


def test_a_code_is_drawn_of_an_address_of_this_site(client: FlaskClient) -> None:
    answer = client.get("/en/export/qr.svg?to=/en/cases%3Fplace%3D520000")
    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    drawn = io.BytesIO()
    segno.make_qr(f"{ORIGIN}/en/cases?place=520000", error="m").save(
        drawn, kind="svg", scale=4, light="white"
    )
    assert answer.data == drawn.getvalue()


@pytest.mark.parametrize(
    "query", ["", "?to=", "?to=https://example.org/", "?to=//example.org", f"?to=/{'x' * 1000}"]
)
def test_no_code_is_drawn_of_another(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/en/export/qr.svg{query}")
    assert answer.status_code == 400
    assert "addresses of this site only" in answer.text
