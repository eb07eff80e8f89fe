"""Finding over HTTP: the page without scripts, and the fragment that the dialog shows."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.served import INVENTED, app_of


def test_the_page_stands_without_scripts(client: FlaskClient) -> None:
    answer = client.get("/en/search?q=tea")
    shown = answer.text.partition('<script id="_dash-config"')[0]
    assert answer.status_code == 200
    form = re.search("<form [^>]*search-form[^>]*>", shown)
    assert form
    assert all(one in form[0] for one in ('action="/en/search"', 'method="get"'))
    assert re.search('<input [^>]*name="q"[^>]*>', shown)
    assert 'value="tea"' in shown
    assert "Tea seedlings from Anji" in shown
    assert "<title>tea · Find · " in shown


@pytest.mark.parametrize("asked", ["%25", "%B2%E8", "a%00b", "a" * 3000])
def test_what_cannot_be_read_is_a_sentence(client: FlaskClient, asked: str) -> None:
    page = client.get(f"/en/search?q={asked}")
    assert page.status_code == 400
    assert "What to find" in page.text
    fragment = client.get(f"/en/search/found?q={asked}")
    assert fragment.status_code == 200  # a reader is still writing it
    assert fragment.text.startswith('<p role="status">What to find')


def test_what_is_asked_is_no_markup(client: FlaskClient) -> None:
    told = client.get("/en/search/found?q=<script>zzzz</script>").text
    assert "&lt;script&gt;" in told
    assert "<script" not in told


def test_a_fragment_has_its_language(client: FlaskClient) -> None:
    assert "丽水市" in client.get("/search/found?q=lishui").text
    assert "Lishui City" in client.get("/en/search/found?q=麗水").text
    assert client.get("/search/found").text == ""


def test_a_province_in_chinese_alone_is_found_in() -> None:
    app = app_of(INVENTED)
    client = app.server.test_client()
    first = str(app.site.package.areas["name_zh"].iloc[-1])
    assert client.get(f"/search?q={first}").status_code == 200
    assert first in client.get(f"/search/found?q={first}").text
    assert client.get("/en/search").status_code == 404


def test_a_folder_of_tables_alone_is_found_in(tmp_path: Path, root: Path) -> None:
    for table in (root / "data").glob("*.csv"):
        (tmp_path / table.name).write_bytes(table.read_bytes())
    client = app_of(tmp_path).server.test_client()
    assert "丽水市" in client.get("/search/found?q=lishui").text
