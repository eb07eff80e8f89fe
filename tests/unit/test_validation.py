"""Every kind of fault in a data package is told in one plain sentence with its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.package import reading
from dashboard.package.remarks import MOST_COMPARED, Fault, because, nearest
from dashboard.package.validation import read_package
from tests.unit.tiny import FACTS, TABLES, TinyPackage


def sentences(folder: Path) -> list[str]:
    return [str(fault) for fault in read_package(folder).faults]


def test_a_sound_package_has_no_fault(tiny: TinyPackage) -> None:
    assert sentences(tiny.folder) == []


def test_a_fault_reads_as_a_sentence() -> None:
    order = because("rule.period-order", start="2012-01-01")
    fault = Fault("facts.csv", order, 12, "period_end", "2011-01-01")
    assert (
        str(fault)
        == "facts.csv line 12, column period_end, value '2011-01-01': lies before period_start 2012-01-01"
    )
    assert fault.said("zh") == "facts.csv 第12行，period_end 列，值“2011-01-01”：早于 period_start 2012-01-01"
    missing = because("file.missing")
    assert str(Fault("facts.csv", missing)) == "facts.csv: the file is missing"
    assert len(str(Fault("facts.csv", missing, 1, "note_zh", "字" * 1000))) < 130
    broken = str(Fault("a.csv", missing, 1, "unit", "个\n"))
    assert broken == "a.csv line 1, column unit, value '个\\n': the file is missing"


@pytest.mark.parametrize(("beyond", "told"), [(-1, True), (0, True), (1, False), (2, False)])
def test_the_nearest_name_is_looked_for_among_so_many_and_no_more(beyond: int, told: bool) -> None:
    known = ["value", *(str(number) for number in range(MOST_COMPARED + beyond - 1))]
    assert nearest("valeu", known) == (because("nearest", name="value") if told else "")


Cell = tuple[str, int, dict[str, str], str]
CELLS: dict[str, Cell] = {
    "period turned round": (
        "facts",
        3,
        {"period_end": "2011-01-01"},
        "facts.csv line 5, column period_end, value '2011-01-01': lies before period_start 2015-01-01",
    ),
    "period of another kind": (
        "facts",
        3,
        {"period_kind": "at"},
        "facts.csv line 5, column period_kind, value 'at': "
        "does not fit period_start 2015-01-01 and period_end 2015-12-31",
    ),
    "not a number": (
        "facts",
        0,
        {"value": "many"},
        "facts.csv line 2, column value, value 'many': is not a plain decimal number",
    ),
    "number in another notation": (
        "facts",
        0,
        {"value": "1.2e1"},
        "facts.csv line 2, column value, value '1.2e1': is not a plain decimal number",
    ),
    "value missing": (
        "facts",
        0,
        {"value": ""},
        "facts.csv line 2, column value, value '': value is empty if, and only if, the qualifier is qualitative",
    ),
    "unit missing": (
        "facts",
        0,
        {"unit": ""},
        "facts.csv line 2, column value, value '12': a value needs a unit",
    ),
    "value not the one printed": (
        "facts",
        0,
        {"value": "21"},
        "facts.csv line 2, column value, value '21': is not the number printed, '12个'",
    ),
    "value not the one printed elsewhere": (
        "facts",
        4,
        {"value": "1.6"},
        "facts.csv line 6, column value, value '1.6': is not the number printed, '1.5万人'",
    ),
    "date in another notation": (
        "facts",
        3,
        {"period_end": "31.12.2015"},
        "facts.csv line 5, column period_end, value '31.12.2015': is not a date written YYYY-MM-DD",
    ),
    "seconds for a date": (
        "facts",
        3,
        {"period_end": "86400"},
        "facts.csv line 5, column period_end, value '86400': is not a date written YYYY-MM-DD",
    ),
    "day that does not exist": (
        "facts",
        3,
        {"period_end": "2015-02-30"},
        "facts.csv line 5, column period_end, value '2015-02-30': is not a day of the calendar",
    ),
    "not a whole number": (
        "cases",
        0,
        {"paragraph": "one"},
        "cases.csv line 2, column paragraph, value 'one': is not a whole number of at most 9 digits",
    ),
    "empty cell": (
        "cases",
        0,
        {"paragraph": ""},
        "cases.csv line 2, column paragraph, value '': must not be empty",
    ),
    "empty text": (
        "areas",
        0,
        {"name_zh": ""},
        "areas.csv line 2, column name_zh, value '': must not be empty",
    ),
    "word that is not allowed": (
        "sources",
        0,
        {"grade": "E"},
        "sources.csv line 2, column grade, value 'E': is not allowed; allowed: 'A', 'B', 'C' or 'D'",
    ),
    "malformed id": (
        "facts",
        0,
        {"fact_id": "Helped Counties"},
        "facts.csv line 2, column fact_id, value 'Helped Counties': "
        "must be lowercase letters and digits joined by single hyphens",
    ),
    "malformed sha256": (
        "sources",
        1,
        {"sha256": "beef"},
        "sources.csv line 3, column sha256, value 'beef': must be empty or the 64 hexadecimal digits of a sha256",
    ),
    "malformed part of a list": (
        "registers/paired_counties",
        0,
        {"county_class_sources": "report;The Paper"},
        "registers/paired_counties.csv line 2, column county_class_sources, value 'The Paper': "
        "must be lowercase letters and digits joined by single hyphens",
    ),
    "unknown foreign key": (
        "facts",
        0,
        {"indicator_id": "wealth"},
        "facts.csv line 2, column indicator_id, value 'wealth': names no row of indicators.csv",
    ),
    "unknown foreign key in a list": (
        "cases",
        0,
        {"helper_ids": "110101;119999"},
        "cases.csv line 2, column helper_ids, value '119999': names no row of areas.csv",
    ),
    "row that refers to itself": (
        "areas",
        1,
        {"parent_id": "110000"},
        "areas.csv line 3, column parent_id, value '110000': names its own row",
    ),
    "circle of areas": (
        "areas",
        2,
        {"parent_id": "110102", "level": "group"},
        "areas.csv line 4, column parent_id, value '110102': closes a circle of areas that lie in each other",
    ),
    "level above its own": (
        "areas",
        5,
        {"parent_id": "110100"},
        "areas.csv line 7, column parent_id, value '110100': is a city; a province cannot lie in it",
    ),
    "topic that is not declared": (
        "indicators",
        0,
        {"topic": "populations"},
        "indicators.csv line 2, column topic, value 'populations': "
        "names no topic of site.toml; the nearest is population",
    ),
    "side that is not declared": (
        "cases",
        0,
        {"side": "abroad"},
        "cases.csv line 2, column side, value 'abroad': names no side of site.toml",
    ),
    "theme that is not declared": (
        "cases",
        0,
        {"theme": "fishing"},
        "cases.csv line 2, column theme, value 'fishing': names no theme of site.toml",
    ),
    "class that is not declared": (
        "registers/paired_counties",
        0,
        {"county_class": "rich"},
        "registers/paired_counties.csv line 2, column county_class, value 'rich': "
        "is not allowed; allowed: '', 'national', 'none' or 'unknown'",
    ),
    "year of another form": (
        "registers/paired_counties",
        0,
        {"delisted_year": "2018/19"},
        "registers/paired_counties.csv line 2, column delisted_year, value '2018/19': "
        "must be empty, a year of four digits, or <= and a year",
    ),
    "found without evidence": (
        "registers/paired_counties",
        0,
        {"deep_poverty_evidence": "unknown"},
        "registers/paired_counties.csv line 2, column deep_poverty_evidence, value 'unknown': "
        "deep_poverty_evidence does not fit deep_poverty; it should be stated or inferred",
    ),
    "evidence for nothing found": (
        "registers/paired_counties",
        1,
        {"deep_poverty_evidence": "stated"},
        "registers/paired_counties.csv line 3, column deep_poverty_evidence, value 'stated': "
        "deep_poverty_evidence does not fit deep_poverty; it should be empty, unknown or not_applicable",
    ),
    "column that has no meaning for a class": (
        "registers/paired_counties",
        1,
        {"delisted_year": "2018", "delisted_year_evidence": "stated"},
        "registers/paired_counties.csv line 3, column delisted_year, value '2018': "
        "delisted_year has no meaning where county_class is 'none'; leave it empty",
    ),
    "member at home": (
        "registers/paired_counties",
        0,
        {"area_id": "110102"},
        "registers/paired_counties.csv line 2, column area_id, value '110102': "
        "lies in 110000, the home, and cannot be one of its receivers",
    ),
    "source of a register": (
        "registers/paired_counties",
        0,
        {"member_sources": "gazette"},
        "registers/paired_counties.csv line 2, column member_sources, value 'gazette': "
        "names no row of sources.csv",
    ),
    "a repost as the publisher's own page": (
        "sources",
        1,
        {"kind": "repost", "grade": "A"},
        "sources.csv line 3, column grade, value 'A': a source of kind repost has the grade B / C",
    ),
    "a mirror that is linked as if it were a repost": (
        "sources",
        1,
        {"kind": "mirror", "grade": "B"},
        "sources.csv line 3, column grade, value 'B': a source of kind mirror has the grade C",
    ),
    "partner county outside the partner city": (
        "pairings",
        1,
        {"partner": "120102"},
        "pairings.csv line 3, column partner, value '120102': "
        "does not lie in the partner city of 120101, 110100",
    ),
    "partner of another level": (
        "pairings",
        1,
        {"level": "city"},
        "pairings.csv line 3, column level, value 'city': is not the level of 110101, which is county",
    ),
    "partner of itself": (
        "pairings",
        0,
        {"partner": "120101"},
        "pairings.csv line 2, column partner, value '120101': partner is the receiver itself",
    ),
    "wrong number of inputs": (
        "computed",
        0,
        {"operation": "difference", "inputs": "people"},
        "computed.csv line 2, column inputs, value 'people': inputs of a difference are two figures, not 1",
    ),
    "count of nothing": (
        "computed",
        0,
        {"operation": "count", "inputs": "people"},
        "computed.csv line 2, column inputs, value 'people': "
        "inputs of a count are one count of a register, such as counties:class=national",
    ),
    "figure computed from itself": (
        "computed",
        0,
        {"inputs": "people;counties-together"},
        "computed.csv line 2, column inputs, value 'counties-together': the figure is computed from itself",
    ),
    "computed figure with the id of a fact": (
        "computed",
        0,
        {"computed_id": "people"},
        "computed.csv line 2, column computed_id, value 'people': is the id of a fact already",
    ),
    "malformed figure": (
        "checks",
        0,
        {"right": "Helped Counties"},
        "checks.csv line 2, column right, value 'Helped Counties': "
        "must be the id of a fact or computed figure, or a count such as counties:class=national",
    ),
    "duplicate key": (
        "areas",
        2,
        {"area_id": "110000"},
        "areas.csv line 4, column area_id, value '110000': is the key of line 3 already",
    ),
    "duplicate key of several columns": (
        "exclusions",
        1,
        {"paragraph": "1", "start": "18", "end": "20"},
        "exclusions.csv line 3, column source_id, paragraph, start, value 'report;1;18': is the key of line 2 already",
    ),
    "repetition of another indicator": (
        "facts",
        4,
        {"same_as": "helped-counties"},
        "facts.csv line 6, column same_as, value 'helped-counties': "
        "is a fact of helped, this row is a fact of people",
    ),
    "half a locator": (
        "facts",
        0,
        {"paragraph": ""},
        "facts.csv line 2, column paragraph, value '': paragraph, start and end are given together or not at all",
    ),
    "locator as long as it should not be": (
        "facts",
        0,
        {"end": "10"},
        "facts.csv line 2, column end, value '10': end - start is 4, printed has 3 characters",
    ),
    "exclusion longer than what is printed": (
        "exclusions",
        1,
        {"end": "18"},
        "exclusions.csv line 3, column printed, value '双赢': has 2 characters, end - start is 4",
    ),
    "paragraph nought": (
        "exclusions",
        0,
        {"paragraph": "0"},
        "exclusions.csv line 2, column paragraph, value '0': paragraphs are counted from 1",
    ),
    "end at the start": (
        "cases",
        0,
        {"end": "11"},
        "cases.csv line 2, column end, value '11': does not lie after start 11",
    ),
    "negative start": (
        "cases",
        0,
        {"start": "-1"},
        "cases.csv line 2, column start, value '-1': characters are counted from 0",
    ),
    "locator in a source without text": (
        "facts",
        0,
        {"source_id": "paper"},
        "facts.csv line 2, column source_id, value 'paper': "
        "a place in the text is given, but the source has no sha256 to know its text by",
    ),
    "exclusion in a source without text": (
        "exclusions",
        0,
        {"source_id": "paper"},
        "exclusions.csv line 2, column source_id, value 'paper': "
        "a place in the text is given, but the source has no sha256 to know its text by",
    ),
}


@pytest.mark.parametrize(("name", "row", "cells", "sentence"), CELLS.values(), ids=CELLS.keys())
def test_a_forged_cell(tiny: TinyPackage, name: str, row: int, cells: dict[str, str], sentence: str) -> None:
    tiny.change(name, row, **cells)
    assert sentence in sentences(tiny.folder)


BYTES = {
    "too few cells": (
        "sources.csv",
        b"report,",
        b"",
        "sources.csv line 2: the row has 14 cells, the header has 15",
    ),
    "too many cells": (
        "sources.csv",
        b"report,",
        b"report,,",
        "sources.csv line 2: the row has 16 cells, the header has 15; "
        "a cell with a comma in it needs quotation marks",
    ),
    "column missing": (
        "sources.csv",
        b"grade",
        b"mark",
        "sources.csv line 1, column grade: the column is missing",
    ),
    "column unknown": (
        "sources.csv",
        b"grade",
        b"mark",
        "sources.csv line 1, column mark: the column is unknown",
    ),
    "column twice": (
        "sources.csv",
        b"kind,grade",
        b"kind,kind",
        "sources.csv line 1, column kind: the column stands 2 times in the header",
    ),
    "not UTF-8": (
        "sources.csv",
        "甲".encode(),
        "甲".encode("gb18030"),
        "sources.csv line 2: is not UTF-8: byte 0xbc at byte offset 139",
    ),
    "NUL byte": (
        "sources.csv",
        b"report",
        b"re\0rt",
        "sources.csv line 2: holds a NUL byte at byte offset 134; the file must be UTF-8 text",
    ),
    "byte order mark inside": (
        "sources.csv",
        b"report",
        b"\xef\xbb\xbfreport",
        "sources.csv line 2: holds a byte order mark at byte offset 132; it may only stand at the start of the file",
    ),
    "open quotation mark": (
        "sources.csv",
        b"paper,",
        b'"paper,',
        "sources.csv line 3: the record cannot be read (unexpected end of data); "
        "is a quotation mark open or not doubled?",
    ),
    "descriptor that is not JSON": (
        "datapackage.json",
        b"{",
        b"",
        "datapackage.json line 2: is not JSON: Extra data",
    ),
    "descriptor that names a missing file": (
        "datapackage.json",
        b'"path": "facts.csv"',
        b'"path": "figures.csv"',
        "datapackage.json, column path, value 'figures.csv': the resource has no file",
    ),
    "descriptor that leaves a file out": (
        "datapackage.json",
        b'"path": "facts.csv"',
        b'"path": "cases.csv"',
        "datapackage.json, column path, value 'facts.csv': the file is not among the resources",
    ),
    "descriptor with an endless number": (
        "datapackage.json",
        b'"tabular-data-package"',
        b"9" * 5000,
        "datapackage.json: cannot be read: Exceeds the limit (4300 digits) for integer string conversion: "
        "value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit",
    ),
    "descriptor without resources": (
        "datapackage.json",
        b'"resources"',
        b'"things"',
        "datapackage.json, column resources: there is no list of resources",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "sentence"), BYTES.values(), ids=BYTES.keys())
def test_a_forged_file(tiny: TinyPackage, name: str, old: bytes, new: bytes, sentence: str) -> None:
    tiny.replace(name, old, new)
    assert sentence in sentences(tiny.folder)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _utf16(path: Path) -> None:
    path.write_text(path.read_text("utf-8"), "utf-16")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _blank(path: Path) -> None:
    path.write_bytes(b"\n\n")


DECLARED = {
    "key that is unknown": (
        "short =",
        "shot =",
        "site.toml line 3, key shot: the key is unknown; the nearest is short",
    ),
    "key that is missing": ('home = "110000"\n', "", "site.toml line 1, key home: the key is missing"),
    "not TOML": (
        "[[side]]",
        "[[side]",
        "site.toml line 7: is not TOML: Expected ']]' at the end of an array declaration",
    ),
    "another format": (
        "format = 2",
        "format = 1",
        "site.toml line 1, key format, value '1': is not allowed; allowed: 2",
    ),
    "type that there is not": (
        'type = "year"',
        'type = "jahr"',
        "site.toml line 56, key register.column.type, value 'jahr': is not allowed; "
        "allowed: 'class', 'year', 'flag', 'area', 'areas', 'date' or 'text'",
    ),
    "value of a class": (
        '{ key = "none", name',
        '{ kee = "none", name',
        "site.toml line 39, key register.column.values.kee: the key is unknown; the nearest is key",
    ),
    "column that another names": (
        'sources_of = "county_class"',
        'sources_of = "class"',
        "site.toml line 23, key register: column delisted_year names class, which is no other column",
    ),
    "two of one key": (
        'key = "east-west"',
        'key = "in-province"',
        "site.toml line 1: side in-province is declared 2 times",
    ),
    "two criteria of one name": (
        'ref = "deep"',
        'ref = "city"',
        "site.toml line 23, key register: criterion city is declared 2 times",
    ),
    "column with the name of another": (
        'key = "deep_poverty"',
        'key = "grade"',
        "site.toml line 23, key register: column grade has the name of a column that every register has",
    ),
    "home that is no area": (
        'home = "110000"',
        'home = "990000"',
        "site.toml, key home, value '990000': names no row of areas.csv",
    ),
    "home that is a county": (
        'home = "110000"',
        'home = "110101"',
        "site.toml, key home, value '110101': is a county; a home is a province or a city",
    ),
    "no text at all": (
        'name = { zh = "省内", en = "At home" }',
        'name = { zh = "" }',
        "site.toml line 9, key side.name: needs a text in one language at least",
    ),
    "unseen character": (
        "甲省帮扶",
        "甲省\u202e帮扶",
        "site.toml line 2: holds the unseen character U+202E; take it out",
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), DECLARED.values(), ids=DECLARED.keys())
def test_a_forged_declaration(tiny: TinyPackage, old: str, new: str, sentence: str) -> None:
    tiny.replace("site.toml", old.encode(), new.encode())
    assert sentence in sentences(tiny.folder)


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "missing": (Path.unlink, "the file is missing"),
    "empty": (_empty, "the file is empty"),
    "a folder": (_folder, "is not a file"),
}


@pytest.mark.parametrize("name", ["facts.csv", "datapackage.json", "site.toml", "cases.csv"])
@pytest.mark.parametrize(("spoil", "reason"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read(
    tiny: TinyPackage, name: str, spoil: Callable[[Path], None], reason: str
) -> None:
    spoil(tiny.folder / name)
    expected = f"{name}: {reason}"
    if spoil is Path.unlink and name != "facts.csv":
        assert expected not in sentences(tiny.folder), "it may be absent"
    else:
        assert expected in sentences(tiny.folder)


def test_a_file_in_utf_16(tiny: TinyPackage) -> None:
    _utf16(tiny.folder / "cases.csv")
    assert "cases.csv line 1: the file is UTF-16; it must be saved as UTF-8" in sentences(tiny.folder)


def test_a_file_of_blank_lines(tiny: TinyPackage) -> None:
    _blank(tiny.folder / "exclusions.csv")
    assert "exclusions.csv line 1: the file has no header" in sentences(tiny.folder)


def test_a_file_that_is_too_large(tiny: TinyPackage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 500)
    assert "exclusions.csv: the file has" not in "".join(sentences(tiny.folder))
    assert any("facts.csv: the file has" in sentence for sentence in sentences(tiny.folder))


def test_a_descriptor_nested_too_deeply(tiny: TinyPackage) -> None:
    (tiny.folder / "datapackage.json").write_text("[" * 100_000, "utf-8")
    assert sentences(tiny.folder) == ["datapackage.json: is nested too deeply"]


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    assert sentences(tmp_path / "none") == [f"{tmp_path / 'none'}: there is no such directory"]
    (tmp_path / "file").touch()
    assert sentences(tmp_path / "file") == [f"{tmp_path / 'file'}: is not a directory"]


def test_all_faults_are_told_at_once(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, value="many", status="hoped", area_id="999999")
    tiny.change("sources", 0, grade="E")
    told = sentences(tiny.folder)
    assert len(told) == 4
    assert {one.split(", value")[0] for one in told} == {
        "sources.csv line 2, column grade",
        "facts.csv line 2, column value",
        "facts.csv line 2, column status",
        "facts.csv line 2, column area_id",
    }


def test_a_missing_file_is_not_blamed_on_those_that_refer_to_it(tiny: TinyPackage) -> None:
    (tiny.folder / "areas.csv").unlink()
    assert sentences(tiny.folder) == ["areas.csv: the file is missing"]


def test_lines_are_those_of_the_file(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, note_zh="一\n二\n三")
    tiny.replace("facts.csv", b"people,people,", b"people,wealth,")
    assert [fault.line for fault in read_package(tiny.folder).faults] == [7, 8]


def test_a_repetition_names_the_first_mention(tiny: TinyPackage) -> None:
    third = {**FACTS[4], "fact_id": "people-again", "same_as": "people-elsewhere"}
    tiny.rewrite("facts", [*FACTS, third])
    reason = "repeats people itself; name the first mention"
    assert sentences(tiny.folder) == [f"facts.csv line 7, column same_as, value 'people-elsewhere': {reason}"]


@pytest.mark.parametrize("printed", ["15,000 people", "1,5万人", "0.15 million", "some"])
def test_a_figure_without_a_place_may_be_printed_in_another_way(tiny: TinyPackage, printed: str) -> None:
    tiny.change("facts", 4, printed=printed)
    assert sentences(tiny.folder) == []


def test_a_byte_order_mark_at_the_start_and_other_line_ends_are_welcome(tiny: TinyPackage) -> None:
    path = tiny.folder / "facts.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert sentences(tiny.folder) == []


def test_the_order_of_columns_does_not_matter(tiny: TinyPackage) -> None:
    rows = [{key: row[key] for key in reversed(row)} for row in TABLES["indicators"]]
    header = ",".join([*rows[0], "basis"])
    lines = [header, *(",".join([*row.values(), ""]) for row in rows)]
    (tiny.folder / "indicators.csv").write_text("\n".join(lines), "utf-8")
    assert sentences(tiny.folder) == []


def test_the_version_is_that_of_all_files(tiny: TinyPackage, tmp_path: Path) -> None:
    first = read_package(tiny.folder).version
    copy = shutil.copytree(tiny.folder, tmp_path / "copy")
    (copy / "README.md").write_text("not data", "utf-8")
    assert read_package(copy).version == first
    assert len(first) == 12
    versions = {first}
    for name in ("story/page.toml", "boundaries/shapes/land.json"):
        (tiny.folder / name).parent.mkdir(parents=True)
        (tiny.folder / name).write_text("\n", "utf-8")
    files = sorted(path for path in tiny.folder.rglob("*") if path.is_file())
    for path in files:
        path.write_bytes(path.read_bytes() + b"\n")
        versions.add(read_package(tiny.folder).version)
    assert len(versions) == 1 + len(files) == 1 + len(TABLES) + 4
