"""Which map an exhibit is drawn on, and where on it areas and their names stand."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.exhibits.marks import Line, Piece
from dashboard.exhibits.marks_map import MapArea, MapLink, MapMark, MapName, MapPanel, MapPlace
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import ancestry
from dashboard.figures.words import Lang, say
from dashboard.package.boundaries import Anchor, Label, Sheet, Spot, placed_by_hand
from dashboard.package.load import Package
from dashboard.package.model import Area

NEAR_EDGE, CLOSE = 0.75, 0.1  # of the width and of the height of a small map
BESIDE, CENTRED = Label(anchor="right"), Label(anchor="center")


def sheet_for(package: Package, area_ids: Iterable[str]) -> Sheet | None:
    """The map that holds most of some areas, of equals the first; None where none holds any."""
    wanted = [set(ancestry(package, area_id)) for area_id in area_ids]

    def held(sheet: Sheet) -> int:
        return sum(not own.isdisjoint(sheet.declared.areas) for own in wanted)

    best = max(package.sheets.values(), key=held, default=None)
    return best if best and held(best) else None


def land(sheet: Sheet) -> list[MapArea]:
    known = sheet.declared.areas
    return [
        MapArea(area_id=area, name=sheet.shapes[area].name, within=area not in known) for area in sheet.land
    ]


def middle_of(sheet: Sheet, area_id: str, parts: Iterable[str]) -> Spot | None:
    """The point of an area, else the middle of the points of its parts."""
    own = sheet.spot(area_id)
    found = [own] if own else [spot for part in parts if (spot := sheet.spot(part))]
    if not found:
        return None
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def label_of(sheet: Sheet, area_id: str, lang: Lang, *, inside: bool = False) -> Label:
    """Where the name of an area stands: beside its dot, or inside its shape."""
    place = sheet.places.get(area_id)
    by_hand = placed_by_hand(place.inside if inside else place.label, lang) if place else None
    return by_hand or (CENTRED if inside else BESIDE)


def named(label: Label, spot: Spot, words: tuple[Line, ...], **style: Any) -> MapName:
    """Words at a label; where that has a point of its own beside a dot, a line leads there."""
    leader = spot if label.at and label.anchor != "center" else None
    return MapName(words=words, at=label.at or spot, anchor=label.anchor, leader=leader, **style)


def named_beside(sheet: Sheet, area: Area, spot: Spot, lang: Lang, **style: Any) -> MapName:
    """The short name of an area beside its dot."""
    return named(label_of(sheet, area.area_id, lang), spot, ((Piece(short_of(area, lang)),),), **style)


def place_panel(
    sheet: Sheet,
    package: Package,
    area: Area,
    spot: Spot,
    paired: Mapping[Area, Spot],
    lang: Lang,
    *,
    with_names: bool,
) -> MapPanel:
    """An area, by its shape where the map has that, with lines from or to those it is paired with. Each side of the
    work has its own accent: the first is that of the home."""
    accents = [side.accent for side in package.site.sides]
    at_home = package.site.home in ancestry(package, area.area_id)
    own, other = (accents[0], accents[-1]) if at_home else (accents[-1], accents[0])
    marks: list[MapMark] = []
    for one, end in paired.items():
        start, finish = (spot, end) if at_home else (end, spot)
        name = f"{name_of(area, lang)} – {name_of(one, lang)}"
        marks.append(MapLink(start=start, end=finish, name=name, accent=accents[-1]))
    marks += [MapPlace(at=end, name=name_of(one, lang), accent=other) for one, end in paired.items()]
    if area.area_id in sheet.shapes:
        marks.insert(0, MapArea(area_id=area.area_id, name=name_of(area, lang), accent=own))
    to_name = {one: (end, other) for one, end in paired.items()} if with_names else {}
    if area.area_id not in sheet.declared.areas:  # a province is seen by its shape
        marks.append(MapPlace(at=spot, name=name_of(area, lang), accent=own, large=True))
        to_name[area] = spot, own
    names = [
        MapName(
            words=((Piece(short_of(one, lang)),),),
            at=at,
            anchor=_free_side(sheet, at, [end for end, _ in to_name.values() if end != at]),
            ink="accent",
            accent=accent,
            size="normal",
        )
        for one, (at, accent) in to_name.items()
    ]
    return MapPanel(sheet=sheet, marks=(*land(sheet), *marks, *names))


def _free_side(sheet: Sheet, spot: Spot, others: Iterable[Spot]) -> Anchor:
    """The side of a point on which a name has room: towards the middle near the right edge, and away from a point close
    by."""
    left, bottom, right, top = sheet.bounds
    near_edge = spot[0] - left > NEAR_EDGE * (right - left)
    close = [y for x, y in others if abs(y - spot[1]) < CLOSE * (top - bottom)]
    if not close:
        return "left" if near_edge else "right"
    if spot[1] >= max(close):
        return "above-left" if near_edge else "above-right"
    return "below-left" if near_edge else "below-right"


def not_on_map(areas: Sequence[Area], lang: Lang) -> tuple[tuple[Line, ...], ...]:
    """A column that lists what has no place on the map; none where all have."""
    if not areas:
        return ()
    heading: Line = (Piece(say("map.missing", lang), bold=True),)
    return ((heading, *((Piece(name_of(area, lang)),) for area in areas)),)
