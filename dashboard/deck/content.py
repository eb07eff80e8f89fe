"""What a deck is made of: a cover, then subjects, each an exhibit with the words around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.exhibits.exhibit import Shown
from dashboard.figures.words import Lang, Ref

Block = tuple[str, Sequence[str]]  # of speaker notes: a heading, and the paragraphs below it
Address = Callable[[str], str]  # the full address of a path of the dashboard
Leads = Callable[
    [Ref | None], str
]  # the full address at which a figure or a member is told of; empty where none is


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A part of an exhibit and its words; without a chart, `remarks` begin with why nothing is left to show."""

    shown: Shown
    eyebrow: str
    title: str
    subtitle: str
    filters: str
    sources: Sequence[str]
    map_note: str
    link: str
    leads: Leads
    accent: str  # of its side; empty where it is of none
    remarks: Sequence[str]
    home: str  # where all of it can be seen on the web
    width: float  # pixels, as a page shows it
    notes: Sequence[Block]
    part: str = ""  # "2/4" where an exhibit takes several slides
    why: str = ""  # it does
    shares: Sequence[float] = ()  # the widths of the columns of a table, in per cent


@dataclass(frozen=True, kw_only=True)
class Content:
    """The subjects, a slide each, those that filters leave nothing of, and what the cover says of them."""

    lang: Lang
    height: float  # of a slide, in points; its width is the same in all
    made: date
    address: Address
    site: str
    title: str
    accents: Sequence[str]
    counts: Sequence[str]
    filters: str
    version: str  # of the data
    edition: str  # the version, and the day of making
    home: str
    exhibits: int  # that the subjects are of
    subjects: Sequence[Subject]
    emptied: Sequence[Subject] = ()
