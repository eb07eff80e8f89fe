"""What the exhibits of a view rest on: facts, computed figures, members of registers and sources; and these as rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.exhibits.members import evidence_of, value_text
from dashboard.exhibits.partners import partners_text
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import Member, members_of
from dashboard.figures import words
from dashboard.figures.cite import published
from dashboard.figures.computed import derive, figure_text
from dashboard.figures.words import Lang, Ref, in_clauses, listed, say, text_of
from dashboard.files.grid import Column, Grid, Link, Value, figure_values, source_link, typed, when_and_where
from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.package.site import Register
from dashboard.pages.parts import ref_of
from dashboard.pages.proof import note_of, pairing_evidence
from dashboard.pages.uses import drawn, said
from dashboard.pages.view import Item, View
from dashboard.render.site import Site

Users = Mapping[str, Sequence[str]]  # an id, and the keys of the exhibits that use it, in their order


@dataclass(frozen=True, kw_only=True)
class Used:
    """Ids stand in the order in which the exhibits first use them."""

    facts: Users
    derived: Users
    members: Mapping[str, Users]  # by the key of their register
    sources: tuple[str, ...]
    shorts: Mapping[str, str]  # of the exhibits, by their keys


def used(view: View, site: Site) -> Used:
    found: dict[str, dict[str, list[str]]] = {"fact": {}, "derived": {}}
    found |= {register.key: {} for register in site.package.site.registers}
    sources: dict[str, None] = {}
    for item in view.items:
        for kind, one in dict.fromkeys(_used_by(item, view, site)):
            found[kind].setdefault(one, []).append(item.exhibit.key)
        sources |= dict.fromkeys(item.shown(view.lang).selection.sources)
    sources |= dict.fromkeys(site.package.fact(one).source_id for one in found["fact"])
    shorts = {item.exhibit.key: item.exhibit.short.pick(view.lang) for item in view.items}
    return Used(
        facts=found.pop("fact"),
        derived=found.pop("derived"),
        members=found,
        sources=tuple(sources),
        shorts=shorts,
    )


def _used_by(item: Item, view: View, site: Site) -> Iterator[tuple[str, str]]:
    """Kind and id of all that an exhibit shows and says, and of what its computed figures are made from."""
    selection = item.shown(view.lang).selection
    yield from (("fact", one) for one in selection.fact_ids())
    refs = (*drawn(item.shown(view.lang)), *said(item.exhibit))
    yield from ((ref.kind, ref.id) for ref in with_inputs(refs, site.package))
    yield from ((selection.register_key, one) for one in selection.member_ids())


def with_inputs(refs: Iterable[Ref], package: Package) -> Iterator[Ref]:
    """The facts and computed figures among the references, each followed by what it is computed from."""
    for ref in refs:
        if ref.kind in ("fact", "derived"):
            yield ref
        if ref.kind == "derived":
            found = derive(package, ref.id)
            inputs = () if found.operation == "count" else found.inputs
            yield from with_inputs((ref_of(package, one) for one in inputs), package)


Record = dict[str, Value]  # by the key of the column


@dataclass(frozen=True, kw_only=True)
class Section:
    """A sheet of what a view rests on; `key` is its name for programs."""

    key: str
    title: str
    lead: str
    grid: Grid


def registers(used: Used, site: Site, lang: Lang) -> Iterator[Section]:
    """Each sheet of what the view rests on."""
    package = site.package

    def using(users: Users, one: str) -> str:
        """The exhibits that use it."""
        return listed((used.shorts[key] for key in users[one]), lang)

    facts = [_fact(package, one, lang) | {"users": using(used.facts, one)} for one in used.facts]
    derived = [_derived(package, one, lang) | {"users": using(used.derived, one)} for one in used.derived]
    yield from _sheet("facts", facts, lang)
    yield from _sheet("derived", derived, lang)
    for register in package.site.registers:
        users = used.members[register.key]
        if members := [one for one in members_of(package, register.key) if one.id in users]:
            most = max(len(_partners(one, "county", lang)) for one in members)
            rows = [
                [*_member(register, one, most, lang), (_head("users", lang), using(users, one.id))]
                for one in members
            ]
            title = register.counted.otherwise(register.name).pick(lang)
            lead = say("sheet.members-lead", lang, name=title)
            yield Section(key=register.key, title=title, lead=lead, grid=_grid(rows, lang))
    yield from _sheet("sources", [_source(package.source(one), lang) for one in used.sources], lang)


def _sheet(name: str, records: Sequence[Record], lang: Lang) -> Iterator[Section]:
    if records:
        rows = [[(_head(column, lang), value) for column, value in one.items()] for one in records]
        title, lead = say(f"sheet.{name}-title", lang), say(f"sheet.{name}-lead", lang)
        yield Section(key=name, title=title, lead=lead, grid=_grid(rows, lang))


def _head(name: str, lang: Lang) -> str:
    return say(f"sheet.column.{name}", lang)


def _grid(rows: Sequence[Sequence[tuple[str, Value]]], lang: Lang) -> Grid:
    """Columns of texts become years or days where they are these."""
    columns: list[Column] = []
    for cells in zip(*rows, strict=True):
        name, values = cells[0][0], [value for _, value in cells]
        texts = [value or "" for value in values if isinstance(value, str) or value is None]
        is_text = len(texts) == len(values)
        columns += (
            typed(name, texts, lang) if is_text else [(name, [None if one == "" else one for one in values])]
        )
    return Grid.of(columns)


def _fact(package: Package, fact_id: str, lang: Lang) -> Record:
    fact = package.fact(fact_id)
    figure, place = (
        figure_values(Ref("fact", fact_id), package, lang),
        when_and_where(Ref("fact", fact_id), package, lang),
    )
    return {
        "id": fact_id,
        "indicator": name_of(package.indicator(fact.indicator_id), lang),
        "area": name_of(package.area(fact.area_id), lang),
        "counterpart": name_of(package.area(fact.counterpart_id), lang) if fact.counterpart_id else "",
        "case": text_of(package.case(fact.case_id), "title", lang) if fact.case_id else "",
        "value": figure.number,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "status": figure.status,
        "printed": fact.printed,
        "period": words.fact_period(fact, lang),
        **{name: place[name] for name in ("year", "first-day", "last-day")},
        "statement": text_of(fact, "statement", lang),
        "note": text_of(fact, "note", lang),
        **_where(package.source(fact.source_id), lang),
        "paragraph": fact.paragraph,
        "first-character": None if fact.start is None else fact.start + 1,
        "last-character": fact.end,
        "same-as": fact.same_as,
    }


def _where(source: Source, lang: Lang) -> Record:
    return {
        "source": source_link(source, lang),
        "publisher": text_of(source, "publisher", lang),
        "published": published(source, lang),
        "grade": words.grade_letter(source.grade, lang),
        "address": Link(source.address, source.address) if source.address else None,
    }


def _source(source: Source, lang: Lang) -> Record:
    return {
        "id": source.source_id,
        **_where(source, lang),
        "kind": say(f"sources.kind.{source.kind}", lang),
        "note": text_of(source, "note", lang),
    }


def _derived(package: Package, derived_id: str, lang: Lang) -> Record:
    """With the figures it is computed from, by id and value; of a count, with the names of what was counted."""
    found = derive(package, derived_id)
    figure = figure_values(Ref("derived", derived_id), package, lang)
    if found.operation == "count":
        inputs = listed((name_of(package.area(one), lang) for one in found.inputs), lang)
    else:
        refs = [ref_of(package, one) for one in found.inputs]
        inputs = in_clauses((f"{ref.id} = {figure_text(package, ref, lang)}" for ref in refs), lang)
    return {
        "id": derived_id,
        "label": found.label.pick(lang),
        "value": figure.number,
        "unit": figure.unit,
        "formula": found.formula.pick(lang),
        "inputs": inputs,
        "note": found.caution.pick(lang),
    }


def _member(register: Register, member: Member, most: int, lang: Lang) -> Iterator[tuple[str, Value]]:
    """Where it lies, what its columns hold and rest on, who helps it: partner counties have cells of their own, as many
    as the member with most of them needs."""
    yield _head("id", lang), member.id
    yield _head("name", lang), name_of(member.area, lang)
    for column in ("province", "prefecture") if register.of == "receivers" else ("prefecture",):
        area = member.area_in(column)
        yield say(f"register.{column}", lang), name_of(area, lang) if area else ""
    for one in register.columns:
        name = one.name.pick(lang)
        yield name, value_text(member, one, lang, plain=True)
        yield _evidence(name, evidence_of(member, one.key), lang)
    if register.of == "receivers":
        partner, counties = say("register.partner-city", lang), _partners(member, "county", lang)
        yield partner, listed(_partners(member, "city", lang), lang) or say("county.no-partner", lang)
        for at, name in enumerate([*counties, *[""] * (most - len(counties))], 1):
            yield say("sheet.column.partner", lang, number=at), name
        yield say("register.years", lang), partners_text(member, lang, plain=True) if member.partners else ""
        yield _evidence(partner, pairing_evidence(member), lang)
    membership = member.cells.get("member_evidence", "")
    yield say("register.member", lang, register=register.name.pick(lang)), _said(membership, lang)
    yield _head("note", lang), note_of(member, lang)


def _partners(member: Member, level: str, lang: Lang) -> Sequence[str]:
    return [name_of(one.area, lang) for one in member.partners if one.level == level]


def _evidence(name: str, evidence: str, lang: Lang) -> tuple[str, str]:
    return say("sheet.column.evidence-of", lang, name=name), _said(evidence, lang)


def _said(evidence: str, lang: Lang) -> str:
    return say(f"evidence.{evidence}", lang) if evidence else ""
