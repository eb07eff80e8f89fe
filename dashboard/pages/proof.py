"""The proof panel: where a figure stands in its source, how it was computed, what a county's row rests on."""

import re
from typing import Any

from dash import dcc, html

from dashboard.exhibits.reading import name_of
from dashboard.figures import words
from dashboard.figures.cite import citation, locate, published
from dashboard.figures.computed import derive, figure_amount, figure_text
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.model import Fact
from dashboard.pages.members import (
    cases_there,
    find_member,
    heading,
    member_pairs,
    narrowing_buttons,
    narrowing_by,
    narrowing_to,
    note_of,
    source_link,
    sources_by_subject,
)
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, attributes, figure, grade_badge
from dashboard.render.site import Site

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def proof(site: Site, kind: str, ref_id: str, lang: Lang) -> Children:
    """What the panel says of a reference; a plain sentence where there is no such figure."""
    makers = {"fact": fact_proof, "derived": derived_proof, "county": member_proof, "case": case_proof}
    try:
        content = makers[kind](site, ref_id, lang)
    except KeyError:
        content = [html.P(say("proof.unknown", lang)), html.P(_all_figures(site, lang))]
    close = html.Button(
        say("proof.close", lang), type="button", className="plain", **attributes({"data-close": ""})
    )
    return [
        html.Div([html.H2(say("proof.label", lang), tabIndex=-1), close], className="proof-head"),
        *content,
    ]


def _heading(site: Site, ref: Ref, mark: str, lang: Lang) -> html.P:
    amount = figure_amount(site.package, ref, lang)
    parts: Children = [
        amount.prefix,
        html.Span(amount.number, className="number"),
        html.Span(amount.unit, className="unit"),
    ]
    return html.P(parts, className=f"proof-value is-{mark}", **attributes({f"data-{ref.kind}": ref.id}))


