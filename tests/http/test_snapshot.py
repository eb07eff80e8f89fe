"""The address of the file to take away."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("path", "lang"), [("/export/snapshot.html", "zh"), ("/en/export/snapshot.html", "en")]
)
def test_it_is_a_file_to_save(client: FlaskClient, path: str, lang: str) -> None:
    answer = client.get(f"{path}?page=east-west&show=delisting&year=2018")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith(
        f'attachment; filename="zhejiang-snapshot-east-west-delisting-year-2018-{lang}-'
    )
    assert disposition.endswith('.html"')
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in answer.text
    assert 'href="http://localhost/' in answer.text


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=nowhere", 404), ("show=nothing", 404), ("page=east-west&year=1812", 400), ("x=1", 400)],
)
def test_what_cannot_be_given_is_refused_with_a_sentence(
    client: FlaskClient, query: str, status: int
) -> None:
    answer = client.get(f"/en/export/snapshot.html?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert answer.text.count("\n") == 1


def test_a_page_does_not_load_what_stands_in_for_dash(client: FlaskClient) -> None:
    assert "snapshot/" not in client.get("/").text
