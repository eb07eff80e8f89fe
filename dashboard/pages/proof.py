"""The proof panel: where a figure stands in its source, how it was computed, what the row of a register rests on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dash import dcc, html

from dashboard.exhibits.case_rows import title_of
from dashboard.exhibits.filters import Filter, Query
from dashboard.exhibits.members import column_of, criterion_of, evidence_of, value_text
from dashboard.exhibits.partners import partner_notes, partners_text
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import Member, cases_of, members_of
from dashboard.exhibits.selection import member_sources, register_columns
from dashboard.figures import computed, counts, words
from dashboard.figures.cite import citation, locate, published
from dashboard.figures.words import Lang, Ref, listed, say, text_of
from dashboard.package.load import Package
from dashboard.package.model import Area, Fact
from dashboard.package.site import Register
from dashboard.package.tables import REGISTERS
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.parts import Pairs, button, figure_by_id, graded, headed, pairs, place_of, source_href
from dashboard.pages.place import place_link, places_of
from dashboard.pages.uses import used_in
from dashboard.render.html import Children, amount_parts, attributes, figure, grade_badge
from dashboard.render.site import Site

PROOFS = ("fact", "derived", "county", "case")  # the parameters by which an address opens one
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def proof(site: Site, kind: str, ref_id: str, lang: Lang) -> Children:
    """What the panel says of a reference; a plain sentence where there is no such figure."""
    makers = dict(zip(PROOFS, (fact_proof, derived_proof, member_proof, case_proof), strict=True))
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
    parts = amount_parts(computed.figure_amount(site.package, ref, lang))
    return html.P(parts, className=f"proof-value is-{mark}", **attributes({f"data-{ref.kind}": ref.id}))


def _caution(note: str, lang: Lang) -> Children:
    return headed("proof.caution", [html.P(note)] if note else [], lang)


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
    cite = copy_button(lang, citation(site.package, fact_id, lang))
    link = dcc.Link(say("proof.in-sources", lang), href=f"{site.href('/sources', lang)}#fact-{fact_id}")
    content += headed("proof.used-in", used_in(site, ref, lang), lang)
    ends = filter(None, (fact.area_id, fact.counterpart_id))
    places = _to_places(site, map(site.package.area, dict.fromkeys(ends)), lang)
    return [*content, actions([cite, copy_button(lang), link, *places]), cite_as(site, ref, lang)]


def _fact_rows(site: Site, fact: Fact, lang: Lang) -> Pairs:
    source = site.package.source(fact.source_id)
    about = (text_of(source, "title", lang), text_of(source, "publisher", lang), published(source, lang))
    address = html.A(source.address, href=source.address, rel="noopener noreferrer")
    rows: dict[str, Any] = {
        "proof.source": " · ".join(about),
        "proof.place": None if fact.paragraph is None else place_of(fact, lang),
        "proof.address": address if source.address else None,
        "proof.printed": printed(fact.printed),
        "proof.period": words.fact_period(fact, lang),
        "proof.qualifier": say(f"qualifier.{fact.qualifier}", lang),
        "proof.status": say(f"status.{fact.status}", lang),
        "grade.label": [grade_badge(source.grade, lang), " ", say(f"grade.{source.grade}", lang)],
    }
    return [(say(name, lang), value) for name, value in rows.items() if value is not None]


def _sentence(site: Site, fact: Fact, lang: Lang) -> Children:
    """The sentence itself where the operator has it, else what would stand here."""
    if own := site.quotes.get(fact.fact_id):
        return headed(
            "proof.sentence", [html.Blockquote(own, lang="zh-CN" if CHINESE.search(own) else None)], lang
        )
    if fact.paragraph is None or fact.start is None or fact.end is None:
        return []
    if fact.source_id not in site.texts:
        withheld = html.P(say("proof.no-text", lang), className="withheld")
        return headed("proof.sentence", [withheld], lang)
    before, found, after = locate(site.texts[fact.source_id], fact.paragraph, fact.start, fact.end)
    quote = html.Blockquote([before, html.Mark(found), after], lang="zh-CN")
    return headed("proof.sentence", [quote], lang)


def printed(text: str) -> Any:
    """A figure as printed, told to be Chinese where it is."""
    return html.Span(text, lang="zh-CN") if CHINESE.search(text) else text


def copy_button(lang: Lang, text: str | None = None) -> html.Button:
    """The browser copies the text, or its address where there is none, then says one of the two sentences."""
    key = "proof.copy-link" if text is None else "proof.copy"
    what = {"data-copy-address": ""} if text is None else {"data-copy": text}
    return copying_button(key, what, lang)


def copying_button(key: str, what: Mapping[str, str], lang: Lang) -> html.Button:
    """`what` is copied, as an attribute that assets/src/copying.js reads; the sentence of `KEY-done` says so."""
    told = {"data-copied": say(f"{key}-done", lang), "data-refused": say("proof.copy-refused", lang)}
    return button(say(key, lang), {**what, **told}, className="plain")


def cite_as(site: Site, ref: Ref, lang: Lang) -> html.P:
    """The citation of a figure to take away, in each form."""
    query = Query(((ref.kind, ref.id),))
    parts: Children = [say("cite.label", lang)]
    for form in ("txt", "bib", "ris"):
        address = query.after(site.href(f"/export/citation.{form}", lang))
        parts += [html.A(say(f"cite.{form}", lang), href=address), " "]
    return html.P(parts[:-1], className="cite-as")


def actions(parts: Children) -> html.Div:
    """Buttons and links, with the place where copying tells how it went."""
    return html.Div([*parts, html.Span(role="status", className="told")], className="actions")


def derived_proof(site: Site, derived_id: str, lang: Lang) -> Children:
    found, ref = computed.derive(site.package, derived_id), Ref("derived", derived_id)
    inputs = [html.Li(_input(site, one, lang)) for one in found.inputs]
    return [
        html.P([say("proof.computed", lang), " ƒ"], className="eyebrow"),
        _value(site, ref, "computed", lang),
        html.P(found.label.pick(lang), className="statement"),
        *narrowing_buttons(site, narrowing_by(site, derived_id), lang),
        *headed("proof.formula", [html.P(found.formula.pick(lang), className="formula")], lang),
        *headed("proof.inputs", [html.Ul(inputs, className="inputs")], lang),
        *_caution(found.caution.pick(lang), lang),
        *headed("proof.used-in", used_in(site, ref, lang), lang),
        actions([copy_button(lang)]),
        cite_as(site, ref, lang),
    ]


def _input(site: Site, input_id: str, lang: Lang) -> Children:
    """An input is a fact, another derived figure, or an area that was counted."""
    package = site.package
    if input_id in package.tables["facts"].index:
        fact, told = package.fact(input_id), figure_by_id(package, input_id, lang)
        return [*graded(told, package.source(fact.source_id), lang), " ", text_of(fact, "statement", lang)]
    if input_id in package.tables["areas"].index:
        name = name_of(package.area(input_id), lang)
        receivers = (one for one in package.site.registers if one.of == "receivers")
        received = any(input_id in package.tables[f"{REGISTERS}/{one.key}"].index for one in receivers)
        return [figure(Ref("county", input_id), name)] if received else [name]
    return [figure_by_id(package, input_id, lang)]


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
        actions([copy_button(lang), link]),
    ]


# A member of a register ---------------------------------------------------------------------------------------


def member_proof(site: Site, area_id: str, lang: Lang) -> Children:
    register, member = find_member(site.package, area_id)
    asking = ((item, member.value(item.on)) for item in _asking(site, register))
    areas = (member.enclosing("province"), member.enclosing("city"))
    places = " · ".join(name_of(area, lang) for area in areas if area)
    name = attributes({"data-county": member.id})
    content: Children = [
        html.P(name_of(member.area, lang), className="proof-place", **name),
        html.P(f"{places} · {member.id}", className="statement"),
        pairs(member_pairs(register, member, lang)),
        *narrowing_buttons(site, asking, lang),
        *_caution(note_of(member, lang), lang),
    ]
    for subject, ids in sources_by_subject(register, member, lang):
        named = [html.Li(source_line(site, one, lang)) for one in ids]
        content += [html.H3(say("proof.sources-of", lang, subject=subject)), html.Ul(named)]
    cases = (row for row in cases_of(site.package) if member.area in row.places)
    links = (dcc.Link(title_of(row, lang), href=site.href(f"/cases/{row.id}", lang)) for row in cases)
    there = [html.Li(link) for link in links]
    content += headed("case.all", [html.Ul(there)] if there else [], lang)
    return [*content, actions([copy_button(lang), *_to_places(site, [member.area], lang)])]


def _to_places(site: Site, areas: Iterable[Area], lang: Lang) -> Children:
    """The ways to the pages of places, those that have one."""
    return [
        place_link(site, one.area_id, say("place.to", lang, area=name_of(one, lang)), lang)
        for one in areas
        if one.area_id in places_of(site.package)
    ]


def find_member(package: Package, area_id: str) -> tuple[Register, Member]:
    """The first register that an area is a member of, those of receivers before others; raises KeyError."""
    for register in sorted(package.site.registers, key=lambda one: one.of != "receivers"):
        for member in members_of(package, register.key):
            if member.id == area_id:
                return register, member
    raise KeyError(area_id)


def note_of(member: Member, lang: Lang) -> str:
    return member.cells.get(f"note_{lang}", "")


def member_pairs(register: Register, member: Member, lang: Lang) -> Pairs:
    """What is known of it, column by column, with what that rests on; a date that nobody gave is passed over."""
    told = [
        (one.name.pick(lang), value_text(member, one, lang, plain=True), evidence_of(member, one.key))
        for one in register.columns
        if one.type != "date" or member.value(one.key)
    ]
    if register.of == "receivers":
        partners = partners_text(member, lang, plain=True)
        told.append((say("register.partner", lang), partners, pairing_evidence(member)))
        if notes := partner_notes(member, lang):
            told.append((say("register.pairing-note", lang), notes, ""))
    rows = [(name, with_evidence(text, evidence, lang)) for name, text, evidence in told]
    membership = say(f"evidence.{member.cells.get('member_evidence') or 'unknown'}", lang)
    return [*rows, (say("register.member", lang, register=register.name.pick(lang)), membership)]


def with_evidence(text: Any, evidence: str, lang: Lang) -> Children:
    if not evidence:
        return [text]
    tag = html.Span(say(f"evidence.{evidence}", lang), className=f"evidence evidence-{evidence}")
    return [text, " ", tag]


def pairing_evidence(member: Member) -> str:
    """That of the weakest of several, which is the first of the alphabet too."""
    return min((one.evidence for one in member.partners), default="unknown")


def pairing_sources(member: Member) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for partner in member.partners for one in partner.sources))


def sources_by_subject(register: Register, member: Member, lang: Lang) -> Iterator[tuple[str, Iterable[str]]]:
    """The ids of sources, under the names of the columns that rest on them; then those of the pairing."""
    for column in register.columns:
        ids = member_sources(member, (column.key,))
        if ids and not column.sources_of:
            sharing = [one.name.pick(lang) for one in register.columns if one.sources_of == column.key]
            yield listed([column.name.pick(lang), *sharing], lang), ids
    if pairing := pairing_sources(member):
        yield say("register.partner", lang), pairing


def source_line(site: Site, source_id: str, lang: Lang) -> Children:
    source = site.package.source(source_id)
    link = dcc.Link(text_of(source, "title", lang), href=source_href(site, source_id, lang))
    return [*graded(link, source, lang), f" {published(source, lang)}"]


# Filtering the page by it -------------------------------------------------------------------------------------


def narrowing_by(site: Site, figure_id: str) -> Iterator[tuple[Filter, str]]:
    """The filters that the criteria of a count answer to; nothing for any other computed figure."""
    if not counts.is_count(figure_id):
        return
    register, criteria = counts.parse_count(site.package, figure_id)
    for item in _asking(site, register):
        for criterion in _criteria(register, item):
            value = criteria.get(criterion, counts.EMPTY)
            if value != counts.EMPTY or (criterion in criteria and column_of(register, item.on)):
                yield item, value


def _asking(site: Site, register: Register) -> Iterator[Filter]:
    """The filters of pages that ask of this register what its counts tell."""
    told = {*register_columns(site.package, register.key)} - {"grade", "text"}
    for page in exhibiting(site):
        if page.declared.register_key == register.key:
            asking = (item for item in page.filters if item.options and item.on in told)
            yield from (item for item in asking if item.kind != "compare")


def _criteria(register: Register, item: Filter) -> Iterable[str]:
    if item.on == "place":
        return ("city",)
    column = column_of(register, item.on)
    if column and column.type == "year":
        return (column.up_to.ref,)  # of one year alone there is no such choice
    return (criterion_of(register, item.on),)


def narrowing_buttons(site: Site, found: Iterable[tuple[Filter, str]], lang: Lang) -> Children:
    """Buttons that narrow the page; the browser shows those whose filter the page has."""
    buttons = []
    for item, criterion in found:
        value = criterion[-4:] if item.kind == "one" else criterion  # a year is a filter up to and with it
        if value in item.values:
            name = say("only", lang, name=item.label_of(site.package, value, lang))
            names = {"data-filter-name": item.name, "data-filter-value": value}
            buttons.append(button(name, names, className="plain", hidden=True))
    return [html.Div(buttons, className="only")] if buttons else []
