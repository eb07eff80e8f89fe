"""What the filters of a page offer, from the rows: values in declared order where a column declares one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from dashboard.exhibits.filters import (
    ALL,
    COLOUR,
    FADE,
    REST,
    Choices,
    Control,
    Filter,
    Option,
    in_force,
)
from dashboard.exhibits.kind import Kind, need_of
from dashboard.exhibits.rows import Member, Need, Rows, ancestry, cases_of, members_of
from dashboard.exhibits.selection import FOLLOWING, Asked, cases_left
from dashboard.figures.words import name_wording, say_all
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import Column, Wording
from dashboard.package.story import FilterDeclaration, PageDeclaration

TOPIC = "topic"  # what the filter of topics asks: no row, but which exhibits are on show
GRADES = ("B", "A")
MEASURES = ("money", "people", "area", "output")  # that a case may state
# By the kind of a filter what it is in a page: how its control works, and what it asks where that needs no telling.
CONTROLS: dict[str, Control] = {"by": "one", "topic": "many", "colour": "one", "rest": "one"}
ASKS = {"text": "text", "topic": TOPIC, "colour": COLOUR, "rest": REST}

Exhibits = Sequence[Kind]


def filters_of(package: Package, page: PageDeclaration, exhibits: Exhibits) -> tuple[Filter, ...]:
    """The filters of a page; one that has no two values to choose from is left out."""
    made = (_filter(package, page, one, exhibits) for one in page.filters)
    return tuple(item for item in made if item.kind == "text" or len(item.options) > 1)


def _filter(
    package: Package, page: PageDeclaration, declared: FilterDeclaration, exhibits: Exhibits
) -> Filter:
    kind = cast(Control, CONTROLS.get(declared.kind, declared.kind))
    options = list(_options(package, page, declared, exhibits))
    if kind == "one" and options and declared.kind != "colour":
        options.insert(0, Option(ALL, declared.every or say_all("filter.everything")))
    return Filter(
        name=declared.name,
        kind=kind,
        on=ASKS.get(declared.kind, declared.on),
        options=tuple(options),
        also=_also(package, page, declared.on),
        label=declared.label,
        hint=declared.hint,
        formerly=declared.formerly,
        carried=declared.carried,
    )


def _options(
    package: Package, page: PageDeclaration, declared: FilterDeclaration, exhibits: Exhibits
) -> Iterator[Option]:
    match declared.kind, declared.on:
        case "text", _:
            return
        case ("colour" | "rest") as look, _:
            yield from _of_looks(package, look, exhibits)
        case "topic", _:
            used = {topic for one in exhibits for topic in one.topic}
            yield from (Option(one.key, one.name) for one in package.site.topics if one.key in used)
        case "range", _:
            for year in map(str, _years(package, exhibits)):
                yield Option(year, Wording(zh=year, en=year))
        case "one", "grade":
            yield from (Option(grade, say_all(f"filter.grade.{grade}")) for grade in GRADES)
        case _ if page.counts == "cases":
            yield from _of_cases(package, declared.on)
        case _, "place":
            yield from map(_area, _cities(package))
        case _:
            yield from _of_members(package, page.register_key, declared)


def _also(package: Package, page: PageDeclaration, on: str) -> frozenset[str]:
    """The areas that a filter takes without offering them: a county is named by links only."""
    if page.counts != "cases":
        members = members_of(package, page.register_key) if on == "province" else ()
        return frozenset(area for member in members for area in ancestry(package, member.id))
    home = {one for one in package.areas["area_id"] if package.site.home in ancestry(package, one)}
    every = frozenset(package.areas["area_id"])
    return {"place": every, "city": every & home, "province": every - home}.get(on, frozenset())


def _of_looks(package: Package, look: str, exhibits: Exhibits) -> Iterator[Option]:
    """What the exhibits can be coloured by, or that they can keep what filters leave out."""
    if look == "colour":
        found = {key: name for one in exhibits for key, name in one.colours(package)}
        yield from (Option(key, name) for key, name in found.items())
    elif any(one.keeps_the_rest for one in exhibits):
        yield Option(FADE, say_all("filter.fade"))


def _area(area: Area) -> Option:
    return Option(area.area_id, name_wording(area), area.pinyin)


def _cities(package: Package) -> list[Area]:
    """The cities of the home."""
    found = (package.area(one) for one in sorted(package.areas["area_id"]))
    return [one for one in found if one.parent_id == package.site.home and one.level == "city"]


def _years(package: Package, exhibits: Exhibits) -> range:
    """From the first to the last year that a fact of the page's exhibits speaks of."""
    need = Need()
    for declared in exhibits:
        need |= need_of(declared)
    rows = Rows(package, need)
    facts = [*rows.facts(need.facts), *rows.facts(indicators=need.indicators)]
    years = [day.year for row in facts for day in (row.first_day, row.last_day) if day]
    return range(min(years), max(years) + 1) if years else range(0)


