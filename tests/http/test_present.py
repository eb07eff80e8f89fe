"""The addresses of presentations: what is answered, and with which status."""

import pytest
from flask.testing import FlaskClient

from dashboard.figures import words


@pytest.mark.parametrize("path", ["/present", "/en/present", "/present?page=cases&auto=15&mode=dark#3"])
def test_a_presentation_is_a_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "data-present" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("page=nowhere", 404, "nowhere"),
        ("show=nothing", 404, "nothing"),
        ("page=east-west&province=atlantis", 400, "atlantis"),
        ("auto=1", 400, "auto=1"),
        ("auto=soon", 400, "soon"),
        ("mode=pink", 400, "pink"),
        ("%ff=%fe", 400, "\N{REPLACEMENT CHARACTER}"),
    ],
)
@pytest.mark.parametrize("start", ["/present", "/en/present"])
def test_what_is_unknown_is_told_with_a_way_out(
    client: FlaskClient, start: str, query: str, status: int, word: str
) -> None:
    answer = client.get(f"{start}?{query}")
    assert answer.status_code == status
    assert word in answer.text
    assert words.say("view.way-out", "en" if "en" in start.split("/") else "zh") in answer.text
    assert "data-present" not in answer.text


def test_every_page_with_exhibits_leads_to_its_slides(client: FlaskClient) -> None:
    for page in ("overview", "in-province", "east-west", "cases"):
        path = "/" if page == "overview" else f"/{page}"
        assert f'href="/present?page={page}"' in client.get(path).text
    assert 'href="/present?' not in client.get("/sources").text
