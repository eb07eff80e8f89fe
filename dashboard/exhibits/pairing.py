"""Who is paired with whom, in words: a row for each prefecture and partner city, with the pairs of counties."""

from collections.abc import Iterator, Sequence

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.counting import count_ref
from dashboard.exhibits.members import Members, OfRegister, area_in, criterion_of, grouped, head_of, inferred
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import Member
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area

HEADS = ("prefecture", "province", "partner-city", "count", "pairs")


def table_of_pairs(declared: OfRegister, selection: Members, lang: Lang) -> Table:
    """One row too for a prefecture's members without a known city."""
    return Table(
        head=tuple(head_of(declared, selection.declared, name, lang) for name in HEADS),
        rows=tuple(_row(selection, members, lang) for members in pairs_of(selection)),
    )


def pairs_of(selection: Members) -> Iterator[list[Member]]:
    """Members by province, prefecture and partner city."""
    for _, _, in_province in grouped(selection, "province"):
        for in_prefecture in by_area(in_province, "prefecture"):
            yield from by_area(in_prefecture, "partner")


def by_area(members: Sequence[Member], column: str) -> Iterator[list[Member]]:
    """Members by an area, first seen first."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        groups.setdefault(member.value(column), []).append(member)
    yield from groups.values()


def by_city(members: Sequence[Member]) -> list[tuple[Area, list[Member]]]:
    """The cities that help, first seen first, each with all whom it helps."""
    groups: dict[Area, list[Member]] = {}
    for member in members:
        for partner in member.partners:
            if partner.level == "city":
                groups.setdefault(partner.area, []).append(member)
    return list(groups.items())


def _row(selection: Members, members: Sequence[Member], lang: Lang) -> tuple[Cell, ...]:
    first = members[0]
    prefecture, province, city = (area_in(first, one) for one in ("prefecture", "province", "partner"))
    criteria = {
        criterion_of(selection.declared, one): first.value(one) or EMPTY for one in ("prefecture", "partner")
    }
    ref = count_ref(selection.declared, selection.scope, **criteria)
    names = ("；" if lang == "zh" else "; ").join(_pair(member, lang) for member in members)
    return (
        Cell(text=short_of(prefecture, lang) if prefecture else ""),
        Cell(text=short_of(province, lang) if province else ""),
        Cell(text=name_of(city, lang) if city else say("county.no-partner", lang)),
        Cell(text=str(len(members)), ref=ref),
        Cell(text=names),
    )


def _pair(member: Member, lang: Lang) -> str:
    """A member and its county partner; without one, the member alone."""
    comma = "、" if lang == "zh" else ", "
    helping = comma.join(name_of(one.area, lang) for one in member.partners if one.level == "county")
    name = short_of(member.area, lang)
    text = f"{name} – {helping}" if helping else name
    guessed = any(one.evidence == "inferred" for one in member.partners)
    return text + inferred(lang) if guessed else text
