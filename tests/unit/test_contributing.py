"""What CONTRIBUTING.md tells a newcomer to write works as it stands there."""

import re
import tomllib
from typing import Any

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.marks import Bar, Plot
from dashboard.figures.words import LANGS, Ref
from dashboard.package.load import Package
from tests.conftest import ROOT

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def block(language: str) -> str:
    """The one block of code in a language, without the indent of a list."""
    (found,) = re.findall(rf"^ *```{language}\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE)
    return re.sub(r"^   (?=\S)", "", found, flags=re.MULTILINE) if language == "toml" else str(found)


def test_the_new_exhibit_is_one(package: Package) -> None:
    (declared,) = tomllib.loads(block("toml"))["exhibit"]
    kind = KINDS[declared["kind"]]
    exhibit = Exhibit(package=package, declared=kind.model_validate(declared), filters=(), side="")
    assert all(exhibit.show({}, lang).chart is not None for lang in LANGS)


def test_the_new_kind_is_one(package: Package) -> None:
    made: dict[str, Any] = {"__name__": "standing"}
    exec(compile(block("python"), "CONTRIBUTING.md", "exec"), made)
    facts = list(package.facts.dropna(subset=["value"])["fact_id"][:3])
    declared = {"key": "bars", "kind": "standing", "facts": facts, "name": {"en": "Bars"}}
    kind = made["Standing"]
    exhibit = Exhibit(package=package, declared=kind.model_validate(declared), filters=(), side="")
    shown = exhibit.show({}, "en")
    assert isinstance(shown.chart, Plot)
    bars = [mark.of.ref for mark in shown.chart.marks() if isinstance(mark, Bar)]
    assert bars == [Ref("fact", one) for one in facts]
