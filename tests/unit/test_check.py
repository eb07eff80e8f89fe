"""`check` holds a package against all that it declares and draws, and says what fails by file, line and choice."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from dashboard.__main__ import main
from dashboard.app import create_app
from dashboard.check import drawn
from dashboard.check.choices import single_choices
from dashboard.check.drawn import RENDERERS
from dashboard.check.processes import spread
from dashboard.check.report import check
from dashboard.exhibits.by_year import ByYear
from dashboard.exhibits.kind import Selection
from dashboard.exhibits.kinds.counts import ByValue
from dashboard.exhibits.kinds.waffle import Cells
from dashboard.files.routes import FORMATS
from dashboard.package.load import PackageError
from dashboard.pages.exhibiting import exhibiting
from dashboard.settings import Settings
from tests.conftest import ROOT
from tests.served import INVENTED

NEAR, FAR = "story/near.toml", "story/far.toml"
# What the invented package names on purpose though no row has it.
MISSING = [
    f"{FAR} line 61, key exhibit.stated.fact, value 'no-such-fact': names no row of facts.csv",
    f"{NEAR} line 49, key exhibit.note, value '{{fact:no-such-figure}}': names no row of facts.csv",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(INVENTED, tmp_path / "package"))


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Writes another text in place of one, and gives the line on which it stands."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), "utf-8")
    return text.partition(old)[0].count("\n") + 1


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in check(folder, quick=True).faults]


def notes(folder: Path) -> list[str]:
    """Those that the package had not before."""
    told = [str(note) for note in check(folder, quick=True).notes]
    return [note for note in told if note not in usual()]


@cache
def usual() -> list[str]:
    return [str(note) for note in check(INVENTED, quick=True).notes]


# Declarations -------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, str, str, str]] = {
    "unknown key": (
        NEAR,
        'heads = { county = { zh = "{when}" } }',
        'head = { county = { zh = "{when}" } }',
        "key exhibit.head: the key is unknown; the nearest is heads",
    ),
    "unknown key of a part": (
        NEAR,
        '{ fact = "income-urban-2024", short',
        '{ fact = "income-urban-2024", shorts',
        "key exhibit.items.shorts: the key is unknown; the nearest is short",
    ),
    "unknown kind": (
        NEAR,
        'kind = "counts"',
        'kind = "count"',
        "key exhibit.kind, value 'count': is no kind of exhibit; the nearest is counts",
    ),
    "key that is needed": (
        NEAR,
        'by = "tier"\n',
        "",
        "key exhibit.by: the key is missing",
    ),
    "value of another type": (
        NEAR,
        'sort = ["tier"]',
        'sort = "tier"',
        'key exhibit.sort, value \'tier\': should be a list such as ["a", "b"]',
    ),
    "value that is not allowed": (
        NEAR,
        'split = "prefecture"',
        'split = "county"',
        "key exhibit.split, value 'county': is not allowed; allowed: '', 'province', 'prefecture' or 'partner'",
    ),
    "words without a table": (
        NEAR,
        'name = { zh = "重点县表" }',
        'name = "重点县表"',
        "key exhibit.name, value '重点县表': should be a table with keys such as zh, en",
    ),
    "rule of a kind": (
        FAR,
        'pairings = "far_counties"',
        'pairings = "far_counties"\nregister = "far_counties"',
        "key exhibit: register or pairings says what is listed, one of them",
    ),
    "key of another exhibit": (
        FAR,
        'key = "far-table"',
        'key = "far-pairs"',
        "key exhibit.key, value 'far-pairs': is taken by story/far.toml:77; the site may have but one",
    ),
    "reserved path": (
        FAR,
        'path = "/far"',
        'path = "/export"',
        "key path, value '/export': /export is an address of the dashboard's own",
    ),
    "name of a filter that addresses need": (
        FAR,
        'name = "city"',
        'name = "show"',
        "key filter.name, value 'show': has another meaning in addresses; take another name",
    ),
    "two filters of one name": (
        FAR,
        'name = "city"',
        'name = "need"',
        "key filter.name, value 'need': filter need is declared 2 times",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_a_declaration_is_refused_by_its_line(
    folder: Path, file: str, old: str, new: str, sentence: str
) -> None:
    line = change(folder, file, old, new)
    (told,) = (one for one in faults(folder) if sentence in one)
    assert re.sub(r" line \d+", "", told) == f"{file}, {sentence}"
    # Of what is missing, and of a rule, the line is that on which the exhibit begins.
    assert abs(line_of(told) - line) < 6


def line_of(told: str) -> int:
    return int(told.partition(" line ")[2].partition(",")[0])


def test_a_path_may_stand_once(folder: Path) -> None:
    change(folder, FAR, 'path = "/far"', 'path = "/near"')
    assert faults(folder) == [
        f"{NEAR} line 3, key path, value '/near': is taken by {FAR}:3; the site may have but one"
    ]


def test_an_exhibit_has_a_kind(folder: Path) -> None:
    line = change(folder, NEAR, 'kind = "counts"                      # 数名册：每一类有几个\n', "")
    (fault,) = faults(folder)
    assert fault.startswith(f"{NEAR} line {line - 2}, key exhibit: has no kind; known: figures, ")


def test_the_page_of_sources_is_the_dashboards_own(folder: Path) -> None:
    (folder / NEAR).rename(folder / "story" / "sources.toml")
    assert faults(folder)[0].startswith("story/sources.toml: the page sources is the dashboard's own")


def test_a_page_that_is_no_toml_is_told_by_its_line(folder: Path) -> None:
    line = change(folder, NEAR, 'sort = ["tier"]', 'sort = ["tier"')
    (fault,) = faults(folder)
    assert fault.startswith(f"{NEAR} line {line + 1}: is not TOML: ")


def test_a_start_refuses_a_declaration(folder: Path) -> None:
    change(folder, NEAR, 'kind = "counts"', 'kind = "count"')
    with pytest.raises(PackageError, match="is no kind of exhibit"):
        create_app(Settings(data=folder))


def selections(of: type[Selection[Any]]) -> Iterator[type[Selection[Any]]]:
    """What a kind may have selected: a class, and those made from it."""
    yield of
    for one in of.__subclasses__():
        yield from selections(one)


def test_a_start_draws_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in selections(Selection):
        monkeypatch.setattr(one, "draw", fails)
        monkeypatch.setattr(one, "table", fails)
    create_app(Settings(data=folder))


# Names --------------------------------------------------------------------------------------------------------

NAMED: dict[str, tuple[str, str, str, str]] = {
    "fact": (
        NEAR,
        'facts = ["dry-2021"',
        'facts = ["dry-2022"',
        "key exhibit.facts, value 'dry-2022': names no row of facts.csv; the nearest is dry-2024",
    ),
    "fact of an item": (
        NEAR,
        '{ fact = "income-urban-2024"',
        '{ fact = "income-urbane-2024"',
        "key exhibit.items.fact, value 'income-urbane-2024': "
        "names no row of facts.csv; the nearest is income-urban-2024",
    ),
    "indicator": (
        NEAR,
        'parts = [{ indicators = ["urban-income"]',
        'parts = [{ indicators = ["urban-incomes"]',
        "key exhibit.lines.parts.indicators, value 'urban-incomes': "
        "names no row of indicators.csv; the nearest is urban-income",
    ),
    "computed figure": (
        NEAR,
        '"dry-change-percent"]',
        '"dry-change-per-cent"]',
        "key exhibit.change, value 'dry-change-per-cent': "
        "names no row of computed.csv; the nearest is dry-change-percent",
    ),
    "check": (
        FAR,
        'against = "far-rows"',
        'against = "far-row"',
        "key exhibit.against, value 'far-row': names no row of checks.csv; the nearest is far-rows",
    ),
    "area": (
        NEAR,
        'area = "home"\nlines',
        'area = "999999"\nlines',
        "key exhibit.area, value '999999': names no row of areas.csv",
    ),
    "register": (
        FAR,
        'pairings = "far_counties"',
        'pairings = "far_county"',
        "key exhibit.pairings, value 'far_county': "
        "names no register of site.toml; the nearest is far_counties",
    ),
    "column": (
        NEAR,
        'by = "tier"',
        'by = "tiers"',
        "key exhibit.by, value 'tiers': names a column that no row has; the nearest is tier",
    ),
    "column of a table": (
        NEAR,
        '"tier", "since_year"',
        '"tier", "since_years"',
        "key exhibit.columns, value 'since_years': names a column that no row has; the nearest is since_year",
    ),
    "topic": (
        NEAR,
        'topic = ["tea", "income"]',
        'topic = ["tee", "income"]',
        "key exhibit.topic, value 'tee': names no topic of site.toml; the nearest is tea",
    ),
    "what a filter asks": (
        FAR,
        'on = "reached_year"',
        'on = "reached_years"',
        "key filter.on, value 'reached_years': names a column that no row has; the nearest is reached_year",
    ),
    "register of a page": (
        NEAR,
        'counts = "key_counties"',
        'counts = "key_county"',
        "key counts, value 'key_county': names no register of site.toml; the nearest is key_counties",
    ),
    "figure in a sentence": (
        NEAR,
        "缺水农户从{fact:dry-2021}减到",
        "缺水农户从{fact:dry-2020}减到",
        "key title, value '{fact:dry-2020}': names no row of facts.csv; the nearest is dry-2024",
    ),
    "computed figure in a sentence": (
        NEAR,
        "近四分之三：{computed:dry-change-percent}",
        "近四分之三：{computed:dry-percent}",
        "key exhibit.finding, value '{computed:dry-percent}': is mentioned, but there is no dry-percent",
    ),
    "count in a sentence": (
        FAR,
        "{count:far need=unknown}",
        "{count:far needs=unknown}",
        "key exhibit.note, value '{count:far needs=unknown}': "
        "is mentioned, but far:needs=unknown names needs, which is no criterion of far",
    ),
    "placeholder": (
        NEAR,
        "{scope}：{n}个数",
        "{scoop}：{n}个数",
        "key exhibit.finding_filtered, value '{scoop}': "
        "stands for nothing, so that the sentence is never told; the nearest is scope",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "sentence"), NAMED.values(), ids=NAMED.keys())
def test_what_no_row_has_is_noted(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    line = change(folder, file, old, new)
    report = check(folder, quick=True)
    told = [str(note) for note in report.notes if sentence in str(note)]
    assert [re.sub(r" line \d+", "", one) for one in told] == [f"{file}, {sentence}"]
    assert abs(line_of(told[0]) - line) < 4
    assert report.faults == []
    assert main(["check", str(folder), "--quick", "--strict"]) == 1


def test_a_page_that_nobody_tells_is_noted(folder: Path) -> None:
    change(folder, "site.toml", '"sources", "near"', '"sources", "nears"')
    assert "site.toml, key pages, value 'nears': names no page of story; the nearest is near" in notes(folder)


# Texts --------------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of our own package, which is told in two languages."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def told_of_texts(folder: Path) -> list[str]:
    return [str(note) for note in check(folder, quick=True).notes if note.reason.key == "text.missing"]


def test_a_text_missing_in_a_language_is_noted(own: Path) -> None:
    assert told_of_texts(own) == []
    exhibit = change(own, "story/in-province.toml", ', en = "Incomes in 2018" }', " }")
    change(own, "site.toml", 'name = { zh = "收入", en = "Income" }', 'name = { zh = "收入" }')
    note = ',"We infer that the end of 2018 means assessment year 2018; '
    at = re.search(re.escape(note) + '[^"]*"', (own / "facts.csv").read_text("utf-8"))
    assert at
    fact = change(own, "facts.csv", at[0], ",")
    told = told_of_texts(own)
    sentence = "is told in the other language only"
    assert (
        f"story/in-province.toml line {exhibit}, key exhibit.name.en, value '2018年收入': {sentence}" in told
    )
    assert f"site.toml, key topic.name.en, value '收入': {sentence}" in told
    assert any(
        one.startswith(f"facts.csv line {fact}, column note_en, value '我们推断“2018年底”") for one in told
    )
    assert len(told) == 3


def test_words_that_fall_back_on_others_are_not_missed(own: Path) -> None:
    """`counted` and `legend` of a value read as its name does in the language that they leave out."""
    assert ", counted = { en = " in (own / "site.toml").read_text("utf-8")
    assert told_of_texts(own) == []


def test_a_language_that_is_not_offered_is_not_missed() -> None:
    assert told_of_texts(INVENTED) == []


# Drawn --------------------------------------------------------------------------------------------------------


class BrokenKindError(Exception):
    """What no kind raises."""


def fails(*_arguments: Any) -> Any:
    raise BrokenKindError("nobody thought of this")


def break_part(patch: pytest.MonkeyPatch, owner: type, part: str, when: Callable[..., bool]) -> None:
    """Makes a part of a kind fail for some arguments."""
    sound: Callable[..., Any] = getattr(owner, part)
    patch.setattr(owner, part, lambda *given: fails() if when(*given) else sound(*given))


def draw_only(patch: pytest.MonkeyPatch, renderers: Mapping[str, Any], forms: Sequence[Any] = ()) -> None:
    """What the others make is seen where nothing fails."""
    patch.setattr(drawn, "RENDERERS", renderers)
    patch.setattr(drawn, "FORMATS", forms)


def test_a_sound_package_is_drawn(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: Counter[str] = Counter()

    def counted(name: str, make: Callable[..., object], *given: Any) -> object:
        made[name] += 1
        return make(*given)

    for name, make in RENDERERS.items():
        monkeypatch.setitem(RENDERERS, name, partial(counted, name, make))
    monkeypatch.setattr(drawn, "MOST_PROCESSES", 1)
    assert main(["check", str(folder)]) == 0
    # Of no renderer all drawings of an exhibit failed at once, so that each was made alone.
    assert len(set(made.values())) == 1
    *_, cost, sound = capsys.readouterr().out.splitlines()
    assert re.match(
        r"Drawn: \d+ exhibits under choices, \d+ of them distinct; seconds of a processor: ", cost
    )
    assert sound.startswith("The data package is sound")
    for renderer in ("marks", *RENDERERS, "deck.pptx", "data.xlsx", "snapshot.html", "whole page", "proofs"):
        assert re.search(rf"\b{renderer} \d+\.\d", cost), renderer


def test_a_drawing_that_fails_is_told_by_page_exhibit_and_choice(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for owner in (ByValue, ByYear):
        break_part(monkeypatch, owner, "draw", lambda selection, _lang: len(selection.rows) == 3)
    draw_only(monkeypatch, {})
    assert main(["check", str(folder)]) == 1
    told = [one for one in capsys.readouterr().out.splitlines() if "BrokenKindError" in one]
    exhibits = [one for one in told if "cannot be made as a chart" in one]
    assert len(exhibits) >= 1
    for one in exhibits:
        assert re.match(
            r"story/(near|far)\.toml line \d+, key (tiers|far-years), value '/(near|far)\?\w+=", one
        )
        assert "BrokenKindError: nobody thought of this (test_check.py:" in one
    assert main(["check", str(folder), "--quick"]) == 0


def test_a_selection_that_fails_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_part(monkeypatch, Cells, "select", lambda *_given: True)
    (told,) = faults(folder)
    assert re.fullmatch(
        rf"{FAR} line \d+, key far-cells, value '/far': cannot be made as a chart: "
        r"BrokenKindError: nobody thought of this \(test_check\.py:\d+\)",
        told,
    )


def test_a_renderer_that_fails_is_told_with_the_choice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slides(site: Any, view: Any, context: Any) -> None:
        del site, context
        if any(item.exhibit.key == "far-cells" and item.choices for item in view.items):
            fails()

    draw_only(monkeypatch, {"slides": slides})
    report = check(folder)
    (fault,) = report.faults
    assert re.fullmatch(
        rf"{FAR} line \d+, key far-cells, value '/far\?province=': cannot be made as slides \(\d+ choices are "
        r"like it\): BrokenKindError: nobody thought of this \(test_check\.py:\d+\)",
        str(fault),
    )
    assert "网页幻灯片做不出来" in fault.said("zh")


def test_a_file_that_fails_is_told_by_its_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = [replace(form, make=fails) for form in FORMATS if form.name == "data.xlsx"]
    draw_only(monkeypatch, {}, forms)
    told = [str(fault) for fault in check(folder).faults]
    assert len(told) == 1
    assert "value '/export/data.xlsx': cannot be made as a file (" in told[0]
    assert "BrokenKindError: nobody thought of this" in told[0]


def test_every_single_choice_is_drawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each value of each filter alone, and more of years; in each language."""
    draw_only(monkeypatch, {})
    report = check(folder)
    assert report.drawn
    pages = exhibiting(create_app(Settings(data=folder)).site)
    asked = [(len(page.exhibits), len(list(single_choices(page)))) for page in pages]
    assert report.drawn.drawings == sum(exhibits * choices for exhibits, choices in asked)
    assert 0 < report.drawn.distinct < report.drawn.drawings


