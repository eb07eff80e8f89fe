"""One exhibit that fails while the dashboard serves costs its own place; in checks and tests nothing is caught."""

import json
import logging
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pptx import Presentation

import dashboard.deck.deck as deck
from dashboard.access_log import JsonLines
from dashboard.app import create_app, create_server
from dashboard.catalogue import LANGS, Lang, say
from dashboard.deck.plot import draw_plot
from dashboard.exhibits.kinds.bars import Bars, Compared
from dashboard.pages.exhibiting import exhibiting
from dashboard.render import plotly
from dashboard.settings import Settings
from dashboard.wiring import DashboardApp
from tests.http.conftest import Callbacks

PAGE, KEY, FILTER = "in-province", "income-2018", "in-province-grade"
Line = dict[str, Any]


class BrokenExhibitError(Exception):
    """What no kind raises."""


def broken(*_arguments: Any, **_named: Any) -> Any:
    raise BrokenExhibitError("nobody thought of this")


def of_our_kind(plot: Any) -> bool:
    """Whether it is the plot of the exhibit that is to fail."""
    return "low-income-income-2018" in repr(plot) and "rural-income-2018" in repr(plot)


def failing_for_ours(draw: Callable[..., Any]) -> Callable[..., Any]:
    def drawn(*arguments: Any, **named: Any) -> Any:
        return broken() if of_our_kind((arguments, named)) else draw(*arguments, **named)

    return drawn


def break_kind(patch: pytest.MonkeyPatch, part: str) -> None:
    patch.setattr(Bars if part == "select" else Compared, part, broken)


@pytest.fixture(params=["select", "draw", "table"])
def kind_fails(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    break_kind(monkeypatch, request.param)


@pytest.fixture
def app() -> DashboardApp:
    return create_app(Settings(net=True))


@pytest.fixture
def client(app: DashboardApp) -> FlaskClient:
    server: Flask = app.server
    return server.test_client()


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    """What is logged of failures, as it is written."""
    written: list[Line] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(JsonLines().format(record)))

    keeper, logger = Keeper(), logging.getLogger("dashboard.faults")
    logger.addHandler(keeper)
    yield written
    logger.removeHandler(keeper)


def told(text: str, lang: Lang = "zh") -> set[str]:
    """The numbers in the sentences that an exhibit failed."""
    head, tail = say("exhibit.failed", lang).split("{number}")
    return {part.partition(tail)[0] for part in text.split(head)[1:]}


def logged(lines: list[Line]) -> set[str]:
    """The ids under which all that failed is logged, each time with its traceback."""
    assert lines
    assert all("BrokenExhibitError: nobody thought of this" in line["traceback"] for line in lines)
    return {line["request"] for line in lines}


@pytest.mark.usefixtures("kind_fails")
@pytest.mark.parametrize("lang", LANGS)
def test_the_rest_of_the_page_is_whole(
    app: DashboardApp, client: FlaskClient, lines: list[Line], lang: Lang
) -> None:
    lines.clear()  # of what failed at the start
    answer = client.get(app.site.href(f"/{PAGE}", lang))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert told(text, lang) == logged(lines)
    assert {line["exhibit"] for line in lines} == {KEY}
    (page,) = (page for page in exhibiting(app.site) if page.key == PAGE)
    figures = text.partition('<script id="_dash-config"')[0].split("<figure")[1:]
    assert len(figures) == len(page.exhibits)
    assert [one for one in figures if told(one, lang)] == [one for one in figures if f'id="x-{KEY}"' in one]


@pytest.mark.usefixtures("kind_fails")
def test_a_filter_still_narrows_the_rest(client: FlaskClient, lines: list[Line]) -> None:
    callbacks = Callbacks(client)
    values = {f"{FILTER}.data": ["A"], f"{PAGE}-lang.data": "zh"}
    answers = [callbacks.post(f"{PAGE}-summary.children", values) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    first, second = (told(json.dumps(one.get_json(), ensure_ascii=False)) for one in answers)
    assert first
    assert second
    # An answer with a failure in it is not kept for the next who asks.
    assert not first & second
    assert first | second <= logged([line for line in lines if "request" in line])


@pytest.mark.usefixtures("kind_fails")
def test_a_page_with_a_failure_is_not_kept(client: FlaskClient) -> None:
    first, second = (told(client.get(f"/{PAGE}").get_data(as_text=True)) for _ in range(2))
    assert first
    assert not first & second


@pytest.mark.usefixtures("kind_fails")
def test_slides_and_files_are_made(client: FlaskClient) -> None:
    slides = client.get(f"/present?page={PAGE}")
    assert slides.status_code == 200
    assert told(slides.get_data(as_text=True))
    view = f"page={PAGE}&show=income-series,{KEY},relocation"
    assert told(said_in_deck(client.get(f"/export/deck.pptx?{view}").get_data()))
    assert told(said_in_book(client.get(f"/export/data.xlsx?{view}").get_data()))
    assert told(client.get(f"/export/snapshot.html?{view}").get_data(as_text=True))
    table = client.get(f"/export/{KEY}.csv")
    assert table.status_code == 200
    assert told(table.get_data(as_text=True))


def said_in_deck(content: bytes) -> str:
    slides = Presentation(BytesIO(content)).slides
    assert len(slides) >= 4  # a cover, and one for each of three exhibits at least
    shapes = (shape for slide in slides for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(shape.text_frame.text for shape in shapes)


def said_in_book(content: bytes) -> str:
    book = load_workbook(BytesIO(content), read_only=True)
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


@pytest.mark.usefixtures("kind_fails")
def test_proofs_and_sources_are_answered(client: FlaskClient) -> None:
    request = {"kind": "fact", "id": "low-income-income-2018", "lang": "zh"}
    proof = Callbacks(client).post("proof-body.children", {"proof-request.data": request})
    assert proof.status_code == 200
    assert client.get("/sources").status_code == 200


def test_what_fails_in_drawing_a_page_costs_its_place(
    client: FlaskClient, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plotly, "figure", failing_for_ours(plotly.figure))
    answer = client.get(f"/{PAGE}")
    assert answer.status_code == 200
    assert told(answer.get_data(as_text=True)) == logged(lines)
    assert client.get(f"/present?page={PAGE}").status_code == 200
    assert client.get(f"/export/snapshot.html?page={PAGE}").status_code == 200


def test_what_fails_in_drawing_a_deck_costs_its_slide(
    client: FlaskClient, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deck, "draw_plot", failing_for_ours(draw_plot))
    answer = client.get(f"/export/deck.pptx?page={PAGE}&show=income-series,{KEY},relocation")
    assert answer.status_code == 200
    assert told(said_in_deck(answer.get_data())) == logged(lines)


@pytest.mark.parametrize("part", ["draw", "table"])
def test_without_a_net_nothing_is_caught(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    break_kind(monkeypatch, part)
    server: Flask = create_app(Settings()).server
    server.testing = True
    with pytest.raises(BrokenExhibitError):
        server.test_client().get(f"/{PAGE}")


def test_a_server_has_a_net(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Settings] = []

    def noted(settings: Settings) -> DashboardApp:
        made.append(settings)
        return create_app(settings)

    monkeypatch.setattr("dashboard.app.create_app", noted)
    create_server()
    assert [one.net for one in made] == [True]
