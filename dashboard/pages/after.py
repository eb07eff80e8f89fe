"""What became of a case: what other sources say of it, apart from its own source and each with its grade."""

from dash import dcc, html

from dashboard.exhibits import charts, exhibit
from dashboard.exhibits.case_rows import event_text, figure_card
from dashboard.exhibits.reading import period_of
from dashboard.exhibits.rows import CaseRow
from dashboard.figures.words import Lang, say, text_of
from dashboard.package.model import CaseEvent
from dashboard.pages.parts import graded, source_href
from dashboard.render.drawing import draw_html
from dashboard.render.html import Children
from dashboard.render.site import Site
from dashboard.render.table import folded


def after(site: Site, row: CaseRow, lang: Lang) -> Children:
    """Nothing where the package tells nothing of it."""
    if not row.events and not row.found_figures:
        return []
    parts: Children = [
        html.H2(say("case.after", lang)),
        html.P(say("case.after-note", lang), className="subtitle"),
    ]
    if row.found_figures:
        parts.append(draw_html(_cards(site, row, lang), site, lang))
    events = html.Ul([_event(site, one, lang) for one in row.events], className="case-events")
    parts += folded(events, len(row.events), lang)
    return [html.Section(parts, className="case-after")]


def _cards(site: Site, row: CaseRow, lang: Lang) -> charts.Cards:
    """The figure of each with its period, and who gives it."""
    cards = tuple(
        figure_card(
            row,
            one,
            lang,
            detail=f"{period_of(one, lang)} · {text_of(one.source, 'publisher', lang)} · {one.source.grade}",
        )
        for one in row.found_figures
    )
    accent = exhibit.accent_of(site.package, row.case.side) or "teal"
    return charts.Cards((charts.CardGroup(title="", cards=cards, accent=accent),))


def _event(site: Site, event: CaseEvent, lang: Lang) -> html.Li:
    parts: Children = [html.Span(say(f"case.event.{event.what}", lang), className="what")]
    if event.date:
        parts.append(html.Time(event.date, dateTime=event.date))
    parts.append(html.Span(event_text(event, lang), className="told"))
    if event.source_id:
        source = site.package.source(event.source_id)
        name = dcc.Link(text_of(source, "publisher", lang), href=source_href(site, source.source_id, lang))
        parts.append(html.Span(graded(name, source, lang), className="told-by"))
    return html.Li(parts)
