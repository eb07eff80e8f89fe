"""The data package with texts that a spreadsheet might run as formulas or turn into links."""

import csv
import shutil
from pathlib import Path

from dashboard.package.load import Package, load_package

HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    '=HYPERLINK("http://x.example")',
    "http://x.example/",
    "{=1+1}",
)
TEXTS = {
    "areas": ("name_zh", "name_en", "note_zh"),
    "sources": ("title_zh", "publisher_zh", "note_zh"),
    "facts": ("statement_zh", "note_zh"),
    "cases": ("title_zh", "place_zh"),
}


def hostile_package(data: Path, folder: Path) -> Package:
    shutil.copytree(data, folder)
    for name, columns in TEXTS.items():
        _poison(folder / f"{name}.csv", columns)
    return load_package(folder)


def _poison(path: Path, columns: tuple[str, ...]) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for number, row in enumerate(rows):
        for column in columns:
            row[column] = f"{HOSTILE[number % len(HOSTILE)]}{row[column]}"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
