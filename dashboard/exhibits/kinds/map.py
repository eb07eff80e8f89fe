"""Members of a register on their shapes, or cases at their places, on the maps of the package."""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from dashboard.exhibits.case_rows import case_link, case_panel, helping, look_of, meaning_of_case, side_legend
from dashboard.exhibits.charts import Table
from dashboard.exhibits.declaration import ColumnKey, RegisterKey
from dashboard.exhibits.fitting import fitted
from dashboard.exhibits.kind import Chart, Selection
from dashboard.exhibits.labels import settled
from dashboard.exhibits.marks import WIDE, LegendItem, Meaning, Piece
from dashboard.exhibits.marks_map import PALE_GROUNDS, Map, MapArea, MapMark, MapName, MapPlace
from dashboard.exhibits.member_tables import GroupedMembers, Grouping
from dashboard.exhibits.members import SET, count_ref, criterion_of, is_counted_by
from dashboard.exhibits.reading import name_of, short_of, table_of
from dashboard.exhibits.rows import CaseRow, Member, Need, Rows
from dashboard.exhibits.selection import CASE_COLUMNS, Asked, cases_left
from dashboard.exhibits.sheets import label_of, land, named, not_on_map, sheet_for
from dashboard.exhibits.tiles import Tile, tiles
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.boundaries import Sheet, Spot
from dashboard.package.load import Package
from dashboard.package.model import Area

HEIGHT, NARROW_HEIGHT = 620, 350
CASES_HEIGHT, CASES_NARROW_HEIGHT = 520, 640


class OnMap(Grouping):
    """Members of a register coloured by a column; or, without a register, cases at their places."""

    kind: Literal["map"]
    register_key: RegisterKey = Field("", alias="register", description="The key of the register.")
    colour: ColumnKey = Field("", description="The column whose values colour the members.")
    mark: ColumnKey = Field("", description="The flag that is marked with dots where it is set.")
    points: Literal["", "place"] = Field(
        "", description="Points in place of shapes: `place` marks the places of cases, or of members."
    )
    panels: Literal["", "side"] = Field("", description="Maps side by side, one a side of the work.")
    lines: Literal["", "helper"] = Field("", description="Lines to a case from the county that helps.")
    group: tuple[Literal["province", "prefecture", "partner"], ...] = Field(
        ("prefecture",), max_length=1, description="What has a row of its own in the table."
    )

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not self.register_key and not self.points:
            raise ValueError('a register, or points = "place" for cases, says what is on the map')
        return self

    def needs(self) -> Need:
        return super().needs() if self.register_key else Need(cases=True)

    def answers(self, package: Package) -> Iterable[str]:
        return super().answers(package) if self.register_key else CASE_COLUMNS

    def select(self, rows: Rows, asked: tuple[Asked, ...]) -> "MembersOnMap | CasesOnMap":
        if self.register_key:
            return MembersOnMap(self, rows, asked, self.left(rows, asked))
        return CasesOnMap(
            self, rows, asked, tuple(row for row in cases_left(self, rows, asked) if row.places)
        )


# Members ------------------------------------------------------------------------------------------------------


