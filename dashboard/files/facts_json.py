"""Facts as JSON, for programs; the models below are the schema that is published beside them."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.figures.computed import derive
from dashboard.figures.words import LANGS, Ref, say
from dashboard.files.grid import figure_values, number
from dashboard.files.reference import used
from dashboard.package.load import Package
from dashboard.package.model import Area, Grade, Indicator, PeriodKind, Qualifier, Status
from dashboard.pages.view import ExportContext, View
from dashboard.render.site import Site

SCHEMA = "facts.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Number = int | float
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


def _told(description: str) -> Any:
    """A field that the schema describes."""
    return Field(description=description)


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Entry):
    """Something with an id of the data package, and its names."""

    id: str
    name_zh: str
    name_en: str


class Period(Entry):
    kind: PeriodKind = _told("How the figure holds: at the end, during, cumulative, since the start.")
    start: Day | None = _told("First day; null where none is stated.")
    end: Day | None = _told("Last day; null where none is stated.")


class Locator(Entry):
    """Where a figure stands in the text of its source; paragraphs and characters are counted from 1."""

    paragraph: int = Field(ge=1)
    first_character: int = Field(ge=1)
    last_character: int = Field(ge=1)


class FactEntry(Entry):
    """One mention of one figure in one source."""

    id: str
    indicator: Named
    area: Named
    counterpart: Named | None = _told("Who helps, where the figure is of one place helping another.")
    case: str | None = _told("The id of the case the figure belongs to.")
    period: Period
    value: Number | None = _told("In the unit as printed; null where the source gives a word, not a value.")
    unit: str = _told("As printed, such as 万人; empty without a value.")
    value_en: Number | None = _told("The value with 万 and 亿 multiplied out, nothing rounded.")
    unit_en: str = _told("The unit of `value_en` in English; empty where things are only counted.")
    qualifier: Qualifier = _told("What the source says of the number: exact, at least, more than, about.")
    status: Status
    printed: str = _told("The figure exactly as the source prints it.")
    statement_zh: str = _told("What the figure says, in words of our own.")
    statement_en: str
    note_zh: str = _told("What a reader must mind; may be empty.")
    note_en: str
    source: str = _told("The id of its source, listed under `sources`.")
    locator: Locator | None
    grade: Grade = _told("How near to its publisher the source was read; A is nearest.")
    same_as: str | None = _told("The fact that this one mentions again.")
    used_in: tuple[str, ...] = _told("Keys of the exhibits of this view that use it.")


class DerivedEntry(Entry):
    """A figure computed from facts, or counted in a register."""

    id: str
    value: Number
    unit_zh: str
    unit_en: str
    label_zh: str
    label_en: str
    formula_zh: str
    formula_en: str
    inputs: tuple[str, ...] = _told("Ids of facts or computed figures; of a count, of the areas counted.")
    caution_zh: str
    caution_en: str
    used_in: tuple[str, ...]


class SourceEntry(Entry):
    id: str
    title_zh: str
    title_en: str
    publisher_zh: str
    publisher_en: str
    published: str = _told("As the source gives it: a date, a year, or a word.")
    address: str = _told("Where it was read; empty where there is none.")
    grade: Grade


class FactsFile(Entry):
    """Facts of the dashboard, with what they rest on; those of a view, or all of the data package."""

    schema_address: str = Field(alias="$schema")
    title: str
    about: str = _told("What the file holds, in a sentence.")
    scope: Literal["all", "view"] = _told("All facts, or those that the exhibits of a view use.")
    language: Literal["zh", "en"] = _told("Of title, about, and filters; the rest has both languages.")
    exhibits: tuple[str, ...] = _told("Keys of the exhibits of the view.")
    filters: str = _told("The filters in force, in words.")
    addresses: tuple[str, ...] = _told("The pages that show this view.")
    data_version: str
    made: Day
    licences: tuple[str, ...]
    facts: tuple[FactEntry, ...]
    derived: tuple[DerivedEntry, ...]
    sources: tuple[SourceEntry, ...]


def make_schema(_site: Site, _view: View, _making: ExportContext) -> bytes:
    return _json({"$schema": DIALECT, **FactsFile.model_json_schema()})


def make_facts(site: Site, view: View, context: ExportContext) -> bytes:
    """Without page, exhibit or filter in its address every fact of the package, else those that the view uses."""
    package, users = site.package, used(view, site)
    fact_ids = users.facts if view.query else package.facts["fact_id"]
    facts = [_fact(package, one, users.facts.get(one, ())) for one in fact_ids]
    sources = map(package.source, dict.fromkeys((*(fact.source for fact in facts), *users.sources)))
    scope = "view" if view.query else "all"
    content = {
        "$schema": context.origin + site.href(f"/export/{SCHEMA}", view.lang),
        "title": view.title(site),
        "about": say(f"facts-file.{scope}", view.lang),
        "scope": scope,
        "language": view.lang,
        "exhibits": [item.exhibit.key for item in view.items],
        "filters": view.filters(site),
        "addresses": view.addresses(site, context.origin),
        "data_version": package.version,
        "made": context.made.isoformat(),
        "licences": licences(package),
        "facts": facts,
        "derived": [_derived(package, one, keys) for one, keys in users.derived.items()],
        "sources": [{"id": one.source_id, **_shared(SourceEntry, one)} for one in sources],
    }
    return _json(FactsFile.model_validate(content).model_dump(mode="json", by_alias=True))


def _json(content: object) -> bytes:
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()


def licences(package: Package) -> tuple[str, ...]:
    """The titles of the licences that the package names; an outside package may name none."""
    return tuple(one["title"] for one in package.descriptor.get("licenses", ()) if "title" in one)


def _shared(model: type[Entry], row: object) -> dict[str, Any]:
    """Of the fields of an entry those that a row has under the same name."""
    return {name: getattr(row, name) for name in model.model_fields if hasattr(row, name)}


def _fact(package: Package, fact_id: str, users: Sequence[str]) -> FactEntry:
    fact = package.fact(fact_id)
    in_english = figure_values(Ref("fact", fact_id), package, "en")
    start, end = (day and day.isoformat() for day in (fact.period_start, fact.period_end))
    first = None if fact.start is None else fact.start + 1
    place = {"paragraph": fact.paragraph, "first_character": first, "last_character": fact.end}
    own = {
        "id": fact_id,
        "indicator": _named(fact.indicator_id, package.indicator(fact.indicator_id)),
        "area": _named(fact.area_id, package.area(fact.area_id)),
        "counterpart": _named(helper, package.area(helper)) if (helper := fact.counterpart_id) else None,
        "case": fact.case_id,
        "period": {"kind": fact.period_kind, "start": start, "end": end},
        "value": None if fact.value is None else number(fact.value),
        "value_en": in_english.number and in_english.number.value,
        "unit_en": in_english.unit,
        "locator": None if fact.paragraph is None else place,
        "grade": package.source(fact.source_id).grade,
        "source": fact.source_id,
        "used_in": users,
    }
    return FactEntry.model_validate(_shared(FactEntry, fact) | own)


def _named(name: str, row: Area | Indicator) -> dict[str, Any]:
    return {"id": name, **_shared(Named, row)}


def _derived(package: Package, derived_id: str, users: Sequence[str]) -> dict[str, Any]:
    found = derive(package, derived_id)
    worded = {"label": found.label, "formula": found.formula, "caution": found.caution}
    told = {f"{name}_{lang}": getattr(text, lang) for name, text in worded.items() for lang in LANGS}
    own = {"id": derived_id, "value": number(found.value), "used_in": users}
    return _shared(DerivedEntry, found) | told | own
