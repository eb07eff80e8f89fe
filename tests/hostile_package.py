"""A sound data package whose texts try to be more than text."""

import csv
import itertools
import re
from pathlib import Path

from tests.conftest import ROOT

PAYLOADS = (
    "<script>window.hostile=1</script>",
    "</script><script>window.hostile=1</script>",
    '<img src="/x" onerror="window.hostile=1">',
    "\"'><svg onload=window.hostile=1>",
    "javascript:window.hostile=1",
    "[x](javascript:window.hostile=1)",
    '=HYPERLINK("http://dashboard.invalid")',
    "+cmd|' /C calc'!A0",
    "{0.__class__} {fact:x} {{7*7}} %s \\u003c",
    "<!--",
    "]]>&lt;&amp;",
)
TEXT = re.compile(r"(name|title|publisher|note|statement|definition|summary|place)_(zh|en)|published|basis")


def write_hostile_package(folder: Path) -> Path:
    """The data of the repository, every text followed by a payload."""
    folder.mkdir()
    payloads = itertools.cycle(PAYLOADS)
    for path in sorted((ROOT / "data").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source))
        with (folder / path.name).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]))
            writer.writeheader()
            for row in rows:
                spoilt = {
                    name: f"{cell}{next(payloads)}"
                    for name, cell in row.items()
                    if TEXT.fullmatch(name) and cell
                }
                writer.writerow({**row, **spoilt})
    (folder / "datapackage.json").write_bytes((ROOT / "data" / "datapackage.json").read_bytes())
    return folder
