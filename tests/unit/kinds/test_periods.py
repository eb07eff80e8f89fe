"""Periods: each fact on a line of its own, as long as its time, with its figure; rows are what facts share."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dashboard.exhibits.kinds.periods import MOST, NAME, NARROW_NAME, YEARS
from dashboard.exhibits.marks import NARROW, WIDE, Bar, Plot, Point, Rule, plain
from dashboard.exhibits.reading import parted
from dashboard.figures.words import LANGS, Lang, half_widths, say
from dashboard.package.load import Package, load_package
from tests.pages import exhibit
from tests.unit.marked import bars, facts, labels, of_type, plot, points, table
from tests.unit.small import FACTS, declared, fact, make
from tests.unit.tiny import TinyPackage

GUIZHOU = "520000"
WIDER = {"zh": "大于所选范围", "en": "more than was chosen"}


def drawn(package: Package, lang: Lang = "en", choices: dict[str, Any] | None = None, **keys: Any) -> Plot:
    chart = declared(package, "periods", **keys).show(choices or {}, lang).chart
    assert isinstance(chart, Plot)
    return chart


def with_facts(folder: Path, *rows: dict[str, str]) -> Package:
    make(folder)
    written = TinyPackage(folder / "data")
    written.rewrite("facts", [*FACTS, *rows])
    written.describe()
    return load_package(written.folder)


def marked(chart: Plot) -> list[Bar | Point]:
    return [*bars(chart), *points(chart)]


def mark_of(chart: Plot, fact_id: str) -> Bar | Point:
    (mark,) = [one for one in marked(chart) if one.of.ref and one.of.ref.id == fact_id]
    return mark


def total(first: str, last: str) -> Any:
    return {"period_kind": "cumulative", "period_start": first, "period_end": last}


def line_of(mark: Bar | Point) -> Any:
    return mark.at if isinstance(mark, Bar) else mark.y


# Time ---------------------------------------------------------------------------------------------------------


def test_a_bar_is_as_long_as_its_period_and_a_point_is_for_one_year(small: Package) -> None:
    chart = drawn(small)
    moved, aid = mark_of(chart, "moved"), mark_of(chart, "aid-2014")
    assert isinstance(moved, Bar)
    assert (moved.start, moved.end) == (date(2011, 1, 1), date(2014, 1, 1))
    assert isinstance(aid, Point)
    assert (aid.symbol, aid.x) == ("circle", date(2014, 7, 2))


def test_a_period_that_ends_within_a_year_ends_there(tmp_path: Path) -> None:
    short = fact("moved-short", "1", **total("2012-03-01", "2014-06-30"))
    bar = mark_of(drawn(with_facts(tmp_path, short)), "moved-short")
    assert isinstance(bar, Bar)
    assert (bar.start, bar.end) == (date(2012, 3, 1), date(2014, 7, 1))


def test_a_total_without_a_beginning_is_a_point_at_its_end(tmp_path: Path) -> None:
    until = fact("moved-total", "4", period_kind="cumulative", period_end="2013-06-30")
    chart = drawn(with_facts(tmp_path, until))
    point = mark_of(chart, "moved-total")
    assert isinstance(point, Point)
    assert (point.symbol, point.x) == ("diamond", date(2013, 6, 30))
    assert say("periods.diamond", "en") in {item.label for item in chart.legend}


def test_what_has_no_date_is_not_on_it(small: Package) -> None:
    shown = declared(small, "periods").show({}, "en")
    assert "aid-once" not in shown.selection.fact_ids()
    assert {"aid-2014", "aid-zi", "moved", "growth"} == set(shown.selection.fact_ids())


def test_what_began_before_the_years_of_the_site_is_cut_there_and_says_so() -> None:
    chart = plot("aid-funds", lang="en")
    x = chart.panels[0].x
    (bar,) = [one for one in bars(chart) if one.of.ref and one.of.ref.id == "aid-ningbo-guizhou-1996-2020"]
    assert (bar.start, bar.end) == (date(2012, 1, 1), date(2020, 10, 31))
    assert str(x.low) < str(bar.start)
    assert len([one for one in labels(chart) if "from 1996" in plain(one.words)]) == 4, "two, on both screens"


def test_years_are_written_only_where_they_can_be_read(tmp_path: Path) -> None:
    long = fact("moved-long", "1", **total("1903-01-01", "2012-12-31"))
    old = fact("moved-old", "1", **total("1903-01-01", "1903-12-31"))
    package = with_facts(tmp_path, long, old)
    x = drawn(package).panels[0].x
    assert x.narrow_ticks
    assert len(x.narrow_ticks) < len(x.ticks) <= YEARS
    assert all(int(tick.text) % 10 == 0 for tick in x.ticks)
    assert [rule.x[0] for rule in of_type(drawn(package), Rule) if rule.style == "grid"] == [
        t.at for t in x.ticks
    ]


# Rows ---------------------------------------------------------------------------------------------------------


def test_no_two_facts_share_a_line_and_none_is_computed() -> None:
    chart = plot("aid-funds")
    lines = {line_of(mark) for mark in marked(chart)}
    assert len(lines) == len(marked(chart)) == len(facts(chart)) == 42
    assert not any(mark.of.computed for mark in marked(chart))
    assert sum(mark.of.planned for mark in marked(chart)) == 4


def test_a_row_is_a_pair_of_giver_and_receiver(package: Package) -> None:
    chart = plot("aid-funds", lang="en")
    names = names_of(chart)
    assert len(names) == len(set(names))
    assert {"Zhejiang → Sichuan", "Zhejiang → the four provinces", "Hangzhou → Enshi"} <= set(names)
    pairs = {(package.fact(one).counterpart_id, package.fact(one).area_id) for one in facts(chart)}
    assert len(pairs) == len(names)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["area"], ["Jia", "Yi", "Sanhe"]),
        (["giver", "area"], ["Jia", "Jia → Yi", "Zi → Sanhe"]),
        (["indicator"], ["Indicator aid", "Indicator growth", "Indicator moved"]),
        (["area", "indicator"], ["Jia · Indicator growth", "Jia · Indicator moved", "Yi · Indicator aid"]),
    ],
)
def test_rows_are_what_is_declared(small: Package, rows: list[str], names: list[str]) -> None:
    assert names_of(drawn(small, rows=rows))[: len(names)] == names


def test_what_colours_mean_is_told_of_those_on_show(small: Package) -> None:
    items = [
        {
            "indicators": ["aid"],
            "name": {"zh": "甲", "en": "First"},
            "accent": "brick",
            "short": {"zh": "给", "en": "given"},
        },
        {"indicators": ["moved"], "name": {"zh": "乙", "en": "Second"}},
    ]
    chart = drawn(small, items=items)
    assert [(one.label, one.accent) for one in chart.legend[:2]] == [("First", "brick"), ("Second", "teal")]
    said = {plain(label.words) for label in labels(chart)}
    assert "more than 200 million yuan · given" in said
    left = drawn(small, items=items, choices={"years": (2015, 2015)})
    assert [one.label for one in left.legend] == ["First", say("periods.circle", "en")]


def test_what_is_planned_is_hollow_and_says_so(small: Package) -> None:
    chart = drawn(small)
    assert mark_of(chart, "aid-2014").of.planned
    assert f"700 million yuan · {say('status.planned', 'en')}" in {plain(one.words) for one in labels(chart)}


@pytest.mark.parametrize("lang", LANGS)
def test_each_has_its_figure_once_on_either_screen(lang: Lang) -> None:
    chart = plot("aid-funds", lang=lang)
    names = len(chart.panels[0].y.ticks)
    assert sum(label.on == WIDE for label in labels(chart)) == len(facts(chart))
    assert sum(label.on == NARROW for label in labels(chart)) == len(facts(chart)) + names


@pytest.mark.parametrize("lang", LANGS)
def test_what_covers_more_than_is_chosen_stands_last_and_says_so(lang: Lang) -> None:
    shown = exhibit("aid-funds").show({"province": (GUIZHOU,)}, lang)
    chart = shown.chart
    assert isinstance(chart, Plot)
    wider = [WIDER[lang] in name for name in names_of(chart, lang)]
    assert wider == sorted(wider)
    assert set(wider) == {False, True}
    assert shown.table
    told = [WIDER[lang] in str(row) for row in shown.table.rows]
    assert told == sorted(told)
    assert not any(WIDER[lang] in name for name in names_of(plot("aid-funds", lang=lang), lang))


def names_of(chart: Plot, lang: Lang = "en") -> list[str]:
    space = "" if lang == "zh" else " "
    return [tick.text.replace("\n", space) for tick in chart.panels[0].y.ticks]


def test_the_table_has_giver_receiver_and_status() -> None:
    told = table("aid-funds", lang="en")
    assert told.head[:2] == (say("funds.giver", "en"), say("funds.receiver", "en"))
    assert any(row[2].text.endswith(f"({say('status.planned', 'en')})") for row in told.rows)


# What is long -------------------------------------------------------------------------------------------------


def test_slides_hold_all_of_it_in_both_languages_alike() -> None:
    for lang in LANGS:
        chart = plot("aid-funds", lang=lang)
        counts = [len(facts(part)) for part in chart.parts]
        assert len(counts) > 1
        assert max(counts) <= MOST
        assert sum(counts) == len(facts(chart)) == len({one for part in chart.parts for one in facts(part)})
        assert all(not part.parts and part.height < chart.height for part in chart.parts)
    zh, en = ([facts(part) for part in plot("aid-funds", lang=lang).parts] for lang in LANGS)
    assert zh == en


def test_a_name_beside_several_facts_takes_lines_instead_of_width() -> None:
    """On a slide too, where a name beside one fact may be longer."""
    (part,) = plot("aid-funds", {"province": (GUIZHOU,)}, lang="en").parts[-1:]
    lines = [tick.text.split("\n") for tick in part.panels[0].y.ticks]
    several = [one for one in lines if "Enshi" in " ".join(one)]
    assert several == [["Hangzhou → Qiandongnan and", "Enshi (more than was", "chosen)"]]
    assert max(half_widths(line) for one in lines for line in one) > NAME


def test_a_row_longer_than_a_slide_goes_on(tmp_path: Path) -> None:
    more = (fact(f"moved-{at}", "1", during=2010 + at % 5) for at in range(MOST + 3))
    chart = drawn(with_facts(tmp_path, *more), items=[{"indicators": ["moved"]}])
    assert [len(facts(part)) for part in chart.parts] == [MOST, 4]
    assert [[tick.text for tick in part.panels[0].y.ticks] for part in chart.parts] == [["Jia"], ["Jia"]]


def test_a_short_one_is_one_slide(small: Package) -> None:
    assert [facts(part) for part in drawn(small).parts] == [facts(drawn(small))]


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("Hangzhou → Qiandongnan and Enshi", 26, ["Hangzhou → Qiandongnan and", "Enshi"]),
        ("宁波市帮扶黔西南州", 8, ["宁波市帮", "扶黔西南", "州"]),
        ("一二三，四", 6, ["一二", "三，四"]),
        ("", 8, [""]),
    ],
)
def test_names_break_between_words(text: str, most: int, lines: list[str]) -> None:
    assert parted(text, most) == lines


def test_no_line_of_a_name_is_wider_than_a_phone() -> None:
    for lang in LANGS:
        for label in labels(plot("aid-funds", lang=lang)):
            if label.on == NARROW and label.along == "bottom":
                assert all(half_widths(plain([line])) <= NARROW_NAME for line in label.words)


def in_guizhou(lang: Lang) -> Any:
    return exhibit("aid-funds").show({"province": (GUIZHOU,)}, lang).chart


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_words_begin_or_end_where_their_mark_does_or_at_the_edge(lang: Lang) -> None:
    chart = in_guizhou(lang)
    ends: dict[Any, Any] = {one.at: (one.start, one.end) for one in bars(chart)}
    ends |= {one.y: (one.x,) for one in points(chart)}
    words: list[Any] = [one for one in labels(chart) if one.on == NARROW and one.along == "middle"]
    assert {one.y for one in words} == set(ends)
    elsewhere = [one for one in words if one.x not in ends[one.y]]
    assert {one.x for one in elsewhere} <= {chart.panels[0].x.high}
    assert len(elsewhere) < len(words) / 3


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_the_line_between_two_rows_is_above_the_name_of_the_lower(lang: Lang) -> None:
    chart = in_guizhou(lang)
    (panel,) = chart.panels
    pixels = chart.narrow_height / (panel.y.low - panel.y.high)
    lines: list[Any] = [one for one in panel.marks if isinstance(one, Rule) and one.style == "light"]
    heads: list[Any] = [one for one in labels(chart) if one.on == NARROW and one.along == "bottom"]
    assert any(len(one.words) > 1 for one in heads) == (lang == "en")
    for line, head in zip(lines, heads[1:], strict=True):
        assert (head.y - line.y[0]) * pixels > head.shift[1] + 15 * len(head.words)


def test_rows_do_not_overlap() -> None:
    chart = plot("aid-funds", lang="en")
    ticks = [tick.at for tick in chart.panels[0].y.ticks]
    assert all(after - before >= 1.5 for before, after in pairwise(ticks))  # type: ignore[operator]
