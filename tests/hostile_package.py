"""A sound data package whose texts try to be more than text."""

import csv
import itertools
import json
import re
import shutil
from collections.abc import Iterator
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
TEXT = re.compile(
    r"(name|title|publisher|note|statement|definition|summary|place|label|caution|explanation|term|remark|image_alt)"
    r"_(zh|en)|published|basis"
)
DECLARED = re.compile(r"\b(zh|en) = (\"(?:[^\"\\]|\\.)*\")")


def write_hostile_package(folder: Path) -> Path:
    """The data of the repository, every text of its tables and of its declaration followed by a payload."""
    source, payloads = ROOT / "data", itertools.cycle(PAYLOADS)
    shutil.copytree(source, folder)
    for path in sorted(source.rglob("*.csv")):
        _spoil_table(path, folder / path.relative_to(source), payloads)
    declaration = folder / "site.toml"
    spoilt = DECLARED.sub(lambda found: _spoilt(found, payloads), declaration.read_text("utf-8"))
    declaration.write_text(spoilt, "utf-8")
    return folder


def _spoil_table(source: Path, target: Path, payloads: Iterator[str]) -> None:
    with source.open(encoding="utf-8-sig", newline="") as reading:
        head, *rows = csv.reader(reading)
    texts = [bool(TEXT.fullmatch(name)) for name in head]
    with target.open("w", encoding="utf-8", newline="") as writing:
        writer = csv.writer(writing)
        writer.writerow(head)
        for row in rows:
            cells = zip(row, texts, strict=True)
            writer.writerow(
                f"{cell}{next(payloads)}" if cell and is_text else cell for cell, is_text in cells
            )


def _spoilt(found: re.Match[str], payloads: Iterator[str]) -> str:
    text = json.loads(found[2]) + next(payloads)
    return f"{found[1]} = {json.dumps(text, ensure_ascii=False)}"
