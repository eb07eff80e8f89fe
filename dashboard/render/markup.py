"""Dash components as HTML, as Dash itself would put them on the page: for a page that can be read before any script."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

from dashboard import dash_internals
from dashboard.dash_internals import as_json, described, id_text

Props = Mapping[str, Any]

CAPITAL = re.compile("[A-Z]")
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
RENAMED = {"className": "class", "htmlFor": "for", "html_for": "for"}
# What Dash keeps to itself.
UNSHOWN = {"children", "key", "n_clicks", "disable_n_clicks", "refresh", "value", "debounce"}


def to_html(part: Any) -> str:
    """The HTML of a component, a text, or a list of either."""
    if isinstance(part, list | tuple):
        return "".join(map(to_html, part))
    if isinstance(part, Component):
        return _component(*described(part))
    return "" if part is None or isinstance(part, bool) else escape(str(part))


def _component(namespace: str, kind: str, props: Props) -> str:
    match namespace, kind:
        case dash_internals.HTML, "Option":
            return _tag("option", props, props["children"], f' value="{escape(props["value"])}"')
        case dash_internals.HTML, _:
            return _tag(kind.lower(), props, props.get("children"))
        case dash_internals.DCC, "Store" | "Location":
            return ""
        case dash_internals.DCC, "Link":
            return _tag("a", props, props.get("children") or props["href"])
        case dash_internals.DBC, "Input":
            value = f' value="{escape(props["value"])}"' if props.get("value") else ""
            return _tag("input", _with_class(props, "form-control"), None, value)
        case dash_internals.DBC, "Label":
            return _tag("label", _with_class(props, "form-label"), props.get("children"))
        case _:
            told = f"{namespace}.{kind} has no HTML yet"
            raise TypeError(f"{told}: render/markup.py has to know how Dash shows it")


def _tag(name: str, props: Props, content: Any, more: str = "") -> str:
    inner = "" if name in VOID else f"{to_html(content)}</{name}>"
    return f"<{name}{''.join(_attributes(props))}{more}>{inner}"


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
        return id_text(value)
    names = {one: one if one.startswith("--") else CAPITAL.sub(r"-\g<0>", one).lower() for one in value}
    return ";".join(f"{names[one]}:{setting}" for one, setting in value.items())


def _with_class(props: Props, name: str) -> Props:
    return {**props, "className": f"{name} {props.get('className', '')}".strip()}


def script_json(value: Any) -> str:
    """JSON that may stand in a script element."""
    return as_json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
