"""What a package cannot mean at once is refused or noted, by file, line and column; what may be true is served."""

from collections.abc import Mapping

import pytest

from dashboard.package.contradictions import published_by
from dashboard.package.units import Unit, read_unit, simplified
from dashboard.package.validation import read_package
from tests.unit.tiny import FACTS, SITE, TinyPackage

Cells = Mapping[str, str]
AGAIN = {"fact_id": "people-again", "same_as": "", "paragraph": "", "start": "", "end": ""}
PEOPLE = FACTS[3]  # 1.5万人 in 2015, from the report of 2016


def told(tiny: TinyPackage, rows: list[dict[str, str]]) -> tuple[list[str], list[str]]:
    """Faults and notes of a package with these facts."""
    tiny.rewrite("facts", rows)
    checked = read_package(tiny.folder)
    return [str(fault) for fault in checked.faults], [str(note) for note in checked.notes]


def changed(tiny: TinyPackage, **cells: str) -> tuple[list[str], list[str]]:
    """The same of a package whose fourth fact, which stands on line 5, is another."""
    rows = [dict(row) for row in FACTS]
    rows[3] |= cells
    return told(tiny, rows)


def added(tiny: TinyPackage, **cells: str) -> tuple[list[str], list[str]]:
    """The same of a package with one fact more, on line 7."""
    return told(tiny, [*FACTS, PEOPLE | AGAIN | cells])


def test_the_package_itself_contradicts_nothing(tiny: TinyPackage) -> None:
    assert told(tiny, list(FACTS)) == ([], [])


# Units --------------------------------------------------------------------------------------------------------

UNPLACED = {"paragraph": "", "start": "", "end": ""}


@pytest.mark.parametrize(
    ("printed", "value", "unit", "sound"),
    [
        ("1.5万人", "1.5", "万人", True),
        ("1.5万人", "1.5", "人", False),
        ("15000人", "15000", "万人", False),
        ("1.5萬名", "1.5", "万人", True),
        ("1.5万", "1.5", "万人", True),
        ("1.5万", "1.5", "人", False),
        ("20余位", "20", "名", True),
        ("30万人次", "30", "万人", False),
        ("约1.5 万人左右", "1.5", "万人", True),
        ("1.5", "1.5", "人", True),
        ("上万", "1", "人", True),
        ("1.5 million", "1.5", "人", True),
        ("60户1.5万人", "1.5", "万人", True),
        ("60户1.5万人", "1.5", "户", False),
    ],
)
def test_a_unit_is_the_one_printed(
    tiny: TinyPackage, printed: str, value: str, unit: str, sound: bool
) -> None:
    rows = [dict(row) for row in FACTS[:3]]
    rows.append(PEOPLE | UNPLACED | {"printed": printed, "value": value, "unit": unit})
    faults, _ = told(tiny, rows)
    fault = f"facts.csv line 5, column unit, value '{unit}': is not the printed unit: '{printed}'"
    # A household is another thing than what the indicator counts, which is told besides.
    assert [one for one in faults if "printed" in one] == ([] if sound else [fault])


@pytest.mark.parametrize(
    ("indicator", "unit", "sound"),
    [("people", "万人", True), ("people", "户", False), ("helped", "县", True), ("helped", "元", False)],
)
def test_a_fact_measures_what_its_indicator_does(
    tiny: TinyPackage, indicator: str, unit: str, sound: bool
) -> None:
    cells = {"indicator_id": indicator, "unit": unit, "printed": "1.5", "value": "1.5"}
    faults, _ = told(tiny, [*FACTS[:3], PEOPLE | UNPLACED | cells])
    wanted = {"people": "人", "helped": "个"}[indicator]
    fault = (
        f"facts.csv line 5, column unit, value '{unit}': "
        f"measures something else than the indicator {indicator}, whose unit is {wanted}"
    )
    assert faults == ([] if sound else [fault])


