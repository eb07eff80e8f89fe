"""The pages that show exhibits, as `story/*.toml` declares them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any, get_args

from dashboard.exhibits import kinds, options, wording
from dashboard.exhibits.counting import RECORDS, Pool, Tally, pools_of, shown_pools
from dashboard.exhibits.declaration import Part
from dashboard.exhibits.default_story import default_story
from dashboard.exhibits.exhibit import Exhibit, accent_of
from dashboard.exhibits.filters import Choices, Filter, chosen_label, in_force
from dashboard.exhibits.further import claims, further, said, unclaimed
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.net import Net, attempt
from dashboard.figures.words import Lang, Prose, say
from dashboard.package.load import Package
from dashboard.package.story import PageDeclaration
from dashboard.pages.parts import nav, way
from dashboard.render.html import Children, accent_class
from dashboard.render.site import Site

Exhibits = Sequence[Kind]
PARTS = get_args(Part)


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """`before` and `after` give what a page shows above and below its exhibits that no filter changes; `after` is asked
    with the query of the address. `sections` names what `after` has, by its ids, and `told` is the part of it that
    stands in a text, with names."""

    key: str
    declared: PageDeclaration
    filters: tuple[Filter, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    before: Callable[[Site, Lang], Children] | None = None
    after: Callable[[Site, str, Lang], Children] | None = None
    sections: Callable[[Site, Lang], list[tuple[str, str]]] | None = None
    told: Callable[[Site, Lang], list[tuple[str, str]]] | None = None

    @property
    def path(self) -> str:
        return self.declared.path

    @property
    def side(self) -> str:
        return self.declared.side

    def name(self, lang: Lang) -> str:
        return self.declared.name.pick(lang)

    def chosen(self, choices: Choices, package: Package, lang: Lang) -> list[tuple[str, str]]:
        """The filters in force: the label of each, and the choice in words."""
        return [
            (item.label_for(choice).pick(lang), chosen_label(item, choice, package, lang))
            for item, choice in in_force(self.filters, choices)
        ]

    def scope(self, choices: Choices, package: Package, lang: Lang) -> str:
        """What the filters narrow it to, in words."""
        narrowing = {item.name: choices.get(item.name) for item in self.filters if item.narrows}
        return " · ".join(words for _, words in self.chosen(narrowing, package, lang))


def page_title(page: Page, package: Package, choices: Choices, lang: Lang) -> Prose:
    """Its title while no exhibit is away or has lost a row to the filters, else what is said of a part, else its name
    and the choices."""
    whole = all(one.on_topic(choices) and one.show(choices, lang).whole for one in page.exhibits)
    truest = page.declared.title if whole else page.declared.title_filtered
    values = dict(counted(page, package, choices))
    if scope := page.scope(choices, package, lang):
        values["scope"] = scope
    said = wording.sentence_for(truest, package, lang, values)
    return said or (wording.scoped(page.declared.name, values, lang),)


@lru_cache(maxsize=64)
def tally_of(page: Page, package: Package) -> Tally | None:
    """What counts the rows of a page; None where it counts nothing."""
    counts = page.declared.counts
    if counts != RECORDS:
        return Tally(page.filters, pools_of(package, counts)) if counts else None
    pools = [
        attempt(partial(shown_pools, package, one.declared), lambda _number: list[Pool](), one.key, one.net)
        for one in page.exhibits
    ]
    return Tally(page.filters, list(chain.from_iterable(pools)))


def counted(page: Page, package: Package, choices: Choices) -> wording.Values:
    """Of the rows that a page counts, how many the choices leave; of cases also how many have a figure."""
    counting = tally_of(page, package)
    if counting is None:
        return {}
    asked = options.asked_of(page.filters, choices)
    stated = {"stated": options.with_figures(package, asked)} if page.declared.counts == "cases" else {}
    return {"n": counting.left(choices), "total": counting.total, **stated}


def exhibiting(site: Site) -> tuple[Page, ...]:
    """In the order of the package's own list of pages; one that is not listed comes after these."""
    return _exhibiting(site.package, site.net)


@lru_cache(maxsize=4)
def _exhibiting(package: Package, net: Net | None) -> tuple[Page, ...]:
    pages = package.story.pages or default_story(package)
    order = [key for key in dict.fromkeys((*package.site.pages, *pages)) if key in pages]
    told = {key: [_declared(one) for one in pages[key].exhibits] for key in order}
    # What nobody claims, on the page of its topic; on the first page where that is none of these.
    named = "further.name" if package.story.pages else "default.name"
    for topic, written in further(package, unclaimed(package, _claimed(package, pages, told, net)), named):
        key = topic.page if topic.page and topic.page in told else order[0]
        told[key] += [_declared(one | _followed(package, pages[key])) for one in written]
    return tuple(_page(package, key, pages[key], told[key], net) for key in order)


def _claimed(
    package: Package, pages: Mapping[str, PageDeclaration], told: Mapping[str, Exhibits], net: Net | None
) -> set[str]:
    claimed = {one for key in told for one in said(package, (pages[key].title, pages[key].standfirst))}
    for declared in chain.from_iterable(told.values()):
        claimed |= attempt(partial(claims, package, declared), lambda _number: set(), declared.key, net)
    return claimed


def _followed(package: Package, page: PageDeclaration) -> dict[str, Any]:
    """Beside what the document says; on a page of receivers figures follow its filters through the register, and those
    of a giver by who gives."""
    part = {"part": "found"} if package.site.document else {}
    register = next((one for one in package.site.registers if one.key == page.register_key), None)
    if register is None or register.of == "home":
        return part
    givers = {item.name: "giver" for item in page.filters if item.on == "partner"}
    return part | {"follows": {"through": register.key, **givers}}


def page_of_cases(site: Site) -> Page | None:
    """The page that counts cases; each case has a page of its own besides."""
    return next((one for one in exhibiting(site) if one.declared.counts == "cases"), None)


def _page(package: Package, key: str, declared: PageDeclaration, exhibits: Exhibits, net: Net | None) -> Page:
    filters = options.filters_of(package, declared, exhibits)
    made = []
    for one in sorted(exhibits, key=lambda one: PARTS.index(one.part)):
        side = one.side or declared.side
        own = one.model_copy(update={"accent": one.accent or accent_of(package, side)})
        made.append(
            Exhibit(package=package, declared=own, filters=filters, side=side, net=net, path=declared.path)
        )
    after = partial(_ways_in, declared) if declared.ways else None
    return Page(key=key, declared=declared, filters=filters, exhibits=tuple(made), after=after)


def _declared(written: dict[str, Any]) -> Kind:
    return kinds.KINDS[written["kind"]].model_validate(written)


def _ways_in(declared: PageDeclaration, site: Site, _query: str, lang: Lang) -> Children:
    pages = {page.key: (page.name(lang), page.path, page.side) for page in exhibiting(site)}
    pages["sources"] = (say("page.sources.name", lang), "/sources", "")
    links = []
    for one in (one for one in declared.ways if one.page in pages):
        name, path, side = pages[one.page]
        title, accent = f"{one.text.pick(lang)} →", accent_class(site.package, side)
        links.append(way(name, title, site.href(path, lang), accent))
    return [nav("ways.label", links, lang, className="ways")]
