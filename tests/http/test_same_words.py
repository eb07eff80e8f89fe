"""What an exhibit says is the same on its page, on its slide, in every file and in its picture."""

import re
from collections.abc import Callable, Mapping
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.figures.words import plain
from tests.http.conftest import Callbacks
from tests.http.test_pages import components, page_of, text, with_id
from tests.pages import exhibit

# An exhibit with its page: whole, a part of it, and nothing of it.
SHOWN: list[tuple[str, str, str, Mapping[str, Any]]] = [
    ("/in-province", "low-income-population", "", {}),
    ("/in-province", "low-income-population", "years=2018-2018", {"years": (2018, 2018)}),
    ("/in-province", "low-income-population", "years=2003-2003", {"years": (2003, 2003)}),
    ("/east-west", "delisting", "", {}),
    ("/east-west", "delisting", "province=520000", {"province": ("520000",)}),
    ("/east-west", "county-table", "class=", {"class": ()}),
    ("/cases", "case-themes", "side=east-west", {"side": ("east-west",)}),
]
every_state = pytest.mark.parametrize(("path", "key", "query", "choices"), SHOWN)
Answer = Callable[[str], bytes]


@pytest.fixture(scope="session")
def answer(client: FlaskClient) -> Answer:
    return lambda address: client.get(address).data


def on_page(callbacks: Callbacks, _answer: Answer, path: str, key: str, query: str) -> str:
    figure = with_id(page_of(callbacks, f"/en{path}", f"?{query}"), f"x-{key}")
    return text(figure)


def on_slide(callbacks: Callbacks, _answer: Answer, path: str, key: str, query: str) -> str:
    return text(page_of(callbacks, "/en/present", f"?page={path[1:]}&show={key}&{query}"))


def in_csv(_callbacks: Callbacks, answer: Answer, _path: str, key: str, query: str) -> str:
    return answer(f"/en/export/{key}.csv?{query}").decode("utf-8-sig").replace('""', '"')


def in_workbook(_callbacks: Callbacks, answer: Answer, path: str, key: str, query: str) -> str:
    book = openpyxl.load_workbook(BytesIO(answer(f"/en/export/data.xlsx?page={path[1:]}&show={key}&{query}")))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def in_snapshot(_callbacks: Callbacks, answer: Answer, path: str, key: str, query: str) -> str:
    page = answer(f"/en/export/snapshot.html?page={path[1:]}&show={key}&{query}").decode()
    return unescape(re.sub(r"<[^>]+>", "", page))


def in_deck(_callbacks: Callbacks, answer: Answer, path: str, key: str, query: str) -> str:
    with ZipFile(BytesIO(answer(f"/en/export/deck.pptx?page={path[1:]}&show={key}&{query}"))) as deck:
        slides = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        return "".join(unescape(re.sub(r"<[^>]+>", "", deck.read(name).decode())) for name in sorted(slides))


def in_picture(_callbacks: Callbacks, answer: Answer, _path: str, key: str, query: str) -> str:
    lines = re.findall(r"<text [^>]*>(.*?)</text>", answer(f"/en/export/{key}.svg?{query}").decode())
    return unescape(" ".join(re.sub(r"<[^>]+>", "", line) for line in lines))


PLACES = (on_page, on_slide, in_csv, in_workbook, in_snapshot, in_deck, in_picture)


@every_state
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_title_and_subtitle_are_the_same_everywhere(
    callbacks: Callbacks, answer: Answer, place: Any, path: str, key: str, query: str, choices: Any
) -> None:
    shown = exhibit(key).show(choices, "en")
    told = place(callbacks, answer, path, key, query).replace("\N{NO-BREAK SPACE}", " ")
    assert plain(shown.title) in told
    # Slides tell on one of all that filters empty.
    assert plain(shown.subtitle) in told or (place in (in_deck, on_slide) and shown.chart is None)
    if shown.chart is None:
        assert plain(shown.empty) in told


@every_state
def test_the_alternative_text_is_the_same_on_page_and_slide(
    callbacks: Callbacks, path: str, key: str, query: str, choices: Any
) -> None:
    shown = exhibit(key).show(choices, "en")
    if shown.chart is None or not shown.alt:
        return
    for tree in (
        with_id(page_of(callbacks, f"/en{path}", f"?{query}"), f"x-{key}"),
        page_of(callbacks, "/en/present", f"?page={path[1:]}&show={key}&{query}"),
    ):
        assert shown.alt in [one["props"].get("aria-label") for one in components(tree)]


def test_the_states_are_what_they_are_meant_to_be() -> None:
    shown = [exhibit(key).show(choices, "en") for _, key, _, choices in SHOWN]
    states = ["whole" if one.whole else "nothing" if one.chart is None else "part" for one in shown]
    assert states == ["whole", "part", "nothing", "whole", "part", "nothing", "part"]
