"""What an exhibit says of its rows: its finding while they are whole, what is left of them, or its name."""

import re
from typing import Any

import pytest

from dashboard.figures.words import LANGS, Lang, plain
from dashboard.package.load import Package
from dashboard.pages.exhibiting import page_title
from tests.pages import EXHIBITING, EXHIBITS, PACKAGE
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
            two = item.values[-2:]
            choice = {"many": (), "one": two[-1:], "range": (2012, 2013), "text": "zzz", "compare": two}[
                item.kind
            ]
            choices: dict[str, Any] = {item.name: choice[0] if item.kind == "one" else choice}
            lost = any(not (one.on_topic(choices) and one.show(choices, lang).whole) for one in page.exhibits)
            assert (plain(page_title(page, package, choices, lang)) != whole) == lost, (page.key, item.name)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", ["low-income-population", "income-series", "urban-rural-ratio"])
def test_figures_of_the_province_are_not_titled_with_a_city(key: str, lang: Lang) -> None:
    choices = {"years": (2012, 2013), "city": ("330900",)}
    said = plain(EXHIBITS[key].show(choices, lang).title)
    assert "2012–2013" in said
    assert "舟山" not in said
    assert "Zhoushan" not in said


def test_figures_that_follow_members_are_titled_with_places_only() -> None:
    def said(**choices: Any) -> str:
        return plain(EXHIBITS["aid-funds"].show(choices, "en").title)

    assert said(province=("520000",)) == "Funds and jobs · Guizhou Province"
    assert said(year="2018") == "Funds and jobs"


def test_a_page_does_not_tell_in_its_title_of_what_a_topic_hides() -> None:
    page = next(one for one in EXHIBITING if one.key == "in-province")
    assert plain(page_title(page, PACKAGE, {"topic": ("villages",)}, "en")).startswith("In the province · ")


def test_a_year_with_nothing_but_a_computed_figure_is_not_empty() -> None:
    shown = EXHIBITS["urban-rural-ratio"].show({"years": (2018, 2018)}, "en")
    assert shown.chart is not None
    assert shown.table is not None


NUMERAL = re.compile(
    r"[0-9]+|[一二两三四五六七八九十百]+(?=[个市县省例项条地处])"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|sixteen)\b",
    re.IGNORECASE,
)
NO_COUNT = {"四", "Four"}  # in the name of the “Four Ones”


@pytest.mark.parametrize("key", sorted(EXHIBITS))
def test_a_finding_has_its_numbers_from_rows(key: str) -> None:
    """What is typed would stand there still when rows come or go. Years may be typed: they are no counts."""
    declared = EXHIBITS[key].declared
    for lang in LANGS:
        for said in (declared.finding, declared.finding_filtered):
            typed = set(NUMERAL.findall(re.sub(r"\{[^}]*\}", "", said.pick(lang))))
            assert {one for one in typed - NO_COUNT if not re.fullmatch(r"(19|20)\d\d", one)} == set()
