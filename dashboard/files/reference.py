"""Facts, computed figures, members of registers and sources as rows, with all that is known of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dashboard.figures import words
from dashboard.figures.cite import published
from dashboard.figures.computed import derive, figure_text
from dashboard.figures.derived import DerivedFigure
from dashboard.figures.words import Lang, Ref, quantity, say
from dashboard.files.members import grid_of_members
from dashboard.files.tables import Grid, Value, figure_values, number
from dashboard.files.used import Used, Users, input_ref
from dashboard.package.load import Package
from dashboard.package.model import Fact, Source
from dashboard.package.site import Wording
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site

Record = dict[str, Value]


def registers(used: Used, site: Site, lang: Lang) -> Iterator[tuple[str, str, Grid]]:
    """Title, lead and rows of each sheet of what the view rests on."""
    package = site.package
    shorts = {exhibit.key: exhibit.short for page in exhibiting(site) for exhibit in page.exhibits}
    facts = [_fact(package, one, lang) | _users(used.facts, one, shorts, lang) for one in used.facts]
    derived = [_derived(package, one, lang) | _users(used.derived, one, shorts, lang) for one in used.derived]
    sources = [_source(package.source(one), lang) for one in used.sources]
    yield from _sheet("facts", facts, lang)
    yield from _sheet("derived", derived, lang)
    for register in package.site.registers:
        users = used.members[register.key]
        said = {one: _using(users, one, shorts, lang) for one in users}
        if grid := grid_of_members(package, register, users, said, lang):
            title = register.counted.otherwise(register.name).pick(lang)
            yield title, say("sheet.members-lead", lang, name=title), grid
    yield from _sheet("sources", sources, lang)


def _sheet(name: str, records: list[Record], lang: Lang) -> Iterator[tuple[str, str, Grid]]:
    if records:
        yield say(f"sheet.{name}-title", lang), say(f"sheet.{name}-lead", lang), _grid(records, lang)


def _grid(records: list[Record], lang: Lang) -> Grid:
    rows = (tuple(None if value == "" else value for value in one.values()) for one in records)
    return Grid(tuple(say(f"sheet.column.{name}", lang) for name in records[0]), tuple(rows))


def _listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _users(users: Users, one: str, shorts: Mapping[str, Wording], lang: Lang) -> Record:
    return {"users": _using(users, one, shorts, lang)}


def _using(users: Users, one: str, shorts: Mapping[str, Wording], lang: Lang) -> str:
    """The exhibits that use it."""
    return _listed((shorts[key].pick(lang) for key in users[one]), lang)


def _area_name(package: Package, area_id: str | None, lang: Lang) -> str:
    if area_id is None:
        return ""
    area = package.area(area_id)
    return area.name_zh if lang == "zh" else area.name_en


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# One row of each ----------------------------------------------------------------------------------------------


def _fact(package: Package, fact_id: str, lang: Lang) -> Record:
    fact = package.fact(fact_id)
    source = package.source(fact.source_id)
    value, unit, qualifier = figure_values(Ref("fact", fact_id), package, lang)
    return {
        "id": fact_id,
        "indicator": _indicator(package, fact, lang),
        "area": _area_name(package, fact.area_id, lang),
        "counterpart": _area_name(package, fact.counterpart_id, lang),
        "case": _case(package, fact, lang),
        "value": value,
        "unit": unit,
        "qualifier": qualifier,
        "printed": fact.printed,
        "period": words.period(fact.period_kind, fact.period_start, fact.period_end, lang),
        "first-day": _day(fact.period_start),
        "last-day": _day(fact.period_end),
        "statement": fact.statement_zh if lang == "zh" else fact.statement_en,
        "note": fact.note_zh if lang == "zh" else fact.note_en,
        **_where(source, lang),
        "paragraph": fact.paragraph,
        "first-character": None if fact.start is None else fact.start + 1,
        "last-character": fact.end,
        "same-as": fact.same_as,
    }


def _indicator(package: Package, fact: Fact, lang: Lang) -> str:
    indicator = package.indicator(fact.indicator_id)
    return indicator.name_zh if lang == "zh" else indicator.name_en


def _case(package: Package, fact: Fact, lang: Lang) -> str:
    if fact.case_id is None:
        return ""
    case = package.case(fact.case_id)
    return case.title_zh if lang == "zh" else case.title_en


def _where(source: Source, lang: Lang) -> Record:
    title, publisher = (
        (source.title_zh, source.publisher_zh) if lang == "zh" else (source.title_en, source.publisher_en)
    )
    return {
        "source": title,
        "publisher": publisher,
        "published": published(source, lang),
        "grade": source.grade,
        "address": source.address,
    }


def _source(source: Source, lang: Lang) -> Record:
    return {
        "id": source.source_id,
        **_where(source, lang),
        "kind": say(f"sources.kind.{source.kind}", lang),
        "note": source.note_zh if lang == "zh" else source.note_en,
    }


def _derived(package: Package, derived_id: str, lang: Lang) -> Record:
    found = derive(package, derived_id)
    value, unit = quantity(found.value, found.unit_zh, lang)
    return {
        "id": derived_id,
        "label": found.label.pick(lang),
        "value": number(value),
        "unit": unit,
        "formula": found.formula.pick(lang),
        "inputs": _inputs(package, found, lang),
        "note": found.caution.zh if lang == "zh" else found.caution.en,
    }


def _inputs(package: Package, found: DerivedFigure, lang: Lang) -> str:
    """The figures computed with, by id and value; of a count, the names of what was counted."""
    if found.operation == "count":
        return _listed((_area_name(package, one, lang) for one in found.inputs), lang)
    refs = (input_ref(package, one) for one in found.inputs)
    return ("；" if lang == "zh" else "; ").join(
        f"{ref.id} = {figure_text(package, ref, lang)}" for ref in refs
    )
