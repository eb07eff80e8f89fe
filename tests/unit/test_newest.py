"""What `make newest` tells of dependencies that have moved; what it installs is left to it."""

import pytest

from tests.conftest import ROOT
from tools import newest


def test_names_and_pins_are_those_declared() -> None:
    text = "# words\n-c requirements.txt\ndash[compress]==4.4.1\nmypy==2.4.1\n"
    assert newest.pins(text) == {"dash[compress]": "4.4.1", "mypy": "2.4.1"}


@pytest.mark.parametrize("name", newest.DECLARED)
def test_every_line_of_the_declared_is_read(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line[0] not in "#-"]
    assert len(newest.pins(text)) == len(lines) > 5


def test_only_what_moved_is_told() -> None:
    pinned = {"dash[compress]": "4.4.1", "XlsxWriter": "3.3.1", "mypy": "2.4.1"}
    installed = {"dash": "5.0", "xlsxwriter": "3.3.1"}
    assert newest.moved(pinned, installed) == ["dash[compress] 4.4.1 -> 5.0", "mypy 2.4.1 -> nothing"]


def test_it_ends_as_the_tests_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(newest, "install", lambda names: {name.split("[")[0]: "0" for name in names})
    monkeypatch.setattr(newest, "PYTHON", "false")
    assert newest.main() == 1
    assert "\nplotly " in capsys.readouterr().out
