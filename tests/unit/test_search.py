"""What a reader's words are found in."""

from collections.abc import Callable

import pytest

from dashboard.pages.search import FEW, GROUPS, MANY, MOST, Search, index_of, read, results
from dashboard.pages.view import ViewError
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.search.matching import Entry, Index

LISHUI = Entry("place", "lishui", ("丽水市", "Lishui City"))
YUEQING = Entry("place", "yueqing", ("乐清市", "Yueqing City"))
TEA = Entry(
    "case",
    "tea",
    ("安吉茶苗捐赠青川", "Tea seedlings from Anji"),
    ("2018年捐给三县。", "Given in 2018, in Lishui."),
)
BEES = Entry(
    "case", "bees", ("中蜂养殖", "Keeping honeybees"), ("", "A villager teaches low-income families.")
)
INDEX = Index((LISHUI, YUEQING, TEA, BEES))


def found(asked: str) -> list[str]:
    return [one.id for one in INDEX.find(asked)]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("tea", ["tea"]),  # and not what teaches
        ("TEA ２０１８", ["tea"]),
        ("seedling", ["tea"]),
        ("family", ["bees"]),
        ("茶", ["tea"]),
        ("麗水", ["lishui"]),
        ("lishui", ["lishui", "tea"]),
        ("Lì Shuǐ", ["lishui", "tea"]),
        ("li shui shi", ["lishui"]),
        ("yueqing", ["yueqing"]),
        ("leqing", []),
        ("lss", ["lishui"]),
        ("ajcm", ["tea"]),
        ("ajcn", []),  # initials are right or they are none
        ("lishiu", ["lishui", "tea"]),
        ("honeybes", ["bees"]),
        ("tae", []),  # three letters are too few to be wrong in one
        ("tea bees", []),
        ("zhongfeng", ["bees"]),
        ("茶 2018", ["tea"]),
        ("茶苗2018", ["tea"]),
        ("%", []),
        ("", []),
    ],
)
def test_found(asked: str, ids: list[str]) -> None:
    assert found(asked) == ids


def test_a_word_that_is_right_is_not_taken_for_another() -> None:
    index = Index((Entry("place", "one", ("Lishui",)), Entry("place", "other", ("Lishun",))))
    assert [one.id for one in index.find("lishui")] == ["one"]


def test_a_name_stands_before_what_only_tells_of_it() -> None:
    index = Index((Entry("fact", "told", ("x",), ("Anji",)), Entry("fact", "named", ("Anji County",))))
    assert [one.id for one in index.find("anji")] == ["named", "told"]


def test_the_nearest_names_are_offered() -> None:
    assert INDEX.nearest("lishuu citi") == ["Lishui City", "丽水市"]
    assert INDEX.nearest("xxxxxxxx") == []


@pytest.mark.parametrize(
    "query", ["q=%25", "q=%B2%E8", "q=a%00", "q=" + "a" * 5000, "q=" + "a" * (MOST + 1), "q=tea&in=nothing"]
)
def test_what_cannot_be_read_is_told(query: str) -> None:
    with pytest.raises(ViewError) as told:
        read(query, "en")
    assert told.value.status == 400
    assert str(told.value).endswith(".")


def test_what_is_asked_is_read_leniently_where_it_can_be() -> None:
    assert read("?q=+tea++bees+&first=no", "en") == Search("tea bees")
    assert read("", "en") == Search("")


@pytest.fixture
def own(site: Site) -> Callable[[str], str]:
    return lambda query: to_html(results(read(query, "en"), site, "en"))


def test_each_row_of_each_group_leads_to_where_it_stands(site: Site) -> None:
    for entry in index_of(site).entries:
        for lang in site.languages:
            name, _, path = GROUPS[entry.group](site, entry.id, lang)
            assert name
            assert path.startswith("/")


def test_rows_are_bounded_and_the_rest_is_a_step_away(own: Callable[[str], str]) -> None:
    few = own("q=county")
    assert 'in=fact"' in few.replace("&amp;", "&")
    assert few.count("<li>") <= FEW * len(GROUPS)
    many = own("q=county&in=fact")
    assert many.count("<li>") == MANY
    assert f"first={MANY}" in many
    assert own(f"q=county&in=fact&first={10**30}").count("<li>") == 0


def test_a_figure_is_told_with_its_amount_its_period_and_its_grade(own: Callable[[str], str]) -> None:
    told = own("q=tea+seedlings+qingchuan&in=fact")
    assert "5.4 million seedlings" in told
    assert "2019" in told
    assert 'class="grade grade-B"' in told
    assert "/en/sources?fact=tea-qingchuan-seedlings" in told


def test_nothing_found_says_so_with_ways_out(own: Callable[[str], str]) -> None:
    told = own("q=lishuuuui+city")
    assert "Nothing is found" in told
    assert "/en/search?q=" in told
    assert "/en/sources" in told
