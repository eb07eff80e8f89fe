"""Tables of a register: its members in groups, how many and which; and who is paired with whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.members import (
    Members,
    OfRegister,
    count_ref,
    criterion_of,
    is_counted_by,
)
from dashboard.exhibits.partners import years_told
from dashboard.exhibits.reading import name_of, names_of, short_of, shorts_of
from dashboard.exhibits.rows import Member, by_key
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, in_clauses, say
from dashboard.package.model import Area
from dashboard.package.site import NO_WORDS, Wording


class Grouping(OfRegister):
    """An exhibit whose table has a row a group."""

    group: tuple[Literal["province", "prefecture", "partner"], ...] = Field(
        (), max_length=1, description="What has a row of its own, with the number of members and their names."
    )
    apart: dict[str, str] = Field(
        {}, description="Members that are one group by themselves: a column and its value."
    )
    apart_name: Wording = Field(NO_WORDS, description="What that group is called.")


class GroupedMembers(Members):
    declared: Grouping

    def table_of_groups(self, lang: Lang) -> Table:
        """The largest group first, and last those that stand apart."""
        (column,) = self.declared.group
        usual = [member for member in self.rows if not self.is_apart(member)]
        others = [member for member in self.rows if self.is_apart(member)]
        rows = [
            self._line(short_of(area, lang) if area else "", members, {column: key}, lang)
            for area, key, members in self.grouped(column, usual)
        ]
        if others:
            rows.append(self._line(self.declared.apart_name.pick(lang), others, {}, lang))
        return self.table_by((column, "count", "names"), rows, lang)

    def is_apart(self, member: Member) -> bool:
        apart = self.declared.apart
        return bool(apart) and all(member.value(key) == value for key, value in apart.items())

    def _line(
        self, name: str, members: Sequence[Member], group: Mapping[str, str], lang: Lang
    ) -> tuple[str | Cell, ...]:
        """The count is that of the whole group; where filters leave fewer of it, both numbers stand there."""
        wanted = dict(group)
        for key in self.declared.apart:
            values = {member.value(key) for member in members}
            if len(values) == 1 and is_counted_by(self.register, key):
                wanted[key] = values.pop()
        asked = {criterion_of(self.register, key): value or EMPTY for key, value in wanted.items()}
        whole = [one for one in self.every if all(_has(one, *pair) for pair in wanted.items())]
        text = str(len(members)) if len(members) == len(whole) else f"{len(members)}/{len(whole)}"
        ref = count_ref(self.register, {}, **asked)
        names = shorts_of((member.area for member in members), lang)
        return (name, Cell(text=text, ref=ref, number=len(members)), names)


def _has(member: Member, column: str, value: str) -> bool:
    """As a count asks: of several partner cities each is one."""
    if column != "partner":
        return member.value(column) == value
    cities = {city.area_id for city in member.partners_at("city")}
    return value in cities if value else not cities


# Pairs --------------------------------------------------------------------------------------------------------


def table_of_pairs(selection: Members, lang: Lang) -> Table:
    """By province, prefecture and partner city; one row too for a prefecture's members without a known city."""
    rows = (
        _row(selection, own, lang)
        for _, _, in_province in selection.grouped("province")
        for in_prefecture in by_area(in_province, "prefecture")
        for own in by_area(in_prefecture, "partner")
    )
    return selection.table_by(
        ("prefecture", "province", "partner-city", "years", "count", "pairs"), rows, lang
    )


def by_area(members: Iterable[Member], column: str) -> Iterable[list[Member]]:
    """Members by an area, first seen first."""
    return by_key(members, lambda one: one.value(column)).values()


def by_city(members: Iterable[Member]) -> dict[Area, list[Member]]:
    """The cities that help, first seen first, each with all whom it helps."""
    helped = [(city, member) for member in members for city in member.partners_at("city")]
    return {city: [member for _, member in own] for city, own in by_key(helped, lambda one: one[0]).items()}


def _row(selection: Members, members: Sequence[Member], lang: Lang) -> tuple[str | Cell, ...]:
    first = members[0]
    prefecture, province, city = (first.area_in(one) for one in ("prefecture", "province", "partner"))
    criteria = {
        criterion_of(selection.register, one): first.value(one) or EMPTY for one in ("prefecture", "partner")
    }
    return (
        short_of(prefecture, lang) if prefecture else "",
        short_of(province, lang) if province else "",
        name_of(city, lang) if city else say("county.no-partner", lang),
        years_told((one for member in members for one in member.partners if one.area == city), lang),
        Cell(text=str(len(members)), ref=selection.count(**criteria)),
        in_clauses((_pair(member, lang) for member in members), lang),
    )


def _pair(member: Member, lang: Lang) -> str:
    """A member and its county partner; without one, the member alone."""
    counties = member.partners_at("county")
    name = short_of(member.area, lang)
    text = f"{name} – {names_of(counties, lang)}" if counties else name
    guessed = any(one.evidence == "inferred" for one in member.partners)
    return text + say("counties.inferred", lang) if guessed else text
