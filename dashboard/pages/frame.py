"""What every page has around its exhibits: header, filters, notices, the line that says what is shown, footer."""

import json

from dash import dcc, html

from dashboard.exhibits import filters
from dashboard.exhibits.filters import Choices, chosen_label, in_force, parse_query, write_query
from dashboard.exhibits.wording import prose_for, sentence_for
from dashboard.figures.words import HTML_LANG, Lang, plain, say
from dashboard.pages import filter_bar
from dashboard.pages.comparing import comparison_way
from dashboard.pages.contents import PRESENT, SEARCH, Route, pages_of
from dashboard.pages.exhibiting import Page, counted, exhibiting, page_title
from dashboard.pages.parts import FILES, below_eyebrow, button, in_parts, main, nav
from dashboard.pages.proof import actions, copy_button
from dashboard.pages.section_index import section_index
from dashboard.render.figure import folding, map_note
from dashboard.render.html import Children, accent_class, attributes, mentions
from dashboard.render.site import Site

QR = "qr.svg"  # below /export
LONGEST_CODED = 1000  # characters; a code of more is too fine for a phone to read from a screen


def header(site: Site, route: Route) -> html.Header:
    lang, here = route.lang, route.current(site)
    named: Children = [html.Span(className="emblem"), site.name(lang)]
    brand = dcc.Link(named, href=site.href("/", lang), className="brand")
    others = language_link(site, route.path if route.exists else "/", lang)
    tools = [find(site, lang), theme_switch(lang), *others, _share(site, lang)]
    if page := route.taken(site):  # to the slides of the page; the browser adds the filters in force
        name = html.Span(say("present.link", lang), **attributes({"data-slides": page.key}))
        tools.insert(0, dcc.Link(name, href=f"{site.href(PRESENT, lang)}?page={page.key}"))
    navigation = nav("site.pages", [_way(page, here, site, lang) for page in pages_of(site)], lang)
    content = [html.Div([brand, navigation, html.Div(tools, className="tools")]), print_line(site, lang)]
    return html.Header(content, **attributes({"data-page": here.key if here else ""}))


def _way(page: Page, here: Page | None, site: Site, lang: Lang) -> dcc.Link:
    """To a page; the browser adds what was chosen there, and the choices of filters that pages share."""
    marks = {"data-nav": page.key}
    if page is here:
        marks["aria-current"] = "page"
    if carried := [item.name for item in page.filters if item.carried]:
        marks["data-carries"] = " ".join(carried)
    name = html.Span(page.name(lang), **attributes(marks))
    return dcc.Link(name, href=site.href(page.path, lang), className="current" if page is here else "")


def find(site: Site, lang: Lang) -> dcc.Link:
    """To the page that finds; the browser opens its dialog instead, as the key `/` does."""
    said = ("title", "label", "hint", "submit", "close", "failed")
    words = json.dumps({name: say(f"search.{name}", lang) for name in said}, ensure_ascii=False)
    name = html.Span(say("search.name", lang), **attributes({"data-find": words}))
    return dcc.Link(name, href=site.href(SEARCH, lang))


def _share(site: Site, lang: Lang) -> html.Details:
    """The address to copy, and its code for a phone, which the browser asks for when the menu is opened."""
    name = attributes({"data-code": site.href(f"/export/{QR}", lang)})
    picture = html.Img(alt=say("share.code", lang), width=200, height=200, **name)
    menu = html.Div([picture, actions([copy_button(lang)])], className="menu")
    return html.Details([html.Summary(say("share.label", lang)), menu], className="choice share")


def theme_switch(lang: Lang) -> html.Button:
    return button(say("site.theme", lang), id="theme-switch", className="plain")


def language_link(site: Site, path: str, lang: Lang) -> Children:
    """To the same page in the other language, where one is offered."""
    other = site.other(lang)
    if other is None:
        return []
    switch = html.Span(say("site.other-language", lang), lang=HTML_LANG[other])
    return [dcc.Link(switch, href=site.href(path, other), id="language-link")]


