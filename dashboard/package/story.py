"""What a package tells: one TOML file a page in `story/`, with its words, its filters and its exhibits in their order.

An exhibit is kept as it is written: its kind decides which keys it has (see `exhibits.kinds`).
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from dashboard.package.remarks import Fault, RuleError
from dashboard.package.site import NO_WORDS, PATH, Declared, Key, Name, Wording
from dashboard.package.toml_file import Lines, read_toml

FOLDER = "story"
RESERVED = re.compile("/(assets|chart|data|en|export|healthz|places|present|readyz|search|sources|zh)")

FilterKind = Literal["many", "one", "range", "by", "text", "topic", "compare", "colour", "rest"]


class FilterDeclaration(Declared):
    """One filter of a page; its options come from the rows."""

    name: Key = Field(description="The name of the filter in the address.")
    kind: FilterKind = Field(
        description="`many` values or `one`, a `range` of years, `by` a year, `text` to search for, or `topic`; "
        "`compare` sets two to four places side by side; `colour` and `rest` say by what a waffle is coloured, and "
        "whether it keeps, pale, what the filters leave out."
    )
    on: str = Field(
        "",
        description="What it asks of a row: a column of the page's register, or `province`, `partner`, `place`, "
        "`period`, `grade`, `side`, `theme`, `measure`; of cases also `city`, where it lies or who helps it, and "
        "`province`, where it lies.",
    )
    label: Wording = Field(NO_WORDS, description="What stands above the control.")
    hint: Wording = Field(NO_WORDS, description="What stands in an empty field to search in.")
    every: Wording = Field(NO_WORDS, description="The option that narrows nothing, of a filter of one value.")
    option: Wording = Field(NO_WORDS, description="An option of a filter `by` a year; holds {year}.")
    formerly: str = Field(
        "", description="The name it once had, alone or with another filter: old links are led on."
    )
    carried: Wording = Field(
        NO_WORDS,
        description="Said of a choice that came along from another page, where its filter of the same name has such "
        "words too; holds {value} and {page}.",
    )


class Way(Declared):
    page: Key = Field(description="The page it leads to.")
    text: Name = Field(description="What is found there.")


class PageDeclaration(Declared):
    """The whole of `story/KEY.toml`; the name of the file is the key of the page."""

    path: str = Field(description="The address of the page, such as `/east-west`.", pattern=PATH)
    side: str = Field("both", description="The side of the work it tells of, or `both`.")
    name: Name = Field(description="The name of the page in the navigation.")
    eyebrow: Wording = Field(NO_WORDS, description="A line above the title.")
    title: Name = Field(description="What the page says while no filter takes a row away.")
    title_filtered: Wording = Field(NO_WORDS, description="What it says under filters.")
    standfirst: Wording = Field(NO_WORDS, description="A sentence or two below the title.")
    description: Wording = Field(NO_WORDS, description="The page in a sentence, for search engines.")
    register_key: str = Field("", alias="register", description="The register that its filters ask of.")
    counts: str = Field(
        "",
        description="What the summary line and the options of filters count: `cases`, a register, or the `records` "
        "of all exhibits.",
    )
    count: Wording = Field(NO_WORDS, description="The summary line; holds {n} and {total}.")
    show: Wording = Field(
        NO_WORDS, description="The button that leads from the filters to what they leave; holds {n}."
    )
    ways: tuple[Way, ...] = Field((), description="Links to other pages below the exhibits.")
    filters: tuple[FilterDeclaration, ...] = Field((), alias="filter", description="In the order of the bar.")
    exhibits: tuple[dict[str, Any], ...] = Field((), alias="exhibit", description="In the order of the page.")

    @field_validator("path")
    @classmethod
    def _free(cls, path: str) -> str:
        if RESERVED.fullmatch(path):
            raise RuleError("path", "declared.reserved-path", path=path)
        return path


@dataclass(frozen=True)
class Story:
    """The pages by their keys, each with the lines of its places in its file."""

    pages: dict[str, PageDeclaration]
    lines: dict[str, Lines]
    faults: list[Fault]


def read_story(directory: Path) -> Story:
    """Every page of a package; what is wrong with one that cannot be read is told among the faults."""
    story = Story({}, {}, [])
    for path in sorted((directory / FOLDER).glob("*.toml")):
        page, lines, faults = read_toml(path, file_of(path.stem), PageDeclaration)
        story.faults.extend(faults)
        if page:
            story.pages[path.stem], story.lines[path.stem] = page, lines
    return story


def file_of(page: str) -> str:
    return f"{FOLDER}/{page}.toml"
