"""All that the server knows of the inside of Dash and plotly: names that their next releases need not keep.

Each is asked for here and nowhere else (`assets/src/dash` is the same for the browser), all of them at the start: those
in scripts when a script is read, the others by `assert_known`. docs/dash.md says what each is for, and what to do when
it changes.
"""

import json
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import dash
import flask
from dash import html
from dash.development.base_component import Component
from pydantic import BaseModel, ValidationError

CALLBACKS = "_dash-update-component"
RELOADING = "_reload-hash"  # for development; it lists what is installed
ENTRY, SETTINGS = "react-entry-point", "_dash-config"  # ids of elements that Dash looks for
HTML, DCC, DBC = (
    "dash_html_components",
    "dash_core_components",
    "dash_bootstrap_components",
)  # as components name them

SUITE = re.compile(r"_dash-component-suites/([^/]+)/(.+?)(?:\?|$)")
COMPONENTS = re.compile(r"/(dash_bootstrap_components|dcc|html)/")
UNUSED = re.compile(r"/(dash_table|polyfill@)")  # old browsers, and tables of another make
OF_SUITE = {"package_name", "fingerprinted_path"}
OF_COMPONENT = ("_prop_names", "_valid_wildcard_attributes", "_base_nodes")

# What assets/src/dash and our styles call by name, where it is served.
IN_DASH = (
    "DashRenderer",
    *("dash_clientside", "set_props", "no_update", "callback_context", "outputs_list"),
    *("_dash-layout", "_dash-dependencies", CALLBACKS, "changedPropIds", ENTRY, SETTINGS),
    *(".React=", ".createElement="),
)
IN_COMPONENTS = ("_dashprivate_pushstate",)
IN_PLOTLY = (".react=", ".purge=", ".toImage=", "plotly_click", "js-plotly-plot")


class InternalsError(RuntimeError):
    """A name that the dashboard relies on is not there, or no longer in the form that it relies on."""

    def __init__(self, name: str, of: str) -> None:
        super().__init__(
            f"{of} has no `{name}` of the form that the dashboard relies on. Bring the versions it was made with "
            "by `pip install -r requirements.txt`, or read docs/dash.md."
        )


def assert_known(app: dash.Dash) -> None:
    """Raises InternalsError for the first name that an app with its callbacks does not have."""
    _known(app, "registered_paths", dict)
    settings(app)
    _known(dash.Dash, "index", Callable)
    if not any(rule.arguments >= OF_SUITE for rule in app.server.url_map.iter_rules()):
        raise InternalsError("fingerprinted_path", "a rule of the server")
    _assert_declared(app)
    shown: dict[str, Any] = {"children": "x", "id": "y", "data-a": "a"}
    trial = html.Div(**shown)
    for name in OF_COMPONENT:
        _known(trial, name, list)
    ours, theirs = trial.to_plotly_json(), told_by_dash(trial)  # type: ignore[no-untyped-call]
    if ours != theirs or described(trial) != (HTML, "Div", shown) or as_json(trial) != as_json(ours):
        raise InternalsError("to_plotly_json", "a component of Dash")


def _assert_declared(app: dash.Dash) -> None:
    """Each callback is declared twice, for the browser and for the server, and `outputs_of` reads its name."""
    known = _known(app, "callback_map", dict)
    for one in callbacks(app):
        named = outputs_of(one.get("output", ""))
        if not {"inputs", "state"} <= one.keys() or not all("." in name for name in named):
            raise InternalsError("_callback_list", "Dash")
        declared = known.get(one["output"], {})
        parts = [part for name in ("inputs", "state") for part in declared.get(name, [{}])]
        if not all({"id", "property"} <= part.keys() for part in parts):
            raise InternalsError("callback_map", "Dash")


def _known(owner: object, name: str, form: Any) -> Any:
    found = getattr(owner, name, None)
    if not isinstance(found, form):
        raise InternalsError(name, "Dash")
    return found


def _imported(module: str, name: str) -> Any:
    """Asked for when it is used, so that its absence is told in a sentence."""
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):
        raise InternalsError(name, module) from None


# What a page is made of -----------------------------------------------------------------------------------------


def dash_scripts(app: dash.Dash) -> tuple[bytes, bytes]:
    """Dash itself, and its components, in the order in which Dash would load them; in two scripts, since a page answers
    to nothing while it takes one in. Raises InternalsError where they lack a name that assets/src/dash calls."""
    itself: list[bytes] = []
    components: list[bytes] = []
    for address in re.findall(r'<script src="([^"]+)"', _known(app, "_generate_scripts_html", Callable)()):
        found = SUITE.search(address)
        if found and not UNUSED.search(address):
            script = pkgutil.get_data(found[1], _without_fingerprint(found[2])) or b""
            (components if COMPONENTS.search(address) else itself).append(script)
    return (
        _holding(IN_DASH, _joined(itself), "Dash's script"),
        _holding(IN_COMPONENTS, _joined(components), "the script of Dash's components"),
    )


def plotly_script(file: Path) -> bytes:
    """The bundle of plotly; raises InternalsError as `dash_scripts` does."""
    return _holding(IN_PLOTLY, file.read_bytes(), file.name)


def _joined(scripts: Iterable[bytes]) -> bytes:
    """Scripts as one; a semicolon between them, since one may end without."""
    return b"\n;\n".join(scripts)


