"""By which column the members of a register are coloured: the colour, the tag and the words of each, and the legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.exhibits.marks import LegendItem
from dashboard.exhibits.members import column_of, evidence_of, legend_of_values, value_text
from dashboard.exhibits.reading import name_of, names_of, shorts_of
from dashboard.exhibits.rows import LEVELS, Member, by_key
from dashboard.figures.words import Lang, say, say_all
from dashboard.package.site import Column, Register, Wording
from dashboard.theme import HUES, STEPS

COLOURING = ("class", "flag", "year")  # types of columns
PARTNER = "partner"
NOT_FOUND, NOT_APPLICABLE = "unknown", "not_applicable"


@dataclass(frozen=True)
class Colour:
    """What one member is painted, what a cell says of it besides its name, and what that is in full."""

    accent: str
    tag: str
    words: str


def colours_of(
    register: Register, own: str, mark: str, members: Sequence[Member]
) -> Iterator[tuple[str, Wording]]:
    """The columns that may colour its members, by the names that an address has for them; `own` comes first, and a flag
    that is marked already is none."""
    columns = [one for one in register.columns if one.type in COLOURING and one.key not in (own, mark)]
    if first := column_of(register, own):
        columns.insert(0, first)
    yield from ((one.ref, one.name) for one in columns)
    if any(member.value(PARTNER) for member in members):
        yield PARTNER, say_all("register.partner")


@dataclass(frozen=True)
class Colouring:
    """`key` is a column, or `partner`; `every` are all members, so that no filter changes a colour."""

    register: Register
    key: str
    every: Sequence[Member]
    lang: Lang

    @cached_property
    def column(self) -> Column | None:
        return column_of(self.register, self.key)

    def of(self, member: Member) -> Colour:
        column = self.column
        if column and column.values:
            value = next((one for one in column.values if one.key == member.value(column.key)), None)
            name = value.name.pick(self.lang) if value else ""
            return Colour((value.accent if value else None) or "teal", "", name)
        if column is None and self.key not in LEVELS:
            return Colour("teal", "", "")
        return self._ordered(member, column)

    def _ordered(self, member: Member, column: Column | None) -> Colour:
        """Of a year one step of a scale, of an area one hue of several; its tag tells those of one hue apart."""
        key = self._key(member)
        if column is None:
            area = member.area_in(self.key)
            if area is None:
                return Colour("hatched", "", say("county.no-partner", self.lang))
            accent = HUES[self._order.index(key) % len(HUES)]
            areas = member.partners_at("city") if self.key == PARTNER else [area]
            return Colour(accent, shorts_of(areas, self.lang), names_of(areas, self.lang))
        words = value_text(member, column, self.lang, plain=True)
        if not key:
            reason = evidence_of(member, column.key)
            return Colour("hollow" if reason == NOT_APPLICABLE else "hatched", "", words)
        place = self._order.index(key) * (len(STEPS) - 1) // max(len(self._order) - 1, 1)
        return Colour(STEPS[place], key.replace("<=", "≤"), words)

    def _key(self, member: Member) -> str:
        return member.value(self.key)

    @cached_property
    def _order(self) -> list[str]:
        """Years in their order; areas by how many members they have."""
        groups = by_key((one for one in self.every if self._key(one)), self._key)
        if self.key in LEVELS:
            return sorted(groups, key=lambda key: (-len(groups[key]), key))
        return sorted(groups, key=lambda key: (key[-4:], not key.startswith("<=")))

    def legend(self, members: Sequence[Member]) -> tuple[LegendItem, ...]:
        """What the colours of members on show mean; what has no value stands last."""
        column = self.column
        if column and column.values:
            shown = {member.value(column.key) for member in members}
            return legend_of_values([value for value in column.values if value.key in shown], self.lang)
        order = {key: at for at, key in enumerate(self._order)}
        ranked = sorted(members, key=lambda one: order.get(self._key(one), len(order)))
        found = [
            (colour.accent, self._called(one, colour)) for one in ranked if (colour := self.of(one)).words
        ]
        return tuple(LegendItem("fill", words, accent) for accent, words in dict.fromkeys(found))

    def _called(self, member: Member, colour: Colour) -> str:
        """What a colour means; of several areas that of the first."""
        area = member.area_in(self.key) if self.key in LEVELS else None
        return name_of(area, self.lang) if area else colour.words
