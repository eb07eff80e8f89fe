"""What one row of each file of the data package is: names, types and the rules a single row must keep."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from dashboard.package.remarks import RuleError

Qualifier = Literal["exact", "at_least", "more_than", "about", "nearly", "qualitative"]
Status = Literal["actual", "planned", "allocated"]
PeriodKind = Literal["at", "during", "cumulative", "since", "undated"]
Grade = Literal["A", "B", "C", "D"]
Level = Literal["country", "province", "city", "county", "group"]
Evidence = Literal["", "stated", "inferred", "unknown", "not_applicable"]
Operation = Literal["sum", "difference", "quotient", "change_percent", "share_percent", "count"]

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SOME_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"
AREA_ID = r"^(\d{6}|group-[a-z0-9-]+)$"
SHA256 = r"^([0-9a-f]{64})?$"
ADDRESS = r"^(https?://[^\s<>]+)?$"
FIGURE = r"^([a-z0-9]+(-[a-z0-9]+)*|[a-z][a-z0-9_-]*:[^\s]*)$"  # a fact, a computed figure, or a count

MOST_DECIMALS = 9
SHORTEST_NAME = 2  # characters; of 理县 nothing can be left out


@dataclass(frozen=True)
class Of:
    """Marks a cell that names rows of a table."""

    table: str


Slug = Annotated[str, Field(pattern=SLUG)]
Text = Annotated[str, Field(min_length=1)]
Address = Annotated[str, Field(pattern=ADDRESS)]


def split_list(cell: str) -> tuple[str, ...]:
    """The parts of a list; criteria of a count, as in `counties:by=2018;class=national`, stay with their count."""
    parts: list[str] = []
    for part in filter(None, cell.split(";")):
        if parts and ":" in parts[-1] and "=" in part and ":" not in part:
            parts[-1] += f";{part}"
        else:
            parts.append(part)
    return tuple(parts)


Blank = BeforeValidator(lambda cell: None if cell == "" else cell)
Listed = BeforeValidator(lambda cell: split_list(cell) if isinstance(cell, str) else cell)
OptionalSlug = Annotated[Slug | None, Blank]
OptionalDate = Annotated[date | None, Blank]
OptionalInt = Annotated[int | None, Blank]
SlugList = Annotated[tuple[Slug, ...], Listed]
FigureId = Annotated[str, Field(pattern=FIGURE)]
FigureList = Annotated[tuple[FigureId, ...], Listed]

AreaCode = Annotated[str, Field(pattern=AREA_ID)]
AreaId = Annotated[AreaCode, Of("areas")]
OptionalArea = Annotated[AreaCode | None, Blank, Of("areas")]
AreaList = Annotated[tuple[AreaCode, ...], Listed, Of("areas")]
SourceId = Annotated[Slug, Of("sources")]
OptionalSource = Annotated[OptionalSlug, Of("sources")]
SourceList = Annotated[SlugList, Of("sources")]
IndicatorId = Annotated[Slug, Of("indicators")]
OptionalIndicator = Annotated[OptionalSlug, Of("indicators")]
CaseId = Annotated[Slug, Of("cases")]
OptionalCase = Annotated[OptionalSlug, Of("cases")]


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
    accessed: OptionalDate  # when it was read there
    archived: Address  # where a copy of it is kept
    read_in: str  # the copy or language it was read in, where that is not the original
    kind: Literal["document", "government", "press", "repost", "mirror", "reference"]
    grade: Grade
    sha256: Annotated[str, Field(pattern=SHA256)]
    note_zh: str
    note_en: str


class Indicator(Row):
    indicator_id: Slug
    name_zh: Text
    name_en: Text
    unit: Text
    topic: Slug
    measure: Literal["money", "people", "area", "output", "count", "rate"]
    definition_zh: Text
    definition_en: Text
    basis: str
    series: Slug  # only indicators of one series may share an axis or a line


class Area(Row):
    area_id: AreaCode
    name_zh: Text
    name_en: Text
    pinyin: Text  # full pinyin without tones, one word: "panan xian" is written "pananxian"
    level: Level
    parent_id: OptionalArea
    members: AreaList  # of a group that has no code of its own; empty where no source names them
    source_ids: SourceList
    note_zh: str
    note_en: str
    _is_namesake: bool = PrivateAttr(default=False)

    @property
    def is_namesake(self) -> bool:
        """Whether only the level at the end of its name tells it from the area it lies in: 恩施市 in 恩施州."""
        return self._is_namesake

    def in_area(self, name_zh: str) -> Self:
        """Itself, told what the area is called that it lies in."""
        self._is_namesake = len(self.name_zh) > SHORTEST_NAME and name_zh.startswith(self.name_zh[:-1])
        return self


class Fact(Row):
    fact_id: Slug
    indicator_id: IndicatorId
    area_id: AreaId
    counterpart_id: OptionalArea  # who helps: the Zhejiang side of an east-west figure
    case_id: OptionalCase
    period_start: OptionalDate
    period_end: OptionalDate
    period_kind: PeriodKind
    period_evidence: Literal["", "stated", "inferred"]
    value: Annotated[Decimal | None, Blank]
    unit: str
    qualifier: Qualifier
    status: Status
    printed: Text
    printed_en: str  # how a figure that is printed without digits reads in English
    source_id: SourceId
    paragraph: OptionalInt
    start: OptionalInt
    end: OptionalInt
    same_as: OptionalSlug
    statement_zh: Text
    statement_en: Text
    note_zh: str
    note_en: str

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self._check_period()
        if (self.value is None) != (self.qualifier == "qualitative"):
            raise RuleError("value", "rule.value")
        if self.value is not None and not self.unit:
            raise RuleError("value", "rule.unit")
        if 0 < (self.paragraph, self.start, self.end).count(None) < 3:
            raise RuleError("paragraph", "rule.place")
        length, count = (self.end or 0) - (self.start or 0), len(self.printed)
        if self.paragraph is not None and length != count:
            raise RuleError("end", "rule.place-length", length=length, count=count)
        return self

    def _check_period(self) -> None:
        start, end = self.period_start, self.period_end
        fits = {
            "at": end is not None and start is None,
            "during": start is not None and end is not None,
            "cumulative": end is not None,
            "since": start is not None and end is None,
            "undated": start is None and end is None,
        }
        if not fits[self.period_kind]:
            raise RuleError("period_kind", "rule.period-kind", start=start, end=end)
        if start and end and end < start:
            raise RuleError("period_end", "rule.period-order", start=start)
        if self.period_evidence and not (start or end):
            raise RuleError("period_evidence", "rule.period-evidence")


class Case(Row):
    case_id: Slug
    side: Slug
    theme: Slug
    lines: SlugList  # the lines of work that it shows
    place_ids: AreaList  # empty when the document names no county
    helper_ids: AreaList
    recipient_id: OptionalArea
    place_zh: Text
    place_en: Text
    no_place_zh: str  # why there is no place
    no_place_en: str
    title_zh: Text
    title_en: Text
    heading_zh: str  # the document's own heading
    heading_en: str
    pinyin: Text
    summary_zh: Text
    summary_en: Text
    remark_zh: str  # what a reader of its figures must mind; may hold {fact:ID}
    remark_en: str
    source_id: SourceId
    paragraph: int
    start: int
    end: int
    image: str
    image_credit_zh: str
    image_credit_en: str
    image_alt_zh: str
    image_alt_en: str
    note_zh: str
    note_en: str


class CaseEvent(Row):
    """What became of a case, with or without a figure; `open` is what no source says, and has none."""

    case_id: CaseId
    what: Literal["place", "date", "size", "outcome", "award", "differs", "open"]
    date: Annotated[str, Field(pattern=SOME_DATE)]  # to the day, the month or the year, as far as it is known
    area_ids: AreaList
    statement_zh: Text
    statement_en: Text
    evidence: Literal["stated", "inferred", "unknown"]
    source_id: OptionalSource

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        """Whoever says something is named; what nobody says has nobody."""
        if (self.evidence == "unknown") != (self.what == "open") or (self.source_id is None) != (
            self.what == "open"
        ):
            raise RuleError("evidence", "rule.open-event")
        return self


class Pairing(Row):
    """An area that receives help and one that gives it; either may stand in several rows."""

    receiver: AreaId
    partner: AreaId
    level: Literal["province", "city", "county"]  # of the partner
    since: OptionalDate
    until: OptionalDate
    basis: str
    evidence: Literal["stated", "inferred"]
    source_ids: SourceList
    note_zh: str
    note_en: str

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        if self.partner == self.receiver:
            raise RuleError("partner", "rule.own-partner")
        if self.since and self.until and self.until < self.since:
            raise RuleError("until", "rule.until", since=self.since)
        return self


class Computed(Row):
    """A figure made from others; of two inputs the first is the later date, or the part."""

    computed_id: Slug
    operation: Operation
    inputs: FigureList
    unit: Text
    unit_en: str  # empty: follows from the unit
    decimals: int
    indicator_id: OptionalIndicator
    area_id: OptionalArea
    period_start: OptionalDate
    period_end: OptionalDate
    period_kind: Annotated[PeriodKind | None, Blank]  # empty: from inputs that agree
    label_zh: Text
    label_en: Text
    caution_zh: str
    caution_en: str

    @model_validator(mode="after")
    def _computable(self) -> Self:
        if self.operation == "count":
            if len(self.inputs) != 1 or ":" not in self.inputs[0]:
                raise RuleError("inputs", "rule.count-inputs")
        elif self.operation == "sum":
            if not self.inputs:
                raise RuleError("inputs", "rule.sum-inputs")
        elif len(self.inputs) != 2:
            raise RuleError("inputs", "rule.two-inputs", operation=self.operation, count=len(self.inputs))
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise RuleError("decimals", "rule.decimals", most=MOST_DECIMALS)
        return self


class Check(Row):
    """Figures that must add up to another; the explanation accounts for a difference of `gap`, right less left."""

    check_id: Slug
    left: FigureList
    right: FigureId
    gap: Annotated[Decimal | None, Blank]
    explanation_zh: Text
    explanation_en: Text

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.left:
            raise RuleError("left", "rule.left")
        return self


class Phrase(Row):
    """Some words of a source with their place, never a whole sentence."""

    phrase_id: Slug
    source_id: SourceId
    paragraph: int
    start: int
    end: int
    printed: Text
    statement_zh: Text
    statement_en: Text


class Term(Row):
    """An entry of the glossary; its text may hold {fact:ID}."""

    term_id: Slug
    term_zh: Text
    term_en: Text
    text_zh: Text
    text_en: Text


class Exclusion(Row):
    source_id: SourceId
    paragraph: int
    start: int
    end: int
    printed: Text
    reason: Literal["date", "name", "ordinal", "idiom", "connective", "restated"]
    note_zh: Text
    note_en: Text


class Crosswalk(Row):
    """A county whose code or name changed, or that a later code list splits or drops."""

    area_id: AreaId
    code_before: str
    name_before: str
    code_after: str
    name_after: str
    note_zh: str
    note_en: str
