"""What an address may say, what it means, and that nonsense is ignored and told."""

from typing import Any

import pytest

from dashboard.exhibits.filters import Filter, Query, found, parse_controls, parse_query, renamed, write_query
from tests.pages import EXHIBITING

OFFERED = {page.key: page.filters for page in EXHIBITING}
IN_PROVINCE, EAST_WEST, CASES = (OFFERED[key] for key in ("in-province", "east-west", "cases"))


@pytest.mark.parametrize(
    ("filters", "query", "name", "choice"),
    [
        (EAST_WEST, "", "province", None),
        (EAST_WEST, "?province=520000", "province", ("520000",)),
        (EAST_WEST, "?province=520000,510000", "province", ("510000", "520000")),
        (EAST_WEST, "?province=510000%2C520000", "province", ("510000", "520000")),
        (EAST_WEST, "?province=510000,520000,420000,220000", "province", None),
        (EAST_WEST, "?class=", "class", ()),
        (EAST_WEST, "?class=none,unknown", "class", ("none", "unknown")),
        (EAST_WEST, "?year=2018", "year", "2018"),
        (EAST_WEST, "?year=", "year", None),
        (EAST_WEST, "?q=%20Pu'an%20", "q", "Pu'an"),
        (IN_PROVINCE, "?years=2012-2018", "years", (2012, 2018)),
        (IN_PROVINCE, "?years=2018", "years", (2018, 2018)),
        (IN_PROVINCE, "?grade=A", "grade", "A"),
        (IN_PROVINCE, "?topic=income,population", "topic", ("population", "income")),
        (CASES, "?province=510822", "province", ("510822",)),
        (CASES, "?place=510822", "province", ("510822",)),
        (CASES, "?place=330800,520000", "city", ("330800",)),
        (CASES, "?place=330800,520000", "province", ("520000",)),
        (CASES, "?place=", "city", ()),
        (EAST_WEST, "?compare=520000,510000", "compare", ("520000", "510000")),
        (
            EAST_WEST,
            "?compare=510000,520000,420000,220000",
            "compare",
            ("510000", "520000", "420000", "220000"),
        ),
        (EAST_WEST, "?compare=", "compare", None),
        (EAST_WEST, "?colour=partner", "colour", "partner"),
        (EAST_WEST, "?colour=class", "colour", None),
        (EAST_WEST, "?rest=fade", "rest", "fade"),
        (IN_PROVINCE, "?compare=331100,330100", "compare", ("331100", "330100")),
        (CASES, "?side=east-west", "side", ("east-west",)),
        (CASES, "?stated=output,money", "stated", ("money", "output")),
    ],
)
def test_what_an_address_means(filters: tuple[Filter, ...], query: str, name: str, choice: Any) -> None:
    parsed = parse_query(filters, query)
    assert parsed.choices[name] == choice
    assert parsed.ignored == ()


@pytest.mark.parametrize(
    ("filters", "query", "ignored"),
    [
        (EAST_WEST, "?province=999999", ("province", "999999")),
        (EAST_WEST, "?province=510000,nonsense", ("province", "nonsense")),
        (EAST_WEST, "?year=2033", ("year", "2033")),
        (EAST_WEST, "?class=<script>", ("class", "<script>")),
        (IN_PROVINCE, "?years=2018-2012", ("years", "2018-2012")),
        (IN_PROVINCE, "?years=1066", ("years", "1066")),
        (IN_PROVINCE, "?years=1-2-3", ("years", "1-2-3")),
        (IN_PROVINCE, "?years=２０１８", ("years", "２０１８")),
        (IN_PROVINCE, "?grade=Z", ("grade", "Z")),
        (EAST_WEST, "?compare=520000", ("compare", "520000")),
        (EAST_WEST, "?compare=520000,520000", ("compare", "520000")),
        (EAST_WEST, "?compare=520000,330100", ("compare", "330100")),
        (EAST_WEST, "?compare=520000,510000,530000", ("compare", "530000")),
        (IN_PROVINCE, "?compare=330100,330200,330300,330400,330500", ("compare", "330500")),
        (EAST_WEST, "?colour=flavour", ("colour", "flavour")),
        (EAST_WEST, "?rest=gone", ("rest", "gone")),
        (CASES, "?place=nowhere", ("city", "nowhere")),
        (CASES, "?province=330800", ("province", "330800")),
        (EAST_WEST, "?year=2018&year=2019", ("year", "2019")),
    ],
)
def test_nonsense_is_ignored_and_told(
    filters: tuple[Filter, ...], query: str, ignored: tuple[str, str]
) -> None:
    assert ignored in parse_query(filters, query).ignored


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (EAST_WEST, "province=510000,520000&class=national&year=2018&city=330100&q=%E9%BB%94"),
        (EAST_WEST, "class="),
        (EAST_WEST, "compare=520000,420000,510000&colour=year&rest=fade"),
        (IN_PROVINCE, "topic=income&years=2012-2018&city=330100,331100&grade=B"),
        (CASES, "side=in-province&theme=solar&city=330800&stated=money&q=tea"),
        (CASES, ""),
    ],
)
def test_reading_and_writing_an_address_agree(filters: tuple[Filter, ...], query: str) -> None:
    assert write_query(filters, parse_query(filters, query).choices) == query


def test_controls_are_read_like_the_address() -> None:
    held: tuple[Any, ...] = (["510000"], [], ["2018"], None, ["x"], ["520000,510000"], [], [])
    chosen = {name: choice for name, choice in parse_controls(EAST_WEST, held).items() if choice}
    compared = {"compare": ("520000", "510000")}
    assert chosen == {"province": ("510000",), "year": "2018", "q": "x", **compared}


@pytest.mark.parametrize(
    ("held", "choice"),
    [
        (None, None),
        ("520000,510000,220000,420000", None),
        ("520000", ("520000",)),
        ("", ()),
        ("nonsense", None),
    ],
    ids=["nothing chosen", "everything", "the first press", "none by an address", "what makes no sense"],
)
def test_what_a_control_of_many_values_means(held: str | None, choice: Any) -> None:
    others: list[list[str]] = [[] for _ in EAST_WEST[1:]]
    assert parse_controls(EAST_WEST, ([] if held is None else [held], *others))["province"] == choice


@pytest.mark.parametrize("hostile", [5, {"a": 1}, [[1]], "330100", [None], ["x" * 10_000], True])
def test_hostile_controls_narrow_nothing(hostile: Any) -> None:
    choices = parse_controls(IN_PROVINCE, [hostile for _ in IN_PROVINCE])
    assert all(choice is None for choice in choices.values())


def test_what_a_former_name_held_is_taken_by_its_heirs() -> None:
    asked = Query.read("q=tea&place=nowhere,520000,330800&side=")
    now = renamed(CASES, asked)
    assert now.pairs == (("q", "tea"), ("city", "330800,nowhere"), ("province", "520000"), ("side", ""))
    assert renamed(EAST_WEST, asked) == asked


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("puan", "Pu'an County"),
        ("Pu’an", "Pu'an County"),
        ("ZOIGE", "Zoigê (Ruo'ergai) County"),
        ("xuan en", "Xuan'en County"),
        ("青川", "青川县"),
        ("qingchuan", "qingchuanxian"),
        ("", "anything"),
    ],
)
def test_search_finds(query: str, text: str) -> None:
    assert found(query, (text,))


def test_search_does_not_join_different_names() -> None:
    assert not found("yxian", ("maoxian county", "sichuan"))
