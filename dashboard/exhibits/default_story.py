"""The pages of a package that tells none: an overview, a page for each register, and the cases, in neutral words.

The figures of the overview are further figures, since no page claims any.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.figures.words import LANGS, say
from dashboard.package.load import Package
from dashboard.package.site import Column, Register, Wording
from dashboard.package.story import PageDeclaration

MOST_CELLS = 400  # members of a register that are drawn as cells

Written = dict[str, Any]  # as a file has it


def default_story(package: Package) -> Mapping[str, PageDeclaration]:
    """By their keys, in the order of the navigation."""
    pages = {"overview": _overview(package)}
    pages |= {_key(one): _register(package, one) for one in package.site.registers}
    if len(package.cases):
        pages["cases"] = _cases()
    return {key: PageDeclaration.model_validate(page) for key, page in pages.items()}


def _key(register: Register) -> str:
    return f"register-{register.key.replace('_', '-')}"


def _said(name: str) -> Written:
    """Words of the interface in both languages."""
    return {lang: say(f"default.{name}", lang) for lang in LANGS}


def _words(text: Wording) -> Written:
    return text.model_dump()


def _overview(package: Package) -> Written:
    filters = [
        {"name": "topic", "kind": "topic", "label": _said("topic")},
        {"name": "years", "kind": "range", "on": "period", "label": _said("years")},
        {"name": "grade", "kind": "one", "on": "grade", "label": _said("grade")},
    ]
    return {
        "path": "/",
        "name": _said("overview"),
        "title": _words(package.site.name),
        "filter": filters,
    }


# Registers ----------------------------------------------------------------------------------------------------


def _register(package: Package, register: Register) -> Written:
    name = _words(register.name)
    return {
        "path": f"/{_key(register)}",
        "name": name,
        "title": name,
        "register": register.key,
        "counts": register.key,
        "count": _said("count"),
        "filter": list(_filters(register)),
        "exhibit": list(_exhibits(package, register)),
    }


def _filters(register: Register) -> Iterator[Written]:
    if register.of == "receivers":
        yield {"name": "province", "kind": "many", "on": "province", "label": _said("province")}
        yield {"name": "partner", "kind": "many", "on": "partner", "label": _said("partner")}
    else:
        yield {"name": "place", "kind": "many", "on": "place", "label": _said("place")}
    for number, column in enumerate(register.columns):
        kind = {"class": "many", "flag": "many", "year": "by"}.get(column.type)
        if kind:
            label = _words(column.name)
            yield {"name": f"column-{number}", "kind": kind, "on": column.key, "label": label}
    yield {"name": "q", "kind": "text", "label": _said("search")}


def _exhibits(package: Package, register: Register) -> Iterator[Written]:
    key, of = _key(register), {"register": register.key}
    place = "province" if register.of == "receivers" else "prefecture"
    coloured = next((one for one in register.columns if one.type == "class"), None)
    for column in register.columns:
        if column.type in ("class", "year"):
            name = _words(column.name)
            yield of | {"key": f"{key}-{_slug(column)}", "kind": "counts", "by": column.key, "name": name}
    if 0 < len(package.registers[register.key]) <= MOST_CELLS:
        cells = {"key": f"{key}-cells", "kind": "waffle", "group": place, "name": _said("cells")}
        yield of | cells | ({"colour": coloured.key} if coloured else {})
    columns = ["area", place, *(column.key for column in register.columns)]
    if register.of == "receivers":
        columns.append("partner")
        yield {"key": f"{key}-pairs", "kind": "register", "pairings": register.key, "name": _said("pairs")}
    table = {"key": f"{key}-table", "kind": "register", "columns": [*columns, "evidence"]}
    yield of | table | {"name": _words(register.table.otherwise(register.name))}


def _slug(column: Column) -> str:
    return column.key.replace("_", "-")


# Cases --------------------------------------------------------------------------------------------------------


def _cases() -> Written:
    filters = [
        {"name": one, "kind": "many", "on": one, "label": _said(one)}
        for one in ("side", "theme", "place", "measure")
    ]
    search = {"name": "q", "kind": "text", "label": _said("search")}
    return {
        "path": "/cases",
        "name": _said("cases"),
        "title": _said("cases"),
        "counts": "cases",
        "count": _said("count"),
        "filter": [*filters, search],
        "exhibit": [
            {"key": "case-cards", "kind": "cases", "name": _said("cards")},
            {"key": "case-themes", "kind": "cases", "by": "theme", "name": _said("themes")},
            {
                "key": "case-matrix",
                "kind": "matrix",
                "rows": "case",
                "columns": "measure",
                "name": _said("matrix"),
            },
        ],
    }
