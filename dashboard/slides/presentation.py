"""Presenting: a view as slides, a cover and then one exhibit a slide; assets/70-present.js moves through them.

The document that script works on is described at its head. Nothing here knows a callback: once it stands in a browser,
a presentation needs no server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dash import dcc, html

from dashboard import theme
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.filters import Query
from dashboard.figures import words
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.pages.contents import pages_of
from dashboard.pages.frame import PRESENT, footer, header
from dashboard.pages.view import View, ViewError, parse_view
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site
from dashboard.slides.controls import bar, contents, keys
from dashboard.slides.slide import Part, as_json, cover, parts_of, slide

SHORTEST, LONGEST = 3, 600  # seconds a slide
PROOF = ("fact", "derived", "county", "case")  # an open proof stands in the address too
ALSO = ("auto", "mode", "from", *PROOF)


@dataclass(frozen=True, kw_only=True)
class Presentation:
    view: View
    auto: int | None = None
    mode: str = ""


def read(query: str, site: Site, lang: Lang) -> Presentation:
    """The presentation of a query string; raises ViewError."""
    view = parse_view(query, site, lang, ALSO)
    asked = Query.read(query)
    return Presentation(
        view=view, auto=_auto(asked.first("auto"), lang), mode=_mode(asked.first("mode"), lang)
    )


def _auto(text: str | None, lang: Lang) -> int | None:
    if text is None:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 4 and SHORTEST <= int(text) <= LONGEST:
        return int(text)
    raise ViewError(400, say("present.no-auto", lang, value=text[:40], least=SHORTEST, most=LONGEST))


def _mode(text: str | None, lang: Lang) -> str:
    if text is None or text in theme.THEMES:
        return text or ""
    raise ViewError(400, say("present.no-mode", lang, value=text[:40], known=", ".join(theme.THEMES)))


def status(query: str, site: Site, lang: Lang) -> int:
    """The HTTP status of the page that `body` gives."""
    try:
        read(query, site, lang)
    except ViewError as error:
        return error.status
    return 200


def body(site: Site, query: str, lang: Lang) -> Children:
    """The page at a query string: the slides, or the sentence why there are none and the ways out."""
    try:
        asked = read(query, site, lang)
        return [asked.view.attempt(lambda view: deck(replace(asked, view=view), site), site)]
    except ViewError as error:
        refusal = _refusal(str(error), site, lang)
        return [header(site, "", pages_of(site), PRESENT, lang), refusal, footer(site, lang)]


def _refusal(sentence: str, site: Site, lang: Lang) -> html.Main:
    ways = [
        html.A(say("present.way-out", lang), href=site.href(PRESENT, lang)),
        dcc.Link(say("present.home", lang), href=site.href("/", lang)),
    ]
    return html.Main(
        [
            html.H1(say("present.refused", lang)),
            html.P(sentence, className="deck"),
            html.P(ways, className="actions"),
        ],
        id="main",
        className="page",
        tabIndex=-1,
    )


# The deck -----------------------------------------------------------------------------------------------------


def deck(presentation: Presentation, site: Site) -> html.Main:
    """The slides and what moves them; the root of the document that assets/70-present.js works on."""
    view = presentation.view
    parts = [part for item in view.items for part in parts_of(item, view.lang)]
    starts = _starts(parts)
    total = len(parts) + 1
    slides = [cover(view, site, starts, total)]
    slides += [slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 2)]
    return html.Main(
        [
            *slides,
            bar(site, view),
            keys(view.lang),
            contents(view, _without_show(presentation, site), site, starts),
            html.P(role="status", className="deck-said"),
        ],
        id="main",
        className="deck-root",
        tabIndex=-1,
        lang=HTML_LANG[view.lang],
        **attributes(_settings(presentation, site, parts)),
    )


def _settings(presentation: Presentation, site: Site, parts: Sequence[Part]) -> Mapping[str, str]:
    lang = presentation.view.lang
    settings = {
        "data-present": "",
        "data-words": as_json({name: say(f"present.script.{name}", lang) for name in _script_words()}),
        "data-load": as_json([site.asset(path) for path in _boundaries(parts)]),
        "data-alive": f"{site.prefix}healthz",
        "data-gone": as_json(_gone(lang)),
    }
    if presentation.auto:
        settings["data-auto"] = str(presentation.auto)
    if presentation.mode:
        settings["data-mode"] = presentation.mode
    return settings


def _script_words() -> list[str]:
    head = "present.script."
    return [key.removeprefix(head) for key in words.catalogue() if key.startswith(head)]


def _boundaries(parts: Sequence[Part]) -> list[str]:
    """The files that the maps of these slides are drawn from."""
    plots = (part.drawing for part in parts if isinstance(part.drawing, Plot))
    return list(dict.fromkeys(path for plot in plots for path in plot.boundaries))


def _gone(lang: Lang) -> Children:
    """What the proof panel says while there is no server."""
    close = html.Button(
        say("proof.close", lang), type="button", className="plain", **attributes({"data-close": ""})
    )
    head = html.Div([html.H2(say("proof.label", lang), tabIndex=-1), close], className="proof-head")
    return [head, html.P(say("present.script.gone", lang))]


def _starts(parts: Sequence[Part]) -> dict[str, int]:
    """The slide at which each exhibit begins."""
    starts: dict[str, int] = {}
    for number, part in enumerate(parts, 2):
        starts.setdefault(part.item.exhibit.key, number)
    return starts


def _without_show(presentation: Presentation, site: Site) -> str:
    """The address of this presentation but for the choice of exhibits."""
    view = presentation.view
    settings = {"auto": presentation.auto, "mode": presentation.mode}
    kept = (
        Query.read(view.query).without("show").also((name, str(one)) for name, one in settings.items() if one)
    )
    return kept.after(site.href(PRESENT, view.lang))
