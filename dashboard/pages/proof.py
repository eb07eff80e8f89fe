"""The proof panel: where a figure stands in its source, how it was computed, what a county's row rests on."""

from typing import Any

from dash import dcc, html

from dashboard import words
from dashboard.exhibit import Children, Site, attributes, figure, grade_badge
from dashboard.figures import figure_amount, figure_text
from dashboard.model import Fact, PairedCounty
from dashboard.provenance import citation, derive, locate
from dashboard.words import Lang, Ref, RefKind, say


def proof(site: Site, kind: str, ref_id: str, lang: Lang) -> Children:
    """What the panel says of a reference; a plain sentence where there is no such figure."""
    makers = {"fact": fact_proof, "derived": derived_proof, "county": county_proof, "case": case_proof}
    try:
        content = makers[kind](site, ref_id, lang)
    except KeyError:
        content = [html.P(say("proof.unknown", lang))]
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
    return [*content, _actions(site, fact_id, lang)]


def _fact_rows(site: Site, fact: Fact, lang: Lang) -> list[tuple[str, Any]]:
    source = site.package.source(fact.source_id)
    title = source.title_zh if lang == "zh" else source.title_en
    publisher = source.publisher_zh if lang == "zh" else source.publisher_en
    rows: list[tuple[str, Any]] = [(say("proof.source", lang), f"{title} · {publisher} · {source.published}")]
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
        (say("proof.printed", lang), fact.printed),
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
        return [heading, html.P(say("proof.no-text", lang), className="placeholder")]
    sentence = locate(site.texts[fact.source_id], fact.paragraph, fact.start, fact.end)
    quote: Children = [sentence.before, html.Mark(sentence.figure), sentence.after]
    return [heading, html.Blockquote(quote, lang="zh-CN")]


def _actions(site: Site, fact_id: str, lang: Lang) -> html.P:
    copied = citation(site.package, fact_id, lang)
    copy = html.Button(
        say("proof.copy", lang), type="button", className="plain", **attributes({"data-copy": copied})
    )
    link = dcc.Link(say("proof.in-sources", lang), href=f"{site.href('/sources', lang)}#fact-{fact_id}")
    return html.P([copy, link], className="actions")


# A computed figure --------------------------------------------------------------------------------------------


def derived_proof(site: Site, derived_id: str, lang: Lang) -> Children:
    found = derive(site.package, derived_id)
    label = found.derived.label_zh if lang == "zh" else found.derived.label_en
    formula = found.formula_zh if lang == "zh" else found.formula_en
    caution = found.derived.caution_zh if lang == "zh" else found.derived.caution_en
    content: Children = [
        html.P([say("proof.computed", lang), " ƒ"], className="eyebrow"),
        _heading(site, Ref("derived", derived_id), "computed", lang),
        html.P(label, className="statement"),
        html.H3(say("proof.formula", lang)),
        html.P(formula, className="formula"),
        html.H3(say("proof.inputs", lang)),
        html.Ul([html.Li(_input(site, one, lang)) for one in found.inputs], className="inputs"),
    ]
    if caution:
        content += [html.H3(say("proof.caution", lang)), html.P(caution)]
    return content


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
        area = package.area(input_id)
        name = area.name_zh if lang == "zh" else area.name_en
        kind: RefKind = "county"
        paired = (package.paired_counties["area_id"] == input_id).any()
        return [figure(Ref(kind, input_id), name)] if paired else [name]
    ref = Ref("derived", input_id)
    return [figure(ref, figure_text(package, ref, lang))]


# A county -----------------------------------------------------------------------------------------------------


def county_proof(site: Site, area_id: str, lang: Lang) -> Children:
    county = site.package.county(area_id)
    counties = site.package.paired_counties
    row = counties[counties["area_id"] == area_id].to_dict("records")[0]
    note = county.note_zh if lang == "zh" else county.note_en
    content: Children = [
        html.P(row[f"name_{lang}"], className="proof-place", **attributes({"data-county": area_id})),
        html.P(f"{row[f'province_{lang}']} · {row[f'prefecture_{lang}']} · {area_id}", className="statement"),
        _rows(_county_rows(county, row, lang)),
    ]
    if note:
        content += [html.H3(say("proof.caution", lang)), html.P(note)]
    for key, ids in (
        ("proof.class-sources", county.class_source_ids),
        ("proof.pair-sources", county.partner_source_ids),
    ):
        if ids:
            content += [html.H3(say(key, lang)), html.Ul([html.Li(_source(site, one, lang)) for one in ids])]
    told = [case for case in site.package.cases.to_dict("records") if area_id in case["place_ids"]]
    if told:
        links = [
            dcc.Link(case[f"title_{lang}"], href=site.href(f"/cases/{case['case_id']}", lang))
            for case in told
        ]
        content += [html.H3(say("page.cases.name", lang)), html.Ul([html.Li(link) for link in links])]
    return content


def _county_rows(county: PairedCounty, row: Any, lang: Lang) -> list[tuple[str, Any]]:
    def with_evidence(text: str, evidence: str) -> Children:
        return [
            text,
            " ",
            html.Span(say(f"evidence.{evidence}", lang), className=f"evidence evidence-{evidence}"),
        ]

    partner = " · ".join(
        part
        for part in (row[f"partner_city_{lang}"], row[f"partner_county_{lang}"])
        if isinstance(part, str) and part
    )
    deep = [say(f"deep.{county.deep_poverty}", lang)]
    if county.deep_evidence:
        deep = with_evidence(deep[0], county.deep_evidence)
    return [
        (
            say("class.label", lang),
            with_evidence(say(f"class.{county.county_class}", lang), county.class_evidence),
        ),
        (say("deep.label", lang), deep),
        (say("county.delisted", lang), with_evidence(delisted_words(county, lang), county.delisted_evidence)),
        (
            say("county.partner", lang),
            with_evidence(partner or say("county.no-partner", lang), county.partner_evidence),
        ),
        (say("county.membership", lang), say(f"evidence.{county.membership_evidence}", lang)),
    ]


def delisted_words(county: PairedCounty, lang: Lang) -> str:
    """The assessment year of delisting, or why there is none."""
    if county.delisted_evidence == "not_applicable":
        return say("evidence.not_applicable", lang)
    return county.delisted_year.replace("<=", "≤") or say("evidence.unknown", lang)


def _source(site: Site, source_id: str, lang: Lang) -> Children:
    source = site.package.source(source_id)
    title = source.title_zh if lang == "zh" else source.title_en
    link = dcc.Link(title, href=f"{site.href('/sources', lang)}#source-{source_id}")
    return [link, " ", grade_badge(source.grade, lang), f" {source.published}"]


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
    return [*content, html.P([link], className="actions")]
