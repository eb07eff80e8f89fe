"""What the dashboard relies on in Dash and plotly is missed at the start, in a sentence, and pages are the same bytes
in every process."""

import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dash
import plotly.utils
import pytest
from dash.development.base_component import Component

from dashboard.app import create_app, create_server
from dashboard.dash_internals import (
    IN_COMPONENTS,
    IN_DASH,
    IN_PLOTLY,
    OF_COMPONENT,
    InternalsError,
    assert_known,
    dash_scripts,
    plotly_script,
    told_by_dash,
)
from dashboard.pages import frame
from dashboard.render.site import Site
from dashboard.settings import Settings
from tests.conftest import ROOT
from tests.pages import PAGES
from tests.unit.tree import components

PAGE = """
import hashlib
from dashboard.app import create_app
from dashboard.settings import Settings
client = create_app(Settings()).server.test_client()
print(*[hashlib.sha256(client.get(path).data).hexdigest() for path in ("/", "/en/east-west")])
"""


@pytest.fixture(scope="module")
def app() -> dash.Dash:
    return create_app(Settings())


def missed(name: str, ask: Callable[[], object]) -> None:
    with pytest.raises(
        InternalsError, match=rf"`{re.escape(name)}`.*requirements\.txt`, or read docs/dash\.md"
    ):
        ask()


def all_asked(app: dash.Dash) -> None:
    assert_known(app)
    dash_scripts(app)


def test_all_is_known(app: dash.Dash) -> None:
    all_asked(app)


@pytest.mark.parametrize("name", ["_callback_list", "callback_map", "registered_paths"])
def test_what_an_app_no_longer_has(app: dash.Dash, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delattr(app, name)
    missed(name, lambda: all_asked(app))


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (dash.Dash, "_config"),
        (dash.Dash, "_generate_scripts_html"),
        (dash.Dash, "index"),
        (dash.fingerprint, "check_fingerprint"),
        (plotly.utils, "PlotlyJSONEncoder"),
    ],
)
def test_what_dash_no_longer_has(
    app: dash.Dash, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    monkeypatch.delattr(owner, name)
    missed(name, lambda: all_asked(app))


def other_callbacks(app: dash.Dash) -> Iterator[tuple[str, Any]]:
    known = app.callback_map
    yield "callback_map", {}
    yield "callback_map", {output: {"inputs": one["inputs"]} for output, one in known.items()}
    yield "callback_map", {output: {**one, "state": [{"id": "x"}]} for output, one in known.items()}
    yield "registered_paths", []
    yield "_callback_list", [{key: one[key] for key in ("output", "inputs")} for one in app._callback_list]
    yield "_callback_list", [{**one, "output": "page"} for one in app._callback_list]


@pytest.mark.parametrize("at", range(6))
def test_what_an_app_holds_in_another_form(app: dash.Dash, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    name, other = list(other_callbacks(app))[at]
    monkeypatch.setattr(app, name, other)
    missed(name, lambda: all_asked(app))


def test_a_component_that_tells_less(app: dash.Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: Any = Component.to_plotly_json
    monkeypatch.setattr(Component, "to_plotly_json", lambda one: {**plain(one), "namespace": "html"})
    missed("to_plotly_json", lambda: all_asked(app))


@pytest.mark.parametrize("name", OF_COMPONENT)
def test_a_component_without_what_says_its_properties(
    app: dash.Dash, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    class Bare(dash.html.Div):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            setattr(self, name, None)

    monkeypatch.setattr(dash.html, "Div", Bare)
    missed(name, lambda: all_asked(app))


def test_components_of_pages_tell_what_dash_would(site: Site) -> None:
    """Ours is written for speed; the order is that of the attributes in a page."""
    shown = [one for page in PAGES for one in components(frame.body(page, site, "", "en"))]
    assert len({type(one) for one in shown}) > 20
    for one in shown:
        ours, theirs = one.to_plotly_json(), told_by_dash(one)  # type: ignore[no-untyped-call]
        assert ours == theirs
        assert list(ours["props"]) == list(theirs["props"])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"clasName": "x"}, "unexpected keyword argument: `clasName`"),
        ({"title": dash.html.P()}, "detected a Component for a prop other than `children`"),
        ({"id": 7}, "`id` prop must be a string or dict"),
        ({"id": {1: "x"}}, "dict id keys must be strings"),
    ],
)
def test_what_dash_refuses_is_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        dash.html.Div(**given)


def test_a_server_without_addresses_of_scripts(app: dash.Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.server.url_map, "iter_rules", lambda: iter(()))
    missed("fingerprinted_path", lambda: all_asked(app))


@pytest.mark.parametrize("name", [*IN_DASH, *IN_COMPONENTS])
def test_what_the_scripts_of_dash_no_longer_hold(
    app: dash.Dash, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    served = pkgutil.get_data
    monkeypatch.setattr(pkgutil, "get_data", lambda *of: (served(*of) or b"").replace(name.encode(), b"?"))
    missed(name, lambda: all_asked(app))


@pytest.mark.parametrize("name", IN_PLOTLY)
def test_what_the_script_of_plotly_no_longer_holds(tmp_path: Path, name: str) -> None:
    file = tmp_path / "plotly.min.js"
    file.write_bytes((ROOT / "assets/vendor/plotly.min.js").read_bytes().replace(name.encode(), b"?"))
    missed(name, lambda: plotly_script(file))


def test_a_server_ends_with_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(dash.Dash, "_config")
    with pytest.raises(SystemExit, match=r"^dashboard: Dash has no `_config` of the form"):
        create_server()


def test_pages_are_the_same_in_every_process() -> None:
    """Dash passes on keywords by way of a set, whose order is another in each process."""
    told = [
        subprocess.run(
            [sys.executable, "-c", PAGE],
            cwd=Path(ROOT),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert len(set(told)) == 1
