"""The spellings of a name."""

import pytest

from dashboard.search.spelling import folded, spellings


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