def test_a_unit_that_nobody_knows_is_served(tiny: TinyPackage) -> None:
    cells = {"unit": "万株", "printed": "1.5万株", "value": "1.5"}
    assert told(tiny, [*FACTS[:3], PEOPLE | UNPLACED | cells]) == ([], [])
    faults, _ = told(tiny, [*FACTS[:3], PEOPLE | UNPLACED | cells | {"unit": "株"}])
    assert faults == ["facts.csv line 5, column unit, value '株': is not the printed unit: '1.5万株'"]


@pytest.mark.parametrize(
    ("unit", "read"),
    [
        ("万人", Unit("people", 10_000, 1)),
        ("億元", Unit("money", 10**8, 1)),
        ("千瓦", Unit("power", 1, 1)),
        ("万千瓦", Unit("power", 10_000, 1)),
        ("公顷", Unit("land", 1, 15)),
        ("百万株", Unit("株", 10**6, 1)),
        ("个百分点", Unit("points", 1, 1)),
        ("％", Unit("percent", 1, 1)),
    ],
)
def test_units_are_read(unit: str, read: Unit) -> None:
    assert read_unit(unit) == read


def test_traditional_characters_are_read_as_simplified() -> None:
    assert simplified("1700多個；14.35億元；3933萬元；３戶") == "1700多个;14.35亿元;3933万元;3户"


# Signs --------------------------------------------------------------------------------------------------------


def test_there_are_never_fewer_than_no_people(tiny: TinyPackage) -> None:
    faults, _ = told(tiny, [*FACTS[:3], PEOPLE | {"value": "-1.5"}])
    assert faults == [
        "facts.csv line 5, column value, value '-1.5': a figure in 万人 cannot be less than nought"
    ]


def test_a_loss_is_served_and_noted_where_no_minus_is_printed(tiny: TinyPackage) -> None:
    tiny.change("indicators", 2, unit="元")
    loss = PEOPLE | UNPLACED | {"value": "-3", "unit": "亿元"}
    assert told(tiny, [*FACTS[:3], loss | {"printed": "亏损3亿元"}]) == ([], [])
    assert told(tiny, [*FACTS[:3], loss | {"printed": "3亿元"}]) == (
        [],
        ["facts.csv line 5, column value, value '-3': no minus is printed in '3亿元'"],
    )


# Time ---------------------------------------------------------------------------------------------------------


def closed_on(tiny: TinyPackage, date: str) -> None:
    (tiny.folder / "site.toml").write_text(SITE.replace("format = 2", f"format = 2\ndate = {date}"), "utf-8")


LATER = "is later than 2020-06-30, when the data was closed (date in site.toml), but the figure is actual"


@pytest.mark.parametrize(
    ("kind", "start", "end", "column"),
    [
        ("at", "", "2020-12-31", "period_end"),
        ("at", "", "2020-06-30", ""),
        ("during", "2020-01-01", "2020-12-31", ""),
        ("during", "2020-07-01", "2020-12-31", "period_start"),
        ("cumulative", "2013-01-01", "9999-12-31", "period_end"),
        ("since", "2021-01-01", "", "period_start"),
    ],
)
def test_what_has_happened_is_not_later_than_the_data(
    tiny: TinyPackage, kind: str, start: str, end: str, column: str
) -> None:
    closed_on(tiny, "2020-06-30")
    cells = {"period_kind": kind, "period_start": start, "period_end": end, "source_id": "paper", **UNPLACED}
    rows = [*FACTS[:3], PEOPLE | cells]
    faults, _ = told(tiny, rows)
    assert [one.partition(";")[0] for one in faults] == (
        [f"facts.csv line 5, column {column}, value '{rows[3][column]}': {LATER}"] if column else []
    )
    assert told(tiny, [*rows[:3], rows[3] | {"status": "planned"}])[0] == []


def test_without_a_date_no_figure_is_too_late(tiny: TinyPackage) -> None:
    cells = {"period_start": "2999-01-01", "period_end": "2999-12-31", "source_id": "paper", **UNPLACED}
    assert told(tiny, [*FACTS[:3], PEOPLE | cells]) == ([], [])


def test_a_year_before_1900_is_a_slip(tiny: TinyPackage) -> None:
    faults, _ = changed(tiny, period_start="0215-01-01")
    assert faults == ["facts.csv line 5, column period_start, value '0215-01-01': lies before the year 1900"]


