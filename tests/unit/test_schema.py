"""The schemas of the repository are those of the models, and the TOML files that name them follow them."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dashboard.__main__ import main
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.schema import FOLDER, HEAD, dump, schemas
from tests.conftest import ROOT

PACKAGES = (ROOT / "data", ROOT / "tests" / "invented" / "package")
FILES = sorted(
    path for package in PACKAGES for path in (package / "site.toml", *package.glob("story/*.toml"))
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def named_schema(path: Path) -> Any:
    """The schema that a TOML file names in its first line, as an editor finds it."""
    first = path.read_text("utf-8").partition("\n")[0]
    return json.loads((path.parent / first.removeprefix("#:schema ")).read_text("utf-8"))


def faults(path: Path, declared: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(named_schema(path)).iter_errors(declared)]


@pytest.mark.parametrize("name", schemas())
def test_schemas_are_those_of_the_models(name: str) -> None:
    written = (ROOT / "data" / FOLDER / name).read_text("utf-8")
    assert written == dump(schemas()[name]), "python -m dashboard schema writes them anew"
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_our_files_follow_the_schema_they_name(path: Path) -> None:
    assert faults(path, tomllib.loads(path.read_text("utf-8"))) == []


def test_each_kind_has_its_own_keys() -> None:
    path = ROOT / "data" / "story" / "overview.toml"
    page = {"path": "/", "name": {"en": "Page"}, "title": {"en": "Page"}}
    exhibit = {"key": "one", "kind": "span", "name": {"en": "One"}, "facts": ["people"]}
    assert faults(path, page | {"exhibit": [exhibit]}) == []
    assert faults(path, page | {"exhibit": [exhibit | {"lanes": []}]}) != []
    assert faults(path, page | {"exhibit": [exhibit | {"kind": "pie"}]}) != []


def test_every_kind_has_a_schema() -> None:
    told = schemas()["page.schema.json"]["properties"]["exhibit"]["items"]["discriminator"]["mapping"]
    assert set(told) == set(KINDS)


def test_a_package_gets_schemas_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [f"first line of {key}: {HEAD[key]}" for key in HEAD]
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == set(schemas())


def test_no_schemas_without_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path / "none")]) == 1
    assert "cannot be written" in capsys.readouterr().out
