"""A package in memory, to be changed and written: its tables as text, its declarations as TOML has them."""

import csv
import datetime
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.package.site import SiteDeclaration
from dashboard.package.tables import ROWS, table_layout

Row = dict[str, str]
Tree = Any  # what TOML holds


@dataclass
class Draft:
    tables: dict[str, list[Row]]  # by name: `facts`, or `registers/far_counties`
    heads: dict[str, list[str]]
    site: dict[str, Tree]
    story: dict[str, dict[str, Tree]]
    boundaries: Path | None = None  # a folder, taken over as it is

    def write(self, folder: Path) -> Path:
        for name in self.tables:
            self.write_table(name, folder)
        if self.boundaries:
            (folder / "boundaries").symlink_to(self.boundaries)
        (folder / "story").mkdir(exist_ok=True)
        (folder / "site.toml").write_text(toml(self.site), "utf-8")
        for key, page in self.story.items():
            (folder / "story" / f"{key}.toml").write_text(toml(page), "utf-8")
        return folder

    def write_table(self, name: str, folder: Path) -> None:
        path = folder / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, self.heads[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.tables[name])

    def exhibits(self) -> list[dict[str, Tree]]:
        return [one for page in self.story.values() for one in page.get("exhibit", [])]

    def withdraw(self, name: str, rows: list[Row]) -> None:
        """With the rows that cannot be without them, and without their names where these stand in a list."""
        waiting = [(name, row) for row in rows]
        while waiting:
            table, row = waiting.pop()
            if row not in self.tables[table]:
                continue
            self.tables[table].remove(row)
            waiting += list(self._losing(table, row[key_column(table)]))

    def _losing(self, table: str, key: str) -> Iterator[tuple[str, Row]]:
        for name, column in self._referring(table):
            for row in list(self.tables[name]):
                parts = row.get(column, "").split(";")
                if key not in parts:
                    continue
                if self._may_be_empty(name, column):
                    row[column] = ";".join(part for part in parts if part != key)
                else:
                    yield name, row

    def _referring(self, table: str) -> Iterator[tuple[str, str]]:
        for name, rows in self.tables.items():
            known = table_layout(name, ()).refers if name in ROWS else _of_register(rows)
            yield from ((name, column) for column, target in known.items() if target == table)

    def _may_be_empty(self, name: str, column: str) -> bool:
        if name in ROWS:
            field = ROWS[name].model_fields[column]
            return "None" in str(field.annotation) or "tuple" in str(field.annotation)
        return column != "area_id"


def key_column(table: str) -> str:
    return table_layout(table, ()).key[0] if table in ROWS else "area_id"


def _of_register(rows: list[Row]) -> Mapping[str, str]:
    columns = {"area_id": "areas", "lead": "areas"}
    return columns | {name: "sources" for row in rows[:1] for name in row if name.endswith("_sources")}


def read_draft(folder: Path) -> Draft:
    tables, heads = {}, {}
    for path in sorted([*folder.glob("*.csv"), *folder.glob("registers/*.csv")]):
        name = path.relative_to(folder).as_posix().removesuffix(".csv")
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle)
            tables[name], heads[name] = list(reader), list(reader.fieldnames or ())
    site = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    SiteDeclaration.model_validate(site)
    pages = sorted((folder / "story").glob("*.toml"))
    story = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in pages}
    boundaries = folder / "boundaries"
    return Draft(tables, heads, site, story, boundaries if boundaries.exists() else None)


# TOML -----------------------------------------------------------------------------------------------------------


def toml(tree: Mapping[str, Tree]) -> str:
    """Arrays of tables get headers of their own, so that faults can name their lines."""
    plain = {key: value for key, value in tree.items() if not _is_tables(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, value in tree.items():
        if key not in plain:
            for table in value:
                lines += [
                    "",
                    f"[[{_key(key)}]]",
                    *(f"{_key(name)} = {_value(one)}" for name, one in table.items()),
                ]
    return "\n".join(lines) + "\n"


def _is_tables(value: Tree) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() and name.isascii() else _text(name)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Tree) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _text(value)
        case int() | float():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_key(key)} = {_value(one)}' for key, one in value.items())} }}"
    raise TypeError(type(value))


# Texts ----------------------------------------------------------------------------------------------------------


def change_texts(draft: Draft, change: Callable[[str], str]) -> None:
    """Every text that people read, in tables and declarations."""
    for name, rows in draft.tables.items():
        for row in rows:
            for column in draft.heads[name]:
                if column.endswith(("_zh", "_en")) and row[column]:
                    row[column] = change(row[column])
    for tree in (draft.site, *draft.story.values()):
        _change_wordings(tree, change)


def _change_wordings(tree: Tree, change: Callable[[str], str]) -> None:
    if isinstance(tree, list):
        for one in tree:
            _change_wordings(one, change)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key in ("zh", "en") and isinstance(value, str):
                tree[key] = change(value)
            else:
                _change_wordings(value, change)