class MembersOnMap(GroupedMembers):
    declared: OnMap

    def draw(self, lang: Lang) -> Chart:
        legend = self.legend(self.declared.colour, self.declared.mark, lang)
        sheet = sheet_for(self.package, (member.id for member in self.every))
        shown = [(member, self._tile(member, lang)) for member in self.rows]
        if sheet is None:
            return tiles([tile for _, tile in shown], legend)
        placed = [(one, tile, spot) for one, tile in shown if (spot := sheet.spot(one.id))]
        marks = [self._mark(member, tile, spot, sheet, lang) for member, tile, spot in placed]
        names = [self._name(member, tile, spot, sheet, lang) for member, tile, spot in placed]
        missing = [member.area for member in self.rows if not sheet.spot(member.id)]
        panel = fitted(sheet, (*land(sheet), *marks, *names))
        return Map(
            panels=(settled(panel, HEIGHT, NARROW_HEIGHT),),
            height=HEIGHT,
            narrow_height=NARROW_HEIGHT,
            listing=not_on_map(missing, lang),
            legend=legend,
            beside=self.rows_beside(self.declared.group[0], self.declared.colour, self.declared.mark, lang),
        )

    def table(self, lang: Lang) -> Table:
        return self.table_of_groups(lang)

    def _tile(self, member: Member, lang: Lang) -> Tile:
        value = self.value_in(member, self.declared.colour)
        city = member.enclosing("city")
        place = " · ".join(name_of(area, lang) for area in (member.area, city) if area)
        told = (place, value.name.pick(lang) if value else "", self.known_of(member, lang))
        says = "\n".join(filter(None, told))
        return Tile(
            name=short_of(member.area, lang),
            of=Meaning(ref=self._ref(member), says=says),
            accent=self.accent_of(member, self.declared.colour, self.declared.marks_accent),
            dotted=member.value(self.declared.mark) == SET,
        )

    def _ref(self, member: Member) -> Ref:
        """A receiver has a proof of its own; any other member leads to the count of those it is listed with."""
        if self.register.of == "receivers":
            return Ref("county", member.id)
        keys = [self.declared.colour] if is_counted_by(self.register, self.declared.colour) else []
        if not self.is_apart(member):
            keys += self.declared.group
        asked = {criterion_of(self.register, key): value for key in keys if (value := member.value(key))}
        return count_ref(self.register, {}, **asked)

    def _mark(self, member: Member, tile: Tile, spot: Spot, sheet: Sheet, lang: Lang) -> MapMark:
        if self.declared.points or member.id not in sheet.shapes:
            return MapPlace(
                at=spot,
                name=tile.name,
                accent=tile.accent,
                of=tile.of,
                area_id=member.id,
                about=(member.id,),
            )
        return MapArea(
            area_id=member.id,
            name=name_of(member.area, lang),
            of=tile.of,
            about=(member.id,),
            accent=tile.accent,
            dotted=tile.dotted,
        )

    def _name(self, member: Member, tile: Tile, spot: Spot, sheet: Sheet, lang: Lang) -> MapName:
        """On the fill of its shape, or on the page where that is pale or the member is a point."""
        on = tile.accent if member.id in sheet.shapes and not self.declared.points else None
        label = label_of(sheet, member.id, lang, inside=on is not None)
        size, ground = "small" if lang == "zh" else "tiny", on if on not in PALE_GROUNDS else None
        return named(label, spot, ((Piece(tile.name),),), on=ground, size=size, screens=WIDE)


# Cases --------------------------------------------------------------------------------------------------------


class CasesOnMap(Selection[CaseRow]):
    """Cases with a place."""

    declared: OnMap

    def fact_ids(self) -> tuple[str, ...]:
        return ()  # a place tells no figure

    @cached_property
    def panels(self) -> list[tuple[Sheet | None, tuple[str, ...]]]:
        """Each panel has a map, whatever is chosen, and the sides whose cases it shows."""
        placed = {(row.case.side, area.area_id) for row in self.source.cases() for area in row.places}
        sides = [side.key for side in self.package.site.sides if side.key in dict(placed)]
        groups = [(side,) for side in sides] if self.declared.panels else [tuple(sides)]
        return [
            (sheet_for(self.package, [area for side, area in placed if side in group]), group)
            for group in groups
        ]

    def draw(self, lang: Lang) -> Chart:
        site, lines = self.package.site, bool(self.declared.lines)
        legend = side_legend(site, self.rows, lang)
        panels = [
            case_panel(
                sheet, [(look_of(site, side), self._of_side(side)) for side in sides], lang, lines=lines
            )
            for sheet, sides in self.panels
            if sheet and (any(map(self._of_side, sides)) or not self.rows)
        ]
        if not panels:
            return tiles([self._tile(row, area, lang) for row in self.rows for area in row.places], legend)
        if lines and any(helping(row) for row in self.rows):
            last = [side.key for side in site.sides if self._of_side(side.key)][-1]
            helper = LegendItem("circle", say("mark.helper", lang), look_of(site, last).helping)
            legend = (*legend, helper)
        return Map(
            panels=tuple(settled(one, CASES_HEIGHT, CASES_NARROW_HEIGHT) for one in panels),
            height=CASES_HEIGHT,
            narrow_height=CASES_NARROW_HEIGHT,
            listing=not_on_map(self._unplaced(), lang),
            legend=legend,
        )

    def _of_side(self, key: str) -> list[CaseRow]:
        return [row for row in self.rows if row.case.side == key]

    def _unplaced(self) -> list[Area]:
        """Places of cases that their map does not hold."""
        sheets = {side: sheet for sheet, sides in self.panels for side in sides}
        places = ((sheets[row.case.side], area) for row in self.rows for area in row.places)
        return list(
            dict.fromkeys(area for sheet, area in places if not sheet or not sheet.spot(area.area_id))
        )

    def _tile(self, row: CaseRow, area: Area, lang: Lang) -> Tile:
        accent = self.package.site.side(row.case.side).accent
        return Tile(name=short_of(area, lang), of=meaning_of_case(row, lang), accent=accent)

    def table(self, lang: Lang) -> Table:
        heads = (say(f"case.column.{name}", lang) for name in ("case", "place"))
        rows = ((case_link(row, lang), name_of(area, lang)) for row in self.rows for area in row.places)
        return table_of(heads, rows)
