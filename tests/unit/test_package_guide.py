"""docs/package.md leads to a package: its files and commands, taken from it in their order, do what it says they do."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.conftest import ROOT
from tests.served import app_of, unserved

GUIDE = ROOT / "docs" / "package.md"
# A file's name stands first in the paragraph before its block.
BLOCK = re.compile(
    r"^(?:`([\w./-]+)`(, at its end)?.*\n(?:.+\n)*\n)?```(\w+)\n((?:(?!```).*\n)*)```$", re.MULTILINE
)
FOLDER = "../yunling"
COMMAND = ".venv/bin/python -m dashboard "


@dataclass
class Reader:
    """Somebody who does what the guide says, in a folder of their own."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    answer: str = ""
    served: list[str] = field(default_factory=list)

    def follow(self, guide: str) -> Iterator[tuple[str, str]]:
        """What the guide says that commands answer, and what they do."""
        for name, at_its_end, language, text in BLOCK.findall(guide):
            match language:
                case "text":
                    yield text, self.answer
                case "sh":
                    self.answer = "".join(map(self.run, text.splitlines()))
                case _:
                    with (self.folder / name).open("a" if at_its_end else "w", encoding="utf-8") as file:
                        file.write(text)

    def run(self, line: str) -> str:
        if "make run" in line:
            assert unserved(app_of(self.folder)) == []
            self.served.append(line)
            return ""
        here = line.replace(FOLDER, str(self.folder))
        if here.startswith(COMMAND):
            main(here.removeprefix(COMMAND).split())
            return without_version(self.capsys.readouterr().out.replace(str(self.folder), FOLDER))
        subprocess.run(here, shell=True, check=True)
        return ""


def without_version(told: str) -> str:
    """Without what each run and each package has of its own: the version, and what drawing took."""
    told = re.sub(r"seconds of a processor: .*", "seconds of a processor: …", told)
    return re.sub(r"version [0-9a-f]{12}", "version …", told)


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    return Reader(tmp_path / "yunling", capsys)


def test_the_guide_leads_to_a_package(reader: Reader) -> None:
    for said, told in reader.follow(GUIDE.read_text("utf-8")):
        assert without_version(said) == told
    assert len(reader.served) == 1
    assert unserved(app_of(reader.folder)) == []
    assert main(["check", str(reader.folder)]) == 0
    assert reader.capsys.readouterr().out.splitlines()[-1].startswith("The data package is sound")
