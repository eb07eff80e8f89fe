"""What a program of tables does to a file is told once, with cause and cure, in the language of the office."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.catalogue import LANGS, catalogue
from dashboard.package.validation import read_package
from dashboard.settings import language
from tests.conftest import ROOT
from tests.unit.tiny import FACTS, TinyPackage, columns

Spoil = Callable[[Path], None]


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle))


def write(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle, delimiter=delimiter).writerows(rows)


def gbk(path: Path) -> None:
    write(path, rows_of(path), encoding="gb18030")


def semicolons(path: Path) -> None:
    write(path, rows_of(path), delimiter=";")


def tabs(path: Path) -> None:
    write(path, rows_of(path), delimiter="\t")


def utf16(path: Path) -> None:
    write(path, rows_of(path), delimiter="\t", encoding="utf-16")


def empty_rows(path: Path) -> None:
    head, *rows = rows_of(path)
    write(path, [head, *rows, *([[""] * len(head)] * 3)])


def empty_columns(path: Path) -> None:
    write(path, [[*row, "", ""] for row in rows_of(path)])


def slashed(path: Path) -> None:
    dates = re.compile(r"(\d{4})-0?(\d+)-0?(\d+)")
    write(path, [[dates.sub(r"\1/\2/\3", cell) for cell in row] for row in rows_of(path)])


def separators(path: Path) -> None:
    """The column of values as 1,500.00."""
    head, *rows = rows_of(path)
    at = head.index("value")
    write(path, [head, *([*row[:at], "1,500.00", *row[at + 1 :]] for row in rows)])


def spaces(path: Path) -> None:
    head, *rows = rows_of(path)
    at = head.index("area_id")
    write(path, [head, *([*row[:at], f"{row[at]}\u00a0", *row[at + 1 :]] for row in rows)])


SPOILT: dict[str, tuple[Spoil, list[str]]] = {
    "GBK": (
        gbk,
        [
            "facts.csv 第2行：文件是GBK编码，是Excel或WPS直接存成CSV的结果；请在Excel里另存为“CSV UTF-8（逗号分隔）”，"
            "在WPS里把编码改为UTF-8再保存"
        ],
    ),
    "semicolons": (semicolons, ["facts.csv 第1行：文件用分号分隔；请存成以英文逗号分隔的CSV"]),
    "tabs": (tabs, ["facts.csv 第1行：文件用制表符分隔；请存成以英文逗号分隔的CSV"]),
    "UTF-16": (
        utf16,
        ["facts.csv 第1行：文件是UTF-16编码，Excel的“Unicode 文本”就是这样；请另存为“CSV UTF-8（逗号分隔）”"],
    ),
    "empty rows": (empty_rows, ["facts.csv 第7行：空行，共3行；请在表格里删除空行后再保存"]),
    "empty columns": (
        empty_columns,
        ["facts.csv 第1行：表头有2列没有名称；空列请在表格里整列删除，有数据的列请写上名称，再保存"],
    ),
    "dates with slashes": (
        slashed,
        [
            "facts.csv 第5行，period_start 列，值“2015/1/1”：日期是Excel改写过的样子；"
            "请把日期列的单元格格式设为自定义 yyyy-mm-dd 再保存",
            "facts.csv 第5行，period_end 列，值“2015/12/31”：日期是Excel改写过的样子；"
            "请把日期列的单元格格式设为自定义 yyyy-mm-dd 再保存",
        ],
    ),
    "numbers with separators": (
        separators,
        [
            "facts.csv 第2行，value 列，值“1,500.00”：数字里有千位分隔符；"
            "请把单元格格式设为不带分隔符的数值再保存（这一列这样的格共5个）"
        ],
    ),
    "no-break spaces": (
        spaces,
        [
            "facts.csv 第2行，area_id 列，值“120000\\xa0”："
            "含有空格或不换行空格（U+00A0）；请删去（这一列这样的格共5个）"
        ],
    ),
}


@pytest.mark.parametrize(("spoil", "sentences"), SPOILT.values(), ids=SPOILT.keys())
def test_one_cause_is_told_once(tiny: TinyPackage, spoil: Spoil, sentences: list[str]) -> None:
    spoil(tiny.folder / "facts.csv")
    assert [fault.said("zh") for fault in read_package(tiny.folder).faults] == sentences


@pytest.mark.parametrize(("spoil", "sentences"), SPOILT.values(), ids=SPOILT.keys())
def test_the_command_speaks_both_languages(
    tiny: TinyPackage, spoil: Spoil, sentences: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(tiny.folder / "facts.csv")
    assert main(["check", str(tiny.folder), "--lang", "zh"]) == 1
    assert capsys.readouterr().out.splitlines() == [*sentences, f"{len(sentences)}处错误。"]
    assert main(["check", str(tiny.folder), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert not re.search("[\u4e00-\u9fff]", told)
    assert told.count("\n") == len(sentences) + 1


def test_bytes_that_are_no_gbk_are_told_by_their_place(tiny: TinyPackage) -> None:
    tiny.replace("facts.csv", "说明".encode(), b"\xff\xff")
    (fault,) = read_package(tiny.folder).faults
    assert fault.reason.key == "file.not-utf8"


def test_one_faulty_date_is_told_without_a_number(tiny: TinyPackage) -> None:
    tiny.change("facts", 3, period_end="2015/12/31")
    (fault,) = read_package(tiny.folder).faults
    assert str(fault).endswith("give the column the custom format yyyy-mm-dd and save again")


def test_a_row_that_cannot_be_read_makes_no_other_fault(tiny: TinyPackage) -> None:
    tiny.replace("sources.csv", b"report,", b"report,x,")
    assert [fault.reason.key for fault in read_package(tiny.folder).faults] == ["row.wide"]


def test_a_header_that_is_nearly_right_is_told_by_name(tiny: TinyPackage) -> None:
    tiny.replace("facts.csv", b"period_kind", b"period-kind")
    assert [str(fault) for fault in read_package(tiny.folder).faults] == [
        "facts.csv line 1, column period_kind: the column is missing",
        "facts.csv line 1, column period-kind: the column is unknown; the nearest is period_kind",
    ]


def test_an_empty_row_between_others_is_told(tiny: TinyPackage) -> None:
    tiny.rewrite("facts", [FACTS[0], dict.fromkeys(columns("facts"), ""), *FACTS[1:]])
    (fault,) = read_package(tiny.folder).faults
    assert (fault.line, fault.reason.key) == (3, "row.empty")


def test_an_empty_row_before_one_that_cannot_be_read_is_counted(tiny: TinyPackage) -> None:
    tiny.rewrite("facts", [FACTS[0], dict.fromkeys(columns("facts"), "")])
    with (tiny.folder / "facts.csv").open("a", encoding="utf-8") as handle:
        handle.write('"open')
    first, _ = read_package(tiny.folder).faults
    assert str(first).startswith("facts.csv line 3: is an empty row, one of 1;")


@pytest.mark.parametrize(
    ("value", "lang"),
    [("zh_CN.UTF-8", "zh"), ("zh_TW", "zh"), ("en_GB.UTF-8", "en"), ("C", "en"), ("", "en")],
)
def test_the_language_is_that_of_the_machine(value: str, lang: str) -> None:
    assert language({"LANG": value}) == lang
    assert language({}) == "en"


def test_every_reason_is_given_somewhere() -> None:
    """A sentence that no code names, whole or with a part put in, is of no use."""
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "dashboard").rglob("*.py"))
    parts = {re.sub(r"\{[^{}]*\}", "*", one) for one in re.findall(r'f?"([a-z0-9_.{}\'\- ]+)"', code)}
    keys = [key.removeprefix("check.") for key in catalogue() if key.startswith("check.")]
    assert [key for key in keys if key not in code and not any(_fits(key, part) for part in parts)] == []
    assert all(catalogue()[f"check.{key}"][lang] for key in keys for lang in LANGS)


def _fits(key: str, part: str) -> bool:
    return "*" in part and bool(re.fullmatch(re.escape(part).replace(r"\*", r"[a-z0-9\-]+"), key))
