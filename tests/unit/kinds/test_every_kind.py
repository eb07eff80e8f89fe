"""What holds for every kind: on a small package, with rows missing, one, none, or far beyond what is usual."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.marks import Axis, Bar, Gap, Label, Panel, Place, Plot, Point, Rule, Run
from dashboard.exhibits.rows import Need, Rows
from dashboard.figures.words import LANGS, Lang, plain, say
from dashboard.package.load import Package
from dashboard.pages.uses import drawn, refs_of
from tests.pages import EXHIBITS
from tests.unit.marked import pieces
from tests.unit.small import CITY, DECLARED, declared

Choices = Mapping[str, Any]

# By kind: choices that leave a part of the rows, and choices that leave none.
PART: Mapping[str, Choices] = {
    "figures": {"city": (CITY,)},
    "matrix": {"years": (2015, 2015)},
    "series": {"grade": "A"},
    "columns": {"years": (2014, 2015)},
    "counts": {"class": ("national",)},
    "bars": {"years": (2013, 2015)},
    "ranked": {"city": (CITY,)},
    "timeline": {"grade": "A"},
    "periods": {"years": (2015, 2015)},
    "waffle": {"class": ("none",)},
    "register": {"class": ("national",)},
    "cases": {"side": ("in-province",)},
}
NONE: Mapping[str, Choices] = {
    "figures": {"grade": "A", "years": (2010, 2010)},
    "matrix": {"grade": "A", "years": (2010, 2010)},
    "series": {"grade": "A", "years": (2010, 2010)},
    "columns": {"grade": "A", "years": (2010, 2010)},
    "counts": {"class": ()},
    "bars": {"years": (2010, 2010)},
    "ranked": {"city": ()},
    "span": {"grade": "A"},
    "timeline": {"grade": "A", "years": (2010, 2010)},
    "periods": {"years": (2010, 2010)},
    "waffle": {"class": ()},
    "register": {"q": "nothing of that name"},
    "cases": {"side": ()},
}
# By kind: declarations that name nothing the package has.
UNKNOWN: Mapping[str, Mapping[str, Any]] = {
    "figures": {"indicators": ["nothing"]},
    "matrix": {"indicators": ["nothing"]},
    "series": {"lines": [{"name": {"zh": "无"}, "parts": [{"indicators": ["nothing"]}]}]},
    "columns": {"indicators": ["nothing"], "change": ["nothing"]},
    "counts": {"register": "nothing"},
    "bars": {"items": [{"fact": "nothing"}], "annotate": []},
    "ranked": {"items": [{"indicators": ["nothing"]}]},
    "span": {"facts": ["nothing"]},
    "periods": {"items": [{"indicators": ["nothing"]}]},
    "timeline": {"lanes": [{"name": {"zh": "无"}, "items": [{"fact": "nothing"}]}]},
    "waffle": {"register": "nothing"},
    "register": {"register": "nothing"},
    "passages": {"items": [{"key": "none", "name": {"zh": "无"}, "text": {"zh": "有{fact:nothing}。"}}]},
}
every_kind = pytest.mark.parametrize("kind", DECLARED)
partly = pytest.mark.parametrize(("kind", "choices"), PART.items())
emptied = pytest.mark.parametrize(("kind", "choices"), NONE.items())


def test_every_kind_is_declared_here() -> None:
    assert set(DECLARED) == set(KINDS) - {"map", "pairs"}, "those of maps have tests of their own"


# Words and rows -----------------------------------------------------------------------------------------------


@every_kind
def test_whole_it_says_its_finding(small: Package, kind: str) -> None:
    shown = declared(small, kind).show({}, "en")
    assert shown.whole
    assert plain(shown.title) == "Found"
    assert shown.chart is not None


@partly
def test_of_a_part_it_says_what_is_left(small: Package, kind: str, choices: Choices) -> None:
    shown, every = (declared(small, kind).show(one, "en") for one in (choices, {}))
    left, total = len(shown.selection.rows), len(every.selection.rows)
    assert 0 < left < total
    assert not shown.whole
    assert plain(shown.title) == f"{left} of {total}"
    unsaid = declared(small, kind, finding_filtered={}).show(choices, "en")
    assert plain(unsaid.title).startswith("Name · ")


@emptied
def test_of_nothing_it_says_its_name_and_why(small: Package, kind: str, choices: Choices) -> None:
    shown = declared(small, kind).show(choices, "en")
    assert not shown.selection.rows
    assert (shown.chart, shown.table, shown.legend) == (None, None, ())
    assert plain(shown.title).startswith("Name · ")
    assert plain(shown.empty) == "None left."
    assert shown.emptied_by
    assert set(shown.emptied_by) <= set(choices)


@pytest.mark.parametrize(("kind", "keys"), UNKNOWN.items())
def test_what_the_package_lacks_is_passed_over(small: Package, kind: str, keys: Mapping[str, Any]) -> None:
    shown = declared(small, kind, **keys, empty={}).show({}, "en")
    assert shown.chart is None
    assert shown.emptied_by == ()
    assert plain(shown.title) == "Name"
    assert plain(shown.empty) == say("exhibit.empty", "en")


@pytest.mark.parametrize(
    ("kind", "keys", "rows"),
    [
        ("figures", {"groups": [{"items": [{"fact": "moved"}, {"fact": "nothing"}]}], "indicators": []}, 1),
        ("figures", {"indicators": ["moved", "nothing"]}, 1),
        ("series", {"lines": [{"name": {"zh": "收"}, "parts": [{"indicators": ["income", "x"]}]}]}, 3),
        ("columns", {"indicators": ["towns", "nothing"], "change": ["towns-more", "nothing"]}, 3),
        ("bars", {"items": [{"fact": "nothing"}, {"fact": "income-2013"}]}, 1),
        ("span", {"facts": ["nothing", "growth"]}, 1),
        ("counts", {"stated": [{"value": "national", "fact": "nothing"}], "against": "nothing"}, 2),
        ("waffle", {"stated": [{"value": "120000", "fact": "nothing"}], "mark": "nothing"}, 2),
        ("register", {"columns": ["area", "place", "partner", "evidence", "cases", "basis"]}, 2),
    ],
)
def test_a_row_that_is_missing_leaves_the_others(
    small: Package, kind: str, keys: Mapping[str, Any], rows: int
) -> None:
    for lang in LANGS:
        shown = declared(small, kind, **keys).show({}, lang)
        assert len(shown.selection.rows) == rows
        assert shown.chart is not None


def test_a_register_without_the_column_that_is_counted_has_nothing_to_show(small: Package) -> None:
    assert declared(small, "counts", by="nothing").show({}, "en").chart is None


@pytest.mark.parametrize("kind", sorted(DECLARED.keys() - {"passages"}))
def test_a_kind_gets_only_what_it_needs(small: Package, kind: str) -> None:
    exhibit = declared(small, kind)
    with pytest.raises(KeyError, match="what the kind needs"):
        exhibit.declared.select(Rows(small, Need()), ())


# Drawing ------------------------------------------------------------------------------------------------------


@every_kind
def test_a_plot_is_promised_where_one_is_drawn(small: Package, kind: str) -> None:
    exhibit = declared(small, kind)
    assert exhibit.plots == isinstance(exhibit.show({}, "zh").chart, Plot)


HEADED = ("waffle",)  # kinds that head groups with the number of what stands in them


@every_kind
@pytest.mark.parametrize("lang", LANGS)
def test_the_table_has_every_figure_that_is_drawn(small: Package, kind: str, lang: Lang) -> None:
    for choices in ({}, PART.get(kind, {})):
        shown = declared(small, kind).show(choices, lang)
        if shown.table is None:
            continue
        assert shown.chart is not None
        told = {*refs_of(shown.table)}
        assert {ref for ref in refs_of(shown.chart) if kind not in HEADED or ref.kind != "derived"} <= told
        assert all(len(row) == len(shown.table.head) for row in shown.table.rows)


@every_kind
def test_both_languages_draw_the_same_figures(small: Package, kind: str) -> None:
    zh, en = (list(drawn(declared(small, kind).show({}, lang))) for lang in LANGS)
    assert zh == en


# Axes ---------------------------------------------------------------------------------------------------------

PLOTTED: list[tuple[str, Mapping[str, Any]]] = [
    *(
        (kind, {})
        for kind in ("series", "columns", "counts", "bars", "ranked", "span", "timeline", "periods")
    ),
    ("counts", {"by": "delisted_year"}),
    ("ranked", {"items": [{"indicators": ["towns"]}, {"indicators": ["income"]}]}),
    ("cases", {"by": "theme"}),
]


@pytest.mark.parametrize(("kind", "keys"), PLOTTED)
def test_axes_reach_as_far_as_the_figures(
    small: Package, large: Package, kind: str, keys: Mapping[str, Any]
) -> None:
    for package in (small, large):
        for choices in ({}, PART.get(kind, {})):
            within_axes(declared(package, kind, **keys), choices)


def test_axes_of_our_own_exhibits_reach_as_far_as_the_figures() -> None:
    for exhibit in EXHIBITS.values():
        within_axes(exhibit, {})


def within_axes(exhibit: Exhibit, choices: Choices) -> None:
    chart = exhibit.show(choices, "en").chart
    for panel in chart.panels if isinstance(chart, Plot) else ():
        for axis, place in places(panel):
            low, high = sorted((number(axis.low), number(axis.high)))
            assert low <= number(place) <= high, (exhibit.key, place)


def number(place: Place) -> float:
    return place.toordinal() if isinstance(place, date) else place


def places(panel: Panel) -> Iterator[tuple[Axis, Place]]:
    """Every place of a mark, with its axis."""
    along, across = (panel.x, panel.y) if panel.lying else (panel.y, panel.x)
    for mark in panel.marks:
        match mark:
            case Bar():
                yield from ((along, mark.start), (along, mark.end), (across, mark.at))
            case Point():
                yield from ((panel.x, mark.x), (panel.y, mark.y))
            case Run():
                for point in mark.points:
                    yield from ((panel.x, point.x), (panel.y, point.y))
            case Gap():
                yield from ((panel.x, mark.start), (panel.x, mark.end))
            case Label():
                yield from ((panel.x, one) for one in (mark.x,) if one is not None)
                yield from ((panel.y, one) for one in (mark.y,) if one is not None)
            case Rule():
                yield from ((panel.x, one) for one in mark.x if one is not None)
                yield from ((panel.y, one) for one in mark.y if one is not None)


@pytest.mark.parametrize(("kind", "keys"), PLOTTED)
def test_a_computed_figure_is_dotted_where_it_is_written(
    small: Package, kind: str, keys: Mapping[str, Any]
) -> None:
    chart = declared(small, kind, **keys).show({}, "en").chart
    assert isinstance(chart, Plot)
    computed = [ref for ref in refs_of(tuple(chart.marks())) if ref.kind == "derived"]
    assert bool(computed) == any(piece.computed for piece in pieces(chart))
