"""`make growth`: a generated package of 3,000 counties × 20 years × 10 indicators, checked, loaded and filtered.

The real package is copied and grown, so that every page still has all that it is made of. Prints Markdown for
docs/scaling.md. Times are those of the processor, so that other work on the machine does not count.
"""

import csv
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

from dashboard.app import create_app
from dashboard.exhibits.filters import parse_query
from dashboard.exhibits.rows import Need, Rows
from dashboard.exhibits.selection import FOLLOWING, Asked, facts_left
from dashboard.package.load import load_package
from dashboard.package.validation import read_package
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.figure import slots
from dashboard.settings import Settings

COUNTIES, INDICATORS = 3000, 10
YEARS = range(2000, 2020)
FIRST_COUNTY = 900_001  # above every code in use
SOURCE = "division-codes"
TARGETS = {"check_s": 60.0, "peak_mb": 1000.0, "page_p95_ms": 300.0, "select_p95_ms": 300.0}
SAID = {
    "facts": "facts",
    "check_s": "check of the package, s",
    "load_s": "load, check included, s",
    "peak_mb": "largest memory of the process, MB",
    "page_p50_ms": "a page's filter answered on the server, nothing remembered, p50 ms",
    "page_p95_ms": "the same, p95 ms",
    "select_p95_ms": "all counties of one indicator under years, p95 ms",
}


@dataclass(frozen=True)
class Grown:
    facts: int
    check_s: float
    load_s: float
    peak_mb: float
    page_p50_ms: float
    page_p95_ms: float
    select_p95_ms: float


# Making it ----------------------------------------------------------------------------------------------------


def grow(source: Path, target: Path) -> None:
    shutil.copytree(source, target, dirs_exist_ok=True)
    _append(target / "areas.csv", _counties())
    _append(target / "indicators.csv", _indicators())
    _append(target / "facts.csv", _facts())


def _append(file: Path, rows: Iterator[dict[str, str]]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as reading:
        columns = next(csv.reader(reading))
    with file.open("a", encoding="utf-8", newline="") as writing:
        csv.DictWriter(writing, columns, restval="", lineterminator="\n").writerows(rows)


def _counties() -> Iterator[dict[str, str]]:
    for number in range(COUNTIES):
        yield {
            "area_id": str(FIRST_COUNTY + number),
            "name_zh": f"第{number}县",
            "name_en": f"County {number}",
            "pinyin": "dixian",
            "level": "county",
            "parent_id": "330100",
            "source_ids": SOURCE,
        }


def _indicators() -> Iterator[dict[str, str]]:
    for number in range(INDICATORS):
        yield {
            "indicator_id": f"grown-{number}",
            "name_zh": f"指标{number}",
            "name_en": f"Indicator {number}",
            "unit": "万元",
            "topic": "income",
            "measure": "money",
            "definition_zh": "生成的指标。",
            "definition_en": "A generated indicator.",
            "series": f"grown-{number}",
        }


def _facts() -> Iterator[dict[str, str]]:
    for number, (county, year, indicator) in enumerate(product(range(COUNTIES), YEARS, range(INDICATORS))):
        value = str(1000 + number % 9000)
        yield {
            "fact_id": f"grown-{indicator}-{county}-{year}",
            "indicator_id": f"grown-{indicator}",
            "area_id": str(FIRST_COUNTY + county),
            "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31",
            "period_kind": "during",
            "value": value,
            "unit": "万元",
            "qualifier": "exact",
            "status": "actual",
            "printed": f"{value}万元",
            "source_id": SOURCE,
            "statement_zh": f"{year}年第{county}县的指标{indicator}为{value}万元。",
            "statement_en": f"In {year} indicator {indicator} of county {county} was {value} ten thousand yuan.",
        }


# Measuring it, in a process of its own ------------------------------------------------------------------------


def measure(data: Path) -> Grown:
    start = time.process_time()
    faults = read_package(data).faults
    check_s = time.process_time() - start
    if faults:
        raise ValueError(f"the generated package has faults, such as: {faults[0]}")
    start = time.process_time()
    package = load_package(data)
    load_s = time.process_time() - start
    del package
    site = create_app(Settings(data=data)).site
    pages = sorted(_page_times(site))
    return Grown(
        facts=len(site.package.facts),
        check_s=check_s,
        load_s=load_s,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        page_p50_ms=statistics.median(pages),
        page_p95_ms=statistics.quantiles(pages, n=20)[-1],
        select_p95_ms=statistics.quantiles(_select_times(site), n=20)[-1],
    )


def _page_times(site: Any) -> Iterator[float]:
    """Each query is a new one, so that nothing is remembered; the first of a page warms its code up."""
    queries = {
        "in-province": [f"years={first}-{first + 9}" for first in range(2003, 2014)],
        "east-west": [f"year={year}" for year in range(2016, 2021)],
        "cases": ["side=east-west", "side=in-province", "stated=money", "stated=people", "stated=area"],
    }
    for page in (one for one in exhibiting(site) if one.key in queries):
        for number, query in enumerate(queries[page.key]):
            choices = parse_query(page.filters, query).choices
            start = time.process_time()
            for exhibit in page.exhibits:
                slots(exhibit, site, choices, "zh")
            if number:
                yield (time.process_time() - start) * 1000


def _select_times(site: Any) -> list[float]:
    times = []
    for indicator, first in product(range(INDICATORS), (2003, 2007, 2011)):
        asked = [Asked("years", "period", (first, first + 8))]
        start = time.process_time()
        rows = Rows(site.package, Need(indicators=frozenset((f"grown-{indicator}",))))
        left = facts_left(FOLLOWING, rows, asked, rows.facts(indicators=rows.need.indicators))
        times.append((time.process_time() - start) * 1000)
        if not left:
            raise ValueError(f"nothing was selected of grown-{indicator} from {first} on")
    return times


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        grow(Settings.from_env({}).data, Path(folder))
        command = [sys.executable, "-m", "bench.growth", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout)
    print("| measured | value | target |\n| --- | --- | --- |")
    for name, value in measured.items():
        target = f"< {TARGETS[name]:,.0f}" if name in TARGETS else ""
        print(f"| {SAID[name]} | {value:,.0f} | {target} |")
    missed = [SAID[name] for name, target in TARGETS.items() if measured[name] >= target]
    if missed:
        sys.exit(f"not reached: {'; '.join(missed)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(asdict(measure(Path(sys.argv[1])))))
    else:
        main()
