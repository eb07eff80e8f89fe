"""An area in short, as it opens beside a map: what a register says of it, whom it is paired with, its funds and cases,
and the others of its partner."""

from collections.abc import Iterable, Iterator

from dash import dcc, html

from dashboard.exhibits.case_rows import title_of
from dashboard.exhibits.members import evidence_of, value_text
from dashboard.exhibits.partners import partners_text
from dashboard.exhibits.reading import amount_of, name_of, period_of, short_of
from dashboard.exhibits.rows import FactRow, Member, ancestry, cases_of, fact_row, members_of
from dashboard.exhibits.selection import best_of, member_sources
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import Register
from dashboard.pages.parts import Pairs, button, headed, pairs
from dashboard.pages.place import facts_of, links_to, paired_with, place_link, places_of, years_with
from dashboard.pages.proof import pairing_evidence, pairing_sources, with_evidence
from dashboard.render.beside import of_area
from dashboard.render.html import Children, figure, grade_badge
from dashboard.render.site import Site

MOST_FACTS, MOST_OTHERS = 5, 24


def profile(site: Site, area_id: str, lang: Lang) -> Children:
    """Raises KeyError for an area without a page of its own."""
    if area_id not in places_of(site.package):
        raise KeyError(area_id)
    package, area = site.package, site.package.area(area_id)
    above = [package.area(one) for one in reversed(ancestry(package, area_id)[1:])]
    within = " · ".join(name_of(one, lang) for one in above if one.level != "country")
    close = button(say("proof.close", lang), {"data-close-profile": ""}, className="plain")
    content: Children = [
        html.Div([html.H3(name_of(area, lang), tabIndex=-1), close], className="profile-head"),
        html.P(
            " · ".join(filter(None, (within, say(f"place.level.{area.level}", lang)))), className="statement"
        ),
    ]
    if told := [*_registered(site, area_id, lang), *_paired(site, area, lang)]:
        content.append(pairs(told))
    facts = list(_facts(package, area))
    content += _listed("profile.funds", [_fact(row, lang) for row in facts[:MOST_FACTS]], lang)
    cases = (row for row in cases_of(package) if area in (*row.places, *row.helpers))
    links = (dcc.Link(title_of(row, lang), href=site.href(f"/cases/{row.id}", lang)) for row in cases)
    content += _listed("case.all", [html.Li(link) for link in links], lang)
    others = [
        of_area(site, one, short_of(one, lang), lang) for one in _others(package, area_id)[:MOST_OTHERS]
    ]
    content += _listed("profile.others", others, lang)
    link = place_link(site, area_id, say("place.to", lang, area=name_of(area, lang)), lang)
    return [*content, html.P(link, className="actions")]


def _listed(key: str, lines: list[html.Li], lang: Lang) -> Children:
    return headed(key, [html.Ul(lines)] if lines else [], lang)


def _registered(site: Site, area_id: str, lang: Lang) -> Pairs:
    """Of each register that it stands in, its cells: each with evidence and best grade, and opening its proof."""
    return [
        told
        for register in site.package.site.registers
        for member in members_of(site.package, register.key)
        if member.id == area_id
        for told in _cells(site.package, register, member, lang)
    ]


def _cells(
    package: Package, register: Register, member: Member, lang: Lang
) -> Iterator[tuple[str, Children]]:
    for column in register.columns:
        if column.type != "date" or member.value(column.key):
            text, evidence = value_text(member, column, lang, plain=True), evidence_of(member, column.key)
            sources = member_sources(member, (column.sources_of or column.key,))
            yield column.name.pick(lang), _graded(package, member, text, evidence, sources, lang)
    if register.of == "receivers":
        text, evidence = partners_text(member, lang, plain=True), pairing_evidence(member)
        told = _graded(package, member, text, evidence, pairing_sources(member), lang)
        yield say("register.partner", lang), told


def _graded(
    package: Package, member: Member, text: str, evidence: str, sources: tuple[str, ...], lang: Lang
) -> Children:
    grade = [" ", grade_badge(best_of(package, sources), lang)] if sources else []
    return [*with_evidence(figure(Ref("county", member.id), text), evidence, lang), *grade]


def _paired(site: Site, area: Area, lang: Lang) -> Pairs:
    """Those that it helps: a receiver has its partners among its cells."""
    helped = set(site.package.pairings["receiver"])
    others = [one for one in paired_with(site.package, area) if area.area_id not in helped]
    if not others:
        return []
    return [(say("place.partners", lang), links_to(site, others, lang, years_with(site.package, area, lang)))]


def _facts(package: Package, area: Area) -> Iterator[FactRow]:
    """Its money, received and given, the latest first."""
    found = facts_of(package, area)
    rows = [fact_row(package, one) for one in (*found["figures"], *found["given"])]
    money = [row for row in rows if row.indicator.measure == "money" and row.fact.value is not None]
    yield from sorted(money, key=lambda row: -(row.year or 0))


def _fact(row: FactRow, lang: Lang) -> html.Li:
    told = f"{name_of(row.indicator, lang)} · {period_of(row, lang)}"
    return html.Li(
        [told, " ", figure(row.ref, str(amount_of(row, lang))), " ", grade_badge(row.source.grade, lang)]
    )


def _others(package: Package, area_id: str) -> list[Area]:
    """The members with a partner in common; of who helps, those it helps."""
    members: Iterable[Member] = (
        one for register in package.site.registers for one in members_of(package, register.key)
    )
    helping = {one: {partner.area.area_id for partner in one.partners} for one in members}
    own = next((partners for one, partners in helping.items() if one.id == area_id and partners), {area_id})
    return [one.area for one, partners in helping.items() if partners & own and one.id != area_id]
