"""Writes docs/pictures/rooms.svg and the table of rooms in docs/architecture.md, from the imports and docstrings.

    .venv/bin/python -m tools.build_architecture

A room stands one floor below the lowest of those that import it, so that every arrow points down. An import that
arrows by way of another room already tell has none of its own (a transitive reduction): it would hide the others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tools.rooms import LEAVES, LINE, PURE, ROOT, imports, purpose, source

FILE = ROOT / "docs" / "architecture.md"
PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
WRITTEN = re.compile(r"(?<=<!-- make docs writes from here -->\n).*(?=<!-- to here -->)", re.DOTALL)

BOX, HEIGHT, STOREY, GAP, MARGIN, LEGEND = 120, 34, 78, 24, 24, 40  # pixels
LANE = 16  # how wide an arrow is that passes a floor
SWEEPS = 12  # the order on each floor no longer changes after some
FONT = "font: 15px system-ui, sans-serif"
PURE_FILL, WEB_FILL, INK, LINE_INK = "#dcebf7", "#f6ead3", "#1d2733", "#5b6775"

Edge = tuple[str, str]


@dataclass(frozen=True)
class Stop:
    """A place on a floor: a room's, or where the arrow of an edge passes by."""

    floor: int
    of: str | Edge

    @property
    def width(self) -> int:
        return BOX if isinstance(self.of, str) else LANE


def reachable(rooms: Mapping[str, set[str]], start: str) -> set[str]:
    return {one for room in rooms[start] for one in (room, *reachable(rooms, room))}


def arrows(rooms: Mapping[str, set[str]]) -> list[Edge]:
    """The imports that no other import tells of."""
    told = {room: {far for near in of for far in reachable(rooms, near)} for room, of in rooms.items()}
    return [(room, one) for room, of in rooms.items() for one in sorted(of - told[room])]


def floors(rooms: Mapping[str, set[str]]) -> Mapping[str, int]:
    """0 is the ground floor."""

    def depth(room: str) -> int:
        return max((depth(reader) + 1 for reader, of in rooms.items() if room in of), default=0)

    depths = {room: depth(room) for room in rooms}
    return {room: max(depths.values()) - deep for room, deep in depths.items()}


def paths(rooms: Mapping[str, set[str]]) -> list[list[Stop]]:
    """Each arrow from floor to floor, so that none runs through a box."""
    at = floors(rooms)
    return [
        [
            Stop(at[a], a),
            *(Stop(floor, (a, b)) for floor in range(at[a] - 1, at[b], -1)),
            Stop(at[b], b),
        ]
        for a, b in arrows(rooms)
    ]


def placed(rooms: Mapping[str, set[str]]) -> Mapping[Stop, float]:
    """The middle of each stop from left to right: each floor is put in the order of what its stops are joined to."""
    beside: dict[Stop, list[Stop]] = {Stop(floor, room): [] for room, floor in floors(rooms).items()}
    for upper, lower in (pair for path in paths(rooms) for pair in pairwise(path)):
        beside.setdefault(upper, []).append(lower)
        beside.setdefault(lower, []).append(upper)
    at: dict[Stop, float] = {}
    storeys = [[stop for stop in beside if stop.floor == floor] for floor in range(len(rooms))]
    for storey in storeys:
        at.update(_spread(storey))
    for _ in range(SWEEPS):
        for storey in (*storeys, *reversed(storeys)):
            pull = {stop: _mean([at[one] for one in beside[stop]] or [at[stop]]) for stop in storey}
            at.update(_spread(sorted(storey, key=lambda stop: pull[stop])))
    return at


def _spread(storey: Sequence[Stop]) -> Iterator[tuple[Stop, float]]:
    left = -(sum(stop.width for stop in storey) + GAP * (len(storey) - 1)) / 2
    for stop in storey:
        yield stop, left + stop.width / 2
        left += stop.width + GAP


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def svg() -> str:
    rooms = imports()
    at = placed(rooms)
    reach = max(abs(x) + stop.width / 2 for stop, x in at.items()) + MARGIN
    top = max(stop.floor for stop in at)
    height = 2 * MARGIN + top * STOREY + HEIGHT + LEGEND
    roofs = {stop: MARGIN + (top - stop.floor) * STOREY for stop in at}
    body = [_arrow(path, at, roofs) for path in paths(rooms)]
    body += [_box(x, roofs[stop], stop.of) for stop, x in at.items() if isinstance(stop.of, str)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-reach:.0f} 0 {2 * reach:.0f} {height}" role="img">',
            "<title>The rooms of dashboard/: arrows lead from a room to those it imports</title>",
            f"<style>text {{ {FONT}; fill: {INK}; text-anchor: middle }}</style>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{LINE_INK}"/></marker></defs>',
            f'<rect x="{-reach:.0f}" width="100%" height="100%" fill="#ffffff"/>',
            *body,
            *_legend(height - MARGIN),
            "</svg>\n",
        ]
    )


def _arrow(path: Sequence[Stop], at: Mapping[Stop, float], roofs: Mapping[Stop, int]) -> str:
    """Upright past each floor, bent between floors."""
    steps = [f"M{at[path[0]]:.0f} {roofs[path[0]]}"]
    for upper, lower in pairwise(path):
        x, far, foot, roof = at[upper], at[lower], roofs[upper] + HEIGHT, roofs[lower]
        middle = (foot + roof) / 2
        steps.append(f"V{foot}C{x:.0f} {middle:.0f} {far:.0f} {middle:.0f} {far:.0f} {roof}")
    return f'<path d="{"".join(steps)}" fill="none" stroke="{LINE_INK}" stroke-width="1.4" marker-end="url(#tip)"/>'


def _box(x: float, roof: int, room: str) -> str:
    fill = PURE_FILL if room in PURE else WEB_FILL
    return (
        f'<rect x="{x - BOX / 2:.0f}" y="{roof}" width="{BOX}" height="{HEIGHT}" rx="4" fill="{fill}" stroke="{INK}"/>'
        f'<text x="{x:.0f}" y="{roof + 22}">{room}</text>'
    )


def _legend(y: int) -> Iterator[str]:
    for x, fill, words in ((-200, PURE_FILL, "never meets Dash or Flask"), (45, WEB_FILL, "may meet them")):
        yield f'<rect x="{x}" y="{y - 12}" width="14" height="14" fill="{fill}" stroke="{INK}"/>'
        yield f'<text x="{x + 22}" y="{y}" style="text-anchor: start">{words}</text>'


# The page ----------------------------------------------------------------------------------------------------


def page() -> str:
    """The page as it stands, with its table of rooms written anew."""
    return WRITTEN.sub(lambda _: _table(), FILE.read_text("utf-8"))


def _table() -> str:
    rooms = ((room, source(room).relative_to(ROOT).as_posix()) for room in (*reversed(LINE), *LEAVES))
    rows = [f"| [`{room}`](../{path}) | {purpose(room)} |\n" for room, path in rooms]
    return "".join(["| room | what it is for |\n|---|---|\n", *rows])


def main() -> None:
    PICTURE.write_text(svg(), encoding="utf-8")
    FILE.write_text(page(), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {len(LINE) + len(LEAVES)} rooms")


if __name__ == "__main__":
    main()
