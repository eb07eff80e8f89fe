"""A case is presented and taken away as any page is."""

from io import BytesIO

import pytest
from docx import Document
from flask.testing import FlaskClient
from pptx import Presentation

FILES = ("briefing.docx", "deck.pptx", "data.xlsx", "snapshot.html", "facts.json")
CASE = "page=case-pingshan-textile"


@pytest.mark.parametrize("name", FILES)
def test_a_case_has_the_files_of_a_page(client: FlaskClient, name: str) -> None:
    assert client.get(f"/en/export/{name}?{CASE}").status_code == 200


@pytest.mark.parametrize("key", ["case-nothing", "case-", "case-pingshan-textile-card"])
def test_what_is_no_case_is_not_found(client: FlaskClient, key: str) -> None:
    answer = client.get(f"/export/briefing.docx?page={key}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


def test_its_page_offers_them_and_its_slides(client: FlaskClient) -> None:
    page = client.get("/en/cases/pingshan-textile").text
    assert f"/en/export/briefing.docx?{CASE}" in page
    assert f"/en/present?{CASE}" in page


def test_its_slides_are_its_card_and_what_became_of_it(client: FlaskClient) -> None:
    slides = Presentation(BytesIO(client.get(f"/en/export/deck.pptx?{CASE}").data)).slides
    titles = [slide.shapes.title.text_frame.text for slide in slides if slide.shapes.title]
    title = "Zhejiang–Sichuan textile park in Pingshan County"
    assert titles[:2] == [title, title]
    assert len(titles) > 2
    assert all(one.startswith(f"{title}: what other sources say") for one in titles[2:])
    shown = client.get(f"/en/present?{CASE}").text
    # The table is an appendix, off at first.
    assert 'data-known="{&quot;case-pingshan-textile-card&quot;:' in shown
    assert 'data-key="case-pingshan-textile-after"' in shown


def test_no_other_case_is_on_them(client: FlaskClient) -> None:
    facts = client.get(f"/en/export/facts.json?{CASE}").get_json()
    assert facts["facts"]
    assert {one.get("case") for one in facts["facts"]} <= {"pingshan-textile", None}


def test_its_briefing_tells_what_its_source_leaves_open(client: FlaskClient) -> None:
    file = Document(BytesIO(client.get(f"/export/briefing.docx?{CASE}").data))
    texts = [one.text for one in file.paragraphs]
    assert texts[0] == "关于屏山县浙川纺织园的简报"
    assert any(text.startswith("来源没有说明的：") for text in texts)
    assert any(text.startswith("屏山县浙川纺织园规划占地约4500亩") for text in texts)
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    assert any(cell.startswith("2017年初嘉兴市海盐县与屏山县结对") for cell in cells)
