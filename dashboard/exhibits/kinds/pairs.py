"""Who is paired with whom: lines on a map from the cities that help to where the members of a register lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dashboard.exhibits.charts import Table
from dashboard.exhibits.counting import count_ref
from dashboard.exhibits.declaration import ColumnKey
from dashboard.exhibits.kind import Chart, Kind, always
from dashboard.exhibits.marks import NOTHING, WIDE, LegendItem, Line, Meaning, Piece
from dashboard.exhibits.marks_map import Map, MapArea, MapLink, MapMark, MapName, MapPanel, MapPlace
from dashboard.exhibits.members import (
    SET,
    Members,
    OfRegister,
    area_in,
    column_of,
    grouped,
    legend_of_members,
    line_of,
    member_columns,
    need_of_members,
    number_text,
    partners_text,
    select_members,
    value_of,
)
from dashboard.exhibits.pairing import by_area, by_city, table_of_pairs
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import Member, Need, Rows
from dashboard.exhibits.selection import Asked
from dashboard.exhibits.sheets import beside, inside, land, middle_of, named, not_on_map, sheet_for
from dashboard.exhibits.tiles import Tile, tiles
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.boundaries import Sheet, Spot
from dashboard.package.model import Area
from dashboard.package.site import Accent

HEIGHT, NARROW_HEIGHT = 700, 300
MOST_LINES = 16  # of the list in the corner, a column


class Pairs(OfRegister):
    """Members of a register and the cities that help them, joined by lines on a map."""

    kind: Literal["pairs"]
    colour: ColumnKey = Field("", description="The column whose values colour the members.")
    mark: ColumnKey = Field("", description="The flag that is marked with dots where it is set.")


@dataclass(frozen=True, kw_only=True)
class Paired(Members):
    sheet: Sheet | None
    home: Area
    home_accent: Accent


def needs(declared: Pairs) -> Need:
    return need_of_members(declared)


def select(declared: Pairs, rows: Rows, asked: tuple[Asked, ...]) -> Paired:
    members = select_members(declared, rows, asked, sources=(declared.colour, declared.mark), partners=True)
    site = rows.package.site
    others = (side.accent for side in site.sides if side.accent != declared.marks_accent)
    cities = (one.area.area_id for member in members.every for one in member.partners if one.level == "city")
    return Paired(
        **vars(members),
        sheet=sheet_for(rows.package, [*(member.id for member in members.every), *cities]),
        home=rows.package.area(site.home),
        home_accent=next(others, "teal"),
    )


# Chart --------------------------------------------------------------------------------------------------------


def draw(declared: Pairs, selection: Paired, lang: Lang) -> Chart:
    legend = legend_of_members(selection, declared.colour, declared.mark, lang)
    if selection.sheet is None:
        return tiles([_tile(declared, selection, member, lang) for member in selection.rows], legend)
    drawn = _Drawn(declared, selection, selection.sheet, lang)
    return Map(
        panels=(MapPanel(sheet=selection.sheet, marks=tuple(drawn.marks())),),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        listing=(*_listing(declared, selection, lang), *not_on_map(drawn.missing(), lang)),
        legend=(
            LegendItem("line", say("mark.line", lang)),
            LegendItem("circle", _city_words(selection, lang), selection.home_accent),
            *legend,
        ),
    )


def _city_words(selection: Paired, lang: Lang) -> str:
    return say("mark.city", lang, home=short_of(selection.home, lang))


def _tile(declared: Pairs, selection: Paired, member: Member, lang: Lang) -> Tile:
    return Tile(
        name=short_of(member.area, lang),
        of=_meaning(declared, selection, member, lang),
        accent=_accent(declared, selection, member),
        dotted=member.value(declared.mark) == SET,
    )


def _meaning(declared: Pairs, selection: Paired, member: Member, lang: Lang) -> Meaning:
    line = line_of(member, selection.declared, declared.colour, declared.mark, lang)
    return Meaning(ref=Ref("county", member.id), says=f"{line}\n{partners_text(member, lang)}")


def _accent(declared: Pairs, selection: Paired, member: Member) -> Accent:
    column = column_of(selection.declared, declared.colour)
    value = value_of(member, column) if column else None
    return (value.accent if value else None) or declared.marks_accent


@dataclass(frozen=True)
class _Drawn:
    """The marks of the members on show, from the ground up."""

    declared: Pairs
    selection: Paired
    sheet: Sheet
    lang: Lang

    def marks(self) -> Iterator[MapMark]:
        yield from land(self.sheet)
        yield from self._areas()
        yield from self._links()
        prefectures, cities = self._prefectures(), self._cities()
        yield from (MapPlace(at=spot, name=name_of(area, self.lang)) for area, spot in prefectures)
        yield from (self._city(area, spot, members) for area, spot, members in cities)
        small = MapName(words=(), at=(0, 0), ink="second", screens=WIDE)
        yield from (self._beside(area, spot, small) for area, spot in prefectures)
        accent = MapName(words=(), at=(0, 0), ink="accent", accent=self.selection.home_accent, screens=WIDE)
        yield from (self._beside(area, spot, accent) for area, spot, _ in cities)
        yield from self._provinces()

    def missing(self) -> list[Area]:
        """The areas of members without a shape."""
        return [one.area for one in self.selection.rows if one.id not in self.sheet.shapes]

    def _areas(self) -> Iterator[MapArea]:
        for member in self.selection.rows:
            if member.id in self.sheet.shapes:
                yield MapArea(
                    area_id=member.id,
                    name=name_of(member.area, self.lang),
                    of=_meaning(self.declared, self.selection, member, self.lang),
                    accent=_accent(self.declared, self.selection, member),
                    dotted=member.value(self.declared.mark) == SET,
                )

    # Places ---------------------------------------------------------------------------------------------------

    def _prefectures(self) -> list[tuple[Area, Spot]]:
        """Those of members on show that have a point, or members that have."""
        found = []
        for members in by_area(self.selection.rows, "prefecture"):
            area = area_in(members[0], "prefecture")
            if area and (spot := middle_of(self.sheet, area.area_id, (one.id for one in members))):
                found.append((area, spot))
        return found

    def _cities(self) -> list[tuple[Area, Spot, list[Member]]]:
        """Those that have a point, with whom they help."""
        placed = ((city, self.sheet.spot(city.area_id), own) for city, own in by_city(self.selection.rows))
        return [(city, spot, members) for city, spot, members in placed if spot]

    def _links(self) -> Iterator[MapLink]:
        """One from each city to each prefecture, in which it helps a member."""
        ends = dict(self._prefectures())
        for city, spot, members in self._cities():
            for prefecture in _lying_in(members):
                if prefecture in ends:
                    name = f"{name_of(city, self.lang)} – {name_of(prefecture, self.lang)}"
                    accent = self.declared.marks_accent
                    yield MapLink(start=spot, end=ends[prefecture], name=name, accent=accent)

    def _city(self, city: Area, spot: Spot, members: Sequence[Member]) -> MapPlace:
        comma = "、" if self.lang == "zh" else ", "
        partners = comma.join(short_of(one, self.lang) for one in _lying_in(members))
        number, noun = _counted(self.selection, len(members), self.lang)
        says = f"{name_of(city, self.lang)}\n{partners}\n{number}{noun}"
        ref = count_ref(self.selection.declared, self.selection.scope, city=city.area_id)
        accent = self.selection.home_accent
        return MapPlace(at=spot, name=name_of(city, self.lang), accent=accent, of=Meaning(ref=ref, says=says))

    # Names ----------------------------------------------------------------------------------------------------

    def _beside(self, area: Area, spot: Spot, name: MapName) -> MapName:
        words: tuple[Line, ...] = ((Piece(short_of(area, self.lang)),),)
        label = beside(self.sheet, area.area_id, self.lang)
        return named(label, spot, MapName(**{**vars(name), "words": words}))

    def _provinces(self) -> Iterator[MapName]:
        """A province's name and how many of its members are on show, which leads to that count; and the home's name."""
        for area, _, members in grouped(self.selection, "province"):
            if area and (spot := self.sheet.spot(area.area_id)):
                number, noun = _counted(self.selection, len(members), self.lang)
                ref = count_ref(self.selection.declared, self.selection.scope, province=area.area_id)
                of = Meaning(ref=ref, says=f"{number}{noun}", computed=True)
                yield self._province(area, spot, ((Piece(number, computed=True), Piece(noun)),), of)
        home = self.selection.home
        if spot := self.sheet.spot(home.area_id):
            yield self._province(home, spot, (), NOTHING)

    def _province(self, area: Area, spot: Spot, count: tuple[Line, ...], of: Meaning) -> MapName:
        heading: Line = (Piece(short_of(area, self.lang), bold=True),)
        name = MapName(words=(heading, *count), at=spot, of=of, size="large")
        return named(inside(self.sheet, area.area_id, self.lang), spot, name)


def _lying_in(members: Sequence[Member]) -> list[Area]:
    """The prefectures that members lie in."""
    return list(dict.fromkeys(area for one in members if (area := area_in(one, "prefecture"))))


def _counted(selection: Paired, number: int, lang: Lang) -> tuple[str, str]:
    """A number of members, and what they are."""
    noun = selection.declared.noun
    return number_text(number, lang), noun.zh if lang == "zh" else f" {noun.english(plural=number != 1)}"


# In words -----------------------------------------------------------------------------------------------------


def _listing(declared: Pairs, selection: Paired, lang: Lang) -> tuple[tuple[Line, ...], ...]:
    """Who helps each prefecture, in two columns of about one length; none where the corner has no room for them."""
    blocks = [
        ((Piece(short_of(area, lang), bold=True),), *_lines_of(declared, members, lang))
        for area, _, members in grouped(selection, "province")
        if area
    ]
    columns: list[list[Line]] = [[], []]
    half = sum(map(len, blocks)) / 2
    for block in blocks:
        column = columns[len(columns[0]) >= half]
        column += [*([(Piece(""),)] if column else []), *block]
    if max(map(len, columns)) > MOST_LINES:
        return ()
    return tuple(tuple(column) for column in columns if column)


def _lines_of(declared: Pairs, members: Sequence[Member], lang: Lang) -> Iterator[Line]:
    """A line for each prefecture, with the cities that help it."""
    comma = "、" if lang == "zh" else ", "
    for own in by_area(members, "prefecture"):
        area = area_in(own[0], "prefecture")
        partners = comma.join(short_of(city, lang) for city, _ in by_city(own))
        if area:
            name = Piece(short_of(area, lang), accent=declared.marks_accent)
            yield (name, Piece(f"　{partners or say('county.no-partner', lang)}"))


def table(declared: Pairs, selection: Paired, lang: Lang) -> Table:
    return table_of_pairs(declared, selection, lang)


KIND = Kind(
    declaration=Pairs,
    needs=needs,
    columns=member_columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
