"""The kinds of change a package is put through; each takes a draft and a source of chance."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random

from tests.generated.declarations import as_kind
from tests.generated.draft import Draft, Row, change_texts, key_column

Change = Callable[[Draft, Random], None]

NAMING = (
    *("_id", "_ids", "_sources", "members", "inputs", "same_as"),
    *("receiver", "partner", "left", "right", "lead"),
)
MOST = 6  # rows that a change takes, adds or touches
PERIODS = {
    "at": (False, True),
    "during": (True, True),
    "cumulative": (True, True),
    "since": (True, False),
    "undated": (False, False),
}
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><!--",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "\u202egnirts\u202c",
    "\u2067rtl\u2069",
    "\u0000",
    "x" * 10_000,
    "字" * 10_000,
    "a/b:c*d?e[f]g\\h'",
    "{",
    "{}",
    "{n}",
    "{n:county|counties}",
    "{scope} {unit} {area} {years} {first} {last} {top} {amount} {when} {parent} {total}",
    "{fact:no-such-fact}",
    "{fact:dry-2021}",
    "{computed:dry-change-percent}",
    "{computed:no-such}",
    "{count:far need=severe}",
    "{count:far need=no-such}",
    "{count:none }",
    "{count:far}",
    "{0}",
    "{zh.__class__}",
    "{n!r:>9}",
    "%s %(n)s {{n}}",
    " ",
    "\n\n",
)


# Rows -----------------------------------------------------------------------------------------------------------


def _table(draft: Draft, chance: Random) -> str:
    return chance.choice([name for name, rows in draft.tables.items() if rows])


def _some(rows: list[Row], chance: Random) -> list[Row]:
    return chance.sample(rows, chance.randint(1, min(MOST, len(rows)))) if rows else []


def withdraw_facts(draft: Draft, chance: Random) -> None:
    draft.withdraw("facts", _some(draft.tables["facts"], chance))


def withdraw_rows(draft: Draft, chance: Random) -> None:
    name = _table(draft, chance)
    draft.withdraw(name, _some(draft.tables[name], chance))


def cut_rows(draft: Draft, chance: Random) -> None:
    """Without what refers to them."""
    name = _table(draft, chance)
    for row in _some(draft.tables[name], chance):
        draft.tables[name].remove(row)


def empty_table(draft: Draft, chance: Random) -> None:
    name = _table(draft, chance)
    draft.withdraw(name, list(draft.tables[name]))


def add_rows(draft: Draft, chance: Random) -> None:
    """Like one there is, under another key."""
    name = chance.choice(
        ("facts", "cases", "registers/far_counties", "registers/key_counties", "areas", "pairings")
    )
    if not draft.tables[name]:
        return
    for number in range(chance.randint(1, MOST)):
        row = dict(chance.choice(draft.tables[name]))
        key = key_column(name)
        if name.startswith("registers/") or name == "pairings":
            row[key] = chance.choice(draft.tables["areas"])["area_id"]
        elif name == "areas":
            row[key] = f"{int(row[key]) + 10 + number:06}" if row[key].isdigit() else f"{row[key]}-{number}"
        else:
            row[key] = f"{row[key]}-more-{number}"
        draft.tables[name].append(row)


def rename(draft: Draft, chance: Random) -> None:
    """An id gets another name, wherever a table has it; declarations keep the old one."""
    name = chance.choice(("facts", "indicators", "areas", "cases", "sources", "computed"))
    if not draft.tables[name]:
        return
    old = chance.choice(draft.tables[name])[key_column(name)]
    new = "group-renamed" if old.startswith("group") else f"{int(old) + 7:06}" if old.isdigit() else "renamed"
    for rows in draft.tables.values():
        for row in rows:
            for column, cell in row.items():
                if old in cell.split(";") and column.endswith(NAMING):
                    row[column] = ";".join(new if part == old else part for part in cell.split(";"))


def empty_cells(draft: Draft, chance: Random) -> None:
    name = _table(draft, chance)
    column = chance.choice(draft.heads[name])
    for row in _some(draft.tables[name], chance):
        row[column] = ""


def mix_cells(draft: Draft, chance: Random) -> None:
    """Cells of a column trade places."""
    name = _table(draft, chance)
    column = chance.choice(draft.heads[name])
    rows = _some(draft.tables[name], chance)
    cells = [row[column] for row in rows]
    chance.shuffle(cells)
    for row, cell in zip(rows, cells, strict=True):
        row[column] = cell


# Facts ----------------------------------------------------------------------------------------------------------


def _valued(draft: Draft, chance: Random) -> list[Row]:
    return _some([row for row in draft.tables["facts"] if row["value"]], chance)


def _set(row: Row, value: str) -> None:
    """As if it had been printed so, and at no known place."""
    row.update(value=value, printed=f"{value}{row['unit']}", paragraph="", start="", end="")


def values(draft: Draft, chance: Random) -> None:
    makes: tuple[Callable[[float], str], ...] = (
        lambda value: f"{value * 1000:f}",
        lambda value: f"{value / 1000:.6f}",
        lambda _value: "0",
        lambda _value: "-1",
        lambda _value: "123456789012345",
    )
    make = chance.choice(makes)
    for row in _valued(draft, chance):
        _set(row, make(float(row["value"]) if row["value"] else 0.0))


def all_values(draft: Draft, chance: Random) -> None:
    value = chance.choice(("0", "-1", "0.001", "-5000000"))
    for row in draft.tables["facts"]:
        if row["value"]:
            _set(row, value)


def units(draft: Draft, chance: Random) -> None:
    unit = chance.choice(("万人", "亿元", "个", "%", "公里", "头", "万"))
    for row in _valued(draft, chance):
        row["unit"] = unit
        _set(row, row["value"])


def times(draft: Draft, chance: Random) -> None:
    """Other years, and other kinds of period."""
    for row in _some(draft.tables["facts"], chance):
        kind = chance.choice(list(PERIODS))
        first = chance.choice((1949, 1999, 2019, 2021, 2024))
        starts, ends = PERIODS[kind]
        row["period_kind"] = kind
        row["period_start"] = f"{first}-{chance.choice(('01-01', '07-01'))}" if starts else ""
        last = first + chance.choice((0, 1, 30)) if starts else first
        row["period_end"] = f"{min(last, 2025)}-{chance.choice(('12-31', '12-15'))}" if ends else ""
        if row["period_end"] > "2025-06-30":
            row["period_end"] = "2025-06-30"


def wording(draft: Draft, chance: Random) -> None:
    for row in _some(draft.tables["facts"], chance):
        row["status"] = chance.choice(("actual", "planned", "allocated"))
        row["qualifier"] = chance.choice(("exact", "at_least", "more_than", "about", "nearly", "qualitative"))
        if row["qualifier"] == "qualitative":
            row["value"] = ""
        elif not row["value"]:
            row["unit"] = row["unit"] or "个"
            _set(row, "7")


def places(draft: Draft, chance: Random) -> None:
    """Facts of other areas, and of other givers."""
    areas = [row["area_id"] for row in draft.tables["areas"]]
    for row in _some(draft.tables["facts"], chance):
        row["area_id"] = chance.choice(areas)
        row["counterpart_id"] = chance.choice(("", *areas))


# Declarations ---------------------------------------------------------------------------------------------------


def drop_exhibits(draft: Draft, chance: Random) -> None:
    for page in draft.story.values():
        page["exhibit"] = [one for one in page.get("exhibit", []) if chance.random() < 0.6]


def reorder(draft: Draft, chance: Random) -> None:
    """Exhibits move to other places and other pages."""
    exhibits = draft.exhibits()
    chance.shuffle(exhibits)
    pages = list(draft.story.values())
    for page in pages:
        page["exhibit"] = []
    for one in exhibits:
        chance.choice(pages)["exhibit"].append(one)


def redeclare(draft: Draft, chance: Random) -> None:
    """Of another kind, on other rows."""
    for page in draft.story.values():
        page["exhibit"] = [
            as_kind(one, draft, chance) if chance.random() < 0.5 else one for one in page.get("exhibit", [])
        ]


def filters(draft: Draft, chance: Random) -> None:
    """Filters of a page ask of something else."""
    asked = (
        "need",
        "tier",
        "border",
        "reached_year",
        "since_year",
        "trade",
        "province",
        "partner",
        "prefecture",
        "place",
        "period",
        "grade",
        "side",
        "theme",
        "measure",
        "no_such",
    )
    for page in draft.story.values():
        for one in page.get("filter", []):
            if chance.random() < 0.5:
                one["kind"] = chance.choice(("many", "one", "range", "by", "text", "topic"))
                one["on"] = chance.choice(asked)
        page["register"] = chance.choice(("key_counties", "far_counties", "no_such_register", ""))
        page["counts"] = chance.choice(("cases", "key_counties", "far_counties", "no_such_register", ""))


def pages(draft: Draft, chance: Random) -> None:
    """Fewer of them, in another order, or one that is listed and not told."""
    keys = list(draft.story)
    for key in chance.sample(keys, chance.randint(0, len(keys))):
        del draft.story[key]
    listed = [*draft.site["pages"], "no-such-page"]
    chance.shuffle(listed)
    draft.site["pages"] = listed[: chance.randint(0, len(listed))]


def declared_lists(draft: Draft, chance: Random) -> None:
    """The site no longer declares something; what is left stands for itself."""
    name = chance.choice(
        (
            "topic",
            "theme",
            "side",
            "register",
            "period",
            "document",
            "date",
            "map",
            "footer",
            "short",
            "pages",
            "slug",
        )
    )
    value = draft.site.get(name)
    if isinstance(value, list) and chance.random() < 0.5:
        value.remove(chance.choice(value))
    else:
        draft.site.pop(name, None)


def columns(draft: Draft, chance: Random) -> None:
    """A column of a register is of another type."""
    register = chance.choice(draft.site["register"]) if draft.site.get("register") else {"column": []}
    for one in register["column"]:
        if chance.random() < 0.4:
            one["type"] = chance.choice(("class", "year", "flag", "area", "areas", "date", "text"))
            if one["type"] not in ("class", "flag"):
                one.pop("values", None)


def languages(draft: Draft, chance: Random) -> None:
    """English is offered too, and has no texts but those of some columns."""
    draft.site["languages"] = chance.choice((["zh", "en"], ["en", "zh"], ["en"]))
    for name, head in draft.heads.items():
        for column in [one for one in head if one.endswith("_zh")]:
            head.append(column.removesuffix("_zh") + "_en")
            for row in draft.tables[name]:
                row[head[-1]] = row[column]


# Texts ----------------------------------------------------------------------------------------------------------


def texts(draft: Draft, chance: Random) -> None:
    """One hostile text everywhere, beside what stands there or in its place."""
    payload, part = chance.choice(HOSTILE), chance.choice((0.02, 0.3, 1.0))
    instead = chance.random() < 0.5
    change_texts(
        draft, lambda text: (payload if instead else text + payload) if chance.random() < part else text
    )


def cells_as_texts(draft: Draft, chance: Random) -> None:
    """A hostile text in cells that no text belongs in, and in printed figures, units and dates of sources."""
    payload = chance.choice(HOSTILE)
    for name, column in (
        ("facts", "printed"),
        ("facts", "unit"),
        ("sources", "published"),
        ("sources", "address"),
        ("areas", "pinyin"),
        ("registers/key_counties", "trade"),
        ("indicators", "unit"),
    ):
        for row in _some(draft.tables[name], chance):
            row[column] = row[column] + payload
            if name == "facts":
                row.update(paragraph="", start="", end="")


CHANGES: Mapping[str, Change] = {
    one.__name__.replace("_", " "): one
    for one in (
        withdraw_facts,
        withdraw_rows,
        cut_rows,
        empty_table,
        add_rows,
        rename,
        empty_cells,
        mix_cells,
        values,
        all_values,
        units,
        times,
        wording,
        places,
        drop_exhibits,
        reorder,
        redeclare,
        filters,
        pages,
        declared_lists,
        columns,
        languages,
        texts,
        cells_as_texts,
    )
}


def changed(base: Draft, seed: int) -> tuple[Draft, tuple[str, ...]]:
    """A draft with one to three changes, and which; the same seed gives the same."""
    chance = Random(seed)
    draft = deepcopy(base)
    names = chance.sample(sorted(CHANGES), chance.choice((1, 1, 2, 3)))
    for name in names:
        CHANGES[name](draft, chance)
    return draft, tuple(names)


def smaller(base: Draft, seed: int) -> Draft:
    """With some of its exhibits only, and no facts that would stand as further ones in their place."""
    chance = Random(seed)
    draft = deepcopy(base)
    for page in draft.story.values():
        page["exhibit"] = [one for one in page.get("exhibit", []) if chance.random() < 0.45]
    named = set(re.findall(r"[a-z0-9-]+", str(draft.exhibits())))
    rows = draft.tables["facts"]
    spare = [
        row for row in rows if not {row["fact_id"], row["indicator_id"]} & named and chance.random() < 0.7
    ]
    draft.withdraw("facts", spare)
    return draft
