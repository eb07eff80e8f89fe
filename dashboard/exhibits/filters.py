"""A query string, read and written, and a page's filters: what may be chosen, how a choice is read from a query string,
and how it is written. A control of a page holds the same text; `assets/src/filters.js` changes it.

A choice is `None` when nothing narrows the page ("all"), and so it is where nothing is ticked. Only an address with an
empty value (`class=`), as links once had, asks a filter of many values for none: an empty tuple. What cannot be read is
ignored and reported, never an error.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal
from urllib.parse import parse_qsl, quote

from dashboard.figures.words import Lang, listed, name_wording, say, say_all, year_range
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Wording

LONGEST = 4000  # characters of a query string; what follows is not read
AS_IT_IS = ",-!'()*"  # what browsers leave as well

Control = Literal["many", "one", "range", "text", "compare"]
Choice = tuple[str, ...] | tuple[int, int] | str | None
Choices = Mapping[str, Any]


@dataclass(frozen=True)
class Query:
    """Names with their values, in their order; a name may stand more than once."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, text: str) -> "Query":
        asked = text.removeprefix("?")[:LONGEST]
        return cls(tuple(parse_qsl(asked, keep_blank_values=True, errors="replace")))

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for name, _ in self.pairs))

    def values(self, name: str) -> list[str]:
        return [value for one, value in self.pairs if one == name]

    def first(self, name: str) -> str | None:
        return next(iter(self.values(name)), None)

    def without(self, *names: str) -> "Query":
        return Query(tuple(pair for pair in self.pairs if pair[0] not in names))

    def also(self, pairs: Iterable[tuple[str, str]]) -> "Query":
        return Query((*self.pairs, *pairs))

    def written(self) -> str:
        """Without `?`; empty when nothing is asked."""
        return "&".join(f"{quote(name)}={quote(value, safe=AS_IT_IS)}" for name, value in self.pairs)

    def after(self, path: str) -> str:
        return f"{path}?{self.written()}" if self.pairs else path


@dataclass(frozen=True)
class Option:
    """`spelt` is how its name is written in Latin letters."""

    value: str
    label: Wording
    spelt: str = ""


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One filter: `on` is what it asks of a row, `options` what it offers, in their order; `also` are areas which it
    takes without offering them, `formerly` the name it once had, alone or with others, and `carried` what is said of a
    choice that came along from another page."""

    name: str
    kind: Control
    on: str = ""
    options: tuple[Option, ...] = ()
    also: frozenset[str] = frozenset()
    label: Wording = NO_WORDS
    hint: Wording = NO_WORDS
    formerly: str = ""
    carried: Wording = NO_WORDS

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    def takes(self, value: str) -> bool:
        return value in self.values or value in self.also

    @property
    def narrows(self) -> bool:
        """Whether a choice says which rows are meant, and not only how they are drawn."""
        return self.on not in LOOKS

    def label_for(self, choice: Choice) -> Wording:
        """Its label; where it is asked for an area that it does not offer, that of places."""
        beyond = self.also.difference(self.values).intersection(map(str, choice or ()))
        return say_all("filter.place") if beyond else self.label

    def label_of(self, package: Package, value: str, lang: Lang) -> str:
        """The words of a value; raises KeyError for one that is neither offered nor known."""
        offered = {option.value: option.label for option in self.options}
        return (offered[value] if value in offered else name_wording(package.area(value))).pick(lang)


@dataclass(frozen=True)
class Parsed:
    choices: Choices
    ignored: tuple[tuple[str, str], ...]  # (parameter, value) pairs that made no sense


ALL = "all"  # what a filter of one value offers for "nothing narrowed"
COLOUR, REST = LOOKS = ("@colour", "@rest")  # what filters of the look ask; no column is called so
FADE = "fade"  # what a filter leaves out is kept, and pale
FEWEST, MOST = 2, 4  # that are compared
MAX_TEXT = 60  # longer than any name in the data
MAX_FOLDED = 8192  # texts remembered as search sees them: all that are searched, several times over


def parse_query(filters: tuple[Filter, ...], query: str) -> Parsed:
    """Read a query string (`?city=330100&year=2018`); unknown parameters are left alone, bad values reported, and of a
    filter that is given twice the second."""
    asked = renamed(filters, Query.read(query))
    choices: dict[str, Choice] = {}
    ignored: list[tuple[str, str]] = []
    for item in filters:
        given = asked.values(item.name)
        choice, bad = _read(item, given[0]) if given else (None, [])
        choices[item.name] = choice
        ignored += [(item.name, value) for value in (*bad, *given[1:])]
    return Parsed(choices, tuple(ignored))


def renamed(filters: Iterable[Filter], asked: Query) -> Query:
    """A query by the names that filters have now: of what stands under a former one each takes what is its own, and
    the first what is nobody's."""
    every, pairs = list(filters), list[tuple[str, str]]()
    for name, text in asked.pairs:
        heirs = [item for item in every if item.formerly == name]
        values = dict.fromkeys(text.split(","))
        taken = {item.name: [value for value in values if item.takes(value)] for item in heirs}
        left = [value for value in values if not any(value in own for own in taken.values())]
        if heirs and (left or not text):
            taken[heirs[0].name] += left
        pairs += [(heir, ",".join(own)) for heir, own in taken.items() if own] if heirs else [(name, text)]
    return Query(tuple(pairs))


