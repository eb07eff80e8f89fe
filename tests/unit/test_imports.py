"""Imports point one way along the rooms, pure rooms stay pure, and functions stay short."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from dashboard.exhibits.kinds import KINDS as LISTED
from tests.conftest import ROOT
from tools.rooms import (
    HOME,
    LEAVES,
    LINE,
    MODULES,
    PURE,
    allowed,
    imported,
    parsed,
    room_of,
    rooms_imported,
)

LONGEST_FUNCTION, LONGEST_FILE = 40, 400

RENDERERS = (
    HOME / "render/plotly.py",
    HOME / "render/plotly_map.py",
    HOME / "render/plotly_traces.py",
)  # nor do these files of a room that does
KINDS = sorted((HOME / "exhibits/kinds").glob("[a-z]*.py"))
WEB = ("dash", "dash_bootstrap_components", "flask", "werkzeug")

FOLDERS = ("dashboard", "tools", "bench", "tests")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_every_room_has_its_place() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms - {"__init__", *LINE, *LEAVES} == set(), "give a new room its place in LINE"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    beyond = rooms_imported(path) - allowed(room_of(path))
    assert not beyond, f"{name_of(path)} may not import {beyond}"


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) in PURE], ids=name_of)
def test_pure_rooms_do_not_know_the_web(path: Path) -> None:
    assert web_names(path) == []


@pytest.mark.parametrize("path", RENDERERS, ids=name_of)
def test_a_renderer_of_marks_does_not_know_the_web(path: Path) -> None:
    assert web_names(path) == []
    known = {f"dashboard.render.{one.stem}" for one in RENDERERS}
    others = {name for name in imported(path) if name.startswith("dashboard.")} - known
    assert {name.split(".")[1] for name in others} <= set(PURE)


def web_names(path: Path) -> list[str]:
    return [name for name in imported(path) if name.split(".")[0] in WEB]


@pytest.mark.parametrize("path", KINDS, ids=name_of)
def test_a_kind_imports_no_other_kind(path: Path) -> None:
    """What kinds share stands beside them; only the list of kinds knows them all."""
    assert [name for name in imported(path) if name.startswith("dashboard.exhibits.kinds")] == []


def test_what_kinds_share_knows_no_kind() -> None:
    shared = {name for path in KINDS for name in imported(path) if name.startswith("dashboard.exhibits.")}
    files = [HOME.parent / f"{name.replace('.', '/')}.py" for name in shared]
    found = [name for path in files for name in imported(path)]
    assert [name for name in found if name.startswith("dashboard.exhibits.kinds")] == []


def test_every_kind_is_listed() -> None:
    assert {path.stem for path in KINDS} == set(LISTED)
    assert all(get_args(kind.model_fields["kind"].annotation) == (name,) for name, kind in LISTED.items())


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) != "settings"], ids=name_of)
def test_only_settings_look_into_the_environment(path: Path) -> None:
    """Another room may hand the environment to `Settings.from_env`, and do nothing else with it."""
    tree = parsed(path)
    calls = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    handed = calls.count("Settings.from_env(os.environ)")
    read = [node for node in ast.walk(tree) if names_environment(node)]
    assert len(read) == handed


def names_environment(node: ast.AST) -> bool:
    named = node.attr if isinstance(node, ast.Attribute) else node.name if isinstance(node, ast.alias) else ""
    return named in {"environ", "environb", "getenv"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_functions_are_short(path: Path) -> None:
    """A function over the limit says why, in a comment that begins `# long because`."""
    lines = path.read_text("utf-8").splitlines()
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]
    bodies = [lines[function.lineno - 1 : function.end_lineno] for function in functions]
    unexcused = [body for body in bodies if not any("# long because" in line for line in body)]
    assert [body[0] for body in unexcused if len(body) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_no_drawer_for_odds_and_ends() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in {"util", "utils", "helpers", "misc"}] == []


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) != "__main__"], ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    assert [call.lineno for call in calls if ast.unparse(call.func) == "print"] == []
