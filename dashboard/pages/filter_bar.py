"""The bar of filters: a control for each, chips of what is chosen, and on a phone a sheet of all.

What a filter has chosen stands in a store as the text that an address has for it. Its options are still: the browser
marks what is chosen and writes the numbers (`assets/src/options.js`), which come as data.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dashboard.exhibits.counting import Counts
from dashboard.exhibits.filters import MAX_TEXT, Choices, Filter, chosen_label, in_force, text_of
from dashboard.exhibits.wording import prose_for
from dashboard.figures.words import LANGS, Lang, plain, say
from dashboard.package.load import Package
from dashboard.pages.exhibiting import Page, counted, tally_of
from dashboard.pages.parts import button
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site

MANY_OPTIONS = 8  # beyond which options are found by typing


def control_id(page: Page, item: Filter) -> str:
    """Of the store of what it has chosen; its label and its field are named after it."""
    return f"{page.key}-{item.name}"


def count_in_force(choices: Choices) -> str:
    return str(sum(choice is not None for choice in choices.values()))


def option_counts(page: Page, site: Site, choices: Choices) -> Counts:
    """How many rows each option leaves under the other filters; empty on a page that counts nothing."""
    tally = tally_of(page, site.package)
    return tally.options(choices) if tally else {}


def band(page: Page, site: Site, choices: Choices, lang: Lang) -> html.Form:
    counts = option_counts(page, site, choices)
    made = {
        item: _control(page, item, site, choices, counts.get(item.name, {}), lang) for item in page.filters
    }
    beyond = [item for item in page.filters if item.kind == "compare" or not item.narrows]
    controls = [made[item] for item in page.filters if item not in beyond]
    if beyond:
        controls.append(_more([made[item] for item in beyond], lang))
    count = html.Span(count_in_force(choices), id=f"{page.key}-filter-count")
    ways = [
        button(show_label(page, site, choices, lang), {"data-results": ""}, id=f"{page.key}-show"),
        button(say("filter.reset", lang), {"data-reset": page.key}, className="plain"),
    ]
    sheet = html.Div([*controls, html.Div(ways, className="sheet-ways")], className="controls")
    opener = html.Summary([say("filter.open", lang), count])
    chosen = html.Div(chips(page, site, choices, lang), id=f"{page.key}-chips", className="chips")
    content = [html.Details([opener, sheet], open=True, className="filter-sheet"), chosen]
    # What the browser needs to write the choices into the address and to read them back.
    spec = [
        {"name": item.name, "kind": item.kind, "id": control_id(page, item), "values": item.values}
        for item in page.filters
    ]
    names = {"aria-label": say("filter.label", lang), "data-spec": json.dumps(spec)}
    stores = [dcc.Store(id=f"{page.key}-counts", data=counts), *_stores(page, choices)]
    return html.Form(
        [*stores, html.Div(content, className="filter-row")], className="filters", **attributes(names)
    )


def _more(controls: Children, lang: Lang) -> html.Div:
    """What says how rows are shown, and not which, behind one button."""
    menu = html.Div(controls, className="menu")
    return html.Div(html.Details([html.Summary(say("filter.more", lang)), menu], className="choice more"))


def _stores(page: Page, choices: Choices) -> Children:
    """A list, empty where nothing is chosen: Dash takes a store without data for one that was changed."""
    chosen = {item.name: text_of(item, choice) for item, choice in in_force(page.filters, choices)}
    held = {item: [chosen[item.name]] if item.name in chosen else [] for item in page.filters}
    return [dcc.Store(id=control_id(page, item), data=data) for item, data in held.items()]


def show_label(page: Page, site: Site, choices: Choices, lang: Lang) -> str:
    """The button that leads from the sheet to what the filters leave."""
    told = prose_for(page.declared.show.pick(lang), site.package, lang, counted(page, site.package, choices))
    return plain(told) if told else say("filter.show", lang)


def chips(page: Page, site: Site, choices: Choices, lang: Lang) -> Children:
    """What is chosen, each with the way to take it back."""
    return [
        chip
        for item, choice in in_force(page.filters, choices)
        for chip in _chips_of(item, choice, site.package, lang)
    ]


def _chips_of(item: Filter, choice: Any, package: Package, lang: Lang) -> Iterator[html.Button]:
    values = list(choice) if item.kind in ("many", "compare") else []
    pairs = [(value, item.label_of(package, value, lang)) for value in values]
    for value, words in pairs or [("", chosen_label(item, choice, package, lang))]:
        label = say("filter.remove", lang, label=item.label.pick(lang), value=words)
        names = {"data-remove": item.name, "data-value": value, "aria-label": label, "title": label}
        yield button(
            [html.Span(words), html.Span("×", **attributes({"aria-hidden": "true"}))], names, className="chip"
        )


def _control(
    page: Page, item: Filter, site: Site, choices: Choices, counts: Mapping[str, int], lang: Lang
) -> html.Div:
    control, choice, label = control_id(page, item), choices.get(item.name), item.label.pick(lang)
    if item.kind == "text":
        search = {"type": "search", "debounce": True, "maxlength": MAX_TEXT, "autocomplete": "off"}
        field = f"{control}-field"
        names = attributes({"data-search": item.name})
        hint = item.hint.pick(lang)
        parts: Children = [
            dbc.Label(label, html_for=field),
            html.Div(dbc.Input(id=field, value=choice or "", placeholder=hint, **search), **names),
        ]
        return html.Div(parts, className="control field")
    words = html.Span(
        chosen_label(item, choice, site.package, lang), id=f"{control}-label", className="value"
    )
    opener = html.Summary([html.Span(label, className="label"), words], title=label)
    menu = html.Details(
        [opener, _menu(control, item, choice, counts, lang)],
        className="choice",
        **attributes({"data-filter": item.name}),
    )
    return html.Div(menu, className="control")


def _menu(control: str, item: Filter, choice: Any, counts: Mapping[str, int], lang: Lang) -> html.Div:
    label, parts = item.label.pick(lang), []
    if len(item.options) > MANY_OPTIONS and item.kind == "many":
        find, field = say("filter.find", lang, label=label), f"{control}-find"
        parts.append(dbc.Label(find, html_for=field, className="visually-hidden"))
        search = {"type": "search", "debounce": True, "autocomplete": "off", "placeholder": find}
        parts.append(dbc.Input(id=field, className="find", **search))
    told: Children = [html.Span(say("filter.range", lang))] if item.kind == "range" else []
    told += [html.Span(say("filter.counts", lang))] if counts else []
    if item.kind != "one":
        told.append(button(say("filter.clear", lang), {"data-every": item.name}, className="plain"))
    if told:
        parts.append(html.Div(told, className="menu-head"))
    role = "radiogroup" if item.kind == "one" else "group"
    options = list(_options(item, choice, counts, lang))
    parts.append(html.Div(options, className="options", role=role, **attributes({"aria-label": label})))
    return html.Div(parts, className="menu")


def _options(item: Filter, choice: Any, counts: Mapping[str, int], lang: Lang) -> Iterator[html.Div]:
    """Of all options one is a stop of the keyboard, from which arrows lead on."""
    stop = next((one.value for one in item.options if is_chosen(item, choice, one.value)), item.values[0])
    for one in item.options:
        chosen, number = is_chosen(item, choice, one.value), counts.get(one.value)
        names = {"data-option": one.value, "aria-checked": str(chosen).lower()}
        names |= {"data-found-by": " ".join(one.label.pick(other) for other in LANGS) + f" {one.spelt}"}
        if number == 0 and not chosen:
            names["aria-disabled"] = "true"
        shown = "" if number is None else str(number)
        content = [html.Span(one.label.pick(lang), className="name"), html.Span(shown, className="count")]
        role, index = "radio" if item.kind == "one" else "checkbox", 0 if one.value == stop else -1
        row: Children = [button(content, names, role=role, tabIndex=index, className="option-name")]
        if item.kind == "many":
            only = {
                "data-only": one.value,
                "aria-label": f"{say('filter.only', lang)} {one.label.pick(lang)}",
            }
            row.append(button(say("filter.only", lang), only, tabIndex=-1, className="option-only"))
        yield html.Div(row, className="option")


def is_chosen(item: Filter, choice: Any, value: str) -> bool:
    """Whether an option is shown as chosen; of a filter that narrows nothing, only what says "all"."""
    match item.kind:
        case "range":
            return choice is not None and choice[0] <= int(value) <= choice[1]
        case "one":
            return value == (choice or item.values[0])
    return value in (choice or ())
