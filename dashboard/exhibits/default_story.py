"""The pages of a package that tells none: an overview, a page for each register, and the cases, in neutral words.

The figures of the overview are further figures, since no page claims any.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.figures.words import say_all
from dashboard.package.load import Package
from dashboard.package.site import Register, Wording
from dashboard.package.story import FilterDeclaration, FilterKind, PageDeclaration

MOST_CELLS = 400  # members of a register that are drawn as cells

Written = dict[str, Any]  # as a file has it


def default_story(package: Package) -> Mapping[str, PageDeclaration]:
    """By their keys, in the order of the navigation."""
    filters = [
        _filter("topic", "topic"),
        _filter("years", "range", "period"),
        _filter("grade", "one", "grade"),
    ]
    pages = {"overview": _page("/", _said("overview"), filters, [], title=package.site.name)}
    pages |= {_key(one): _of_register(package, one) for one in package.site.registers}
    if len(package.cases):
        pages["cases"] = _of_cases()
    return pages


def _said(name: str) -> Wording:
    """Words of the interface in both languages."""
    return say_all(f"default.{name}")


def _page(
    path: str, name: Wording, filters: list[FilterDeclaration], exhibits: list[Written], **keys: Any
) -> PageDeclaration:
    page = {"path": path, "name": name, "title": name, "filter": filters, "exhibit": exhibits}
    return PageDeclaration.model_validate(page | keys)


def _filter(
    name: str, kind: FilterKind, on: str = "", label: Wording | None = None, **keys: Any
) -> FilterDeclaration:
    return FilterDeclaration(name=name, kind=kind, on=on, label=label or _said(name), **keys)


def _of_place(name: str, on: str, formerly: str) -> FilterDeclaration:
    """One whose choice goes along from page to page."""
    label, kept = _said(on), {one: Wording(zh=f"{{{one}}}") for one in ("value", "page")}
    carried = say_all("default.carried", label=label, **kept)
    return _filter(name, "many", on, label, formerly=formerly, carried=carried)


def _exhibit(key: str, kind: str, name: Wording, **keys: Any) -> Written:
    return {"key": key, "kind": kind, "name": name, **keys}


def _of_cases() -> PageDeclaration:
    places = [_of_place(one, one, "place") for one in ("city", "province")]
    named = {one: _filter(one, "many", one) for one in ("side", "theme", "measure")}
    filters = [named["side"], named["theme"], *places, named["measure"]]
    exhibits = [
        _exhibit("case-cards", "cases", _said("cards")),
        _exhibit("case-themes", "cases", _said("themes"), by="theme"),
        _exhibit("case-matrix", "matrix", _said("matrix"), rows="case", columns="measure"),
    ]
    counted = {"counts": "cases", "count": _said("count")}
    return _page(
        "/cases", _said("cases"), [*filters, _filter("q", "text", label=_said("search"))], exhibits, **counted
    )


def _key(register: Register) -> str:
    return f"register-{register.key.replace('_', '-')}"


def _of_register(package: Package, register: Register) -> PageDeclaration:
    filters, exhibits = list(_filters(register)), list(_exhibits(package, register))
    counted = {"register": register.key, "counts": register.key, "count": _said("count")}
    return _page(f"/{_key(register)}", register.name, filters, exhibits, **counted)


def _filters(register: Register) -> Iterator[FilterDeclaration]:
    places = {"province": "province", "city": "partner"} if register.of == "receivers" else {"city": "place"}
    for name, on in places.items():
        yield _of_place(name, on, "" if name == on else on)
    kinds: Mapping[str, FilterKind] = {"class": "many", "flag": "many", "year": "by"}
    for number, column in enumerate(register.columns):
        if kind := kinds.get(column.type):
            yield _filter(f"column-{number}", kind, column.key, column.name)
    yield _filter("q", "text", label=_said("search"))


def _exhibits(package: Package, register: Register) -> Iterator[Written]:
    key, of = _key(register), {"register": register.key}
    place = "province" if register.of == "receivers" else "prefecture"
    for column in register.columns:
        if column.type in ("class", "year"):
            own = f"{key}-{column.key.replace('_', '-')}"
            yield _exhibit(own, "counts", column.name, by=column.key, **of)
    if 0 < len(package.registers[register.key]) <= MOST_CELLS:
        classes = [one.key for one in register.columns if one.type == "class"]
        colour = {"colour": classes[0]} if classes else {}
        yield _exhibit(f"{key}-cells", "waffle", _said("cells"), group=place, **of, **colour)
    columns = ["area", place, *(column.key for column in register.columns)]
    if register.of == "receivers":
        columns.append("partner")
        yield _exhibit(f"{key}-pairs", "register", _said("pairs"), pairings=register.key)
    name = register.table.otherwise(register.name)
    yield _exhibit(f"{key}-table", "register", name, columns=[*columns, "evidence"], **of)
