"""Facts, computed figures, counties, areas and sources as rows, with all that is known of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dashboard.figures import words
from dashboard.figures.amounts import figure_text
from dashboard.figures.cite import derive, published
from dashboard.figures.derived import DerivedFigure
from dashboard.figures.words import Lang, Ref, quantity, say
from dashboard.files.tables import Grid, Value, figure_values, number
from dashboard.files.used import Used, Users, input_ref
from dashboard.package.former import PairedCounty
from dashboard.package.load import Package
from dashboard.package.model import Fact, Source
from dashboard.package.site import Wording
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site

Record = dict[str, Value]


def registers(used: Used, site: Site, lang: Lang) -> Iterator[tuple[str, Grid]]:
    """The name of each register that the view rests on, and its rows."""
    package = site.package
    shorts = {exhibit.key: exhibit.short for page in exhibiting(package) for exhibit in page.exhibits}
    made = {
        "facts": [_fact(package, one, lang) | _users(used.facts, one, shorts, lang) for one in used.facts],
        "derived": [
            _derived(package, one, lang) | _users(used.derived, one, shorts, lang) for one in used.derived
        ],
        "counties": _counties(package, used.counties, shorts, lang),
        "areas": [_area(package, one, lang) | _users(used.areas, one, shorts, lang) for one in used.areas],
        "sources": [_source(package.source(one), lang) for one in used.sources],
    }
    for name, records in made.items():
        if records:
            yield name, _grid(records, lang)


def _grid(records: list[Record], lang: Lang) -> Grid:
    rows = (tuple(None if value == "" else value for value in one.values()) for one in records)
    return Grid(tuple(_heading(name, lang) for name in records[0]), tuple(rows))


def _heading(name: str, lang: Lang) -> str:
    """The name of a column; of several of one kind, with its number, as in `partner-2`."""
    kind, _, at = name.rpartition("-")
    if at.isdigit():
        return say(f"sheet.column.{kind}", lang, number=at)
    return say(f"sheet.column.{name}", lang)


def _listed(parts: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(parts)


def _users(users: Users, one: str, shorts: Mapping[str, Wording], lang: Lang) -> Record:
    return {"users": _listed((shorts[key].pick(lang) for key in users[one]), lang)}


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
    told = found.derived
    value, unit = quantity(found.value, told.unit_zh, lang)
    label, formula, caution = (
        (told.label_zh, found.formula_zh, told.caution_zh)
        if lang == "zh"
        else (told.label_en, found.formula_en, told.caution_en)
    )
    return {
        "id": derived_id,
        "label": label,
        "value": number(value),
        "unit": unit,
        "formula": formula,
        "inputs": _inputs(package, found, lang),
        "note": caution,
    }


def _inputs(package: Package, found: DerivedFigure, lang: Lang) -> str:
    """The figures computed with, by id and value; of a count, the names of what was counted."""
    if found.derived.operation == "count":
        return _listed((_area_name(package, one, lang) for one in found.inputs), lang)
    refs = (input_ref(package, one) for one in found.inputs)
    return ("；" if lang == "zh" else "; ").join(
        f"{ref.id} = {figure_text(package, ref, lang)}" for ref in refs
    )


def _counties(package: Package, users: Users, shorts: Mapping[str, Wording], lang: Lang) -> list[Record]:
    """Partner counties have cells of their own, as many as the county with most of them needs."""
    frame = package.paired_counties.set_index("area_id", drop=False).loc[list(users)]
    most = max(map(len, frame["partner_county_ids"]), default=0)
    return [
        _county(package, row, most, lang) | _users(users, row["area_id"], shorts, lang)
        for row in frame.to_dict("records")
    ]


def _county(package: Package, row: Mapping[Any, Any], most: int, lang: Lang) -> Record:
    county = package.county(row["area_id"])
    partners = [_area_name(package, one, lang) for one in county.partner_county_ids]
    partners += [""] * (most - len(partners))
    return {
        "id": county.area_id,
        "county": row[f"name_{lang}"],
        "province": row[f"province_{lang}"],
        "prefecture": row[f"prefecture_{lang}"],
        "class": say(f"class.{county.county_class}", lang),
        "class-evidence": _evidence(county.class_evidence, lang),
        "deep": say(f"deep.{county.deep_poverty}", lang),
        "deep-evidence": _evidence(county.deep_evidence, lang),
        "year": _year(county, lang),
        "year-evidence": _evidence(county.delisted_evidence, lang),
        "partner-city": row[f"partner_city_{lang}"] or say("county.no-partner", lang),
        **{f"partner-{at}": name for at, name in enumerate(partners, 1)},
        "partner-evidence": _evidence(county.partner_evidence, lang),
        "membership": _evidence(county.membership_evidence, lang),
        "note": county.note_zh if lang == "zh" else county.note_en,
    }


def _evidence(evidence: str, lang: Lang) -> str:
    return say(f"evidence.{evidence}", lang) if evidence else ""


def _year(county: PairedCounty, lang: Lang) -> Value:
    """A year as a number, "or earlier" as words, and why there is none."""
    year = county.delisted_year
    if not year:
        return say(f"evidence.{county.delisted_evidence}", lang)
    return int(year) if year.isdigit() else say("counties.or-earlier", lang, year=year[-4:])


def _area(package: Package, area_id: str, lang: Lang) -> Record:
    area = package.supported(area_id)
    if area is None:
        raise KeyError(area_id)
    return {
        "id": area_id,
        "name": _area_name(package, area_id, lang),
        "city": _area_name(package, package.area(area_id).parent_id, lang),
        "support": say(f"support.{area.support}", lang),
        "evidence": _evidence(area.evidence, lang),
        "source": _listed((_title(package.source(one), lang) for one in area.source_ids), lang),
        "note": area.note_zh if lang == "zh" else area.note_en,
    }


def _title(source: Source, lang: Lang) -> str:
    return source.title_zh if lang == "zh" else source.title_en
