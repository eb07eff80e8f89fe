"""Files travel compressed, and once; documents and answers that repeat are sent from memory or not at all."""

import gzip
import re
from pathlib import Path

import brotli
import dash
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.dash_internals import dash_scripts
from dashboard.delivery import Kept, Packed, prepared_path
from dashboard.document import BUNDLES, WHERE_USED
from dashboard.settings import Settings
from tests.http.conftest import Callbacks

BROTLI = {"Accept-Encoding": "gzip, br"}
TOPICS = ["/", "/in-province", "/east-west", "/cases"]
MOST_BYTES = 800_000  # of a page with a map, everything it loads
LATER = tuple(BUNDLES[part] for part in WHERE_USED)
MOST_BYTES_SOURCES = 85_000  # of the document alone


def document(client: FlaskClient, path: str) -> str:
    return str(brotli.decompress(client.get(path, headers=BROTLI).data).decode())


def files(text: str) -> list[str]:
    """Those the document asks for, and those that its scripts load later."""
    return sorted(set(re.findall(r'"(/files/[^"]+[.](?:js|css|svg))"', text)))


@pytest.mark.parametrize("path", TOPICS)
def test_a_first_visit_is_small(client: FlaskClient, path: str) -> None:
    text = document(client, path)
    boundaries = re.findall(r"@asset:(boundaries/[a-z-]+\.json)", text)
    root = re.search(r'"assets":"([^"]+)"', text)
    assert root is not None
    scripts = [one for one in files(text) if not one.endswith(LATER)]
    addresses = [path, *scripts, *{root[1] + one for one in boundaries}]
    answers = [client.get(one, headers=BROTLI) for one in addresses]
    assert all(one.status_code == 200 and one.headers["Content-Encoding"] == "br" for one in answers)
    assert sum(len(one.data) for one in answers) < MOST_BYTES


def test_the_sources_page_is_lean(client: FlaskClient) -> None:
    assert len(client.get("/sources", headers=BROTLI).data) < MOST_BYTES_SOURCES


@pytest.mark.parametrize("path", TOPICS)
def test_a_file_is_kept_for_a_year_and_a_document_asked_for_again(client: FlaskClient, path: str) -> None:
    text = document(client, path)
    assert {one.rpartition("/")[2] for one in files(text)} == {
        *("icon.svg", "page.css", "theme-first.js", "first.js", "plotly.min.js"),
        *("dash.js", "components.js", "dashboard.js", "presenter.js", "pictures.js"),
    }
    for one in files(text):
        assert client.get(one).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(path).headers["Cache-Control"] == "no-cache"


def test_a_documents_first_look_waits_for_nothing_else(client: FlaskClient) -> None:
    """Whatever else is fetched has to be unpacked and compiled, which would hold up the first paint."""
    asked = re.findall(
        r'<(?:script|link)[^>]* (?:src|href)="/files/[^/]+/([^"]+)"', document(client, "/in-province")
    )
    assert asked == ["icon.svg", "theme-first.js", "page.css", "first.js"]


def test_what_has_no_fingerprint_is_not_kept(client: FlaskClient) -> None:
    assert "immutable" not in client.get("/assets/built/first.js").headers.get("Cache-Control", "")


def test_a_repeated_visit_transfers_no_document(client: FlaskClient) -> None:
    first = client.get("/en/in-province?years=2012-2018", headers=BROTLI)
    again = client.get(
        "/en/in-province?years=2012-2018", headers={**BROTLI, "If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/en/in-province", headers={**BROTLI, "If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("path", [*TOPICS, "/nowhere"])
def test_every_encoding_says_the_same(client: FlaskClient, path: str) -> None:
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(client.get(path, headers={"Accept-Encoding": "gzip"}).data) == plain.data
    assert document(client, path).encode() == plain.data
    assert plain.headers["Vary"] == "Accept-Encoding"


def test_a_document_is_the_same_in_every_process(client: FlaskClient, settings: Settings) -> None:
    other: Flask = create_app(settings).server
    assert other.test_client().get("/").data == client.get("/").data


@pytest.mark.parametrize("path", ["/files/", "/files/0123/page.css", "/files/../app.py", "/files/x/y/z"])
def test_a_file_that_was_not_published_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_answer_is_remembered_and_the_same(callbacks: Callbacks) -> None:
    values = {"east-west-lang.data": "en", "east-west-year.data": ["2018"]}
    first, again = (callbacks.post("east-west-summary.children", values) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.get_json() == again.get_json()
    assert again.headers["Cache-Control"] == "no-store"
    other = callbacks.post("east-west-summary.children", values | {"east-west-year.data": ["2017"]})
    assert other.get_json() != first.get_json()


def test_a_refused_request_is_not_answered_from_memory(client: FlaskClient) -> None:
    for _ in range(2):
        assert client.post("/_dash-update-component", data=b"{}").status_code == 400


def test_memory_of_answers_is_bounded() -> None:
    kept = Kept[bytes, Packed](most=2)
    for name in (b"a", b"b", b"a", b"c"):
        kept.given(name, lambda: Packed.of(b"x", "text/plain"), lambda: True)
    assert kept.get(b"b") is None
    assert kept.get(b"a") is not None


def test_what_takes_long_to_compress_is_compressed_beforehand(root: Path) -> None:
    """Run tools/compress_assets.py where this fails."""
    assets = root / "assets"
    wanted = [
        (assets / "vendor/plotly.min.js").read_bytes(),
        *dash_scripts(dash.Dash(assets_folder=str(assets), assets_ignore=".*")),
    ]
    for content in wanted:
        assert brotli.decompress(prepared_path(assets / "compressed", content).read_bytes()) == content
    assert len(list((assets / "compressed").glob("*.br"))) == len(wanted)