def test_a_source_is_not_older_than_what_it_tells(tiny: TinyPackage) -> None:
    faults, _ = changed(tiny, period_start="2017-01-01", period_end="2017-12-31")
    assert faults == [
        "facts.csv line 5, column period_start, value '2017-01-01': "
        "the source report was published on 2016-01-02, before the period begins on 2017-01-01"
    ]
    assert changed(tiny, period_start="2017-01-01", period_end="2017-12-31", status="planned") == ([], [])


def test_a_source_that_tells_of_a_year_before_it_is_over_is_noted(tiny: TinyPackage) -> None:
    assert changed(tiny, period_end="2016-12-31") == (
        [],
        [
            "facts.csv line 5, column period_end, value '2016-12-31': "
            "the source report was published on 2016-01-02, before the period ends on 2016-12-31"
        ],
    )


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("2019", "2019-12-31"),
        ("2019-02", "2019-02-28"),
        ("2019-05-08", "2019-05-08"),
        ("2019/5/8", "2019-05-08"),
        ("2019年5月8日", "2019-05-08"),
        ("2019年5月", "2019-05-31"),
        ("2019.5.8", "2019-05-08"),
        ("2019-13", None),
        ("undated", None),
        ("", None),
    ],
)
def test_dates_are_read_as_sources_write_them(written: str, last: str | None) -> None:
    day = published_by(written)
    assert (day.isoformat() if day else None) == last


def test_without_a_period_there_is_no_evidence_of_one(tiny: TinyPackage) -> None:
    rows = [
        FACTS[0] | {"period_kind": "undated", "period_end": "", "period_evidence": "inferred"},
        *FACTS[1:],
    ]
    faults, _ = told(tiny, rows)
    assert faults == [
        "facts.csv line 2, column period_evidence, value 'inferred': there is no period, so this is left empty"
    ]


# Each other ---------------------------------------------------------------------------------------------------


def test_one_source_gives_one_value(tiny: TinyPackage) -> None:
    faults, notes = added(tiny, value="1.6", printed="1.6万人")
    assert faults == [
        "facts.csv line 7, column value, value '1.6': line 5 (people) gives 1.5 万人 for the same source, "
        "indicator, area and period; correct one, or name the first in same_as where it is the same figure again"
    ]
    assert notes == []


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "15000", "unit": "人", "printed": "15000人"},
        {"value": "1.6", "printed": "1.6万人", "same_as": "people"},
        {"value": "1.6", "printed": "1.6万人", "area_id": "120101"},
        {"value": "1.6", "printed": "1.6万人", "counterpart_id": "110100"},
        {"value": "1.6", "printed": "1.6万人", "case_id": "sanhe"},
        {"value": "1.6", "printed": "1.6万人", "period_start": "2014-01-01"},
        {"value": "1.6", "printed": "1.6万人", "status": "planned"},
    ],
)
def test_another_figure_contradicts_nothing(tiny: TinyPackage, cells: Cells) -> None:
    assert added(tiny, **cells) == ([], [])


@pytest.mark.parametrize(
    ("cells", "noted"),
    [
        ({"value": "1.6", "printed": "1.6万人"}, True),
        ({"value": "15023", "unit": "人", "printed": "15023人"}, False),
        ({"value": "15900", "unit": "人", "printed": "15900人"}, True),
        ({"value": "1.4", "printed": "1.4万人以上", "qualifier": "at_least"}, False),
        ({"value": "1.6", "printed": "1.6万人以上", "qualifier": "at_least"}, True),
        ({"value": "1.6", "printed": "约1.6万人", "qualifier": "about"}, False),
    ],
)
def test_sources_that_disagree_are_noted(tiny: TinyPackage, cells: Cells, noted: bool) -> None:
    faults, notes = added(tiny, source_id="paper", **cells)
    note = (
        f"facts.csv line 7, column value, value '{cells['value']}': "
        "another source gives 1.5 万人 for the same, on line 5 (people); both are shown"
    )
    assert (faults, notes) == ([], [note] if noted else [])