def test_a_quick_check_makes_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in RENDERERS:
        monkeypatch.setitem(RENDERERS, name, fails)
    assert check(folder, quick=True).faults == []


def test_an_exhibit_that_is_empty_with_nothing_chosen_is_noted(folder: Path) -> None:
    line = change(folder, NEAR, 'facts = ["roads-2022-2024"]', 'facts = ["no-such-road"]')
    empty = [one for one in notes(folder) if "shows nothing" in one]
    assert empty == [f"{NEAR} line {line - 5}, key roads: shows nothing, though nothing is chosen"]
    assert any("shows nothing" in str(one) for one in check(folder, quick=True, strict=True).faults)


def test_facts_that_no_exhibit_shows_are_counted(folder: Path) -> None:
    assert notes(folder) == []
    change(folder, NEAR, 'facts = ["tea-growth"]', 'facts = ["clinics-wangjin"]')
    assert notes(folder) == [
        f"{NEAR}: facts shown by no exhibit stand under further figures; there are 2: clinics-qingbu, clinics-shidu"
    ]


def test_strict_leaves_other_notes_as_they_are(folder: Path) -> None:
    report = check(folder, quick=True, strict=True)
    assert [str(fault) for fault in report.faults] == MISSING
    assert {note.reason.key for note in report.notes} == {"descriptor.none", "drawn.further"}


def test_our_own_package_is_sound_by_the_strict_check() -> None:
    assert check(ROOT / "data", quick=True, strict=True).faults == []


# Processes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("processes", [1, 2])
def test_work_is_spread(processes: int) -> None:
    tasks = [partial(pow, number, 2) for number in range(20)]
    assert list(spread(tasks, processes)) == [number**2 for number in range(20)]


def test_a_process_that_ends_too_early_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        list(spread([partial(os._exit, 3)], 2))
