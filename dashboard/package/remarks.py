"""What there is to say of a package: faults and notes, each with its place and its reason, in either language."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from dashboard.catalogue import Lang, say

LONGEST_SHOWN = 60  # characters of a faulty cell
MOST_COMPARED = 2000  # names of which the nearest is looked for


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of `catalogue/check.toml`, and what is to stand in it, which may be a reason itself."""

    key: str
    values: Mapping[str, object]

    def said(self, lang: Lang) -> str:
        said = {name: one.said(lang) if isinstance(one, Reason) else one for name, one in self.values.items()}
        return say(f"check.{self.key}", lang, **said)


def because(key: str, /, **values: object) -> Reason:
    return Reason(key, values)


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say of a place in the package; `line` is the line of the file on which the record starts."""

    file: str
    reason: Reason
    line: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        return self.said("en")

    def said(self, lang: Lang) -> str:
        part = "key" if self.file.endswith(".toml") else "column"
        place = [say("check.place.line", lang, file=self.file, line=self.line) if self.line else self.file]
        if self.column is not None:
            place.append(say(f"check.place.{part}", lang, name=_shortened(self.column)))
        if self.value is not None:
            place.append(say("check.place.value", lang, value=_shortened(self.value)))
        text = say("check.place.reason", lang, place="".join(place), reason=self.reason.said(lang))
        return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


class Fault(Remark):
    """Something wrong: the package is refused."""


class Note(Remark):
    """Something to look at: the package is served without it, or as it is."""


class RuleError(ValueError):
    """A rule that a row or a declaration breaks, told at the column that is to be changed."""

    def __init__(self, column: str, key: str, /, **values: object) -> None:
        self.column, self.reason = column, because(key, **values)
        super().__init__(self.reason.said("en"))


def nearest(name: str, known: Iterable[str]) -> Reason | str:
    """What to add to a reason where a name is unknown and another is much like it; nothing among very many."""
    known = list(islice(known, MOST_COMPARED + 1))
    near = difflib.get_close_matches(name, known, n=1) if len(known) <= MOST_COMPARED else []
    return because("nearest", name=near[0]) if near else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
