"""What a package declares of itself in `site.toml`: its name, home, languages, pages, topics, themes and registers.

The descriptions are for people who write the file: docs and a schema for editors are made from them.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from dashboard.catalogue import Lang
from dashboard.package.model import AreaCode, Slug
from dashboard.package.remarks import RuleError

SITE = "site.toml"
Accent = Literal[
    "teal", "teal-mid", "teal-tint", "brick", "brick-mid", "brick-tint", "stone", "hollow", "hatched"
]
ColumnType = Literal["class", "year", "flag", "area", "areas", "date", "text"]

COLUMN = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
PATH = r"^/([a-z0-9]+(-[a-z0-9]+)*)?$"
REFERENCE = r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$"

# Criteria that every register has; a column may not take their names.
PLACES = ("among", "city", "partner", "prefecture", "province")
# Columns that every register has, in its file or because they follow from other tables.
RESERVED = {
    *("area_id", "member_evidence", "member_sources", "note_zh", "note_en", "grade"),
    *("partner_city_ids", "partner_evidence", "partner_sources", "prefecture_id", "province_id"),
}

Key = Slug
ColumnKey = Annotated[str, Field(pattern=COLUMN)]
Reference = Annotated[str, Field(pattern=REFERENCE)]


class Declared(BaseModel):
    """A table of `site.toml`; a key that is not described here is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Declared):
    """The same text in the languages offered; a language without a text has that of the other."""

    zh: str = Field("", description="In Chinese.")
    en: str = Field("", description="In English.")

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)

    def pick(self, lang: Lang) -> str:
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def otherwise(self, other: "Wording") -> "Wording":
        """This text, and in a language it lacks the other one."""
        return Wording(zh=self.zh or other.zh, en=self.en or other.en)


def _named(value: object) -> object:
    if not value or (isinstance(value, dict) and not any(value.values())):
        raise RuleError("", "declared.no-text")
    return value


class Otherwise:
    """Marks a text of which a language that is left out reads as another key says."""


Name = Annotated[Wording, BeforeValidator(_named)]
InPart = Annotated[Wording, Otherwise()]
NO_WORDS = Wording()


class Side(Declared):
    key: Key = Field(description="The side in addresses and in `cases.side`.")
    name: Name = Field(description="What it is called.")
    accent: Accent = Field("teal", description="The colour of this side.")


class Topic(Declared):
    key: Key = Field(description="The topic in addresses and in `indicators.topic`.")
    name: Name = Field(description="What it is called.")
    page: Key | None = Field(None, description="The page on which further figures of this topic stand.")


class Theme(Declared):
    key: Key = Field(description="The theme in addresses and in `cases.theme`.")
    name: Name = Field(description="What it is called.")


class Value(Declared):
    """One value of a column of type class or flag."""

    key: Key = Field(description="The value as it stands in the cells.")
    name: Name = Field(description="What it is called in filters and tables.")
    accent: Accent | None = Field(None, description="The colour of its marks.")
    legend: InPart = Field(NO_WORDS, description="Its name in a legend; default: its name.")
    counted: InPart = Field(NO_WORDS, description="Its name within the label of a count; default: its name.")
    detail: Wording = Field(NO_WORDS, description="A longer name, where there is room.")


class UpTo(Declared):
    """The count of all rows up to and with a year."""

    ref: Reference = Field("by", description="The criterion in the ids of counts, as in `by=YEAR`.")
    name: InPart = Field(NO_WORDS, description="Its name within the label of a count.")


# The values of a flag that names none.
FLAG = (
    {"key": "yes", "accent": "teal", "name": {"zh": "是", "en": "yes"}},
    {"key": "no", "accent": "hollow", "name": {"zh": "否", "en": "no"}},
    {"key": "unknown", "accent": "hatched", "name": {"zh": "未查明", "en": "not found"}},
)


