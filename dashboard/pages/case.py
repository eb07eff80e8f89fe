"""One case: where it stands, who helps whom, its figures in their own units, and what the source leaves open."""

from itertools import chain
from typing import Any

from dash import dcc, html

from dashboard.exhibits import charts, exhibit, selection, sheets, wording
from dashboard.exhibits.case_rows import case_panel, figure_card, helping, look_of
from dashboard.exhibits.legend import legend_of
from dashboard.exhibits.members import evidence_of, value_text
from dashboard.exhibits.partners import partners_text
from dashboard.exhibits.reading import names_of, period_of
from dashboard.exhibits.rows import CaseRow, FactRow, Member, ancestry, cases_of
from dashboard.figures.words import HTML_LANG, Lang, Ref, quoted, say, text_of
from dashboard.package.boundaries import Sheet
from dashboard.package.clauses import within_passage
from dashboard.package.load import Package
from dashboard.package.model import Case
from dashboard.package.site import Column, Register
from dashboard.package.verification import paragraphs
from dashboard.pages.after import after
from dashboard.pages.exhibiting import page_of_cases
from dashboard.pages.parts import Pairs, below_eyebrow, graded, nav, pairs, place_of, source_href, way
from dashboard.pages.place import place_link
from dashboard.pages.proof import find_member, note_of, pairing_evidence, pairing_sources, with_evidence
from dashboard.render.drawing import draw_html
from dashboard.render.figure import small_map
from dashboard.render.html import Children, accent_class, figure, grade_badge, legend, mentions, pointed
from dashboard.render.site import Site


def title(site: Site, case_id: str, lang: Lang) -> str:
    return text_of(site.package.case(case_id), "title", lang)


def body(site: Site, case_id: str, lang: Lang) -> Children:
    """The content of `<main>`."""
    row = next(one for one in cases_of(site.package) if one.id == case_id)
    case = row.case
    place, name, summary = (text_of(case, column, lang) for column in ("place", "title", "summary"))
    parts = [
        _breadcrumb(site, case, lang),
        below_eyebrow(place, html.H1(name), summary, "headline"),
        html.Div([_about(site, case, lang), *_map(site, row, lang)], className="beside-map"),
        _figures(site, row, lang),
        *_words(site, case, lang),
        _section("unstated", html.P(text_of(case, "note", lang)), lang),
        _section("passage", _passage(site, case, lang), lang),
        *after(site, row, lang),
        _neighbours(site, case, lang),
    ]
    return [html.Div(parts, className=f"case {accent_class(site.package, case.side)}")]


def _breadcrumb(site: Site, case: Case, lang: Lang) -> html.Nav:
    """To all cases, and to those of its side and theme where the page has a filter for it."""
    steps = []
    values = {"side": case.side, "theme": case.theme}
    if page := page_of_cases(site):
        base = site.href(page.path, lang)
        steps.append(dcc.Link(page.name(lang), href=base))
        for item in page.filters:
            if (value := values.get(item.on, "")) in item.values:
                name = item.label_of(site.package, value, lang)
                steps.append(dcc.Link(name, href=f"{base}?{item.name}={value}"))
    content = html.Ol([html.Li(step) for step in steps])
    return nav("case.breadcrumb", content, lang, className="breadcrumb-line")


def _section(name: str, content: Any, lang: Lang) -> html.Section:
    return html.Section([html.H2(say(f"case.{name}", lang)), content], className=name)


def _about(site: Site, case: Case, lang: Lang) -> html.Dl:
    link = dcc.Link(place_of(case, lang, "case.position-of"), href=source_href(site, case.source_id, lang))
    source = site.package.source(case.source_id)
    position = graded(html.Span(link, className="locator"), source, lang)
    rows = [*_places(site, case, lang), *_registers(site, case, lang)]
    if case.heading_zh:
        said = case.heading_en if lang == "en" else ""
        heading = [said, " ", html.Span(quoted(case.heading_zh), lang=HTML_LANG["zh"])]
        rows.insert(0, (say("case.heading", lang), heading))
    return pairs([*rows, (say("case.position", lang), position)], "pairs case-about")


