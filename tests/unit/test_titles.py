"""What an exhibit says of its rows: its finding while they are whole, what is left of them, or its name."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.figures.words import LANGS, Lang, plain
from dashboard.package.load import Package
from dashboard.package.site import Wording
from dashboard.pages.exhibiting import page_title
from tests.pages import EXHIBITING, EXHIBITS
from tests.unit.small import CITY, declared

PART, NONE = {"years": (2014, 2015)}, {"years": (2011, 2012)}


def title(package: Package, choices: Any = None, lang: Lang = "en", **words: Any) -> str:
    return plain(declared(package, "columns", **words).show(choices or {}, lang).title)


def test_the_finding_stands_while_the_rows_are_whole(small: Package) -> None:
    assert title(small) == "Found"
    assert title(small, {"years": (2010, 2015)}) == "Found", "whatever is chosen"
    assert title(small, {"class": ()}) == "Found", "of filters it does not follow"


def test_of_a_part_another_finding_stands(small: Package) -> None:
    assert title(small, PART) == "2 of 3"
    assert title(small, PART, finding_filtered={}) == "Name · 2014–2015"


def test_of_nothing_its_name_stands(small: Package) -> None:
    assert title(small, NONE) == "Name · 2011–2012"


@pytest.mark.parametrize("figure", ["{fact:nothing}", "{computed:nothing}", "{count:nothing a=1}", "{top}"])
def test_a_finding_whose_figure_is_missing_gives_way_to_the_next(small: Package, figure: str) -> None:
    broken = {"zh": f"有{figure}", "en": f"There are {figure}"}
    assert title(small, finding=broken) == "Name"
    assert title(small, PART, finding_filtered=broken) == "Name · 2014–2015"


def test_a_finding_holds_its_figure(small: Package) -> None:
    shown = declared(small, "columns", finding={"zh": "{fact:moved}", "en": "{fact:moved} moved"}).show(
        {}, "en"
    )
    assert plain(shown.title) == "50,000 people moved"


def test_of_notes_only_the_sentence_is_lost(small: Package) -> None:
    notes = [
        {"zh": "一。", "en": "One."},
        {"zh": "{fact:nothing}。", "en": "{fact:nothing}."},
        {"zh": "三。", "en": "Three."},
    ]
    zh, en = (plain(declared(small, "columns", note=notes).show({}, lang).note) for lang in LANGS)
    assert (zh, en) == ("一。三。", "One. Three.")


def test_a_subtitle_or_alternative_text_that_cannot_be_told_is_left_out(small: Package) -> None:
    broken = {"zh": "{fact:nothing}"}
    shown = declared(small, "columns", subtitle=broken, alt=broken).show({}, "zh")
    assert (shown.subtitle, shown.alt) == ((), "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{n}/{total}", "2/3"),
        ("{unit}", "个"),
        ("{area}", "Jia"),
        ("{years}", "2014–2015"),
        ("{first}-{last}", "2014-2015"),
        ("{dates}", "2014, 2015"),
        ("{scope}", "2014–2015"),
    ],
)
def test_words_come_from_the_rows(small: Package, words: str, said: str) -> None:
    shown = declared(small, "columns", subtitle={"zh": words, "en": words}).show(PART, "en")
    assert plain(shown.subtitle) == said


def test_words_that_the_rows_do_not_agree_on_are_missing(small: Package) -> None:
    areas = {"subtitle": {"zh": "{area}", "en": "{area}"}}
    assert declared(small, "ranked", **areas).show({}, "en").subtitle == ()
    assert declared(small, "ranked", **areas).show({"city": (CITY,)}, "en").subtitle == ("Zi",)
    amount = {"subtitle": {"zh": "{amount}", "en": "{amount}"}}
    assert declared(small, "columns", **amount).show({}, "en").subtitle == ()
    assert plain(declared(small, "span", **amount).show({}, "en").subtitle) == "50,000 people"


# Our own ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", EXHIBITS)
def test_our_own_say_what_they_declare(key: str, lang: Lang) -> None:
    exhibit = EXHIBITS[key]
    shown = exhibit.show({}, lang)
    assert plain(shown.title) != exhibit.declared.name.pick(lang) or not exhibit.declared.finding, (
        "no finding is lost"
    )
    assert bool(shown.subtitle) == bool(exhibit.declared.subtitle)
    assert bool(shown.alt) == bool(exhibit.declared.alt)
    told = plain(shown.note)
    assert all(one.pick(lang).partition("{")[0] in told for one in exhibit.declared.note), (
        "nor a sentence of a note"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_says_its_title_while_no_exhibit_has_lost_a_row(package: Package, lang: Lang) -> None:
    for page in EXHIBITING:
        whole = plain(page_title(page, package, {}, lang))
        assert whole != page.name(lang)
        for item in page.filters:
            choice = {"many": (), "one": item.values[-1:], "range": (2012, 2013), "text": "zzz"}[item.kind]
            choices: dict[str, Any] = {item.name: choice[0] if item.kind == "one" else choice}
            lost = any(not one.show(choices, lang).whole for one in page.exhibits)
            assert (plain(page_title(page, package, choices, lang)) != whole) == lost, (page.key, item.name)


# Numbers -----------------------------------------------------------------------------------------------------

COUNTERS = "个座县市省区村镇户人家次项条处年"
FEW_ZH, FEW_EN = (
    "两三四五六七八九十",
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
)
TYPED: Mapping[Lang, re.Pattern[str]] = {
    "zh": re.compile(rf"\d[\d.,]*|[{FEW_ZH}]+(?=[{COUNTERS}])"),
    "en": re.compile(rf"\d[\d.,]*|\b(?:{'|'.join(FEW_EN)})\b", re.IGNORECASE),
}
# Not counts: years and their months, and what things are called.
CALLED: Mapping[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?:19|20)\d\d(?:[–—](?:19|20)?\d\d)?|四个一|[四五]省|三个方面|(?:26|29)县"),
    "en": re.compile(
        r"(?:19|20)\d\d(?:[–—](?:19|20)?\d\d)?|four ones|(?:four|five) provinces|three lines of work|the (?:26|29)"
        r"|(?:26|29) counties",
        re.IGNORECASE,
    ),
}


def typed(words: Wording, lang: Lang) -> list[str]:
    """The numbers written out in words, where a placeholder should count."""
    free = re.sub(r"\{[^}]*\}|“[^”]*”", " ", words.pick(lang))
    return TYPED[lang].findall(CALLED[lang].sub(" ", free))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", EXHIBITS)
def test_no_title_has_a_count_typed_into_it(key: str, lang: Lang) -> None:
    declared = EXHIBITS[key].declared
    for words in (declared.name, declared.finding, declared.finding_filtered):
        assert typed(words, lang) == []


def test_a_typed_count_is_found() -> None:
    words = Wording(
        zh="十个案例在四省的七市，其中3处", en="Ten cases in seven cities of four provinces, 3 of them"
    )
    assert typed(words, "zh") == ["十", "七", "3"]
    assert typed(words, "en") == ["Ten", "seven", "3"]
