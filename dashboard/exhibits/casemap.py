"""Cases at their places on a map, each with a line from a county that helps, where one is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.exhibits.casewords import title_of
from dashboard.exhibits.marks import LegendItem, Meaning, Piece, Symbol
from dashboard.exhibits.marks_map import MapLink, MapMark, MapName, MapPanel, MapPlace
from dashboard.exhibits.reading import name_of, short_of
from dashboard.exhibits.rows import CaseRow
from dashboard.exhibits.sheets import beside, land, named
from dashboard.figures.words import Lang, Ref, say
from dashboard.package.boundaries import Sheet
from dashboard.package.model import Area
from dashboard.package.site import Accent, Side, SiteDeclaration

HELPING = "county"  # the level of an area that a line may start from


SYMBOLS: tuple[Symbol, ...] = ("square", "diamond", "circle")  # sides differ in shape as well as in colour


@dataclass(frozen=True)
class Look:
    """How the cases of one side are drawn, and those who help them."""

    accent: Accent
    symbol: Symbol
    helping: Accent


def look_of(site: SiteDeclaration, key: str) -> Look:
    """Who helps is drawn in the accent of the other side."""
    place = [side.key for side in site.sides].index(key)
    own = site.sides[place].accent
    other = next((side.accent for side in site.sides if side.accent != own), own)
    return Look(own, SYMBOLS[place % len(SYMBOLS)], other)


def side_legend(
    shown: Iterable[tuple[Side, Sequence[CaseRow]]], sides: Sequence[str], lang: Lang
) -> tuple[LegendItem, ...]:
    """The sides on show, each with its shape and colour."""
    return tuple(
        LegendItem(
            SYMBOLS[sides.index(side.key) % len(SYMBOLS)],
            say("legend.case", lang, side=side.name.pick(lang)),
            side.accent,
        )
        for side, _ in shown
    )


def case_panel(
    sheet: Sheet, shown: Iterable[tuple[Look, Sequence[CaseRow]]], lang: Lang, *, lines: bool = True
) -> MapPanel:
    drawn = [_Drawn(sheet, look, rows, lang, lines) for look, rows in shown]
    marks = [mark for one in drawn for mark in one.below()] + [mark for one in drawn for mark in one.names()]
    return MapPanel(sheet=sheet, marks=(*land(sheet), *marks))


def helping(row: CaseRow) -> tuple[Area, ...]:
    """The counties that help a case; of the others it is not known where their help starts."""
    return tuple(one for one in row.helpers if one.level == HELPING)


@dataclass(frozen=True)
class _Drawn:
    sheet: Sheet
    look: Look
    rows: Sequence[CaseRow]
    lang: Lang
    lines: bool

    def below(self) -> Iterator[MapMark]:
        yield from self._links()
        for area in self._helpers():
            if spot := self.sheet.spot(area.area_id):
                yield MapPlace(at=spot, name=name_of(area, self.lang), accent=self.look.helping)
        for row in self.rows:
            for area in row.places:
                if spot := self.sheet.spot(area.area_id):
                    yield MapPlace(
                        at=spot,
                        name=name_of(area, self.lang),
                        accent=self.look.accent,
                        of=self._meaning(row),
                        symbol=self.look.symbol,
                        large=True,
                    )

    def names(self) -> Iterator[MapName]:
        places = dict.fromkeys(area for row in self.rows for area in row.places)
        for areas, accent in ((places, self.look.accent), (self._helpers(), self.look.helping)):
            for area in areas:
                if spot := self.sheet.spot(area.area_id):
                    words = ((Piece(short_of(area, self.lang)),),)
                    name = MapName(words=words, at=spot, ink="accent", accent=accent, size="normal")
                    yield named(beside(self.sheet, area.area_id, self.lang), spot, name)

    def _helpers(self) -> list[Area]:
        return list(dict.fromkeys(area for row in self.rows for area in helping(row) if self.lines))

    def _links(self) -> Iterator[MapLink]:
        for row in self.rows if self.lines else ():
            for start in helping(row):
                for end in row.places:
                    first, last = self.sheet.spot(start.area_id), self.sheet.spot(end.area_id)
                    if first and last:
                        name = f"{name_of(start, self.lang)} – {name_of(end, self.lang)}"
                        yield MapLink(start=first, end=last, name=name, accent=self.look.accent)

    def _meaning(self, row: CaseRow) -> Meaning:
        place = row.case.place_zh if self.lang == "zh" else row.case.place_en
        return Meaning(ref=Ref("case", row.id), says=f"{title_of(row, self.lang)}\n{place}")