class Counted(Declared):
    """What the ids of counts name by its `ref`."""

    @model_validator(mode="before")
    @classmethod
    def _reference(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("ref") and isinstance(data.get("key"), str):
            return {**data, "ref": data["key"]}
        return data


class Column(Counted):
    key: ColumnKey = Field(description="The column's name in the file.")
    ref: Reference = Field(
        "", description="Its name in the ids of counts and in addresses; default: its key."
    )
    type: ColumnType = Field(description="What its cells hold.")
    name: Name = Field(description="What it is called in filters and tables.")
    counted: InPart = Field(NO_WORDS, description="Its name within the label of a count; default: its name.")
    values: tuple[Value, ...] = Field(
        (),
        description="The values of a class or flag, in their order; a flag has yes, no and unknown.",
    )
    up_to: UpTo = Field(UpTo(), description="How rows up to a year are counted; for a column of type year.")
    applies: dict[ColumnKey, tuple[Key, ...]] = Field(
        {},
        description="Values of other columns for whose rows this one has a meaning; else its cell is empty.",
    )
    sources_of: ColumnKey | None = Field(None, description="The column whose sources are this one's too.")

    @model_validator(mode="before")
    @classmethod
    def _flag(cls, data: object) -> object:
        if isinstance(data, dict) and data.get("type") == "flag" and not data.get("values"):
            return {**data, "values": FLAG}
        return data

    @model_validator(mode="after")
    def _valued(self) -> Self:
        if self.type == "class" and not self.values:
            raise RuleError("values", "declared.values")
        if self.values and self.type not in ("class", "flag"):
            raise RuleError("values", "declared.values-of", type=self.type)
        _once("values", [value.key for value in self.values])
        return self

    def criteria(self) -> tuple[str, ...]:
        """What its rows can be counted by."""
        by = {"year": (self.ref, self.up_to.ref), "date": (), "text": ()}
        return by.get(self.type, (self.ref,))

    def value(self, key: str) -> Value:
        """Raises KeyError for a value that is not declared."""
        return _by_key(self.values, key)


class Noun(Declared):
    """What one row is: in English singular and plural, as in `county|counties`."""

    zh: str = Field("个", description="In Chinese, as it follows a number: 县.")
    en: str = Field("row|rows", description="In English, singular and plural: county|counties.")

    def english(self, *, plural: bool = True) -> str:
        one, _, several = self.en.partition("|")
        return (several or one) if plural else one


class Register(Counted):
    """A table of areas, `registers/KEY.csv`; its columns are those declared here."""

    key: ColumnKey = Field(description="The name of the file in `registers/`, without `.csv`.")
    ref: Reference = Field(
        "", description="Its name in the ids of counts, as in `counties:`; default: its key."
    )
    name: Name = Field(description="What the register is called.")
    table: InPart = Field(NO_WORDS, description="What a formula calls the table; default: its name.")
    counted: InPart = Field(NO_WORDS, description="What a count of its rows is called; default: its name.")
    noun: Noun = Field(Noun(), description="What one row is.")
    of: Literal["receivers", "home"] = Field(
        description="Whether its areas receive help from home, or lie at home."
    )
    columns: tuple[Column, ...] = Field((), alias="column", description="The columns of its own.")

    @model_validator(mode="after")
    def _columns(self) -> Self:
        _once("column", [column.key for column in self.columns])
        keys = {column.key for column in self.columns}
        if reserved := sorted(keys & RESERVED):
            raise RuleError("column", "declared.reserved-column", column=reserved[0])
        _once("criterion", [*PLACES, *(ref for column in self.columns for ref in column.criteria())])
        for column in self.columns:
            for other in (*column.applies, *filter(None, [column.sources_of])):
                if other not in keys or other == column.key:
                    raise RuleError("column", "declared.other-column", column=column.key, other=other)
        return self

    def column(self, key: str) -> Column:
        """Raises KeyError for a column that is not declared."""
        return _by_key(self.columns, key)


class PresetSlide(Declared):
    exhibit: Key | None = Field(
        None,
        description="Its exhibit, of any page. Default: one case of those that the filters leave, first one that lies "
        "nowhere else, then the one with most figures.",
    )
    question: Wording = Field(NO_WORDS, description="What it answers; stands above its title.")


class Preset(Declared):
    """Slides for a meeting, in their order, under whatever filters are chosen."""

    key: Key = Field(description="The preset in addresses: `preset=KEY`.")
    name: Name = Field(description="What it is called; the title of its cover.")
    slides: tuple[PresetSlide, ...] = Field(alias="slide", min_length=1, description="Its slides.")


class SheetDeclaration(Declared):
    """A map: the shapes of areas in one projection."""

    key: Key = Field(description="The map in `boundaries/places.json`.")
    name: Name = Field(description="What it is called.")
    file: str = Field(
        description="The file in `boundaries/` that holds its shapes.",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.json$",
    )
    areas: tuple[AreaCode, ...] = Field(
        min_length=1,
        description="The areas it shows; what lies in one of them is drawn here, on the first map that holds it.",
    )


class Maps(Declared):
    note: Wording = Field(NO_WORDS, description="What stands under every map.")
    approval: Wording = Field(
        NO_WORDS, description="The same where a map approval number is set; holds {number}."
    )
    sheets: tuple[SheetDeclaration, ...] = Field((), alias="sheet", description="The maps, in their order.")


class Licence(Declared):
    name: str = Field(description="Its short name, such as MIT.")
    title: str = Field("", description="Its title.")
    path: str = Field("", description="Where it can be read.")


class About(Declared):
    """What outside tools are told of the package."""

    name: Key = Field("data-package", description="The name of the package.")
    title: InPart = Field(NO_WORDS, description="Its title; default: the name of the site.")
    description: Wording = Field(NO_WORDS, description="What it holds.")
    licences: tuple[Licence, ...] = Field((), alias="licence", description="Under which terms it is given.")


class Terms(Declared):
    """How the content may be used again, and what is not the package's to give."""

    picture: Wording = Field(NO_WORDS, description="One sentence, on every picture; default: one of ours.")
    ours: Wording = Field(NO_WORDS, description="What the package gives, and how it may be used.")
    others: Wording = Field(NO_WORDS, description="What belongs to others.")


class SiteDeclaration(Declared):
    """The whole of `site.toml`."""

    format: Literal[2] = Field(description="The format of the package.")
    date: datetime.date | None = Field(None, description="When the data was closed.")
    name: Name = Field(description="The name of the site.")
    slug: Key = Field("data", description="What the names of downloaded files begin with.")
    home: AreaCode = Field(description="The area the site is about: a province or a city of areas.csv.")
    short: InPart = Field(NO_WORDS, description="The short name of the home; default: its name in areas.csv.")
    languages: tuple[Lang, ...] = Field(
        ("zh", "en"), min_length=1, description="The languages offered, the first at the root of the site."
    )
    period: tuple[int, int] | None = Field(
        None, description="First and last year that an axis of time spans where rows do not bound it."
    )
    document: Key | None = Field(None, description="The source that is read from beginning to end.")
    pages: tuple[Key, ...] = Field((), description="The keys of the pages in the order of the navigation.")
    footer: Wording = Field(NO_WORDS, description="What stands at the foot of every page.")
    terms: Terms = Field(Terms(), description="How the content may be used again.")
    maps: Maps = Field(Maps(), alias="map", description="What is said under maps.")
    package: About = Field(About(), description="What outside tools are told of the package.")
    sides: tuple[Side, ...] = Field((), alias="side", description="The sides of the work, in their order.")
    topics: tuple[Topic, ...] = Field((), alias="topic", description="Topics of indicators, in their order.")
    themes: tuple[Theme, ...] = Field((), alias="theme", description="Themes of cases, in their order.")
    registers: tuple[Register, ...] = Field((), alias="register", description="Registers, in their order.")
    presets: tuple[Preset, ...] = Field((), alias="preset", description="Sets of slides to choose from.")

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        _once("languages", self.languages)
        _once("pages", self.pages)
        for name in ("sides", "topics", "themes", "registers", "presets"):
            _once(name.removesuffix("s"), [one.key for one in getattr(self, name)])
        _once("map.sheet", [one.key for one in self.maps.sheets])
        _once("register", [one.ref for one in self.registers])
        if self.period and self.period[1] < self.period[0]:
            first, last = self.period
            raise RuleError("period", "declared.period", first=first, last=last)
        return self

    def other(self, lang: Lang) -> Lang | None:
        """The other language that is offered; None where there is but one."""
        return next((one for one in self.languages if one != lang), None)

    def side(self, key: str) -> Side:
        """Raises KeyError for a side that is not declared; so do the others for what they look up."""
        return _by_key(self.sides, key)

    def theme(self, key: str) -> Theme:
        return _by_key(self.themes, key)

    def register(self, key: str) -> Register:
        return _by_key(self.registers, key)

    def register_named(self, ref: str) -> Register:
        """The register of this ref, as the ids of counts name it."""
        return _by_key(self.registers, ref, "ref")


Keyed = TypeVar("Keyed", Side, Theme, Value, Column, Register)


def _by_key(listed: Sequence[Keyed], key: str, name: str = "key") -> Keyed:
    return {getattr(one, name): one for one in listed}[key]


def _once(name: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise RuleError(name, "declared.times", name=name, key=key, times=times)