def _rows(pairs: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl(
        [part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="pairs"
    )


def _words_of(fact: Fact, lang: Lang) -> tuple[str, str]:
    return (fact.statement_zh, fact.note_zh) if lang == "zh" else (fact.statement_en, fact.note_en)


# A stated figure ----------------------------------------------------------------------------------------------


def fact_proof(site: Site, fact_id: str, lang: Lang) -> Children:
    fact = site.package.fact(fact_id)
    statement, note = _words_of(fact, lang)
    content: Children = [
        _heading(site, Ref("fact", fact_id), fact.status, lang),
        html.P(statement, className="statement"),
        _rows(_fact_rows(site, fact, lang)),
        *_sentence(site, fact, lang),
    ]
    if note:
        content += [html.H3(say("proof.caution", lang)), html.P(note)]
    if fact.same_as:
        content.append(
            html.P([say("proof.same-as", lang), " ", figure(Ref("fact", fact.same_as), fact.same_as)])
        )
    content += _used(site, Ref("fact", fact_id), lang)
    cite = copy_button(citation(site.package, fact_id, lang), lang)
    link = dcc.Link(say("proof.in-sources", lang), href=f"{site.href('/sources', lang)}#fact-{fact_id}")
    return [*content, actions([cite, copy_address(lang), link])]


def _used(site: Site, ref: Ref, lang: Lang) -> Children:
    links = used_in(site, ref, lang)
    return [html.H3(say("proof.used-in", lang)), *links] if links else []


def _fact_rows(site: Site, fact: Fact, lang: Lang) -> list[tuple[str, Any]]:
    source = site.package.source(fact.source_id)
    title = source.title_zh if lang == "zh" else source.title_en
    publisher = source.publisher_zh if lang == "zh" else source.publisher_en
    rows: list[tuple[str, Any]] = [
        (say("proof.source", lang), f"{title} · {publisher} · {published(source, lang)}")
    ]
    if fact.paragraph is not None and fact.start is not None:
        place = say("proof.place-of", lang, paragraph=fact.paragraph, first=fact.start + 1, last=fact.end)
        rows.append((say("proof.place", lang), place))
    if source.address:
        rows.append(
            (
                say("proof.address", lang),
                html.A(source.address, href=source.address, rel="noopener noreferrer"),
            )
        )
    rows += [
        (say("proof.printed", lang), printed(fact.printed)),
        (say("proof.period", lang), words.period(fact.period_kind, fact.period_start, fact.period_end, lang)),
        (say("proof.qualifier", lang), say(f"qualifier.{fact.qualifier}", lang)),
        (say("proof.status", lang), say(f"status.{fact.status}", lang)),
        (
            say("grade.label", lang),
            [grade_badge(source.grade, lang), " ", say(f"grade.{source.grade}", lang)],
        ),
    ]
    return rows


def _sentence(site: Site, fact: Fact, lang: Lang) -> Children:
    """The sentence itself where the operator has the text, else what would stand here."""
    if fact.paragraph is None or fact.start is None or fact.end is None:
        return []
    heading = html.H3(say("proof.sentence", lang))
    if fact.source_id not in site.texts:
        return [heading, html.P(say("proof.no-text", lang), className="withheld")]
    before, found, after = locate(site.texts[fact.source_id], fact.paragraph, fact.start, fact.end)
    quote: Children = [before, html.Mark(found), after]
    return [heading, html.Blockquote(quote, lang="zh-CN")]


def printed(text: str) -> Any:
    """A figure as printed, told to be Chinese where it is."""
    return html.Span(text, lang="zh-CN") if CHINESE.search(text) else text


# What can be done with a proof --------------------------------------------------------------------------------


def copy_button(text: str, lang: Lang) -> html.Button:
    return _copying("proof.copy", {"data-copy": text}, lang)


def copy_address(lang: Lang) -> html.Button:
    return _copying("proof.copy-link", {"data-copy-address": ""}, lang)


def _copying(key: str, what: dict[str, str], lang: Lang) -> html.Button:
    """The browser copies, then says one of the two sentences."""
    told = {"data-copied": say(f"{key}-done", lang), "data-refused": say("proof.copy-refused", lang)}
    return html.Button(say(key, lang), type="button", className="plain", **attributes({**what, **told}))


def actions(parts: Children) -> html.Div:
    """Buttons and links, with the place where copying tells how it went."""
    return html.Div([*parts, html.Span(role="status", className="told")], className="actions")


def _all_figures(site: Site, lang: Lang) -> dcc.Link:
    return dcc.Link(say("proof.all-figures", lang), href=site.href("/sources", lang))


# A computed figure --------------------------------------------------------------------------------------------


def derived_proof(site: Site, derived_id: str, lang: Lang) -> Children:
    found = derive(site.package, derived_id)
    caution = found.caution.zh if lang == "zh" else found.caution.en
    content: Children = [
        html.P([say("proof.computed", lang), " ƒ"], className="eyebrow"),
        _heading(site, Ref("derived", derived_id), "computed", lang),
        html.P(found.label.pick(lang), className="statement"),
        *narrowing_buttons(site, narrowing_by(site, derived_id), lang),
        html.H3(say("proof.formula", lang)),
        html.P(found.formula.pick(lang), className="formula"),
        html.H3(say("proof.inputs", lang)),
        html.Ul([html.Li(_input(site, one, lang)) for one in found.inputs], className="inputs"),
    ]
    if caution:
        content += [html.H3(say("proof.caution", lang)), html.P(caution)]
    return [*content, *_used(site, Ref("derived", derived_id), lang), actions([copy_address(lang)])]


def _input(site: Site, input_id: str, lang: Lang) -> Children:
    """An input is a fact, another derived figure, or an area that was counted."""
    package = site.package
    if (package.facts["fact_id"] == input_id).any():
        fact = package.fact(input_id)
        grade = package.source(fact.source_id).grade
        ref = Ref("fact", input_id)
        return [
            figure(ref, figure_text(package, ref, lang)),
            " ",
            grade_badge(grade, lang),
            " ",
            _words_of(fact, lang)[0],
        ]
    if (package.areas["area_id"] == input_id).any():
        name = name_of(package.area(input_id), lang)
        received = any(
            one.of == "receivers" and (package.registers[one.key]["area_id"] == input_id).any()
            for one in package.site.registers
        )
        return [figure(Ref("county", input_id), name)] if received else [name]
    ref = Ref("derived", input_id)
    return [figure(ref, figure_text(package, ref, lang))]


# A member of a register ---------------------------------------------------------------------------------------


def member_proof(site: Site, area_id: str, lang: Lang) -> Children:
    register, member = find_member(site.package, area_id)
    content: Children = [
        *heading(member, lang),
        _rows(member_pairs(register, member, lang)),
        *narrowing_buttons(site, narrowing_to(site, register, member), lang),
    ]
    if note := note_of(member, lang):
        content += [html.H3(say("proof.caution", lang)), html.P(note)]
    for subject, ids in sources_by_subject(register, member, lang):
        listed = [html.Li(source_link(site, one, lang)) for one in ids]
        content += [html.H3(say("proof.sources-of", lang, subject=subject)), html.Ul(listed)]
    if links := cases_there(site, member, lang):
        content += [html.H3(say("case.all", lang)), html.Ul([html.Li(link) for link in links])]
    return [*content, actions([copy_address(lang)])]


# A case -------------------------------------------------------------------------------------------------------


def case_proof(site: Site, case_id: str, lang: Lang) -> Children:
    """A case in brief, where it stands in the document, and the way to its page."""
    case = site.package.case(case_id)
    title, place, summary, note = (
        (case.title_zh, case.place_zh, case.summary_zh, case.note_zh)
        if lang == "zh"
        else (case.title_en, case.place_en, case.summary_en, case.note_en)
    )
    position = say("proof.place-of", lang, paragraph=case.paragraph, first=case.start + 1, last=case.end)
    content: Children = [
        html.P(title, className="proof-place", **attributes({"data-case": case_id})),
        html.P(place, className="statement"),
        html.P(summary),
        _rows([(say("proof.place", lang), position)]),
    ]
    if note:
        content += [html.H3(say("proof.caution", lang)), html.P(note)]
    link = dcc.Link(say("proof.to-case", lang), href=site.href(f"/cases/{case_id}", lang))
    return [*content, actions([copy_address(lang), link])]
