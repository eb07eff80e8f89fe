"""What every page has around its exhibits: header, filters, notices, the line that says what is shown, footer."""

import json
from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.exhibits.filters import ALL, Choices, Filter, Query, chosen_label, parse_query
from dashboard.exhibits.options import asked_of, count_left
from dashboard.exhibits.wording import sentence_for
from dashboard.figures.words import HTML_LANG, Lang, plain, say
from dashboard.pages import Page, takeaway
from dashboard.pages.exhibiting import exhibiting, page_title
from dashboard.render.figure import map_note, render
from dashboard.render.html import Children, accent_class, attributes, mentions
from dashboard.render.site import Site

PRESENT = "/present"
Options = Sequence[tuple[str, str]]  # values and their labels


def header(
    site: Site, page_key: str, pages: Sequence[Page], path: str, lang: Lang, shows: str = ""
) -> html.Header:
    """`pages` stand in the order of the navigation; `path` is this page's own; `shows` is its key where it has exhibits
    to present."""
    here = next((page for page in pages if page.key == page_key), None)
    links = [_way(page, here, site, lang) for page in pages]
    brand = dcc.Link(
        [html.Span(className="emblem"), site.name(lang)], href=site.href("/", lang), className="brand"
    )
    theme = html.Button(say("site.theme", lang), id="theme-switch", type="button", className="plain")
    present = [_present_link(site, shows, lang)] if shows else []
    tools = html.Div([*present, theme, *language_link(site, path, lang)], className="tools")
    navigation = html.Nav(links, **attributes({"aria-label": say("site.pages", lang)}))
    content = [html.Div([brand, navigation, tools]), print_line(site, lang)]
    return html.Header(content, **attributes({"data-page": page_key}))


def _way(page: Page, here: Page | None, site: Site, lang: Lang) -> dcc.Link:
    """To a page; the browser adds the choices of the filters that it shares with the one on show."""
    marks = {"data-nav": page.key}
    if page is here:
        marks["aria-current"] = "page"
    elif shared := carried_filters(here, page):
        marks["data-carries"] = " ".join(item.name for item in shared)
    name = html.Span(page.name(lang), **attributes(marks))
    return dcc.Link(name, href=site.href(page.path, lang), className="current" if page is here else "")


def carried_filters(origin: Page | None, page: Page) -> list[Filter]:
    """The filters of a page that take over a choice made on another, where both say what it means with them."""
    if origin is None or not (origin.declared.carried and page.declared.carried):
        return []
    named = {(item.name, item.kind) for item in origin.filters}
    return [item for item in page.filters if (item.name, item.kind) in named]


def language_link(site: Site, path: str, lang: Lang) -> Children:
    """To the same page in the other language, where one is offered."""
    other = site.other(lang)
    if other is None:
        return []
    switch = html.Span(say("site.other-language", lang), lang=HTML_LANG[other])
    return [dcc.Link(switch, href=site.href(path, other), id="language-link")]


def _present_link(site: Site, page_key: str, lang: Lang) -> dcc.Link:
    """To the slides of a page; the browser adds the filters in force."""
    address = f"{site.href(PRESENT, lang)}?page={page_key}"
    return dcc.Link(
        html.Span(say("present.link", lang), **attributes({"data-slides": page_key})), href=address
    )


def print_line(site: Site, lang: Lang) -> html.P:
    """The first line on paper; what only the browser knows is filled in when it prints."""
    known = {name: f"{{{name}}}" for name in ("title", "filters", "date", "address")}
    line = say("print.line", lang, version=site.package.version, **known)
    unfiltered = say("view.unfiltered", lang)
    return html.P(className="print-line", **attributes({"data-line": line, "data-unfiltered": unfiltered}))


def footer(site: Site, lang: Lang) -> html.Footer:
    version = say("site.version", lang, version=site.package.version)
    about = html.P(" ".join(filter(None, [version, site.package.site.footer.pick(lang)])))
    maps = map_note(site, lang)
    return html.Footer(html.Div([*([html.P(maps)] if maps else []), about]))


# Filters ------------------------------------------------------------------------------------------------------


def control_ids(page: Page, item: Filter) -> list[str]:
    base = f"{page.key}-{item.name}"
    return [f"{base}-from", f"{base}-to"] if item.kind == "range" else [base]