def _map(site: Site, row: CaseRow, lang: Lang) -> Children:
    """A small map, its place marked; in words where no place is named. Nothing where no map holds its places."""
    package, case = site.package, row.case
    if not package.sheets:
        return []
    if not row.places:
        reason = text_of(case, "no_place", lang)
        return [html.P(reason or say("case.map.none", lang), className="small-map unplaced")]
    helpers = helping(row)
    sheet = sheets.sheet_for(package, case.place_ids or tuple(one.area_id for one in row.places))
    if sheet is None:
        return []
    at_home = package.site.home in ancestry(package, row.places[0].area_id)
    kind = "home" if at_home else "helped" if helpers else "unhelped"
    panel = case_panel(sheet, [(look_of(package.site, case.side), [row])], lang)
    told = {
        "place": names_of([one for one in row.places if sheet.spot(one.area_id)], lang),
        "helper": names_of(helpers, lang),
    }
    alt = say(f"case.map.alt-{kind}", lang, map=sheet.declared.name.pick(lang), **told)
    notes = [say(f"case.map.{kind}", lang)] if kind != "home" else []
    notes += _notes_of_found(row, sheet, lang)
    caption = ("" if lang == "zh" else " ").join([*notes, say("case.map.note", lang)])
    return [small_map("case-place", panel, alt, caption)]


def _notes_of_found(row: CaseRow, sheet: Sheet, lang: Lang) -> list[str]:
    """Which places its own source does not name, and which of these the map does not hold."""
    beyond = [one for one in row.found_places if not sheet.spot(one.area_id)]
    named = {"found": row.found_places, "beyond": beyond}
    return [say(f"case.map.{key}", lang, places=names_of(ones, lang)) for key, ones in named.items() if ones]


def _places(site: Site, case: Case, lang: Lang) -> Pairs:
    named = {"helper": case.helper_ids, "recipient": tuple(filter(None, [case.recipient_id]))}
    if not any(named.values()):
        return [(say("case.place", lang), _full_names(site, case.place_ids, lang))]
    pairs = [(say(f"case.{key}", lang), _full_names(site, ids, lang)) for key, ids in named.items() if ids]
    return pairs if case.recipient_id else [*pairs, (say("case.place", lang), text_of(case, "place", lang))]


def _full_names(site: Site, area_ids: tuple[str, ...], lang: Lang) -> Children:
    """Each leads to the page of its place."""
    parts = [
        ("、" if lang == "zh" else "; ", place_link(site, one, _full_name(site.package, one, lang), lang))
        for one in area_ids
    ]
    return list(chain.from_iterable(parts))[1:]


def _full_name(package: Package, area_id: str, lang: Lang) -> str:
    """With what encloses the area, below the country; in Chinese the widest first, in English last."""
    areas = [area for area in map(package.area, ancestry(package, area_id)) if area.level != "country"]
    if lang == "zh":
        return "".join(area.name_zh for area in reversed(areas))
    return ", ".join(area.name_en for area in areas)


def _registers(site: Site, case: Case, lang: Lang) -> Pairs:
    """What the registers say of its places; these come from their own sources, not from the document."""
    pairs: Pairs = []
    for area_id in dict.fromkeys(filter(None, (*case.place_ids, case.recipient_id))):
        try:
            register, member = find_member(site.package, area_id)
        except KeyError:  # in no register
            continue
        if register.of == "receivers":
            pairs.append((say("case.pairing", lang), _partner(site, case, member, lang)))
        pairs.append((register.name.pick(lang), _standing(site, register, member, lang)))
    return pairs


def _partner(site: Site, case: Case, member: Member, lang: Lang) -> Children:
    words = figure(Ref("county", member.id), pointed(partners_text(member, lang, plain=True)))
    told = with_evidence(words, pairing_evidence(member), lang)
    parts = [*told, *_grades(site, pairing_sources(member), lang)]
    if set(case.helper_ids).isdisjoint(partner.area.area_id for partner in member.partners):
        parts.append(html.Span(say("case.pairing-source", lang), className="aside"))
    return parts


