"""The proof panel: where a figure stands in its source, how it was computed, what a county's row rests on."""

import re
from typing import Any

from dash import dcc, html

from dashboard.exhibits.reading import name_of
from dashboard.figures import words
from dashboard.figures.amounts import figure_amount, figure_text
from dashboard.figures.cite import citation, derive, locate, published
from dashboard.figures.words import Lang, Ref, say, text_of
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
    source_line,
    sources_by_subject,
)
from dashboard.pages.parts import Pairs, button, headed, pairs, place_of
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, amount_parts, attributes, figure, grade_badge
from dashboard.render.site import Site

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def proof(site: Site, kind: str, ref_id: str, lang: Lang) -> Children:
    """What the panel says of a reference; a plain sentence where there is no such figure."""
    makers = {"fact": fact_proof, "derived": derived_proof, "county": member_proof, "case": case_proof}
    try:
        return panel(makers[kind](site, ref_id, lang), lang)
    except KeyError:
        every = dcc.Link(say("proof.all-figures", lang), href=site.href("/sources", lang))
        return panel([html.P(say("proof.unknown", lang)), html.P(every)], lang)


def panel(content: Children, lang: Lang) -> Children:
    """Below the name of the panel and the button that closes it."""
    close = button(say("proof.close", lang), {"data-close": ""}, className="plain")
    head = [html.H2(say("proof.label", lang), tabIndex=-1), close]
    return [html.Div(head, className="proof-head"), *content]


def _value(site: Site, ref: Ref, mark: str, lang: Lang) -> html.P:
    return html.P(
        amount_parts(figure_amount(site.package, ref, lang)),
        className=f"proof-value is-{mark}",
        **attributes({f"data-{ref.kind}": ref.id}),
    )


def _caution(note: str, lang: Lang) -> Children:
    return headed("proof.caution", [html.P(note)] if note else [], lang)


# A stated figure ----------------------------------------------------------------------------------------------


def fact_proof(site: Site, fact_id: str, lang: Lang) -> Children:
    fact, ref = site.package.fact(fact_id), Ref("fact", fact_id)
    content: Children = [
        _value(site, ref, fact.status, lang),
        html.P(text_of(fact, "statement", lang), className="statement"),
        pairs(_fact_rows(site, fact, lang)),
        *_sentence(site, fact, lang),
        *_caution(text_of(fact, "note", lang), lang),
    ]
    if fact.same_as:
        mentioned = figure(Ref("fact", fact.same_as), fact.same_as)
        content.append(html.P([say("proof.same-as", lang), " ", mentioned]))
    cite = copy_button(citation(site.package, fact_id, lang), lang)
    link = dcc.Link(say("proof.in-sources", lang), href=f"{site.href('/sources', lang)}#fact-{fact_id}")
    return [*content, *_used(site, ref, lang), actions([cite, copy_address(lang), link])]


def _used(site: Site, ref: Ref, lang: Lang) -> Children:
    return headed("proof.used-in", used_in(site, ref, lang), lang)


def _fact_rows(site: Site, fact: Fact, lang: Lang) -> Pairs:
    source = site.package.source(fact.source_id)
    about = (text_of(source, "title", lang), text_of(source, "publisher", lang), published(source, lang))
    address = html.A(source.address, href=source.address, rel="noopener noreferrer")
    rows: dict[str, Any] = {
        "proof.source": " · ".join(about),
        "proof.place": None if fact.paragraph is None else place_of(fact, lang),
        "proof.address": address if source.address else None,
        "proof.printed": printed(fact.printed),
        "proof.period": words.period(fact.period_kind, fact.period_start, fact.period_end, lang),
        "proof.qualifier": say(f"qualifier.{fact.qualifier}", lang),
        "proof.status": say(f"status.{fact.status}", lang),
        "grade.label": [grade_badge(source.grade, lang), " ", say(f"grade.{source.grade}", lang)],
    }
    return [(say(name, lang), value) for name, value in rows.items() if value is not None]


def _sentence(site: Site, fact: Fact, lang: Lang) -> Children:
    """The sentence itself where the operator has the text, else what would stand here."""
    if fact.paragraph is None or fact.start is None or fact.end is None:
        return []
    if fact.source_id not in site.texts:
        withheld = html.P(say("proof.no-text", lang), className="withheld")
        return headed("proof.sentence", [withheld], lang)
    sentence = locate(site.texts[fact.source_id], fact.paragraph, fact.start, fact.end)
    quote: Children = [sentence.before, html.Mark(sentence.figure), sentence.after]
    return headed("proof.sentence", [html.Blockquote(quote, lang="zh-CN")], lang)


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
    return button(say(key, lang), what | told, className="plain")


def actions(parts: Children) -> html.Div:
    """Buttons and links, with the place where copying tells how it went."""
    return html.Div([*parts, html.Span(role="status", className="told")], className="actions")


# A computed figure --------------------------------------------------------------------------------------------


def derived_proof(site: Site, derived_id: str, lang: Lang) -> Children:
    found, ref = derive(site.package, derived_id), Ref("derived", derived_id)
    inputs = [html.Li(_input(site, one, lang)) for one in found.inputs]
    return [
        html.P([say("proof.computed", lang), " ƒ"], className="eyebrow"),
        _value(site, ref, "computed", lang),
        html.P(text_of(found.derived, "label", lang), className="statement"),
        *narrowing_buttons(site, narrowing_by(site, derived_id), lang),
        *headed("proof.formula", [html.P(text_of(found, "formula", lang), className="formula")], lang),
        *headed("proof.inputs", [html.Ul(inputs, className="inputs")], lang),
        *_caution(text_of(found.derived, "caution", lang), lang),
        *_used(site, ref, lang),
        actions([copy_address(lang)]),
    ]


def _input(site: Site, input_id: str, lang: Lang) -> Children:
    """An input is a fact, another derived figure, or an area that was counted."""
    package = site.package
    if (package.facts["fact_id"] == input_id).any():
        fact, ref = package.fact(input_id), Ref("fact", input_id)
        badge = grade_badge(package.source(fact.source_id).grade, lang)
        return [
            figure(ref, figure_text(package, ref, lang)),
            " ",
            badge,
            " ",
            text_of(fact, "statement", lang),
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
        pairs(member_pairs(register, member, lang)),
        *narrowing_buttons(site, narrowing_to(site, register, member), lang),
        *_caution(note_of(member, lang), lang),
    ]
    for subject, ids in sources_by_subject(register, member, lang):
        listed = [html.Li(source_line(site, one, lang)) for one in ids]
        content += [html.H3(say("proof.sources-of", lang, subject=subject)), html.Ul(listed)]
    if links := cases_there(site, member, lang):
        content += headed("case.all", [html.Ul([html.Li(link) for link in links])], lang)
    return [*content, actions([copy_address(lang)])]


# A case -------------------------------------------------------------------------------------------------------


def case_proof(site: Site, case_id: str, lang: Lang) -> Children:
    """A case in brief, where it stands in the document, and the way to its page."""
    case = site.package.case(case_id)
    link = dcc.Link(say("proof.to-case", lang), href=site.href(f"/cases/{case_id}", lang))
    return [
        html.P(text_of(case, "title", lang), className="proof-place", **attributes({"data-case": case_id})),
        html.P(text_of(case, "place", lang), className="statement"),
        html.P(text_of(case, "summary", lang)),
        pairs([(say("proof.place", lang), place_of(case, lang))]),
        *_caution(text_of(case, "note", lang), lang),
        actions([copy_address(lang), link]),
    ]
