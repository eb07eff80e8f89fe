"""One case: where it stands, who helps whom, its figures in their own units, and what the source leaves open."""

from typing import Any

from dash import dcc, html

from dashboard.exhibits.case_rows import case_panel, figure_card, helping, look_of
from dashboard.exhibits.charts import CardGroup, Cards
from dashboard.exhibits.exhibit import accent_of
from dashboard.exhibits.legend import legend_of
from dashboard.exhibits.marks_map import Map
from dashboard.exhibits.members import evidence_of, partners_text, value_text
from dashboard.exhibits.reading import names_of, period_of
from dashboard.exhibits.rows import CaseRow, FactRow, Member, ancestry, cases_of
from dashboard.exhibits.selection import member_sources
from dashboard.exhibits.sheets import sheet_for
from dashboard.exhibits.wording import prose_for
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.load import Package
from dashboard.package.model import Case
from dashboard.package.site import Column, Register
from dashboard.package.verification import paragraphs
from dashboard.pages import Page
from dashboard.pages.exhibiting import page_of_cases
from dashboard.pages.members import find_member, note_of, with_evidence
from dashboard.render import plotly_map
from dashboard.render.figure import graph, plot_data
from dashboard.render.html import (
    Children,
    accent_class,
    attributes,
    draw_html,
    figure,
    grade_badge,
    legend,
    mentions,
)
from dashboard.render.site import Site

MAP_HEIGHT, MAP_WIDTH = 340, 400  # pixels at most

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
        html.Div([_about(site, case, lang), *_map(site, case, lang)], className="case-where"),
        _figures(site, case, lang),
        _unstated(case, lang),
        _passage(site, case, lang),
        _neighbours(site, case, lang),
    ]
    return [html.Div(parts, className=f"case {accent_class(site.package, case.side)}")]


def _breadcrumb(site: Site, case: Case, lang: Lang) -> html.Nav:
    page = page_of_cases(site)
    steps = _steps(page, site, case, lang) if page else []
    label = attributes({"aria-label": say("case.breadcrumb", lang)})
    return html.Nav(html.Ol([html.Li(step) for step in steps]), className="breadcrumb-line", **label)


def _steps(page: Page, site: Site, case: Case, lang: Lang) -> list[dcc.Link]:
    """To all cases, and to those of its side and theme where the page has a filter for it."""
    base = site.href(page.path, lang)
    values = {"side": case.side, "theme": case.theme}
    narrowed = [
        dcc.Link(
            item.label_of(site.package, values[item.on], lang), href=f"{base}?{item.name}={values[item.on]}"
        )
        for item in page.filters
        if values.get(item.on) in item.values
    ]
    return [dcc.Link(page.name(lang), href=base), *narrowed]


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
        *_registers(site, case, lang),
        (say("case.position", lang), _position(site, case, lang)),
    ]
    return html.Dl(
        [part for name, value in pairs for part in (html.Dt(name), html.Dd(value))],
        className="pairs case-about",
    )


def _map(site: Site, case: Case, lang: Lang) -> Children:
    """A small map, its place marked; in words where no place is named. Nothing where no map holds its places."""
    row = next(one for one in cases_of(site.package) if one.id == case.case_id)
    if not site.package.sheets:
        return []
    if not row.places:
        reason = case.no_place_zh if lang == "zh" else case.no_place_en
        return [html.P(reason or say("case.map.none", lang), className="case-map unplaced")]
    helpers = helping(row)
    sheet = sheet_for(site.package, (area.area_id for area in row.places))
    if sheet is None:
        return []
    at_home = site.package.site.home in ancestry(site.package, case.place_ids[0])
    kind = "home" if at_home else "helped" if helpers else "unhelped"
    panel = case_panel(sheet, [(look_of(site.package.site, case.side), [row])], lang)
    height = round(min(MAP_HEIGHT, MAP_WIDTH / panel.aspect))
    plot = plotly_map.figure(Map(panels=(panel,), height=height, narrow_height=height))
    told = {"place": names_of(row.places, lang), "helper": names_of(helpers, lang)}
    alt = say(f"case.map.alt-{kind}", lang, map=sheet.declared.name.pick(lang), **told)
    drawn = graph("case-place", plot_data(plot, alt), alt=alt)
    notes = [say(f"case.map.{kind}", lang)] if kind != "home" else []
    caption = ("" if lang == "zh" else " ").join([*notes, say("case.map.note", lang)])
    return [html.Figure([*drawn, html.Figcaption(caption)], className="case-map")]


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
    return pairs


