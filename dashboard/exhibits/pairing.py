"""Who is paired with whom, in words: a row for each prefecture and partner city, with the pairs of counties."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.members import Members, area_in, criterion_of, inferred, partners_of
from dashboard.exhibits.reading import name_of, names_of, short_of
from dashboard.exhibits.rows import Member, by_key
from dashboard.figures.counts import EMPTY
from dashboard.figures.words import Lang, say
from dashboard.package.model import Area

HEADS = ("prefecture", "province", "partner-city", "count", "pairs")


def table_of_pairs(selection: Members, lang: Lang) -> Table:
    """One row too for a prefecture's members without a known city."""
    return selection.table_by(HEADS, (_row(selection, own, lang) for own in _pairs(selection)), lang)


def _pairs(selection: Members) -> Iterator[list[Member]]:
    """Members by province, prefecture and partner city."""
    for _, _, in_province in selection.grouped("province"):
        for in_prefecture in by_area(in_province, "prefecture"):
            yield from by_area(in_prefecture, "partner")


def by_area(members: Iterable[Member], column: str) -> Iterable[list[Member]]:
    """Members by an area, first seen first."""
    return by_key(members, lambda one: one.value(column)).values()


def by_city(members: Iterable[Member]) -> dict[Area, list[Member]]:
    """The cities that help, first seen first, each with all whom it helps."""
    helped = [(city, member) for member in members for city in partners_of(member, "city")]
    return {city: [member for _, member in own] for city, own in by_key(helped, lambda one: one[0]).items()}


def _row(selection: Members, members: Sequence[Member], lang: Lang) -> tuple[str | Cell, ...]:
    first = members[0]
    prefecture, province, city = (area_in(first, one) for one in ("prefecture", "province", "partner"))
    criteria = {
        criterion_of(selection.of, one): first.value(one) or EMPTY for one in ("prefecture", "partner")
    }
    return (
        short_of(prefecture, lang) if prefecture else "",
        short_of(province, lang) if province else "",
        name_of(city, lang) if city else say("county.no-partner", lang),
        Cell(text=str(len(members)), ref=selection.count(**criteria)),
        ("；" if lang == "zh" else "; ").join(_pair(member, lang) for member in members),
    )


def _pair(member: Member, lang: Lang) -> str:
    """A member and its county partner; without one, the member alone."""
    counties = partners_of(member, "county")
    name = short_of(member.area, lang)
    text = f"{name} – {names_of(counties, lang)}" if counties else name
    guessed = any(one.evidence == "inferred" for one in member.partners)
    return text + inferred(lang) if guessed else text
