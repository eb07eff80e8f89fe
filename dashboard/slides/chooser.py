"""Making slides: all that can be shown, in small, to choose and to put in order, and what the cover says."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import dash_bootstrap_components as dbc
from dash import html

from dashboard.dash_internals import as_json
from dashboard.exhibits.filters import Query
from dashboard.figures.words import Lang, say
from dashboard.pages.contents import PRESENT
from dashboard.pages.parts import FILES, button
from dashboard.pages.view import (
    ASKED,
    DAY,
    LONGEST_TITLE,
    MAPS,
    PAGE,
    PRESET,
    RATIO,
    RATIOS,
    SHOW,
    TILES,
    TITLE,
    Item,
    View,
    ViewError,
    parse_view,
)
from dashboard.render.figure import picture_address
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site
from dashboard.slides.appendix import is_table, with_appendix_last
from dashboard.slides.parts import parts_of

FORM = "YYYY-MM-DD"
MOVES = (("↑", "-1", "up"), ("↓", "1", "down"))


def chooser(
    view: View, site: Site, starts: Mapping[str, int], settings: Iterable[tuple[str, str]]
) -> html.Form:
    """Those on show stand first and in their order; `settings` are what else the address of the slides tells."""
    lang, asked, home = view.lang, Query.read(view.query), site.href(PRESENT, view.lang)
    base, every = asked.without(SHOW, PRESET, MAPS, *ASKED), _every(view, site)
    offered = {item.exhibit.key: item for item in (*every.items, *view.items)}
    counts = _counts(replace(every, items=tuple(offered.values())))
    rows = [
        _choice(offered[key], starts.get(key), {ratio: one[key] for ratio, one in counts.items()}, site, lang)
        for key in dict.fromkeys((*starts, *offered))
    ]
    sets = [
        html.A(one.name.pick(lang), href=base.without(PAGE).also([(PRESET, one.key)]).after(home))
        for one in site.package.site.presets
    ]
    file = site.href(f"/export/{FILES['deck']}", lang)
    ways = [
        html.Button(say("present.contents.apply", lang), type="submit", className="apply"),
        html.Span(role="status", className="choice-count"),
        html.A(say("present.contents.everything", lang), href=base.without(PAGE).after(home)),
        html.A(
            say("present.contents.deck", lang),
            href=asked.after(file),
            download="",
            **attributes({"data-base": base.after(file)}),
        ),
    ]
    parts: Children = [
        html.P([say("present.contents.sets", lang), *sets], className="actions") if sets else None,
        html.P(say("present.contents.hint", lang)),
        html.Ol(rows),
        html.Div(_asked(view, asked, lang), className="choice-asked"),
        html.P(ways, className="actions choice-ways"),
    ]
    names = {"data-base": base.also(settings).after(home), "data-known": as_json(_known(view, offered))}
    return html.Form([part for part in parts if part], **attributes({"data-chooser": "", **names}))


def _counts(view: View) -> Mapping[str, Counter[str]]:
    """How many slides each exhibit takes in each of the proportions, the usual ones first."""
    wide, narrow = RATIOS
    views = {wide: replace(view, asked={}), narrow: replace(view, asked={RATIO: narrow})}
    return {
        ratio: Counter(part.item.exhibit.key for part in parts_of(one)[0]) for ratio, one in views.items()
    }


def _known(view: View, offered: Mapping[str, Item]) -> Mapping[str, str]:
    """What an address says in place of naming them, by the exhibits it then shows."""
    drawn = [key for key, item in offered.items() if not is_table(item.exhibit)] or list(offered)
    known = {",".join(drawn): ""}
    if view.preset:
        known[",".join(item.exhibit.key for item in view.items)] = f"{PRESET}={view.preset.key}"
    return known


def _every(view: View, site: Site) -> View:
    """All of the pages asked for, under the same filters, whatever is chosen of them."""
    try:
        asked = Query.read(view.query).without(SHOW, PRESET)
        return with_appendix_last(parse_view(asked.written(), site, view.lang))
    except ViewError:  # no topic is chosen, and what is on show is named
        return view


def _choice(item: Item, start: int | None, counts: Mapping[str, int], site: Site, lang: Lang) -> html.Li:
    """Its picture is asked for by the script, where there is a server and once it is seen."""
    name = item.title(lang)
    place = [item.page.name(lang), *([say("present.appendix", lang)] if is_table(item.exhibit) else [])]
    said = [html.Span(" · ".join(place), className="choice-page"), " ", name]
    picture = {"data-thumbnail": picture_address(item.exhibit, site, item.choices, lang)}
    box = button(said, {"aria-checked": "true" if start else "false"}, role="checkbox")
    tools: Children = []
    if start:
        tools.append(button(say("present.from-slide", lang, number=start), {"data-goto": str(start)}))
    for sign, step, direction in MOVES:
        label = say(f"present.contents.{direction}", lang, name=name)
        tools.append(button(sign, {"data-move": step, "aria-label": label}))
    handle = html.Span(className="choice-handle")
    parts = [
        handle,
        html.Img(alt="", draggable="false", **attributes(picture)),
        box,
        html.Span(tools, className="choice-tools"),
    ]
    return html.Li(parts, **attributes({"data-key": item.exhibit.key, "data-slides": as_json(counts)}))


def _asked(view: View, asked: Query, lang: Lang) -> Children:
    """What the cover says, and how slides are drawn; each with its name in the address."""
    wide, narrow = RATIOS
    parts: Children = []
    for name, hint, longest in ((TITLE, "", LONGEST_TITLE), (DAY, FORM, len(FORM))):
        field = f"slides-{name}"
        text = {"type": "text", "value": view.asked.get(name, ""), "placeholder": hint, "autocomplete": "off"}
        box = dbc.Input(id=field, maxlength=longest, debounce=True, name=name, **text)
        parts.append(html.Div([dbc.Label(say(f"present.contents.{name}-said", lang), html_for=field), box]))
    for name, value, chosen in ((MAPS, TILES, asked.first(MAPS)), (RATIO, narrow, view.asked.get(RATIO))):
        tick = {"aria-checked": "true" if chosen else "false", "data-ask": f"{name}={value}"}
        words = say(f"present.contents.{name}", lang, ratio=narrow, other=wide)
        parts.append(button(words, tick, role="checkbox"))
    return parts