def _standing(site: Site, register: Register, member: Member, lang: Lang) -> Children:
    """Its class and years, the evidence of its class, and the note of its row."""
    first = register.columns[0] if register.columns else None
    told = [column for column in register.columns if column.type in ("class", "year")]
    text = pointed(" · ".join(_told(member, column, lang) for column in told if member.value(column.key)))
    words: Any = figure(Ref("county", member.id), text) if register.of == "receivers" else text
    evidence = evidence_of(member, first.key) if first else ""
    sources = selection.member_sources(member, (first.key,)) if first else ()
    parts: Children = [*with_evidence(words, evidence, lang), *_grades(site, sources, lang)]
    if register.of == "receivers" and (note := note_of(member, lang)):
        parts.append(html.Span(note, className="aside"))
    return parts


def _told(member: Member, column: Column, lang: Lang) -> str:
    text = value_text(member, column, lang, plain=True)
    return f"{column.name.pick(lang)} {text}" if column.type == "year" else text


def _grades(site: Site, source_ids: tuple[str, ...], lang: Lang) -> Children:
    """The grade of each source, leading to it."""
    badges: Children = []
    for source in map(site.package.source, source_ids):
        label, href = text_of(source, "title", lang), source_href(site, source.source_id, lang)
        badge = [grade_badge(source.grade, lang), html.Span(f" {label}", className="visually-hidden")]
        badges += [" ", dcc.Link(badge, href=href, title=label, className="grade-link")]
    return badges


def _figures(site: Site, row: CaseRow, lang: Lang) -> html.Section:
    parts: Children = [
        html.H2(say(f"case.finding.{_kind(row)}", lang), className="finding"),
        html.P(say(f"case.subtitle.{'figures' if row.figures else 'none'}", lang), className="subtitle"),
    ]
    if row.figures:
        cards = tuple(figure_card(row, one, lang, detail=_when(one, lang)) for one in row.figures)
        accent = exhibit.accent_of(site.package, row.case.side) or "teal"
        drawing = charts.Cards((charts.CardGroup(title="", cards=cards, accent=accent),))
        if used := legend_of(drawing, lang):
            parts.append(legend(used))
        parts.append(draw_html(drawing, site, lang))
    if told := wording.prose_for(text_of(row.case, "remark", lang), site.package, lang):
        parts.append(html.P(mentions(told), className="remark"))
    return html.Section(parts, className=f"exhibit {accent_class(site.package, row.case.side)}")


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


def _passage(site: Site, case: Case, lang: Lang) -> html.Blockquote | html.P:
    if case.source_id not in site.texts:
        return html.P(say("case.no-text", lang), className="withheld")
    line = paragraphs(site.texts[case.source_id])[case.paragraph - 1]
    return html.Blockquote(line[case.start : case.end].strip(), lang="zh-CN")


def _words(site: Site, case: Case, lang: Lang) -> Children:
    """The phrases that stand in its passage, each with what it means."""
    phrases = map(site.package.phrase, site.package.phrases["phrase_id"])
    items = [
        html.Li([html.Span(quoted(one.printed), lang=HTML_LANG["zh"]), " ", text_of(one, "statement", lang)])
        for one in phrases
        if within_passage(one, case)
    ]
    return [_section("words", html.Ul(items), lang)] if items else []


def _neighbours(site: Site, case: Case, lang: Lang) -> html.Nav:
    """The cases before and after this one in the order of the document."""
    ids = list(site.package.cases["case_id"])
    here = ids.index(case.case_id)
    beside = {"previous": ids[here - 1] if here else "", "next": ids[here + 1] if here + 1 < len(ids) else ""}
    links = []
    for name, case_id in ((name, one) for name, one in beside.items() if one):
        accent = f"{accent_class(site.package, site.package.case(case_id).side)} {name}"
        href = site.href(f"/cases/{case_id}", lang)
        links.append(way(say(f"case.{name}", lang), title(site, case_id, lang), href, accent))
    return nav("case.neighbours", links, lang, className="ways")
