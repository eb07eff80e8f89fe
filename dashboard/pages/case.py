"""One case: where it stands, who helps whom, its figures in their own units, and what the source leaves open."""

from typing import Any

import pandas as pd
from dash import dcc, html

from dashboard.charts.case_places import draw_case_place
from dashboard.charts.cases import figure_card
from dashboard.charts.listing import period_text
from dashboard.drawing import CardGroup, Cards
from dashboard.exhibits.legend import explained
from dashboard.exhibits.scope import accent_of
from dashboard.figures.amounts import told_text
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.former import PairedCounty
from dashboard.package.load import Package
from dashboard.package.model import Case
from dashboard.package.verification import paragraphs
from dashboard.pages.cases import select_case_figures, select_case_places
from dashboard.pages.proof import delisted_words
from dashboard.render.figure import graph, plot_data
from dashboard.render.html import Children, attributes, draw_html, figure, grade_badge, legend, mentions
from dashboard.render.site import Site
from dashboard.selection import ancestry

COUNTRY = "100000"
MARKS = {"planned": "planned", "at_least": "at_least", "more_than": "at_least", "about": "about"}

Pairs = list[tuple[str, Any]]


def title(site: Site, case_id: str, lang: Lang) -> str:
    case = site.package.case(case_id)
    return case.title_zh if lang == "zh" else case.title_en


def body(site: Site, case_id: str, lang: Lang) -> Children:
    """The content of `<main>`."""
    case = site.package.case(case_id)
    parts = [
        _breadcrumb(site, case, lang),
        _headline(case, lang),
        html.Div([_about(site, case, lang), _map(site, case, lang)], className="case-where"),
        _figures(site, case, lang),
        _unstated(case, lang),
        _passage(site, case, lang),
        _neighbours(site, case, lang),
    ]
    return [html.Div(parts, className=f"case side-{case.side}")]


def _breadcrumb(site: Site, case: Case, lang: Lang) -> html.Nav:
    base = site.href("/cases", lang)
    steps = [
        dcc.Link(say("case.all", lang), href=base),
        dcc.Link(say(f"side.{case.side}", lang), href=f"{base}?side={case.side}"),
        dcc.Link(say(f"theme.{case.theme}", lang), href=f"{base}?theme={case.theme}"),
    ]
    label = attributes({"aria-label": say("case.breadcrumb", lang)})
    return html.Nav(html.Ol([html.Li(step) for step in steps]), className="breadcrumb-line", **label)


def _headline(case: Case, lang: Lang) -> html.Div:
    place, name, summary = (
        (case.place_zh, case.title_zh, case.summary_zh)
        if lang == "zh"
        else (case.place_en, case.title_en, case.summary_en)
    )
    parts = [html.P(place, className="eyebrow"), html.H1(name), html.P(summary, className="deck")]
    return html.Div(parts, className="headline")


# Who, where, and where in the source --------------------------------------------------------------------------


def _about(site: Site, case: Case, lang: Lang) -> html.Dl:
    pairs = [
        *_places(site.package, case, lang),
        *_county_pairs(site, case, lang),
        (say("case.position", lang), _position(site, case, lang)),
    ]
    return html.Dl(
        [part for name, value in pairs for part in (html.Dt(name), html.Dd(value))],
        className="pairs case-about",
    )


def _map(site: Site, case: Case, lang: Lang) -> html.Figure | html.P:
    """A small map, its place marked; in words where the document names no county."""
    places = select_case_places(site.package, {})
    rows = places[places["case_id"] == case.case_id]
    if rows.empty:
        return html.P(say("case.map.none", lang), className="case-map unplaced")
    helper = rows[f"helper_{lang}"].iloc[0]
    names = ("、" if lang == "zh" else ", ").join(rows[f"area_{lang}"])
    kind = "home" if case.side == "in-province" else "helped" if isinstance(helper, str) else "unhelped"
    plot = draw_case_place(rows, lang)
    alt = say(f"case.map.alt-{kind}", lang, place=names, helper=helper)
    drawn = graph("case-place", plot_data(plot, alt), alt=alt, height=plot.height)
    notes = [say(f"case.map.{kind}", lang)] if kind != "home" else []
    caption = ("" if lang == "zh" else " ").join([*notes, say("case.map.note", lang)])
    return html.Figure([*drawn, html.Figcaption(caption)], className="case-map")