def print_line(site: Site, lang: Lang) -> html.P:
    """The first line on paper; what only the browser knows is filled in when it prints."""
    known = {name: f"{{{name}}}" for name in ("title", "filters", "date", "address")}
    line = say("print.line", lang, version=site.package.version, **known)
    names = {"data-line": line, "data-unfiltered": say("view.unfiltered", lang)}
    return html.P(className="print-line", **attributes(names))


def footer(site: Site, lang: Lang) -> html.Footer:
    """The maps, what is shown as of when, and who answers for it where that is known."""
    own = site.package.site
    version = say("site.version", lang, version=site.package.version)
    closed = say("site.closed", lang, date=own.date) if own.date else ""
    operator = say("site.operator", lang, name=site.operator) if site.operator else ""
    errors = html.A(say("sources.errors.heading", lang), href=f"{site.href('/sources', lang)}#errors")
    lines = (map_note(site, lang), " ".join(filter(None, [closed, version, own.footer.pick(lang)])))
    told: Children = [html.P(line) for line in lines if line]
    return html.Footer(html.Div([*told, html.P([operator, " " if operator else "", errors])]))


# The line that says what is shown, and notices ----------------------------------------------------------------


def subject_of(page: Page, site: Site, choices: Choices, lang: Lang) -> tuple[str, ...]:
    """What the page is about, from the narrowest on: its choices and its name."""
    return (*(words for _, words in page.chosen(choices, site.package, lang)), page.name(lang))


def summary_line(page: Page, site: Site, choices: Choices, lang: Lang) -> Children:
    """The active choices in words, what they leave, and the way back to everything."""
    active = page.chosen(choices, site.package, lang)
    reset = button(say("filter.reset", lang), {"data-reset": page.key}, className="plain")
    counted = count_line(page, site, choices, lang)
    line: Children = [html.Span(counted)] if counted else []
    line += [html.Span([f"{label} ", html.Strong(words)]) for label, words in active]
    line.append(reset if active else html.Span(say("filter.unfiltered", lang)))
    line += comparison_way(page, site, choices, lang)
    # Nothing is seen of the filters in force as an address has them, which the links to files follow, nor of the title.
    title = " · ".join((*subject_of(page, site, choices, lang), site.name(lang)))
    unseen = {"data-view": write_query(page.filters, choices), "data-title": title}
    return [*line, html.Data(**attributes(unseen))]


def count_line(page: Page, site: Site, choices: Choices, lang: Lang) -> str:
    """How many rows of what the page counts the choices leave."""
    told = prose_for(page.declared.count.pick(lang), site.package, lang, counted(page, site.package, choices))
    return plain(told or ())


def notices(page: Page, parsed: filters.Parsed, query: str, site: Site, lang: Lang) -> Children:
    """What was ignored in the address, which filter it leaves without any option, and which filter travelled here from
    another page."""
    labels = {item.name: item.label.pick(lang) for item in page.filters}
    ignored = ((labels[name], value[:40]) for name, value in parsed.ignored)
    found: Children = [html.P(say("notice.ignored", lang, label=one, value=value)) for one, value in ignored]
    for name in (name for name, choice in parsed.choices.items() if choice == ()):
        everything = button(say("notice.show-all", lang), {"data-every": name}, className="plain")
        found.append(html.P([say("notice.none", lang, label=labels[name]), " ", everything]))
    return [*found, *_brought(page, parsed.choices, query, site, lang)]


def _brought(page: Page, choices: Choices, query: str, site: Site, lang: Lang) -> Children:
    """What is said of choices that came along from another page."""
    came_from = filters.Query.read(query).first("from")
    origin = next((one for one in exhibiting(site) if one.key == came_from != page.key), None)
    carried = {item.name for item in origin.filters if item.carried} if origin else set()
    found: Children = []
    for item, choice in in_force(page.filters, choices):
        if origin and item.name in carried and item.carried:
            value = chosen_label(item, choice, site.package, lang)
            said = item.carried.pick(lang).replace("{value}", value)
            found.append(html.P(said.replace("{page}", origin.name(lang))))
    return found


