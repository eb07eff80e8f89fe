"""Walks through what a page is made of, before it is sent."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

from dashboard.figures.words import Ref, RefKind

KINDS: tuple[RefKind, ...] = ("fact", "derived", "county")


def components(tree: Any) -> Iterator[Any]:
    """Every component, a parent before its children; which properties it has, its class decides."""
    if isinstance(tree, (list, tuple)):
        for child in tree:
            yield from components(child)
    elif isinstance(tree, Component):
        yield tree
        yield from components(getattr(tree, "children", None))


def text(tree: Any) -> str:
    if isinstance(tree, (list, tuple)):
        return "".join(map(text, tree))
    if isinstance(tree, Component):
        return text(getattr(tree, "children", None))
    return "" if tree is None else str(tree)


def classes(component: Component) -> set[str]:
    return set((getattr(component, "className", None) or "").split())


def with_class(tree: Any, name: str) -> list[Any]:
    return [one for one in components(tree) if name in classes(one)]


def with_id(tree: Any, name: str) -> Any:
    (found,) = [one for one in components(tree) if getattr(one, "id", None) == name]
    return found


def ids(tree: Any) -> list[str]:
    return [one.id for one in components(tree) if isinstance(getattr(one, "id", None), str)]


def ref_of(component: Component) -> Ref | None:
    return next(
        (Ref(kind, found) for kind in KINDS if (found := getattr(component, f"data-{kind}", None))), None
    )


def refs(tree: Any) -> list[Ref]:
    """What the figures of the tree lead to."""
    return [ref for one in components(tree) if (ref := ref_of(one)) is not None]


def loose_texts(tree: Any, exempt: frozenset[str]) -> Iterator[str]:
    """Texts outside figures and outside the exempt classes."""
    if isinstance(tree, (list, tuple)):
        for child in tree:
            yield from loose_texts(child, exempt)
    elif isinstance(tree, Component):
        if ref_of(tree) is None and not classes(tree) & exempt:
            yield from loose_texts(getattr(tree, "children", None), exempt)
    elif tree is not None:
        yield str(tree)
