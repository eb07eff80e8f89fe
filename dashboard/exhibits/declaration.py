"""What a package may say of any exhibit; each kind adds the keys of its own (see `kinds`).

The descriptions are for people who write `story/*.toml`: docs and a schema for editors are made from them.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dashboard.package.model import AREA_ID, SLUG
from dashboard.package.site import NO_WORDS, Accent, Declared, Key, Name, Wording

Width = Literal["full", "half", "third", "wide", "narrow"]
Wider = Literal["stay", "drop"]
Part = Literal["", "found", "after"]  # in this order on a page


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Named = Literal[
    "facts",
    "indicators",
    "computed",
    "checks",
    "areas",
    "sources",
    "phrases",
    "registers",
    "columns",
    "topics",
    "sides",
]


@dataclass(frozen=True)
class Names:
    """What the value of a key names; it may be missing: nothing in a declaration is load-bearing."""

    what: Named


FactId = Annotated[str, Field(pattern=SLUG), Names("facts")]
IndicatorId = Annotated[str, Field(pattern=SLUG), Names("indicators")]
ComputedId = Annotated[str, Field(min_length=1), Names("computed")]
CheckId = Annotated[str, Field(min_length=1), Names("checks")]
AreaKey = Annotated[str, Field(pattern=rf"^home$|{AREA_ID}"), Names("areas")]
SourceId = Annotated[Key, Names("sources")]
PhraseId = Annotated[Key, Names("phrases")]
RegisterKey = Annotated[str, Names("registers")]
ColumnKey = Annotated[str, Names("columns")]  # of the register of the same exhibit
SideKey = Annotated[str, Names("sides")]
TopicKey = Annotated[Key, Names("topics")]
Topics = Annotated[
    tuple[TopicKey, ...], BeforeValidator(_listed, json_schema_input_type=Key | tuple[Key, ...])
]


class Declaration(Declared):
    key: Key = Field(description="The exhibit in addresses and ids; no other of the site has it.")
    kind: str = Field(description="How its rows are drawn.")
    topic: Topics = Field(
        (), description="The topics it belongs to; a page with a filter of topics hides it by them."
    )
    side: SideKey = Field("", description="The side of the work it tells of; default: that of its page.")
    accent: Accent | None = Field(None, description="The colour of its marks; default: that of its side.")
    width: Width = Field("full", description="The part of the page it takes.")
    headed: bool = Field(
        True,
        description="Whether its title and subtitle are seen above it; a page that begins with figures in groups with "
        "heads can do without. They are there for readers who do not see it all the same.",
    )
    part: Part = Field(
        "",
        description="Where it stands on its page: `found` is what other sources add to the document, `after` what came "
        "later. Each part has a heading and stands below what has none.",
    )
    short: Wording = Field(
        NO_WORDS, description="Its name in up to 31 characters, for sheets; default: its name."
    )
    name: Name = Field(description="What it is about: its title where nothing truer can be said.")
    finding: Wording = Field(NO_WORDS, description="What it says while its rows are those of the whole.")
    finding_filtered: Wording = Field(NO_WORDS, description="What it says of a part of its rows.")
    subtitle: Wording = Field(NO_WORDS, description="Measure, unit, place and time.")
    note: tuple[Wording, ...] = Field(
        (), description="Sentences below it; one whose figure is missing is left out."
    )
    alt: Wording = Field(NO_WORDS, description="What the drawing looks like, for those who do not see it.")
    empty: Wording = Field(NO_WORDS, description="Why nothing is left under filters, and what would help.")
    slides: Wording = Field(
        NO_WORDS,
        description="Why it takes more slides than one. Default: it takes one, which says how much has no room; a "
        "table takes what it needs.",
    )
    follows: dict[str, str] | None = Field(
        None,
        description="Which filters it follows, each with what it asks of a row: `place`, `giver`, `receiver`, "
        "`period`, `grade`, a column; or `through`, a register whose members decide. Default: each filter whose column "
        "it has.",
    )
    compares: bool = Field(
        True,
        description="Whether a comparison narrows it to the places compared; one that has all places side by side "
        "already can leave that to another.",
    )
    wider: Wider = Field(
        "stay", description="Whether figures for more than the chosen place stay or drop out."
    )

    @property
    def marks_accent(self) -> Accent:
        """The accent of its marks; teal where neither it nor its side has one."""
        return self.accent or "teal"


def softened(accent: Accent) -> Accent:
    """The middle tone of an accent."""
    tones: dict[Accent, Accent] = {"teal": "teal-mid", "brick": "brick-mid"}
    return tones.get(accent, accent)
