"""What one row of each file of the data package is: names, types and the rules a single row must keep."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Qualifier = Literal["exact", "at_least", "more_than", "about", "qualitative"]
PeriodKind = Literal["at", "during", "cumulative", "since", "undated"]
Grade = Literal["A", "B", "C"]
CountyClass = Literal["national", "provincial", "none", "unknown"]
Evidence = Literal["stated", "inferred", "unknown"]

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
AREA_ID = r"^(\d{6}|group-[a-z0-9-]+)$"
ADDRESS = r"^(https?://[^\s<>]+)?$"

Slug = Annotated[str, Field(pattern=SLUG)]
AreaId = Annotated[str, Field(pattern=AREA_ID)]
Text = Annotated[str, Field(min_length=1)]
Address = Annotated[str, Field(pattern=ADDRESS)]


def _blank_to_none(value: object) -> object:
    return None if value == "" else value


def _split(value: object) -> object:
    return tuple(part for part in value.split(";") if part) if isinstance(value, str) else value


Blank = BeforeValidator(_blank_to_none)
OptionalArea = Annotated[AreaId | None, Blank]
OptionalSlug = Annotated[Slug | None, Blank]
OptionalDate = Annotated[date | None, Blank]
OptionalInt = Annotated[int | None, Blank]
AreaList = Annotated[tuple[AreaId, ...], BeforeValidator(_split)]
SlugList = Annotated[tuple[Slug, ...], BeforeValidator(_split)]


class Row(BaseModel):
    """A row of a CSV file; lists are written with `;` between their parts, an empty cell is `None` or `""`."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Row):
    source_id: Slug
    title_zh: Text
    title_en: Text
    publisher_zh: Text
    publisher_en: Text
    published: str  # as the source gives it: a date, a year, or words such as "undated"
    address: Address  # where it was read; empty when there is none, or when the host must not be linked
    kind: Literal["document", "government", "press", "repost", "mirror", "reference"]
    grade: Grade
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    note_zh: str
    note_en: str


class Indicator(Row):
    indicator_id: Slug
    name_zh: Text
    name_en: Text
    unit: Text
    topic: Literal["population", "income", "areas", "villages", "relocation", "cooperation", "cases"]
    measure: Literal["money", "people", "area", "output", "count", "rate"]
    definition_zh: Text
    definition_en: Text
    basis: str
    series: Slug  # only indicators of one series may share an axis or a line


class Area(Row):
    area_id: AreaId
    name_zh: Text
    name_en: Text
    pinyin: Text  # full pinyin without tones, one word: "panan xian" is written "pananxian"
    level: Literal["country", "province", "city", "county", "group"]
    parent_id: OptionalArea
    support: Literal["", "key26", "part"]
    evidence: Literal["", "stated", "inferred"]
    source_ids: SlugList
    note_zh: str
    note_en: str


class Fact(Row):
    fact_id: Slug
    indicator_id: Slug
    area_id: AreaId
    counterpart_id: OptionalArea  # who helps: the Zhejiang side of an east-west figure
    case_id: OptionalSlug
    period_start: OptionalDate
    period_end: OptionalDate
    period_kind: PeriodKind
    value: Annotated[Decimal | None, Blank]
    unit: str
    qualifier: Qualifier
    status: Literal["actual", "planned"]
    printed: Text
    source_id: Slug
    paragraph: OptionalInt
    start: OptionalInt
    end: OptionalInt
    same_as: OptionalSlug
    statement_zh: Text
    statement_en: Text
    note_zh: str
    note_en: str

    @model_validator(mode="after")
    def _period(self) -> Self:
        start, end, kind = self.period_start, self.period_end, self.period_kind
        wanted = {
            "at": end is not None and start is None,
            "during": start is not None and end is not None,
            "cumulative": end is not None,
            "since": start is not None and end is None,
            "undated": start is None and end is None,
        }
        if not wanted[kind]:
            raise ValueError(f"period_kind {kind} does not fit period_start {start} and period_end {end}")
        if start and end and end < start:
            raise ValueError(f"period_end {end} lies before period_start {start}")
        return self

    @model_validator(mode="after")
    def _value(self) -> Self:
        if (self.value is None) != (self.qualifier == "qualitative"):
            raise ValueError("value is empty if, and only if, the qualifier is qualitative")
        if self.value is not None and not self.unit:
            raise ValueError("a value needs a unit")
        return self

    @model_validator(mode="after")
    def _locator(self) -> Self:
        parts = (self.paragraph, self.start, self.end)
        if any(part is None for part in parts) and any(part is not None for part in parts):
            raise ValueError("paragraph, start and end are given together or not at all")
        if self.start is not None and self.end is not None and self.end - self.start != len(self.printed):
            raise ValueError(
                f"end - start is {self.end - self.start}, printed has {len(self.printed)} characters"
            )
        return self


