"""Declarations of every kind, on rows that chance picks; some of what they name is in no row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.generated.draft import Draft, Row

Keys = dict[str, Any]

NAME = {"zh": "线"}
LEVELS = ("province", "prefecture", "partner")


@dataclass(frozen=True)
class Picking:
    """Ids out of a draft."""

    draft: Draft
    chance: Random

    def some(self, rows: list[Row], most: int) -> list[Row]:
        return self.chance.sample(rows, self.chance.randint(1, min(most, len(rows)))) if rows else []

    def facts(self, most: int = 5) -> list[str]:
        return [row["fact_id"] for row in self.some(self.draft.tables["facts"], most)] or ["no-such-fact"]

    def indicators(self, most: int = 3) -> list[str]:
        rows = self.some(self.draft.tables["indicators"], most)
        return [row["indicator_id"] for row in rows] or ["no-such-indicator"]

    def register(self) -> str:
        keys = [one["key"] for one in self.draft.site.get("register", [])]
        return str(self.chance.choice([*keys, "no_such_register"]))

    def column(self, *types: str) -> str:
        columns = [column for one in self.draft.site.get("register", []) for column in one.get("column", [])]
        keys = [one["key"] for one in columns if one["type"] in types]
        return str(self.chance.choice([*keys, "no_such_column"]))

    def group(self) -> str:
        return self.chance.choice(LEVELS)


def _figures(pick: Picking) -> Keys:
    if pick.chance.random() < 0.5:
        return {"facts": pick.facts()}
    group = [pick.chance.choice(("period", "area", "dated"))]
    return {"indicators": pick.indicators(), "group": group, "listed": pick.chance.random() < 0.3}


def _series(pick: Picking) -> Keys:
    lines = [
        {
            "name": NAME,
            "parts": [{"indicators": pick.indicators(1)} for _ in range(pick.chance.randint(1, 3))],
        }
        for _ in range(pick.chance.randint(1, 4))
    ]
    return {"lines": lines, "area": pick.chance.choice(("home", "970100", "999999"))}


def _columns(pick: Picking) -> Keys:
    if pick.chance.random() < 0.5:
        return {"facts": pick.facts()}
    parts = [{"indicators": pick.indicators()}, {"indicators": pick.indicators()}]
    return {"parts": parts, "change": ["dry-change", "no-such"]}


def _bars(pick: Picking) -> Keys:
    facts = pick.facts()
    note = {"computed": "key-share", "at": facts[0], "words": {"zh": "{amount}"}}
    return {"items": [{"fact": one} for one in facts], "annotate": [note]}


def _ranked(pick: Picking) -> Keys:
    items = [{"indicators": pick.indicators()} for _ in range(pick.chance.randint(1, 2))]
    group = pick.chance.choice(([], ["period"], ["level"], ["period", "level"]))
    return {"items": items, "group": group, "heads": {"county": {"zh": "{when} {parent}"}}}


def _timeline(pick: Picking) -> Keys:
    lanes = [
        {"name": NAME, "items": [{"fact": one} for one in pick.facts()]}
        for _ in range(pick.chance.randint(1, 3))
    ]
    return {"lanes": lanes}


def _counts(pick: Picking) -> Keys:
    return {
        "register": pick.register(),
        "by": pick.column("class", "year", "flag"),
        "split": pick.chance.choice(("", *LEVELS)),
        "mark": pick.column("flag"),
        "stated": [
            {"value": "severe", "fact": pick.facts(1)[0]},
            {"value": "<=2024", "fact": pick.facts(1)[0], "of_them": pick.facts(1)[0]},
        ],
    }


def _waffle(pick: Picking) -> Keys:
    colour = pick.column("class", "flag", "text")
    return {"register": pick.register(), "group": pick.group(), "colour": colour, "mark": pick.column("flag")}


def _register(pick: Picking) -> Keys:
    if pick.chance.random() < 0.4:
        return {"pairings": pick.register()}
    own = (pick.column("class"), pick.column("year"), pick.column("text", "date", "area"))
    columns = ["area", *own, "partner", "evidence", "cases"]
    grouped = {"group": [pick.group()]} if pick.chance.random() < 0.3 else {}
    return {"register": pick.register(), "columns": columns, "sort": [own[0]]} | grouped


def _matrix(pick: Picking) -> Keys:
    rows = pick.chance.choice(("case", "area", "giver", "indicator", "period"))
    columns = pick.chance.choice(("measure", "indicator", "area", "period"))
    return {"rows": rows, "columns": columns, "indicators": pick.indicators()}


def _periods(pick: Picking) -> Keys:
    items = [
        {"indicators": pick.indicators(), "short": NAME},
        {"indicators": pick.indicators(1), "name": NAME},
    ]
    return {"items": items, "rows": pick.chance.sample(("giver", "area", "indicator"), 2)}


def _passages(pick: Picking) -> Keys:
    source = pick.chance.choice(("report", "no-such"))
    item = {"key": "one", "name": NAME, "text": {"zh": "{fact:dry-2021}"}, "source": source, "paragraph": 3}
    items = [item | {"phrases": ["no-such", "water-first"]}]
    return {"items": items, "cases_by": pick.chance.choice(("", "lines"))}


def _map(pick: Picking) -> Keys:
    if pick.chance.random() < 0.4:
        return {"points": "place", "panels": "side", "lines": "helper"}
    return {"register": pick.register(), "colour": pick.column("class", "text"), "group": [pick.group()]}


def _pairs(pick: Picking) -> Keys:
    return {"register": pick.register(), "colour": pick.column("class"), "mark": pick.column("flag")}


KINDS: Mapping[str, Callable[[Picking], Keys]] = {
    "figures": _figures,
    "series": _series,
    "columns": _columns,
    "bars": _bars,
    "ranked": _ranked,
    "span": lambda pick: {"facts": pick.facts()},
    "timeline": _timeline,
    "periods": _periods,
    "counts": _counts,
    "waffle": _waffle,
    "register": _register,
    "matrix": _matrix,
    "cases": lambda pick: {"by": pick.chance.choice(("", "theme"))},
    "passages": _passages,
    "map": _map,
    "pairs": _pairs,
}
COMMON = ("key", "topic", "width", "name", "finding", "finding_filtered", "subtitle")


def as_kind(exhibit: Keys, draft: Draft, chance: Random) -> Keys:
    """The same exhibit of another kind, on other rows."""
    pick, kind = Picking(draft, chance), chance.choice(sorted(KINDS))
    follows: tuple[Keys, ...] = (
        {},
        {"follows": {}},
        {"follows": {"through": pick.register()}},
        {"wider": "drop"},
    )
    common = {key: exhibit[key] for key in COMMON if key in exhibit}
    return common | {"kind": kind} | KINDS[kind](pick) | chance.choice(follows)
