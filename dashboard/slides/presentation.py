"""Presenting: a view as slides, a cover and then one exhibit a slide; assets/70-present.js moves through them.

The document that script works on is described at its head. Nothing here knows a callback: once it stands in a browser,
a presentation needs no server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dash import dcc, html

from dashboard import theme
from dashboard.exhibits.charts import Plot
from dashboard.exhibits.query import Query
from dashboard.figures import words
from dashboard.figures.words import HTML_LANG, Lang, say
from dashboard.pages.contents import PRESENT
from dashboard.pages.frame import footer, header
from dashboard.pages.parts import main
from dashboard.pages.proof import panel
from dashboard.pages.view import View, ViewError, parse_view
from dashboard.render.html import Children
from dashboard.render.site import Site
from dashboard.slides.controls import bar, contents, keys
from dashboard.slides.slide import Part, as_json, cover, parts_of, slide

SHORTEST, LONGEST = 3, 600  # seconds a slide
PROOF = ("fact", "derived", "county", "case")  # an open proof stands in the address too
ALSO = ("auto", "mode", "from", *PROOF)
SCRIPT = "present.script."  # the words that the script says


@dataclass(frozen=True, kw_only=True)
class Presentation:
    view: View
    auto: int | None = None
    mode: str = ""


def read(query: str, site: Site, lang: Lang) -> Presentation:
    """The presentation of a query string; raises ViewError."""
    view = parse_view(query, site, lang, ALSO)
    asked = Query.read(query)
    auto, mode = _auto(asked.first("auto"), lang), _mode(asked.first("mode"), lang)
    return Presentation(view=view, auto=auto, mode=mode)


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
        refusal = main(_refusal(str(error), site, lang))
        return [header(site, "", PRESENT, lang), refusal, footer(site, lang)]


def _refusal(sentence: str, site: Site, lang: Lang) -> Children:
    ways = [
        html.A(say("present.way-out", lang), href=site.href(PRESENT, lang)),
        dcc.Link(say("present.home", lang), href=site.href("/", lang)),
    ]
    return [
        html.H1(say("present.refused", lang)),
        html.P(sentence, className="deck"),
        html.P(ways, className="actions"),
    ]


# The deck -----------------------------------------------------------------------------------------------------


def deck(presentation: Presentation, site: Site) -> html.Main:
    """The slides and what moves them; the root of the document that assets/70-present.js works on."""
    view = presentation.view
    parts = [part for item in view.items for part in parts_of(item, view.lang)]
    starts: dict[str, int] = {}  # the slide at which each exhibit begins
    for number, part in enumerate(parts, 2):
        starts.setdefault(part.item.exhibit.key, number)
    total = len(parts) + 1
    content = [
        cover(view, site, starts, total),
        *(slide(part, number, total, site, view.lang) for number, part in enumerate(parts, 2)),
        bar(site, view),
        keys(view.lang),
        contents(view, _without_show(presentation, site), site, starts),
        html.P(role="status", className="deck-said"),
    ]
    return main(content, "deck-root", lang=HTML_LANG[view.lang], **_settings(presentation, site, parts))


def _settings(presentation: Presentation, site: Site, parts: Sequence[Part]) -> Mapping[str, str]:
    lang = presentation.view.lang
    said = [key for key in words.catalogue() if key.startswith(SCRIPT)]
    plots = (part.drawing for part in parts if isinstance(part.drawing, Plot))
    boundaries = dict.fromkeys(path for plot in plots for path in plot.boundaries)
    settings = {
        "data-present": "",
        "data-words": as_json({key.removeprefix(SCRIPT): say(key, lang) for key in said}),
        "data-load": as_json([site.asset(path) for path in boundaries]),
        "data-alive": f"{site.prefix}healthz",
        "data-gone": as_json(panel([html.P(say(f"{SCRIPT}gone", lang))], lang)),
    }
    return settings | {f"data-{name}": value for name, value in _chosen(presentation).items()}


def _chosen(presentation: Presentation) -> dict[str, str]:
    """What an address tells besides the view."""
    settings = {"auto": presentation.auto, "mode": presentation.mode}
    return {name: str(value) for name, value in settings.items() if value}


def _without_show(presentation: Presentation, site: Site) -> str:
    """The address of this presentation but for the choice of exhibits."""
    view = presentation.view
    kept = Query.read(view.query).without("show").also(_chosen(presentation).items())
    return kept.after(site.href(PRESENT, view.lang))
