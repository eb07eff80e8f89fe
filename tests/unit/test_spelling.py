"""The spellings of a name."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.search import spelling
from dashboard.search.spelling import folded, read_all, spellings


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＬＩＳＨＵＩ　２０１８", "lishui 2018"),
        ("樂清對口幫扶", "乐清对口帮扶"),
        ("Lìshuǐ", "lishui"),
        ("Pan'an", "panan"),
        ("  a \n b ", "a b"),
        ("", ""),
    ],
)
def test_ways_of_writing_are_one(written: str, read: str) -> None:
    assert folded(written) == read


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("乐清", {"乐清", "yueqing", "yue qing", "yq"}),
        ("台州市", {"台州市", "taizhoushi", "tai zhou shi", "tzs"}),
        ("重慶", {"重庆", "chongqing", "cq"}),
        ("丽水", {"lishui", "ls"}),
        ("绿", {"lu"}),
        ("Pan'an County", {"panan county"}),
        ("2018年", {"2018年", "nian"}),
    ],
)
def test_a_name_is_known_by(name: str, keys: set[str]) -> None:
    assert keys <= set(spellings(name))


def test_nothing_is_known_by_nothing() -> None:
    assert spellings("  ") == ()


def test_names_read_beforehand_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("乐清市", "重庆市 Chongqing", "绿水青山", "no Chinese")
    directly = [spellings.__wrapped__(name) for name in names]
    monkeypatch.setattr("dashboard.search.spelling.FEW", 0)
    monkeypatch.setattr("dashboard.search.spelling._read", {})
    read_all(names)
    assert spelling._read == {
        "乐清市": ("yue", "qing", "shi"),
        "重庆市": ("chong", "qing", "shi"),
        "绿水青山": ("lu", "shui", "qing", "shan"),
    }
    assert [spellings.__wrapped__(name) for name in names] == directly


def test_the_server_keeps_nothing_of_what_reads_names(root: Path) -> None:
    code = """
import sys
from dashboard.search.matching import Entry, Index
names = [chr(0x4e00 + number) + chr(0x5000 + number) for number in range(300)]
Index([Entry("place", name, (name,)) for name in names])
sys.exit("pypinyin" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
