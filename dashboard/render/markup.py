"""Dash components as HTML, as Dash itself would put them on the page: for a page that can be read before any script."""

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

Props = Mapping[str, Any]

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
RENAMED = {"className": "class", "htmlFor": "for", "html_for": "for"}
# What Dash keeps to itself.
UNSHOWN = {"children", "key", "n_clicks", "disable_n_clicks", "refresh", "options", "value", "debounce"}


def to_html(part: Any) -> str:
    """The HTML of a component, a text, or a list of either."""
    return "".join(_pieces(part))


def _pieces(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from _pieces(one)
    elif isinstance(part, Component):
        described = part.to_plotly_json()
        yield from _component(described["type"], described["props"])
    elif part is not None and not isinstance(part, bool):
        yield escape(str(part))


def _component(kind: str, props: Props) -> Iterator[str]:
    """By its type alone: those of dcc and dbc in use have no namesake in html that is in use."""
    match kind:
        case "Store" | "Location":
            pass
        case "Link":
            yield from _tag("a", props, _pieces(props.get("children") or props["href"]))
        case "Select":
            yield from _tag("select", _with_class(props, "form-select"), _options(props))
        case "Checklist":
            yield from _tag("div", props, _boxes(props))
        case "Input":
            value = f' value="{escape(props["value"])}"' if props.get("value") else ""
            yield from _tag("input", _with_class(props, "form-control"), iter(()), value)
        case "Label" if "html_for" in props:
            yield from _tag("label", _with_class(props, "form-label"), _pieces(props.get("children")))
        case _:
            yield from _tag(kind.lower(), props, _pieces(props.get("children")))


def _tag(name: str, props: Props, content: Iterator[str], more: str = "") -> Iterator[str]:
    yield f"<{name}{''.join(_attributes(props))}{more}>"
    if name not in VOID:
        yield from content
        yield f"</{name}>"


def _attributes(props: Props) -> Iterator[str]:
    for name, value in props.items():
        if name in UNSHOWN or value is None or value is False:
            continue
        attribute = RENAMED.get(name, name.lower())
        yield f" {attribute}" if value is True else f' {attribute}="{escape(_text(value))}"'


def _text(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    if "role" in value:  # an id made of parts, as Dash writes it
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    return ";".join(f"{_css_name(name)}:{setting}" for name, setting in value.items())


def _css_name(name: str) -> str:
    return name if name.startswith("--") else re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)


def _with_class(props: Props, name: str) -> dict[str, Any]:
    return {**props, "className": f"{name} {props.get('className', '')}".strip()}


def _options(props: Props) -> Iterator[str]:
    for option in props["options"]:
        chosen = " selected" if option["value"] == props.get("value") else ""
        yield f'<option value="{escape(str(option["value"]))}"{chosen}>{escape(str(option["label"]))}</option>'


def _boxes(props: Props) -> Iterator[str]:
    for option in props["options"]:
        chosen = " checked" if option["value"] in props["value"] else ""
        yield (
            f'<div class="form-check"><input class="form-check-input" type="checkbox"{chosen}>'
            f'<label class="form-check-label">{escape(str(option["label"]))}</label></div>'
        )


def script_json(value: Any) -> str:
    """JSON that may stand in a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=PlotlyJSONEncoder)
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
