"""What is asked of a package: whether `check` accepts it; if so, every address, every file, every mark and title."""

import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from dashboard.exhibits.exhibit import Exhibit, Shown
from dashboard.exhibits.filters import Choices, write_query
from dashboard.exhibits.marks import Axis, Bar, Cell, Gap, Label, Mark, Panel, Place, Plot, Point, Run
from dashboard.figures.words import plain
from dashboard.package.load import PackageError
from dashboard.pages.exhibiting import Page, exhibiting
from dashboard.wiring import DashboardApp
from tests.generated.draft import Draft
from tests.served import addresses, app_of

SLACK = 1e-6  # of an axis
COUNTED = "{n} of {total}"  # a title that names counts, given to exhibits


@dataclass(frozen=True)
class Outcome:
    seed: int
    changes: tuple[str, ...]
    refused: str = ""  # the first fault
    failures: tuple[str, ...] = field(default=())


def ask(draft: Draft, seed: int, changes: tuple[str, ...]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        draft.write(Path(folder))
        try:
            app = app_of(Path(folder))
        except PackageError as error:
            return Outcome(seed, changes, refused=str(error.faults[0]))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding and named with its seed
            return Outcome(seed, changes, failures=(f"start: {_told(error)}",))
        return Outcome(seed, changes, failures=tuple(_failures(app, Random(seed))))


def _failures(app: DashboardApp, chance: Random) -> Iterator[str]:
    client = app.server.test_client()
    for address in (*addresses(app), *_filtered(app, chance)):
        try:
            status = client.get(address).status_code
        except Exception as error:  # noqa: BLE001 - as above
            yield f"{address}: {_told(error)}"
        else:
            if status != 200:
                yield f"{address}: {status}"
    for page in exhibiting(app.site):
        for exhibit in page.exhibits:
            yield from _drawn_wrong(exhibit, page, chance)


def _told(error: Exception) -> str:
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/dashboard/" in one.filename]
    where = f"{frames[-1].filename.rpartition('/dashboard/')[2]}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} {str(error)[:120]} at {where}"


def _filtered(app: DashboardApp, chance: Random) -> Iterator[str]:
    """Each page under a choice of each of its filters, and a file of it under one."""
    for lang in app.site.languages:
        for page in exhibiting(app.site):
            queries = [write_query(page.filters, choice) for choice in _choices(page, chance)]
            yield from (f"{app.site.href(page.path, lang)}?{query}" for query in queries)
            if queries and page.exhibits:
                key = chance.choice(page.exhibits).key
                yield f"{app.site.href('/export/', lang)}{key}.csv?{chance.choice(queries)}"


def _choices(page: Page, chance: Random) -> list[Choices]:
    """One value of each filter."""
    found: list[Choices] = []
    for item in page.filters:
        if item.kind == "text":
            found.append({item.name: "a"})
        elif item.kind == "range":
            year = int(chance.choice(item.values))
            found.append({item.name: (year, year)})
        elif item.kind == "compare":
            found.append({item.name: tuple(chance.sample(item.values, 2))})
        else:
            value = chance.choice(item.values[1:] if item.kind == "one" else item.values)
            found.append({item.name: value if item.kind == "one" else (value,)})
    return found


# Marks and titles -----------------------------------------------------------------------------------------------


def _drawn_wrong(exhibit: Exhibit, page: Page, chance: Random) -> Iterator[str]:
    for choices in ({}, *_choices(page, chance)[:1]):
        try:
            shown = exhibit.show(choices, exhibit.package.site.languages[0])
        except Exception as error:  # noqa: BLE001 - as above
            yield f"{exhibit.key} {choices}: {_told(error)}"
            continue
        yield from (
            f"{exhibit.key} {choices}: {one}" for one in (*outside(shown), *miscounted(exhibit, shown))
        )


def miscounted(exhibit: Exhibit, shown: Shown) -> Iterator[str]:
    """Where the sentence of a count is told, it has the count of its rows."""
    declared = exhibit.declared
    sentence = declared.finding if shown.whole else declared.finding_filtered
    if COUNTED not in (sentence.zh, sentence.en) or not shown.selection.rows:
        return
    wanted = f"{len(shown.selection.rows)} of {len(exhibit.select({}).rows)}"
    if plain(shown.title) != wanted:
        yield f"is titled {plain(shown.title)!r}, and has {wanted}"


def outside(shown: Shown) -> Iterator[str]:
    """The marks of a chart that do not lie inside their axes, and axes that have no extent."""
    if not isinstance(shown.chart, Plot):
        return
    for panel in shown.chart.panels:
        for name, axis in (("x", panel.x), ("y", panel.y)):
            if _number(axis.low) == _number(axis.high):
                yield f"axis {name} has no extent"
        for mark in panel.marks:
            for name, place in _places(mark, panel):
                if not _inside(place, panel.x if name == "x" else panel.y):
                    yield f"{type(mark).__name__} lies at {name} = {place}, outside its axis"


def _number(place: Place) -> float:
    return float(place.toordinal()) if isinstance(place, date) else float(place)


def _inside(place: Place, axis: Axis) -> bool:
    low, high = sorted((_number(axis.low), _number(axis.high)))
    slack = SLACK * max(abs(low), abs(high), high - low)
    return low - slack <= _number(place) <= high + slack


def _places(mark: Mark, panel: Panel) -> Iterator[tuple[str, Place]]:
    """The coordinates of a mark; those of a bar run along the axis of values."""
    match mark:
        case Bar():
            along, across = ("x", "y") if panel.lying else ("y", "x")
            yield from ((along, mark.start), (along, mark.end), (across, mark.at))
        case Point() | Cell():
            yield from (("x", mark.x), ("y", mark.y))
        case Run():
            yield from (pair for point in mark.points for pair in _places(point, panel))
        case Gap():
            yield from (("x", mark.start), ("x", mark.end))
        case Label():
            yield from ((name, one) for name, one in (("x", mark.x), ("y", mark.y)) if one is not None)
        case _:
            yield from ()


def count_titles(draft: Draft) -> None:
    """Exhibits get titles that name their counts."""
    for one in draft.exhibits():
        if not any(key in one for key in ("finding", "finding_filtered")):
            one["finding"] = one["finding_filtered"] = {"zh": COUNTED}


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many packages were served and refused, by kind of change."""
    counted: dict[str, list[int]] = {}
    for one in outcomes:
        for name in one.changes:
            served, refused = counted.setdefault(name, [0, 0])
            counted[name] = [served + (not one.refused), refused + bool(one.refused)]
    lines = [
        f"  {name:<16} {served:>5} served {refused:>5} refused"
        for name, (served, refused) in sorted(counted.items())
    ]
    total = sum(not one.refused for one in outcomes)
    return "\n".join([f"{len(outcomes)} packages: {total} served, {len(outcomes) - total} refused", *lines])


def described(outcome: Outcome) -> str:
    failures: Any = "; ".join(outcome.failures[:3])
    return f"seed {outcome.seed} ({', '.join(outcome.changes)}): {failures}"