def _places(package: Package, case: Case, lang: Lang) -> Pairs:
    pairs: Pairs = []
    if case.helper_ids:
        pairs.append((say("case.helper", lang), _full_names(package, case.helper_ids, lang)))
    if case.recipient_id:
        pairs.append((say("case.recipient", lang), _full_names(package, (case.recipient_id,), lang)))
    if not pairs:
        pairs.append((say("case.place", lang), _full_names(package, case.place_ids, lang)))
    elif not case.recipient_id:
        pairs.append((say("case.place", lang), case.place_zh if lang == "zh" else case.place_en))
    return [*pairs, *_support(package, case, lang)]


def _full_names(package: Package, area_ids: tuple[str, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else "; ").join(_full_name(package, one, lang) for one in area_ids)


def _full_name(package: Package, area_id: str, lang: Lang) -> str:
    """With what encloses the area, below the country: 四川省宜宾市屏山县; Pingshan County, Yibin City, …."""
    areas = [package.area(one) for one in ancestry(package, area_id) if one != COUNTRY]
    if lang == "zh":
        return "".join(area.name_zh for area in reversed(areas))
    return ", ".join(area.name_en for area in areas)


def _support(package: Package, case: Case, lang: Lang) -> Pairs:
    """Whether the place is one of the counties the province gives priority, with what that rests on."""
    told = [area for area in map(package.supported, case.place_ids) if area]
    if not told:
        return []
    value: Children = []
    for area in told:
        value += [say(f"mark.{area.support}", lang), " ", _evidence(area.evidence or "unknown", lang)]
    return [(say("case.support", lang), value)]


def _evidence(evidence: str, lang: Lang) -> html.Span:
    return html.Span(say(f"evidence.{evidence}", lang), className=f"evidence evidence-{evidence}")


def _county_pairs(site: Site, case: Case, lang: Lang) -> Pairs:
    """What our county table says of the recipient; these figures come from public sources, not from the document."""
    counties = site.package.paired_counties
    rows = counties[counties["area_id"] == case.recipient_id].to_dict("records")
    if not rows or case.recipient_id is None:
        return []
    row, county = rows[0], site.package.county(case.recipient_id)
    note = county.note_zh if lang == "zh" else county.note_en
    partner: Children = [
        figure(Ref("county", county.area_id), _partner(row, lang)),
        " ",
        _evidence(county.partner_evidence, lang),
        *_grades(site, county.partner_source_ids, lang),
    ]
    if not set(case.helper_ids) & set(county.partner_county_ids):
        partner.append(html.Span(say("case.pairing-source", lang), className="aside"))
    state: Children = [
        figure(Ref("county", county.area_id), _county_words(county, lang)),
        " ",
        _evidence(county.class_evidence, lang),
        *_grades(site, county.class_source_ids, lang),
    ]
    if note:
        state.append(html.Span(note, className="aside"))
    return [(say("case.pairing", lang), partner), (say("case.county", lang), state)]


def _partner(row: Any, lang: Lang) -> str:
    parts = [row[f"partner_city_{lang}"], row[f"partner_county_{lang}"]]
    return " · ".join(part for part in parts if part) or say("county.no-partner", lang)


def _county_words(county: PairedCounty, lang: Lang) -> str:
    kind = say(f"class.{county.county_class}", lang)
    if not county.delisted_year:
        return kind
    return f"{kind} · {say('case.delisted', lang, year=delisted_words(county, lang))}"


def _grades(site: Site, source_ids: tuple[str, ...], lang: Lang) -> Children:
    """The grade of each source, leading to it."""
    badges: Children = []
    for source_id in source_ids:
        source = site.package.source(source_id)
        label = source.title_zh if lang == "zh" else source.title_en
        link = dcc.Link(
            [grade_badge(source.grade, lang), html.Span(f" {label}", className="visually-hidden")],
            href=f"{site.href('/sources', lang)}#source-{source_id}",
            title=label,
            className="grade-link",
        )
        badges += [" ", link]
    return badges


def _position(site: Site, case: Case, lang: Lang) -> Children:
    words_of = say("case.position-of", lang, paragraph=case.paragraph, first=case.start + 1, last=case.end)
    link = dcc.Link(words_of, href=f"{site.href('/sources', lang)}#source-{case.source_id}")
    return [
        html.Span(link, className="locator"),
        " ",
        grade_badge(site.package.source(case.source_id).grade, lang),
    ]


# Its figures --------------------------------------------------------------------------------------------------


def _figures(site: Site, case: Case, lang: Lang) -> html.Section:
    figures = select_case_figures(site.package, {})
    rows = figures[(figures["case_id"] == case.case_id) & figures["fact_id"].notna()]
    parts: Children = [
        html.H2(say(f"case.finding.{_kind(rows)}", lang), className="finding"),
        html.P(say(f"case.subtitle.{'none' if rows.empty else 'figures'}", lang), className="subtitle"),
    ]
    used = {MARKS[one] for one in (*rows["qualifier"], *rows["status"]) if one in MARKS}
    if used:
        parts.append(legend(tuple(explained(used, lang))))
    if not rows.empty:
        cards = tuple(figure_card(row, lang, detail=_when(row, lang)) for row in rows.to_dict("records"))
        parts.append(
            draw_html(
                Cards((CardGroup(title="", cards=cards, accent=accent_of(site.package, case.side)),)),
                site,
                lang,
            )
        )
    parts += _remark(site, case, lang)
    return html.Section(parts, className=f"exhibit side-{case.side}")


def _kind(rows: pd.DataFrame) -> str:
    """Which heading fits: no figure, only a word that is no value, only plans, or figures."""
    if rows.empty:
        return "none"
    if rows["value"].isna().all():
        return "qualitative"
    return "planned" if (rows["status"] == "planned").all() else "actual"


def _when(row: Any, lang: Lang) -> str:
    """The period and the wording; of a word that is no value its label tells already."""
    told = [period_text(row, lang)]
    if row["qualifier"] != "qualitative":
        told.append(say(f"qualifier.{row['qualifier']}", lang))
    return " · ".join(told)


def _remark(site: Site, case: Case, lang: Lang) -> Children:
    remark = case.remark_zh if lang == "zh" else case.remark_en
    return [html.P(mentions(told_text(site.package, remark, lang)), className="remark")] if remark else []


# What is left open, the passage, and the way on ---------------------------------------------------------------


def _unstated(case: Case, lang: Lang) -> html.Section:
    note = case.note_zh if lang == "zh" else case.note_en
    return html.Section([html.H2(say("case.unstated", lang)), html.P(note)], className="unstated")


def _passage(site: Site, case: Case, lang: Lang) -> html.Section:
    if case.source_id in site.texts:
        line = paragraphs(site.texts[case.source_id])[case.paragraph - 1]
        content: Any = html.Blockquote(line[case.start : case.end].strip(), lang="zh-CN")
    else:
        content = html.P(say("case.no-text", lang), className="withheld")
    return html.Section([html.H2(say("case.passage", lang)), content], className="passage")


def _neighbours(site: Site, case: Case, lang: Lang) -> html.Nav:
    """The cases before and after this one in the order of the document."""
    ids = list(site.package.cases["case_id"])
    here = ids.index(case.case_id)
    links = [
        _neighbour(site, ids[at], name, lang)
        for name, at in (("previous", here - 1), ("next", here + 1))
        if 0 <= at < len(ids)
    ]
    return html.Nav(links, className="ways", **attributes({"aria-label": say("case.neighbours", lang)}))


def _neighbour(site: Site, case_id: str, name: str, lang: Lang) -> dcc.Link:
    side = site.package.case(case_id).side
    parts = [html.Span(say(f"case.{name}", lang)), html.Strong(title(site, case_id, lang))]
    return dcc.Link(parts, href=site.href(f"/cases/{case_id}", lang), className=f"way side-{side} {name}")
