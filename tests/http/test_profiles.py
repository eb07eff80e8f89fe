"""What a map asks for when an area on it is chosen."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(("prefix", "name"), [("", "剑河县"), ("/en", "Jianhe County")])
def test_a_profile_comes_by_itself_in_either_language(client: FlaskClient, prefix: str, name: str) -> None:
    answer = client.get(f"{prefix}/profile/522629")
    assert answer.status_code == 200
    assert name in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("area_id", ["330000", "nowhere", "%3Cb%3E", "522629/more"])
def test_what_has_none_is_not_found(client: FlaskClient, area_id: str) -> None:
    assert client.get(f"/profile/{area_id}").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_list_beside_a_map_is_links_without_scripts(client: FlaskClient, prefix: str) -> None:
    page = client.get(f"{prefix}/east-west?province=520000").text
    listed = page.partition('class="map-list"')[2].partition("</nav>")[0]
    assert listed.count("<li ") == listed.count(f'href="{prefix}/places/52') == 24