# A whole page -------------------------------------------------------------------------------------------------


def headline(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    title = html.H1(mentions(page_title(page, site.package, choices, lang)), id=f"{page.key}-title")
    standfirst = mentions(sentence_for(page.declared.standfirst, site.package, lang) or ())
    class_name = f"headline {accent_class(site.package, page.side)}"
    return below_eyebrow(page.declared.eyebrow.pick(lang), title, standfirst, class_name)


def _questions(page: Page, site: Site, lang: Lang) -> Children:
    """With links to where they are answered; one that leads to no page is left out."""
    paths = {one.key: one.path for one in pages_of(site)}
    asked = [
        html.Li(
            dcc.Link(
                one.text.pick(lang),
                href=site.href(paths[one.page], lang) + (f"#x-{one.exhibit}" if one.exhibit else ""),
            )
        )
        for one in page.declared.questions
        if one.page in paths
    ]
    return [nav("questions.label", html.Ul(asked), lang, className="questions")] if asked else []


def files(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    """What the page can be taken away as, files under its filters, and paper: links that a script turns into downloads
    with progress; without it they are downloads all the same."""
    query = "&".join(filter(None, (f"page={page.key}", write_query(page.filters, choices))))
    items: Children = []
    for name, file in FILES.items():
        title, about = (say(f"takeaway.file.{name}.{one}", lang) for one in ("name", "about"))
        href = f"{site.href(f'/export/{file}', lang)}?{query}"
        parts = [html.Strong(title), html.Span(about)]
        items.append(html.A(parts, href=href, download="", **attributes({"data-take": title})))
    for paper, name in (("", "takeaway.print"), ("wall", "takeaway.wall")):
        items.append(button([html.Strong(say(name, lang))], {"data-print": paper}))
    label = html.Span(say("takeaway.label", lang), className="take-label")
    content = [html.P(say("takeaway.menu", lang)), html.Ul([html.Li(item) for item in items])]
    words = {name: say(f"takeaway.{name}", lang) for name in ("making", "waiting", "done", "broken", "gone")}
    names = attributes({"data-page": page.key, "data-words": json.dumps(words, ensure_ascii=False)})
    menu = [html.Summary(label), html.Div(content, className="menu")]
    details = html.Details(menu, className="choice take-away", **names)
    return html.Div([details, html.Span(role="status", className="take-told")], className="page-tools")


def body(page: Page, site: Site, query: str, lang: Lang) -> Children:
    """The page between header and footer, drawn for a query string."""
    parsed = parse_query(page.filters, query)
    choices = parsed.choices
    content: Children = [
        headline(page, site, choices, lang),
        *(page.before(site, lang) if page.before else ()),
    ]
    above = _questions(page, site, lang)
    if page.filters:
        said = notices(page, parsed, query, site, lang)
        content.append(html.Div(said, id=f"{page.key}-notices", className="notices", role="status"))
        line = summary_line(page, site, choices, lang)
        above.append(html.Div(line, id=f"{page.key}-summary", className="summary-line", role="status"))
        late = attributes({"data-updating": say("filter.updating", lang)})
        above.append(html.Span(className="updating", role="status", **late))
    if page.exhibits:
        above.append(files(page, site, choices, lang))
    exhibits = ((one.declared.part, folding(one, site, choices, lang)) for one in page.exhibits)
    content += [html.Div(above, className="above-exhibits"), *in_parts(exhibits, lang)]
    content += page.after(site, query, lang) if page.after else []
    index = section_index(page, site, lang)
    names = (
        "page",
        f"page-{page.key}",
        accent_class(site.package, page.side),
        "with-sections" if index else "",
    )
    return [
        *([filter_bar.band(page, site, choices, lang)] if page.filters else []),
        dcc.Store(id=f"{page.key}-lang", data=lang),
        main([*content, *index], " ".join(filter(None, names))),
    ]
