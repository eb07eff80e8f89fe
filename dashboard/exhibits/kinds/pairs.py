"""Who is paired with whom: lines on a map from the cities that help to where the members of a register lie."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from pydantic import Field

from dashboard.exhibits import charts, declaration, member_tables, members, partners, reading, selection
from dashboard.exhibits.fitting import fitted
from dashboard.exhibits.kind import Chart
from dashboard.exhibits.labels import settled
from dashboard.exhibits.marks import NOTHING, WIDE, LegendItem, Line, Meaning, Piece
from dashboard.exhibits.marks_map import Map, MapArea, MapLink, MapMark, MapName, MapPlace
from dashboard.exhibits.rows import Member, Rows
from dashboard.exhibits.sheets import label_of, land, middle_of, named, named_beside, not_on_map, sheet_for
from dashboard.exhibits.tiles import Tile, tiles
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.boundaries import Sheet, Spot
from dashboard.package.model import Area
from dashboard.package.site import Accent

HEIGHT, NARROW_HEIGHT = 700, 300
MOST_LINES = 16  # of the list in the corner, a column
# Prefectures that a slide names beside its map, and cities and spans of years for each.
MOST_PAIRED, MOST_HELPING, MOST_SPANS = 6, 3, 2


class Pairs(members.OfRegister):
    """Members of a register and the cities that help them, joined by lines on a map."""

    kind: Literal["pairs"]
    colour: declaration.ColumnKey = Field("", description="The column whose values colour the members.")
    mark: declaration.ColumnKey = Field("", description="The flag that is marked with dots where it is set.")

    def shown_columns(self) -> Sequence[str]:
        return (self.colour, self.mark)

    def select(self, rows: Rows, asked: tuple[selection.Asked, ...]) -> "Paired":
        return Paired(self, rows, asked, self.left(rows, asked))


class Paired(members.Members):
    declared: Pairs

    def cited(self) -> Iterable[tuple[str, int | None]]:
        yield from super().cited()
        yield from self.cited_of_partners()

    @cached_property
    def home(self) -> Area:
        return self.package.area(self.package.site.home)

    @cached_property
    def home_accent(self) -> Accent:
        sides = (side.accent for side in self.package.site.sides)
        return next((one for one in sides if one != self.declared.marks_accent), "teal")

    def draw(self, lang: Lang) -> Chart:
        legend = self.legend(self.declared.colour, self.declared.mark, lang)
        cities = (city.area_id for member in self.every for city in member.partners_at("city"))
        sheet = sheet_for(self.package, [*(member.id for member in self.every), *cities])
        if sheet is None:
            return tiles([self._tile(member, lang) for member in self.rows], legend)
        missing = [one.area for one in self.rows if one.id not in sheet.shapes]
        city_words = say("mark.city", lang, home=reading.short_of(self.home, lang))
        panel = fitted(sheet, tuple(self._marks(sheet, lang)))
        listing = () if panel.extent else self._listing(lang)  # it has the corner of the whole map
        return Map(
            panels=(settled(panel, HEIGHT, NARROW_HEIGHT),),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            listing=(*listing, *not_on_map(missing, lang)),
            beside=self.rows_beside("province", self.declared.colour, self.declared.mark, lang),
            paired=self._paired(lang),
            legend=(
                LegendItem("line", say("mark.line", lang)),
                LegendItem("circle", city_words, self.home_accent),
                *legend,
            ),
        )

    def _tile(self, member: Member, lang: Lang) -> Tile:
        colour, mark = self.declared.colour, self.declared.mark
        told = (self.line_of(member, colour, mark, lang), partners.partners_text(member, lang))
        says = "\n".join((*told, self.known_of(member, lang)))
        return Tile(
            name=reading.short_of(member.area, lang),
            of=Meaning(ref=Ref("county", member.id), says=says),
            accent=self.accent_of(member, colour, self.declared.marks_accent),
            dotted=member.value(mark) == members.SET,
        )

    def _counted(self, number: int, lang: Lang) -> tuple[str, str]:
        """A number of members, and what they are."""
        noun = self.register.noun
        counted = noun.zh if lang == "zh" else f" {noun.english(plural=number != 1)}"
        return members.number_text(number, lang), counted

    # The map, from the ground up ------------------------------------------------------------------------------

    def _marks(self, sheet: Sheet, lang: Lang) -> Iterator[MapMark]:
        prefectures = self._prefectures(sheet)
        lying = member_tables.by_area(self.rows, "prefecture")
        about = {listed[0].area_in("prefecture"): _about(listed) for listed in lying}
        helped = member_tables.by_city(self.rows).items()
        cities = [(city, own, spot) for city, own in helped if (spot := sheet.spot(city.area_id))]
        yield from land(sheet)
        yield from (self._area(member, lang) for member in self.rows if member.id in sheet.shapes)
        for city, listed, start in cities:
            for end in (one for one in _lying_in(listed) if one in prefectures):
                name = f"{reading.name_of(city, lang)} – {reading.name_of(end, lang)}"
                own = (one.id for one in listed if one.area_in("prefecture") == end)
                yield MapLink(
                    start=start,
                    end=prefectures[end],
                    name=name,
                    accent=self.declared.marks_accent,
                    about=(city.area_id, *own),
                )
        for area, spot in prefectures.items():
            yield MapPlace(at=spot, name=reading.name_of(area, lang), about=about[area])
        yield from (self._city(city, listed, spot, lang) for city, listed, spot in cities)
        for area, spot in prefectures.items():
            yield named_beside(sheet, area, spot, lang, ink="second", screens=WIDE, about=about[area])
        style = {"ink": "accent", "accent": self.home_accent, "screens": WIDE}
        for city, listed, spot in cities:
            yield named_beside(sheet, city, spot, lang, about=_with(city, listed), **style)
        yield from self._provinces(sheet, lang)

    def _prefectures(self, sheet: Sheet) -> dict[Area, Spot]:
        """Those of members on show that have a point, or members that have."""
        found = {}
        for listed in member_tables.by_area(self.rows, "prefecture"):
            area = listed[0].area_in("prefecture")
            if area and (spot := middle_of(sheet, area.area_id, (one.id for one in listed))):
                found[area] = spot
        return found

    def _area(self, member: Member, lang: Lang) -> MapArea:
        tile, name = self._tile(member, lang), reading.name_of(member.area, lang)
        return MapArea(
            area_id=member.id,
            name=name,
            of=tile.of,
            about=_about([member]),
            accent=tile.accent,
            dotted=tile.dotted,
        )

    def _city(self, city: Area, listed: Sequence[Member], spot: Spot, lang: Lang) -> MapPlace:
        name, partners = reading.name_of(city, lang), reading.shorts_of(_lying_in(listed), lang)
        number, noun = self._counted(len(listed), lang)
        of = Meaning(ref=self.count(city=city.area_id), says=f"{name}\n{partners}\n{number}{noun}")
        return MapPlace(
            at=spot,
            name=name,
            accent=self.home_accent,
            of=of,
            area_id=city.area_id,
            about=_with(city, listed),
        )

    def _provinces(self, sheet: Sheet, lang: Lang) -> Iterator[MapName]:
        """A province's name and how many of its members are on show, which leads to that count; and the home's name."""
        for area, _, listed in self.grouped("province"):
            if area and (spot := sheet.spot(area.area_id)):
                number, noun = self._counted(len(listed), lang)
                of = Meaning(ref=self.count(province=area.area_id), says=f"{number}{noun}", computed=True)
                count = (Piece(number, computed=True), Piece(noun))
                yield _province(sheet, area, spot, (count,), of, lang)
        if spot := sheet.spot(self.home.area_id):
            yield _province(sheet, self.home, spot, (), NOTHING, lang)

    # In words -------------------------------------------------------------------------------------------------

    def _listing(self, lang: Lang) -> tuple[tuple[Line, ...], ...]:
        """Who helps each prefecture, in two columns of about one length; none where the corner has no room for them."""
        blocks = [
            ((Piece(reading.short_of(area, lang), bold=True),), *self._lines_of(listed, lang))
            for area, _, listed in self.grouped("province")
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

    def _paired(self, lang: Lang) -> tuple[Line, ...]:
        """In a few lines: each prefecture with the cities that help it and their years, or where these are many, each
        province."""
        by_prefecture = list(member_tables.by_area(self.rows, "prefecture"))
        named = [(own[0].area_in("prefecture"), own) for own in by_prefecture]
        if len(named) > MOST_PAIRED:
            named = [(area, listed) for area, _, listed in self.grouped("province")]
        lines = []
        for area, own in named:
            cities = [one for member in own for one in member.partners if one.level == "city"]
            found = list(member_tables.by_city(own))
            helping = reading.shorts_of(found, lang) or say("county.no-partner", lang)
            if len(found) > MOST_HELPING:
                helping = say("mark.cities", lang, count=len(found))
            spans = {partners.years_of(one, lang) for one in cities}
            years = partners.years_told(cities, lang) if len(spans) <= MOST_SPANS else ""
            told = " · ".join(filter(None, (helping, "".join(self._counted(len(own), lang)).strip(), years)))
            lines.append((Piece(reading.short_of(area, lang) if area else "", bold=True), Piece(f"　{told}")))
        return tuple(lines)

    def _lines_of(self, listed: Sequence[Member], lang: Lang) -> Iterator[Line]:
        """A line for each prefecture, with the cities that help it."""
        for own in member_tables.by_area(listed, "prefecture"):
            area = own[0].area_in("prefecture")
            partners = reading.shorts_of(member_tables.by_city(own), lang)
            if area:
                name = Piece(reading.short_of(area, lang), accent=self.declared.marks_accent)
                yield (name, Piece(f"　{partners or say('county.no-partner', lang)}"))

    def table(self, lang: Lang) -> charts.Table:
        return member_tables.table_of_pairs(self, lang)


def _about(listed: Sequence[Member]) -> tuple[str, ...]:
    """Some members and all who help them."""
    helping = (partner.area.area_id for member in listed for partner in member.partners)
    return tuple(dict.fromkeys((*(member.id for member in listed), *helping)))


def _with(city: Area, listed: Sequence[Member]) -> tuple[str, ...]:
    return city.area_id, *(member.id for member in listed)


def _lying_in(listed: Sequence[Member]) -> list[Area]:
    """The prefectures that members lie in."""
    return list(dict.fromkeys(area for one in listed if (area := one.area_in("prefecture"))))


def _province(
    sheet: Sheet, area: Area, spot: Spot, count: tuple[Line, ...], of: Meaning, lang: Lang
) -> MapName:
    heading: Line = (Piece(reading.short_of(area, lang), bold=True),)
    return named(
        label_of(sheet, area.area_id, lang, inside=True), spot, (heading, *count), of=of, size="large"
    )