def _full_names(package: Package, area_ids: tuple[str, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else "; ").join(_full_name(package, one, lang) for one in area_ids)


def _full_name(package: Package, area_id: str, lang: Lang) -> str:
    """With what encloses the area, below the country; in Chinese the widest first, in English last."""
    areas = [area for area in map(package.area, ancestry(package, area_id)) if area.level != "country"]
    if lang == "zh":
        return "".join(area.name_zh for area in reversed(areas))
    return ", ".join(area.name_en for area in areas)


def _registers(site: Site, case: Case, lang: Lang) -> Pairs:
    """What the registers say of its places; these come from their own sources, not from the document."""
    pairs: Pairs = []
    for area_id in dict.fromkeys((*case.place_ids, *([case.recipient_id] if case.recipient_id else []))):
        try:
            register, member = find_member(site.package, area_id)
        except KeyError:  # in no register
            continue
        if register.of == "receivers":
            pairs.append((say("case.pairing", lang), _partner(site, case, member, lang)))
        pairs.append((register.name.pick(lang), _standing(site, register, member, lang)))
    return pairs


def _partner(site: Site, case: Case, member: Member, lang: Lang) -> Children:
    evidence = member.partners[0].evidence if member.partners else "unknown"
    words = figure(Ref("county", member.id), partners_text(member, lang, plain=True))
    sources = dict.fromkeys(one for partner in member.partners for one in partner.sources)
    parts: Children = [*with_evidence(words, evidence, lang), *_grades(site, tuple(sources), lang)]
    if not set(case.helper_ids) & {partner.area.area_id for partner in member.partners}:
        parts.append(html.Span(say("case.pairing-source", lang), className="aside"))
    return parts


def _standing(site: Site, register: Register, member: Member, lang: Lang) -> Children:
    """Its class and years, the evidence of its class, and the note of its row."""
    first = register.columns[0] if register.columns else None
    text = " · ".join(_told(member, column, lang) for column in register.columns if _tells(member, column))
    words: Any = figure(Ref("county", member.id), text) if register.of == "receivers" else text
    evidence = evidence_of(member, first.key) if first else ""
    sources = member_sources(member, (first.key,)) if first else ()
    parts: Children = [*with_evidence(words, evidence, lang), *_grades(site, sources, lang)]
    if register.of == "receivers" and (note := note_of(member, lang)):
        parts.append(html.Span(note, className="aside"))
    return parts


def _tells(member: Member, column: Column) -> bool:
    return bool(member.value(column.key)) and column.type in ("class", "year")


def _told(member: Member, column: Column, lang: Lang) -> str:
    text = value_text(member, column, lang, plain=True)
    return f"{column.name.pick(lang)} {text}" if column.type == "year" else text


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
    row = next(row for row in cases_of(site.package) if row.id == case.case_id)
    parts: Children = [
        html.H2(say(f"case.finding.{_kind(row)}", lang), className="finding"),
        html.P(say(f"case.subtitle.{'figures' if row.figures else 'none'}", lang), className="subtitle"),
    ]
    if row.figures:
        cards = tuple(figure_card(row, one, lang, detail=_when(one, lang)) for one in row.figures)
        accent = accent_of(site.package, case.side) or "teal"
        drawing = Cards((CardGroup(title="", cards=cards, accent=accent),))
        if used := legend_of(drawing, lang):
            parts.append(legend(used))
        parts.append(draw_html(drawing, site, lang))
    parts += _remark(site, case, lang)
    return html.Section(parts, className=f"exhibit {accent_class(site.package, case.side)}")


def _kind(row: CaseRow) -> str:
    """Which heading fits: no figure, only a word that is no value, only plans, or figures."""
    if not row.figures:
        return "none"
    if not row.measures:
        return "qualitative"
    return "planned" if all(one.fact.status == "planned" for one in row.figures) else "actual"


def _when(row: FactRow, lang: Lang) -> str:
    """The period and the wording; of a word that is no value its label tells already."""
    told = [period_of(row, lang)]
    if row.fact.qualifier != "qualitative":
        told.append(say(f"qualifier.{row.fact.qualifier}", lang))
    return " · ".join(told)


def _remark(site: Site, case: Case, lang: Lang) -> Children:
    remark = case.remark_zh if lang == "zh" else case.remark_en
    told = prose_for(remark, site.package, lang) if remark else None
    return [html.P(mentions(told), className="remark")] if told else []


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
    accent = accent_class(site.package, site.package.case(case_id).side)
    parts = [html.Span(say(f"case.{name}", lang)), html.Strong(title(site, case_id, lang))]
    return dcc.Link(parts, href=site.href(f"/cases/{case_id}", lang), className=f"way {accent} {name}")
