"""Each single row of our own package may be withdrawn, and what is left is drawn.

One of three is, with every test; `make fuzz-packages` withdraws all.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.marks import Plot
from dashboard.package.load import Package, load_package
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site
from tests.generated.asked import outside
from tests.generated.linked import draft_of, read_once, write_linked, written
from tests.generated.run import PROCESSES
from tests.pages import PACKAGE
from tests.served import ROOT

DATA = ROOT / "data"
STEP = int(os.environ.get("WITHDRAWALS_STEP", "6"))


def withdrawals() -> Iterator[tuple[str, int]]:
    """The table and the place of each row that is withdrawn."""
    for name in ("facts", "cases", *(name for name in written(DATA).tables if name.startswith("registers/"))):
        yield from ((name, at) for at in range(len(written(DATA).tables[name])))


@cache
def whole() -> dict[str, Exhibit]:
    return {
        exhibit.key: exhibit
        for page in exhibiting(Site(package=PACKAGE, texts={}))
        for exhibit in page.exhibits
    }


def without(name: str, at: int) -> Package:
    draft = draft_of(DATA)
    draft.withdraw(name, [draft.tables[name][at]])
    with TemporaryDirectory() as folder, read_once():
        return load_package(write_linked(draft, DATA, Path(folder)))


def wrong_without(row: tuple[str, int]) -> str:
    """What fails when the row is withdrawn; exhibits of which nothing is gone are drawn as they were."""
    package = without(*row)
    for exhibit in (one for page in exhibiting(Site(package=package, texts={})) for one in page.exhibits):
        known = whole().get(exhibit.key)
        if known and exhibit.select({}).rows == known.select({}).rows:
            continue
        for lang in package.site.languages:
            shown = exhibit.show({}, lang)
            if found := next(outside(shown), ""):
                return f"{row}: {exhibit.key}: {found}"
    return ""


def test_every_single_row_of_our_own_may_be_withdrawn() -> None:
    with ProcessPoolExecutor(PROCESSES) as pool:
        found = list(pool.map(wrong_without, [*withdrawals()][::STEP], chunksize=10))
    assert len(found) * STEP > len(PACKAGE.facts)
    assert [one for one in found if one] == []


@pytest.mark.parametrize("name", ["facts", "cases"])
def test_what_is_read_once_is_as_if_it_were_read_again(name: str, tmp_path: Path) -> None:
    """A withdrawal leaves most files as they are, and these are links that are read for the first of them only."""
    draft = draft_of(DATA)
    draft.withdraw(name, draft.tables[name][:1])
    linked, again = without(name, 0), load_package(draft.write(tmp_path))
    assert linked.tables == again.tables
    assert linked.tables[name] != PACKAGE.tables[name]
    assert linked.story.pages == again.story.pages
    assert linked.site == again.site
    for table in ("areas", "sources", name):
        assert getattr(linked, table).equals(getattr(again, table))


def test_a_mark_outside_its_axis_is_found() -> None:
    """The search above would see one."""
    shown = next(
        one
        for one in (exhibit.show({}, "zh") for exhibit in whole().values())
        if isinstance(one.chart, Plot) and one.chart.panels[0].marks
    )
    assert isinstance(shown.chart, Plot)
    panel = shown.chart.panels[0]
    narrow = replace(panel, x=replace(panel.x, low=-2.0, high=-1.0), y=replace(panel.y, low=-2.0, high=-1.0))
    spoilt = replace(shown, chart=replace(shown.chart, panels=(narrow,)))
    assert list(outside(shown)) == []
    assert list(outside(spoilt)) != []
