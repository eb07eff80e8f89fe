"""What is written from the code follows from it: keys from the models, rooms from the imports."""

import re

import pytest

from dashboard.exhibits.kinds import KINDS
from tests.conftest import ROOT
from tools import build_architecture
from tools.build_docs import FILE, PICTURES, examples, text

LARGEST_PICTURE = 60_000  # bytes


def test_the_description_is_that_of_the_models() -> None:
    assert FILE.read_text("utf-8") == text(), "make docs writes it anew"


def test_the_rooms_are_those_of_the_imports() -> None:
    assert build_architecture.PICTURE.read_text("utf-8") == build_architecture.svg(), (
        "make docs draws it anew"
    )
    page = build_architecture.FILE.read_text("utf-8")
    assert build_architecture.WRITTEN.search(page), "the table stands between two comments"
    assert page == build_architecture.page(), "make docs writes it anew"


def test_arrows_tell_every_import() -> None:
    rooms = {"top": {"middle", "low"}, "middle": {"low"}, "low": set[str](), "beside": {"low"}}
    assert build_architecture.arrows(rooms) == [("top", "middle"), ("middle", "low"), ("beside", "low")]
    assert build_architecture.floors(rooms) == {"top": 2, "middle": 1, "low": 0, "beside": 2}


def test_every_key_is_described() -> None:
    rows = [line.split(" | ") for line in text().splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert [row[0] for row in rows if not row[1].strip()] == []
    assert [row[0] for row in rows if len(row) == 4 and row[3] in ("anything |", "")] == []


@pytest.mark.parametrize("kind", examples())
def test_an_example_has_its_picture(kind: str) -> None:
    picture = ROOT / "docs" / PICTURES / f"{kind}.png"
    assert 0 < picture.stat().st_size < LARGEST_PICTURE, "tools/take_pictures.py takes them"


def test_every_kind_has_an_example() -> None:
    assert set(examples()) == set(KINDS)


def test_links_within_the_page_lead_somewhere() -> None:
    heads = re.findall(r"^#+ (.+)$", text(), re.MULTILINE)
    anchors = {head.lower().replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([^)]+)\)", text())) <= anchors
