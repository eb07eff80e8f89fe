"""What is assumed of a package without `site.toml`: a folder of tables, served in neutral words."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from dashboard.catalogue import LANGS, Lang
from dashboard.package.model import SLUG
from dashboard.package.reading import Table, Tables
from dashboard.package.relations import HOMES, LISTED, enclosing
from dashboard.package.site import COLUMN, FLAG, Side, SiteDeclaration, Theme, Topic, Wording
from dashboard.package.tables import REGISTERS, YEAR

NAME = {"zh": "扶贫数据", "en": "Poverty alleviation data"}
BESIDE = re.compile(r"area_id|member_(evidence|sources)|note_(zh|en)|.*_(evidence|sources)")
MOST_CLASSES = 12
ACCENTS = ("teal", "brick", "stone", "teal-mid", "brick-mid", "hollow", "teal-tint", "brick-tint")


def offered_languages(directory: Path) -> tuple[Lang, ...]:
    """Those in which the areas have names; both where the table cannot tell."""
    header = next(iter(_rows(directory / "areas.csv")), {})
    return tuple(one for one in LANGS if f"name_{one}" in header) or LANGS


def assumed_site(directory: Path, tables: Tables, languages: tuple[Lang, ...]) -> SiteDeclaration | None:
    """None where no area could be the home."""
    areas, home = tables["areas"], _home(tables)
    if home is None:
        return None
    return SiteDeclaration.model_validate(
        {
            "format": 2,
            "name": NAME,
            "home": home,
            "short": {one: areas.cell(home, f"name_{one}") for one in languages},
            "languages": languages,
            "register": list(_registers(directory, areas, home)),
        }
    )


def completed(site: SiteDeclaration, tables: Tables) -> SiteDeclaration:
    """Sides, topics and themes that it leaves out follow from the tables, each under its own name."""
    missing = {}
    for model, (listed, (name, column)) in zip((Side, Topic, Theme), LISTED.items(), strict=True):
        if not getattr(site, listed) and name in tables:
            keys = filter(re.compile(SLUG).match, dict.fromkeys(tables[name].columns[column]))
            missing[listed] = tuple(model(key=key, name=Wording(zh=key, en=key)) for key in keys)
    return site.model_copy(update=missing)


def _home(tables: Tables) -> str | None:
    """The province, or else the city, that most figures are of; of a figure of help, that of the giver."""
    areas, facts = tables["areas"], tables["facts"]
    for level in HOMES:
        found = Counter(
            one
            for _, giver, area_id in facts.rows("counterpart_id", "area_id")
            for one in enclosing(areas, giver or area_id)
            if areas.cell(one, "level") == level
        )
        if found:
            return found.most_common(1)[0][0]
    return next((area_id for _, area_id, level in areas.rows("area_id", "level") if level in HOMES), None)


def _registers(directory: Path, areas: Table, home: str) -> Iterator[dict[str, Any]]:
    for path in sorted((directory / REGISTERS).glob("*.csv")):
        if not re.match(COLUMN, path.stem):
            continue
        rows = list(_rows(path))
        at_home = sum(home in enclosing(areas, row.get("area_id")) for row in rows)
        columns = [one for one in (rows[0] if rows else ()) if one and re.match(COLUMN, one)]
        yield {
            "key": path.stem,
            "name": _words(path.stem),
            "of": "home" if 2 * at_home > len(rows) else "receivers",
            "column": [_column(one, rows) for one in columns if not BESIDE.fullmatch(one)],
        }


def _column(key: str, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    cells = list(dict.fromkeys(row[key] for row in rows if row.get(key)))
    column: dict[str, Any] = {"key": key, "name": _words(key), "type": _type(cells)}
    if column["type"] == "class":
        accents = zip(sorted(cells), ACCENTS * 2, strict=False)
        column["values"] = [{"key": one, "name": _words(one), "accent": accent} for one, accent in accents]
    return column


def _type(cells: Sequence[str]) -> str:
    if cells and all(re.match(YEAR, cell) for cell in cells):
        return "year"
    if cells and set(cells) <= {value["key"] for value in FLAG}:
        return "flag"
    if cells and len(cells) <= MOST_CLASSES and all(re.match(SLUG, cell) for cell in cells):
        return "class"
    return "text"


def _words(key: str) -> dict[str, str]:
    words = key.replace("_", " ").replace("-", " ")
    return {"zh": words, "en": words}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows as far as they can be read; what is wrong with the file is told when it is read in earnest."""
    with (
        suppress(OSError, ValueError, csv.Error),
        path.open(encoding="utf-8-sig", newline="") as handle,
    ):
        yield from csv.DictReader(handle)
