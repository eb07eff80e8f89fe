"""The page of a place: what is held of one county, city or province, made from the rows that name it."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from dash import dcc, html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.marks_map import MapLink, MapPanel
from dashboard.exhibits.partners import years_of
from dashboard.exhibits.reading import PLACES, WITH_PAGE, name_of
from dashboard.exhibits.rows import ancestry, partner_of
from dashboard.exhibits.selection import Asked
from dashboard.exhibits.sheets import middle_of, place_panel, sheet_for
from dashboard.figures.words import Lang, listed, name_wording, say, say_all, text_of
from dashboard.package.boundaries import Shape, Spot
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import Wording
from dashboard.package.story import PageDeclaration
from dashboard.pages.comparing import ways_of_place
from dashboard.pages.exhibiting import Page
from dashboard.pages.parts import Pairs, nav, pairs
from dashboard.render.figure import small_map
from dashboard.render.html import Children
from dashboard.render.site import Site

STEM = "place-"  # of the keys of pages and exhibits
NO_YEARS: Mapping[str, str] = {}
MOST_NAMED = 4  # names of more would lie over each other on a small map
MOST_CARDS = 12  # more figures than these stand in a table

Written = dict[str, Any]  # a declaration as a file has it


@lru_cache(maxsize=4)
def places_of(package: Package) -> tuple[str, ...]:
    """The areas with a page, in the order of the file: those that rows name, and what these lie in; the home has the
    pages of the package."""
    facts, pairings, cases = package.facts, package.pairings, package.cases
    named = {
        *facts["area_id"],
        *facts["counterpart_id"].dropna(),
        *pairings["receiver"],
        *pairings["partner"],
    }
    named |= {
        *chain.from_iterable((*cases["place_ids"], *cases["helper_ids"])),
        *cases["recipient_id"].dropna(),
    }
    named |= set(chain.from_iterable(table["area_id"] for table in package.registers.values()))
    enclosing = {one for area_id in named for one in ancestry(package, area_id)} - {package.site.home}
    found = map(package.area, package.areas["area_id"])
    return tuple(one.area_id for one in found if one.area_id in enclosing and one.level in WITH_PAGE)


def place_link(site: Site, area_id: str, words: str, lang: Lang) -> Any:
    """Words that lead to the page of an area, where it has one."""
    if area_id not in places_of(site.package):
        return words
    return dcc.Link(words, href=site.href(f"{PLACES}{area_id}", lang))


def place_page(site: Site, key: str) -> Page | None:
    """The page whose key this is, or the key of an exhibit of it; None where there is none."""
    area_id = key.removeprefix(STEM).partition("-")[0]
    return _page(site, area_id) if key.startswith(STEM) and area_id in places_of(site.package) else None


@lru_cache(maxsize=64)
def _page(site: Site, area_id: str) -> Page:
    area = site.package.area(area_id)
    declared = PageDeclaration.model_construct(  # its address is kept from the pages of packages
        path=f"{PLACES}{area_id}",
        name=name_wording(area),
        eyebrow=say_all(f"place.level.{area.level}"),
        title=name_wording(area),
        standfirst=say_all("place.standfirst", area=name_wording(area)),
        description=say_all("place.description", area=name_wording(area)),
    )
    exhibits = tuple(one for one in _exhibits(site, area) if one.select({}).rows)
    about, around, told = (partial(one, area) for one in (_about, _around, _told))
    return Page(
        key=f"{STEM}{area_id}", declared=declared, exhibits=exhibits, before=about, after=around, told=told
    )


# Its exhibits -------------------------------------------------------------------------------------------------


def _exhibits(site: Site, area: Area) -> Iterator[Exhibit]:
    """Who helps whom, figures of its own, cases, and figures for more than it; one of them may be left empty."""
    package = site.package
    here, giving = Asked("place", "place", (area.area_id,)), Asked("place", "giver", (area.area_id,))
    for register in package.site.registers:
        table: Written = {"kind": "register", "register": register.key}
        asked = {"members": here}
        if register.of == "receivers":
            own = (one.key for one in register.columns if one.type != "date")
            cases = () if package.cases.empty else ("cases",)
            table |= {"columns": ("area", "place", *own, "partner", *cases)}
            asked["helped"] = giving
        for name, one in asked.items():
            key = f"{name}-{register.key.replace('_', '-')}"
            yield _exhibit(site, area, name, table | {"key": key}, one, register=register.name)
    for name, ids in facts_of(package, area).items():
        shown: Written = {"kind": "figures", "key": name, "facts": ids, "listed": len(ids) > MOST_CARDS}
        if name == "wider":
            shown |= {"group": ("area",), "note": (say_all("place.wider-note", area=name_wording(area)),)}
        else:
            shown |= {"group": ("period",)}
        if ids:
            yield _exhibit(site, area, name, shown)
    for name, asked_of_case in (("cases", here), ("helped-cases", giving)):
        yield _exhibit(site, area, name, {"kind": "cases", "key": name}, asked_of_case)


def _exhibit(site: Site, area: Area, name: str, written: Written, *fixed: Asked, **names: Wording) -> Exhibit:
    title = say_all(f"place.exhibit.{name}", area=name_wording(area), **names)
    key = f"{STEM}{area.area_id}-{written['key']}"
    declared = KINDS[written["kind"]].model_validate(written | {"key": key, "name": title})
    return Exhibit(
        package=site.package, declared=declared, filters=(), side="both", net=site.net, fixed=fixed
    )


@lru_cache(maxsize=512)
def facts_of(package: Package, area: Area) -> dict[str, tuple[str, ...]]:
    """The ids of figures for the area, of those of help that it gave, and of those for what holds it."""
    facts = package.facts[package.facts["same_as"].isna()]
    asked = {
        "figures": facts["area_id"] == area.area_id,
        "given": facts["counterpart_id"] == area.area_id,
        "wider": facts["area_id"].isin(_wider(package, area)),
    }
    return {name: tuple(facts.loc[meant, "fact_id"]) for name, meant in asked.items()}


def _wider(package: Package, area: Area) -> set[str]:
    """What holds the area, short of the home and the country: what it lies in, and the groups that it or the nearest
    of these belongs to."""
    enclosing = ancestry(package, area.area_id)
    nearest, groups = enclosing[:2], zip(package.areas["area_id"], package.areas["members"], strict=True)
    around = {*enclosing[1:], *(group for group, members in groups if not set(members).isdisjoint(nearest))}
    return {one for one in around if one != package.site.home and package.area(one).level != "country"}


# Around them --------------------------------------------------------------------------------------------------


def _about(area: Area, site: Site, lang: Lang) -> Children:
    told = told_of(area, site, lang)
    about = [pairs(told, "pairs place-about")] if told else []
    drawn = _map(site.package, area, lang)
    return [html.Div([*about, *drawn], className="beside-map")] if drawn else about


def told_of(area: Area, site: Site, lang: Lang) -> Pairs:
    """What it lies in, who is paired with it, and what the file of areas notes of it."""
    package = site.package
    told: Pairs = [
        (say(f"place.{name}", lang), links_to(site, areas, lang, years))
        for name, areas, years in _related(package, area, lang)
    ]
    notes = (
        []
        if facts_of(package, area)["figures"]
        else [say("place.no-figures", lang, area=name_of(area, lang))]
    )
    if notes := list(filter(None, (text_of(area, "note", lang), *notes))):
        told.append((say("place.note", lang), ("" if lang == "zh" else " ").join(notes)))
    return told


def _related(package: Package, area: Area, lang: Lang) -> Iterator[tuple[str, list[Area], Mapping[str, str]]]:
    """What it lies in and who is paired with it, with the years of that."""
    enclosing = [package.area(one) for one in reversed(ancestry(package, area.area_id)[1:])]
    if within := [one for one in enclosing if one.level != "country"]:
        yield "within", within, NO_YEARS
    if partners := paired_with(package, area):
        yield "partners", partners, years_with(package, area, lang)


def _told(area: Area, site: Site, lang: Lang) -> list[tuple[str, str]]:
    related = _related(site.package, area, lang)
    return [
        (
            say(f"place.{name}", lang),
            listed((f"{name_of(one, lang)}{_with_years(one, years, lang)}" for one in areas), lang),
        )
        for name, areas, years in related
    ]


def _with_years(area: Area, years: Mapping[str, str], lang: Lang) -> str:
    """What stands behind the name of a place that is paired for known years."""
    return say("pairing.named", lang, name="", years=years[area.area_id]) if years.get(area.area_id) else ""


def _map(package: Package, area: Area, lang: Lang) -> Children:
    """Where it lies, with lines to those it is paired with; nothing where no map holds it."""
    panel = place_map(package, area, lang)
    if panel is None:
        return []
    told = {"map": panel.sheet.declared.name.pick(lang), "place": name_of(area, lang)}
    lines = [one.name for one in panel.marks if isinstance(one, MapLink)]
    alt = say("place.map.paired" if lines else "place.map.alt", lang, **told, lines=listed(lines, lang))
    caption = [say("place.map.lines", lang)] if lines else []
    between = "" if lang == "zh" else " "
    return [small_map("place", panel, alt, between.join([*caption, say("case.map.note", lang)]))]


def place_map(package: Package, area: Area, lang: Lang) -> MapPanel | None:
    """An area and those it is paired with; where these are many, what they lie in."""
    partners = paired_with(package, area)
    if len(partners) > MOST_NAMED:
        partners = [package.area(one) for one in dict.fromkeys(one.parent_id for one in partners) if one]
    sheet = sheet_for(package, [area.area_id, *(one.area_id for one in partners)])
    spot = sheet and middle_of(sheet, area.area_id, _parts(package, area))
    if not (sheet and spot):
        return None
    ends = {one: end for one in partners if (end := middle_of(sheet, one.area_id, _parts(package, one)))}
    return place_panel(sheet, package, area, spot, ends, lang, with_names=len(ends) <= MOST_NAMED)


def _parts(package: Package, area: Area) -> tuple[str, ...]:
    """What it holds, of which some may be on a map."""
    return tuple(one for one in package.areas["area_id"] if area.area_id in ancestry(package, one)[1:])


def paired_with(package: Package, area: Area) -> list[Area]:
    """Those at the other end of its pairings; where only its parts have some, the widest at the end of these."""
    pairings = list(zip(package.pairings["receiver"], package.pairings["partner"], strict=True))
    ends = [*pairings, *((partner, receiver) for receiver, partner in pairings)]
    own = {other for one, other in ends if one == area.area_id}
    of_parts = {other for one, other in ends if area.area_id in ancestry(package, one)}
    widest = {one for one in of_parts if of_parts.isdisjoint(ancestry(package, one)[1:])}
    return [package.area(one) for one in sorted(own or widest)]


@lru_cache(maxsize=4)
def _pairings(package: Package) -> list[dict[Hashable, Any]]:
    return package.pairings.to_dict("records")


def years_with(package: Package, area: Area, lang: Lang) -> dict[str, str]:
    """For which years it is paired with each of them."""
    found = {}
    for row in _pairings(package):
        ends = (row["receiver"], row["partner"])
        if area.area_id in ends:
            other = next(one for one in ends if one != area.area_id)
            found[other] = years_of(partner_of(package, row, other), lang)
    return found


def _around(area: Area, site: Site, lang: Lang) -> Children:
    """The way to the places in it and beside it."""
    package = site.package
    places = [package.area(one) for one in places_of(package)]
    borders = bordering(package, area.area_id)
    found = {
        "holds": [one for one in places if one.parent_id == area.area_id],
        "borders": [one for one in places if one.area_id in borders],
    }
    if not borders:
        found["beside"] = [one for one in places if one.parent_id == area.parent_id and one != area]
    ways = [
        (say(f"place.{name}", lang), links_to(site, areas, lang)) for name, areas in found.items() if areas
    ]
    if compared := ways_of_place(site, area, lang):
        ways.append((say("place.compare", lang), _joined(((link,) for link in compared), lang)))
    return [nav("place.about", pairs(ways), lang, className="place-around")] if ways else []


def links_to(site: Site, areas: Iterable[Area], lang: Lang, years: Mapping[str, str] = NO_YEARS) -> Children:
    parts = []
    for one in areas:
        link = place_link(site, one.area_id, name_of(one, lang), lang)
        told = _with_years(one, years, lang)
        parts.append((link, *filter(None, (told,))))
    return _joined(parts, lang)


def _joined(parts: Iterable[Sequence[Any]], lang: Lang) -> Children:
    comma = "、" if lang == "zh" else ", "
    return list(chain.from_iterable((comma, *part) for part in parts))[1:]


def bordering(package: Package, area_id: str) -> set[str]:
    """Areas of its level whose shape shares a side with its own; none where no map has it."""
    level = package.area(area_id).level
    for sheet in package.sheets.values():
        if own := sheet.shapes.get(area_id):
            alike = (one for one in package.areas["area_id"] if package.area(one).level == level)
            others = (one for one in alike if one in sheet.shapes and one != area_id)
            return {one for one in others if len(_corners(own) & _corners(sheet.shapes[one])) > 1}
    return set()


@lru_cache(maxsize=512)
def _corners(shape: Shape) -> frozenset[Spot]:
    return frozenset(chain.from_iterable(zip(ring[::2], ring[1::2], strict=True) for ring in shape.rings))
