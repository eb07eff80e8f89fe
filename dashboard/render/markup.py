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
    return "".join(_pieces(part))


def _pieces(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from _pieces(one)
    elif isinstance(part, Component):
        yield from _component(*described(part))
    elif part is not None and not isinstance(part, bool):
        yield escape(str(part))


def _component(namespace: str, kind: str, props: Props) -> Iterator[str]:
    match namespace, kind:
        case dash_internals.HTML, "Option":
            yield from _tag("option", props, _pieces(props["children"]), f' value="{escape(props["value"])}"')
        case dash_internals.HTML, _:
            yield from _tag(kind.lower(), props, _pieces(props.get("children")))
        case dash_internals.DCC, "Store" | "Location":
            pass
        case dash_internals.DCC, "Link":
            yield from _tag("a", props, _pieces(props.get("children") or props["href"]))
        case dash_internals.DBC, "Input":
            value = f' value="{escape(props["value"])}"' if props.get("value") else ""
            yield from _tag("input", _with_class(props, "form-control"), iter(()), value)
        case dash_internals.DBC, "Label":
            yield from _tag("label", _with_class(props, "form-label"), _pieces(props.get("children")))
        case _:
            told = f"{namespace}.{kind} has no HTML yet"
            raise TypeError(f"{told}: render/markup.py has to know how Dash shows it")


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
        return id_text(value)
    names = {one: one if one.startswith("--") else CAPITAL.sub(r"-\g<0>", one).lower() for one in value}
    return ";".join(f"{names[one]}:{setting}" for one, setting in value.items())


def _with_class(props: Props, name: str) -> Props:
    return {**props, "className": f"{name} {props.get('className', '')}".strip()}


def script_json(value: Any) -> str:
    """JSON that may stand in a script element."""
    return as_json(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
