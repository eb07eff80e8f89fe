"""Pages of places and their files, asked for by address."""

import pytest
from flask.testing import FlaskClient

from tests.http.conftest import Callbacks

FILES = ("briefing.docx", "deck.pptx", "data.xlsx", "snapshot.html", "facts.json")


@pytest.mark.parametrize("path", ["/places/520000", "/en/places/522629", "/places/330200/"])
def test_a_place_has_a_page(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/places/", "/places/330000", "/places/999999", "/en/places/guizhou"])
def test_what_is_no_place_with_a_page_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_a_place_is_presented_and_taken_away_like_any_page(client: FlaskClient, name: str) -> None:
    assert client.get(f"/en/export/{name}?page=place-522629").status_code == 200
    assert client.get(f"/en/export/{name}?page=place-999999").status_code == 404


def test_slides_of_a_place_offer_its_own_exhibits(client: FlaskClient) -> None:
    slides = client.get("/en/present?page=place-522629").get_data(as_text=True)
    assert "Jianhe County: Paired counties" in slides
    assert 'data-known="{&quot;place-522629-' in slides


def test_an_exhibit_of_a_place_is_taken_away_as_a_table(client: FlaskClient) -> None:
    answer = client.get("/en/export/place-522629-members-paired-counties.csv")
    assert "Jianhe" in answer.get_data(as_text=True)
    assert client.get("/export/place-522629-nothing.csv").status_code == 404


@pytest.mark.parametrize(("kind", "ref"), [("county", "522629"), ("fact", "paired-guizhou")])
def test_a_proof_leads_to_the_place(callbacks: Callbacks, kind: str, ref: str) -> None:
    asked = {"proof-request.data": {"kind": kind, "id": ref, "lang": "en"}}
    told = str(callbacks.post("proof-body.children", asked).get_json())
    assert f"/places/{'522629' if kind == 'county' else '520000'}" in told
