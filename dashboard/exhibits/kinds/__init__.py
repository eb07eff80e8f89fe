"""The kinds of exhibits, one file a kind that has the name of the kind; a new one is its file and a line here."""

from collections.abc import Mapping
from importlib import import_module

from dashboard.exhibits.kind import Kind

NAMES = (
    "figures",
    "map",
    "matrix",
    "pairs",
    "series",
    "columns",
    "counts",
    "bars",
    "ranked",
    "span",
    "timeline",
    "periods",
    "waffle",
    "register",
    "cases",
    "passages",
)


def _declared_in(name: str) -> type[Kind]:
    """The class in the file of a kind that says what may be declared."""
    module = import_module(f"{__name__}.{name}")
    own = (
        one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__
    )
    return next(one for one in own if issubclass(one, Kind))


KINDS: Mapping[str, type[Kind]] = {name: _declared_in(name) for name in NAMES}
