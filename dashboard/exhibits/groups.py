"""Members of a register in groups, one row each: how many, and which."""

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.members import Members, OfRegister, criterion_of, is_counted_by, partners_of
from dashboard.exhibits.reading import listed, short_of
from dashboard.exhibits.rows import Member
from dashboard.figures.counts import EMPTY, count_id
from dashboard.figures.words import Lang, Ref
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
            if len(values) == 1 and is_counted_by(self.of, key):
                wanted[key] = values.pop()
        asked = {criterion_of(self.of, key): value or EMPTY for key, value in wanted.items()}
        whole = [one for one in self.every if all(_has(one, *pair) for pair in wanted.items())]
        text = str(len(members)) if len(members) == len(whole) else f"{len(members)}/{len(whole)}"
        ref = Ref("derived", count_id(self.of.ref, **asked))
        names = listed((short_of(member.area, lang) for member in members), lang)
        return (name, Cell(text=text, ref=ref, number=len(members)), names)


def _has(member: Member, column: str, value: str) -> bool:
    """As a count asks: of several partner cities each is one."""
    if column != "partner":
        return member.value(column) == value
    cities = {city.area_id for city in partners_of(member, "city")}
    return value in cities if value else not cities