def _of_members(package: Package, register: str, declared: FilterDeclaration) -> Iterator[Option]:
    members = members_of(package, register)
    match declared.on:
        case "partner":
            partners = sorted(filter(None, {member.value("partner") for member in members}))
            yield from map(_area, map(package.area, partners))
        case "province" | "prefecture":
            yield from _most_first(package, members, declared.on)
        case _:
            registers = (one for one in package.site.registers if one.key == register)
            for column in (one for own in registers for one in own.columns if one.key == declared.on):
                yield from _of_column(column, members, declared.option)


def _of_column(column: Column, members: Iterable[Member], option: Wording) -> Iterator[Option]:
    found = {member.value(column.key) for member in members}
    if column.type == "year":
        for year in sorted({value[-4:] for value in found if value}):
            yield Option(year, _with_year(option, year))
    yield from (Option(value.key, value.name) for value in column.values if value.key in found)


def _most_first(package: Package, members: Iterable[Member], column: str) -> Iterator[Option]:
    """Areas by the number of rows that lie in them; equals by their names."""
    counted = Counter(filter(None, (member.value(column) for member in members)))
    order = sorted(counted, key=lambda one: (-counted[one], package.area(one).pinyin))
    return map(_area, map(package.area, order))


def _with_year(option: Wording, year: str) -> Wording:
    if not option:
        return Wording(zh=year, en=year)
    return Wording(zh=option.zh.replace("{year}", year), en=option.en.replace("{year}", year))


def _of_cases(package: Package, on: str) -> Iterator[Option]:
    cases = cases_of(package)
    match on:
        case "side":
            sides = {str(row.case.side) for row in cases}
            yield from (Option(one.key, one.name) for one in package.site.sides if one.key in sides)
        case "theme":
            for key in dict.fromkeys(row.case.theme for row in cases):
                yield Option(key, package.site.theme(key).name)
        case "measure":
            used = {measure for row in cases for measure in row.measures}
            yield from (Option(one, say_all(f"stated.{one}")) for one in MEASURES if one in used)
        case "place" | "city" | "province":
            yield from _places_of_cases(package, on)


def _places_of_cases(package: Package, on: str) -> Iterator[Option]:
    """The cities at home that have to do with a case, and the provinces that receive help, with or without one."""
    if on != "province":
        areas = {area.area_id for row in cases_of(package) for area in (*row.places, *row.helpers)}
        near = {one for area in areas for one in ancestry(package, area)}
        yield from (_area(city) for city in _cities(package) if city.area_id in near)
    if on != "city":
        registers = (one.key for one in package.site.registers if one.of == "receivers")
        helped = (member for key in registers for member in members_of(package, key))
        yield from _most_first(package, helped, "province")


def asked_of(filters: Iterable[Filter], choices: Choices) -> tuple[Asked, ...]:
    """The filters in force that ask something of rows."""
    chosen = ((item, choice) for item, choice in in_force(filters, choices) if item.on not in ("", TOPIC))
    return tuple(
        Asked(item.name, item.on, choice, item.kind == "compare", like(filters, item))
        for item, choice in chosen
    )


def like(filters: Iterable[Filter], item: Filter) -> str:
    """The filter by whose name exhibits declare what they follow: of one that compares, that of the same places."""
    alike = (one.name for one in filters if one.on == item.on and one.kind != "compare")
    return next(alike, item.name) if item.kind == "compare" else item.name


def with_figures(package: Package, asked: Sequence[Asked]) -> int:
    """Of the cases that the choices leave, how many have a figure of their own."""
    rows = Rows(package, Need(cases=True))
    return sum(bool(row.measures) for row in cases_left(FOLLOWING, rows, asked))