def parse_controls(filters: tuple[Filter, ...], held: Iterable[Any]) -> Choices:
    """Read what a page's controls hold: a list of the one text that an address has, or of none."""
    return {
        item.name: _read(item, own[0])[0]
        if isinstance(own, list) and own and isinstance(own[0], str)
        else None
        for item, own in zip(filters, held, strict=True)
    }


def _read(item: Filter, text: str) -> tuple[Choice, list[str]]:
    """The choice, and what of the text makes no sense."""
    if not text:
        return () if item.kind == "many" else None, []
    match item.kind:
        case "many":
            return _read_many(item, text)
        case "compare":
            return _read_compare(item, text)
        case "range":
            return _read_range(item, text)
        case "one" if text in (ALL, *item.values):
            return None if text in (ALL, item.values[0]) else text, []
        case "one":
            return None, [text]
        case "text":
            kept = " ".join("".join(char for char in text if char.isprintable()).split())[:MAX_TEXT]
            return kept or None, []


def _read_many(item: Filter, text: str) -> tuple[Choice, list[str]]:
    offered = item.values
    asked = list(dict.fromkeys(text.split(",")))
    good = [value for value in offered if value in asked]
    good += [value for value in asked if value in item.also and value not in offered]
    bad = [value for value in asked if value not in good]
    return None if not good or good == list(offered) else tuple(good), bad


def _read_compare(item: Filter, text: str) -> tuple[Choice, list[str]]:
    """In the order of the address, since the first is what the others are held against."""
    asked = list(dict.fromkeys(text.split(",")))
    good = [value for value in asked if value in item.values][:MOST]
    bad = [value for value in asked if value not in good]
    return (tuple(good), bad) if len(good) >= FEWEST else (None, asked)


def _read_range(item: Filter, text: str) -> tuple[Choice, list[str]]:
    years = [int(value) for value in item.values]
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text, re.ASCII)
    if not match:
        return None, [text]
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last or last < years[0] or first > years[-1]:
        return None, [text]
    first, last = max(first, years[0]), min(last, years[-1])
    return (None if (first, last) == (years[0], years[-1]) else (first, last)), []


def in_force(filters: Iterable[Filter], choices: Choices) -> Iterator[tuple[Filter, Any]]:
    """The filters that narrow something, each with what is chosen."""
    return ((item, choices[item.name]) for item in filters if choices.get(item.name) is not None)


def write_query(filters: tuple[Filter, ...], choices: Choices) -> str:
    """The query string of choices, without `?`; empty when nothing is chosen."""
    return query_of(filters, choices).written()


def query_of(filters: tuple[Filter, ...], choices: Choices) -> Query:
    chosen = in_force(filters, choices)
    return Query(tuple((item.name, text_of(item, choice) or "") for item, choice in chosen))


def text_of(item: Filter, choice: Any) -> str | None:
    """A choice as it stands in an address; None where nothing is chosen."""
    if choice is None:
        return None
    if item.kind in ("many", "compare"):
        return ",".join(choice)
    if item.kind == "range":
        return "-".join(map(str, dict.fromkeys(choice)))
    return str(choice)


# In words -----------------------------------------------------------------------------------------------------


def chosen_label(item: Filter, choice: Any, package: Package, lang: Lang) -> str:
    """A choice in words: 全部, 未选, 四川省、贵州省, 2012–2018, “黔”."""
    if choice is None:
        if item.kind == "one" and item.options:
            return item.options[0].label.pick(lang)
        return say("filter.no-comparison" if item.kind == "compare" else "filter.everything", lang)
    if choice == ():
        return say("filter.nothing", lang)
    if item.kind in ("many", "compare"):
        return listed((item.label_of(package, value, lang) for value in choice), lang)
    if item.kind == "range":
        return year_range(*choice)
    if item.kind == "one":
        return item.label_of(package, choice, lang)
    return say("filter.searching", lang, text=choice)


# Search -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=MAX_FOLDED)
def fold(text: str) -> str:
    """Text as search sees it: no case, tones, apostrophes, hyphens or spaces; ü and v count as u."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return "".join(char for char in plain.casefold().replace("v", "u") if char.isalnum())


def found(query: str | None, haystack: Iterable[str]) -> bool:
    """Whether the folded query is part of any one of the texts; an empty query finds everything."""
    wanted = fold(query or "")
    return any(wanted in fold(text) for text in haystack)