def band(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Form:
    controls = [_control(page, item, site, choices, lang) for item in page.filters]
    spec = [_spec(page, item) for item in page.filters]
    count = str(sum(choices.get(item.name) is not None for item in page.filters))
    opener = html.Summary([say("filter.open", lang), html.Span(count, id=f"{page.key}-filter-count")])
    return html.Form(
        [
            html.Details(
                [opener, html.Div(controls, className="controls")], open=True, className="filter-sheet"
            ),
        ],
        className="filters",
        **attributes({"aria-label": say("filter.label", lang), "data-spec": json.dumps(spec)}),
    )


def _spec(page: Page, item: Filter) -> dict[str, Any]:
    """What the browser needs to write the choices into the address and to read them back."""
    return {"name": item.name, "kind": item.kind, "ids": control_ids(page, item), "values": item.values}


def control_values(item: Filter, choice: Any) -> list[Any]:
    """The value of each control of a filter under a choice."""
    values = list(item.values)
    if item.kind == "many":
        return [values if choice is None else list(choice)]
    if item.kind == "range":
        first, last = choice or (int(values[0]), int(values[-1]))
        return [str(first), str(last)]
    if item.kind == "one":
        return [choice or ALL]
    return [choice or ""]


def _control(page: Page, item: Filter, site: Site, choices: Choices, lang: Lang) -> html.Div:
    ids = control_ids(page, item)
    values = control_values(item, choices.get(item.name))
    options = [(option.value, option.label.pick(lang)) for option in item.options]
    label = item.label.pick(lang)
    if item.kind == "many":
        return _checklist(
            item, ids[0], values[0], _with_extras(item, options, values[0], site, lang), site, lang
        )
    if item.kind == "range":
        ends = (say("filter.from", lang), say("filter.to", lang))
        selects = [
            html.Label(
                [html.Span(f"{label} {end}", className="visually-hidden"), _select(one, value, options)]
            )
            for one, value, end in zip(ids, values, ends, strict=True)
        ]
        return html.Div(
            [html.Span(label, className="label"), html.Div(selects, className="range")], className="control"
        )
    if item.kind == "one":
        return html.Div(
            [dbc.Label(label, html_for=ids[0]), _select(ids[0], values[0], options)], className="control"
        )
    search = dbc.Input(
        id=ids[0], type="search", value=values[0], debounce=300, maxlength=60, autocomplete="off"
    )
    search.placeholder = item.hint.pick(lang)
    return html.Div([dbc.Label(label, html_for=ids[0]), search], className="control grow")


def _with_extras(item: Filter, options: Options, chosen: list[str], site: Site, lang: Lang) -> Options:
    """With what is chosen and not offered."""
    extras = [value for value in chosen if value not in item.values]
    return [*options, *((value, item.label_of(site.package, value, lang)) for value in extras)]


def _select(control: str, value: str, options: Options) -> dbc.Select:
    choices = [{"label": label, "value": option} for option, label in options]
    return dbc.Select(id=control, value=value, options=choices)


def _checklist(
    item: Filter,
    control: str,
    value: list[str],
    options: Options,
    site: Site,
    lang: Lang,
) -> html.Div:
    summary = html.Summary(
        chosen_label(item, None if len(value) == len(options) else tuple(value), site.package, lang),
        id=f"{control}-label",
        **attributes({"aria-labelledby": f"{control}-name {control}-label"}),
    )
    return html.Div(
        [
            html.Span(item.label.pick(lang), id=f"{control}-name", className="label"),
            html.Details([summary, _menu(control, value, options, lang)], className="choice"),
        ],
        className="control",
    )


def _menu(control: str, value: list[str], options: Options, lang: Lang) -> html.Div:
    boxes = dbc.Checklist(
        id=control,
        value=value,
        options=[{"label": label, "value": option} for option, label in options],
    )
    buttons = [
        html.Button(
            say(f"filter.{name}", lang),
            type="button",
            **attributes({"data-choose": name, "data-for": control}),
        )
        for name in ("all", "none")
    ]
    return html.Div(
        [html.Div(buttons, className="menu-buttons"), boxes],
        className="menu",
        role="group",
        **attributes({"aria-labelledby": f"{control}-name"}),
    )


# The line that says what is shown, and notices ----------------------------------------------------------------


def summary_line(page: Page, site: Site, choices: Choices, lang: Lang) -> Children:
    """The active choices in words, what they leave, and the way back to everything."""
    active = [
        html.Span(
            [
                f"{item.label.pick(lang)} ",
                html.Strong(chosen_label(item, choices[item.name], site.package, lang)),
            ]
        )
        for item in page.filters
        if choices.get(item.name) is not None
    ]
    counted = count_line(page, site, choices, lang)
    line: Children = [html.Span(counted)] if counted else []
    line += active or [html.Span(say("filter.unfiltered", lang))]
    if active:
        line.append(
            html.Button(
                say("filter.reset", lang),
                type="button",
                className="plain",
                **attributes({"data-reset": page.key}),
            )
        )
    line.append(takeaway.view_mark(page, choices))
    return line


def count_line(page: Page, site: Site, choices: Choices, lang: Lang) -> str:
    """How many rows of what the page counts the choices leave."""
    declared = page.declared
    if not declared.count:
        return ""
    asked = asked_of(page.filters, choices)
    left, total = count_left(site.package, declared.counts, asked)
    return plain(sentence_for(declared.count, site.package, lang, {"n": left, "total": total}) or ())


def notices(
    page: Page, ignored: Sequence[tuple[str, str]], query: str, choices: Choices, site: Site, lang: Lang
) -> Children:
    """What was ignored in the address, and which filter travelled here from another page."""
    labels = {item.name: item.label.pick(lang) for item in page.filters}
    found: Children = [
        html.P(say("notice.ignored", lang, label=labels[name], value=value[:40])) for name, value in ignored
    ]
    came_from = Query.read(query).first("from")
    origin = next((one for one in exhibiting(site) if one.key == came_from != page.key), None)
    for item in carried_filters(origin, page):
        if origin and choices.get(item.name) is not None:
            value = chosen_label(item, choices[item.name], site.package, lang)
            said = page.declared.carried.pick(lang).replace("{value}", value)
            found.append(html.P(said.replace("{page}", origin.name(lang))))
    return found


# A whole page -------------------------------------------------------------------------------------------------


def headline(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    parts: Children = []
    if page.declared.eyebrow:
        parts.append(html.P(page.declared.eyebrow.pick(lang), className="eyebrow"))
    parts.append(html.H1(mentions(page_title(page, site.package, choices, lang)), id=f"{page.key}-title"))
    if standfirst := sentence_for(page.declared.standfirst, site.package, lang):
        parts.append(html.P(mentions(standfirst), className="deck"))
    return html.Div(parts, className=f"headline {accent_class(site.package, page.side)}")


def _above_exhibits(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Div:
    """What is shown, and what can be done with it."""
    parts: Children = []
    if page.filters:
        line = summary_line(page, site, choices, lang)
        parts.append(html.Div(line, id=f"{page.key}-summary", className="summary-line", role="status"))
    if page.exhibits:
        parts.append(takeaway.menu(page, site, choices, lang))
    return html.Div(parts, className="above-exhibits")


def body(page: Page, site: Site, query: str, lang: Lang) -> Children:
    """The page between header and footer, drawn for a query string."""
    parsed = parse_query(page.filters, query, site.package)
    choices = parsed.choices
    content: Children = [headline(page, site, choices, lang)]
    if page.filters:
        said = notices(page, parsed.ignored, query, choices, site, lang)
        content.append(html.Div(said, id=f"{page.key}-notices", className="notices", role="status"))
    content.append(_above_exhibits(page, site, choices, lang))
    content.append(
        html.Div([render(one, site, choices, lang) for one in page.exhibits], className="exhibits")
    )
    content += page.after(site, choices, lang) if page.after else []
    filters = [band(page, site, choices, lang)] if page.filters else []
    return [
        *filters,
        dcc.Store(id=f"{page.key}-lang", data=lang),
        html.Main(
            content,
            id="main",
            className=f"page page-{page.key} {accent_class(site.package, page.side)}",
            tabIndex=-1,
        ),
    ]