class PairedCounty(Row):
    area_id: AreaId
    county_class: CountyClass
    class_evidence: Evidence
    deep_poverty: Literal["yes", "unknown"]
    deep_evidence: Literal["", "stated", "inferred"]
    delisted_year: Annotated[str, Field(pattern=r"^(20\d\d|<=2018)?$")]  # assessment year
    delisted_evidence: Literal["stated", "inferred", "unknown", "not_applicable"]
    partner_city_id: OptionalArea
    partner_county_ids: AreaList
    partner_evidence: Evidence
    membership_evidence: Literal["stated", "inferred"]
    class_source_ids: SlugList
    partner_source_ids: SlugList
    note_zh: str
    note_en: str


class Case(Row):
    case_id: Slug
    side: Literal["in-province", "east-west"]
    theme: Slug
    place_ids: AreaList  # empty when the document names no county
    helper_ids: AreaList
    recipient_id: OptionalArea
    place_zh: Text
    place_en: Text
    title_zh: Text
    title_en: Text
    pinyin: Text
    summary_zh: Text
    summary_en: Text
    source_id: Slug
    paragraph: int
    start: int
    end: int
    note_zh: str
    note_en: str


class Exclusion(Row):
    source_id: Slug
    paragraph: int
    start: int
    end: int
    printed: Text
    reason: Literal["date", "name", "ordinal", "idiom"]
    note_zh: Text
    note_en: Text


class Crosswalk(Row):
    """A county whose code or name changed, or that a later code list splits or drops."""

    area_id: AreaId
    code_2018: str
    name_2018: str
    code_2021: str
    name_2021: str
    note_zh: str
    note_en: str


ROWS: dict[str, type[Row]] = {
    "sources": Source,
    "indicators": Indicator,
    "areas": Area,
    "facts": Fact,
    "paired_counties": PairedCounty,
    "cases": Case,
    "exclusions": Exclusion,
    "adcode_crosswalk": Crosswalk,
}

PRIMARY_KEYS: dict[str, tuple[str, ...]] = {
    "sources": ("source_id",),
    "indicators": ("indicator_id",),
    "areas": ("area_id",),
    "facts": ("fact_id",),
    "paired_counties": ("area_id",),
    "cases": ("case_id",),
    "exclusions": ("source_id", "paragraph", "start"),
    "adcode_crosswalk": ("area_id", "code_2021"),
}

FOREIGN_KEYS: dict[str, dict[str, str]] = {
    "areas": {"parent_id": "areas", "source_ids": "sources"},
    "facts": {
        "indicator_id": "indicators",
        "area_id": "areas",
        "counterpart_id": "areas",
        "case_id": "cases",
        "source_id": "sources",
        "same_as": "facts",
    },
    "paired_counties": {
        "area_id": "areas",
        "partner_city_id": "areas",
        "partner_county_ids": "areas",
        "class_source_ids": "sources",
        "partner_source_ids": "sources",
    },
    "cases": {"place_ids": "areas", "helper_ids": "areas", "recipient_id": "areas", "source_id": "sources"},
    "exclusions": {"source_id": "sources"},
    "adcode_crosswalk": {"area_id": "areas"},
}
