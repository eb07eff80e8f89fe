"""The proof of a member of a register: what is known of it, with the evidence and the sources; and filters to it."""

from collections.abc import Iterable, Iterator
from typing import Any

from dash import dcc, html

from dashboard.exhibits.casewords import title_of
from dashboard.exhibits.filters import Filter
from dashboard.exhibits.members import column_of, criterion_of, evidence_of, partners_text, value_text
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import Member, cases_of, members_of
from dashboard.exhibits.selection import member_sources, register_columns
from dashboard.figures.cite import published
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, listed, say
from dashboard.package.load import Package
from dashboard.package.site import Register
from dashboard.pages.exhibiting import exhibiting
from dashboard.pages.parts import Pairs, button, graded_link
from dashboard.render.html import Children, attributes
from dashboard.render.site import Site

Narrowing = tuple[Filter, str]  # a filter and a value of it that would keep a row on the page


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
    pairs: Pairs = [
        (
            column.name.pick(lang),
            with_evidence(
                value_text(member, column, lang, plain=True), evidence_of(member, column.key), lang
            ),
        )
        for column in register.columns
        if column.type != "date" or member.value(column.key)
    ]
    if register.of == "receivers":
        partners = with_evidence(partners_text(member, lang, plain=True), pairing_evidence(member), lang)
        pairs.append((say("register.partner", lang), partners))
    membership = say(f"evidence.{member.cells.get('member_evidence') or 'unknown'}", lang)
    return [*pairs, (say("register.member", lang, register=register.name.pick(lang)), membership)]


def with_evidence(text: Any, evidence: str, lang: Lang) -> Children:
    if not evidence:
        return [text]
    tag = html.Span(say(f"evidence.{evidence}", lang), className=f"evidence evidence-{evidence}")
    return [text, " ", tag]


def pairing_evidence(member: Member) -> str:
    return member.partners[0].evidence if member.partners else "unknown"


def pairing_sources(member: Member) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for partner in member.partners for one in partner.sources))


def sources_by_subject(
    register: Register, member: Member, lang: Lang
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ids of sources, under the names of the columns that rest on them; then those of the pairing."""
    for column in register.columns:
        ids = member_sources(member, (column.key,))
        if ids and not column.sources_of:
            sharing = [one.name.pick(lang) for one in register.columns if one.sources_of == column.key]
            yield listed([column.name.pick(lang), *sharing], lang), ids
    if pairing := pairing_sources(member):
        yield say("register.partner", lang), pairing


def source_line(site: Site, source_id: str, lang: Lang) -> Children:
    return [*graded_link(site, source_id, lang), f" {published(site.package.source(source_id), lang)}"]


def cases_there(site: Site, member: Member, lang: Lang) -> list[dcc.Link]:
    return [
        dcc.Link(title_of(row, lang), href=site.href(f"/cases/{row.id}", lang))
        for row in cases_of(site.package)
        if member.area in row.places
    ]


def heading(member: Member, lang: Lang) -> Children:
    areas = (member.enclosing("province"), member.enclosing("city"))
    places = " · ".join(name_of(area, lang) for area in areas if area)
    return [
        html.P(name_of(member.area, lang), className="proof-place", **attributes({"data-county": member.id})),
        html.P(f"{places} · {member.id}", className="statement"),
    ]


# Filtering the page by it -------------------------------------------------------------------------------------


def narrowing_to(site: Site, register: Register, member: Member) -> list[Narrowing]:
    """The filters of pages of a register that a member answers to."""
    found = [(item, member.value(item.on)) for item in _asking(site, register)]
    return [(item, _as_filtered(item, value)) for item, value in found if value]


def narrowing_by(site: Site, figure_id: str) -> list[Narrowing]:
    """The filters that the criteria of a count answer to; nothing for any other computed figure."""
    ref, colon, written = figure_id.partition(":")
    register = next((one for one in site.package.site.registers if colon and one.ref == ref), None)
    if register is None:
        return []
    criteria = dict(part.partition("=")[::2] for part in written.split(";") if part)
    found = []
    for item in _asking(site, register):
        for criterion in _criteria(register, item):
            value = criteria.get(criterion, EMPTY)
            if value != EMPTY or (criterion in criteria and column_of(register, item.on)):
                found.append((item, _as_filtered(item, value)))
    return [(item, value) for item, value in found if value in item.values]


def _asking(site: Site, register: Register) -> Iterator[Filter]:
    """The filters of pages that ask of this register what its counts tell."""
    told = {*register_columns(site.package, register.key)} - {"grade", "text"}
    for page in exhibiting(site):
        if page.declared.register_key == register.key:
            yield from (item for item in page.filters if item.options and item.on in told)


def _criteria(register: Register, item: Filter) -> Iterable[str]:
    if item.on == "place":
        return ("city",)
    column = column_of(register, item.on)
    if column and column.type == "year":
        return (column.up_to.ref, column.ref)
    return (criterion_of(register, item.on),)


def _as_filtered(item: Filter, value: str) -> str:
    """A year is a filter up to and with it."""
    return value[-4:] if item.kind == "one" else value


def narrowing_buttons(site: Site, narrowing: Iterable[Narrowing], lang: Lang) -> Children:
    """Buttons that narrow the page; the browser shows those whose filter the page has."""
    buttons = [
        button(
            say("only", lang, name=item.label_of(site.package, value, lang)),
            {"data-filter-name": item.name, "data-filter-value": value},
            className="plain",
            hidden=True,
        )
        for item, value in narrowing
    ]
    return [html.Div(buttons, className="only")] if buttons else []
