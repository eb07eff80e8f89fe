"""The pages that show exhibits, as `story/*.toml` declares them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from dash import dcc, html

from dashboard.exhibits.default_story import default_story
from dashboard.exhibits.exhibit import Exhibit, accent_of
from dashboard.exhibits.filters import Choices, chosen_label
from dashboard.exhibits.further import claims, further, said, unclaimed
from dashboard.exhibits.kind import Kind
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.net import Net, attempt
from dashboard.exhibits.options import asked_of, count_left, filters_of
from dashboard.exhibits.wording import sentence_for
from dashboard.figures.words import Lang, Prose, say
from dashboard.package.load import Package
from dashboard.package.story import PageDeclaration
from dashboard.pages import Page
from dashboard.render.html import Children, accent_class, attributes
from dashboard.render.site import Site

Exhibits = Sequence[Kind]

BOTH = "both"


def page_title(page: Page, package: Package, choices: Choices, lang: Lang) -> Prose:
    """Its title while no exhibit has lost a row to the filters, else what is said of a part, else its name and the
    choices."""
    whole = all(exhibit.show(choices, lang).whole for exhibit in page.exhibits)
    scope = " · ".join(
        chosen_label(item, choices[item.name], package, lang)
        for item in page.filters
        if choices.get(item.name) is not None
    )
    values: dict[str, str | int] = {"scope": scope}
    if page.declared.counts:
        left, total = count_left(package, page.declared.counts, asked_of(page.filters, choices))
        values |= {"n": left, "total": total}
    truest = page.declared.title if whole else page.declared.title_filtered
    name = page.name(lang)
    return sentence_for(truest, package, lang, values) or (f"{name} · {scope}" if scope else name,)


def exhibiting(site: Site) -> tuple[Page, ...]:
    """In the order of the package's own list of pages; one that is not listed comes after these."""
    return _exhibiting(site.package, site.net)


@lru_cache(maxsize=4)
def _exhibiting(package: Package, net: Net | None) -> tuple[Page, ...]:
    pages = story_of(package)
    order = [key for key in dict.fromkeys((*package.site.pages, *pages)) if key in pages]
    told = {key: [_declared(one) for one in pages[key].exhibits] for key in order}
    for key, exhibits in _further(package, told, net).items():
        told[key] += exhibits
    return tuple(_page(package, key, told[key], net) for key in order)


@lru_cache(maxsize=16)
def story_of(package: Package) -> Mapping[str, PageDeclaration]:
    """The pages that a package tells; default ones where it tells none."""
    return package.story.pages or default_story(package)


def _further(package: Package, told: Mapping[str, Exhibits], net: Net | None) -> dict[str, list[Kind]]:
    """What nobody claims, by the page of its topic; by the first page where that is none of these."""
    found: dict[str, list[Kind]] = {}
    named = "further.name" if package.story.pages else "default.name"
    for topic, written in further(package, unclaimed(package, _claimed(package, told, net)), named):
        key = topic.page if topic.page and topic.page in told else next(iter(told))
        follows = _followed(package, story_of(package)[key])
        found.setdefault(key, []).extend(_declared(one | follows) for one in written)
    return found


def _claimed(package: Package, told: Mapping[str, Exhibits], net: Net | None) -> set[str]:
    claimed: set[str] = set()
    for key, exhibits in told.items():
        page = story_of(package)[key]
        claimed.update(said(package, (page.title, page.standfirst)))
        for declared in exhibits:
            claimed |= attempt(partial(claims, package, declared), lambda _number: set(), declared.key, net)
    return claimed


def _followed(package: Package, page: PageDeclaration) -> dict[str, Any]:
    """On a page of receivers figures follow its filters through the register, and those of a giver by who gives."""
    register = next((one for one in package.site.registers if one.key == page.register_key), None)
    if register is None or register.of == "home":
        return {}
    givers = {item.name: "giver" for item in page.filters if item.on == "partner"}
    return {"follows": {"through": register.key, **givers}}


def page_of_cases(site: Site) -> Page | None:
    """The page that counts cases; each case has a page of its own besides."""
    return next((one for one in exhibiting(site) if one.declared.counts == "cases"), None)


def _page(package: Package, key: str, exhibits: Exhibits, net: Net | None) -> Page:
    declared = story_of(package)[key]
    filters = filters_of(package, declared, exhibits)
    return Page(
        key=key,
        declared=declared,
        filters=filters,
        exhibits=tuple(
            Exhibit(
                package=package,
                declared=_coloured(package, one, one.side or declared.side),
                filters=filters,
                side=one.side or declared.side,
                net=net,
            )
            for one in exhibits
        ),
        after=partial(_ways_in, declared) if declared.ways else None,
    )


def _declared(written: dict[str, Any]) -> Kind:
    return KINDS[written["kind"]].model_validate(written)


def _coloured(package: Package, declared: Kind, side: str) -> Kind:
    """With the accent of its side where it has none of its own."""
    return declared.model_copy(update={"accent": declared.accent or accent_of(package, side)})


def _ways_in(declared: PageDeclaration, site: Site, _choices: Choices, lang: Lang) -> Children:
    """Links from a page to others."""
    pages = {page.key: page for page in exhibiting(site)}
    links = [
        _way(site, way.page, pages, way.text.pick(lang), lang)
        for way in declared.ways
        if way.page in pages or way.page == "sources"
    ]
    return [html.Nav(links, className="ways", **attributes({"aria-label": say("ways.label", lang)}))]


def _way(site: Site, key: str, pages: dict[str, Page], text: str, lang: Lang) -> dcc.Link:
    page = pages.get(key)
    name, path = (page.name(lang), page.path) if page else (say("page.sources.name", lang), "/sources")
    parts = [html.Span(name), html.Strong(f"{text} →")]
    return dcc.Link(
        parts,
        href=site.href(path, lang),
        className=f"way {accent_class(site.package, page.side if page else '')}",
    )