def _holding(names: Iterable[str], script: bytes, of: str) -> bytes:
    for name in names:
        if name.encode() not in script:
            raise InternalsError(name, of)
    return script


def settings(app: dash.Dash) -> dict[str, Any]:
    """What Dash's scripts are told: without the many components that have no other components in their properties,
    without the token that ties callbacks in the background to a page, since there are none and it would make every
    document another, and without versions, which are nobody's business."""
    told: dict[str, Any] = _known(app, "_config", Callable)()
    children = {
        package: {name: props for name, props in components.items() if props}
        for package, components in told.get("children_props", {}).items()
    }
    versions = dict.fromkeys(("python_version", "dash_version", "plotly_version"), "")
    return {**told, **versions, "children_props": children, "end_id": None}


def callbacks(app: dash.Dash) -> list[dict[str, Any]]:
    """As Dash's scripts ask for them."""
    declared: list[dict[str, Any]] = _known(app, "_callback_list", list)
    return declared


# Components -----------------------------------------------------------------------------------------------------

_init, told_by_dash = Component.__init__, Component.to_plotly_json


def _init_in_order(self: Component, **given: Any) -> None:
    """Dash passes on keywords in the order of a set, another in each process, and writes `data-` and `aria-` as they
    came: sorted, a page has the same bytes and the same ETag wherever it is made. Dash also prepares an error for each
    keyword, before it looks at it: only what is unsound, or has an id made of parts, is left to it."""
    in_order = dict(sorted(given.items()))
    if all(_is_sound(self, name, value) for name, value in in_order.items()):
        vars(self).update(in_order)
    else:
        _init(self, **in_order)  # type: ignore[no-untyped-call]


def _is_sound(component: Any, name: str, value: Any) -> bool:
    known, wildcards, may_hold = (getattr(component, one, ()) for one in OF_COMPONENT)
    if isinstance(value, Component):
        return name in may_hold
    if name == "id":
        return isinstance(value, str)
    return name in known or name.startswith(tuple(wildcards))


def _told(self: Any) -> dict[str, Any]:
    """As Dash tells of a component, which asks it for each property that there is; ours looks at those it was given."""
    given = vars(self)
    props = {name: given[name] for name in self._prop_names if name in given}
    wildcards = tuple(self._valid_wildcard_attributes)
    props |= {name: value for name, value in given.items() if name.startswith(wildcards)}
    return {"props": props, "type": self._type, "namespace": self._namespace}


Component.__init__ = _init_in_order  # type: ignore[method-assign]
Component.to_plotly_json = _told  # type: ignore[method-assign]


def described(component: Component) -> tuple[str, str, dict[str, Any]]:
    """Its namespace, its type and its properties."""
    found = component.to_plotly_json()
    return found["namespace"], found["type"], found["props"]


def id_text(parts: Mapping[str, str]) -> str:
    """An id made of parts, as Dash writes it."""
    return json.dumps(parts, sort_keys=True, separators=(",", ":"))


def as_json(value: Any) -> str:
    """Components and figures as Dash sends them, in as few characters as can be."""
    encoder = _imported("plotly.utils", "PlotlyJSONEncoder")
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=encoder)


# Requests -------------------------------------------------------------------------------------------------------


def may_answer(app: dash.Dash) -> bool:
    """Whether Dash may answer the request: it raises for a script it does not know, and tells developers what is
    installed."""
    given = flask.request.view_args or {}
    if given.keys() >= OF_SUITE:
        path = _without_fingerprint(given["fingerprinted_path"])
        return path in app.registered_paths.get(given["package_name"], ())
    return not flask.request.path.endswith(RELOADING)


def _without_fingerprint(path: str) -> str:
    plain: str = _imported("dash.fingerprint", "check_fingerprint")(path)[0]
    return plain


class Named(BaseModel):
    """A property of a component; what else Dash sends, the value above all, is the callback's own to judge."""

    id: str | dict[str, str]
    property: str

    def __str__(self) -> str:
        return f"{self.id if isinstance(self.id, str) else id_text(self.id)}.{self.property}"


class CallbackRequest(BaseModel):
    output: str
    outputs: Named | list[Named]
    inputs: list[Named]
    state: list[Named] = []
    changedPropIds: list[str] = []  # noqa: N815 - Dash's own name


def outputs_of(callback: str) -> list[str]:
    """A callback is called `..id.property...id.property..`, or `id.property` where it has one output."""
    return callback.removeprefix("..").removesuffix("..").split("...")


def no_callback(content: Any, app: dash.Dash) -> str | None:
    """Why what was posted calls no callback that exists, in the form that it was declared; or None."""
    try:
        request = CallbackRequest.model_validate(content)
    except ValidationError:
        return "the request does not have the form of a callback"
    declared = app.callback_map.get(request.output)
    if declared is None:
        return "there is no such callback"
    for part, given in (("inputs", request.inputs), ("state", request.state)):
        if [str(one) for one in given] != [f"{one['id']}.{one['property']}" for one in declared[part]]:
            return "the callback takes other inputs"
    several = request.outputs if isinstance(request.outputs, list) else [request.outputs]
    if [str(one) for one in several] != outputs_of(request.output):
        return "the callback has other outputs"
    return None
