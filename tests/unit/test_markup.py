"""Components as HTML, and the part of Bootstrap that pages need."""

from pathlib import Path

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.figures.words import Amount
from dashboard.render.html import amount_parts, attributes, dated
from dashboard.render.markup import to_html
from tools.trim_bootstrap import trimmed


@pytest.mark.parametrize(
    ("component", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        (html.P(["1", None, html.Br()], className="x"), '<p class="x">1<br></p>'),
        (html.Div(hidden=True, tabIndex=-1), '<div hidden tabindex="-1"></div>'),
        (html.P(title='"><script>'), '<p title="&quot;&gt;&lt;script&gt;"></p>'),
        (
            html.Div(id={"role": "graph", "key": "k"}),
            '<div id="{&quot;key&quot;:&quot;k&quot;,&quot;role&quot;:&quot;graph&quot;}"></div>',
        ),
        (
            html.Div(style={"--height": "3px", "marginTop": "1px"}),
            '<div style="--height:3px;margin-top:1px"></div>',
        ),
        (html.P(**attributes({"data-fact": "f"})), '<p data-fact="f"></p>'),
        (dcc.Link("x", href="/y"), '<a href="/y">x</a>'),
        ([dcc.Store(id="s", data={}), dcc.Location(id="url")], ""),
        (html.Option("A", value="a", selected=True), '<option selected value="a">A</option>'),
        (dbc.Label("x", html_for="y"), '<label for="y" class="form-label">x</label>'),
        (dbc.Input(id="s", value="b"), '<input id="s" class="form-control" value="b">'),
    ],
)
def test_html(component: object, expected: str) -> None:
    assert to_html(component) == expected


@pytest.mark.parametrize(
    ("component", "name"),
    [
        (dcc.Markdown("x"), "dash_core_components.Markdown"),
        (dbc.Button("x"), "dash_bootstrap_components.Button"),
        (dcc.Input(id="x"), "dash_core_components.Input"),
    ],
)
def test_a_component_that_is_not_known_is_not_guessed(component: Component, name: str) -> None:
    with pytest.raises(TypeError, match=f"^{name} has no HTML yet"):
        to_html(html.Div(component))


def test_the_trimmed_stylesheet_is_what_the_tool_makes(root: Path) -> None:
    vendor = root / "assets/vendor"
    made = trimmed((vendor / "bootstrap.min.css").read_text("utf-8"))
    assert (vendor / "bootstrap.trimmed.css").read_text("utf-8") == made


def test_trimming_keeps_licence_and_rules_in_use() -> None:
    used = "p{margin:var(--bs-a)}@media (x){.form-select{top:0}}"
    unused = ".btn{color:red}@media (y){.btn{top:0}}"
    kept = trimmed(f"/*! MIT */:root{{--bs-a:1;--bs-b:2}}{unused}{used}")
    assert kept.startswith("/*! MIT */")
    assert used in kept
    assert "btn" not in kept
    assert "--bs-b" not in kept
    with pytest.raises(ValueError, match="licence"):
        trimmed("p{}")


@pytest.mark.parametrize(("unit", "names"), [("%", "number joined"), (" people", "number")])
def test_a_number_and_its_sign_of_per_cent_have_no_gap(unit: str, names: str) -> None:
    _, number, _ = amount_parts(Amount("", "13", unit))
    assert number.className == names


def test_no_line_of_a_cell_ends_within_a_date_or_before_a_point() -> None:
    assert to_html(dated("Xinhua · 2019-07-06 · C")) == (
        'Xinhua\N{NO-BREAK SPACE}· <span class="unbroken">2019-07-06</span>\N{NO-BREAK SPACE}· C'
    )
    assert to_html(dated("2019-07")) == '<span class="unbroken">2019-07</span>'
    assert dated("2019") == "2019"
