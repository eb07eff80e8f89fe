"""Members of a register on their shapes, or cases at their places, on the maps of the package."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Self

from pydantic import Field, model_validator

from dashboard.exhibits.casemap import case_panel, helping, look_of, side_legend
from dashboard.exhibits.casewords import case_link, case_paragraphs, case_sources, title_of
from dashboard.exhibits.charts import Cell, Table
from dashboard.exhibits.declaration import ColumnKey, RegisterKey
from dashboard.exhibits.groups import Grouping, is_apart, table_of_groups
from dashboard.exhibits.kind import Chart, Kind, always
from dashboard.exhibits.marks import WIDE, LegendItem, Meaning, Piece
from dashboard.exhibits.marks_map import Map, MapArea, MapMark, MapName, MapPanel, MapPlace
from dashboard.exhibits.members import (
    SET,
    Members,
    column_of,
    criterion_of,
    is_counted_by,
    legend_of_members,
    member_columns,
    need_of_members,
    select_members,
    value_of,
)
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import CaseRow, Member, Need, Rows
from dashboard.exhibits.selection import CASE_COLUMNS, Asked, Selection, cases_left
from dashboard.exhibits.sheets import beside, inside, land, named, not_on_map, sheet_for
from dashboard.exhibits.tiles import Tile, tiles
from dashboard.figures.counts import count_id
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.boundaries import Sheet
from dashboard.package.load import Package
from dashboard.package.model import Area
from dashboard.package.site import SiteDeclaration

HEIGHT, NARROW_HEIGHT = 620, 350
CASES_HEIGHT, CASES_NARROW_HEIGHT = 520, 640
PALE = ("teal-tint", "brick-tint", "hollow", "hatched")  # names on these need no ground of their own


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


@dataclass(frozen=True, kw_only=True)
class MembersOnMap(Members):
    sheet: Sheet | None


@dataclass(frozen=True, kw_only=True)
class CasesOnMap(Selection[CaseRow]):
    """Cases with a place. Each panel has a map, whatever is chosen, and the sides whose cases it shows."""

    site: SiteDeclaration
    panels: tuple[tuple[Sheet | None, tuple[str, ...]], ...]

    def fact_ids(self) -> tuple[str, ...]:
        return ()  # a place tells no figure

    def of_side(self, key: str) -> list[CaseRow]:
        return [row for row in self.rows if row.case.side == key]


def needs(declared: OnMap) -> Need:
    return need_of_members(declared) if declared.register_key else Need(cases=True)


def columns(declared: OnMap, package: Package) -> Iterable[str]:
    return member_columns(declared, package) if declared.register_key else CASE_COLUMNS


def select(declared: OnMap, rows: Rows, asked: tuple[Asked, ...]) -> MembersOnMap | CasesOnMap:
    if not declared.register_key:
        return _cases(declared, rows, asked)
    members = select_members(declared, rows, asked)
    return MembersOnMap(
        **vars(members), sheet=sheet_for(rows.package, (member.id for member in members.every))
    )


def _cases(declared: OnMap, rows: Rows, asked: tuple[Asked, ...]) -> CasesOnMap:
    left = tuple(row for row in cases_left(declared, rows, asked) if row.places)
    placed: dict[str, set[str]] = {}
    for row in rows.cases():
        placed.setdefault(row.case.side, set()).update(one.area_id for one in row.places)
    sides = [side.key for side in rows.package.site.sides if placed.get(side.key)]
    groups = [(side,) for side in sides] if declared.panels else [tuple(sides)]
    return CasesOnMap(
        rows=left,
        sources=case_sources(left),
        paragraphs=case_paragraphs(left),
        site=rows.package.site,
        panels=tuple(
            (sheet_for(rows.package, chain.from_iterable(placed[side] for side in group)), group)
            for group in groups
        ),
    )


def draw(declared: OnMap, selection: MembersOnMap | CasesOnMap, lang: Lang) -> Chart:
    if isinstance(selection, CasesOnMap):
        return _map_of_cases(declared, selection, lang)
    return _map_of_members(declared, selection, lang)


def table(declared: OnMap, selection: MembersOnMap | CasesOnMap, lang: Lang) -> Table:
    if isinstance(selection, CasesOnMap):
        return _table_of_places(selection.rows, lang)
    return table_of_groups(declared, selection, lang)


# Members ------------------------------------------------------------------------------------------------------


def _map_of_members(declared: OnMap, selection: MembersOnMap, lang: Lang) -> Chart:
    legend = legend_of_members(selection, declared.colour, declared.mark, lang)
    sheet = selection.sheet
    if sheet is None:
        return tiles([_tile(declared, selection, member, lang) for member in selection.rows], legend)
    shown = [(one, _tile(declared, selection, one, lang)) for one in selection.rows if _has_place(one, sheet)]
    marks: list[MapMark] = [_mark(declared, member, tile, sheet, lang) for member, tile in shown]
    names = [_name(declared, member, tile, sheet, lang) for member, tile in shown]
    missing = [member.area for member in selection.rows if not _has_place(member, sheet)]
    return Map(
        panels=(MapPanel(sheet=sheet, marks=(*land(sheet), *marks, *names)),),
        height=HEIGHT,
        narrow_height=NARROW_HEIGHT,
        listing=not_on_map(missing, lang),
        legend=legend,
    )


def _has_place(member: Member, sheet: Sheet) -> bool:
    return sheet.spot(member.id) is not None


def _tile(declared: OnMap, selection: MembersOnMap, member: Member, lang: Lang) -> Tile:
    column = column_of(selection.declared, declared.colour)
    value = value_of(member, column) if column else None
    city = member.enclosing("city")
    place = " · ".join(name_of(area, lang) for area in (member.area, city) if area)
    says = f"{place}\n{value.name.pick(lang)}" if value else place
    return Tile(
        name=short_of(member.area, lang),
        of=Meaning(ref=_ref(declared, selection, member), says=says),
        accent=(value.accent if value else None) or declared.marks_accent,
        dotted=member.value(declared.mark) == SET,
    )


def _ref(declared: OnMap, selection: MembersOnMap, member: Member) -> Ref:
    """A receiver has a proof of its own; any other member leads to the count it is part of, which lists the rows."""
    register = selection.declared
    if register.of == "receivers":
        return Ref("county", member.id)
    keys = [declared.colour] if is_counted_by(register, declared.colour) else []
    if not is_apart(declared, member):
        keys += declared.group
    asked = {criterion_of(register, key): value for key in keys if (value := member.value(key))}
    return Ref("derived", count_id(register.ref, **asked))


def _mark(declared: OnMap, member: Member, tile: Tile, sheet: Sheet, lang: Lang) -> MapMark:
    spot = sheet.spot(member.id)
    if spot and (declared.points or member.id not in sheet.shapes):
        return MapPlace(at=spot, name=tile.name, accent=tile.accent, of=tile.of)
    name = name_of(member.area, lang)
    return MapArea(area_id=member.id, name=name, of=tile.of, accent=tile.accent, dotted=tile.dotted)


def _name(declared: OnMap, member: Member, tile: Tile, sheet: Sheet, lang: Lang) -> MapName:
    """On the fill of its shape, or on the page where that is pale or the member is a point."""
    spot = sheet.spot(member.id) or (0, 0)
    on = tile.accent if member.id in sheet.shapes and not declared.points else None
    name = MapName(
        words=((Piece(tile.name),),),
        at=spot,
        on=on if on not in PALE else None,
        size="small" if lang == "zh" else "tiny",
        screens=WIDE,
    )
    place = inside if on else beside
    return named(place(sheet, member.id, lang), spot, name)


# Cases --------------------------------------------------------------------------------------------------------


def _map_of_cases(declared: OnMap, selection: CasesOnMap, lang: Lang) -> Chart:
    site = selection.site
    shown = [(side, rows) for side in site.sides if (rows := selection.of_side(side.key))]
    keys = [side.key for side in site.sides]
    legend = side_legend(shown, keys, lang)
    panels = [
        case_panel(
            sheet,
            [(look_of(site, side), selection.of_side(side)) for side in sides],
            lang,
            lines=bool(declared.lines),
        )
        for sheet, sides in selection.panels
        if sheet
    ]
    if not panels:
        return tiles(
            [_case_tile(row, area, site, lang) for row in selection.rows for area in row.places], legend
        )
    if declared.lines and any(helping(row) for row in selection.rows):
        helping_accent = look_of(site, shown[-1][0].key).helping
        legend = (*legend, LegendItem("circle", say("mark.helper", lang), helping_accent))
    return Map(
        panels=tuple(panels),
        height=CASES_HEIGHT,
        narrow_height=CASES_NARROW_HEIGHT,
        listing=not_on_map(_unplaced(selection), lang),
        legend=legend,
    )


def _unplaced(selection: CasesOnMap) -> list[Area]:
    """Places of cases that their map does not hold."""
    sheets = {side: sheet for sheet, sides in selection.panels for side in sides}
    places = ((row.case.side, area) for row in selection.rows for area in row.places)
    found = (area for side, area in places if not (sheet := sheets[side]) or not sheet.spot(area.area_id))
    return list(dict.fromkeys(found))


def _case_tile(row: CaseRow, area: Area, site: SiteDeclaration, lang: Lang) -> Tile:
    of = Meaning(ref=Ref("case", row.id), says=title_of(row, lang))
    return Tile(name=short_of(area, lang), of=of, accent=site.side(row.case.side).accent)


def _table_of_places(rows: Sequence[CaseRow], lang: Lang) -> Table:
    return Table(
        head=tuple(say(f"case.column.{name}", lang) for name in ("case", "place")),
        rows=tuple(
            (case_link(row, lang), Cell(text=name_of(area, lang))) for row in rows for area in row.places
        ),
    )


KIND = Kind(
    declaration=OnMap,
    needs=needs,
    columns=columns,
    select=select,
    draw=draw,
    table=table,
    plots=always,
)
